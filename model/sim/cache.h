// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/instant.h"
#include "model/corefile/configuration.h"
#include "model/dns/message.h"

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

/// The cache plugin's arithmetic and content (dns-semantics section 6), free of any chain.
namespace sim {

struct CacheKey {
    std::string name;               ///< lower case
    dns::Type type = dns::Type::A;
    dns::Class klass = dns::Class::IN;
    bool dnssecOk = false, checkingDisabled = false;
    auto operator<=>(const CacheKey&) const = default;
};

/// How the plugin sorts a reply before it decides whether and where to store it (6.2).
enum class ReplyClass : std::uint8_t { NoError, NoData, NameError, ServerError, Delegation, OtherError, Meta, Update };

struct CacheEntry {
    dns::Message reply;             ///< as stored; TTLs are replaced when served
    ReplyClass replyClass = ReplyClass::NoError;
    base::Instant storedAt;
    std::chrono::seconds lifetime{0};
    int hits = 0;                   ///< for prefetch; falls back to 0 after a pause (6.6)
    base::Instant lastHit;
    std::optional<base::Instant> refreshEnds; ///< a refresh is under way until then; only one at a time (>= 1.14.3)
    std::optional<base::Instant> retryAfter;  ///< no further refresh before then (serve_stale's failure recheck)
    bool answering = false;         ///< the reply answers its question (prefer_positive)
    std::uint8_t shard = 0;         ///< the key's low hash byte: which of the 256 shards holds it
    /// The answering entry that this one replaced in the success store (prefer_positive); one at most.
    std::vector<CacheEntry> lastKnownGood;
    /// Remaining lifetime in whole seconds at `now`; <= 0 is expired (6.5).
    [[nodiscard]] std::chrono::seconds remaining(base::Instant now) const;
    bool operator==(const CacheEntry&) const = default;
};

struct CacheCounters {
    std::uint64_t hits = 0, misses = 0, stale = 0, prefetches = 0, evictions = 0;
    bool operator==(const CacheCounters&) const = default;
};

/// One cache plugin instance's content: both stores.
struct CacheContent {
    std::map<CacheKey, CacheEntry> success, denial;
    CacheCounters counters;
    bool operator==(const CacheContent&) const = default;
};

/// Which cache: the process ("node-cache@node-a", "coredns@coredns-1"; see Station::id) and its server block's index.
struct CacheId {
    std::string process;
    std::size_t block = 0;
    auto operator<=>(const CacheId&) const = default;
};

/// Connections that processes keep open to a chosen replica, so that the choice of a Service stays (forward's expire).
struct KeptConnection {
    std::string replica;
    base::Instant lastUsed;
    bool operator==(const KeptConnection&) const = default;
};

/// Everything that one simulation leaves for the next; goes in by value and comes out changed.
struct Caches {
    std::map<CacheId, CacheContent> content;
    std::map<std::pair<std::string, std::string>, KeptConnection> connections; ///< (process, service address)
    std::map<std::tuple<std::string, std::size_t, std::size_t>, std::uint32_t> rotations; ///< forward's round_robin: queries so far by (process, block, position in the chain)
    std::uint64_t choices = 0;      ///< random choices made so far: with the seed they fix the next one
    bool operator==(const Caches&) const = default;
};

struct CacheFound {
    CacheEntry entry;               ///< a copy: the store may change while the chain runs
    bool denial = false;
    bool lastKnownGood = false;     ///< it stands behind the success store's newer, non-answering entry
};
/// The entry that answers at `now`, expired ones included within serve_stale's window (6.5); nullopt: a miss.
[[nodiscard]] std::optional<CacheFound> findEntry(const corefile::CacheConfig& config, const corefile::Version& version, const CacheContent& content,
                                                  const CacheKey& key, base::Instant now);

struct StoreDecision {
    ReplyClass replyClass = ReplyClass::NoError;
    bool stored = false;
    bool denialStore = false;
    std::chrono::seconds lifetime{0}; ///< D of 6.3; also the TTL that the client sees on the miss
    std::string rule;               ///< which bound decided: "TTL of the records", "maximum", "minimum", "servfail", "no TTL"
    std::string whyNot;             ///< not stored: "truncated", "class", "no SOA", "no answer", "TTL 0", "mismatch", "disabled"
};

/// Classification and lifetime of a reply on its way back (6.2, 6.3, 6.4). `unixNow` is only for signature validity.
[[nodiscard]] StoreDecision decideStore(const corefile::CacheConfig& config, const corefile::Version& version, const dns::Question& question,
                                        const dns::Message& reply, std::int64_t unixNow);
/// The class alone; `unixNow` is only for signature validity. Also what minimal and dns64 go by.
[[nodiscard]] ReplyClass classify(const corefile::Version& version, const dns::Message& reply, std::int64_t unixNow);
/// True if the answer holds what was asked for, at the end of an unambiguous CNAME chain from the question's name (6.2).
[[nodiscard]] bool answersQuestion(const dns::Message& reply);
/// True if `reply` is a reply to `question`: name without letter case, type, and class from 1.14.7.
[[nodiscard]] bool isReplyTo(const corefile::Version& version, const dns::Question& question, const dns::Message& reply);
/// The key under which this release files a question (6.4).
[[nodiscard]] CacheKey cacheKey(const corefile::Version& version, const dns::Question& question, bool dnssecOk, bool checkingDisabled);
/// The shard of a key: the low byte of its FNV-1 hash as this release computes it.
[[nodiscard]] std::uint8_t cacheShard(const corefile::Version& version, const CacheKey& key);
/// Entries that fit into one of the 256 shards of a store of the configured capacity.
[[nodiscard]] std::size_t shardCapacity(int capacity);
/// Puts an entry into a store. In a full shard (of `entry.shard`) `choose(n)` names the entry that goes; true if one went.
bool insertEntry(std::map<CacheKey, CacheEntry>& store, std::size_t capacityOfShard, const CacheKey& key, CacheEntry entry,
                 const std::function<std::size_t(std::size_t)>& choose);

/// The smallest TTL of all records within [minimum, maximum] (6.3).
[[nodiscard]] std::chrono::seconds messageTtl(const dns::Message& reply, std::chrono::seconds minimum, std::chrono::seconds maximum);

} // namespace sim
