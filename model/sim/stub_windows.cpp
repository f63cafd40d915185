// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// The Windows DNS client in a pod. Nothing here was observed: it rests on the Kubernetes documentation (DNS for Services and Pods, "DNS
// search domain list limits" and "Windows DNS notes": one suffix, a dot makes a name absolute) and Microsoft's description of the client's
// retransmission (first server at once, second after 1 s, all of them at 2, 4 and 8 s, end at 10 s).
#include "model/sim/stub_internal.h"

#include <algorithm>
#include <array>

namespace sim::stub {
namespace {

using namespace std::chrono_literals;

constexpr std::array<base::Duration, 5> sendTimes{0s, 1s, 2s, 4s, 8s};
constexpr base::Duration giveUpAfter = 10s;
constexpr std::size_t firstSendToAll = 2;

struct Lane {
    dns::Type type = dns::Type::A;
    std::optional<dns::Message> reply; ///< NOERROR or NXDOMAIN
    std::string outcome = "timeout";   ///< of the newest reply that was not usable
};

class WindowsWalk {
public:
    WindowsWalk(Walk& walk) : m_walk(walk) {}
    void run();

private:
    void exchange(const dns::Name& name, std::size_t index);
    void sendWave(std::size_t wave, const dns::Name& name, std::size_t index);
    void receiveUntil(base::Instant deadline, const dns::Name& name, std::size_t index);
    void send(std::size_t lane, const std::string& server, Transport transport, const dns::Name& name, std::size_t index, Note why);
    [[nodiscard]] bool isComplete() const;
    void finish(std::size_t index);

    Walk& m_walk;
    std::vector<Lane> m_lanes;
    std::vector<InFlight> m_flights;
};

void WindowsWalk::run()
{
    const auto rungs = ladder(Libc::Windows, m_walk.config.version, m_walk.settings, m_walk.question.name);
    m_walk.begin(rungs);
    m_walk.result.result.error = "EAI_NONAME";
    m_walk.result.result.rcode = dns::Rcode::NxDomain;
    if (m_walk.settings.nameservers.empty() || !rungs.front().name)
        return;
    for (const dns::Type type : m_walk.question.types)
        m_lanes.push_back({type, {}, "timeout"});
    exchange(*rungs.front().name, 0);
    finish(0);
}

bool WindowsWalk::isComplete() const
{
    return std::all_of(m_lanes.begin(), m_lanes.end(), [](const Lane& lane) { return lane.reply.has_value(); });
}

void WindowsWalk::exchange(const dns::Name& name, std::size_t index)
{
    const base::Instant begin = m_walk.now;
    for (std::size_t wave = 0; wave < sendTimes.size() && !isComplete(); ++wave) {
        m_walk.now = begin + sendTimes[wave];
        sendWave(wave, name, index);
        receiveUntil(begin + (wave + 1 < sendTimes.size() ? sendTimes[wave + 1] : giveUpAfter), name, index);
    }
    for (InFlight& flight : m_flights)
        m_walk.stopWaiting(flight, m_walk.now);
}

void WindowsWalk::sendWave(std::size_t wave, const dns::Name& name, std::size_t index)
{
    ++m_walk.result.rounds;
    const auto& servers = m_walk.settings.nameservers;
    for (std::size_t lane = 0; lane < m_lanes.size(); ++lane) {
        if (m_lanes[lane].reply)
            continue;
        const std::size_t from = wave < firstSendToAll ? wave % servers.size() : 0;
        const std::size_t count = wave < firstSendToAll ? 1 : servers.size();
        const base::Duration waited = wave > 0 ? sendTimes[wave] - sendTimes[wave - 1] : base::Duration{};
        for (std::size_t server = from; server < from + count; ++server) {
            const Note why = wave > 0 ? Note{NoteCode::ResentAfterTimeout, {servers[server], secondsText(waited)}} : Note{};
            send(lane, servers[server], Transport::Udp, name, index, why);
        }
    }
}

void WindowsWalk::send(std::size_t lane, const std::string& server, Transport transport, const dns::Name& name, std::size_t index, Note why)
{
    Asker::Ask ask;
    ask.nameserver = server;
    ask.question = {name, m_lanes[lane].type, dns::Class::IN};
    ask.transport = transport;
    ask.candidate = m_walk.firstCandidate + index;
    ask.why = std::move(why);
    m_flights.push_back(m_walk.send(std::move(ask), m_walk.now, lane));
}

void WindowsWalk::receiveUntil(base::Instant deadline, const dns::Name& name, std::size_t index)
{
    while (!isComplete()) {
        const std::size_t arrival = earliestArrival(m_flights, deadline);
        if (arrival == noIndex) {
            m_walk.now = deadline;
            return;
        }
        const InFlight flight = m_flights[arrival];
        m_flights.erase(m_flights.begin() + static_cast<std::ptrdiff_t>(arrival));
        m_walk.now = std::max(m_walk.now, flight.reply.at);
        Lane& lane = m_lanes[flight.query];
        const dns::Message& message = flight.reply.message;
        const bool isMessage = flight.reply.kind == AskReply::Kind::Message;
        const bool usable = message.rcode == dns::Rcode::NoError || message.rcode == dns::Rcode::NxDomain;
        if (!isMessage || !usable || lane.reply) {
            lane.outcome = outcomeName(flight.reply);
            if (isMessage)
                m_walk.asker.ignored(flight.ask, m_walk.now);
        } else if (message.flags.tc && flight.ask.transport == Transport::Udp)
            send(flight.query, flight.ask.nameserver, Transport::Tcp, name, index, {NoteCode::RetriedOverTcp, {flight.ask.nameserver}});
        else
            lane.reply = message;
    }
}

void WindowsWalk::finish(std::size_t index)
{
    Candidate& candidate = m_walk.candidate(index);
    LookupResult& lookup = m_walk.result.result;
    bool answered = false, nameError = false;
    std::string outcome;
    for (const Lane& lane : m_lanes) {
        answered = answered || lane.reply;
        nameError = nameError || (lane.reply && lane.reply->rcode == dns::Rcode::NxDomain);
        outcome = lane.reply ? outcome : lane.outcome;
        for (const dns::Record& record : lane.reply ? lane.reply->answer : std::vector<dns::Record>{}) {
            if (record.type != lane.type)
                continue;
            lookup.canonicalName = record.owner.text();
            lookup.records.push_back(record);
        }
    }
    if (!lookup.records.empty()) {
        candidate.fate = CandidateFate::Won;
        lookup.error.clear();
        lookup.rcode = dns::Rcode::NoError;
    } else if (!answered) {
        candidate.fate = outcome == "timeout" ? CandidateFate::TimedOut : CandidateFate::Failed;
        lookup.error = "EAI_AGAIN";
        lookup.rcode = dns::Rcode::ServFail;
    } else {
        candidate.fate = nameError ? CandidateFate::NxDomain : CandidateFate::NoData;
        lookup.error = nameError ? "EAI_NONAME" : "EAI_NODATA";
        lookup.rcode = nameError ? dns::Rcode::NxDomain : dns::Rcode::NoError;
    }
    if (candidate.fate != CandidateFate::Won)
        candidate.then = {NoteCode::ResolverGaveUp, {secondsText(m_walk.now - m_walk.start), lookup.error}};
}

} // namespace

void walkWindows(Walk& walk)
{
    WindowsWalk(walk).run();
}

} // namespace sim::stub
