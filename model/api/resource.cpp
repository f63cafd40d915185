// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/resource.h"

#include <algorithm>

namespace api {

using kube::Kind;

namespace {

const char* groupPathOf(Kind kind)
{
    switch (kind) {
    case Kind::EndpointSlice: return "/apis/discovery.k8s.io/v1/";
    case Kind::StatefulSet: return "/apis/apps/v1/";
    case Kind::ServiceImport: return "/apis/multicluster.x-k8s.io/v1alpha1/";
    default: return "/api/v1/";
    }
}

} // namespace

std::string pluralOf(Kind kind)
{
    switch (kind) {
    case Kind::Namespace: return "namespaces";
    case Kind::Service: return "services";
    case Kind::EndpointSlice: return "endpointslices";
    case Kind::Pod: return "pods";
    case Kind::Node: return "nodes";
    case Kind::ConfigMap: return "configmaps";
    case Kind::StatefulSet: return "statefulsets";
    case Kind::ServiceImport: return "serviceimports";
    case Kind::Upstream:
    case Kind::NodeResolvConf: break; // documents of Ndots, on no server
    }
    return {};
}

QByteArray pathOf(const Resource& resource)
{
    QByteArray path = groupPathOf(resource.kind);
    if (!resource.nameSpace.empty())
        path += "namespaces/" + QByteArray::fromStdString(resource.nameSpace).toPercentEncoding() + "/";
    return path + QByteArray::fromStdString(pluralOf(resource.kind));
}

std::string shownName(const Resource& resource)
{
    std::string shown = pluralOf(resource.kind);
    if (!resource.name.empty())
        shown += " " + resource.name;
    return resource.nameSpace.empty() ? shown : shown + " in " + resource.nameSpace;
}

bool hasNamespaces(Kind kind)
{
    return kind == Kind::Service || kind == Kind::EndpointSlice || kind == Kind::Pod || kind == Kind::StatefulSet;
}

std::vector<Resource> wholeCluster()
{
    return {{Kind::Namespace, {}, {}, Need::Wanted},
            {Kind::Service, {}, {}, Need::Required},
            {Kind::EndpointSlice, {}, {}, Need::Required},
            {Kind::ConfigMap, "kube-system", {}, Need::Wanted},
            {Kind::ConfigMap, "openshift-dns", {}, Need::Bonus},
            {Kind::Node, {}, {}, Need::Wanted},
            {Kind::StatefulSet, {}, {}, Need::Wanted},
            {Kind::ServiceImport, {}, {}, Need::Bonus},
            {Kind::Pod, {}, {}, Need::Wanted}};
}

std::vector<Resource> inNamespaces(const Resource& forbidden, const std::vector<std::string>& own, const std::vector<std::string>& others)
{
    std::vector<Resource> resources;
    const auto add = [&](const std::string& nameSpace, Need need) {
        const auto isSame = [&](const Resource& resource) { return resource.nameSpace == nameSpace; };
        if (std::none_of(resources.begin(), resources.end(), isSame))
            resources.push_back({forbidden.kind, nameSpace, {}, need});
    };
    for (const std::string& nameSpace : own)
        add(nameSpace, forbidden.need);
    for (const std::string& nameSpace : others)
        add(nameSpace, Need::Bonus);
    return resources;
}

std::vector<Resource> singleConfigMaps(const Resource& forbidden)
{
    if (forbidden.nameSpace != "kube-system")
        return {{Kind::ConfigMap, forbidden.nameSpace, "dns-default", Need::Bonus}};
    std::vector<Resource> resources{{Kind::ConfigMap, forbidden.nameSpace, "coredns", Need::Wanted}};
    for (const char* name : {"coredns-custom", "node-local-dns", "kube-dns", "kubelet-config", "kubeadm-config", "rke2-coredns-rke2-coredns"})
        resources.push_back({Kind::ConfigMap, forbidden.nameSpace, name, Need::Bonus});
    return resources;
}

} // namespace api
