// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/plugin_common.h"

#include <algorithm>

// The loadbalance plugin (dns-semantics 5.10): every section is regrouped, addresses and MX records are shuffled.

namespace sim {

namespace {

using corefile::LoadBalanceConfig;
using Records = std::vector<dns::Record>;

struct Groups {
    Records aliases, addresses, exchangers, others;
};

Groups group(Records records)
{
    Groups groups;
    for (dns::Record& record : records) {
        switch (record.type) {
        case dns::Type::CNAME: groups.aliases.push_back(std::move(record)); break;
        case dns::Type::A:
        case dns::Type::AAAA: groups.addresses.push_back(std::move(record)); break;
        case dns::Type::MX: groups.exchangers.push_back(std::move(record)); break;
        default: groups.others.push_back(std::move(record));
        }
    }
    return groups;
}

Records join(std::initializer_list<const Records*> parts)
{
    Records joined;
    for (const Records* part : parts)
        joined.insert(joined.end(), part->begin(), part->end());
    return joined;
}

void shuffle(Records& records, ServeContext& context)
{
    for (std::size_t i = 0; i + 1 < records.size(); ++i)
        std::swap(records[i], records[i + context.choose(records.size() - i)]);
}

Records shuffled(Records records, ServeContext& context)
{
    if (records.size() < 2)
        return records;
    Groups groups = group(std::move(records));
    shuffle(groups.addresses, context);
    shuffle(groups.exchangers, context);
    return join({&groups.aliases, &groups.others, &groups.addresses, &groups.exchangers});
}

std::size_t addressCount(const Records& records)
{
    return static_cast<std::size_t>(std::count_if(records.begin(), records.end(), [](const dns::Record& record) {
        return record.type == dns::Type::A || record.type == dns::Type::AAAA;
    }));
}

} // namespace

std::vector<dns::Record> inPreferredOrder(std::vector<dns::Record> records, const std::vector<base::IpPrefix>& subnets)
{
    Groups groups = group(std::move(records));
    const auto rank = [&subnets](const dns::Record& record) {
        const auto* data = std::get_if<dns::rdata::Address>(&record.data);
        return std::find_if(subnets.begin(), subnets.end(), [&](const base::IpPrefix& subnet) { return data && subnet.contains(data->address); })
            - subnets.begin();
    };
    std::stable_sort(groups.addresses.begin(), groups.addresses.end(),
                     [&rank](const dns::Record& a, const dns::Record& b) { return rank(a) < rank(b); });
    return join({&groups.aliases, &groups.addresses, &groups.exchangers, &groups.others});
}

Outcome serve(const LoadBalanceConfig& config, Chain& chain, const Request& request)
{
    if (config.policy == LoadBalanceConfig::Policy::Weighted)
        chain.note(request, PluginOutcome::Passed, {NoteCode::PluginNotModelled, {"loadbalance weighted"}});
    Outcome outcome = chain.next(request);
    const bool transfer = request.question.type == dns::Type::AXFR || request.question.type == dns::Type::IXFR;
    if (!outcome.message || outcome.message->rcode != dns::Rcode::NoError || transfer || config.policy == LoadBalanceConfig::Policy::Weighted)
        return outcome;
    dns::Message& message = *outcome.message;
    message.answer = shuffled(std::move(message.answer), chain.context());
    message.authority = shuffled(std::move(message.authority), chain.context());
    message.additional = shuffled(std::move(message.additional), chain.context());
    if (config.policy == LoadBalanceConfig::Policy::Prefer) {
        message.answer = inPreferredOrder(std::move(message.answer), config.prefer);
        message.additional = inPreferredOrder(std::move(message.additional), config.prefer);
    }
    if (const std::size_t addresses = addressCount(message.answer); addresses > 1)
        chain.note(request, PluginOutcome::Changed, {NoteCode::LoadBalanced, {std::to_string(addresses)}});
    return outcome;
}

} // namespace sim
