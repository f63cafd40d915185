// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/dns/escape.h"
#include "model/dns/record.h"

#include <algorithm>
#include <array>

namespace dns {
namespace {

constexpr std::string_view v4Suffix = ".in-addr.arpa.";
constexpr std::string_view v6Suffix = ".ip6.arpa.";
constexpr std::string_view hexDigits = "0123456789abcdef";
constexpr std::size_t v6TextLength = 63; ///< 32 nibbles and the dots between them

bool endsWithIgnoringCase(std::string_view text, std::string_view suffix)
{
    return text.size() > suffix.size() && equalsIgnoringCase(text.substr(text.size() - suffix.size()), suffix);
}

std::optional<base::IpAddress> addressOfOctets(std::string_view reversed)
{
    std::string text;
    while (!reversed.empty()) {
        const std::size_t dot = reversed.rfind('.');
        const std::size_t start = dot == std::string_view::npos ? 0 : dot + 1;
        text.append(reversed.substr(start));
        if (start == 0)
            break;
        text += '.';
        reversed.remove_suffix(reversed.size() - dot);
    }
    const std::optional<base::IpAddress> address = base::IpAddress::parse(text);
    return address && text.find(':') == std::string::npos ? address : std::nullopt;
}

std::optional<base::IpAddress> addressOfNibbles(std::string_view reversed)
{
    if (reversed.size() != v6TextLength)
        return std::nullopt;
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < 32; ++i) {
        const std::size_t value = hexDigits.find(lowered(reversed[2 * i]));
        if (value == std::string_view::npos || (i < 31 && reversed[2 * i + 1] != '.'))
            return std::nullopt;
        std::uint8_t& byte = bytes[15 - i / 2];
        byte = static_cast<std::uint8_t>(byte | value << (i % 2 * 4));
    }
    return base::IpAddress(bytes);
}

} // namespace

Name reverseName(const base::IpAddress& address)
{
    const std::array<std::uint8_t, 16>& bytes = address.bytes();
    std::string text;
    text.reserve(v6TextLength + v6Suffix.size());
    if (address.isV4()) {
        for (std::size_t i = 16; i-- > 12;) {
            appendDecimal(text, static_cast<unsigned>(bytes[i]));
            if (i > 12)
                text += '.';
        }
        text += v4Suffix;
        return Name::fromValid(text);
    }
    for (std::size_t i = 16; i-- > 0;) {
        text += hexDigits[bytes[i] & 0xf];
        text += '.';
        text += hexDigits[bytes[i] >> 4];
        if (i > 0)
            text += '.';
    }
    text += v6Suffix;
    return Name::fromValid(text);
}

std::optional<base::IpAddress> addressOfReverseName(const Name& name)
{
    const std::string_view text = name.text();
    if (endsWithIgnoringCase(text, v4Suffix))
        return addressOfOctets(text.substr(0, text.size() - v4Suffix.size()));
    if (endsWithIgnoringCase(text, v6Suffix))
        return addressOfNibbles(text.substr(0, text.size() - v6Suffix.size()));
    return std::nullopt;
}

} // namespace dns
