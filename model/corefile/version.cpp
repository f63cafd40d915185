// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/configuration.h"
#include "model/corefile/plugin_order.h"
#include "model/dns/escape.h"

#include <algorithm>
#include <array>

namespace corefile {
namespace {

/// Plugins that node-cache compiles in (kubernetes/dns, cmd/node-cache); it keeps the order of its CoreDNS.
constexpr std::array<std::string_view, 20> nodeCachePlugins{
    "bind", "bufsize", "cache", "debug", "dns64", "errors", "forward", "health", "hosts", "loadbalance",
    "log", "loop", "pprof", "prometheus", "reload", "rewrite", "template", "timeouts", "trace", "whoami",
};

struct NodeCacheRelease {
    Version since;
    Version coreDns;
};

/// go.mod of the release tags of kubernetes/dns; the oldest row stands for everything before it too.
constexpr std::array<NodeCacheRelease, 5> nodeCacheReleases{{
    {{0, 0, 0}, {1, 7, 0}},
    {{1, 22, 14}, {1, 10, 0}},
    {{1, 24, 0}, {1, 11, 3}},
    {{1, 26, 5}, {1, 12, 2}},
    {{1, 26, 6}, {1, 13, 1}},
}};

std::vector<std::string> split(std::string_view names)
{
    std::vector<std::string> result;
    while (!names.empty()) {
        const std::size_t space = names.find(' ');
        result.emplace_back(names.substr(0, space));
        names.remove_prefix(space == std::string_view::npos ? names.size() : space + 1);
    }
    return result;
}

struct Orders {
    std::vector<std::string> coreDns;
    std::vector<std::string> nodeCache;
};

std::vector<Orders> makeOrders()
{
    std::vector<Orders> orders;
    for (const OrderOfRelease& release : orderOfReleases) {
        Orders order{split(release.names), {}};
        std::copy_if(order.coreDns.begin(), order.coreDns.end(), std::back_inserter(order.nodeCache), [](const std::string& name) {
            return std::find(nodeCachePlugins.begin(), nodeCachePlugins.end(), name) != nodeCachePlugins.end();
        });
        orders.push_back(std::move(order));
    }
    return orders;
}

} // namespace

std::optional<Version> Version::parse(std::string_view text)
{
    if (text.starts_with('v'))
        text.remove_prefix(1);
    std::array<int, 3> numbers{};
    std::size_t count = 0;
    for (; count < numbers.size(); ++count) {
        std::size_t length = 0;
        while (length < text.size() && dns::isDecimalDigit(text[length]))
            ++length;
        const std::optional<int> number = dns::parseDecimal<int>(text.substr(0, length));
        if (!number)
            break;
        numbers[count] = *number;
        text.remove_prefix(length);
        if (!text.starts_with('.')) {
            ++count;
            break;
        }
        text.remove_prefix(1);
    }
    if (count < 2)
        return std::nullopt;
    return Version{numbers[0], numbers[1], numbers[2]};
}

std::string Version::toString() const
{
    return std::to_string(major) + '.' + std::to_string(minor) + '.' + std::to_string(patch);
}

const std::vector<std::string>& pluginOrder(const Version& version, Build build)
{
    static const std::vector<Orders> orders = makeOrders();
    std::size_t row = 0;
    while (row + 1 < orderOfReleases.size() && orderOfReleases[row + 1].since <= version)
        ++row;
    return build == Build::NodeCache ? orders[row].nodeCache : orders[row].coreDns;
}

Version versionInsideNodeCache(std::string_view nodeCacheVersion)
{
    const Version version = Version::parse(nodeCacheVersion).value_or(nodeCacheReleases.back().since);
    Version coreDns;
    for (const NodeCacheRelease& release : nodeCacheReleases) {
        if (release.since <= version)
            coreDns = release.coreDns;
    }
    return coreDns;
}

} // namespace corefile
