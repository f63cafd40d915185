// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/film/timeline.h"

#include <algorithm>
#include <cmath>

namespace film {

namespace {

/// How long a pause of the simulation lasts on screen: logarithmic, so that a parse of 30 µs is a beat, a hop a movement and a time-out of 5 s
/// no eternity (design section 7: 200 to 600 ms a hop).
double filmSeconds(base::Duration gap)
{
    if (gap.count() <= 0)
        return 0;
    const double micros = base::toSeconds(gap) * 1e6;
    return std::min(0.08 + 0.13 * std::log10(1 + micros), 1.0);
}

} // namespace

Timeline::Timeline(const sim::Run& run)
{
    m_stops.push_back({run.at, FilmTime(0), sim::noIndex});
    const auto stopAt = [this](base::Instant instant) {
        if (instant > m_stops.back().instant)
            m_stops.push_back({instant, m_stops.back().time + FilmTime(filmSeconds(instant - m_stops.back().instant)), m_stops.back().lastEvent});
    };
    for (sim::EventIndex index = 0; index < run.events.size(); ++index) {
        if (run.events[index].background)
            continue;
        stopAt(run.events[index].at);
        m_stops.back().lastEvent = index;
    }
    stopAt(run.end);
}

FilmTime Timeline::length() const
{
    return m_stops.empty() ? FilmTime(0) : m_stops.back().time;
}

FilmTime Timeline::filmTime(base::Instant instant) const
{
    if (m_stops.empty() || instant <= m_stops.front().instant)
        return FilmTime(0);
    const auto after = std::upper_bound(m_stops.begin(), m_stops.end(), instant, [](base::Instant at, const Stop& stop) { return at < stop.instant; });
    if (after == m_stops.end())
        return length();
    const Stop& before = *(after - 1);
    const double share = base::toSeconds(instant - before.instant) / base::toSeconds(after->instant - before.instant);
    return before.time + (after->time - before.time) * share;
}

base::Instant Timeline::instant(FilmTime time) const
{
    if (m_stops.empty())
        return {};
    if (time <= FilmTime(0))
        return m_stops.front().instant;
    const auto after = std::upper_bound(m_stops.begin(), m_stops.end(), time, [](FilmTime at, const Stop& stop) { return at < stop.time; });
    if (after == m_stops.end())
        return m_stops.back().instant;
    const Stop& before = *(after - 1);
    const double share = (time - before.time) / (after->time - before.time);
    return before.instant + base::Duration(static_cast<base::Duration::rep>(share * static_cast<double>((after->instant - before.instant).count())));
}

FilmTime Timeline::stepBack(FilmTime time) const
{
    FilmTime found(0);
    for (const Stop& stop : m_stops) {
        if (stop.time >= time - FilmTime(1e-9))
            break;
        found = stop.time;
    }
    return found;
}

FilmTime Timeline::stepForward(FilmTime time) const
{
    for (const Stop& stop : m_stops) {
        if (stop.time > time + FilmTime(1e-9))
            return stop.time;
    }
    return length();
}

sim::EventIndex Timeline::eventAt(FilmTime time) const
{
    sim::EventIndex event = sim::noIndex;
    for (const Stop& stop : m_stops) {
        if (stop.time > time + FilmTime(1e-9))
            break;
        event = stop.lastEvent;
    }
    return event;
}

} // namespace film
