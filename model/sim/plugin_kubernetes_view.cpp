// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/plugin_kubernetes_view.h"

#include "model/sim/kube_name.h"

#include <algorithm>

namespace sim {

namespace {

bool satisfies(const kube::ClusterSnapshot& cluster, kube::LabelsId labels, const corefile::LabelRequirement& requirement)
{
    using Operator = corefile::LabelRequirement::Operator;
    const std::optional<std::string_view> value = cluster.label(labels, requirement.key);
    const bool listed = value && std::find(requirement.values.begin(), requirement.values.end(), *value) != requirement.values.end();
    switch (requirement.op) {
    case Operator::In: return listed;
    case Operator::NotIn: return !listed; // a missing key satisfies NotIn (Kubernetes label selectors)
    case Operator::Exists: return value.has_value();
    case Operator::DoesNotExist: return !value.has_value();
    }
    return false;
}

bool satisfiesAll(const kube::ClusterSnapshot& cluster, kube::LabelsId labels, const std::vector<corefile::LabelRequirement>& requirements)
{
    return std::all_of(requirements.begin(), requirements.end(),
                       [&](const corefile::LabelRequirement& requirement) { return satisfies(cluster, labels, requirement); });
}

/// Without any Namespace object (a snapshot or a user that may not list them) a namespace exists if something is in it.
bool isInhabited(const kube::ClusterSnapshot& cluster, std::string_view scope)
{
    return cluster.namespaces.empty()
        && (!cluster.servicesIn(scope).empty() || !cluster.podsIn(scope).empty() || !cluster.slicesIn(scope).empty());
}

bool isBelow(const dns::Name& name, std::string_view tree)
{
    const std::string lower = name.lower();
    return lower.size() > tree.size() && lower.ends_with(tree) && lower[lower.size() - tree.size() - 1] == '.';
}

} // namespace

std::optional<dns::Name> nameIn(std::string_view labels, std::string_view zone)
{
    std::string text(labels);
    if (text.empty())
        text = zone;
    else if (zone != ".")
        text.append(".").append(zone);
    base::Result<dns::Name> name = dns::Name::parse(text);
    return name ? std::optional(std::move(*name)) : std::nullopt;
}

std::optional<dns::Name> targetName(std::string_view text)
{
    base::Result<dns::Name> name = dns::Name::parse(text.empty() ? "." : text);
    return name ? std::optional(std::move(*name)) : std::nullopt;
}

bool isReverseName(const dns::Name& name)
{
    return isBelow(name, "in-addr.arpa.") || isBelow(name, "ip6.arpa.");
}

bool isReverseZone(const dns::Name& zone)
{
    const std::string lower = zone.lower();
    return lower == "in-addr.arpa." || lower == "ip6.arpa." || isReverseName(zone);
}

std::optional<Note> KubeView::whyNotExposed(std::string_view scope) const
{
    const std::vector<std::string>& listed = m_config.namespaces;
    if (!listed.empty() && std::find(listed.begin(), listed.end(), scope) == listed.end())
        return Note{m_cluster.findNamespace(scope) ? NoteCode::KubeNamespaceNotExposed : NoteCode::KubeNoNamespace, {std::string(scope), "namespaces"}};
    const kube::Namespace* found = m_cluster.findNamespace(scope);
    if (!found)
        return isInhabited(m_cluster, scope) ? std::nullopt : std::optional(Note{NoteCode::KubeNoNamespace, {std::string(scope)}});
    if (!satisfiesAll(m_cluster, found->labels, m_config.namespaceLabels))
        return Note{NoteCode::KubeNamespaceNotExposed, {std::string(scope), "namespace_labels " + m_config.namespaceLabelsText}};
    return std::nullopt;
}

bool KubeView::isSelected(kube::LabelsId labels) const
{
    return satisfiesAll(m_cluster, labels, m_config.labels);
}

const dns::Name* KubeView::zoneOf(const dns::Name& name) const
{
    const dns::Name* longest = nullptr;
    for (const dns::Name& zone : m_config.zones) {
        if (name.isAtOrBelow(zone) && (!longest || zone.text().size() > longest->text().size()))
            longest = &zone;
    }
    return longest;
}

bool KubeView::isMulticluster(const dns::Name& zone) const
{
    const corefile::Zones& zones = m_config.multiclusterZones;
    return std::any_of(zones.begin(), zones.end(), [&zone](const dns::Name& other) { return zone.isAtOrBelow(other); });
}

ServiceFacts KubeView::factsOf(const kube::Service& service) const
{
    ServiceFacts facts{.scope = text(service.scope), .name = text(service.name), .headless = service.headless};
    facts.isExternalName = service.type == kube::ServiceType::ExternalName;
    facts.externalName = text(service.externalName);
    for (const base::IpAddress& ip : service.clusterIps) {
        const bool known = std::find(facts.clusterIps.begin(), facts.clusterIps.end(), ip) != facts.clusterIps.end();
        if (!ip.isNone() && !known)
            facts.clusterIps.push_back(ip);
    }
    if (m_version < corefile::Version{1, 8, 1} && facts.clusterIps.size() > 1)
        facts.clusterIps.resize(1); // dual-stack Services came with 1.8.1
    facts.ports = &service.ports;
    facts.object = &service;
    return facts;
}

ServiceFacts KubeView::factsOf(const kube::ServiceImport& imported) const
{
    ServiceFacts facts{.scope = text(imported.scope), .name = text(imported.name), .headless = imported.headless, .multicluster = true};
    facts.clusterIps = imported.ips;
    facts.ports = &imported.ports;
    return facts;
}

std::optional<ServiceFacts> KubeView::findService(std::string_view scope, std::string_view name, bool multicluster) const
{
    if (multicluster) {
        const kube::ServiceImport* imported = m_cluster.findServiceImport(scope, name);
        return imported ? std::optional(factsOf(*imported)) : std::nullopt;
    }
    const kube::Service* service = m_cluster.findService(scope, name);
    return service && isSelected(service->labels) ? std::optional(factsOf(*service)) : std::nullopt;
}

bool KubeView::counts(const kube::Endpoint& endpoint) const
{
    // 1.8.1 to 1.8.3 took every endpoint of a slice (dns-semantics 12).
    const bool readyIgnored = m_version >= corefile::Version{1, 8, 1} && m_version < corefile::Version{1, 8, 4};
    return readyIgnored || endpoint.ready != kube::Tristate::False;
}

bool KubeView::isOrdinary(const kube::EndpointSlice& slice) const
{
    if (slice.service == kube::StringId::Empty)
        return false;
    return m_cluster.label(slice.labels, "kubernetes.io/service-name").has_value() && isSelected(slice.labels);
}

void KubeView::forEachSlice(const ServiceFacts& service, const std::function<void(const kube::EndpointSlice&)>& visit) const
{
    if (m_config.noEndpoints)
        return;
    if (!service.multicluster) {
        for (const kube::EndpointSlice& slice : m_cluster.slicesOf(service.scope, service.name)) {
            if (isOrdinary(slice))
                visit(slice);
        }
        return;
    }
    // A slice may carry both labels with different values, so the index by Service does not find all of them.
    for (const kube::EndpointSlice& slice : m_cluster.slicesIn(service.scope)) {
        if (m_cluster.label(slice.labels, "multicluster.kubernetes.io/service-name") == service.name)
            visit(slice);
    }
}

void KubeView::forEachAddress(const kube::EndpointSlice& slice, const std::function<void(const EndpointAddress&)>& visit) const
{
    for (const kube::Endpoint& endpoint : slice.endpoints) {
        if (!counts(endpoint))
            continue;
        for (const base::IpAddress& ip : endpoint.addresses)
            visit({&slice, &endpoint, ip});
        for (const kube::StringId host : endpoint.hostAddresses)
            visit({&slice, &endpoint, {}, host});
    }
}

std::string KubeView::hostLabel(const EndpointAddress& address) const
{
    const std::string host = address.host == kube::StringId::Empty ? address.ip.toString() : std::string(text(address.host));
    return endpointHostLabel({.address = host, .hostname = text(address.endpoint->hostname), .podName = text(address.endpoint->targetName),
                              .endpointPodNames = m_config.endpointPodNames}, m_version);
}

std::vector<const kube::EndpointSlice*> KubeView::slicesWith(const base::IpAddress& address) const
{
    std::vector<const kube::EndpointSlice*> slices;
    const kube::AddressOwners* owners = m_config.noEndpoints ? nullptr : m_cluster.byAddress(address);
    if (!owners)
        return slices;
    for (const auto& [slice, endpoint] : owners->endpoints) {
        if (counts(*endpoint) && isOrdinary(*slice) && std::find(slices.begin(), slices.end(), slice) == slices.end())
            slices.push_back(slice);
    }
    return slices;
}

} // namespace sim
