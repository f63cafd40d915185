// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// corefile-lexer, corefile-parse, corefile-keys, nodecache-corefile, log-format.
#include "model/corefile/configuration.h"
#include "model/corefile/keys.h"
#include "model/corefile/listeners.h"
#include "model/corefile/log_line.h"
#include "model/corefile/parse.h"
#include "tests/conformance/case.h"

#include <algorithm>
#include <map>

namespace conformance {
namespace {

using corefile::Server;
using corefile::ServerBlock;
using corefile::ServerKey;

std::string textOfNumberOrText(const Value& value)
{
    return value.isNumber() ? std::to_string(value.integer()) : value.text();
}

std::map<std::string, std::string> textMap(const Value& object)
{
    std::map<std::string, std::string> result;
    if (object) {
        for (const auto& [key, value] : object.members())
            result.emplace(key, value.text());
    }
    return result;
}

// --- corefile-lexer ---

void lexerRow(const Row& row, Check& check)
{
    std::vector<std::string> expected;
    for (const Value& token : row["expect"]["tokens"].items())
        expected.push_back(std::to_string(token["line"].integer()) + ' ' + token["text"].text());
    std::vector<std::string> actual;
    for (const corefile::Token& token : corefile::lex(row["input"].text()))
        actual.push_back(std::to_string(token.line) + ' ' + token.text);
    check.equal("tokens (line text)", expected, actual);
}

// --- corefile-parse ---

/// The tokens of all directives of one name in a block, joined as a plugin gets them.
std::vector<std::string> tokensOf(const ServerBlock& block, const std::string& name)
{
    std::vector<std::string> texts;
    for (const corefile::Directive& directive : block.directives) {
        for (const corefile::Token& token : directive.tokens) {
            if (directive.name == name)
                texts.push_back(token.text);
        }
    }
    return texts;
}

void checkBlock(Check& check, const Value& expected, const ServerBlock& actual)
{
    if (const Value keys = expected.find("keys"))
        check.equal(keys.path(), keys.texts(), actual.keys);
    if (const Value counts = expected.find("directiveTokenCounts")) {
        for (const auto& [name, count] : counts.members())
            check.equal(count.path(), count.integer(), tokensOf(actual, name).size());
        for (const corefile::Directive& directive : actual.directives) {
            if (!counts.find(directive.name))
                check.fail(counts.path(), "no directive " + directive.name, "there is one");
        }
    }
    if (const Value tokens = expected.find("tokens")) {
        for (const auto& [name, texts] : tokens.members())
            check.equal(texts.path(), texts.texts(), tokensOf(actual, name));
    }
}

void parseRow(const Row& row, Check& check)
{
    corefile::ParseOptions options;
    options.files = textMap(row.find("files"));
    options.environment = textMap(row.find("environment"));
    const auto blocks = corefile::parse(row["input"].text(), options);
    const Value expect = row["expect"];
    const bool isErrorExpected = expect.booleanOr("error", false);
    const Value expectedBlocks = expect.find("blocks");
    if (isErrorExpected != !blocks) {
        check.fail("error", show(isErrorExpected), blocks ? "false" : blocks.error().detail);
        return;
    }
    if (!expectedBlocks || !blocks)
        return;
    const std::vector<Value> items = expectedBlocks.items();
    check.equal("number of blocks", items.size(), blocks->size());
    for (std::size_t i = 0; i < std::min(items.size(), blocks->size()); ++i)
        checkBlock(check, items[i], (*blocks)[i]);
}

// --- corefile-keys ---

std::vector<ServerKey> keysOf(const std::string& text, std::string* problem = nullptr)
{
    const auto keys = corefile::normalizeKey(text);
    if (!keys && problem)
        *problem = keys.error().detail;
    return keys.value_or(std::vector<ServerKey>());
}

/// Elements of listener rows: {zone, port, bind} or {zone, address, port}, optionally transport.
ServerKey keyOf(const Value& object)
{
    const std::string transport = object.textOr("transport", "dns");
    const std::string text = transport + "://" + object["zone"].text() + ':' + textOfNumberOrText(object["port"]);
    const std::vector<ServerKey> keys = keysOf(text);
    if (keys.size() != 1)
        throw CaseError(object.path() + ": not one zone: " + text);
    return keys.front();
}

void checkListeners(Check& check, const Value& input, const Value& expected)
{
    std::vector<Server> servers;
    for (const Value& item : input.items()) {
        Server server;
        server.keys = {keyOf(item)};
        if (const Value bind = item.find("bind"))
            server.bindAddresses = bind.texts();
        servers.push_back(std::move(server));
    }
    std::vector<std::string> wanted = expected.texts();
    std::vector<std::string> actual = corefile::listenerAddresses(servers);
    std::sort(wanted.begin(), wanted.end());
    std::sort(actual.begin(), actual.end());
    check.equal("listeners", wanted, actual);
}

void checkClashes(Check& check, const Value& input, const Value& expected)
{
    corefile::OverlapChecker checker;
    std::vector<std::string> actual;
    for (const Value& item : input.items()) {
        switch (checker.add({keyOf(item), item.textOr("address", {})}).clash) {
        case corefile::Clash::None: actual.emplace_back("ok"); break;
        case corefile::Clash::Duplicate: actual.emplace_back("duplicate"); break;
        case corefile::Clash::Overlap: actual.emplace_back("overlap"); break;
        }
    }
    check.equal("results", expected.texts(), actual);
}

/// The first of several spellings of a key.
Value firstOf(const Value& object, std::initializer_list<const char*> keys)
{
    for (const char* key : keys) {
        if (const Value value = object.find(key))
            return value;
    }
    throw CaseError(object.path() + ": none of the keys that name a zone match");
}

/// Most specific of the zones that hold the name, or whether one does.
void checkMatch(Check& check, const Value& input, const Value& expect)
{
    const Value zoneList = firstOf(input, {"zones", "zone", "parent"});
    const auto name = dns::Name::parse(firstOf(input, {"name", "qname", "query", "child"}).text());
    const std::vector<std::string> texts = zoneList.isArray() ? zoneList.texts() : std::vector<std::string>{zoneList.text()};
    corefile::Configuration configuration;
    for (const std::string& text : texts) {
        Server server;
        server.keys = keysOf(text);
        configuration.servers.push_back(std::move(server));
    }
    dns::Name zone;
    const bool isFound = name && corefile::findServer(configuration, *name, dns::Type::A, "", 53, &zone);
    const Value result = firstOf(expect, {"zone", "match", "matches", "matched"});
    if (result.isBoolean())
        check.equal("match", result.boolean(), isFound);
    else
        check.equal("zone", result.isNull() ? std::string() : result.text(), isFound ? zone.text() : std::string());
}

void checkNormalForm(Check& check, const Row& row, const Value& expect)
{
    const Value input = row["input"];
    std::vector<ServerKey> keys;
    std::string problem;
    for (const std::string& text : input.isArray() ? input.texts() : std::vector<std::string>{input.text()}) {
        for (ServerKey& key : keysOf(text, &problem))
            keys.push_back(std::move(key));
    }
    if (expect.isNull() || expect.booleanOr("error", false)) {
        check.isTrue("error", !problem.empty());
        return;
    }
    // No zone at all is how CoreDNS's normal form says that a text is none.
    const Value wantedNames = expect.find("zoneNames");
    const bool isNothingWanted = wantedNames.isNull() || (wantedNames.isArray() && wantedNames.items().empty());
    if (!problem.empty() && !isNothingWanted)
        check.fail("error", "none", problem);
    std::vector<std::string> normalized;
    std::vector<std::string> zoneNames;
    for (const ServerKey& key : keys) {
        normalized.push_back(corefile::toString(key));
        zoneNames.push_back(key.zone.text());
    }
    if (const Value expected = expect.find("normalized"))
        check.equal("normalized", expected.texts(), normalized);
    if (wantedNames)
        check.equal("zoneNames", isNothingWanted ? std::vector<std::string>() : wantedNames.texts(), zoneNames);
    if (const Value expected = expect.find("zones")) {
        std::vector<std::string> texts;
        for (const Value& zone : expected.items())
            texts.push_back(corefile::toString(keyOf(zone)));
        check.equal("zones", texts, normalized);
    }
}

void keysRow(const Row& row, Check& check)
{
    const Value expect = row["expect"];
    if (const Value listeners = expect.isObject() ? expect.find("listeners") : Value())
        checkListeners(check, row["input"], listeners);
    else if (const Value results = expect.isObject() ? expect.find("results") : Value())
        checkClashes(check, row["input"], results);
    else if (row["input"].isObject())
        checkMatch(check, row["input"], expect);
    else
        checkNormalForm(check, row, expect);
}

// --- nodecache-corefile ---

std::string trimmed(const std::string& text)
{
    const std::size_t start = text.find_first_not_of(" \n");
    return start == std::string::npos ? std::string() : text.substr(start, text.find_last_not_of(" \n") - start + 1);
}

/// Blocks as node-cache writes them, one behind the other with an empty line between.
std::vector<std::string> splitBlocks(const std::string& text)
{
    std::vector<std::string> blocks;
    std::size_t start = 0;
    for (std::size_t end = text.find("\n}\n"); end != std::string::npos; end = text.find("\n}\n", start)) {
        blocks.push_back(trimmed(text.substr(start, end + 3 - start)));
        start = end + 3;
    }
    if (const std::string rest = trimmed(text.substr(start)); !rest.empty())
        blocks.push_back(rest);
    std::sort(blocks.begin(), blocks.end());
    return blocks;
}

void nodeCacheRow(const Row& row, Check& check)
{
    const Value input = row["input"];
    corefile::NodeCacheTemplate values;
    values.localIps = input["localIPs"].texts();
    values.clusterDnsIp = input["clusterDNS"].text();
    if (const Value configMap = input.find("kubeDNSConfigMap")) {
        if (const Value domains = configMap.find("stubDomains")) {
            for (const auto& [domain, servers] : domains.members())
                values.stubDomains.emplace(domain, servers.texts());
        }
        if (const Value nameservers = configMap.find("upstreamNameservers"))
            values.upstreamNameservers = nameservers.texts();
    }
    const std::string text = corefile::renderNodeCacheCorefile(input["template"].text(), values);
    const Value expect = row["expect"];
    const std::string mainBlocks = expect["mainBlocks"].text();
    check.equal("mainBlocks", mainBlocks, text.substr(0, mainBlocks.size()));
    const std::string behind = text.size() > mainBlocks.size() ? text.substr(mainBlocks.size()) : std::string();
    std::vector<std::string> expected;
    if (const Value blocks = expect.find("stubBlocksUnordered")) {
        for (const std::string& block : blocks.isArray() ? blocks.texts() : splitBlocks(blocks.text()))
            expected.push_back(trimmed(block));
    }
    std::sort(expected.begin(), expected.end());
    check.equal("stubBlocks", expected, splitBlocks(behind));
}

// --- log-format ---

template <class Enum>
Enum known(std::optional<Enum> value, const Value& source)
{
    if (!value)
        throw CaseError(source.path() + ": unknown: " + source.text());
    return *value;
}

/// A case without a line tells the query by its labels: what CoreDNS would log when the query is its own reply, as the upstream test has it.
std::string lineOfLabels(const Value& labels)
{
    dns::Message message;
    message.id = static_cast<std::uint16_t>(labels["id"].integer());
    const auto type = dns::parseType(labels["type"].text());
    const auto name = dns::Name::parse(labels["name"].text());
    if (!type || !name)
        throw CaseError(labels.path() + ": not a question");
    message.questions = {{*name, *type, known(dns::parseClass(labels["class"].text()), labels["class"])}};
    message.rcode = known(dns::parseRcode(labels["rcode"].text()), labels["rcode"]);
    const std::vector<std::string> flags = labels["rflags"].texts();
    const auto has = [&flags](const char* flag) { return std::find(flags.begin(), flags.end(), flag) != flags.end(); };
    message.flags = {has("qr"), has("aa"), has("tc"), has("rd"), has("ra"), has("ad"), has("cd")};
    const corefile::LoggedClient client{labels["remote"].text(), static_cast<std::uint16_t>(labels["port"].integer()), labels["proto"].text()};
    corefile::LogLine line = corefile::logLineOf(message, message, client, std::chrono::milliseconds(1));
    if (labels.find("opcode"))
        line.opcode = message.opcode;
    return corefile::toString(line);
}

void checkLabel(Check& check, const std::string& key, const Value& expected, const corefile::LogLine& line)
{
    const std::map<std::string, std::string> texts{
        {"remote", line.remote}, {"type", line.type}, {"class", line.klass}, {"name", line.name}, {"proto", line.protocol}, {"rcode", line.rcode},
    };
    const std::map<std::string, double> numbers{
        {"port", line.port}, {"id", line.id}, {"size", line.size}, {"bufsize", line.bufferSize}, {"rsize", line.responseSize},
        {"opcode", line.opcode.value_or(255)}, {"duration", line.duration.count()},
    };
    if (const auto text = texts.find(key); text != texts.end())
        check.equal(key, expected.text(), text->second);
    else if (const auto number = numbers.find(key); number != numbers.end())
        check.equal(key, expected.number(), number->second);
    else if (key == "do")
        check.equal(key, expected.boolean(), line.dnssecOk);
    else if (key == "rflags" || key == "flags")
        check.equal(key, expected.texts(), line.flags);
    else
        throw CaseError(expected.path() + ": unknown label");
}

void logRow(const Row& row, Check& check)
{
    const Value expect = row["expect"];
    const Value given = row.find("line");
    const std::string text = given ? given.text() : lineOfLabels(expect);
    const std::optional<corefile::LogLine> line = corefile::parseLogLine(text);
    if (!line) {
        if (!expect.isNull())
            check.fail("line", "a line of the log plugin", text);
        return;
    }
    if (expect.isNull()) {
        check.fail("line", "no line of the log plugin", text);
        return;
    }
    for (const auto& [key, value] : expect.members())
        checkLabel(check, key, value, *line);
}

const Registration lexer{"corefile-lexer", [](const Case& c) { return forEachRow(c, lexerRow); }};
const Registration parser{"corefile-parse", [](const Case& c) { return forEachRow(c, parseRow); }};
const Registration keys{"corefile-keys", [](const Case& c) { return forEachRow(c, keysRow); }};
const Registration nodeCache{"nodecache-corefile", [](const Case& c) { return forEachRow(c, nodeCacheRow); }};
const Registration log{"log-format", [](const Case& c) { return forEachRow(c, logRow); }};

} // namespace
} // namespace conformance
