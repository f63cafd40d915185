// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <chrono>

namespace base {

/// The clock of a simulation. It never ticks by itself: an instant is always handed in. Zero is the session's start.
struct SimulationClock {
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<SimulationClock>;
    static constexpr bool is_steady = true;
};

using Duration = SimulationClock::duration;
using Instant = SimulationClock::time_point;

[[nodiscard]] constexpr double toSeconds(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

[[nodiscard]] constexpr double toSeconds(Instant instant)
{
    return toSeconds(instant.time_since_epoch());
}

} // namespace base
