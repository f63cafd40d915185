// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/records.h"

#include "model/sim/records_emit.h"

#include <algorithm>
#include <set>

namespace sim {

namespace {

bool isSrv(const OwnedRecord& record)
{
    return record.record.type == dns::Type::SRV;
}

/// Forward zones that serve Services (or, as `multicluster` asks, ServiceImports).
std::vector<dns::Name> forwardZones(const KubeView& view, bool multicluster)
{
    std::vector<dns::Name> zones;
    for (const dns::Name& zone : view.config().zones) {
        if (!isReverseZone(zone) && view.isMulticluster(zone) == multicluster)
            zones.push_back(zone);
    }
    return zones;
}

void appendReverse(const KubeView& view, const ServiceFacts& service, std::vector<OwnedRecord>& records)
{
    if (!view.isSelected(service.object->labels))
        return;
    std::set<base::IpAddress> seen;
    const auto append = [&](const base::IpAddress& ip) {
        if (!ip.isNone() && seen.insert(ip).second)
            emitReverse(view, ip, service.key(), [&records](const OwnedRecord& record) { records.push_back(record); });
    };
    for (const base::IpAddress& ip : service.clusterIps)
        append(ip);
    view.forEachSlice(service, [&](const kube::EndpointSlice& slice) {
        view.forEachAddress(slice, [&append](const EndpointAddress& address) { append(address.ip); });
    });
}

/// The host names that a pod has as an endpoint, in one zone.
void appendEndpointNames(const KubeView& view, const kube::Pod& pod, const dns::Name& zone, std::vector<OwnedRecord>& records)
{
    std::set<std::pair<std::string, base::IpAddress>> seen;
    for (const PodMembership& membership : membershipsOf(view, pod)) {
        const std::optional<ServiceFacts> service = view.findService(view.text(membership.slice->scope), view.text(membership.slice->service), false);
        const bool served = service && view.counts(*membership.endpoint) && !view.config().noEndpoints && !service->isExternalName;
        if (!served || !view.isExposed(service->scope))
            continue;
        for (const base::IpAddress& ip : membership.endpoint->addresses) {
            const std::string labels = endpointLabelsOf(view, *service, {membership.slice, membership.endpoint, ip});
            const std::optional<dns::Name> name = nameIn(labels, zone.text());
            if (name && view.zoneOf(*name) && *view.zoneOf(*name) == zone && seen.insert({labels, ip}).second)
                records.push_back({dns::addressRecord(*name, view.config().ttl, ip), kube::Kind::Service, service->key()});
        }
    }
}

} // namespace

ObjectNames namesOfService(const kube::ClusterSnapshot& cluster, const corefile::KubernetesConfig& config, const corefile::Version& version,
                           const kube::Service& service)
{
    const KubeView view(cluster, config, version);
    const ServiceFacts facts = view.factsOf(service);
    ObjectNames names;
    const TakeRecord take = [&names](const OwnedRecord& record) { names.records.push_back(record); };
    for (const dns::Name& zone : forwardZones(view, false))
        RecordEmitter(view, zone, take).emitService(facts);
    std::stable_partition(names.records.begin(), names.records.end(), [](const OwnedRecord& record) { return !isSrv(record); });
    appendReverse(view, facts, names.records);
    names.missing = missingOfService(view, service);
    return names;
}

ObjectNames namesOfPod(const kube::ClusterSnapshot& cluster, const corefile::KubernetesConfig& config, const corefile::Version& version,
                       const kube::Pod& pod)
{
    const KubeView view(cluster, config, version);
    ObjectNames names;
    const TakeRecord take = [&names](const OwnedRecord& record) { names.records.push_back(record); };
    const bool exposed = view.isExposed(view.text(pod.scope));
    for (const bool multicluster : {false, true}) {
        for (const dns::Name& zone : forwardZones(view, multicluster)) {
            if (exposed)
                RecordEmitter(view, zone, take).emitPod(pod);
            if (!multicluster)
                appendEndpointNames(view, pod, zone, names.records);
        }
    }
    for (const base::IpAddress& ip : {pod.ip, pod.secondIp}) {
        // A host-network pod shares its node's address; the PTR is not its own.
        if (!ip.isNone() && !pod.hostNetwork)
            emitReverse(view, ip, {}, take);
    }
    names.missing = missingOfPod(view, pod);
    return names;
}

} // namespace sim
