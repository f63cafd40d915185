// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/film_words.h"

#include <QTest>

using sim::Event;
using sim::EventKind;
using sim::NoteCode;

namespace {

constexpr qsizetype cardWidth = 24; ///< characters

sim::Run runOf(sim::Note why)
{
    sim::Run run;
    run.candidates.push_back({.name = "x.", .why = std::move(why)});
    return run;
}

Event cacheEvent(EventKind kind, sim::Note note = {})
{
    Event event;
    event.kind = kind;
    event.note = std::move(note);
    return event;
}

} // namespace

class TestFilmWords : public QObject {
    Q_OBJECT

private slots:
    void everyStationHasItsWords()
    {
        using enum sim::StationKind;
        for (const auto kind : {Pod, NodeCache, CoreDns, Upstream}) {
            for (const QString& text : {words::stationTitle(kind), words::stationAbsent(kind), words::stationNotAsked(kind)})
                QVERIFY2(!text.isEmpty() && text.size() <= cardWidth, text.toUtf8());
        }
        QCOMPARE(words::stationTitle(NodeCache), QStringLiteral("Node cache"));
    }

    void outcomesAreNamedAsInTheWholeProgram()
    {
        QCOMPARE(words::outcomeWord(sim::ReplyFacts{.rcode = dns::Rcode::NoError, .records = 2}), QStringLiteral("NOERROR"));
        QCOMPARE(words::outcomeWord(sim::ReplyFacts{.rcode = dns::Rcode::NoError, .records = 0}), QStringLiteral("NODATA"));
        QCOMPARE(words::outcomeWord(sim::ReplyFacts{.rcode = dns::Rcode::NxDomain, .records = 1}), QStringLiteral("NXDOMAIN"));
        sim::Lookup lookup;
        QCOMPARE(words::outcomeWord(lookup), QStringLiteral("no reply"));
        lookup.reply = dns::Message{};
        lookup.reply->rcode = dns::Rcode::ServFail;
        QCOMPARE(words::outcomeWord(lookup), QStringLiteral("SERVFAIL"));
        lookup.ignored = true;
        QCOMPARE(words::outcomeWord(lookup), QStringLiteral("ignored"));
        lookup.ignored = false;
        lookup.timeout = true;
        QCOMPARE(words::outcomeWord(lookup), QStringLiteral("no reply"));
    }

    void cacheWords_data()
    {
        QTest::addColumn<Event>("event");
        QTest::addColumn<QString>("word");
        QTest::newRow("miss") << cacheEvent(EventKind::CacheMiss, {NoteCode::CacheMiss, {"a."}}) << QStringLiteral("miss");
        QTest::newRow("hit") << cacheEvent(EventKind::CacheHit, {NoteCode::CacheHit, {"4"}}) << QStringLiteral("hit, 4 s left");
        QTest::newRow("hit without note") << cacheEvent(EventKind::CacheHit) << QStringLiteral("hit");
        QTest::newRow("stale") << cacheEvent(EventKind::CacheStale, {NoteCode::CacheStale, {"9"}}) << QStringLiteral("stale");
        QTest::newRow("stored") << cacheEvent(EventKind::CacheStore, {NoteCode::CacheStored, {"30", "maximum"}}) << QStringLiteral("stored 30 s");
        QTest::newRow("off") << cacheEvent(EventKind::Plugin, {NoteCode::CacheDisabledHere, {"cluster.local.", "success"}}) << QStringLiteral("off here");
        QTest::newRow("other zone") << cacheEvent(EventKind::Plugin, {NoteCode::CacheZoneMismatch, {"a."}}) << QStringLiteral("off here");
        QTest::newRow("not stored") << cacheEvent(EventKind::Plugin, {NoteCode::CacheNotStored, {"no SOA"}}) << QStringLiteral("not stored");
        QTest::newRow("renewing") << cacheEvent(EventKind::CacheRefresh, {NoteCode::CacheRefresh, {"prefetch"}}) << QStringLiteral("renewing");
    }

    void cacheWords()
    {
        QFETCH(Event, event);
        QFETCH(QString, word);
        QCOMPARE(words::cacheWord(event), word);
    }

    void theLadderSaysWhyInShort_data()
    {
        QTest::addColumn<sim::Note>("why");
        QTest::addColumn<QString>("reason");
        QTest::newRow("search") << sim::Note{NoteCode::CandidateSearch, {"www.example.com", "2", "5", "a.", "1"}} << QStringLiteral("2 dots < 5: search first");
        QTest::newRow("one dot") << sim::Note{NoteCode::CandidateSearch, {"api.shop", "1", "5", "a.", "1"}} << QStringLiteral("1 dot < 5: search first");
        QTest::newRow("as typed") << sim::Note{NoteCode::CandidateAsTypedFirst, {"a.b.c", "2", "2"}} << QStringLiteral("2 dots ≥ 2: as typed first");
        QTest::newRow("absolute") << sim::Note{NoteCode::CandidateAbsolute, {"a."}} << QStringLiteral("final dot: no search");
        QTest::newRow("musl") << sim::Note{NoteCode::CandidateNoSearchMusl, {"a.b", "1", "1"}} << QStringLiteral("musl: as typed only");
        QTest::newRow("arguments missing") << sim::Note{NoteCode::CandidateSearch, {"a"}} << QString();
        QTest::newRow("nothing to say") << sim::Note{} << QString();
    }

    void theLadderSaysWhyInShort()
    {
        QFETCH(sim::Note, why);
        QFETCH(QString, reason);
        QCOMPARE(words::ladderReason(runOf(why)), reason);
        QVERIFY(reason.size() <= cardWidth + 2);
    }

    void aSkippedFirstRungDoesNotHideTheReason()
    {
        sim::Run run = runOf({NoteCode::CandidateTooLong, {"a", "b"}});
        run.candidates.push_back({.name = "y.", .why = {NoteCode::CandidateSearch, {"a", "0", "5", "s", "2"}}});
        QCOMPARE(words::ladderReason(run), QStringLiteral("0 dots < 5: search first"));
        QCOMPARE(words::ladderReason(sim::Run{}), QString());
    }

    void candidatesAreLabelledBySuffix()
    {
        QCOMPARE(words::candidateLabel({.name = "a.b.", .suffix = "b"}), QStringLiteral("b"));
        QCOMPARE(words::candidateLabel({.name = "a."}), QStringLiteral("as typed"));
        QCOMPARE(words::candidateLabel({.name = "a.", .suffix = "."}), QStringLiteral("as typed"));
    }

    void pluginStates()
    {
        Event event;
        event.kind = EventKind::Plugin;
        event.outcome = sim::PluginOutcome::Answered;
        QCOMPARE(words::pluginState(event), QStringLiteral("answers"));
        event.outcome = sim::PluginOutcome::Changed;
        QCOMPARE(words::pluginState(event), QStringLiteral("changes"));
        event.outcome = sim::PluginOutcome::Passed;
        QCOMPARE(words::pluginState(event), QStringLiteral("passes"));
        event.note = {NoteCode::PluginNotModelled, {"dnssec"}};
        QCOMPARE(words::pluginState(event), QStringLiteral("unknown"));
        event.note = {NoteCode::CacheDisabledHere, {"cluster.local.", "success"}};
        QCOMPARE(words::pluginState(event), QStringLiteral("off here"));
    }

    void titles()
    {
        QCOMPARE(words::pathTitle(3, 4, {}), QStringLiteral("PATH · candidate 3 of 4"));
        QCOMPARE(words::pathTitle(1, 1, QStringLiteral("a.%2.")), QStringLiteral("PATH · candidate 1 of 1 · a.%2."));
        QCOMPARE(words::replicaOf(2), QStringLiteral("1 of 2"));
        QCOMPARE(words::fileOrderHint(3), QStringLiteral("#3"));
    }
};


QTEST_GUILESS_MAIN(TestFilmWords)
#include "tst_film_words.moc"
