// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Suites forward (behaviour) and small-plugins.
#include "model/sim/plugin_common.h"
#include "tests/conformance/plugin_rig.h"
#include "tests/conformance/sections.h"

#include <algorithm>
#include <map>
#include <sstream>

namespace conformance {
namespace {

std::string inBlock(const std::string& directives)
{
    return ". {\n" + directives + "\n}\n";
}

sim::NetworkReply emptyReply(const Forwarded& asked, base::Instant now)
{
    dns::Message message;
    message.flags.qr = true;
    message.questions = {asked.request.question};
    return replyAt(std::move(message), now);
}

std::string rcodeText(const sim::Outcome& outcome)
{
    return dns::toString(outcome.message ? outcome.message->rcode : outcome.code);
}

/// Upstreams that refuse connections.
void attemptsRow(const Row& row, Check& check)
{
    const std::int64_t count = row["upstreamCount"].integer();
    std::string line = "    forward .";
    for (std::int64_t i = 1; i <= count; ++i)
        line += " 192.0.2." + std::to_string(i);
    line += " {\n        force_tcp\n        max_fails " + std::to_string(row["maxFails"].integer()) + "\n";
    if (const Value cap = row.find("maxConnectAttempts"))
        line += "        max_connect_attempts " + std::to_string(cap.integer()) + "\n";
    PluginRig rig(inBlock(line + "    }"));
    sim::Request request;
    request.question.name = dns::Name::fromValid("example.com.");
    const sim::Outcome outcome = rig.ask(request);
    std::map<base::IpAddress, std::int64_t> perUpstream;
    for (const Forwarded& asked : rig.network.asked)
        ++perUpstream[asked.address];
    const Value expect = row["expect"];
    if (const Value attempts = expect.find("connectAttempts"))
        check.equal("connectAttempts", attempts.integer(), rig.network.asked.size());
    if (const Value each = expect.find("perUpstream")) {
        check.equal("upstreams asked", count, perUpstream.size());
        for (const auto& [address, attempts] : perUpstream)
            check.equal("perUpstream " + address.toString(), each.integer(), attempts);
    }
    if (const Value rcode = expect.find("rcode"))
        check.equal("rcode", rcode.text(), rcodeText(outcome));
}

/// Replaces U1, U2 ... by addresses whose last octet is the number.
std::string withAddresses(std::string text)
{
    for (int i = 9; i >= 1; --i) {
        const std::string placeholder = "U" + std::to_string(i);
        for (std::size_t at = text.find(placeholder); at != std::string::npos; at = text.find(placeholder, at))
            text.replace(at, placeholder.size(), "192.0.2." + std::to_string(i));
    }
    return text;
}

/// One upstream's behaviour: "refused", "timeout", an rcode, or a reply.
struct Behaviour {
    std::string word;
    dns::Message reply;
    std::chrono::milliseconds delay{0};
};

Behaviour behaviourOf(const Value& value)
{
    if (value.isText())
        return {value.text(), {}, {}};
    Behaviour behaviour;
    behaviour.reply = messageOf(value, {});
    behaviour.delay = std::chrono::milliseconds(value.integerOr("delayMs", 0));
    return behaviour;
}

std::map<base::IpAddress, Behaviour> behavioursOf(const Value& upstreams)
{
    std::map<base::IpAddress, Behaviour> behaviours;
    if (upstreams.isArray()) {
        std::uint8_t number = 0;
        for (const Value& item : upstreams.items())
            behaviours[base::IpAddress::v4(192, 0, 2, ++number)] = behaviourOf(item);
        return behaviours;
    }
    for (const auto& [key, value] : upstreams.members()) {
        const auto address = base::IpAddress::parse(withAddresses(key));
        if (!address)
            throw CaseError(upstreams.path() + ": not an upstream: " + key);
        behaviours[*address] = behaviourOf(value);
    }
    return behaviours;
}

sim::NetworkReply behave(const Behaviour& behaviour, const Forwarded& asked, base::Instant now)
{
    sim::NetworkReply reply = emptyReply(asked, now + behaviour.delay);
    if (behaviour.word == "refused")
        reply.kind = sim::NetworkReply::Kind::Unreachable;
    else if (behaviour.word == "timeout")
        reply.kind = sim::NetworkReply::Kind::NoReply;
    else if (behaviour.word.empty())
        reply.message = behaviour.reply;
    else if (const auto rcode = dns::parseRcode(behaviour.word))
        reply.message.rcode = *rcode;
    else
        throw CaseError("not a behaviour: " + behaviour.word);
    reply.message.questions = {asked.request.question};
    return reply;
}

void checkForward(const Value& expect, const PluginRig& rig, const sim::Outcome& outcome, Check& check)
{
    const auto count = [&rig](const base::IpAddress& address) {
        return std::count_if(rig.network.asked.begin(), rig.network.asked.end(), [&](const Forwarded& asked) { return asked.address == address; });
    };
    if (const Value upstream = expect.find("upstream")) {
        const std::string last = rig.network.asked.empty() ? "none" : rig.network.asked.back().address.toString();
        check.equal("upstream", upstream.isNull() ? "none" : withAddresses(upstream.text()), last);
    }
    if (const Value rcode = expect.find("rcode"))
        check.equal("rcode", rcode.text(), rcodeText(outcome));
    if (const Value attempts = expect.find("connectAttempts"))
        check.equal("connectAttempts", attempts.integer(), rig.network.asked.size());
    for (const char* key : {"asked", "queries"}) {
        for (const auto& [name, times] : expect.find(key) ? expect[key].members() : std::vector<std::pair<std::string, Value>>())
            check.equal(std::string(key) + ' ' + name, times.integer(), count(base::IpAddress::parse(withAddresses(name)).value_or(base::IpAddress{})));
    }
    if (const Value answer = expect.find("answer"))
        checkSection(check, "answer", answer, outcome.message ? outcome.message->answer : std::vector<dns::Record>());
    if (const Value answers = expect.find("answers"))
        check.equal("answers", answers.integer(), outcome.message ? outcome.message->answer.size() : 0);
}

void forwardRow(const Row& row, Check& check)
{
    if (row.find("upstreamCount"))
        return attemptsRow(row, check);
    const std::string text = withAddresses(row["corefile"].text());
    PluginRig rig(text.find_first_not_of(" \n") == text.find("forward") ? inBlock(text) : text);
    const Value upstreams = row.find("upstreams");
    const auto behaviours = upstreams ? behavioursOf(upstreams) : std::map<base::IpAddress, Behaviour>();
    rig.network.script = [&behaviours](const Forwarded& asked, base::Instant now) {
        const auto behaviour = behaviours.find(asked.address);
        return behaviour == behaviours.end() ? emptyReply(asked, now) : behave(behaviour->second, asked, now);
    };
    const Value query = row.find("query");
    const Value name = row.find("name");
    sim::Request request = query ? requestOf(query) : sim::Request();
    if (name)
        request.question.name = nameOf(name);
    else if (!query)
        request.question.name = dns::Name::fromValid("example.org.");
    const sim::Outcome outcome = rig.ask(request);
    checkForward(row["expect"], rig, outcome, check);
}

/// `files` of a case: path -> text.
std::map<std::string, std::string> filesOf(const Row& row)
{
    std::map<std::string, std::string> files;
    for (const auto& [path, text] : row.find("files") ? row["files"].members() : std::vector<std::pair<std::string, Value>>())
        files[path] = text.text();
    return files;
}

std::string corefileOf(const Row& row, const std::string& fallback)
{
    const Value corefile = row.find("corefile");
    return corefile ? corefile.text() : fallback;
}

void aclRow(const Row& row, Check& check)
{
    PluginRig rig(inBlock(row["config"].text() + "\nforward . 192.0.2.1"));
    rig.network.script = emptyReply;
    sim::Request request;
    const Value name = row.find("name");
    request.question.name = name ? nameOf(name) : dns::Name::fromValid("www.example.org.");
    request.question.type = typeOf(row["type"]);
    request.client = base::IpAddress::parse(row["client"].text()).value_or(base::IpAddress{});
    const sim::Outcome outcome = rig.ask(request);
    const Value expect = row["expect"];
    const Value rcode = expect.isNull() ? Value() : expect.find("rcode");
    const Value dropped = expect.isNull() ? Value() : expect.find("dropped");
    const bool silent = expect.isNull() || (rcode && rcode.isNull()) || (dropped && dropped.boolean());
    check.equal("dropped", silent, !outcome.message);
    if (silent || !outcome.message)
        return;
    if (rcode)
        check.equal("rcode", rcode.text(), rcodeText(outcome));
    checkSection(check, "answer", expect.find("answer"), outcome.message->answer);
}

/// Rows `{name, expect: [addresses]}`: A and AAAA together.
void addressesRow(const Row& row, Check& check)
{
    PluginRig rig(corefileOf(row, inBlock("    hosts")), filesOf(row));
    std::vector<std::string> found;
    for (const dns::Type type : {dns::Type::A, dns::Type::AAAA}) {
        sim::Request request;
        request.question = {nameOf(row["name"]), type, dns::Class::IN};
        const sim::Outcome outcome = rig.ask(request);
        for (const dns::Record& record : outcome.message ? outcome.message->answer : std::vector<dns::Record>())
            found.push_back(dns::toString(record.data));
    }
    check.equal("addresses", row["expect"].texts(), found);
}

void hostsRow(const Row& row, Check& check)
{
    PluginRig rig(corefileOf(row, inBlock("    hosts")), filesOf(row));
    const sim::Outcome outcome = rig.ask(requestOf(row["query"]));
    const Value expect = row["expect"];
    if (const Value rcode = expect.find("rcode"))
        check.equal("rcode", rcode.text(), rcodeText(outcome));
    const dns::Message none;
    const dns::Message& message = outcome.message ? *outcome.message : none;
    checkSection(check, "answer", expect.find("answer"), message.answer);
    checkSection(check, "authority", expect.find("authority"), message.authority);
    checkSection(check, "additional", expect.find("additional"), message.additional);
}

std::vector<std::string> dataOf(const std::vector<dns::Record>& records)
{
    std::vector<std::string> texts;
    for (const dns::Record& record : records)
        texts.push_back(dns::toString(record.data));
    return texts;
}

bool isAddress(const dns::Record& record)
{
    return record.type == dns::Type::A || record.type == dns::Type::AAAA;
}

/// CNAMEs stand first, then `address` addresses are in one run, then `mx` MX records.
void checkGroups(const Value& expect, const std::string& section, const std::vector<dns::Record>& records, Check& check)
{
    const auto leading = std::find_if(records.begin(), records.end(), [](const dns::Record& record) { return record.type != dns::Type::CNAME; });
    const auto mx = [](const dns::Record& record) { return record.type == dns::Type::MX; };
    if (const Value count = expect.find("cname" + section))
        check.equal("cname" + section, count.integer(), leading - records.begin());
    if (const Value count = expect.find("address" + section))
        check.equal("address" + section, count.integer(), std::count_if(records.begin(), records.end(), isAddress));
    if (const Value count = expect.find("mx" + section))
        check.equal("mx" + section, count.integer(), std::count_if(records.begin(), records.end(), mx));
}

/// The subnets of a `prefer` line; upstream compares its sorting without the shuffle before it.
std::vector<base::IpPrefix> preferredSubnets(const std::string& text)
{
    std::vector<base::IpPrefix> subnets;
    const std::size_t at = text.find("prefer ");
    std::istringstream words(at == std::string::npos ? std::string() : text.substr(at + 7, text.find('\n', at) - at - 7));
    for (std::string word; words >> word;) {
        if (const auto subnet = base::IpPrefix::parse(word))
            subnets.push_back(*subnet);
    }
    return subnets;
}

/// A reply with `answer` and `extra` (or `additional`) passes loadbalance.
void loadbalanceRow(const Row& row, Check& check)
{
    const Value config = row.find("config");
    const Value corefile = row.find("corefile");
    PluginRig rig(corefile ? withDirective(corefile.text(), "forward . 192.0.2.1")
                           : inBlock((config ? config.text() : "loadbalance") + "\nforward . 192.0.2.1"));
    const std::vector<dns::Record> answer = anyRecordsOf(row.find("answer"));
    const std::vector<dns::Record> extra = anyRecordsOf(row.find("extra") ? row.find("extra") : row.find("additional"));
    rig.network.script = [&](const Forwarded& asked, base::Instant now) {
        sim::NetworkReply reply = emptyReply(asked, now);
        reply.message.answer = answer;
        reply.message.additional = extra;
        return reply;
    };
    const Value query = row.find("query");
    sim::Request request = query ? requestOf(query) : sim::Request();
    request.transport = sim::Transport::Tcp;
    const sim::Outcome outcome = rig.ask(request);
    if (!outcome.message)
        return check.fail("reply", "a reply", "none");
    const Value expect = row["expect"];
    const auto subnets = preferredSubnets(corefile ? corefile.text() : config ? config.text() : std::string());
    const auto ordered = subnets.empty() ? outcome.message->answer : sim::inPreferredOrder(answer, subnets);
    if (expect.isArray())
        return check.equal("order", expect.texts(), dataOf(ordered));
    if (const Value order = expect.find("order"))
        check.equal("order", order.texts(), dataOf(ordered));
    check.equal("number of answers", answer.size(), outcome.message->answer.size());
    checkGroups(expect, "Answer", outcome.message->answer, check);
    checkGroups(expect, "Extra", outcome.message->additional, check);
    checkSection(check, "answer", expect.find("answer"), outcome.message->answer);
}

void smallRow(const Row& row, Check& check)
{
    if (row.find("client"))
        return aclRow(row, check);
    if (row.find("name") && row["expect"].isArray())
        return addressesRow(row, check);
    const Value config = row.find("config");
    const Value corefile = row.find("corefile");
    const bool balances = (config && config.text().starts_with("loadbalance")) || (corefile && corefile.text().find("loadbalance") != std::string::npos)
        || (!corefile && row.find("answer"));
    return balances ? loadbalanceRow(row, check) : hostsRow(row, check);
}

const Registration forward{"forward", [](const Case& which) { return forEachRow(which, forwardRow); }};
const Registration smallPlugins{"small-plugins", [](const Case& which) { return forEachRow(which, smallRow); }};

} // namespace
} // namespace conformance
