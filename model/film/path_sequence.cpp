// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/film/path_layout.h"

#include "model/film/trace_text.h"
#include "model/words/film_words.h"

#include <algorithm>

namespace film {

namespace {

constexpr double barHeight = 12;
constexpr double barPitch = 17;
constexpr double groupGap = 6;
constexpr double shortestBar = 8;
constexpr double labelShare = 0.24;
constexpr double leastTickGap = 64;

QString utf8(const std::string& bytes)
{
    return QString::fromStdString(bytes);
}

double xOf(const PathLayout& layout, const Timeline& timeline, FilmTime time)
{
    const double length = std::max(timeline.length().count(), 1e-9);
    return layout.axisLeft + (layout.axisRight - layout.axisLeft) * time.count() / length;
}

void layOutTicks(PathLayout& layout, const sim::Run& run, const Timeline& timeline)
{
    double last = -leastTickGap;
    for (FilmTime time(0);;) {
        const double x = xOf(layout, timeline, time);
        if (x - last >= leastTickGap) {
            const double seconds = base::toSeconds(timeline.instant(time) - run.at);
            layout.ticks.emplace_back(x, seconds > 0 ? durationText(seconds) : QStringLiteral("0"));
            last = x;
        }
        const FilmTime next = timeline.stepForward(time);
        if (next <= time)
            break;
        time = next;
    }
}

void addBar(Frame& frame, const sim::Run& run, const PathLayout& layout, const SequenceBar& bar, const Moment& moment, double playhead)
{
    const sim::Lookup& lookup = run.lookups[bar.lookup];
    const bool begun = lookup.at <= moment.now, ended = lookup.end <= moment.now;
    const bool cached = lookup.cache == sim::CacheResult::Hit || lookup.cache == sim::CacheResult::Stale;
    const Outcome outcome = ended ? outcomeOf(lookup) : Outcome::Pending;
    const Tone tone = ended && cached ? Tone::Cache : toneOf(outcome);
    const Rect whole{bar.left, bar.y, std::max(bar.right - bar.left, shortestBar), barHeight};
    const Target target{.lookup = bar.lookup, .toolTip = utf8(lookup.question.name.text() + ' ' + dns::toString(lookup.question.type))};
    if (!begun || !ended) {
        BoxShape ghost{.rect = whole, .radius = barHeight / 2, .fill = Tone::None, .stroke = Tone::Line};
        ghost.dash = Dash::Dashed;
        frame.shapes.push_back({ghost, target});
    }
    if (begun) {
        Rect done = whole;
        if (!ended)
            done.width = std::clamp(playhead - whole.x, shortestBar, whole.width);
        BoxShape shape{.rect = done, .radius = barHeight / 2, .fill = ended && cached ? Tone::CacheGround : groundOf(outcome), .stroke = tone};
        frame.shapes.push_back({shape, target});
    }
    QString label = utf8(dns::toString(lookup.question.type));
    if (ended)
        label += QLatin1Char(' ') + words::outcomeWord(lookup) + (cached ? QLatin1Char(' ') + words::fromCacheSuffix() : QString());
    else if (begun)
        label += QLatin1Char(' ') + words::onItsWay();
    const double width = layout.measure->width(label, FontRole::MonoSmall) + 4;
    const bool fitsRight = whole.right() + 22 + width < layout.area.width - margin;
    const double x = fitsRight ? whole.right() + 22 : whole.x - width - 6;
    const Tone wordTone = begun ? tone : Tone::Soft;
    if (ended && fitsRight)
        frame.shapes.push_back({MarkShape{.center = {whole.right() + 11, bar.y + barHeight / 2}, .size = 9, .outcome = outcomeOf(lookup), .fromCache = cached,
                                          .stale = lookup.cache == sim::CacheResult::Stale}, {}});
    frame.shapes.push_back(text({x, bar.y - 3, width, barHeight + 6}, label, FontRole::MonoSmall, wordTone, Align::Left, Elide::None));
}

} // namespace

void layOutSequence(PathLayout& layout, const sim::Trace& trace, const Timeline& timeline, double top)
{
    const sim::Run& run = trace.runs[layout.run];
    layout.sequence = {margin, top, layout.area.width - 2 * margin, 0};
    layout.axisLeft = margin + std::min(220.0, layout.sequence.width * labelShare);
    layout.axisRight = layout.area.width - margin - std::min(150.0, layout.sequence.width * 0.2);
    layout.axisTop = top + 28;
    layOutTicks(layout, run, timeline);
    double y = layout.axisTop + 8;
    for (std::size_t candidate = 0; candidate < run.candidates.size(); ++candidate) {
        SequenceGroup group{.candidate = candidate, .label = words::candidateName(run.candidates[candidate]), .y = y};
        for (sim::LookupIndex lookup = 0; lookup < run.lookups.size(); ++lookup) {
            if (run.lookups[lookup].candidate != candidate)
                continue;
            group.bars.push_back({lookup, xOf(layout, timeline, timeline.filmTime(run.lookups[lookup].at)), xOf(layout, timeline, timeline.filmTime(run.lookups[lookup].end)),
                                  y + static_cast<double>(group.bars.size()) * barPitch});
        }
        group.height = std::max(barPitch, static_cast<double>(group.bars.size()) * barPitch);
        y += group.height + groupGap;
        layout.groups.push_back(std::move(group));
    }
    layout.sequence.height = y - top;
}

void addSequence(Frame& frame, const sim::Trace& trace, const PathLayout& layout, const Timeline& timeline, const Moment& moment)
{
    if (!layout.options.showSequence)
        return;
    const sim::Run& run = trace.runs[layout.run];
    const double top = layout.sequence.y, bottom = layout.sequence.bottom();
    frame.shapes.push_back(text({margin, top, 200, 20}, words::sequenceTitle(), FontRole::Heading, Tone::Soft));
    for (const auto& [x, label] : layout.ticks) {
        frame.shapes.push_back({LineShape{.points = {{x, layout.axisTop}, {x, bottom}}, .tone = Tone::Line}, {}});
        frame.shapes.push_back(text({x - 30, top, 60, 20}, label, FontRole::MonoSmall, Tone::Soft, x - 30 < layout.axisLeft - 30 ? Align::Left : Align::Center, Elide::None));
    }
    const double playhead = xOf(layout, timeline, moment.time);
    for (const SequenceGroup& group : layout.groups) {
        const bool current = group.candidate == moment.candidate;
        Shape label = text({margin, group.y - 3, layout.axisLeft - margin - 12, barHeight + 6}, group.label, FontRole::MonoSmall, current ? Tone::Text : Tone::Soft, Align::Left, Elide::Middle);
        label.target = Target{.toolTip = utf8(run.candidates[group.candidate].name)};
        frame.shapes.push_back(std::move(label));
        for (const SequenceBar& bar : group.bars)
            addBar(frame, run, layout, bar, moment, playhead);
    }
    frame.shapes.push_back({LineShape{.points = {{playhead, layout.axisTop - 4}, {playhead, bottom}}, .tone = Tone::Accent, .width = 2}, {}});
    frame.shapes.push_back(box({playhead - 4, bottom - 4, 8, 8}, 4, Tone::Accent));
}

} // namespace film
