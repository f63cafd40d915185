// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/corefile/configuration.h"
#include "model/kube/snapshot.h"
#include "model/sim/note.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// One address of an endpoint that the plugin counts.
struct EndpointAddress {
    const kube::EndpointSlice* slice = nullptr;
    const kube::Endpoint* endpoint = nullptr;
    base::IpAddress ip;                       ///< none where `host` stands instead
    kube::StringId host = kube::StringId::Empty; ///< entry of an FQDN slice, behaves like a CNAME target (dns-semantics 2.1)
};

/// A Service or, in a multi-cluster zone, a ServiceImport.
struct ServiceFacts {
    std::string_view scope, name;
    bool headless = false;
    bool multicluster = false;
    std::string_view externalName;            ///< with isExternalName
    bool isExternalName = false;
    std::vector<base::IpAddress> clusterIps;
    const std::vector<kube::ServicePort>* ports = nullptr; ///< never null
    const kube::Service* object = nullptr;    ///< null for a ServiceImport
    [[nodiscard]] std::string key() const { return std::string(scope) + '/' + std::string(name); }
};

/// The target of a PTR record and who makes it.
struct ReverseTarget {
    std::string labels;                       ///< left of the primary zone: "web-0.web.shop.svc"
    kube::Kind ownerKind = kube::Kind::Service;
    std::string owner;                        ///< "shop/web"
    bool endpoint = false;                    ///< of an endpoint, not of a cluster IP
};

/// A name of the server itself (dns-semantics 2.11).
struct NameserverAddress {
    std::string labels;                       ///< left of the zone: "kube-dns.kube-system.svc" or "ns.dns"
    base::IpAddress address;
};

/// The cluster as one kubernetes plugin sees it: its options applied to the snapshot (dns-semantics 2.1, 2.13). Cheap to make; refers to its arguments.
class KubeView {
public:
    KubeView(const kube::ClusterSnapshot& cluster, const corefile::KubernetesConfig& config, const corefile::Version& version)
        : m_cluster(cluster), m_config(config), m_version(version) {}

    [[nodiscard]] const kube::ClusterSnapshot& cluster() const { return m_cluster; }
    [[nodiscard]] const corefile::KubernetesConfig& config() const { return m_config; }
    [[nodiscard]] const corefile::Version& version() const { return m_version; }
    [[nodiscard]] std::string_view text(kube::StringId id) const { return m_cluster.text(id); }

    /// Why records of a namespace are not served; nullopt where they are.
    [[nodiscard]] std::optional<Note> whyNotExposed(std::string_view scope) const;
    [[nodiscard]] bool isExposed(std::string_view scope) const { return !whyNotExposed(scope); }
    /// The option `labels`.
    [[nodiscard]] bool isSelected(kube::LabelsId labels) const;
    /// The longest of the plugin's zones that is the name or above it; nullptr: not for this plugin.
    [[nodiscard]] const dns::Name* zoneOf(const dns::Name& name) const;
    [[nodiscard]] bool isMulticluster(const dns::Name& zone) const;
    /// Labels * and any stood for all until 1.8 (dns-semantics 2.3).
    [[nodiscard]] bool hasWildcards() const { return m_version < corefile::Version{1, 9, 0}; }

    [[nodiscard]] ServiceFacts factsOf(const kube::Service& service) const;
    [[nodiscard]] ServiceFacts factsOf(const kube::ServiceImport& imported) const;
    /// The Service or ServiceImport of that name that `labels` selects.
    [[nodiscard]] std::optional<ServiceFacts> findService(std::string_view scope, std::string_view name, bool multicluster) const;

    /// True for the endpoints that CoreDNS takes: ready is true or unset (dns-semantics 2.1).
    [[nodiscard]] bool counts(const kube::Endpoint& endpoint) const;
    /// Slices of a Service; none with `noendpoints`.
    void forEachSlice(const ServiceFacts& service, const std::function<void(const kube::EndpointSlice&)>& visit) const;
    /// Counted addresses of one slice in the object's order.
    void forEachAddress(const kube::EndpointSlice& slice, const std::function<void(const EndpointAddress&)>& visit) const;
    [[nodiscard]] std::string hostLabel(const EndpointAddress& address) const;
    /// Slices of ordinary Services that the plugin watches; those of other clusters belong to multi-cluster zones only.
    [[nodiscard]] bool isOrdinary(const kube::EndpointSlice& slice) const;

    /// Who a PTR of `address` names (dns-semantics 2.12), duplicates removed; empty: no such name. `why` (may be null) takes the deciding rule.
    [[nodiscard]] std::vector<ReverseTarget> reverseTargets(const base::IpAddress& address, Note* why = nullptr) const;
    /// The server's own names: of the Services whose endpoints are among `localIps`, otherwise ns.dns (dns-semantics 2.11). Not deduplicated.
    [[nodiscard]] std::vector<NameserverAddress> nameservers(const std::vector<base::IpAddress>& localIps) const;
    /// The slices that hold `address` among their counted ones, each once.
    [[nodiscard]] std::vector<const kube::EndpointSlice*> slicesWith(const base::IpAddress& address) const;

private:
    const kube::ClusterSnapshot& m_cluster;
    const corefile::KubernetesConfig& m_config;
    corefile::Version m_version;
};

/// "LABELS.ZONE"; nullopt if that is no valid name (an object's name may be anything in a snapshot file). `zone` is absolute text.
[[nodiscard]] std::optional<dns::Name> nameIn(std::string_view labels, std::string_view zone);
/// A target as CoreDNS writes it: a dot is added where it is missing.
[[nodiscard]] std::optional<dns::Name> targetName(std::string_view text);
/// True for names below in-addr.arpa. or ip6.arpa.
[[nodiscard]] bool isReverseName(const dns::Name& name);
/// True for a zone that is or lies below one of them.
[[nodiscard]] bool isReverseZone(const dns::Name& zone);

} // namespace sim
