// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/server.h"

#include <algorithm>
#include <type_traits>

// How a query passes a server (dns-semantics section 4). serveQuery chooses the block and starts its chain; Chain::next calls the next plugin's
// serve(); a plugin calls next() itself, so the call stack is the chain, and what a plugin does with the Outcome of next() is its ResponseWriter.

namespace sim {

namespace {

constexpr int maximumDepth = 8;          // questions to the own server inside one query; CoreDNS limits loops likewise
constexpr std::size_t plainUdpSize = 512; // RFC 1035 section 4.2.1
constexpr base::Duration parseTime = std::chrono::microseconds{30};

/// SplitMix64: a fixed mapping, so that the same seed makes the same choices on every platform.
std::uint64_t mix(std::uint64_t value)
{
    value += 0x9E3779B97F4A7C15ULL;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31);
}

/// Codes for which CoreDNS's server writes a reply itself because the plugin only returned them (plugin.ClientWrite).
bool isUnwritten(dns::Rcode code)
{
    return code == dns::Rcode::ServFail || code == dns::Rcode::Refused || code == dns::Rcode::FormErr || code == dns::Rcode::NotImp;
}

template <class Config>
constexpr bool answersQueries = !(std::is_same_v<Config, corefile::NeutralConfig> || std::is_same_v<Config, corefile::LogConfig>
                                  || std::is_same_v<Config, corefile::BindConfig> || std::is_same_v<Config, corefile::LoopConfig>
                                  || std::is_same_v<Config, corefile::UnmodelledConfig>);

bool servesQueries(const corefile::Server& server)
{
    return std::any_of(server.chain.begin(), server.chain.end(), [](const corefile::Plugin& plugin) {
        return std::visit([](const auto& config) { return answersQueries<std::decay_t<decltype(config)>>; }, plugin.config)
            || std::holds_alternative<corefile::UnmodelledConfig>(plugin.config) || std::holds_alternative<corefile::LogConfig>(plugin.config)
            || plugin.name == "errors" || plugin.name == "loop";
    });
}

/// A class other than IN is only served where a class-aware plugin is loaded on the listener.
bool takesClass(const corefile::Configuration& configuration, dns::Class klass)
{
    if (klass == dns::Class::IN)
        return true;
    return std::any_of(configuration.servers.begin(), configuration.servers.end(), [](const corefile::Server& server) {
        return std::any_of(server.chain.begin(), server.chain.end(),
                           [](const corefile::Plugin& plugin) { return plugin.name == "chaos" || plugin.name == "forward"; });
    });
}

Outcome bareReply(const Request& request, dns::Rcode code, Outcome outcome)
{
    dns::Message message = replyTo(request);
    message.rcode = code;
    message.flags.rd = outcome.queryRd.value_or(message.flags.rd);
    outcome.code = code;
    outcome.message = std::move(message);
    return outcome;
}

Outcome runChain(const ServerProcess& process, const Request& request, ServeContext& context)
{
    if (!takesClass(process.configuration, request.question.klass))
        return {.code = dns::Rcode::Refused};
    if (request.edns && request.edns->version != 0)
        return bareReply(request, dns::Rcode::BadVers, {});
    dns::Name zone;
    const corefile::Server* server = corefile::findServer(process.configuration, request.question.name, request.question.type,
                                                          context.listenAddress, context.listenPort, &zone);
    const EventIndex cause = context.trace.parent();
    Event received{.at = context.now, .kind = EventKind::Received, .station = context.station, .question = request.question};
    received.transport = request.transport;
    if (cause != noIndex && cause < context.trace.run().events.size())
        received.peer = context.trace.run().events[cause].station;
    received.serverBlock = server ? zone.text() : std::string();
    received.note = server ? Note{NoteCode::BlockChosen, {zone.text(), request.question.name.text()}}
                           : Note{NoteCode::NoBlock, {request.question.name.text()}};
    context.trace.setParent(context.trace.add(std::move(received)));
    context.now += parseTime;
    if (!server || !servesQueries(*server))
        return {.code = dns::Rcode::Refused};
    return Chain(process, *server, context, static_cast<std::size_t>(-1)).next(request);
}

} // namespace

std::size_t ServeContext::choose(std::size_t count)
{
    const std::uint64_t choice = caches.choices++;
    return count == 0 ? 0 : static_cast<std::size_t>(mix(mix(seed) ^ choice) % count);
}

StationIndex TraceWriter::station(StationKind kind, const std::string& name)
{
    const auto found = std::find(m_trace->stations.begin(), m_trace->stations.end(), Station{kind, name});
    if (found != m_trace->stations.end())
        return static_cast<StationIndex>(found - m_trace->stations.begin());
    m_trace->stations.push_back({kind, name});
    return m_trace->stations.size() - 1;
}

EventIndex TraceWriter::add(Event event)
{
    event.lookup = m_lookup;
    event.parent = m_parent;
    event.background = m_background;
    m_run->events.push_back(std::move(event));
    return m_run->events.size() - 1;
}

void TraceWriter::note(StationIndex station, const std::string& plugin, PluginOutcome outcome, base::Instant at, const dns::Question& question, Note note)
{
    Event event{.at = at, .kind = EventKind::Plugin, .station = station, .question = question};
    event.plugin = plugin;
    event.outcome = outcome;
    event.note = std::move(note);
    add(std::move(event));
}

Outcome Chain::next(const Request& request)
{
    for (std::size_t position = m_position + 1; position < m_server.chain.size(); ++position) {
        const corefile::Plugin& plugin = m_server.chain[position];
        Chain rest(m_process, m_server, m_context, position);
        if (std::holds_alternative<corefile::UnmodelledConfig>(plugin.config))
            rest.note(request, PluginOutcome::Passed, {NoteCode::PluginNotModelled, {plugin.name}});
        const auto outcome = std::visit(
            [&](const auto& config) -> std::optional<Outcome> {
                if constexpr (answersQueries<std::decay_t<decltype(config)>>)
                    return serve(config, rest, request);
                else
                    return std::nullopt;
            },
            plugin.config);
        if (outcome)
            return *outcome;
    }
    if (m_position != static_cast<std::size_t>(-1))
        note(request, PluginOutcome::Passed, {NoteCode::NoNextPlugin, {request.question.name.text()}});
    return {.code = dns::Rcode::ServFail, .error = "plugin/" + (m_server.chain.empty() ? "" : m_server.chain.back().name) + ": no next plugin found"};
}

std::optional<dns::Message> Chain::askServer(const Request& original, const dns::Name& name, dns::Type type)
{
    if (m_context.depth >= maximumDepth)
        return std::nullopt;
    Request inner = original;
    inner.question = {name, type, dns::Class::IN};
    const EventIndex parent = m_context.trace.parent();
    ++m_context.depth;
    Outcome outcome = serveQuery(m_process, inner, m_context);
    --m_context.depth;
    m_context.trace.setParent(parent);
    return std::move(outcome.message);
}

Outcome Chain::nextInBackground(const Request& request)
{
    const base::Instant now = m_context.now;
    const bool background = m_context.trace.inBackground();
    const EventIndex parent = m_context.trace.parent();
    m_context.trace.setBackground(true);
    Outcome outcome = next(request);
    m_context.trace.setBackground(background);
    m_context.trace.setParent(parent);
    m_context.now = now;
    return outcome;
}

CacheContent& Chain::cache()
{
    return m_context.caches.content[CacheId{m_process.id, m_server.index}];
}

void Chain::note(const Request& request, PluginOutcome outcome, Note note)
{
    m_context.trace.note(m_context.station, pluginName(), outcome, m_context.now, request.question, std::move(note));
}

void fitUdp(dns::Message& message, const Request& request)
{
    const std::size_t limit = std::max<std::size_t>(request.edns ? request.edns->udpSize : plainUdpSize, plainUdpSize);
    if (dns::wireSize(message) <= limit)
        return;
    // Sections are filled in order, so the last goes first; TC tells that something was left out (RFC 2181 section 9).
    message.flags.tc = true;
    for (std::vector<dns::Record>* section : {&message.additional, &message.authority, &message.answer}) {
        while (!section->empty() && dns::wireSize(message) > limit)
            section->pop_back();
    }
}

dns::Message replyTo(const Request& request)
{
    dns::Message message;
    message.flags.qr = true;
    message.flags.rd = request.recursionDesired;
    message.flags.cd = request.checkingDisabled;
    message.questions = {request.question};
    return message;
}

Outcome serveQuery(const ServerProcess& process, const Request& request, ServeContext& context)
{
    Outcome outcome = runChain(process, request, context);
    if (!outcome.message && !outcome.dropped && isUnwritten(outcome.code))
        outcome = bareReply(request, outcome.code, std::move(outcome));
    if (!outcome.message)
        return outcome;
    dns::Message& message = *outcome.message;
    if (!outcome.ownEdns)
        message.edns.reset();
    if (request.edns)
        message.edns = dns::Edns{outcome.udpSize.value_or(request.edns->udpSize), request.edns->dnssecOk || (message.edns && message.edns->dnssecOk), 0};
    if (request.transport == Transport::Udp)
        fitUdp(message, request);
    return outcome;
}

} // namespace sim
