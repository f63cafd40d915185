// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/snapshot_file.h"

#include "model/kube/object_printer.h"

#include <array>
#include <charconv>

namespace kube {

namespace {

std::string_view nameOf(ServiceType type)
{
    static constexpr std::array<std::string_view, 4> names = {"ClusterIP", "NodePort", "LoadBalancer", "ExternalName"};
    return names[static_cast<std::size_t>(type)];
}

std::string_view nameOf(Protocol protocol)
{
    static constexpr std::array<std::string_view, 3> names = {"TCP", "UDP", "SCTP"};
    return names[static_cast<std::size_t>(protocol)];
}

std::string_view nameOf(Upstream::Otherwise otherwise)
{
    static constexpr std::array<std::string_view, 5> names = {"NXDOMAIN", "NOERROR", "SERVFAIL", "REFUSED", "timeout"};
    return names[static_cast<std::size_t>(otherwise)];
}

std::string durationText(std::chrono::nanoseconds duration)
{
    const auto count = duration.count();
    if (count % 1'000'000 == 0)
        return std::to_string(count / 1'000'000) + "ms";
    return count % 1000 == 0 ? std::to_string(count / 1000) + "us" : std::to_string(count) + "ns";
}

void printPorts(ObjectPrinter& to, const std::vector<ServicePort>& values)
{
    if (values.empty())
        return;
    to.yaml.openList("ports");
    for (const ServicePort& port : values) {
        to.yaml.openItem();
        to.optional("name", std::string(to.text(port.name))); // a port name is part of SRV names and says nothing about a company
        to.yaml.raw("protocol", nameOf(port.protocol));
        to.yaml.raw("port", std::to_string(port.port));
        to.yaml.close();
    }
    to.yaml.close();
}

void print(ObjectPrinter& to, const Namespace& object)
{
    to.begin("v1", "Namespace");
    to.metadata({}, object.name, object.labels);
}

void print(ObjectPrinter& to, const Service& object)
{
    to.begin("v1", "Service");
    to.metadata(object.scope, object.name, object.labels);
    to.yaml.open("spec");
    to.yaml.raw("type", nameOf(object.type));
    std::vector<std::string> ips;
    if (object.headless)
        ips.emplace_back("None");
    for (const IpAddress& ip : object.clusterIps) {
        if (!ip.isNone())
            ips.push_back(ip.toString());
    }
    if (!ips.empty())
        to.yaml.field("clusterIP", ips.front());
    to.list("clusterIPs", ips);
    to.pairs("selector", object.selector);
    if (object.publishNotReadyAddresses)
        to.yaml.raw("publishNotReadyAddresses", "true");
    to.optional("externalName", to.names.domain(to.text(object.externalName)));
    to.addresses("externalIPs", object.externalIps);
    printPorts(to, object.ports);
    to.yaml.close();
    if (object.ingress.empty())
        return;
    to.yaml.open("status");
    to.yaml.open("loadBalancer");
    to.yaml.openList("ingress");
    for (const Ingress& ingress : object.ingress) {
        to.yaml.openItem();
        if (!ingress.ip.isNone())
            to.yaml.field("ip", ingress.ip.toString());
        to.optional("hostname", to.names.domain(to.text(ingress.hostname)));
        to.yaml.close();
    }
    to.yaml.close(3);
}

void printCondition(ObjectPrinter& to, std::string_view key, Tristate value)
{
    if (value != Tristate::Unset)
        to.yaml.raw(key, value == Tristate::True ? "true" : "false");
}

void print(ObjectPrinter& to, const Endpoint& endpoint)
{
    to.yaml.openItem();
    to.yaml.openList("addresses");
    for (const IpAddress& ip : endpoint.addresses)
        to.yaml.item(ip.toString());
    for (const StringId host : endpoint.hostAddresses)
        to.yaml.item(to.names.domain(to.text(host)));
    to.yaml.close();
    to.yaml.open("conditions");
    printCondition(to, "ready", endpoint.ready);
    printCondition(to, "serving", endpoint.serving);
    printCondition(to, "terminating", endpoint.terminating);
    to.yaml.close();
    to.optional("hostname", to.name(endpoint.hostname));
    if (endpoint.targetName != StringId::Empty) {
        to.yaml.open("targetRef");
        to.yaml.field("kind", "Pod");
        to.yaml.field("name", to.name(endpoint.targetName));
        to.yaml.close();
    }
    to.optional("nodeName", to.name(endpoint.nodeName));
    to.optional("zone", to.names.labelValue(to.text(endpoint.zone)));
    to.yaml.close();
}

std::string_view addressType(const EndpointSlice& slice)
{
    for (const Endpoint& endpoint : slice.endpoints) {
        if (!endpoint.addresses.empty())
            return endpoint.addresses.front().isV4() ? "IPv4" : "IPv6";
        if (!endpoint.hostAddresses.empty())
            return "FQDN";
    }
    return "IPv4";
}

void print(ObjectPrinter& to, const EndpointSlice& object)
{
    to.begin("discovery.k8s.io/v1", "EndpointSlice");
    to.metadata(object.scope, object.name, object.labels);
    to.yaml.raw("addressType", addressType(object));
    to.yaml.openList("ports");
    for (const EndpointPort& port : object.ports) {
        to.yaml.openItem();
        to.yaml.field("name", to.text(port.name));
        to.yaml.raw("protocol", nameOf(port.protocol));
        if (port.port)
            to.yaml.raw("port", std::to_string(*port.port));
        to.yaml.close();
    }
    to.yaml.close();
    to.yaml.openList("endpoints");
    for (const Endpoint& endpoint : object.endpoints)
        print(to, endpoint);
    to.yaml.close();
}

void print(ObjectPrinter& to, const Node& object)
{
    to.begin("v1", "Node");
    to.metadata({}, object.name, object.labels);
    if (object.internalIps.empty())
        return;
    to.yaml.open("status");
    to.yaml.openList("addresses");
    for (const IpAddress& ip : object.internalIps) {
        to.yaml.openItem();
        to.yaml.field("type", "InternalIP");
        to.yaml.field("address", ip.toString());
        to.yaml.close();
    }
    to.yaml.close(2);
}

void print(ObjectPrinter& to, const ConfigMap& object)
{
    to.begin("v1", "ConfigMap");
    to.metadata(object.scope, object.name);
    if (!object.data || object.data->empty())
        return;
    const std::string_view own = to.text(object.name);
    const bool isYaml = own.starts_with("kubelet-config") || own == "kubeadm-config";
    to.yaml.open("data");
    for (const auto& [key, value] : *object.data)
        to.yaml.text(to.names.configKey(key), isYaml ? to.names.yamlText(value) : to.names.configText(value));
    to.yaml.close();
}

void print(ObjectPrinter& to, const StatefulSet& object)
{
    to.begin("apps/v1", "StatefulSet");
    to.metadata(object.scope, object.name);
    to.yaml.open("spec");
    to.yaml.field("serviceName", to.name(object.serviceName));
    to.yaml.raw("replicas", std::to_string(object.replicas));
    to.yaml.close();
}

void print(ObjectPrinter& to, const ServiceImport& object)
{
    to.begin("multicluster.x-k8s.io/v1alpha1", "ServiceImport");
    to.metadata(object.scope, object.name, object.labels);
    to.yaml.open("spec");
    to.yaml.raw("type", object.headless ? "Headless" : "ClusterSetIP");
    to.addresses("ips", object.ips);
    printPorts(to, object.ports);
    to.yaml.close();
}

void print(ObjectPrinter& to, const Upstream& object)
{
    to.begin("ndots.org/v1", "Upstream");
    to.metadata({}, object.name);
    to.yaml.open("spec");
    to.optional("address", object.address);
    if (!object.zones.empty())
        to.yaml.text("zones", to.names.zoneText(object.zones));
    to.yaml.raw("otherwise", nameOf(object.otherwise));
    to.yaml.raw("latency", durationText(object.latency));
    std::array<char, 32> loss{};
    const auto end = std::to_chars(loss.data(), loss.data() + loss.size(), object.loss).ptr;
    to.yaml.raw("loss", std::string_view(loss.data(), static_cast<std::size_t>(end - loss.data())));
    to.yaml.close();
}

void print(ObjectPrinter& to, const NodeResolvConf& object)
{
    to.begin("ndots.org/v1", "NodeResolvConf");
    to.metadata({}, object.name);
    to.yaml.open("spec");
    to.yaml.text("text", to.names.configText(object.text));
    to.yaml.close();
}

template <class T>
void printAll(ObjectPrinter& to, const Table<T>& table)
{
    for (const T& object : table)
        print(to, object);
}

} // namespace

std::string printSnapshotText(const ClusterSnapshot& snapshot, Redaction redaction)
{
    ObjectPrinter to(snapshot, redaction);
    printAll(to, snapshot.upstreams);
    printAll(to, snapshot.nodeResolvConfs);
    printAll(to, snapshot.namespaces);
    printAll(to, snapshot.nodes);
    printAll(to, snapshot.configMaps);
    printAll(to, snapshot.services);
    printAll(to, snapshot.serviceImports);
    printAll(to, snapshot.slices);
    printAll(to, snapshot.statefulSets);
    printAll(to, snapshot.pods);
    return to.yaml.take();
}

} // namespace kube
