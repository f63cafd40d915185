// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/film/path_layout.h"

#include "model/words/film_words.h"

#include <QStringList>

#include <algorithm>

namespace film {

namespace {

using sim::EventKind;
using sim::StationKind;

constexpr double chipGap = 6;

QString utf8(const std::string& bytes)
{
    return QString::fromStdString(bytes);
}

/// What one card needs to know about the moment.
struct CardView {
    Frame& frame;
    const sim::Trace& trace;
    const sim::Run& run;
    const PathLayout& layout;
    const Timeline& timeline;
    const Moment& moment;
    const Column& column;
    std::size_t shown = 0;        ///< which of the column's stations
    sim::StationIndex station = sim::noIndex;

    [[nodiscard]] Rect rowRect(double y) const
    {
        return {column.card.x + cardPadding, y, column.card.width - 2 * cardPadding, rowHeight};
    }
    void add(Shape shape) const { frame.shapes.push_back(std::move(shape)); }
    [[nodiscard]] bool counts(const sim::Event& event) const
    {
        return event.station == station && !event.background && event.at <= moment.now
            && std::find(moment.lookups.begin(), moment.lookups.end(), event.lookup) != moment.lookups.end();
    }
};

/// A coloured chip with an outcome's mark and word; returns its left edge.
double addChip(const CardView& view, double right, double y, const QString& words, Outcome outcome, bool fromCache, bool stale, std::optional<Target> target = {})
{
    const double width = view.layout.measure->width(words, FontRole::MonoSmall) + 26;
    const Rect rect{right - width, y + 1, width, rowHeight - 2};
    view.add(box(rect, chipRadius, fromCache ? Tone::CacheGround : groundOf(outcome)));
    Shape mark{MarkShape{.center = {rect.x + 10, rect.y + rect.height / 2}, .size = 9, .outcome = outcome, .fromCache = fromCache, .stale = stale}, std::move(target)};
    view.add(std::move(mark));
    view.add(text({rect.x + 20, rect.y, rect.width - 22, rect.height}, words, FontRole::MonoSmall, fromCache ? Tone::Cache : toneOf(outcome), Align::Left, Elide::None));
    return rect.x;
}

/// Small marks only, for a candidate's row: one a type.
void addCandidateMarks(const CardView& view, std::size_t candidate, const Rect& row)
{
    double x = row.right() - 8;
    for (std::size_t index = view.run.lookups.size(); index-- > 0;) {
        const sim::Lookup& lookup = view.run.lookups[index];
        if (lookup.candidate != candidate || lookup.end > view.moment.now)
            continue;
        const bool cached = lookup.cache == sim::CacheResult::Hit || lookup.cache == sim::CacheResult::Stale;
        Target target{.lookup = index};
        target.toolTip = utf8(dns::toString(lookup.question.type)) + QLatin1Char(' ') + words::outcomeWord(lookup);
        view.add({MarkShape{.center = {x, row.y + row.height / 2}, .size = 10, .outcome = outcomeOf(lookup), .fromCache = cached,
                            .stale = lookup.cache == sim::CacheResult::Stale}, target});
        x -= 18;
        if (x < row.x + row.width / 2)
            break; // a hundred retries must not run over the name
    }
}

void addCandidateRow(const CardView& view, const CardRow& row, double y)
{
    const Rect rect = view.rowRect(y);
    const bool current = row.index == view.moment.candidate;
    const bool asked = view.moment.candidate != sim::noIndex && row.index <= view.moment.candidate;
    if (current)
        view.add(box({rect.x - 6, rect.y + 1, rect.width + 12, rect.height - 2}, chipRadius, Tone::AccentGround));
    const Tone tone = current ? Tone::Accent : asked ? Tone::Text : Tone::Soft;
    view.add(text({rect.x, rect.y, 16, rect.height}, QString::number(row.index + 1), FontRole::MonoSmall, tone, Align::Left, Elide::None));
    Shape label = text({rect.x + 18, rect.y, rect.width - 18 - 44, rect.height}, row.text, FontRole::MonoSmall, tone, Align::Left, Elide::Right);
    label.target = Target{.toolTip = utf8(view.run.candidates[row.index].name)};
    view.add(std::move(label));
    addCandidateMarks(view, row.index, rect);
}

void addBlockRow(const CardView& view, const CardRow& row, double y)
{
    const Rect rect = view.rowRect(y);
    bool matched = false;
    for (const sim::Event& event : view.run.events) {
        if (!view.counts(event) || event.kind != EventKind::Received || event.serverBlock.empty())
            continue;
        QString zone = utf8(event.serverBlock);
        if (zone.size() > 1)
            zone.chop(1);
        matched = row.text.split(QLatin1Char(' ')).contains(zone);
    }
    if (matched)
        view.add(box({rect.x - 6, rect.y + 1, rect.width + 12, rect.height - 2}, chipRadius, Tone::AccentGround));
    const double detail = row.detail.isEmpty() ? 0 : view.layout.measure->width(row.detail, FontRole::MonoSmall) + 8;
    view.add(text({rect.x, rect.y, rect.width - detail, rect.height}, row.text, FontRole::MonoSmall, matched ? Tone::Accent : Tone::Soft, Align::Left, Elide::Middle));
    if (!row.detail.isEmpty())
        view.add(text(rect, row.detail, FontRole::MonoSmall, matched ? Tone::Accent : Tone::Soft, Align::Right, Elide::None));
}

/// The newest thing that the station did for a type: a cache event, an answer, or a question on its way.
void addTypeStateRow(const CardView& view, const CardRow& row, double y)
{
    const Rect rect = view.rowRect(y);
    const dns::Type type = view.trace.types[row.index];
    view.add(text(rect, row.text, FontRole::MonoSmall, Tone::Text));
    const sim::Event* newest = nullptr;
    const sim::Event* cache = nullptr;
    for (const sim::Event& event : view.run.events) {
        if (!view.counts(event) || view.run.lookups[event.lookup].question.type != type)
            continue;
        newest = &event;
        if (event.kind == EventKind::CacheHit || event.kind == EventKind::CacheMiss || event.kind == EventKind::CacheStale)
            cache = &event;
    }
    if (!newest) {
        view.add(text(rect, QStringLiteral("–"), FontRole::MonoSmall, Tone::Soft, Align::Right));
        return;
    }
    double right = rect.right();
    const bool cached = cache && cache->kind != EventKind::CacheMiss;
    if (cached && cache->reply) {
        addChip(view, right, y, words::cacheWord(*cache), outcomeOf(cache->reply->rcode, cache->reply->records), true, cache->kind == EventKind::CacheStale);
    } else if (newest->kind == EventKind::Answered && newest->reply) {
        QString words = words::outcomeWord(*newest->reply);
        if (newest->reply->ttl && view.layout.measure->width(words, FontRole::MonoSmall) < rect.width - 90)
            words += QStringLiteral(" %1 s").arg(newest->reply->ttl->count());
        addChip(view, right, y, words, outcomeOf(newest->reply->rcode, newest->reply->records), false, false);
    } else {
        view.add(text(rect, cache ? words::cacheWord(*cache) : QStringLiteral("…"), FontRole::MonoSmall, Tone::Soft, Align::Right));
    }
}

/// What the plugin did for the questions of this moment; the newest event that says something wins.
const sim::Event* pluginEvent(const CardView& view, const std::string& plugin)
{
    const sim::Event* found = nullptr;
    for (const sim::Event& event : view.run.events) {
        if (view.counts(event) && event.plugin == plugin && event.kind != EventKind::CacheStore && event.kind != EventKind::Answered)
            found = &event;
    }
    return found;
}

void addPluginRow(const CardView& view, const CardRow& row, double y)
{
    const Rect rect = view.rowRect(y);
    const sim::Event* event = pluginEvent(view, row.plugin);
    const bool answered = event && ((event->kind == EventKind::Plugin && event->outcome == sim::PluginOutcome::Answered) || event->kind == EventKind::CacheHit || event->kind == EventKind::CacheStale);
    const bool changed = event && event->kind == EventKind::Plugin && event->outcome == sim::PluginOutcome::Changed;
    if (answered || changed)
        view.add(box({rect.x - 6, rect.y + 1, rect.width + 12, rect.height - 2}, chipRadius, Tone::AccentGround));
    const Tone tone = answered || changed ? Tone::Accent : event && row.answersQueries ? Tone::Text : Tone::Soft;
    QString state;
    if (event && row.answersQueries)
        state = event->kind == EventKind::Plugin ? words::pluginState(*event) : words::cacheWord(*event);
    else if (row.fileLine > 0)
        state = words::fileOrderHint(row.fileLine);
    const double detail = state.isEmpty() ? 0 : view.layout.measure->width(state, FontRole::MonoSmall) + 8;
    Shape label = text({rect.x, rect.y, rect.width - detail, rect.height}, row.text, FontRole::MonoSmall, tone);
    if (event)
        label.target = Target{.event = static_cast<sim::EventIndex>(event - view.run.events.data()), .lookup = event->lookup, .toolTip = row.text};
    view.add(std::move(label));
    if (!state.isEmpty())
        view.add(text(rect, state, FontRole::MonoSmall, tone, Align::Right, Elide::None));
}

/// Where the block that serves now hands questions on; before the first one, the block that will serve most.
void addForwardRow(const CardView& view, const CardRow& row, double y)
{
    for (const sim::ServerFacts& facts : view.trace.servers) {
        if (facts.station != view.station)
            continue;
        std::size_t block = row.index;
        for (const sim::Event& event : view.run.events) {
            if (!view.counts(event) || event.kind != EventKind::Received || event.serverBlock.empty())
                continue;
            for (std::size_t index = 0; index < facts.blocks.size(); ++index) {
                if (std::find(facts.blocks[index].keys.begin(), facts.blocks[index].keys.end(), event.serverBlock) != facts.blocks[index].keys.end())
                    block = index;
            }
        }
        if (block < facts.blocks.size() && !facts.blocks[block].forwardTo.empty())
            view.add(text(view.rowRect(y), QStringLiteral("forward → ") + utf8(facts.blocks[block].forwardTo.front()), FontRole::MonoSmall, Tone::Soft));
    }
}

void addRow(const CardView& view, const CardRow& row, double y)
{
    switch (row.kind) {
    case CardRow::Kind::Candidate: return addCandidateRow(view, row, y);
    case CardRow::Kind::Block: return addBlockRow(view, row, y);
    case CardRow::Kind::TypeState: return addTypeStateRow(view, row, y);
    case CardRow::Kind::Plugin: return addPluginRow(view, row, y);
    case CardRow::Kind::Forward: return addForwardRow(view, row, y);
    case CardRow::Kind::Separator: return;
    case CardRow::Kind::Text: break;
    }
    const bool strong = row.detail == QStringLiteral("strong");
    view.add(text(view.rowRect(y), row.text, strong ? FontRole::Small : FontRole::MonoSmall, strong ? Tone::Text : Tone::Soft));
}

/// The station of the column that the moment is about: the one that got the newest packet.
std::size_t shownStation(const Column& column, const sim::Run& run, const Moment& moment)
{
    std::size_t shown = 0;
    for (const sim::Event& event : run.events) {
        if (event.at > moment.now || event.kind != EventKind::Received || event.background)
            continue;
        const auto found = std::find(column.stations.begin(), column.stations.end(), event.station);
        if (found != column.stations.end())
            shown = static_cast<std::size_t>(found - column.stations.begin());
    }
    return shown;
}

QString subtitleOf(const CardView& view)
{
    const sim::Station& station = view.trace.stations[view.station];
    QString subtitle = utf8(station.name);
    if (station.kind == StationKind::Pod && view.trace.resolver != sim::Libc::None)
        subtitle += QStringLiteral(" · ") + utf8(sim::toString(view.trace.resolver));
    for (const sim::ServerFacts& facts : view.trace.servers) {
        if (facts.station == view.station && station.kind == StationKind::CoreDns)
            subtitle += QStringLiteral(" · ") + utf8(facts.version);
    }
    return subtitle;
}

bool isActive(const CardView& view)
{
    for (sim::LookupIndex lookup : view.moment.lookups) {
        const auto place = placeOf(view.layout.flights, lookup, view.timeline, view.moment.time, view.layout.options.reducedMotion);
        if (place && place->working && view.trace.stations[place->flight->to].kind == view.column.kind)
            return true;
        if (place && !place->working && place->flight->from < view.trace.stations.size() && view.trace.stations[place->flight->from].kind == view.column.kind && place->share < 0.15)
            return true;
    }
    return false;
}

bool wasReached(const CardView& view)
{
    return view.column.kind == StationKind::Pod || std::any_of(view.run.events.begin(), view.run.events.end(), [&](const sim::Event& event) {
        return event.at <= view.moment.now && event.kind == EventKind::Received && event.station == view.station && !event.background;
    });
}

void addEmptyCard(const CardView& view)
{
    const Rect card{view.column.card.x, view.column.card.y, view.column.card.width, cardHead + 2 * rowHeight};
    BoxShape shape{.rect = card, .radius = cardRadius, .fill = Tone::None, .stroke = Tone::Line};
    shape.dash = Dash::Dashed;
    view.add({shape, {}});
    view.add(text({card.x + cardPadding, card.y + 8, card.width - 2 * cardPadding, 20}, words::stationTitle(view.column.kind), FontRole::Strong, Tone::Soft));
    view.add(text({card.x + cardPadding, card.y + cardHead - 8, card.width - 2 * cardPadding, rowHeight}, words::stationAbsent(view.column.kind), FontRole::Small, Tone::Soft));
}

void addCard(CardView view)
{
    if (view.column.stations.empty())
        return addEmptyCard(view);
    view.shown = shownStation(view.column, view.run, view.moment);
    view.station = view.column.stations[view.shown];
    const Rect& card = view.column.card;
    const bool active = isActive(view), reached = wasReached(view);
    BoxShape shape{.rect = card, .radius = cardRadius, .fill = Tone::Panel, .stroke = active ? Tone::Accent : Tone::Line, .strokeWidth = active ? 1.6 : 1};
    shape.shadow = true;
    view.add({shape, Target{.station = view.station}});
    const double inner = card.width - 2 * cardPadding;
    view.add(text({card.x + cardPadding, card.y + 7, inner, 20}, words::stationTitle(view.column.kind), FontRole::Strong, reached ? Tone::Text : Tone::Soft));
    const std::size_t known = view.column.stations.size();
    if (known > 1)
        view.add(text({card.x + cardPadding, card.y + 7, inner, 20}, QStringLiteral("%1/%2").arg(view.shown + 1).arg(known), FontRole::Small, Tone::Soft, Align::Right));
    view.add(text({card.x + cardPadding, card.y + 26, inner, 16}, subtitleOf(view), FontRole::Small, Tone::Soft, Align::Left, Elide::Middle));
    view.add({LineShape{.points = {{card.x, card.y + cardHead}, {card.right(), card.y + cardHead}}, .tone = Tone::Line}, {}});
    double y = card.y + cardHead + 2 * grid;
    if (!reached && view.column.kind == StationKind::Upstream) {
        view.add(text(view.rowRect(y), words::stationNotAsked(view.column.kind), FontRole::Small, Tone::Soft));
        return;
    }
    for (const CardRow& row : view.column.rowsOf[view.shown]) {
        addRow(view, row, y);
        y += row.kind == CardRow::Kind::Separator ? 2 * grid : rowHeight;
    }
}

} // namespace

void addCards(Frame& frame, const sim::Trace& trace, const PathLayout& layout, const Timeline& timeline, const Moment& moment)
{
    for (const Column& column : layout.columns)
        addCard({frame, trace, trace.runs[layout.run], layout, timeline, moment, column});
}

} // namespace film
