// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/conformance/sections.h"

#include <algorithm>
#include <sstream>

namespace conformance {
namespace {

std::string replaced(std::string text, std::string_view field, std::string_view with)
{
    std::string out;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        out += out.empty() ? "" : " ";
        out += word == field ? std::string(with) : word;
    }
    return out;
}

bool hasWildcard(dns::Type type, const std::string& rdata)
{
    return type == dns::Type::SOA && rdata.find('*') != std::string::npos;
}

/// Canonical text of rdata that may have a `*` for a serial.
std::string canonicalRdata(dns::Type type, const std::string& rdata, const std::string& path)
{
    if (hasWildcard(type, rdata))
        return replaced(rdata, {}, {});
    const base::Result<dns::Rdata> data = dns::parseRdata(type, rdata);
    if (!data)
        throw CaseError(path + ": not rdata of " + dns::toString(type) + ": " + rdata);
    return dns::toString(*data);
}

bool sameFields(const std::string& expected, const std::string& actual)
{
    std::istringstream expectedWords(expected);
    std::istringstream actualWords(actual);
    std::string expectedWord;
    std::string actualWord;
    while (expectedWords >> expectedWord) {
        if (!(actualWords >> actualWord) || (expectedWord != "*" && expectedWord != actualWord))
            return false;
    }
    return !(actualWords >> actualWord);
}

std::string folded(dns::Type type, const std::string& rdata, LetterCase letterCase)
{
    return letterCase == LetterCase::Kept || type == dns::Type::TXT ? rdata : dns::asciiLower(rdata);
}

std::string showExpected(const ExpectedRecord& record)
{
    return record.name.text() + ' ' + (record.ttl ? std::to_string(*record.ttl) : "*") + ' ' + dns::toString(record.type) + ' ' + record.rdata;
}

std::string showActual(const dns::Record& record)
{
    return record.owner.text() + ' ' + std::to_string(record.ttl.count()) + ' ' + dns::toString(record.type) + ' ' + dns::toString(record.data);
}

template <class Records, class Show>
std::string showAll(const Records& records, Show showOne)
{
    std::string text;
    for (const auto& record : records)
        text += (text.empty() ? "" : "\n              ") + showOne(record);
    return text.empty() ? "(nothing)" : text;
}

bool sameSet(const std::vector<ExpectedRecord>& expected, std::vector<dns::Record> actual, const SectionRules& rules)
{
    if (expected.size() != actual.size())
        return false;
    return std::all_of(expected.begin(), expected.end(), [&](const ExpectedRecord& record) {
        const auto found = std::find_if(actual.begin(), actual.end(), [&](const dns::Record& candidate) { return matches(record, candidate, rules); });
        if (found == actual.end())
            return false;
        actual.erase(found);
        return true;
    });
}

/// The first CNAME that stands behind a record of its target, or nullptr.
const dns::Record* misplacedCname(const std::vector<dns::Record>& records)
{
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto* target = records[i].type == dns::Type::CNAME ? std::get_if<dns::rdata::Target>(&records[i].data) : nullptr;
        for (std::size_t earlier = 0; target && earlier < i; ++earlier) {
            if (records[earlier].owner == target->name)
                return &records[i];
        }
    }
    return nullptr;
}

} // namespace

dns::Name nameOf(const Value& value)
{
    const base::Result<dns::Name> name = dns::Name::parse(value.text());
    if (!name)
        throw CaseError(value.path() + ": not a domain name: " + value.text());
    return *name;
}

dns::Type typeOf(const Value& value)
{
    const base::Result<dns::Type> type = dns::parseType(value.text());
    if (!type)
        throw CaseError(value.path() + ": not a record type: " + value.text());
    return *type;
}

ExpectedRecord expectedRecord(const Value& value)
{
    ExpectedRecord record{nameOf(value["name"]), typeOf(value["type"]), std::nullopt, {}};
    if (const Value ttl = value["ttl"]; !ttl.isNull())
        record.ttl = static_cast<std::uint32_t>(ttl.integer());
    record.rdata = canonicalRdata(record.type, value["rdata"].text(), value.path());
    return record;
}

std::vector<dns::Record> recordsOf(const Value& list)
{
    std::vector<dns::Record> records;
    for (const Value& item : list.items()) {
        const ExpectedRecord described = expectedRecord(item);
        const base::Result<dns::Rdata> data = dns::parseRdata(described.type, replaced(described.rdata, "*", "1"));
        if (!data)
            throw CaseError(item.path() + ": not rdata of " + dns::toString(described.type) + ": " + described.rdata);
        records.push_back({described.name, described.type, dns::Class::IN, dns::Ttl(described.ttl.value_or(0)), *data});
    }
    return records;
}

bool matches(const ExpectedRecord& expected, const dns::Record& actual, const SectionRules& rules)
{
    const bool sameName = rules.letterCase == LetterCase::Kept ? expected.name.text() == actual.owner.text() : expected.name == actual.owner;
    const bool sameTtl = rules.ttl == TtlCheck::Ignored || !expected.ttl || *expected.ttl == actual.ttl.count();
    if (!sameName || !sameTtl || expected.type != actual.type)
        return false;
    const std::string expectedData = folded(expected.type, expected.rdata, rules.letterCase);
    const std::string actualData = folded(actual.type, dns::toString(actual.data), rules.letterCase);
    return hasWildcard(expected.type, expectedData) ? sameFields(expectedData, actualData) : expectedData == actualData;
}

void checkSection(Check& check, std::string_view what, const Value& list, const std::vector<dns::Record>& actual, const SectionRules& rules)
{
    if (!list)
        return;
    std::vector<ExpectedRecord> expected;
    for (const Value& item : list.items())
        expected.push_back(expectedRecord(item));
    std::vector<dns::Record> listed;
    std::copy_if(actual.begin(), actual.end(), std::back_inserter(listed), [](const dns::Record& record) { return record.type != dns::Type::OPT; });

    bool same = sameSet(expected, listed, rules);
    for (std::size_t i = 0; same && rules.order == Order::Exact && i < listed.size(); ++i)
        same = matches(expected[i], listed[i], rules);
    if (!same)
        check.fail(what, showAll(expected, showExpected), showAll(listed, showActual));
    else if (const dns::Record* cname = misplacedCname(listed))
        check.fail(what, "a CNAME in front of the records of its target", showActual(*cname));
}

} // namespace conformance
