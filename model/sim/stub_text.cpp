// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Texts as the C libraries and Go read them: words of a line, addresses in a name's place, names without escapes.
#include "model/sim/stub_internal.h"

#include "model/dns/escape.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace sim {

int TypedName::dots() const
{
    return static_cast<int>(std::count(text.begin(), text.end(), '.'));
}

} // namespace sim

namespace sim::stub {
namespace {

/// One part of an inet_aton text; advances `text`. The base is told by the prefix, as in C.
std::optional<std::uint32_t> readPart(std::string_view& text)
{
    if (text.empty() || !dns::isDecimalDigit(text.front()))
        return std::nullopt;
    int base = 10;
    if (text.size() > 1 && text[0] == '0') {
        base = text[1] == 'x' || text[1] == 'X' ? 16 : 8;
        text.remove_prefix(base == 16 ? 2 : 1);
    }
    std::uint32_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    const auto length = static_cast<std::size_t>(end - text.data());
    if (failure == std::errc::result_out_of_range || (length == 0 && base != 8))
        return std::nullopt;
    text.remove_prefix(length);
    return value; // a lone 0 leaves nothing after its prefix
}

std::string_view withoutZone(std::string_view text)
{
    return text.substr(0, text.find('%'));
}

} // namespace

std::vector<std::string> words(std::string_view text, std::string_view separators)
{
    std::vector<std::string> pieces;
    while (true) {
        const auto from = text.find_first_not_of(separators);
        if (from == std::string_view::npos)
            return pieces;
        text.remove_prefix(from);
        const auto length = std::min(text.find_first_of(separators), text.size());
        pieces.emplace_back(text.substr(0, length));
        text.remove_prefix(length);
    }
}

std::vector<std::string_view> lines(std::string_view text)
{
    std::vector<std::string_view> result;
    while (!text.empty()) {
        const auto length = std::min(text.find('\n'), text.size());
        result.push_back(text.substr(0, length));
        text.remove_prefix(std::min(length + 1, text.size()));
    }
    return result;
}

std::optional<base::IpAddress> parseInetAton(std::string_view text)
{
    std::array<std::uint32_t, 4> parts{};
    std::size_t count = 0;
    while (true) {
        const auto part = readPart(text);
        if (!part)
            return std::nullopt;
        parts[count++] = *part;
        if (text.empty())
            break;
        if (text.front() != '.' || count == parts.size() || *part > 0xff)
            return std::nullopt;
        text.remove_prefix(1);
    }
    const std::uint32_t last = parts[count - 1];
    const auto bits = 8 * (5 - static_cast<unsigned>(count));
    if (bits < 32 && last >> bits != 0)
        return std::nullopt;
    std::uint32_t value = last;
    for (std::size_t i = 0; i + 1 < count; ++i)
        value |= parts[i] << (24 - 8 * i);
    const auto octet = [value](int shift) { return static_cast<std::uint8_t>(value >> shift & 0xff); };
    return base::IpAddress::v4(octet(24), octet(16), octet(8), octet(0));
}

std::optional<base::IpAddress> numericAddress(Libc libc, std::string_view text)
{
    if (libc == Libc::Glibc || libc == Libc::Musl) {
        if (const auto v4 = parseInetAton(text))
            return v4;
    }
    // inet_pton reads dotted quads only as part of an IPv6 text; the others above are Go's and Windows' own.
    return base::IpAddress::parse(text.find(':') == std::string_view::npos ? text : withoutZone(text));
}

std::optional<dns::Name> nameFromRaw(std::string_view text)
{
    std::string escaped;
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        const bool plain = dns::isDecimalDigit(c) || (dns::lowered(c) >= 'a' && dns::lowered(c) <= 'z') || c == '-' || c == '_' || c == '.';
        if (plain)
            escaped += c;
        else
            dns::appendDecimalEscape(escaped, octet);
    }
    if (escaped.empty())
        return std::nullopt;
    auto name = dns::Name::parse(escaped);
    return name ? std::optional(std::move(*name)) : std::nullopt;
}

std::size_t lengthWithoutFinalDot(std::string_view text)
{
    return text.size() - (!text.empty() && text.back() == '.' ? 1 : 0);
}

bool isAddressType(dns::Type type)
{
    return type == dns::Type::A || type == dns::Type::AAAA;
}

bool asksAddresses(const std::vector<dns::Type>& types)
{
    return !types.empty() && std::all_of(types.begin(), types.end(), isAddressType);
}

} // namespace sim::stub
