// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/trace.h"

#include <QString>

namespace film {

/// The trace as plain text for a terminal or an issue: the resolver's settings, each lookup with its way, the result.
[[nodiscard]] QString traceText(const sim::Trace& trace);

/// A Mermaid sequence diagram: one participant a station, one arrow a packet, notes for what the plugins decided.
[[nodiscard]] QString traceMermaid(const sim::Trace& trace);

/// "1.2 ms", "310 µs", "5 s": three significant digits at most.
[[nodiscard]] QString durationText(double seconds);

} // namespace film
