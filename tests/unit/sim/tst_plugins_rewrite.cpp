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

PluginServer rewriting(const std::vector<std::string>& rules, const Version& version = {})
{
    std::string text = ".:53 {\n";
    for (const std::string& rule : rules)
        text += " rewrite " + rule + "\n";
    PluginServer server(text + " forward . 192.0.2.1\n}\n", version);
    server.upstreams.script = [](const Upstreams::Asked& asked) {
        return Upstreams::reply(asked, dns::Rcode::NoError, asked.request.question.name.text() + " 60 IN A 10.0.0.1");
    };
    return server;
}

} // namespace

class TestPluginsRewrite : public QObject {
    Q_OBJECT
private slots:
    void rewriteExact();
    void rewriteSubdomainBoundary();
    void rewriteContinueKeepsQuestion();
    void rewriteType();
    void rewrittenTypeIsNotCached();
    void rewriteChain();
    void rewriteRcode();
    void rewriteFailureIsWritten();
    void rewriteTtl();
    void rewriteValues();
    void rewriteCname();
    void rewriteInvalid();
    void rewriteCaseAndNoMatch();
};

void TestPluginsRewrite::rewriteExact()
{
    PluginServer server = rewriting({"name old.example.org new.example.net"});
    const Outcome outcome = server.ask("OLD.example.org.");
    QCOMPARE(server.upstreams.asked[0].request.question.name.text(), std::string("new.example.net."));
    QCOMPARE(answerOf(outcome), std::string("old.example.org. 60 A 10.0.0.1"));
    QCOMPARE(outcome.message->questions[0].name.text(), std::string("OLD.example.org."));
    QCOMPARE(server.note(NoteCode::RewriteQuestion)->arguments.at(1), std::string("new.example.net."));
    QVERIFY(server.note(NoteCode::RewriteAnswer));
}

void TestPluginsRewrite::rewriteSubdomainBoundary()
{
    PluginServer server = rewriting({"name old.example.org new.net"});
    server.upstreams.script = [](const Upstreams::Asked& asked) {
        return Upstreams::reply(asked, dns::Rcode::NoError, "new.net. 60 IN CNAME a.new.net.\na.new.net. 60 IN CNAME xnew.net.\nxnew.net. 60 IN A 10.0.0.1");
    };
    QCOMPARE(answerOf(server.ask("old.example.org.")),
             std::string("old.example.org. 60 CNAME a.old.example.org.; a.old.example.org. 60 CNAME xnew.net.; xnew.net. 60 A 10.0.0.1"));
}

void TestPluginsRewrite::rewriteContinueKeepsQuestion()
{
    PluginServer server = rewriting({"continue name suffix .old .new"});
    const Outcome outcome = server.ask("a.old.");
    QCOMPARE(outcome.message->questions[0].name.text(), std::string("a.new.")); // the quirk
    QVERIFY(server.note(NoteCode::RewriteQuestionNotRestored));
    PluginServer stopped = rewriting({"continue name suffix .old .new", "name suffix .new .newer"});
    const Outcome restored = stopped.ask("a.old.");
    QCOMPARE(stopped.upstreams.asked[0].request.question.name.text(), std::string("a.newer."));
    QCOMPARE(restored.message->questions[0].name.text(), std::string("a.old."));
    QCOMPARE(answerOf(restored), std::string("a.newer. 60 A 10.0.0.1")); // no answer rule: the rewritten owner shows
}

void TestPluginsRewrite::rewriteType()
{
    PluginServer server = rewriting({"type ANY HINFO"});
    const Outcome outcome = server.ask(PluginServer::question("a.", dns::Type::ANY));
    QCOMPARE(dns::toString(server.upstreams.asked[0].request.question.type), dns::toString(dns::Type::HINFO));
    QCOMPARE(dns::toString(outcome.message->questions[0].type), dns::toString(dns::Type::ANY));
}

void TestPluginsRewrite::rewrittenTypeIsNotCached()
{
    for (const auto& [rule, questions] : {std::pair{"type AAAA A", std::size_t{2}}, {"name a. b.", std::size_t{1}}}) {
        PluginServer server(std::string(".:53 {\n cache\n rewrite ") + rule + "\n forward . 192.0.2.1\n}\n", Version{1, 11, 3}); // cache before rewrite
        server.upstreams.script = [](const Upstreams::Asked& asked) {
            return Upstreams::reply(asked, dns::Rcode::NoError, asked.request.question.name.text() + " 60 IN A 10.0.0.1");
        };
        server.ask(PluginServer::question("a.", dns::Type::AAAA));
        server.ask(PluginServer::question("a.", dns::Type::AAAA), 1s);
        QVERIFY2(server.upstreams.asked.size() == questions, rule);
    }
}

void TestPluginsRewrite::rewriteChain()
{
    // Reply rules are undone in reverse, from 1.11.4 on.
    const std::vector<std::string> rules{"continue name suffix .a .b answer auto", "name suffix .b .c answer auto"};
    PluginServer server = rewriting(rules);
    QCOMPARE(answerOf(server.ask("x.a.")), std::string("x.a. 60 A 10.0.0.1"));
    PluginServer older = rewriting(rules, Version{1, 11, 3});
    QCOMPARE(answerOf(older.ask("x.a.")), std::string("x.b. 60 A 10.0.0.1"));
}

void TestPluginsRewrite::rewriteRcode()
{
    const auto nothing = [](const Upstreams::Asked& asked) { return Upstreams::reply(asked, dns::Rcode::ServFail, ""); };
    PluginServer server = rewriting({"rcode a.org SERVFAIL NOERROR"});
    server.upstreams.script = nothing;
    QCOMPARE(dns::toString(server.ask("a.org.").message->rcode), dns::toString(dns::Rcode::NoError));
    QCOMPARE(dns::toString(server.ask("b.org.").message->rcode), dns::toString(dns::Rcode::ServFail));
    PluginServer older = rewriting({"rcode a.org SERVFAIL NOERROR"}, Version{1, 14, 6});
    older.upstreams.script = nothing;
    QCOMPARE(dns::toString(older.ask("a.org.").message->rcode), dns::toString(dns::Rcode::ServFail)); // no record, so no rule ran
}

void TestPluginsRewrite::rewriteFailureIsWritten()
{
    PluginServer server = rewriting({"rcode a.org SERVFAIL REFUSED"});
    server.upstreams.script = nullptr; // the upstream refuses, so forward only returns SERVFAIL
    const Outcome outcome = server.ask("a.org.");
    QCOMPARE(answerOf(outcome), std::string("REFUSED"));
    QVERIFY(!outcome.error.empty());
}

void TestPluginsRewrite::rewriteTtl()
{
    PluginServer server = rewriting({"ttl suffix .org 30-50"});
    QCOMPARE(answerOf(server.ask("a.org.")), std::string("a.org. 50 A 10.0.0.1"));
    QCOMPARE(answerOf(server.ask("a.net.")), std::string("a.net. 60 A 10.0.0.1"));
}

void TestPluginsRewrite::rewriteValues()
{
    PluginServer server = rewriting({"name regex (.*)\\.old\\. {1}.new. answer name (.*)\\.new\\. {1}.old. answer value (.*)\\.new\\. {1}.old."});
    server.upstreams.script = [](const Upstreams::Asked& asked) {
        return Upstreams::reply(asked, dns::Rcode::NoError, "s.new. 60 IN SRV 0 1 80 t.new.\nm.new. 60 IN MX 1 t.new.\np.new. 60 IN PTR t.new.", "new. 60 IN SOA n.new. h.new. 1 2 3 4 5");
    };
    const Outcome outcome = server.ask("s.old.");
    QCOMPARE(answerOf(outcome), std::string("s.old. 60 SRV 0 1 80 t.old.; m.old. 60 MX 1 t.old.; p.old. 60 PTR t.old."));
    QCOMPARE(support::textOf(outcome.message->authority), std::string("new. 60 SOA n.old. h.new. 1 2 3 4 5"));
}

void TestPluginsRewrite::rewriteCname()
{
    PluginServer server = rewriting({"cname exact b.org. c.org."});
    server.upstreams.script = [](const Upstreams::Asked& asked) {
        const bool first = asked.request.question.name == dns::Name::fromValid("a.org.");
        return Upstreams::reply(asked, dns::Rcode::NoError, first ? "a.org. 60 IN CNAME b.org.\nb.org. 60 IN A 10.0.0.1" : "c.org. 9 IN A 10.0.0.2");
    };
    QCOMPARE(answerOf(server.ask("a.org.")), std::string("a.org. 60 CNAME c.org.; c.org. 9 A 10.0.0.2"));
}

void TestPluginsRewrite::rewriteInvalid()
{
    PluginServer server = rewriting({"name example.org. example..org."});
    const Outcome outcome = server.ask("example.org.");
    QCOMPARE(answerOf(outcome), std::string("SERVFAIL"));
    QCOMPARE(*server.note(NoteCode::RewriteInvalidName), (Note{NoteCode::RewriteInvalidName, {"example..org."}}));
    QVERIFY(server.upstreams.asked.empty());
}

void TestPluginsRewrite::rewriteCaseAndNoMatch()
{
    PluginServer server = rewriting({"name regex ^UPPER x. ", "name substring service svc"});
    (void)server.ask("upper.org.");
    QVERIFY(server.note(NoteCode::RewriteNoMatch));
    QCOMPARE(server.upstreams.asked[0].request.question.name.text(), std::string("upper.org."));
    (void)server.ask("a.service.service.org.");
    QCOMPARE(server.upstreams.asked[1].request.question.name.text(), std::string("a.svc.svc.org."));
}

QTEST_APPLESS_MAIN(TestPluginsRewrite)
#include "tst_plugins_rewrite.moc"
