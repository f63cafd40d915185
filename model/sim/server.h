// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/corefile/configuration.h"
#include "model/kube/snapshot.h"
#include "model/sim/cache.h"
#include "model/sim/trace.h"
#include "model/sim/zone_data.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// One CoreDNS (or node-cache) process answering queries: server block selection, the chain, replies (dns-semantics section 4).
///
/// A plugin is a function `Outcome serve(const XConfig&, Chain&, const Request&)` in plugin_X.cpp. It calls chain.next() to hand the query on and
/// may change what comes back, as CoreDNS's ServeDNS with a wrapped ResponseWriter does. An Outcome without a message means that nothing was
/// written: the server then writes a bare reply with the code, behind the back of cache and the like (4.2).
namespace sim {

struct Request {
    dns::Question question;
    Transport transport = Transport::Udp;
    base::IpAddress client;
    std::optional<dns::Edns> edns;
    bool recursionDesired = true, authenticData = false, checkingDisabled = false;
    std::optional<std::uint32_t> transferSerial; ///< IXFR: the serial of the SOA in the authority section (RFC 1995 section 3)
    [[nodiscard]] bool dnssecOk() const { return edns && edns->dnssecOk; }
};

struct Outcome {
    dns::Rcode code = dns::Rcode::NoError;
    std::optional<dns::Message> message;
    std::string error;            ///< what the errors plugin would print; "" for none
    std::string plugin;           ///< whose data it is
    bool dropped = false;         ///< no reply at all (acl drop)
    CacheResult cache = CacheResult::None;      ///< set by the outermost cache of this process
    std::string upstreamAnsweredBy;             ///< "coredns/kubernetes" when another station's data was forwarded
    CacheResult upstreamCache = CacheResult::None;
    std::vector<std::string> oneOf;
    std::optional<std::uint16_t> udpSize;       ///< what bufsize left of the query's EDNS size; the reply carries it
    bool ownEdns = false;                       ///< the message's EDNS is the plugin's own, and leaves whether the asker sent one or not
    std::optional<bool> queryRd;                ///< RD as the header plugin left it in the query, from which the server makes bare replies
    std::optional<dns::Question> rewritten;     ///< the query as rewrite left it for the caches above, where type or class changed
};

/// What a forward (or the stub resolver) gets from the network.
struct NetworkReply {
    enum class Kind : std::uint8_t { Message, NoReply, Unreachable } kind = Kind::NoReply;
    dns::Message message;
    base::Instant at;             ///< when it arrives, or when the port-unreachable arrives
    std::string answeredBy;       ///< "coredns/kubernetes", "upstream/file"
    CacheResult cache = CacheResult::None;
    std::vector<std::string> oneOf;
};

class TraceWriter;

/// The outside of a process: other servers by address. Implemented by the simulation (stations) and by tests (scripts).
class Network {
public:
    virtual ~Network() = default;
    /// Sends `request` to address:port at `now`. `waits` false: a background refresh.
    virtual NetworkReply exchange(const Request& request, const base::IpAddress& address, std::uint16_t port, base::Instant now, TraceWriter& trace) = 0;
};

/// A process's fixed side.
struct ServerProcess {
    std::string id;                               ///< Station::id()
    corefile::Configuration configuration;
    kube::SnapshotPtr cluster;                    ///< null for node-cache and plain servers
    std::vector<base::IpAddress> localIps;        ///< own non-loopback interface addresses (2.11)
    std::vector<std::string> resolvConfSearch;    ///< search list of the process's own resolv.conf (autopath)
    std::vector<base::IpAddress> externalNameServerIps; ///< what k8s_external finds for its name server
    bool kubernetesSynced = true;
    std::uint32_t soaSerial = 1;                  ///< of kubernetes zones
    std::map<std::string, std::shared_ptr<const ZoneData>> zoneFiles; ///< file plugin: by path as written
    std::map<std::string, std::string> hostsFiles;                    ///< hosts plugin: by path
};

/// Writes events of the query being served; keeps the parent chain, so that causes stand before effects.
class TraceWriter {
public:
    explicit TraceWriter(Trace& trace, Run& run) : m_trace(&trace), m_run(&run) {}

    StationIndex station(StationKind kind, const std::string& name); ///< finds or adds
    EventIndex add(Event event);      ///< fills lookup, parent and background from the present scope
    void note(StationIndex station, const std::string& plugin, PluginOutcome outcome, base::Instant at, const dns::Question& question, Note note);

    [[nodiscard]] LookupIndex lookup() const { return m_lookup; }
    void setLookup(LookupIndex lookup) { m_lookup = lookup; }
    [[nodiscard]] EventIndex parent() const { return m_parent; }
    void setParent(EventIndex parent) { m_parent = parent; }
    [[nodiscard]] bool inBackground() const { return m_background; }
    void setBackground(bool background) { m_background = background; }
    [[nodiscard]] Run& run() { return *m_run; }
    [[nodiscard]] Trace& trace() { return *m_trace; }

private:
    Trace* m_trace;
    Run* m_run;
    LookupIndex m_lookup = noIndex;
    EventIndex m_parent = noIndex;
    bool m_background = false;
};

/// What serving needs besides the process: state that changes, the outside, the clock of this query.
struct ServeContext {
    Caches& caches;
    Network& network;
    TraceWriter& trace;
    StationIndex station = 0;
    std::uint64_t seed = 0;
    std::int64_t unixStart = 1'700'000'000; ///< wall clock at instant 0, for signatures only
    base::Instant now;                      ///< advances while the query is worked on
    std::string listenAddress;              ///< where this query came in; "" for a server that is bound to no address
    std::uint16_t listenPort = 53;
    int depth = 0;                          ///< of questions to the own server; limits loops

    /// A number in [0, count) that seed and the choices so far fix.
    [[nodiscard]] std::size_t choose(std::size_t count);
};

/// The rest of the chain as one plugin sees it.
class Chain {
public:
    Chain(const ServerProcess& process, const corefile::Server& server, ServeContext& context, std::size_t position)
        : m_process(process), m_server(server), m_context(context), m_position(position) {}

    /// The plugins behind this one. ServFail without a message where none is left ("no next plugin found").
    Outcome next(const Request& request);
    /// Puts a question to the whole server again, as CoreDNS's upstream.Lookup does; nullopt: no reply.
    std::optional<dns::Message> askServer(const Request& original, const dns::Name& name, dns::Type type);
    /// next() at a time of its own: for refreshes that nobody waits for. The context's clock and trace scope are restored behind it.
    Outcome nextInBackground(const Request& request);

    [[nodiscard]] const ServerProcess& process() const { return m_process; }
    [[nodiscard]] const corefile::Server& server() const { return m_server; }
    [[nodiscard]] ServeContext& context() { return m_context; }
    [[nodiscard]] const std::string& pluginName() const { return m_server.chain[m_position].name; }
    [[nodiscard]] const corefile::Version& version() const { return m_process.configuration.version; }
    [[nodiscard]] base::Instant now() const { return m_context.now; }
    [[nodiscard]] std::size_t position() const { return m_position; }
    /// This block's cache content.
    [[nodiscard]] CacheContent& cache();
    /// Adds a Plugin event of this plugin.
    void note(const Request& request, PluginOutcome outcome, Note note);

private:
    const ServerProcess& m_process;
    const corefile::Server& m_server;
    ServeContext& m_context;
    std::size_t m_position;
};

/// Serves one query at context.now: picks the block for a query that came in at context.listenAddress, runs the chain, makes the reply
/// (bare replies, EDNS, UDP size and truncation). No message: nothing is sent back. The reply leaves at context.now as it is afterwards.
[[nodiscard]] Outcome serveQuery(const ServerProcess& process, const Request& request, ServeContext& context);

// One function a plugin; each in its own plugin_*.cpp. All of them are called by Chain::next only (server.cpp holds the dispatch).
Outcome serve(const corefile::KubernetesConfig& config, Chain& chain, const Request& request);
Outcome serve(const corefile::K8sExternalConfig& config, Chain& chain, const Request& request);
Outcome serve(const corefile::CacheConfig& config, Chain& chain, const Request& request);
Outcome serve(const corefile::ForwardConfig& config, Chain& chain, const Request& request);
Outcome serve(const corefile::RewriteConfig& config, Chain& chain, const Request& request);
Outcome serve(const corefile::TemplateConfig& config, Chain& chain, const Request& request);
Outcome serve(const corefile::HostsConfig& config, Chain& chain, const Request& request);
Outcome serve(const corefile::FileConfig& config, Chain& chain, const Request& request);
Outcome serve(const corefile::AutopathConfig& config, Chain& chain, const Request& request);
Outcome serve(const corefile::AclConfig& config, Chain& chain, const Request& request);
Outcome serve(const corefile::LoadBalanceConfig& config, Chain& chain, const Request& request);
Outcome serve(const corefile::Dns64Config& config, Chain& chain, const Request& request);
Outcome serve(const corefile::HeaderConfig& config, Chain& chain, const Request& request);
Outcome serve(const corefile::MinimalConfig& config, Chain& chain, const Request& request);
Outcome serve(const corefile::AnyConfig& config, Chain& chain, const Request& request);
Outcome serve(const corefile::WhoamiConfig& config, Chain& chain, const Request& request);
Outcome serve(const corefile::LocalConfig& config, Chain& chain, const Request& request);
Outcome serve(const corefile::BufsizeConfig& config, Chain& chain, const Request& request);
Outcome serve(const corefile::TransferConfig& config, Chain& chain, const Request& request);

/// Cuts a reply to what the asker takes over UDP: 512 octets, or its EDNS size (RFC 6891); sets TC where records had to go.
void fitUdp(dns::Message& message, const Request& request);

/// A reply to `request` with its id-independent header: qr, rd as asked, the question in the asker's letter case.
[[nodiscard]] dns::Message replyTo(const Request& request);

} // namespace sim
