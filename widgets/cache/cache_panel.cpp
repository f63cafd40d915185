// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "widgets/cache/cache_panel.h"

#include "widgets/cache/lane_view.h"
#include "widgets/cache/ttl_plot.h"
#include "widgets/common/elided_label.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>


namespace widgets {

namespace {

/// The lanes of one process, its blocks' entries together.
struct ProcessLane {
    QString title;
    bool isNodeCache = false;
    bool exists = false, disabled = false;
    quint64 hits = 0, misses = 0, stale = 0;
    std::vector<items::CacheLaneRow> rows;
};

QString processOf(const QString& laneId)
{
    return laneId.section(QLatin1Char('#'), 0, 0);
}

/// Processes with something to show come first in the order of the lanes; idle twins stay out of sight until they are used.
std::vector<std::pair<QString, ProcessLane>> merged(const std::vector<items::CacheLane>& lanes)
{
    std::vector<std::pair<QString, ProcessLane>> processes;
    for (const items::CacheLane& lane : lanes) {
        const QString id = processOf(lane.id);
        if (processes.empty() || processes.back().first != id)
            processes.emplace_back(id, ProcessLane{.title = lane.title, .isNodeCache = id.startsWith(QLatin1String("node-cache"))});
        ProcessLane& process = processes.back().second;
        process.exists = process.exists || lane.exists;
        process.disabled = process.disabled || lane.disabled;
        process.hits += lane.hits;
        process.misses += lane.misses;
        process.stale += lane.stale;
        process.rows.insert(process.rows.end(), lane.rows.begin(), lane.rows.end());
    }
    for (auto& [id, process] : processes) {
        std::stable_sort(process.rows.begin(), process.rows.end(), [](const items::CacheLaneRow& a, const items::CacheLaneRow& b) {
            return std::pair(a.negative, -a.remaining) < std::pair(b.negative, -b.remaining);
        });
    }
    return processes;
}

bool isUsed(const ProcessLane& process)
{
    return !process.rows.empty() || process.hits + process.misses > 0;
}

} // namespace

CachePanel::CachePanel(QWidget* parent) : QWidget(parent), m_plot(new TtlPlot)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(6);
    auto* head = new QHBoxLayout;
    head->setSpacing(6);
    m_title = new QLabel(tr("TTL CACHES"));
    head->addWidget(m_title);
    head->addStretch();
    addClock(*head);
    column->addLayout(head);
    m_row = new QHBoxLayout;
    m_row->setSpacing(16);
    m_row->addWidget(m_plot, 3);
    column->addLayout(m_row, 1);
    setMinimumHeight(120);
    applyFonts();
}

void CachePanel::addClock(QHBoxLayout& row)
{
    const auto button = [&](const QString& picture, const QString& text, const QString& name) {
        auto* made = new QToolButton;
        if (!picture.isEmpty())
            made->setIcon(icon(picture));
        made->setText(text);
        made->setToolTip(name);
        made->setAccessibleName(name);
        row.addWidget(made);
        return made;
    };
    m_clock = new QLabel;
    m_clock->setToolTip(tr("The simulated clock: caches count down on it"));
    row.addWidget(m_clock);
    m_run = button(QStringLiteral("play"), {}, tr("Run or pause the clock"));
    connect(m_run, &QToolButton::clicked, this, &CachePanel::clockToggled);
    for (const int seconds : {1, 5, 30}) {
        //: button: move the clock on by %1 seconds
        const QString label = tr("+%1 s").arg(seconds);
        connect(button({}, label, tr("Move the clock on by %1 s").arg(seconds)), &QToolButton::clicked, this, [this, seconds] { emit clockStepped(seconds); });
    }
    m_speed = new QComboBox;
    m_speed->setAccessibleName(tr("Speed of the clock"));
    for (const double speed : {0.5, 1.0, 5.0, 20.0, 60.0})
        m_speed->addItem(QStringLiteral("%1×").arg(speed), speed);
    m_speed->setCurrentIndex(1);
    connect(m_speed, &QComboBox::currentIndexChanged, this, [this] { emit clockSpeedChanged(m_speed->currentData().toDouble()); });
    row.addWidget(m_speed);
    connect(button({}, tr("Forget"), tr("Empty all caches, as after a restart")), &QToolButton::clicked, this, &CachePanel::cachesForgotten);
}

CachePanel::Column& CachePanel::columnOf(const QString& process)
{
    Column& column = m_columns[process];
    if (column.widget)
        return column;
    column = {new QWidget, new ElidedLabel, new QLabel, new LaneView};
    auto* rows = new QVBoxLayout(column.widget);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->addWidget(column.title, 1);
    head->addWidget(column.summary);
    rows->addLayout(head);
    rows->addWidget(column.view, 1);
    m_row->insertWidget(m_row->count() - 1, column.widget, 5);
    connect(column.view, &LaneView::nameActivated, this, &CachePanel::nameActivated);
    applyFonts();
    return column;
}

void CachePanel::setLanes(base::Instant now, const std::vector<items::CacheLane>& lanes)
{
    //: the simulated clock, in seconds
    m_clock->setText(tr("clock %1 s").arg(base::toSeconds(now), 0, 'f', 1));
    const auto processes = merged(lanes);
    std::size_t nodeCachesShown = 0, replicasShown = 0;
    for (const auto& [id, process] : processes) {
        // One lane of each kind is always there; further ones appear when they are used.
        std::size_t& shown = process.isNodeCache ? nodeCachesShown : replicasShown;
        const bool onlyOne = shown == 0 && std::none_of(processes.begin(), processes.end(), [&](const auto& other) { return other.second.isNodeCache == process.isNodeCache && isUsed(other.second); });
        if (!isUsed(process) && !onlyOne) {
            if (m_columns.contains(id))
                m_columns[id].widget->setVisible(false);
            continue;
        }
        ++shown;
        Column& column = columnOf(id);
        column.widget->setVisible(true);
        column.title->setFullText((process.isNodeCache ? tr("NODE CACHE") : QStringLiteral("COREDNS")) + QStringLiteral(" · ") + process.title);
        column.view->setAccessibleName(tr("Entries of the cache of %1").arg(process.title));
        column.summary->setText(tr("%1 entries · %2 hits · %3 misses").arg(process.rows.size()).arg(process.hits).arg(process.misses));
        column.view->setEmptyText(!process.exists ? tr("No cache plugin in this Corefile: every question is worked out anew.")
                                  : process.disabled ? tr("The Corefile turns the cache off for the cluster domain: answers come from the watch of the API and are right within a second.")
                                                     : tr("Empty. Ask a question and its answer stays here until its TTL has run out."));
        column.view->setRows(process.rows);
    }
    m_plot->addSample(now, lanes);
}

void CachePanel::setClockRunning(bool running)
{
    m_run->setIcon(icon(running ? QStringLiteral("pause") : QStringLiteral("play")));
}

void CachePanel::clear()
{
    for (const Column& column : std::as_const(m_columns))
        delete column.widget;
    m_columns.clear();
    m_plot->clear();
}

void CachePanel::applyFonts()
{
    const Theme& theme = Theme::current();
    const auto soften = [&](QLabel* label, film::FontRole role) {
        label->setFont(theme.font(role));
        label->setForegroundRole(QPalette::PlaceholderText);
    };
    soften(m_title, film::FontRole::Heading);
    m_clock->setFont(theme.font(film::FontRole::MonoSmall));
    for (const Column& column : std::as_const(m_columns)) {
        soften(column.title, film::FontRole::Heading);
        soften(column.summary, film::FontRole::Small);
    }
}

void CachePanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyFonts();
    QWidget::changeEvent(event);
}

} // namespace widgets
