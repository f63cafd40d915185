// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/film/path_layout.h"

#include "model/words/film_words.h"

#include <algorithm>
#include <cmath>

namespace film {

namespace {

constexpr double dockWidth = 40;
constexpr double dockPadding = 14;

bool isDirect(const sim::Trace& trace, const Flight& flight)
{
    const auto from = trace.stations[flight.from].kind, to = trace.stations[flight.to].kind;
    const bool passesCoreDns = (from == sim::StationKind::NodeCache && to == sim::StationKind::Upstream)
                            || (from == sim::StationKind::Upstream && to == sim::StationKind::NodeCache);
    return passesCoreDns;
}

Rect dockRect(const PathLayout& layout, const Column& column)
{
    return {column.dock - dockWidth / 2, layout.rails.front() - dockPadding, dockWidth, layout.rails.back() - layout.rails.front() + 2 * dockPadding};
}

/// A point on the arc that leads over CoreDNS: up, across, down, with `share` along its length.
Point arcPoint(const PathLayout& layout, double fromX, double toX, double railY, double share)
{
    const double top = layout.arcTop + grid;
    const double rise = std::abs(railY - top), across = std::abs(toX - fromX);
    const double length = 2 * rise + across;
    double along = share * length;
    if (along < rise)
        return {fromX, railY - along};
    along -= rise;
    if (along < across)
        return {fromX + (toX > fromX ? along : -along), top};
    return {toX, top + (along - across)};
}

Point pointOn(const sim::Trace& trace, const PathLayout& layout, const Flight& flight, double share)
{
    const double from = layout.column(trace.stations[flight.from].kind).dock;
    const double to = layout.column(trace.stations[flight.to].kind).dock;
    const double rail = layout.railOf(trace, flight.question.type);
    if (isDirect(trace, flight))
        return arcPoint(layout, from, to, rail, share);
    return {from + (to - from) * share, rail};
}

/// True once a flight between these kinds has departed: the way was taken.
bool wayUsed(const sim::Trace& trace, const PathLayout& layout, const Moment& moment, sim::StationKind a, sim::StationKind b)
{
    return std::any_of(layout.flights.begin(), layout.flights.end(), [&](const Flight& flight) {
        const auto from = trace.stations[flight.from].kind, to = trace.stations[flight.to].kind;
        return flight.start <= moment.now && ((from == a && to == b) || (from == b && to == a));
    });
}

void addWay(Frame& frame, const PathLayout& layout, const Column& from, const Column& to, bool used)
{
    for (const double rail : layout.rails) {
        LineShape line{.points = {{from.dock + dockWidth / 2, rail}, {to.dock - dockWidth / 2, rail}}, .tone = used ? Tone::Soft : Tone::Line, .width = used ? 1.5 : 1};
        line.dash = used ? Dash::Solid : Dash::Dashed;
        frame.shapes.push_back({line, {}});
    }
}

void addArc(Frame& frame, const PathLayout& layout, bool used)
{
    const Column& from = layout.column(sim::StationKind::NodeCache);
    const Column& to = layout.column(sim::StationKind::Upstream);
    const double top = layout.arcTop + grid, bottom = layout.rails.front() - dockPadding;
    LineShape arc{.points = {{from.dock, bottom}, {from.dock, top}, {to.dock, top}, {to.dock, bottom}}, .tone = used ? Tone::Soft : Tone::Line, .width = used ? 1.5 : 1};
    arc.dash = used ? Dash::Solid : Dash::Dashed;
    frame.shapes.push_back({arc, {}});
    const double left = from.dock + 3 * grid, right = to.dock - 3 * grid;
    const QString words = words::directWay();
    const double wanted = layout.measure->width(words, FontRole::Small) + 4 * grid;
    const double width = std::min(wanted, right - left);
    const double centre = (left + right) / 2;
    const Rect label{centre - width / 2, top - 9, width, 18};
    frame.shapes.push_back(box(label, 0, Tone::Ground));
    frame.shapes.push_back(text(label, words, FontRole::Small, Tone::Soft, Align::Center));
}

void addPacket(Frame& frame, const sim::Trace& trace, const PathLayout& layout, const PacketPlace& place)
{
    const Flight& flight = *place.flight;
    PacketShape packet{.center = pointOn(trace, layout, flight, place.share), .label = QString::fromStdString(dns::toString(flight.question.type)),
                       .fromCache = flight.fromCache, .stale = flight.stale, .tcp = flight.transport == sim::Transport::Tcp, .background = flight.background};
    if (flight.reply)
        packet.outcome = outcomeOf(flight.reply->rcode, flight.reply->records);
    if (flight.lost)
        packet.opacity = 1 - 0.7 * place.share;
    Target target{.event = flight.event, .lookup = flight.lookup};
    target.toolTip = QString::fromStdString(flight.question.name.text() + ' ' + dns::toString(flight.question.type));
    if (flight.reply)
        target.toolTip += QStringLiteral("\n%1 · %2 B").arg(words::outcomeWord(*flight.reply)).arg(flight.reply->size);
    frame.shapes.push_back({packet, target});
}

} // namespace

void addRails(Frame& frame, const sim::Trace& trace, const PathLayout& layout, const Timeline& timeline, const Moment& moment)
{
    using sim::StationKind;
    const auto present = [&](StationKind kind) { return !layout.column(kind).stations.empty(); };
    if (present(StationKind::NodeCache))
        addArc(frame, layout, wayUsed(trace, layout, moment, StationKind::NodeCache, StationKind::Upstream));
    for (std::size_t index = 0; index + 1 < layout.columns.size(); ++index) {
        const Column& from = layout.columns[index];
        const Column& to = layout.columns[index + 1];
        bool used = wayUsed(trace, layout, moment, from.kind, to.kind);
        // A pod without node cache goes through that column's place to CoreDNS.
        if (!present(StationKind::NodeCache) && index < 2)
            used = wayUsed(trace, layout, moment, StationKind::Pod, StationKind::CoreDns);
        addWay(frame, layout, from, to, used);
    }
    for (const Column& column : layout.columns) {
        const Rect dock = dockRect(layout, column);
        const bool absent = column.stations.empty();
        BoxShape shape{.rect = dock, .radius = 9, .fill = absent ? Tone::Ground : Tone::Panel, .stroke = Tone::Line};
        shape.dash = absent ? Dash::Dashed : Dash::Solid;
        frame.shapes.push_back({LineShape{.points = {{column.dock, dock.bottom()}, {column.dock, column.card.y}}, .tone = Tone::Line}, {}});
        if (absent && column.kind != StationKind::Upstream && column.kind != StationKind::CoreDns)
            continue;
        frame.shapes.push_back({shape, {}});
    }
    for (std::size_t index = 0; index < trace.types.size() && index < layout.rails.size(); ++index) {
        const double left = layout.columns[0].dock - dockWidth / 2 - 44;
        frame.shapes.push_back(text({left, layout.rails[index] - 9, 38, 18}, QString::fromStdString(dns::toString(trace.types[index])), FontRole::MonoSmall, Tone::Soft, Align::Right));
    }
    const sim::Run& run = trace.runs[layout.run];
    for (sim::LookupIndex lookup = 0; lookup < run.lookups.size(); ++lookup) {
        if (const auto place = placeOf(layout.flights, lookup, timeline, moment.time, layout.options.reducedMotion))
            addPacket(frame, trace, layout, *place);
    }
    for (const Flight& flight : layout.flights) {
        const FilmTime start = timeline.filmTime(flight.start), end = timeline.filmTime(flight.end);
        if (flight.background && start <= moment.time && moment.time < end)
            addPacket(frame, trace, layout, {&flight, (moment.time - start) / std::max(end - start, FilmTime(1e-9)), false});
    }
}

} // namespace film
