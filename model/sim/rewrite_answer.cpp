// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/rewrite_answer.h"

#include <algorithm>

namespace sim {

namespace {

using corefile::RewriteRule;
using Kind = AnswerRewrite::Kind;

constexpr corefile::Version reversedOrder{1, 11, 4};
constexpr corefile::Version rcodeWithoutRecords{1, 14, 7};

void replaceAll(std::string& text, const std::string& from, const std::string& to)
{
    for (std::size_t at = text.find(from); !from.empty() && at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// The rewritten text of one name; the same text where the rule does not fit.
std::string apply(const AnswerRewrite& rule, const std::string& text)
{
    const bool ends = text.ends_with(rule.from);
    const std::size_t begin = ends ? text.size() - rule.from.size() : 0;
    switch (rule.kind) {
    case Kind::Remap:
        if (text == rule.from)
            return rule.to;
        return ends && begin > 0 && text[begin - 1] == '.' ? text.substr(0, begin) + rule.to : text;
    case Kind::Suffix:
        return ends ? text.substr(0, begin) + rule.to : text;
    case Kind::OwnerRegex:
    case Kind::ValueRegex: {
        const auto groups = rule.pattern->search(text);
        return groups ? withGroups(rule.to, *groups) : text;
    }
    case Kind::Ttl:
    case Kind::Rcode:
    case Kind::CnameTarget:
        break;
    }
    return text;
}

/// A name that cannot be written stays as it was.
void rewriteName(const AnswerRewrite& rule, dns::Name& name)
{
    const std::string text = apply(rule, name.text());
    if (text == name.text())
        return;
    if (const auto parsed = dns::Name::parse(text))
        name = *parsed;
}

/// NAPTR (RFC 3403): order, preference, three character-strings, then the replacement.
void rewriteNaptr(const AnswerRewrite& rule, dns::rdata::Opaque& data)
{
    std::size_t at = 4;
    for (int i = 0; i < 3 && at < data.bytes.size(); ++i)
        at += 1 + static_cast<unsigned char>(data.bytes[at]);
    if (at >= data.bytes.size())
        return;
    auto name = dns::Name::fromWire(std::string_view(data.bytes).substr(at));
    if (!name)
        return;
    rewriteName(rule, *name);
    data.bytes.resize(at);
    name->appendWire(data.bytes);
}

void rewriteValue(const AnswerRewrite& rule, dns::Record& record)
{
    if (auto* target = std::get_if<dns::rdata::Target>(&record.data))
        rewriteName(rule, target->name);
    else if (auto* srv = std::get_if<dns::rdata::Srv>(&record.data))
        rewriteName(rule, srv->target);
    else if (auto* mx = std::get_if<dns::rdata::Mx>(&record.data))
        rewriteName(rule, mx->exchange);
    else if (auto* soa = std::get_if<dns::rdata::Soa>(&record.data))
        rewriteName(rule, soa->mname);
    else if (auto* opaque = std::get_if<dns::rdata::Opaque>(&record.data); opaque && record.type == dns::Type::NAPTR)
        rewriteNaptr(rule, *opaque);
}

void rewriteTtl(const RewriteRule& rule, dns::Record& record)
{
    record.ttl = dns::Ttl(std::clamp(record.ttl.count(), rule.ttlMin, rule.ttlMax));
}

void rewriteRcode(const RewriteRule& rule, dns::Message& message)
{
    if (message.rcode == rule.rcodeFrom)
        message.rcode = rule.rcodeTo;
}

/// Points the CNAME at another target and puts that one's records behind it. True if it did.
bool rewriteTarget(const RewriteRule& rule, dns::Message& message, std::size_t index, const TargetLookup& lookup)
{
    dns::Record& record = message.answer[index];
    auto* alias = std::get_if<dns::rdata::Target>(&record.data);
    if (record.type != dns::Type::CNAME || !alias || !rewriteMatches(rule, alias->name.text()))
        return false;
    const auto target = dns::Name::parse(rewritten(rule, alias->name.text()));
    const std::optional<dns::Message> found = target ? lookup(*target) : std::nullopt;
    if (!found)
        return false;
    alias->name = *target;
    std::vector<dns::Record> answer;
    std::copy_if(message.answer.begin(), message.answer.begin() + static_cast<std::ptrdiff_t>(index) + 1, std::back_inserter(answer),
                 [](const dns::Record& each) { return each.type == dns::Type::CNAME; });
    answer.insert(answer.end(), found->answer.begin(), found->answer.end());
    message.answer = std::move(answer);
    message.flags.tc = found->flags.tc;
    return true;
}

void rewriteRecord(const AnswerRewrite& rule, dns::Message& message, dns::Record& record)
{
    switch (rule.kind) {
    case Kind::Remap:
    case Kind::Suffix:
        rewriteName(rule, record.owner);
        rewriteValue(rule, record);
        break;
    case Kind::OwnerRegex: rewriteName(rule, record.owner); break;
    case Kind::ValueRegex: rewriteValue(rule, record); break;
    case Kind::Ttl: rewriteTtl(*rule.rule, record); break;
    case Kind::Rcode: rewriteRcode(*rule.rule, message); break;
    case Kind::CnameTarget: break;
    }
}

void rewriteAnswerSection(dns::Message& message, const std::vector<AnswerRewrite>& rules, const TargetLookup& lookup)
{
    for (std::size_t i = 0; i < message.answer.size(); ++i) {
        for (const AnswerRewrite& rule : rules) {
            // What the new target brought stands behind this record and is not rewritten.
            if (rule.kind == Kind::CnameTarget && rewriteTarget(*rule.rule, message, i, lookup))
                return;
            rewriteRecord(rule, message, message.answer[i]);
        }
    }
}

} // namespace

std::string withGroups(std::string to, const std::vector<std::string>& groups)
{
    for (std::size_t i = 0; i < groups.size(); ++i)
        replaceAll(to, '{' + std::to_string(i) + '}', groups[i]);
    return to;
}

bool rewriteMatches(const RewriteRule& rule, const std::string& text)
{
    switch (rule.match) {
    case RewriteRule::Match::Exact: return text == rule.from;
    case RewriteRule::Match::Prefix: return text.starts_with(rule.from);
    case RewriteRule::Match::Suffix: return text.ends_with(rule.from);
    case RewriteRule::Match::Substring: return text.find(rule.from) != std::string::npos;
    case RewriteRule::Match::Regex: return rule.pattern.search(text).has_value();
    }
    return false;
}

std::string rewritten(const RewriteRule& rule, const std::string& text)
{
    switch (rule.match) {
    case RewriteRule::Match::Exact: return rule.to;
    case RewriteRule::Match::Prefix: return rule.to + text.substr(rule.from.size());
    case RewriteRule::Match::Suffix: return text.substr(0, text.size() - rule.from.size()) + rule.to;
    case RewriteRule::Match::Substring: {
        std::string changed = text;
        replaceAll(changed, rule.from, rule.to);
        return changed;
    }
    case RewriteRule::Match::Regex: return withGroups(rule.to, rule.pattern.search(text).value_or(std::vector<std::string>()));
    }
    return text;
}

void rewriteAnswer(dns::Message& message, std::vector<AnswerRewrite> rules, const corefile::Version& version, const TargetLookup& lookup)
{
    if (version >= reversedOrder)
        std::reverse(rules.begin(), rules.end());
    const bool empty = message.answer.empty() && message.authority.empty() && message.additional.empty();
    for (dns::Record& record : message.authority) {
        for (const AnswerRewrite& rule : rules)
            rewriteRecord(rule, message, record);
    }
    rewriteAnswerSection(message, rules, lookup);
    for (dns::Record& record : message.additional) {
        for (const AnswerRewrite& rule : rules)
            rewriteRecord(rule, message, record);
    }
    if (!empty || version < rcodeWithoutRecords)
        return;
    for (const AnswerRewrite& rule : rules) {
        if (rule.kind == Kind::Rcode)
            rewriteRcode(*rule.rule, message);
    }
}

} // namespace sim
