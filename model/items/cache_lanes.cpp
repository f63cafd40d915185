// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/items/cache_lanes.h"

#include <QStringList>

#include <algorithm>

namespace items {

namespace {

QString utf8(const std::string& bytes)
{
    return QString::fromStdString(bytes);
}

const corefile::CacheConfig* cacheOf(const corefile::Server& server)
{
    for (const corefile::Plugin& plugin : server.chain) {
        if (const auto* config = std::get_if<corefile::CacheConfig>(&plugin.config))
            return config;
    }
    return nullptr;
}

CacheLaneRow rowOf(const sim::CacheKey& key, const sim::CacheEntry& entry, bool negative, base::Instant now)
{
    const auto remaining = entry.remaining(now);
    CacheLaneRow row{.name = utf8(key.name), .type = utf8(dns::toString(key.type)), .outcome = film::outcomeOf(entry.reply.rcode, entry.reply.answer.size()),
                     .negative = negative, .stale = remaining.count() <= 0, .lifetime = static_cast<int>(entry.lifetime.count()),
                     .remaining = static_cast<int>(std::max<std::chrono::seconds::rep>(remaining.count(), 0))};
    QStringList data;
    for (const dns::Record& record : entry.reply.answer)
        data.append(utf8(dns::toString(record.type) + ' ' + dns::toString(record.data)));
    row.data = data.join(QLatin1Char('\n'));
    return row;
}

void addRows(CacheLane& lane, const std::map<sim::CacheKey, sim::CacheEntry>& entries, bool negative, const corefile::CacheConfig& config, base::Instant now)
{
    const auto stalest = std::chrono::duration_cast<std::chrono::seconds>(config.staleUpTo);
    for (const auto& [key, entry] : entries) {
        const bool there = entry.storedAt <= now && (entry.remaining(now).count() > 0 || entry.remaining(now) > -stalest);
        if (there)
            lane.rows.push_back(rowOf(key, entry, negative, now));
    }
}

void addLanes(std::vector<CacheLane>& lanes, const sim::Caches& caches, const sim::ServerProcess& process, const QString& title, const sim::DnsSetup& setup, base::Instant now)
{
    for (const corefile::Server& server : process.configuration.servers) {
        const corefile::CacheConfig* config = cacheOf(server);
        CacheLane lane{.id = utf8(process.id) + QLatin1Char('#') + QString::number(server.index), .title = title, .exists = config != nullptr};
        QStringList zones;
        for (const corefile::ServerKey& key : server.keys)
            zones.append(utf8(key.zone.text()));
        lane.zones = zones.join(QLatin1Char(' '));
        if (config) {
            const auto domain = dns::Name::parse(setup.clusterDomain.value);
            lane.disabled = config->disableSuccess && domain
                         && std::any_of(config->disableSuccess->begin(), config->disableSuccess->end(), [&](const dns::Name& zone) { return domain->isAtOrBelow(zone); });
            const auto content = caches.content.find({process.id, server.index});
            if (content != caches.content.end()) {
                lane.hits = content->second.counters.hits;
                lane.misses = content->second.counters.misses;
                lane.stale = content->second.counters.stale;
                addRows(lane, content->second.success, false, *config, now);
                addRows(lane, content->second.denial, true, *config, now);
            }
            std::stable_sort(lane.rows.begin(), lane.rows.end(), [](const CacheLaneRow& a, const CacheLaneRow& b) {
                return std::pair(a.negative, -a.remaining) < std::pair(b.negative, -b.remaining);
            });
        }
        lanes.push_back(std::move(lane));
    }
}

} // namespace

std::vector<CacheLane> lanesOf(const sim::Caches& caches, const sim::DnsSetup& setup, base::Instant now)
{
    std::vector<CacheLane> lanes;
    for (const sim::NodeCacheInstance& instance : setup.nodeCaches)
        addLanes(lanes, caches, instance.process, utf8(instance.node), setup, now);
    for (const sim::CoreDnsReplica& replica : setup.replicas)
        addLanes(lanes, caches, replica.process, utf8(replica.pod), setup, now);
    return lanes;
}

} // namespace items
