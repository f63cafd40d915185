// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/stub_resolver.h"
#include "tests/support/scripted_asker.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

/// A lookup under made conditions, the same for the real library and for its model.
namespace comparison {

enum class TcpService : std::uint8_t { Answers, Closes, Refuses };

struct Case {
    std::uint64_t seed = 0;
    sim::Libc libc = sim::Libc::Glibc;
    std::string resolvConf;
    std::string hosts;
    std::string name;
    std::string family = "unspec";
    bool canonicalName = false;
    std::size_t servers = 1;            ///< 127.0.0.1, .2, .3
    std::array<bool, 3> closed{};       ///< nothing listens there
    TcpService tcp = TcpService::Answers;
    bool varies = false;                ///< the first asking of a question may be lost
    bool slowA = false;                 ///< replies of that type come after those of the other
};

/// The case number `index` of a run.
[[nodiscard]] Case makeCase(sim::Libc libc, std::uint64_t seed, std::size_t index);
[[nodiscard]] std::string serverAddress(std::size_t server);
/// What server number `server` says the `nth` time (from 0) it is asked this over UDP; over TCP always as at first, in full.
[[nodiscard]] scripted::Answer answerFor(const Case& which, const dns::Question& question, std::size_t server, bool overTcp, std::size_t nth);
/// The case in a few lines, for people.
[[nodiscard]] std::string describe(const Case& which);

/// A question as it arrived at a server.
struct Seen {
    std::string name;
    dns::Type type = dns::Type::A;
    std::size_t server = 0;
    bool tcp = false, edns = false, authenticData = false;
    auto operator<=>(const Seen&) const = default;
};
[[nodiscard]] std::string toString(const Seen& seen);

struct Outcome {
    std::vector<Seen> seen;
    std::string result;                 ///< "OK" or the EAI name
    std::vector<std::string> addresses; ///< sorted
    double seconds = 0;
};

} // namespace comparison
