// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/corefile/configuration.h"
#include "model/corefile/go_values.h"

#include <string>
#include <string_view>
#include <vector>

/// Zones and keys as plugin/normalize.go reads them (dns-semantics 3.5, 3.6). Before 1.8.5 a CIDR off an octet boundary was the next larger zone
/// with a filter; it is expanded here for every release.
namespace corefile {

/// The scheme in front of "://" and what follows it; no scheme: Dns. "unix" is nobody's transport and reads as nullopt.
struct SchemeSplit {
    std::optional<Transport> transport;
    std::string_view rest;
};
[[nodiscard]] SchemeSplit splitScheme(std::string_view text);
[[nodiscard]] std::string_view schemeName(Transport transport);
[[nodiscard]] std::uint16_t defaultPort(Transport transport);

/// dns.IsDomainName of miekg/dns: a syntax check that lets more through than dns::Name takes.
[[nodiscard]] bool isDomainName(std::string_view text);
/// Lower case and absolute; nullopt for what is no domain name.
[[nodiscard]] std::optional<dns::Name> normalName(std::string_view text);

struct ZonesPort {
    Zones zones;             ///< several for a CIDR off the octet or nibble boundary
    std::string port;        ///< "" without one
};
/// "ZONE[:PORT]" or "ADDRESS/LENGTH[:PORT]", without scheme.
[[nodiscard]] Parsed<ZonesPort> splitZonesPort(std::string_view text);

/// Zones of an argument such as "example.org", "dns://Example.Org:53" or "10.0.0.0/15"; empty if it is none of these.
[[nodiscard]] Zones zonesOfArgument(std::string_view argument);
/// Zones of the arguments, or of the block where there are none.
[[nodiscard]] Zones zonesOrBlock(const std::vector<std::string>& arguments, const Zones& blockZones);
/// The arguments of `fallthrough`.
[[nodiscard]] Fallthrough fallthroughOf(const std::vector<std::string>& arguments);
/// "dns://example.org.:53".
[[nodiscard]] std::string toString(const ServerKey& key);

} // namespace corefile
