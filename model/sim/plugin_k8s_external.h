// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/plugin_kubernetes_lookup.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Which Services k8s_external finds for a name (dns-semantics 2.16). It sees the cluster through the block's kubernetes plugin.
namespace sim {

struct ExternalLookup {
    bool exists = false;            ///< false: a name error
    std::vector<KubeEntry> entries; ///< labels are left of k8s_external's zone: "svc1.testns"
    Note note;
};

/// `base`: the text left of the zone, without final dot; not empty.
[[nodiscard]] ExternalLookup lookUpExternal(const KubeView& view, bool headless, std::string_view base);
/// spec.externalIPs, then load balancer ingress: addresses and host names.
[[nodiscard]] std::vector<KubeEntry> externalAddresses(const KubeView& view, const kube::Service& service);
/// "svc.ns" of every Service with this external address.
[[nodiscard]] std::vector<std::string> externalReverse(const KubeView& view, const base::IpAddress& address);
/// The name server's addresses: external ones of the Services in front of this server, otherwise its own.
[[nodiscard]] std::vector<base::IpAddress> externalNameservers(const KubeView& view, bool headless, const std::vector<base::IpAddress>& localIps);

} // namespace sim
