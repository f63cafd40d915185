// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/plugin_common.h"

// The minimal plugin (dns-semantics 5.11): positive answers lose authority and additional records, all else stays.

namespace sim {

Outcome serve(const corefile::MinimalConfig& /*config*/, Chain& chain, const Request& request)
{
    Outcome outcome = chain.next(request);
    if (!outcome.message) {
        // A code without a reply and without an error makes CoreDNS panic here; its server then says SERVFAIL.
        if (outcome.error.empty() && !outcome.dropped)
            outcome.code = dns::Rcode::ServFail;
        return outcome;
    }
    dns::Message& message = *outcome.message;
    const std::int64_t unixNow = chain.context().unixStart + std::chrono::duration_cast<std::chrono::seconds>(chain.now().time_since_epoch()).count();
    const bool trims = classify(chain.version(), message, unixNow) == ReplyClass::NoError;
    if (!trims || (message.authority.empty() && message.additional.empty()))
        return outcome;
    message.authority.clear();
    message.additional.clear();
    chain.note(request, PluginOutcome::Changed, {NoteCode::MinimalTrimmed, {}});
    return outcome;
}

} // namespace sim
