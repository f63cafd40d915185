// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/label_selector.h"
#include "model/corefile/setup.h"

#include <algorithm>
#include <array>

namespace corefile {
namespace {

using namespace std::chrono_literals;

struct Stanza {
    KubernetesConfig config;
    bool hasNamespaceLabels = false;
};

std::vector<std::string> argumentsWithin(Dispenser& c, std::size_t least, std::size_t most)
{
    std::vector<std::string> words = c.remainingArguments();
    if (words.size() < least || words.size() > most) {
        c.failArgument();
        words.resize(most < words.size() ? most : words.size());
    }
    return words;
}

constexpr std::size_t any = 1000000;

std::string firstWord(const std::vector<std::string>& words)
{
    return words.empty() ? std::string() : words.front();
}

void readPods(Dispenser& c, Stanza& stanza)
{
    const std::string mode = joined(argumentsWithin(c, 1, 1));
    if (mode == "disabled")
        stanza.config.pods = KubernetesConfig::Pods::Disabled;
    else if (mode == "insecure")
        stanza.config.pods = KubernetesConfig::Pods::Insecure;
    else if (mode == "verified")
        stanza.config.pods = KubernetesConfig::Pods::Verified;
    else
        c.fail("wrong value for pods: " + mode + ",  must be one of: disabled, verified, insecure");
}

void readNamespaces(Dispenser& c, Stanza& stanza)
{
    for (std::string& name : argumentsWithin(c, 1, any)) {
        std::vector<std::string>& names = stanza.config.namespaces;
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    }
}

std::vector<LabelRequirement> readSelector(Dispenser& c, std::string& text, const char* option)
{
    text = joined(argumentsWithin(c, 1, any));
    const Parsed<std::vector<LabelRequirement>> requirements = parseLabelSelector(text);
    if (!requirements) {
        c.fail(std::string("unable to parse ") + option + " selector value: '" + text + "': " + requirements.error());
        return {};
    }
    return *requirements;
}

void readNamespaceLabels(Dispenser& c, Stanza& stanza)
{
    stanza.config.namespaceLabels = readSelector(c, stanza.config.namespaceLabelsText, "namespace_label");
    stanza.hasNamespaceLabels = true;
}

/// Without an argument the option is taken and does nothing.
void readIgnore(Dispenser& c, Stanza& stanza)
{
    const std::vector<std::string> words = c.remainingArguments();
    if (words.empty())
        return;
    if (words[0] != "empty_service")
        return c.fail("unable to parse ignore value: '" + words[0] + "'");
    stanza.config.ignoreEmptyService = true;
}

void readStartupTimeout(Dispenser& c, Stanza& stanza)
{
    const std::string text = firstWord(argumentsWithin(c, 1, any));
    const Parsed<std::chrono::nanoseconds> timeout = goParseDuration(text);
    if (!timeout)
        c.fail("failed to parse startup_timeout: " + text + ", " + timeout.error());
    stanza.config.startupTimeout = std::chrono::duration_cast<Seconds>(timeout.value_or(0ns));
}

/// Limits of the API client: checked, without effect on an answer.
void readApiLimit(Dispenser& c, const std::string& option)
{
    const std::string text = joined(argumentsWithin(c, 1, 1));
    const auto toDouble = [](std::int64_t number) { return static_cast<double>(number); };
    const Parsed<double> number = option == "apiserver_qps" ? goParseFloat(text) : goAtoi(text).map(toDouble);
    if (!number)
        c.fail("invalid " + option + ' ' + goQuoted(text) + ": " + number.error());
    else if (*number < 0)
        c.fail(option + " must be >= 0");
}

struct Option {
    std::string_view name;
    Version since;
    Version until; ///< first release without it
    void (*read)(Dispenser& c, Stanza& stanza);
};

constexpr Version always{1, 6, 0};
constexpr Version forever{1000, 0, 0};

/// plugin/kubernetes/setup.go of the release tags.
constexpr std::array<Option, 22> options{{
    {"endpoint_pod_names", always, forever, [](Dispenser& c, Stanza& s) { (void)argumentsWithin(c, 0, 0); s.config.endpointPodNames = true; }},
    {"pods", always, forever, readPods},
    {"namespaces", always, forever, readNamespaces},
    {"endpoint", always, forever, [](Dispenser& c, Stanza&) { (void)argumentsWithin(c, 1, any); }},
    {"tls", always, forever, [](Dispenser& c, Stanza&) { (void)argumentsWithin(c, 3, 3); }},
    {"labels", always, forever, [](Dispenser& c, Stanza& s) { s.config.labels = readSelector(c, s.config.labelsText, "label"); }},
    {"namespace_labels", always, forever, readNamespaceLabels},
    {"fallthrough", always, forever, [](Dispenser& c, Stanza& s) { s.config.fallthrough = fallthroughOf(c.remainingArguments()); }},
    {"ttl", always, forever, [](Dispenser& c, Stanza& s) { s.config.ttl = readTtl(c); }},
    {"noendpoints", always, forever, [](Dispenser& c, Stanza& s) { (void)argumentsWithin(c, 0, 0); s.config.noEndpoints = true; }},
    {"ignore", always, forever, readIgnore},
    {"kubeconfig", always, {1, 8, 2}, [](Dispenser& c, Stanza&) { (void)argumentsWithin(c, 2, 2); }},
    {"kubeconfig", {1, 8, 2}, forever, [](Dispenser& c, Stanza&) { (void)argumentsWithin(c, 1, 2); }},
    {"resyncperiod", always, {1, 7, 0}, [](Dispenser&, Stanza&) {}},
    {"upstream", always, {1, 7, 0}, [](Dispenser& c, Stanza&) { (void)c.remainingArguments(); }},
    {"transfer", always, {1, 8, 0}, [](Dispenser& c, Stanza&) { (void)argumentsWithin(c, 2, any); }},
    {"multicluster", {1, 12, 2}, forever, [](Dispenser& c, Stanza& s) { s.config.multiclusterZones = zonesOrBlock(c.remainingArguments(), {}); }},
    {"startup_timeout", {1, 12, 3}, forever, readStartupTimeout},
    {"apiserver_qps", {1, 14, 0}, forever, [](Dispenser& c, Stanza&) { readApiLimit(c, "apiserver_qps"); }},
    {"apiserver_burst", {1, 14, 0}, forever, [](Dispenser& c, Stanza&) { readApiLimit(c, "apiserver_burst"); }},
    {"apiserver_max_inflight", {1, 14, 0}, forever, [](Dispenser& c, Stanza&) { readApiLimit(c, "apiserver_max_inflight"); }},
    {"zonal", {1, 14, 7}, forever, [](Dispenser& c, Stanza& s) { (void)argumentsWithin(c, 0, 0); s.config.zonal = true; }},
}};

void readOption(Dispenser& c, Stanza& stanza, const Version& version)
{
    const std::string name = c.value();
    for (const Option& option : options) {
        if (option.name == name && option.since <= version && version < option.until)
            return option.read(c, stanza);
    }
    c.failUnknownProperty();
}

/// CoreDNS looks for ".in-addr.arpa." and ".ip6.arpa.", so the two zones themselves do not count as reverse.
bool isReverse(const dns::Name& zone)
{
    static const dns::Name v4 = dns::Name::fromValid("in-addr.arpa.");
    static const dns::Name v6 = dns::Name::fromValid("ip6.arpa.");
    return (zone.isAtOrBelow(v4) && zone != v4) || (zone.isAtOrBelow(v6) && zone != v6);
}

std::string zoneList(const Zones& zones)
{
    std::vector<std::string> names;
    for (const dns::Name& zone : zones)
        names.push_back(zone.text());
    return '[' + joined(names) + ']';
}

void check(Dispenser& c, const Stanza& stanza)
{
    const KubernetesConfig& config = stanza.config;
    if (!config.namespaces.empty() && stanza.hasNamespaceLabels)
        c.fail("namespaces and namespace_labels cannot both be set");
    for (const dns::Name& zone : config.multiclusterZones) {
        if (std::find(config.zones.begin(), config.zones.end(), zone) == config.zones.end())
            c.fail("is not authoritative for the multicluster zone " + zone.text() + " (authoritative zones: " + zoneList(config.zones) + ')');
    }
    if (config.zonal && config.noEndpoints)
        c.fail("zonal requires the endpoint cache; remove noendpoints");
}

} // namespace

PluginConfig setUpKubernetes(Dispenser& c, const SetupContext& context)
{
    Stanza stanza;
    for (int count = 0; c.next(); ++count) {
        if (count > 0)
            c.failOnce();
        KubernetesConfig& config = stanza.config;
        config.zones = zonesOrBlock(c.remainingArguments(), context.blockZones);
        const auto primary = std::find_if_not(config.zones.begin(), config.zones.end(), isReverse);
        if (primary == config.zones.end())
            c.fail("non-reverse zone name must be used");
        else
            config.primaryZone = *primary;
        while (c.nextBlock())
            readOption(c, stanza, context.version);
        check(c, stanza);
    }
    return stanza.config;
}

PluginConfig setUpK8sExternal(Dispenser& c, const SetupContext& context)
{
    K8sExternalConfig config;
    while (c.next()) {
        config.zones = zonesOrBlock(c.remainingArguments(), context.blockZones);
        while (c.nextBlock()) {
            const std::string option = c.value();
            if (option == "ttl")
                config.ttl = readTtl(c);
            else if (option == "apex")
                config.apex = firstWord(argumentsWithin(c, 1, any));
            else if (option == "headless" && context.version >= Version{1, 9, 4})
                config.headless = true;
            else if (option == "fallthrough" && context.version >= Version{1, 11, 0})
                config.fallthrough = fallthroughOf(c.remainingArguments());
            else
                c.failUnknownProperty();
        }
    }
    return config;
}

} // namespace corefile
