// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/objects.h"

#include <algorithm>
#include <array>

namespace kube {

namespace {

template <class T>
bool sameContent(const std::shared_ptr<const T>& a, const std::shared_ptr<const T>& b)
{
    return a == b || (a && b && *a == *b);
}

bool isNameOfDnsConfigMap(std::string_view name)
{
    // kubeadm-config and kubelet-config hold the cluster domain and the DNS address (up to Kubernetes 1.24 the latter's name
    // ended in the version), kube-dns the stub domains of node-local-dns and of kube-dns; the chart names of CoreDNS hold "coredns"
    // (rke2-coredns-rke2-coredns, coredns-custom of AKS, k3s and Gardener).
    static constexpr std::array<std::string_view, 5> exact = {"kube-dns", "node-local-dns", "kubeadm-config", "kubelet-config", "dns-default"};
    return std::find(exact.begin(), exact.end(), name) != exact.end() || name.starts_with("kubelet-config-1.")
        || name.find("coredns") != std::string_view::npos;
}

} // namespace

bool Pod::operator==(const Pod& other) const
{
    return uid == other.uid && ip == other.ip && secondIp == other.secondIp && scope == other.scope && name == other.name
        && node == other.node && labels == other.labels && image == other.image && dnsPolicy == other.dnsPolicy && phase == other.phase
        && hostNetwork == other.hostNetwork && ready == other.ready && deleting == other.deleting && sameContent(details, other.details);
}

bool ConfigMap::operator==(const ConfigMap& other) const
{
    return scope == other.scope && name == other.name && sameContent(data, other.data);
}

bool isDnsConfigMap(std::string_view scope, std::string_view name, const std::map<std::string, std::string>& data)
{
    if (data.contains("Corefile") || data.contains("Corefile.base"))
        return true;
    const bool systemScope = scope == "kube-system" || scope == "openshift-dns";
    return systemScope && isNameOfDnsConfigMap(name);
}

} // namespace kube
