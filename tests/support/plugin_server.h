// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/dns/zone_text.h"
#include "model/sim/server.h"

#include <chrono>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

/// A server from a Corefile whose upstreams are a script, for tests of plugins: ask, then look at the reply, the events and the caches.
namespace support {

class Upstreams : public sim::Network {
public:
    struct Asked {
        sim::Request request;
        std::string address;
        base::Instant at;
    };
    /// What an upstream does; without a script everything refuses.
    std::function<sim::NetworkReply(const Asked&)> script;
    std::vector<Asked> asked;

    sim::NetworkReply exchange(const sim::Request& request, const base::IpAddress& address, std::uint16_t /*port*/, base::Instant now,
                               sim::TraceWriter& /*trace*/) override
    {
        asked.push_back({request, address.toString(), now});
        return script ? script(asked.back()) : without(sim::NetworkReply::Kind::Unreachable, now);
    }

    static sim::NetworkReply without(sim::NetworkReply::Kind kind, base::Instant at)
    {
        sim::NetworkReply reply;
        reply.kind = kind;
        reply.at = at;
        return reply;
    }
    /// A reply of `rcode` whose sections are zone-file text, `delay` after the question.
    static sim::NetworkReply reply(const Asked& asked, dns::Rcode rcode, const std::string& answer, const std::string& authority = {},
                                   base::Duration delay = {})
    {
        sim::NetworkReply reply;
        reply.kind = sim::NetworkReply::Kind::Message;
        reply.at = asked.at + delay;
        reply.message.flags.qr = true;
        reply.message.flags.ra = true;
        reply.message.rcode = rcode;
        reply.message.questions = {asked.request.question};
        reply.message.answer = records(answer);
        reply.message.authority = records(authority);
        return reply;
    }
    static std::vector<dns::Record> records(const std::string& text)
    {
        auto parsed = dns::parseZoneText(text);
        if (!parsed)
            throw std::logic_error("not zone text: " + text);
        return *parsed;
    }
};

class PluginServer {
public:
    explicit PluginServer(const std::string& corefile, const corefile::Version& version = {}, const std::map<std::string, std::string>& files = {})
    {
        corefile::ConfigureOptions options;
        options.version = version;
        options.systemFiles = files;
        auto configuration = corefile::configure(corefile, options);
        if (!configuration)
            throw std::logic_error("Corefile refused: " + configuration.error().subject + ' ' + configuration.error().detail);
        process.id = "coredns@test";
        process.configuration = std::move(*configuration);
        process.hostsFiles = files;
    }

    static sim::Request question(const std::string& name, dns::Type type = dns::Type::A)
    {
        sim::Request request;
        request.question = {dns::Name::fromValid(name), type, dns::Class::IN};
        request.transport = sim::Transport::Tcp;
        request.client = base::IpAddress::v4(10, 244, 1, 7);
        return request;
    }

    /// Puts a question at `at`; `end` is when the reply leaves.
    sim::Outcome ask(const sim::Request& request, base::Duration at = {})
    {
        m_run = {};
        sim::TraceWriter writer(m_trace, m_run);
        const sim::StationIndex station = writer.station(sim::StationKind::CoreDns, "test");
        sim::ServeContext context{.caches = caches, .network = upstreams, .trace = writer, .station = station, .seed = seed, .now = base::Instant(at)};
        sim::Outcome outcome = sim::serveQuery(process, request, context);
        end = context.now;
        return outcome;
    }
    sim::Outcome ask(const std::string& name, base::Duration at = {}) { return ask(question(name), at); }

    [[nodiscard]] const std::vector<sim::Event>& events() const { return m_run.events; }
    [[nodiscard]] const sim::Event* event(sim::EventKind kind) const
    {
        for (const sim::Event& each : m_run.events) {
            if (each.kind == kind)
                return &each;
        }
        return nullptr;
    }
    [[nodiscard]] const sim::Note* note(sim::NoteCode code) const
    {
        for (const sim::Event& each : m_run.events) {
            if (each.note.code == code)
                return &each.note;
        }
        return nullptr;
    }
    [[nodiscard]] sim::CacheContent& cache() { return caches.content[{process.id, 0}]; }

    Upstreams upstreams;
    sim::Caches caches;
    sim::ServerProcess process;
    std::uint64_t seed = 0;
    base::Instant end;

private:
    sim::Trace m_trace;
    sim::Run m_run;
};

/// "SERVFAIL" or the records' lines joined by "; ", without class: "a. 5 A 10.0.0.1".
[[nodiscard]] inline std::string textOf(const std::vector<dns::Record>& records)
{
    std::string text;
    for (const dns::Record& record : records) {
        text += (text.empty() ? "" : "; ") + record.owner.text() + ' ' + std::to_string(record.ttl.count()) + ' ' + dns::toString(record.type) + ' '
            + dns::toString(record.data);
    }
    return text;
}
[[nodiscard]] inline std::string answerOf(const sim::Outcome& outcome)
{
    if (!outcome.message)
        return "no reply";
    if (outcome.message->rcode != dns::Rcode::NoError && outcome.message->answer.empty())
        return dns::toString(outcome.message->rcode);
    return textOf(outcome.message->answer);
}

} // namespace support
