// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/resolvers/case.h"

#include <algorithm>
#include <random>

namespace comparison {
namespace {

using namespace std::chrono_literals;
using Random = std::mt19937_64;

template <class T, std::size_t count>
const T& pick(Random& random, const std::array<T, count>& from)
{
    return from[static_cast<std::size_t>(random() % count)];
}

bool oneIn(Random& random, unsigned n)
{
    return random() % n == 0;
}

constexpr std::array<const char*, 22> typedNames{"api", "api", "db", "api.shop", "api.shop", "www.example.com", "www.example.com", "a.b.c.d.e.f", "api.", "www.example.com.",
    "300.1.2.3", "10.0.0.1", "127.1", "10.0.0.1.", "-dash", "under_score", "a..b", "b*d", "web-0", "WEB-0", "web-0.", "x.y.z"};
constexpr std::array<const char*, 9> suffixes{"shop.svc.test", "svc.test", "test", "corp.example", "example", "shop.svc.test.", ".lead.test", ".", "a..b"};
constexpr std::array<const char*, 9> glibcOptions{
    "single-request", "single-request-reopen", "use-vc", "edns0", "no-aaaa", "trust-ad", "no_tld_query", "rotate", "no-reload"};

/// Usable suffixes are the rule; the odd ones behind them are rare.
std::string searchLine(Random& random)
{
    std::string line = "search";
    for (auto count = random() % 5; count > 0; --count)
        line += std::string(" ") + suffixes[static_cast<std::size_t>(oneIn(random, 12) ? random() % suffixes.size() : random() % 5)];
    return line == "search" ? "" : line + '\n';
}

constexpr std::array<const char*, 20> oddLines{"# comment", "; comment", " search indented", "search a # b", "options ndots:2 # timeout:3", "domain dom.example more", "search", "search ",
    "nameserver 127.0.0.9x", "nameserver 192.0.2.999", "options", "options xndots:3", "options ndots:99 attempts:2x", "options ndots:-1", "domain\ttab.example", "search\ttab.example two",
    "options timeout:0", "sortlist 10.0.0.0", "nonsense here", "options unknown-word attempts:1"};

/// A few lines of the kinds that readers disagree about, before or behind the sound ones; line ends of either kind.
std::string withOddLines(Random& random, std::string text, bool isMusl)
{
    for (auto count = 1 + random() % 3; count > 0; --count) {
        const std::string line = pick(random, oddLines);
        if (isMusl && line == "options timeout:0")
            continue; // no walk at all
        text = oneIn(random, 2) ? line + '\n' + text : text + line + '\n';
    }
    // glibc never ends on a sortlist line with a carriage return.
    if (!oneIn(random, 4) || text.find("sortlist") != std::string::npos)
        return text;
    std::string carriage;
    for (const char c : text)
        carriage += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return carriage;
}

std::string longName(Random& random)
{
    std::string name;
    const auto length = 200 + random() % 60;
    while (name.size() < length)
        name += std::string(name.empty() ? 0 : 1, '.') + std::string(static_cast<std::size_t>(1 + random() % 62), 'l');
    return name;
}

std::uint64_t mix(std::uint64_t value)
{
    value += 0x9e3779b97f4a7c15ULL; // splitmix64
    value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ value >> 27) * 0x94d049bb133111ebULL;
    return value ^ value >> 31;
}

std::uint64_t hashOf(const Case& which, const dns::Question& question, std::uint64_t salt)
{
    std::uint64_t hash = mix(which.seed ^ salt);
    for (const char c : question.name.lower())
        hash = mix(hash ^ static_cast<unsigned char>(c));
    return hash;
}

/// Weighted by how often the word stands here.
constexpr std::array<const char*, 26> words{"nxdomain", "nxdomain", "nxdomain", "nxdomain", "nxdomain", "nxdomain", "nodata", "nodata", "nodata", "ok", "ok", "ok", "ok",
    "servfail", "servfail", "refused", "refused", "notimp", "formerr", "lame", "dangling", "timeout", "timeout", "truncated", "alias", "stray"};
constexpr std::array<std::size_t, 10> counts{1, 1, 1, 2, 12, 14, 17, 30, 45, 70};

} // namespace

std::string serverAddress(std::size_t server)
{
    return "127.0.0." + std::to_string(server + 1);
}

Case makeCase(sim::Libc libc, std::uint64_t seed, std::size_t index)
{
    Random random(mix(seed * 1000003 + index));
    Case result;
    result.seed = random();
    result.libc = libc;
    result.servers = 1 + static_cast<std::size_t>(random() % 3);
    for (std::size_t i = 0; i < result.servers; ++i) {
        result.closed[i] = oneIn(random, 10);
        result.resolvConf += "nameserver " + serverAddress(i) + '\n';
    }
    result.resolvConf += searchLine(random);
    result.resolvConf += "options timeout:1 ndots:" + std::to_string(random() % 6) + " attempts:" + std::to_string(oneIn(random, 4) ? 2 : 1);
    if (libc == sim::Libc::Glibc && oneIn(random, 2))
        result.resolvConf += std::string(" ") + pick(random, glibcOptions);
    if (libc == sim::Libc::Go && oneIn(random, 4))
        result.resolvConf += oneIn(random, 2) ? " single-request" : " use-vc";
    result.resolvConf += '\n';
    if (oneIn(random, 4))
        result.resolvConf = withOddLines(random, std::move(result.resolvConf), libc == sim::Libc::Musl);
    result.hosts = "127.0.0.1 localhost\n10.1.2.3 web-0.web.shop.svc.test web-0\n";
    result.name = oneIn(random, 15) ? longName(random) : std::string(pick(random, typedNames));
    result.family = pick(random, std::array<const char*, 6>{"unspec", "unspec", "unspec", "unspec", "inet", "inet6"});
    result.canonicalName = oneIn(random, 5);
    result.tcp = oneIn(random, 3) ? (oneIn(random, 2) ? TcpService::Closes : TcpService::Refuses) : TcpService::Answers;
    result.varies = oneIn(random, 4);
    result.slowA = oneIn(random, 2);
    return result;
}

scripted::Answer answerFor(const Case& which, const dns::Question& question, std::size_t server, bool overTcp, std::size_t nth)
{
    // Half of the names are answered alike by all servers and for both types, as in a sound network.
    const std::uint64_t common = hashOf(which, question, 1);
    const bool alike = common % 2 == 0;
    const std::uint64_t own = alike ? common : hashOf(which, question, 2 + server * 2 + (question.type == dns::Type::A ? 0 : 1));
    scripted::Answer answer;
    answer.word = words[static_cast<std::size_t>(own / 2 % words.size())];
    answer.addresses = counts[static_cast<std::size_t>(own / 64 % counts.size())];
    answer.truncated = answer.word == "truncated";
    if (answer.truncated)
        answer.word = "ok";
    // Replies, also those to musl's repetitions, keep 15 ms apart, so that their order is the same in reality and in the model.
    constexpr std::array<std::chrono::milliseconds, 3> serverDelays{0ms, 130ms, 290ms};
    const dns::Type slowType = which.slowA ? dns::Type::A : dns::Type::AAAA;
    answer.delay = serverDelays[server] + (question.type == slowType ? 55ms : 0ms);
    if (overTcp) {
        answer.word = answer.word == "timeout" ? "nxdomain" : answer.word;
        answer.word = which.tcp == TcpService::Closes ? "closed" : which.tcp == TcpService::Refuses ? "unreachable" : answer.word;
        if (which.tcp != TcpService::Answers)
            answer.delay = 0ms;
        return answer;
    }
    if (which.varies && nth == 0 && own / 8192 % 3 == 0)
        answer.word = "timeout";
    else if (which.varies && nth == 0 && own / 8192 % 3 == 1)
        answer.delay += 1300ms; // comes in the next round
    return answer;
}

std::string toString(const Seen& seen)
{
    std::string text = seen.name + ' ' + dns::toString(seen.type) + " @" + std::to_string(seen.server + 1);
    text += seen.tcp ? " tcp" : "";
    text += seen.edns ? " edns" : "";
    return text + (seen.authenticData ? " ad" : "");
}

std::string describe(const Case& which)
{
    std::string text = "name '" + which.name + "' " + which.family + (which.canonicalName ? " canonname" : "") + '\n' + which.resolvConf;
    for (std::size_t i = 0; i < which.servers; ++i)
        text += which.closed[i] ? "closed: server " + std::to_string(i + 1) + '\n' : "";
    text += which.tcp == TcpService::Answers ? "" : which.tcp == TcpService::Closes ? "tcp closes\n" : "tcp refused\n";
    return text + (which.varies ? "first replies may be lost or late\n" : "");
}

} // namespace comparison
