// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/dns/record.h"

#include <string>
#include <string_view>
#include <vector>

namespace dns {

struct ZoneTextOptions {
    Name origin;                ///< for relative owners before the first $ORIGIN
    std::string fileName;       ///< for positions in messages
    Ttl defaultTtl{3600};       ///< before any $TTL or explicit TTL
};

/// Reads zone-file text (RFC 1035 section 5.1, RFC 2308 $TTL): $ORIGIN, $TTL, @, blank owners, parentheses, comments, quoted strings, TTL units
/// (1h30m), class and TTL in any order. $INCLUDE and $GENERATE are refused (ZoneSyntax with line). Records keep file order.
[[nodiscard]] base::Result<std::vector<Record>> parseZoneText(std::string_view text, const ZoneTextOptions& options = {});

/// One record a line, names absolute, the apex SOA first if there is one; `named-checkzone` accepts it when SOA and NS are present.
[[nodiscard]] std::string printZoneText(const std::vector<Record>& records);

} // namespace dns
