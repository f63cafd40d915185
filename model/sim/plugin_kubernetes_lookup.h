// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/kube_name.h"
#include "model/sim/plugin_kubernetes_view.h"

#include <string>
#include <vector>

/// Which objects stand behind a split name: the decisions 7 and 8 of dns-semantics 2.4, before any record type.
namespace sim {

/// One address (or host name) with one port that a name leads to.
struct KubeEntry {
    base::IpAddress address;
    std::string host;        ///< in place of an address: ExternalName, FQDN slices
    bool isHost = false;
    int port = noPort;
    std::string labels;      ///< left of the zone, of the object itself: "web-0.web.shop.svc"; the target of an SRV record
    static constexpr int noPort = -1; ///< a Service or slice without ports
};

struct KubeLookup {
    bool exists = false;     ///< false: a name error. True without entries: NODATA
    std::vector<KubeEntry> entries;
    std::string service;     ///< "shop/api" of the last match, for notes
    Note note;               ///< the field that decides
};

/// All entries of one Service that `name`'s port, endpoint and topology zone select. `name.service` is not compared.
[[nodiscard]] KubeLookup entriesOf(const KubeView& view, const ServiceFacts& service, const KubeName& name);
/// Every counted address of a Service with every port of its slice, whatever type the Service has: what its endpoint names stand for.
[[nodiscard]] std::vector<KubeEntry> endpointEntriesOf(const KubeView& view, const ServiceFacts& service);
/// What `name` leads to in a zone of the plugin.
[[nodiscard]] KubeLookup lookUp(const KubeView& view, const KubeName& name, const dns::Name& zone, bool multicluster);

/// True for a request's port and protocol ("" stands for any) against a port of an object.
[[nodiscard]] bool portMatches(const KubeView& view, const KubeName& name, std::string_view portName, kube::Protocol protocol);
[[nodiscard]] std::string_view protocolText(kube::Protocol protocol);
/// "api.shop.svc"
[[nodiscard]] std::string serviceLabelsOf(const ServiceFacts& service);
/// "HOST.web.shop.svc", in multi-cluster zones "HOST.CLUSTER.web.shop.svc".
[[nodiscard]] std::string endpointLabelsOf(const KubeView& view, const ServiceFacts& service, const EndpointAddress& address);

} // namespace sim
