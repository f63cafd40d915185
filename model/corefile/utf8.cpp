// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/utf8.h"

namespace corefile {
namespace {

constexpr char32_t replacement = 0xFFFD;

unsigned octetAt(std::string_view text, std::size_t at)
{
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

bool isContinuation(unsigned octet)
{
    return (octet & 0xC0) == 0x80;
}

} // namespace

Rune readRune(std::string_view text, std::size_t at)
{
    const unsigned first = octetAt(text, at);
    if (first < 0x80)
        return {first, 1};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4)
        return {replacement, 1};
    char32_t value = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const unsigned octet = octetAt(text, at + i);
        if (!isContinuation(octet))
            return {replacement, 1};
        value = value << 6 | (octet & 0x3F);
    }
    const bool isOverlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool isSurrogate = value >= 0xD800 && value <= 0xDFFF;
    if (isOverlong || isSurrogate || value > 0x10FFFF)
        return {replacement, 1};
    return {value, length};
}

void appendRune(std::string& text, char32_t rune)
{
    const auto append = [&text](char32_t octet) { text += static_cast<char>(static_cast<unsigned char>(octet)); };
    if (rune < 0x80)
        return append(rune);
    if (rune < 0x800) {
        append(0xC0 | rune >> 6);
    } else {
        if (rune < 0x10000) {
            append(0xE0 | rune >> 12);
        } else {
            append(0xF0 | rune >> 18);
            append(0x80 | (rune >> 12 & 0x3F));
        }
        append(0x80 | (rune >> 6 & 0x3F));
    }
    append(0x80 | (rune & 0x3F));
}

bool isSpace(char32_t rune)
{
    switch (rune) {
    case '\t': case '\n': case '\v': case '\f': case '\r': case ' ': case 0x85: case 0xA0:
    case 0x1680: case 0x2028: case 0x2029: case 0x202F: case 0x205F: case 0x3000:
        return true;
    default:
        return rune >= 0x2000 && rune <= 0x200A;
    }
}

} // namespace corefile
