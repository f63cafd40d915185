// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/film/path_layout.h"

#include "model/words/film_words.h"

#include <algorithm>

namespace film {

namespace {

constexpr double widestCard = 340;

QString utf8(const std::string& bytes)
{
    return QString::fromStdString(bytes);
}

const sim::ServerFacts* factsOf(const sim::Trace& trace, sim::StationIndex station)
{
    for (const sim::ServerFacts& facts : trace.servers) {
        if (facts.station == station)
            return &facts;
    }
    return nullptr;
}

/// Plugins that never touch an answer are named, but dimmed.
bool touchesAnswers(const std::string& plugin)
{
    static const std::array quiet{"errors", "log", "health", "ready", "prometheus", "reload", "loop", "bind", "pprof", "trace", "debug", "metadata", "cancel", "root", "timeouts",
                                  "nsid", "multisocket", "dnstap", "view"};
    return std::find(quiet.begin(), quiet.end(), plugin) == quiet.end();
}

/// The block that served most questions of the run at this station: its chain is the one to show.
std::size_t shownBlock(const sim::Run& run, const sim::ServerFacts& facts)
{
    std::vector<std::size_t> counts(facts.blocks.size());
    for (const sim::Event& event : run.events) {
        if (event.station != facts.station || event.kind != sim::EventKind::Received || event.serverBlock.empty())
            continue;
        for (std::size_t index = 0; index < facts.blocks.size(); ++index) {
            const auto& keys = facts.blocks[index].keys;
            if (std::find(keys.begin(), keys.end(), event.serverBlock) != keys.end())
                ++counts[index];
        }
    }
    return counts.empty() ? 0 : static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

QString keysText(const std::vector<std::string>& keys)
{
    QString text;
    for (const std::string& key : keys) {
        QString shown = utf8(key);
        if (shown.size() > 1 && shown.endsWith(QLatin1Char('.')))
            shown.chop(1);
        text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + shown;
    }
    return text;
}

void addBlocks(std::vector<CardRow>& rows, const sim::ServerFacts& facts)
{
    for (std::size_t index = 0; index < facts.blocks.size(); ++index) {
        const auto& block = facts.blocks[index];
        CardRow row{.kind = CardRow::Kind::Block, .text = keysText(block.keys), .index = index};
        if (block.cacheSeconds)
            row.detail = QStringLiteral("≤ %1 s").arg(*block.cacheSeconds);
        rows.push_back(std::move(row));
    }
}

std::vector<CardRow> podRows(const sim::Trace& trace, const sim::Run& run)
{
    std::vector<CardRow> rows;
    if (trace.resolvConf) {
        for (const std::string& address : trace.resolvConf->nameservers)
            rows.push_back({.text = QStringLiteral("nameserver ") + utf8(address)});
        QString options;
        for (const auto& [name, value] : trace.resolvConf->options)
            options += QLatin1Char(' ') + utf8(name) + (value && !value->empty() ? QLatin1Char(':') + utf8(*value) : QString());
        if (!options.isEmpty())
            rows.push_back({.text = QStringLiteral("options") + options});
    }
    const QString reason = words::ladderReason(run);
    if (!reason.isEmpty())
        rows.push_back({.text = reason, .detail = QStringLiteral("strong")});
    for (std::size_t index = 0; index < run.candidates.size(); ++index)
        rows.push_back({.kind = CardRow::Kind::Candidate, .text = words::candidateLabel(run.candidates[index]), .index = index});
    return rows;
}

void addTypeRows(std::vector<CardRow>& rows, const sim::Trace& trace)
{
    for (std::size_t index = 0; index < trace.types.size(); ++index)
        rows.push_back({.kind = CardRow::Kind::TypeState, .text = utf8(dns::toString(trace.types[index])), .index = index});
}

std::vector<CardRow> nodeCacheRows(const sim::Trace& trace, const sim::Run& run, const sim::ServerFacts& facts)
{
    std::vector<CardRow> rows;
    addBlocks(rows, facts);
    rows.push_back({.kind = CardRow::Kind::Separator});
    addTypeRows(rows, trace);
    rows.push_back({.kind = CardRow::Kind::Forward, .index = shownBlock(run, facts)});
    return rows;
}

std::vector<CardRow> coreDnsRows(const sim::Run& run, const sim::ServerFacts& facts)
{
    std::vector<CardRow> rows;
    if (facts.blocks.size() > 1)
        addBlocks(rows, facts);
    else if (!facts.blocks.empty())
        rows.push_back({.kind = CardRow::Kind::Block, .text = keysText(facts.blocks.front().keys), .index = 0});
    rows.push_back({.kind = CardRow::Kind::Separator});
    const std::size_t shown = shownBlock(run, facts);
    if (shown < facts.blocks.size()) {
        const auto& block = facts.blocks[shown];
        for (const auto& [name, line] : block.chain) {
            // Neighbours that never touch an answer share a row.
            if (!touchesAnswers(name) && rows.back().kind == CardRow::Kind::Plugin && !rows.back().answersQueries) {
                rows.back().text += QStringLiteral(" · ") + utf8(name);
                rows.back().fileLine = 0;
                continue;
            }
            const auto place = std::find(block.fileOrder.begin(), block.fileOrder.end(), name);
            rows.push_back({.kind = CardRow::Kind::Plugin, .text = utf8(line.empty() || !touchesAnswers(name) ? name : line), .plugin = name,
                            .fileLine = place == block.fileOrder.end() ? 0 : static_cast<std::size_t>(place - block.fileOrder.begin()) + 1,
                            .answersQueries = touchesAnswers(name)});
        }
    }
    return rows;
}

std::vector<CardRow> rowsFor(const sim::Trace& trace, const sim::Run& run, sim::StationIndex station)
{
    const sim::ServerFacts* facts = factsOf(trace, station);
    switch (trace.stations[station].kind) {
    case sim::StationKind::Pod: return podRows(trace, run);
    case sim::StationKind::NodeCache: return facts ? nodeCacheRows(trace, run, *facts) : std::vector<CardRow>{};
    case sim::StationKind::CoreDns: return facts ? coreDnsRows(run, *facts) : std::vector<CardRow>{};
    case sim::StationKind::Upstream: break;
    }
    std::vector<CardRow> rows;
    addTypeRows(rows, trace);
    return rows;
}

double heightOf(const std::vector<CardRow>& rows)
{
    double height = cardHead + 2 * grid;
    for (const CardRow& row : rows)
        height += row.kind == CardRow::Kind::Separator ? 2 * grid : rowHeight;
    return height + cardPadding;
}

} // namespace

Shape box(Rect rect, double radius, Tone fill, Tone stroke)
{
    return {BoxShape{.rect = rect, .radius = radius, .fill = fill, .stroke = stroke}, {}};
}

Shape text(Rect rect, const QString& words, FontRole font, Tone tone, Align align, Elide elide)
{
    return {TextShape{.rect = rect, .text = words, .font = font, .tone = tone, .align = align, .elide = elide}, {}};
}

double PathLayout::railOf(const sim::Trace& trace, dns::Type type) const
{
    const auto found = std::find(trace.types.begin(), trace.types.end(), type);
    const std::size_t index = found == trace.types.end() ? 0 : static_cast<std::size_t>(found - trace.types.begin());
    return rails.empty() ? 0 : rails[std::min(index, rails.size() - 1)];
}

void layOutRows(PathLayout& layout, const sim::Trace& trace)
{
    for (std::size_t index = 0; index < trace.stations.size(); ++index)
        layout.columns[static_cast<std::size_t>(trace.stations[index].kind)].stations.push_back(index);
    for (std::size_t kind = 0; kind < layout.columns.size(); ++kind) {
        Column& column = layout.columns[kind];
        column.kind = static_cast<sim::StationKind>(kind);
        for (const sim::StationIndex station : column.stations)
            column.rowsOf.push_back(rowsFor(trace, trace.runs[layout.run], station));
        if (!column.rowsOf.empty())
            column.rows = column.rowsOf.front();
    }
}

std::shared_ptr<const PathLayout> layoutPath(const sim::Trace& trace, std::size_t run, Size area, const TextMeasure& measure, const PathOptions& options)
{
    auto layout = std::make_shared<PathLayout>();
    layout->area = area;
    layout->options = options;
    layout->run = run;
    layout->measure = &measure;
    layout->flights = flightsOf(trace.runs[run]);
    layOutRows(*layout, trace);

    layout->arcTop = titleHeight + grid;
    const double firstRail = layout->arcTop + arcHeight + 2 * grid;
    for (std::size_t index = 0; index < std::max<std::size_t>(trace.types.size(), 1); ++index)
        layout->rails.push_back(firstRail + static_cast<double>(index) * railGap);
    const double cardTop = layout->rails.back() + 24;
    const double width = std::min((area.width - 2 * margin - 3 * cardGap) / 4, widestCard);
    const double left = margin + std::max(0.0, (area.width - 2 * margin - 3 * cardGap - 4 * width) / 2);
    double bottom = cardTop;
    for (std::size_t index = 0; index < layout->columns.size(); ++index) {
        Column& column = layout->columns[index];
        double height = cardHead + 3 * rowHeight;
        for (const auto& rows : column.rowsOf)
            height = std::max(height, heightOf(rows));
        column.card = {left + static_cast<double>(index) * (width + cardGap), cardTop, width, height};
        column.dock = column.card.x + width / 2;
        bottom = std::max(bottom, column.card.bottom());
    }
    layout->height = bottom + margin;
    if (options.showSequence) {
        layOutSequence(*layout, trace, Timeline(trace.runs[run]), bottom + margin);
        layout->height = layout->sequence.bottom() + margin;
    }
    return layout;
}

double neededHeight(const PathLayout& layout)
{
    return layout.height;
}

} // namespace film
