// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/plugin_common.h"

#include <algorithm>

// The autopath plugin (dns-semantics 5.9): a name that the client made with the first element of its search list is tried here with all elements,
// and the first good reply goes back as if the client's own name were an alias of what was found.

namespace sim {

namespace {

using corefile::AutopathConfig;
using corefile::KubernetesConfig;

const KubernetesConfig* kubernetesOf(const corefile::Server& server)
{
    for (const corefile::Plugin& plugin : server.chain) {
        if (const auto* config = std::get_if<KubernetesConfig>(&plugin.config))
            return config;
    }
    return nullptr;
}

/// An absolute name's text from a search entry; "" (the bare name) stays.
std::string normalised(const std::string& entry)
{
    std::string text = dns::asciiLower(entry);
    if (!text.empty() && text.back() != '.')
        text += '.';
    return text;
}

/// The namespace of the pod that asks; "" where no pod of its own address is known.
std::string namespaceOfClient(const Chain& chain, const base::IpAddress& client)
{
    const kube::SnapshotPtr& cluster = chain.process().cluster;
    const kube::AddressOwners* owners = cluster && !client.isNone() ? cluster->byAddress(client) : nullptr;
    if (!owners)
        return {};
    // The informer indexes status.podIP only; a host network pod's address is its node's and tells nothing.
    const auto pod = std::find_if(owners->pods.begin(), owners->pods.end(), [&](const kube::Pod* each) { return each->ip == client && !each->hostNetwork; });
    return pod == owners->pods.end() ? std::string() : std::string(cluster->text((*pod)->scope));
}

struct SearchPath {
    std::vector<std::string> elements; ///< absolute, the last is ""
    std::string whyNot;
};

SearchPath fromKubernetes(const Chain& chain, const Request& request)
{
    const KubernetesConfig* kubernetes = kubernetesOf(chain.server());
    if (!kubernetes)
        return {{}, "no kubernetes plugin"};
    const std::optional<dns::Name> zone = matchingZone(kubernetes->zones, request.question.name);
    if (!zone)
        return {{}, "zone"};
    if (kubernetes->pods != KubernetesConfig::Pods::Verified)
        return {{}, "pods verified is off"};
    const std::string scope = namespaceOfClient(chain, request.client);
    if (scope.empty())
        return {{}, "unknown client"};
    const std::string zoneText = zone->isRoot() ? std::string() : zone->lower();
    SearchPath path{{scope + ".svc." + zoneText, "svc." + zoneText, zone->lower()}, {}};
    for (const std::string& entry : chain.process().resolvConfSearch)
        path.elements.push_back(normalised(entry));
    path.elements.emplace_back();
    return path;
}

SearchPath searchPath(const AutopathConfig& config, const Chain& chain, const Request& request)
{
    if (config.fromKubernetes)
        return fromKubernetes(chain, request);
    if (config.search.empty())
        return {{}, "search list unknown"};
    SearchPath path;
    for (const std::string& entry : config.search)
        path.elements.push_back(normalised(entry));
    if (!path.elements.back().empty())
        path.elements.emplace_back();
    return path;
}

/// Puts a CNAME from the client's name to the found one in front, and the client's question back.
void makeAlias(dns::Message& message, const dns::Question& asked)
{
    const auto other = std::find_if(message.answer.begin(), message.answer.end(), [&](const dns::Record& record) { return record.owner != asked.name; });
    if (other != message.answer.end()) {
        dns::Record alias = dns::targetRecord(asked.name, dns::Type::CNAME, other->ttl, other->owner);
        message.answer.insert(message.answer.begin(), std::move(alias));
    }
    if (!message.questions.empty())
        message.questions[0].name = asked.name;
}

Outcome walk(const SearchPath& path, const dns::Name& first, Chain& chain, const Request& request)
{
    const std::string base(request.question.name.relativeTo(first));
    std::optional<Outcome> firstOutcome;
    for (const std::string& element : path.elements) {
        const auto candidate = dns::Name::parse(base + '.' + (element == "." ? std::string() : element));
        if (!candidate)
            continue;
        Request inner = request;
        inner.question.name = *candidate;
        Outcome outcome = chain.next(inner);
        if (!outcome.error.empty()) {
            outcome.message.reset(); // an error ends the walk, whatever was written
            return outcome;
        }
        if (!firstOutcome)
            firstOutcome = outcome;
        if (!outcome.message || outcome.message->rcode == dns::Rcode::NxDomain)
            continue;
        chain.note(request, PluginOutcome::Changed, {NoteCode::AutopathAnswer, {request.question.name.text(), candidate->text()}});
        makeAlias(*outcome.message, request.question);
        return outcome;
    }
    chain.note(request, PluginOutcome::Passed, {NoteCode::AutopathNotApplicable, {"nothing found"}});
    return firstOutcome ? *firstOutcome : unwritten(chain, dns::Rcode::ServFail);
}

} // namespace

Outcome serve(const AutopathConfig& config, Chain& chain, const Request& request)
{
    const auto notApplicable = [&](std::string why) { return passOn(chain, request, {NoteCode::AutopathNotApplicable, {std::move(why)}}); };
    if (!inZones(config.zones, request.question.name))
        return passOn(chain, request, {NoteCode::PluginZoneMismatch, {"autopath", zonesText(config.zones)}});
    const SearchPath path = searchPath(config, chain, request);
    if (path.elements.empty())
        return notApplicable(path.whyNot);
    const auto first = dns::Name::parse(path.elements[0]);
    if (!first || !request.question.name.isAtOrBelow(*first))
        return notApplicable("not below the first search element");
    if (request.question.name == *first)
        return unwritten(chain, dns::Rcode::ServFail, "trimzone: overshot qname: " + request.question.name.text());
    return walk(path, *first, chain, request);
}

} // namespace sim
