// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Go's own resolver (dns-semantics 9.5): A and AAAA in lanes of their own, each goes through rounds and servers by itself.
// Go's errors have no EAI name; the nearest one stands for them: "no such host" EAI_NONAME, a temporary error EAI_AGAIN, any other EAI_FAIL.
#include "model/sim/stub_internal.h"

#include <algorithm>

namespace sim::stub {
namespace {

constexpr std::size_t udpBuffer = 1232; ///< octets; what a server sends beyond the advertised size is not read

enum class LaneError : std::uint8_t { None, NoSuchHost, Temporary, Misbehaving };

/// One type of one candidate.
struct Lane {
    dns::Type type = dns::Type::A;
    std::size_t query = 0;
    base::Instant at;            ///< when it asks next, or when it was done
    std::size_t turn = 0;        ///< attempts * servers gone through
    std::size_t offset = 0;      ///< rotate
    Transport transport = Transport::Udp;
    Note why;
    bool done = false;
    LaneError error = LaneError::None;
    std::string outcome = "NOERROR";
    bool nameError = false;      ///< NXDOMAIN rather than NODATA
    std::optional<dns::Message> reply;
};

class GoWalk {
public:
    GoWalk(Walk& walk) : m_walk(walk), m_turn(walk.config.seed) {}
    void run();

private:
    [[nodiscard]] std::vector<Lane> runLanes(const dns::Name& name, std::size_t index);
    void step(Lane& lane, const dns::Name& name, std::size_t index);
    void use(Lane& lane, const InFlight& flight);
    void judge(Lane& lane, const dns::Message& message);
    void nextServer(Lane& lane, const std::string& outcome);
    void collect(const std::vector<Lane>& lanes, const std::string& candidate);
    void remember(const std::vector<Lane>& lanes, std::size_t index, bool asTyped);
    void fail();
    [[nodiscard]] const std::string& server(const Lane& lane) const
    {
        const auto& servers = m_walk.settings.nameservers;
        return servers[(lane.turn + lane.offset) % servers.size()];
    }
    [[nodiscard]] std::size_t turns() const { return m_walk.settings.nameservers.size() * static_cast<std::size_t>(m_walk.settings.attempts); }
    [[nodiscard]] base::Duration timeout() const { return std::chrono::seconds(m_walk.settings.timeoutSeconds); }

    Walk& m_walk;
    std::uint64_t m_turn; ///< rotate counts every type of every name
    std::optional<Lane> m_error; ///< the error that would be reported
};

void GoWalk::run()
{
    const auto rungs = ladder(Libc::Go, m_walk.config.version, m_walk.settings, m_walk.question.name);
    m_walk.begin(rungs);
    for (std::size_t i = 0; i < rungs.size(); ++i) {
        if (rungs[i].candidate.fate == CandidateFate::Skipped || !rungs[i].name)
            continue;
        const auto lanes = runLanes(*rungs[i].name, i);
        collect(lanes, rungs[i].candidate.name);
        remember(lanes, i, rungs[i].asTyped);
        if (!m_walk.result.result.records.empty())
            return;
    }
    fail();
}

std::vector<Lane> GoWalk::runLanes(const dns::Name& name, std::size_t index)
{
    const bool sequential = m_walk.settings.singleRequest || m_walk.settings.singleRequestReopen;
    std::vector<Lane> lanes;
    for (const dns::Type type : m_walk.question.types) {
        Lane lane;
        lane.type = type;
        lane.query = lanes.size();
        lane.at = m_walk.now;
        lane.offset = m_walk.settings.rotate ? static_cast<std::size_t>(m_turn++) : 0;
        lanes.push_back(std::move(lane));
    }
    while (true) {
        Lane* next = nullptr;
        for (Lane& lane : lanes) {
            if (!lane.done && (!next || (!sequential && lane.at < next->at)))
                next = &lane;
        }
        if (!next)
            break;
        if (sequential)
            next->at = std::max(next->at, m_walk.now);
        step(*next, name, index);
        if (sequential)
            m_walk.now = next->at;
    }
    for (const Lane& lane : lanes)
        m_walk.now = std::max(m_walk.now, lane.at);
    // Results are read in the order in which the lanes end.
    std::stable_sort(lanes.begin(), lanes.end(), [](const Lane& a, const Lane& b) { return a.at < b.at; });
    return lanes;
}

/// One question and what comes of it within its timeout; moves the lane to its next instant.
void GoWalk::step(Lane& lane, const dns::Name& name, std::size_t index)
{
    Asker::Ask ask;
    ask.nameserver = server(lane);
    ask.question = {name, lane.type, dns::Class::IN};
    ask.transport = m_walk.settings.useVc ? Transport::Tcp : lane.transport;
    ask.candidate = m_walk.firstCandidate + index;
    ask.why = lane.why;
    if (lane.turn % m_walk.settings.nameservers.size() == 0 && lane.query == 0)
        ++m_walk.result.rounds;
    InFlight flight = m_walk.send(std::move(ask), lane.at, lane.query);
    const AskReply& reply = flight.reply;
    const bool message = reply.kind == AskReply::Kind::Message;
    const bool late = reply.kind == AskReply::Kind::NoReply || reply.at > lane.at + timeout();
    const bool forged = message && !matchesQuestion(flight);
    if (forged && !late)
        m_walk.asker.ignored(flight.ask, reply.at);
    if (late || forged) {
        lane.at += timeout();
        m_walk.stopWaiting(flight, lane.at);
        lane.error = LaneError::Temporary;
        return nextServer(lane, "timeout");
    }
    lane.at = reply.at;
    if (message)
        return use(lane, flight);
    // A connection that ends before the reply is no network error to Go, so not a temporary one.
    lane.error = reply.kind == AskReply::Kind::Closed ? LaneError::Misbehaving : LaneError::Temporary;
    nextServer(lane, outcomeName(reply));
}

void GoWalk::nextServer(Lane& lane, const std::string& outcome)
{
    lane.outcome = outcome;
    lane.why = {NoteCode::NextServer, {server(lane), outcome}};
    lane.transport = Transport::Udp;
    ++lane.turn;
    lane.done = lane.turn >= turns();
}

void GoWalk::use(Lane& lane, const InFlight& flight)
{
    const dns::Message& message = flight.reply.message;
    if (message.flags.tc && flight.ask.transport == Transport::Udp) {
        lane.transport = Transport::Tcp;
        lane.why = {NoteCode::RetriedOverTcp, {flight.ask.nameserver}};
        return;
    }
    judge(lane, message);
    if (lane.reply && flight.ask.transport == Transport::Udp)
        lane.reply->answer = recordsWithin(message, udpBuffer);
    if (lane.error == LaneError::Temporary || lane.error == LaneError::Misbehaving)
        return nextServer(lane, outcomeName(flight.reply));
    lane.outcome = lane.nameError ? "NXDOMAIN" : "NODATA";
    lane.done = true;
}

void GoWalk::judge(Lane& lane, const dns::Message& message)
{
    const auto isWanted = [&lane](const dns::Record& record) { return record.type == lane.type; };
    lane.error = LaneError::None;
    lane.nameError = message.rcode == dns::Rcode::NxDomain;
    if (lane.nameError)
        lane.error = LaneError::NoSuchHost;
    else if (message.rcode == dns::Rcode::ServFail)
        lane.error = LaneError::Temporary;
    else if (message.rcode != dns::Rcode::NoError || isLame(message))
        lane.error = LaneError::Misbehaving;
    else if (std::none_of(message.answer.begin(), message.answer.end(), isWanted))
        lane.error = LaneError::NoSuchHost;
    else
        lane.reply = message;
}

/// All addresses of the replies that had one of the type asked for; the first record's owner or CNAME target is the canonical name.
void GoWalk::collect(const std::vector<Lane>& lanes, const std::string& candidate)
{
    LookupResult& lookup = m_walk.result.result;
    const bool addresses = asksAddresses(m_walk.question.types);
    for (const Lane& lane : lanes) {
        if (!lane.reply)
            continue;
        for (const dns::Record& record : lane.reply->answer) {
            const auto* target = std::get_if<dns::rdata::Target>(&record.data);
            const bool isAlias = record.type == dns::Type::CNAME && target;
            if (lookup.canonicalName.empty() && addresses)
                lookup.canonicalName = isAlias ? target->name.text() : record.owner.text();
            if (!addresses || isAddressType(record.type))
                lookup.records.push_back(record);
        }
    }
    if (!lookup.records.empty() && lookup.canonicalName.empty())
        lookup.canonicalName = candidate;
}

void GoWalk::remember(const std::vector<Lane>& lanes, std::size_t index, bool asTyped)
{
    Candidate& candidate = m_walk.candidate(index);
    const Lane* failed = nullptr;
    const Lane* won = nullptr;
    // The newest error for the name as typed is reported, else the first of all; Go knows the name by the dot it added itself.
    const bool original = asTyped && !m_walk.question.name.hasTrailingDot();
    for (const Lane& lane : lanes) {
        if (lane.error == LaneError::None) {
            won = &lane;
            continue;
        }
        failed = &lane;
        if (!m_error || original)
            m_error = lane;
    }
    if (won) {
        candidate.fate = CandidateFate::Won;
        if (failed)
            candidate.then = {NoteCode::HalfWithData, {candidate.name, dns::toString(won->type), failed->outcome}};
        return;
    }
    if (failed->error != LaneError::NoSuchHost) {
        candidate.fate = failed->outcome == "timeout" ? CandidateFate::TimedOut : CandidateFate::Failed;
        candidate.then = {NoteCode::NextAfterFailure, {candidate.name, failed->outcome}};
        return;
    }
    candidate.fate = failed->nameError ? CandidateFate::NxDomain : CandidateFate::NoData;
    candidate.then = {failed->nameError ? NoteCode::NextAfterNxdomain : NoteCode::NextAfterNodata, {candidate.name}};
}

void GoWalk::fail()
{
    LookupResult& lookup = m_walk.result.result;
    const LaneError error = m_error ? m_error->error : LaneError::NoSuchHost;
    switch (error) {
    case LaneError::Temporary:
        lookup.error = "EAI_AGAIN";
        lookup.rcode = dns::Rcode::ServFail;
        return;
    case LaneError::Misbehaving:
        lookup.error = "EAI_FAIL";
        lookup.rcode = dns::Rcode::Refused;
        return;
    case LaneError::None:
    case LaneError::NoSuchHost: break;
    }
    lookup.error = "EAI_NONAME";
    lookup.rcode = m_error && !m_error->nameError ? dns::Rcode::NoError : dns::Rcode::NxDomain;
}

} // namespace

void walkGo(Walk& walk)
{
    GoWalk(walk).run();
}

} // namespace sim::stub
