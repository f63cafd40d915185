// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// The pod's resolver libraries: how they read resolv.conf and how they walk a search list.
#include "model/sim/stub_resolver.h"
#include "tests/conformance/case.h"
#include "tests/support/scripted_asker.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace conformance {
namespace {

using sim::Libc;

Libc libcOf(const Row& row, Libc fallback)
{
    const Value resolver = row.find("resolver");
    if (!resolver)
        return fallback;
    const auto libc = sim::parseLibc(resolver.text());
    if (!libc)
        throw CaseError(resolver.path() + ": not a resolver");
    return *libc;
}

sim::SettingsEnvironment environmentOf(const Row& row)
{
    sim::SettingsEnvironment environment;
    if (const Value hostname = row.find("hostname"); hostname && !hostname.isNull())
        environment.hostname = hostname.text();
    if (const Value variables = row.find("environment")) {
        if (const Value value = variables.find("LOCALDOMAIN"))
            environment.localDomain = value.text();
        if (const Value value = variables.find("RES_OPTIONS"))
            environment.resOptions = value.text();
    }
    return environment;
}

std::string textOrNothing(const Value& value)
{
    return value && !value.isNull() ? value.text() : std::string();
}

// --- settings ---

/// The options that differ from glibc's defaults, as the cases list them.
std::map<std::string, std::string> changedOptions(const sim::ResolverSettings& settings)
{
    std::map<std::string, std::string> changed;
    const auto number = [&changed](const char* name, int value, int usual) {
        if (value != usual)
            changed[name] = std::to_string(value);
    };
    number("ndots", settings.ndots, 1);
    number("timeout", settings.timeoutSeconds, 5);
    number("attempts", settings.attempts, 2);
    const std::pair<const char*, bool> flags[] = {{"rotate", settings.rotate}, {"use-vc", settings.useVc}, {"single-request", settings.singleRequest},
        {"single-request-reopen", settings.singleRequestReopen}, {"no-aaaa", settings.noAaaa}, {"edns0", settings.edns0}, {"trust-ad", settings.trustAd},
        {"no-tld-query", settings.noTldQuery}, {"strict-error", settings.strictError}, {"no-reload", settings.noReload}};
    for (const auto& [name, isSet] : flags) {
        if (isSet)
            changed[name] = "true";
    }
    return changed;
}

std::vector<std::string> joined(const std::map<std::string, std::string>& options)
{
    std::vector<std::string> texts;
    for (const auto& [name, value] : options)
        texts.push_back(name + '=' + value);
    return texts;
}

void checkGlibcSettings(const Row& row, Check& check)
{
    const auto settings = sim::readSettings(Libc::Glibc, {}, textOrNothing(row.find("resolvConf")), environmentOf(row));
    const Value expect = row["expect"];
    check.equal("nameservers", expect["nameservers"].texts(), settings.nameservers);
    check.equal("search", expect["search"].texts(), settings.search);
    if (const Value sortlist = expect.find("sortlist"))
        check.equal("sortlist", sortlist.texts(), settings.sortlist);
    std::map<std::string, std::string> expected;
    for (const auto& [name, value] : expect["options"].members())
        expected[name] = value.isNumber() ? std::to_string(value.integer()) : show(value.boolean());
    std::erase_if(expected, [](const auto& option) { return option.second == "false"; });
    check.equal("options", joined(expected), joined(changedOptions(settings)));
}

std::string withPort(const std::string& address)
{
    return address.find(':') == std::string::npos ? address + ":53" : '[' + address + "]:53";
}

/// "Go 1.19.8 src/net/..." names the release whose reading is expected.
sim::LibcVersion goVersion(const Case& owner)
{
    const std::string source = owner.value.textOr("source", {});
    sim::LibcVersion version;
    if (source.rfind("Go ", 0) != 0)
        return version;
    const char* at = source.data() + 3;
    const char* const end = source.data() + source.size();
    for (int* part : {&version.major, &version.minor, &version.patch}) {
        at = std::from_chars(at, end, *part).ptr;
        if (at == end || *at != '.')
            break;
        ++at;
    }
    return version;
}

std::vector<std::string> textsOrNone(const Value& value)
{
    return value && !value.isNull() ? value.texts() : std::vector<std::string>();
}

void checkGoSettings(const Row& row, Check& check)
{
    const auto settings = sim::readSettings(Libc::Go, goVersion(row.owner()), textOrNothing(row.find("resolvConf")), environmentOf(row));
    const Value expect = row["expect"];
    std::vector<std::string> servers;
    for (const std::string& address : settings.nameservers)
        servers.push_back(withPort(address));
    check.equal("servers", expect["servers"].texts(), servers);
    check.equal("search", textsOrNone(expect.find("search")), settings.search);
    check.equal("lookup", textsOrNone(expect.find("lookup")), settings.lookup);
    check.equal("ndots", expect.integerOr("ndots", 1), settings.ndots);
    check.equal("timeout", expect.integerOr("timeout", 5), settings.timeoutSeconds);
    check.equal("attempts", expect.integerOr("attempts", 2), settings.attempts);
    check.equal("rotate", expect.booleanOr("rotate", false), settings.rotate);
    check.equal("unknownOption", expect.booleanOr("unknownOption", false), !settings.unknownOptions.empty());
    check.equal("useTCP", expect.booleanOr("useTCP", false), settings.useVc);
    check.equal("singleRequest", expect.booleanOr("singleRequest", false), settings.singleRequest || settings.singleRequestReopen);
    check.equal("trustAD", expect.booleanOr("trustAD", false), settings.trustAd);
    check.equal("noReload", expect.booleanOr("noReload", false), settings.noReload);
}

// --- walks ---

std::vector<dns::Type> typesOf(const std::string& family)
{
    if (family == "inet" || family == "v4" || family == "ipv4")
        return {dns::Type::A};
    if (family == "inet6" || family == "v6" || family == "ipv6")
        return {dns::Type::AAAA};
    if (family != "unspec")
        throw CaseError("lookup.family: " + family);
    return {dns::Type::A, dns::Type::AAAA};
}

struct Fixture {
    std::map<std::string, std::string> names;
    std::string otherwise = "NXDOMAIN";
};

Fixture fixtureOf(const Row& row)
{
    Fixture fixture;
    if (!row.find("dns"))
        return fixture;
    const Value value = row.fixture("dns");
    for (const auto& [name, outcome] : value["names"].members())
        fixture.names[name] = outcome.text();
    fixture.otherwise = value.textOr("default", "NXDOMAIN");
    (void)value.find("meaning");
    return fixture;
}

/// The server that answers otherwise than the fixture says.
struct Override {
    std::string nameserver, rcode;
};

scripted::Network networkOf(const Fixture& fixture, const Override& override)
{
    return scripted::Network([fixture, override](const sim::Asker::Ask& ask) {
        const auto found = fixture.names.find(dns::asciiLower(ask.question.name.text()));
        std::string outcome = found == fixture.names.end() ? fixture.otherwise : found->second;
        if (ask.nameserver == override.nameserver)
            outcome = override.rcode;
        const auto answer = scripted::answerOf(outcome, ask.question.type);
        if (!answer)
            throw CaseError("dns: outcome " + outcome);
        return *answer;
    });
}

std::vector<std::string> askedNames(const scripted::Network& network)
{
    std::vector<std::string> names;
    for (const auto& ask : network.asks) {
        if (names.empty() || names.back() != ask.question.name.text())
            names.push_back(ask.question.name.text());
    }
    return names;
}

/// How often the first server was asked for `name`, immediate repetitions of musl apart.
std::int64_t roundsFor(const scripted::Network& network, const std::string& name)
{
    std::int64_t rounds = 0;
    const sim::Asker::Ask* first = nullptr;
    for (const auto& ask : network.asks) {
        if (ask.question.name.text() != name)
            continue;
        first = first ? first : &ask;
        const bool counts = ask.question.type == first->question.type && ask.nameserver == first->nameserver && ask.transport == first->transport;
        rounds += counts && ask.why.code != sim::NoteCode::ResentAfterServfail ? 1 : 0;
    }
    return rounds;
}

std::string finalName(const sim::WalkResult& result)
{
    for (const sim::Candidate& candidate : result.candidates) {
        if (candidate.fate == sim::CandidateFate::Won)
            return candidate.name;
    }
    return {};
}

std::vector<std::string> addressTexts(const sim::WalkResult& result)
{
    std::vector<std::string> texts;
    for (const dns::Record& record : result.result.records)
        texts.push_back(dns::toString(record.data));
    std::sort(texts.begin(), texts.end());
    return texts;
}

void checkAddresses(const Value& expect, const sim::WalkResult& result, Check& check)
{
    const auto actual = addressTexts(result);
    const auto sorted = [](std::vector<std::string> texts) { return (std::sort(texts.begin(), texts.end()), texts); };
    if (const Value exactly = expect.find("exactly"))
        check.equal("addresses", sorted(exactly.texts()), actual);
    if (const Value addresses = expect.find("addresses"))
        check.equal("addresses", sorted(addresses.texts()), actual);
    if (const Value must = expect.find("mustContain")) {
        auto allowed = must.texts();
        const auto has = [](const std::vector<std::string>& list, const std::string& text) { return std::find(list.begin(), list.end(), text) != list.end(); };
        for (const std::string& address : must.texts())
            check.isTrue("holds " + address, has(actual, address));
        for (const std::string& address : textsOrNone(expect.find("mayContain")))
            allowed.push_back(address);
        for (const std::string& address : actual)
            check.isTrue("may hold " + address, has(allowed, address));
    }
}

void checkWalk(const Value& expect, const sim::WalkResult& result, const scripted::Network& network, Check& check)
{
    if (const Value outcome = expect.find("result"))
        check.equal("result", outcome.text(), result.result.error.empty() ? std::string("found") : result.result.error);
    if (const Value names = expect.find("queriedNames"))
        check.equal("queriedNames", names.texts(), askedNames(network));
    if (const Value name = expect.find("finalName"))
        check.equal("finalName", name.text(), finalName(result));
    if (const Value tcp = expect.find("tcpUsed"))
        check.equal("tcpUsed", tcp.boolean(), result.tcpUsed);
    if (const Value seconds = expect.find("seconds"))
        check.equal("seconds", seconds.number(), result.result.seconds);
    if (const Value rounds = expect.find("roundsPerName")) {
        for (const auto& [name, count] : rounds.members())
            check.equal("rounds of " + name, count.integer(), roundsFor(network, name));
    }
    checkAddresses(expect, result, check);
}

sim::WalkResult walkOf(Libc libc, const sim::ResolverSettings& settings, const std::string& name, const std::string& family, sim::Asker& network)
{
    const sim::ResolverConfig config{.libc = libc};
    return sim::walk(config, settings, {{name}, typesOf(family), false}, network, base::Instant{});
}

void checkSearch(const Row& row, Check& check, Libc fallback)
{
    const Libc libc = libcOf(row, fallback);
    const auto settings = sim::readSettings(libc, {}, textOrNothing(row.find("config")), environmentOf(row));
    const Value lookup = row.find("lookup");
    const std::string name = lookup ? lookup["name"].text() : row["name"].text();
    const std::string family = lookup ? lookup.textOr("family", "unspec") : "unspec";
    Override override;
    if (const Value value = row.find("serverOverride")) {
        override.nameserver = settings.nameservers.at(static_cast<std::size_t>(value["server"].integer()));
        override.rcode = value["rcode"].text();
    }
    scripted::Network network = networkOf(fixtureOf(row), override);
    const auto result = walkOf(libc, settings, name, family, network);
    checkWalk(row["expect"], result, network, check);
}

/// The first of two servers fails the AAAA question alone; the second answers both.
void checkSemiFailure(const Row& row, Check& check)
{
    std::string text = "nameserver 192.0.2.1\nnameserver 192.0.2.2\n";
    for (const std::string& option : row["options"].texts())
        text += "options " + option + '\n';
    const auto settings = sim::readSettings(libcOf(row, Libc::Glibc), {}, text);
    for (const char* failure : {"servfail", "notimp", "refused"}) {
        scripted::Network network([failure](const sim::Asker::Ask& ask) {
            const bool fails = ask.nameserver == "192.0.2.1" && ask.question.type == dns::Type::AAAA;
            return scripted::Answer{.word = fails ? failure : "ok"};
        });
        checkWalk(row["expect"], walkOf(Libc::Glibc, settings, "www.example", "unspec", network), network, check);
    }
}

void checkGlibcRow(const Row& row, Check& check)
{
    const bool semiFailure = row.owner().value.textOr("source", {}).find("tst-resolv-semi-failure") != std::string::npos;
    if (semiFailure)
        checkSemiFailure(row, check);
    else
        checkSearch(row, check, Libc::Glibc);
}

void checkGoRow(const Row& row, Check& check)
{
    if (row.find("lookup") || row.find("name"))
        return checkSearch(row, check, Libc::Go);
    if (row.find("resolvConf"))
        return checkGoSettings(row, check);
    const auto settings = sim::readSettings(Libc::Go, goVersion(row.owner()), {}, environmentOf(row));
    check.equal("search", textsOrNone(row["expect"]), settings.search);
}

const Registration glibcSettings{"glibc-resolvconf", [](const Case& owner) { return forEachRow(owner, checkGlibcSettings); }};
const Registration glibcSearch{"glibc-search", [](const Case& owner) { return forEachRow(owner, checkGlibcRow); }};
const Registration muslSearch{"musl-search",
    [](const Case& owner) { return forEachRow(owner, [](const Row& row, Check& check) { checkSearch(row, check, Libc::Musl); }); }};
const Registration goResolver{"go-resolver", [](const Case& owner) { return forEachRow(owner, checkGoRow); }};

} // namespace
} // namespace conformance
