// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"
#include "model/corefile/configuration.h"
#include "model/kube/snapshot.h"
#include "model/sim/kubelet.h"
#include "model/sim/server.h"
#include "model/sim/zone_data.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// How DNS is set up in a cluster, worked out from its objects (product.md section 4, kubernetes-client section 4).
namespace sim {

/// What the user says instead of the source.
struct SetupOverrides {
    struct File {
        std::string name; ///< for positions in messages
        std::string text;
    };
    std::optional<File> corefile, nodeCorefile;
    std::optional<corefile::Version> coreDnsVersion;
    std::optional<std::string> clusterDns, clusterDomain;
};

/// Where a value was found, for the screen: "ConfigMap kube-system/kubelet-config", "--cluster-dns", ...
struct Sourced {
    std::string value;
    std::string source;
};

struct CoreDnsReplica {
    std::string scope, pod, node;
    std::vector<base::IpAddress> addresses;
    bool ready = true;
    ServerProcess process;
};

struct NodeCacheInstance {
    std::string node, pod;
    std::vector<base::IpAddress> localIps;  ///< 169.254.20.10 and, in iptables mode, the ClusterIP
    bool up = true;                         ///< false: the pod is there but not ready, its addresses answer nothing
    ServerProcess process;
};

/// A name server outside the cluster, from an Upstream document.
struct UpstreamServer {
    std::string name;
    std::optional<base::IpAddress> address; ///< nullopt: behind every address that no other names
    std::uint16_t port = 53;
    std::vector<ZoneData> zones;
    kube::Upstream::Otherwise otherwise = kube::Upstream::Otherwise::NxDomain;
    base::Duration latency{};
    double loss = 0;
};

/// A Service that stands before DNS replicas.
struct DnsService {
    std::string scope, name;
    std::vector<base::IpAddress> clusterIps;
    std::vector<std::size_t> replicas;      ///< indexes of ready ones
};

struct DnsSetup {
    kube::SnapshotPtr cluster;
    std::vector<Sourced> clusterDns;
    Sourced clusterDomain;
    Sourced version;
    Sourced corefile;                       ///< value: the text
    Sourced nodeCorefile;                   ///< value: the rendered text; "" without node cache
    corefile::Configuration coreDns;
    std::optional<corefile::Configuration> nodeCache;
    std::vector<CoreDnsReplica> replicas;
    std::vector<NodeCacheInstance> nodeCaches;
    std::vector<DnsService> services;
    std::vector<UpstreamServer> upstreams;
    std::map<std::string, std::string> nodeResolvConf; ///< by node; "*" for all others
    std::vector<base::Error> warnings;      ///< what had to be assumed

    /// The first kubernetes plugin of the Corefile; nullptr if there is none.
    [[nodiscard]] const corefile::KubernetesConfig* kubernetes() const;
    /// Text of the node's resolv.conf, nullopt where nobody told it.
    [[nodiscard]] std::optional<std::string> resolvConfOfNode(const std::string& node) const;
    [[nodiscard]] KubeletConfig kubeletOfNode(const std::string& node) const;
    [[nodiscard]] const NodeCacheInstance* nodeCacheOn(const std::string& node) const;
};

using SetupPtr = std::shared_ptr<const DnsSetup>;

/// Errors: CorefileSyntax, CorefilePlugin (also of ConfigMaps), ZoneSyntax of an Upstream document, ArgumentUnusable for overrides.
[[nodiscard]] base::Result<SetupPtr> describeDns(kube::SnapshotPtr cluster, const SetupOverrides& overrides = {});

/// The address that stands for the node's own, unknown name servers where no NodeResolvConf tells them.
[[nodiscard]] base::IpAddress unknownNodeResolver();

} // namespace sim
