// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/support/plugin_server.h"
#include "tests/support/std_text.h"

#include <QTest>

#include <set>

using namespace sim;
using namespace std::chrono_literals;
using corefile::Version;
using support::answerOf;
using support::PluginServer;
using support::textOf;
using support::Upstreams;

namespace {

std::string block(const std::string& directives)
{
    return ".:53 {\n" + directives + "\n forward . 192.0.2.1\n}\n";
}

/// Answers every question with these sections.
void answer(PluginServer& server, const std::string& records, const std::string& authority = {}, dns::Rcode rcode = dns::Rcode::NoError)
{
    server.upstreams.script = [=](const Upstreams::Asked& asked) { return Upstreams::reply(asked, rcode, records, authority); };
}

/// Answers every question with one address of the asked name.
void answerOwn(PluginServer& server)
{
    server.upstreams.script = [](const Upstreams::Asked& asked) {
        return Upstreams::reply(asked, dns::Rcode::NoError, asked.request.question.name.text() + " 60 IN A 10.0.0.1");
    };
}

std::string askedName(const PluginServer& server)
{
    return server.upstreams.asked.empty() ? "nothing" : server.upstreams.asked.back().request.question.name.text();
}

} // namespace

class TestPlugins : public QObject {
    Q_OBJECT
private slots:
    void loadbalanceGroups();
    void loadbalanceSeeds();
    void loadbalancePrefer();
    void minimal();
    void header();
    void dns64();
    void dns64Prefixes();
    void any();
    void whoami();
    void local_data();
    void local();
    void bufsize();
    void acl();
    void hosts_data();
    void hosts();
    void hostsFallthrough();
    void file();
    void fileAliasThroughServer();
};

void TestPlugins::loadbalanceGroups()
{
    PluginServer server(block("loadbalance"));
    answer(server, "m. 5 IN MX 1 x.\na. 5 IN A 10.0.0.1\nt. 5 IN TXT \"t\"\nc. 5 IN CNAME d.\na. 5 IN A 10.0.0.2\nd. 5 IN CNAME a.");
    const Outcome outcome = server.ask("c.");
    std::string types;
    for (const dns::Record& record : outcome.message->answer)
        types += dns::toString(record.type) + ' ';
    QCOMPARE(types, std::string("CNAME CNAME TXT A A MX "));
    QCOMPARE(outcome.message->answer[0].owner.text(), std::string("c."));
    QCOMPARE(*server.note(NoteCode::LoadBalanced), (Note{NoteCode::LoadBalanced, {"2"}}));
}

void TestPlugins::loadbalanceSeeds()
{
    std::set<std::string> orders;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        PluginServer server(block("loadbalance"));
        PluginServer twin(block("loadbalance"));
        server.seed = twin.seed = seed;
        for (PluginServer* each : {&server, &twin})
            answer(*each, "a. 5 IN A 10.0.0.1\na. 5 IN A 10.0.0.2\na. 5 IN A 10.0.0.3");
        const std::string order = answerOf(server.ask("a."));
        QCOMPARE(answerOf(twin.ask("a.")), order); // the same seed, the same order
        orders.insert(order);
    }
    QCOMPARE(orders.size(), std::size_t{6});
}

void TestPlugins::loadbalancePrefer()
{
    std::set<std::string> orders;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        PluginServer server(block("loadbalance {\n prefer 10.9.20.0/24 10.9.30.0/24\n}"));
        server.seed = seed;
        answer(server, "a. 5 IN A 192.168.1.2\na. 5 IN A 10.9.30.1\na. 5 IN A 10.9.20.5\na. 5 IN A 10.9.20.3");
        const std::string order = answerOf(server.ask("a."));
        QVERIFY2(order.ends_with("a. 5 A 10.9.30.1; a. 5 A 192.168.1.2"), order.c_str());
        orders.insert(order);
    }
    QCOMPARE(orders.size(), std::size_t{2}); // shuffled within a subnet
}

void TestPlugins::minimal()
{
    PluginServer server(block("minimal"));
    answer(server, "a. 5 IN A 10.0.0.1", "a. 5 IN NS ns.");
    QVERIFY(server.ask("a.").message->authority.empty());
    QVERIFY(server.note(NoteCode::MinimalTrimmed));
    answer(server, "", "a. 5 IN SOA a. b. 1 2 3 4 5", dns::Rcode::NxDomain);
    QCOMPARE(server.ask("b.").message->authority.size(), std::size_t{1});
    answer(server, "", "a. 5 IN NS ns.");
    QCOMPARE(server.ask("b.").message->authority.size(), std::size_t{1}); // a delegation
}

void TestPlugins::header()
{
    PluginServer server(block("header {\n response set aa\n response clear ra\n query clear rd\n}"));
    answerOwn(server);
    const Outcome outcome = server.ask("a.");
    QVERIFY(outcome.message->flags.aa);
    QVERIFY(!outcome.message->flags.ra);
    QVERIFY(!server.upstreams.asked[0].request.recursionDesired);
    QCOMPARE(server.note(NoteCode::HeaderChanged)->arguments, std::vector<std::string>{"rd=0"});
}

void TestPlugins::dns64()
{
    PluginServer server(block("dns64"));
    server.upstreams.script = [](const Upstreams::Asked& asked) {
        const bool ipv4 = asked.request.question.type == dns::Type::A;
        return Upstreams::reply(asked, dns::Rcode::NoError, ipv4 ? "c. 90 IN CNAME a.\na. 90 IN A 192.0.2.33" : "", ipv4 ? "" : "z. 40 IN SOA a. b. 1 2 3 4 5");
    };
    Request request = PluginServer::question("c.", dns::Type::AAAA);
    QCOMPARE(answerOf(server.ask(request)), std::string()); // an IPv4 client is left alone
    request.client = *base::IpAddress::parse("2001:db8::7");
    QCOMPARE(answerOf(server.ask(request)), std::string("c. 90 CNAME a.; a. 40 AAAA 64:ff9b::c000:221"));
    QVERIFY(server.note(NoteCode::Dns64Synthesised));
    answer(server, "", "z. 40 IN SOA a. b. 1 2 3 4 5", dns::Rcode::NxDomain);
    QCOMPARE(answerOf(server.ask(request)), std::string("NXDOMAIN"));
}

void TestPlugins::dns64Prefixes()
{
    // RFC 6052 section 2.4
    const std::vector<std::pair<std::string, std::string>> cases{{"2001:db8::/32", "2001:db8:c000:221::"},
                                                                  {"2001:db8:100::/40", "2001:db8:1c0:2:21::"},
                                                                  {"2001:db8:122::/48", "2001:db8:122:c000:2:2100::"},
                                                                  {"2001:db8:122:300::/56", "2001:db8:122:3c0:0:221::"},
                                                                  {"2001:db8:122:344::/64", "2001:db8:122:344:c0:2:2100:0"},
                                                                  {"2001:db8:122:344::/96", "2001:db8:122:344::c000:221"}};
    for (const auto& [prefix, expected] : cases) {
        PluginServer server(block("dns64 {\n prefix " + prefix + "\n allow_ipv4\n}"));
        server.upstreams.script = [](const Upstreams::Asked& asked) {
            return Upstreams::reply(asked, dns::Rcode::NoError, asked.request.question.type == dns::Type::A ? "a. 90 IN A 192.0.2.33" : "");
        };
        const Outcome outcome = server.ask(PluginServer::question("a.", dns::Type::AAAA));
        QCOMPARE(dns::toString(outcome.message->answer.at(0).data), base::IpAddress::parse(expected)->toString());
    }
}

void TestPlugins::any()
{
    PluginServer server(block("any"));
    const Outcome outcome = server.ask(PluginServer::question("a.example.org.", dns::Type::ANY));
    QCOMPARE(dns::toString(outcome.message->answer.at(0).type), dns::toString(dns::Type::HINFO));
    QCOMPARE(outcome.message->answer.at(0).ttl, dns::Ttl(8482));
    QCOMPARE(std::get<dns::rdata::Opaque>(outcome.message->answer.at(0).data).bytes, std::string("\x0D" "ANY obsoleted" "\x0C" "See RFC 8482"));
    QVERIFY(server.upstreams.asked.empty());
}

void TestPlugins::whoami()
{
    PluginServer server(".:53 {\n whoami\n}\n");
    const Outcome outcome = server.ask("a.example.org.");
    QCOMPARE(textOf(outcome.message->additional), std::string("a.example.org. 0 A 10.244.1.7; _tcp.a.example.org. 0 SRV 0 0 0 ."));
    QVERIFY(outcome.message->answer.empty() && outcome.message->flags.aa);
}

void TestPlugins::local_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<int>("type");
    QTest::addColumn<std::string>("answer");
    const auto row = [](const char* name, dns::Type type, const char* answer) { QTest::newRow(name) << std::string(name) << static_cast<int>(type) << std::string(answer); };
    row("localhost.", dns::Type::A, "localhost. 604800 A 127.0.0.1");
    row("localhost.", dns::Type::AAAA, "localhost. 604800 AAAA ::1");
    row("localhost.", dns::Type::MX, "");
    row("localhost.example.org.", dns::Type::A, "localhost.example.org. 604800 A 127.0.0.1");
    row("a.localhost.", dns::Type::A, "a.localhost. 604800 A 127.0.0.1");
    row("1.0.0.127.in-addr.arpa.", dns::Type::PTR, "1.0.0.127.in-addr.arpa. 604800 PTR localhost.");
    row("2.0.0.127.in-addr.arpa.", dns::Type::PTR, "NXDOMAIN");
    row("127.in-addr.arpa.", dns::Type::NS, "127.in-addr.arpa. 604800 NS localhost.");
    row("www.example.org.", dns::Type::A, "SERVFAIL"); // the upstream refuses
}

void TestPlugins::local()
{
    QFETCH(std::string, name);
    QFETCH(int, type);
    QFETCH(std::string, answer);
    PluginServer server(block("local"));
    QCOMPARE(answerOf(server.ask(PluginServer::question(name, static_cast<dns::Type>(type)))), answer);
    if (name == "a.localhost.") {
        PluginServer older(block("local"), Version{1, 14, 4});
        QCOMPARE(answerOf(older.ask(name)), std::string("NXDOMAIN"));
    }
}

void TestPlugins::bufsize()
{
    PluginServer server(block("bufsize 600"));
    std::string records;
    for (int i = 1; i <= 60; ++i)
        records += "a. 5 IN A 10.0.0." + std::to_string(i) + "\n";
    answer(server, records);
    Request request = PluginServer::question("a.");
    request.transport = Transport::Udp;
    request.edns = dns::Edns{4096, false, 0};
    const Outcome outcome = server.ask(request);
    QCOMPARE(server.upstreams.asked[0].request.edns->udpSize, std::uint16_t{600});
    QVERIFY(outcome.message->flags.tc);
    QVERIFY(dns::wireSize(*outcome.message) <= 600);
    QCOMPARE(outcome.message->edns->udpSize, std::uint16_t{600}); // the query itself was changed, so the reply says it too
}

void TestPlugins::acl()
{
    PluginServer server(block("acl example.org {\n drop net 10.244.9.0/24\n filter type AAAA\n allow net 10.244.1.0/24\n block\n}"));
    answerOwn(server);
    Request request = PluginServer::question("a.example.org.");
    QVERIFY(answerOf(server.ask(request)).ends_with("10.0.0.1"));
    request.question.type = dns::Type::AAAA;
    QCOMPARE(answerOf(server.ask(request)), std::string());
    QCOMPARE(*server.note(NoteCode::AclAction), (Note{NoteCode::AclAction, {"filter", "*"}}));
    request.client = base::IpAddress::v4(10, 244, 9, 1);
    QVERIFY(!server.ask(request).message);
    request = PluginServer::question("a.example.org.");
    request.client = base::IpAddress::v4(10, 244, 2, 1);
    const Outcome refused = server.ask(request);
    QCOMPARE(answerOf(refused), std::string("REFUSED"));
    QVERIFY(!request.edns && refused.message->edns == (dns::Edns{4096, true, 0})); // for the extended error, asked for or not
    request.question.name = dns::Name::fromValid("a.example.net.");
    QVERIFY(answerOf(server.ask(request)).ends_with("10.0.0.1"));
}

void TestPlugins::hosts_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<int>("type");
    QTest::addColumn<std::string>("answer");
    const auto row = [](const char* name, dns::Type type, const char* answer) { QTest::newRow((std::string(name) + dns::toString(type)).c_str()) << std::string(name) << static_cast<int>(type) << std::string(answer); };
    row("api.example.org.", dns::Type::A, "api.example.org. 3600 A 10.1.1.1; api.example.org. 3600 A 10.1.1.9");
    row("API.example.ORG.", dns::Type::AAAA, "api.example.org. 3600 AAAA 2001:db8::1");
    row("api.example.org.", dns::Type::MX, "");
    row("v6.example.org.", dns::Type::A, "");
    row("none.example.org.", dns::Type::A, "SERVFAIL");
    row("1.1.1.10.in-addr.arpa.", dns::Type::PTR, "1.1.1.10.in-addr.arpa. 3600 PTR api.example.org.; 1.1.1.10.in-addr.arpa. 3600 PTR db.example.org.");
}

void TestPlugins::hosts()
{
    QFETCH(std::string, name);
    QFETCH(int, type);
    QFETCH(std::string, answer);
    PluginServer server(".:53 {\n hosts /hosts {\n 10.1.1.9 api.example.org\n }\n}\n", {},
                        {{"/hosts", "10.1.1.1 Api.example.org db.example.org # comment\n2001:db8::1%eth0 api.example.org\nfe80::1 v6.example.org\nbroken\n1.2.3 x.example.org\n"}});
    const Outcome outcome = server.ask(PluginServer::question(name, static_cast<dns::Type>(type)));
    QCOMPARE(answerOf(outcome), answer);
    QVERIFY(outcome.message->authority.empty()); // never a SOA
}

void TestPlugins::hostsFallthrough()
{
    PluginServer server(block("hosts {\n 10.1.1.1 api.example.org\n fallthrough example.org\n}"));
    answer(server, "x. 5 IN A 10.0.0.1");
    QCOMPARE(answerOf(server.ask("none.example.org.")), std::string("x. 5 A 10.0.0.1"));
    QCOMPARE(answerOf(server.ask("none.example.net.")), std::string("SERVFAIL"));
    QCOMPARE(answerOf(server.ask(PluginServer::question("api.example.org.", dns::Type::AAAA))), std::string()); // the name exists
    QCOMPARE(answerOf(server.ask(PluginServer::question("9.9.9.9.in-addr.arpa.", dns::Type::PTR))), std::string("x. 5 A 10.0.0.1"));
}

void TestPlugins::file()
{
    PluginServer server(block("file /db example.org"));
    const auto zone = std::make_shared<ZoneData>(dns::Name::fromValid("example.org."), Upstreams::records(
        "example.org. 300 IN SOA ns.example.org. h.example.org. 1 2 3 4 60\nexample.org. 300 IN NS ns.example.org.\n"
        "www.example.org. 300 IN A 192.0.2.1\nsub.example.org. 300 IN NS ns.sub.example.org."));
    server.process.zoneFiles["/db"] = zone;
    Outcome outcome = server.ask("WWW.example.org.");
    QCOMPARE(answerOf(outcome), std::string("www.example.org. 300 A 192.0.2.1"));
    QVERIFY(outcome.message->flags.aa);
    QCOMPARE(outcome.message->authority.size(), std::size_t{1});
    outcome = server.ask("a.sub.example.org.");
    QVERIFY(!outcome.message->flags.aa);
    QCOMPARE(textOf(outcome.message->authority), std::string("sub.example.org. 300 NS ns.sub.example.org."));
    QCOMPARE(answerOf(server.ask("none.example.org.")), std::string("NXDOMAIN"));
    QCOMPARE(answerOf(server.ask(PluginServer::question("example.org.", dns::Type::AXFR))), std::string("REFUSED"));
    answer(server, "x. 5 IN A 10.0.0.1");
    QCOMPARE(answerOf(server.ask("www.example.net.")), std::string("x. 5 A 10.0.0.1"));
}

void TestPlugins::fileAliasThroughServer()
{
    PluginServer server(block("file /db example.org"));
    server.process.zoneFiles["/db"] = std::make_shared<ZoneData>(dns::Name::fromValid("example.org."), Upstreams::records(
        "example.org. 300 IN SOA ns.example.org. h.example.org. 1 2 3 4 60\nout.example.org. 300 IN CNAME www.other.net.\n"
        "lost.example.org. 300 IN CNAME nowhere.example.org.\nloop.example.org. 300 IN CNAME pool.example.org.\npool.example.org. 300 IN CNAME loop.example.org."));
    answer(server, "www.other.net. 5 IN A 10.0.0.1");
    QCOMPARE(answerOf(server.ask("out.example.org.")), std::string("out.example.org. 300 CNAME www.other.net.; www.other.net. 5 A 10.0.0.1"));
    QCOMPARE(askedName(server), std::string("www.other.net."));
    const Outcome lost = server.ask("lost.example.org.");
    QCOMPARE(dns::toString(lost.message->rcode), dns::toString(dns::Rcode::NxDomain));
    QCOMPARE(dns::toString(lost.message->authority.at(0).type), dns::toString(dns::Type::SOA));
    QVERIFY(!answerOf(server.ask("loop.example.org.")).empty()); // it ends
}

QTEST_APPLESS_MAIN(TestPlugins)
#include "tst_plugins.moc"
