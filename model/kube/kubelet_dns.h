// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kube {

/// The DNS fields of a KubeletConfiguration (kubelet.config.k8s.io/v1beta1).
struct KubeletDns {
    std::vector<std::string> clusterDns;
    std::optional<std::string> clusterDomain;
    std::optional<std::string> resolvConf; ///< a path on the node; "" turns the node file off
    bool operator==(const KubeletDns&) const = default;
};

/// Reads the `kubelet` key of ConfigMap kube-system/kubelet-config; nullopt where the text is no such document.
[[nodiscard]] std::optional<KubeletDns> readKubeletDns(std::string_view yaml);

/// networking.dnsDomain of the `ClusterConfiguration` key of ConfigMap kube-system/kubeadm-config.
[[nodiscard]] std::optional<std::string> readKubeadmDnsDomain(std::string_view yaml);

/// The JSON values of ConfigMap kube-system/kube-dns: `stubDomains` {domain: [servers]} and `upstreamNameservers` [servers]; empty where they do not read.
[[nodiscard]] std::vector<std::pair<std::string, std::vector<std::string>>> readStubDomains(std::string_view json);
[[nodiscard]] std::vector<std::string> readUpstreamNameservers(std::string_view json);

} // namespace kube
