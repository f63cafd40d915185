// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// One name, glibc's way (dns-semantics 9.3).
//
// Sockets: one per server, opened when the server's turn comes and kept until all are closed together (a refusal, a failed reply, TC, the
// name's end). A reply that comes after its timer therefore waits in the socket and is read in the server's next turn, because questions of
// one name keep their ids; a reply to a closed socket is lost.
#include "model/sim/stub_glibc.h"

#include <algorithm>
#include <array>

namespace sim::stub {
namespace {

using namespace std::chrono_literals;

/// glibc has no timer for a TCP connection that stays silent. The walk is cut off after so long, and says so.
constexpr base::Duration tcpCutOff = 45s;

bool isFailure(const dns::Message& message)
{
    return message.rcode == dns::Rcode::ServFail || message.rcode == dns::Rcode::NotImp || message.rcode == dns::Rcode::Refused;
}

} // namespace

/// `got` tells which questions of the pair need no more reply; a single question counts the missing second as got.
struct GlibcSender::Round {
    std::size_t server = 0;
    base::Instant deadline;
    bool single = false, reopen = false;
    bool gotSomewhereBefore = false;
    std::array<bool, 2> got{};
    [[nodiscard]] bool gotOne(bool pair) const { return got[0] || (pair && got[1]); }
};

base::Duration GlibcSender::timeoutOf(std::size_t server) const
{
    const int count = static_cast<int>(m_walk.settings.nameservers.size());
    const int shifted = m_walk.settings.timeoutSeconds * (1 << server);
    const int seconds = server > 0 ? shifted / count : shifted;
    return std::chrono::seconds(std::max(seconds, 1));
}

/// Bare error headers without a question are taken since 2.41; Debian and others carry that fix from 2.36 on.
bool GlibcSender::acceptsShortErrors() const
{
    const LibcVersion& version = m_walk.config.version;
    return version == LibcVersion{} || version >= LibcVersion{2, 36};
}

std::size_t GlibcSender::firstServer()
{
    const std::size_t count = m_walk.settings.nameservers.size();
    return m_walk.settings.rotate && count > 1 ? static_cast<std::size_t>(m_turn++ % count) : 0;
}

void GlibcSender::closeSockets()
{
    for (auto& socket : m_sockets) {
        for (InFlight& flight : socket) {
            if (!flight.timedOut && flight.reply.kind == AskReply::Kind::Message)
                m_walk.asker.ignored(flight.ask, flight.reply.at);
            else if (flight.reply.kind == AskReply::Kind::NoReply)
                m_walk.stopWaiting(flight, m_walk.now);
        }
        socket.clear();
    }
}

InFlight GlibcSender::ask(std::size_t server, std::size_t query, Transport transport)
{
    Asker::Ask ask;
    ask.nameserver = address(server);
    ask.question = {m_name, m_types[query], dns::Class::IN};
    ask.transport = transport;
    ask.candidate = m_candidate;
    ask.why = m_why;
    return m_walk.send(std::move(ask), m_walk.now, query);
}

GlibcSender::Outcome GlibcSender::send(const dns::Name& name, const std::vector<dns::Type>& types, std::size_t candidate)
{
    const std::size_t count = m_walk.settings.nameservers.size();
    m_name = name;
    m_types = types;
    m_candidate = candidate;
    m_sockets.assign(count, {});
    m_first.reset();
    m_second.reset();
    m_gotSomewhere = false;
    m_tcpError = SystemError::TimedOut;
    m_lastOutcome.clear();
    bool tcp = m_walk.settings.useVc;
    const std::size_t offset = firstServer();
    Step step = Step::NextServer;
    for (int attempt = 0; attempt < m_walk.settings.attempts && step == Step::NextServer && !m_cutOff; ++attempt) {
        ++m_walk.result.rounds;
        for (std::size_t turn = 0; turn < count && step == Step::NextServer && !m_cutOff; ++turn) {
            const std::size_t server = (turn + offset) % count;
            step = tcp ? Step::Tcp : askUdp(server);
            tcp = tcp || step == Step::Tcp;
            if (step == Step::Tcp)
                step = askTcp(server);
        }
        if (tcp)
            break; // each server is tried once over TCP
    }
    closeSockets();
    m_why = {};
    if (step == Step::Finished) {
        m_error = SystemError::None;
        return {false, std::move(m_first), std::move(m_second)};
    }
    m_error = tcp ? m_tcpError : m_gotSomewhere ? SystemError::TimedOut : SystemError::ConnectionRefused;
    return {};
}

// --- UDP ---

GlibcSender::Step GlibcSender::askUdp(std::size_t server)
{
    const ResolverSettings& settings = m_walk.settings;
    m_first.reset();
    m_second.reset();
    Round round;
    round.server = server;
    round.reopen = settings.singleRequestReopen || m_reopen;
    round.single = settings.singleRequest || m_singleRequest || round.reopen;
    round.gotSomewhereBefore = m_gotSomewhere;
    restart(round);
    while (true) {
        if (const auto step = waitOnce(round))
            return *step;
    }
}

/// Sends the first question, and the second beside it unless they go one after the other. The timer starts anew.
void GlibcSender::restart(Round& round)
{
    round.deadline = m_walk.now + timeoutOf(round.server);
    round.got = {false, !isPair()};
    auto& socket = m_sockets[round.server];
    socket.push_back(ask(round.server, 0, Transport::Udp));
    if (isPair() && !round.single)
        socket.push_back(ask(round.server, 1, Transport::Udp));
}

std::optional<GlibcSender::Step> GlibcSender::waitOnce(Round& round)
{
    auto& socket = m_sockets[round.server];
    const std::size_t index = earliestArrival(socket, round.deadline);
    if (index == noIndex)
        return runOut(round);
    m_walk.now = std::max(m_walk.now, socket[index].reply.at);
    if (socket[index].reply.kind == AskReply::Kind::Message)
        return useReply(round, index);
    m_lastOutcome = outcomeName(socket[index].reply);
    m_why = {NoteCode::NextServer, {address(round.server), m_lastOutcome}};
    socket.erase(socket.begin() + static_cast<std::ptrdiff_t>(index));
    closeSockets();
    return Step::NextServer;
}

/// The timer has run out. With one of two replies in hand the questions are asked one after the other, then on sockets of their own.
std::optional<GlibcSender::Step> GlibcSender::runOut(Round& round)
{
    m_walk.now = round.deadline;
    auto& socket = m_sockets[round.server];
    std::string lost;
    for (InFlight& flight : socket) {
        m_walk.stopWaiting(flight, m_walk.now);
        if (!round.got[flight.query])
            lost = dns::toString(flight.ask.question.type);
    }
    m_lastOutcome = "timeout";
    if (!m_first || !round.gotOne(isPair())) {
        m_gotSomewhere = true;
        const bool alone = m_sockets.size() == 1;
        m_why = alone ? Note{NoteCode::ResentAfterTimeout, {address(round.server), secondsText(timeoutOf(round.server))}}
                      : Note{NoteCode::NextServer, {address(round.server), m_lastOutcome}};
        return Step::NextServer;
    }
    if (round.reopen) { // all three ways lost the second reply: the first alone is the answer
        m_second.reset();
        return Step::Finished;
    }
    (round.single ? m_reopen : m_singleRequest) = true;
    if (round.single)
        closeSockets();
    round.reopen = round.single;
    round.single = true;
    m_gotSomewhere = round.gotSomewhereBefore;
    m_why = {NoteCode::OneAfterTheOther, {address(round.server), lost}};
    restart(round);
    return std::nullopt;
}

std::optional<GlibcSender::Step> GlibcSender::useReply(Round& round, std::size_t index)
{
    auto& socket = m_sockets[round.server];
    const InFlight flight = socket[index];
    socket.erase(socket.begin() + static_cast<std::ptrdiff_t>(index));
    const dns::Message& message = flight.reply.message;
    const bool intoFirst = !isPair() || (!round.got[0] && !round.got[1]);
    if (intoFirst)
        m_bufferRcode = message.rcode;
    m_bufferIsFilled = true;
    m_gotSomewhere = true;
    const bool shortError = isFailure(message) && message.questions.empty() && acceptsShortErrors();
    if (round.got[flight.query] || !(matchesQuestion(flight) || shortError)) {
        m_walk.asker.ignored(flight.ask, m_walk.now);
        return std::nullopt;
    }
    m_walk.take(flight, m_walk.now);
    if (isFailure(message) || isLame(message)) {
        m_lastOutcome = outcomeName(flight.reply);
        m_why = {NoteCode::NextServer, {address(round.server), m_lastOutcome}};
        return useFailure(round, flight.query);
    }
    if (message.flags.tc) {
        m_why = {NoteCode::RetriedOverTcp, {address(round.server)}};
        closeSockets();
        return Step::Tcp;
    }
    (intoFirst ? m_first : m_second) = message;
    round.got[flight.query] = true;
    if (round.got[0] && round.got[1])
        return Step::Finished;
    if (round.single) {
        if (round.reopen)
            closeSockets();
        m_why = {};
        m_sockets[round.server].push_back(ask(round.server, 1, Transport::Udp));
    }
    return std::nullopt;
}

/// SERVFAIL, NOTIMP, REFUSED or lame. Of a pair the other reply still counts; without one the next server is asked.
std::optional<GlibcSender::Step> GlibcSender::useFailure(Round& round, std::size_t query)
{
    if (!m_walk.settings.strictError) {
        if (round.gotOne(isPair())) {
            m_second.reset();
            return m_first ? Step::Finished : Step::NextServer;
        }
        // Before the fix of 2.41 a failed A in single-request mode waited for an AAAA reply that was never asked for.
        if (isPair() && (!round.single || !acceptsShortErrors())) {
            m_first.reset();
            round.got[query] = true;
            return std::nullopt;
        }
    }
    closeSockets();
    return Step::NextServer;
}

// --- TCP ---

GlibcSender::Step GlibcSender::endTcp(SystemError error, std::string outcome)
{
    m_tcpError = error;
    m_lastOutcome = std::move(outcome);
    m_first.reset();
    m_second.reset();
    return Step::NextServer;
}

/// Both questions on one connection; every rcode is final for the list of servers.
GlibcSender::Step GlibcSender::askTcp(std::size_t server)
{
    m_first.reset();
    m_second.reset();
    bool resetSeen = false;
    while (true) {
        std::vector<InFlight> flights;
        flights.push_back(ask(server, 0, Transport::Tcp));
        if (flights.front().reply.kind == AskReply::Kind::Unreachable) {
            m_walk.now = flights.front().reply.at;
            m_why = {NoteCode::NextServer, {address(server), outcomeName(flights.front().reply)}};
            return endTcp(SystemError::ConnectionRefused, outcomeName(flights.front().reply));
        }
        if (isPair())
            flights.push_back(ask(server, 1, Transport::Tcp));
        if (const auto step = readTcp(server, flights, resetSeen))
            return *step;
    }
}

/// nullopt: the connection was reset for the first time, so the server gets a second one.
std::optional<GlibcSender::Step> GlibcSender::readTcp(std::size_t server, std::vector<InFlight>& flights, bool& resetSeen)
{
    while (!flights.empty()) {
        const std::size_t index = earliestArrival(flights, base::Instant::max());
        if (index == noIndex) {
            m_walk.now += tcpCutOff;
            for (InFlight& flight : flights)
                m_walk.stopWaiting(flight, m_walk.now);
            m_cutOff = true;
            m_walk.result.notes.push_back({NoteCode::TcpWithoutLimit, {address(server), secondsText(tcpCutOff)}});
            return endTcp(SystemError::TimedOut, "timeout");
        }
        const AskReply reply = flights[index].reply;
        m_walk.now = std::max(m_walk.now, reply.at);
        if (reply.kind != AskReply::Kind::Message) {
            // A server that ends the connection with the pair's second question unread resets it; otherwise the end is orderly.
            const bool reset = isPair();
            m_why = {NoteCode::NextServer, {address(server), outcomeName(reply)}};
            if (reset && !std::exchange(resetSeen, true)) {
                m_first.reset();
                return std::nullopt;
            }
            return endTcp(reset ? SystemError::ConnectionReset : SystemError::None, outcomeName(reply));
        }
        if (!m_first)
            m_bufferRcode = reply.message.rcode;
        m_bufferIsFilled = true;
        m_lastOutcome = outcomeName(reply);
        (m_first ? m_second : m_first) = reply.message;
        flights.erase(flights.begin() + static_cast<std::ptrdiff_t>(index));
    }
    return Step::Finished;
}

} // namespace sim::stub
