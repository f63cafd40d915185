// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/note.h"

#include <span>

/// The sentences of the notes as tables, one row a code, one file a theme. Private to model/words; notes.h is the way in.
namespace words {

/// Whose rule it is; name and page stand in notes.cpp.
enum class Source {
    ResolvConf, GetAddrInfo, Hosts, Musl, Go, Rfc7686, DnsClients, Rfc7766, WindowsPods,
    PodPolicy, PodConfig, PodSearchLimits, PodNames, PodHostname, KubeletConfig, NodeLocalDns, VirtualIps, ServiceTypes,
    EndpointSlices, StatefulSets, SpecificationPorts, SpecificationHeadless, SpecificationExternalName, SpecificationVersion, SpecificationPtr, SpecificationService,
    CoreDnsManual, CoreDnsKubernetes, CoreDnsCache, CoreDnsForward, CoreDnsRewrite, CoreDnsHosts, CoreDnsTemplate, CoreDnsFile, CoreDnsAutopath, CoreDnsAcl,
    CoreDnsLoadbalance, CoreDnsMinimal, CoreDnsDns64, CoreDnsHeader, CoreDnsAny, CoreDnsWhoami, CoreDnsLocal, CoreDnsBufsize, CoreDnsLoop, CoreDnsExternal,
    CoreDnsTransfer, CoreDnsPlugins, Rfc2308, Rfc1035, Rfc5936, Ndots,
};

/// One note. %1, %2 ... are its arguments in the order of note.h.
struct NoteRow {
    sim::NoteCode code;
    Source source;
    const char* sentence;
    const char* brief;
    /// The argument (counted from 1) that is a word of the simulator and not a name; words.cpp translates it. 0: none.
    int word = 0;
    /// The argument that is a number of seconds. 0: none.
    int seconds = 0;
};

enum class Theme { None, Resolver, Way, Plugins, Kubernetes, Missing };

[[nodiscard]] std::span<const NoteRow> resolverRows();   ///< candidates, outcomes, resolv.conf
[[nodiscard]] std::span<const NoteRow> wayRows();        ///< stations and server blocks
[[nodiscard]] std::span<const NoteRow> pluginRows();     ///< all plugins but kubernetes
[[nodiscard]] std::span<const NoteRow> kubernetesRows(); ///< kubernetes, k8s_external, transfer
[[nodiscard]] std::span<const NoteRow> missingRows();    ///< names that a person would expect

/// Which table has the code. Without `default`, so that a code without a home does not compile (-Wswitch); the tables check themselves against it.
[[nodiscard]] constexpr Theme themeOf(sim::NoteCode code)
{
    using enum sim::NoteCode;
    switch (code) {
    case None:
        break;
    case CandidateAbsolute: case CandidateAsTypedFirst: case CandidateSearch: case CandidateSearchAfter: case CandidateAsTypedLast:
    case CandidateNoSearchMusl: case CandidateTooLong: case CandidateMalformed: case CandidateRootEntry: case CandidateNotForDns:
    case NumericAddress: case NameRefusedByResolver: case HostsFileHit: case HostsFileOtherFamily: case WindowsFirstSuffixOnly: case WindowsDotIsAbsolute:
    case NextAfterNxdomain: case NextAfterNodata: case NextAfterServfail: case ListAbandoned: case SearchStopped: case NextServer: case ResentAfterTimeout:
    case RetriedOverTcp: case HalfWithData: case AaaaNxdomainBreaksMusl: case ResolverGaveUp: case NextAfterFailure: case NoServerReachable:
    case AnswerWithoutAddress: case OneAfterTheOther: case ResentAfterServfail: case RepeatedForSpace: case TcpWithoutLimit:
    case ResolverAsksNothing: case ResolverCrashes:
    case PolicyClusterFirst: case PolicyClusterFirstHostNetwork: case PolicyClusterFirstWithHostNet: case PolicyDefault: case PolicyNone: case PolicyUnknown:
    case NoNodeResolvConf: case DnsConfigMerged: case LimitCut: case MissingClusterDns:
        return Theme::Resolver;
    case NodeCacheIntercepts: case NodeCacheListens: case NodeCacheAbsent: case NodeCacheDown: case ServiceChoosesReplica: case ConnectionReused:
    case NoReplicaReady: case NothingListens: case UpstreamUnknown: case AskedDirectly: case UpstreamFromNode: case NotTaken:
    case BlockChosen: case NoBlock: case ClassNotServed:
        return Theme::Way;
    case PluginZoneMismatch: case PluginNotModelled: case PluginNotReached: case CacheDisabledHere: case CacheZoneMismatch: case CacheHit: case CacheHitNegative:
    case CacheMiss: case CacheStale: case CacheRefresh: case CacheStored: case CacheStoredNegative: case CacheNotStored:
    case ForwardTo: case ForwardExcept: case ForwardNextUpstream: case ForwardFailed: case ForwardNext: case ForwardFileUnknown:
    case RewriteQuestion: case RewriteAnswer: case RewriteNoMatch: case RewriteInvalidName: case RewriteQuestionNotRestored:
    case HostsAnswer: case HostsMiss: case TemplateAnswer: case TemplateNoMatch: case TemplateFailed:
    case FileAnswer: case FileDelegation: case FileWildcard: case FileMiss: case AutopathAnswer: case AutopathNotApplicable: case AclAction:
    case LoadBalanced: case MinimalTrimmed: case Dns64Synthesised: case HeaderChanged: case AnyObsolete: case WhoamiAnswer: case LocalAnswer:
    case BufsizeLimited: case LoopProbe: case FallthroughOn: case NoNextPlugin:
        return Theme::Plugins;
    case KubeClusterIp: case KubeHeadless: case KubeEndpointName: case KubeSrv: case KubeExternalName: case KubePodInsecure: case KubePodVerified:
    case KubePtrService: case KubePtrEndpoint: case KubeApex: case KubeNs: case KubeSoa: case KubeVersion: case KubeNoNamespace: case KubeNamespaceNotExposed:
    case KubeNoService: case KubeNotSvcOrPod: case KubeTooManyLabels: case KubeNoReadyEndpoint: case KubeNoSuchEndpoint: case KubeNoSuchPort: case KubePortUnnamed:
    case KubeOtherFamily: case KubeTypeNotServed: case KubePodsDisabled: case KubePodLabelNoAddress: case KubePodUnknown: case KubeEmptyService:
    case KubeExternalNameIsAddress: case KubeBelowExternalName: case KubeNoEndpoints: case KubeReverseUnknown: case KubeReverseIncomplete: case KubeNotSynced:
    case KubeEmptyNonTerminal: case KubeNoClusterIp: case KubeDeleting: case KubeZoneUnknown: case KubeZonal: case KubeZonalAll: case KubeNotHeadless:
    case KubeNotSelected: case KubeNoPorts: case KubeWildcard: case KubeExternalNameLoop: case KubeExternalNameUnresolved: case KubePtrNoHostname:
    case ExternalAnswer: case ExternalNoAddress: case ExternalHeadlessOff: case ExternalApex: case TransferSent: case TransferNotTcp:
        return Theme::Kubernetes;
    case MissingPodNotReady: case MissingPodNoSubdomain: case MissingSubdomainService: case MissingPodTerminal: case MissingPodNoAddress: case MissingPodNoPtr:
    case MissingServiceNoEndpoints: case MissingSrvUnnamedPort: case MissingStatefulSetService: case MissingSecondFamily: case MissingSelectorMatchesNothing:
    case MissingHostNetworkPodName:
        return Theme::Missing;
    }
    return Theme::None;
}

/// True if `rows` has exactly the codes of `theme`, each once. For static_assert beside each table.
[[nodiscard]] constexpr bool isComplete(std::span<const NoteRow> rows, Theme theme)
{
    constexpr int beyondLastCode = 512;
    for (int value = 0; value < beyondLastCode; ++value) {
        const auto code = static_cast<sim::NoteCode>(value);
        int found = 0;
        for (const NoteRow& row : rows)
            found += row.code == code;
        if (found != (themeOf(code) == theme ? 1 : 0))
            return false;
    }
    return true;
}

} // namespace words
