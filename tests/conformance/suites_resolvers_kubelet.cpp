// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// The kubelet's reading and forming of resolv.conf.
#include "model/sim/kubelet.h"
#include "tests/conformance/case.h"

#include <algorithm>

namespace conformance {
namespace {

std::vector<std::string> sortedOptions(const dns::ResolvConf& conf)
{
    std::vector<std::string> texts;
    for (const auto& [name, value] : conf.options)
        texts.push_back(value ? name + ':' + *value : name);
    std::sort(texts.begin(), texts.end());
    return texts;
}

std::vector<std::string> sorted(std::vector<std::string> texts)
{
    std::sort(texts.begin(), texts.end());
    return texts;
}

/// True if the kubelet would raise a warning event.
bool warns(const std::vector<sim::Note>& notes)
{
    return std::any_of(notes.begin(), notes.end(),
        [](const sim::Note& note) { return note.code == sim::NoteCode::LimitCut || note.code == sim::NoteCode::MissingClusterDns; });
}

void checkConf(const Value& expect, const dns::ResolvConf& conf, const std::vector<sim::Note>& notes, Check& check)
{
    if (const Value nameservers = expect.find("nameservers"))
        check.equal("nameservers", nameservers.texts(), conf.nameservers);
    if (const Value searches = expect.find("searches"))
        check.equal("searches", searches.texts(), conf.searches);
    if (const Value first = expect.find("firstSearch"))
        check.equal("firstSearch", first.text(), conf.searches.empty() ? std::string() : conf.searches.front());
    if (const Value options = expect.find("optionsUnordered"))
        check.equal("options", sorted(options.texts()), sortedOptions(conf));
    if (const Value event = expect.find("event"))
        check.equal("event", event.boolean(), warns(notes));
}

/// `expect: null` and `expect.error: true` stand for a file that keeps the pod from starting.
bool expectsError(const Value& expect)
{
    return expect.isNull() || expect.booleanOr("error", false);
}

std::vector<std::pair<std::string, std::optional<std::string>>> optionsOf(const Value& list)
{
    std::vector<std::pair<std::string, std::optional<std::string>>> options;
    for (const Value& item : list.items()) {
        const Value value = item.find("value");
        options.emplace_back(item["name"].text(), value && !value.isNull() ? std::optional(value.text()) : std::nullopt);
    }
    return options;
}

std::vector<std::string> textsOf(const Value& object, std::string_view key)
{
    const Value list = object.find(key);
    return list && !list.isNull() ? list.texts() : std::vector<std::string>();
}

sim::KubeletConfig kubeletOf(const Value& value)
{
    sim::KubeletConfig kubelet;
    kubelet.clusterDns = textsOf(value, "clusterDNS");
    kubelet.clusterDomain = value.textOr("clusterDomain", {});
    if (const Value path = value.find("resolvConfPath"); path && path.text().empty())
        kubelet.nodeResolvConf.reset();
    else
        kubelet.nodeResolvConf = value.textOr("resolvConf", {});
    const auto nodeIps = textsOf(value, "nodeIPs");
    const auto isIpv6 = [](const std::string& address) { return address.find(':') != std::string::npos; };
    const auto sixes = std::count_if(nodeIps.begin(), nodeIps.end(), isIpv6);
    kubelet.nodeIsIpv6 = sixes > 0;
    kubelet.nodeIsDualStack = sixes > 0 && static_cast<std::size_t>(sixes) < nodeIps.size();
    return kubelet;
}

sim::PodDnsInput podOf(const Value& value)
{
    sim::PodDnsInput pod{.scope = value.textOr("namespace", {}), .name = "web-0", .dnsPolicy = value.textOr("dnsPolicy", "ClusterFirst")};
    pod.hostNetwork = value.booleanOr("hostNetwork", false);
    const Value dnsConfig = value.find("dnsConfig");
    if (!dnsConfig || dnsConfig.isNull())
        return pod;
    pod.dnsConfig.emplace();
    pod.dnsConfig->nameservers = textsOf(dnsConfig, "nameservers");
    pod.dnsConfig->searches = textsOf(dnsConfig, "searches");
    if (const Value options = dnsConfig.find("options"); options && !options.isNull())
        pod.dnsConfig->options = optionsOf(options);
    return pod;
}

void checkPod(const sim::KubeletConfig& kubelet, const sim::PodDnsInput& pod, const Value& expect, Check& check)
{
    const auto result = sim::podResolvConf(kubelet, pod);
    check.equal("readable", !expectsError(expect), result.has_value());
    if (result && !expect.isNull())
        checkConf(expect, result->resolvConf, result->notes, check);
}

/// Which base a policy takes: the servers of both bases differ, so the result tells.
void checkType(const Row& row, Check& check)
{
    const sim::KubeletConfig kubelet{.clusterDns = {"10.0.0.10"}, .nodeResolvConf = "nameserver 192.0.2.53\n"};
    const sim::PodDnsInput pod{.scope = "shop", .name = "web-0", .dnsPolicy = row["dnsPolicy"].text(), .hostNetwork = row["hostNetwork"].boolean()};
    const auto result = sim::podResolvConf(kubelet, pod);
    if (!result)
        return check.fail("type", row["expect"].text(), "error");
    const auto& servers = result->resolvConf.nameservers;
    const std::string base = servers.empty() ? "none" : servers.front() == "10.0.0.10" ? "cluster" : "host";
    check.equal("type", row["expect"].text(), base);
}

void checkPolicy(const Row& row, Check& check)
{
    if (row.find("pod"))
        checkPod(kubeletOf(row["kubelet"]), podOf(row["pod"]), row["expect"], check);
    else
        checkType(row, check);
}

void checkMerge(const Row& row, Check& check)
{
    std::string text = "options";
    for (const std::string& option : row["base"].texts())
        text += ' ' + option;
    const sim::KubeletConfig kubelet{.nodeResolvConf = text};
    sim::PodDnsInput pod{.scope = "shop", .name = "web-0", .dnsPolicy = "Default"};
    pod.dnsConfig.emplace();
    pod.dnsConfig->options = optionsOf(row["podOptions"]);
    checkPod(kubelet, pod, row["expect"], check);
}

void checkParse(const Row& row, Check& check)
{
    const Value expect = row["expect"];
    const auto conf = sim::parseNodeResolvConf(row["resolvConf"].text());
    check.equal("readable", !expectsError(expect), conf.has_value());
    if (conf && !expect.isNull())
        checkConf(expect, *conf, {}, check);
}

void checkLimits(const Row& row, Check& check)
{
    dns::ResolvConf conf;
    conf.searches = row.find("searches") ? row["searches"].texts() : std::vector<std::string>();
    conf.nameservers = row.find("nameservers") ? row["nameservers"].texts() : std::vector<std::string>();
    sim::KubeletConfig kubelet;
    if (const Value expanded = row.find("expandedDNSConfig"))
        kubelet.expandedDnsConfig = expanded.boolean();
    const auto result = sim::fitLimits(std::move(conf), kubelet);
    checkConf(row["expect"], result.resolvConf, result.notes, check);
}

void checkResolvConf(const Row& row, Check& check)
{
    if (row.find("pod"))
        checkPolicy(row, check);
    else if (row.find("podOptions"))
        checkMerge(row, check);
    else if (row.find("resolvConf"))
        checkParse(row, check);
    else
        checkLimits(row, check);
}

const Registration kubeletResolvConf{"kubelet-resolvconf", [](const Case& owner) { return forEachRow(owner, checkResolvConf); }};
const Registration kubeletPolicy{"kubelet-policy", [](const Case& owner) { return forEachRow(owner, checkPolicy); }};

} // namespace
} // namespace conformance
