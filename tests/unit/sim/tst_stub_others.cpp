// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/support/scripted_asker.h"
#include "tests/support/std_text.h"

#include <QTest>

using namespace std::chrono_literals;
using scripted::Answer;
using sim::Libc;
using Ask = sim::Asker::Ask;

/// The walks of musl, Go and Windows (dns-semantics 9.4, 9.5, 8.6).
class TestStubOthers : public QObject {
    Q_OBJECT
private slots:
    void muslAsksAllServersAtOnce();
    void muslResendsAfterServfail();
    void muslStopsAtNodata();
    void muslTakesAaaaNxdomainForTheName();
    void muslJudgesABeforeAaaa();
    void muslLaxerBefore121();
    void muslTruncation();
    void muslOddSettings();
    void muslSearchEntryRoot();
    void muslUnsendableCandidate();
    void muslHostsOfTheOtherFamily();
    void muslSearchesForAddressesOnly();
    void goRunsLanes();
    void goReportsTheOriginalName();
    void goGoesOnAfterAnyError();
    void windowsKeepsToOneSuffix();
    void windowsGivesUpAfterTenSeconds();
};

struct Walked {
    sim::WalkResult result;
    scripted::Network network;
    [[nodiscard]] std::string error() const { return result.result.error; }
    [[nodiscard]] double seconds() const { return result.result.seconds; }
    [[nodiscard]] std::size_t asked() const { return network.asks.size(); }
};

static Walked walked(Libc libc, const std::string& text, const std::string& name, scripted::Network::Rule rule, sim::LibcVersion version = {},
    std::vector<dns::Type> types = {dns::Type::A, dns::Type::AAAA}, std::vector<sim::HostsEntry> hosts = {})
{
    const sim::ResolverConfig config{.libc = libc, .version = version, .hosts = std::move(hosts)};
    Walked walk{{}, scripted::Network(std::move(rule))};
    walk.result = sim::walk(config, sim::readSettings(libc, version, text), {{name}, std::move(types), false}, walk.network, base::Instant{});
    return walk;
}

static scripted::Network::Rule always(const std::string& word)
{
    return [word](const Ask&) { return Answer{.word = word}; };
}

static scripted::Network::Rule byType(const std::string& a, const std::string& aaaa)
{
    return [a, aaaa](const Ask& ask) { return Answer{.word = ask.question.type == dns::Type::A ? a : aaaa}; };
}

static const std::string one = "nameserver 10.96.0.10\nsearch one two\noptions ndots:5\n";
static const sim::LibcVersion musl123{1, 2, 3}, musl125{1, 2, 5};

void TestStubOthers::muslAsksAllServersAtOnce()
{
    const Walked walk = walked(Libc::Musl, "nameserver 192.0.2.1\nnameserver 192.0.2.2\n", "api.x", [](const Ask& ask) {
        const bool fast = ask.nameserver == "192.0.2.2";
        return Answer{.word = fast ? "nxdomain" : "ok", .delay = fast ? 1ms : 9ms};
    });
    QCOMPARE(walk.asked(), std::size_t(4));
    QCOMPARE(walk.error(), std::string("EAI_NONAME")); // a fast NXDOMAIN beats slower data
    QCOMPARE(walk.seconds(), 0.001);
}

void TestStubOthers::muslResendsAfterServfail()
{
    const Walked walk = walked(Libc::Musl, one, "api", always("servfail"));
    QCOMPARE(walk.asked(), std::size_t(12));
    QCOMPARE(walk.seconds(), 5.0);
    QCOMPARE(walk.error(), std::string("EAI_AGAIN"));
    QCOMPARE(walk.network.asks[2].why.code, sim::NoteCode::ResentAfterServfail);
    QCOMPARE(walk.result.candidates[0].then.code, sim::NoteCode::SearchStopped);
    QCOMPARE(walk.result.candidates[1].fate, sim::CandidateFate::NotAsked);
}

void TestStubOthers::muslStopsAtNodata()
{
    const auto rule = [](const Ask& ask) { return Answer{.word = ask.question.name.text() == "api.one." ? "nodata" : "ok"}; };
    QCOMPARE(walked(Libc::Musl, one, "api", rule, musl123).error(), std::string("EAI_NONAME"));
    const Walked newer = walked(Libc::Musl, one, "api", rule, musl125);
    QCOMPARE(newer.error(), std::string("EAI_NODATA"));
    QCOMPARE(newer.asked(), std::size_t(2));
}

void TestStubOthers::muslTakesAaaaNxdomainForTheName()
{
    const Walked walk = walked(Libc::Musl, one, "api", byType("ok", "nxdomain"));
    QCOMPARE(walk.error(), std::string("EAI_NONAME"));
    QCOMPARE(walk.asked(), std::size_t(6));
    QCOMPARE(walk.result.candidates[0].then.code, sim::NoteCode::AaaaNxdomainBreaksMusl);
}

void TestStubOthers::muslJudgesABeforeAaaa()
{
    const Walked lostA = walked(Libc::Musl, one, "api", byType("timeout", "nxdomain"));
    QCOMPARE(lostA.error(), std::string("EAI_AGAIN"));
    const Walked lostAaaa = walked(Libc::Musl, one, "api", byType("nxdomain", "refused"));
    QCOMPARE(lostAaaa.error(), std::string("EAI_NONAME"));
    QCOMPARE(lostAaaa.seconds(), 15.0); // each candidate waits out its timeout
}

void TestStubOthers::muslLaxerBefore121()
{
    const Walked walk = walked(Libc::Musl, one, "api", byType("ok", "nxdomain"), {1, 2, 0});
    QCOMPARE(walk.error(), std::string());
    QCOMPARE(walk.asked(), std::size_t(2));
}

void TestStubOthers::muslTruncation()
{
    const auto rule = [](const Ask&) { return Answer{.word = "ok", .truncated = true}; };
    const Walked old = walked(Libc::Musl, one, "api", rule, musl123);
    QVERIFY(!old.result.tcpUsed);
    QCOMPARE(old.error(), std::string("EAI_NONAME")); // no record: NODATA, the search stops
    const Walked newer = walked(Libc::Musl, one, "api", rule, musl125);
    QVERIFY(newer.result.tcpUsed);
    QCOMPARE(newer.result.result.records.size(), std::size_t(2));
    const auto refused = [](const Ask& ask) { return Answer{.word = ask.transport == sim::Transport::Tcp ? "unreachable" : "ok", .truncated = true}; };
    QCOMPARE(walked(Libc::Musl, one, "api", refused, musl125).error(), std::string("EAI_AGAIN"));
    // 25 characters of name: 29 A records of 45 are whole inside 512 octets.
    const std::string name = "a234567890.234567890.exam.";
    const auto many = [](const Ask& ask) { return Answer{.word = ask.question.type == dns::Type::A ? "ok" : "nodata", .addresses = 45}; };
    QCOMPARE(walked(Libc::Musl, one, name, many, musl123).result.result.records.size(), std::size_t(29));
    QCOMPARE(walked(Libc::Musl, one, name, many, musl125).result.result.records.size(), std::size_t(45));
}

void TestStubOthers::muslOddSettings()
{
    const Walked none = walked(Libc::Musl, "options timeout:0\n", "api.x", always("ok"));
    QCOMPARE(none.asked(), std::size_t(0));
    QCOMPARE(none.error(), std::string("EAI_AGAIN"));
    const Walked crash = walked(Libc::Musl, "options attempts:0\n", "api.x", always("ok"));
    QCOMPARE(crash.asked(), std::size_t(0));
    QCOMPARE(crash.result.notes.at(0).code, sim::NoteCode::ResolverCrashes);
}

void TestStubOthers::muslSearchEntryRoot()
{
    const std::string text = "search .\noptions ndots:5\n";
    const Walked old = walked(Libc::Musl, text, "api", always("ok"), musl123);
    QCOMPARE(old.error(), std::string("EAI_AGAIN"));
    QCOMPARE(old.seconds(), 5.0);
    const Walked newer = walked(Libc::Musl, text, "api", always("ok"), musl125);
    QCOMPARE(newer.error(), std::string());
    QCOMPARE(newer.result.result.canonicalName, std::string("api."));
}

void TestStubOthers::muslUnsendableCandidate()
{
    const std::string label(60, 'l');
    const std::string suffix = label + '.' + label + '.' + label + '.' + label; // 243 characters
    const std::string text = "search " + suffix + "\noptions ndots:5\n";
    const Walked edge = walked(Libc::Musl, text, "abcdefghij", always("ok"), musl123); // 254 in all
    QCOMPARE(edge.error(), std::string("EAI_NONAME"));
    QCOMPARE(edge.asked(), std::size_t(0));
    QCOMPARE(walked(Libc::Musl, text, "abcdefghij", always("ok"), musl125).error(), std::string());
    const Walked skipped = walked(Libc::Musl, text, "abcdefghijkl", always("ok"), musl123); // 256: does not fit the buffer
    QCOMPARE(skipped.error(), std::string());
    QCOMPARE(skipped.result.candidates[0].fate, sim::CandidateFate::Skipped);
}

void TestStubOthers::muslHostsOfTheOtherFamily()
{
    const std::vector<sim::HostsEntry> hosts{{"10.1.2.3", {"web-0"}}};
    const Walked walk = walked(Libc::Musl, one, "web-0", always("ok"), musl123, {dns::Type::AAAA}, hosts);
    QCOMPARE(walk.asked(), std::size_t(0));
    QCOMPARE(walk.error(), std::string("EAI_NONAME"));
    QVERIFY(walked(Libc::Musl, one, "WEB-0", always("ok"), musl123, {dns::Type::A}, hosts).asked() > 0); // letter case counts
}

void TestStubOthers::muslSearchesForAddressesOnly()
{
    const Walked walk = walked(Libc::Musl, one, "api", always("nxdomain"), {}, {dns::Type::TXT});
    QCOMPARE(walk.asked(), std::size_t(1));
    QCOMPARE(walk.network.asks[0].question.name.text(), std::string("api."));
}

void TestStubOthers::goRunsLanes()
{
    const Walked walk = walked(Libc::Go, "nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions timeout:1\n", "api.x.", [](const Ask& ask) {
        const bool lost = ask.question.type == dns::Type::AAAA && ask.nameserver == "192.0.2.1";
        return Answer{.word = lost ? "timeout" : "ok", .delay = 1ms};
    });
    QCOMPARE(walk.error(), std::string());
    QCOMPARE(walk.result.result.records.size(), std::size_t(2));
    QCOMPARE(walk.asked(), std::size_t(3)); // only the AAAA lane goes to the second server
    QCOMPARE(walk.seconds(), 1.001);
    QVERIFY(walk.network.asks[0].edns0);
}

void TestStubOthers::goReportsTheOriginalName()
{
    const auto rule = [](const Ask& ask) { return Answer{.word = ask.question.name.text() == "api." ? "nxdomain" : "servfail"}; };
    const Walked walk = walked(Libc::Go, one, "api", rule);
    QCOMPARE(walk.error(), std::string("EAI_NONAME"));
    QCOMPARE(walk.result.candidates[0].fate, sim::CandidateFate::Failed);
    const auto reverse = [](const Ask& ask) { return Answer{.word = ask.question.name.text() == "api." ? "servfail" : "nxdomain"}; };
    QCOMPARE(walked(Libc::Go, one, "api", reverse).error(), std::string("EAI_AGAIN"));
}

void TestStubOthers::goGoesOnAfterAnyError()
{
    const auto rule = [](const Ask& ask) { return Answer{.word = ask.question.name.text() == "api.two." ? "ok" : "refused"}; };
    const Walked walk = walked(Libc::Go, one, "api", rule);
    QCOMPARE(walk.error(), std::string());
    QCOMPARE(walk.result.candidates[0].then.code, sim::NoteCode::NextAfterFailure);
    QCOMPARE(walk.result.candidates[1].fate, sim::CandidateFate::Won);
}

void TestStubOthers::windowsKeepsToOneSuffix()
{
    const Walked walk = walked(Libc::Windows, one, "api", always("nxdomain"));
    QCOMPARE(walk.asked(), std::size_t(2));
    QCOMPARE(walk.network.asks[0].question.name.text(), std::string("api.one."));
    QCOMPARE(walk.error(), std::string("EAI_NONAME"));
    QCOMPARE(walked(Libc::Windows, one, "api.x", always("ok")).network.asks[0].question.name.text(), std::string("api.x."));
}

void TestStubOthers::windowsGivesUpAfterTenSeconds()
{
    const Walked walk = walked(Libc::Windows, one, "api", always("timeout"));
    QCOMPARE(walk.seconds(), 10.0);
    QCOMPARE(walk.error(), std::string("EAI_AGAIN"));
    QCOMPARE(walk.asked(), std::size_t(10));
}

QTEST_GUILESS_MAIN(TestStubOthers)
#include "tst_stub_others.moc"
