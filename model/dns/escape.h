// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// The small words of presentation format (RFC 1035 section 5.1), shared by names, character-strings and the zone-file reader.
namespace dns {

constexpr char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

constexpr bool isDecimalDigit(char c)
{
    return c >= '0' && c <= '9';
}

struct EscapedOctet {
    unsigned char octet = 0;
    std::size_t length = 0; ///< characters of the escape: 2 or 4
};

/// Reads `\X` (X no digit) or `\DDD` (000..255) at `at`; nullopt for a broken escape. Precondition: text[at] is the backslash.
constexpr std::optional<EscapedOctet> readEscape(std::string_view text, std::size_t at)
{
    if (at + 1 >= text.size())
        return std::nullopt;
    if (!isDecimalDigit(text[at + 1]))
        return EscapedOctet{static_cast<unsigned char>(text[at + 1]), 2};
    int value = 0;
    for (std::size_t i = at + 1; i < at + 4; ++i) {
        if (i >= text.size() || !isDecimalDigit(text[i]))
            return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    return value <= 255 ? std::optional(EscapedOctet{static_cast<unsigned char>(value), 4}) : std::nullopt;
}

inline void appendDecimalEscape(std::string& text, unsigned char octet)
{
    text += '\\';
    text += static_cast<char>('0' + octet / 100);
    text += static_cast<char>('0' + octet / 10 % 10);
    text += static_cast<char>('0' + octet % 10);
}

/// All of `text` as an unsigned decimal that fits `Number`; no sign, no blank.
template <class Number>
std::optional<Number> parseDecimal(std::string_view text)
{
    Number value{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || failure != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

template <class Number>
void appendDecimal(std::string& text, Number value)
{
    char digits[24];
    text.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

} // namespace dns
