// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/support/scripted_asker.h"
#include "tests/support/std_text.h"

#include <QTest>

#include <set>

using namespace std::chrono_literals;
using scripted::Answer;
using Ask = sim::Asker::Ask;

/// glibc's walk: the observations of dns-semantics 9.2 and 9.3 as numbers.
class TestStubGlibc : public QObject {
    Q_OBJECT
private slots:
    void externalNameCostsEightQuestions();
    void silenceCosts_data();
    void silenceCosts();
    void lostAaaaCostsThreeTimeouts();
    void lostALosesTheLookup();
    void lateReplyIsTakenInTheNextRound();
    void outcomeOfASuffixDecidesTheNextStep_data();
    void outcomeOfASuffixDecidesTheNextStep();
    void closedPortsEndTheWalkAtOnce();
    void truncationGoesOverTcp();
    void silentTcpIsCutOff();
    void bigAnswersRepeatTheWalk_data();
    void bigAnswersRepeatTheWalk();
    void halfAnAnswerIsEnough();
    void strictErrorAsksTheNextServer();
    void simpleInetForgetsTemporaryErrors();
    void rotateBeginsAtTheSeed();
    void hostsComeFirst();
    void otherTypesUseTheSearchListToo();
    void sameInputSameWalk();
};

struct Walked {
    sim::WalkResult result;
    scripted::Network network;
    [[nodiscard]] std::string error() const { return result.result.error; }
    [[nodiscard]] double seconds() const { return result.result.seconds; }
};

static Walked walked(const std::string& text, const std::string& name, scripted::Network::Rule rule, std::vector<dns::Type> types = {dns::Type::A, dns::Type::AAAA},
    std::vector<sim::HostsEntry> hosts = {}, std::uint64_t seed = 0)
{
    const sim::ResolverConfig config{.libc = sim::Libc::Glibc, .version = {2, 36}, .hosts = std::move(hosts), .seed = seed};
    Walked walk{{}, scripted::Network(std::move(rule))};
    walk.result = sim::walk(config, sim::readSettings(config.libc, config.version, text), {{name}, std::move(types), false}, walk.network, base::Instant{});
    return walk;
}

static const std::string cluster = "nameserver 10.96.0.10\nsearch shop.svc.test svc.test test\noptions ndots:5\n";

void TestStubGlibc::externalNameCostsEightQuestions()
{
    const Walked walk = walked(cluster, "api.example.com", [](const Ask& ask) { return Answer{.word = ask.question.name.text() == "api.example.com." ? "ok" : "nxdomain"}; });
    QCOMPARE(walk.network.asks.size(), std::size_t(8));
    QCOMPARE(walk.result.result.lookups, std::size_t(8));
    QCOMPARE(walk.error(), std::string());
    QCOMPARE(walk.result.candidates.size(), std::size_t(4));
    QCOMPARE(walk.result.candidates[0].fate, sim::CandidateFate::NxDomain);
    QCOMPARE(walk.result.candidates[0].then.code, sim::NoteCode::NextAfterNxdomain);
    QCOMPARE(walk.result.candidates[3].fate, sim::CandidateFate::Won);
    QCOMPARE(walk.result.result.canonicalName, std::string("api.example.com."));
    QVERIFY(!walk.result.tcpUsed);
}

void TestStubGlibc::silenceCosts_data()
{
    QTest::addColumn<int>("servers");
    QTest::addColumn<double>("seconds");
    QTest::newRow("one server") << 1 << 20.0;
    QTest::newRow("two servers") << 2 << 40.0;
    QTest::newRow("three servers") << 3 << 56.0;
}

void TestStubGlibc::silenceCosts()
{
    QFETCH(int, servers);
    QFETCH(double, seconds);
    std::string text = "search shop.svc.test svc.test test\noptions ndots:5\n";
    for (int i = 1; i <= servers; ++i)
        text += "nameserver 192.0.2." + std::to_string(i) + '\n';
    const Walked walk = walked(text, "api", [](const Ask&) { return Answer{.word = "timeout"}; });
    QCOMPARE(walk.seconds(), seconds);
    QCOMPARE(walk.error(), std::string("EAI_AGAIN"));
    std::set<std::string> names;
    for (const Ask& ask : walk.network.asks)
        names.insert(ask.question.name.text());
    QCOMPARE(names, (std::set<std::string>{"api.", "api.shop.svc.test."})); // the list is abandoned, as is still tried
    QCOMPARE(walk.result.candidates[0].fate, sim::CandidateFate::TimedOut);
    QCOMPARE(walk.result.candidates[0].then.code, sim::NoteCode::ListAbandoned);
    QCOMPARE(walk.result.candidates[1].fate, sim::CandidateFate::NotAsked);
    QCOMPARE(walk.network.timeouts.size(), walk.network.asks.size());
}

void TestStubGlibc::lostAaaaCostsThreeTimeouts()
{
    const Walked walk = walked("nameserver 192.0.2.1\nnameserver 192.0.2.2\n", "api.", [](const Ask& ask) { return Answer{.word = ask.question.type == dns::Type::A ? "ok" : "timeout"}; });
    QCOMPARE(walk.seconds(), 15.0);
    QCOMPARE(walk.error(), std::string());
    for (const Ask& ask : walk.network.asks)
        QCOMPARE(ask.nameserver, std::string("192.0.2.1"));
}

void TestStubGlibc::lostALosesTheLookup()
{
    const auto rule = [](const Ask& ask) { return Answer{.word = ask.question.type == dns::Type::A ? "timeout" : "ok"}; };
    const Walked walk = walked("nameserver 192.0.2.1\n", "api.", rule);
    QCOMPARE(walk.seconds(), 15.0);
    QCOMPARE(walk.error(), std::string("EAI_AGAIN"));
}

void TestStubGlibc::lateReplyIsTakenInTheNextRound()
{
    int asked = 0;
    const Walked walk = walked("nameserver 192.0.2.1\noptions timeout:1\n", "api.", [&asked](const Ask&) {
        return asked++ == 0 ? Answer{.word = "ok", .delay = 1200ms} : Answer{.word = "timeout"};
    }, {dns::Type::A});
    QCOMPARE(walk.error(), std::string());
    QCOMPARE(walk.seconds(), 1.2);
    QCOMPARE(walk.network.asks.size(), std::size_t(2));
    QCOMPARE(walk.network.lateReplies.size(), std::size_t(1));
    QCOMPARE(walk.network.lateReplies[0].first.at, base::Instant{});
}

void TestStubGlibc::outcomeOfASuffixDecidesTheNextStep_data()
{
    QTest::addColumn<std::string>("word");
    QTest::addColumn<int>("candidatesAsked"); // of first suffix, second suffix, as typed
    QTest::addColumn<std::string>("error");
    QTest::newRow("nxdomain") << std::string("nxdomain") << 3 << std::string("EAI_NONAME");
    QTest::newRow("nodata") << std::string("nodata") << 3 << std::string("EAI_NODATA");
    QTest::newRow("servfail") << std::string("servfail") << 3 << std::string("EAI_AGAIN");
    QTest::newRow("refused") << std::string("refused") << 2 << std::string("EAI_NONAME");
    QTest::newRow("formerr") << std::string("formerr") << 2 << std::string("EAI_NONAME");
    QTest::newRow("lame") << std::string("lame") << 2 << std::string("EAI_NONAME");
    QTest::newRow("dangling") << std::string("dangling") << 1 << std::string("EAI_NONAME");
}

void TestStubGlibc::outcomeOfASuffixDecidesTheNextStep()
{
    QFETCH(std::string, word);
    QFETCH(int, candidatesAsked);
    QFETCH(std::string, error);
    const Walked walk = walked("nameserver 192.0.2.1\nsearch one two\noptions ndots:5\n", "api",
        [word](const Ask& ask) { return Answer{.word = ask.question.name.text() == "api.one." ? word : "nxdomain"}; });
    std::set<std::string> names;
    for (const Ask& ask : walk.network.asks)
        names.insert(ask.question.name.text());
    QCOMPARE(static_cast<int>(names.size()), candidatesAsked);
    QCOMPARE(walk.error(), error);
    QCOMPARE(walk.seconds(), 0.0);
}

void TestStubGlibc::closedPortsEndTheWalkAtOnce()
{
    const auto rule = [](const Ask&) { return Answer{.word = "unreachable"}; };
    const Walked few = walked("nameserver 192.0.2.1\nsearch one two\noptions ndots:5\n", "api", rule);
    QCOMPARE(few.error(), std::string("EAI_AGAIN"));
    QCOMPARE(few.seconds(), 0.0);
    QCOMPARE(few.network.asks.back().question.name.text(), std::string("api.one."));
    QCOMPARE(few.result.candidates[0].then.code, sim::NoteCode::NoServerReachable);
    const Walked enough = walked("nameserver 192.0.2.1\nsearch one two\n", "api.x", rule);
    QCOMPARE(enough.network.asks.back().question.name.text(), std::string("api.x.one."));
}

void TestStubGlibc::truncationGoesOverTcp()
{
    const Walked walk = walked("nameserver 192.0.2.1\n", "api.", [](const Ask& ask) { return Answer{.word = "ok", .truncated = ask.question.type == dns::Type::A}; });
    QVERIFY(walk.result.tcpUsed);
    QCOMPARE(walk.network.asks.size(), std::size_t(4)); // both again, although AAAA was complete
    QCOMPARE(walk.network.asks.back().why.code, sim::NoteCode::RetriedOverTcp);
    QCOMPARE(walk.result.result.records.size(), std::size_t(2));
}

void TestStubGlibc::silentTcpIsCutOff()
{
    const Walked walk = walked("nameserver 192.0.2.1\noptions use-vc\n", "api", [](const Ask&) { return Answer{.word = "timeout"}; });
    QCOMPARE(walk.error(), std::string("EAI_AGAIN"));
    QCOMPARE(walk.result.notes.back().code, sim::NoteCode::TcpWithoutLimit);
    QCOMPARE(walk.seconds(), 45.0);
}

void TestStubGlibc::bigAnswersRepeatTheWalk_data()
{
    QTest::addColumn<int>("addresses");
    QTest::addColumn<int>("walks");
    QTest::newRow("12 + 12") << 12 << 1;
    QTest::newRow("14 + 14") << 14 << 2;
    QTest::newRow("30 + 30") << 30 << 3;
}

void TestStubGlibc::bigAnswersRepeatTheWalk()
{
    QFETCH(int, addresses);
    QFETCH(int, walks);
    const Walked walk = walked("nameserver 192.0.2.1\n", "api.example.", [addresses](const Ask&) { return Answer{.word = "ok", .addresses = static_cast<std::size_t>(addresses)}; });
    QCOMPARE(static_cast<int>(walk.network.asks.size()), 2 * walks);
    QCOMPARE(static_cast<int>(walk.result.result.records.size()), 2 * addresses);
    QCOMPARE(walk.result.candidates.size(), std::size_t(1));
}

void TestStubGlibc::halfAnAnswerIsEnough()
{
    const Walked walk = walked("nameserver 192.0.2.1\nnameserver 192.0.2.2\n", "api.", [](const Ask& ask) { return Answer{.word = ask.question.type == dns::Type::A ? "ok" : "servfail"}; });
    QCOMPARE(walk.network.asks.size(), std::size_t(2));
    QCOMPARE(walk.result.candidates[0].then.code, sim::NoteCode::HalfWithData);
    QCOMPARE(walk.result.candidates[0].then.arguments, (std::vector<std::string>{"api.", "A", "SERVFAIL"}));
}

void TestStubGlibc::strictErrorAsksTheNextServer()
{
    const sim::ResolverConfig config{.libc = sim::Libc::Glibc};
    scripted::Network network([](const Ask& ask) { return Answer{.word = ask.nameserver == "192.0.2.1" && ask.question.type == dns::Type::AAAA ? "refused" : "ok"}; });
    const auto settings = sim::readSettings(config.libc, {}, "nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions strict-error\n");
    const auto result = sim::walk(config, settings, {{"api."}, {dns::Type::A, dns::Type::AAAA}, false}, network, base::Instant{});
    QCOMPARE(network.asks.size(), std::size_t(4));
    QCOMPARE(result.result.records.size(), std::size_t(2));
}

void TestStubGlibc::simpleInetForgetsTemporaryErrors()
{
    const auto rule = [](const Ask& ask) { return Answer{.word = ask.question.name.text() == "api.one." ? "servfail" : "nxdomain"}; };
    const std::string text = "nameserver 192.0.2.1\nsearch one two\noptions ndots:5\n";
    QCOMPARE(walked(text, "api", rule, {dns::Type::A}).error(), std::string("EAI_NONAME"));
    QCOMPARE(walked(text, "api", rule, {dns::Type::AAAA}).error(), std::string("EAI_AGAIN"));
}

void TestStubGlibc::rotateBeginsAtTheSeed()
{
    const std::string text = "nameserver 192.0.2.1\nnameserver 192.0.2.2\nsearch one\noptions rotate ndots:5\n";
    const Walked walk = walked(text, "api", [](const Ask&) { return Answer{}; }, {dns::Type::A}, {}, 1);
    QCOMPARE(walk.network.asks[0].nameserver, std::string("192.0.2.2"));
    QCOMPARE(walk.network.asks[1].nameserver, std::string("192.0.2.1")); // the next name begins one further
}

void TestStubGlibc::hostsComeFirst()
{
    const std::vector<sim::HostsEntry> hosts{{"10.1.2.3", {"web-0.web.shop.svc.test", "web-0"}}};
    const auto rule = [](const Ask&) { return Answer{.word = "ok"}; };
    const Walked hit = walked(cluster, "WEB-0", rule, {dns::Type::A, dns::Type::AAAA}, hosts);
    QVERIFY(hit.network.asks.empty());
    QVERIFY(hit.result.candidates.empty());
    QCOMPARE(hit.result.notes[0].code, sim::NoteCode::HostsFileHit);
    QCOMPARE(dns::dataText(hit.result.result.records.at(0)), std::string("10.1.2.3"));
    QVERIFY(!walked(cluster, "web-0", rule, {dns::Type::AAAA}, hosts).network.asks.empty());
    QVERIFY(!walked(cluster, "web-0.", rule, {dns::Type::A}, hosts).network.asks.empty());
}

void TestStubGlibc::otherTypesUseTheSearchListToo()
{
    const Walked walk = walked(cluster, "_http._tcp.api", [](const Ask&) { return Answer{}; }, {dns::Type::SRV});
    QCOMPARE(walk.network.asks.size(), std::size_t(4));
    QCOMPARE(walk.error(), std::string("EAI_NONAME"));
}

void TestStubGlibc::sameInputSameWalk()
{
    const auto rule = [](const Ask& ask) { return Answer{.word = ask.question.type == dns::Type::A ? "timeout" : "servfail"}; };
    const Walked first = walked(cluster, "api", rule), second = walked(cluster, "api", rule);
    QCOMPARE(first.result.candidates, second.result.candidates);
    QCOMPARE(first.result.result, second.result.result);
}

QTEST_GUILESS_MAIN(TestStubGlibc)
#include "tst_stub_glibc.moc"
