// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// A row from left to right, in pixels of the design:
//
//   | 4 glow | 8 | depth x 14 | 14 mark that expands | chip or state | name | soft words ... detail | 12 |
//
// The name has the first right to the room; a detail that would take it away is elided at its left, where addresses of one network are alike.
#include "widgets/cluster/row_painter.h"

#include <QPainter>
#include <QPainterPath>
#include <QPen>

#include <algorithm>
#include <cmath>

namespace widgets {

using film::FontRole;
using film::Tone;
using items::RowKind;

namespace {

constexpr double sideMargin = 12, indent = 14, expanderWidth = 14, gap = 8;
constexpr double chipWidth = 34, chipHeight = 15;
constexpr double leastRoom = 24; ///< under it a soft text is left out rather than shown as dots

/// A DNS name with a gap nearer to its end: the left labels tell names apart, the last one that it is whole.
QString elidedName(const QFontMetricsF& metrics, const QString& name, double width)
{
    if (metrics.horizontalAdvance(name) <= width)
        return name;
    const QString dots = QStringLiteral("…");
    const qsizetype lastLabel = name.lastIndexOf(QLatin1Char('.'), -2);
    const QString tail = dots + (lastLabel > 0 ? name.mid(lastLabel) : name.right(3));
    const double room = width - metrics.horizontalAdvance(tail);
    // Whole characters of the head that fit; the fixed font makes the first guess right.
    qsizetype count = std::clamp<qsizetype>(static_cast<qsizetype>(room / std::max(1.0, metrics.averageCharWidth())), 0, name.size());
    while (count > 0 && metrics.horizontalAdvance(name.left(count)) > room)
        --count;
    constexpr qsizetype leastHead = 4;
    return count >= leastHead ? name.left(count) + tail : metrics.elidedText(name, Qt::ElideMiddle, width);
}

QString elided(const QFontMetricsF& metrics, const QString& text, Qt::TextElideMode mode, double width)
{
    return metrics.horizontalAdvance(text) <= width ? text : metrics.elidedText(text, mode, width);
}

} // namespace

RowPainter::RowPainter(const Theme& theme)
    : m_theme(theme), m_body(face(FontRole::Body)), m_strong(face(FontRole::Strong)), m_mono(face(FontRole::MonoSmall)), m_monoSmall(face(FontRole::MonoSmall)),
      m_small(face(FontRole::Small)),
      m_rowHeight(std::max(m_theme.px(23), static_cast<int>(std::ceil(std::max(m_strong.metrics.height(), m_mono.metrics.height()))) + m_theme.px(4)))
{
}

RowPainter::Face RowPainter::face(FontRole role) const
{
    const QFont font = m_theme.font(role);
    return {font, QFontMetricsF(font)};
}

QRectF RowPainter::expander(const QRectF& row, int depth) const
{
    return {row.left() + px(sideMargin) + px(indent) * depth, row.top(), px(expanderWidth), row.height()};
}

void RowPainter::paint(QPainter& painter, const QRectF& row, const items::RowText& text, const State& state, const QString& filter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    paintGround(painter, row, state);
    if (state.glow > 0)
        paintGlow(painter, row, text.mark.what, state.glow);
    if (text.isExpandable)
        paintExpander(painter, row, text);
    // A name stands under its object's name, not under the mark before it.
    const bool isName = text.kind == RowKind::Record || text.kind == RowKind::TypedName;
    Room room{expander(row, text.depth).right() + px(isName ? -2 : 4), row.right() - px(sideMargin)};
    if (isName)
        paintName(painter, row, room, text, filter);
    else {
        if (text.kind == RowKind::Pod)
            paintPodState(painter, row, room, text.podState, state.isChosenPod);
        paintObject(painter, row, room, text, filter);
    }
}

void RowPainter::paintGround(QPainter& painter, const QRectF& row, const State& state) const
{
    if (!state.isCurrent && !state.isHovered)
        return;
    const QRectF ground = row.adjusted(px(6), 0.5, -px(6), -0.5);
    painter.setBrush(m_theme.color(state.isCurrent ? Tone::AccentGround : Tone::Raised));
    painter.setPen(state.isCurrent && state.hasFocus ? QPen(m_theme.color(Tone::Accent), 1) : QPen(Qt::NoPen));
    painter.drawRoundedRect(ground, px(6), px(6));
}

/// New: a full bar; changed: a hollow one; something went away: a broken one.
void RowPainter::paintGlow(QPainter& painter, const QRectF& row, items::ChangeMark mark, double glow) const
{
    if (mark == items::ChangeMark::None)
        return;
    const Tone tone = mark == items::ChangeMark::Added ? Tone::Answer : mark == items::ChangeMark::Modified ? Tone::Cache : Tone::NxDomain;
    QColor color = m_theme.color(tone);
    color.setAlphaF(static_cast<float>(glow));
    const QRectF bar(row.left() + px(1.5), row.top() + px(3), px(3.5), row.height() - px(6));
    painter.setPen(mark == items::ChangeMark::Modified ? QPen(color, 1) : QPen(Qt::NoPen));
    painter.setBrush(mark == items::ChangeMark::Modified ? QBrush(Qt::NoBrush) : QBrush(color));
    if (mark != items::ChangeMark::Removed) {
        painter.drawRoundedRect(bar, px(1.5), px(1.5));
        return;
    }
    const double part = bar.height() / 3 - px(1);
    for (int i = 0; i < 3; ++i)
        painter.drawRoundedRect(QRectF(bar.left(), bar.top() + i * (part + px(1.5)), bar.width(), part), px(1), px(1));
}

void RowPainter::paintExpander(QPainter& painter, const QRectF& row, const items::RowText& text) const
{
    const QPointF center = expander(row, text.depth).center();
    const double half = px(3.5);
    QPainterPath triangle;
    if (text.isExpanded) {
        triangle.moveTo(center + QPointF(-half, -half * 0.6));
        triangle.lineTo(center + QPointF(half, -half * 0.6));
        triangle.lineTo(center + QPointF(0, half * 0.8));
    } else {
        triangle.moveTo(center + QPointF(-half * 0.6, -half));
        triangle.lineTo(center + QPointF(half * 0.8, 0));
        triangle.lineTo(center + QPointF(-half * 0.6, half));
    }
    triangle.closeSubpath();
    painter.fillPath(triangle, m_theme.color(Tone::Faint));
}

/// Ready: a disc; not ready: a ring; ended: a square. The chosen pod has a ring in the accent around it.
void RowPainter::paintPodState(QPainter& painter, const QRectF& row, Room& room, items::PodState state, bool isChosen) const
{
    const QPointF center(room.left + px(5), row.center().y());
    const double radius = px(4);
    const QColor soft = m_theme.color(Tone::Faint);
    switch (state) {
    case items::PodState::None:
        break;
    case items::PodState::Ready:
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChosen ? m_theme.color(Tone::Accent) : soft);
        painter.drawEllipse(center, radius, radius);
        break;
    case items::PodState::NotReady:
        painter.setPen(QPen(m_theme.color(Tone::NoData), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(center, radius - 0.5, radius - 0.5);
        break;
    case items::PodState::Terminal:
        painter.setPen(QPen(soft, 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(center.x() - radius + 1, center.y() - radius + 1, 2 * radius - 2, 2 * radius - 2));
        break;
    }
    if (isChosen) {
        painter.setPen(QPen(m_theme.color(Tone::Accent), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(center, radius + px(2.5), radius + px(2.5));
    }
    room.left += px(10) + px(gap);
}

void RowPainter::paintChip(QPainter& painter, const QRectF& row, Room& room, const QString& type) const
{
    const double width = std::max(px(chipWidth), m_monoSmall.metrics.horizontalAdvance(type) + px(8));
    const double height = std::max(px(chipHeight), m_monoSmall.metrics.ascent() + px(4));
    const QRectF chip(room.left, std::round(row.center().y() - height / 2) + 0.5, width - 1, height - 1);
    painter.setPen(QPen(m_theme.color(Tone::Line), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(chip, px(4), px(4));
    painter.setPen(m_theme.color(Tone::Soft));
    painter.setFont(m_monoSmall.font);
    painter.drawText(chip, Qt::AlignCenter, type);
    room.left += width + px(gap);
}

/// An empty set: a ring with a stroke through it.
void RowPainter::paintMissingMark(QPainter& painter, const QRectF& row, Room& room) const
{
    const QPointF center(room.left + px(6), row.center().y());
    const double radius = px(3.8);
    painter.setPen(QPen(m_theme.color(Tone::NoData), 1.3));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(center, radius, radius);
    const double reach = radius + px(1.5);
    painter.drawLine(center + QPointF(-reach * 0.75, reach * 0.85), center + QPointF(reach * 0.75, -reach * 0.85));
    room.left += px(12) + px(gap) - px(2);
}

void RowPainter::paintText(QPainter& painter, const QRectF& row, Room& room, const Face& face, const QString& text, Tone tone, Qt::TextElideMode elide,
                           const QString& filter) const
{
    if (text.isEmpty() || room.width() <= 0)
        return;
    const QString shown = elided(face.metrics, text, elide, room.width());
    if (const qsizetype at = filter.isEmpty() ? -1 : shown.indexOf(filter, 0, Qt::CaseInsensitive); at >= 0) {
        const double from = room.left + face.metrics.horizontalAdvance(shown.left(at));
        const double width = face.metrics.horizontalAdvance(shown.mid(at, filter.size()));
        QColor lit = m_theme.color(Tone::Accent);
        lit.setAlphaF(0.28F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(lit);
        painter.drawRoundedRect(QRectF(from - 1, row.center().y() - face.metrics.height() / 2, width + 2, face.metrics.height()), px(3), px(3));
    }
    painter.setFont(face.font);
    painter.setPen(m_theme.color(tone));
    painter.drawText(QRectF(room.left, row.top(), room.width() + 1, row.height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    room.left += face.metrics.horizontalAdvance(shown);
}

void RowPainter::paintObject(QPainter& painter, const QRectF& row, Room room, const items::RowText& text, const QString& filter) const
{
    const bool isSpace = text.kind == RowKind::Namespace, isGroup = text.kind == RowKind::PodGroup;
    const Face& name = isSpace ? m_strong : m_body;
    const Face& detail = isSpace || isGroup ? m_small : m_monoSmall;
    if (!text.detail.isEmpty()) {
        const double wanted = detail.metrics.horizontalAdvance(text.detail);
        const double left = room.width() - name.metrics.horizontalAdvance(text.name) - px(gap);
        // Room that the name leaves, but at least a third of the row.
        const double given = std::min(wanted, std::max(left, room.width() / 3));
        Room right{room.right - given, room.right};
        const QString shown = elided(detail.metrics, text.detail, Qt::ElideLeft, given);
        right.left = right.right - detail.metrics.horizontalAdvance(shown);
        room.right = right.left - px(gap);
        paintText(painter, row, right, detail, shown, Tone::Soft, Qt::ElideNone, isSpace || isGroup ? QString() : filter);
    }
    paintText(painter, row, room, name, text.name, isGroup ? Tone::Soft : Tone::Text, Qt::ElideMiddle, isGroup ? QString() : filter);
    room.left += px(gap);
    if (room.width() >= px(leastRoom))
        paintText(painter, row, room, m_small, text.words, text.podState == items::PodState::NotReady ? Tone::NoData : Tone::Soft, Qt::ElideRight);
}

void RowPainter::paintName(QPainter& painter, const QRectF& row, Room room, const items::RowText& text, const QString& filter) const
{
    if (text.isMissing) {
        paintMissing(painter, row, room, text, filter);
        return;
    }
    paintChip(painter, row, room, text.chip);
    const double wanted = m_mono.metrics.horizontalAdvance(text.name);
    const double detail = m_monoSmall.metrics.horizontalAdvance(text.detail);
    const double left = room.width() - wanted - 2 * px(gap);
    // Data gives way to the name, unless the name is the same in the next row.
    const double given = detail <= left ? detail : text.isOneOfSeveral ? std::min(detail, std::max(left, room.width() * 0.45)) : 0;
    if (given > 0) {
        const bool isAddress = text.chip == QLatin1String("A") || text.chip == QLatin1String("AAAA");
        const QString shown = elided(m_monoSmall.metrics, text.detail, isAddress ? Qt::ElideLeft : Qt::ElideRight, given);
        Room right{room.right - m_monoSmall.metrics.horizontalAdvance(shown), room.right};
        room.right = right.left - px(gap);
        paintText(painter, row, right, m_monoSmall, shown, Tone::Soft, Qt::ElideNone, filter);
    }
    paintText(painter, row, room, m_mono, elidedName(m_mono.metrics, text.name, room.width()), Tone::Text, Qt::ElideMiddle, filter);
    if (!text.words.isEmpty() && room.width() > px(gap + leastRoom)) {
        room.left += px(gap);
        paintText(painter, row, room, m_small, text.words, Tone::Soft, Qt::ElideRight);
    }
}

/// The name, a colon, the reason. The reason is what the row is for: the name gives way first, but keeps a third.
void RowPainter::paintMissing(QPainter& painter, const QRectF& row, Room room, const items::RowText& text, const QString& filter) const
{
    paintMissingMark(painter, row, room);
    const QString colon = QStringLiteral(": ");
    const double reason = m_small.metrics.horizontalAdvance(colon + text.words);
    const double given = std::max(room.width() - reason, room.width() / 3);
    Room left{room.left, room.left + given};
    paintText(painter, row, left, m_small, elidedName(m_small.metrics, text.name, given), Tone::NoData, Qt::ElideMiddle, filter);
    room.left = left.left;
    paintText(painter, row, room, m_small, colon + text.words, Tone::NoData, Qt::ElideRight);
}

} // namespace widgets
