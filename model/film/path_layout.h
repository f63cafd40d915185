// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/film/flights.h"
#include "model/film/path.h"

#include <array>
#include <string>
#include <vector>

// The picture, from top to bottom:
//
//   title            which candidate of how many, its name
//   the way          an arc from the node cache straight to the upstream, then one rail for each type asked; a dock where a station stands on them
//   the cards        one column a kind of station, hanging under its dock: pod, node cache, CoreDNS, upstream
//   the sequence     one group a candidate, one bar a lookup, on the film's own time axis, so that the playhead moves evenly
//
// The layout fixes rectangles and texts that do not depend on time; the frame adds what is true at an instant.

namespace film {

inline constexpr double grid = 4;
inline constexpr double margin = 14;
inline constexpr double titleHeight = 28;
inline constexpr double arcHeight = 26;
inline constexpr double railGap = 24;
inline constexpr double cardGap = 14;
inline constexpr double cardHead = 46;
inline constexpr double rowHeight = 19;
inline constexpr double cardPadding = 11;
inline constexpr double cardRadius = 11;
inline constexpr double chipRadius = 5;

/// One line of a card.
struct CardRow {
    enum class Kind { Text, Candidate, Block, TypeState, Plugin, Forward, Separator } kind = Kind::Text;
    QString text, detail;
    std::size_t index = sim::noIndex; ///< Candidate: which; Block: which; TypeState: index of the type
    std::string plugin;               ///< Plugin: its name
    std::size_t fileLine = 0;         ///< Plugin: its place in the file, from 1
    bool answersQueries = true;       ///< Plugin: touches answers; others are dimmed
};

struct Column {
    sim::StationKind kind = sim::StationKind::Pod;
    std::vector<sim::StationIndex> stations; ///< of this kind in the trace; empty: absent
    Rect card;
    double dock = 0;                         ///< x of its dock's centre
    std::vector<CardRow> rows;               ///< of the first station; CoreDNS and upstream rows of others: rowsOf
    std::vector<std::vector<CardRow>> rowsOf;///< by position in `stations`
};

struct SequenceBar {
    sim::LookupIndex lookup = 0;
    double left = 0, right = 0, y = 0;
};
struct SequenceGroup {
    std::size_t candidate = sim::noIndex;
    QString label;
    double y = 0, height = 0;
    std::vector<SequenceBar> bars;
};

class PathLayout {
public:
    Size area;
    PathOptions options;
    std::size_t run = 0;
    const TextMeasure* measure = nullptr;    ///< outlives the layout
    std::array<Column, 4> columns;
    std::vector<Flight> flights;
    std::vector<double> rails;               ///< y of each type's rail, in the order of trace.types
    double arcTop = 0;
    Rect sequence;                           ///< whole strip with its title
    double axisLeft = 0, axisRight = 0, axisTop = 0;
    std::vector<std::pair<double, QString>> ticks;
    std::vector<SequenceGroup> groups;
    double height = 0;

    [[nodiscard]] const Column& column(sim::StationKind kind) const { return columns[static_cast<std::size_t>(kind)]; }
    [[nodiscard]] double railOf(const sim::Trace& trace, dns::Type type) const;
};

/// The lookups and events that count at an instant, found once a frame.
struct Moment {
    base::Instant now;
    FilmTime time{0};
    std::size_t candidate = sim::noIndex;            ///< the one being asked
    std::vector<sim::LookupIndex> lookups;           ///< of that candidate, begun
    sim::EventIndex event = sim::noIndex;            ///< newest
};

void addRails(Frame& frame, const sim::Trace& trace, const PathLayout& layout, const Timeline& timeline, const Moment& moment);
void addCards(Frame& frame, const sim::Trace& trace, const PathLayout& layout, const Timeline& timeline, const Moment& moment);
void addSequence(Frame& frame, const sim::Trace& trace, const PathLayout& layout, const Timeline& timeline, const Moment& moment);

/// Fills layout.sequence, ticks and groups; `top` is where the strip begins.
void layOutSequence(PathLayout& layout, const sim::Trace& trace, const Timeline& timeline, double top);
/// Fills the rows of the columns.
void layOutRows(PathLayout& layout, const sim::Trace& trace);

// Small makers, so that frames read as lists.
[[nodiscard]] Shape box(Rect rect, double radius, Tone fill, Tone stroke = Tone::None);
[[nodiscard]] Shape text(Rect rect, const QString& words, FontRole font, Tone tone, Align align = Align::Left, Elide elide = Elide::Right);

} // namespace film
