// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/film/shapes.h"

namespace film {

namespace {

QString number(double value)
{
    return QString::number(value, 'f', 1);
}

QString toneName(Tone tone)
{
    static const char* const names[] = {"none", "ground", "panel", "raised", "line", "text", "soft", "faint", "accent", "accent-ground", "answer", "answer-ground",
                                        "nodata", "nodata-ground", "nxdomain", "nxdomain-ground", "failure", "failure-ground", "no-reply", "no-reply-ground", "cache",
                                        "cache-ground"};
    return QString::fromLatin1(names[static_cast<int>(tone)]);
}

QString rectText(const Rect& rect)
{
    return QStringLiteral("%1,%2 %3x%4").arg(number(rect.x), number(rect.y), number(rect.width), number(rect.height));
}

QString marks(bool fromCache, bool stale)
{
    return (fromCache ? QStringLiteral(" cache") : QString()) + (stale ? QStringLiteral(" stale") : QString());
}

struct Printer {
    QString operator()(const BoxShape& box) const
    {
        return QStringLiteral("box %1 fill %2 stroke %3").arg(rectText(box.rect), toneName(box.fill), toneName(box.stroke))
             + (box.hatched ? QStringLiteral(" hatched") : QString());
    }
    QString operator()(const LineShape& line) const
    {
        QString text = QStringLiteral("line %1").arg(toneName(line.tone));
        for (const Point& point : line.points)
            text += QStringLiteral(" %1,%2").arg(number(point.x), number(point.y));
        return text;
    }
    QString operator()(const TextShape& shape) const { return QStringLiteral("text %1 %2 \"%3\"").arg(rectText(shape.rect), toneName(shape.tone), shape.text); }
    QString operator()(const MarkShape& mark) const
    {
        return QStringLiteral("mark %1,%2 %3").arg(number(mark.center.x), number(mark.center.y), toneName(toneOf(mark.outcome))) + marks(mark.fromCache, mark.stale);
    }
    QString operator()(const PacketShape& packet) const
    {
        return QStringLiteral("packet %1,%2 %3 %4").arg(number(packet.center.x), number(packet.center.y), packet.label, toneName(toneOf(packet.outcome)))
             + marks(packet.fromCache, packet.stale) + (packet.tcp ? QStringLiteral(" tcp") : QString());
    }
};

} // namespace

Outcome outcomeOf(dns::Rcode rcode, std::size_t answerRecords)
{
    if (rcode == dns::Rcode::NoError)
        return answerRecords > 0 ? Outcome::Answer : Outcome::NoData;
    return rcode == dns::Rcode::NxDomain ? Outcome::NxDomain : Outcome::Failure;
}

Outcome outcomeOf(const sim::Lookup& lookup)
{
    return lookup.reply ? outcomeOf(lookup.reply->rcode, lookup.reply->answer.size()) : Outcome::NoReply;
}

Tone toneOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Pending: return Tone::Accent;
    case Outcome::Answer: return Tone::Answer;
    case Outcome::NoData: return Tone::NoData;
    case Outcome::NxDomain: return Tone::NxDomain;
    case Outcome::Failure: return Tone::Failure;
    case Outcome::NoReply: return Tone::NoReply;
    }
    return Tone::Accent;
}

Tone groundOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Pending: return Tone::AccentGround;
    case Outcome::Answer: return Tone::AnswerGround;
    case Outcome::NoData: return Tone::NoDataGround;
    case Outcome::NxDomain: return Tone::NxDomainGround;
    case Outcome::Failure: return Tone::FailureGround;
    case Outcome::NoReply: return Tone::NoReplyGround;
    }
    return Tone::AccentGround;
}

QString printFrame(const Frame& frame)
{
    QString text = QStringLiteral("frame %1x%2\n").arg(number(frame.size.width), number(frame.size.height));
    for (const Shape& shape : frame.shapes)
        text += std::visit(Printer{}, shape.what) + QLatin1Char('\n');
    return text;
}

} // namespace film
