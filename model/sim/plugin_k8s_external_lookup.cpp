// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/plugin_k8s_external.h"

#include <algorithm>

namespace sim {

namespace {

/// k8s_external's names lack the `svc` label that the kubernetes zone has.
std::string withoutBranch(const std::string& labels)
{
    constexpr std::string_view branch = ".svc";
    return labels.ends_with(branch) ? labels.substr(0, labels.size() - branch.size()) : labels;
}

ExternalLookup headlessEntries(const KubeView& view, const ServiceFacts& service, const KubeName& name)
{
    KubeLookup found = entriesOf(view, service, name);
    for (KubeEntry& entry : found.entries)
        entry.labels = withoutBranch(entry.labels);
    return {found.exists, std::move(found.entries), std::move(found.note)};
}

ExternalLookup addressEntries(const KubeView& view, const ServiceFacts& service, const KubeName& name, const std::vector<KubeEntry>& addresses)
{
    ExternalLookup found;
    const auto append = [&](int port) {
        for (KubeEntry entry : addresses) {
            entry.port = port;
            found.entries.push_back(std::move(entry));
        }
    };
    // Endpoint labels in front of a Service with external addresses are not looked at.
    if (service.ports->empty() && name.port.empty() && name.protocol.empty())
        append(KubeEntry::noPort);
    for (const kube::ServicePort& port : *service.ports) {
        if (portMatches(view, name, view.text(port.name), port.protocol))
            append(port.port);
    }
    found.exists = !found.entries.empty();
    if (found.exists)
        found.note = {NoteCode::ExternalAnswer, {service.key()}};
    else if (addresses.empty())
        found.note = {service.headless ? NoteCode::ExternalHeadlessOff : NoteCode::ExternalNoAddress, {service.key()}};
    else
        found.note = {NoteCode::KubeNoSuchPort, {name.port, name.protocol, service.key()}};
    return found;
}

} // namespace

std::vector<KubeEntry> externalAddresses(const KubeView& view, const kube::Service& service)
{
    std::vector<KubeEntry> entries;
    std::string labels(view.text(service.name));
    labels.append(".").append(view.text(service.scope));
    for (const base::IpAddress& ip : service.externalIps)
        entries.push_back({.address = ip, .labels = labels});
    for (const kube::Ingress& ingress : service.ingress) {
        if (!ingress.ip.isNone())
            entries.push_back({.address = ingress.ip, .labels = labels});
        else if (ingress.hostname != kube::StringId::Empty)
            entries.push_back({.host = std::string(view.text(ingress.hostname)), .isHost = true, .labels = labels});
    }
    return entries;
}

ExternalLookup lookUpExternal(const KubeView& view, bool headless, std::string_view base)
{
    // The same shapes as under svc: the branch label is put in to share the reading of them.
    const tl::expected<KubeName, Note> split = splitKubeName(std::string(base) + ".svc", {});
    if (!split)
        return {.note = {NoteCode::KubeTooManyLabels, {std::string(base)}}};
    KubeName name = *split;
    if (name.endpoint.starts_with('_'))
        name.endpoint.erase(0, 1);
    if (std::optional<Note> why = view.whyNotExposed(name.scope))
        return {.note = std::move(*why)};
    if (name.service.empty())
        return {.exists = true, .note = {NoteCode::KubeEmptyNonTerminal, {std::string(base)}}};
    const std::optional<ServiceFacts> service = view.findService(name.scope, name.service, false);
    if (!service)
        return {.note = {NoteCode::KubeNoService, {name.service, name.scope}}};
    const std::vector<KubeEntry> addresses = externalAddresses(view, *service->object);
    if (headless && addresses.empty() && (service->headless || !name.endpoint.empty()))
        return headlessEntries(view, *service, name);
    return addressEntries(view, *service, name, addresses);
}

std::vector<std::string> externalReverse(const KubeView& view, const base::IpAddress& address)
{
    std::vector<std::string> names;
    for (const kube::Service& service : view.cluster().services) {
        const bool hidden = !view.config().namespaces.empty() && !view.isExposed(view.text(service.scope));
        if (hidden || (service.externalIps.empty() && service.ingress.empty()) || !view.isSelected(service.labels))
            continue;
        const std::vector<KubeEntry> entries = externalAddresses(view, service);
        if (std::any_of(entries.begin(), entries.end(), [&address](const KubeEntry& entry) { return !entry.isHost && entry.address == address; }))
            names.push_back(entries.front().labels);
    }
    return names;
}

std::vector<base::IpAddress> externalNameservers(const KubeView& view, bool headless, const std::vector<base::IpAddress>& localIps)
{
    std::vector<base::IpAddress> found;
    bool foundEndpoint = false;
    for (const base::IpAddress& localIp : localIps) {
        for (const kube::EndpointSlice* slice : view.slicesWith(localIp)) {
            foundEndpoint = true;
            const kube::Service* service = view.cluster().findService(view.text(slice->scope), view.text(slice->service));
            if (!service || !view.isSelected(service->labels))
                continue;
            if (headless && service->headless)
                view.forEachAddress(*slice, [&found](const EndpointAddress& address) { found.push_back(address.ip); });
            else
                for (const KubeEntry& entry : externalAddresses(view, *service))
                    found.push_back(entry.address);
        }
    }
    std::erase_if(found, [](const base::IpAddress& ip) { return ip.isNone(); });
    return foundEndpoint ? found : localIps;
}

} // namespace sim
