// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/yaml_writer.h"

#include "model/kube/json_text.h"
#include "model/kube/yaml_scalar.h"

#include <algorithm>

namespace kube {

namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// True for texts that every YAML reader takes for this string. Those that begin with a digit are left to quotes but for IPv4-like ones:
/// other readers know dates and base 60.
bool isPlain(std::string_view text)
{
    if (text.empty() || resolvePlainScalar(text).type != ScalarType::Text)
        return false;
    const bool isDotted = std::all_of(text.begin(), text.end(), [](char c) { return isDigit(c) || c == '.'; })
        && std::count(text.begin(), text.end(), '.') == 3;
    if (!isDotted && !isLetter(text.front()) && text.front() != '/')
        return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return isLetter(c) || isDigit(c) || std::string_view(".-_/").find(c) != std::string_view::npos; });
}

/// A JSON string is a double-quoted YAML scalar too.
std::string scalar(std::string_view text)
{
    if (isPlain(text))
        return std::string(text);
    std::string quoted;
    appendJsonString(quoted, text);
    return quoted;
}

/// True if a literal block gives exactly this text back: no leading white space in the first line (it would count as indentation), no
/// line of white space only, no tab at a line's begin, no control characters.
bool fitsInBlock(std::string_view text)
{
    if (text.find('\n') == std::string_view::npos || text.front() == ' ' || text.front() == '\n')
        return false;
    const auto isPrintable = [](char c) { return c == '\n' || c == '\t' || (c != 0x7F && static_cast<unsigned char>(c) >= 0x20); };
    if (!std::all_of(text.begin(), text.end(), isPrintable))
        return false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        if (line.starts_with('\t') || (!line.empty() && line.find_first_not_of(" \t") == std::string_view::npos))
            return false;
        at = end + 1;
    }
    return true;
}

} // namespace

void YamlWriter::openAll(std::size_t level)
{
    Level& opened = m_levels[level];
    if (opened.isOpened)
        return;
    openAll(level - 1);
    opened.isOpened = true;
    if (opened.kind != Level::Kind::Item)
        line(level - 1, opened.key + ':');
}

void YamlWriter::line(std::size_t level, std::string_view text)
{
    Level& inside = m_levels[level];
    const bool hasDash = inside.kind == Level::Kind::Item && inside.isFresh;
    m_out.append(inside.indent - (hasDash ? 2 : 0), ' ').append(hasDash ? "- " : "").append(text).append("\n");
    inside.isFresh = false;
}

void YamlWriter::line(std::string_view text)
{
    openAll(m_levels.size() - 1);
    line(m_levels.size() - 1, text);
}

void YamlWriter::document() { m_out += "---\n"; }

void YamlWriter::field(std::string_view key, std::string_view value) { line(scalar(key) + ": " + scalar(value)); }

void YamlWriter::raw(std::string_view key, std::string_view value) { line(scalar(key).append(": ").append(value)); }

void YamlWriter::text(std::string_view key, std::string_view value)
{
    if (!fitsInBlock(value))
        return field(key, value);
    const bool endsLine = value.ends_with('\n');
    const bool endsLines = value.ends_with("\n\n");
    line(scalar(key).append(endsLines ? ": |+" : endsLine ? ": |" : ": |-"));
    const std::size_t indent = m_levels.back().indent + 2;
    for (std::size_t at = 0; at < value.size();) {
        const std::size_t end = std::min(value.find('\n', at), value.size());
        if (end > at)
            m_out.append(indent, ' ').append(value.substr(at, end - at));
        m_out += '\n';
        at = end + 1;
    }
}

void YamlWriter::item(std::string_view value) { line("- " + scalar(value)); }

void YamlWriter::open(std::string_view key)
{
    m_levels.push_back({.kind = Level::Kind::Mapping, .indent = m_levels.back().indent + 2, .key = scalar(key)});
}

void YamlWriter::openList(std::string_view key)
{
    m_levels.push_back({.kind = Level::Kind::List, .indent = m_levels.back().indent, .key = scalar(key)});
}

void YamlWriter::openItem()
{
    m_levels.push_back({.kind = Level::Kind::Item, .indent = m_levels.back().indent + 2});
}

void YamlWriter::close(int count)
{
    for (; count > 0; --count) {
        const Level closed = std::move(m_levels.back());
        m_levels.pop_back();
        if (closed.kind == Level::Kind::List && !closed.isOpened)
            line(closed.key + ": []");
        else if (closed.kind == Level::Kind::Item && closed.isFresh)
            line("- {}");
    }
}

} // namespace kube
