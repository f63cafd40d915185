// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/dns/message.h"

#include <string>

/// Replies as text that can be compared: what may differ from run to run is left out.
namespace comparison {

/// Header, EDNS and sections, a record a line, sorted within its section; SOA serials are 0. A truncated reply's records are only counted,
/// because their order, and with it who had to go, is random.
[[nodiscard]] std::string comparableText(const dns::Message& message);

} // namespace comparison
