// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/film/trace_text.h"

#include "model/words/notes.h"

#include <QStringList>

#include <algorithm>

namespace film {

namespace {

QString text(const std::string& bytes)
{
    return QString::fromStdString(bytes);
}

QString joined(const std::vector<std::string>& parts, const QString& separator)
{
    QStringList list;
    for (const std::string& part : parts)
        list.append(text(part));
    return list.join(separator);
}

QString typesText(const std::vector<dns::Type>& types)
{
    QStringList list;
    for (const dns::Type type : types)
        list.append(text(dns::toString(type)));
    return list.join(QStringLiteral(" "));
}

QString outcomeText(const sim::Lookup& lookup)
{
    if (!lookup.reply)
        return QStringLiteral("no reply");
    const dns::Message& reply = *lookup.reply;
    if (reply.rcode == dns::Rcode::NoError && reply.answer.empty())
        return QStringLiteral("NODATA");
    return text(dns::toString(reply.rcode)) + (reply.flags.tc ? QStringLiteral(" truncated") : QString());
}

QString answersText(const std::vector<dns::Record>& records)
{
    QStringList list;
    for (const dns::Record& record : records)
        list.append(QStringLiteral("%1 %2 (%3 s)").arg(text(dns::toString(record.type)), text(dns::toString(record.data))).arg(record.ttl.count()));
    return list.join(QStringLiteral(", "));
}

/// The stations that a lookup passed, in order of their first packet.
QString wayText(const sim::Trace& trace, const sim::Run& run, sim::LookupIndex index)
{
    std::vector<std::string> way;
    for (const sim::Event& event : run.events) {
        const std::string id = trace.stations[event.station].id();
        if (event.lookup == index && !event.background && std::find(way.begin(), way.end(), id) == way.end())
            way.push_back(id);
    }
    return joined(way, QStringLiteral(" > "));
}

QString lookupText(const sim::Trace& trace, const sim::Run& run, sim::LookupIndex index)
{
    const sim::Lookup& lookup = run.lookups[index];
    QString line = QStringLiteral("  %1  %2 %3  %4")
                       .arg(durationText(base::toSeconds(lookup.at - run.at)), 8)
                       .arg(text(lookup.question.name.text()), text(dns::toString(lookup.question.type)), outcomeText(lookup));
    if (lookup.reply && !lookup.reply->answer.empty())
        line += QStringLiteral("  ") + answersText(lookup.reply->answer);
    line += QStringLiteral("\n            %1").arg(wayText(trace, run, index));
    if (!lookup.answeredBy.empty())
        line += QStringLiteral("; answered by %1").arg(text(lookup.answeredBy));
    if (lookup.cache != sim::CacheResult::None)
        line += QStringLiteral("; cache %1").arg(text(sim::toString(lookup.cache)));
    line += QStringLiteral("; %1").arg(durationText(base::toSeconds(lookup.end - lookup.at)));
    if (lookup.transport == sim::Transport::Tcp)
        line += QStringLiteral("; TCP");
    line += QLatin1Char('\n');
    for (const sim::Event& event : run.events) {
        const bool tells = event.lookup == index && event.note.code != sim::NoteCode::None
                        && (event.kind != sim::EventKind::Plugin || event.outcome != sim::PluginOutcome::Passed);
        if (tells)
            line += QStringLiteral("            - %1: %2\n").arg(text(trace.stations[event.station].id()), words::sentence(event.note));
    }
    return line;
}

QString headText(const sim::Trace& trace)
{
    QString head;
    if (trace.pod.empty())
        head = QStringLiteral("dig asks %1 %2").arg(text(trace.input), typesText(trace.types));
    else
        head = QStringLiteral("%1 asks %2 %3 with %4").arg(text(trace.pod), text(trace.input), typesText(trace.types), text(sim::toString(trace.resolver)));
    head += QStringLiteral(" [%1]\n").arg(text(sim::toString(trace.badge)));
    if (trace.resolvConf) {
        const QStringList lines = text(dns::toString(*trace.resolvConf)).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        for (const QString& line : lines)
            head += QStringLiteral("  %1\n").arg(line);
    }
    return head;
}

QString ladderText(const sim::Run& run)
{
    QString ladder;
    for (const sim::Candidate& candidate : run.candidates) {
        ladder += QStringLiteral("  %1\n").arg(text(candidate.name));
        if (candidate.why.code != sim::NoteCode::None)
            ladder += QStringLiteral("      %1\n").arg(words::sentence(candidate.why));
    }
    return ladder;
}

QString resultText(const sim::LookupResult& result)
{
    QString line = QStringLiteral("result: ");
    if (!result.error.empty())
        line += text(result.error);
    else
        line += text(dns::toString(result.rcode)) + (result.records.empty() ? QString() : QStringLiteral("  ") + answersText(result.records));
    return line + QStringLiteral("  (%1 lookups, %2)\n").arg(result.lookups).arg(durationText(result.seconds));
}

/// Mermaid reads ; and # as syntax.
QString mermaidText(QString line)
{
    return line.replace(QLatin1Char('#'), QStringLiteral("#35;")).replace(QLatin1Char(';'), QStringLiteral("#59;")).replace(QLatin1Char('\n'), QLatin1Char(' '));
}

QString arrow(const sim::Event& event)
{
    const QString question = QStringLiteral("%1 %2").arg(text(event.question.name.text()), text(dns::toString(event.question.type)));
    if (event.kind != sim::EventKind::Answered)
        return QStringLiteral("->>+%1: ") + (event.transport == sim::Transport::Tcp ? QStringLiteral("TCP ") : QString()) + question;
    QString outcome = event.reply ? text(dns::toString(event.reply->rcode)) : QString();
    if (event.reply && event.reply->rcode == dns::Rcode::NoError && event.reply->records == 0)
        outcome = QStringLiteral("NODATA");
    if (event.reply && event.reply->ttl)
        outcome += QStringLiteral(", TTL %1").arg(event.reply->ttl->count());
    return QStringLiteral("-->>-%1: ") + outcome;
}

} // namespace

QString durationText(double seconds)
{
    if (seconds < 0.9995e-3)
        return QStringLiteral("%1 µs").arg(seconds * 1e6, 0, 'g', 3);
    if (seconds < 0.9995)
        return QStringLiteral("%1 ms").arg(seconds * 1e3, 0, 'g', 3);
    return QStringLiteral("%1 s").arg(seconds, 0, 'g', 4);
}

QString traceText(const sim::Trace& trace)
{
    QString all = headText(trace);
    for (const sim::Run& run : trace.runs) {
        all += QStringLiteral("\nat %1 s\n").arg(base::toSeconds(run.at));
        if (&run == &trace.runs.front())
            all += ladderText(run) + QLatin1Char('\n');
        for (sim::LookupIndex index = 0; index < run.lookups.size(); ++index)
            all += lookupText(trace, run, index);
        all += resultText(run.result);
    }
    return all;
}

QString traceMermaid(const sim::Trace& trace)
{
    QString diagram = QStringLiteral("sequenceDiagram\n");
    for (std::size_t index = 0; index < trace.stations.size(); ++index) {
        const sim::Station& station = trace.stations[index];
        const QString label = station.kind == sim::StationKind::Pod ? text(station.name) : text(station.id());
        diagram += QStringLiteral("    participant s%1 as %2\n").arg(index).arg(mermaidText(label));
    }
    for (const sim::Run& run : trace.runs) {
        if (trace.runs.size() > 1)
            diagram += QStringLiteral("    Note over s0: at %1 s\n").arg(base::toSeconds(run.at));
        for (const sim::Event& event : run.events) {
            const bool packet = event.peer != sim::noIndex
                             && (event.kind == sim::EventKind::Sent || event.kind == sim::EventKind::Answered || event.kind == sim::EventKind::Retry
                                 || event.kind == sim::EventKind::TcpRetry);
            if (packet)
                diagram += QStringLiteral("    s%1%2\n").arg(event.station).arg(mermaidText(arrow(event).arg(QStringLiteral("s%1").arg(event.peer))));
            else if (event.kind == sim::EventKind::Timeout)
                diagram += QStringLiteral("    Note over s%1: %2\n").arg(event.station).arg(mermaidText(QStringLiteral("no reply: %1").arg(text(event.question.name.text()))));
            else if (event.kind == sim::EventKind::CacheHit || event.kind == sim::EventKind::CacheStale
                     || (event.kind == sim::EventKind::Plugin && event.outcome != sim::PluginOutcome::Passed))
                diagram += QStringLiteral("    Note over s%1: %2\n").arg(event.station).arg(mermaidText(text(event.plugin) + QStringLiteral(": ") + words::brief(event.note)));
        }
    }
    return diagram;
}

} // namespace film
