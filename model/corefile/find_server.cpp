// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/configuration.h"
#include "model/corefile/keys.h"

#include <algorithm>

namespace corefile {
namespace {

/// How well a server's listener fits an address. The kernel hands a packet to the socket that is bound most closely.
enum class Fit { None, InterfaceName, Unbound, Exact };

Fit fitOf(const Server& server, std::string_view listenAddress)
{
    if (server.bindAddresses.empty())
        return Fit::Unbound;
    Fit best = Fit::None;
    for (const std::string& address : server.bindAddresses) {
        if (!listenAddress.empty() && address == listenAddress)
            return Fit::Exact;
        if (address == "0.0.0.0" || address == "::")
            best = std::max(best, Fit::Unbound);
        else if (!base::IpAddress::parse(withoutZoneId(address)))
            best = std::max(best, Fit::InterfaceName); // which addresses it has is not known
    }
    return best;
}

struct Candidate {
    const Server* server = nullptr;
    const ServerKey* key = nullptr;
};

std::vector<Candidate> candidates(const Configuration& configuration, std::string_view listenAddress, std::uint16_t port)
{
    std::vector<Candidate> result;
    Fit best = Fit::None;
    for (const Server& server : configuration.servers) {
        const Fit fit = fitOf(server, listenAddress);
        for (const ServerKey& key : server.keys) {
            if (key.transport != Transport::Dns || key.port != port || fit < best || fit == Fit::None)
                continue;
            if (fit > best)
                result.clear();
            best = fit;
            result.push_back({&server, &key});
        }
    }
    return result;
}

const Candidate* serving(const std::vector<Candidate>& servers, const dns::Name& zone)
{
    const auto found = std::find_if(servers.begin(), servers.end(), [&zone](const Candidate& candidate) { return candidate.key->zone == zone; });
    return found == servers.end() ? nullptr : &*found;
}

} // namespace

const Server* findServer(const Configuration& configuration, const dns::Name& name, dns::Type type, std::string_view listenAddress,
                         std::uint16_t port, dns::Name* zone)
{
    const std::vector<Candidate> servers = candidates(configuration, listenAddress, port);
    const Candidate* found = nullptr;
    for (dns::Name ancestor = name; !ancestor.isRoot(); ancestor = ancestor.parent()) {
        const Candidate* candidate = serving(servers, ancestor);
        found = candidate ? candidate : found;
        // A DS record lives on the parent's side of a cut, so that search goes on to the least specific zone; the root is not asked then.
        if (found && type != dns::Type::DS)
            break;
    }
    if (!found)
        found = serving(servers, dns::Name());
    if (!found)
        return nullptr;
    if (zone)
        *zone = found->key->zone;
    return found->server;
}

} // namespace corefile
