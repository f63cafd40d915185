// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/redaction.h"

#include "model/dns/name.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace kube {

namespace {

using WordSet = std::unordered_set<std::string_view>;

/// Texts that stay wherever they stand: names that DNS components find each other by, words of the DNS specification, of paths in
/// Corefiles and of the API. None of them says anything about who runs the cluster.
const WordSet& keptWords()
{
    static const WordSet words = {
        // namespaces, services, ConfigMaps, label values
        "default", "kube-system", "kube-public", "kube-node-lease", "kubernetes", "kube-dns", "kube-dns-upstream", "coredns", "coredns-custom",
        "node-local-dns", "kubelet-config", "kubeadm-config", "rke2-coredns-rke2-coredns", "openshift-dns", "openshift-dns-operator",
        "dns-default", "true", "false", "linux", "windows", "amd64", "arm64", "CoreDNS", "KubeDNS", "apiserver",
        // parts of domain names
        "svc", "pod", "cluster", "clusterset", "local", "localhost", "localdomain", "internal", "in-addr", "ip6", "arpa", "com", "net", "org",
        "edu", "gov", "info", "example", "test", "invalid", "home", "lan", "www", "hostmaster", "dns-version",
        // paths and ConfigMap keys
        "etc", "run", "var", "lib", "opt", "systemd", "resolve", "resolv", "conf", "kubelet", "hosts", "custom", "coredns", "Corefile", "base",
        "override", "server", "db", "zone", "zones", "NodeHosts", "stubDomains", "upstreamNameservers", "ClusterConfiguration", "yaml",
        // arguments of plugins that stand where names may
        "name", "exact", "prefix", "suffix", "substring", "regex", "answer", "auto", "stop", "continue", "value", "type", "class", "ttl",
        "insecure", "verified", "disabled", "success", "denial", "policy", "except", "tls", "dns", "https", "grpc", "kube-apiserver",
        "__PILLAR__CLUSTER__DNS__", "__PILLAR__UPSTREAM__SERVERS__"};
    return words;
}

bool isKept(std::string_view text)
{
    // One and two letters (country domains, parts of patterns) and _service or _tcp labels stay too.
    return text.size() <= 2 || text.front() == '_' || keptWords().contains(text)
        || std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isWellKnownLabelKey(std::string_view key)
{
    static const WordSet plain = {"app",      "k8s-app",  "component", "tier",    "role",
                                  "version",  "release",  "chart",     "heritage", "name",
                                  "provider", "pod-template-hash", "controller-revision-hash", "pod-template-generation"};
    const std::size_t slash = key.find('/');
    if (slash == std::string_view::npos)
        return plain.contains(key);
    const std::string_view domain = key.substr(0, slash);
    return domain.ends_with("kubernetes.io") || domain.ends_with("k8s.io");
}

} // namespace

Redactor::Redactor(const ClusterSnapshot& snapshot, Redaction redaction) : m_redaction(redaction)
{
    if (!isOff())
        collect(snapshot);
}

/// Gives every object its replacement first, so that a text is named by its most telling role wherever it stands.
void Redactor::collect(const ClusterSnapshot& snapshot)
{
    const auto addAll = [&](const auto& table, std::string_view prefix) {
        for (const auto& object : table)
            replacement(snapshot.text(object.name), prefix);
    };
    addAll(snapshot.namespaces, "ns");
    for (const Pod& pod : snapshot.pods) // where namespaces could not be listed
        replacement(snapshot.text(pod.scope), "ns");
    for (const Service& service : snapshot.services)
        replacement(snapshot.text(service.scope), "ns");
    addAll(snapshot.services, "svc");
    addAll(snapshot.serviceImports, "svc");
    addAll(snapshot.nodes, "node");
    addAll(snapshot.statefulSets, "set");
    addAll(snapshot.pods, "pod");
    for (const ConfigMap& map : snapshot.configMaps) {
        // A DNS ConfigMap is known by its name (isDnsConfigMap): its replacement must be one too.
        const std::string_view name = snapshot.text(map.name);
        const bool isCoredns = name.find("coredns") != std::string_view::npos;
        if (!name.starts_with("kubelet-config"))
            replacement(name, isCoredns ? "coredns" : "config");
    }
    for (const EndpointSlice& slice : snapshot.slices) {
        replacement(snapshot.text(slice.service), "svc");
        replacement(snapshot.text(slice.name), "slice");
    }
    for (const NodeResolvConf& conf : snapshot.nodeResolvConfs)
        replacement(snapshot.text(conf.name), "node");
    addAll(snapshot.upstreams, "upstream");
}

const std::string& Redactor::replacement(std::string_view text, std::string_view prefix)
{
    const auto [known, isNew] = m_names.try_emplace(std::string(text));
    if (!isNew)
        return known->second;
    if (text.empty() || text == "*" || keptWords().contains(text) || text.starts_with("kubelet-config-1.")) {
        known->second = text;
    } else {
        auto count = m_counts.find(prefix);
        if (count == m_counts.end())
            count = m_counts.emplace(prefix, 0).first;
        known->second = std::string(prefix) + '-' + std::to_string(++count->second);
    }
    return known->second;
}

std::string Redactor::name(std::string_view text)
{
    if (isOff())
        return std::string(text);
    return replacement(text, "host");
}

std::string Redactor::domain(std::string_view text)
{
    if (isOff())
        return std::string(text);
    const std::string lower = dns::asciiLower(text);
    if (const auto known = m_names.find(lower); known != m_names.end())
        return known->second;
    std::string redacted;
    for (std::size_t at = 0; at <= lower.size();) {
        const std::size_t end = std::min(lower.find('.', at), lower.size());
        const std::string_view label = std::string_view(lower).substr(at, end - at);
        // Path words are kept in their own case (Corefile).
        const std::string_view own = text.substr(at, end - at);
        const bool stays = label.empty() || label == "*" || isKept(label) || isKept(own);
        redacted += stays ? std::string(own) : replacement(label, "name");
        if (end < lower.size())
            redacted += '.';
        at = end + 1;
    }
    return redacted;
}

std::string Redactor::labelKey(std::string_view text)
{
    return isOff() || isWellKnownLabelKey(text) ? std::string(text) : replacement(text, "label");
}

std::string Redactor::labelValue(std::string_view text)
{
    return isOff() ? std::string(text) : replacement(text, "value");
}

std::string Redactor::image(std::string_view text)
{
    if (isOff() || text.empty())
        return std::string(text);
    // Images of the DNS components stay: their version decides the behaviour.
    for (const std::string_view component : {"coredns", "node-cache", "k8s-dns-", "kube-dns"}) {
        if (text.find(component) != std::string_view::npos)
            return std::string(text.substr(text.rfind('/') == std::string_view::npos ? 0 : text.rfind('/') + 1));
    }
    std::string redacted = replacement(text, "image");
    for (const std::string_view hint : {"alpine", "musl", "busybox", "distroless", "debian", "ubuntu", "bookworm", "bullseye", "slim", "wolfi",
                                        "chainguard", "golang", "node", "python"}) {
        if (text.find(hint) != std::string_view::npos)
            redacted.append(redacted.find(':') == std::string::npos ? ":" : "-").append(hint);
    }
    return redacted;
}

std::string Redactor::configKey(std::string_view text)
{
    return isOff() || isKept(text) ? std::string(text) : domain(text);
}

} // namespace kube
