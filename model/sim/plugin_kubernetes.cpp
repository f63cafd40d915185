// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// The kubernetes plugin in the chain (dns-semantics 2.4). What a name is, is decided in plugin_kubernetes_lookup.cpp, which records it has in
// plugin_kubernetes_answer.cpp; here stand the zone, fallthrough and the reply.
#include "model/sim/missing.h"
#include "model/sim/plugin_kubernetes_answer.h"
#include "model/sim/server.h"

namespace sim {

namespace {

/// A reply of this plugin. The code stays NoError because CoreDNS's plugin has written: the rcode is the message's.
Outcome written(Chain& chain, const Request& request, dns::Rcode rcode)
{
    Outcome outcome;
    outcome.message = replyTo(request);
    outcome.message->flags.aa = true;
    outcome.message->rcode = rcode;
    outcome.plugin = chain.pluginName();
    return outcome;
}

Outcome negative(Chain& chain, const Request& request, dns::Rcode rcode, dns::Record soa)
{
    Outcome outcome = written(chain, request, rcode);
    outcome.message->authority.push_back(std::move(soa));
    return outcome;
}

Note zoneMismatch(const corefile::KubernetesConfig& config)
{
    Note note{NoteCode::PluginZoneMismatch, {"kubernetes", {}}};
    for (const dns::Name& zone : config.zones)
        note.arguments[1] += (note.arguments[1].empty() ? "" : " ") + zone.text();
    return note;
}

const kube::ClusterSnapshot& clusterOf(const ServerProcess& process)
{
    static const kube::ClusterSnapshot none(std::make_shared<base::Strings>());
    return process.cluster ? *process.cluster : none;
}

} // namespace

Outcome serve(const corefile::KubernetesConfig& config, Chain& chain, const Request& request)
{
    const KubeView view(clusterOf(chain.process()), config, chain.version());
    const dns::Name* zone = view.zoneOf(request.question.name);
    if (!zone) {
        chain.note(request, PluginOutcome::Passed, zoneMismatch(config));
        return chain.next(request);
    }
    if (request.question.type == dns::Type::AXFR || request.question.type == dns::Type::IXFR) {
        chain.note(request, PluginOutcome::Answered, {NoteCode::KubeTypeNotServed, {dns::toString(request.question.type)}});
        return {.code = dns::Rcode::Refused, .plugin = chain.pluginName()};
    }
    const KubeServerFacts server{chain.process().localIps, chain.process().soaSerial};
    KubeAnswerer answerer(view, server, *zone, request.question,
                          [&](const dns::Name& name, dns::Type type) { return chain.askServer(request, name, type); });
    KubeAnswer answer = answerer.answer();
    const bool nameError = answer.result == KubeAnswer::Result::NameError;
    if (nameError && config.fallthrough.through(request.question.name)) {
        chain.note(request, PluginOutcome::Passed, std::move(answer.note));
        chain.note(request, PluginOutcome::Passed, {NoteCode::FallthroughOn, {chain.pluginName(), request.question.name.text()}});
        return chain.next(request);
    }
    if (nameError && !chain.process().kubernetesSynced) {
        chain.note(request, PluginOutcome::Answered, {NoteCode::KubeNotSynced, {}});
        return negative(chain, request, dns::Rcode::ServFail, answerer.soa());
    }
    chain.note(request, PluginOutcome::Answered, std::move(answer.note));
    if (nameError)
        return negative(chain, request, dns::Rcode::NxDomain, answerer.soa());
    if (answer.result == KubeAnswer::Result::NoData)
        return negative(chain, request, dns::Rcode::NoError, answerer.soa());
    Outcome outcome = written(chain, request, dns::Rcode::NoError);
    outcome.message->flags.tc = answer.truncated;
    outcome.message->answer = std::move(answer.answer);
    outcome.message->additional = std::move(answer.additional);
    return outcome;
}

Note whyNoSuchName(const kube::ClusterSnapshot& cluster, const corefile::KubernetesConfig& config, const corefile::Version& version, const dns::Name& name,
                   dns::Type type)
{
    const KubeView view(cluster, config, version);
    const dns::Name* zone = view.zoneOf(name);
    if (!zone)
        return zoneMismatch(config);
    const KubeServerFacts nowhere;
    return KubeAnswerer(view, nowhere, *zone, {name, type}, {}).answer().note;
}

} // namespace sim
