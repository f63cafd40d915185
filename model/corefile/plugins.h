// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/ip_address.h"
#include "model/corefile/regex.h"
#include "model/dns/record.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// What each plugin's directive says, typed and with CoreDNS's defaults (dns-semantics 2.13, 5, 6.1). Aggregates; made by corefile::configure.
namespace corefile {

using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;
using Zones = std::vector<dns::Name>;

/// `fallthrough [ZONES...]` (dns-semantics 5.2).
struct Fallthrough {
    bool enabled = false;
    Zones zones; ///< empty while enabled: all names
    [[nodiscard]] bool through(const dns::Name& name) const;
    bool operator==(const Fallthrough&) const = default;
};

/// A Kubernetes label selector: requirements joined by AND. In, NotIn, Exists, DoesNotExist.
struct LabelRequirement {
    enum class Operator { In, NotIn, Exists, DoesNotExist } op = Operator::In;
    std::string key;
    std::vector<std::string> values;
    bool operator==(const LabelRequirement&) const = default;
};

struct KubernetesConfig {
    enum class Pods { Disabled, Insecure, Verified } pods = Pods::Disabled;
    Zones zones;
    dns::Name primaryZone;               ///< first zone that is not a reverse zone
    Zones multiclusterZones;
    std::vector<std::string> namespaces; ///< empty: all
    std::vector<LabelRequirement> labels, namespaceLabels;
    std::string labelsText, namespaceLabelsText;
    bool endpointPodNames = false;
    bool noEndpoints = false;
    bool ignoreEmptyService = false;
    bool zonal = false;
    dns::Ttl ttl{5};
    Seconds startupTimeout{5};
    Fallthrough fallthrough;
    bool operator==(const KubernetesConfig&) const = default;
};

struct K8sExternalConfig {
    Zones zones;
    std::string apex = "dns";
    dns::Ttl ttl{5};
    bool headless = false;
    Fallthrough fallthrough;
    bool operator==(const K8sExternalConfig&) const = default;
};

struct CacheConfig {
    Zones zones;
    int successCapacity = 10000, denialCapacity = 10000;  ///< as asked; effective: 256 shards of cap/256, at least 4 each
    Seconds successMax{3600}, successMin{5}, denialMax{1800}, denialMin{5}, failTtl{5};
    int prefetchAmount = 0;
    Seconds prefetchDuration{60};
    int prefetchPercentage = 10;
    Milliseconds staleUpTo{0};                            ///< 0: serve_stale is off
    bool staleVerify = false;
    Milliseconds verifyTimeout{0};
    Seconds staleTtl{0}, staleRecheck{0};
    bool preferPositive = false;
    std::optional<Zones> disableSuccess, disableDenial;   ///< set: off for these zones
    bool keepTtl = false;
    bool operator==(const CacheConfig&) const = default;
};

struct ForwardConfig {
    enum class Policy { Random, RoundRobin, Sequential } policy = Policy::Random;
    struct Upstream {
        base::IpAddress address;
        std::uint16_t port = 53;
        std::string scheme = "dns";       ///< dns, tls, https
        std::string hostName;             ///< TO was a host name (>= 1.14.4); address is none then
        bool operator==(const Upstream&) const = default;
    };
    dns::Name from;
    std::vector<std::string> to;          ///< as written
    std::vector<Upstream> upstreams;      ///< resolved: files such as /etc/resolv.conf replaced by their nameservers
    std::string missingFile;              ///< a TO that names a file nobody gave; its nameservers are unknown
    Zones except;
    bool forceTcp = false, preferUdp = false;
    int maxFails = 2;
    Milliseconds healthCheck{500}, readTimeout{2000}, expire{10000};
    bool healthCheckRecursionDesired = true;
    dns::Name healthCheckDomain;
    int maxConcurrent = 0;
    std::vector<dns::Rcode> next, failover;
    bool nextOnNodata = false;
    bool failfastAllUnhealthy = false;
    std::optional<int> maxConnectAttempts; ///< nullopt: the version's default
    std::string tlsServerName;
    bool operator==(const ForwardConfig&) const = default;
};

struct RewriteRule {
    enum class Mode { Stop, Continue } mode = Mode::Stop;
    enum class Field { Name, Type, Class, Edns0, Ttl, Rcode, Cname } field = Field::Name;
    enum class Match { Exact, Prefix, Suffix, Substring, Regex } match = Match::Exact;
    std::string from, to;                  ///< lower case, made absolute as CoreDNS does (dns-semantics 5.6)
    Regex pattern;                         ///< Match::Regex
    bool answerAuto = false;
    struct AnswerRule {
        enum class What { Name, Value } what = What::Name;
        Regex pattern;
        std::string to;
        bool operator==(const AnswerRule&) const = default;
    };
    std::vector<AnswerRule> answers;
    dns::Type typeFrom{}, typeTo{};
    dns::Class classFrom{}, classTo{};
    std::uint32_t ttlMin = 0, ttlMax = UINT32_MAX;
    dns::Rcode rcodeFrom{}, rcodeTo{};
    std::string text;                      ///< as written, for explanations
    bool operator==(const RewriteRule&) const = default;
};
struct RewriteConfig {
    std::vector<RewriteRule> rules;
    bool operator==(const RewriteConfig&) const = default;
};

struct TemplateConfig {
    struct Rule {
        dns::Class klass = dns::Class::IN;
        dns::Type type = dns::Type::ANY;   ///< ANY: every type
        Zones zones;
        std::vector<Regex> patterns;       ///< empty: all names
        std::vector<std::string> answer, additional, authority; ///< Go templates
        dns::Rcode rcode = dns::Rcode::NoError;
        bool hasExpression = false;        ///< var/expr of recent releases: not modelled, said in the trace
        Fallthrough fallthrough;
        bool operator==(const Rule&) const = default;
    };
    std::vector<Rule> rules;
    bool operator==(const TemplateConfig&) const = default;
};

struct HostsConfig {
    std::string file = "/etc/hosts";
    Zones zones;
    std::vector<std::pair<base::IpAddress, std::vector<std::string>>> inlineEntries;
    dns::Ttl ttl{3600};
    bool noReverse = false;
    bool fallthroughUnsupported = false;
    Fallthrough fallthrough;
    bool operator==(const HostsConfig&) const = default;
};

struct FileConfig {
    struct Line {
        std::string path;
        Zones zones;
        Fallthrough fallthrough;
        bool operator==(const Line&) const = default;
    };
    std::vector<Line> lines;
    bool operator==(const FileConfig&) const = default;
};

struct AutopathConfig {
    Zones zones;
    bool fromKubernetes = false;           ///< @kubernetes
    std::string resolvConf;                ///< else a path
    std::vector<std::string> search;       ///< of that file when it is known
    bool operator==(const AutopathConfig&) const = default;
};

struct AclConfig {
    struct Policy {
        enum class Action { Allow, Block, Filter, Drop } action = Action::Allow;
        std::vector<dns::Type> types;      ///< empty: all
        std::vector<base::IpPrefix> nets;  ///< empty: all
        bool operator==(const Policy&) const = default;
    };
    struct Rule {
        Zones zones;
        std::vector<Policy> policies;
        bool operator==(const Rule&) const = default;
    };
    std::vector<Rule> rules;
    bool operator==(const AclConfig&) const = default;
};

struct LoadBalanceConfig {
    enum class Policy { RoundRobin, Weighted, Prefer } policy = Policy::RoundRobin;
    std::vector<base::IpPrefix> prefer;
    bool operator==(const LoadBalanceConfig&) const = default;
};

struct Dns64Config {
    base::IpPrefix prefix;
    bool translateAll = false, allowIpv4 = false;
    bool operator==(const Dns64Config&) const = default;
};

struct HeaderConfig {
    struct Rule {
        enum class Where { Response, Query } where = Where::Response;
        std::string flag;                  ///< aa, ra, rd
        bool value = false;
        bool operator==(const Rule&) const = default;
    };
    std::vector<Rule> rules;
    bool operator==(const HeaderConfig&) const = default;
};

struct LogConfig {
    struct Rule {
        Zones names;
        std::string format;
        std::vector<std::string> classes;
        bool operator==(const Rule&) const = default;
    };
    std::vector<Rule> rules;
    bool operator==(const LogConfig&) const = default;
};

struct BindConfig {
    std::vector<std::string> addresses;    ///< addresses or interface names
    std::vector<std::string> except;
    bool operator==(const BindConfig&) const = default;
};

struct MinimalConfig { bool operator==(const MinimalConfig&) const = default; };
struct AnyConfig { bool operator==(const AnyConfig&) const = default; };
struct WhoamiConfig { bool operator==(const WhoamiConfig&) const = default; };
struct LocalConfig { bool operator==(const LocalConfig&) const = default; };
struct LoopConfig { bool operator==(const LoopConfig&) const = default; };
struct BufsizeConfig { std::uint16_t size = 1232; bool operator==(const BufsizeConfig&) const = default; };
struct TransferConfig { Zones zones; bool operator==(const TransferConfig&) const = default; };
/// errors, health, ready, prometheus, reload, pprof, trace, debug, metadata ...: no effect on an answer.
struct NeutralConfig { bool operator==(const NeutralConfig&) const = default; };
/// A plugin that CoreDNS has and Ndots does not model: named in the trace, never passed over in silence.
struct UnmodelledConfig { bool operator==(const UnmodelledConfig&) const = default; };

using PluginConfig = std::variant<NeutralConfig, UnmodelledConfig, KubernetesConfig, K8sExternalConfig, CacheConfig, ForwardConfig, RewriteConfig,
                                  TemplateConfig, HostsConfig, FileConfig, AutopathConfig, AclConfig, LoadBalanceConfig, Dns64Config, HeaderConfig,
                                  LogConfig, BindConfig, MinimalConfig, AnyConfig, WhoamiConfig, LocalConfig, LoopConfig, BufsizeConfig, TransferConfig>;

} // namespace corefile
