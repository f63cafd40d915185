// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/zone_data.h"
#include "tests/support/plugin_server.h"
#include "tests/support/std_text.h"

#include <QTest>

using namespace sim;
using support::textOf;
using Kind = ZoneData::Answer::Kind;

namespace {

const char* const zoneText = R"(
$ORIGIN example.org.
$TTL 300
@        SOA  ns.example.org. Host.example.org. 1 2 3 4 60
@        NS   ns
@        NS   ns.other.net.
ns       A    192.0.2.53
WWW      A    192.0.2.1
www      AAAA 2001:db8::1
alias    CNAME WWW
out      CNAME www.other.net.
lost     CNAME nowhere
chain    CNAME alias
a.b      A    192.0.2.3
*.wild   TXT  "any"
*.wild   A    192.0.2.4
x.ent.wild A  192.0.2.5
sub      NS   ns.sub
ns.sub   A    192.0.2.99
intosub  CNAME deep.sub
old      DNAME new.other.net.
mail     MX   10 www
_s._tcp  SRV  0 1 80 www
_s._tcp  SRV  0 1 81 www
)";

ZoneData zone()
{
    return ZoneData(dns::Name::fromValid("example.org."), support::Upstreams::records(zoneText));
}

ZoneData::Answer lookup(const char* name, dns::Type type = dns::Type::A)
{
    return zone().lookup(dns::Name::fromValid(name), type);
}

const std::string soaText = "example.org. 300 SOA ns.example.org. host.example.org. 1 2 3 4 60";
const std::string nsText = "example.org. 300 NS ns.example.org.; example.org. 300 NS ns.other.net.";

} // namespace

class TestZoneData : public QObject {
    Q_OBJECT
private slots:
    void answers_data();
    void answers();
    void denials_data();
    void denials();
    void delegation();
    void delegationBehindAlias();
    void substitution();
    void outside();
    void additional();
    void apexNameservers();
    void recordsOutsideAreLeftOut();
    void split();
};

void TestZoneData::answers_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("answer");
    QTest::addColumn<bool>("wildcard");
    const auto row = [](const char* name, const char* answer, bool wildcard = false) { QTest::newRow(name) << std::string(name) << std::string(answer) << wildcard; };
    row("www.example.org.", "www.example.org. 300 A 192.0.2.1");
    row("alias.example.org.", "alias.example.org. 300 CNAME www.example.org.; www.example.org. 300 A 192.0.2.1");
    row("chain.example.org.", "chain.example.org. 300 CNAME alias.example.org.; alias.example.org. 300 CNAME www.example.org.; www.example.org. 300 A 192.0.2.1");
    row("q.wild.example.org.", "q.wild.example.org. 300 A 192.0.2.4", true);
    row("p.q.wild.example.org.", "p.q.wild.example.org. 300 A 192.0.2.4", true);
}

void TestZoneData::answers()
{
    QFETCH(std::string, name);
    QFETCH(std::string, answer);
    QFETCH(bool, wildcard);
    const ZoneData::Answer found = lookup(name.c_str());
    QCOMPARE(textOf(found.answer), answer);
    QCOMPARE(textOf(found.authority), nsText);
    QCOMPARE(found.kind, Kind::Data);
    QCOMPARE(found.wildcard, wildcard);
    QVERIFY(!found.followOutside);
}

void TestZoneData::denials_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("kind");
    const auto row = [](const char* name, dns::Type type, Kind kind) { QTest::newRow(name) << std::string(name) << static_cast<int>(type) << static_cast<int>(kind); };
    row("www.example.org.", dns::Type::MX, Kind::NoData);
    row("none.example.org.", dns::Type::A, Kind::NameError);
    row("b.example.org.", dns::Type::A, Kind::NoData);              // only a.b exists
    row("q.wild.example.org.", dns::Type::MX, Kind::NoData);
    row("y.ent.wild.example.org.", dns::Type::A, Kind::NameError);  // ent.wild is nearer than the wildcard
    row("example.org.", dns::Type::A, Kind::NoData);
}

void TestZoneData::denials()
{
    QFETCH(std::string, name);
    QFETCH(int, type);
    QFETCH(int, kind);
    const ZoneData::Answer found = lookup(name.c_str(), static_cast<dns::Type>(type));
    QVERIFY(found.answer.empty());
    QCOMPARE(static_cast<int>(found.kind), kind);
    QCOMPARE(textOf(found.authority), soaText);
    QCOMPARE(found.emptyNonTerminal, name == "b.example.org.");
}

void TestZoneData::delegation()
{
    for (const char* name : {"sub.example.org.", "deep.sub.example.org.", "ns.sub.example.org."}) {
        const ZoneData::Answer found = lookup(name);
        QCOMPARE(found.kind, Kind::Delegation);
        QVERIFY(found.answer.empty());
        QCOMPARE(textOf(found.authority), std::string("sub.example.org. 300 NS ns.sub.example.org."));
        QCOMPARE(textOf(found.additional), std::string("ns.sub.example.org. 300 A 192.0.2.99"));
    }
    QCOMPARE(lookup("sub.example.org.", dns::Type::DS).kind, Kind::NoData); // DS is the parent's
    QCOMPARE(lookup("deep.sub.example.org.", dns::Type::DS).kind, Kind::Delegation);
}

void TestZoneData::delegationBehindAlias()
{
    const ZoneData::Answer found = lookup("intosub.example.org.");
    QCOMPARE(found.kind, Kind::Delegation);
    QCOMPARE(textOf(found.answer), std::string("intosub.example.org. 300 CNAME deep.sub.example.org."));
    QVERIFY(!found.followOutside);
}

void TestZoneData::substitution()
{
    const ZoneData::Answer found = lookup("a.b.old.example.org.");
    QCOMPARE(textOf(found.answer), std::string("old.example.org. 300 DNAME new.other.net.; a.b.old.example.org. 300 CNAME a.b.new.other.net."));
    QCOMPARE(found.followOutside, dns::Name::fromValid("a.b.new.other.net."));
    QVERIFY(!lookup("a.old.example.org.", dns::Type::CNAME).followOutside);
    QCOMPARE(textOf(lookup("old.example.org.", dns::Type::DNAME).answer), std::string("old.example.org. 300 DNAME new.other.net."));
}

void TestZoneData::outside()
{
    QCOMPARE(lookup("out.example.org.").followOutside, dns::Name::fromValid("www.other.net."));
    QCOMPARE(lookup("lost.example.org.").followOutside, dns::Name::fromValid("nowhere.example.org."));
    QVERIFY(!lookup("out.example.org.", dns::Type::CNAME).followOutside);
    QCOMPARE(lookup("www.other.net.").kind, Kind::NameError);
}

void TestZoneData::additional()
{
    const std::string addresses = "www.example.org. 300 A 192.0.2.1; www.example.org. 300 AAAA 2001:db8::1";
    QCOMPARE(textOf(lookup("mail.example.org.", dns::Type::MX).additional), addresses);
    QCOMPARE(textOf(lookup("_s._tcp.example.org.", dns::Type::SRV).additional), addresses); // one target, twice named
}

void TestZoneData::apexNameservers()
{
    const ZoneData::Answer found = lookup("example.org.", dns::Type::NS);
    QCOMPARE(textOf(found.answer), nsText);
    QVERIFY(found.authority.empty());
    QCOMPARE(textOf(found.additional), std::string("ns.example.org. 300 A 192.0.2.53"));
    QCOMPARE(textOf(lookup("example.org.", dns::Type::SOA).answer), soaText);
}

void TestZoneData::recordsOutsideAreLeftOut()
{
    const ZoneData data(dns::Name::fromValid("example.org."), support::Upstreams::records("www.example.net. 5 IN A 192.0.2.1\nwww.example.org. 5 IN A 192.0.2.2"));
    QVERIFY(!data.hasSoa());
    QCOMPARE(data.lookup(dns::Name::fromValid("www.example.net."), dns::Type::A).kind, Kind::NameError);
    QCOMPARE(data.lookup(dns::Name::fromValid("www.example.org."), dns::Type::A).kind, Kind::Data);
}

void TestZoneData::split()
{
    const std::vector<ZoneData> zones = splitZones(support::Upstreams::records("example.org. 5 IN SOA a. b. 1 2 3 4 5\nwww.example.org. 5 IN A 192.0.2.1\n"
                                                                               "a.example.com. 5 IN A 192.0.2.2\nb.c.example.com. 5 IN A 192.0.2.3\n"
                                                                               "example.net. 5 IN A 192.0.2.4"));
    std::vector<std::string> apexes;
    for (const ZoneData& data : zones)
        apexes.push_back(data.apex().text());
    std::sort(apexes.begin(), apexes.end());
    QCOMPARE(apexes, (std::vector<std::string>{"example.com.", "example.net.", "example.org."}));
}

QTEST_APPLESS_MAIN(TestZoneData)
#include "tst_zone_data.moc"
