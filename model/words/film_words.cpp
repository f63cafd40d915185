// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/film_words.h"

#include "model/words/text.h"

#include <QCoreApplication>

// The cards are narrow: about 24 characters a row.

namespace words {

namespace {

using sim::EventKind;
using sim::NoteCode;
using sim::StationKind;

/// Translation context of this file.
struct Film {
    Q_DECLARE_TR_FUNCTIONS(Film)

public:
    static QString title(StationKind kind);
    static QString absent(StationKind kind);
    static QString notAsked(StationKind kind);
    static QString noReply() { return tr("no reply"); }
    static QString ignored() { return tr("ignored"); }
    static QString cache(const sim::Event& event);
    static QString asTyped() { return tr("as typed"); }
    static QString badge(sim::Badge badge);
    static QString dotsReason(bool searchFirst, const QString& dots, const QString& ndots);
    static QString ladderReason(const sim::Note& why);
    static QString path(std::size_t candidate, std::size_t count);
    static QString sequence() { return tr("SEQUENCE"); }
    static QString direct() { return tr("outside names: straight to the upstream"); }
    static QString fromCache() { return tr("from cache"); }
    static QString onItsWay() { return tr("on its way"); }
    static QString plugin(const sim::Event& event);
    //: one CoreDNS replica of so many
    static QString replicas(std::size_t replicas) { return tr("1 of %1").arg(replicas); }
};

QString Film::badge(sim::Badge badge)
{
    switch (badge) {
    //: computed from the cluster's objects, not measured
    case sim::Badge::Predicted: return tr("predicted");
    case sim::Badge::Observed: return tr("observed");
    //: bounded or joined from observations
    case sim::Badge::Inferred: return tr("inferred");
    }
    return {};
}

QString Film::title(StationKind kind)
{
    switch (kind) {
    case StationKind::Pod: return tr("Pod");
    case StationKind::NodeCache: return tr("Node cache");
    case StationKind::CoreDns: return QStringLiteral("CoreDNS");
    case StationKind::Upstream: return tr("Upstream");
    }
    return {};
}

QString Film::absent(StationKind kind)
{
    switch (kind) {
    case StationKind::Pod: return tr("asked without a pod");
    case StationKind::NodeCache: return tr("no node cache here");
    case StationKind::CoreDns: return tr("no CoreDNS on this way");
    case StationKind::Upstream: return tr("no upstream needed");
    }
    return {};
}

QString Film::notAsked(StationKind kind)
{
    switch (kind) {
    case StationKind::Pod: return tr("has not asked yet");
    case StationKind::NodeCache:
    case StationKind::CoreDns:
    case StationKind::Upstream: return tr("not asked yet");
    }
    return {};
}

/// Seconds of a cache event: the note's, else the entry's TTL.
QString secondsOf(const sim::Event& event)
{
    if (!event.note.arguments.empty() && event.note.code != NoteCode::None)
        return secondsText(event.note.arguments.front());
    return event.reply && event.reply->ttl ? QString::number(event.reply->ttl->count()) : QString();
}

bool isCacheOff(const sim::Event& event)
{
    return event.note.code == NoteCode::CacheDisabledHere || event.note.code == NoteCode::CacheZoneMismatch;
}

QString Film::cache(const sim::Event& event)
{
    if (isCacheOff(event))
        //: the cache is switched off for this name
        return tr("off here");
    const QString seconds = secondsOf(event);
    switch (event.kind) {
    //: found in the cache; %1: seconds that it still lives
    case EventKind::CacheHit: return seconds.isEmpty() ? tr("hit") : tr("hit, %1 s left").arg(seconds);
    //: not found in the cache
    case EventKind::CacheMiss: return tr("miss");
    //: found in the cache, but expired
    case EventKind::CacheStale: return tr("stale");
    case EventKind::CacheStore: return seconds.isEmpty() ? tr("stored") : tr("stored %1 s").arg(seconds);
    case EventKind::CacheRefresh: return tr("renewing");
    default: return event.note.code == NoteCode::CacheNotStored ? tr("not stored") : QString();
    }
}

/// Singular and plural by hand: translations with plural forms would need an English catalogue too.
QString Film::dotsReason(bool searchFirst, const QString& dots, const QString& ndots)
{
    const bool one = dots == QStringLiteral("1");
    //: %1: how many dots the name has, %2: the value of ndots
    const QString search = one ? tr("1 dot < %2: search first") : tr("%1 dots < %2: search first");
    //: %1: how many dots the name has, %2: the value of ndots
    const QString typed = one ? tr("1 dot ≥ %2: as typed first") : tr("%1 dots ≥ %2: as typed first");
    return substituted(searchFirst ? search : typed, {dots, ndots});
}

QString Film::ladderReason(const sim::Note& why)
{
    switch (why.code) {
    case NoteCode::CandidateAbsolute: return tr("final dot: no search");
    case NoteCode::CandidateNoSearchMusl: return tr("musl: as typed only");
    case NoteCode::CandidateRootEntry:
    case NoteCode::CandidateTooLong:
    case NoteCode::CandidateMalformed: return {};
    case NoteCode::CandidateNotForDns: return tr(".onion: not for DNS");
    case NoteCode::WindowsFirstSuffixOnly: return tr("no dot: first suffix");
    case NoteCode::WindowsDotIsAbsolute: return tr("a dot: as typed only");
    default: return {};
    }
}

QString Film::path(std::size_t candidate, std::size_t count)
{
    //: a candidate is one of the names that the resolver tries in turn
    return tr("PATH · candidate %1 of %2").arg(candidate).arg(count);
}

QString Film::plugin(const sim::Event& event)
{
    if (isCacheOff(event))
        //: the cache is switched off for this name
        return tr("off here");
    if (event.note.code == NoteCode::PluginNotModelled)
        //: what the plugin does is not known
        return tr("unknown");
    switch (event.outcome) {
    //: the plugin passes the question on
    case sim::PluginOutcome::Passed: return tr("passes");
    //: the plugin answers the question
    case sim::PluginOutcome::Answered: return tr("answers");
    //: the plugin changes question or answer
    case sim::PluginOutcome::Changed: return tr("changes");
    }
    return {};
}

} // namespace

QString badgeWord(sim::Badge badge)
{
    return Film::badge(badge);
}

QString stationTitle(StationKind kind)
{
    return Film::title(kind);
}

QString stationAbsent(StationKind kind)
{
    return Film::absent(kind);
}

QString stationNotAsked(StationKind kind)
{
    return Film::notAsked(kind);
}

QString outcomeWord(const sim::Lookup& lookup)
{
    if (lookup.ignored && lookup.reply)
        return Film::ignored();
    if (lookup.timeout || !lookup.reply)
        return Film::noReply();
    return outcomeWord(sim::ReplyFacts{.rcode = lookup.reply->rcode, .records = lookup.reply->answer.size()});
}

QString outcomeWord(const sim::ReplyFacts& reply)
{
    if (reply.rcode == dns::Rcode::NoError && reply.records == 0)
        return QStringLiteral("NODATA");
    return QString::fromStdString(dns::toString(reply.rcode));
}

QString cacheWord(const sim::Event& event)
{
    return Film::cache(event);
}

QString candidateLabel(const sim::Candidate& candidate)
{
    return candidate.suffix.empty() || candidate.suffix == "." ? Film::asTyped() : harmless(candidate.suffix, 256);
}

QString candidateName(const sim::Candidate& candidate)
{
    if (candidate.suffix.empty())
        return QString::fromStdString(candidate.name);
    return QStringLiteral("…") + QString::fromStdString(candidate.suffix) + (candidate.suffix.back() == '.' ? QString() : QStringLiteral("."));
}

QString ladderReason(const sim::Run& run)
{
    for (const sim::Candidate& candidate : run.candidates) {
        const sim::Note& why = candidate.why;
        const bool searchFirst = why.code == NoteCode::CandidateSearch || why.code == NoteCode::CandidateAsTypedLast;
        const bool counted = searchFirst || why.code == NoteCode::CandidateAsTypedFirst;
        if (counted && why.arguments.size() >= 3)
            return Film::dotsReason(searchFirst, harmless(why.arguments[1]), harmless(why.arguments[2]));
        if (const QString reason = Film::ladderReason(why); !reason.isEmpty())
            return reason;
    }
    return {};
}

QString pathTitle(std::size_t candidate, std::size_t count, const QString& name)
{
    const QString head = Film::path(candidate, count);
    return name.isEmpty() ? head : head + QStringLiteral(" · ") + name;
}

QString sequenceTitle()
{
    return Film::sequence();
}

QString directWay()
{
    return Film::direct();
}

QString fromCacheSuffix()
{
    return Film::fromCache();
}

QString onItsWay()
{
    return Film::onItsWay();
}

QString pluginState(const sim::Event& event)
{
    return Film::plugin(event);
}

QString replicaOf(std::size_t replicas)
{
    return Film::replicas(replicas);
}

QString fileOrderHint(std::size_t position)
{
    return QLatin1Char('#') + QString::number(position);
}

} // namespace words
