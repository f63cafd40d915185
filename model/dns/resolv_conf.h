// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dns {

/// The content of a pod's resolv.conf as the container runtime writes it from the CRI DNSConfig (dns-semantics 8.6).
/// Texts are as written: a nameserver may be no address, a search entry may be ".". How a resolver reads them is model/sim's business.
struct ResolvConf {
    std::vector<std::string> nameservers;
    std::vector<std::string> searches;
    std::vector<std::pair<std::string, std::optional<std::string>>> options; ///< name, value; "rotate" has no value
    bool operator==(const ResolvConf&) const = default;
};

/// "search A B", "nameserver X", "options a b:1", in that order, each line ended by \n; empty parts are left out.
[[nodiscard]] std::string toString(const ResolvConf& resolvConf);

} // namespace dns
