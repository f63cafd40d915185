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

using Kind = NetworkReply::Kind;

PluginServer forwarding(const std::string& to, const std::string& options = {}, const Version& version = {})
{
    return PluginServer(".:53 {\n forward . " + to + " {\n" + options + "\n}\n}\n", version);
}

std::vector<std::string> addresses(const PluginServer& server)
{
    std::vector<std::string> list;
    for (const Upstreams::Asked& asked : server.upstreams.asked)
        list.push_back(asked.address.substr(asked.address.rfind('.') + 1));
    return list;
}

using Texts = std::vector<std::string>;

} // namespace

class TestPluginsForward : public QObject {
    Q_OBJECT
private slots:
    void policies();
    void transports();
    void truncatedUnderPreferUdp();
    void exceptions();
    void timeOut();
    void timeOutOfOlderReleases();
    void lateReply();
    void instantFailuresWithoutCap();
    void explicitCap();
    void healthTakesUpstreamOut();
    void wrongReply();
    void rcodesArePassed();
    void failover();
    void failoverOfOlderReleases();
    void nextForward();
    void unknownFile();
    void provenance();
};

void TestPluginsForward::policies()
{
    const std::string three = "192.0.2.1 192.0.2.2 192.0.2.3";
    PluginServer sequential = forwarding(three, "policy sequential\nmax_connect_attempts 4");
    (void)sequential.ask("a.");
    QCOMPARE(addresses(sequential), (Texts{"1", "2", "3", "1"}));
    PluginServer robin = forwarding(three, "policy round_robin\nmax_connect_attempts 1");
    for (int i = 0; i < 4; ++i)
        (void)robin.ask("a.");
    QCOMPARE(addresses(robin), (Texts{"2", "3", "1", "2"}));
    PluginServer robinOrder = forwarding(three, "policy round_robin\nmax_connect_attempts 3");
    (void)robinOrder.ask("a.");
    QCOMPARE(addresses(robinOrder), (Texts{"2", "1", "3"}));
    std::map<std::string, int> first;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        PluginServer random = forwarding(three, "max_connect_attempts 1");
        random.seed = seed;
        (void)random.ask("a.");
        ++first[addresses(random).at(0)];
    }
    QCOMPARE(first.size(), std::size_t{3});
}

void TestPluginsForward::transports()
{
    Request udp = PluginServer::question("a.");
    udp.transport = Transport::Udp;
    const auto used = [](PluginServer server, const Request& request) {
        (void)server.ask(request);
        return server.upstreams.asked.at(0).request.transport;
    };
    QCOMPARE(used(forwarding("192.0.2.1"), udp), Transport::Udp);
    QCOMPARE(used(forwarding("192.0.2.1"), PluginServer::question("a.")), Transport::Tcp);
    QCOMPARE(used(forwarding("192.0.2.1", "force_tcp\nprefer_udp"), udp), Transport::Tcp);
    QCOMPARE(used(forwarding("192.0.2.1", "prefer_udp"), PluginServer::question("a.")), Transport::Udp);
    QCOMPARE(used(forwarding("tls://192.0.2.1"), udp), Transport::Tcp);
}

void TestPluginsForward::truncatedUnderPreferUdp()
{
    const auto cut = [](const Upstreams::Asked& asked) {
        NetworkReply reply = Upstreams::reply(asked, dns::Rcode::NoError, "a. 5 IN A 10.0.0.1");
        reply.message.flags.tc = asked.request.transport == Transport::Udp;
        return reply;
    };
    PluginServer again = forwarding("192.0.2.1", "prefer_udp");
    again.upstreams.script = cut;
    QVERIFY(!again.ask("a.").message->flags.tc);
    QVERIFY(again.event(EventKind::TcpRetry));
    PluginServer plain = forwarding("192.0.2.1");
    plain.upstreams.script = cut;
    Request udp = PluginServer::question("a.");
    udp.transport = Transport::Udp;
    QVERIFY(plain.ask(udp).message->flags.tc);
    QCOMPARE(plain.upstreams.asked.size(), std::size_t{1});
}

void TestPluginsForward::exceptions()
{
    PluginServer server(".:53 {\n forward example.org 192.0.2.1 {\n except b.example.org example.org\n}\n forward . 192.0.2.2\n}\n");
    for (const char* name : {"example.org.", "a.example.org.", "b.example.org.", "a.example.net."})
        (void)server.ask(name);
    // the apex of FROM is always allowed
    QCOMPARE(server.upstreams.asked.front().address, std::string("192.0.2.1"));
    for (std::size_t i = 2; i < server.upstreams.asked.size(); ++i)
        QCOMPARE(server.upstreams.asked[i].address, std::string("192.0.2.2"));
    (void)server.ask("b.example.org.");
    QCOMPARE(*server.note(NoteCode::ForwardExcept), (Note{NoteCode::ForwardExcept, {"b.example.org.", "b.example.org."}}));
}

void TestPluginsForward::timeOut()
{
    PluginServer server = forwarding("192.0.2.1");
    server.upstreams.script = [](const Upstreams::Asked& asked) { return Upstreams::without(Kind::NoReply, asked.at); };
    const Outcome outcome = server.ask("a.");
    QCOMPARE(answerOf(outcome), std::string("SERVFAIL"));
    QCOMPARE(outcome.error, std::string("i/o timeout"));
    QCOMPARE(server.upstreams.asked.size(), std::size_t{2});
    QCOMPARE(std::chrono::duration_cast<std::chrono::seconds>(server.end.time_since_epoch()), 4s);
    QVERIFY(server.event(EventKind::Timeout));
    QVERIFY(server.event(EventKind::Retry));
    QVERIFY(server.note(NoteCode::ForwardFailed));
}

void TestPluginsForward::timeOutOfOlderReleases()
{
    PluginServer server = forwarding("192.0.2.1", "max_fails 0", Version{1, 11, 1});
    server.upstreams.script = [](const Upstreams::Asked& asked) { return Upstreams::without(Kind::NoReply, asked.at); };
    (void)server.ask("a.");
    QCOMPARE(server.upstreams.asked.size(), std::size_t{3}); // at 0, 2 and 4 seconds; the next would be behind the 5 s
    QCOMPARE(std::chrono::duration_cast<std::chrono::seconds>(server.end.time_since_epoch()), 6s);
}

void TestPluginsForward::lateReply()
{
    PluginServer server = forwarding("192.0.2.1 192.0.2.2", "policy sequential");
    server.upstreams.script = [](const Upstreams::Asked& asked) {
        const bool slow = asked.address == "192.0.2.1";
        return Upstreams::reply(asked, dns::Rcode::NoError, slow ? "a. 5 IN A 10.0.0.1" : "a. 5 IN A 10.0.0.2", {}, slow ? 2100ms : 1ms);
    };
    QCOMPARE(answerOf(server.ask("a.")), std::string("a. 5 A 10.0.0.2"));
    QCOMPARE(std::chrono::duration_cast<std::chrono::milliseconds>(server.end.time_since_epoch()), 2001ms);
}

void TestPluginsForward::instantFailuresWithoutCap()
{
    PluginServer server = forwarding("192.0.2.1", "", Version{1, 11, 1});
    QCOMPARE(answerOf(server.ask("a.")), std::string("SERVFAIL"));
    QVERIFY(server.upstreams.asked.size() < 10);
    // max_fails 2 and checks every 0.5 s: down after the third failed check
    QCOMPARE(std::chrono::duration_cast<std::chrono::milliseconds>(server.end.time_since_epoch()), 1000ms);
    PluginServer unchecked = forwarding("192.0.2.1", "max_fails 0", Version{1, 11, 1});
    (void)unchecked.ask("a.");
    QCOMPARE(std::chrono::duration_cast<std::chrono::milliseconds>(unchecked.end.time_since_epoch()), 5000ms);
}

void TestPluginsForward::explicitCap()
{
    PluginServer server = forwarding("192.0.2.1 192.0.2.2", "max_connect_attempts 3");
    (void)server.ask("a.");
    QCOMPARE(server.upstreams.asked.size(), std::size_t{3});
}

void TestPluginsForward::healthTakesUpstreamOut()
{
    // .1 refuses at once and is down when .2 has timed out, so the second round goes past it.
    PluginServer server = forwarding("192.0.2.1 192.0.2.2", "policy sequential\nmax_fails 1");
    server.upstreams.script = [](const Upstreams::Asked& asked) {
        return Upstreams::without(asked.address == "192.0.2.1" ? Kind::Unreachable : Kind::NoReply, asked.at);
    };
    (void)server.ask("a.");
    QCOMPARE(addresses(server), (Texts{"1", "2", "2", "2"}));
}

void TestPluginsForward::wrongReply()
{
    PluginServer server = forwarding("192.0.2.1");
    server.upstreams.script = [](const Upstreams::Asked& asked) {
        NetworkReply reply = Upstreams::reply(asked, dns::Rcode::NoError, "b. 5 IN A 10.0.0.1");
        reply.message.questions[0].name = dns::Name::fromValid("b.");
        return reply;
    };
    QCOMPARE(answerOf(server.ask("a.")), std::string("FORMERR"));
}

void TestPluginsForward::rcodesArePassed()
{
    for (const dns::Rcode rcode : {dns::Rcode::NxDomain, dns::Rcode::Refused, dns::Rcode::ServFail}) {
        PluginServer server = forwarding("192.0.2.1 192.0.2.2");
        server.upstreams.script = [rcode](const Upstreams::Asked& asked) { return Upstreams::reply(asked, rcode, ""); };
        QCOMPARE(answerOf(server.ask("a.")), dns::toString(rcode));
        QCOMPARE(server.upstreams.asked.size(), std::size_t{1});
    }
}

void TestPluginsForward::failover()
{
    PluginServer server = forwarding("192.0.2.1 192.0.2.2 192.0.2.3", "policy sequential\nfailover SERVFAIL REFUSED");
    server.upstreams.script = [](const Upstreams::Asked& asked) {
        return Upstreams::reply(asked, asked.address == "192.0.2.3" ? dns::Rcode::Refused : dns::Rcode::ServFail, "");
    };
    QCOMPARE(answerOf(server.ask("a.")), std::string("REFUSED")); // once around, the last reply counts
    QCOMPARE(addresses(server), (Texts{"1", "2", "3"}));
}

void TestPluginsForward::failoverOfOlderReleases()
{
    PluginServer server = forwarding("192.0.2.1 192.0.2.2", "policy sequential\nfailover SERVFAIL", Version{1, 13, 1});
    server.upstreams.script = [](const Upstreams::Asked& asked) { return Upstreams::reply(asked, dns::Rcode::ServFail, ""); };
    const Outcome outcome = server.ask("a.");
    QCOMPARE(outcome.error, std::string("no healthy proxies")); // it went round until the deadline
    QCOMPARE(std::chrono::duration_cast<std::chrono::milliseconds>(server.end.time_since_epoch()), 5000ms);
}

void TestPluginsForward::nextForward()
{
    PluginServer server(".:53 {\n forward . 192.0.2.1 {\n next NXDOMAIN\n next_on_nodata\n}\n forward . 192.0.2.2\n}\n");
    server.upstreams.script = [](const Upstreams::Asked& asked) {
        const bool first = asked.address == "192.0.2.1";
        const bool nodata = first && asked.request.question.type == dns::Type::AAAA;
        return Upstreams::reply(asked, first && !nodata ? dns::Rcode::NxDomain : dns::Rcode::NoError, first ? "" : "a. 5 IN A 10.0.0.2");
    };
    QCOMPARE(answerOf(server.ask("a.")), std::string("a. 5 A 10.0.0.2"));
    QCOMPARE(*server.note(NoteCode::ForwardNext), (Note{NoteCode::ForwardNext, {"NXDOMAIN"}}));
    QCOMPARE(answerOf(server.ask(PluginServer::question("a.", dns::Type::AAAA))), std::string("a. 5 A 10.0.0.2"));
    PluginServer alone = forwarding("192.0.2.1", "next NXDOMAIN");
    alone.upstreams.script = [](const Upstreams::Asked& asked) { return Upstreams::reply(asked, dns::Rcode::NxDomain, ""); };
    QCOMPARE(answerOf(alone.ask("a.")), std::string("NXDOMAIN"));
}

void TestPluginsForward::unknownFile()
{
    PluginServer server = forwarding("/etc/resolv.conf");
    QCOMPARE(answerOf(server.ask("a.")), std::string("SERVFAIL"));
    QCOMPARE(*server.note(NoteCode::ForwardFileUnknown), (Note{NoteCode::ForwardFileUnknown, {"/etc/resolv.conf"}}));
}

void TestPluginsForward::provenance()
{
    PluginServer server = forwarding("192.0.2.1");
    server.upstreams.script = [](const Upstreams::Asked& asked) {
        NetworkReply reply = Upstreams::reply(asked, dns::Rcode::NoError, "a. 5 IN A 10.0.0.1");
        reply.answeredBy = "coredns/kubernetes";
        reply.cache = CacheResult::Hit;
        reply.oneOf = {"10.0.0.9"};
        return reply;
    };
    const Outcome outcome = server.ask("a.");
    QCOMPARE(outcome.plugin, std::string("forward"));
    QCOMPARE(outcome.upstreamAnsweredBy, std::string("coredns/kubernetes"));
    QCOMPARE(sim::toString(outcome.upstreamCache), sim::toString(CacheResult::Hit));
    QCOMPARE(outcome.oneOf, Texts{"10.0.0.9"});
}

QTEST_APPLESS_MAIN(TestPluginsForward)
#include "tst_plugins_forward.moc"
