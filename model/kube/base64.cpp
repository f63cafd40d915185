// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/base64.h"

#include <cstdint>

namespace kube {

namespace {

int valueOf(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool isLineBreak(char c) { return c == '\r' || c == '\n'; }

} // namespace

tl::expected<std::string, std::size_t> decodeBase64(std::string_view text)
{
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    std::uint32_t group = 0;
    int digits = 0, pads = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (isLineBreak(c))
            continue;
        if (c == '=') {
            if (digits < 2 || digits + ++pads > 4)
                return tl::unexpected(at);
            continue;
        }
        const int value = valueOf(c);
        if (value < 0 || pads > 0)
            return tl::unexpected(at);
        group = group << 6 | static_cast<std::uint32_t>(value);
        if (++digits < 4)
            continue;
        for (const int shift : {16, 8, 0})
            bytes += static_cast<char>(group >> shift & 0xFF);
        group = 0;
        digits = 0;
    }
    if (digits != 0 && digits + pads != 4)
        return tl::unexpected(text.size());
    if (digits >= 2)
        bytes += static_cast<char>((digits == 2 ? group >> 4 : group >> 10) & 0xFF);
    if (digits == 3)
        bytes += static_cast<char>(group >> 2 & 0xFF);
    return bytes;
}

} // namespace kube
