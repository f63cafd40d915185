// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/plugin_common.h"

#include <algorithm>
#include <cmath>

// The cache plugin (dns-semantics section 6). A query finds an entry or goes on down the chain; what comes back is classified, gets one TTL for all
// its records, and may be stored. An entry that is about to expire (prefetch) or has expired (serve_stale) is served while a refresh runs that
// nobody waits for; with `verify` the client waits for it. Refreshes do not honour `disable`, as in CoreDNS, whose refresh writers carry no
// exceptions.

namespace sim {

namespace {

using std::chrono::seconds;

constexpr corefile::Version adKeptFromUpstream{1, 14, 7};   // AD is asked for on every miss and stored as it came
constexpr corefile::Version adClearedFirst{1, 12, 3};       // until then stored as it came; from then cleared first where nobody asked
constexpr corefile::Version oneRefreshAtATime{1, 14, 3};
constexpr corefile::Version refreshWithoutClient{1, 14, 3};
constexpr corefile::Version staleAtZero{1, 14, 7};          // before, the second of expiry was an ordinary hit with TTL 0
constexpr corefile::Version staleRefreshChecked{1, 14, 7};
constexpr corefile::Version dnssecAlwaysAskedFrom{1, 8, 0}, dnssecAlwaysAskedUntil{1, 10, 1};
constexpr std::uint16_t askedUdpSize = 2048;                // of the EDNS that 1.8.0 to 1.10.0 add on a miss

enum class Mode { Miss, Verify, Background };

struct Written {
    dns::Message message;        ///< what the client gets
    bool stored = false;
};

class CacheTurn {
public:
    CacheTurn(const corefile::CacheConfig& config, Chain& chain, const Request& request)
        : m_config(config), m_chain(chain), m_request(request), m_content(chain.cache()),
          m_key(cacheKey(chain.version(), request.question, request.dnssecOk(), request.checkingDisabled)), m_start(chain.now())
    {
    }

    Outcome run()
    {
        const std::optional<CacheFound> found = findEntry(m_config, m_chain.version(), m_content, m_key, m_start);
        if (!found)
            return miss();
        ++m_content.counters.hits;
        const seconds left = found->entry.remaining(m_start);
        const bool stale = m_chain.version() >= staleAtZero ? left <= seconds(0) : left < seconds(0);
        return stale ? serveStale(*found) : serveHit(*found);
    }

private:
    [[nodiscard]] ServeContext& context() { return m_chain.context(); }
    [[nodiscard]] const corefile::Version& version() const { return m_chain.version(); }

    /// The entry in its store, to count on it; nullptr if it is gone meanwhile.
    [[nodiscard]] CacheEntry* live(const CacheFound& found)
    {
        auto& store = found.denial ? m_content.denial : m_content.success;
        const auto entry = store.find(m_key);
        if (entry == store.end())
            return nullptr;
        if (!found.lastKnownGood)
            return &entry->second;
        return entry->second.lastKnownGood.empty() ? nullptr : &entry->second.lastKnownGood[0];
    }

    void addEvent(EventKind kind, const dns::Message* reply, Note note)
    {
        Event event;
        event.at = context().now;
        event.kind = kind;
        event.station = context().station;
        event.question = m_request.question;
        event.transport = m_request.transport;
        if (reply)
            event.reply = replyFacts(*reply);
        event.plugin = m_chain.pluginName();
        event.outcome = kind == EventKind::CacheHit || kind == EventKind::CacheStale ? PluginOutcome::Answered : PluginOutcome::Passed;
        event.note = std::move(note);
        context().trace.add(std::move(event));
    }

    /// The question as the chain below gets it.
    [[nodiscard]] Request question(Mode mode) const
    {
        Request request = m_request;
        if (version() >= adKeptFromUpstream)
            request.authenticData = true;
        if (!request.dnssecOk() && version() >= dnssecAlwaysAskedFrom && version() < dnssecAlwaysAskedUntil)
            request.edns = dns::Edns{askedUdpSize, true, 0};
        if (mode != Mode::Background)
            return request;
        request.transport = Transport::Tcp; // so that no reply is cut
        if (version() >= refreshWithoutClient) {
            request.client = {};
            request.authenticData = true;
        }
        return request;
    }

    /// Asks the plugins below. A reply is held against the query as they left it: a rewritten type or class stays in it, the name was read before.
    Outcome askBelow(Mode mode)
    {
        Outcome outcome = m_chain.next(question(mode));
        outcome.queryRd.reset(); // this plugin hands on a copy of the query
        const dns::Question left = outcome.rewritten.value_or(m_request.question);
        m_asked = {m_request.question.name, left.type, left.klass};
        return outcome;
    }

    Outcome miss()
    {
        ++m_content.counters.misses;
        addEvent(EventKind::CacheMiss, nullptr, {NoteCode::CacheMiss, {m_request.question.name.text()}});
        Outcome outcome = askBelow(Mode::Miss);
        outcome.cache = CacheResult::Miss;
        if (outcome.message)
            outcome.message = write(*outcome.message, Mode::Miss).message;
        return outcome;
    }

    /// What CoreDNS's ResponseWriter does with a reply: one TTL for all records, the store, the AD bit. 
    Written write(dns::Message reply, Mode mode, bool removeDenial = false)
    {
        corefile::CacheConfig rules = m_config;
        if (mode != Mode::Miss) {
            rules.disableSuccess.reset();
            rules.disableDenial.reset();
        }
        const std::int64_t unixNow = context().unixStart + std::chrono::duration_cast<seconds>(context().now.time_since_epoch()).count();
        const StoreDecision decision = decideStore(rules, version(), m_asked, reply, unixNow);
        setTtl(reply, decision.lifetime);
        reply.edns.reset(); // hop by hop
        const bool adWanted = m_request.dnssecOk() || m_request.authenticData || mode == Mode::Background;
        if (!adWanted && version() >= adClearedFirst && version() < adKeptFromUpstream)
            reply.flags.ad = false;
        if (decision.stored)
            store(reply, decision, removeDenial);
        else
            noteNotStored(decision);
        if (!adWanted)
            reply.flags.ad = false;
        return {std::move(reply), decision.stored};
    }

    static void setTtl(dns::Message& message, seconds ttl)
    {
        const dns::Ttl value(static_cast<std::uint32_t>(ttl.count()));
        for (auto* section : {&message.answer, &message.authority, &message.additional}) {
            for (dns::Record& record : *section)
                record.ttl = value;
        }
    }

    void store(const dns::Message& reply, const StoreDecision& decision, bool removeDenial)
    {
        CacheEntry entry;
        entry.reply = reply;
        entry.replyClass = decision.replyClass;
        entry.storedAt = context().now;
        entry.lifetime = decision.lifetime;
        entry.answering = answersQuestion(reply);
        CacheKey key = m_key;
        key.type = reply.questions.front().type; // the reply's own, which a rewrite may have left changed
        entry.shard = cacheShard(version(), key);
        auto& store = decision.denialStore ? m_content.denial : m_content.success;
        if (m_config.preferPositive && !decision.denialStore && !entry.answering)
            keepLastGood(entry);
        const bool answering = entry.answering;
        const std::size_t capacity = shardCapacity(decision.denialStore ? m_config.denialCapacity : m_config.successCapacity);
        if (insertEntry(store, capacity, key, std::move(entry), [this](std::size_t count) { return context().choose(count); }))
            ++m_content.counters.evictions;
        if (!decision.denialStore && (m_config.preferPositive ? answering : removeDenial))
            m_content.denial.erase(m_key);
        addEvent(EventKind::CacheStore, &reply,
                 {decision.denialStore ? NoteCode::CacheStoredNegative : NoteCode::CacheStored, {std::to_string(decision.lifetime.count()), decision.rule}});
    }

    void keepLastGood(CacheEntry& entry)
    {
        const auto previous = m_content.success.find(m_key);
        if (previous == m_content.success.end())
            return;
        if (!previous->second.answering) {
            entry.lastKnownGood = previous->second.lastKnownGood;
            return;
        }
        entry.lastKnownGood = {previous->second};
        entry.lastKnownGood[0].lastKnownGood.clear();
    }

    void noteNotStored(const StoreDecision& decision)
    {
        Note note{NoteCode::CacheNotStored, {decision.whyNot}};
        if (decision.whyNot == "disabled") {
            const auto& zones = decision.denialStore ? m_config.disableDenial : m_config.disableSuccess;
            const std::optional<dns::Name> zone = matchingZone(*zones, m_request.question.name);
            note = {NoteCode::CacheDisabledHere, {zone ? zone->text() : ".", decision.denialStore ? "denial" : "success"}};
        }
        m_chain.note(m_request, PluginOutcome::Changed, std::move(note));
    }

    Outcome serve(const CacheEntry& entry, seconds ttl, EventKind kind, Note note)
    {
        dns::Message message = replyTo(m_request);
        message.flags.aa = true; // some old stub resolvers drop what is not authoritative
        message.flags.ra = entry.reply.flags.ra;
        message.flags.ad = entry.reply.flags.ad && (m_request.dnssecOk() || m_request.authenticData);
        message.rcode = entry.reply.rcode;
        message.answer = entry.reply.answer;
        message.authority = entry.reply.authority;
        message.additional = entry.reply.additional;
        setTtl(message, ttl);
        addEvent(kind, &message, std::move(note));
        Outcome outcome = written(m_chain, std::move(message));
        outcome.cache = kind == EventKind::CacheStale ? CacheResult::Stale : CacheResult::Hit;
        return outcome;
    }

    Outcome serveHit(const CacheFound& found)
    {
        const seconds left = found.entry.remaining(m_start);
        const seconds ttl = m_config.keepTtl ? found.entry.lifetime : left;
        const bool due = isPrefetchDue(found, left);
        Outcome outcome = serve(found.entry, ttl, EventKind::CacheHit,
                                {found.denial ? NoteCode::CacheHitNegative : NoteCode::CacheHit, {std::to_string(left.count())}});
        if (due)
            refresh(found, m_start, "prefetch");
        return outcome;
    }

    /// Counts the hit; true once there were enough and the entry nears its end.
    bool isPrefetchDue(const CacheFound& found, seconds left)
    {
        CacheEntry* entry = live(found);
        if (m_config.prefetchAmount <= 0 || !entry)
            return false;
        entry->hits = entry->lastHit < m_start - m_config.prefetchDuration ? 1 : entry->hits + 1;
        entry->lastHit = m_start;
        const double share = static_cast<double>(m_config.prefetchPercentage) / 100;
        const auto threshold = static_cast<std::int64_t>(std::ceil(share * static_cast<double>(entry->lifetime.count())));
        return entry->hits >= m_config.prefetchAmount && left.count() <= threshold;
    }

    bool beginRefresh(const CacheFound& found, bool stale)
    {
        CacheEntry* entry = live(found);
        if (!entry)
            return true;
        if (stale && m_config.staleRecheck > seconds(0) && entry->retryAfter && m_start < *entry->retryAfter)
            return false;
        return version() < oneRefreshAtATime || !entry->refreshEnds || m_start >= *entry->refreshEnds;
    }

    void endRefresh(const CacheFound& found, bool stale, bool refreshed, base::Instant at)
    {
        CacheEntry* entry = live(found);
        if (!entry)
            return;
        entry->refreshEnds = at;
        entry->retryAfter.reset();
        if (stale && !refreshed && m_config.staleRecheck > seconds(0))
            entry->retryAfter = at + m_config.staleRecheck;
    }

    /// Replaces the entry behind the client's back. `countFrom` is when its hits were last counted.
    void refresh(const CacheFound& found, base::Instant countFrom, const std::string& why)
    {
        const bool stale = why == "stale";
        if (!beginRefresh(found, stale))
            return;
        ++m_content.counters.prefetches;
        const CacheEntry* before = live(found);
        const int hits = before ? before->hits : 0;
        TraceWriter& trace = context().trace;
        const bool background = trace.inBackground();
        const EventIndex parent = trace.parent();
        trace.setBackground(true);
        addEvent(EventKind::CacheRefresh, nullptr, {NoteCode::CacheRefresh, {why}});
        const Outcome outcome = askBelow(Mode::Background);
        const bool checked = stale && version() >= staleRefreshChecked;
        bool refreshed = !checked;
        if (outcome.message && checked)
            refreshed = takeVerified(*outcome.message, Mode::Background, true).has_value();
        else if (outcome.message)
            write(*outcome.message, Mode::Background, true);
        if (refreshed)
            carryHits(countFrom, hits);
        endRefresh(found, stale, refreshed, context().now);
        trace.setBackground(background);
        trace.setParent(parent);
        context().now = m_start;
    }

    /// A refreshed entry goes on with the count of the one it replaces.
    void carryHits(base::Instant countFrom, int hits)
    {
        for (auto* store : {&m_content.denial, &m_content.success}) {
            const auto entry = store->find(m_key);
            if (entry == store->end())
                continue;
            entry->second.lastHit = countFrom;
            entry->second.hits = hits;
            return;
        }
    }

    /// RFC 8767 section 4: only NOERROR and NXDOMAIN replace stale data. Nullopt if the reply is not good enough.
    std::optional<Written> takeVerified(const dns::Message& reply, Mode mode, bool removeDenial)
    {
        const bool complete = !reply.flags.tc && isReplyTo(version(), m_asked, reply);
        const std::int64_t unixNow = context().unixStart + std::chrono::duration_cast<seconds>(context().now.time_since_epoch()).count();
        const ReplyClass replyClass = classify(version(), reply, unixNow);
        if (version() >= staleRefreshChecked && !complete)
            return std::nullopt;
        if (m_config.preferPositive) {
            Written taken = write(reply, mode, removeDenial);
            return replyClass == ReplyClass::NoError && answersQuestion(reply) ? std::optional(std::move(taken)) : std::nullopt;
        }
        const bool otherClass = replyClass == ReplyClass::OtherError || replyClass == ReplyClass::Meta || replyClass == ReplyClass::Update;
        if (version() >= staleRefreshChecked && otherClass)
            return std::nullopt;
        if (reply.rcode != dns::Rcode::NoError && reply.rcode != dns::Rcode::NxDomain)
            return std::nullopt;
        return write(reply, mode, removeDenial);
    }

    /// serve_stale verify: the chain is asked first. Nullopt: the stale entry is to be served.
    std::optional<Outcome> verify(const CacheFound& found)
    {
        const bool tracked = m_config.staleRecheck > seconds(0);
        if (tracked && !beginRefresh(found, true))
            return std::nullopt;
        const bool limited = m_config.verifyTimeout.count() > 0;
        const std::size_t firstEvent = context().trace.run().events.size();
        addEvent(EventKind::CacheRefresh, nullptr, {NoteCode::CacheRefresh, {"verify"}});
        Outcome outcome = askBelow(Mode::Verify);
        std::optional<Written> fresh;
        if (outcome.message)
            fresh = takeVerified(*outcome.message, Mode::Verify, limited);
        if (tracked)
            endRefresh(found, true, fresh.has_value(), context().now);
        if (limited && context().now - m_start > m_config.verifyTimeout) {
            std::vector<Event>& events = context().trace.run().events;
            for (std::size_t i = firstEvent; i < events.size(); ++i)
                events[i].background = true;
            context().now = m_start + m_config.verifyTimeout;
            return std::nullopt;
        }
        if (!fresh)
            return std::nullopt;
        // With a time limit the client is answered from the entry that was just stored, so with the cache's AA.
        if (limited && fresh->stored)
            fresh->message.flags.aa = true;
        outcome.message = std::move(fresh->message);
        outcome.cache = CacheResult::Miss;
        return outcome;
    }

    Outcome serveStale(const CacheFound& found)
    {
        if (m_config.staleVerify) {
            if (std::optional<Outcome> fresh = verify(found))
                return *fresh;
        }
        ++m_content.counters.stale;
        const seconds left = found.entry.remaining(m_start);
        seconds ttl = m_config.keepTtl ? found.entry.lifetime : seconds(0);
        if (m_config.staleTtl > seconds(0))
            ttl = m_config.staleTtl;
        Outcome outcome = serve(found.entry, ttl, EventKind::CacheStale, {NoteCode::CacheStale, {std::to_string(-left.count())}});
        if (!m_config.staleVerify)
            refresh(found, m_start + left, "stale");
        return outcome;
    }

    const corefile::CacheConfig& m_config;
    Chain& m_chain;
    const Request& m_request;
    CacheContent& m_content;
    const CacheKey m_key;
    dns::Question m_asked = m_request.question; ///< as the plugins below left it
    const base::Instant m_start;
};

} // namespace

Outcome serve(const corefile::CacheConfig& config, Chain& chain, const Request& request)
{
    if (!inZones(config.zones, request.question.name))
        return passOn(chain, request, {NoteCode::CacheZoneMismatch, {request.question.name.text()}});
    return CacheTurn(config, chain, request).run();
}

} // namespace sim
