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
        while (!m_isAtEnd) {
            if (!isWord() && m_symbol != "!")
                return unexpected(requirements.empty() ? "!, identifier, or 'end of string'" : "identifier after ','");
            requirements.push_back(parseRequirement());
            if (!m_problem.empty())
                return tl::unexpected(syntaxFault() + "unable to parse requirement: " + m_problem);
            if (m_isAtEnd)
                break;
            if (m_symbol != ",")
                return unexpected("',' or 'end of string'");
            advance();
            if (m_isAtEnd)
                return unexpected("identifier after ','");
        }
        if (!m_unsupported.empty())
            return tl::unexpected(m_unsupported);
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

    [[nodiscard]] std::string syntaxFault() const { return "couldn't parse the selector string " + goQuoted(m_text) + ": "; }

    [[nodiscard]] tl::unexpected<std::string> unexpected(std::string_view expected) const
    {
        return tl::unexpected(syntaxFault() + "found '" + std::string(m_symbol) + "', expected: " + std::string(expected));
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
            m_problem = "<nil>: Invalid value: " + goQuoted(requirement.key);
            return requirement;
        }
        advance();
        if (requirement.op != Operator::DoesNotExist && !m_isAtEnd && m_symbol != ",")
            parseCondition(requirement);
        return requirement;
    }

    /// The text form has more operators than the selector object of the API that CoreDNS turns it into.
    void refuseOperator(std::string words)
    {
        if (m_unsupported.empty())
            m_unsupported = std::move(words);
    }

    void parseCondition(LabelRequirement& requirement)
    {
        const std::string_view symbol = m_symbol;
        if (symbol == "=" || symbol == "==" || symbol == "!=") {
            requirement.op = Operator::In;
            if (symbol == "!=")
                refuseOperator(goQuoted(symbol) + " is not a valid label selector operator");
            advance();
            requirement.values = {parseValue(requirement)};
        } else if (symbol == "in" || symbol == "notin") {
            requirement.op = symbol == "in" ? Operator::In : Operator::NotIn;
            advance();
            parseValues(requirement);
        } else if (symbol == "<" || symbol == ">") {
            refuseOperator(goQuoted(symbol == "<" ? "lt" : "gt") + " isn't supported in label selectors");
            advance();
            (void)parseValue(requirement);
        } else {
            fault("in, notin, =, ==, !=, gt, lt");
        }
    }

    /// One value behind an operator; it may be empty.
    std::string parseValue(const LabelRequirement& requirement)
    {
        if (!isWord()) {
            if (!m_isAtEnd && m_symbol != ",")
                fault("identifier");
            return {};
        }
        std::string value(m_symbol);
        if (!isValue(value))
            m_problem = "values[" + std::to_string(requirement.values.size()) + "][" + requirement.key + "]: Invalid value: " + goQuoted(value);
        advance();
        return value;
    }

    void parseValues(LabelRequirement& requirement)
    {
        if (m_symbol != "(" || m_isAtEnd) {
            m_problem = "found '" + std::string(m_symbol) + "' expected: '('";
            return;
        }
        advance();
        while (m_problem.empty()) {
            requirement.values.push_back(parseListed(requirement));
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

    std::string parseListed(const LabelRequirement& requirement)
    {
        if (!m_isAtEnd && (m_symbol == "," || m_symbol == ")"))
            return {};
        if (!isWord()) {
            fault("',', ')' or identifier");
            return {};
        }
        return parseValue(requirement);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string_view m_symbol;
    bool m_isAtEnd = false;
    std::string m_problem;
    std::string m_unsupported;
};

} // namespace

Parsed<std::vector<LabelRequirement>> parseLabelSelector(std::string_view text)
{
    return SelectorParser(text).parse();
}

} // namespace corefile
