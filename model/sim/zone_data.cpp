// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/zone_data.h"

#include <algorithm>
#include <set>

// Lookup as CoreDNS's file plugin does it (plugin/file/lookup.go): from the apex towards the name, so that a DNAME or a zone cut on the way is met
// first; then the name itself; then the wildcard nearest to it; then the denial.

namespace sim {

namespace {

constexpr int longestChain = 8; // CNAMEs followed inside the zone

dns::Name lowered(const dns::Name& name)
{
    return dns::Name::fromValid(name.lower());
}

/// CoreDNS keeps zone data in lower case; SRV records keep their letters (RFC 6763).
void canonicalise(dns::Record& record)
{
    if (record.type == dns::Type::SRV)
        return;
    record.owner = lowered(record.owner);
    if (auto* target = std::get_if<dns::rdata::Target>(&record.data); target && (record.type == dns::Type::NS || record.type == dns::Type::CNAME))
        target->name = lowered(target->name);
    if (auto* mx = std::get_if<dns::rdata::Mx>(&record.data))
        mx->exchange = lowered(mx->exchange);
    if (auto* soa = std::get_if<dns::rdata::Soa>(&record.data)) {
        soa->mname = lowered(soa->mname);
        soa->rname = lowered(soa->rname);
    }
}

std::optional<dns::Name> wildcardOver(const dns::Name& name)
{
    if (name.labelCount() < 2)
        return std::nullopt;
    const auto wildcard = dns::Name::fromValid("*").under(name.parent());
    return wildcard ? std::optional(*wildcard) : std::nullopt;
}

const dns::Name* targetOf(const dns::Record& record)
{
    if (const auto* srv = std::get_if<dns::rdata::Srv>(&record.data))
        return &srv->target;
    if (const auto* mx = std::get_if<dns::rdata::Mx>(&record.data))
        return &mx->exchange;
    return nullptr;
}

dns::Name commonParent(const dns::Name& a, const dns::Name& b)
{
    dns::Name parent = a;
    while (!b.isAtOrBelow(parent))
        parent = parent.parent();
    return parent;
}

} // namespace

ZoneData::ZoneData(dns::Name apex, std::vector<dns::Record> records) : m_apex(std::move(apex))
{
    for (dns::Record& record : records) {
        if (!record.owner.isAtOrBelow(m_apex))
            continue;
        canonicalise(record);
        for (dns::Name name = record.owner; name != m_apex; name = name.parent())
            m_records.try_emplace(name);
        m_records[record.owner].push_back(std::move(record));
    }
}

bool ZoneData::hasSoa() const
{
    return !soa().empty();
}

const ZoneData::Records* ZoneData::find(const dns::Name& name) const
{
    const auto found = m_records.find(name);
    return found == m_records.end() || found->second.empty() ? nullptr : &found->second;
}

ZoneData::Records ZoneData::at(const dns::Name& name, dns::Type type) const
{
    Records records;
    if (const Records* all = find(name))
        std::copy_if(all->begin(), all->end(), std::back_inserter(records), [type](const dns::Record& record) { return record.type == type; });
    return records;
}

ZoneData::Records ZoneData::soa() const
{
    Records records = at(m_apex, dns::Type::SOA);
    if (records.size() > 1)
        records.erase(records.begin(), records.end() - 1); // the last one counts
    return records;
}

ZoneData::Records ZoneData::nameservers() const
{
    return at(m_apex, dns::Type::NS);
}

bool ZoneData::hasDescendant(const dns::Name& name) const
{
    const auto next = m_records.upper_bound(name); // canonical order: what is below a name follows it at once
    return next != m_records.end() && next->first.isAtOrBelow(name);
}

ZoneData::Records ZoneData::additionalFor(const Records& answer) const
{
    Records additional;
    std::set<dns::Name> seen;
    for (const dns::Record& record : answer) {
        const dns::Name* target = targetOf(record);
        if (!target || !target->isAtOrBelow(m_apex) || !seen.insert(*target).second)
            continue;
        for (const dns::Type type : {dns::Type::A, dns::Type::AAAA}) {
            const Records addresses = at(*target, type);
            additional.insert(additional.end(), addresses.begin(), addresses.end());
        }
    }
    return additional;
}

/// The zone cut at `cut`, if there is one; DS of the cut itself is the parent's.
std::optional<ZoneData::Answer> ZoneData::referral(const dns::Name& cut, const dns::Name& name, dns::Type type) const
{
    Records nameservers = cut == m_apex ? Records() : at(cut, dns::Type::NS);
    if (nameservers.empty() || (type == dns::Type::DS && cut == name))
        return std::nullopt;
    Answer answer;
    answer.kind = Answer::Kind::Delegation;
    for (const dns::Record& record : nameservers) {
        for (const dns::Type address : {dns::Type::A, dns::Type::AAAA}) {
            const Records glue = at(std::get<dns::rdata::Target>(record.data).name, address);
            answer.additional.insert(answer.additional.end(), glue.begin(), glue.end());
        }
    }
    answer.authority = std::move(nameservers);
    return answer;
}

/// The first zone cut on the way from the apex to `name`.
std::optional<ZoneData::Answer> ZoneData::referralAbove(const dns::Name& name, dns::Type type) const
{
    if (!name.isAtOrBelow(m_apex))
        return std::nullopt;
    for (std::size_t cut = name.labelCount() - m_apex.labelCount(); cut-- > 0;) {
        if (auto answer = referral(name.withoutLabels(cut), name, type))
            return answer;
    }
    return std::nullopt;
}

/// A DNAME at `owner` substitutes names below it (RFC 6672).
std::optional<ZoneData::Answer> ZoneData::substituted(const dns::Name& owner, const dns::Name& name, dns::Type type) const
{
    const Records records = at(owner, dns::Type::DNAME);
    if (records.empty() || name == owner)
        return std::nullopt;
    const dns::Name& target = std::get<dns::rdata::Target>(records[0].data).name;
    const std::string prefix(name.relativeTo(owner));
    const auto renamed = dns::Name::parse(target.isRoot() ? prefix : prefix + '.' + target.text());
    if (!renamed)
        return std::nullopt;
    const dns::Record alias = dns::targetRecord(name, dns::Type::CNAME, records[0].ttl, *renamed);
    Answer answer;
    answer.kind = Answer::Kind::Data;
    if (type == dns::Type::CNAME) {
        answer.answer = {alias};
        answer.authority = nameservers();
    } else {
        answer = chase({alias}, type);
    }
    answer.answer.insert(answer.answer.begin(), records.begin(), records.end());
    return answer;
}

/// The answer that `records`, all of one name, give.
ZoneData::Answer ZoneData::present(Records records, dns::Type type) const
{
    const auto ofType = [&records](dns::Type wanted) {
        Records found;
        std::copy_if(records.begin(), records.end(), std::back_inserter(found), [wanted](const dns::Record& record) { return record.type == wanted; });
        return found;
    };
    if (Records aliases = ofType(dns::Type::CNAME); !aliases.empty() && type != dns::Type::CNAME)
        return chase(std::move(aliases), type);
    Answer answer;
    answer.answer = ofType(type);
    answer.kind = answer.answer.empty() ? Answer::Kind::NoData : Answer::Kind::Data;
    answer.authority = answer.answer.empty() ? soa() : nameservers();
    answer.additional = additionalFor(answer.answer);
    return answer;
}

/// Follows the chain that begins with the CNAME in `answer`.
ZoneData::Answer ZoneData::chase(Records answer, dns::Type type) const
{
    Answer result;
    result.kind = Answer::Kind::Data;
    result.authority = nameservers();
    dns::Name target = std::get<dns::rdata::Target>(answer[0].data).name;
    for (int step = 0; step <= longestChain; ++step) {
        if (auto cut = find(target) ? referralAbove(target, type) : referralAbove(target.parent(), type)) {
            cut->answer = std::move(answer);
            return *cut;
        }
        const bool apexRecord = type == dns::Type::NS || (type == dns::Type::SOA && target == m_apex);
        if (!find(target) || apexRecord) {
            result.followOutside = target;
            break;
        }
        const Records aliases = at(target, dns::Type::CNAME);
        const Records& found = aliases.empty() ? at(target, type) : aliases;
        answer.insert(answer.end(), found.begin(), found.end());
        if (aliases.empty())
            break;
        target = std::get<dns::rdata::Target>(aliases[0].data).name;
    }
    result.answer = std::move(answer);
    result.additional = additionalFor(result.answer);
    return result;
}

/// The wildcard nearest to `name`, unless an empty non-terminal between the two is nearer (RFC 4592 section 3.3.1).
std::optional<ZoneData::Answer> ZoneData::synthesised(const dns::Name& name, dns::Type type) const
{
    for (dns::Name level = name; level != m_apex; level = level.parent()) {
        if (find(level))
            return std::nullopt;
        if (level != name && hasDescendant(level))
            return std::nullopt;
        const std::optional<dns::Name> wildcard = wildcardOver(level);
        const auto source = wildcard ? m_records.find(*wildcard) : m_records.end();
        if (source == m_records.end())
            continue;
        Records records = source->second;
        for (dns::Record& record : records)
            record.owner = name;
        Answer answer = present(std::move(records), type);
        answer.wildcard = true;
        return answer;
    }
    return std::nullopt;
}

ZoneData::Answer ZoneData::lookup(const dns::Name& name, dns::Type type) const
{
    Answer answer;
    if (!name.isAtOrBelow(m_apex))
        return answer;
    if (name == m_apex && type == dns::Type::NS) {
        answer.answer = nameservers();
        answer.kind = answer.answer.empty() ? Answer::Kind::NoData : Answer::Kind::Data;
        for (const dns::Record& record : answer.answer) {
            for (const dns::Type address : {dns::Type::A, dns::Type::AAAA}) {
                const Records glue = at(std::get<dns::rdata::Target>(record.data).name, address);
                answer.additional.insert(answer.additional.end(), glue.begin(), glue.end());
            }
        }
        return answer;
    }
    for (std::size_t above = name.labelCount() - m_apex.labelCount() + 1; above-- > 0;) {
        const dns::Name level = name.withoutLabels(above);
        if (auto substitution = substituted(level, name, type))
            return *substitution;
        if (auto cut = referral(level, name, type))
            return *cut;
    }
    if (const Records* records = find(name))
        return present(type == dns::Type::SOA && name == m_apex ? soa() : *records, type);
    if (auto synthesis = synthesised(name, type))
        return *synthesis;
    answer.emptyNonTerminal = hasDescendant(name) || name == m_apex;
    answer.kind = answer.emptyNonTerminal ? Answer::Kind::NoData : Answer::Kind::NameError;
    answer.authority = soa();
    return answer;
}

std::vector<ZoneData> splitZones(std::vector<dns::Record> records)
{
    std::map<dns::Name, std::vector<dns::Record>> byApex;
    for (const dns::Record& record : records) {
        if (record.type == dns::Type::SOA)
            byApex.try_emplace(record.owner);
    }
    std::map<dns::Name, std::vector<dns::Record>> byTopLevel;
    for (dns::Record& record : records) {
        dns::Name apex = record.owner;
        while (!byApex.contains(apex) && !apex.isRoot())
            apex = apex.parent();
        const std::size_t labels = record.owner.labelCount();
        if (byApex.contains(apex))
            byApex[apex].push_back(std::move(record));
        else
            byTopLevel[record.owner.withoutLabels(labels - std::min<std::size_t>(labels, 1))].push_back(std::move(record));
    }
    for (auto& [top, group] : byTopLevel) {
        dns::Name apex = group[0].owner;
        for (const dns::Record& record : group)
            apex = commonParent(apex, record.owner);
        byApex.emplace(apex, std::move(group));
    }
    std::vector<ZoneData> zones;
    for (auto& [apex, group] : byApex)
        zones.emplace_back(apex, std::move(group));
    return zones;
}

} // namespace sim
