// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// The record sequence in which k8s_external hands out a zone.
#include "model/sim/plugin_k8s_external.h"
#include "model/sim/plugin_transfer.h"

#include <algorithm>
#include <set>

namespace sim {

namespace {

class ExternalList {
public:
    ExternalList(const KubeView& view, const corefile::K8sExternalConfig& config, const dns::Name& zone) : m_view(view), m_config(config), m_zone(zone) {}

    void append(dns::Record record) { m_records.push_back(std::move(record)); }
    void appendExternal(const kube::Service& service, const std::vector<KubeEntry>& addresses);
    void appendHeadless(const ServiceFacts& service);
    [[nodiscard]] std::vector<dns::Record> take() { return std::move(m_records); }

private:
    void appendAddresses(const dns::Name& owner, const std::vector<KubeEntry>& entries);
    void appendSrv(const dns::Name& owner, const std::vector<KubeEntry>& entries);
    [[nodiscard]] std::vector<KubeEntry> entriesAt(const ServiceFacts& service, const KubeName& name) const;

    const KubeView& m_view;
    const corefile::K8sExternalConfig& m_config;
    const dns::Name& m_zone;
    std::vector<dns::Record> m_records;
    std::set<dns::Name> m_srvOwners;
};

void ExternalList::appendAddresses(const dns::Name& owner, const std::vector<KubeEntry>& entries)
{
    for (const dns::Type type : {dns::Type::A, dns::Type::AAAA}) {
        for (dns::Record& record : addressRecords(entries, owner, type, m_config.ttl))
            append(std::move(record));
    }
    for (const KubeEntry& entry : entries) {
        const std::optional<dns::Name> host = entry.isHost ? targetName(entry.host) : std::nullopt;
        if (host)
            append(dns::targetRecord(owner, dns::Type::CNAME, m_view.config().ttl, *host));
    }
}

void ExternalList::appendSrv(const dns::Name& owner, const std::vector<KubeEntry>& entries)
{
    for (dns::Record& record : serviceRecords(entries, owner, m_zone.text(), m_view.config().ttl).answer)
        append(std::move(record));
}

void ExternalList::appendExternal(const kube::Service& service, const std::vector<KubeEntry>& addresses)
{
    const std::string& labels = addresses.front().labels;
    const std::optional<dns::Name> owner = nameIn(labels, m_zone.text());
    if (!owner)
        return;
    appendAddresses(*owner, addresses);
    // Each owner gets the SRV record of its first port and address only, with full weight.
    for (const kube::ServicePort& port : service.ports) {
        KubeEntry entry = addresses.front();
        entry.port = port.port;
        if (m_srvOwners.insert(*owner).second)
            appendSrv(*owner, {entry});
        const std::string named = "_" + dns::asciiLower(m_view.text(port.name)) + "._" + dns::asciiLower(protocolText(port.protocol)) + '.' + labels;
        const std::optional<dns::Name> portOwner = port.name == kube::StringId::Empty ? std::nullopt : nameIn(named, m_zone.text());
        if (portOwner && m_srvOwners.insert(*portOwner).second)
            appendSrv(*portOwner, {entry});
    }
}

std::vector<KubeEntry> ExternalList::entriesAt(const ServiceFacts& service, const KubeName& name) const
{
    std::string base(service.name);
    base.append(".").append(service.scope);
    if (!name.endpoint.empty())
        base.insert(0, name.endpoint + '.');
    if (!name.port.empty())
        base.insert(0, "_" + name.port + "._" + name.protocol + '.');
    return lookUpExternal(m_view, m_config.headless, base).entries;
}

void ExternalList::appendHeadless(const ServiceFacts& service)
{
    std::string labels(service.name);
    labels.append(".").append(service.scope);
    const std::optional<dns::Name> owner = nameIn(labels, m_zone.text());
    if (!owner)
        return;
    const std::vector<KubeEntry> all = entriesAt(service, {});
    appendAddresses(*owner, all);
    appendSrv(*owner, all);
    std::set<std::string> hosts;
    for (const KubeEntry& entry : all) {
        const std::optional<dns::Name> host = hosts.insert(entry.labels).second ? nameIn(entry.labels, m_zone.text()) : std::nullopt;
        if (!host)
            continue;
        const std::vector<KubeEntry> at = entriesAt(service, {.endpoint = entry.labels.substr(0, entry.labels.find('.'))});
        appendAddresses(*host, at);
        appendSrv(*host, at);
    }
    std::set<std::pair<std::string, std::string>> ports;
    m_view.forEachSlice(service, [&](const kube::EndpointSlice& slice) {
        for (const kube::EndpointPort& port : slice.ports) {
            if (port.name != kube::StringId::Empty)
                ports.insert({dns::asciiLower(m_view.text(port.name)), dns::asciiLower(protocolText(port.protocol))});
        }
    });
    for (const auto& [port, protocol] : ports) {
        if (const std::optional<dns::Name> name = nameIn("_" + port + "._" + protocol + '.' + labels, m_zone.text()))
            appendSrv(*name, entriesAt(service, {.port = port, .protocol = protocol}));
    }
}

} // namespace

std::vector<dns::Record> externalTransfer(const KubeView& view, const corefile::K8sExternalConfig& config, const dns::Name& zone,
                                          const std::vector<base::IpAddress>& nameservers, std::uint32_t serial)
{
    ExternalList list(view, config, zone);
    const dns::Record soa = externalSoa(config, zone, serial);
    list.append(soa);
    if (const std::optional<dns::Name> nameserver = nameIn("ns1." + config.apex, zone.text())) {
        list.append(dns::targetRecord(zone, dns::Type::NS, config.ttl, *nameserver));
        for (const base::IpAddress& ip : nameservers)
            list.append(dns::addressRecord(*nameserver, config.ttl, ip));
    }
    for (const kube::Service& service : view.cluster().services) {
        if (!view.isSelected(service.labels) || !view.isExposed(view.text(service.scope)))
            continue;
        const std::vector<KubeEntry> addresses = externalAddresses(view, service);
        if (!addresses.empty())
            list.appendExternal(service, addresses);
        else if (config.headless && service.headless)
            list.appendHeadless(view.factsOf(service));
    }
    list.append(soa);
    return list.take();
}

} // namespace sim
