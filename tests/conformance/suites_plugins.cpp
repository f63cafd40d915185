// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Suites cache-insert and cache-sequence: a cache above a forward whose upstream is scripted.
#include "tests/conformance/plugin_rig.h"
#include "tests/conformance/sections.h"

#include <algorithm>
#include <cstdio>

namespace conformance {
namespace {

const std::string upstreamLine = "forward . 192.0.2.1";

/// "2017-04-21T10:51:21Z" as seconds since 1970.
std::int64_t unixTime(const std::string& text)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    if (std::sscanf(text.c_str(), "%d-%d-%dT%d:%d:%dZ", &year, &month, &day, &hour, &minute, &second) != 6)
        throw CaseError("not a time: " + text);
    const std::chrono::sys_days date = std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) / std::chrono::day(static_cast<unsigned>(day));
    return std::chrono::duration_cast<std::chrono::seconds>(date.time_since_epoch()).count() + hour * 3600 + minute * 60 + second;
}

dns::Message oneRecord(std::int64_t ttl)
{
    dns::Message message;
    message.answer = {dns::addressRecord({}, dns::Ttl(static_cast<std::uint32_t>(ttl)), base::IpAddress::v4(192, 0, 2, 1))};
    return message;
}

void clampRow(const Row& row, Check& check)
{
    const auto seconds = [&row](const char* key) { return std::chrono::seconds(row[key].integer()); };
    const Value expect = row["expect"];
    const std::int64_t expected = expect.isNumber() ? expect.integer() : expect["ttl"].integer();
    check.equal("ttl", expected, sim::messageTtl(oneRecord(row["messageTTL"].integer()), seconds("min"), seconds("max")).count());
}

struct Stored {
    const sim::CacheEntry* entry = nullptr;
    std::string store;
};

Stored storedIn(const sim::Caches& caches)
{
    for (const auto& [id, content] : caches.content) {
        if (!content.success.empty())
            return {&content.success.begin()->second, "success"};
        if (!content.denial.empty())
            return {&content.denial.begin()->second, "denial"};
    }
    return {};
}

/// The TTL that all records of a message share; fails the check where they differ.
std::int64_t sharedTtl(Check& check, const dns::Message& message)
{
    std::vector<dns::Record> records = message.answer;
    records.insert(records.end(), message.authority.begin(), message.authority.end());
    records.insert(records.end(), message.additional.begin(), message.additional.end());
    if (records.empty())
        return -1;
    const bool same = std::all_of(records.begin(), records.end(), [&](const dns::Record& record) { return record.ttl == records[0].ttl; });
    check.isTrue("one TTL in all records", same);
    return records[0].ttl.count();
}

void insertRow(const Row& row, Check& check)
{
    if (row.find("messageTTL"))
        return clampRow(row, check);
    const Value reply = row["reply"];
    PluginRig rig(withDirective(row["corefile"].text(), upstreamLine));
    if (const Value now = row.find("now"))
        rig.unixStart = unixTime(now.text());
    sim::Request request = requestOf(reply["question"]);
    if (reply.booleanOr("do", false))
        request.edns = dns::Edns{4096, true, 0};
    request.checkingDisabled = reply.booleanOr("cd", false);
    rig.network.script = [&](const Forwarded& asked, base::Instant now) { return replyAt(messageOf(reply, asked.request.question), now); };
    const sim::Outcome outcome = rig.ask(request);

    const Value expect = row["expect"];
    const Stored stored = storedIn(rig.caches);
    check.equal("cached", expect["cached"].boolean(), stored.entry != nullptr);
    if (const Value ttl = expect.find("storedTTL"); ttl && stored.entry)
        check.equal("storedTTL", ttl.integer(), stored.entry->lifetime.count());
    if (const Value store = expect.find("in"); store && stored.entry)
        check.equal("in", store.text(), stored.store);
    if (const Value ttl = expect.find("replyTTL"))
        check.equal("replyTTL", ttl.integer(), outcome.message ? sharedTtl(check, *outcome.message) : -1);
    if (reply.booleanOr("ad", false) && stored.entry)
        check.isTrue("AD kept in the entry", stored.entry->reply.flags.ad);
}

/// An upstream reply of a step; `127.0.0.N` counts the questions that reached the upstream.
class Upstream {
public:
    explicit Upstream(PluginRig& rig) : m_rig(rig) {}

    void answer(const Value& reply)
    {
        if (!reply || reply.isNull()) {
            m_rig.network.script = nullptr;
            return;
        }
        m_delay = std::chrono::milliseconds(reply.integerOr("delayMs", 0));
        const dns::Message message = messageOf(reply, {}); // reads every key now, asked or not
        std::vector<bool> counted;
        for (const Value& record : reply.find("answer") ? reply["answer"].items() : std::vector<Value>())
            counted.push_back(record["rdata"].text() == "127.0.0.N");
        m_rig.network.script = [this, message, counted](const Forwarded& asked, base::Instant now) {
            dns::Message copy = message;
            copy.questions = {asked.request.question};
            for (std::size_t i = 0; i < counted.size(); ++i) {
                if (counted[i])
                    copy.answer[i] = dns::addressRecord(copy.answer[i].owner, copy.answer[i].ttl,
                                                        base::IpAddress::v4(127, 0, 0, static_cast<std::uint8_t>(m_rig.network.asked.size())));
            }
            return replyAt(std::move(copy), now + m_delay);
        };
    }

private:
    PluginRig& m_rig;
    std::chrono::milliseconds m_delay{0};
};

std::string sourceOf(const sim::Outcome& outcome)
{
    switch (outcome.cache) {
    case sim::CacheResult::Hit: return "cache";
    case sim::CacheResult::Stale: return "stale";
    case sim::CacheResult::Miss:
    case sim::CacheResult::None: break;
    }
    return "upstream";
}

void checkStep(const Value& expect, const PluginRig& rig, const sim::Outcome& outcome, std::size_t askedBefore, Check& check)
{
    const std::string where = expect.path() + ' ';
    check.equal(where + "source", expect["source"].text(), sourceOf(outcome));
    if (const Value rcode = expect.find("rcode"))
        check.equal(where + "rcode", rcode.text(), outcome.message ? dns::toString(outcome.message->rcode) : dns::toString(outcome.code));
    if (const Value ttl = expect.find("ttl"))
        check.equal(where + "ttl", ttl.integer(), outcome.message ? sharedTtl(check, *outcome.message) : -1);
    if (const Value address = expect.find("address")) {
        const bool any = outcome.message && !outcome.message->answer.empty();
        check.equal(where + "address", address.text(), any ? dns::toString(outcome.message->answer[0].data) : "none");
    }
    if (const Value asked = expect.find("upstreamAsked"))
        check.equal(where + "upstreamAsked", asked.boolean(), rig.network.asked.size() > askedBefore);
    if (const Value refresh = expect.find("backgroundRefresh")) {
        const bool refreshed = std::any_of(rig.events().begin(), rig.events().end(),
                                           [](const sim::Event& event) { return event.kind == sim::EventKind::CacheRefresh && event.background; });
        check.equal(where + "backgroundRefresh", refresh.boolean(), refreshed);
    }
    if (outcome.message && outcome.cache != sim::CacheResult::Miss)
        check.isTrue(where + "AA from the cache", outcome.message->flags.aa);
}

/// A record of any type at `name`.
dns::Record recordFor(const dns::Question& question)
{
    dns::Record record;
    record.owner = question.name;
    record.type = question.type;
    record.klass = question.klass;
    record.ttl = dns::Ttl(300);
    record.data = dns::rdata::Opaque{"x"};
    if (question.type == dns::Type::A)
        record.data = dns::rdata::Address{base::IpAddress::v4(192, 0, 2, 1)};
    if (question.type == dns::Type::AAAA)
        record.data = dns::rdata::Address{*base::IpAddress::parse("2001:db8::1")};
    return record;
}

void keyRow(const Row& row, Check& check)
{
    const Value corefile = row.find("corefile");
    PluginRig rig(withDirective(corefile ? corefile.text() : ". {\n    cache\n}\n", upstreamLine));
    rig.network.script = [](const Forwarded& asked, base::Instant now) {
        dns::Message message;
        message.flags.qr = true;
        message.questions = {asked.request.question};
        message.answer = {recordFor(asked.request.question)};
        return replyAt(std::move(message), now);
    };
    (void)rig.ask(requestOf(row["stored"]));
    const sim::Outcome outcome = rig.ask(requestOf(row["lookup"]), 1);
    check.equal("hit", row["expect"]["hit"].boolean(), outcome.cache == sim::CacheResult::Hit);
}

void sequenceRow(const Row& row, Check& check)
{
    if (row.find("stored"))
        return keyRow(row, check);
    PluginRig rig(withDirective(row["corefile"].text(), upstreamLine));
    Upstream upstream(rig);
    for (const Value& step : row["steps"].items()) {
        (void)step.find("note");
        upstream.answer(step.find("upstream"));
        const std::size_t askedBefore = rig.network.asked.size();
        const sim::Outcome outcome = rig.ask(requestOf(step["query"]), step["at"].number());
        checkStep(step["expect"], rig, outcome, askedBefore, check);
    }
}

const Registration cacheInsert{"cache-insert", [](const Case& which) { return forEachRow(which, insertRow); }};
const Registration cacheSequence{"cache-sequence", [](const Case& which) { return forEachRow(which, sequenceRow); }};

} // namespace
} // namespace conformance
