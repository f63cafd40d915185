// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/keys.h"
#include "model/corefile/listeners.h"
#include "tests/support/std_text.h"

#include <QTest>

using namespace corefile;

namespace {

std::string shown(const Zones& zones)
{
    std::string text;
    for (const dns::Name& zone : zones)
        text += (text.empty() ? "" : " ") + zone.text();
    return text;
}

ServerKey key(const char* text)
{
    return normalizeKey(text).value().front();
}

Server server(std::vector<const char*> keys, std::vector<std::string> bind = {})
{
    Server result;
    for (const char* text : keys)
        result.keys.push_back(key(text));
    result.bindAddresses = std::move(bind);
    return result;
}

/// The zone whose server takes the query; "-" for none.
std::string found(const Configuration& configuration, const char* name, dns::Type type = dns::Type::A, const char* address = "", std::uint16_t port = 53)
{
    dns::Name zone;
    const Server* server = findServer(configuration, *dns::Name::parse(name), type, address, port, &zone);
    return server ? std::to_string(server - configuration.servers.data()) + ' ' + zone.text() : "-";
}

} // namespace

class TestKeys : public QObject {
    Q_OBJECT
private slots:
    void normalForm_data();
    void normalForm();
    void refused_data();
    void refused();
    void zonesOfWords();
    void cidrSizes();
    void fallthroughWords();
    void mostSpecificZone();
    void parentSideTakesDs();
    void boundListeners();
    void clashes();
    void sockets();
};

void TestKeys::normalForm_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* text, const char* expected) { QTest::newRow(text) << std::string(text) << std::string(expected); };
    row(".", "dns://.:53");
    row(".:1053", "dns://.:1053");
    row("Example.ORG", "dns://example.org.:53");
    row("dns://example.org.:0", "dns://example.org.:0");
    row("tls://example.org", "tls://example.org.:853");
    row("quic://example.org", "quic://example.org.:853");
    row("grpc://example.org", "grpc://example.org.:443");
    row("https://.", "https://.:443");
    row("https3://.:8443", "https3://.:8443");
    row("http://example.org", "dns://http://example.org.:53"); // no scheme of CoreDNS: part of the name
    row("example.org:http", "dns://example.org:http.:53");      // no number: part of the name
    row("10.0.0.0/8:1053", "dns://10.in-addr.arpa.:1053");
    row("10.96.0.0/15", "dns://96.10.in-addr.arpa.:53 dns://97.10.in-addr.arpa.:53");
    row("192.168.1.1/24", "dns://1.168.192.in-addr.arpa.:53");
    row("10.0.0.1/32", "dns://1.0.0.10.in-addr.arpa.:53");
    row("0.0.0.0/0", "dns://in-addr.arpa.:53");
    row("fd00::/8", "dns://d.f.ip6.arpa.:53");
    row("2001:db8::/31", "dns://8.b.d.0.1.0.0.2.ip6.arpa.:53 dns://9.b.d.0.1.0.0.2.ip6.arpa.:53");
    row("1.2.3.4/33", "dns://1.2.3.4/33.:53"); // no CIDR: a name
    row("1.2.3.4", "dns://1.2.3.4.:53");
}

void TestKeys::normalForm()
{
    QFETCH(std::string, text);
    const auto keys = normalizeKey(text);
    QVERIFY(keys);
    std::string actual;
    for (const ServerKey& one : *keys)
        actual += (actual.empty() ? "" : " ") + toString(one);
    QTEST(actual, "expected");
}

void TestKeys::refused_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("detail");
    const auto row = [](const std::string& text, const std::string& detail) { QTest::addRow("%.40s", text.c_str()) << text << detail; };
    row(":53", "zone is not a valid domain name: ");
    row("a:", "expecting data after last colon: \"a:\"");
    row("a..b", "zone is not a valid domain name: a..b");
    row(".a", "zone is not a valid domain name: .a");
    row(std::string(256, 'a'), "specified zone is too long: 256 > 255");
    row("::1/64", "invalid CIDR ::1/64");
    row("0::1/64", "invalid CIDR 0::1/64");
    row("a:65536", "address 65536: invalid port");
    row("a:-1", "address -1: invalid port");
    row("unix://a", "unsupported transport: unix");
}

void TestKeys::refused()
{
    QFETCH(std::string, text);
    const auto keys = normalizeKey(text);
    QVERIFY(!keys);
    QCOMPARE(keys.error().code, base::ErrorCode::CorefileSyntax);
    QCOMPARE(keys.error().subject, text);
    QTEST(keys.error().detail, "detail");
}

void TestKeys::zonesOfWords()
{
    const Zones block{*dns::Name::parse("a."), *dns::Name::parse("b.")};
    QCOMPARE(shown(zonesOrBlock({}, block)), std::string("a. b."));
    QCOMPARE(shown(zonesOrBlock({"C.d", "10.0.0.0/15", "dns://e:53"}, block)), std::string("c.d. 0.10.in-addr.arpa. 1.10.in-addr.arpa. e."));
    QCOMPARE(shown(zonesOrBlock({"a..b"}, block)), std::string()); // passed over in silence, as there
}

void TestKeys::cidrSizes()
{
    for (int length = 0; length <= 32; ++length) {
        const auto keys = normalizeKey("10.20.30.40/" + std::to_string(length));
        QCOMPARE(keys->size(), std::size_t(1) << (32 - length) % 8);
    }
    for (int length = 0; length <= 128; ++length) {
        const auto keys = normalizeKey("2001:db8:1:2:3:4:5:6/" + std::to_string(length));
        QCOMPARE(keys->size(), std::size_t(1) << (128 - length) % 4);
    }
}

void TestKeys::fallthroughWords()
{
    const Fallthrough everywhere = fallthroughOf({});
    const Fallthrough reverse = fallthroughOf({"in-addr.arpa", "ip6.arpa"});
    const dns::Name name = dns::Name::fromValid("1.0.0.10.in-addr.arpa.");
    const dns::Name other = dns::Name::fromValid("api.example.");
    QVERIFY(everywhere.through(other) && everywhere.through(dns::Name()));
    QVERIFY(reverse.through(name) && !reverse.through(other));
    QVERIFY(!Fallthrough().through(other));
    QVERIFY(!fallthroughOf({"a..b"}).enabled);
}

void TestKeys::mostSpecificZone()
{
    const Configuration configuration{{}, {}, {server({"cluster.local", "10.0.0.0/8"}), server({"."}), server({"shop.svc.cluster.local", "x:1053"}),
                                               server({"tls://y"})}};
    QCOMPARE(found(configuration, "api.shop.svc.CLUSTER.local"), std::string("2 shop.svc.cluster.local."));
    QCOMPARE(found(configuration, "api.data.svc.cluster.local"), std::string("0 cluster.local."));
    QCOMPARE(found(configuration, "cluster.local"), std::string("0 cluster.local."));
    QCOMPARE(found(configuration, "mycluster.local"), std::string("1 ."));
    QCOMPARE(found(configuration, "."), std::string("1 ."));
    QCOMPARE(found(configuration, "1.2.3.10.in-addr.arpa"), std::string("0 10.in-addr.arpa."));
    QCOMPARE(found(configuration, "1.2.3.11.in-addr.arpa"), std::string("1 ."));
    QCOMPARE(found(configuration, "x"), std::string("1 ."));
    QCOMPARE(found(configuration, "x", dns::Type::A, "", 1053), std::string("2 x."));
    QCOMPARE(found(configuration, "a", dns::Type::A, "", 1053), std::string("-"));
    QCOMPARE(found(configuration, "y", dns::Type::A, "", 853), std::string("-")); // not plain DNS
}

void TestKeys::parentSideTakesDs()
{
    const Configuration configuration{{}, {}, {server({"b.a"}), server({"a"}), server({"."})}};
    QCOMPARE(found(configuration, "b.a", dns::Type::DS), std::string("1 a."));
    QCOMPARE(found(configuration, "x.b.a", dns::Type::NS), std::string("0 b.a."));
    QCOMPARE(found(configuration, "z", dns::Type::DS), std::string("2 ."));
}

void TestKeys::boundListeners()
{
    const Configuration configuration{{}, {}, {server({"."}), server({"cluster.local"}, {"169.254.20.10", "10.96.0.10"}), server({"e"}, {"eth0"}),
                                               server({"w"}, {"0.0.0.0"})}};
    QCOMPARE(found(configuration, "a.cluster.local"), std::string("0 ."));
    QCOMPARE(found(configuration, "a.cluster.local", dns::Type::A, "10.96.0.10"), std::string("1 cluster.local."));
    QCOMPARE(found(configuration, "a", dns::Type::A, "10.96.0.10"), std::string("-")); // zones of other listeners are not seen
    QCOMPARE(found(configuration, "a", dns::Type::A, "10.0.0.1"), std::string("0 ."));
    QCOMPARE(found(configuration, "w"), std::string("3 w."));
    QCOMPARE(found(configuration, "e"), std::string("0 ."));
    const Configuration interfaceOnly{{}, {}, {server({"e"}, {"eth0"})}};
    QCOMPARE(found(interfaceOnly, "e", dns::Type::A, "10.0.0.1"), std::string("0 e."));
}

void TestKeys::clashes()
{
    OverlapChecker checker;
    QVERIFY(checker.add({key("."), ""}).clash == Clash::None);
    QVERIFY(checker.add({key("."), ""}).clash == Clash::Duplicate);
    QVERIFY(checker.add({key("."), ""}, true).clash == Clash::None); // a view
    QVERIFY(checker.add({key(".:54"), ""}).clash == Clash::None);
    QVERIFY(checker.add({key("tls://."), ""}).clash == Clash::None);
    const OverlapChecker::Verdict verdict = checker.add({key("."), "127.0.0.1"});
    QVERIFY(verdict.clash == Clash::Overlap);
    QCOMPARE(toString(*verdict.other), std::string("dns://.:53"));
    QVERIFY(checker.add({key("a"), "127.0.0.1"}).clash == Clash::None);
    QVERIFY(checker.add({key("a"), "127.0.0.2"}).clash == Clash::None);
    QVERIFY(checker.add({key("a"), "127.0.0.1"}).clash == Clash::Duplicate);
    QCOMPARE(toString(*checker.add({key("a"), ""}).other), std::string("dns://a.:53 on 127.0.0.2"));
}

void TestKeys::sockets()
{
    const std::vector<std::string> expected{"dns://:53", "tls://:853", "dns://127.0.0.1:54", "dns://[::1]:54"};
    QVERIFY(listenerAddresses({server({".", "a", "tls://b"}), server({".:54"}, {"127.0.0.1", "::1"})}) == expected);
}

QTEST_APPLESS_MAIN(TestKeys)
#include "tst_keys.moc"
