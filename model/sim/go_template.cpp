// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/go_template.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace sim {

namespace {

using Kind = TemplateResult::Kind;
using Value = TemplateValue;

constexpr std::string_view blanks = " \t\r\n";

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// As fmt's %v prints it.
std::string print(const Value& value)
{
    switch (value.kind) {
    case Value::Kind::Text: return value.text;
    case Value::Kind::Number: return std::to_string(value.number);
    case Value::Kind::List: {
        std::string text;
        for (const Value& item : value.list)
            text += (text.empty() ? "" : " ") + print(item);
        return '[' + text + ']';
    }
    case Value::Kind::Map: {
        std::string text;
        for (const auto& [key, item] : value.members)
            text += (text.empty() ? "" : " ") + key + ':' + print(item);
        return "map[" + text + ']';
    }
    }
    return {};
}

/// One action's expression, evaluated while it is read.
class Expression {
public:
    Expression(std::string_view text, const Value& data) : m_rest(text), m_data(data) {}

    TemplateResult run()
    {
        std::optional<Value> value = command();
        skipBlanks();
        if (!m_rest.empty() && m_fault == Kind::Rendered)
            m_fault = Kind::NotModelled;
        if (!value || m_fault != Kind::Rendered)
            return {m_fault == Kind::Rendered ? Kind::NotModelled : m_fault, {}};
        if (value->kind == Value::Kind::Map && value->strict)
            return {Kind::NotModelled, {}};
        return {Kind::Rendered, print(*value)};
    }

private:
    std::optional<Value> fault(Kind kind)
    {
        if (m_fault == Kind::Rendered)
            m_fault = kind;
        return std::nullopt;
    }

    void skipBlanks() { m_rest.remove_prefix(std::min(m_rest.find_first_not_of(blanks), m_rest.size())); }

    std::string word()
    {
        std::size_t length = 0;
        while (length < m_rest.size() && isWordCharacter(m_rest[length]))
            ++length;
        std::string text(m_rest.substr(0, length));
        m_rest.remove_prefix(length);
        return text;
    }

    /// A function with its arguments, or one operand.
    std::optional<Value> command()
    {
        skipBlanks();
        const bool function = !m_rest.empty() && isWordCharacter(m_rest[0]) && !(m_rest[0] >= '0' && m_rest[0] <= '9');
        if (!function)
            return operand();
        const std::string name = word();
        std::vector<Value> arguments;
        for (skipBlanks(); !m_rest.empty() && m_rest[0] != ')' && m_fault == Kind::Rendered; skipBlanks()) {
            std::optional<Value> argument = operand();
            if (!argument)
                return std::nullopt;
            arguments.push_back(std::move(*argument));
        }
        return call(name, std::move(arguments));
    }

    std::optional<Value> call(const std::string& name, std::vector<Value> arguments)
    {
        if (name == "index" && !arguments.empty())
            return index(std::move(arguments));
        if (name == "len" && arguments.size() == 1) {
            const Value& value = arguments[0];
            return Value::ofNumber(value.kind == Value::Kind::Text ? value.text.size() : value.kind == Value::Kind::List ? value.list.size() : value.members.size());
        }
        if (name == "parseInt" && arguments.size() == 3)
            return parseInt(arguments);
        return fault(Kind::NotModelled);
    }

    std::optional<Value> index(std::vector<Value> arguments)
    {
        Value value = std::move(arguments[0]);
        for (std::size_t i = 1; i < arguments.size(); ++i) {
            const Value& key = arguments[i];
            if (value.kind == Value::Kind::List && key.kind == Value::Kind::Number) {
                if (key.number >= value.list.size())
                    return fault(Kind::Failed);
                value = Value(value.list[key.number]);
            } else if (value.kind == Value::Kind::Map && !value.strict && key.kind == Value::Kind::Text) {
                const auto member = value.members.find(key.text);
                value = member == value.members.end() ? Value() : Value(member->second);
            } else {
                return fault(Kind::Failed);
            }
        }
        return value;
    }

    /// strconv.ParseUint(text, base, bits): any sign or foreign digit is an error.
    std::optional<Value> parseInt(const std::vector<Value>& arguments)
    {
        const Value &text = arguments[0], &base = arguments[1], &bits = arguments[2];
        if (text.kind != Value::Kind::Text || base.kind != Value::Kind::Number || bits.kind != Value::Kind::Number)
            return fault(Kind::Failed);
        if (base.number < 2 || base.number > 36)
            return fault(base.number == 0 ? Kind::NotModelled : Kind::Failed);
        std::uint64_t number = 0;
        const char* end = text.text.data() + text.text.size();
        const auto [stop, error] = std::from_chars(text.text.data(), end, number, static_cast<int>(base.number));
        const bool fits = bits.number == 0 || bits.number >= 64 || number >> bits.number == 0;
        if (text.text.empty() || error != std::errc() || stop != end || !fits)
            return fault(Kind::Failed);
        return Value::ofNumber(number);
    }

    std::optional<Value> operand()
    {
        skipBlanks();
        if (m_rest.empty())
            return fault(Kind::Failed);
        if (m_rest[0] == '.')
            return m_rest.size() > 1 && isWordCharacter(m_rest[1]) ? fields(m_data) : fault(Kind::NotModelled);
        if (m_rest[0] == '(')
            return parenthesised();
        if (m_rest[0] == '"' || m_rest[0] == '`')
            return quoted(m_rest[0]);
        if (m_rest[0] >= '0' && m_rest[0] <= '9')
            return decimal();
        return fault(Kind::NotModelled);
    }

    std::optional<Value> parenthesised()
    {
        m_rest.remove_prefix(1);
        std::optional<Value> value = command();
        skipBlanks();
        if (!value || m_rest.empty() || m_rest[0] != ')')
            return fault(value ? Kind::Failed : Kind::NotModelled);
        m_rest.remove_prefix(1);
        return fields(std::move(*value));
    }

    std::optional<Value> quoted(char quote)
    {
        const std::size_t end = m_rest.find(quote, 1);
        if (end == std::string_view::npos)
            return fault(Kind::Failed);
        const std::string_view text = m_rest.substr(1, end - 1);
        if (quote == '"' && text.find('\\') != std::string_view::npos)
            return fault(Kind::NotModelled);
        Value value = Value::ofText(std::string(text));
        m_rest.remove_prefix(end + 1);
        return value;
    }

    std::optional<Value> decimal()
    {
        const std::string digits = word();
        std::uint64_t number = 0;
        const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (error != std::errc() || stop != digits.data() + digits.size())
            return fault(Kind::NotModelled);
        return Value::ofNumber(number);
    }

    /// `.A.B` behind a value.
    std::optional<Value> fields(Value value)
    {
        while (m_rest.size() > 1 && m_rest[0] == '.' && isWordCharacter(m_rest[1])) {
            m_rest.remove_prefix(1);
            const std::string name = word();
            if (value.kind != Value::Kind::Map)
                return fault(Kind::Failed);
            const auto member = value.members.find(name);
            if (member != value.members.end())
                value = Value(member->second);
            else if (value.strict)
                return fault(value.complete ? Kind::Failed : Kind::NotModelled);
            else
                value = Value::ofText("<no value>");
        }
        return value;
    }

    std::string_view m_rest;
    const Value& m_data;
    Kind m_fault = Kind::Rendered;
};

std::string_view trimmedEnd(std::string_view text)
{
    const std::size_t last = text.find_last_not_of(blanks);
    return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

std::string_view trimmedStart(std::string_view text)
{
    return text.substr(std::min(text.find_first_not_of(blanks), text.size()));
}

bool isControl(std::string_view action)
{
    static constexpr std::array<std::string_view, 10> words{"if", "else", "end", "range", "with", "define", "template", "block", "break", "continue"};
    const std::string_view first = action.substr(0, std::min(action.find_first_of(blanks), action.size()));
    return std::find(words.begin(), words.end(), first) != words.end();
}

} // namespace

Value Value::ofText(std::string text)
{
    Value value;
    value.text = std::move(text);
    return value;
}

Value Value::ofNumber(std::uint64_t number)
{
    Value value;
    value.kind = Kind::Number;
    value.number = number;
    return value;
}

Value Value::ofTexts(const std::vector<std::string>& texts)
{
    Value value;
    value.kind = Kind::List;
    for (const std::string& text : texts)
        value.list.push_back(ofText(text));
    return value;
}

TemplateResult renderTemplate(std::string_view source, const Value& data)
{
    TemplateResult result;
    bool trimNext = false;
    while (!source.empty()) {
        const std::size_t open = std::min(source.find("{{"), source.size());
        std::string_view text = source.substr(0, open);
        source.remove_prefix(open);
        if (trimNext)
            text = trimmedStart(text);
        const bool trims = source.size() > 3 && source[2] == '-' && blanks.find(source[3]) != std::string_view::npos;
        result.text += trims ? trimmedEnd(text) : text;
        trimNext = false;
        if (source.empty())
            break;
        const std::size_t close = source.find("}}");
        if (close == std::string_view::npos)
            return {Kind::Failed, {}};
        std::string_view action = source.substr(2, close - 2);
        source.remove_prefix(close + 2);
        if (trims)
            action.remove_prefix(1);
        if (action.size() > 1 && action.back() == '-' && blanks.find(action[action.size() - 2]) != std::string_view::npos) {
            action.remove_suffix(1);
            trimNext = true;
        }
        action = trimmedEnd(trimmedStart(action));
        if (action.starts_with("/*") && action.ends_with("*/"))
            continue;
        if (isControl(action))
            return {Kind::NotModelled, {}};
        const TemplateResult rendered = Expression(action, data).run();
        if (rendered.kind != Kind::Rendered)
            return {rendered.kind, {}};
        result.text += rendered.text;
    }
    return result;
}

} // namespace sim
