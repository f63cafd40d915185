// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "widgets/cache/lane_view.h"

#include "widgets/path/frame_painter.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace widgets {

namespace {

constexpr int rowPixels = 24;
constexpr int typeWidth = 48, barWidth = 110, secondsWidth = 56;

} // namespace

LaneView::LaneView(QWidget* parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumHeight(60);
    viewport()->setAutoFillBackground(false);
}

void LaneView::setRows(std::vector<items::CacheLaneRow> rows)
{
    if (rows == m_rows)
        return;
    m_rows = std::move(rows);
    setScroll();
    viewport()->update();
}

void LaneView::setEmptyText(const QString& words)
{
    m_empty = words;
    viewport()->update();
}

int LaneView::rowHeight() const
{
    return Theme::current().px(rowPixels);
}

qsizetype LaneView::rowAt(int y) const
{
    const qsizetype row = (y + verticalScrollBar()->value()) / rowHeight();
    return row >= 0 && row < static_cast<qsizetype>(m_rows.size()) ? row : -1;
}

void LaneView::setScroll()
{
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(rowHeight());
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(m_rows.size()) * rowHeight() - viewport()->height()));
}

void LaneView::paintRow(QPainter& painter, const items::CacheLaneRow& row, const QRect& rect) const
{
    const Theme& theme = Theme::current();
    const auto wide = [&](int pixels) { return theme.px(pixels); };
    paintMark(painter, {.center = {rect.x() + wide(9) + 0.0, rect.center().y() + 0.5}, .size = 10, .outcome = row.outcome, .stale = row.stale}, theme);
    painter.setFont(theme.font(film::FontRole::MonoSmall));
    const bool narrow = rect.width() < wide(340);
    const int bar = narrow ? wide(60) : wide(barWidth);
    const QRect seconds(rect.right() - wide(secondsWidth), rect.y(), wide(secondsWidth) - 4, rect.height());
    const QRect track(seconds.x() - bar - 8, rect.center().y() - 3, bar, 7);
    const QRect type(track.x() - wide(typeWidth), rect.y(), wide(typeWidth) - 6, rect.height());
    const QRect name(rect.x() + wide(22), rect.y(), type.x() - rect.x() - wide(22) - 6, rect.height());
    painter.setPen(theme.color(film::Tone::Text));
    painter.drawText(name, Qt::AlignVCenter | Qt::AlignLeft, painter.fontMetrics().elidedText(row.name, Qt::ElideMiddle, name.width()));
    painter.setPen(theme.color(film::Tone::Soft));
    painter.drawText(type, Qt::AlignVCenter | Qt::AlignLeft, row.type);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(film::Tone::Line));
    painter.drawRoundedRect(track, 3.5, 3.5);
    const double share = row.lifetime > 0 ? std::clamp(static_cast<double>(row.remaining) / row.lifetime, 0.0, 1.0) : 0;
    if (share > 0) {
        const film::Tone tone = row.negative ? film::toneOf(row.outcome) : film::Tone::Cache;
        film::BoxShape left{.rect = {track.x() + 0.0, track.y() + 0.0, std::max(6.0, track.width() * share), track.height() + 0.0}, .radius = 3.5,
                            .fill = row.negative ? film::groundOf(row.outcome) : tone, .stroke = row.negative ? tone : film::Tone::None, .hatched = row.negative};
        paintBox(painter, left, theme);
    }
    painter.setPen(theme.color(film::Tone::Text));
    painter.setFont(theme.font(film::FontRole::MonoSmall));
    //: a cache entry that has expired; otherwise the seconds that it still lives
    painter.drawText(seconds, Qt::AlignVCenter | Qt::AlignRight, row.stale ? tr("stale") : tr("%1 s").arg(row.remaining));
}

void LaneView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = Theme::current();
    painter.fillRect(viewport()->rect(), theme.color(film::Tone::Panel));
    if (m_rows.empty()) {
        painter.setFont(theme.font(film::FontRole::Small));
        painter.setPen(theme.color(film::Tone::Soft));
        painter.drawText(viewport()->rect().adjusted(4, 6, -8, -4), Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, m_empty);
        return;
    }
    const int height = rowHeight(), offset = verticalScrollBar()->value();
    const int first = offset / height, last = std::min<int>((offset + viewport()->height()) / height + 1, static_cast<int>(m_rows.size()));
    for (int row = first; row < last; ++row)
        paintRow(painter, m_rows[static_cast<std::size_t>(row)], QRect(0, row * height - offset, viewport()->width() - 4, height));
}

void LaneView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    setScroll();
}

bool LaneView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const qsizetype at = rowAt(help->pos().y());
        if (at >= 0) {
            const items::CacheLaneRow& row = m_rows[static_cast<std::size_t>(at)];
            QToolTip::showText(help->globalPos(), row.name + QLatin1Char(' ') + row.type + (row.data.isEmpty() ? QString() : QLatin1Char('\n') + row.data), viewport());
        }
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void LaneView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const qsizetype at = rowAt(static_cast<int>(event->position().y()));
    if (at >= 0)
        emit nameActivated(m_rows[static_cast<std::size_t>(at)].name, m_rows[static_cast<std::size_t>(at)].type);
}

} // namespace widgets
