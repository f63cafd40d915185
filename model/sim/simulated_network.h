// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/dns_setup.h"
#include "model/sim/server.h"

#include <string>

namespace sim {

/// The cluster's network as DNS sees it: who listens at an address, which replica a Service chooses, how long a packet takes.
class SimulatedNetwork : public Network {
public:
    /// `node`: where the present asker is; decides which node cache intercepts.
    SimulatedNetwork(const DnsSetup& setup, Caches& caches, std::uint64_t seed) : m_setup(setup), m_caches(caches), m_seed(seed) {}

    /// One question from the station `from` (on node `node`, with address `client`) to address:port.
    NetworkReply send(StationIndex from, const std::string& node, const Request& request, const base::IpAddress& address, std::uint16_t port,
                      base::Instant now, TraceWriter& trace, EventKind how = EventKind::Sent, Note why = {});

    /// For forward plugins: the asker is the process whose query is being served.
    NetworkReply exchange(const Request& request, const base::IpAddress& address, std::uint16_t port, base::Instant now, TraceWriter& trace) override;

    /// Straight at one replica or node cache, as dig @server does.
    NetworkReply askReplica(StationIndex from, std::size_t replica, const Request& request, base::Instant now, TraceWriter& trace);
    NetworkReply askNodeCache(StationIndex from, const NodeCacheInstance& instance, const Request& request, base::Instant now, TraceWriter& trace);

private:
    struct Hop {
        const ServerProcess* process;
        StationKind kind;
        std::string name, node, listenAddress;
        base::Duration oneWay;
        Note why;
    };
    NetworkReply serveAt(const Hop& hop, StationIndex from, const Request& request, base::Instant now, TraceWriter& trace, EventKind how, Note why);
    NetworkReply askUpstream(StationIndex from, const UpstreamServer* server, const base::IpAddress& address, const Request& request,
                             base::Instant now, TraceWriter& trace, EventKind how, Note why);
    const CoreDnsReplica* chooseReplica(const DnsService& service, const std::string& asker, const std::string& address, Transport transport,
                                        base::Instant now, Note& why);
    const UpstreamServer* upstreamAt(const base::IpAddress& address, std::uint16_t port) const;
    std::size_t choose(std::size_t count);

    struct Asker {
        StationIndex station = 0;
        std::string node, id;
        base::IpAddress address;
    };
    const DnsSetup& m_setup;
    Caches& m_caches;
    std::uint64_t m_seed;
    Asker m_asker;
};

} // namespace sim
