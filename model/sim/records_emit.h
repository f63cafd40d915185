// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/plugin_kubernetes_answer.h"
#include "model/sim/records.h"

#include <functional>
#include <string>
#include <unordered_set>
#include <vector>

/// The steps of deriving records from objects, shared by the names of one object and the records of a zone.
namespace sim {

using TakeRecord = std::function<void(const OwnedRecord&)>;

/// Records of one forward zone. Names that a more specific zone of the plugin takes away are left out.
class RecordEmitter {
public:
    RecordEmitter(const KubeView& view, const dns::Name& zone, const TakeRecord& take);

    /// Addresses, endpoint names or CNAME, then SRV of the bare name and of named ports. Nothing for a hidden namespace.
    void emitService(const ServiceFacts& service);
    /// The dashed-address names of a pod (dns-semantics 2.8).
    void emitPod(const kube::Pod& pod);
    /// A record that no object makes.
    void emitZoneRecord(dns::Record record);

private:
    void emit(dns::Record record, kube::Kind kind, const std::string& owner);
    void emitAddresses(const std::vector<KubeEntry>& entries, const std::string& labels, const std::string& owner);
    void emitEndpointNames(const ServiceFacts& service, const std::string& owner);
    void emitSrv(std::vector<KubeEntry> entries, const std::string& labels, const std::string& owner);
    void emitPortNames(const ServiceFacts& service, const std::string& owner);

    const KubeView& m_view;
    const dns::Name& m_zone;
    const TakeRecord& m_take;
    bool m_shadowed = false;    ///< another zone of the plugin lies below this one
};

/// Pods that have a dashed-address name of their own: with an address, not terminal.
[[nodiscard]] bool hasPodName(const KubeView& view, const kube::Pod& pod);
/// The addresses whose dashed form is a name: both with `pods insecure`, the first with `verified`, none with `disabled`.
[[nodiscard]] std::vector<base::IpAddress> namedAddresses(const KubeView& view, const kube::Pod& pod);

/// PTR records of one address in the reverse zone that holds it; `onlyOwner` "" takes every object's.
void emitReverse(const KubeView& view, const base::IpAddress& address, const std::string& onlyOwner, const TakeRecord& take);

/// What is expected of one object and does not exist.
[[nodiscard]] std::vector<MissingName> missingOfService(const KubeView& view, const kube::Service& service);
[[nodiscard]] std::vector<MissingName> missingOfPod(const KubeView& view, const kube::Pod& pod);
/// "shop/web-0"
[[nodiscard]] std::string keyOf(const KubeView& view, const kube::Pod& pod);
/// A Service of the pod's namespace that has one of the pod's addresses among its endpoints, ready or not.
struct PodMembership {
    const kube::EndpointSlice* slice = nullptr;
    const kube::Endpoint* endpoint = nullptr;
};
[[nodiscard]] std::vector<PodMembership> membershipsOf(const KubeView& view, const kube::Pod& pod);

} // namespace sim
