// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/setup.h"

#include <algorithm>

namespace corefile {
namespace {

using namespace std::chrono_literals;
using Nanoseconds = std::chrono::nanoseconds;

/// CoreDNS counts TTLs in any int; beyond 2^31-1 (RFC 2181 section 8) no record could carry one.
Seconds wholeSeconds(std::int64_t count)
{
    return Seconds(std::min<std::int64_t>(count, INT32_MAX));
}

Seconds roundedSeconds(Nanoseconds duration)
{
    return std::chrono::duration_cast<Seconds>(duration);
}

Milliseconds roundedMilliseconds(Nanoseconds duration)
{
    return duration > 0ns ? std::max(1ms, std::chrono::duration_cast<Milliseconds>(duration)) : 0ms;
}

Seconds readTtlAbove0(Dispenser& c, const std::string& text)
{
    const std::int64_t ttl = c.integer(text);
    if (ttl <= 0)
        c.fail("cache TTL can not be zero or negative: " + std::to_string(ttl));
    return wholeSeconds(ttl);
}

/// `success` and `denial`: CAPACITY [MAX [MIN]].
void readSide(Dispenser& c, int& capacity, Seconds& maximum, Seconds& minimum)
{
    const std::vector<std::string> words = c.remainingArguments();
    if (words.empty())
        return c.failArgument();
    capacity = static_cast<int>(std::clamp<std::int64_t>(c.integer(words[0]), 0, INT32_MAX));
    if (words.size() > 1)
        maximum = readTtlAbove0(c, words[1]);
    if (words.size() > 2) {
        const std::int64_t least = c.integer(words[2]);
        if (least < 0)
            c.fail("cache min TTL can not be negative: " + std::to_string(least));
        minimum = wholeSeconds(least);
    }
}

void readPrefetch(Dispenser& c, CacheConfig& config)
{
    const std::vector<std::string> words = c.remainingArguments();
    if (words.empty() || words.size() > 3)
        return c.failArgument();
    const std::int64_t amount = c.integer(words[0]);
    if (amount < 0)
        return c.fail("prefetch amount should be positive: " + std::to_string(amount));
    config.prefetchAmount = static_cast<int>(std::min<std::int64_t>(amount, INT32_MAX));
    if (words.size() > 1)
        config.prefetchDuration = roundedSeconds(c.duration(words[1]));
    if (words.size() < 3)
        return;
    const std::string& percentage = words[2];
    if (!percentage.ends_with('%'))
        return c.fail("last character of percentage should be `%`, but is: '" + percentage.substr(percentage.empty() ? 0 : percentage.size() - 1) + "'");
    const std::int64_t number = c.integer(percentage.substr(0, percentage.size() - 1));
    if (number < 10 || number > 90)
        return c.fail("percentage should fall in range [10, 90]: " + std::to_string(number));
    config.prefetchPercentage = static_cast<int>(number);
}

Seconds readStaleTtl(Dispenser& c, const std::string& text)
{
    const Parsed<Nanoseconds> ttl = goParseDuration(text);
    if (!ttl)
        c.fail("invalid serve_stale response TTL: " + ttl.error());
    else if (*ttl < 0ns)
        c.fail("invalid negative response TTL for serve_stale");
    else if (*ttl % 1s != 0ns)
        c.fail("serve_stale response TTL must be a whole number of seconds");
    else if (*ttl / 1s > UINT32_MAX)
        c.fail("serve_stale response TTL exceeds the DNS TTL range");
    return roundedSeconds(ttl.value_or(0ns));
}

Seconds readStaleRecheck(Dispenser& c, const std::string& text)
{
    const Parsed<Nanoseconds> recheck = goParseDuration(text);
    if (!recheck)
        c.fail("invalid serve_stale failure recheck: " + recheck.error());
    else if (*recheck < 0ns)
        c.fail("invalid negative failure recheck for serve_stale");
    else if (*recheck > 5min)
        c.fail("serve_stale failure recheck cannot exceed 5 minutes");
    return roundedSeconds(recheck.value_or(0ns));
}

/// `serve_stale [DURATION [immediate|verify ...]]`: how many words it takes grew with the releases.
std::size_t staleWordLimit(const Version& version)
{
    if (version >= Version{1, 14, 7})
        return 5;
    if (version >= Version{1, 14, 4})
        return 3;
    return version >= Version{1, 9, 2} ? 2 : 1;
}

void readServeStale(Dispenser& c, const SetupContext& context, CacheConfig& config)
{
    const std::vector<std::string> words = c.remainingArguments();
    if (words.size() > staleWordLimit(context.version))
        return c.failArgument();
    const Nanoseconds upTo = words.empty() ? Nanoseconds(1h) : c.duration(words[0]);
    if (upTo < 0ns)
        return c.fail("invalid negative duration for serve_stale");
    config.staleUpTo = roundedMilliseconds(upTo);
    config.staleVerify = false;
    config.verifyTimeout = 0ms;
    config.staleTtl = config.staleRecheck = 0s;
    if (words.size() < 2)
        return;
    const std::string mode = dns::asciiLower(words[1]);
    if (mode != "immediate" && mode != "verify")
        return c.fail("invalid value for serve_stale refresh mode: " + mode);
    config.staleVerify = mode == "verify";
    std::size_t at = 2;
    if (config.staleVerify && words.size() > at) {
        const Parsed<Nanoseconds> timeout = goParseDuration(words[at++]);
        if (!timeout)
            return c.fail("invalid serve_stale verify timeout: " + timeout.error());
        if (*timeout < 0ns)
            return c.fail("invalid negative timeout for serve_stale verify");
        config.verifyTimeout = roundedMilliseconds(*timeout);
    }
    if (words.size() > at && context.version < Version{1, 14, 7})
        return c.failArgument();
    if (words.size() > at + 2)
        return c.failArgument();
    if (words.size() > at)
        config.staleTtl = readStaleTtl(c, words[at]);
    if (words.size() > at + 1)
        config.staleRecheck = readStaleRecheck(c, words[at + 1]);
}

void readServfail(Dispenser& c, CacheConfig& config)
{
    const std::vector<std::string> words = c.remainingArguments();
    if (words.size() != 1)
        return c.failArgument();
    const Nanoseconds ttl = c.duration(words[0]);
    if (ttl < 0ns)
        return c.fail("invalid negative ttl for servfail");
    if (ttl > 5min) // RFC 2308 section 7
        return c.fail("caching SERVFAIL responses over 5 minutes is not permitted");
    config.failTtl = roundedSeconds(ttl);
}

void readDisable(Dispenser& c, CacheConfig& config)
{
    const std::vector<std::string> words = c.remainingArguments();
    if (words.empty())
        return c.failArgument();
    Zones zones;
    for (std::size_t i = 1; i < words.size(); ++i) {
        // CoreDNS keeps what is no name too; no question matches it.
        if (const std::optional<dns::Name> zone = normalName(words[i]))
            zones.push_back(*zone);
    }
    if (words.size() == 1)
        zones = {dns::Name()};
    if (words[0] == "denial")
        config.disableDenial = std::move(zones);
    else if (words[0] == "success")
        config.disableSuccess = std::move(zones);
    else
        c.fail("cache type for disable must be \"success\" or \"denial\"");
}

struct StaleWords {
    bool hasServeStale = false;
    bool hasPolicy = false;
};

void readPolicy(Dispenser& c, CacheConfig& config, StaleWords& seen)
{
    if (std::exchange(seen.hasPolicy, true))
        return c.fail("serve_stale_policy can only be specified once");
    const std::vector<std::string> words = c.remainingArguments();
    if (words.size() != 1)
        return c.failArgument();
    if (dns::asciiLower(words[0]) != "prefer_positive")
        return c.fail("invalid serve_stale_policy: " + words[0]);
    config.preferPositive = true;
}

void readOption(Dispenser& c, const SetupContext& context, CacheConfig& config, StaleWords& seen)
{
    const std::string option = c.value();
    const auto isSince = [&context](const Version& since) { return context.version >= since; };
    if (option == "success") {
        readSide(c, config.successCapacity, config.successMax, config.successMin);
    } else if (option == "denial") {
        readSide(c, config.denialCapacity, config.denialMax, config.denialMin);
    } else if (option == "prefetch") {
        readPrefetch(c, config);
    } else if (option == "serve_stale" && isSince({1, 6, 6})) {
        seen.hasServeStale = true;
        readServeStale(c, context, config);
    } else if (option == "serve_stale_policy" && isSince({1, 14, 7})) {
        readPolicy(c, config, seen);
    } else if (option == "servfail" && isSince({1, 9, 4})) {
        readServfail(c, config);
    } else if (option == "disable" && isSince({1, 9, 4})) {
        readDisable(c, config);
    } else if (option == "keepttl" && isSince({1, 10, 1})) {
        if (!c.remainingArguments().empty())
            c.failArgument();
        config.keepTtl = true;
    } else {
        c.failArgument();
    }
}

} // namespace

PluginConfig setUpCache(Dispenser& c, const SetupContext& context)
{
    CacheConfig config;
    for (int count = 0; c.next(); ++count) {
        if (count > 0)
            c.failOnce();
        std::vector<std::string> words = c.remainingArguments();
        if (!words.empty() && goAtoi(words[0])) {
            config.successMax = config.denialMax = readTtlAbove0(c, words[0]);
            words.erase(words.begin());
        }
        config.zones = zonesOrBlock(words, context.blockZones);
        StaleWords seen;
        while (c.nextBlock())
            readOption(c, context, config, seen);
        if (seen.hasPolicy && !seen.hasServeStale)
            c.fail("serve_stale_policy requires serve_stale");
    }
    return config;
}

} // namespace corefile
