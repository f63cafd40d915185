// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/film/flights.h"

#include <algorithm>

namespace film {

namespace {

using namespace std::chrono_literals;
constexpr base::Duration lostFlight = 200us; // how far a packet without an end is seen to go

bool departs(sim::EventKind kind)
{
    return kind == sim::EventKind::Sent || kind == sim::EventKind::Retry || kind == sim::EventKind::TcpRetry || kind == sim::EventKind::Answered;
}

/// The arrival that names this departure as its cause.
const sim::Event* arrivalOf(const sim::Run& run, sim::EventIndex departure)
{
    for (sim::EventIndex index = departure + 1; index < run.events.size(); ++index) {
        const sim::Event& event = run.events[index];
        if (event.kind == sim::EventKind::Received && event.parent == departure)
            return &event;
    }
    return nullptr;
}

/// An answer comes from a cache when the newest thing that its station did for the lookup was a hit.
void markCache(const sim::Run& run, Flight& flight)
{
    for (sim::EventIndex index = flight.event; index-- > 0;) {
        const sim::Event& event = run.events[index];
        if (event.lookup != flight.lookup || event.station != flight.from || event.background)
            continue;
        if (event.kind == sim::EventKind::CacheHit || event.kind == sim::EventKind::CacheStale) {
            flight.fromCache = true;
            flight.stale = event.kind == sim::EventKind::CacheStale;
            return;
        }
        if (event.kind == sim::EventKind::CacheMiss || event.kind == sim::EventKind::Received)
            return;
    }
}

double eased(double share)
{
    return share * share * (3 - 2 * share);
}

} // namespace

std::vector<Flight> flightsOf(const sim::Run& run)
{
    std::vector<Flight> flights;
    for (sim::EventIndex index = 0; index < run.events.size(); ++index) {
        const sim::Event& event = run.events[index];
        if (!departs(event.kind) || event.peer == sim::noIndex || event.lookup == sim::noIndex)
            continue;
        Flight flight{.from = event.station, .to = event.peer, .start = event.at, .end = event.at + lostFlight, .lookup = event.lookup,
                      .question = event.question, .reply = event.reply, .background = event.background, .transport = event.transport, .event = index};
        if (const sim::Event* arrival = arrivalOf(run, index))
            flight.end = arrival->at;
        else
            flight.lost = true;
        if (flight.reply)
            markCache(run, flight);
        flights.push_back(std::move(flight));
    }
    return flights;
}

std::optional<PacketPlace> placeOf(const std::vector<Flight>& flights, sim::LookupIndex lookup, const Timeline& timeline, FilmTime time, bool reducedMotion)
{
    const Flight* last = nullptr;
    for (const Flight& flight : flights) {
        if (flight.lookup != lookup || flight.background)
            continue;
        if (timeline.filmTime(flight.start) > time)
            break;
        last = &flight;
    }
    if (!last)
        return std::nullopt;
    const FilmTime start = timeline.filmTime(last->start), end = timeline.filmTime(last->end);
    const bool arrived = time >= end;
    if (arrived && last->lost)
        return std::nullopt;
    if (arrived && last->to == 0)
        return std::nullopt; // back at the asker
    PacketPlace place{.flight = last, .share = 1, .working = arrived};
    if (!arrived)
        place.share = reducedMotion ? 0 : eased((time - start) / std::max(end - start, FilmTime(1e-9)));
    return place;
}

} // namespace film
