// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/cache.h"

// Which entry answers (dns-semantics 6.5): a denial hides an older, still valid positive entry, never the other way round. Two exceptions:
// a cached SERVFAIL gives way to a positive entry, and prefer_positive puts an answering positive entry before everything.

namespace sim {

namespace {

using std::chrono::seconds;

constexpr corefile::Version positiveBeforeServfail{1, 14, 4};

bool isUsable(const corefile::CacheConfig& config, const CacheEntry& entry, base::Instant now)
{
    const seconds left = entry.remaining(now);
    const seconds window = std::chrono::duration_cast<seconds>(config.staleUpTo);
    return left > seconds(0) || (config.staleUpTo.count() > 0 && -left < window);
}

std::optional<CacheFound> inSuccess(const corefile::CacheConfig& config, const CacheContent& content, const CacheKey& key, base::Instant now)
{
    const auto entry = content.success.find(key);
    if (entry == content.success.end() || !isUsable(config, entry->second, now))
        return std::nullopt;
    return CacheFound{entry->second, false, false};
}

std::optional<CacheFound> preferred(const corefile::CacheConfig& config, const CacheContent& content, const CacheKey& key, base::Instant now)
{
    if (!config.preferPositive || config.staleUpTo.count() <= 0)
        return std::nullopt;
    const auto found = content.success.find(key);
    if (found == content.success.end())
        return std::nullopt;
    const CacheEntry& newest = found->second;
    if (newest.answering)
        return isUsable(config, newest, now) ? std::optional(CacheFound{newest, false, false}) : std::nullopt;
    if (newest.lastKnownGood.empty() || !isUsable(config, newest.lastKnownGood[0], now))
        return std::nullopt;
    return CacheFound{newest.lastKnownGood[0], false, true};
}

} // namespace

std::optional<CacheFound> findEntry(const corefile::CacheConfig& config, const corefile::Version& version, const CacheContent& content,
                                    const CacheKey& key, base::Instant now)
{
    if (std::optional<CacheFound> good = preferred(config, content, key, now))
        return good;
    const auto denial = content.denial.find(key);
    if (denial == content.denial.end() || !isUsable(config, denial->second, now))
        return inSuccess(config, content, key, now);
    if (denial->second.reply.rcode == dns::Rcode::ServFail && version >= positiveBeforeServfail) {
        if (std::optional<CacheFound> positive = inSuccess(config, content, key, now))
            return positive;
    }
    return CacheFound{denial->second, true, false};
}

} // namespace sim
