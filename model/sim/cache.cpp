// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/cache.h"

#include <algorithm>
#include <iterator>
#include <set>

// The arithmetic of CoreDNS's cache plugin (plugin/cache, plugin/pkg/response, plugin/pkg/dnsutil). Version gates name the first release
// with a rule; older releases are followed where a cluster may still run them.

namespace sim {

namespace {

using std::chrono::seconds;

constexpr seconds fallbackTtl{5};        // dnsutil.MinimalDefaultTTL
constexpr seconds defaultMaximum{3600};  // dnsutil.MaximumDefaultTTL
constexpr std::size_t shardCount = 256;
constexpr std::size_t smallestShard = 4;

constexpr std::uint8_t opcodeNotify = 4, opcodeUpdate = 5;

constexpr corefile::Version doInKey{1, 10, 1};
constexpr corefile::Version doAlwaysAsked{1, 8, 0};
constexpr corefile::Version cdInKey{1, 11, 3};
constexpr corefile::Version maximumAboveAnHour{1, 14, 4};
constexpr corefile::Version denialWithoutSoa{1, 14, 5};
constexpr corefile::Version answerChecked{1, 14, 7};
constexpr corefile::Version classInKey{1, 14, 7};

bool hasType(const std::vector<dns::Record>& section, dns::Type type)
{
    return std::any_of(section.begin(), section.end(), [type](const dns::Record& record) { return record.type == type; });
}

std::uint32_t bigEndian32(const std::string& bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

/// RRSIG validity in serial number arithmetic (RFC 4034 section 3.1.5): the nearest 68-year window counts.
bool isValidSignature(const dns::Record& record, std::int64_t unixNow)
{
    constexpr std::int64_t year68 = std::int64_t{1} << 31;
    constexpr std::size_t expirationAt = 8, inceptionAt = 12;
    const auto* opaque = std::get_if<dns::rdata::Opaque>(&record.data);
    if (!opaque || opaque->bytes.size() < inceptionAt + 4)
        return false;
    const std::int64_t inception = bigEndian32(opaque->bytes, inceptionAt);
    const std::int64_t expiration = bigEndian32(opaque->bytes, expirationAt);
    const std::int64_t begin = inception + (inception - unixNow) / year68 * year68;
    const std::int64_t end = expiration + (expiration - unixNow) / year68 * year68;
    return begin <= unixNow && unixNow <= end;
}

bool hasExpiredSignature(const dns::Message& reply, std::int64_t unixNow)
{
    for (const auto* section : {&reply.answer, &reply.authority, &reply.additional}) {
        for (const dns::Record& record : *section) {
            if (record.type == dns::Type::RRSIG && !isValidSignature(record, unixNow))
                return true;
        }
    }
    return false;
}

bool classMatches(dns::Class record, dns::Class asked)
{
    return asked == dns::Class::ANY || record == asked;
}

struct Alias {
    bool ambiguous = false;              ///< more than one distinct target (RFC 2181 section 10.1)
    std::optional<dns::Name> target;     ///< nullopt: no CNAME, the chain ends here
};

Alias aliasOf(const std::vector<dns::Record>& answer, const dns::Name& owner, dns::Class klass)
{
    Alias alias;
    for (const dns::Record& record : answer) {
        const auto* target = std::get_if<dns::rdata::Target>(&record.data);
        if (record.type != dns::Type::CNAME || !target || !classMatches(record.klass, klass) || record.owner != owner)
            continue;
        if (alias.target && *alias.target != target->name)
            return {.ambiguous = true, .target = std::nullopt};
        alias.target = target->name;
    }
    return alias;
}

/// The end of the CNAME chain from `name`; nullopt for an ambiguous chain or a loop.
std::optional<dns::Name> canonicalName(const std::vector<dns::Record>& answer, dns::Name name, dns::Class klass)
{
    std::set<dns::Name> visited;
    while (visited.insert(name).second) {
        const Alias alias = aliasOf(answer, name, klass);
        if (alias.ambiguous)
            return std::nullopt;
        if (!alias.target)
            return name;
        name = *alias.target;
    }
    return std::nullopt;
}

bool isDenial(ReplyClass replyClass)
{
    return replyClass == ReplyClass::NoData || replyClass == ReplyClass::NameError || replyClass == ReplyClass::ServerError;
}

bool hasTtl(ReplyClass replyClass)
{
    return replyClass == ReplyClass::NoError || replyClass == ReplyClass::NoData || replyClass == ReplyClass::NameError;
}

bool hasRecords(const dns::Message& reply)
{
    return !reply.answer.empty() || !reply.authority.empty() || !reply.additional.empty();
}

/// The smallest TTL, `ceiling` where all are greater. Precondition: hasRecords(reply).
seconds smallestTtl(const dns::Message& reply, seconds ceiling)
{
    seconds smallest = ceiling;
    for (const auto* section : {&reply.answer, &reply.authority, &reply.additional}) {
        for (const dns::Record& record : *section)
            smallest = std::min(smallest, seconds(record.ttl.count()));
    }
    return smallest;
}

void setLifetime(StoreDecision& decision, const corefile::CacheConfig& config, const corefile::Version& version, const dns::Message& reply)
{
    if (decision.replyClass == ReplyClass::ServerError) {
        decision.lifetime = config.failTtl;
        decision.rule = "servfail";
        return;
    }
    const bool negative = decision.replyClass == ReplyClass::NameError || decision.replyClass == ReplyClass::NoData;
    const seconds maximum = negative ? config.denialMax : config.successMax;
    const seconds minimum = negative ? config.denialMin : config.successMin;
    const bool counted = hasTtl(decision.replyClass) && hasRecords(reply);
    const seconds ceiling = version >= maximumAboveAnHour ? maximum : defaultMaximum;
    const seconds ttl = counted ? smallestTtl(reply, ceiling) : fallbackTtl;
    decision.lifetime = std::min(std::max(ttl, minimum), maximum);
    if (!counted && decision.lifetime == ttl)
        decision.rule = "no TTL";
    else if (counted && decision.lifetime == smallestTtl(reply, seconds::max()))
        decision.rule = "TTL of the records";
    else
        decision.rule = decision.lifetime == maximum || decision.lifetime == ceiling ? "maximum" : "minimum";
}

bool isDisabled(const std::optional<corefile::Zones>& zones, const dns::Name& name)
{
    return zones && (zones->empty() || std::any_of(zones->begin(), zones->end(), [&](const dns::Name& zone) { return name.isAtOrBelow(zone); }));
}

std::string reasonNotStored(const StoreDecision& decision, const corefile::CacheConfig& config, const corefile::Version& version,
                            const dns::Question& question, const dns::Message& reply)
{
    const bool soa = hasType(reply.authority, dns::Type::SOA);
    if (reply.flags.tc)
        return "truncated";
    if (decision.replyClass == ReplyClass::OtherError || decision.replyClass == ReplyClass::Meta || decision.replyClass == ReplyClass::Update)
        return "class";
    if (decision.replyClass == ReplyClass::NameError && !soa)
        return "no SOA";
    if (version >= answerChecked && decision.replyClass == ReplyClass::NoError && !soa && !reply.answer.empty() && !answersQuestion(reply))
        return "no answer";
    if (decision.lifetime <= seconds(0))
        return "TTL 0";
    if (!isReplyTo(version, question, reply))
        return "mismatch";
    if (isDisabled(decision.denialStore ? config.disableDenial : config.disableSuccess, question.name))
        return "disabled";
    return {};
}

} // namespace

seconds CacheEntry::remaining(base::Instant now) const
{
    return lifetime - std::chrono::duration_cast<seconds>(now - storedAt);
}

ReplyClass classify(const corefile::Version& version, const dns::Message& reply, std::int64_t unixNow)
{
    if (reply.opcode == opcodeUpdate)
        return ReplyClass::Update;
    if (reply.opcode == opcodeNotify)
        return ReplyClass::Meta;
    if (!reply.questions.empty() && (reply.questions[0].type == dns::Type::AXFR || reply.questions[0].type == dns::Type::IXFR))
        return ReplyClass::Meta;
    if (reply.edns && reply.edns->dnssecOk && hasExpiredSignature(reply, unixNow))
        return ReplyClass::OtherError;
    const bool soa = hasType(reply.authority, dns::Type::SOA);
    switch (reply.rcode) {
    case dns::Rcode::NoError:
        if (!reply.answer.empty())
            return ReplyClass::NoError;
        if (soa)
            return ReplyClass::NoData;
        return hasType(reply.authority, dns::Type::NS) ? ReplyClass::Delegation : ReplyClass::NoError;
    case dns::Rcode::NxDomain:
        if (version < denialWithoutSoa)
            return soa ? ReplyClass::NameError : ReplyClass::OtherError;
        return reply.answer.empty() ? ReplyClass::NameError : ReplyClass::OtherError;
    case dns::Rcode::ServFail:
    case dns::Rcode::NotImp:
        return ReplyClass::ServerError;
    default:
        return ReplyClass::OtherError;
    }
}

bool answersQuestion(const dns::Message& reply)
{
    if (reply.rcode != dns::Rcode::NoError || reply.questions.empty() || reply.answer.empty())
        return false;
    const dns::Question& question = reply.questions[0];
    if (question.type == dns::Type::CNAME)
        return aliasOf(reply.answer, question.name, question.klass).target.has_value();
    const bool any = question.type == dns::Type::ANY;
    const std::optional<dns::Name> end = any ? question.name : canonicalName(reply.answer, question.name, question.klass);
    return end && std::any_of(reply.answer.begin(), reply.answer.end(), [&](const dns::Record& record) {
        return (any || record.type == question.type) && classMatches(record.klass, question.klass) && record.owner == *end;
    });
}

bool isReplyTo(const corefile::Version& version, const dns::Question& question, const dns::Message& reply)
{
    return reply.flags.qr && reply.questions.size() == 1 && reply.questions[0].name == question.name && reply.questions[0].type == question.type
        && (version < classInKey || reply.questions[0].klass == question.klass);
}

CacheKey cacheKey(const corefile::Version& version, const dns::Question& question, bool dnssecOk, bool checkingDisabled)
{
    return {.name = question.name.lower(),
            .type = question.type,
            .klass = version >= classInKey ? question.klass : dns::Class::IN,
            .dnssecOk = dnssecOk && (version >= doInKey || version < doAlwaysAsked),
            .checkingDisabled = checkingDisabled && version >= cdInKey};
}

std::uint8_t cacheShard(const corefile::Version& version, const CacheKey& key)
{
    std::string octets;
    if (version >= doInKey || version < doAlwaysAsked)
        octets += key.dnssecOk ? '1' : '0';
    if (version >= cdInKey)
        octets += key.checkingDisabled ? '1' : '0';
    const auto appendNumber = [&octets](std::uint16_t number) {
        octets += static_cast<char>(number >> 8);
        octets += static_cast<char>(number & 0xFF);
    };
    appendNumber(static_cast<std::uint16_t>(key.type));
    if (version >= classInKey)
        appendNumber(static_cast<std::uint16_t>(key.klass));
    octets += key.name;
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char octet : octets)
        hash = hash * 0x100000001B3ULL ^ static_cast<unsigned char>(octet);
    return static_cast<std::uint8_t>(hash & 0xFF);
}

std::size_t shardCapacity(int capacity)
{
    return std::max(static_cast<std::size_t>(std::max(capacity, 0)) / shardCount, smallestShard);
}

bool insertEntry(std::map<CacheKey, CacheEntry>& store, std::size_t capacityOfShard, const CacheKey& key, CacheEntry entry,
                 const std::function<std::size_t(std::size_t)>& choose)
{
    bool evicted = false;
    if (store.size() >= capacityOfShard && !store.contains(key)) {
        std::vector<CacheKey> neighbours;
        for (const auto& [otherKey, other] : store) {
            if (other.shard == entry.shard)
                neighbours.push_back(otherKey);
        }
        if (neighbours.size() >= capacityOfShard) {
            store.erase(neighbours[choose(neighbours.size())]);
            evicted = true;
        }
    }
    store.insert_or_assign(key, std::move(entry));
    return evicted;
}

StoreDecision decideStore(const corefile::CacheConfig& config, const corefile::Version& version, const dns::Question& question,
                          const dns::Message& reply, std::int64_t unixNow)
{
    StoreDecision decision;
    decision.replyClass = classify(version, reply, unixNow);
    if (version >= answerChecked && decision.replyClass == ReplyClass::NoError && !reply.answer.empty() && hasType(reply.authority, dns::Type::SOA)
        && !answersQuestion(reply))
        decision.replyClass = ReplyClass::NoData;
    decision.denialStore = isDenial(decision.replyClass);
    setLifetime(decision, config, version, reply);
    decision.whyNot = reasonNotStored(decision, config, version, question, reply);
    decision.stored = decision.whyNot.empty();
    return decision;
}

seconds messageTtl(const dns::Message& reply, seconds minimum, seconds maximum)
{
    const seconds ttl = hasRecords(reply) ? smallestTtl(reply, maximum) : fallbackTtl;
    return std::min(std::max(ttl, minimum), maximum);
}

} // namespace sim
