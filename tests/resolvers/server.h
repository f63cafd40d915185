// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "tests/resolvers/case.h"

#include <chrono>
#include <map>
#include <queue>
#include <vector>

namespace comparison {

/// Name servers on 127.0.0.1 to .3, port 53, UDP and TCP, that answer a case by its rule and keep what they were asked.
/// Lives in one thread: run() serves until `done` says that the asker has ended.
class Servers {
public:
    explicit Servers(const Case& which);
    ~Servers();
    Servers(const Servers&) = delete;
    Servers& operator=(const Servers&) = delete;

    /// False: a socket could not be opened.
    [[nodiscard]] bool isReady() const { return m_ready; }
    /// Serves until `endDescriptor` is readable (the asker's output has ended or begun) or `limit` has passed.
    [[nodiscard]] bool run(int endDescriptor, std::chrono::steady_clock::duration limit);
    /// What was asked, in the order of arrival.
    [[nodiscard]] std::vector<Seen> seen() const;

private:
    using Instant = std::chrono::steady_clock::time_point;
    struct Connection {
        int descriptor = -1;
        std::size_t server = 0;
        std::string received;
    };
    struct Query {
        std::string bytes;
        std::size_t server = 0;
        bool tcp = false;
        int descriptor = -1;
        std::string from;        ///< socket address; empty over TCP
        std::chrono::nanoseconds at{}; ///< wall clock
    };
    struct Reply {
        Instant at;
        int descriptor = -1;
        std::string bytes;
        std::string to;          ///< socket address; empty over TCP
        std::size_t order = 0;
        bool operator<(const Reply& other) const { return at == other.at ? order > other.order : at > other.at; } ///< for a queue: the latest is least
    };

    void openServer(std::size_t server);
    void readDatagram(std::size_t server);
    void acceptConnection(std::size_t server);
    void readConnection(Connection& connection);
    void answer(const Query& query);
    void sendDue();

    const Case& m_case;
    bool m_ready = true;
    std::array<int, 3> m_udp{-1, -1, -1}, m_tcp{-1, -1, -1};
    std::vector<Connection> m_connections;
    std::priority_queue<Reply> m_replies;
    std::size_t m_order = 0;
    std::map<std::pair<std::size_t, std::pair<std::string, dns::Type>>, std::size_t> m_times;
    std::vector<std::pair<std::chrono::nanoseconds, Seen>> m_seen;
};

} // namespace comparison
