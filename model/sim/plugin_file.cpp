// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/plugin_common.h"

// The file plugin (dns-semantics 5.4): zone files. All `file` lines of a block are one plugin; the most specific zone answers.

namespace sim {

namespace {

using corefile::FileConfig;
using Kind = ZoneData::Answer::Kind;

constexpr corefile::Version soaAfterAlias{1, 14, 5}; // before, a negative end of a CNAME chain carried the zone's NS
constexpr corefile::Version referralAfterAlias{1, 14, 7};
constexpr corefile::Version refusedWhenLast{1, 12, 3}; // other names, where no plugin follows

struct Chosen {
    const FileConfig::Line* line = nullptr;
    dns::Name zone;
};

Chosen choose(const FileConfig& config, const dns::Name& name)
{
    Chosen chosen;
    for (const FileConfig::Line& line : config.lines) {
        const std::optional<dns::Name> zone = matchingZone(line.zones, name);
        if (zone && (!chosen.line || zone->labelCount() > chosen.zone.labelCount()))
            chosen = {&line, *zone};
    }
    return chosen;
}

/// Looks up the end of a CNAME chain through the whole server, as every name that the zone does not hold.
dns::Rcode followAlias(Chain& chain, const Request& request, const ZoneData& zone, ZoneData::Answer& answer)
{
    const std::optional<dns::Message> found = chain.askServer(request, *answer.followOutside, request.question.type);
    if (!found)
        return dns::Rcode::ServFail; // a loop
    answer.answer.insert(answer.answer.end(), found->answer.begin(), found->answer.end());
    answer.additional = zone.additionalFor(answer.answer);
    const bool noData = found->rcode == dns::Rcode::NoError && found->answer.empty();
    if ((noData || found->rcode == dns::Rcode::NxDomain) && chain.version() >= soaAfterAlias)
        answer.authority = zone.soa();
    return found->rcode == dns::Rcode::NxDomain || found->rcode == dns::Rcode::ServFail ? found->rcode : dns::Rcode::NoError;
}

Note noteFor(const ZoneData::Answer& answer, const dns::Name& zone)
{
    if (answer.kind == Kind::Delegation)
        return {NoteCode::FileDelegation, {zone.text()}};
    if (answer.kind == Kind::Data)
        return {answer.wildcard ? NoteCode::FileWildcard : NoteCode::FileAnswer, {zone.text()}};
    return {NoteCode::FileMiss, {zone.text()}};
}

} // namespace

Outcome serve(const FileConfig& config, Chain& chain, const Request& request)
{
    const dns::Name name = dns::Name::fromValid(request.question.name.lower());
    const Chosen chosen = choose(config, name);
    if (!chosen.line) {
        corefile::Zones zones;
        for (const FileConfig::Line& line : config.lines)
            zones.insert(zones.end(), line.zones.begin(), line.zones.end());
        const Note mismatch{NoteCode::PluginZoneMismatch, {"file", zonesText(zones)}};
        const bool last = chain.position() + 1 == chain.server().chain.size();
        if (!last || chain.version() < refusedWhenLast)
            return passOn(chain, request, mismatch);
        chain.note(request, PluginOutcome::Answered, mismatch);
        return unwritten(chain, dns::Rcode::Refused);
    }
    const auto file = chain.process().zoneFiles.find(chosen.line->path);
    if (file == chain.process().zoneFiles.end() || !file->second) {
        chain.note(request, PluginOutcome::Answered, {NoteCode::PluginNotModelled, {"file " + chosen.line->path}});
        return unwritten(chain, dns::Rcode::ServFail);
    }
    const ZoneData& zone = *file->second;
    if (request.question.type == dns::Type::AXFR || request.question.type == dns::Type::IXFR)
        return unwritten(chain, dns::Rcode::Refused);
    if (!zone.hasSoa())
        return unwritten(chain, dns::Rcode::ServFail);
    ZoneData::Answer answer = zone.lookup(name, request.question.type);
    const bool nameError = answer.kind == Kind::NameError || answer.emptyNonTerminal;
    if (answer.answer.empty() && nameError && chosen.line->fallthrough.through(name))
        return passOn(chain, request, {NoteCode::FallthroughOn, {"file", request.question.name.text()}});
    chain.note(request, PluginOutcome::Answered, noteFor(answer, chosen.zone));
    dns::Rcode rcode = answer.kind == Kind::NameError ? dns::Rcode::NxDomain : dns::Rcode::NoError;
    if (answer.followOutside)
        rcode = followAlias(chain, request, zone, answer);
    dns::Message message = authoritativeReply(request, rcode);
    message.flags.aa = answer.kind != Kind::Delegation || (!answer.answer.empty() && chain.version() >= referralAfterAlias);
    message.answer = std::move(answer.answer);
    message.authority = std::move(answer.authority);
    message.additional = std::move(answer.additional);
    return written(chain, std::move(message));
}

} // namespace sim
