// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/stub_internal.h"

namespace sim::stub {

/// glibc's way of asking one name (dns-semantics 9.3): servers in order, rounds, timers, the pair on one socket, TCP after truncation.
///
/// What lasts longer than a name: the switch to one question after the other (a thread keeps it for good), the turn of `rotate`, and the
/// system error of the last asking, which decides whether the search goes on and which error getaddrinfo reports.
class GlibcSender {
public:
    enum class SystemError : std::uint8_t { None, ConnectionRefused, ConnectionReset, TimedOut };

    /// Replies in the order of their arrival; both empty: no usable reply (`failed`).
    struct Outcome {
        bool failed = true;
        std::optional<dns::Message> first, second;
    };

    explicit GlibcSender(Walk& walk) : m_walk(walk), m_turn(walk.config.seed) {}

    /// Asks `types` (one, or A and AAAA together) for `name` until an answer is final or all servers and rounds are used up.
    [[nodiscard]] Outcome send(const dns::Name& name, const std::vector<dns::Type>& types, std::size_t candidate);

    [[nodiscard]] SystemError systemError() const { return m_error; }
    /// Before a name is asked, or found to be unsendable (which is a system error of its own, none that counts here).
    void clear()
    {
        m_bufferRcode = dns::Rcode::NoError;
        m_bufferIsFilled = false;
        m_error = SystemError::None;
    }
    /// Any reply was read for the last name, whether used or not.
    [[nodiscard]] bool bufferIsFilled() const { return m_bufferIsFilled; }
    /// The rcode in the first reply buffer: the newest reply that came first in its round, whether used or not.
    [[nodiscard]] dns::Rcode bufferRcode() const { return m_bufferRcode; }
    /// What the last server did, for people: "timeout", "SERVFAIL", "lame" ...
    [[nodiscard]] const std::string& lastOutcome() const { return m_lastOutcome; }
    /// A TCP server kept silent: glibc would wait for ever, the walk ends.
    [[nodiscard]] bool isCutOff() const { return m_cutOff; }
    /// The reason of the questions of the next walk over the same name.
    void setReason(Note why) { m_why = std::move(why); }

private:
    enum class Step : std::uint8_t { NextServer, Finished, Tcp };
    struct Round; // the state of one server's turn over UDP

    [[nodiscard]] Step askUdp(std::size_t server);
    [[nodiscard]] std::optional<Step> waitOnce(Round& round);
    [[nodiscard]] std::optional<Step> runOut(Round& round);
    [[nodiscard]] std::optional<Step> useReply(Round& round, std::size_t flight);
    [[nodiscard]] std::optional<Step> useFailure(Round& round, std::size_t query);
    void restart(Round& round);
    [[nodiscard]] Step askTcp(std::size_t server);
    [[nodiscard]] std::optional<Step> readTcp(std::size_t server, std::vector<InFlight>& flights, bool& resetSeen);
    [[nodiscard]] InFlight ask(std::size_t server, std::size_t query, Transport transport);
    [[nodiscard]] Step endTcp(SystemError error, std::string outcome);
    void closeSockets();
    [[nodiscard]] std::size_t firstServer();
    [[nodiscard]] bool acceptsShortErrors() const;
    [[nodiscard]] base::Duration timeoutOf(std::size_t server) const;
    [[nodiscard]] const std::string& address(std::size_t server) const { return m_walk.settings.nameservers[server]; }
    [[nodiscard]] bool isPair() const { return m_types.size() > 1; }

    Walk& m_walk;
    std::uint64_t m_turn;                ///< rotate: first server of the next name
    bool m_singleRequest = false, m_reopen = false; ///< switched on by a loss, for the thread's life
    SystemError m_error = SystemError::None;
    dns::Rcode m_bufferRcode = dns::Rcode::NoError;
    bool m_bufferIsFilled = false;
    std::string m_lastOutcome;
    bool m_cutOff = false;
    Note m_why;

    // of the name that is being asked
    dns::Name m_name;
    std::vector<dns::Type> m_types;
    std::size_t m_candidate = noIndex;
    std::vector<std::vector<InFlight>> m_sockets; ///< by server: what was sent on its open socket and is not read yet
    std::optional<dns::Message> m_first, m_second;
    bool m_gotSomewhere = false;
    SystemError m_tcpError = SystemError::TimedOut;
};

} // namespace sim::stub
