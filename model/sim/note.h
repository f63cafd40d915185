// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <string>
#include <vector>

namespace sim {

/// Why something is as it is, as a value. model/words turns it into a sentence with the rule's source.
/// The comment names the arguments in order.
enum class NoteCode {
    None,
    // which candidates the resolver makes
    CandidateAbsolute,          ///< name: has a trailing dot, asked as it is and alone
    CandidateAsTypedFirst,      ///< name, dots, ndots: dots >= ndots, so as typed first
    CandidateSearch,            ///< name, dots, ndots, suffix, position: dots < ndots, so the search list first
    CandidateSearchAfter,       ///< name, suffix, position: as typed failed (glibc, Go)
    CandidateAsTypedLast,       ///< name, dots, ndots: the list gave nothing, so as typed last
    CandidateNoSearchMusl,      ///< name, dots, ndots: musl never searches once dots >= ndots
    CandidateTooLong,           ///< name, suffix: skipped, over 253 characters
    CandidateMalformed,         ///< name, suffix: the two make no valid name, or none that the library can send
    CandidateRootEntry,         ///< name, position: the search entry "." (or "") stands for the name as typed
    CandidateNotForDns,         ///< name: .onion, never asked (Go, RFC 7686)
    NumericAddress,             ///< name: an address never reaches DNS
    NameRefusedByResolver,      ///< name, resolver: a character or length that it refuses without a question
    HostsFileHit,               ///< name, address: /etc/hosts answers first
    HostsFileOtherFamily,       ///< name, address: musl gives up on an entry of the other address family
    WindowsFirstSuffixOnly,     ///< name, suffix
    WindowsDotIsAbsolute,       ///< name: has a dot, so Windows asks it as typed only
    // what the resolver does with an outcome
    NextAfterNxdomain, NextAfterNodata, NextAfterServfail,   ///< candidate
    ListAbandoned,              ///< candidate, outcome: glibc jumps to the name as typed
    SearchStopped,              ///< candidate, outcome: musl stops here
    NextServer,                 ///< nameserver, outcome
    ResentAfterTimeout,         ///< nameserver, seconds
    RetriedOverTcp,             ///< nameserver
    HalfWithData,               ///< candidate, type with data, outcome of the other
    AaaaNxdomainBreaksMusl,     ///< candidate
    ResolverGaveUp,             ///< seconds, EAI name
    NextAfterFailure,           ///< candidate, outcome: Go goes on after any error
    NoServerReachable,          ///< candidate: every server refused, glibc gives up at once
    AnswerWithoutAddress,       ///< candidate: records but no usable address (dangling CNAME), the search stops
    OneAfterTheOther,           ///< nameserver, type that got no reply: glibc asks A and AAAA one at a time from now on
    ResentAfterServfail,        ///< nameserver (musl)
    RepeatedForSpace,           ///< octets: the answer is too big for glibc's buffer, so the whole walk runs again with the next size
    TcpWithoutLimit,            ///< nameserver, seconds: glibc waits over TCP without end; the walk is cut off here
    ResolverAsksNothing,        ///< option: with this value the library sends no question
    ResolverCrashes,            ///< option: with this value the library crashes
    // resolv.conf
    PolicyClusterFirst, PolicyClusterFirstHostNetwork, PolicyClusterFirstWithHostNet, PolicyDefault, PolicyNone, ///< pod
    PolicyUnknown,              ///< pod, policy: treated as ClusterFirst
    NoNodeResolvConf,           ///< pod: the kubelet has no node file, so the pod gets a loopback server
    DnsConfigMerged,            ///< pod
    LimitCut,                   ///< what, limit
    MissingClusterDns,          ///< pod
    // which way
    NodeCacheIntercepts,        ///< node, address: the node cache took over the ClusterIP (iptables mode)
    NodeCacheListens,           ///< node, address: resolv.conf names the node cache itself
    NodeCacheAbsent,            ///< node: no node-local-dns pod runs there
    NodeCacheDown,              ///< node
    ServiceChoosesReplica,      ///< service address, pod, number of replicas
    ConnectionReused,           ///< pod: the node cache keeps its TCP connection
    NoReplicaReady,             ///< service address
    NothingListens,             ///< address: no known server, so no reply
    UpstreamUnknown,            ///< what the node's own name servers answer is not known
    AskedDirectly,              ///< station: as dig @server would
    UpstreamFromNode,           ///< address, node: CoreDNS uses the node's resolv.conf
    NotTaken,                   ///< station kind: this question did not need it
    // server blocks
    BlockChosen,                ///< zone, query name
    NoBlock,                    ///< query name: REFUSED
    ClassNotServed,             ///< class
    // plugins
    PluginZoneMismatch,         ///< plugin, zones
    PluginNotModelled,          ///< plugin: what it does to this answer is unknown
    PluginNotReached,           ///< plugin
    CacheDisabledHere,          ///< zone, side
    CacheZoneMismatch,          ///< name
    CacheHit, CacheHitNegative, ///< remaining seconds
    CacheMiss,                  ///< name
    CacheStale,                 ///< seconds since expiry
    CacheRefresh,               ///< why: prefetch | stale
    CacheStored, CacheStoredNegative, ///< seconds, rule: which bound decided ("TTL of the records" | "maximum" | "minimum" | "servfail")
    CacheNotStored,             ///< reason
    ForwardTo,                  ///< address, transport
    ForwardExcept,              ///< name, zone
    ForwardNextUpstream,        ///< address, what happened
    ForwardFailed,              ///< what happened
    ForwardNext,                ///< rcode
    ForwardFileUnknown,         ///< path: its name servers are not known
    RewriteQuestion,            ///< from, to, rule
    RewriteAnswer,              ///< rule
    HostsAnswer, HostsMiss,     ///< name
    TemplateAnswer, TemplateNoMatch, ///< zone
    FileAnswer, FileDelegation, FileWildcard, FileMiss, ///< zone
    AutopathAnswer,             ///< from, to: the server walked the search list itself
    AutopathNotApplicable,      ///< reason
    AclAction,                  ///< action, net
    LoadBalanced,               ///< number of addresses
    MinimalTrimmed,
    Dns64Synthesised,           ///< prefix
    HeaderChanged,              ///< flag and value: "aa=1"
    AnyObsolete,                ///< ANY is answered with HINFO (RFC 8482)
    WhoamiAnswer,               ///< client address
    LocalAnswer,                ///< name
    BufsizeLimited,             ///< octets
    RewriteNoMatch,             ///< name: no rule fits
    RewriteInvalidName,         ///< the name after the rewrite
    RewriteQuestionNotRestored, ///< rewritten name: only continue rules matched, so the reply keeps it (glibc discards such a reply)
    TemplateFailed,             ///< the template's text: it cannot be evaluated or makes no record
    LoopProbe,
    FallthroughOn,              ///< plugin, name
    NoNextPlugin,               ///< name: SERVFAIL
    // kubernetes plugin: why a name answers or not (dns-semantics 2)
    KubeClusterIp,              ///< service: its cluster IPs
    KubeHeadless,               ///< service, number of ready addresses
    KubeEndpointName,           ///< host, service
    KubeSrv,                    ///< service, port
    KubeExternalName,           ///< service, target
    KubePodInsecure,            ///< address: made from the name, no pod needs to exist
    KubePodVerified,            ///< pod
    KubePtrService, KubePtrEndpoint, ///< service
    KubeApex, KubeNs, KubeSoa, KubeVersion, ///< zone
    KubeNoNamespace,            ///< namespace
    KubeNamespaceNotExposed,    ///< namespace, option
    KubeNoService,              ///< service, namespace
    KubeNotSvcOrPod,            ///< label: neither svc nor pod stands before the zone
    KubeTooManyLabels,          ///< name
    KubeNoReadyEndpoint,        ///< service, endpoints in all
    KubeNoSuchEndpoint,         ///< host, service
    KubeNoSuchPort,             ///< port, protocol, service
    KubePortUnnamed,            ///< service: no port has a name, so no _port._proto name
    KubeOtherFamily,            ///< service, type
    KubeTypeNotServed,          ///< type
    KubePodsDisabled,           ///< zone
    KubePodLabelNoAddress,      ///< label
    KubePodUnknown,             ///< address, namespace (pods verified)
    KubeEmptyService,           ///< service (ignore empty_service)
    KubeExternalNameIsAddress,  ///< service, target
    KubeBelowExternalName,      ///< name
    KubeNoEndpoints,            ///< service (option noendpoints)
    KubeReverseUnknown,         ///< address
    KubeReverseIncomplete,      ///< name
    KubeNotSynced,
    KubeEmptyNonTerminal,       ///< name: exists only as a branch
    KubeNoClusterIp,            ///< service: none allocated yet
    KubeDeleting,               ///< object
    KubeZoneUnknown,            ///< zonal names: topology zone, service
    KubeZonal,                  ///< zonal names: topology zone, service: the addresses there
    KubeZonalAll,               ///< zonal names: topology zone, service: none there, so prefer takes all
    KubeNotHeadless,            ///< service: zonal names belong to headless services only
    KubeNotSelected,            ///< object, selector: the option labels leaves it out
    KubeNoPorts,                ///< service: without a port there is no SRV record
    KubeWildcard,               ///< name: the labels * and any stand for all (before 1.9.0)
    KubeExternalNameLoop,       ///< service, target: leads back to the name itself, or the chain is too long
    KubeExternalNameUnresolved, ///< service, target: gave no reply or no record of this type
    KubePtrNoHostname,          ///< address: 1.11.4 to 1.12.0 reverse only endpoints with a hostname
    // k8s_external and transfer
    ExternalAnswer,             ///< service: its external addresses
    ExternalNoAddress,          ///< service: neither externalIPs nor load balancer ingress
    ExternalHeadlessOff,        ///< service: needs the option headless
    ExternalApex,               ///< zone
    TransferSent,               ///< zone, number of records
    TransferNotTcp,             ///< zone: refused, zone transfers go over TCP
    // "no such name" where a person would expect one (tree)
    MissingPodNotReady,         ///< pod, service
    MissingPodNoSubdomain,      ///< pod: no spec.hostname and spec.subdomain
    MissingSubdomainService,    ///< pod, subdomain: no service of that name has the pod as an endpoint
    MissingPodTerminal,         ///< pod, phase
    MissingPodNoAddress,        ///< pod
    MissingPodNoPtr,            ///< pod: no Service has it as an endpoint
    MissingServiceNoEndpoints,  ///< service
    MissingSrvUnnamedPort,      ///< service, port number
    MissingStatefulSetService,  ///< StatefulSet, serviceName
    MissingSecondFamily,        ///< service, family
    MissingSelectorMatchesNothing, ///< service
    MissingHostNetworkPodName,  ///< pod
};

struct Note {
    NoteCode code = NoteCode::None;
    std::vector<std::string> arguments;
    bool operator==(const Note&) const = default;
};

} // namespace sim
