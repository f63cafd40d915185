// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/resolvers/model.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>
#include <sstream>

namespace comparison {
namespace {

std::vector<dns::Type> typesOf(const std::string& family)
{
    if (family == "inet")
        return {dns::Type::A};
    if (family == "inet6")
        return {dns::Type::AAAA};
    return {dns::Type::A, dns::Type::AAAA};
}

std::vector<sim::HostsEntry> hostsOf(const std::string& text)
{
    std::vector<sim::HostsEntry> entries;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        sim::HostsEntry entry;
        words >> entry.address;
        for (std::string name; words >> name;)
            entry.names.push_back(name);
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::size_t serverOf(const std::string& address)
{
    return static_cast<std::size_t>(address.back() - '1');
}

/// A server that ends a connection does so after the first question; the second of a pair stays unread.
class Seer {
public:
    explicit Seer(const Case& which) : m_case(which) {}

    scripted::Answer answer(const sim::Asker::Ask& ask)
    {
        const std::size_t server = serverOf(ask.nameserver);
        if (server >= m_case.servers)
            return {.word = "unreachable"};
        const bool tcp = ask.transport == sim::Transport::Tcp;
        if (m_case.closed[server])
            return {.word = "unreachable"};
        const auto key = std::make_pair(server, std::make_pair(ask.question.name.lower(), ask.question.type));
        const std::size_t nth = tcp ? 0 : m_times[key]++;
        const scripted::Answer answer = answerFor(m_case, ask.question, server, tcp, nth);
        const bool secondUnread = tcp && m_case.tcp == TcpService::Closes && m_openTcp;
        const bool reachesServer = answer.word != "unreachable" && !secondUnread;
        m_openTcp = tcp && m_case.tcp == TcpService::Closes && !m_openTcp && isPair();
        if (reachesServer)
            seen.push_back({ask.question.name.lower(), ask.question.type, server, tcp, ask.edns0, ask.authenticData});
        return answer;
    }

    std::vector<Seen> seen;

private:
    [[nodiscard]] bool isPair() const { return m_case.libc == sim::Libc::Glibc && m_case.family == "unspec" && m_case.resolvConf.find("no-aaaa") == std::string::npos; }

    const Case& m_case;
    std::map<std::pair<std::size_t, std::pair<std::string, dns::Type>>, std::size_t> m_times;
    bool m_openTcp = false;
};

} // namespace

Outcome predict(const Case& which, const sim::LibcVersion& version, std::uint64_t seed)
{
    std::array<char, 256> hostname{};
    (void)!gethostname(hostname.data(), hostname.size() - 1);
    const auto settings = sim::readSettings(which.libc, version, which.resolvConf, {.hostname = hostname.data(), .localDomain = {}, .resOptions = {}});
    const sim::ResolverConfig config{.libc = which.libc, .version = version, .hosts = hostsOf(which.hosts), .seed = seed};
    Seer seer(which);
    scripted::Network network([&seer](const sim::Asker::Ask& ask) { return seer.answer(ask); });
    const auto result = sim::walk(config, settings, {{which.name}, typesOf(which.family), which.canonicalName}, network, base::Instant{});
    Outcome outcome{std::move(seer.seen), result.result.error.empty() ? "OK" : result.result.error, {}, result.result.seconds};
    for (const dns::Record& record : result.result.records)
        outcome.addresses.push_back(dns::dataText(record));
    std::sort(outcome.addresses.begin(), outcome.addresses.end());
    return outcome;
}

} // namespace comparison
