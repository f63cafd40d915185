// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/film/svg.h"

#include "model/film/path.h"
#include "model/film/trace_text.h"

#include <algorithm>
#include <numbers>

namespace film {

namespace {

constexpr Size exportSize{1280, 720};

bool isMono(FontRole font)
{
    return font == FontRole::Mono || font == FontRole::MonoSmall;
}

double pixels(FontRole font)
{
    switch (font) {
    case FontRole::Body: return 13;
    case FontRole::Small: return 12;
    case FontRole::Strong: return 14;
    case FontRole::Heading: return 12;
    case FontRole::Mono: return 13;
    case FontRole::MonoSmall: return 11.5;
    }
    return 13;
}

QString number(double value)
{
    return QString::number(value, 'f', 2).remove(QStringLiteral(".00"));
}

class SvgWriter {
public:
    SvgWriter(Scheme scheme, const TextMeasure& measure) : m_scheme(scheme), m_measure(measure) {}

    void operator()(const BoxShape& box)
    {
        QString style = paint(QStringLiteral("fill"), box.fill) + paint(QStringLiteral("stroke"), box.stroke) + dash(box.dash);
        if (box.hatched)
            style += QStringLiteral(" fill-opacity=\"0.5\"");
        m_out += QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" rx=\"%5\" stroke-width=\"%6\"%7%8/>\n")
                     .arg(number(box.rect.x), number(box.rect.y), number(box.rect.width), number(box.rect.height), number(box.radius), number(box.strokeWidth), style, opacity(box.opacity));
    }

    void operator()(const LineShape& line)
    {
        QString points;
        for (const Point& point : line.points)
            points += number(point.x) + QLatin1Char(',') + number(point.y) + QLatin1Char(' ');
        m_out += QStringLiteral("<polyline points=\"%1\" fill=\"none\"%2 stroke-width=\"%3\"%4%5/>\n")
                     .arg(points.trimmed(), paint(QStringLiteral("stroke"), line.tone), number(line.width), dash(line.dash), opacity(line.opacity));
    }

    void operator()(const TextShape& shape)
    {
        const QString shown = elided(shape.text, shape.font, shape.elide, shape.rect.width, m_measure);
        const double x = shape.align == Align::Left ? shape.rect.x : shape.align == Align::Right ? shape.rect.right() : shape.rect.x + shape.rect.width / 2;
        const QString anchor = shape.align == Align::Left ? QStringLiteral("start") : shape.align == Align::Right ? QStringLiteral("end") : QStringLiteral("middle");
        const bool bold = shape.font == FontRole::Strong || shape.font == FontRole::Heading;
        m_out += QStringLiteral("<text x=\"%1\" y=\"%2\" font-family=\"%3\" font-size=\"%4\"%5 text-anchor=\"%6\"%7%8>%9</text>\n")
                     .arg(number(x), number(shape.rect.y + shape.rect.height / 2 + pixels(shape.font) * 0.35), isMono(shape.font) ? QStringLiteral("monospace") : QStringLiteral("sans-serif"),
                          number(pixels(shape.font)), bold ? QStringLiteral(" font-weight=\"600\"") : QString(), anchor, paint(QStringLiteral("fill"), shape.tone), opacity(shape.opacity),
                          shown.toHtmlEscaped());
    }

    void operator()(const MarkShape& mark)
    {
        const Tone tone = toneOf(mark.outcome);
        const double r = mark.size / 2, x = mark.center.x, y = mark.center.y;
        if (mark.fromCache)
            m_out += QStringLiteral("<circle cx=\"%1\" cy=\"%2\" r=\"%3\" fill=\"none\"%4/>\n").arg(number(x), number(y), number(r + 3), paint(QStringLiteral("stroke"), Tone::Cache));
        switch (mark.outcome) {
        case Outcome::Answer:
        case Outcome::Pending: circle(x, y, r, tone, mark.stale ? Tone::None : tone, Dash::Solid); break;
        case Outcome::NoData: circle(x, y, r - 0.5, tone, Tone::None, Dash::Solid); break;
        case Outcome::NoReply: circle(x, y, r - 0.5, tone, Tone::None, Dash::Dashed); break;
        case Outcome::NxDomain:
            (*this)(LineShape{.points = {{x - r, y - r}, {x + r, y + r}}, .tone = tone, .width = 2});
            (*this)(LineShape{.points = {{x - r, y + r}, {x + r, y - r}}, .tone = tone, .width = 2});
            break;
        case Outcome::Failure:
            m_out += QStringLiteral("<polygon points=\"%1,%2 %3,%4 %5,%4\"%6/>\n").arg(number(x), number(y - r), number(x + r), number(y + r), number(x - r), paint(QStringLiteral("fill"), tone));
            break;
        }
        if (mark.stale)
            m_out += QStringLiteral("<path d=\"M%1 %2 A%3 %3 0 0 1 %1 %4 Z\"%5/>\n").arg(number(x), number(y - r), number(r), number(y + r), paint(QStringLiteral("fill"), tone));
    }

    void operator()(const PacketShape& packet)
    {
        const double width = std::max(24.0, m_measure.width(packet.label, FontRole::MonoSmall) + 12);
        (*this)(BoxShape{.rect = {packet.center.x - width / 2, packet.center.y - 10, width, 20}, .radius = 10,
                         .fill = packet.outcome == Outcome::Pending ? Tone::Accent : groundOf(packet.outcome), .stroke = toneOf(packet.outcome), .opacity = packet.opacity});
        (*this)(TextShape{.rect = {packet.center.x - width / 2, packet.center.y - 10, width, 20}, .text = packet.label, .font = FontRole::MonoSmall,
                          .tone = packet.outcome == Outcome::Pending ? Tone::Panel : toneOf(packet.outcome), .align = Align::Center, .elide = Elide::None, .opacity = packet.opacity});
    }

    [[nodiscard]] QString take() { return std::move(m_out); }

private:
    [[nodiscard]] QString paint(const QString& attribute, Tone tone) const
    {
        if (tone == Tone::None)
            return QStringLiteral(" %1=\"none\"").arg(attribute);
        return QStringLiteral(" %1=\"#%2\"").arg(attribute).arg(colorOf(tone, m_scheme) & 0xffffff, 6, 16, QLatin1Char('0'));
    }
    static QString dash(Dash dash)
    {
        return dash == Dash::Solid ? QString() : QStringLiteral(" stroke-dasharray=\"%1\"").arg(dash == Dash::Dashed ? QStringLiteral("4 3") : QStringLiteral("1 3"));
    }
    static QString opacity(double value) { return value >= 1 ? QString() : QStringLiteral(" opacity=\"%1\"").arg(number(value)); }
    void circle(double x, double y, double r, Tone stroke, Tone fill, Dash how)
    {
        m_out += QStringLiteral("<circle cx=\"%1\" cy=\"%2\" r=\"%3\" stroke-width=\"1.6\"%4%5%6/>\n")
                     .arg(number(x), number(y), number(r), paint(QStringLiteral("stroke"), stroke), paint(QStringLiteral("fill"), fill), dash(how));
    }

    Scheme m_scheme;
    const TextMeasure& m_measure;
    QString m_out;
};

} // namespace

double TypicalMeasure::width(const QString& text, FontRole font) const
{
    const double average = isMono(font) ? 0.6 : font == FontRole::Strong || font == FontRole::Heading ? 0.58 : 0.54;
    return static_cast<double>(text.size()) * pixels(font) * average;
}

double TypicalMeasure::lineHeight(FontRole font) const
{
    return pixels(font) * 1.35;
}

QString elided(const QString& text, FontRole font, Elide elide, double width, const TextMeasure& measure)
{
    if (elide == Elide::None || measure.width(text, font) <= width)
        return text;
    for (qsizetype kept = text.size() - 1; kept > 1; --kept) {
        const QString shorter = elide == Elide::Right ? text.left(kept) + QStringLiteral("…") : text.left((kept + 1) / 2) + QStringLiteral("…") + text.right(kept / 2);
        if (measure.width(shorter, font) <= width)
            return shorter;
    }
    return QStringLiteral("…");
}

QString frameSvg(const Frame& frame, Scheme scheme, const TextMeasure& measure)
{
    SvgWriter writer(scheme, measure);
    writer(BoxShape{.rect = {0, 0, frame.size.width, frame.size.height}, .fill = Tone::Ground});
    for (const Shape& shape : frame.shapes)
        std::visit(writer, shape.what);
    return QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1\" height=\"%2\" viewBox=\"0 0 %1 %2\">\n").arg(number(frame.size.width), number(frame.size.height))
         + writer.take() + QStringLiteral("</svg>\n");
}

QString traceSvg(const sim::Trace& trace, Scheme scheme)
{
    const TypicalMeasure measure;
    const std::size_t run = trace.runs.size() - 1;
    const Timeline timeline(trace.runs[run]);
    const auto layout = layoutPath(trace, run, exportSize, measure);
    return frameSvg(pathFrame(trace, *layout, timeline, timeline.length()), scheme, measure);
}

} // namespace film
