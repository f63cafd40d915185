// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/snapshot_file.h"
#include "model/kube/store.h"
#include "model/sim/go_template.h"
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

} // namespace

class TestPluginsTemplate : public QObject {
    Q_OBJECT
private slots:
    void templates_data();
    void templates();
    void templateAnswers();
    void templateCannotTell();
    void templateNoMatch();
    void autopathReplies();
    void autopathErrorEndsTheWalk();
    void autopathKnowsTheClient();
};

void TestPluginsTemplate::templates_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<std::string>("rendered");
    using Kind = TemplateResult::Kind;
    const auto row = [](const char* text, Kind kind, const char* rendered) { QTest::newRow(text) << std::string(text) << static_cast<int>(kind) << std::string(rendered); };
    row("{{ .Name }} 60 IN A 10.{{.Group.b}}", Kind::Rendered, "a.org. 60 IN A 10.7");
    row("{{ index .Match 1 }}", Kind::Rendered, "ff");
    row("{{ index .Group \"b\" }}|{{ index .Group \"none\" }}", Kind::Rendered, "7|");
    row("{{ .Group.none }}", Kind::Rendered, "<no value>");
    row("{{ .Match }}", Kind::Rendered, "[all ff]");
    row("{{ parseInt (index .Match 1) 16 8 }}", Kind::Rendered, "255");
    row("{{ parseInt .Group.b 10 2 }}", Kind::Failed, "");
    row("{{ (index .Match 1) }}", Kind::Rendered, "ff");
    row("a {{- /* said */ -}} b", Kind::Rendered, "a {{- /* said */ -}} b");
    row("a {{- .Name -}} b", Kind::Rendered, "aa.org.b");
    row("{{ index .Match 9 }}", Kind::Failed, "");
    row("{{ .Nothing }}", Kind::Failed, "");
    row("{{ if .Name }}x{{ end }}", Kind::NotModelled, "");
    row("{{ .Name | len }}", Kind::NotModelled, "");
    row("{{ printf \"%s\" .Name }}", Kind::NotModelled, "");
    row("{{ .Name", Kind::Failed, "");
    row("plain", Kind::Rendered, "plain");
}

void TestPluginsTemplate::templates()
{
    QFETCH(std::string, text);
    QFETCH(int, kind);
    QFETCH(std::string, rendered);
    if (text.find("/*") != std::string::npos)
        rendered = "ab"; // both trim markers work around a comment
    TemplateValue data;
    data.kind = TemplateValue::Kind::Map;
    data.strict = true;
    data.members["Name"] = TemplateValue::ofText("a.org.");
    data.members["Match"] = TemplateValue::ofTexts({"all", "ff"});
    data.members["Group"].kind = TemplateValue::Kind::Map;
    data.members["Group"].members["b"] = TemplateValue::ofText("7");
    const TemplateResult result = renderTemplate(text, data);
    QCOMPARE(static_cast<int>(result.kind), kind);
    QCOMPARE(result.text, rendered);
}

void TestPluginsTemplate::templateAnswers()
{
    PluginServer server(block("template IN A example.org {\n match \"^ip-(?P<a>[0-9]+)-(?P<b>[0-9]+)[.]example[.]org[.]$\"\n"
                              " answer \"{{ .Name }} 60 IN A 10.0.{{ .Group.a }}.{{ index .Match 2 }}\"\n"
                              " answer \"{{ .Name }} 60 IN TXT {{ .Type }}-{{ .Class }}-{{ .Remote }}-{{ .Zone }}-{{ .Question.Name }}\"\n fallthrough\n}"));
    answer(server, "x. 5 IN A 10.0.0.1");
    const Outcome outcome = server.ask("IP-3-4.example.org.");
    QCOMPARE(answerOf(outcome), std::string("ip-3-4.example.org. 60 A 10.0.3.4; ip-3-4.example.org. 60 TXT \"A-IN-10.244.1.7-example.org.-IP-3-4.example.org.\""));
    QVERIFY(outcome.message->flags.aa);
    QCOMPARE(answerOf(server.ask("other.example.org.")), std::string("x. 5 A 10.0.0.1")); // fallthrough
    QCOMPARE(answerOf(server.ask(PluginServer::question("ip-3-4.example.org.", dns::Type::TXT))), std::string("x. 5 A 10.0.0.1"));
}

void TestPluginsTemplate::templateCannotTell()
{
    PluginServer server(block("template IN A . {\n answer \"{{ if true }}x{{ end }}\"\n}"));
    QCOMPARE(answerOf(server.ask("a.")), std::string("SERVFAIL"));
    QVERIFY(server.note(NoteCode::PluginNotModelled));
    PluginServer broken(block("template IN A . {\n answer \"not a record\"\n}"));
    QCOMPARE(answerOf(broken.ask("a.")), std::string("SERVFAIL"));
    QVERIFY(broken.note(NoteCode::TemplateFailed));
}

void TestPluginsTemplate::templateNoMatch()
{
    PluginServer server(block("template IN A example.org {\n match ^x\n answer \"{{ .Name }} 60 IN A 10.0.0.1\"\n}"));
    QCOMPARE(answerOf(server.ask("a.example.org.")), std::string("SERVFAIL"));
    QVERIFY(server.upstreams.asked.empty());
    PluginServer alias(block("template IN A example.org {\n answer \"{{ .Name }} 60 IN CNAME target.other.net.\"\n}"));
    answerOwn(alias);
    QCOMPARE(answerOf(alias.ask("a.example.org.")), std::string("a.example.org. 60 CNAME target.other.net.; target.other.net. 60 A 10.0.0.1"));
}

void TestPluginsTemplate::autopathReplies()
{
    PluginServer server(block("autopath /etc/resolv.conf"), {}, {{"/etc/resolv.conf", "nameserver 10.0.0.2\nsearch shop.svc.cluster.local svc.cluster.local\n"}});
    server.upstreams.script = [](const Upstreams::Asked& asked) {
        const bool bare = asked.request.question.name == dns::Name::fromValid("www.example.org.");
        return Upstreams::reply(asked, bare ? dns::Rcode::NoError : dns::Rcode::NxDomain, bare ? "www.example.org. 60 IN A 10.0.0.1" : "");
    };
    const Outcome outcome = server.ask("www.example.org.shop.svc.cluster.local.");
    QCOMPARE(answerOf(outcome), std::string("www.example.org.shop.svc.cluster.local. 60 CNAME www.example.org.; www.example.org. 60 A 10.0.0.1"));
    QCOMPARE(outcome.message->questions[0].name.text(), std::string("www.example.org.shop.svc.cluster.local."));
    QCOMPARE(server.upstreams.asked.size(), std::size_t{3});
    QCOMPARE(answerOf(server.ask("none.shop.svc.cluster.local.")), std::string("NXDOMAIN")); // the first candidate's reply
    QCOMPARE(server.upstreams.asked.size(), std::size_t{6});
    (void)server.ask("a.svc.cluster.local.");
    QCOMPARE(server.upstreams.asked.size(), std::size_t{7});
    QVERIFY(server.note(NoteCode::AutopathNotApplicable));
}

void TestPluginsTemplate::autopathErrorEndsTheWalk()
{
    PluginServer server(block("autopath /etc/resolv.conf"), {}, {{"/etc/resolv.conf", "nameserver 10.0.0.2\nsearch shop.svc.cluster.local svc.cluster.local\n"}});
    QCOMPARE(answerOf(server.ask("www.shop.svc.cluster.local.")), std::string("SERVFAIL"));
    for (const Upstreams::Asked& asked : server.upstreams.asked)
        QCOMPARE(asked.request.question.name.text(), std::string("www.shop.svc.cluster.local."));
}

void TestPluginsTemplate::autopathKnowsTheClient()
{
    kube::ClusterStore store;
    QVERIFY(kube::readSnapshotText("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: web-0, namespace: shop}\n"
                                   "status: {podIP: 10.244.1.7, podIPs: [{ip: 10.244.1.7}]}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: agent, namespace: shop}\n"
                                   "spec: {hostNetwork: true}\nstatus: {podIP: 10.0.0.5, podIPs: [{ip: 10.0.0.5}]}\n", "pods.yaml", store));
    const auto candidates = [&store](const std::string& pods, const base::IpAddress& client) {
        PluginServer server(block("autopath @kubernetes\n kubernetes cluster.local {\n pods " + pods + "\n}"));
        server.process.cluster = store.snapshot();
        server.process.resolvConfSearch = {"corp.example"};
        answer(server, "", "", dns::Rcode::NxDomain);
        Request request = PluginServer::question("db.corp.shop.svc.cluster.local.");
        request.client = client;
        (void)server.ask(request);
        std::string names;
        std::set<std::string> seen;
        for (const Event& event : server.events()) {
            if (event.kind == EventKind::Plugin && event.plugin == "kubernetes" && seen.insert(event.question.name.text()).second)
                names += event.question.name.text() + ' ';
        }
        return names;
    };
    const base::IpAddress pod = base::IpAddress::v4(10, 244, 1, 7);
    QCOMPARE(candidates("verified", pod),
             std::string("db.corp.shop.svc.cluster.local. db.corp.svc.cluster.local. db.corp.cluster.local. db.corp.corp.example. db.corp. "));
    QCOMPARE(candidates("insecure", pod), std::string("db.corp.shop.svc.cluster.local. "));
    QCOMPARE(candidates("verified", base::IpAddress::v4(10, 0, 0, 5)), std::string("db.corp.shop.svc.cluster.local. ")); // a node's address
    QCOMPARE(candidates("verified", base::IpAddress::v4(10, 9, 9, 9)), std::string("db.corp.shop.svc.cluster.local. "));
}

QTEST_APPLESS_MAIN(TestPluginsTemplate)
#include "tst_plugins_template.moc"
