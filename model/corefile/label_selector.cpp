// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/label_selector.h"

#include "model/dns/escape.h"

#include <algorithm>

namespace corefile {
namespace {

using Operator = LabelRequirement::Operator;

constexpr std::size_t maximumNameLength = 63;
constexpr std::size_t maximumPrefixLength = 253;

bool isAlphanumeric(char c)
{
    return dns::isDecimalDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Letters and digits, with '-', '_' and '.' between them.
bool isNamePart(std::string_view text)
{
    return !text.empty() && text.size() <= maximumNameLength && isAlphanumeric(text.front()) && isAlphanumeric(text.back())
        && std::all_of(text.begin(), text.end(), [](char c) { return isAlphanumeric(c) || c == '-' || c == '_' || c == '.'; });
}

/// A DNS subdomain in lower case.
bool isKeyPrefix(std::string_view text)
{
    if (text.empty() || text.size() > maximumPrefixLength)
        return false;
    char previous = '.';
    for (const char c : text) {
        const bool isLabelCharacter = dns::isDecimalDigit(c) || (c >= 'a' && c <= 'z');
        const bool fits = isLabelCharacter || (c == '-' && previous != '.') || (c == '.' && previous != '.' && previous != '-');
        if (!fits)
            return false;
        previous = c;
    }
    return previous != '.' && previous != '-';
}

bool isKey(std::string_view text)
{
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos)
        return isNamePart(text);
    return isKeyPrefix(text.substr(0, slash)) && isNamePart(text.substr(slash + 1));
}

bool isValue(std::string_view text)
{
    return text.empty() || isNamePart(text);
}

bool isSpecial(char c)
{
    return std::string_view("=!(),<>").find(c) != std::string_view::npos;
}

bool isBlank(char c)
{
    return std::string_view(" \t\r\n").find(c) != std::string_view::npos;
}

/// Recursive descent over the symbols; the first fault is kept in m_problem and ends the walk.
class SelectorParser {
public:
    explicit SelectorParser(std::string_view text) : m_text(text) { advance(); }

    Parsed<std::vector<LabelRequirement>> parse()
    {
        std::vector<LabelRequirement> requirements;
        while (!m_isAtEnd && m_problem.empty()) {
            requirements.push_back(parseRequirement());
            if (m_isAtEnd || !m_problem.empty())
                break;
            expect(",", "',' or 'end of string'");
            if (m_isAtEnd && m_problem.empty())
                m_problem = "found '', expected: identifier after ','";
        }
        if (!m_problem.empty())
            return tl::unexpected(m_problem);
        std::ranges::stable_sort(requirements, {}, &LabelRequirement::key);
        return requirements;
    }

private:
    /// Reads the next symbol: an operator, a bracket, a comma or a word.
    void advance()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
        m_isAtEnd = m_at == m_text.size();
        const std::size_t start = m_at;
        if (m_isAtEnd) {
            m_symbol = {};
            return;
        }
        if (isSpecial(m_text[m_at])) {
            const std::string_view two = m_text.substr(m_at, 2);
            m_at += two == "==" || two == "!=" ? 2 : 1;
        } else {
            while (m_at < m_text.size() && !isSpecial(m_text[m_at]) && !isBlank(m_text[m_at]))
                ++m_at;
        }
        m_symbol = m_text.substr(start, m_at - start);
    }

    void fault(std::string_view expected)
    {
        if (m_problem.empty())
            m_problem = "found '" + std::string(m_symbol) + "', expected: " + std::string(expected);
        m_isAtEnd = true;
    }

    void expect(std::string_view symbol, std::string_view expected)
    {
        if (m_symbol == symbol && !m_isAtEnd)
            advance();
        else
            fault(expected);
    }

    [[nodiscard]] bool isWord() const { return !m_isAtEnd && !isSpecial(m_symbol.front()); }

    LabelRequirement parseRequirement()
    {
        LabelRequirement requirement{Operator::Exists, {}, {}};
        if (m_symbol == "!") {
            requirement.op = Operator::DoesNotExist;
            advance();
        }
        if (!isWord()) {
            fault("identifier");
            return requirement;
        }
        requirement.key = m_symbol;
        if (!isKey(requirement.key)) {
            m_problem = "key: Invalid value: " + goQuoted(requirement.key);
            return requirement;
        }
        advance();
        if (requirement.op != Operator::DoesNotExist && !m_isAtEnd && m_symbol != ",")
            parseCondition(requirement);
        return requirement;
    }

    void parseCondition(LabelRequirement& requirement)
    {
        const std::string_view symbol = m_symbol;
        if (symbol == "=" || symbol == "==" || symbol == "!=") {
            requirement.op = symbol == "!=" ? Operator::NotIn : Operator::In;
            advance();
            requirement.values = {parseValue()};
        } else if (symbol == "in" || symbol == "notin") {
            requirement.op = symbol == "in" ? Operator::In : Operator::NotIn;
            advance();
            parseValues(requirement);
        } else if (symbol == "<" || symbol == ">") {
            m_problem = goQuoted(symbol == "<" ? "lt" : "gt") + " is not supported as a label selector operator";
        } else {
            fault("in, notin, =, ==, !=, gt, lt");
        }
    }

    /// One value behind an operator; it may be empty.
    std::string parseValue()
    {
        if (!isWord()) {
            if (!m_isAtEnd && m_symbol != ",")
                fault("identifier");
            return {};
        }
        std::string value(m_symbol);
        if (!isValue(value))
            m_problem = "values: Invalid value: " + goQuoted(value);
        advance();
        return value;
    }

    void parseValues(LabelRequirement& requirement)
    {
        expect("(", "'('");
        while (m_problem.empty()) {
            requirement.values.push_back(parseListed());
            if (m_symbol != "," || m_isAtEnd)
                break;
            advance();
        }
        if (m_problem.empty())
            expect(")", "',' or ')'");
        std::ranges::sort(requirement.values);
        const auto repeated = std::ranges::unique(requirement.values);
        requirement.values.erase(repeated.begin(), repeated.end());
    }

    std::string parseListed()
    {
        if (!m_isAtEnd && (m_symbol == "," || m_symbol == ")"))
            return {};
        if (!isWord()) {
            fault("',', ')' or identifier");
            return {};
        }
        return parseValue();
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string_view m_symbol;
    bool m_isAtEnd = false;
    std::string m_problem;
};

} // namespace

Parsed<std::vector<LabelRequirement>> parseLabelSelector(std::string_view text)
{
    Parsed<std::vector<LabelRequirement>> requirements = SelectorParser(text).parse();
    if (!requirements)
        return tl::unexpected("couldn't parse the selector string " + goQuoted(text) + ": " + requirements.error());
    return requirements;
}

} // namespace corefile
