// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// A pod's resolv.conf as the kubelet forms it (dns-semantics 8.2 to 8.5): a base by policy, dnsConfig merged in, limits applied last.
#include "model/sim/kubelet.h"

#include "model/sim/stub_internal.h"

#include <algorithm>

namespace sim {
namespace {

using dns::ResolvConf;
using Options = std::vector<std::pair<std::string, std::optional<std::string>>>;

constexpr std::size_t maximumFile = 10 * 1024 * 1024; ///< octets of a node file that the kubelet reads
constexpr std::size_t maximumNameservers = 3;
constexpr std::size_t maximumSearchEntry = 253;       ///< glibc 2.28 aborts on longer ones
constexpr std::string_view whiteSpace = " \t\v\f\r";

/// Where the base configuration comes from.
enum class Base : std::uint8_t { Cluster, Node, Nothing };

struct Policy {
    Base base = Base::Cluster;
    NoteCode note = NoteCode::PolicyClusterFirst;
};

std::string podId(const PodDnsInput& pod)
{
    return pod.scope + '/' + pod.name;
}

Policy policyOf(const PodDnsInput& pod)
{
    if (pod.dnsPolicy == "None")
        return {Base::Nothing, NoteCode::PolicyNone};
    if (pod.dnsPolicy == "Default")
        return {Base::Node, NoteCode::PolicyDefault};
    if (pod.dnsPolicy == "ClusterFirstWithHostNet")
        return {Base::Cluster, NoteCode::PolicyClusterFirstWithHostNet};
    if (pod.dnsPolicy != "ClusterFirst" && !pod.dnsPolicy.empty()) // the API writes ClusterFirst where none is given
        return {Base::Cluster, NoteCode::PolicyUnknown};
    if (pod.hostNetwork)
        return {Base::Node, NoteCode::PolicyClusterFirstHostNetwork};
    return {};
}

std::pair<std::string, std::optional<std::string>> splitOption(const std::string& word)
{
    const auto colon = word.find(':');
    if (colon == std::string::npos)
        return {word, std::nullopt};
    return {word.substr(0, colon), word.substr(colon + 1)};
}

/// A later value of the same name replaces the earlier one in its place; an empty value means the bare name.
void mergeOption(Options& options, std::pair<std::string, std::optional<std::string>> option)
{
    if (option.second && option.second->empty())
        option.second.reset();
    const auto same = std::find_if(options.begin(), options.end(), [&option](const auto& other) { return other.first == option.first; });
    if (same == options.end())
        options.push_back(std::move(option));
    else
        same->second = std::move(option.second);
}

void appendNew(std::vector<std::string>& list, const std::vector<std::string>& more)
{
    for (const std::string& entry : more) {
        if (std::find(list.begin(), list.end(), entry) == list.end())
            list.push_back(entry);
    }
}

std::vector<std::string> withoutDuplicates(const std::vector<std::string>& list)
{
    std::vector<std::string> result;
    appendNew(result, list);
    return result;
}

ResolvConf clusterBase(const KubeletConfig& kubelet, const PodDnsInput& pod, const ResolvConf& node)
{
    ResolvConf conf;
    conf.nameservers = kubelet.clusterDns;
    conf.options = {{"ndots", "5"}};
    conf.searches = node.searches;
    if (kubelet.clusterDomain.empty())
        return conf;
    conf.searches = {pod.scope + ".svc." + kubelet.clusterDomain, "svc." + kubelet.clusterDomain, kubelet.clusterDomain};
    appendNew(conf.searches, node.searches);
    conf.searches = withoutDuplicates(conf.searches);
    return conf;
}

/// resolvConf: "" leaves the pod a server on its own loopback address, so that the runtime's default does not come in.
ResolvConf loopbackBase(const KubeletConfig& kubelet)
{
    ResolvConf conf;
    if (kubelet.nodeIsDualStack)
        conf.nameservers = {"127.0.0.1", "::1"};
    else
        conf.nameservers = {kubelet.nodeIsIpv6 ? "::1" : "127.0.0.1"};
    conf.searches = {"."};
    return conf;
}

std::size_t joinedLength(const std::vector<std::string>& entries)
{
    std::size_t length = entries.empty() ? 0 : entries.size() - 1;
    for (const std::string& entry : entries)
        length += entry.size();
    return length;
}

void noteCut(PodResolvConf& result, const std::string& what, std::size_t limit)
{
    result.notes.push_back({NoteCode::LimitCut, {what, std::to_string(limit)}});
}

void fitSearches(PodResolvConf& result, std::size_t entries, std::size_t characters)
{
    auto& searches = result.resolvConf.searches;
    if (searches.size() > entries) {
        searches.resize(entries);
        noteCut(result, "searches", entries);
    }
    if (std::erase_if(searches, [](const std::string& entry) { return entry.size() > maximumSearchEntry; }) > 0)
        noteCut(result, "search entry", maximumSearchEntry);
    if (joinedLength(searches) <= characters)
        return;
    while (joinedLength(searches) > characters)
        searches.pop_back();
    noteCut(result, "search characters", characters);
}

/// One line of the node file. Error: a nameserver line without a value.
base::Result<void> readNodeLine(ResolvConf& conf, std::string_view line)
{
    const auto fields = stub::words(line, whiteSpace);
    if (fields.empty() || fields.front().front() == '#')
        return {};
    const std::vector<std::string> values(fields.begin() + 1, fields.end());
    if (fields.front() == "nameserver") {
        if (values.empty())
            return base::fail(base::ErrorCode::ResolvConfSyntax, std::string(line), "an address after nameserver");
        conf.nameservers.push_back(values.front());
    } else if (fields.front() == "search") {
        conf.searches.clear();
        for (const std::string& value : values) {
            if (value != ".")
                conf.searches.push_back(value.back() == '.' ? value.substr(0, value.size() - 1) : value);
        }
    } else if (fields.front() == "options") {
        for (const std::string& value : values)
            mergeOption(conf.options, splitOption(value));
    }
    return {};
}

} // namespace

base::Result<ResolvConf> parseNodeResolvConf(std::string_view text)
{
    if (text.size() > maximumFile)
        return base::fail(base::ErrorCode::ResolvConfSyntax, {}, "at most 10 MB");
    ResolvConf conf;
    int number = 0;
    for (const std::string_view line : stub::lines(text)) {
        ++number;
        if (auto read = readNodeLine(conf, line); !read) {
            read.error().where.line = number;
            return tl::unexpected(read.error());
        }
    }
    return conf;
}

base::Result<PodResolvConf> podResolvConf(const KubeletConfig& kubelet, const PodDnsInput& pod)
{
    // The node file is read for every policy, so a broken one keeps every pod from starting.
    const auto node = parseNodeResolvConf(kubelet.nodeResolvConf.value_or(std::string()));
    if (!node)
        return tl::unexpected(node.error());
    Policy policy = policyOf(pod);
    std::vector<Note> notes;
    notes.push_back({policy.note, {podId(pod)}});
    if (policy.note == NoteCode::PolicyUnknown)
        notes.back().arguments.push_back(pod.dnsPolicy);
    if (policy.base == Base::Cluster && kubelet.clusterDns.empty()) {
        notes.push_back({NoteCode::MissingClusterDns, {podId(pod)}});
        policy.base = Base::Node;
    }
    ResolvConf conf;
    if (policy.base == Base::Cluster)
        conf = clusterBase(kubelet, pod, *node);
    else if (policy.base == Base::Node && kubelet.nodeResolvConf)
        conf = *node;
    else if (policy.base == Base::Node) {
        conf = loopbackBase(kubelet);
        notes.push_back({NoteCode::NoNodeResolvConf, {podId(pod)}});
    }
    if (pod.dnsConfig) {
        appendNew(conf.nameservers, pod.dnsConfig->nameservers);
        appendNew(conf.searches, pod.dnsConfig->searches);
        conf.nameservers = withoutDuplicates(conf.nameservers);
        conf.searches = withoutDuplicates(conf.searches);
        for (const auto& option : pod.dnsConfig->options)
            mergeOption(conf.options, option);
        notes.push_back({NoteCode::DnsConfigMerged, {podId(pod)}});
    }
    PodResolvConf result = fitLimits(std::move(conf), kubelet);
    result.notes.insert(result.notes.begin(), notes.begin(), notes.end());
    return result;
}

PodResolvConf fitLimits(ResolvConf resolvConf, const KubeletConfig& kubelet)
{
    PodResolvConf result{std::move(resolvConf), {}};
    if (result.resolvConf.nameservers.size() > maximumNameservers) {
        result.resolvConf.nameservers.resize(maximumNameservers);
        noteCut(result, "nameservers", maximumNameservers);
    }
    if (kubelet.expandedDnsConfig)
        fitSearches(result, 32, 2048);
    else
        fitSearches(result, 6, 256);
    return result;
}

} // namespace sim
