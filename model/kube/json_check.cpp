// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/json_text.h"

#include <algorithm>

namespace kube {

namespace {

constexpr std::size_t deepest = 1000; // open brackets; Kubernetes objects stay below 50

/// Walks over the text with an own stack, so that depth costs no call stack.
class JsonCheck {
public:
    JsonCheck(std::string_view text, std::vector<std::string_view>* documents) : m_text(text), m_documents(documents) {}

    std::optional<JsonFault> run()
    {
        skipSpace();
        while (!m_fault && m_at < m_text.size()) {
            const std::size_t begin = m_at;
            document();
            if (!m_fault && m_documents != nullptr)
                m_documents->push_back(m_text.substr(begin, m_at - begin));
            skipSpace();
        }
        return m_fault;
    }

private:
    struct Open {
        bool isObject = false;
        bool isFresh = true;   // nothing in it yet
        std::size_t index = 0; // of the element or field
        std::string_view key{}; // of the present field, still escaped
    };

    void fail(std::string message)
    {
        if (m_at < m_text.size()) {
            m_fault = JsonFault{m_at, std::move(message), false};
            return;
        }
        std::string open;
        for (const Open& level : m_open) {
            if (level.isObject)
                open.append(open.empty() || level.key.empty() ? "" : ".").append(level.key);
            else
                open.append("[").append(std::to_string(level.index)).append("]");
        }
        if (open.empty())
            open = m_open.empty() ? "a value" : "an object";
        m_fault = JsonFault{m_text.size(), std::move(open), true};
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\r' || m_text[m_at] == '\t'))
            ++m_at;
    }

    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    void document()
    {
        value();
        while (!m_fault && !m_open.empty()) {
            skipSpace();
            Open& level = m_open.back();
            if (peek() == (level.isObject ? '}' : ']')) {
                ++m_at;
                m_open.pop_back();
                continue;
            }
            if (!level.isFresh) {
                if (peek() != ',')
                    return fail(level.isObject ? "expected , or } after a field" : "expected , or ] after an element");
                ++m_at;
                ++level.index;
                skipSpace();
            }
            level.isFresh = false;
            if (level.isObject)
                fieldName();
            value();
        }
    }

    void fieldName()
    {
        if (peek() != '"')
            return fail("expected a field name in quotes");
        const std::size_t begin = m_at + 1;
        string();
        if (m_fault)
            return;
        m_open.back().key = m_text.substr(begin, m_at - begin - 1);
        skipSpace();
        if (peek() != ':')
            return fail("expected : after a field name");
        ++m_at;
        skipSpace();
    }

    /// A scalar as a whole; of an object or array the opening bracket.
    void value()
    {
        if (m_fault)
            return;
        const char c = peek();
        if (c == '"')
            return string();
        if (c == '-' || (c >= '0' && c <= '9'))
            return number();
        if (c != '{' && c != '[')
            return word();
        if (m_open.size() == deepest)
            return fail("nested deeper than " + std::to_string(deepest) + " levels");
        m_open.push_back({.isObject = c == '{'});
        ++m_at;
    }

    void string()
    {
        ++m_at;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '"') {
                ++m_at;
                return;
            }
            if (static_cast<unsigned char>(c) < 0x20)
                return fail("a control character stands unescaped in a string");
            if (c == '\\' && !escape())
                return fail("broken escape in a string");
            ++m_at;
        }
        fail({});
    }

    /// At a backslash; moves to the last character of the escape. A text that ends inside moves to its end.
    bool escape()
    {
        if (++m_at >= m_text.size())
            return true;
        if (m_text[m_at] != 'u')
            return std::string_view("\"\\/bfnrt").find(m_text[m_at]) != std::string_view::npos;
        for (int digit = 0; digit < 4; ++digit) {
            if (++m_at >= m_text.size())
                return true;
            if (std::string_view("0123456789abcdefABCDEF").find(m_text[m_at]) == std::string_view::npos)
                return false;
        }
        return true;
    }

    bool digits()
    {
        const std::size_t begin = m_at;
        while (peek() >= '0' && peek() <= '9')
            ++m_at;
        return m_at > begin;
    }

    void number()
    {
        if (peek() == '-')
            ++m_at;
        const bool zero = peek() == '0';
        const std::size_t begin = m_at;
        if (!digits())
            return fail("expected a digit");
        if (zero && m_at - begin > 1) {
            m_at = begin;
            return fail("a number begins with 0");
        }
        if (peek() == '.') {
            ++m_at;
            if (!digits())
                return fail("expected a digit");
        }
        if (peek() == 'e' || peek() == 'E') {
            ++m_at;
            if (peek() == '+' || peek() == '-')
                ++m_at;
            if (!digits())
                return fail("expected a digit");
        }
    }

    void word()
    {
        for (const std::string_view known : {"null", "true", "false"}) {
            const std::string_view rest = m_text.substr(m_at, known.size());
            if (rest == known) {
                m_at += known.size();
                return;
            }
            if (!rest.empty() && rest.size() < known.size() && known.starts_with(rest))
                m_at = m_text.size(); // cut off inside the word
        }
        fail("expected a value");
    }

    std::string_view m_text;
    std::vector<std::string_view>* m_documents;
    std::size_t m_at = 0;
    std::vector<Open> m_open;
    std::optional<JsonFault> m_fault;
};

} // namespace

std::optional<JsonFault> checkJson(std::string_view text, std::vector<std::string_view>* documents)
{
    if (const auto broken = findBrokenUtf8(text)) {
        // A character that the text's end cuts is a matter of the end; a broken one before it comes first.
        const bool isCut = text.size() - *broken < 4;
        auto earlier = JsonCheck(text.substr(0, *broken), nullptr).run();
        if (earlier && (!earlier->atEnd || isCut))
            return earlier;
        return JsonFault{*broken, "broken UTF-8", false};
    }
    return JsonCheck(text, documents).run();
}

} // namespace kube
