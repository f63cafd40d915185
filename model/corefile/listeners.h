// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/corefile/configuration.h"

#include <optional>
#include <string>
#include <vector>

/// Who listens where, and which definitions exclude each other (core/dnsserver/register.go, address.go; dns-semantics 3.7).
namespace corefile {

/// A zone on a listener. `address` "" is a listener that is bound to no address.
struct ZoneListener {
    ServerKey key;
    std::string address;
    bool operator==(const ZoneListener&) const = default;
};

/// "dns://.:53 on 127.0.0.1".
[[nodiscard]] std::string toString(const ZoneListener& listener);

enum class Clash { None, Duplicate, Overlap };

/// Judges definitions in file order.
class OverlapChecker {
public:
    struct Verdict {
        Clash clash = Clash::None;
        std::optional<ZoneListener> other;
    };
    /// What is refused is not remembered. A filtered zone (`view`) may share zone and listener with others and is not remembered either.
    Verdict add(const ZoneListener& listener, bool isFiltered = false);

private:
    std::vector<ZoneListener> m_known;
};

/// "dns://127.0.0.1:53", "dns://[::1]:53", "dns://:54": the sockets of the servers, in the order in which they first appear.
[[nodiscard]] std::vector<std::string> listenerAddresses(const std::vector<Server>& servers);

} // namespace corefile
