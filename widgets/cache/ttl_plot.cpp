// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "widgets/cache/ttl_plot.h"

#include "widgets/common/theme.h"

#include <qcustomplot.h>

#include <QEvent>
#include <QSet>
#include <QVBoxLayout>

#include <algorithm>

namespace widgets {

namespace {

constexpr double shownSeconds = 90;
constexpr qsizetype mostLines = 12;

} // namespace

TtlPlot::TtlPlot(QWidget* parent) : QWidget(parent), m_plot(new QCustomPlot)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_plot);
    m_plot->setNoAntialiasingOnDrag(true);
    m_plot->setAccessibleName(tr("Remaining TTL over time"));
    m_plot->xAxis->setNumberFormat(QStringLiteral("f"));
    m_plot->xAxis->setNumberPrecision(0);
    m_plot->yAxis->setNumberPrecision(0);
    m_plot->yAxis->setNumberFormat(QStringLiteral("f"));
    m_plot->xAxis->setLabel(tr("seconds"));
    m_plot->yAxis->setLabel(tr("TTL in s"));
    m_plot->yAxis->setRange(0, 32);
    m_plot->xAxis->setRange(0, shownSeconds);
    setMinimumWidth(180);
    applyColors();
}

QCPGraph* TtlPlot::graphOf(const QString& key, const items::CacheLaneRow& row)
{
    QCPGraph*& graph = m_graphs[key];
    if (!graph) {
        graph = m_plot->addGraph();
        const Theme& theme = Theme::current();
        const QColor color = theme.color(row.negative ? film::toneOf(row.outcome) : film::Tone::Cache);
        graph->setPen(QPen(color, 1.6, row.negative ? Qt::DashLine : Qt::SolidLine));
        graph->setName(row.name + QLatin1Char(' ') + row.type);
    }
    return graph;
}

void TtlPlot::addSample(base::Instant now, const std::vector<items::CacheLane>& lanes)
{
    const double seconds = base::toSeconds(now);
    if (seconds < m_last)
        return; // the film was scrubbed back: what has been drawn stays true
    m_last = seconds;
    QSet<QString> seen;
    for (const items::CacheLane& lane : lanes) {
        for (const items::CacheLaneRow& row : lane.rows) {
            const QString key = lane.id + QLatin1Char(' ') + row.name + QLatin1Char(' ') + row.type + (row.negative ? QLatin1Char('-') : QLatin1Char('+'));
            if (!m_graphs.contains(key) && m_graphs.size() >= mostLines)
                continue;
            seen.insert(key);
            QCPGraph* graph = graphOf(key, row);
            // A jump up is a new entry: drawn as a vertical line from where the old one ended.
            graph->addData(seconds, row.remaining);
            graph->data()->removeBefore(seconds - shownSeconds);
        }
    }
    for (auto graph = m_graphs.begin(); graph != m_graphs.end();) {
        const auto points = graph.value()->data();
        if (!seen.contains(graph.key()) && !points->isEmpty() && (points->constEnd() - 1)->value > 0)
            graph.value()->addData(seconds, 0);
        points->removeBefore(seconds - shownSeconds);
        if (points->isEmpty()) {
            m_plot->removeGraph(graph.value());
            graph = m_graphs.erase(graph);
        } else {
            ++graph;
        }
    }
    m_plot->xAxis->setRange(std::max(0.0, seconds - shownSeconds), std::max(seconds, shownSeconds));
    bool found = false;
    const QCPRange range = m_plot->graphCount() ? m_plot->graph(0)->getValueRange(found) : QCPRange();
    double top = found ? range.upper : 30;
    for (int index = 1; index < m_plot->graphCount(); ++index)
        top = std::max(top, m_plot->graph(index)->getValueRange(found).upper);
    m_plot->yAxis->setRange(0, std::max(top * 1.08, 5.0));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void TtlPlot::clear()
{
    m_graphs.clear();
    m_plot->clearGraphs();
    m_last = -1;
    m_plot->xAxis->setRange(0, shownSeconds);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

int TtlPlot::lineCount() const
{
    return m_plot->graphCount();
}

void TtlPlot::applyColors()
{
    const Theme& theme = Theme::current();
    const QColor line = theme.color(film::Tone::Line), soft = theme.color(film::Tone::Soft);
    m_plot->setBackground(theme.color(film::Tone::Panel));
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setBasePen(QPen(line));
        axis->setTickPen(QPen(line));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(soft);
        axis->setLabelColor(soft);
        axis->setTickLabelFont(theme.font(film::FontRole::Small));
        axis->setLabelFont(theme.font(film::FontRole::Small));
        axis->grid()->setPen(QPen(line, 1));
        axis->grid()->setZeroLinePen(QPen(line));
    }
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void TtlPlot::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyColors();
        clear();
    }
    QWidget::changeEvent(event);
}

} // namespace widgets
