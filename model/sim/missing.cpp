// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Names that a person would look for at an object and that do not exist. What exists for few objects only in any case (a second address
// family, host names of pods) is listed where the object itself shows that it was meant to exist.
#include "model/sim/missing.h"

#include "model/sim/records_emit.h"

#include <algorithm>
#include <charconv>

namespace sim {

namespace {

using Missing = std::vector<MissingName>;

/// The zone whose names are shown: the primary one.
std::string expectedName(const KubeView& view, std::string_view labels)
{
    const std::optional<dns::Name> name = nameIn(labels, view.config().primaryZone.text());
    return name ? name->text() : std::string(labels);
}

bool isDualStack(const ServiceFacts& service)
{
    return service.clusterIps.size() > 1;
}

/// The pod behind the first endpoint that names one.
const kube::Pod* samplePod(const KubeView& view, const ServiceFacts& service)
{
    for (const kube::EndpointSlice& slice : view.cluster().slicesOf(service.scope, service.name)) {
        for (const kube::Endpoint& endpoint : slice.endpoints) {
            const kube::Pod* pod = view.cluster().findPod(service.scope, view.text(endpoint.targetName));
            if (pod)
                return pod;
        }
    }
    return nullptr;
}

bool anyPodMatches(const KubeView& view, const kube::Service& service)
{
    const kube::Range<kube::Pod> pods = view.cluster().podsIn(view.text(service.scope));
    return std::any_of(pods.begin(), pods.end(), [&](const kube::Pod& pod) { return view.cluster().matches(service.selector, pod.labels); });
}

/// A Service without any counted endpoint: why.
Note whyEmpty(const KubeView& view, const kube::Service& service, const ServiceFacts& facts, const Note& decided)
{
    if (decided.code != NoteCode::KubeNoReadyEndpoint || decided.arguments.back() != "0")
        return decided;
    const bool selects = service.selector != kube::StringId::Empty;
    if (selects && !anyPodMatches(view, service))
        return {NoteCode::MissingSelectorMatchesNothing, {facts.key()}};
    return {NoteCode::MissingServiceNoEndpoints, {facts.key()}};
}

void addNotReady(const KubeView& view, const ServiceFacts& facts, Missing& missing)
{
    view.forEachSlice(facts, [&](const kube::EndpointSlice& slice) {
        for (const kube::Endpoint& endpoint : slice.endpoints) {
            if (view.counts(endpoint) || endpoint.addresses.empty())
                continue;
            const EndpointAddress address{&slice, &endpoint, endpoint.addresses.front()};
            const std::string pod = std::string(facts.scope) + '/' + std::string(view.text(endpoint.targetName));
            const bool terminating = endpoint.terminating == kube::Tristate::True;
            missing.push_back({expectedName(view, endpointLabelsOf(view, facts, address)), address.ip.isV4() ? dns::Type::A : dns::Type::AAAA,
                               terminating ? Note{NoteCode::KubeDeleting, {pod}} : Note{NoteCode::MissingPodNotReady, {pod, facts.key()}}});
        }
    });
}

void addUnnamedPorts(const ServiceFacts& facts, Missing& missing)
{
    for (const kube::ServicePort& port : *facts.ports) {
        if (port.name == kube::StringId::Empty)
            missing.push_back({"SRV", dns::Type::SRV, {NoteCode::MissingSrvUnnamedPort, {facts.key(), std::to_string(port.port)}}});
    }
}

/// Only where the Service's pods have both families: then the other one is a matter of ipFamilyPolicy.
void addSecondFamily(const KubeView& view, const ServiceFacts& facts, Missing& missing)
{
    if (facts.headless || facts.clusterIps.empty() || isDualStack(facts))
        return;
    const kube::Pod* pod = samplePod(view, facts);
    if (!pod || pod->secondIp.isNone())
        return;
    const bool hasV4 = facts.clusterIps.front().isV4();
    missing.push_back({expectedName(view, serviceLabelsOf(facts)), hasV4 ? dns::Type::AAAA : dns::Type::A,
                       {NoteCode::MissingSecondFamily, {facts.key(), hasV4 ? "IPv6" : "IPv4"}}});
}

/// "web-2" -> the StatefulSet "web" of the namespace, if the ordinal is one.
const kube::StatefulSet* statefulSetOf(const KubeView& view, const kube::Pod& pod)
{
    const std::string_view name = view.text(pod.name);
    const std::size_t dash = name.rfind('-');
    if (dash == std::string_view::npos)
        return nullptr;
    int ordinal = -1;
    const char* const end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data() + dash + 1, end, ordinal);
    if (error != std::errc() || stop != end || ordinal < 0)
        return nullptr;
    return view.cluster().findStatefulSet(view.text(pod.scope), name.substr(0, dash));
}

bool isTerminal(const kube::Pod& pod)
{
    return pod.phase == kube::PodPhase::Succeeded || pod.phase == kube::PodPhase::Failed;
}

/// The Note for spec.hostname and spec.subdomain of a pod; nullopt where its host name exists.
std::optional<Note> whyNoHostName(const KubeView& view, const kube::Pod& pod, const std::string& subdomain)
{
    const std::string key = keyOf(view, pod);
    const std::string_view scope = view.text(pod.scope);
    const std::optional<ServiceFacts> service = view.findService(scope, subdomain, false);
    const kube::StatefulSet* set = statefulSetOf(view, pod);
    if (!service && set && view.text(set->serviceName) == subdomain)
        return Note{NoteCode::MissingStatefulSetService, {std::string(scope) + '/' + std::string(view.text(set->name)), subdomain}};
    if (!service)
        return Note{NoteCode::MissingSubdomainService, {key, subdomain}};
    for (const PodMembership& membership : membershipsOf(view, pod)) {
        if (view.text(membership.slice->service) != subdomain)
            continue;
        if (view.counts(*membership.endpoint))
            return std::nullopt;
        return membership.endpoint->terminating == kube::Tristate::True ? Note{NoteCode::KubeDeleting, {key}}
                                                                         : Note{NoteCode::MissingPodNotReady, {key, service->key()}};
    }
    return Note{NoteCode::MissingSubdomainService, {key, subdomain}};
}

void addHostName(const KubeView& view, const kube::Pod& pod, Missing& missing)
{
    const std::string hostname = pod.details ? pod.details->hostname : std::string();
    const std::string subdomain = pod.details ? pod.details->subdomain : std::string();
    const dns::Type type = pod.ip.isNone() || pod.ip.isV4() ? dns::Type::A : dns::Type::AAAA;
    if (hostname.empty() && subdomain.empty())
        return;
    if (hostname.empty() || subdomain.empty()) {
        missing.push_back({hostname.empty() ? subdomain : hostname, type, {NoteCode::MissingPodNoSubdomain, {keyOf(view, pod)}}});
        return;
    }
    if (std::optional<Note> why = whyNoHostName(view, pod, subdomain)) {
        const std::string labels = hostname + '.' + subdomain + '.' + std::string(view.text(pod.scope)) + ".svc";
        missing.push_back({expectedName(view, labels), type, std::move(*why)});
    }
}

/// The dashed-address name.
void addPodName(const KubeView& view, const kube::Pod& pod, Missing& missing)
{
    const std::string key = keyOf(view, pod);
    const std::string branch = std::string(view.text(pod.scope)) + ".pod";
    if (pod.ip.isNone()) {
        missing.push_back({expectedName(view, branch), dns::Type::A, {NoteCode::MissingPodNoAddress, {key}}});
        return;
    }
    const std::string name = expectedName(view, podLabelOfAddress(pod.ip) + '.' + branch);
    const dns::Type type = pod.ip.isV4() ? dns::Type::A : dns::Type::AAAA;
    if (pod.hostNetwork) {
        const std::string own = std::string(view.text(pod.name)) + '.' + branch;
        missing.push_back({expectedName(view, own), type, {NoteCode::MissingHostNetworkPodName, {key}}});
    }
    const tl::expected<KubeName, Note> split = splitKubeName(podLabelOfAddress(pod.ip) + '.' + branch, {});
    const KubeLookup found = split ? lookUp(view, *split, view.config().primaryZone, false) : KubeLookup{.note = split.error()};
    if (!found.exists)
        missing.push_back({name, type, isTerminal(pod) ? Note{NoteCode::MissingPodTerminal, {key, pod.phase == kube::PodPhase::Failed ? "Failed" : "Succeeded"}}
                                                        : found.note});
}

/// Reverse names are expected for pods only where the plugin has a reverse zone for their address.
void addReverse(const KubeView& view, const kube::Pod& pod, Missing& missing)
{
    if (pod.ip.isNone() || pod.hostNetwork || isTerminal(pod))
        return;
    const dns::Name name = dns::reverseName(pod.ip);
    const dns::Name* zone = view.zoneOf(name);
    if (zone && isReverseZone(*zone) && view.reverseTargets(pod.ip).empty())
        missing.push_back({name.text(), dns::Type::PTR, {NoteCode::MissingPodNoPtr, {keyOf(view, pod)}}});
}

} // namespace

Missing missingOfService(const KubeView& view, const kube::Service& service)
{
    Missing missing;
    const ServiceFacts facts = view.factsOf(service);
    const std::string name = expectedName(view, serviceLabelsOf(facts));
    const dns::Type type = facts.clusterIps.empty() || facts.clusterIps.front().isV4() ? dns::Type::A : dns::Type::AAAA;
    if (std::optional<Note> why = view.whyNotExposed(facts.scope)) {
        missing.push_back({name, type, std::move(*why)});
        return missing;
    }
    if (!view.isSelected(service.labels)) {
        missing.push_back({name, type, {NoteCode::KubeNotSelected, {facts.key(), view.config().labelsText}}});
        return missing;
    }
    const KubeLookup found = entriesOf(view, facts, {});
    if (found.entries.empty())
        missing.push_back({name, facts.isExternalName ? dns::Type::CNAME : type, whyEmpty(view, service, facts, found.note)});
    if (facts.isExternalName)
        return missing;
    if (facts.headless)
        addNotReady(view, facts, missing);
    addUnnamedPorts(facts, missing);
    addSecondFamily(view, facts, missing);
    return missing;
}

Missing missingOfPod(const KubeView& view, const kube::Pod& pod)
{
    Missing missing;
    if (std::optional<Note> why = view.whyNotExposed(view.text(pod.scope))) {
        missing.push_back({expectedName(view, std::string(view.text(pod.scope)) + ".pod"), dns::Type::A, std::move(*why)});
        return missing;
    }
    addHostName(view, pod, missing);
    addPodName(view, pod, missing);
    addReverse(view, pod, missing);
    return missing;
}

} // namespace sim
