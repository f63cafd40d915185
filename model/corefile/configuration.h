// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/corefile/parse.h"
#include "model/corefile/plugins.h"

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace corefile {

/// A CoreDNS release.
struct Version {
    int major = 1, minor = 14, patch = 7;
    auto operator<=>(const Version&) const = default;
    /// "1.11.3", "v1.11.3", "v1.11.3-eksbuild.1", "1.11" ...; nullopt if no release can be read from it.
    [[nodiscard]] static std::optional<Version> parse(std::string_view text);
    [[nodiscard]] std::string toString() const;
};

/// Which binary runs: its compiled-in plugins and their order differ.
enum class Build { CoreDns, NodeCache };

/// Plugin names in execution order for a release (plugin.cfg of each tag); node-cache has its own short list (dns-semantics 7.6).
[[nodiscard]] const std::vector<std::string>& pluginOrder(const Version& version, Build build = Build::CoreDns);
/// The CoreDNS release inside a node-cache release ("1.26.7" -> 1.13.1).
[[nodiscard]] Version versionInsideNodeCache(std::string_view nodeCacheVersion);

struct Plugin {
    std::string name;
    base::Position where;
    std::string text;            ///< the directive's first line as written, for the screen
    PluginConfig config;
    bool operator==(const Plugin&) const = default;
};

enum class Transport { Dns, Tls, Quic, Grpc, Https, Https3 };

/// One normalised key of a server block (dns-semantics 3.5): zone lower case and absolute.
struct ServerKey {
    Transport transport = Transport::Dns;
    dns::Name zone;
    std::uint16_t port = 53;
    bool operator==(const ServerKey&) const = default;
};

/// "[SCHEME://]ZONE[:PORT]", CIDR notations become several reverse zones (3.6). Error: CorefileSyntax.
[[nodiscard]] base::Result<std::vector<ServerKey>> normalizeKey(std::string_view key);

/// One server block, configured: every plugin once, in execution order.
struct Server {
    std::vector<ServerKey> keys;
    std::vector<std::string> bindAddresses;     ///< empty: all addresses
    std::vector<Plugin> chain;                  ///< execution order of the version
    std::vector<std::string> fileOrder;         ///< directive names as written
    base::Position where;
    std::size_t index = 0;                      ///< position of the block in the file: names its cache
    bool operator==(const Server&) const = default;
};

struct Configuration {
    Version version;
    Build build = Build::CoreDns;
    std::vector<Server> servers;                ///< file order
    bool operator==(const Configuration&) const = default;
};

struct ConfigureOptions {
    Version version;
    Build build = Build::CoreDns;
    ParseOptions parse;
    /// Files beside the Corefile by absolute path: /etc/resolv.conf, zone files, hosts files.
    std::map<std::string, std::string> systemFiles;
};

/// Text -> typed blocks. Errors: CorefileSyntax, CorefilePlugin with position; also unknown directives, duplicate and overlapping listeners (3.7).
[[nodiscard]] base::Result<Configuration> configure(std::string_view corefile, const ConfigureOptions& options);
/// One directive on its own (`cache 30 { ... }`), zones defaulting to `blockZones`.
[[nodiscard]] base::Result<PluginConfig> setUpPlugin(const std::vector<Directive>& directives, const Zones& blockZones, const ConfigureOptions& options);

/// The server that takes a query for `name` among those listening on `listenAddress` ("" = a server that is bound to no address) and `port`
/// (dns-semantics 4.1): the most specific zone; nullptr: REFUSED. `zone` (may be null) takes the matched zone.
[[nodiscard]] const Server* findServer(const Configuration& configuration, const dns::Name& name, dns::Type type,
                                       std::string_view listenAddress, std::uint16_t port, dns::Name* zone = nullptr);

/// node-cache's rendering of its template (dns-semantics 7.3, 7.5).
struct NodeCacheTemplate {
    std::vector<std::string> localIps;          ///< -localip
    std::string clusterDnsIp;                   ///< address of the upstream Service
    std::map<std::string, std::vector<std::string>> stubDomains;   ///< of ConfigMap kube-dns
    std::vector<std::string> upstreamNameservers;
};
/// The main Corefile text with the stub domain blocks behind it, as node-cache writes /etc/Corefile.
[[nodiscard]] std::string renderNodeCacheCorefile(std::string_view templateText, const NodeCacheTemplate& values);

/// The Corefile that kubeadm installs; used where a snapshot has no CoreDNS ConfigMap.
[[nodiscard]] std::string kubeadmCorefile(std::string_view clusterDomain = "cluster.local");

} // namespace corefile
