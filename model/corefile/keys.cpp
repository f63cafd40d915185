// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/keys.h"

#include "model/dns/escape.h"

#include <algorithm>
#include <array>

namespace corefile {
namespace {

struct Scheme {
    std::string_view name;
    Transport transport;
    std::uint16_t port;
};

constexpr std::array<Scheme, 6> schemes{{
    {"dns", Transport::Dns, 53},
    {"tls", Transport::Tls, 853},
    {"quic", Transport::Quic, 853},
    {"grpc", Transport::Grpc, 443},
    {"https", Transport::Https, 443},
    {"https3", Transport::Https3, 443},
}};

constexpr std::size_t maximumKeyLength = 255;

const Scheme& schemeOf(Transport transport)
{
    return *std::find_if(schemes.begin(), schemes.end(), [transport](const Scheme& scheme) { return scheme.transport == transport; });
}

/// The bit that stands `index` bits behind the address's first one is set by adding: the blocks of one prefix in ascending order.
base::IpAddress blockAt(const base::IpAddress& first, int length, unsigned index, int familyOffset)
{
    std::array<std::uint8_t, 16> bytes = first.bytes();
    for (int bit = length + familyOffset - 1; index > 0; --bit, index >>= 1) {
        const auto byte = static_cast<std::size_t>(bit / 8);
        if (index & 1)
            bytes[byte] = static_cast<std::uint8_t>(bytes[byte] | 0x80U >> bit % 8);
    }
    return base::IpAddress(bytes);
}

/// Reverse zones on octet (IPv4) or nibble (IPv6) boundaries that cover the prefix.
Zones reverseZones(const base::IpPrefix& prefix)
{
    const bool isV4 = prefix.address.isV4();
    const int width = isV4 ? 32 : 128;
    const int step = isV4 ? 8 : 4;
    const int length = (prefix.length + step - 1) / step * step;
    Zones zones;
    for (unsigned i = 0; i < 1U << (length - prefix.length); ++i) {
        const dns::Name name = dns::reverseName(blockAt(prefix.address, length, i, 128 - width));
        zones.push_back(name.withoutLabels(static_cast<std::size_t>((width - length) / step)));
    }
    return zones;
}

} // namespace

SchemeSplit splitScheme(std::string_view text)
{
    const std::size_t end = text.find("://");
    if (end == std::string_view::npos)
        return {Transport::Dns, text};
    const std::string_view name = text.substr(0, end);
    for (const Scheme& scheme : schemes) {
        if (name == scheme.name)
            return {scheme.transport, text.substr(end + 3)};
    }
    if (name == "unix")
        return {std::nullopt, text.substr(end + 3)};
    return {Transport::Dns, text};
}

std::string_view schemeName(Transport transport)
{
    return schemeOf(transport).name;
}

std::uint16_t defaultPort(Transport transport)
{
    return schemeOf(transport).port;
}

bool isDomainName(std::string_view text)
{
    return normalName(text).has_value();
}

std::optional<dns::Name> normalName(std::string_view text)
{
    if (text.empty())
        return std::nullopt;
    const base::Result<dns::Name> name = dns::Name::parse(dns::asciiLower(text));
    return name ? std::optional(*name) : std::nullopt;
}

Parsed<ZonesPort> splitZonesPort(std::string_view text)
{
    ZonesPort result;
    const std::size_t colon = text.rfind(':');
    if (colon != std::string_view::npos && colon + 1 == text.size())
        return tl::unexpected("expecting data after last colon: " + goQuoted(text));
    if (colon != std::string_view::npos) {
        if (const Parsed<std::int64_t> port = goAtoi(text.substr(colon + 1))) {
            result.port = std::to_string(*port);
            text = text.substr(0, colon);
        }
    }
    if (text.size() > maximumKeyLength)
        return tl::unexpected("specified zone is too long: " + std::to_string(text.size()) + " > 255");
    const std::optional<dns::Name> name = normalName(text);
    if (!name)
        return tl::unexpected("zone is not a valid domain name: " + std::string(text));
    const std::optional<base::IpPrefix> prefix = base::IpPrefix::parse(text);
    if (!prefix) {
        result.zones = {*name};
        return result;
    }
    if (text.front() == ':' || (text.front() == '0' && text.find(':') != std::string_view::npos))
        return tl::unexpected("invalid CIDR " + std::string(text));
    result.zones = reverseZones(*prefix);
    return result;
}

Zones zonesOfArgument(std::string_view argument)
{
    Parsed<ZonesPort> split = splitZonesPort(splitScheme(argument).rest);
    return split ? std::move(split->zones) : Zones();
}

Zones zonesOrBlock(const std::vector<std::string>& arguments, const Zones& blockZones)
{
    if (arguments.empty())
        return blockZones;
    Zones zones;
    for (const std::string& argument : arguments) {
        for (dns::Name& zone : zonesOfArgument(argument))
            zones.push_back(std::move(zone));
    }
    return zones;
}

Fallthrough fallthroughOf(const std::vector<std::string>& arguments)
{
    Fallthrough result;
    result.zones = zonesOrBlock(arguments, {});
    result.enabled = arguments.empty() || !result.zones.empty();
    return result;
}

std::string toString(const ServerKey& key)
{
    return std::string(schemeName(key.transport)) + "://" + key.zone.text() + ':' + std::to_string(key.port);
}

base::Result<std::vector<ServerKey>> normalizeKey(std::string_view key)
{
    const auto failure = [key](std::string detail) { return base::fail(base::ErrorCode::CorefileSyntax, std::string(key), std::move(detail)); };
    const auto [transport, rest] = splitScheme(key);
    Parsed<ZonesPort> split = splitZonesPort(rest);
    if (!split)
        return failure(split.error());
    if (!transport)
        return failure("unsupported transport: unix");
    std::uint16_t port = defaultPort(*transport);
    if (!split->port.empty()) {
        const std::optional<std::uint16_t> number = dns::parseDecimal<std::uint16_t>(split->port);
        if (!number)
            return failure("address " + split->port + ": invalid port");
        port = *number;
    }
    std::vector<ServerKey> keys;
    for (dns::Name& zone : split->zones)
        keys.push_back({*transport, std::move(zone), port});
    return keys;
}

bool Fallthrough::through(const dns::Name& name) const
{
    return enabled && (zones.empty() || std::any_of(zones.begin(), zones.end(), [&name](const dns::Name& zone) { return name.isAtOrBelow(zone); }));
}

} // namespace corefile
