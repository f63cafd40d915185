// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/ip_address.h"
#include "model/base/strings.h"
#include "model/dns/resolv_conf.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The cluster's objects with only the fields that DNS needs (dns-semantics 2.1). Texts are ids of the snapshot's string table.
namespace kube {

using base::IpAddress;
using base::StringId;

/// Labels of an object as one interned text: "key\0value\0" pairs sorted by key. Objects with equal labels share the id.
using LabelsId = StringId;

enum class Kind : std::uint8_t {
    Namespace, Service, EndpointSlice, Pod, Node, ConfigMap, StatefulSet, ServiceImport, Upstream, NodeResolvConf,
};

/// Who an object is. `scope` is the namespace, Empty for cluster-scoped kinds.
struct ObjectKey {
    Kind kind = Kind::Namespace;
    StringId scope{};
    StringId name{};
    bool operator==(const ObjectKey&) const = default;
};

struct Namespace {
    StringId name{};
    LabelsId labels{};
    bool operator==(const Namespace&) const = default;
};

enum class ServiceType : std::uint8_t { ClusterIP, NodePort, LoadBalancer, ExternalName };
enum class Protocol : std::uint8_t { TCP, UDP, SCTP };

struct ServicePort {
    StringId name{};          ///< Empty: the port has no name and so no _port._proto SRV name
    Protocol protocol = Protocol::TCP;
    std::int32_t port = 0;    ///< the Service port, not the targetPort
    bool operator==(const ServicePort&) const = default;
};

/// status.loadBalancer.ingress: an address or a host name.
struct Ingress {
    IpAddress ip;
    StringId hostname{};
    bool operator==(const Ingress&) const = default;
};

struct Service {
    StringId scope{}, name{};
    LabelsId labels{};
    LabelsId selector{};
    ServiceType type = ServiceType::ClusterIP;
    bool headless = false;                 ///< clusterIPs[0] == "None"
    bool publishNotReadyAddresses = false;
    std::array<IpAddress, 2> clusterIps;   ///< none where absent or headless
    StringId externalName{};
    std::vector<ServicePort> ports;
    std::vector<IpAddress> externalIps;
    std::vector<Ingress> ingress;
    bool operator==(const Service&) const = default;
};

enum class Tristate : std::uint8_t { Unset, False, True };

struct Endpoint {
    std::vector<IpAddress> addresses;      ///< all addresses; entries that are no IP stand in `hostAddresses`
    std::vector<StringId> hostAddresses;   ///< FQDN slices: host names that behave like CNAME targets
    Tristate ready = Tristate::Unset, serving = Tristate::Unset, terminating = Tristate::Unset;
    StringId hostname{};
    StringId targetName{};                 ///< targetRef.name (a pod's)
    StringId nodeName{};
    StringId zone{};
    bool operator==(const Endpoint&) const = default;
};

struct EndpointPort {
    StringId name{};
    Protocol protocol = Protocol::TCP;
    std::optional<std::int32_t> port;      ///< nil port: CoreDNS counts it as -1
    bool operator==(const EndpointPort&) const = default;
};

struct EndpointSlice {
    StringId scope{}, name{};
    StringId service{};                    ///< label kubernetes.io/service-name (or multicluster.kubernetes.io/service-name)
    StringId sourceCluster{};              ///< label multicluster.kubernetes.io/source-cluster; Empty for ordinary slices
    LabelsId labels{};
    std::vector<EndpointPort> ports;
    std::vector<Endpoint> endpoints;
    bool operator==(const EndpointSlice&) const = default;
};

enum class DnsPolicy : std::uint8_t { ClusterFirst, ClusterFirstWithHostNet, Default, None };
enum class PodPhase : std::uint8_t { Unknown, Pending, Running, Succeeded, Failed };

struct HostAlias {
    std::string ip;
    std::vector<std::string> hostnames;
    bool operator==(const HostAlias&) const = default;
};

/// What few pods have; shared, so that most pods pay two words for it.
struct PodDetails {
    std::string hostname, subdomain;
    bool setHostnameAsFqdn = false;
    std::optional<dns::ResolvConf> dnsConfig;
    std::vector<HostAlias> hostAliases;
    std::vector<std::string> arguments;    ///< command and args of a node-local-dns container only
    bool operator==(const PodDetails&) const = default;
};

/// 88 bytes (reference/performance.md, section 6).
struct Pod {
    std::array<std::uint8_t, 16> uid{};
    IpAddress ip;                          ///< status.podIP
    IpAddress secondIp;                    ///< the other family of status.podIPs
    std::shared_ptr<const PodDetails> details;
    StringId scope{}, name{};
    StringId node{};
    LabelsId labels{};
    StringId image{};                      ///< first container's image: a hint at its libc
    DnsPolicy dnsPolicy = DnsPolicy::ClusterFirst;
    PodPhase phase = PodPhase::Unknown;
    bool hostNetwork : 1 = false;
    bool ready : 1 = false;
    bool deleting : 1 = false;             ///< metadata.deletionTimestamp is set
    bool operator==(const Pod& other) const;
};
static_assert(sizeof(Pod) <= 88);

struct Node {
    StringId name{};
    LabelsId labels{};
    std::vector<IpAddress> internalIps;
    bool operator==(const Node&) const = default;
};

/// Only ConfigMaps that configure DNS are kept (see isDnsConfigMap).
struct ConfigMap {
    StringId scope{}, name{};
    std::shared_ptr<const std::map<std::string, std::string>> data;
    bool operator==(const ConfigMap& other) const;
};

struct StatefulSet {
    StringId scope{}, name{};
    StringId serviceName{};
    std::int32_t replicas = 1;
    bool operator==(const StatefulSet&) const = default;
};

/// multicluster.x-k8s.io ServiceImport (dns-semantics 2.14).
struct ServiceImport {
    StringId scope{}, name{};
    LabelsId labels{};
    bool headless = false;                 ///< spec.type Headless, otherwise ClusterSetIP
    std::vector<IpAddress> ips;
    std::vector<ServicePort> ports;
    bool operator==(const ServiceImport&) const = default;
};

/// Ndots document `kind: Upstream`: what a name server outside the cluster answers (product.md section 2).
struct Upstream {
    StringId name{};
    std::string address;                   ///< IP, optionally with port; empty: behind every address that no other document names
    std::string zones;                     ///< zone-file text
    enum class Otherwise : std::uint8_t { NxDomain, NoError, ServFail, Refused, Timeout } otherwise = Otherwise::NxDomain;
    std::chrono::nanoseconds latency{std::chrono::milliseconds{10}};
    double loss = 0;                       ///< share of questions without a reply, 0 to 1
    bool operator==(const Upstream&) const = default;
};

/// Ndots document `kind: NodeResolvConf`: the node's own resolv.conf text; name "*" stands for all other nodes.
struct NodeResolvConf {
    StringId name{};
    std::string text;
    bool operator==(const NodeResolvConf&) const = default;
};

/// True for ConfigMaps that DNS needs: Corefiles and their imports, node-local-dns, kube-dns, kubelet-config, kubeadm-config.
[[nodiscard]] bool isDnsConfigMap(std::string_view scope, std::string_view name, const std::map<std::string, std::string>& data);

} // namespace kube

template <>
struct std::hash<kube::ObjectKey> {
    std::size_t operator()(const kube::ObjectKey& key) const noexcept
    {
        // Ids count up from 0: spread them over the word before the buckets take its low bits (Fibonacci hashing).
        const std::uint64_t ids = (std::uint64_t{static_cast<std::uint32_t>(key.scope)} << 32) | static_cast<std::uint32_t>(key.name);
        return static_cast<std::size_t>((ids ^ (std::uint64_t{static_cast<std::uint8_t>(key.kind)} << 56)) * 0x9E3779B97F4A7C15u >> 7);
    }
};
