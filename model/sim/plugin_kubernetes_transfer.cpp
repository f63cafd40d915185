// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// The record sequence of a zone transfer (dns-semantics 2.15). It differs from the answers: no pods, no PTR, weights per slice.
#include "model/sim/plugin_transfer.h"

#include <algorithm>
#include <set>

namespace sim {

namespace {

constexpr std::uint16_t clusterIpWeight = 100;

class TransferList {
public:
    TransferList(const KubeView& view, const dns::Name& zone) : m_view(view), m_zone(zone) {}

    void append(dns::Record record) { m_records.push_back(std::move(record)); }
    void appendNameservers(const std::vector<base::IpAddress>& localIps);
    void appendService(const ServiceFacts& service);
    [[nodiscard]] std::vector<dns::Record> take() { return std::move(m_records); }

private:
    void appendClusterIps(const ServiceFacts& service);
    void appendEndpoints(const ServiceFacts& service);
    void appendSlice(const ServiceFacts& service, const kube::EndpointSlice& slice);
    void appendAddress(std::string_view labels, const base::IpAddress& ip);
    void appendSrv(std::string_view ownerLabels, std::string_view targetLabels, std::uint16_t weight, int port);
    [[nodiscard]] dns::Ttl ttl() const { return m_view.config().ttl; }

    const KubeView& m_view;
    const dns::Name& m_zone;
    std::vector<dns::Record> m_records;
};

std::string portLabels(std::string_view port, kube::Protocol protocol, std::string_view below)
{
    std::string labels = "_" + dns::asciiLower(port) + "._" + dns::asciiLower(protocolText(protocol));
    return labels.append(".").append(below);
}

void TransferList::appendNameservers(const std::vector<base::IpAddress>& localIps)
{
    const std::vector<NameserverAddress> nameservers = m_view.nameservers(localIps);
    std::set<std::string> named;
    for (const NameserverAddress& nameserver : nameservers) {
        const std::optional<dns::Name> name = nameIn(nameserver.labels, m_zone.text());
        if (name && named.insert(nameserver.labels).second)
            append(dns::targetRecord(m_zone, dns::Type::NS, ttl(), *name));
    }
    for (const NameserverAddress& nameserver : nameservers) {
        if (const std::optional<dns::Name> name = nameIn(nameserver.labels, m_zone.text()))
            append(dns::addressRecord(*name, dns::Ttl{0}, nameserver.address)); // CoreDNS leaves their TTL unset
    }
}

void TransferList::appendAddress(std::string_view labels, const base::IpAddress& ip)
{
    if (const std::optional<dns::Name> owner = nameIn(labels, m_zone.text()))
        append(dns::addressRecord(*owner, ttl(), ip));
}

void TransferList::appendSrv(std::string_view ownerLabels, std::string_view targetLabels, std::uint16_t weight, int port)
{
    const std::optional<dns::Name> owner = nameIn(ownerLabels, m_zone.text());
    const std::optional<dns::Name> target = nameIn(targetLabels, m_zone.text());
    if (!owner || !target)
        return;
    // CoreDNS sends the port of a portless Service as it holds it: -1 in 16 bits.
    dns::rdata::Srv srv{.priority = 0, .weight = weight, .port = static_cast<std::uint16_t>(port), .target = *target};
    append({*owner, dns::Type::SRV, dns::Class::IN, ttl(), std::move(srv)});
}

void TransferList::appendClusterIps(const ServiceFacts& service)
{
    const std::string labels = serviceLabelsOf(service);
    for (const base::IpAddress& ip : service.clusterIps)
        appendAddress(labels, ip);
    if (service.ports->empty() && !service.multicluster)
        appendSrv(labels, labels, clusterIpWeight, KubeEntry::noPort);
    for (const kube::ServicePort& port : *service.ports) {
        appendSrv(labels, labels, clusterIpWeight, port.port);
        if (port.name != kube::StringId::Empty)
            appendSrv(portLabels(m_view.text(port.name), port.protocol, labels), labels, clusterIpWeight, port.port);
    }
}

void TransferList::appendSlice(const ServiceFacts& service, const kube::EndpointSlice& slice)
{
    std::size_t addresses = 0;
    m_view.forEachAddress(slice, [&addresses](const EndpointAddress&) { ++addresses; });
    const std::uint16_t weight = weightOfEntries(addresses);
    const std::string labels = serviceLabelsOf(service);
    m_view.forEachAddress(slice, [&](const EndpointAddress& address) {
        if (address.host != kube::StringId::Empty)
            return;
        // Without the cluster's id, unlike the names that multi-cluster queries use.
        const std::string host = m_view.hostLabel(address) + '.' + labels;
        appendAddress(labels, address.ip);
        appendAddress(host, address.ip);
        for (const kube::EndpointPort& port : slice.ports) {
            if (port.name != kube::StringId::Empty)
                appendSrv(portLabels(m_view.text(port.name), port.protocol, labels), host, weight, port.port.value_or(KubeEntry::noPort));
        }
    });
}

void TransferList::appendEndpoints(const ServiceFacts& service)
{
    m_view.forEachSlice(service, [&](const kube::EndpointSlice& slice) { appendSlice(service, slice); });
}

void TransferList::appendService(const ServiceFacts& service)
{
    if (!m_view.isExposed(service.scope))
        return;
    if (!service.isExternalName) {
        if (service.clusterIps.empty())
            appendEndpoints(service);
        else
            appendClusterIps(service);
        return;
    }
    const std::optional<dns::Name> owner = nameIn(serviceLabelsOf(service), m_zone.text());
    const std::optional<dns::Name> target = base::IpAddress::parse(service.externalName) ? std::nullopt : targetName(service.externalName);
    if (owner && target)
        append(dns::targetRecord(*owner, dns::Type::CNAME, ttl(), *target));
}

/// Services or ServiceImports of the snapshot, ordered by name alone.
std::vector<ServiceFacts> servicesByName(const KubeView& view, bool multicluster)
{
    std::vector<ServiceFacts> services;
    if (multicluster) {
        for (const kube::ServiceImport& imported : view.cluster().serviceImports)
            services.push_back(view.factsOf(imported));
    } else {
        for (const kube::Service& service : view.cluster().services) {
            if (view.isSelected(service.labels))
                services.push_back(view.factsOf(service));
        }
    }
    std::stable_sort(services.begin(), services.end(), [](const ServiceFacts& a, const ServiceFacts& b) { return a.name < b.name; });
    return services;
}

} // namespace

std::vector<dns::Record> kubernetesTransfer(const KubeView& view, const KubeServerFacts& server, const dns::Name& zone)
{
    TransferList list(view, zone);
    const dns::Record soa = kubernetesSoa(zone, view.config().ttl, server.soaSerial);
    list.append(soa);
    list.appendNameservers(server.localIps);
    for (const ServiceFacts& service : servicesByName(view, view.isMulticluster(zone)))
        list.appendService(service);
    list.append(soa);
    return list.take();
}

} // namespace sim
