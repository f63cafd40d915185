// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// musl (dns-semantics 9.4): every server at once, the first NOERROR or NXDOMAIN wins per question, A is judged before AAAA.
#include "model/sim/stub_internal.h"

#include <algorithm>

namespace sim::stub {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t maximumAddresses = 48;
constexpr std::size_t oldBuffer = 512;     ///< octets of a reply that musl before 1.2.4 reads
constexpr std::size_t oldRecordLimit = 64; ///< question included; more of them count as none (until 1.2.5)

bool isAtLeast(const LibcVersion& version, int minor, int patch)
{
    return version == LibcVersion{} || version >= LibcVersion{1, minor, patch};
}

/// What one candidate comes to.
enum class Verdict : std::uint8_t { Found, NextCandidate, NoData, Again, NoName };

class MuslWalk {
public:
    MuslWalk(Walk& walk) : m_walk(walk), m_reads512(!isAtLeast(walk.config.version, 2, 4)) {}
    void run();

private:
    [[nodiscard]] std::vector<Rung> rungs() const;
    [[nodiscard]] bool crashes();
    [[nodiscard]] Verdict askRung(const Rung& rung, std::size_t index);
    void exchange(const dns::Name& name, std::size_t index);
    void sendAll(const dns::Name& name, std::size_t index);
    void sendOne(const dns::Name& name, std::size_t index, std::size_t query, std::size_t server, Note why);
    void receive(const InFlight& flight, const dns::Name& name, std::size_t index);
    void startTcp(const InFlight& flight, const dns::Name& name, std::size_t index);
    void receiveTcp(const InFlight& flight);
    [[nodiscard]] bool isComplete() const;
    [[nodiscard]] Verdict judge(std::size_t index);
    [[nodiscard]] Verdict judgeLax();
    void collect();
    [[nodiscard]] std::vector<dns::Record> readable(const dns::Message& message) const;
    void finish(Verdict verdict, std::size_t index);
    [[nodiscard]] base::Duration total() const { return std::chrono::seconds(m_walk.settings.timeoutSeconds); }
    /// Whole milliseconds, rounded down, as musl divides.
    [[nodiscard]] base::Duration interval() const
    {
        return std::chrono::milliseconds(1000 * m_walk.settings.timeoutSeconds / m_walk.settings.attempts);
    }

    Walk& m_walk;
    const bool m_reads512;

    // of the candidate that is being asked
    struct Query {
        dns::Type type = dns::Type::A;
        bool overTcp = false;
        std::optional<dns::Message> reply;
    };
    std::vector<Query> m_queries;
    std::vector<InFlight> m_flights;
    int m_servfailRetries = 0;
    bool m_sentBefore = false;
    bool m_gaveUp = false; ///< a TCP connection failed: the whole exchange ends
    std::string m_lastOutcome;
};

/// res_query, which all other types go through, knows no search list; nor do lookups before 1.1.13.
std::vector<Rung> MuslWalk::rungs() const
{
    auto all = ladder(Libc::Musl, m_walk.config.version, m_walk.settings, m_walk.question.name);
    if (!asksAddresses(m_walk.question.types)) {
        Rung last = std::move(all.back());
        all.clear();
        all.push_back(std::move(last));
    }
    return all;
}

bool MuslWalk::crashes()
{
    if (m_walk.settings.attempts > 0)
        return false;
    m_walk.result.notes.push_back({NoteCode::ResolverCrashes, {"attempts:0"}});
    m_walk.result.result.error = "EAI_FAIL"; // the process dies of SIGFPE; no library error stands for that
    m_walk.result.result.rcode = dns::Rcode::ServFail;
    return true;
}

void MuslWalk::run()
{
    const auto all = rungs();
    m_walk.begin(all);
    if (crashes())
        return;
    if (m_walk.settings.timeoutSeconds <= 0)
        m_walk.result.notes.push_back({NoteCode::ResolverAsksNothing, {"timeout:0"}});
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].candidate.fate == CandidateFate::Skipped)
            continue;
        const Verdict verdict = askRung(all[i], i);
        finish(verdict, i);
        if (verdict != Verdict::NextCandidate)
            return;
    }
}

/// The rung's fate, and the lookup's result as it stands if this was the last one.
void MuslWalk::finish(Verdict verdict, std::size_t index)
{
    Candidate& candidate = m_walk.candidate(index);
    LookupResult& lookup = m_walk.result.result;
    const bool noDataHasName = isAtLeast(m_walk.config.version, 2, 4) || !asksAddresses(m_walk.question.types);
    lookup.error.clear();
    switch (verdict) {
    case Verdict::Found:
        candidate.fate = CandidateFate::Won;
        lookup.rcode = dns::Rcode::NoError;
        if (lookup.canonicalName.empty())
            lookup.canonicalName = candidate.name;
        return;
    case Verdict::NoName:
    case Verdict::NextCandidate:
        if (candidate.fate != CandidateFate::Skipped)
            candidate.fate = CandidateFate::NxDomain;
        if (candidate.then.code == NoteCode::None && verdict == Verdict::NextCandidate)
            candidate.then = {NoteCode::NextAfterNxdomain, {candidate.name}};
        lookup.error = "EAI_NONAME";
        lookup.rcode = dns::Rcode::NxDomain;
        break;
    case Verdict::NoData:
        candidate.fate = CandidateFate::NoData;
        candidate.then = {NoteCode::SearchStopped, {candidate.name, "NODATA"}};
        lookup.error = noDataHasName ? "EAI_NODATA" : "EAI_NONAME";
        lookup.rcode = dns::Rcode::NoError;
        break;
    case Verdict::Again:
        candidate.fate = m_lastOutcome == "timeout" ? CandidateFate::TimedOut : CandidateFate::Failed;
        candidate.then = {NoteCode::SearchStopped, {candidate.name, m_lastOutcome}};
        lookup.error = "EAI_AGAIN";
        lookup.rcode = dns::Rcode::ServFail;
        break;
    }
    lookup.canonicalName.clear();
}

Verdict MuslWalk::askRung(const Rung& rung, std::size_t index)
{
    // The message writer fails on what it cannot send: the lookup's end before 1.2.4, the next candidate since.
    const bool rootEntry = rung.candidate.suffix == "." && nameFromRaw(m_walk.question.name.text);
    if (!rung.name && !(rootEntry && m_reads512)) {
        m_walk.candidate(index).fate = CandidateFate::Skipped;
        return m_reads512 ? Verdict::NoName : Verdict::NextCandidate;
    }
    m_queries.clear();
    for (const dns::Type type : m_walk.question.types)
        m_queries.push_back({type, false, {}});
    m_flights.clear();
    m_gaveUp = m_sentBefore = false;
    m_lastOutcome = "timeout";
    if (rung.name)
        exchange(*rung.name, index);
    else
        m_walk.now += total(); // the entry "." makes a malformed question that no server answers usefully (dns-semantics 9.4)
    for (InFlight& flight : m_flights) {
        if (flight.reply.kind == AskReply::Kind::Message)
            m_walk.asker.ignored(flight.ask, flight.reply.at);
        else
            m_walk.stopWaiting(flight, m_walk.now);
    }
    return isAtLeast(m_walk.config.version, 2, 1) ? judge(index) : judgeLax();
}

// --- one exchange ---

bool MuslWalk::isComplete() const
{
    return std::all_of(m_queries.begin(), m_queries.end(), [](const Query& query) { return query.reply.has_value(); });
}

/// Sends to all servers every timeout/attempts until all is answered or the timeout has passed. Where the division leaves a rest (under
/// 10 ms) musl could send once more, but its waits end late enough to use the rest up nearly always (observed, musl 1.2.3).
void MuslWalk::exchange(const dns::Name& name, std::size_t index)
{
    const base::Instant begin = m_walk.now;
    base::Instant nextSend = begin;
    const base::Duration limit = interval() * m_walk.settings.attempts;
    while (m_walk.now - begin < limit && !isComplete() && !m_gaveUp) {
        if (m_walk.now >= nextSend) {
            sendAll(name, index);
            nextSend = m_walk.now + interval();
        }
        const std::size_t arrival = earliestArrival(m_flights, nextSend);
        if (arrival == noIndex) {
            m_walk.now = nextSend;
            continue;
        }
        const InFlight flight = m_flights[arrival];
        m_flights.erase(m_flights.begin() + static_cast<std::ptrdiff_t>(arrival));
        m_walk.now = std::max(m_walk.now, flight.reply.at);
        if (flight.ask.transport == Transport::Tcp)
            receiveTcp(flight);
        else if (flight.reply.kind == AskReply::Kind::Message)
            receive(flight, name, index);
        // A closed port or a missing route is not noticed: the socket is not connected.
    }
}

void MuslWalk::sendAll(const dns::Name& name, std::size_t index)
{
    for (InFlight& flight : m_flights) {
        if (flight.ask.transport == Transport::Udp && !m_queries[flight.query].reply && flight.reply.kind == AskReply::Kind::NoReply)
            m_walk.stopWaiting(flight, m_walk.now);
    }
    ++m_walk.result.rounds;
    m_servfailRetries = 2 * static_cast<int>(m_queries.size());
    for (std::size_t query = 0; query < m_queries.size(); ++query) {
        if (m_queries[query].reply || m_queries[query].overTcp)
            continue;
        for (std::size_t server = 0; server < m_walk.settings.nameservers.size(); ++server) {
            Note why;
            if (m_sentBefore)
                why = {NoteCode::ResentAfterTimeout, {m_walk.settings.nameservers[server], secondsText(interval())}};
            sendOne(name, index, query, server, std::move(why));
        }
    }
    m_sentBefore = true;
}

void MuslWalk::sendOne(const dns::Name& name, std::size_t index, std::size_t query, std::size_t server, Note why)
{
    Asker::Ask ask;
    ask.nameserver = m_walk.settings.nameservers[server];
    ask.question = {name, m_queries[query].type, dns::Class::IN};
    ask.candidate = m_walk.firstCandidate + index;
    ask.why = std::move(why);
    m_flights.push_back(m_walk.send(std::move(ask), m_walk.now, query));
}

void MuslWalk::receive(const InFlight& flight, const dns::Name& name, std::size_t index)
{
    Query& query = m_queries[flight.query];
    const dns::Message& message = flight.reply.message;
    const bool usable = message.rcode == dns::Rcode::NoError || message.rcode == dns::Rcode::NxDomain;
    if (query.reply || query.overTcp || !usable) {
        m_lastOutcome = usable ? m_lastOutcome : outcomeName(flight.reply);
        m_walk.asker.ignored(flight.ask, m_walk.now);
    }
    if (query.reply || query.overTcp)
        return;
    if (message.rcode == dns::Rcode::ServFail && m_servfailRetries > 0) {
        --m_servfailRetries;
        const auto& servers = m_walk.settings.nameservers;
        const auto server = std::find(servers.begin(), servers.end(), flight.ask.nameserver) - servers.begin();
        sendOne(name, index, flight.query, static_cast<std::size_t>(server), {NoteCode::ResentAfterServfail, {flight.ask.nameserver}});
    }
    if (!usable)
        return;
    m_walk.take(flight, m_walk.now);
    if (message.flags.tc && !m_reads512)
        return startTcp(flight, name, index);
    query.reply = message;
}

void MuslWalk::startTcp(const InFlight& flight, const dns::Name& name, std::size_t index)
{
    Asker::Ask ask;
    ask.nameserver = flight.ask.nameserver;
    ask.question = {name, m_queries[flight.query].type, dns::Class::IN};
    ask.transport = Transport::Tcp;
    ask.candidate = m_walk.firstCandidate + index;
    ask.why = {NoteCode::RetriedOverTcp, {ask.nameserver}};
    m_queries[flight.query].overTcp = true;
    m_flights.push_back(m_walk.send(std::move(ask), m_walk.now, flight.query));
}

/// Any failure over TCP ends the exchange; its question stays unanswered.
void MuslWalk::receiveTcp(const InFlight& flight)
{
    m_lastOutcome = outcomeName(flight.reply);
    const dns::Rcode rcode = flight.reply.message.rcode;
    if (flight.reply.kind != AskReply::Kind::Message || (rcode != dns::Rcode::NoError && rcode != dns::Rcode::NxDomain)) {
        m_gaveUp = true;
        return;
    }
    m_queries[flight.query].reply = flight.reply.message;
}

// --- what the replies mean ---

/// The records that musl gets to see: all, or those whole inside 512 octets and at most 64 with the question (before 1.2.4).
std::vector<dns::Record> MuslWalk::readable(const dns::Message& message) const
{
    if (!isAtLeast(m_walk.config.version, 2, 5) && message.answer.size() + message.questions.size() > oldRecordLimit)
        return {};
    return m_reads512 ? recordsWithin(message, oldBuffer) : message.answer;
}

/// Owners are not looked at; before 1.2.4 A and AAAA count in any reply.
void MuslWalk::collect()
{
    LookupResult& lookup = m_walk.result.result;
    lookup.records.clear();
    const bool addresses = asksAddresses(m_walk.question.types);
    for (const Query& query : m_queries) {
        if (!query.reply || query.reply->rcode != dns::Rcode::NoError)
            continue;
        for (const dns::Record& record : readable(*query.reply)) {
            const auto* target = std::get_if<dns::rdata::Target>(&record.data);
            const bool wanted = !addresses || record.type == query.type || (m_reads512 && isAddressType(record.type));
            if (addresses && record.type == dns::Type::CNAME && target)
                lookup.canonicalName = target->name.text();
            else if (wanted && (!addresses || lookup.records.size() < maximumAddresses))
                lookup.records.push_back(record);
        }
    }
}

Verdict MuslWalk::judge(std::size_t index)
{
    for (const Query& query : m_queries) {
        if (!query.reply)
            return Verdict::Again;
        if (query.reply->rcode != dns::Rcode::NxDomain)
            continue;
        const auto hasData = [](const Query& other) { return other.reply && !other.reply->answer.empty() && other.reply->rcode == dns::Rcode::NoError; };
        if (std::any_of(m_queries.begin(), m_queries.end(), hasData))
            m_walk.candidate(index).then = {NoteCode::AaaaNxdomainBreaksMusl, {m_walk.candidate(index).name}};
        return Verdict::NextCandidate;
    }
    collect();
    return m_walk.result.result.records.empty() ? Verdict::NoData : Verdict::Found;
}

/// Before 1.2.1: any data wins, else the first question decides.
Verdict MuslWalk::judgeLax()
{
    collect();
    if (!m_walk.result.result.records.empty())
        return Verdict::Found;
    const Query& first = m_queries.front();
    if (!first.reply)
        return Verdict::Again;
    return first.reply->rcode == dns::Rcode::NxDomain ? Verdict::NextCandidate : Verdict::NoData;
}

} // namespace

void walkMusl(Walk& walk)
{
    MuslWalk(walk).run();
}

} // namespace sim::stub
