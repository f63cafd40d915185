// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/plugin_common.h"

// The header plugin: sets or clears AA, RA and RD of written replies, RD also of queries.

namespace sim {

namespace {

using corefile::HeaderConfig;

bool& flagOf(dns::Flags& flags, const std::string& name)
{
    if (name == "aa")
        return flags.aa;
    return name == "ra" ? flags.ra : flags.rd;
}

std::string textOf(const HeaderConfig::Rule& rule)
{
    return rule.flag + (rule.value ? "=1" : "=0");
}

} // namespace

Outcome serve(const HeaderConfig& config, Chain& chain, const Request& request)
{
    Request changed = request;
    for (const HeaderConfig::Rule& rule : config.rules) {
        if (rule.where != HeaderConfig::Rule::Where::Query || rule.flag != "rd" || changed.recursionDesired == rule.value)
            continue;
        changed.recursionDesired = rule.value;
        chain.note(request, PluginOutcome::Changed, {NoteCode::HeaderChanged, {textOf(rule)}});
    }
    Outcome outcome = chain.next(changed);
    if (changed.recursionDesired != request.recursionDesired)
        outcome.queryRd = changed.recursionDesired;
    if (!outcome.message)
        return outcome;
    for (const HeaderConfig::Rule& rule : config.rules) {
        if (rule.where != HeaderConfig::Rule::Where::Response)
            continue;
        bool& flag = flagOf(outcome.message->flags, rule.flag);
        if (flag == rule.value)
            continue;
        flag = rule.value;
        chain.note(request, PluginOutcome::Changed, {NoteCode::HeaderChanged, {textOf(rule)}});
    }
    return outcome;
}

} // namespace sim
