// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// What the kubernetes plugin knows by address: PTR targets (dns-semantics 2.12) and its own name servers (2.11).
#include "model/sim/plugin_kubernetes_view.h"

#include <algorithm>

namespace sim {

namespace {

std::string serviceLabels(const ServiceFacts& service)
{
    return std::string(service.name) + '.' + std::string(service.scope) + ".svc";
}

void tell(Note* why, NoteCode code, std::string argument)
{
    if (why)
        *why = {code, {std::move(argument)}};
}

bool contains(const std::vector<ReverseTarget>& targets, const std::string& labels)
{
    return std::any_of(targets.begin(), targets.end(), [&labels](const ReverseTarget& target) { return target.labels == labels; });
}

} // namespace

std::vector<ReverseTarget> KubeView::reverseTargets(const base::IpAddress& address, Note* why) const
{
    tell(why, NoteCode::KubeReverseUnknown, address.toString());
    const kube::AddressOwners* owners = m_cluster.byAddress(address);
    if (!owners)
        return {};
    // Only a `namespaces` list hides here; namespace_labels does not.
    const auto hidden = [this](std::string_view scope) { return !m_config.namespaces.empty() && !isExposed(scope); };
    for (const kube::Service* object : owners->services) {
        const ServiceFacts service = factsOf(*object);
        const bool serves = std::find(service.clusterIps.begin(), service.clusterIps.end(), address) != service.clusterIps.end();
        if (!serves || !isSelected(object->labels) || hidden(service.scope))
            continue;
        tell(why, NoteCode::KubePtrService, service.key());
        return {{serviceLabels(service), kube::Kind::Service, service.key(), false}};
    }
    std::vector<ReverseTarget> targets;
    const bool hostnamesOnly = m_version >= corefile::Version{1, 11, 4} && m_version < corefile::Version{1, 12, 1};
    for (const kube::EndpointSlice* slice : slicesWith(address)) {
        if (hidden(text(slice->scope)))
            continue;
        const std::string service = std::string(text(slice->service)) + '.' + std::string(text(slice->scope)) + ".svc";
        const std::string key = std::string(text(slice->scope)) + '/' + std::string(text(slice->service));
        forEachAddress(*slice, [&](const EndpointAddress& candidate) {
            if (candidate.ip != address || candidate.host != kube::StringId::Empty)
                return;
            if (hostnamesOnly && candidate.endpoint->hostname == kube::StringId::Empty)
                return tell(why, NoteCode::KubePtrNoHostname, address.toString());
            std::string labels = hostLabel(candidate) + '.' + service;
            if (!contains(targets, labels))
                targets.push_back({std::move(labels), kube::Kind::Service, key, true});
        });
    }
    if (m_version < corefile::Version{1, 6, 8} && targets.size() > 1)
        targets.resize(1); // all matches are returned since 1.6.8
    if (!targets.empty())
        tell(why, NoteCode::KubePtrEndpoint, targets.front().owner);
    return targets;
}

std::vector<NameserverAddress> KubeView::nameservers(const std::vector<base::IpAddress>& localIps) const
{
    std::vector<NameserverAddress> found;
    bool foundEndpoint = false;
    for (const base::IpAddress& localIp : localIps) {
        for (const kube::EndpointSlice* slice : slicesWith(localIp)) {
            foundEndpoint = true;
            const std::optional<ServiceFacts> service = findService(text(slice->scope), text(slice->service), false);
            if (!service)
                continue;
            const std::string labels = serviceLabels(*service);
            if (service->headless)
                forEachAddress(*slice, [&](const EndpointAddress& address) {
                    if (address.host == kube::StringId::Empty)
                        found.push_back({hostLabel(address) + '.' + labels, address.ip});
                });
            for (const base::IpAddress& ip : service->clusterIps)
                found.push_back({labels, ip});
        }
    }
    if (!foundEndpoint) {
        for (const base::IpAddress& localIp : localIps)
            found.push_back({"ns.dns", localIp});
    }
    return found;
}

} // namespace sim
