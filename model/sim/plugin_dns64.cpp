// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/plugin_common.h"

#include <algorithm>

// The dns64 plugin (dns-semantics 5.11, RFC 6147): where a name has no AAAA record, one is made of each A record.

namespace sim {

namespace {

constexpr std::uint32_t ttlWithoutSoa = 600; // RFC 6147 section 5.1.7

bool isAsked(const corefile::Dns64Config& config, const Request& request)
{
    return (config.allowIpv4 || !request.client.isV4()) && request.question.type == dns::Type::AAAA && request.question.klass == dns::Class::IN;
}

bool needsSynthesis(const corefile::Dns64Config& config, Chain& chain, const dns::Message& reply)
{
    const std::int64_t unixNow = chain.context().unixStart + std::chrono::duration_cast<std::chrono::seconds>(chain.now().time_since_epoch()).count();
    if (classify(chain.version(), reply, unixNow) == ReplyClass::NameError)
        return false;
    return config.translateAll
        || std::none_of(reply.answer.begin(), reply.answer.end(), [](const dns::Record& record) { return record.type == dns::Type::AAAA; });
}

/// RFC 6052 section 2.2: the IPv4 octets follow the prefix, octet 8 stays zero.
base::IpAddress embed(const base::IpPrefix& prefix, const base::IpAddress& v4)
{
    constexpr std::size_t skipped = 8, v4At = 12;
    std::array<std::uint8_t, 16> bytes{};
    const auto prefixBytes = static_cast<std::size_t>(prefix.length) / 8;
    std::copy_n(prefix.address.bytes().begin(), prefixBytes, bytes.begin());
    std::size_t at = prefixBytes;
    for (std::size_t i = 0; i < 4 && at < bytes.size(); ++i) {
        if (at == skipped)
            ++at;
        bytes[at++] = v4.bytes()[v4At + i];
    }
    return base::IpAddress(bytes);
}

dns::Message synthesise(const corefile::Dns64Config& config, const Request& request, const dns::Message& negative, dns::Message positive)
{
    dns::Ttl limit(ttlWithoutSoa);
    for (const dns::Record& record : negative.authority) {
        if (record.type == dns::Type::SOA)
            limit = record.ttl;
    }
    dns::Message message = replyTo(request);
    message.flags.tc = positive.flags.tc;
    message.authority = std::move(positive.authority);
    message.additional = std::move(positive.additional);
    for (dns::Record& record : positive.answer) {
        if (const auto* data = std::get_if<dns::rdata::Address>(&record.data); data && record.type == dns::Type::A) {
            const dns::Class klass = record.klass;
            record = dns::addressRecord(record.owner, std::min(record.ttl, limit), embed(config.prefix, data->address));
            record.klass = klass;
        }
        message.answer.push_back(std::move(record));
    }
    return message;
}

} // namespace

Outcome serve(const corefile::Dns64Config& config, Chain& chain, const Request& request)
{
    if (!isAsked(config, request))
        return passOn(chain, request, {NoteCode::PluginZoneMismatch, {"dns64", dns::toString(request.question.type)}});
    Outcome outcome = chain.next(request);
    if (!outcome.message || !needsSynthesis(config, chain, *outcome.message))
        return outcome;
    std::optional<dns::Message> found = chain.askServer(request, dns::Name::fromValid(request.question.name.lower()), dns::Type::A);
    if (!found)
        return unwritten(chain, dns::Rcode::ServFail);
    const std::optional<dns::Edns> edns = found->edns;
    chain.note(request, PluginOutcome::Changed, {NoteCode::Dns64Synthesised, {config.prefix.toString()}});
    Outcome changed = written(chain, synthesise(config, request, *outcome.message, std::move(*found)));
    changed.cache = outcome.cache;
    changed.ownEdns = edns && edns->dnssecOk; // acl's OPT comes along with the additional section
    changed.message->edns = edns;
    return changed;
}

} // namespace sim
