// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/resolvers/server.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>

namespace comparison {
namespace {

constexpr std::uint16_t port = 53;

sockaddr_in socketAddress(std::size_t server)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(0x7f000001u + static_cast<std::uint32_t>(server));
    return address;
}

int openSocket(std::size_t server, int type)
{
    const int descriptor = socket(AF_INET, type | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(descriptor, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    const sockaddr_in address = socketAddress(server);
    const bool bound = bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    if (bound && (type != SOCK_STREAM || listen(descriptor, 8) == 0))
        return descriptor;
    close(descriptor);
    return -1;
}

std::string withLength(const std::string& message)
{
    std::string bytes;
    bytes += static_cast<char>(message.size() >> 8);
    bytes += static_cast<char>(message.size() & 0xff);
    return bytes + message;
}

std::chrono::nanoseconds nanoseconds(const timespec& time)
{
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

/// When the kernel got the datagram: several sockets may be readable at once.
std::chrono::nanoseconds arrivalOf(msghdr& header)
{
    for (cmsghdr* each = CMSG_FIRSTHDR(&header); each; each = CMSG_NXTHDR(&header, each)) {
        if (each->cmsg_level != SOL_SOCKET || each->cmsg_type != SCM_TIMESTAMPNS)
            continue;
        timespec time{};
        std::copy_n(CMSG_DATA(each), sizeof time, reinterpret_cast<unsigned char*>(&time));
        return nanoseconds(time);
    }
    return std::chrono::system_clock::now().time_since_epoch();
}

std::size_t lengthPrefix(const std::string& bytes)
{
    return static_cast<std::size_t>(static_cast<unsigned char>(bytes[0])) * 256 + static_cast<unsigned char>(bytes[1]);
}

} // namespace

Servers::Servers(const Case& which) : m_case(which)
{
    for (std::size_t server = 0; server < which.servers; ++server) {
        if (!which.closed[server])
            openServer(server);
    }
}

Servers::~Servers()
{
    for (const int descriptor : m_udp)
        close(descriptor);
    for (const int descriptor : m_tcp)
        close(descriptor);
    for (const Connection& connection : m_connections)
        close(connection.descriptor);
}

void Servers::openServer(std::size_t server)
{
    m_udp[server] = openSocket(server, SOCK_DGRAM);
    const bool wantsTcp = m_case.tcp != TcpService::Refuses;
    if (wantsTcp)
        m_tcp[server] = openSocket(server, SOCK_STREAM);
    m_ready = m_ready && m_udp[server] >= 0 && (!wantsTcp || m_tcp[server] >= 0);
}

bool Servers::run(int endDescriptor, std::chrono::steady_clock::duration limit)
{
    const Instant end = std::chrono::steady_clock::now() + limit;
    while (true) {
        const Instant now = std::chrono::steady_clock::now();
        if (now >= end)
            return false;
        sendDue();
        std::vector<pollfd> waits{{endDescriptor, POLLIN, 0}};
        for (const auto& list : {m_udp, m_tcp}) {
            for (const int descriptor : list)
                waits.push_back({descriptor, POLLIN, 0}); // -1 is passed over by poll
        }
        for (const Connection& connection : m_connections)
            waits.push_back({connection.descriptor, POLLIN, 0});
        const Instant next = m_replies.empty() ? end : std::min(end, m_replies.top().at);
        const auto patience = std::chrono::ceil<std::chrono::milliseconds>(next - now).count();
        if (poll(waits.data(), waits.size(), static_cast<int>(std::max<std::int64_t>(patience, 0))) <= 0)
            continue;
        const std::size_t connections = m_connections.size();
        for (std::size_t server = 0; server < 3; ++server) {
            if (waits[1 + server].revents)
                readDatagram(server);
            if (waits[4 + server].revents)
                acceptConnection(server);
        }
        for (std::size_t i = 0; i < connections; ++i) {
            if (waits[7 + i].revents)
                readConnection(m_connections[i]);
        }
        std::erase_if(m_connections, [](const Connection& connection) { return connection.descriptor < 0; });
        // The asker may end right after its last question, which is then already here.
        const bool nothingElse = std::all_of(waits.begin() + 1, waits.end(), [](const pollfd& wait) { return wait.revents == 0; });
        if (waits[0].revents && nothingElse)
            return true;
    }
}

void Servers::readDatagram(std::size_t server)
{
    std::string query(2048, '\0');
    sockaddr_in from{};
    alignas(cmsghdr) char control[256];
    iovec part{query.data(), query.size()};
    msghdr header{};
    header.msg_name = &from;
    header.msg_namelen = sizeof from;
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control;
    header.msg_controllen = sizeof control;
    const auto size = recvmsg(m_udp[server], &header, 0);
    if (size <= 0)
        return;
    query.resize(static_cast<std::size_t>(size));
    answer({query, server, false, m_udp[server], std::string(reinterpret_cast<const char*>(&from), header.msg_namelen), arrivalOf(header)});
}

void Servers::acceptConnection(std::size_t server)
{
    const int descriptor = accept4(m_tcp[server], nullptr, nullptr, SOCK_CLOEXEC);
    if (descriptor >= 0)
        m_connections.push_back({descriptor, server, {}});
}

/// A server that closes reads the first question only, so that a second one resets the connection.
void Servers::readConnection(Connection& connection)
{
    const bool closes = m_case.tcp == TcpService::Closes;
    std::size_t wanted = 65536;
    if (closes)
        wanted = connection.received.size() < 2 ? 2 - connection.received.size() : 2 + lengthPrefix(connection.received) - connection.received.size();
    std::string bytes(wanted, '\0');
    const auto size = read(connection.descriptor, bytes.data(), bytes.size());
    bool ended = size <= 0;
    if (!ended)
        connection.received.append(bytes, 0, static_cast<std::size_t>(size));
    std::string& received = connection.received;
    while (!ended && received.size() >= 2 && received.size() >= 2 + lengthPrefix(received)) {
        const std::size_t length = lengthPrefix(received);
        answer({received.substr(2, length), connection.server, true, connection.descriptor, {}, std::chrono::system_clock::now().time_since_epoch()});
        received.erase(0, 2 + length);
        ended = closes;
    }
    if (ended)
        close(std::exchange(connection.descriptor, -1));
}

void Servers::answer(const Query& query)
{
    const auto message = dns::decode(query.bytes);
    if (!message || message->questions.size() != 1) {
        m_seen.emplace_back(query.at, Seen{"(malformed)", dns::Type::A, query.server, query.tcp, false, false});
        return;
    }
    const dns::Question& question = message->questions.front();
    m_seen.emplace_back(query.at, Seen{question.name.lower(), question.type, query.server, query.tcp, message->edns.has_value(), message->flags.ad});
    const std::size_t nth = query.tcp ? 0 : m_times[{query.server, {question.name.lower(), question.type}}]++;
    const scripted::Answer answer = answerFor(m_case, question, query.server, query.tcp, nth);
    if (answer.word == "timeout" || answer.word == "closed")
        return;
    dns::Message reply = scripted::messageFor(answer, question, !query.tcp);
    reply.id = message->id;
    const std::string bytes = dns::encode(reply);
    const Instant at = std::chrono::steady_clock::now() + answer.delay;
    m_replies.push({at, query.descriptor, query.tcp ? withLength(bytes) : bytes, query.from, m_order++});
}

std::vector<Seen> Servers::seen() const
{
    auto ordered = m_seen;
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Seen> result;
    for (auto& [at, seen] : ordered)
        result.push_back(std::move(seen));
    return result;
}

void Servers::sendDue()
{
    const Instant now = std::chrono::steady_clock::now();
    while (!m_replies.empty() && m_replies.top().at <= now) {
        const Reply& reply = m_replies.top();
        // The asker may be gone already; its loss.
        const auto* to = reply.to.empty() ? nullptr : reinterpret_cast<const sockaddr*>(reply.to.data());
        (void)sendto(reply.descriptor, reply.bytes.data(), reply.bytes.size(), MSG_NOSIGNAL, to, static_cast<socklen_t>(reply.to.size()));
        m_replies.pop();
    }
}

} // namespace comparison
