// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/dns/zone_tokens.h"

#include "model/dns/escape.h"

#include <limits>

namespace dns {
namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

bool endsWord(char c)
{
    return isBlank(c) || c == '\n' || c == ';' || c == '(' || c == ')' || c == '"';
}

std::uint64_t secondsOfUnit(char unit)
{
    switch (lowered(unit)) {
    case 's': return 1;
    case 'm': return 60;
    case 'h': return 3600;
    case 'd': return 86400;
    case 'w': return 604800;
    default: return 0;
    }
}

} // namespace

tl::unexpected<base::Error> ZoneLexer::failed(std::string_view word, std::string_view expected, int line, int column) const
{
    return base::fail(base::ErrorCode::ZoneSyntax, std::string(word), std::string(expected), {m_fileName, line, column});
}

base::Result<bool> ZoneLexer::next(ZoneEntry& entry)
{
    while (m_at < m_text.size()) {
        entry.tokens.clear();
        entry.startsBlank = isBlank(m_text[m_at]);
        Step last = Step::Continue;
        while (last == Step::Continue && m_at < m_text.size()) {
            const base::Result<Step> done = step(entry);
            if (!done)
                return tl::unexpected(done.error());
            last = *done;
        }
        if (last == Step::Continue) { // the text ended without a line end
            entry.line = m_line;
            entry.column = column();
        }
        if (m_depth > 0)
            return failed("(", "a closing parenthesis", m_openLine, m_openColumn);
        if (!entry.tokens.empty())
            return true;
    }
    return false;
}

base::Result<ZoneLexer::Step> ZoneLexer::step(ZoneEntry& entry)
{
    entry.line = m_line;
    entry.column = column();
    switch (m_text[m_at]) {
    case ' ': case '\t': case '\r':
        ++m_at;
        return Step::Continue;
    case '\n':
        m_lineStart = ++m_at;
        ++m_line;
        return m_depth == 0 ? Step::EntryEnd : Step::Continue;
    case ';':
        skipComment();
        return Step::Continue;
    case '(':
        if (m_depth++ == 0) {
            m_openLine = m_line;
            m_openColumn = column();
        }
        ++m_at;
        return Step::Continue;
    case ')':
        return closeParenthesis();
    case '"':
        return readQuoted(entry);
    default:
        readWord(entry);
        return Step::Continue;
    }
}

base::Result<ZoneLexer::Step> ZoneLexer::closeParenthesis()
{
    if (m_depth == 0)
        return failed(")", "an opening parenthesis before it", m_line, column());
    --m_depth;
    ++m_at;
    return Step::Continue;
}

void ZoneLexer::skipComment()
{
    const std::size_t end = m_text.find('\n', m_at);
    m_at = end == std::string_view::npos ? m_text.size() : end;
}

void ZoneLexer::readWord(ZoneEntry& entry)
{
    const std::size_t start = m_at;
    const int startColumn = column();
    while (m_at < m_text.size() && !endsWord(m_text[m_at])) {
        const bool escapes = m_text[m_at] == '\\' && m_at + 1 < m_text.size() && m_text[m_at + 1] != '\n';
        m_at += escapes ? 2 : 1;
    }
    entry.tokens.push_back({m_text.substr(start, m_at - start), false, m_line, startColumn});
}

base::Result<ZoneLexer::Step> ZoneLexer::readQuoted(ZoneEntry& entry)
{
    const int startColumn = column();
    const std::size_t start = ++m_at;
    while (m_at < m_text.size() && m_text[m_at] != '"' && m_text[m_at] != '\n') {
        const bool escapes = m_text[m_at] == '\\' && m_at + 1 < m_text.size() && m_text[m_at + 1] != '\n';
        m_at += escapes ? 2 : 1;
    }
    const std::string_view content = m_text.substr(start, m_at - start);
    if (m_at >= m_text.size() || m_text[m_at] != '"')
        return failed(content, "a closing quotation mark", m_line, startColumn);
    ++m_at;
    entry.tokens.push_back({content, true, m_line, startColumn});
    return Step::Continue;
}

base::Result<Name> parseZoneName(const ZoneToken& token, const Name& origin)
{
    if (token.isQuoted)
        return base::fail(base::ErrorCode::ZoneSyntax, std::string(token.text), "a domain name");
    if (token.text == "@")
        return origin;
    base::Result<Name> name = Name::parse(token.text);
    if (!name || !token.text.ends_with('.'))
        return name ? name->under(origin) : name;
    // A dot behind an odd number of backslashes belongs to the last label.
    std::size_t backslashes = 0;
    while (backslashes + 1 < token.text.size() && token.text[token.text.size() - 2 - backslashes] == '\\')
        ++backslashes;
    return backslashes % 2 == 0 ? name : name->under(origin);
}

std::optional<std::uint32_t> parseSeconds(std::string_view text)
{
    constexpr std::uint64_t limit = std::numeric_limits<std::uint32_t>::max();
    std::uint64_t total = 0;
    while (!text.empty()) {
        std::size_t digits = 0;
        while (digits < text.size() && isDecimalDigit(text[digits]))
            ++digits;
        const std::optional<std::uint32_t> count = parseDecimal<std::uint32_t>(text.substr(0, digits));
        const std::uint64_t unit = digits < text.size() ? secondsOfUnit(text[digits]) : 1;
        if (!count || unit == 0)
            return std::nullopt;
        total += *count * unit;
        if (total > limit)
            return std::nullopt;
        text.remove_prefix(std::min(digits + 1, text.size()));
        if (text.empty())
            return static_cast<std::uint32_t>(total);
    }
    return std::nullopt;
}

} // namespace dns
