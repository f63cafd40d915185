// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/listeners.h"

#include "model/corefile/keys.h"

#include <algorithm>

namespace corefile {

std::string toString(const ZoneListener& listener)
{
    return toString(listener.key) + (listener.address.empty() ? "" : " on " + listener.address);
}

OverlapChecker::Verdict OverlapChecker::add(const ZoneListener& listener, bool isFiltered)
{
    const auto find = [this](auto&& accepts) -> std::optional<ZoneListener> {
        // From behind: an unbound zone is told the last bound one that it overlaps.
        const auto found = std::find_if(m_known.rbegin(), m_known.rend(), accepts);
        return found == m_known.rend() ? std::nullopt : std::optional(*found);
    };
    if (auto same = find([&](const ZoneListener& known) { return known == listener; })) {
        if (!isFiltered)
            return {Clash::Duplicate, std::move(same)};
        return {};
    }
    const bool isUnbound = listener.address.empty();
    if (auto other = find([&](const ZoneListener& known) { return known.key == listener.key && (isUnbound || known.address.empty()); }))
        return {Clash::Overlap, std::move(other)};
    if (!isFiltered)
        m_known.push_back(listener);
    return {};
}

std::vector<std::string> listenerAddresses(const std::vector<Server>& servers)
{
    std::vector<std::string> addresses;
    for (const Server& server : servers) {
        for (const ServerKey& key : server.keys) {
            const std::vector<std::string> hosts = server.bindAddresses.empty() ? std::vector<std::string>{""} : server.bindAddresses;
            for (const std::string& host : hosts) {
                std::string text = std::string(schemeName(key.transport)) + "://" + goJoinHostPort(host, std::to_string(key.port));
                if (std::find(addresses.begin(), addresses.end(), text) == addresses.end())
                    addresses.push_back(std::move(text));
            }
        }
    }
    return addresses;
}

} // namespace corefile
