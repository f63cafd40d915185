// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Suites rewrite and autopath.
#include "tests/conformance/plugin_rig.h"
#include "tests/conformance/sections.h"

#include <algorithm>
#include <optional>

namespace conformance {
namespace {

std::vector<std::string> rulesOf(const Row& row)
{
    if (const Value rules = row.find("rules"))
        return rules.isText() ? std::vector<std::string>{rules.text()} : rules.texts();
    return {row["rule"].text()};
}

std::string rewriteCorefile(const std::vector<std::string>& rules)
{
    std::string text = ". {\n";
    for (const std::string& rule : rules)
        text += "    rewrite " + rule + "\n";
    return text + "    forward . 192.0.2.1\n}\n";
}

bool isAccepted(const std::vector<std::string>& rules)
{
    return corefile::configure(rewriteCorefile(rules), {}).has_value();
}

/// Answers every question with one A record of its name.
ScriptedNetwork::Script oneAddress(std::uint32_t ttl, dns::Rcode rcode)
{
    return [ttl, rcode](const Forwarded& asked, base::Instant now) {
        dns::Message message;
        message.flags.qr = true;
        message.rcode = rcode;
        message.questions = {asked.request.question};
        message.answer = {dns::addressRecord(asked.request.question.name, dns::Ttl(ttl), base::IpAddress::v4(10, 0, 0, 1))};
        return replyAt(std::move(message), now);
    };
}

void checkRewritten(const Value& expect, const PluginRig& rig, Check& check)
{
    const std::optional<dns::Question> question =
        rig.network.asked.empty() ? std::nullopt : std::optional(rig.network.asked.back().request.question);
    const auto compare = [&](const char* key, const std::string& actual) {
        if (const Value expected = expect.find(key))
            check.equal(key, expected.text(), question ? actual : "not asked");
    };
    for (const char* key : {"rewrittenName", "name"})
        compare(key, question ? question->name.text() : "");
    for (const char* key : {"rewrittenType", "type"})
        compare(key, question ? dns::toString(question->type) : "");
    for (const char* key : {"rewrittenClass", "class"})
        compare(key, question ? dns::toString(question->klass) : "");
}

void checkReply(const Value& expect, const sim::Outcome& outcome, Check& check)
{
    const bool any = outcome.message && !outcome.message->answer.empty();
    if (const Value question = expect.find("clientQuestion"))
        check.equal("clientQuestion", question.text(), outcome.message ? outcome.message->questions[0].name.text() : "no reply");
    if (const Value owner = expect.find("answerName"))
        check.equal("answerName", owner.text(), any ? outcome.message->answer[0].owner.text() : "no answer");
    if (const Value ttl = expect.find("ttl"))
        check.equal("ttl", ttl.integer(), any ? static_cast<std::int64_t>(outcome.message->answer[0].ttl.count()) : -1);
    if (const Value rcode = expect.find("rcode"))
        check.equal("rcode", rcode.text(), dns::toString(outcome.message ? outcome.message->rcode : outcome.code));
    if (const Value error = expect.find("error"))
        check.isTrue("error has: " + error.text() + ", is: " + outcome.error, outcome.error.find(error.text()) != std::string::npos);
    if (const Value answer = expect.find("answer"))
        checkSection(check, "answer", answer, outcome.message ? outcome.message->answer : std::vector<dns::Record>());
}

void rewriteRow(const Row& row, Check& check)
{
    const Value expect = row["expect"];
    const std::vector<std::string> rules = rulesOf(row);
    if (expect.isBoolean() || expect.isNull())
        return check.equal("accepted", expect.isBoolean() && expect.boolean(), isAccepted(rules));
    if (const Value valid = expect.find("valid")) {
        check.equal("accepted", valid.boolean(), isAccepted(rules));
        if (!row.find("query"))
            return;
    }
    PluginRig rig(rewriteCorefile(rules));
    const Value ttl = row.find("answerTTL");
    const Value rcode = row.find("answerRcode");
    rig.network.script = oneAddress(ttl ? static_cast<std::uint32_t>(ttl.integer()) : 5, rcode ? rcodeOf(rcode) : dns::Rcode::NoError);
    const sim::Outcome outcome = rig.ask(requestOf(row["query"]));
    checkRewritten(expect, rig, check);
    checkReply(expect, outcome, check);
}

std::string escaped(const std::string& name)
{
    std::string pattern;
    for (const char c : name) {
        if (c == '.')
            pattern += '\\';
        pattern += c;
    }
    return pattern;
}

/// The backend as template lines below autopath: what the table does not name is SERVFAIL that is only returned.
std::string backendLines(const Value& backend)
{
    std::string text;
    for (const auto& [name, rcode] : backend.members()) {
        text += "    template ANY ANY . {\n        match ^" + escaped(name) + "$\n";
        if (rcode.text() == "NOERROR")
            text += "        answer \"{{ .Name }} 3600 IN A 127.0.0.53\"\n";
        else if (rcode.text() != "NODATA")
            text += "        rcode " + rcode.text() + "\n";
        text += "        fallthrough\n    }\n";
    }
    return text + "    template ANY ANY . {\n        rcode SERVFAIL\n    }\n";
}

std::string resolvConfOf(const std::vector<std::string>& search)
{
    std::string text = "nameserver 192.0.2.1\nsearch";
    for (const std::string& element : search)
        text += element.empty() ? "" : ' ' + element;
    return text + '\n';
}

const std::string searchFile = "/etc/resolv.conf";

PluginRig autopathRig(const Row& row, const std::string& backend)
{
    return PluginRig(". {\n    autopath " + searchFile + "\n" + backend + "}\n", {{searchFile, resolvConfOf(row["search"].texts())}});
}

/// Rows that only tell whether a name is below the first search element.
void searchPathRow(const Row& row, Check& check)
{
    PluginRig rig = autopathRig(row, "    template ANY ANY . {\n        rcode SERVFAIL\n    }\n");
    sim::Request request;
    request.question.name = nameOf(row["name"]);
    (void)rig.ask(request);
    const bool notBelow = std::any_of(rig.events().begin(), rig.events().end(), [](const sim::Event& event) {
        return event.note.code == sim::NoteCode::AutopathNotApplicable && event.note.arguments[0] == "not below the first search element";
    });
    check.equal("below the first element", row["expect"].boolean(), !notBelow);
}

void autopathRow(const Row& row, Check& check)
{
    if (row["expect"].isBoolean())
        return searchPathRow(row, check);
    const Value expect = row["expect"];
    PluginRig rig = autopathRig(row, backendLines(row["backend"]));
    const sim::Outcome outcome = rig.ask(requestOf(row["query"]));
    if (const Value rcode = expect.find("rcode"))
        check.equal("rcode", rcode.text(), dns::toString(outcome.message ? outcome.message->rcode : outcome.code));
    if (const Value question = expect.find("clientQuestion"))
        check.equal("clientQuestion", question.text(), outcome.message ? outcome.message->questions[0].name.text() : "no reply");
    SectionRules rules;
    rules.order = expect.textOr("order", "") == "exact" ? Order::Exact : Order::Any;
    for (const auto& [key, section] : {std::pair("answer", &dns::Message::answer), std::pair("authority", &dns::Message::authority)})
        checkSection(check, key, expect.find(key), outcome.message ? (*outcome.message).*section : std::vector<dns::Record>(), rules);
}

const Registration rewrite{"rewrite", [](const Case& which) { return forEachRow(which, rewriteRow); }};
const Registration autopath{"autopath", [](const Case& which) { return forEachRow(which, autopathRow); }};

} // namespace
} // namespace conformance
