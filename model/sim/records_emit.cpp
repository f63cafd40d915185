// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/records_emit.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace sim {

namespace {

bool isHostEntry(const KubeEntry& entry)
{
    return entry.isHost;
}

/// Entries with the same labels, in the order in which the labels first come.
class EntriesByLabels {
public:
    void add(KubeEntry entry)
    {
        const auto [found, fresh] = m_index.try_emplace(dns::asciiLower(entry.labels), groups.size());
        if (fresh)
            groups.emplace_back();
        groups[found->second].push_back(std::move(entry));
    }
    std::vector<std::vector<KubeEntry>> groups;

private:
    std::unordered_map<std::string, std::size_t> m_index;
};

/// Port and protocol of every named port that has SRV records, lower case as the names show them.
std::set<std::pair<std::string, std::string>> namedPorts(const KubeView& view, const ServiceFacts& service)
{
    std::set<std::pair<std::string, std::string>> ports;
    const auto add = [&](kube::StringId name, kube::Protocol protocol) {
        if (name != kube::StringId::Empty)
            ports.insert({dns::asciiLower(view.text(name)), dns::asciiLower(protocolText(protocol))});
    };
    if (service.headless) {
        view.forEachSlice(service, [&add](const kube::EndpointSlice& slice) {
            for (const kube::EndpointPort& port : slice.ports)
                add(port.name, port.protocol);
        });
        return ports;
    }
    for (const kube::ServicePort& port : *service.ports)
        add(port.name, port.protocol);
    return ports;
}

} // namespace

RecordEmitter::RecordEmitter(const KubeView& view, const dns::Name& zone, const TakeRecord& take) : m_view(view), m_zone(zone), m_take(take)
{
    const corefile::Zones& zones = view.config().zones;
    m_shadowed = std::any_of(zones.begin(), zones.end(), [&zone](const dns::Name& other) { return other != zone && other.isAtOrBelow(zone); });
}

void RecordEmitter::emit(dns::Record record, kube::Kind kind, const std::string& owner)
{
    if (m_shadowed) {
        const dns::Name* taker = m_view.zoneOf(record.owner);
        if (!taker || *taker != m_zone)
            return;
    }
    m_take({std::move(record), kind, owner});
}

void RecordEmitter::emitZoneRecord(dns::Record record)
{
    emit(std::move(record), kube::Kind::Service, m_zone.text());
}

void RecordEmitter::emitAddresses(const std::vector<KubeEntry>& entries, const std::string& labels, const std::string& owner)
{
    const std::optional<dns::Name> name = nameIn(labels, m_zone.text());
    if (!name || entries.empty())
        return;
    // A CNAME stands alone (RFC 1034 section 3.6.2); CoreDNS shows the first host.
    if (std::all_of(entries.begin(), entries.end(), isHostEntry)) {
        if (const std::optional<dns::Name> target = targetName(entries.front().host))
            emit(dns::targetRecord(*name, dns::Type::CNAME, m_view.config().ttl, *target), kube::Kind::Service, owner);
        return;
    }
    for (const dns::Type type : {dns::Type::A, dns::Type::AAAA}) {
        for (dns::Record& record : addressRecords(entries, *name, type, m_view.config().ttl))
            emit(std::move(record), kube::Kind::Service, owner);
    }
}

void RecordEmitter::emitEndpointNames(const ServiceFacts& service, const std::string& owner)
{
    if (service.isExternalName)
        return;
    EntriesByLabels byLabels;
    for (KubeEntry& entry : endpointEntriesOf(m_view, service))
        byLabels.add(std::move(entry));
    for (const std::vector<KubeEntry>& group : byLabels.groups)
        emitAddresses(group, group.front().labels, owner);
}

void RecordEmitter::emitSrv(std::vector<KubeEntry> entries, const std::string& labels, const std::string& owner)
{
    std::erase_if(entries, isHostEntry);
    const std::optional<dns::Name> name = nameIn(labels, m_zone.text());
    if (!name)
        return;
    for (dns::Record& record : serviceRecords(entries, *name, m_zone.text(), m_view.config().ttl).answer)
        emit(std::move(record), kube::Kind::Service, owner);
}

void RecordEmitter::emitPortNames(const ServiceFacts& service, const std::string& owner)
{
    if (service.isExternalName)
        return;
    const std::string below = serviceLabelsOf(service);
    for (const auto& [port, protocol] : namedPorts(m_view, service)) {
        KubeLookup found = entriesOf(m_view, service, {.port = port, .protocol = protocol});
        emitSrv(std::move(found.entries), "_" + port + "._" + protocol + '.' + below, owner);
    }
}

void RecordEmitter::emitService(const ServiceFacts& service)
{
    if (!m_view.isExposed(service.scope) || (service.object && !m_view.isSelected(service.object->labels)))
        return;
    const std::string owner = service.key();
    const std::string labels = serviceLabelsOf(service);
    KubeLookup all = entriesOf(m_view, service, {});
    if (all.exists)
        emitAddresses(all.entries, labels, owner);
    emitEndpointNames(service, owner);
    if (!all.exists)
        return;
    emitSrv(std::move(all.entries), labels, owner);
    emitPortNames(service, owner);
}

bool hasPodName(const KubeView& view, const kube::Pod& pod)
{
    if (pod.ip.isNone() || pod.deleting || view.config().pods == corefile::KubernetesConfig::Pods::Disabled)
        return false;
    if (view.config().pods == corefile::KubernetesConfig::Pods::Verified && !view.isSelected(pod.labels))
        return false;
    return pod.phase == kube::PodPhase::Running || pod.phase == kube::PodPhase::Pending;
}

std::vector<base::IpAddress> namedAddresses(const KubeView& view, const kube::Pod& pod)
{
    std::vector<base::IpAddress> addresses;
    if (!hasPodName(view, pod))
        return addresses;
    addresses.push_back(pod.ip);
    if (view.config().pods == corefile::KubernetesConfig::Pods::Insecure && !pod.secondIp.isNone())
        addresses.push_back(pod.secondIp);
    return addresses;
}

void RecordEmitter::emitPod(const kube::Pod& pod)
{
    for (const base::IpAddress& ip : namedAddresses(m_view, pod)) {
        std::string labels = podLabelOfAddress(ip);
        labels.append(".").append(m_view.text(pod.scope)).append(".pod");
        if (const std::optional<dns::Name> name = nameIn(labels, m_zone.text()))
            emit(dns::addressRecord(*name, m_view.config().ttl, ip), kube::Kind::Pod, keyOf(m_view, pod));
    }
}

void emitReverse(const KubeView& view, const base::IpAddress& address, const std::string& onlyOwner, const TakeRecord& take)
{
    const dns::Name owner = dns::reverseName(address);
    const dns::Name* zone = view.zoneOf(owner);
    if (!zone || !isReverseZone(*zone))
        return;
    for (const ReverseTarget& target : view.reverseTargets(address)) {
        const std::optional<dns::Name> name = nameIn(target.labels, view.config().primaryZone.text());
        if (name && (onlyOwner.empty() || onlyOwner == target.owner))
            take({dns::targetRecord(owner, dns::Type::PTR, view.config().ttl, *name), target.ownerKind, target.owner});
    }
}

std::string keyOf(const KubeView& view, const kube::Pod& pod)
{
    std::string key(view.text(pod.scope));
    return key.append("/").append(view.text(pod.name));
}

std::vector<PodMembership> membershipsOf(const KubeView& view, const kube::Pod& pod)
{
    std::vector<PodMembership> found;
    for (const base::IpAddress& ip : {pod.ip, pod.secondIp}) {
        const kube::AddressOwners* owners = ip.isNone() ? nullptr : view.cluster().byAddress(ip);
        if (!owners)
            continue;
        for (const auto& [slice, endpoint] : owners->endpoints) {
            // Host-network pods share the node's address: the endpoint must name the pod where it names one.
            const bool otherPod = endpoint->targetName != kube::StringId::Empty && endpoint->targetName != pod.name;
            if (slice->scope == pod.scope && !otherPod && view.isOrdinary(*slice))
                found.push_back({slice, endpoint});
        }
    }
    return found;
}

} // namespace sim
