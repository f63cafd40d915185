// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/dns_setup.h"

#include "model/dns/zone_text.h"
#include "model/kube/kubelet_dns.h"

#include <algorithm>
#include <set>

// Works out the DNS of a cluster in the order in which the parts depend on each other: Upstream and NodeResolvConf documents, the CoreDNS
// ConfigMap and pods, the Services before them, the node caches, and last what the kubelets tell the pods.

namespace sim {

namespace {

using base::ErrorCode;
using base::IpAddress;

constexpr std::string_view nodeLocalAddress = "169.254.20.10"; // the addon's default -localip

std::string_view tagOf(std::string_view image)
{
    image = image.substr(0, image.find('@'));
    const std::size_t colon = image.rfind(':');
    const std::size_t slash = image.rfind('/');
    if (colon == std::string_view::npos || (slash != std::string_view::npos && colon < slash))
        return {};
    return image.substr(colon + 1);
}

class Describer {
public:
    Describer(kube::SnapshotPtr cluster, const SetupOverrides& overrides) : m_cluster(*cluster), m_overrides(overrides)
    {
        m_setup->cluster = std::move(cluster);
    }

    base::Result<SetupPtr> describe()
    {
        readNodeFiles();
        if (auto read = readUpstreams(); !read)
            return tl::unexpected(read.error());
        findReplicas();
        findServices();
        if (auto read = readCorefile(); !read)
            return tl::unexpected(read.error());
        if (auto found = findNodeCaches(); !found)
            return tl::unexpected(found.error());
        if (auto found = findClusterDns(); !found)
            return tl::unexpected(found.error());
        return SetupPtr(m_setup);
    }

private:
    std::string text(kube::StringId id) const { return std::string(m_cluster.text(id)); }

    void readNodeFiles()
    {
        for (const kube::NodeResolvConf& document : m_cluster.nodeResolvConfs)
            m_setup->nodeResolvConf[text(document.name)] = document.text;
    }

    base::Result<void> readUpstreams()
    {
        for (const kube::Upstream& document : m_cluster.upstreams) {
            UpstreamServer server{.name = text(document.name), .otherwise = document.otherwise, .latency = document.latency, .loss = document.loss};
            if (!document.address.empty()) {
                server.address = IpAddress::parse(document.address);
                if (!server.address)
                    return base::fail(ErrorCode::ObjectWrongShape, "Upstream " + server.name, "spec.address: expected an IP address, found \"" + document.address + '"');
            }
            auto records = dns::parseZoneText(document.zones, {.fileName = "Upstream " + server.name + ", spec.zones"});
            if (!records)
                return tl::unexpected(records.error());
            server.zones = splitZones(std::move(*records));
            m_setup->upstreams.push_back(std::move(server));
        }
        return {};
    }

    bool isDnsPod(const kube::Pod& pod) const { return m_cluster.label(pod.labels, "k8s-app") == "kube-dns" || m_cluster.label(pod.labels, "dns.operator.openshift.io/daemonset-dns") == "default"; }

    void findReplicas()
    {
        for (const kube::Pod& pod : m_cluster.pods) {
            if (!isDnsPod(pod) || pod.hostNetwork || pod.phase == kube::PodPhase::Succeeded || pod.phase == kube::PodPhase::Failed)
                continue;
            CoreDnsReplica replica{.scope = text(pod.scope), .pod = text(pod.name), .node = text(pod.node), .ready = pod.ready && !pod.deleting};
            for (const IpAddress& ip : {pod.ip, pod.secondIp}) {
                if (!ip.isNone())
                    replica.addresses.push_back(ip);
            }
            if (m_image.empty())
                m_image = text(pod.image);
            m_setup->replicas.push_back(std::move(replica));
        }
    }

    /// A Service is a DNS Service when its endpoints are DNS pods; without any replica known, the usual names count.
    void findServices()
    {
        for (const kube::Service& service : m_cluster.services) {
            if (service.headless || service.clusterIps[0].isNone())
                continue;
            DnsService found{.scope = text(service.scope), .name = text(service.name)};
            for (const IpAddress& ip : service.clusterIps) {
                if (!ip.isNone())
                    found.clusterIps.push_back(ip);
            }
            found.replicas = readyReplicas(found.scope, found.name);
            const bool labelled = m_cluster.label(service.labels, "k8s-app") == "kube-dns";
            if (!found.replicas.empty() || labelled)
                m_setup->services.push_back(std::move(found));
        }
        // The Service that pods use stands before kube-dns-upstream, which only node caches use.
        std::stable_sort(m_setup->services.begin(), m_setup->services.end(), [](const DnsService& a, const DnsService& b) {
            return (a.name != "kube-dns-upstream") > (b.name != "kube-dns-upstream");
        });
        if (m_setup->replicas.empty()) {
            // A snapshot without the DNS pods: one replica stands for them, so that names can still be followed.
            m_setup->replicas.push_back({.scope = "kube-system", .pod = "coredns"});
            for (DnsService& service : m_setup->services)
                service.replicas = {0};
        }
    }

    std::vector<std::size_t> readyReplicas(const std::string& scope, const std::string& name) const
    {
        std::set<std::size_t> ready;
        for (const kube::EndpointSlice& slice : m_cluster.slicesOf(scope, name)) {
            for (const kube::Endpoint& endpoint : slice.endpoints) {
                if (endpoint.ready == kube::Tristate::False)
                    continue;
                for (std::size_t index = 0; index < m_setup->replicas.size(); ++index) {
                    const CoreDnsReplica& replica = m_setup->replicas[index];
                    const bool same = std::any_of(endpoint.addresses.begin(), endpoint.addresses.end(), [&](const IpAddress& ip) {
                        return std::find(replica.addresses.begin(), replica.addresses.end(), ip) != replica.addresses.end();
                    });
                    if (same)
                        ready.insert(index);
                }
            }
        }
        return {ready.begin(), ready.end()};
    }

    const kube::ConfigMap* corefileConfigMap() const
    {
        for (const auto& [scope, name] : {std::pair{"kube-system", "coredns"}, {"kube-system", "rke2-coredns-rke2-coredns"}, {"openshift-dns", "dns-default"}}) {
            if (const kube::ConfigMap* map = m_cluster.findConfigMap(scope, name); map && map->data && map->data->contains("Corefile"))
                return map;
        }
        for (const kube::ConfigMap& map : m_cluster.configMaps) {
            if (map.data && map.data->contains("Corefile") && m_cluster.text(map.name) != "node-local-dns")
                return &map;
        }
        return nullptr;
    }

    void findVersion()
    {
        if (m_overrides.coreDnsVersion) {
            m_setup->version = {m_overrides.coreDnsVersion->toString(), "--coredns-version"};
            m_version = *m_overrides.coreDnsVersion;
        } else if (const auto version = corefile::Version::parse(tagOf(m_image)); version && m_image.find("coredns") != std::string::npos) {
            m_setup->version = {version->toString(), m_image};
            m_version = *version;
        } else {
            m_setup->version = {m_version.toString(), {}};
        }
    }

    base::Result<void> readCorefile()
    {
        findVersion();
        corefile::ConfigureOptions options{.version = m_version};
        if (m_overrides.corefile) {
            m_setup->corefile = {m_overrides.corefile->text, m_overrides.corefile->name};
        } else if (const kube::ConfigMap* map = corefileConfigMap()) {
            m_setup->corefile = {map->data->at("Corefile"), "ConfigMap " + text(map->scope) + '/' + text(map->name)};
            for (const auto& [key, value] : *map->data) {
                options.parse.files[key] = value;
                options.systemFiles["/etc/coredns/" + key] = value;
            }
            addCustomFiles(text(map->scope), options);
        } else {
            m_setup->corefile = {corefile::kubeadmCorefile(m_overrides.clusterDomain.value_or("cluster.local")), {}};
            m_setup->warnings.push_back({ErrorCode::CorefileAssumed, {}, {}, {}});
        }
        options.parse.fileName = m_setup->corefile.source.empty() ? "Corefile" : m_setup->corefile.source;
        for (CoreDnsReplica& replica : m_setup->replicas) {
            if (auto made = makeReplicaProcess(replica, options); !made)
                return made;
        }
        m_setup->coreDns = m_setup->replicas.front().process.configuration;
        return {};
    }

    /// ConfigMap coredns-custom is mounted at /etc/coredns/custom (k3s, AKS).
    void addCustomFiles(const std::string& scope, corefile::ConfigureOptions& options) const
    {
        const kube::ConfigMap* custom = m_cluster.findConfigMap(scope, "coredns-custom");
        if (!custom || !custom->data)
            return;
        for (const auto& [key, value] : *custom->data) {
            options.parse.files["custom/" + key] = value;
            options.parse.files["/etc/coredns/custom/" + key] = value;
            options.systemFiles["/etc/coredns/custom/" + key] = value;
        }
    }

    std::string resolvConfFor(const std::string& node)
    {
        if (const auto known = m_setup->resolvConfOfNode(node))
            return *known;
        const bool told = std::any_of(m_setup->warnings.begin(), m_setup->warnings.end(),
                                      [](const base::Error& warning) { return warning.code == ErrorCode::NodeResolverUnknown; });
        if (!told)
            m_setup->warnings.push_back({ErrorCode::NodeResolverUnknown, node, {}, {}});
        return "nameserver " + unknownNodeResolver().toString() + '\n';
    }

    base::Result<void> makeReplicaProcess(CoreDnsReplica& replica, corefile::ConfigureOptions options)
    {
        const std::string resolvConf = resolvConfFor(replica.node);
        options.systemFiles["/etc/resolv.conf"] = resolvConf;
        auto configuration = corefile::configure(m_setup->corefile.value, options);
        if (!configuration)
            return tl::unexpected(configuration.error());
        replica.process.id = Station{StationKind::CoreDns, replica.pod}.id();
        replica.process.configuration = std::move(*configuration);
        replica.process.cluster = m_setup->cluster;
        replica.process.localIps = replica.addresses;
        if (const auto parsed = parseNodeResolvConf(resolvConf))
            replica.process.resolvConfSearch = parsed->searches;
        return loadFiles(replica.process, options.systemFiles);
    }

    static base::Result<void> loadFiles(ServerProcess& process, const std::map<std::string, std::string>& files)
    {
        for (const corefile::Server& server : process.configuration.servers) {
            for (const corefile::Plugin& plugin : server.chain) {
                if (const auto* hosts = std::get_if<corefile::HostsConfig>(&plugin.config); hosts && files.contains(hosts->file))
                    process.hostsFiles[hosts->file] = files.at(hosts->file);
                const auto* file = std::get_if<corefile::FileConfig>(&plugin.config);
                if (!file)
                    continue;
                for (const corefile::FileConfig::Line& line : file->lines) {
                    if (!files.contains(line.path) || line.zones.empty())
                        continue;
                    auto records = dns::parseZoneText(files.at(line.path), {.origin = line.zones.front(), .fileName = line.path});
                    if (!records)
                        return tl::unexpected(records.error());
                    process.zoneFiles[line.path] = std::make_shared<const ZoneData>(line.zones.front(), std::move(*records));
                }
            }
        }
        return {};
    }

    /// The values of -localip and -upstreamsvc among a node-local-dns container's arguments.
    static std::string argument(const std::vector<std::string>& arguments, std::string_view flag)
    {
        for (std::size_t index = 0; index < arguments.size(); ++index) {
            std::string_view word = arguments[index];
            while (word.starts_with('-'))
                word.remove_prefix(1);
            if (word == flag && index + 1 < arguments.size())
                return arguments[index + 1];
            if (word.starts_with(flag) && word.size() > flag.size() && word[flag.size()] == '=')
                return std::string(word.substr(flag.size() + 1));
        }
        return {};
    }

    std::vector<IpAddress> localIps(const kube::Pod& pod) const
    {
        static const std::vector<std::string> none;
        const std::string list = argument(pod.details ? pod.details->arguments : none, "localip");
        std::vector<IpAddress> addresses;
        for (std::size_t from = 0; from < list.size();) {
            const std::size_t comma = std::min(list.find(',', from), list.size());
            if (const auto address = IpAddress::parse(std::string_view(list).substr(from, comma - from)))
                addresses.push_back(*address);
            from = comma + 1;
        }
        if (addresses.empty()) {
            addresses.push_back(*IpAddress::parse(nodeLocalAddress));
            if (!m_setup->services.empty())
                addresses.insert(addresses.end(), m_setup->services.front().clusterIps.begin(), m_setup->services.front().clusterIps.end());
        }
        return addresses;
    }

    corefile::NodeCacheTemplate templateValues(const kube::Pod& pod, const std::vector<IpAddress>& addresses) const
    {
        corefile::NodeCacheTemplate values;
        for (const IpAddress& address : addresses)
            values.localIps.push_back(address.toString());
        static const std::vector<std::string> none;
        std::string upstream = argument(pod.details ? pod.details->arguments : none, "upstreamsvc");
        if (upstream.empty())
            upstream = "kube-dns-upstream";
        const kube::Service* service = m_cluster.findService(text(pod.scope), upstream);
        if (service && !service->clusterIps[0].isNone())
            values.clusterDnsIp = service->clusterIps[0].toString();
        else if (!m_setup->services.empty())
            values.clusterDnsIp = m_setup->services.front().clusterIps.front().toString();
        if (const kube::ConfigMap* map = m_cluster.findConfigMap("kube-system", "kube-dns"); map && map->data) {
            if (map->data->contains("stubDomains")) {
                for (auto& [domain, servers] : kube::readStubDomains(map->data->at("stubDomains")))
                    values.stubDomains[domain] = servers;
            }
            if (map->data->contains("upstreamNameservers"))
                values.upstreamNameservers = kube::readUpstreamNameservers(map->data->at("upstreamNameservers"));
        }
        return values;
    }

    std::optional<Sourced> nodeTemplate() const
    {
        if (m_overrides.nodeCorefile)
            return Sourced{m_overrides.nodeCorefile->text, m_overrides.nodeCorefile->name};
        for (const kube::ConfigMap& map : m_cluster.configMaps) {
            if (m_cluster.text(map.name) != "node-local-dns" || !map.data)
                continue;
            for (const char* key : {"Corefile", "Corefile.base"}) {
                if (map.data->contains(key))
                    return Sourced{map.data->at(key), "ConfigMap " + text(map.scope) + "/node-local-dns"};
            }
        }
        return std::nullopt;
    }

    base::Result<void> findNodeCaches()
    {
        const auto source = nodeTemplate();
        if (!source)
            return {};
        for (const kube::Pod& pod : m_cluster.pods) {
            if (m_cluster.label(pod.labels, "k8s-app") != "node-local-dns")
                continue;
            NodeCacheInstance instance{.node = text(pod.node), .pod = text(pod.name), .localIps = localIps(pod)};
            instance.up = pod.ready && !pod.deleting;
            corefile::ConfigureOptions options{.version = corefile::versionInsideNodeCache(tagOf(m_cluster.text(pod.image))), .build = corefile::Build::NodeCache};
            options.parse.fileName = source->source;
            options.systemFiles["/etc/resolv.conf"] = resolvConfFor(instance.node);
            const std::string rendered = corefile::renderNodeCacheCorefile(source->value, templateValues(pod, instance.localIps));
            auto configuration = corefile::configure(rendered, options);
            if (!configuration)
                return tl::unexpected(configuration.error());
            if (m_setup->nodeCaches.empty()) {
                m_setup->nodeCorefile = {rendered, source->source};
                m_setup->nodeCache = *configuration;
            }
            instance.process.id = Station{StationKind::NodeCache, instance.node}.id();
            instance.process.configuration = std::move(*configuration);
            instance.process.localIps = instance.localIps;
            m_setup->nodeCaches.push_back(std::move(instance));
        }
        return {};
    }

    base::Result<void> findClusterDns()
    {
        std::optional<kube::KubeletDns> kubelet;
        if (const kube::ConfigMap* map = m_cluster.findConfigMap("kube-system", "kubelet-config"); map && map->data && map->data->contains("kubelet"))
            kubelet = kube::readKubeletDns(map->data->at("kubelet"));
        findDomain(kubelet);
        if (m_overrides.clusterDns) {
            if (!IpAddress::parse(*m_overrides.clusterDns))
                return base::fail(ErrorCode::ArgumentUnusable, "--cluster-dns", "an IP address");
            m_setup->clusterDns = {{*m_overrides.clusterDns, "--cluster-dns"}};
        } else if (kubelet && !kubelet->clusterDns.empty()) {
            for (const std::string& address : kubelet->clusterDns)
                m_setup->clusterDns.push_back({address, "ConfigMap kube-system/kubelet-config"});
        } else if (!m_setup->nodeCaches.empty()) {
            m_setup->clusterDns = {{m_setup->nodeCaches.front().localIps.front().toString(), "Pod " + m_setup->nodeCaches.front().pod}};
        } else if (!m_setup->services.empty()) {
            const DnsService& service = m_setup->services.front();
            m_setup->clusterDns = {{service.clusterIps.front().toString(), "Service " + service.scope + '/' + service.name}};
        } else {
            m_setup->warnings.push_back({ErrorCode::ClusterWithoutDns, {}, {}, {}});
        }
        addStandInService();
        return {};
    }

    /// A cluster DNS address that no Service and no node cache has still reaches the replicas: the source may simply not hold the Service.
    void addStandInService()
    {
        if (!m_setup->services.empty() || m_setup->clusterDns.empty())
            return;
        DnsService service{.scope = "kube-system", .name = "kube-dns"};
        for (const Sourced& address : m_setup->clusterDns) {
            if (const auto ip = IpAddress::parse(address.value))
                service.clusterIps.push_back(*ip);
        }
        for (std::size_t index = 0; index < m_setup->replicas.size(); ++index) {
            if (m_setup->replicas[index].ready)
                service.replicas.push_back(index);
        }
        m_setup->services.push_back(std::move(service));
    }

    void findDomain(const std::optional<kube::KubeletDns>& kubelet)
    {
        if (m_overrides.clusterDomain)
            m_setup->clusterDomain = {*m_overrides.clusterDomain, "--cluster-domain"};
        else if (kubelet && kubelet->clusterDomain)
            m_setup->clusterDomain = {*kubelet->clusterDomain, "ConfigMap kube-system/kubelet-config"};
        else if (const corefile::KubernetesConfig* kubernetes = m_setup->kubernetes())
            m_setup->clusterDomain = {kubernetes->primaryZone.text(), m_setup->corefile.source};
        else
            m_setup->clusterDomain = {"cluster.local", {}};
        std::string& domain = m_setup->clusterDomain.value;
        if (domain.size() > 1 && domain.ends_with('.'))
            domain.pop_back();
    }

    const kube::ClusterSnapshot& m_cluster;
    const SetupOverrides& m_overrides;
    std::shared_ptr<DnsSetup> m_setup = std::make_shared<DnsSetup>();
    std::string m_image;
    corefile::Version m_version;
};

} // namespace

const corefile::KubernetesConfig* DnsSetup::kubernetes() const
{
    for (const corefile::Server& server : coreDns.servers) {
        for (const corefile::Plugin& plugin : server.chain) {
            if (const auto* config = std::get_if<corefile::KubernetesConfig>(&plugin.config))
                return config;
        }
    }
    return nullptr;
}

std::optional<std::string> DnsSetup::resolvConfOfNode(const std::string& node) const
{
    for (const std::string& key : {node, std::string("*")}) {
        if (const auto found = nodeResolvConf.find(key); found != nodeResolvConf.end())
            return found->second;
    }
    return std::nullopt;
}

KubeletConfig DnsSetup::kubeletOfNode(const std::string& node) const
{
    KubeletConfig kubelet{.clusterDomain = clusterDomain.value};
    for (const Sourced& address : clusterDns)
        kubelet.clusterDns.push_back(address.value);
    kubelet.nodeResolvConf = resolvConfOfNode(node).value_or("nameserver " + unknownNodeResolver().toString() + '\n');
    return kubelet;
}

const NodeCacheInstance* DnsSetup::nodeCacheOn(const std::string& node) const
{
    for (const NodeCacheInstance& instance : nodeCaches) {
        if (instance.node == node)
            return &instance;
    }
    return nullptr;
}

base::IpAddress unknownNodeResolver()
{
    return IpAddress::v4(0, 0, 0, 0);
}

base::Result<SetupPtr> describeDns(kube::SnapshotPtr cluster, const SetupOverrides& overrides)
{
    return Describer(std::move(cluster), overrides).describe();
}

} // namespace sim
