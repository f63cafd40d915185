// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/reading.h"

namespace kube {

namespace {

constexpr std::int32_t lastPort = 65535;

Protocol readProtocol(Reading& reading, JsonValue value)
{
    const std::string_view text = reading.text(value);
    if (text == "UDP")
        return Protocol::UDP;
    if (text == "SCTP")
        return Protocol::SCTP;
    if (!text.empty() && text != "TCP")
        reading.expectedText(value, "TCP, UDP or SCTP", text);
    return Protocol::TCP; // also the API's default
}

ServiceType readServiceType(Reading& reading, JsonValue value)
{
    const std::string_view text = reading.text(value);
    if (text == "NodePort")
        return ServiceType::NodePort;
    if (text == "LoadBalancer")
        return ServiceType::LoadBalancer;
    if (text == "ExternalName")
        return ServiceType::ExternalName;
    if (!text.empty() && text != "ClusterIP")
        reading.expectedText(value, "ClusterIP, NodePort, LoadBalancer or ExternalName", text);
    return ServiceType::ClusterIP;
}

std::vector<IpAddress> readAddresses(Reading& reading, JsonValue value)
{
    std::vector<IpAddress> found;
    reading.elements(value, [&](JsonValue element, std::size_t) {
        if (const IpAddress ip = reading.address(element); !ip.isNone())
            found.push_back(ip);
    });
    return found;
}

/// spec.clusterIPs, or spec.clusterIP where that list is empty (an API server before 1.20, a text written by hand).
struct ClusterIps {
    std::array<IpAddress, 2> ips;
    std::size_t count = 0;
    bool headless = false;

    void read(Reading& reading, JsonValue value)
    {
        const std::string_view text = reading.text(value);
        if (text == "None") {
            headless = headless || count == 0;
            ++count;
            return;
        }
        const IpAddress ip = reading.address(value, text);
        if (ip.isNone())
            return;
        if (count < ips.size())
            ips[count] = ip;
        ++count;
    }
};

void readServiceSpec(Reading& reading, JsonValue value, Service& service)
{
    ClusterIps single, list;
    reading.fields(value, [&](std::string_view key, JsonValue field) {
        if (key == "type") {
            service.type = readServiceType(reading, field);
        } else if (key == "clusterIP") {
            single = {};
            single.read(reading, field);
        } else if (key == "clusterIPs") {
            list = {};
            reading.elements(field, [&](JsonValue element, std::size_t) { list.read(reading, element); });
        } else if (key == "selector") {
            service.selector = reading.labels(field);
        } else if (key == "publishNotReadyAddresses") {
            service.publishNotReadyAddresses = reading.boolean(field);
        } else if (key == "externalName") {
            service.externalName = reading.id(field);
        } else if (key == "externalIPs") {
            service.externalIps = readAddresses(reading, field);
        } else if (key == "ports") {
            service.ports = readServicePorts(reading, field);
        }
    });
    const ClusterIps& chosen = list.count > 0 ? list : single;
    service.headless = chosen.headless;
    service.clusterIps = chosen.headless ? std::array<IpAddress, 2>{} : chosen.ips;
}

std::vector<Ingress> readIngress(Reading& reading, JsonValue loadBalancer)
{
    std::vector<Ingress> found;
    reading.fields(loadBalancer, [&](std::string_view key, JsonValue list) {
        if (key != "ingress")
            return;
        found.clear();
        reading.elements(list, [&](JsonValue element, std::size_t) {
            Ingress& ingress = found.emplace_back();
            reading.fields(element, [&](std::string_view part, JsonValue field) {
                if (part == "ip")
                    ingress.ip = reading.address(field);
                else if (part == "hostname")
                    ingress.hostname = reading.id(field);
            });
        });
    });
    return found;
}

std::vector<EndpointPort> readEndpointPorts(Reading& reading, JsonValue value)
{
    std::vector<EndpointPort> found;
    reading.elements(value, [&](JsonValue element, std::size_t) {
        EndpointPort& port = found.emplace_back();
        reading.fields(element, [&](std::string_view key, JsonValue field) {
            if (key == "name")
                port.name = reading.id(field);
            else if (key == "protocol")
                port.protocol = readProtocol(reading, field);
            else if (key == "port" && !reading.isNull(field))
                port.port = reading.number(field, 0, lastPort);
        });
    });
    return found;
}

void readConditions(Reading& reading, JsonValue value, Endpoint& endpoint)
{
    reading.fields(value, [&](std::string_view key, JsonValue field) {
        if (key == "ready")
            endpoint.ready = reading.tristate(field);
        else if (key == "serving")
            endpoint.serving = reading.tristate(field);
        else if (key == "terminating")
            endpoint.terminating = reading.tristate(field);
    });
}

/// addressType is not looked at, as CoreDNS does not: what is no address is a host name (dns-semantics 2.1).
void readEndpointAddresses(Reading& reading, JsonValue value, Endpoint& endpoint)
{
    endpoint.addresses.clear();
    endpoint.hostAddresses.clear();
    reading.elements(value, [&](JsonValue element, std::size_t) {
        const std::string_view text = reading.text(element);
        if (const auto ip = IpAddress::parse(text))
            endpoint.addresses.push_back(*ip);
        else if (!text.empty())
            endpoint.hostAddresses.push_back(reading.strings().intern(text));
    });
}

Endpoint readEndpoint(Reading& reading, JsonValue value)
{
    Endpoint endpoint;
    reading.fields(value, [&](std::string_view key, JsonValue field) {
        if (key == "addresses")
            readEndpointAddresses(reading, field, endpoint);
        else if (key == "conditions")
            readConditions(reading, field, endpoint);
        else if (key == "hostname")
            endpoint.hostname = reading.id(field);
        else if (key == "nodeName")
            endpoint.nodeName = reading.id(field);
        else if (key == "zone")
            endpoint.zone = reading.id(field);
        else if (key == "targetRef")
            reading.fields(field, [&](std::string_view part, JsonValue name) {
                if (part == "name")
                    endpoint.targetName = reading.id(name);
            });
    });
    return endpoint;
}

} // namespace

std::vector<ServicePort> readServicePorts(Reading& reading, JsonValue value)
{
    std::vector<ServicePort> found;
    reading.elements(value, [&](JsonValue element, std::size_t) {
        ServicePort& port = found.emplace_back();
        reading.fields(element, [&](std::string_view key, JsonValue field) {
            if (key == "name")
                port.name = reading.id(field);
            else if (key == "protocol")
                port.protocol = readProtocol(reading, field);
            else if (key == "port")
                port.port = reading.number(field, 0, lastPort);
        });
    });
    return found;
}

std::optional<Object> readService(Reading& reading, simdjson::ondemand::object object, Metadata& metadata)
{
    Service service;
    reading.fields(object, [&](std::string_view key, JsonValue field) {
        if (key == "metadata")
            metadata = reading.metadata(field);
        else if (key == "spec")
            readServiceSpec(reading, field, service);
        else if (key == "status")
            reading.fields(field, [&](std::string_view part, JsonValue loadBalancer) {
                if (part == "loadBalancer")
                    service.ingress = readIngress(reading, loadBalancer);
            });
    });
    service.labels = metadata.labels;
    return service;
}

std::optional<Object> readEndpointSlice(Reading& reading, simdjson::ondemand::object object, Metadata& metadata)
{
    EndpointSlice slice;
    reading.fields(object, [&](std::string_view key, JsonValue field) {
        if (key == "metadata") {
            metadata = reading.metadata(field);
        } else if (key == "ports") {
            slice.ports = readEndpointPorts(reading, field);
        } else if (key == "endpoints") {
            slice.endpoints.clear();
            reading.elements(field, [&](JsonValue element, std::size_t) { slice.endpoints.push_back(readEndpoint(reading, element)); });
        }
    });
    slice.labels = metadata.labels;
    // The slice of a ServiceImport carries the multicluster labels; an ordinary one the first.
    slice.service = reading.label(slice.labels, "kubernetes.io/service-name");
    if (slice.service == StringId::Empty)
        slice.service = reading.label(slice.labels, "multicluster.kubernetes.io/service-name");
    slice.sourceCluster = reading.label(slice.labels, "multicluster.kubernetes.io/source-cluster");
    return slice;
}

std::optional<Object> readServiceImport(Reading& reading, simdjson::ondemand::object object, Metadata& metadata)
{
    ServiceImport imported;
    reading.fields(object, [&](std::string_view key, JsonValue field) {
        if (key == "metadata")
            metadata = reading.metadata(field);
        else if (key == "spec")
            reading.fields(field, [&](std::string_view part, JsonValue value) {
                if (part == "type")
                    imported.headless = reading.text(value) == "Headless";
                else if (part == "ips")
                    imported.ips = readAddresses(reading, value);
                else if (part == "ports")
                    imported.ports = readServicePorts(reading, value);
            });
    });
    imported.labels = metadata.labels;
    return imported;
}

} // namespace kube
