// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/plugin_kubernetes_answer.h"

#include <cstdint>
#include <vector>

/// What plugins hand to the transfer plugin (dns-semantics 2.15). Each list starts and ends with the SOA.
namespace sim {

/// The kubernetes plugin's records in the order of its transfer, for `zone` as it was asked for (any name at or below one of its zones).
[[nodiscard]] std::vector<dns::Record> kubernetesTransfer(const KubeView& view, const KubeServerFacts& server, const dns::Name& zone);
/// The SOA of a k8s_external zone (dns-semantics 2.16).
[[nodiscard]] dns::Record externalSoa(const corefile::K8sExternalConfig& config, const dns::Name& zone, std::uint32_t serial);
/// k8s_external's records in `zone`, one of its zones; `nameservers` are the addresses of ns1.
[[nodiscard]] std::vector<dns::Record> externalTransfer(const KubeView& view, const corefile::K8sExternalConfig& config, const dns::Name& zone,
                                                        const std::vector<base::IpAddress>& nameservers, std::uint32_t serial);
/// The block's kubernetes plugin, or nullptr.
[[nodiscard]] const corefile::KubernetesConfig* kubernetesOf(const corefile::Server& server);

} // namespace sim
