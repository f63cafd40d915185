// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Entries to resource records: the parts that an answer and the list of all records share.
#include "model/sim/plugin_kubernetes_answer.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_set>

namespace sim {

namespace {

constexpr dns::Ttl versionTtl{28800};
constexpr dns::Ttl longestSoaTtl{300};
constexpr std::uint32_t soaRefresh = 7200, soaRetry = 1800, soaExpire = 86400; // seconds, fixed in CoreDNS

} // namespace

std::uint16_t weightOfEntries(std::size_t entries)
{
    const double share = 100.0 / (100.0 * static_cast<double>(entries)) * 100.0;
    return std::max<std::uint16_t>(1, static_cast<std::uint16_t>(std::floor(share)));
}

std::vector<dns::Record> addressRecords(const std::vector<KubeEntry>& entries, const dns::Name& owner, dns::Type type, dns::Ttl ttl)
{
    std::vector<dns::Record> records;
    std::unordered_set<base::IpAddress> seen;
    for (const KubeEntry& entry : entries) {
        const bool wanted = !entry.isHost && entry.address.isV4() == (type == dns::Type::A);
        if (wanted && seen.insert(entry.address).second)
            records.push_back(dns::addressRecord(owner, ttl, entry.address));
    }
    return records;
}

ServiceRecords serviceRecords(const std::vector<KubeEntry>& entries, const dns::Name& owner, std::string_view zone, dns::Ttl ttl)
{
    ServiceRecords records;
    if (entries.empty())
        return records;
    const std::uint16_t weight = weightOfEntries(entries.size());
    std::set<std::pair<std::string, int>> targets;
    std::set<std::pair<std::string, base::IpAddress>> addresses;
    for (const KubeEntry& entry : entries) {
        if (entry.port == KubeEntry::noPort)
            continue;
        const std::optional<dns::Name> target = entry.isHost ? targetName(entry.host) : nameIn(entry.labels, zone);
        if (!target)
            continue;
        if (targets.insert({target->text(), entry.port}).second) {
            dns::rdata::Srv srv{.priority = 0, .weight = weight, .port = static_cast<std::uint16_t>(entry.port), .target = *target};
            records.answer.push_back({owner, dns::Type::SRV, dns::Class::IN, ttl, std::move(srv)});
        }
        if (!entry.isHost && addresses.insert({target->text(), entry.address}).second)
            records.additional.push_back(dns::addressRecord(*target, ttl, entry.address));
    }
    return records;
}

dns::Record kubernetesSoa(const dns::Name& zone, dns::Ttl ttl, std::uint32_t serial)
{
    dns::rdata::Soa soa{.serial = serial, .refresh = soaRefresh, .retry = soaRetry, .expire = soaExpire, .minimum = ttl.count()};
    soa.mname = nameIn("ns.dns", zone.text()).value_or(zone);
    soa.rname = nameIn("hostmaster", zone.text()).value_or(zone);
    return {zone, dns::Type::SOA, dns::Class::IN, std::min(ttl, longestSoaTtl), std::move(soa)};
}

std::optional<dns::Record> versionRecord(const dns::Name& owner, const corefile::Version& version)
{
    // The DNS specification's version that the release claims: 1.1.0 since CoreDNS 1.6.7.
    const char* schema = version >= corefile::Version{1, 6, 7} ? "1.1.0" : "1.0.1";
    return dns::Record{owner, dns::Type::TXT, dns::Class::IN, versionTtl, dns::rdata::Txt{{schema}}};
}

} // namespace sim
