// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Every record of one zone, object by object, so that a large cluster's list streams (performance: one pass, no list kept).
#include "model/sim/records_emit.h"

#include <algorithm>
#include <unordered_set>

namespace sim {

namespace {

class ZoneRecords {
public:
    ZoneRecords(const ZoneRecordsInput& input, const dns::Name& zone, const TakeRecord& take)
        : m_input(input), m_view(*input.cluster, *input.config, input.version), m_zone(zone), m_take(take)
    {
    }

    void list();

private:
    void listHead();
    void listNameservers();
    void listForward();
    void listPods(RecordEmitter& emitter);
    void listReverse();
    void takeOnce(const OwnedRecord& record);
    [[nodiscard]] bool isGlue(const dns::Record& record) const;

    const ZoneRecordsInput& m_input;
    const KubeView m_view;
    const dns::Name& m_zone;
    const TakeRecord& m_take;
    std::vector<dns::Record> m_glue; ///< addresses already listed for the zone's own name servers; a handful
};

bool ZoneRecords::isGlue(const dns::Record& record) const
{
    return std::find(m_glue.begin(), m_glue.end(), record) != m_glue.end();
}

void ZoneRecords::takeOnce(const OwnedRecord& record)
{
    const bool address = record.record.type == dns::Type::A || record.record.type == dns::Type::AAAA;
    if (!address || !isGlue(record.record))
        m_take(record);
}

void ZoneRecords::listNameservers()
{
    const dns::Ttl ttl = m_view.config().ttl;
    const std::vector<NameserverAddress> nameservers = m_view.nameservers(m_input.localIps);
    std::vector<std::string> named;
    const auto takeAddress = [&](const std::string& labels, const base::IpAddress& ip) {
        const std::optional<dns::Name> name = nameIn(labels, m_zone.text());
        dns::Record record = name ? dns::addressRecord(*name, ttl, ip) : dns::Record{};
        if (!name || isGlue(record))
            return;
        m_take({record, kube::Kind::Service, m_zone.text()});
        m_glue.push_back(std::move(record));
    };
    for (const NameserverAddress& nameserver : nameservers) {
        const std::optional<dns::Name> name = nameIn(nameserver.labels, m_zone.text());
        if (!name || std::find(named.begin(), named.end(), nameserver.labels) != named.end())
            continue;
        named.push_back(nameserver.labels);
        m_take({dns::targetRecord(m_zone, dns::Type::NS, ttl, *name), kube::Kind::Service, m_zone.text()});
    }
    for (const NameserverAddress& nameserver : nameservers)
        takeAddress(nameserver.labels, nameserver.address);
    for (const NameserverAddress& nameserver : nameservers)
        takeAddress("ns.dns", nameserver.address); // the SOA's mname answers with all of them
}

void ZoneRecords::listHead()
{
    m_take({kubernetesSoa(m_zone, m_view.config().ttl, m_input.soaSerial), kube::Kind::Service, m_zone.text()});
    listNameservers();
    const std::optional<dns::Name> owner = isReverseZone(m_zone) ? std::nullopt : nameIn("dns-version", m_zone.text());
    const std::optional<dns::Record> record = owner ? versionRecord(*owner, m_view.version()) : std::nullopt;
    if (record)
        m_take({*record, kube::Kind::Service, m_zone.text()});
}

void ZoneRecords::listPods(RecordEmitter& emitter)
{
    if (m_view.config().pods == corefile::KubernetesConfig::Pods::Disabled)
        return;
    kube::StringId scope = kube::StringId::Empty;
    bool exposed = false;
    std::unordered_set<base::IpAddress> seen; // within a namespace: host-network pods share an address
    for (const kube::Pod& pod : m_view.cluster().pods) {
        if (pod.scope != scope) {
            scope = pod.scope;
            exposed = m_view.isExposed(m_view.text(scope));
            seen.clear();
        }
        const bool fresh = exposed && hasPodName(m_view, pod) && seen.insert(pod.ip).second;
        if (fresh)
            emitter.emitPod(pod);
    }
}

void ZoneRecords::listForward()
{
    const TakeRecord take = [this](const OwnedRecord& record) { takeOnce(record); };
    RecordEmitter emitter(m_view, m_zone, take);
    if (m_view.isMulticluster(m_zone)) {
        for (const kube::ServiceImport& imported : m_view.cluster().serviceImports)
            emitter.emitService(m_view.factsOf(imported));
    } else {
        for (const kube::Service& service : m_view.cluster().services)
            emitter.emitService(m_view.factsOf(service));
    }
    listPods(emitter);
}

void ZoneRecords::listReverse()
{
    std::unordered_set<base::IpAddress> seen;
    const auto list = [&](const base::IpAddress& ip) {
        if (ip.isNone() || !seen.insert(ip).second)
            return;
        const dns::Name* zone = m_view.zoneOf(dns::reverseName(ip));
        if (zone && *zone == m_zone)
            emitReverse(m_view, ip, {}, m_take);
    };
    for (const kube::Service& service : m_view.cluster().services) {
        for (const base::IpAddress& ip : service.clusterIps)
            list(ip);
    }
    if (m_view.config().noEndpoints)
        return;
    for (const kube::EndpointSlice& slice : m_view.cluster().slices)
        m_view.forEachAddress(slice, [&list](const EndpointAddress& address) { list(address.ip); });
}

void ZoneRecords::list()
{
    listHead();
    if (isReverseZone(m_zone))
        listReverse();
    else
        listForward();
}

} // namespace

void recordsOfZone(const ZoneRecordsInput& input, const dns::Name& zone, const std::function<void(const OwnedRecord&)>& take)
{
    ZoneRecords(input, zone, take).list();
}

} // namespace sim
