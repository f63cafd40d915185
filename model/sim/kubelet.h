// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"
#include "model/dns/resolv_conf.h"
#include "model/kube/objects.h"
#include "model/sim/note.h"
#include "model/sim/stub_resolver.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the kubelet writes into a pod: resolv.conf and /etc/hosts (dns-semantics section 8).
namespace sim {

struct KubeletConfig {
    std::vector<std::string> clusterDns{};
    std::string clusterDomain = "cluster.local";
    /// The node's own file; nullopt: the kubelet's resolvConf is "" (no file).
    std::optional<std::string> nodeResolvConf = std::string();
    bool nodeIsIpv6 = false;
    bool nodeIsDualStack = false;         ///< without a node file both loopback servers are written, IPv4 first
    bool expandedDnsConfig = true;        ///< since 1.26 beta, 1.28 always: 32 search entries of 2048 characters instead of 6 of 256
    bool windows = false;
};

struct PodDnsInput {
    std::string scope{}, name{};
    /// The policy's text, so that an unknown one can be told (treated as ClusterFirst).
    std::string dnsPolicy = "ClusterFirst";
    bool hostNetwork = false;
    std::optional<dns::ResolvConf> dnsConfig{};
};

struct PodResolvConf {
    dns::ResolvConf resolvConf;
    std::vector<Note> notes;              ///< which policy, what was merged, what was cut
};

/// The kubelet's reading of the node file (8.2). Error: ResolvConfSyntax (a nameserver line without a value).
[[nodiscard]] base::Result<dns::ResolvConf> parseNodeResolvConf(std::string_view text);
[[nodiscard]] base::Result<PodResolvConf> podResolvConf(const KubeletConfig& kubelet, const PodDnsInput& pod);
/// Limits of 8.5 applied to a finished configuration.
[[nodiscard]] PodResolvConf fitLimits(dns::ResolvConf resolvConf, const KubeletConfig& kubelet);

struct PodHostsInput {
    std::string podName{}, scope{};
    std::string hostname{}, subdomain{}, clusterDomain{};
    std::vector<std::string> podIps{};
    std::vector<kube::HostAlias> hostAliases{};
    bool hostNetwork = false;
};
/// The managed /etc/hosts (8.7), localhost lines included.
[[nodiscard]] std::vector<HostsEntry> podHosts(const PodHostsInput& pod);
/// spec.hostname or the pod's name, cut to 63 characters.
[[nodiscard]] std::string podHostname(std::string_view podName, std::string_view specHostname);

} // namespace sim
