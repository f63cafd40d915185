// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/trace.h"

#include <chrono>
#include <vector>

namespace film {

/// Time as the viewer sees it: a hop of 40 µs and one of 12 ms both last a fraction of a second (design: 200 to 600 ms a hop).
using FilmTime = std::chrono::duration<double>;

/// Maps the instants of one run to film time and back; monotonous and piecewise linear, with a stop at every distinct event instant.
class Timeline {
public:
    Timeline() = default;
    explicit Timeline(const sim::Run& run);

    [[nodiscard]] FilmTime length() const;
    [[nodiscard]] FilmTime filmTime(base::Instant instant) const;   ///< clamped to [0, length]
    [[nodiscard]] base::Instant instant(FilmTime time) const;       ///< clamped to the run
    /// The stop before and behind `time` for stepping; the ends stay.
    [[nodiscard]] FilmTime stepBack(FilmTime time) const;
    [[nodiscard]] FilmTime stepForward(FilmTime time) const;
    /// The newest event at or before `time` in run.events order; noIndex before the first.
    [[nodiscard]] sim::EventIndex eventAt(FilmTime time) const;

private:
    struct Stop {
        base::Instant instant;
        FilmTime time{0};
        sim::EventIndex lastEvent = sim::noIndex;
    };
    std::vector<Stop> m_stops;
};

} // namespace film
