// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/json_text.h"

#include <algorithm>
#include <cstdint>

namespace kube {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// The four hexadecimal digits at `at`, or -1.
int hexQuad(std::string_view text, std::size_t at)
{
    if (at + 4 > text.size())
        return -1;
    int value = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        const int digit = hexValue(text[i]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

void appendUtf8(std::string& text, std::uint32_t code)
{
    const auto tail = [code](int shift) { return static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80)
        text += static_cast<char>(code);
    else if (code < 0x800)
        text += {static_cast<char>(0xC0 | (code >> 6)), tail(0)};
    else if (code < 0x10000)
        text += {static_cast<char>(0xE0 | (code >> 12)), tail(6), tail(0)};
    else
        text += {static_cast<char>(0xF0 | (code >> 18)), tail(12), tail(6), tail(0)};
}

constexpr std::uint32_t replacementCharacter = 0xFFFD;
bool isHighSurrogate(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool isLowSurrogate(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }
std::uint32_t joinSurrogates(std::uint32_t high, std::uint32_t low) { return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00); }

/// The \uXXXX at text[at] (the 'u') and, if it is half a pair, the other half; moves `at` behind. False if digits are missing.
bool appendUnicodeEscape(std::string_view text, std::size_t& at, std::string& unescaped)
{
    const int first = hexQuad(text, at + 1);
    if (first < 0)
        return false;
    at += 5;
    auto code = static_cast<std::uint32_t>(first);
    if (isHighSurrogate(code) && text.substr(at, 2) == "\\u") {
        const int second = hexQuad(text, at + 2);
        if (second >= 0 && isLowSurrogate(static_cast<std::uint32_t>(second))) {
            code = joinSurrogates(code, static_cast<std::uint32_t>(second));
            at += 6;
        }
    }
    appendUtf8(unescaped, isHighSurrogate(code) || isLowSurrogate(code) ? replacementCharacter : code);
    return true;
}

/// The sequence's length if text[at] begins valid UTF-8 (RFC 3629: shortest form, no surrogates), else 0.
std::size_t utf8Length(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u; };
    const auto isTail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
    const unsigned lead = byte(0);
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return isTail(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool shortest = lead != 0xE0 || byte(1) >= 0xA0;
        const bool surrogate = lead == 0xED && byte(1) >= 0xA0;
        return isTail(1) && isTail(2) && shortest && !surrogate ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool inRange = (lead != 0xF0 || byte(1) >= 0x90) && (lead != 0xF4 || byte(1) < 0x90);
        return isTail(1) && isTail(2) && isTail(3) && inRange ? 4 : 0;
    }
    return 0;
}

} // namespace

bool unescapeJson(std::string_view text, std::string& unescaped)
{
    unescaped.clear();
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"')
            return true;
        if (c != '\\') {
            unescaped += c;
            ++at;
            continue;
        }
        if (++at == text.size())
            return false;
        static constexpr std::string_view from = "\"\\/bfnrt", to = "\"\\/\b\f\n\r\t";
        if (const std::size_t simple = from.find(text[at]); simple != std::string_view::npos) {
            unescaped += to[simple];
            ++at;
        } else if (text[at] != 'u' || !appendUnicodeEscape(text, at, unescaped)) {
            return false;
        }
    }
    return false;
}

void appendJsonString(std::string& json, std::string_view text)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    json += '"';
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            json += {'\\', c};
        else if (c == '\n')
            json += "\\n";
        else if (code < 0x20)
            json.append("\\u00").append({digits[code >> 4], digits[code & 15]});
        else
            json += c;
    }
    json += '"';
}

base::Position positionAt(std::string_view text, std::size_t offset, const std::string& fileName)
{
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    const std::size_t lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const std::string_view line = before.substr(lineStart);
    const auto isLead = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return {fileName, static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
            static_cast<int>(std::count_if(line.begin(), line.end(), isLead)) + 1};
}

std::optional<std::size_t> findBrokenUtf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8Length(text, at);
        if (length == 0)
            return at;
        at += length;
    }
    return std::nullopt;
}

std::string toUtf8(std::string_view bytes)
{
    if (bytes.starts_with("\xEF\xBB\xBF"))
        return std::string(bytes.substr(3));
    const bool little = bytes.starts_with("\xFF\xFE"), big = bytes.starts_with("\xFE\xFF");
    if (!little && !big)
        return std::string(bytes);

    const auto unitAt = [&](std::size_t at) {
        const std::uint32_t first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
        return little ? first | second << 8 : second | first << 8;
    };
    std::string text;
    for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
        std::uint32_t code = unitAt(at);
        if (isHighSurrogate(code) && at + 3 < bytes.size() && isLowSurrogate(unitAt(at + 2))) {
            code = joinSurrogates(code, unitAt(at + 2));
            at += 2;
        }
        appendUtf8(text, isHighSurrogate(code) || isLowSurrogate(code) ? replacementCharacter : code);
    }
    return text;
}

} // namespace kube
