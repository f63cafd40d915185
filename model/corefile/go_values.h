// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

/// Values as Go's standard library reads them, and its words when it cannot: CoreDNS hands both through.
namespace corefile {

template <class T>
using Parsed = tl::expected<T, std::string>;

[[nodiscard]] Parsed<std::int64_t> goAtoi(std::string_view text);
/// strconv.ParseFloat(text, 32), decimal forms only.
[[nodiscard]] Parsed<double> goParseFloat(std::string_view text);
/// strconv.ParseUint(text, 10, bits).
[[nodiscard]] Parsed<std::uint64_t> goParseUint(std::string_view text, int bits);
/// time.ParseDuration: "1h30m", "0.5s", "-2ms", "0".
[[nodiscard]] Parsed<std::chrono::nanoseconds> goParseDuration(std::string_view text);
/// Duration.String: "1m30s".
[[nodiscard]] std::string goDurationText(std::chrono::nanoseconds duration);
/// The %q verb.
[[nodiscard]] std::string goQuoted(std::string_view text);

struct HostPort {
    std::string host;
    std::string port;
};
/// net.SplitHostPort; IPv6 hosts stand in brackets.
[[nodiscard]] Parsed<HostPort> goSplitHostPort(std::string_view text);
/// net.JoinHostPort.
[[nodiscard]] std::string goJoinHostPort(std::string_view host, std::string_view port);
/// The text left of the last '%': an IPv6 address without its zone id.
[[nodiscard]] std::string_view withoutZoneId(std::string_view host);

} // namespace corefile
