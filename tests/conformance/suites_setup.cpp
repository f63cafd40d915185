// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// plugin-setup, and the rows of forward that are configurations.
#include "model/corefile/configuration.h"
#include "model/corefile/label_selector.h"
#include "tests/conformance/case.h"

#include <algorithm>
#include <functional>
#include <map>

namespace conformance {
namespace {

using namespace corefile;

/// A setting that a configuration shows, in the form in which cases write it.
using Setting = std::variant<bool, double, std::string, std::vector<std::string>>;
using Settings = std::map<std::string, Setting>;

std::vector<std::string> texts(const Zones& zones)
{
    std::vector<std::string> result;
    for (const dns::Name& zone : zones)
        result.push_back(zone.text());
    return result;
}

std::vector<std::string> texts(const std::vector<dns::Rcode>& codes)
{
    std::vector<std::string> result;
    for (const dns::Rcode code : codes)
        result.push_back(dns::toString(code));
    return result;
}

template <class Duration>
double seconds(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

std::vector<std::string> fallthroughZones(const Fallthrough& fallthrough)
{
    return fallthrough.enabled && fallthrough.zones.empty() ? std::vector<std::string>{"."} : texts(fallthrough.zones);
}

Settings settingsOf(const CacheConfig& config)
{
    return {
        {"zones", texts(config.zones)},
        {"successCap", double(config.successCapacity)}, {"denialCap", double(config.denialCapacity)},
        {"successMax", seconds(config.successMax)}, {"denialMax", seconds(config.denialMax)},
        {"successMin", seconds(config.successMin)}, {"denialMin", seconds(config.denialMin)},
        {"prefetch", double(config.prefetchAmount)}, {"prefetchAmount", double(config.prefetchAmount)},
        {"prefetchDuration", seconds(config.prefetchDuration)}, {"duration", seconds(config.prefetchDuration)},
        {"prefetchPercentage", double(config.prefetchPercentage)}, {"percentage", double(config.prefetchPercentage)},
        {"upTo", seconds(config.staleUpTo)}, {"verify", config.staleVerify},
        {"verifyTimeout", seconds(config.verifyTimeout)}, {"timeout", seconds(config.verifyTimeout)},
        {"staleTTL", seconds(config.staleTtl)}, {"responseTTL", seconds(config.staleTtl)},
        {"staleRecheck", seconds(config.staleRecheck)}, {"recheck", seconds(config.staleRecheck)},
        {"preferPositive", config.preferPositive}, {"servfailTTL", seconds(config.failTtl)},
        {"successExcept", texts(config.disableSuccess.value_or(Zones()))}, {"denialExcept", texts(config.disableDenial.value_or(Zones()))},
        {"keepttl", config.keepTtl}, {"keepTTL", config.keepTtl},
    };
}

Settings settingsOf(const KubernetesConfig& config)
{
    const char* podModes[] = {"disabled", "insecure", "verified"};
    const std::string podMode = podModes[static_cast<int>(config.pods)];
    return {
        {"zones", texts(config.zones)}, {"primaryZone", config.primaryZone.text()},
        {"multiclusterZones", texts(config.multiclusterZones)}, {"multicluster", texts(config.multiclusterZones)},
        {"namespaces", config.namespaces}, {"namespaceCount", double(config.namespaces.size())},
        {"podMode", podMode}, {"pods", podMode},
        {"endpointPodNames", config.endpointPodNames}, {"endpointNameMode", config.endpointPodNames},
        {"noendpoints", config.noEndpoints}, {"noEndpoints", config.noEndpoints}, {"endpoints", !config.noEndpoints},
        {"ignoreEmptyService", config.ignoreEmptyService}, {"zonal", config.zonal},
        {"ttl", double(config.ttl.count())}, {"startupTimeout", seconds(config.startupTimeout)},
        {"fallthrough", fallthroughZones(config.fallthrough)},
    };
}

Settings settingsOf(const K8sExternalConfig& config)
{
    return {
        {"zones", texts(config.zones)}, {"apex", config.apex}, {"ttl", double(config.ttl.count())}, {"headless", config.headless},
        {"fallthrough", fallthroughZones(config.fallthrough)},
    };
}

std::vector<std::string> addresses(const ForwardConfig& config)
{
    std::vector<std::string> result;
    for (const ForwardConfig::Upstream& upstream : config.upstreams) {
        const std::string host = upstream.hostName.empty() ? upstream.address.toString() : upstream.hostName;
        const bool isV6 = host.find(':') != std::string::npos;
        result.push_back((isV6 ? '[' + host + ']' : host) + ':' + std::to_string(upstream.port));
    }
    return result;
}

Settings settingsOf(const ForwardConfig& config)
{
    const char* policies[] = {"random", "round_robin", "sequential"};
    return {
        {"from", config.from.text()}, {"to", config.to}, {"upstreams", addresses(config)}, {"addresses", addresses(config)},
        {"except", texts(config.except)}, {"ignored", texts(config.except)},
        {"policy", std::string(policies[static_cast<int>(config.policy)])},
        {"maxFails", double(config.maxFails)}, {"forceTCP", config.forceTcp}, {"preferUDP", config.preferUdp},
        {"healthCheck", seconds(config.healthCheck)}, {"healthCheckInterval", seconds(config.healthCheck)},
        {"healthCheckDomain", config.healthCheckDomain.text()},
        {"healthCheckRecursionDesired", config.healthCheckRecursionDesired}, {"recursionDesired", config.healthCheckRecursionDesired},
        {"healthCheckNoRec", !config.healthCheckRecursionDesired}, {"noRec", !config.healthCheckRecursionDesired},
        {"expire", seconds(config.expire)}, {"readTimeout", seconds(config.readTimeout)}, {"maxConcurrent", double(config.maxConcurrent)},
        {"next", texts(config.next)}, {"failover", texts(config.failover)}, {"failoverRcodes", texts(config.failover)},
        {"nextOnNodata", config.nextOnNodata}, {"failfastAllUnhealthyUpstreams", config.failfastAllUnhealthy},
        {"failfast", config.failfastAllUnhealthy},
        {"maxConnectAttempts", double(config.maxConnectAttempts.value_or(2))},
        {"tlsServerName", config.tlsServerName}, {"serverName", config.tlsServerName},
    };
}

Settings settingsOf(const HostsConfig& config)
{
    return {
        {"file", config.file}, {"path", config.file}, {"zones", texts(config.zones)}, {"origins", texts(config.zones)},
        {"ttl", double(config.ttl.count())}, {"noReverse", config.noReverse}, {"fallthrough", fallthroughZones(config.fallthrough)},
        {"inline", double(config.inlineEntries.size())},
    };
}

/// Plugins whose cases only tell whether they are accepted.
template <class Other>
Settings settingsOf(const Other&)
{
    return {};
}

struct ExpectedForm {
    const Value& expected;
    Check& check;
    const std::string& key;

    void operator()(bool actual) const { check.equal(key, expected.boolean(), actual); }
    void operator()(double actual) const { check.equal(key, expected.number(), actual); }
    void operator()(const std::string& actual) const { check.equal(key, expected.text(), actual); }
    /// A list, its only element, or how many there are.
    void operator()(const std::vector<std::string>& actual) const
    {
        if (expected.isNumber())
            check.equal(key, expected.integer(), actual.size());
        else if (expected.isText())
            check.equal(key, std::vector<std::string>{expected.text()}, actual);
        else
            check.equal(key, expected.isNull() ? std::vector<std::string>() : expected.texts(), actual);
    }
};

/// Selectors are compared by meaning: the order and the blanks of their text are free.
bool checkSelector(Check& check, const std::string& key, const Value& expected, const PluginConfig& config)
{
    const auto* kubernetes = std::get_if<KubernetesConfig>(&config);
    const bool isNamespace = key == "namespaceLabels" || key == "namespaceLabelSelector";
    if (!kubernetes || (!isNamespace && key != "labels" && key != "labelSelector"))
        return false;
    const auto wanted = parseLabelSelector(expected.text());
    if (!wanted)
        throw CaseError(expected.path() + ": not a selector");
    if (*wanted != (isNamespace ? kubernetes->namespaceLabels : kubernetes->labels))
        check.fail(key, expected.text(), isNamespace ? kubernetes->namespaceLabelsText : kubernetes->labelsText);
    return true;
}

void checkSettings(Check& check, const Value& expect, const PluginConfig& config)
{
    const Settings settings = std::visit([](const auto& typed) { return settingsOf(typed); }, config);
    for (const auto& [key, expected] : expect.members()) {
        if (key == "valid" || key == "error" || checkSelector(check, key, expected, config))
            continue;
        const auto setting = settings.find(key);
        if (setting == settings.end())
            throw CaseError(expected.path() + ": unknown setting");
        std::visit(ExpectedForm{expected, check, key}, setting->second);
    }
}

/// The words of a configuration as one directive, which is how the upstream tests hand them to the setup function.
std::vector<Directive> directivesOf(const std::string& config)
{
    std::vector<Token> tokens = lex(config, "Testfile");
    if (tokens.empty())
        return {};
    std::string name = tokens.front().text;
    return {Directive{std::move(name), std::move(tokens)}};
}

ConfigureOptions optionsOf(const Row& row)
{
    ConfigureOptions options;
    if (const auto least = Version::parse(row.owner().minVersion()); least && *least > options.version)
        options.version = *least;
    if (const Value files = row.find("files")) {
        for (const auto& [path, content] : files.members())
            options.systemFiles.emplace(path, content.text());
    }
    return options;
}

void setupRow(const Row& row, Check& check)
{
    Zones blockZones;
    if (const Value keys = row.find("keys")) {
        for (const std::string& key : keys.texts()) {
            for (const ServerKey& normal : normalizeKey(key).value_or(std::vector<ServerKey>()))
                blockZones.push_back(normal.zone);
        }
    }
    const std::string config = row["config"].text();
    const auto plugin = setUpPlugin(directivesOf(config), blockZones, optionsOf(row));
    const Value expect = row["expect"];
    const bool isRejected = expect.isNull() || (expect.find("valid") && !expect["valid"].boolean()) || expect.booleanOr("error", false);
    if (isRejected != !plugin)
        check.fail(config, isRejected ? "rejected" : "accepted", plugin ? "accepted" : "rejected: " + plugin.error().detail);
    else if (plugin && !isRejected)
        checkSettings(check, expect, *plugin);
}

bool hasConfigRows(const Case& which)
{
    const Value rows = which.value.find("rows");
    if (!rows)
        return which.value.find("config").exists();
    const std::vector<Value> items = rows.items();
    return !items.empty() && items.front().find("config").exists();
}

const Registration setup{"plugin-setup", [](const Case& c) { return forEachRow(c, setupRow); }};
const Registration forwardSetup{"forward", [](const Case& c) { return forEachRow(c, setupRow); }, hasConfigRows};

} // namespace
} // namespace conformance
