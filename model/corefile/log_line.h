// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/dns/message.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The line that CoreDNS's log plugin writes per query (dns-semantics 11.3).
namespace corefile {

struct LogLine {
    std::string remote;                   ///< client address, IPv6 without brackets; the node's behind node-cache
    std::uint16_t port = 0;
    std::uint16_t id = 0;
    std::string type, klass, name;        ///< question as the client asked it; name lower case with its dot
    std::string protocol;                 ///< udp, tcp ...
    std::uint32_t size = 0;               ///< octets of the query
    bool dnssecOk = false;
    std::uint32_t bufferSize = 512;       ///< EDNS UDP size; 512 without EDNS, 65535 over TCP
    std::string rcode;                    ///< "NXDOMAIN"; "-" if no reply was recorded
    std::vector<std::string> flags;       ///< of the reply: qr, aa, tc, rd, ra, z, ad, cd
    std::uint32_t responseSize = 0;       ///< octets of the reply
    std::chrono::duration<double> duration{};
    std::optional<std::uint8_t> opcode;   ///< {combined} format only
    bool operator==(const LogLine&) const = default;
};

/// Reads a line of the common or the combined format; what a container runtime writes in front of "[INFO] " is passed over.
/// nullopt for other lines.
[[nodiscard]] std::optional<LogLine> parseLogLine(std::string_view line);
/// The line in the common format, in the combined one if there is an opcode.
[[nodiscard]] std::string toString(const LogLine& line);

struct LoggedClient {
    std::string remote;
    std::uint16_t port = 0;
    std::string protocol = "udp";
};
/// What the plugin would log for a query and its reply. The query has a question.
[[nodiscard]] LogLine logLineOf(const dns::Message& query, const dns::Message& reply, const LoggedClient& client,
                                std::chrono::duration<double> duration);

} // namespace corefile
