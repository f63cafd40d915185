// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/film/shapes.h"
#include "model/film/timeline.h"

#include <optional>
#include <vector>

namespace film {

/// One packet's way between two stations.
struct Flight {
    sim::StationIndex from = sim::noIndex, to = sim::noIndex;
    base::Instant start, end;
    sim::LookupIndex lookup = sim::noIndex;
    dns::Question question;
    std::optional<sim::ReplyFacts> reply; ///< set: it is an answer
    bool lost = false;                    ///< nothing arrives
    bool background = false;
    bool fromCache = false, stale = false;
    sim::Transport transport = sim::Transport::Udp;
    sim::EventIndex event = sim::noIndex; ///< of its departure
};

/// All flights of a run in order of departure.
[[nodiscard]] std::vector<Flight> flightsOf(const sim::Run& run);

/// Where a lookup's packet is at an instant: on a flight, or at a station that works on it.
struct PacketPlace {
    const Flight* flight = nullptr;       ///< the flight it is on, or the last one that ended
    double share = 0;                     ///< of the flight, 0 to 1 by film time, eased
    bool working = false;                 ///< has arrived and waits at flight->to
};
/// nullopt: not sent yet, or the answer is back.
[[nodiscard]] std::optional<PacketPlace> placeOf(const std::vector<Flight>& flights, sim::LookupIndex lookup, const Timeline& timeline, FilmTime time,
                                                 bool reducedMotion);

} // namespace film
