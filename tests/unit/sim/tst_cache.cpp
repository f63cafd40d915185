// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/cache.h"
#include "tests/support/plugin_server.h"
#include "tests/support/std_text.h"

#include <QTest>

using namespace sim;
using namespace std::chrono_literals;
using corefile::CacheConfig;
using corefile::Version;

namespace {

const dns::Question asked{dns::Name::fromValid("a.example.org."), dns::Type::A, dns::Class::IN};

dns::Message reply(dns::Rcode rcode, const std::string& answer, const std::string& authority = {})
{
    dns::Message message;
    message.flags.qr = true;
    message.rcode = rcode;
    message.questions = {asked};
    message.answer = support::Upstreams::records(answer);
    message.authority = support::Upstreams::records(authority);
    return message;
}

const std::string soa = "example.org. 900 IN SOA ns.example.org. h.example.org. 1 2 3 4 60";

} // namespace

class TestCache : public QObject {
    Q_OBJECT
private slots:
    void lifetimes_data();
    void lifetimes();
    void classesOfOlderReleases();
    void maximumAboveAnHour();
    void additionalRecordsCount();
    void keys();
    void shards();
    void eviction();
    void denialHidesPositive();
    void servfailGivesWay();
    void remainingTruncates();
};

void TestCache::lifetimes_data()
{
    QTest::addColumn<int>("rcode");
    QTest::addColumn<std::string>("answer");
    QTest::addColumn<std::string>("authority");
    QTest::addColumn<int>("lifetime");
    QTest::addColumn<std::string>("rule");
    QTest::addColumn<std::string>("whyNot");
    const auto row = [](const char* name, dns::Rcode rcode, const std::string& answer, const std::string& authority, int lifetime, const char* rule,
                        const char* whyNot) { QTest::newRow(name) << static_cast<int>(rcode) << answer << authority << lifetime << std::string(rule) << std::string(whyNot); };
    using enum dns::Rcode;
    row("own TTL", NoError, "a.example.org. 20 IN A 192.0.2.1", "", 20, "TTL of the records", "");
    row("maximum", NoError, "a.example.org. 300 IN A 192.0.2.1", "", 30, "maximum", "");
    row("minimum", NoError, "a.example.org. 1 IN A 192.0.2.1", "", 5, "minimum", "");
    row("authority lowers", NoError, "a.example.org. 20 IN A 192.0.2.1", "example.org. 7 IN NS ns.example.org.", 7, "TTL of the records", "");
    row("name error", NxDomain, "", soa, 30, "maximum", "");
    row("name error without SOA", NxDomain, "", "", 5, "no TTL", "no SOA");
    row("alias to nowhere", NxDomain, "a.example.org. 20 IN CNAME b.example.org.", soa, 5, "no TTL", "class");
    row("server failure", ServFail, "", soa, 5, "servfail", "");
    row("not implemented", NotImp, "", "", 5, "servfail", "");
    row("refused", Refused, "", "", 5, "no TTL", "class");
    row("delegation", NoError, "", "b.example.org. 900 IN NS ns.example.org.", 5, "no TTL", "");
    row("empty", NoError, "", "", 5, "no TTL", "");
    row("dangling alias", NoError, "a.example.org. 20 IN CNAME b.example.org.", "", 20, "TTL of the records", "no answer");
    row("dangling alias with SOA", NoError, "a.example.org. 20 IN CNAME b.example.org.", soa, 20, "TTL of the records", "");
    row("alias loop", NoError, "a.example.org. 20 IN CNAME b.example.org.\nb.example.org. 20 IN CNAME a.example.org.", "", 20, "TTL of the records", "no answer");
}

void TestCache::lifetimes()
{
    QFETCH(int, rcode);
    QFETCH(std::string, answer);
    QFETCH(std::string, authority);
    QFETCH(int, lifetime);
    QFETCH(std::string, rule);
    QFETCH(std::string, whyNot);
    CacheConfig config;
    config.successMax = config.denialMax = 30s;
    const StoreDecision decision = decideStore(config, {}, asked, reply(static_cast<dns::Rcode>(rcode), answer, authority), 0);
    QCOMPARE(decision.lifetime.count(), lifetime);
    QCOMPARE(decision.rule, rule);
    QCOMPARE(decision.whyNot, whyNot);
    QCOMPARE(decision.stored, whyNot.empty());
}

void TestCache::classesOfOlderReleases()
{
    const dns::Message bare = reply(dns::Rcode::NxDomain, "");
    QCOMPARE(classify(Version{1, 14, 5}, bare, 0), ReplyClass::NameError);
    QCOMPARE(classify(Version{1, 14, 4}, bare, 0), ReplyClass::OtherError);
    const dns::Message aliased = reply(dns::Rcode::NxDomain, "a.example.org. 20 IN CNAME b.example.org.", soa);
    QCOMPARE(classify(Version{1, 14, 5}, aliased, 0), ReplyClass::OtherError);
    QCOMPARE(classify(Version{1, 14, 4}, aliased, 0), ReplyClass::NameError);
    const dns::Message dangling = reply(dns::Rcode::NoError, "a.example.org. 20 IN CNAME b.example.org.", soa);
    QVERIFY(decideStore({}, Version{1, 14, 7}, asked, dangling, 0).denialStore);
    QVERIFY(!decideStore({}, Version{1, 14, 6}, asked, dangling, 0).denialStore);
}

void TestCache::maximumAboveAnHour()
{
    CacheConfig config;
    config.successMax = 7200s;
    const dns::Message day = reply(dns::Rcode::NoError, "a.example.org. 86400 IN A 192.0.2.1");
    QCOMPARE(decideStore(config, Version{1, 14, 4}, asked, day, 0).lifetime, 7200s);
    QCOMPARE(decideStore(config, Version{1, 14, 3}, asked, day, 0).lifetime, 3600s);
}

void TestCache::additionalRecordsCount()
{
    dns::Message message = reply(dns::Rcode::NoError, "a.example.org. 100 IN A 192.0.2.1");
    message.additional = support::Upstreams::records("ns.example.org. 9 IN A 192.0.2.2");
    QCOMPARE(messageTtl(message, 5s, 3600s), 9s);
    QCOMPARE(messageTtl(message, 10s, 3600s), 10s);
    QCOMPARE(messageTtl(message, 5s, 8s), 8s);
    QCOMPARE(messageTtl({}, 1s, 3600s), 5s);
}

void TestCache::keys()
{
    dns::Question chaos = asked;
    chaos.klass = dns::Class::CH;
    QVERIFY(cacheKey(Version{1, 14, 7}, chaos, false, false) != cacheKey(Version{1, 14, 7}, asked, false, false));
    QVERIFY(cacheKey(Version{1, 14, 6}, chaos, false, false) == cacheKey(Version{1, 14, 6}, asked, false, false));
    QVERIFY(cacheKey(Version{1, 11, 3}, asked, false, true) != cacheKey(Version{1, 11, 3}, asked, false, false));
    QVERIFY(cacheKey(Version{1, 11, 1}, asked, false, true) == cacheKey(Version{1, 11, 1}, asked, false, false));
    QVERIFY(cacheKey(Version{1, 10, 1}, asked, true, false) != cacheKey(Version{1, 10, 1}, asked, false, false));
    QVERIFY(cacheKey(Version{1, 9, 3}, asked, true, false) == cacheKey(Version{1, 9, 3}, asked, false, false));
    dns::Question upper = asked;
    upper.name = dns::Name::fromValid("A.EXAMPLE.org.");
    QVERIFY(cacheKey({}, upper, false, false) == cacheKey({}, asked, false, false));
}

void TestCache::shards()
{
    // FNV-1 (not 1a) over "0" "0" 00 01 00 01 "a.example.org.", computed with Go's hash/fnv.
    QCOMPARE(static_cast<int>(cacheShard({}, cacheKey({}, asked, false, false))), 148);
    QCOMPARE(static_cast<int>(cacheShard(Version{1, 11, 1}, cacheKey(Version{1, 11, 1}, asked, false, false))), 159);
    QCOMPARE(shardCapacity(10000), std::size_t{39});
    QCOMPARE(shardCapacity(100), std::size_t{4});
}

void TestCache::eviction()
{
    std::map<CacheKey, CacheEntry> store;
    std::size_t offered = 0;
    const auto choose = [&offered](std::size_t count) {
        offered = count;
        return std::size_t{1};
    };
    const auto key = [](const char* name) { return CacheKey{name, dns::Type::A, dns::Class::IN, false, false}; };
    CacheEntry inShard7;
    inShard7.shard = 7;
    CacheEntry inShard8;
    inShard8.shard = 8;
    QVERIFY(!insertEntry(store, 2, key("a."), inShard7, choose));
    QVERIFY(!insertEntry(store, 2, key("b."), inShard8, choose));
    QVERIFY(!insertEntry(store, 2, key("c."), inShard7, choose));
    QVERIFY(!insertEntry(store, 2, key("c."), inShard7, choose)); // the same key takes no more room
    QCOMPARE(offered, std::size_t{0});
    QVERIFY(insertEntry(store, 2, key("d."), inShard7, choose));
    QCOMPARE(offered, std::size_t{2});
    QVERIFY(store.contains(key("a.")));
    QVERIFY(store.contains(key("b."))); // another shard
    QVERIFY(!store.contains(key("c.")));
    QVERIFY(store.contains(key("d.")));
}

namespace {

CacheEntry entry(dns::Rcode rcode, base::Duration storedAt, std::chrono::seconds lifetime)
{
    CacheEntry made;
    made.reply = reply(rcode, "");
    made.storedAt = base::Instant(storedAt);
    made.lifetime = lifetime;
    return made;
}

} // namespace

void TestCache::denialHidesPositive()
{
    CacheContent content;
    const CacheKey key = cacheKey({}, asked, false, false);
    content.success[key] = entry(dns::Rcode::NoError, 0s, 30s);
    content.denial[key] = entry(dns::Rcode::NxDomain, 5s, 5s);
    QVERIFY(findEntry({}, {}, content, key, base::Instant(9s))->denial);
    QVERIFY(!findEntry({}, {}, content, key, base::Instant(10s))->denial); // expired, so the older positive entry shows again
    QVERIFY(!findEntry({}, {}, content, key, base::Instant(30s)));
    CacheConfig stale;
    stale.staleUpTo = std::chrono::seconds(10);
    QVERIFY(findEntry(stale, {}, content, key, base::Instant(19s))->denial);
    QVERIFY(!findEntry(stale, {}, content, key, base::Instant(20s))->denial);
    QVERIFY(!findEntry(stale, {}, content, key, base::Instant(40s)));
}

void TestCache::servfailGivesWay()
{
    CacheContent content;
    const CacheKey key = cacheKey({}, asked, false, false);
    content.success[key] = entry(dns::Rcode::NoError, 0s, 30s);
    content.denial[key] = entry(dns::Rcode::ServFail, 5s, 5s);
    QVERIFY(!findEntry({}, Version{1, 14, 4}, content, key, base::Instant(6s))->denial);
    QVERIFY(findEntry({}, Version{1, 14, 3}, content, key, base::Instant(6s))->denial);
}

void TestCache::remainingTruncates()
{
    const CacheEntry made = entry(dns::Rcode::NoError, 10s, 30s);
    QCOMPARE(made.remaining(base::Instant(10s + 999ms)), 30s);
    QCOMPARE(made.remaining(base::Instant(11s)), 29s);
    QCOMPARE(made.remaining(base::Instant(41s)), -1s);
}

QTEST_APPLESS_MAIN(TestCache)
#include "tst_cache.moc"
