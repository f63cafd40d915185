// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/instant.h"
#include "model/dns/message.h"
#include "model/dns/resolv_conf.h"
#include "model/sim/note.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sim {

/// Where a statement comes from (product.md section 1).
enum class Badge : std::uint8_t { Predicted, Observed, Inferred };

enum class StationKind : std::uint8_t { Pod, NodeCache, CoreDns, Upstream };

/// One place that a query passes. `name` is the pod ("shop/web-0"; for CoreDNS its pod name), the node, or the address.
struct Station {
    StationKind kind = StationKind::Pod;
    std::string name;
    /// "pod", "node-cache@node-a", "coredns@coredns-1", "upstream@10.1.0.2" (product.md section 4).
    [[nodiscard]] std::string id() const;
    bool operator==(const Station&) const = default;
};

using StationIndex = std::size_t;
using LookupIndex = std::size_t;
using EventIndex = std::size_t;
inline constexpr std::size_t noIndex = static_cast<std::size_t>(-1);

enum class Transport : std::uint8_t { Udp, Tcp };

enum class EventKind : std::uint8_t {
    Sent,          ///< a question leaves `station` for `peer`
    Received,      ///< it arrives at `station` from `peer`
    CacheHit, CacheMiss, CacheStale, CacheStore, CacheRefresh,
    Plugin,        ///< a plugin passed the query on, answered it or changed it
    Answered,      ///< a reply leaves `station` for `peer`
    Timeout,       ///< `station` stops waiting for `peer`
    Retry,         ///< `station` asks again (same or next server)
    TcpRetry,      ///< again over TCP
    Refused,       ///< the peer is not reachable: port closed or no route
};

enum class PluginOutcome : std::uint8_t { Passed, Answered, Changed };

/// A reply as it is on the wire between two stations.
struct ReplyFacts {
    dns::Rcode rcode = dns::Rcode::NoError;
    dns::Flags flags;
    std::size_t records = 0;            ///< answer records
    std::optional<dns::Ttl> ttl;        ///< smallest TTL of the answer, else of the authority
    std::size_t size = 0;               ///< octets
    bool operator==(const ReplyFacts&) const = default;
};

struct Event {
    base::Instant at;
    EventKind kind = EventKind::Sent;
    StationIndex station = 0;
    StationIndex peer = noIndex;
    LookupIndex lookup = noIndex;
    EventIndex parent = noIndex;        ///< the event that caused it
    bool background = false;            ///< prefetch, stale refresh: nobody waits for it
    Transport transport = Transport::Udp;
    dns::Question question;             ///< as it is at this station (rewrite may have changed it)
    std::optional<ReplyFacts> reply;    ///< Answered; CacheHit, CacheStale and CacheStore: the entry
    std::string serverBlock;            ///< Received at a server: the zone of the block that serves
    std::string plugin;                 ///< Plugin and cache events
    PluginOutcome outcome = PluginOutcome::Passed;
    Note note;
    bool operator==(const Event&) const = default;
};

enum class CacheResult : std::uint8_t { None, Hit, Miss, Stale };

/// One question that the resolver (or dig) sent, with all it led to.
struct Lookup {
    base::Instant at, end;
    dns::Question question;
    std::size_t candidate = noIndex;    ///< index into Run::candidates
    Transport transport = Transport::Udp;
    std::string nameserver;             ///< address as resolv.conf has it
    bool timeout = false;               ///< no (accepted) reply
    bool ignored = false;               ///< a reply came, but the resolver did not take it
    std::optional<dns::Message> reply;
    std::string answeredBy;             ///< "coredns/kubernetes"; "" on a time-out
    CacheResult cache = CacheResult::None; ///< at the station nearest the asker that answered or stored
    std::vector<std::string> oneOf;     ///< other answers a real cluster could give (data, presentation format)
    std::size_t querySize = 0;          ///< octets of the question message
    bool operator==(const Lookup&) const = default;
};

enum class CandidateFate : std::uint8_t { NotAsked, Won, NxDomain, NoData, Failed, TimedOut, Skipped };

/// One rung of the search ladder, in the order in which the resolver would ask.
struct Candidate {
    std::string name;                   ///< absolute
    std::string suffix;                 ///< the search entry, "" for as typed
    Note why;
    CandidateFate fate = CandidateFate::NotAsked;
    Note then;                          ///< what the resolver did after it
    bool operator==(const Candidate&) const = default;
};

struct LookupResult {
    dns::Rcode rcode = dns::Rcode::NoError;
    std::string error;                  ///< "" or EAI_NONAME, EAI_NODATA, EAI_AGAIN, EAI_FAIL
    std::string canonicalName;
    std::vector<dns::Record> records;
    std::size_t lookups = 0;
    double seconds = 0;
    bool operator==(const LookupResult&) const = default;
};

/// One asking of the same question (each --at is a run).
struct Run {
    base::Instant at, end;
    std::vector<Candidate> candidates;
    std::vector<Lookup> lookups;
    std::vector<Event> events;          ///< sorted by time; causes before effects
    LookupResult result;
    bool operator==(const Run&) const = default;
};

/// What the path shows at a station, fixed for the trace: server blocks, chain in execution order, file order.
struct ServerFacts {
    StationIndex station = noIndex;
    struct Block {
        std::vector<std::string> keys;
        std::vector<std::pair<std::string, std::string>> chain; ///< plugin name, directive's first line; execution order
        std::vector<std::string> fileOrder;
        std::optional<std::int64_t> cacheSeconds; ///< cap for positive answers; nullopt: no cache plugin
        std::vector<std::string> forwardTo;
        bool operator==(const Block&) const = default;
    };
    std::string version;                ///< "1.14.7"
    std::vector<Block> blocks;
    bool operator==(const ServerFacts&) const = default;
};

enum class Libc : std::uint8_t { Glibc, Musl, Go, Windows, None }; ///< None: dig, straight at a server

/// The whole story of one question: what the window, the command line, the exports and the tests speak.
struct Trace {
    Badge badge = Badge::Predicted;
    std::string pod;                    ///< "shop/web-0"; "" with --from
    Libc resolver = Libc::Glibc;
    std::string input;                  ///< as typed
    std::vector<dns::Type> types;
    std::optional<dns::ResolvConf> resolvConf;
    std::vector<Note> resolvConfNotes;
    std::vector<std::pair<std::string, std::string>> hosts; ///< address, names of the pod's /etc/hosts beyond localhost
    std::vector<Station> stations;
    std::vector<ServerFacts> servers;
    std::vector<Note> wayNotes;         ///< why these stations
    std::vector<Run> runs;
    bool operator==(const Trace&) const = default;
};

[[nodiscard]] std::string toString(EventKind kind);        ///< "sent", "cache-hit" ... (product.md section 4)
[[nodiscard]] std::string toString(PluginOutcome outcome); ///< "passed", "answered", "changed"
[[nodiscard]] std::string toString(CacheResult result);    ///< "none", "hit", "miss", "stale"
[[nodiscard]] std::string toString(Libc resolver);         ///< "glibc", "musl", "go", "windows"
[[nodiscard]] std::string toString(Badge badge);
[[nodiscard]] std::optional<Libc> parseLibc(std::string_view text);

/// One line an event: "0.000400 node-cache@node-a cache-miss api.shop.svc.cluster.local. A".
[[nodiscard]] std::string printEvents(const Trace& trace);

} // namespace sim
