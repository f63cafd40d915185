// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/trace.h"

#include "model/dns/name.h"

#include <array>
#include <cstdio>

namespace sim {

std::string Station::id() const
{
    switch (kind) {
    case StationKind::Pod: return "pod";
    case StationKind::NodeCache: return "node-cache@" + name;
    case StationKind::CoreDns: return "coredns@" + name;
    case StationKind::Upstream: return "upstream@" + name;
    }
    return {};
}

std::string toString(EventKind kind)
{
    switch (kind) {
    case EventKind::Sent: return "sent";
    case EventKind::Received: return "received";
    case EventKind::CacheHit: return "cache-hit";
    case EventKind::CacheMiss: return "cache-miss";
    case EventKind::CacheStale: return "cache-stale";
    case EventKind::CacheStore: return "cache-store";
    case EventKind::CacheRefresh: return "cache-refresh";
    case EventKind::Plugin: return "plugin";
    case EventKind::Answered: return "answered";
    case EventKind::Timeout: return "timeout";
    case EventKind::Retry: return "retry";
    case EventKind::TcpRetry: return "tcp-retry";
    case EventKind::Refused: return "refused";
    }
    return {};
}

std::string toString(PluginOutcome outcome)
{
    switch (outcome) {
    case PluginOutcome::Passed: return "passed";
    case PluginOutcome::Answered: return "answered";
    case PluginOutcome::Changed: return "changed";
    }
    return {};
}

std::string toString(CacheResult result)
{
    switch (result) {
    case CacheResult::None: return "none";
    case CacheResult::Hit: return "hit";
    case CacheResult::Miss: return "miss";
    case CacheResult::Stale: return "stale";
    }
    return {};
}

std::string toString(Libc resolver)
{
    switch (resolver) {
    case Libc::Glibc: return "glibc";
    case Libc::Musl: return "musl";
    case Libc::Go: return "go";
    case Libc::Windows: return "windows";
    case Libc::None: return {};
    }
    return {};
}

std::string toString(Badge badge)
{
    switch (badge) {
    case Badge::Predicted: return "predicted";
    case Badge::Observed: return "observed";
    case Badge::Inferred: return "inferred";
    }
    return {};
}

std::optional<Libc> parseLibc(std::string_view text)
{
    for (const Libc libc : {Libc::Glibc, Libc::Musl, Libc::Go, Libc::Windows}) {
        if (dns::equalsIgnoringCase(text, toString(libc)))
            return libc;
    }
    return std::nullopt;
}

std::string printEvents(const Trace& trace)
{
    std::string text;
    for (const Run& run : trace.runs) {
        for (const Event& event : run.events) {
            std::array<char, 32> seconds{};
            std::snprintf(seconds.data(), seconds.size(), "%.6f", base::toSeconds(event.at));
            text += std::string(seconds.data()) + ' ' + trace.stations[event.station].id() + ' ' + toString(event.kind);
            if (event.peer != noIndex)
                text += (event.kind == EventKind::Received ? " from " : " to ") + trace.stations[event.peer].id();
            if (!event.plugin.empty())
                text += ' ' + event.plugin;
            if (event.kind == EventKind::Plugin)
                text += ' ' + toString(event.outcome);
            text += ' ' + event.question.name.text() + ' ' + dns::toString(event.question.type);
            if (event.reply)
                text += ' ' + dns::toString(event.reply->rcode)
                      + (event.reply->ttl ? " ttl " + std::to_string(event.reply->ttl->count()) : std::string());
            if (event.background)
                text += " background";
            text += '\n';
        }
    }
    return text;
}

} // namespace sim
