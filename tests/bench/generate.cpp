// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
//
// Prints a synthetic cluster as a Kubernetes list. Same options, same bytes, on every machine.
// Its shape: 30 pods a node, 300 pods a namespace, 15 pods an application; each application has a Service (every eighth headless
// with a StatefulSet, every tenth of the others without ready endpoints) and its slices of at most 100 endpoints.

#include "tests/bench/cluster_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

namespace {

using bench::Value;
using Fields = Value::Fields;
using Items = Value::Items;

struct Options {
    int pods = 1000;
    std::uint64_t seed = 1;
    bench::Format format = bench::Format::Json;
    bool isFat = false;
};

/// SplitMix64 (Steele, Lea, Flood 2014): the standard library's distributions differ between implementations.
class Random {
public:
    explicit Random(std::uint64_t seed)
        : m_state(seed)
    {
    }
    std::uint64_t next()
    {
        std::uint64_t z = m_state += 0x9E3779B97F4A7C15u;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }
    std::string letters(int count)
    {
        static constexpr std::string_view alphabet = "bcdfghjklmnpqrstvwxz2456789"; // as API servers draw their suffixes
        std::string text;
        for (int i = 0; i < count; ++i)
            text += alphabet[next() % alphabet.size()];
        return text;
    }
    std::string uuid()
    {
        std::array<char, 40> text{};
        const std::uint64_t a = next(), b = next();
        std::snprintf(text.data(), text.size(), "%08x-%04x-4%03x-a%03x-%012llx", static_cast<unsigned>(a >> 32),
                      static_cast<unsigned>(a >> 16 & 0xFFFF), static_cast<unsigned>(a & 0xFFF), static_cast<unsigned>(b >> 52),
                      static_cast<unsigned long long>(b & 0xFFFFFFFFFFFF));
        return text.data();
    }

private:
    std::uint64_t m_state;
};

std::string address(int first, int number)
{
    return std::to_string(first) + '.' + std::to_string(number >> 16 & 255) + '.' + std::to_string(number >> 8 & 255) + '.'
           + std::to_string(number & 255);
}

struct Pod {
    std::string name, node, ip, hostname;
    bool isReady = true;
};

class Cluster {
public:
    Cluster(const Options& options, bench::ListWriter& list)
        : m_options(options)
        , m_random(options.seed)
        , m_list(list)
    {
    }

    void write()
    {
        m_nodes = std::max(1, (m_options.pods + 29) / 30);
        for (int i = 0; i < m_nodes; ++i)
            writeNode(i);
        writeNamespace("kube-system");
        writeNamespace("default");
        writeDns();
        const int applications = std::max(1, m_options.pods / podsPerApplication);
        int left = m_options.pods;
        for (int i = 0; i < applications; ++i) {
            if (i % applicationsPerNamespace == 0)
                writeNamespace(m_namespace = "team-" + std::to_string(i / applicationsPerNamespace + 1));
            const int replicas =
                i + 1 == applications ? left : std::min(left, 1 + static_cast<int>(m_random.next() % (2 * podsPerApplication - 1)));
            left -= replicas;
            writeApplication(i, replicas);
        }
    }

private:
    static constexpr int podsPerApplication = 15;
    static constexpr int applicationsPerNamespace = 20;
    static constexpr std::size_t endpointsPerSlice = 100; // Kubernetes' default (--max-endpoints-per-slice)

    [[nodiscard]] std::string nodeName(int i) const { return "node-" + std::to_string(i + 1); }

    Fields metadata(const std::string& name, const std::string& scope, Fields labels)
    {
        Fields fields{{"name", name}};
        if (!scope.empty())
            fields.emplace_back("namespace", scope);
        fields.emplace_back("uid", m_random.uuid());
        fields.emplace_back("resourceVersion", std::to_string(++m_version));
        fields.emplace_back("creationTimestamp", "2026-01-01T00:00:00Z");
        if (!labels.empty())
            fields.emplace_back("labels", std::move(labels));
        return fields;
    }

    void writeNamespace(const std::string& name)
    {
        m_list.write(Fields{{"apiVersion", "v1"},
                            {"kind", "Namespace"},
                            {"metadata", metadata(name, "", {{"kubernetes.io/metadata.name", name}})}});
    }

    void writeNode(int i)
    {
        const std::string name = nodeName(i);
        Fields labels{{"kubernetes.io/hostname", name}, {"kubernetes.io/os", "linux"}, {"topology.kubernetes.io/zone", zoneOf(i)}};
        m_list.write(Fields{
            {"apiVersion", "v1"},
            {"kind", "Node"},
            {"metadata", metadata(name, "", std::move(labels))},
            {"status", Fields{{"addresses", Items{Fields{{"type", "InternalIP"}, {"address", address(10, 0x100000 + i + 10)}},
                                                  Fields{{"type", "Hostname"}, {"address", name}}}}}}});
    }

    [[nodiscard]] static std::string zoneOf(int node) { return "zone-" + std::to_string(node % 3 + 1); }

    /// What an API server sends besides what DNS needs: owners, three managers' fields, volumes, probes, container states.
    void fatten(Fields& meta, Fields& spec, Fields& status, const std::string& application)
    {
        Fields owned;
        for (const char* field :
             {"f:affinity", "f:automountServiceAccountToken", "f:containers", "f:dnsPolicy", "f:enableServiceLinks",
              "f:restartPolicy", "f:schedulerName", "f:securityContext", "f:serviceAccountName", "f:terminationGracePeriodSeconds",
              "f:tolerations", "f:topologySpreadConstraints", "f:volumes"})
            owned.emplace_back(field, Fields{{".", Fields{}},
                                             {"k:{\"name\":\"main\"}",
                                              Fields{{"f:image", Fields{}}, {"f:resources", Fields{{"f:limits", Fields{}}}}}}});
        meta.emplace_back("annotations", Fields{{"checksum/config", m_random.letters(64)}, {"prometheus.io/scrape", "true"}});
        meta.emplace_back(
            "ownerReferences",
            Items{Fields{{"apiVersion", "apps/v1"}, {"kind", "ReplicaSet"}, {"name", application}, {"uid", m_random.uuid()}}});
        Items managers;
        for (const char* manager : {"kube-controller-manager", "kube-scheduler", "kubelet"})
            managers.emplace_back(Fields{{"manager", manager},
                                         {"operation", "Update"},
                                         {"apiVersion", "v1"},
                                         {"fieldsType", "FieldsV1"},
                                         {"fieldsV1", Fields{{"f:spec", owned}}}});
        meta.emplace_back("managedFields", std::move(managers));
        Items environment;
        for (int i = 0; i < 24; ++i)
            environment.emplace_back(Fields{{"name", "SETTING_" + std::to_string(i)}, {"value", m_random.letters(24)}});
        spec.emplace_back("initContainers",
                          Items{Fields{{"name", "init"}, {"image", "registry.example/init:1"}, {"env", std::move(environment)}}});
        spec.emplace_back(
            "volumes",
            Items{Fields{{"name", "token"},
                         {"projected", Fields{{"defaultMode", 420},
                                              {"sources", Items{Fields{{"serviceAccountToken", Fields{{"path", "token"}}}}}}}}}});
        spec.emplace_back("tolerations", Items{Fields{{"key", "node.kubernetes.io/not-ready"},
                                                      {"operator", "Exists"},
                                                      {"effect", "NoExecute"},
                                                      {"tolerationSeconds", 300}}});
        status.emplace_back("containerStatuses", Items{Fields{{"name", "main"},
                                                              {"ready", true},
                                                              {"restartCount", 0},
                                                              {"imageID", "sha256:" + m_random.letters(64)},
                                                              {"containerID", "containerd://" + m_random.letters(64)}}});
        status.emplace_back("hostIP", "10.16.0.10");
        status.emplace_back("qosClass", "Burstable");
    }

    void writePod(const Pod& pod, const std::string& scope, Fields labels, Fields spec, const std::string& image,
                  const std::string& owner)
    {
        spec.emplace_back("nodeName", pod.node);
        spec.emplace_back("containers", Items{Fields{{"name", "main"}, {"image", image}}});
        Fields status{{"phase", "Running"},
                      {"podIP", pod.ip},
                      {"podIPs", Items{Fields{{"ip", pod.ip}}}},
                      {"conditions", Items{Fields{{"type", "Initialized"}, {"status", "True"}},
                                           Fields{{"type", "Ready"}, {"status", pod.isReady ? "True" : "False"}}}}};
        Fields meta = metadata(pod.name, scope, std::move(labels));
        if (m_options.isFat)
            fatten(meta, spec, status, owner);
        m_list.write(Fields{{"apiVersion", "v1"},
                            {"kind", "Pod"},
                            {"metadata", std::move(meta)},
                            {"spec", std::move(spec)},
                            {"status", std::move(status)}});
    }

    void writeService(const std::string& name, const std::string& scope, const std::string& ip, Fields labels, Fields selector,
                      Items ports)
    {
        m_list.write(Fields{{"apiVersion", "v1"},
                            {"kind", "Service"},
                            {"metadata", metadata(name, scope, std::move(labels))},
                            {"spec", Fields{{"type", "ClusterIP"},
                                            {"clusterIP", ip},
                                            {"clusterIPs", Items{ip}},
                                            {"ports", std::move(ports)},
                                            {"selector", std::move(selector)}}}});
    }

    void writeSlices(const std::string& service, const std::string& scope, const std::vector<Pod>& pods, const Items& ports)
    {
        for (std::size_t begin = 0; begin < pods.size(); begin += endpointsPerSlice) {
            Items endpoints;
            for (std::size_t i = begin; i < std::min(begin + endpointsPerSlice, pods.size()); ++i) {
                const Pod& pod = pods[i];
                Fields endpoint{{"addresses", Items{pod.ip}},
                                {"conditions", Fields{{"ready", pod.isReady}, {"serving", pod.isReady}, {"terminating", false}}},
                                {"targetRef", Fields{{"kind", "Pod"}, {"namespace", scope}, {"name", pod.name}}},
                                {"nodeName", pod.node}};
                if (!pod.hostname.empty())
                    endpoint.emplace_back("hostname", pod.hostname);
                endpoints.emplace_back(std::move(endpoint));
            }
            m_list.write(Fields{
                {"apiVersion", "discovery.k8s.io/v1"},
                {"kind", "EndpointSlice"},
                {"metadata", metadata(service + '-' + m_random.letters(5), scope, {{"kubernetes.io/service-name", service}})},
                {"addressType", "IPv4"},
                {"endpoints", std::move(endpoints)},
                {"ports", ports}});
        }
    }

    static Value port(const char* name, const char* protocol, int number)
    {
        return Fields{{"name", name}, {"protocol", protocol}, {"port", number}};
    }

    [[nodiscard]] Pod nextPod(const std::string& name)
    {
        const int node = m_pods % m_nodes;
        return {name, nodeName(node), address(10, 0x800000 + m_pods++ + 2), {}, true};
    }

    void writeDns()
    {
        static constexpr std::string_view corefile =
            ".:53 {\n    errors\n    health {\n       lameduck 5s\n    }\n    ready\n    kubernetes cluster.local in-addr.arpa "
            "ip6.arpa {\n"
            "       pods insecure\n       fallthrough in-addr.arpa ip6.arpa\n       ttl 30\n    }\n    prometheus :9153\n"
            "    forward . /etc/resolv.conf {\n       max_concurrent 1000\n    }\n    cache 30\n    loop\n    reload\n    "
            "loadbalance\n}\n";
        m_list.write(Fields{{"apiVersion", "v1"},
                            {"kind", "ConfigMap"},
                            {"metadata", metadata("coredns", "kube-system", {})},
                            {"data", Fields{{"Corefile", std::string(corefile)}}}});
        const Items ports{port("dns", "UDP", 53), port("dns-tcp", "TCP", 53), port("metrics", "TCP", 9153)};
        std::vector<Pod> pods;
        for (int i = 0; i < 2; ++i) {
            pods.push_back(nextPod("coredns-5d78c9869d-" + m_random.letters(5)));
            writePod(pods.back(), "kube-system", {{"k8s-app", "kube-dns"}}, {{"dnsPolicy", "Default"}},
                     "registry.k8s.io/coredns/coredns:v1.13.1", "coredns-5d78c9869d");
        }
        writeService("kube-dns", "kube-system", "10.96.0.10", {{"k8s-app", "kube-dns"}, {"kubernetes.io/name", "CoreDNS"}},
                     {{"k8s-app", "kube-dns"}}, ports);
        writeSlices("kube-dns", "kube-system", pods, ports);
        writeService("kubernetes", "default", "10.96.0.1", {}, {}, {port("https", "TCP", 443)});
    }

    void writeApplication(int number, int replicas)
    {
        static constexpr std::array<const char*, 8> words = {"api", "cart", "search", "billing", "front", "queue", "store", "mail"};
        const std::string name = std::string(words[static_cast<std::size_t>(number) % words.size()]) + '-' + std::to_string(number);
        const bool isHeadless = number % 8 == 7;
        const std::string hash = m_random.letters(10);
        std::vector<Pod> pods;
        for (int i = 0; i < replicas; ++i) {
            Pod pod = nextPod(isHeadless ? name + '-' + std::to_string(i) : name + '-' + hash + '-' + m_random.letters(5));
            Fields spec{{"dnsPolicy", "ClusterFirst"}};
            if (isHeadless) {
                pod.hostname = pod.name;
                spec.emplace_back("hostname", pod.name);
                spec.emplace_back("subdomain", name);
            }
            pod.isReady = number % 10 != 9 && m_random.next() % 50 != 0;
            writePod(pod, m_namespace, {{"app", name}, {"pod-template-hash", hash}}, std::move(spec),
                     "registry.example/" + name + ":1." + std::to_string(number % 20), name + '-' + hash);
            pods.push_back(std::move(pod));
        }
        if (isHeadless)
            m_list.write(Fields{{"apiVersion", "apps/v1"},
                                {"kind", "StatefulSet"},
                                {"metadata", metadata(name, m_namespace, {})},
                                {"spec", Fields{{"serviceName", name}, {"replicas", replicas}}}});
        const Items ports{port("http", "TCP", 80), port("grpc", "TCP", 9090)};
        writeService(name, m_namespace, isHeadless ? "None" : address(10, 0x600000 + number + 100), {{"app", name}},
                     {{"app", name}}, ports);
        writeSlices(name, m_namespace, pods, ports);
    }

    const Options& m_options;
    Random m_random;
    bench::ListWriter& m_list;
    std::string m_namespace;
    int m_nodes = 1, m_pods = 0, m_version = 0;
};

template <class Number> bool readNumber(std::string_view text, Number& number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

std::optional<Options> readOptions(int count, char** arguments)
{
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string_view option = arguments[i], value = i + 1 < count ? arguments[i + 1] : "";
        if (option == "--fat") {
            options.isFat = true;
            continue;
        }
        ++i;
        const bool isRead = option == "--pods"     ? readNumber(value, options.pods) && options.pods >= 0
                            : option == "--seed"   ? readNumber(value, options.seed)
                            : option == "--format" ? value == "json" || value == "yaml"
                                                   : false;
        if (!isRead)
            return std::nullopt;
        if (option == "--format")
            options.format = value == "yaml" ? bench::Format::Yaml : bench::Format::Json;
    }
    return options;
}

} // namespace

int main(int count, char** arguments)
{
    const auto options = readOptions(count, arguments);
    if (!options) {
        std::cerr << "usage: generate --pods N [--seed S] [--format json|yaml] [--fat]\n";
        return 2;
    }
    std::ios::sync_with_stdio(false);
    bench::ListWriter list(std::cout, options->format);
    Cluster(*options, list).write();
    list.finish();
    return std::cout ? 0 : 1;
}
