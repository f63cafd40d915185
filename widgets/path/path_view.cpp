// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "widgets/path/path_view.h"

#include "widgets/path/frame_painter.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

namespace widgets {

namespace {

constexpr double narrowest = 640; // below this the cards could not hold their rows: scroll sideways instead

struct Bounds {
    film::Rect operator()(const film::BoxShape& box) const { return box.rect; }
    film::Rect operator()(const film::TextShape& text) const { return text.rect; }
    film::Rect operator()(const film::LineShape&) const { return {}; }
    film::Rect operator()(const film::MarkShape& mark) const { return {mark.center.x - mark.size, mark.center.y - mark.size, 2 * mark.size, 2 * mark.size}; }
    film::Rect operator()(const film::PacketShape& packet) const { return {packet.center.x - 18, packet.center.y - 11, 36, 22}; }
};

} // namespace

PathView::PathView(QWidget* parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("The path of the query"));
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setMinimumSize(320, 220);
}

void PathView::setTrace(std::shared_ptr<const sim::Trace> trace, std::size_t run)
{
    m_trace = std::move(trace);
    m_run = run;
    m_timeline = m_trace ? film::Timeline(m_trace->runs[m_run]) : film::Timeline();
    m_time = film::FilmTime(0);
    layOut();
    viewport()->update();
}

void PathView::setTime(film::FilmTime time)
{
    m_time = time;
    viewport()->update();
}

void PathView::setReducedMotion(bool reduced)
{
    m_options.reducedMotion = reduced;
    layOut();
    viewport()->update();
}

void PathView::setEmptyText(const QString& title, const QString& words)
{
    m_emptyTitle = title;
    m_emptyWords = words;
    viewport()->update();
}

film::Frame PathView::frame() const
{
    return m_layout ? film::pathFrame(*m_trace, *m_layout, m_timeline, m_time) : film::Frame{};
}

void PathView::layOut()
{
    m_layout.reset();
    if (!m_trace) {
        verticalScrollBar()->setRange(0, 0);
        horizontalScrollBar()->setRange(0, 0);
        return;
    }
    const double scale = Theme::current().scale();
    const double width = std::max<double>(viewport()->width() / scale, narrowest);
    const double height = viewport()->height() / scale;
    m_layout = film::layoutPath(*m_trace, m_run, {width, height}, m_measure, m_options);
    const int needed = static_cast<int>(film::neededHeight(*m_layout) * scale);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(20);
    verticalScrollBar()->setRange(0, std::max(0, needed - viewport()->height()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, static_cast<int>(width * scale) - viewport()->width()));
}

void PathView::paintEmpty(QPainter& painter)
{
    const Theme& theme = Theme::current();
    const QRect area = viewport()->rect().adjusted(40, 0, -40, 0);
    painter.setFont(theme.font(film::FontRole::Strong));
    painter.setPen(theme.color(film::Tone::Text));
    painter.drawText(area.adjusted(0, 0, 0, -30), Qt::AlignCenter, m_emptyTitle);
    painter.setFont(theme.font(film::FontRole::Body));
    painter.setPen(theme.color(film::Tone::Soft));
    painter.drawText(area.adjusted(0, 60, 0, 0), Qt::AlignCenter | Qt::TextWordWrap, m_emptyWords);
}

void PathView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    const Theme& theme = Theme::current();
    painter.fillRect(viewport()->rect(), theme.color(film::Tone::Ground));
    if (!m_layout)
        return paintEmpty(painter);
    painter.translate(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    painter.scale(theme.scale(), theme.scale());
    paintFrame(painter, frame(), theme.unscaled());
}

void PathView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

const film::Target* PathView::targetAt(const film::Frame& frame, QPointF position) const
{
    const double scale = Theme::current().scale();
    const film::Point point{(position.x() + horizontalScrollBar()->value()) / scale, (position.y() + verticalScrollBar()->value()) / scale};
    for (auto shape = frame.shapes.rbegin(); shape != frame.shapes.rend(); ++shape) {
        if (shape->target && std::visit(Bounds{}, shape->what).contains(point))
            return &*shape->target;
    }
    return nullptr;
}

void PathView::mousePressEvent(QMouseEvent* event)
{
    const film::Frame shown = frame();
    const film::Target* target = targetAt(shown, event->position());
    if (!target || event->button() != Qt::LeftButton)
        return;
    if (target->event)
        emit eventClicked(*target->event);
    else if (target->lookup)
        emit lookupClicked(*target->lookup);
}

void PathView::mouseMoveEvent(QMouseEvent* event)
{
    const film::Frame shown = frame();
    const film::Target* target = targetAt(shown, event->position());
    viewport()->setCursor(target && (target->event || target->lookup) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

bool PathView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const film::Frame shown = frame();
        const film::Target* target = targetAt(shown, help->pos());
        if (target && !target->toolTip.isEmpty())
            QToolTip::showText(help->globalPos(), target->toolTip, viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void PathView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        layOut();
        viewport()->update();
    }
    QAbstractScrollArea::changeEvent(event);
}

} // namespace widgets
