// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/kube/snapshot_file.h"
#include "model/kube/store.h"
#include "model/sim/server.h"

#include <algorithm>
#include <string>
#include <vector>

/// A CoreDNS process over a snapshot text, asked without stations around it.
namespace stage {

/// Nobody outside answers but for the names in `records` (each with NOERROR).
class Outside : public sim::Network {
public:
    std::vector<dns::Record> records;
    bool truncated = false;
    sim::NetworkReply exchange(const sim::Request& request, const base::IpAddress&, std::uint16_t, base::Instant now, sim::TraceWriter&) override
    {
        sim::NetworkReply reply{.kind = sim::NetworkReply::Kind::Message, .message = sim::replyTo(request), .at = now};
        for (const dns::Record& record : records) {
            if (record.owner == request.question.name && record.type == request.question.type)
                reply.message.answer.push_back(record);
        }
        reply.message.flags.tc = truncated;
        reply.message.rcode = reply.message.answer.empty() ? dns::Rcode::NxDomain : dns::Rcode::NoError;
        return reply;
    }
};

struct Setting {
    std::string corefile;
    corefile::Version version;
    std::vector<base::IpAddress> localIps;
    bool synced = true;
};

inline sim::ServerProcess processOf(const kube::SnapshotPtr& cluster, const Setting& setting)
{
    base::Result<corefile::Configuration> configuration = corefile::configure(setting.corefile, {.version = setting.version});
    sim::ServerProcess process;
    process.id = "coredns@coredns-1";
    if (configuration)
        process.configuration = std::move(*configuration);
    process.cluster = cluster;
    process.localIps = setting.localIps;
    process.kubernetesSynced = setting.synced;
    return process;
}

inline kube::SnapshotPtr clusterOf(std::string_view yaml)
{
    kube::ClusterStore store;
    const auto notes = kube::readSnapshotText(yaml, "test.yaml", store);
    return notes ? store.snapshot() : nullptr;
}

struct Asked {
    dns::Message message;
    std::vector<sim::Note> notes; ///< of the plugins, in order
};

inline Asked ask(const sim::ServerProcess& process, const sim::Request& request, Outside outside = {})
{
    sim::Trace trace;
    sim::Run run;
    sim::TraceWriter writer(trace, run);
    sim::Caches caches;
    sim::ServeContext context{.caches = caches, .network = outside, .trace = writer};
    context.station = writer.station(sim::StationKind::CoreDns, "coredns-1");
    const sim::Outcome outcome = sim::serveQuery(process, request, context);
    Asked asked;
    if (outcome.message)
        asked.message = *outcome.message;
    for (const sim::Event& event : run.events) {
        if (event.kind == sim::EventKind::Plugin)
            asked.notes.push_back(event.note);
    }
    return asked;
}

inline Asked ask(const sim::ServerProcess& process, const dns::Question& question, Outside outside = {}, sim::Transport transport = sim::Transport::Tcp)
{
    return ask(process, sim::Request{.question = question, .transport = transport}, std::move(outside));
}

/// IXFR with the serial that the asker has.
inline dns::Message askIncremental(const sim::ServerProcess& process, const std::string& zone, std::uint32_t serial)
{
    const dns::Question question{dns::Name::fromValid(zone), dns::Type::IXFR};
    return ask(process, sim::Request{.question = question, .transport = sim::Transport::Tcp, .transferSerial = serial}).message;
}

/// "NOERROR aa: owner ttl IN A 10.0.0.1; ..." with the answer's records sorted, then "+ ..." for additional ones.
inline std::string textOf(const dns::Message& message)
{
    const auto list = [](const std::vector<dns::Record>& records) {
        std::vector<std::string> lines;
        for (const dns::Record& record : records)
            lines.push_back(dns::toString(record));
        std::sort(lines.begin(), lines.end());
        std::string text;
        for (const std::string& line : lines)
            text += (text.empty() ? "" : "; ") + line;
        std::replace(text.begin(), text.end(), '\t', ' ');
        return text;
    };
    std::string text = dns::toString(message.rcode) + (message.flags.aa ? " aa" : "") + ": " + list(message.answer);
    if (!message.additional.empty())
        text += " + " + list(message.additional);
    return text;
}

} // namespace stage
