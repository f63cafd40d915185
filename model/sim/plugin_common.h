// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/server.h"

#include <optional>
#include <vector>

/// What several plugins do alike.
namespace sim {

/// The most specific zone of `zones` that `name` is in; nullopt if none is.
[[nodiscard]] inline std::optional<dns::Name> matchingZone(const corefile::Zones& zones, const dns::Name& name)
{
    std::optional<dns::Name> best;
    for (const dns::Name& zone : zones) {
        if (name.isAtOrBelow(zone) && (!best || zone.labelCount() > best->labelCount()))
            best = zone;
    }
    return best;
}

[[nodiscard]] inline bool inZones(const corefile::Zones& zones, const dns::Name& name)
{
    return matchingZone(zones, name).has_value();
}

/// "cluster.local. in-addr.arpa.", for notes.
[[nodiscard]] inline std::string zonesText(const corefile::Zones& zones)
{
    std::string text;
    for (const dns::Name& zone : zones)
        text += (text.empty() ? "" : " ") + zone.text();
    return text;
}

/// The address that a PTR question asks for. CoreDNS puts nibbles together by four from the right and drops what is left over: up to three labels
/// more than an IPv6 address has change nothing.
[[nodiscard]] inline std::optional<base::IpAddress> addressAskedFor(const dns::Name& name)
{
    constexpr std::size_t v6Labels = 34; // 32 nibbles, ip6, arpa
    const std::size_t labels = name.labelCount();
    const std::size_t leftOver = labels > v6Labels && labels < v6Labels + 4 ? labels - v6Labels : 0;
    return dns::addressOfReverseName(name.withoutLabels(leftOver));
}

/// An authoritative reply of `rcode` without records.
[[nodiscard]] inline dns::Message authoritativeReply(const Request& request, dns::Rcode rcode = dns::Rcode::NoError)
{
    dns::Message message = replyTo(request);
    message.flags.aa = true;
    message.rcode = rcode;
    return message;
}

/// A written reply as the outcome of `chain`'s plugin.
[[nodiscard]] inline Outcome written(const Chain& chain, dns::Message message)
{
    Outcome outcome;
    outcome.code = message.rcode;
    outcome.message = std::move(message);
    outcome.plugin = chain.pluginName();
    return outcome;
}

/// SERVFAIL that is only returned: the server writes it behind the back of the plugins above. `error` is for the errors plugin.
[[nodiscard]] inline Outcome unwritten(const Chain& chain, dns::Rcode code, std::string error = {})
{
    Outcome outcome;
    outcome.code = code;
    outcome.error = std::move(error);
    outcome.plugin = chain.pluginName();
    return outcome;
}

/// Notes that the plugin has nothing to do with this name, and goes on.
[[nodiscard]] inline Outcome passOn(Chain& chain, const Request& request, Note note)
{
    chain.note(request, PluginOutcome::Passed, std::move(note));
    return chain.next(request);
}

/// loadbalance's `prefer`: addresses of an earlier subnet stand before those of a later one and those of none, else in their order; CNAMEs before
/// them, MX and all others behind.
[[nodiscard]] std::vector<dns::Record> inPreferredOrder(std::vector<dns::Record> records, const std::vector<base::IpPrefix>& subnets);

/// The reply as it stands in an event.
[[nodiscard]] inline ReplyFacts replyFacts(const dns::Message& message)
{
    ReplyFacts facts{.rcode = message.rcode, .flags = message.flags, .records = message.answer.size(), .ttl = std::nullopt, .size = dns::wireSize(message)};
    for (const dns::Record& record : message.answer.empty() ? message.authority : message.answer)
        facts.ttl = facts.ttl ? std::min(*facts.ttl, record.ttl) : record.ttl;
    return facts;
}

} // namespace sim
