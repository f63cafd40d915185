// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// A pod's host name and managed /etc/hosts (dns-semantics 8.7).
#include "model/sim/kubelet.h"

namespace sim {

std::string podHostname(std::string_view podName, std::string_view specHostname)
{
    constexpr std::size_t maximum = 63; // HOST_NAME_MAX less one
    std::string hostname(specHostname.empty() ? podName : specHostname);
    if (hostname.size() <= maximum)
        return hostname;
    hostname.resize(maximum);
    hostname.resize(hostname.find_last_not_of("-.") + 1);
    return hostname;
}

std::vector<HostsEntry> podHosts(const PodHostsInput& pod)
{
    // A host-network pod gets the node's file, of which only the loopback lines are known here.
    std::vector<HostsEntry> entries{{"127.0.0.1", {"localhost"}}, {"::1", {"localhost", "ip6-localhost", "ip6-loopback"}}};
    if (!pod.hostNetwork) {
        entries.push_back({"fe00::0", {"ip6-localnet"}});
        entries.push_back({"fe00::0", {"ip6-mcastprefix"}});
        entries.push_back({"fe00::1", {"ip6-allnodes"}});
        entries.push_back({"fe00::2", {"ip6-allrouters"}});
        const std::string host = podHostname(pod.podName, pod.hostname);
        for (const std::string& address : pod.podIps) {
            HostsEntry entry{address, {host}};
            if (!pod.subdomain.empty())
                entry.names.insert(entry.names.begin(), host + '.' + pod.subdomain + '.' + pod.scope + ".svc." + pod.clusterDomain);
            entries.push_back(std::move(entry));
        }
    }
    for (const kube::HostAlias& alias : pod.hostAliases)
        entries.push_back({alias.ip, alias.hostnames});
    return entries;
}

} // namespace sim
