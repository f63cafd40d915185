// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/support/plugin_server.h"
#include "tests/support/std_text.h"

#include <QTest>

using namespace sim;
using namespace std::chrono_literals;
using corefile::Version;
using support::answerOf;
using support::PluginServer;
using support::Upstreams;

namespace {

std::string cacheIn(const std::string& cacheBlock)
{
    return ".:53 {\n cache {\n" + cacheBlock + "\n}\n forward . 192.0.2.1\n}\n";
}

/// Every question gets an address that counts the questions.
void countAddresses(PluginServer& server, int ttl, base::Duration delay = {})
{
    server.upstreams.script = [&server, ttl, delay](const Upstreams::Asked& asked) {
        return Upstreams::reply(asked, dns::Rcode::NoError,
                                asked.request.question.name.text() + ' ' + std::to_string(ttl) + " IN A 10.0.0." + std::to_string(server.upstreams.asked.size()), {}, delay);
    };
}

void refuseAll(PluginServer& server)
{
    server.upstreams.script = nullptr;
}

} // namespace

class TestPluginsCache : public QObject {
    Q_OBJECT
private slots:
    void missThenHit();
    void replyFlags();
    void returnedCodesAreNotCached();
    void notStoredButTtlRewritten();
    void otherZones();
    void disabledSide();
    void refreshIgnoresDisable();
    void keepTtl();
    void prefetch();
    void prefetchPause();
    void oneRefreshAtATime();
    void staleImmediate();
    void staleSecondOfExpiry();
    void staleWindow();
    void staleRefreshTakesOnlyGoodReplies();
    void staleRecheck();
    void verifyFresh();
    void verifyFails();
    void verifyTimeout();
    void preferPositive();
    void doBitOfOldReleases();
    void counters();
};

void TestPluginsCache::missThenHit()
{
    PluginServer server(cacheIn("success 9984 30"));
    countAddresses(server, 300, 2ms);
    Outcome outcome = server.ask("a.example.org.");
    QCOMPARE(answerOf(outcome), std::string("a.example.org. 30 A 10.0.0.1"));
    QCOMPARE(sim::toString(outcome.cache), sim::toString(CacheResult::Miss));
    const Event* store = server.event(EventKind::CacheStore);
    QVERIFY(store);
    QCOMPARE(store->plugin, std::string("cache"));
    QCOMPARE(store->note, (Note{NoteCode::CacheStored, {"30", "maximum"}}));
    QCOMPARE(store->reply->ttl, dns::Ttl(30));

    outcome = server.ask("A.Example.ORG.", 10s);
    QCOMPARE(answerOf(outcome), std::string("a.example.org. 21 A 10.0.0.1")); // stored 2 ms after the question, so 9 whole seconds passed
    QCOMPARE(outcome.message->questions[0].name.text(), std::string("A.Example.ORG."));
    QCOMPARE(sim::toString(outcome.cache), sim::toString(CacheResult::Hit));
    QCOMPARE(outcome.plugin, std::string("cache"));
    QCOMPARE(server.event(EventKind::CacheHit)->note, (Note{NoteCode::CacheHit, {"21"}}));
    QVERIFY(!server.event(EventKind::CacheMiss));
    QCOMPARE(server.upstreams.asked.size(), std::size_t{1});
}

void TestPluginsCache::replyFlags()
{
    PluginServer server(cacheIn(""));
    server.upstreams.script = [](const Upstreams::Asked& asked) {
        NetworkReply reply = Upstreams::reply(asked, dns::Rcode::NoError, "a.example.org. 60 IN A 10.0.0.1");
        reply.message.flags.ad = true;
        return reply;
    };
    Outcome outcome = server.ask("a.example.org.");
    QVERIFY(!outcome.message->flags.aa); // as the upstream said
    QVERIFY(!outcome.message->flags.ad); // nobody asked for it
    QVERIFY(server.upstreams.asked[0].request.authenticData); // but the cache wants to know
    outcome = server.ask("a.example.org.", 1s);
    QVERIFY(outcome.message->flags.aa);
    QVERIFY(outcome.message->flags.ra);
    QVERIFY(!outcome.message->flags.ad);
    Request authentic = PluginServer::question("a.example.org.");
    authentic.authenticData = true;
    QVERIFY(server.ask(authentic, 2s).message->flags.ad);
}

void TestPluginsCache::returnedCodesAreNotCached()
{
    PluginServer server(cacheIn(""));
    QCOMPARE(answerOf(server.ask("a.example.org.")), std::string("SERVFAIL"));
    QVERIFY(server.cache().denial.empty());
    // the same code as a message from the upstream is cached for 5 seconds
    server.upstreams.script = [](const Upstreams::Asked& asked) { return Upstreams::reply(asked, dns::Rcode::ServFail, ""); };
    (void)server.ask("b.example.org.");
    QCOMPARE(server.cache().denial.size(), std::size_t{1});
    const Outcome hit = server.ask("b.example.org.", 4s);
    QCOMPARE(sim::toString(hit.cache), sim::toString(CacheResult::Hit));
    QCOMPARE(server.event(EventKind::CacheHit)->note.code, NoteCode::CacheHitNegative);
}

void TestPluginsCache::notStoredButTtlRewritten()
{
    PluginServer server(cacheIn(""));
    server.upstreams.script = [](const Upstreams::Asked& asked) {
        return Upstreams::reply(asked, dns::Rcode::Refused, "", "example.org. 900 IN NS ns.example.org.");
    };
    const Outcome outcome = server.ask("a.example.org.");
    QCOMPARE(outcome.message->authority[0].ttl, dns::Ttl(5));
    QVERIFY(server.cache().denial.empty() && server.cache().success.empty());
    QCOMPARE(*server.note(NoteCode::CacheNotStored), (Note{NoteCode::CacheNotStored, {"class"}}));
}

void TestPluginsCache::otherZones()
{
    PluginServer server(".:53 {\n cache 30 example.org\n forward . 192.0.2.1\n}\n");
    countAddresses(server, 300);
    QCOMPARE(answerOf(server.ask("a.example.net.")), std::string("a.example.net. 300 A 10.0.0.1"));
    QVERIFY(server.note(NoteCode::CacheZoneMismatch));
    QVERIFY(!server.event(EventKind::CacheMiss));
}

void TestPluginsCache::disabledSide()
{
    PluginServer server(cacheIn("disable success example.org"));
    countAddresses(server, 300);
    (void)server.ask("a.example.org.");
    QVERIFY(server.cache().success.empty());
    QCOMPARE(*server.note(NoteCode::CacheDisabledHere), (Note{NoteCode::CacheDisabledHere, {"example.org.", "success"}}));
    (void)server.ask("a.example.net.");
    QCOMPARE(server.cache().success.size(), std::size_t{1});
}

void TestPluginsCache::refreshIgnoresDisable()
{
    PluginServer server(cacheIn("disable denial\nserve_stale 1h"));
    countAddresses(server, 30);
    (void)server.ask("a.example.org.");
    server.upstreams.script = [](const Upstreams::Asked& asked) {
        return Upstreams::reply(asked, dns::Rcode::NxDomain, "", "example.org. 60 IN SOA a. b. 1 2 3 4 5");
    };
    QCOMPARE(sim::toString(server.ask("a.example.org.", 60s).cache), sim::toString(CacheResult::Stale));
    QCOMPARE(server.cache().denial.size(), std::size_t{1});
    (void)server.ask("b.example.org.", 60s);
    QCOMPARE(server.cache().denial.size(), std::size_t{1}); // an ordinary miss honours it
}

void TestPluginsCache::keepTtl()
{
    PluginServer server(cacheIn("keepttl"));
    countAddresses(server, 60);
    (void)server.ask("a.example.org.");
    QCOMPARE(answerOf(server.ask("a.example.org.", 40s)), std::string("a.example.org. 60 A 10.0.0.1"));
}

void TestPluginsCache::prefetch()
{
    PluginServer server(cacheIn("prefetch 2 1m 50%"));
    countAddresses(server, 40, 3ms);
    (void)server.ask("a.example.org.");
    (void)server.ask("a.example.org.", 25s); // first hit
    QCOMPARE(server.upstreams.asked.size(), std::size_t{1});
    const Outcome outcome = server.ask("a.example.org.", 26s);
    QCOMPARE(answerOf(outcome), std::string("a.example.org. 15 A 10.0.0.1"));
    QCOMPARE(server.upstreams.asked.size(), std::size_t{2});
    QVERIFY(server.end < base::Instant(26s + 1ms)); // nobody waits for it
    QCOMPARE(server.upstreams.asked[1].request.transport, Transport::Tcp);
    const Event* refresh = server.event(EventKind::CacheRefresh);
    QVERIFY(refresh && refresh->background);
    QVERIFY(server.event(EventKind::CacheStore)->background);
    QVERIFY(!server.event(EventKind::CacheHit)->background);
    QCOMPARE(answerOf(server.ask("a.example.org.", 27s)), std::string("a.example.org. 40 A 10.0.0.2"));
    QCOMPARE(server.cache().counters.prefetches, std::uint64_t{1});
}

void TestPluginsCache::prefetchPause()
{
    PluginServer server(cacheIn("prefetch 2 10s 90%"));
    countAddresses(server, 100);
    (void)server.ask("a.example.org.");
    (void)server.ask("a.example.org.", 20s);
    (void)server.ask("a.example.org.", 31s); // over 10 seconds later: counting starts again
    QCOMPARE(server.upstreams.asked.size(), std::size_t{1});
    (void)server.ask("a.example.org.", 41s);
    QCOMPARE(server.upstreams.asked.size(), std::size_t{2});
}

void TestPluginsCache::oneRefreshAtATime()
{
    for (const bool single : {true, false}) {
        PluginServer server(cacheIn("serve_stale 1h"), single ? Version{1, 14, 3} : Version{1, 14, 2});
        countAddresses(server, 30);
        (void)server.ask("a.example.org.");
        server.upstreams.script = [](const Upstreams::Asked& asked) { return Upstreams::without(NetworkReply::Kind::NoReply, asked.at); };
        (void)server.ask("a.example.org.", 60s);
        const std::size_t first = server.upstreams.asked.size();
        (void)server.ask("a.example.org.", 61s); // the refresh still waits for its upstream
        QCOMPARE(server.upstreams.asked.size() == first, single);
        (void)server.ask("a.example.org.", 80s);
        QVERIFY(server.upstreams.asked.size() > first);
    }
}

void TestPluginsCache::staleImmediate()
{
    PluginServer server(cacheIn("serve_stale 1h"));
    countAddresses(server, 30, 5ms);
    (void)server.ask("a.example.org.");
    const Outcome outcome = server.ask("a.example.org.", 100s);
    QCOMPARE(answerOf(outcome), std::string("a.example.org. 0 A 10.0.0.1"));
    QCOMPARE(sim::toString(outcome.cache), sim::toString(CacheResult::Stale));
    QCOMPARE(server.event(EventKind::CacheStale)->note, (Note{NoteCode::CacheStale, {"69"}}));
    QVERIFY(server.end < base::Instant(100s + 1ms));
    QCOMPARE(answerOf(server.ask("a.example.org.", 101s)), std::string("a.example.org. 30 A 10.0.0.2"));
}

void TestPluginsCache::staleSecondOfExpiry()
{
    for (const bool stale : {true, false}) {
        PluginServer server(cacheIn("serve_stale 1h"), stale ? Version{1, 14, 7} : Version{1, 14, 6});
        countAddresses(server, 30);
        (void)server.ask("a.example.org.");
        const Outcome outcome = server.ask("a.example.org.", 30s);
        QCOMPARE(answerOf(outcome), std::string("a.example.org. 0 A 10.0.0.1"));
        QCOMPARE(sim::toString(outcome.cache), sim::toString(stale ? CacheResult::Stale : CacheResult::Hit));
        QCOMPARE(server.upstreams.asked.size(), std::size_t(stale ? 2 : 1));
    }
}

void TestPluginsCache::staleWindow()
{
    PluginServer server(cacheIn("serve_stale 20s"));
    countAddresses(server, 30);
    (void)server.ask("a.example.org.");
    refuseAll(server);
    QCOMPARE(sim::toString(server.ask("a.example.org.", 49s).cache), sim::toString(CacheResult::Stale));
    QCOMPARE(answerOf(server.ask("a.example.org.", 50s)), std::string("SERVFAIL"));
}

void TestPluginsCache::staleRefreshTakesOnlyGoodReplies()
{
    for (const bool checked : {true, false}) {
        PluginServer server(cacheIn("serve_stale 1h"), checked ? Version{1, 14, 7} : Version{1, 14, 6});
        countAddresses(server, 30);
        (void)server.ask("a.example.org.");
        server.upstreams.script = [](const Upstreams::Asked& asked) { return Upstreams::reply(asked, dns::Rcode::ServFail, ""); };
        (void)server.ask("a.example.org.", 60s);
        QCOMPARE(server.cache().denial.empty(), checked);
    }
}

void TestPluginsCache::staleRecheck()
{
    PluginServer server(cacheIn("serve_stale 1h immediate 7s 10s"));
    countAddresses(server, 30);
    (void)server.ask("a.example.org.");
    refuseAll(server);
    QCOMPARE(answerOf(server.ask("a.example.org.", 60s)), std::string("a.example.org. 7 A 10.0.0.1"));
    const std::size_t first = server.upstreams.asked.size();
    (void)server.ask("a.example.org.", 69s);
    QCOMPARE(server.upstreams.asked.size(), first);
    (void)server.ask("a.example.org.", 71s);
    QVERIFY(server.upstreams.asked.size() > first);
}

void TestPluginsCache::verifyFresh()
{
    PluginServer server(cacheIn("serve_stale 1h verify"));
    countAddresses(server, 30, 5ms);
    (void)server.ask("a.example.org.");
    const Outcome outcome = server.ask("a.example.org.", 60s);
    QCOMPARE(answerOf(outcome), std::string("a.example.org. 30 A 10.0.0.2"));
    QCOMPARE(sim::toString(outcome.cache), sim::toString(CacheResult::Miss));
    QVERIFY(!outcome.message->flags.aa);
    QVERIFY(server.end >= base::Instant(60s + 5ms));
}

void TestPluginsCache::verifyFails()
{
    PluginServer server(cacheIn("serve_stale 1h verify"));
    countAddresses(server, 30);
    (void)server.ask("a.example.org.");
    server.upstreams.script = [](const Upstreams::Asked& asked) { return Upstreams::reply(asked, dns::Rcode::ServFail, "", {}, 8ms); };
    const Outcome outcome = server.ask("a.example.org.", 60s);
    QCOMPARE(answerOf(outcome), std::string("a.example.org. 0 A 10.0.0.1"));
    QCOMPARE(sim::toString(outcome.cache), sim::toString(CacheResult::Stale));
    QVERIFY(server.end >= base::Instant(60s + 8ms)); // the client waited
    QVERIFY(server.cache().denial.empty());
}

void TestPluginsCache::verifyTimeout()
{
    PluginServer server(cacheIn("serve_stale 1h verify 50ms"));
    countAddresses(server, 30);
    (void)server.ask("a.example.org.");
    countAddresses(server, 30, 10ms);
    Outcome outcome = server.ask("a.example.org.", 60s);
    QCOMPARE(answerOf(outcome), std::string("a.example.org. 30 A 10.0.0.2"));
    QVERIFY(outcome.message->flags.aa); // answered from the entry just stored
    countAddresses(server, 30, 200ms);
    outcome = server.ask("a.example.org.", 120s);
    QCOMPARE(answerOf(outcome), std::string("a.example.org. 0 A 10.0.0.2"));
    QVERIFY(server.end >= base::Instant(120s + 50ms) && server.end < base::Instant(120s + 51ms));
    QVERIFY(server.event(EventKind::CacheStore)->background);
    QCOMPARE(answerOf(server.ask("a.example.org.", 121s)), std::string("a.example.org. 30 A 10.0.0.3"));
}

void TestPluginsCache::preferPositive()
{
    PluginServer server(cacheIn("serve_stale 1h\nserve_stale_policy prefer_positive"));
    countAddresses(server, 30);
    (void)server.ask("a.example.org.");
    server.upstreams.script = [](const Upstreams::Asked& asked) {
        return Upstreams::reply(asked, dns::Rcode::NxDomain, "", "example.org. 60 IN SOA a. b. 1 2 3 4 5");
    };
    (void)server.ask("a.example.org.", 60s);
    QCOMPARE(server.cache().denial.size(), std::size_t{1});
    QCOMPARE(answerOf(server.ask("a.example.org.", 61s)), std::string("a.example.org. 0 A 10.0.0.1"));
    countAddresses(server, 30);
    (void)server.ask("a.example.org.", 62s);
    QVERIFY(server.cache().denial.empty()); // an answer removes the denial
    // a success entry that does not answer keeps the good one behind it
    server.upstreams.script = [](const Upstreams::Asked& asked) { return Upstreams::reply(asked, dns::Rcode::NoError, ""); };
    (void)server.ask("a.example.org.", 130s);
    QCOMPARE(server.cache().success.begin()->second.lastKnownGood.size(), std::size_t{1});
    QVERIFY(answerOf(server.ask("a.example.org.", 131s)).starts_with("a.example.org. 0 A 10.0.0."));
}

void TestPluginsCache::doBitOfOldReleases()
{
    PluginServer server(cacheIn(""), Version{1, 9, 3});
    countAddresses(server, 300);
    (void)server.ask("a.example.org.");
    QVERIFY(server.upstreams.asked[0].request.dnssecOk());
    Request dnssec = PluginServer::question("a.example.org.");
    dnssec.edns = dns::Edns{1232, true, 0};
    QCOMPARE(sim::toString(server.ask(dnssec, 1s).cache), sim::toString(CacheResult::Hit));

    PluginServer newer(cacheIn(""));
    countAddresses(newer, 300);
    (void)newer.ask("a.example.org.");
    QVERIFY(!newer.upstreams.asked[0].request.dnssecOk());
    QCOMPARE(sim::toString(newer.ask(dnssec, 1s).cache), sim::toString(CacheResult::Miss));
}

void TestPluginsCache::counters()
{
    PluginServer server(cacheIn("serve_stale 1h"));
    countAddresses(server, 30);
    (void)server.ask("a.example.org.");
    (void)server.ask("a.example.org.", 1s);
    (void)server.ask("b.example.org.", 1s);
    (void)server.ask("a.example.org.", 60s);
    const CacheCounters expected{.hits = 2, .misses = 2, .stale = 1, .prefetches = 1, .evictions = 0};
    QCOMPARE(server.cache().counters, expected);
}

QTEST_APPLESS_MAIN(TestPluginsCache)
#include "tst_plugins_cache.moc"
