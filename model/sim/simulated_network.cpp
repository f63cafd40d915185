// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/simulated_network.h"

#include <algorithm>

// The way of one question (dns-semantics 7.4 and section 1): an address first belongs to the node cache of the asker's node where that has taken
// it over, then to a DNS Service (which chooses one of its replicas), then to a replica's pod, then to an upstream. Nobody: no reply.

namespace sim {

namespace {

using base::Duration;
using base::Instant;
using namespace std::chrono_literals;

// Typical one-way times inside a cluster; only their order of size matters to the picture.
constexpr Duration toNodeCache = 40us;
constexpr Duration toReplica = 250us;
constexpr Duration unreachableAfter = 100us;

std::optional<dns::Ttl> smallestTtl(const std::vector<dns::Record>& records)
{
    std::optional<dns::Ttl> smallest;
    for (const dns::Record& record : records) {
        if (!smallest || record.ttl < *smallest)
            smallest = record.ttl;
    }
    return smallest;
}

ReplyFacts factsOf(const dns::Message& message)
{
    const auto ttl = message.answer.empty() ? smallestTtl(message.authority) : smallestTtl(message.answer);
    return {message.rcode, message.flags, message.answer.size(), ttl, dns::wireSize(message)};
}

std::string stationKindWord(StationKind kind)
{
    switch (kind) {
    case StationKind::NodeCache: return "node-cache";
    case StationKind::CoreDns: return "coredns";
    case StationKind::Upstream: return "upstream";
    case StationKind::Pod: break;
    }
    return "pod";
}

/// The two ends of one hop in the trace: the question leaving, the reply leaving and arriving.
struct HopEvents {
    TraceWriter& trace;
    StationIndex from, to;
    const Request& request;

    EventIndex sent(Instant at, EventKind how, Note why)
    {
        Event event{.at = at, .kind = how, .station = from, .peer = to, .transport = request.transport, .question = request.question};
        event.note = std::move(why);
        return trace.add(std::move(event));
    }
    void answered(Instant at, const dns::Message& message, const std::string& plugin)
    {
        Event event{.at = at, .kind = EventKind::Answered, .station = to, .peer = from, .transport = request.transport, .question = request.question};
        event.reply = factsOf(message);
        event.plugin = plugin;
        trace.setParent(trace.add(std::move(event)));
    }
    void received(Instant at, const dns::Message& message)
    {
        Event event{.at = at, .kind = EventKind::Received, .station = from, .peer = to, .transport = request.transport, .question = request.question};
        event.reply = factsOf(message);
        trace.add(std::move(event));
    }
};

dns::Rcode rcodeOf(kube::Upstream::Otherwise otherwise)
{
    switch (otherwise) {
    case kube::Upstream::Otherwise::NxDomain: return dns::Rcode::NxDomain;
    case kube::Upstream::Otherwise::ServFail: return dns::Rcode::ServFail;
    case kube::Upstream::Otherwise::Refused: return dns::Rcode::Refused;
    case kube::Upstream::Otherwise::NoError:
    case kube::Upstream::Otherwise::Timeout: break;
    }
    return dns::Rcode::NoError;
}

const ZoneData* zoneFor(const UpstreamServer& server, const dns::Name& name)
{
    const ZoneData* best = nullptr;
    for (const ZoneData& zone : server.zones) {
        if (name.isAtOrBelow(zone.apex()) && (!best || zone.apex().labelCount() > best->apex().labelCount()))
            best = &zone;
    }
    return best;
}

/// What the upstream replies; a CNAME that leaves one of its zones is followed into its others.
dns::Message upstreamReply(const UpstreamServer& server, const Request& request)
{
    dns::Message message = replyTo(request);
    if (request.question.klass != dns::Class::IN) {
        message.rcode = dns::Rcode::Refused;
        return message;
    }
    message.flags.ra = true;
    dns::Name name = request.question.name;
    for (int step = 0; step < 8; ++step) {
        const ZoneData* zone = zoneFor(server, name);
        if (!zone) {
            if (message.answer.empty())
                message.rcode = rcodeOf(server.otherwise);
            return message;
        }
        ZoneData::Answer answer = zone->lookup(dns::Name::fromValid(name.lower()), request.question.type);
        message.flags.aa = answer.kind != ZoneData::Answer::Kind::Delegation;
        message.answer.insert(message.answer.end(), answer.answer.begin(), answer.answer.end());
        message.authority = std::move(answer.authority);
        message.additional = std::move(answer.additional);
        message.rcode = answer.kind == ZoneData::Answer::Kind::NameError ? dns::Rcode::NxDomain : dns::Rcode::NoError;
        if (!answer.followOutside)
            return message;
        name = *answer.followOutside;
    }
    return message;
}

} // namespace

std::size_t SimulatedNetwork::choose(std::size_t count)
{
    Trace unused;
    Run run;
    TraceWriter writer(unused, run);
    ServeContext context{.caches = m_caches, .network = *this, .trace = writer, .seed = m_seed};
    return context.choose(count);
}

const UpstreamServer* SimulatedNetwork::upstreamAt(const base::IpAddress& address, std::uint16_t port) const
{
    const UpstreamServer* anywhere = nullptr;
    for (const UpstreamServer& server : m_setup.upstreams) {
        if (server.address == address && server.port == port)
            return &server;
        if (!server.address)
            anywhere = &server;
    }
    return anywhere;
}

const CoreDnsReplica* SimulatedNetwork::chooseReplica(const DnsService& service, const std::string& asker, const std::string& address,
                                                      Transport transport, Instant now, Note& why)
{
    constexpr Duration expire = 10s; // forward keeps an idle connection this long (dns-semantics 5.7)
    if (service.replicas.empty()) {
        why = {NoteCode::NoReplicaReady, {address}};
        return nullptr;
    }
    KeptConnection& kept = m_caches.connections[{asker, address}];
    for (const std::size_t index : service.replicas) {
        const CoreDnsReplica& replica = m_setup.replicas[index];
        if (transport == Transport::Tcp && replica.pod == kept.replica && now - kept.lastUsed < expire) {
            kept.lastUsed = now;
            why = {NoteCode::ConnectionReused, {replica.pod}};
            return &replica;
        }
    }
    const CoreDnsReplica& replica = m_setup.replicas[service.replicas[choose(service.replicas.size())]];
    kept = {replica.pod, now};
    why = {NoteCode::ServiceChoosesReplica, {address, replica.pod, std::to_string(service.replicas.size()), service.scope + '/' + service.name}};
    return &replica;
}

NetworkReply SimulatedNetwork::serveAt(const Hop& hop, StationIndex from, const Request& request, Instant now, TraceWriter& trace, EventKind how, Note why)
{
    const StationIndex station = trace.station(hop.kind, hop.name);
    const EventIndex outerParent = trace.parent();
    HopEvents events{trace, from, station, request};
    trace.setParent(events.sent(now, how, why.code == NoteCode::None ? hop.why : std::move(why)));
    const Asker outer = m_asker;
    m_asker = {station, hop.node, hop.process->id, hop.process->localIps.empty() ? base::IpAddress{} : hop.process->localIps.front()};
    ServeContext context{.caches = m_caches, .network = *this, .trace = trace, .station = station, .seed = m_seed, .now = now + hop.oneWay,
                         .listenAddress = hop.listenAddress};
    Outcome outcome = serveQuery(*hop.process, request, context);
    m_asker = outer;
    NetworkReply reply{.at = context.now + hop.oneWay};
    if (outcome.message) {
        reply.kind = NetworkReply::Kind::Message;
        events.answered(context.now, *outcome.message, outcome.plugin);
        events.received(reply.at, *outcome.message);
        reply.message = std::move(*outcome.message);
    }
    const bool own = outcome.upstreamAnsweredBy.empty();
    reply.answeredBy = own ? stationKindWord(hop.kind) + (outcome.plugin.empty() ? std::string() : '/' + outcome.plugin) : outcome.upstreamAnsweredBy;
    reply.cache = outcome.cache != CacheResult::None ? outcome.cache : outcome.upstreamCache;
    reply.oneOf = std::move(outcome.oneOf);
    trace.setParent(outerParent);
    return reply;
}

NetworkReply SimulatedNetwork::askUpstream(StationIndex from, const UpstreamServer* server, const base::IpAddress& address, const Request& request,
                                           Instant now, TraceWriter& trace, EventKind how, Note why)
{
    const bool unknown = address == unknownNodeResolver();
    const StationIndex station = trace.station(StationKind::Upstream, unknown ? std::string("node-resolver") : address.toString());
    const EventIndex outerParent = trace.parent();
    HopEvents events{trace, from, station, request};
    if (!server && why.code == NoteCode::None)
        why = unknown ? Note{NoteCode::UpstreamUnknown, {}} : Note{NoteCode::NothingListens, {address.toString()}};
    trace.setParent(events.sent(now, how, std::move(why)));
    NetworkReply reply{.at = now};
    const bool lost = server && server->loss > 0 && static_cast<double>(choose(1u << 20)) < server->loss * (1u << 20);
    const bool silent = !server || lost || (server->otherwise == kube::Upstream::Otherwise::Timeout && !zoneFor(*server, request.question.name));
    if (!silent || unknown) {
        const Duration latency = server ? server->latency : Duration(10ms);
        const Instant there = now + latency / 2;
        Event arrived{.at = there, .kind = EventKind::Received, .station = station, .peer = from, .transport = request.transport, .question = request.question};
        trace.setParent(trace.add(std::move(arrived)));
        if (server) {
            reply.message = upstreamReply(*server, request);
        } else {
            reply.message = replyTo(request);
            reply.message.rcode = dns::Rcode::ServFail;
        }
        if (request.edns)
            reply.message.edns = dns::Edns{request.edns->udpSize, request.edns->dnssecOk, 0};
        reply.kind = NetworkReply::Kind::Message;
        reply.at = there + latency / 2;
        if (request.transport == Transport::Udp)
            fitUdp(reply.message, request);
        events.answered(there, reply.message, server ? "file" : std::string());
        events.received(reply.at, reply.message);
        reply.answeredBy = server ? "upstream/file" : "upstream";
    }
    trace.setParent(outerParent);
    return reply;
}

NetworkReply SimulatedNetwork::send(StationIndex from, const std::string& node, const Request& request, const base::IpAddress& address,
                                    std::uint16_t port, Instant now, TraceWriter& trace, EventKind how, Note why)
{
    const NodeCacheInstance* nodeCache = m_setup.nodeCacheOn(node);
    const bool isNodeCacheItself = nodeCache && m_asker.id == nodeCache->process.id;
    if (nodeCache && !isNodeCacheItself && std::find(nodeCache->localIps.begin(), nodeCache->localIps.end(), address) != nodeCache->localIps.end()) {
        if (!nodeCache->up) {
            const StationIndex station = trace.station(StationKind::NodeCache, node);
            HopEvents{trace, from, station, request}.sent(now, how, {NoteCode::NodeCacheDown, {node}});
            return {.at = now};
        }
        const bool own = address == nodeCache->localIps.front();
        Note way{own ? NoteCode::NodeCacheListens : NoteCode::NodeCacheIntercepts, {node, address.toString()}};
        return serveAt({&nodeCache->process, StationKind::NodeCache, node, node, address.toString(), toNodeCache, std::move(way)}, from, request, now, trace, how, std::move(why));
    }
    for (const DnsService& service : m_setup.services) {
        if (std::find(service.clusterIps.begin(), service.clusterIps.end(), address) == service.clusterIps.end())
            continue;
        Note choice;
        const std::string asker = m_asker.id.empty() ? trace.trace().pod : m_asker.id;
        const CoreDnsReplica* replica = chooseReplica(service, asker, address.toString(), request.transport, now, choice);
        if (!replica) {
            // kube-proxy rejects connections to a Service without ready endpoints.
            Event event{.at = now, .kind = EventKind::Refused, .station = from, .transport = request.transport, .question = request.question};
            event.note = choice;
            trace.add(std::move(event));
            return {.kind = NetworkReply::Kind::Unreachable, .at = now + unreachableAfter};
        }
        return serveAt({&replica->process, StationKind::CoreDns, replica->pod, replica->node, {}, toReplica, std::move(choice)}, from, request, now, trace, how, std::move(why));
    }
    for (const CoreDnsReplica& replica : m_setup.replicas) {
        if (std::find(replica.addresses.begin(), replica.addresses.end(), address) != replica.addresses.end())
            return serveAt({&replica.process, StationKind::CoreDns, replica.pod, replica.node, {}, toReplica, {}}, from, request, now, trace, how, std::move(why));
    }
    return askUpstream(from, upstreamAt(address, port), address, request, now, trace, how, std::move(why));
}

NetworkReply SimulatedNetwork::exchange(const Request& request, const base::IpAddress& address, std::uint16_t port, Instant now, TraceWriter& trace)
{
    Request forwarded = request;
    forwarded.client = m_asker.address;
    return send(m_asker.station, m_asker.node, forwarded, address, port, now, trace);
}

NetworkReply SimulatedNetwork::askReplica(StationIndex from, std::size_t replica, const Request& request, Instant now, TraceWriter& trace)
{
    const CoreDnsReplica& chosen = m_setup.replicas[replica];
    return serveAt({&chosen.process, StationKind::CoreDns, chosen.pod, chosen.node, {}, toReplica, {}}, from, request, now, trace, EventKind::Sent, {});
}

NetworkReply SimulatedNetwork::askNodeCache(StationIndex from, const NodeCacheInstance& instance, const Request& request, Instant now, TraceWriter& trace)
{
    return serveAt({&instance.process, StationKind::NodeCache, instance.node, instance.node, instance.localIps.front().toString(), toNodeCache, {}}, from, request,
                   now, trace, EventKind::Sent, {});
}

} // namespace sim
