// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/corefile/configuration.h"
#include "model/dns/record.h"
#include "model/kube/snapshot.h"
#include "model/sim/note.h"

#include <functional>
#include <string>
#include <vector>

/// The records that a kubernetes plugin serves, derived from the snapshot when asked for and never stored (architecture section 4).
namespace sim {

/// A record and the object that makes it exist.
struct OwnedRecord {
    dns::Record record;
    kube::Kind ownerKind = kube::Kind::Service;
    std::string owner;               ///< "shop/api"; for zone records the zone
};

/// A name that a person would expect at this object, and why it does not exist.
struct MissingName {
    std::string name;                ///< the expected name, or a description such as "SRV"
    dns::Type type = dns::Type::A;
    Note why;
};

struct ObjectNames {
    std::vector<OwnedRecord> records;   ///< forward names, then SRV, then PTR
    std::vector<MissingName> missing;
};

/// What one object generates, under the plugin's options. CNAME of ExternalName without following it.
[[nodiscard]] ObjectNames namesOfService(const kube::ClusterSnapshot& cluster, const corefile::KubernetesConfig& config,
                                         const corefile::Version& version, const kube::Service& service);
[[nodiscard]] ObjectNames namesOfPod(const kube::ClusterSnapshot& cluster, const corefile::KubernetesConfig& config,
                                     const corefile::Version& version, const kube::Pod& pod);

struct ZoneRecordsInput {
    const kube::ClusterSnapshot* cluster = nullptr;
    const corefile::KubernetesConfig* config = nullptr;
    corefile::Version version;
    std::vector<base::IpAddress> localIps; ///< of the CoreDNS pods, for NS
    std::uint32_t soaSerial = 1;
};
/// Every record of `zone` (one of the plugin's zones: the primary or a reverse zone) including SOA, NS and its address, each once. Calls `take` for each.
void recordsOfZone(const ZoneRecordsInput& input, const dns::Name& zone, const std::function<void(const OwnedRecord&)>& take);

} // namespace sim
