// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/simulate.h"

#include "model/sim/simulated_network.h"

#include <algorithm>
#include <numeric>

// The front door of the simulation. A run puts one question to the pod's resolver library, whose Asker is the simulated network; every ask
// becomes a Lookup, everything on the way an Event. Events are written cause by cause and sorted by time at the end of the run.

namespace sim {

namespace {

using base::ErrorCode;
using base::Instant;

constexpr std::uint16_t dnsPort = 53;
constexpr std::uint16_t digUdpSize = 1232; // dig's EDNS size (DNS flag day 2020)
constexpr std::uint16_t glibcEdnsSize = 1200;

/// Events in time order, parents remapped; causes stay before effects at the same instant because the sort is stable.
void sortEvents(Run& run)
{
    std::vector<EventIndex> order(run.events.size());
    std::iota(order.begin(), order.end(), EventIndex{0});
    std::stable_sort(order.begin(), order.end(), [&](EventIndex a, EventIndex b) { return run.events[a].at < run.events[b].at; });
    std::vector<EventIndex> place(order.size());
    for (EventIndex index = 0; index < order.size(); ++index)
        place[order[index]] = index;
    std::vector<Event> sorted;
    sorted.reserve(order.size());
    for (const EventIndex index : order) {
        sorted.push_back(std::move(run.events[index]));
        if (sorted.back().parent != noIndex)
            sorted.back().parent = place[sorted.back().parent];
    }
    run.events = std::move(sorted);
}

ServerFacts factsOf(StationIndex station, const corefile::Configuration& configuration)
{
    ServerFacts facts{.station = station, .version = configuration.version.toString()};
    for (const corefile::Server& server : configuration.servers) {
        ServerFacts::Block block{.fileOrder = server.fileOrder};
        for (const corefile::ServerKey& key : server.keys)
            block.keys.push_back(key.zone.text());
        for (const corefile::Plugin& plugin : server.chain) {
            block.chain.emplace_back(plugin.name, plugin.text);
            if (const auto* cache = std::get_if<corefile::CacheConfig>(&plugin.config))
                block.cacheSeconds = cache->successMax.count();
            if (const auto* forward = std::get_if<corefile::ForwardConfig>(&plugin.config))
                block.forwardTo.insert(block.forwardTo.end(), forward->to.begin(), forward->to.end());
        }
        facts.blocks.push_back(std::move(block));
    }
    return facts;
}

/// The stations' server blocks, for the screen.
void addServerFacts(Trace& trace, const DnsSetup& setup)
{
    for (StationIndex index = 0; index < trace.stations.size(); ++index) {
        const Station& station = trace.stations[index];
        if (station.kind == StationKind::NodeCache) {
            if (const NodeCacheInstance* instance = setup.nodeCacheOn(station.name))
                trace.servers.push_back(factsOf(index, instance->process.configuration));
        } else if (station.kind == StationKind::CoreDns) {
            for (const CoreDnsReplica& replica : setup.replicas) {
                if (replica.pod == station.name)
                    trace.servers.push_back(factsOf(index, replica.process.configuration));
            }
        }
    }
}

void fill(Lookup& lookup, NetworkReply& reply, Instant end)
{
    lookup.end = end;
    lookup.answeredBy = std::move(reply.answeredBy);
    lookup.cache = reply.cache;
    lookup.oneOf = std::move(reply.oneOf);
    lookup.timeout = reply.kind != NetworkReply::Kind::Message;
    if (!lookup.timeout)
        lookup.reply = std::move(reply.message);
}

std::size_t questionSize(const Request& request)
{
    dns::Message message;
    message.questions = {request.question};
    message.edns = request.edns;
    return dns::wireSize(message);
}

/// The pod's socket: every ask of the resolver library becomes a Lookup and travels the simulated network.
class StubAsker : public Asker {
public:
    StubAsker(SimulatedNetwork& network, TraceWriter& trace, std::string node, base::IpAddress client)
        : m_network(network), m_trace(trace), m_node(std::move(node)), m_client(client)
    {
    }

    AskReply ask(const Ask& ask) override
    {
        Request request{.question = ask.question, .transport = ask.transport, .client = m_client};
        request.authenticData = ask.authenticData;
        if (ask.edns0)
            request.edns = dns::Edns{glibcEdnsSize, false, 0};
        Run& run = m_trace.run();
        const LookupIndex index = run.lookups.size();
        run.lookups.push_back({.at = ask.at, .end = ask.at, .question = ask.question, .candidate = ask.candidate, .transport = ask.transport,
                               .nameserver = ask.nameserver, .querySize = questionSize(request)});
        m_trace.setLookup(index);
        m_trace.setParent(noIndex);
        const EventKind how = !ask.repeated ? EventKind::Sent : ask.transport == Transport::Tcp ? EventKind::TcpRetry : EventKind::Retry;
        const auto address = base::IpAddress::parse(ask.nameserver);
        if (!address)
            return refuse(ask);
        NetworkReply reply = m_network.send(0, m_node, request, *address, dnsPort, ask.at, m_trace, how, ask.why);
        AskReply result{.at = reply.at};
        result.kind = reply.kind == NetworkReply::Kind::Message ? AskReply::Kind::Message
                    : reply.kind == NetworkReply::Kind::NoReply ? AskReply::Kind::NoReply : AskReply::Kind::Unreachable;
        if (reply.kind == NetworkReply::Kind::Message)
            result.message = reply.message;
        fill(run.lookups[index], reply, reply.at);
        return result;
    }

    void timedOut(const Ask& ask, Instant at) override
    {
        Lookup* lookup = newest(ask);
        if (!lookup)
            return;
        lookup->timeout = true;
        lookup->end = at;
        lookup->reply.reset();
        lookup->answeredBy.clear();
        addEnd(*lookup, EventKind::Timeout, at);
    }

    void ignored(const Ask& ask, Instant) override
    {
        if (Lookup* lookup = newest(ask))
            lookup->ignored = true;
    }

private:
    AskReply refuse(const Ask& ask)
    {
        Lookup& lookup = m_trace.run().lookups.back();
        lookup.timeout = true;
        addEnd(lookup, EventKind::Refused, ask.at);
        return {.kind = AskReply::Kind::Unreachable, .at = ask.at};
    }

    Lookup* newest(const Ask& ask)
    {
        auto& lookups = m_trace.run().lookups;
        const auto found = std::find_if(lookups.rbegin(), lookups.rend(), [&](const Lookup& lookup) {
            return lookup.nameserver == ask.nameserver && lookup.question == ask.question && lookup.transport == ask.transport;
        });
        return found == lookups.rend() ? nullptr : &*found;
    }

    void addEnd(const Lookup& lookup, EventKind kind, Instant at)
    {
        m_trace.setLookup(static_cast<LookupIndex>(&lookup - m_trace.run().lookups.data()));
        m_trace.setParent(noIndex);
        Event event{.at = at, .kind = kind, .station = 0, .transport = lookup.transport, .question = lookup.question};
        m_trace.add(std::move(event));
    }

    SimulatedNetwork& m_network;
    TraceWriter& m_trace;
    std::string m_node;
    base::IpAddress m_client;
};

/// What a pod brings to a walk: its resolver, resolv.conf and hosts file.
struct PodSide {
    const kube::Pod* pod = nullptr;
    std::string node;
    ResolverConfig config;
    ResolverSettings settings;
    std::vector<Note> notes;
};

kube::PodDetails detailsOf(const kube::Pod& pod)
{
    return pod.details ? *pod.details : kube::PodDetails{};
}

std::string policyName(kube::DnsPolicy policy)
{
    switch (policy) {
    case kube::DnsPolicy::ClusterFirst: return "ClusterFirst";
    case kube::DnsPolicy::ClusterFirstWithHostNet: return "ClusterFirstWithHostNet";
    case kube::DnsPolicy::Default: return "Default";
    case kube::DnsPolicy::None: return "None";
    }
    return "ClusterFirst";
}

base::Result<PodSide> describePod(const Query& query, const DnsSetup& setup, std::uint64_t seed)
{
    const kube::ClusterSnapshot& cluster = *setup.cluster;
    PodSide side{.pod = cluster.findPod(query.scope, query.pod)};
    if (!side.pod)
        return base::fail(ErrorCode::PodUnknown, query.scope + '/' + query.pod);
    auto resolvConf = resolvConfOfPod(setup, query.scope, query.pod);
    if (!resolvConf)
        return tl::unexpected(resolvConf.error());
    const kube::PodDetails details = detailsOf(*side.pod);
    side.node = std::string(cluster.text(side.pod->node));
    side.notes = std::move(resolvConf->notes);
    side.config = {.libc = query.resolver.value_or(guessLibc(cluster.text(side.pod->image))), .version = query.resolverVersion,
                   .resolvConf = std::move(resolvConf->resolvConf), .seed = seed};
    PodHostsInput hosts{.podName = query.pod, .scope = query.scope, .hostname = details.hostname, .subdomain = details.subdomain,
                        .clusterDomain = setup.clusterDomain.value, .hostAliases = details.hostAliases, .hostNetwork = side.pod->hostNetwork};
    for (const base::IpAddress& ip : {side.pod->ip, side.pod->secondIp}) {
        if (!ip.isNone())
            hosts.podIps.push_back(ip.toString());
    }
    side.config.hosts = podHosts(hosts);
    side.settings = readSettings(side.config.libc, side.config.version, dns::toString(side.config.resolvConf),
                                 {.hostname = podHostname(query.pod, details.hostname)});
    return side;
}

void describeTrace(Trace& trace, const Query& query, const PodSide& side)
{
    trace.pod = query.scope + '/' + query.pod;
    trace.resolver = side.config.libc;
    trace.resolvConf = side.config.resolvConf;
    trace.resolvConfNotes = side.notes;
    for (const HostsEntry& entry : side.config.hosts) {
        std::string names;
        for (const std::string& name : entry.names)
            names += (names.empty() ? "" : " ") + name;
        trace.hosts.emplace_back(entry.address, names);
    }
    trace.stations.push_back({StationKind::Pod, trace.pod});
}

Run walkOnce(Trace& trace, const PodSide& side, const DnsSetup& setup, Caches& caches, const Query& query, Instant start, std::uint64_t seed)
{
    Run run{.at = start, .end = start};
    TraceWriter writer(trace, run);
    SimulatedNetwork network(setup, caches, seed);
    StubAsker asker(network, writer, side.node, side.pod->ip);
    WalkResult walked = walk(side.config, side.settings, {query.name, trace.types, false}, asker, start);
    run.candidates = std::move(walked.candidates);
    run.result = std::move(walked.result);
    run.result.lookups = run.lookups.size();
    run.result.seconds = base::toSeconds(walked.end - start);
    run.end = walked.end;
    sortEvents(run);
    return run;
}

/// dig's way: one question a type, over TCP again where the reply is truncated.
class Digger {
public:
    Digger(const Query& query, const DnsSetup& setup, Caches& caches, const SimulateOptions& options)
        : m_query(query), m_setup(setup), m_options(options), m_network(setup, caches, options.seed)
    {
    }

    Run run(Trace& trace, const dns::Name& name, Instant start)
    {
        Run run{.at = start, .end = start};
        TraceWriter writer(trace, run);
        for (const dns::Type type : trace.types) {
            run.candidates.push_back({.name = name.text(), .why = {NoteCode::CandidateAbsolute, {name.text()}}});
            if (ask(writer, {name, type, dns::Class::IN}, Transport::Udp, start))
                ask(writer, {name, type, dns::Class::IN}, Transport::Tcp, run.lookups.back().end);
        }
        finish(run);
        sortEvents(run);
        return run;
    }

private:
    /// True if the reply was truncated.
    bool ask(TraceWriter& writer, const dns::Question& question, Transport transport, Instant at)
    {
        Request request{.question = question, .transport = transport, .client = base::IpAddress::v4(127, 0, 0, 1), .edns = dns::Edns{digUdpSize, false, 0},
                        .authenticData = true};
        Run& run = writer.run();
        const LookupIndex index = run.lookups.size();
        run.lookups.push_back({.at = at, .end = at, .question = question, .candidate = run.candidates.size() - 1, .transport = transport,
                               .querySize = questionSize(request)});
        writer.setLookup(index);
        writer.setParent(noIndex);
        NetworkReply reply = m_query.from == Query::From::NodeCache ? m_network.askNodeCache(0, *nodeCache(), request, at, writer)
                                                                    : m_network.askReplica(0, replica(), request, at, writer);
        const bool truncated = reply.kind == NetworkReply::Kind::Message && reply.message.flags.tc;
        fill(run.lookups[index], reply, reply.at);
        return truncated;
    }

    const NodeCacheInstance* nodeCache() const
    {
        return m_query.node.empty() ? &m_setup.nodeCaches.front() : m_setup.nodeCacheOn(m_query.node);
    }

    std::size_t replica() const
    {
        return m_options.replica != noIndex ? m_options.replica : static_cast<std::size_t>(m_options.seed % m_setup.replicas.size());
    }

    static void finish(Run& run)
    {
        for (const Lookup& lookup : run.lookups) {
            run.end = std::max(run.end, lookup.end);
            Candidate& candidate = run.candidates[lookup.candidate];
            if (!lookup.reply) {
                candidate.fate = CandidateFate::TimedOut;
                continue;
            }
            const dns::Message& reply = *lookup.reply;
            candidate.fate = reply.rcode == dns::Rcode::NxDomain ? CandidateFate::NxDomain
                           : reply.rcode != dns::Rcode::NoError  ? CandidateFate::Failed
                           : reply.answer.empty()                ? CandidateFate::NoData : CandidateFate::Won;
            if (reply.flags.tc && lookup.transport == Transport::Udp)
                continue;
            if (run.result.records.empty())
                run.result.rcode = reply.rcode;
            run.result.records.insert(run.result.records.end(), reply.answer.begin(), reply.answer.end());
        }
        run.result.lookups = run.lookups.size();
        run.result.seconds = base::toSeconds(run.end - run.at);
    }

    const Query& m_query;
    const DnsSetup& m_setup;
    const SimulateOptions& m_options;
    SimulatedNetwork m_network;
};

base::Result<Simulation> simulateDig(const Query& query, const DnsSetup& setup, Simulation simulation, const std::vector<Instant>& starts,
                                     const SimulateOptions& options)
{
    auto name = dns::Name::parse(query.name.text);
    if (!name)
        return tl::unexpected(name.error());
    if (query.from == Query::From::NodeCache && (setup.nodeCaches.empty() || (!query.node.empty() && !setup.nodeCacheOn(query.node))))
        return base::fail(ErrorCode::NodeUnknown, query.node, "node-local-dns");
    simulation.trace.resolver = Libc::None;
    simulation.trace.stations.push_back({StationKind::Pod, "dig"});
    Digger digger(query, setup, simulation.caches, options);
    for (const Instant start : starts)
        simulation.trace.runs.push_back(digger.run(simulation.trace, *name, start));
    addServerFacts(simulation.trace, setup);
    return simulation;
}

} // namespace

base::Result<PodResolvConf> resolvConfOfPod(const DnsSetup& setup, const std::string& scope, const std::string& podName)
{
    const kube::Pod* pod = setup.cluster->findPod(scope, podName);
    if (!pod)
        return base::fail(ErrorCode::PodUnknown, scope + '/' + podName);
    PodDnsInput input{.scope = scope, .name = podName, .dnsPolicy = policyName(pod->dnsPolicy), .hostNetwork = pod->hostNetwork,
                      .dnsConfig = pod->details ? pod->details->dnsConfig : std::nullopt};
    return podResolvConf(setup.kubeletOfNode(std::string(setup.cluster->text(pod->node))), input);
}

base::Result<Simulation> simulate(const Query& query, const DnsSetup& setup, Caches caches, const std::vector<Instant>& starts, const SimulateOptions& options)
{
    Simulation simulation{.caches = std::move(caches)};
    simulation.trace.input = query.name.text;
    simulation.trace.types = query.types.empty() ? std::vector<dns::Type>{dns::Type::A, dns::Type::AAAA} : query.types;
    if (query.from != Query::From::Pod)
        return simulateDig(query, setup, std::move(simulation), starts, options);
    auto side = describePod(query, setup, options.seed);
    if (!side)
        return tl::unexpected(side.error());
    describeTrace(simulation.trace, query, *side);
    for (const Instant start : starts)
        simulation.trace.runs.push_back(walkOnce(simulation.trace, *side, setup, simulation.caches, query, start, options.seed));
    addServerFacts(simulation.trace, setup);
    return simulation;
}

} // namespace sim
