// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/plugin_kubernetes_lookup.h"

#include <algorithm>

namespace sim {

namespace {

bool isWildcard(const KubeView& view, std::string_view label)
{
    return view.hasWildcards() && (label == "*" || label == "any");
}

bool labelMatches(const KubeView& view, std::string_view asked, std::string_view actual)
{
    return isWildcard(view, asked) || dns::equalsIgnoringCase(asked, actual);
}

bool asksEndpoint(const KubeName& name)
{
    return !name.endpoint.empty();
}

bool asksPort(const KubeName& name)
{
    return !name.port.empty() || !name.protocol.empty();
}

void setNote(KubeLookup& found, NoteCode code, std::vector<std::string> arguments)
{
    found.note = {code, std::move(arguments)};
}

/// Ready addresses and endpoints in all of a Service.
struct EndpointCount {
    std::size_t ready = 0, all = 0;
};

EndpointCount countEndpoints(const KubeView& view, const ServiceFacts& service)
{
    EndpointCount count;
    view.forEachSlice(service, [&](const kube::EndpointSlice& slice) {
        count.all += slice.endpoints.size();
        view.forEachAddress(slice, [&count](const EndpointAddress&) { ++count.ready; });
    });
    return count;
}

void appendPort(const KubeView& view, const KubeName& name, const EndpointAddress& address, const std::string& labels, const kube::EndpointPort* port,
                std::vector<KubeEntry>& entries)
{
    // A slice without ports counts as one port without number, name and protocol.
    const bool matches = port ? portMatches(view, name, view.text(port->name), port->protocol)
                              : !asksPort(name) || (isWildcard(view, name.port) && isWildcard(view, name.protocol));
    if (!matches)
        return;
    KubeEntry& entry = entries.emplace_back();
    entry.address = address.ip;
    entry.isHost = address.host != kube::StringId::Empty;
    if (entry.isHost)
        entry.host = view.text(address.host);
    entry.port = port ? port->port.value_or(KubeEntry::noPort) : KubeEntry::noPort;
    entry.labels = labels;
}

void appendSlice(const KubeView& view, const ServiceFacts& service, const KubeName& name, std::string_view topologyZone,
                 const kube::EndpointSlice& slice, std::vector<KubeEntry>& entries)
{
    const bool otherCluster = service.multicluster && asksEndpoint(name) && !labelMatches(view, name.cluster, view.text(slice.sourceCluster));
    if (otherCluster)
        return;
    view.forEachAddress(slice, [&](const EndpointAddress& address) {
        if (!topologyZone.empty() && dns::asciiLower(view.text(address.endpoint->zone)) != topologyZone)
            return;
        if (asksEndpoint(name) && !labelMatches(view, name.endpoint, view.hostLabel(address)))
            return;
        const std::string labels = endpointLabelsOf(view, service, address);
        if (slice.ports.empty())
            appendPort(view, name, address, labels, nullptr, entries);
        for (const kube::EndpointPort& port : slice.ports)
            appendPort(view, name, address, labels, &port, entries);
    });
}

std::vector<KubeEntry> endpointEntries(const KubeView& view, const ServiceFacts& service, const KubeName& name, std::string_view topologyZone)
{
    std::vector<KubeEntry> entries;
    view.forEachSlice(service, [&](const kube::EndpointSlice& slice) { appendSlice(view, service, name, topologyZone, slice, entries); });
    return entries;
}

/// A Service without ports counts as one with port -1, so that its addresses are still found; a ServiceImport without ports does not.
std::vector<KubeEntry> clusterIpEntries(const KubeView& view, const ServiceFacts& service, const KubeName& name, bool& portFound)
{
    std::vector<KubeEntry> entries;
    const std::string labels = serviceLabelsOf(service);
    const auto append = [&](int port) {
        portFound = true;
        for (const base::IpAddress& ip : service.clusterIps)
            entries.push_back({.address = ip, .port = port, .labels = labels});
    };
    if (service.ports->empty() && !service.multicluster && (!asksPort(name) || (isWildcard(view, name.port) && isWildcard(view, name.protocol))))
        append(KubeEntry::noPort);
    for (const kube::ServicePort& port : *service.ports) {
        if (portMatches(view, name, view.text(port.name), port.protocol))
            append(port.port);
    }
    return entries;
}

KubeLookup externalName(const KubeView& view, const ServiceFacts& service, const KubeName& name)
{
    KubeLookup found{.service = service.key()};
    // Endpoint names below are refused since 1.10.1, port names since 1.11.0.
    const bool below = (asksEndpoint(name) && view.version() >= corefile::Version{1, 10, 1})
                    || (asksPort(name) && view.version() >= corefile::Version{1, 11, 0}) || !name.topologyZone.empty();
    if (below) {
        setNote(found, NoteCode::KubeBelowExternalName, {found.service});
        return found;
    }
    if (base::IpAddress::parse(service.externalName)) {
        setNote(found, NoteCode::KubeExternalNameIsAddress, {found.service, std::string(service.externalName)});
        return found;
    }
    found.exists = true;
    found.entries.push_back({.host = std::string(service.externalName), .isHost = true, .labels = serviceLabelsOf(service)});
    setNote(found, NoteCode::KubeExternalName, {found.service, std::string(service.externalName)});
    return found;
}

bool hasNamedPort(const KubeView& view, const ServiceFacts& service)
{
    bool named = std::any_of(service.ports->begin(), service.ports->end(), [](const kube::ServicePort& port) { return port.name != kube::StringId::Empty; });
    if (service.headless) {
        named = false;
        view.forEachSlice(service, [&named](const kube::EndpointSlice& slice) {
            named = named || std::any_of(slice.ports.begin(), slice.ports.end(), [](const kube::EndpointPort& port) { return port.name != kube::StringId::Empty; });
        });
    }
    return named;
}

Note whyNoPort(const KubeView& view, const ServiceFacts& service, const KubeName& name)
{
    if (service.ports->empty() && service.multicluster && !service.headless)
        return {NoteCode::KubeNoPorts, {service.key()}};
    if (!hasNamedPort(view, service))
        return {NoteCode::KubePortUnnamed, {service.key()}};
    return {NoteCode::KubeNoSuchPort, {name.port, name.protocol, service.key()}};
}

Note whyNoEndpoint(const KubeView& view, const ServiceFacts& service, const KubeName& name)
{
    if (view.config().noEndpoints)
        return {NoteCode::KubeNoEndpoints, {service.key()}};
    const EndpointCount count = countEndpoints(view, service);
    if (asksEndpoint(name))
        return {NoteCode::KubeNoSuchEndpoint, {name.endpoint, service.key()}};
    if (count.ready == 0)
        return {NoteCode::KubeNoReadyEndpoint, {service.key(), std::to_string(count.all)}};
    return whyNoPort(view, service, name);
}

KubeLookup endpoints(const KubeView& view, const ServiceFacts& service, const KubeName& name)
{
    KubeLookup found{.service = service.key()};
    found.entries = endpointEntries(view, service, name, name.topologyZone);
    if (!name.topologyZone.empty()) {
        // The name exists whatever the zone holds; only prefer widens to all endpoints.
        found.exists = true;
        setNote(found, found.entries.empty() ? NoteCode::KubeZoneUnknown : NoteCode::KubeZonal, {name.topologyZone, found.service});
        if (found.entries.empty() && name.preferZone) {
            found.entries = endpointEntries(view, service, name, {});
            setNote(found, NoteCode::KubeZonalAll, {name.topologyZone, found.service});
        }
        return found;
    }
    found.exists = !found.entries.empty();
    if (!found.exists)
        found.note = whyNoEndpoint(view, service, name);
    else if (asksEndpoint(name))
        setNote(found, NoteCode::KubeEndpointName, {name.endpoint, found.service});
    else
        setNote(found, NoteCode::KubeHeadless, {found.service, std::to_string(countEndpoints(view, service).ready)});
    return found;
}

KubeLookup podLookup(const KubeView& view, const KubeName& name, const dns::Name& zone)
{
    KubeLookup found;
    using Pods = corefile::KubernetesConfig::Pods;
    if (view.config().pods == Pods::Disabled) {
        setNote(found, NoteCode::KubePodsDisabled, {zone.text()});
        return found;
    }
    if (name.service.empty()) {
        found.exists = true;
        setNote(found, NoteCode::KubeEmptyNonTerminal, {name.scope + ".pod"});
        return found;
    }
    const std::string text = addressTextOfPodLabel(name.service);
    const std::optional<base::IpAddress> address = base::IpAddress::parse(text);
    if (!address) {
        setNote(found, NoteCode::KubePodLabelNoAddress, {name.service});
        found.exists = isWildcard(view, name.service) && view.config().pods == Pods::Verified && !isWildcard(view, name.scope);
        return found;
    }
    // CoreDNS gives a pod no port, which is 0 and not "none": SRV for a pod's name answers with port 0.
    KubeEntry entry{.address = *address, .port = 0, .labels = name.service + '.' + name.scope + ".pod"};
    if (view.config().pods == Pods::Insecure) {
        found.exists = true;
        found.entries.push_back(std::move(entry));
        setNote(found, NoteCode::KubePodInsecure, {text});
        return found;
    }
    setNote(found, NoteCode::KubePodUnknown, {text, name.scope});
    const kube::AddressOwners* owners = view.cluster().byAddress(*address);
    // status.podIP is compared as text, so only the canonical spelling of an address matches.
    if (!owners || address->toString() != text)
        return found;
    for (const kube::Pod* pod : owners->pods) {
        const std::string_view scope = view.text(pod->scope);
        const bool terminal = pod->phase == kube::PodPhase::Succeeded || pod->phase == kube::PodPhase::Failed || pod->phase == kube::PodPhase::Unknown;
        if (pod->ip != *address || !labelMatches(view, name.scope, scope) || !view.isExposed(scope) || !view.isSelected(pod->labels))
            continue;
        if (pod->deleting && !found.exists)
            setNote(found, NoteCode::KubeDeleting, {std::string(scope) + '/' + std::string(view.text(pod->name))});
        if (terminal || pod->deleting)
            continue;
        found.exists = true;
        found.entries.push_back(entry);
        setNote(found, NoteCode::KubePodVerified, {std::string(scope) + '/' + std::string(view.text(pod->name))});
    }
    return found;
}

/// Until 1.8 `*` and `any` stand for every Service or namespace.
KubeLookup wildcardLookup(const KubeView& view, const KubeName& name)
{
    KubeLookup all;
    all.exists = isWildcard(view, name.service) && !isWildcard(view, name.scope);
    setNote(all, NoteCode::KubeWildcard, {name.service + '.' + name.scope});
    for (const kube::Service& service : view.cluster().services) {
        const ServiceFacts facts = view.factsOf(service);
        const bool matches = labelMatches(view, name.scope, facts.scope) && labelMatches(view, name.service, facts.name);
        if (!matches || !view.isSelected(service.labels) || !view.isExposed(facts.scope))
            continue;
        KubeLookup one = entriesOf(view, facts, name);
        all.exists = all.exists || one.exists;
        all.entries.insert(all.entries.end(), std::make_move_iterator(one.entries.begin()), std::make_move_iterator(one.entries.end()));
    }
    return all;
}

KubeLookup serviceLookup(const KubeView& view, const KubeName& name, bool multicluster)
{
    KubeLookup found;
    if (name.service.empty()) {
        found.exists = true;
        setNote(found, NoteCode::KubeEmptyNonTerminal, {name.scope + ".svc"});
        return found;
    }
    if (isWildcard(view, name.service) || isWildcard(view, name.scope))
        return wildcardLookup(view, name);
    if (const std::optional<ServiceFacts> service = view.findService(name.scope, name.service, multicluster))
        return entriesOf(view, *service, name);
    const bool hidden = !multicluster && view.cluster().findService(name.scope, name.service);
    if (hidden)
        setNote(found, NoteCode::KubeNotSelected, {name.scope + '/' + name.service, view.config().labelsText});
    else
        setNote(found, NoteCode::KubeNoService, {name.service, name.scope});
    return found;
}

} // namespace

std::string_view protocolText(kube::Protocol protocol)
{
    switch (protocol) {
    case kube::Protocol::TCP: return "TCP";
    case kube::Protocol::UDP: return "UDP";
    case kube::Protocol::SCTP: return "SCTP";
    }
    return {};
}

bool portMatches(const KubeView& view, const KubeName& name, std::string_view portName, kube::Protocol protocol)
{
    return (name.port.empty() || labelMatches(view, name.port, portName))
        && (name.protocol.empty() || labelMatches(view, name.protocol, protocolText(protocol)));
}

std::string serviceLabelsOf(const ServiceFacts& service)
{
    std::string labels(service.name);
    return labels.append(".").append(service.scope).append(".svc");
}

std::string endpointLabelsOf(const KubeView& view, const ServiceFacts& service, const EndpointAddress& address)
{
    std::string labels = view.hostLabel(address);
    if (service.multicluster)
        labels.append(".").append(view.text(address.slice->sourceCluster));
    return labels.append(".").append(serviceLabelsOf(service));
}

std::vector<KubeEntry> endpointEntriesOf(const KubeView& view, const ServiceFacts& service)
{
    return endpointEntries(view, service, {}, {});
}

KubeLookup entriesOf(const KubeView& view, const ServiceFacts& service, const KubeName& name)
{
    KubeLookup found{.service = service.key()};
    const bool byClusterIp = !service.isExternalName && !service.headless;
    if (view.config().ignoreEmptyService && byClusterIp && countEndpoints(view, service).ready == 0) {
        setNote(found, NoteCode::KubeEmptyService, {found.service});
        return found;
    }
    if (!name.topologyZone.empty() && byClusterIp) {
        setNote(found, NoteCode::KubeNotHeadless, {found.service});
        return found;
    }
    if (service.isExternalName)
        return externalName(view, service, name);
    if (service.headless || asksEndpoint(name))
        return endpoints(view, service, name);
    found.entries = clusterIpEntries(view, service, name, found.exists);
    if (!found.exists)
        found.note = whyNoPort(view, service, name);
    else if (found.entries.empty())
        setNote(found, NoteCode::KubeNoClusterIp, {found.service});
    else
        setNote(found, NoteCode::KubeClusterIp, {found.service});
    return found;
}

KubeLookup lookUp(const KubeView& view, const KubeName& name, const dns::Name& zone, bool multicluster)
{
    KubeLookup found;
    if (name.branch == KubeName::Branch::Bare) {
        found.exists = true;
        setNote(found, NoteCode::KubeEmptyNonTerminal, {zone.text()});
        return found;
    }
    if (isReverseZone(zone)) {
        setNote(found, NoteCode::KubeReverseIncomplete, {zone.text()});
        return found;
    }
    if (!name.scope.empty() && !isWildcard(view, name.scope)) {
        if (std::optional<Note> why = view.whyNotExposed(name.scope)) {
            found.note = std::move(*why);
            return found;
        }
    }
    return name.branch == KubeName::Branch::Pod ? podLookup(view, name, zone) : serviceLookup(view, name, multicluster);
}

} // namespace sim
