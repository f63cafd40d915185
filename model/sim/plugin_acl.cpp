// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/plugin_common.h"

#include <algorithm>

// The acl plugin (dns-semantics 5.11): rules in file order, in each the first policy that fits type and source address decides; `allow` ends the search.

namespace sim {

namespace {

using corefile::AclConfig;
using Policy = AclConfig::Policy;

constexpr std::uint16_t ownUdpSize = 4096; // of the EDNS that carries the extended error

struct Verdict {
    Policy::Action action = Policy::Action::Allow;
    std::string net = "*";
};

std::optional<Verdict> judge(const AclConfig::Rule& rule, const Request& request)
{
    if (request.client.isNone())
        return Verdict{Policy::Action::Block, "unknown"}; // a source that cannot be read is blocked
    for (const Policy& policy : rule.policies) {
        const bool type = policy.types.empty() || std::find(policy.types.begin(), policy.types.end(), request.question.type) != policy.types.end();
        if (!type)
            continue;
        if (policy.nets.empty())
            return Verdict{policy.action, "*"};
        const auto net = std::find_if(policy.nets.begin(), policy.nets.end(), [&](const base::IpPrefix& prefix) { return prefix.contains(request.client); });
        if (net != policy.nets.end())
            return Verdict{policy.action, net->toString()};
    }
    return std::nullopt;
}

std::string wordFor(Policy::Action action)
{
    switch (action) {
    case Policy::Action::Allow: return "allow";
    case Policy::Action::Block: return "block";
    case Policy::Action::Filter: return "filter";
    case Policy::Action::Drop: return "drop";
    }
    return {};
}

Outcome enforce(Policy::Action action, Chain& chain, const Request& request)
{
    if (action == Policy::Action::Drop) {
        Outcome outcome = unwritten(chain, dns::Rcode::NoError);
        outcome.dropped = true;
        return outcome;
    }
    dns::Message message = replyTo(request);
    message.rcode = action == Policy::Action::Block ? dns::Rcode::Refused : dns::Rcode::NoError;
    message.edns = dns::Edns{ownUdpSize, true, 0};
    Outcome outcome = written(chain, std::move(message));
    outcome.ownEdns = true;
    return outcome;
}

} // namespace

Outcome serve(const AclConfig& config, Chain& chain, const Request& request)
{
    for (const AclConfig::Rule& rule : config.rules) {
        if (!inZones(rule.zones, request.question.name))
            continue;
        const std::optional<Verdict> verdict = judge(rule, request);
        if (!verdict)
            continue;
        const Note note{NoteCode::AclAction, {wordFor(verdict->action), verdict->net}};
        if (verdict->action == Policy::Action::Allow)
            return passOn(chain, request, note);
        chain.note(request, PluginOutcome::Answered, note);
        return enforce(verdict->action, chain, request);
    }
    return passOn(chain, request, {NoteCode::AclAction, {"allow", "*"}});
}

} // namespace sim
