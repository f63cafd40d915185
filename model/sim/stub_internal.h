// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/ip_address.h"
#include "model/sim/stub_resolver.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the models of the libraries share. Not for use outside model/sim/stub_*.cpp.
namespace sim::stub {

/// Pieces of `text` between any of `separators`; empty pieces are left out.
[[nodiscard]] std::vector<std::string> words(std::string_view text, std::string_view separators);
/// A line at a time, without its \n.
[[nodiscard]] std::vector<std::string_view> lines(std::string_view text);

/// inet_aton of the C libraries: 1 to 4 parts, decimal, octal (0...) or hexadecimal (0x...), the last fills the rest: "127.1", "0x7f.1", "1".
[[nodiscard]] std::optional<base::IpAddress> parseInetAton(std::string_view text);
/// An address as `libc` reads one where a name is expected; a zone (fe80::1%eth0) is left out of the value.
[[nodiscard]] std::optional<base::IpAddress> numericAddress(Libc libc, std::string_view text);

/// The octets of `text` split at each dot, as the libraries that know no escapes do; nullopt: an empty label, one over 63 octets or a name
/// over 255 on the wire.
[[nodiscard]] std::optional<dns::Name> nameFromRaw(std::string_view text);
/// Characters without the final dot.
[[nodiscard]] std::size_t lengthWithoutFinalDot(std::string_view text);

/// A rung of the ladder before it is asked. No name: the library cannot send it.
struct Rung {
    Candidate candidate;
    std::optional<dns::Name> name;
    bool asTyped = false;
};
[[nodiscard]] std::vector<Rung> ladder(Libc libc, const LibcVersion& version, const ResolverSettings& settings, const TypedName& name);
/// True if the library sends no question for this name at all, whatever resolv.conf says.
[[nodiscard]] bool refusesName(Libc libc, const StubQuestion& question);
/// What getaddrinfo of glibc takes for a host name: letters, digits, - and _ in labels of 1 to 63, no leading dash (dns-semantics 9.2).
[[nodiscard]] bool isGlibcHostName(std::string_view name);

[[nodiscard]] bool isAddressType(dns::Type type);
[[nodiscard]] bool asksAddresses(const std::vector<dns::Type>& types);

/// One question under way and what will come of it.
struct InFlight {
    Asker::Ask ask;
    AskReply reply;
    std::size_t query = 0;       ///< 0: first type, 1: second
    bool timedOut = false;       ///< timedOut() was called for it
};

/// Everything that a library's model works on.
class Walk {
public:
    /// The references must outlive it. `before`: what an earlier walk for other types left.
    Walk(const ResolverConfig& configToUse, const ResolverSettings& settingsToUse, const StubQuestion& questionToAsk, Asker& network, base::Instant at,
         WalkResult before)
        : config(configToUse), settings(settingsToUse), question(questionToAsk), asker(network), start(at), now(at), result(std::move(before)),
          firstCandidate(result.candidates.size())
    {
    }

    const ResolverConfig& config;
    const ResolverSettings& settings;
    const StubQuestion& question;
    Asker& asker;
    const base::Instant start;
    base::Instant now;
    WalkResult result;
    const std::size_t firstCandidate; ///< where this walk's rungs begin in result.candidates

    /// Asks at `at` and keeps count. The caller has set nameserver, question, candidate, transport and why.
    [[nodiscard]] InFlight send(Asker::Ask ask, base::Instant at, std::size_t query);
    /// The resolver stops waiting; says so once.
    void stopWaiting(InFlight& flight, base::Instant at);
    /// A reply is taken (late if timedOut was called for its ask).
    void take(const InFlight& flight, base::Instant at);
    /// Puts the rungs into result.candidates and remembers where.
    void begin(const std::vector<Rung>& rungs);
    [[nodiscard]] Candidate& candidate(std::size_t rung) { return result.candidates[firstCandidate + rung]; }

private:
    std::map<std::pair<std::size_t, dns::Type>, int> m_asked; ///< by candidate, to tell a retry
};

/// The answer records that stand whole within the first `octets` of the message.
[[nodiscard]] std::vector<dns::Record> recordsWithin(const dns::Message& message, std::size_t octets);
/// The index of the earliest flight that arrives until `deadline`, or noIndex. Ties go to the older one.
[[nodiscard]] std::size_t earliestArrival(const std::vector<InFlight>& flights, base::Instant deadline);
/// True if the reply repeats the question (RFC 5452 section 9.1), letter case aside.
[[nodiscard]] bool matchesQuestion(const InFlight& flight);
/// "SERVFAIL", "timeout", "unreachable", "closed": what a person would call it.
[[nodiscard]] std::string outcomeName(const AskReply& reply);
/// NOERROR, no answer, neither authoritative nor recursive, nothing additional: glibc and Go take it for a lame delegation.
[[nodiscard]] bool isLame(const dns::Message& message);
[[nodiscard]] std::string secondsText(base::Duration duration);

/// True if nothing needs to be asked: an address as name, an entry of /etc/hosts, a name that the library refuses. Fills walk.result.
[[nodiscard]] bool settledWithoutDns(Walk& walk);

/// Each library walks `walk.question` from walk.now and fills walk.result but for lookups, seconds and end.
void walkGlibc(Walk& walk);
void walkMusl(Walk& walk);
void walkGo(Walk& walk);
void walkWindows(Walk& walk);

} // namespace sim::stub
