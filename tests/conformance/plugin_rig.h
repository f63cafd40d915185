// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/server.h"
#include "tests/conformance/case.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

/// A server from a Corefile with a scripted network behind its forward plugin: the plugin under test stands above that.
namespace conformance {

/// One question that left the server.
struct Forwarded {
    sim::Request request;
    base::IpAddress address;
};

class ScriptedNetwork : public sim::Network {
public:
    using Script = std::function<sim::NetworkReply(const Forwarded&, base::Instant)>;
    Script script;                    ///< without one nothing is reachable
    std::vector<Forwarded> asked;

    sim::NetworkReply exchange(const sim::Request& request, const base::IpAddress& address, std::uint16_t port, base::Instant now,
                               sim::TraceWriter& trace) override;
};

class PluginRig {
public:
    /// `corefile`: server blocks. `files` by path: hosts files, resolv.conf. Throws CaseError for a Corefile that CoreDNS refuses.
    explicit PluginRig(const std::string& corefile, const std::map<std::string, std::string>& files = {});

    /// Puts a question; the clock stands at `at` seconds.
    sim::Outcome ask(const sim::Request& request, double at = 0);

    ScriptedNetwork network;
    sim::Caches caches;
    std::int64_t unixStart = 1'700'000'000;
    /// Events of the last ask.
    [[nodiscard]] const std::vector<sim::Event>& events() const { return m_run.events; }

private:
    sim::ServerProcess m_process;
    sim::Trace m_trace;
    sim::Run m_run;
};

/// The text of one server block with `line` as its last directive.
[[nodiscard]] std::string withDirective(const std::string& corefile, const std::string& line);

[[nodiscard]] base::Instant instantAt(double seconds);
/// `{name, type, class?, do?, cd?, ad?, rd?}` or a name; the query comes over TCP, so that nothing is cut.
[[nodiscard]] sim::Request requestOf(const Value& query);
[[nodiscard]] dns::Rcode rcodeOf(const Value& value);
/// A list of records; data of types without a parser becomes opaque, RRSIG with its times in place.
[[nodiscard]] std::vector<dns::Record> anyRecordsOf(const Value& list);
/// A reply to `question` from `{rcode, answer, authority, additional?, do?, cd?, tc?, ad?, ra?, aa?}`.
[[nodiscard]] dns::Message messageOf(const Value& reply, const dns::Question& question);
[[nodiscard]] sim::NetworkReply replyAt(dns::Message message, base::Instant at);

} // namespace conformance
