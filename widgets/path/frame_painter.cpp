// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "widgets/path/frame_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

namespace widgets {

namespace {

using film::Tone;

QRectF rectF(const film::Rect& rect)
{
    return {rect.x, rect.y, rect.width, rect.height};
}

QPen pen(const Theme& theme, Tone tone, double width, film::Dash dash)
{
    QPen pen(theme.color(tone), width);
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setCapStyle(Qt::FlatCap);
    if (dash != film::Dash::Solid)
        pen.setDashPattern(dash == film::Dash::Dashed ? QList<qreal>{4, 3} : QList<qreal>{1, 2.5});
    return pen;
}

void paintShadow(QPainter& painter, const QRectF& rect, double radius, film::Scheme scheme)
{
    constexpr int layers = 4;
    painter.setPen(Qt::NoPen);
    for (int layer = layers; layer > 0; --layer) {
        painter.setBrush(QColor(0, 0, 0, scheme == film::Scheme::Light ? 6 : 22));
        painter.drawRoundedRect(rect.adjusted(-layer * 0.6, -layer * 0.3, layer * 0.6, layer), radius + layer, radius + layer);
    }
}

class ShapePainter {
public:
    ShapePainter(QPainter& painter, const Theme& theme) : m_painter(painter), m_theme(theme) {}

    void operator()(const film::BoxShape& box) const { paintBox(m_painter, box, m_theme); }

    void operator()(const film::LineShape& line) const
    {
        m_painter.setOpacity(line.opacity);
        m_painter.setPen(pen(m_theme, line.tone, line.width, line.dash));
        m_painter.setBrush(Qt::NoBrush);
        QPolygonF points;
        for (const film::Point& point : line.points)
            points.append({point.x, point.y});
        m_painter.drawPolyline(points);
        m_painter.setOpacity(1);
    }

    void operator()(const film::TextShape& shape) const
    {
        const QFont font = m_theme.font(shape.font);
        const QFontMetricsF metrics(font);
        QString text = shape.text;
        if (shape.elide != film::Elide::None)
            text = metrics.elidedText(text, shape.elide == film::Elide::Middle ? Qt::ElideMiddle : Qt::ElideRight, shape.rect.width);
        m_painter.setOpacity(shape.opacity);
        m_painter.setFont(font);
        m_painter.setPen(m_theme.color(shape.tone));
        const int alignment = shape.align == film::Align::Left ? Qt::AlignLeft : shape.align == film::Align::Right ? Qt::AlignRight : Qt::AlignHCenter;
        m_painter.drawText(rectF(shape.rect), alignment | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip, text);
        m_painter.setOpacity(1);
    }

    void operator()(const film::MarkShape& mark) const { paintMark(m_painter, mark, m_theme); }

    void operator()(const film::PacketShape& packet) const
    {
        const QFont font = m_theme.font(film::FontRole::MonoSmall);
        const QFontMetricsF metrics(font);
        const bool answer = packet.outcome != film::Outcome::Pending;
        const double mark = answer ? 14 : 0;
        const double width = std::max(24.0, metrics.horizontalAdvance(packet.label) + 14 + mark);
        const QRectF rect(packet.center.x - width / 2, packet.center.y - 10, width, 20);
        m_painter.setOpacity(packet.opacity * (packet.background ? 0.55 : 1));
        paintShadow(m_painter, rect, 10, m_theme.scheme());
        const Tone tone = packet.fromCache ? Tone::Cache : film::toneOf(packet.outcome);
        QPen outline = pen(m_theme, tone, packet.tcp ? 2.4 : 1.4, packet.background ? film::Dash::Dotted : film::Dash::Solid);
        m_painter.setPen(outline);
        m_painter.setBrush(answer ? m_theme.color(packet.fromCache ? Tone::CacheGround : film::groundOf(packet.outcome)) : m_theme.color(Tone::Accent));
        m_painter.drawRoundedRect(rect, 10, 10);
        if (answer)
            paintMark(m_painter, {.center = {rect.x() + 12, packet.center.y}, .size = 9, .outcome = packet.outcome, .fromCache = packet.fromCache, .stale = packet.stale}, m_theme);
        m_painter.setFont(font);
        m_painter.setPen(answer ? m_theme.color(tone) : m_theme.color(Tone::Panel));
        m_painter.drawText(rect.adjusted(mark, 0, 0, 0), Qt::AlignCenter | Qt::TextDontClip, packet.label);
        m_painter.setOpacity(1);
    }

private:
    QPainter& m_painter;
    const Theme& m_theme;
};

} // namespace

void paintBox(QPainter& painter, const film::BoxShape& box, const Theme& theme)
{
    const QRectF rect = rectF(box.rect);
    painter.setOpacity(box.opacity);
    if (box.shadow)
        paintShadow(painter, rect, box.radius, theme.scheme());
    painter.setPen(box.stroke == Tone::None ? QPen(Qt::NoPen) : pen(theme, box.stroke, box.strokeWidth, box.dash));
    painter.setBrush(box.fill == Tone::None ? QBrush(Qt::NoBrush) : QBrush(theme.color(box.fill)));
    painter.drawRoundedRect(rect, box.radius, box.radius);
    if (box.hatched) {
        QPainterPath clip;
        clip.addRoundedRect(rect, box.radius, box.radius);
        painter.save();
        painter.setClipPath(clip, Qt::IntersectClip);
        painter.setPen(QPen(theme.color(box.stroke), 3));
        for (double x = rect.left() - rect.height(); x < rect.right(); x += 7)
            painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
        painter.restore();
    }
    painter.setOpacity(1);
}

void paintMark(QPainter& painter, const film::MarkShape& mark, const Theme& theme)
{
    const QColor color = theme.color(film::toneOf(mark.outcome));
    const double r = mark.size / 2;
    const QPointF center(mark.center.x, mark.center.y);
    painter.setOpacity(painter.opacity() * mark.opacity);
    if (mark.fromCache) {
        painter.setPen(QPen(theme.color(Tone::Cache), 1.4));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(center, r + 2.6, r + 2.6);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 1.8));
    switch (mark.outcome) {
    case film::Outcome::Pending:
    case film::Outcome::Answer:
        if (!mark.stale)
            painter.setBrush(color);
        painter.drawEllipse(center, r - 0.5, r - 0.5);
        break;
    case film::Outcome::NoData: painter.drawEllipse(center, r - 0.9, r - 0.9); break;
    case film::Outcome::NxDomain: {
        const double d = r * 0.8;
        painter.drawLine(center + QPointF(-d, -d), center + QPointF(d, d));
        painter.drawLine(center + QPointF(-d, d), center + QPointF(d, -d));
        break;
    }
    case film::Outcome::Failure:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPolygon(QPolygonF({center + QPointF(0, -r), center + QPointF(r, r * 0.8), center + QPointF(-r, r * 0.8)}));
        break;
    case film::Outcome::NoReply: {
        QPen broken(color, 1.8);
        broken.setDashPattern({1.6, 1.4});
        painter.setPen(broken);
        painter.drawEllipse(center, r - 0.9, r - 0.9);
        break;
    }
    }
    if (mark.stale) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPie(QRectF(center.x() - r, center.y() - r, 2 * r, 2 * r), 90 * 16, 180 * 16);
    }
    painter.setOpacity(1);
}

void paintFrame(QPainter& painter, const film::Frame& frame, const Theme& theme)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const ShapePainter paint(painter, theme);
    for (const film::Shape& shape : frame.shapes)
        std::visit(paint, shape.what);
}

} // namespace widgets
