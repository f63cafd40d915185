// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/explain.h"

#include "model/words/film_words.h"
#include "model/words/notes.h"

#include <QCoreApplication>

#include <algorithm>

namespace words {

namespace {

/// Translation context of this file.
struct Explain {
    Q_DECLARE_TR_FUNCTIONS(Explain)
};

QString utf8(const std::string& bytes)
{
    return QString::fromStdString(bytes);
}

Explanation fromNote(const QString& title, const sim::Note& note)
{
    return {title, sentence(note), source(note.code), sourceUrl(note.code), {}};
}

/// The packet sizes that decide: plain UDP, the usual EDNS size, the largest common one.
QString sizeSentence(const dns::Message& message)
{
    const std::size_t size = dns::wireSize(message);
    if (size <= 512)
        return Explain::tr("The reply has %1 octets: it fits the 512 of plain DNS over UDP.").arg(size);
    if (size <= 1232)
        return Explain::tr("The reply has %1 octets: more than the 512 of plain UDP, it needs EDNS or TCP.").arg(size);
    if (size <= 4096)
        return Explain::tr("The reply has %1 octets: more than the usual EDNS size of 1232, resolvers fall back to TCP.").arg(size);
    return Explain::tr("The reply has %1 octets: only TCP carries it.").arg(size);
}

/// Sentences for events that carry no note.
QString eventSentence(const sim::Trace& trace, const sim::Event& event)
{
    const QString here = utf8(trace.stations[event.station].name);
    const QString there = event.peer == sim::noIndex ? QString() : utf8(trace.stations[event.peer].name);
    const QString name = utf8(event.question.name.text()), type = utf8(dns::toString(event.question.type));
    switch (event.kind) {
    case sim::EventKind::Sent: return Explain::tr("%1 asks %2 for %3 of %4.").arg(here, there, type, name);
    case sim::EventKind::Received:
        return event.reply ? Explain::tr("The answer from %2 arrives at %1: %3.").arg(here, there, outcomeWord(*event.reply)) : Explain::tr("The question from %2 arrives at %1.").arg(here, there);
    case sim::EventKind::Answered: return event.reply ? Explain::tr("%1 answers %2: %3.").arg(here, there, outcomeWord(*event.reply)) : QString();
    case sim::EventKind::Timeout: return Explain::tr("No reply came in time; the resolver stops waiting.");
    case sim::EventKind::Retry: return Explain::tr("The resolver asks again.");
    case sim::EventKind::TcpRetry: return Explain::tr("The reply was truncated, so the resolver asks again over TCP.");
    case sim::EventKind::Refused: return Explain::tr("Nothing listens there: the system says so at once.");
    case sim::EventKind::CacheHit: return Explain::tr("The cache has it: nobody further on is asked.");
    case sim::EventKind::CacheMiss: return Explain::tr("The cache does not have it.");
    case sim::EventKind::CacheStale: return Explain::tr("The cache has an expired answer and may still give it.");
    case sim::EventKind::CacheStore: return Explain::tr("The cache keeps the answer.");
    case sim::EventKind::CacheRefresh: return Explain::tr("The cache asks anew in the background.");
    case sim::EventKind::Plugin: return Explain::tr("Plugin %1.").arg(utf8(event.plugin));
    }
    return {};
}

void addNow(std::vector<Explanation>& cards, const sim::Trace& trace, const sim::Event& event)
{
    //: %1: Pod, Node cache, CoreDNS or Upstream
    const QString title = Explain::tr("What happens now: %1").arg(stationTitle(trace.stations[event.station].kind));
    if (event.note.code != sim::NoteCode::None)
        cards.push_back(fromNote(title, event.note));
    else
        cards.push_back({title, eventSentence(trace, event), {}, {}, {}});
}

void addLookup(std::vector<Explanation>& cards, const sim::Lookup& lookup)
{
    Explanation card{.title = Explain::tr("What came back")};
    card.text = Explain::tr("%1 of %2: %3.").arg(utf8(dns::toString(lookup.question.type)), utf8(lookup.question.name.text()), outcomeWord(lookup));
    if (!lookup.answeredBy.empty())
        //: %1: such as coredns/kubernetes
        card.text += QLatin1Char(' ') + Explain::tr("The data comes from %1.").arg(utf8(lookup.answeredBy));
    if (lookup.reply) {
        card.text += QLatin1Char(' ') + sizeSentence(*lookup.reply);
        card.message = utf8(dns::toDigText(*lookup.reply));
    }
    cards.push_back(std::move(card));
}

/// The cheapest way to the same result: the winning name with its final dot.
void addSaving(std::vector<Explanation>& cards, const sim::Trace& trace, std::size_t runIndex)
{
    const sim::Run& run = trace.runs[runIndex];
    const WalkCost cost = walkCost(trace, runIndex);
    const auto won = std::find_if(run.candidates.begin(), run.candidates.end(), [](const sim::Candidate& candidate) { return candidate.fate == sim::CandidateFate::Won; });
    if (won == run.candidates.end() || cost.useful >= cost.queries)
        return;
    Explanation card{.title = Explain::tr("What would save it?")};
    card.text = Explain::tr("Asked as %1 with the final dot: %2 queries instead of %3.").arg(utf8(won->name), QString::number(cost.useful), QString::number(cost.queries));
    const int dots = static_cast<int>(std::count(trace.input.begin(), trace.input.end(), '.'));
    if (won->suffix.empty() && dots > 0)
        card.text += QLatin1Char(' ') + Explain::tr("With ndots:%1 in this pod's dnsConfig the name as typed is asked first.").arg(dots);
    card.source = QStringLiteral("resolv.conf(5)");
    card.url = QStringLiteral("https://man7.org/linux/man-pages/man5/resolv.conf.5.html");
    cards.push_back(std::move(card));
}

} // namespace

WalkCost walkCost(const sim::Trace& trace, std::size_t runIndex)
{
    const sim::Run& run = trace.runs[runIndex];
    WalkCost cost{.queries = run.lookups.size(), .seconds = run.result.seconds};
    for (const sim::Lookup& lookup : run.lookups) {
        if (lookup.candidate < run.candidates.size() && run.candidates[lookup.candidate].fate == sim::CandidateFate::Won)
            ++cost.useful;
    }
    for (const sim::Event& event : run.events) {
        if (event.kind != sim::EventKind::Received || event.reply || event.background)
            continue;
        const sim::StationKind kind = trace.stations[event.station].kind;
        const bool fromOutside = event.peer == sim::noIndex || trace.stations[event.peer].kind != kind;
        cost.reachCoreDns += kind == sim::StationKind::CoreDns && fromOutside ? 1 : 0;
        cost.reachUpstream += kind == sim::StationKind::Upstream ? 1 : 0;
    }
    return cost;
}

std::vector<Explanation> explain(const sim::Trace& trace, std::size_t runIndex, sim::EventIndex eventIndex)
{
    const sim::Run& run = trace.runs[runIndex];
    std::vector<Explanation> cards;
    const bool before = eventIndex == sim::noIndex || eventIndex >= run.events.size();
    const sim::Event* event = before ? nullptr : &run.events[eventIndex];
    const sim::Lookup* lookup = event && event->lookup < run.lookups.size() ? &run.lookups[event->lookup] : nullptr;
    const std::size_t candidate = lookup ? lookup->candidate : 0;
    if (candidate < run.candidates.size() && run.candidates[candidate].why.code != sim::NoteCode::None)
        cards.push_back(fromNote(Explain::tr("Why is this asked at all?"), run.candidates[candidate].why));
    if (event)
        addNow(cards, trace, *event);
    const bool ended = lookup && event->at >= lookup->end;
    // Types asked together end together or apart: what has come back for this name so far, each on its own.
    for (const sim::Lookup& other : run.lookups) {
        if (ended && other.candidate == candidate && other.end <= event->at)
            addLookup(cards, other);
    }
    const bool atEnd = event && event->at >= run.events.back().at;
    if (ended && candidate < run.candidates.size() && run.candidates[candidate].then.code != sim::NoteCode::None)
        cards.push_back(fromNote(Explain::tr("What the resolver does with it"), run.candidates[candidate].then));
    if (atEnd || before)
        addSaving(cards, trace, runIndex);
    return cards;
}

} // namespace words
