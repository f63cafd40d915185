// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "widgets/cluster/cluster_view.h"

#include "widgets/cluster/cluster_view_accessible.h"
#include "widgets/cluster/row_painter.h"

#include <QPainter>
#include <QScrollBar>
#include <QThreadPool>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr std::chrono::milliseconds glowTime{4000};
constexpr std::chrono::milliseconds fadeStep{50};
constexpr qint64 derivingSlice = 3'000'000;  ///< nanoseconds between two looks at the event queue
constexpr std::size_t derivedAtOnce = 4;     ///< objects between two looks at the clock
constexpr int wheelRows = 3;

} // namespace

ClusterView::ClusterView(QWidget* parent) : QAbstractScrollArea(parent)
{
    ClusterViewAccessible::install();
    m_clock.start();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setAccessibleName(tr("Cluster tree"));
    m_rowHeight = RowPainter(Theme::current()).rowHeight();
    m_deriving.setInterval(std::chrono::milliseconds(1));
    m_deriving.setSingleShot(true);
    connect(&m_deriving, &QTimer::timeout, this, &ClusterView::deriveSome);
    m_fading.setInterval(fadeStep);
    connect(&m_fading, &QTimer::timeout, this, &ClusterView::fade);
}

QSize ClusterView::sizeHint() const { return {Theme::current().px(264), m_rowHeight * 20}; }

void ClusterView::setCluster(kube::SnapshotPtr cluster, sim::SetupPtr setup)
{
    kube::SnapshotPtr oldCluster = m_rows.cluster();
    sim::SetupPtr oldSetup = m_rows.setup();
    const bool isOtherSource = !m_rows.cluster() || !cluster || m_rows.cluster()->sourceId != cluster->sourceId;
    const Anchor held = isOtherSource ? Anchor{} : anchor();
    m_rows.setCluster(std::move(cluster), std::move(setup), now());
    if (isOtherSource)
        m_beforeFilter = {};
    rowsChanged();
    hold(held);
    if (m_rows.lastMark() && now() - *m_rows.lastMark() < glowTime && !m_fading.isActive())
        m_fading.start();
    emit countsChanged();
    // Whoever drops the last reference takes the address index of a whole cluster apart: not here.
    if (oldCluster)
        QThreadPool::globalInstance()->start([cluster = std::move(oldCluster), setup = std::move(oldSetup)]() mutable {
            setup.reset();
            cluster.reset();
        });
}

void ClusterView::setFilter(const QString& text)
{
    const QString wanted = text.trimmed().toLower();
    if (wanted == m_filter)
        return;
    if (m_filter.isEmpty())
        m_beforeFilter = anchor();
    m_filter = wanted;
    m_rows.setFilter(wanted);
    rowsChanged();
    if (!wanted.isEmpty())
        verticalScrollBar()->setValue(0);
    else if (const auto row = currentRow())
        scrollTo(*row);
    else
        hold(m_beforeFilter);
    emit countsChanged();
}

void ClusterView::setChosenPod(const QString& pod)
{
    m_chosenPod = pod;
    viewport()->update();
}

std::size_t ClusterView::firstVisibleRow() const { return static_cast<std::size_t>(verticalScrollBar()->value() / m_rowHeight); }

std::size_t ClusterView::visibleRowCount() const
{
    const std::size_t first = firstVisibleRow(), all = m_rows.rowCount();
    const auto last = static_cast<std::size_t>((verticalScrollBar()->value() + std::max(viewport()->height(), 1) - 1) / m_rowHeight);
    return first >= all ? 0 : std::min(last, all - 1) - first + 1;
}

QRect ClusterView::rowRect(std::size_t row) const
{
    return {0, static_cast<int>(row) * m_rowHeight - verticalScrollBar()->value(), viewport()->width(), m_rowHeight};
}

std::optional<std::size_t> ClusterView::rowAt(QPoint point) const
{
    const auto row = static_cast<std::size_t>(std::max(0, point.y() + verticalScrollBar()->value()) / m_rowHeight);
    return point.y() >= 0 && row < m_rows.rowCount() ? std::optional(row) : std::nullopt;
}

std::optional<std::size_t> ClusterView::currentRow()
{
    return m_rows.selected() ? m_rows.rowOf(*m_rows.selected()) : std::nullopt;
}

void ClusterView::setCurrentRow(std::size_t row)
{
    const auto id = m_rows.idAt(row);
    if (!id)
        return;
    m_rows.select(id);
    scrollTo(row);
    viewport()->update();
    announceCurrent();
}

ClusterView::Anchor ClusterView::anchor()
{
    // What the user looks at: the current row if it is in view, otherwise the uppermost one.
    if (const auto row = currentRow(); row && viewport()->rect().contains(rowRect(*row)))
        return {m_rows.selected(), rowRect(*row).top()};
    if (verticalScrollBar()->value() == 0)
        return {};
    return {m_rows.idAt(firstVisibleRow()), rowRect(firstVisibleRow()).top()};
}

void ClusterView::hold(const Anchor& anchor)
{
    // Deriving names in view moves rows, and moving rows brings others into view: a few rounds settle it.
    for (int round = 0; round < 4; ++round) {
        std::optional<items::RowId> id = anchor.row;
        std::optional<std::size_t> row;
        while (id && !row) {
            row = m_rows.rowOf(*id);
            if (!row)
                id = items::ClusterRows::parentOf(*id);
        }
        fitScrollBar();
        if (row)
            verticalScrollBar()->setValue(static_cast<int>(*row) * m_rowHeight - anchor.offset);
        if (!m_rows.settle(firstVisibleRow(), visibleRowCount()))
            break;
    }
    fitScrollBar();
    viewport()->update();
}

void ClusterView::settleVisible()
{
    if (m_isSettling)
        return;
    m_isSettling = true; // holding a place scrolls, which asks to settle again
    if (m_rows.settle(firstVisibleRow(), visibleRowCount())) {
        fitScrollBar();
        viewport()->update();
    }
    m_isSettling = false;
}

void ClusterView::fitScrollBar()
{
    const qint64 height = static_cast<qint64>(m_rows.rowCount()) * m_rowHeight;
    verticalScrollBar()->setRange(0, static_cast<int>(std::max<qint64>(0, height - viewport()->height())));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(m_rowHeight * wheelRows / 3);
}

void ClusterView::scrollTo(std::size_t row)
{
    fitScrollBar();
    const int top = static_cast<int>(row) * m_rowHeight, view = viewport()->height();
    if (top < verticalScrollBar()->value())
        verticalScrollBar()->setValue(top);
    else if (top + m_rowHeight > verticalScrollBar()->value() + view)
        verticalScrollBar()->setValue(top + m_rowHeight - view);
}

void ClusterView::rowsChanged()
{
    m_hovered.reset();
    fitScrollBar();
    settleVisible();
    viewport()->update();
    if (m_rows.hasWork() && !m_deriving.isActive())
        m_deriving.start();
}

void ClusterView::deriveSome()
{
    QElapsedTimer slice;
    slice.start();
    const Anchor held = anchor();
    const std::size_t before = m_rows.rowCount();
    while (m_rows.hasWork() && slice.nsecsElapsed() < derivingSlice)
        m_rows.work(derivedAtOnce);
    if (m_rows.rowCount() != before)
        hold(held);
    if (m_rows.hasWork()) {
        m_deriving.start();
        return;
    }
    viewport()->update();
    emit countsChanged();
}

void ClusterView::fade()
{
    const bool isOver = !m_rows.lastMark() || now() - *m_rows.lastMark() > glowTime + fadeStep;
    if (isOver)
        m_fading.stop();
    if (isOver || !m_isMotionReduced)
        viewport()->update();
}

double ClusterView::glowOf(const items::Mark& mark) const
{
    if (mark.what == items::ChangeMark::None)
        return 0;
    const double age = base::toSeconds(now() - mark.at), whole = base::toSeconds(glowTime);
    if (age > whole)
        return 0;
    // Full for the first half, then fading.
    return m_isMotionReduced ? 1 : std::clamp(2 * (1 - age / whole), 0.0, 1.0);
}

void ClusterView::setExpanded(std::size_t row, bool expanded)
{
    const auto id = m_rows.idAt(row);
    if (!id || !m_rows.isExpandable(*id) || m_rows.isExpanded(*id) == expanded)
        return;
    // What is closed takes the current row under it along.
    const auto current = currentRow();
    m_rows.setExpanded(*id, expanded);
    if (current && !currentRow())
        m_rows.select(id);
    rowsChanged();
    announceCurrent();
}

void ClusterView::expandAll()
{
    const Anchor held = anchor();
    m_rows.expandAll();
    rowsChanged();
    hold(held);
}

void ClusterView::collapseAll()
{
    auto id = m_rows.selected();
    while (id && items::ClusterRows::parentOf(*id))
        id = items::ClusterRows::parentOf(*id);
    m_rows.collapseAll();
    m_rows.select(id);
    rowsChanged();
    if (const auto row = currentRow())
        scrollTo(*row);
}

void ClusterView::paintEvent(QPaintEvent* event)
{
    const Theme& theme = Theme::current();
    const RowPainter rowPainter(theme);
    QPainter painter(viewport());
    painter.fillRect(event->rect(), theme.color(film::Tone::Panel));
    const auto current = currentRow();
    const std::size_t first = firstVisibleRow(), count = visibleRowCount();
    for (std::size_t row = first; row < first + count; ++row) {
        const QRect rect = rowRect(row);
        if (!rect.intersects(event->rect()))
            continue;
        const items::RowText text = m_rows.textOf(row);
        RowPainter::State state{.isCurrent = row == current, .isHovered = row == m_hovered, .hasFocus = hasFocus(), .glow = glowOf(text.mark)};
        state.isChosenPod = text.kind == items::RowKind::Pod && !m_chosenPod.isEmpty() && m_rows.podOf(*m_rows.idAt(row)) == m_chosenPod;
        rowPainter.paint(painter, rect, text, state, m_filter);
    }
}

void ClusterView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    fitScrollBar();
    settleVisible();
}

void ClusterView::scrollContentsBy(int, int)
{
    settleVisible();
    viewport()->update();
}

void ClusterView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange && event->type() != QEvent::StyleChange)
        return;
    const Anchor held = anchor();
    m_rowHeight = RowPainter(Theme::current()).rowHeight();
    hold(held);
}

} // namespace widgets
