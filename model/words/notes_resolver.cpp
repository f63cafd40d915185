// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/note_rows.h"

#include <QtGlobal>

namespace words {

namespace {

using enum sim::NoteCode;

// clang-format off
constexpr NoteRow rows[] = {
    //: %1: the name as typed
    {CandidateAbsolute, Source::GetAddrInfo, QT_TRANSLATE_NOOP("Notes", "\"%1\" ends in a dot, so it is asked exactly as it is; no search suffix is tried."),
     QT_TRANSLATE_NOOP("Notes", "ends in a dot")},
    //: %1: the name as typed, %2: how many dots it has, %3: the value of the option ndots
    {CandidateAsTypedFirst, Source::ResolvConf, QT_TRANSLATE_NOOP("Notes", "\"%1\" has enough dots (%2) for ndots:%3, so the resolver asks it as typed first."),
     QT_TRANSLATE_NOOP("Notes", "as typed first")},
    //: %1: the name as typed, %2: how many dots it has, %3: the value of the option ndots, %4: a search suffix, %5: its place on the list
    {CandidateSearch, Source::ResolvConf, QT_TRANSLATE_NOOP("Notes", "\"%1\" has fewer dots (%2) than ndots:%3, so the resolver tries its search list first: suffix %5 is %4."),
     QT_TRANSLATE_NOOP("Notes", "search suffix %5")},
    //: %1: the name as typed, %2: a search suffix, %3: its place on the list
    {CandidateSearchAfter, Source::ResolvConf, QT_TRANSLATE_NOOP("Notes", "If \"%1\" as typed brings no answer, the resolver goes through its search list: suffix %3 is %2."),
     QT_TRANSLATE_NOOP("Notes", "search suffix %3")},
    //: %1: the name as typed, %2: how many dots it has, %3: the value of the option ndots
    {CandidateAsTypedLast, Source::ResolvConf, QT_TRANSLATE_NOOP("Notes", "\"%1\" has fewer dots (%2) than ndots:%3, so it is asked as typed only after the search list has brought no answer."),
     QT_TRANSLATE_NOOP("Notes", "as typed last")},
    //: %1: the name as typed, %2: how many dots it has, %3: the value of the option ndots
    {CandidateNoSearchMusl, Source::Musl, QT_TRANSLATE_NOOP("Notes", "\"%1\" has enough dots (%2) for ndots:%3. musl then asks it as typed and never searches, not even afterwards."),
     QT_TRANSLATE_NOOP("Notes", "musl does not search")},
    //: %1: the name as typed, %2: a search suffix or nothing
    {CandidateTooLong, Source::Rfc1035, QT_TRANSLATE_NOOP("Notes", "\"%1\" with the suffix \"%2\" is longer than the 253 characters of a DNS name, so this candidate is skipped."),
     QT_TRANSLATE_NOOP("Notes", "name too long")},
    //: %1: the name as typed, %2: a search suffix or nothing
    {CandidateMalformed, Source::Rfc1035, QT_TRANSLATE_NOOP("Notes", "\"%1\" with the suffix \"%2\" makes no name that this resolver can send."),
     QT_TRANSLATE_NOOP("Notes", "no valid name")},
    //: %1: the name as typed, %2: place on the search list
    {CandidateRootEntry, Source::ResolvConf, QT_TRANSLATE_NOOP("Notes", "Entry %2 of the search list is the root (\".\"), so here \"%1\" is asked as typed."),
     QT_TRANSLATE_NOOP("Notes", "root on the list")},
    {CandidateNotForDns, Source::Rfc7686, QT_TRANSLATE_NOOP("Notes", "%1 ends in .onion. Such names belong to Tor and are never asked in DNS."),
     QT_TRANSLATE_NOOP("Notes", ".onion, never asked")},
    {NumericAddress, Source::GetAddrInfo, QT_TRANSLATE_NOOP("Notes", "\"%1\" is an IP address already, so nothing is asked."),
     QT_TRANSLATE_NOOP("Notes", "already an address")},
    //: %1: the name as typed, %2: glibc, musl, go or windows
    {NameRefusedByResolver, Source::DnsClients, QT_TRANSLATE_NOOP("Notes", "The resolver (%2) refuses \"%1\" without asking: it accepts no host name with such a character, label or length."),
     QT_TRANSLATE_NOOP("Notes", "refused unasked")},
    {HostsFileHit, Source::Hosts, QT_TRANSLATE_NOOP("Notes", "The pod's /etc/hosts gives %2 for \"%1\", so DNS is not asked."),
     QT_TRANSLATE_NOOP("Notes", "from /etc/hosts")},
    //: %1: the name as typed, %2: an IP address
    {HostsFileOtherFamily, Source::Hosts, QT_TRANSLATE_NOOP("Notes", "The pod's /etc/hosts has only %2 for \"%1\", an address of the other family. musl stops there and asks no server."),
     QT_TRANSLATE_NOOP("Notes", "/etc/hosts, other family")},
    {WindowsFirstSuffixOnly, Source::WindowsPods, QT_TRANSLATE_NOOP("Notes", "\"%1\" has no dot, so Windows appends the first search suffix, %2, and no other."),
     QT_TRANSLATE_NOOP("Notes", "first suffix only")},
    {WindowsDotIsAbsolute, Source::WindowsPods, QT_TRANSLATE_NOOP("Notes", "Windows asks \"%1\" as typed only: it has a dot, or there is no search suffix. ndots does not count there."),
     QT_TRANSLATE_NOOP("Notes", "as typed only")},

    {NextAfterNxdomain, Source::ResolvConf, QT_TRANSLATE_NOOP("Notes", "%1 does not exist (NXDOMAIN). The resolver goes on to the next candidate if there is one."),
     QT_TRANSLATE_NOOP("Notes", "NXDOMAIN: go on")},
    {NextAfterNodata, Source::Rfc2308, QT_TRANSLATE_NOOP("Notes", "%1 exists, but has no record of the types asked (NODATA). The resolver goes on to the next candidate if there is one."),
     QT_TRANSLATE_NOOP("Notes", "NODATA: go on")},
    {NextAfterServfail, Source::DnsClients, QT_TRANSLATE_NOOP("Notes", "The servers failed for %1 (SERVFAIL). The resolver keeps that in mind and goes on to the next candidate if there is one."),
     QT_TRANSLATE_NOOP("Notes", "SERVFAIL: go on")},
    //: %1: the name that was asked, %2: how that ended, for instance REFUSED or "no reply"
    {ListAbandoned, Source::DnsClients, QT_TRANSLATE_NOOP("Notes", "glibc gives up the search list at %1 (%2). Only the name as typed is still asked."),
     QT_TRANSLATE_NOOP("Notes", "search list given up"), 2},
    //: %1: the name that was asked, %2: how that ended, for instance NODATA or "no reply"
    {SearchStopped, Source::Musl, QT_TRANSLATE_NOOP("Notes", "musl stops at %1 (%2): it asks no further suffix and not the name as typed."),
     QT_TRANSLATE_NOOP("Notes", "musl stops here"), 2},
    //: %1: address of a name server, %2: how asking it ended, for instance SERVFAIL or "no reply"
    {NextServer, Source::ResolvConf, QT_TRANSLATE_NOOP("Notes", "%1 gave no usable reply (%2). The resolver turns to the next name server, or to the same one again if it is the only one."),
     QT_TRANSLATE_NOOP("Notes", "next name server"), 2},
    {ResentAfterTimeout, Source::ResolvConf, QT_TRANSLATE_NOOP("Notes", "%1 did not reply within %2 s, so the question is sent again."),
     QT_TRANSLATE_NOOP("Notes", "asked again after %2 s"), 0, 2},
    {RetriedOverTcp, Source::Rfc7766, QT_TRANSLATE_NOOP("Notes", "The reply from %1 was too big for UDP (flag TC), so the question is asked again over TCP."),
     QT_TRANSLATE_NOOP("Notes", "again over TCP")},
    //: %1: the name that was asked, %2: A or AAAA, %3: how the other question ended, for instance NXDOMAIN or "no reply"
    {HalfWithData, Source::GetAddrInfo, QT_TRANSLATE_NOOP("Notes", "%1 has %2 records; the question for the other type ended otherwise (%3). The resolver takes what it got."),
     QT_TRANSLATE_NOOP("Notes", "only %2 has data"), 3},
    {AaaaNxdomainBreaksMusl, Source::Musl, QT_TRANSLATE_NOOP("Notes", "One of the two questions for %1 got NXDOMAIN although the other has records. musl takes that as \"no such name\" and goes on to the next candidate."),
     QT_TRANSLATE_NOOP("Notes", "half NXDOMAIN, skipped")},
    //: %2: an error code like EAI_AGAIN
    {ResolverGaveUp, Source::GetAddrInfo, QT_TRANSLATE_NOOP("Notes", "After %1 s the resolver gives up; the application gets %2."),
     QT_TRANSLATE_NOOP("Notes", "given up, %2"), 0, 1},
    //: %1: the name that was asked, %2: how that ended
    {NextAfterFailure, Source::Go, QT_TRANSLATE_NOOP("Notes", "Asking %1 failed (%2). Go goes on to the next candidate after any error."),
     QT_TRANSLATE_NOOP("Notes", "failed: go on"), 2},
    {NoServerReachable, Source::DnsClients, QT_TRANSLATE_NOOP("Notes", "No name server can be reached for %1 (port closed or no route). glibc gives up at once."),
     QT_TRANSLATE_NOOP("Notes", "no server reachable")},
    {AnswerWithoutAddress, Source::DnsClients, QT_TRANSLATE_NOOP("Notes", "The answer for %1 has records, but no usable address; a CNAME may lead nowhere. The search stops here."),
     QT_TRANSLATE_NOOP("Notes", "records, no address")},
    //: %1: address of a name server, %2: A or AAAA
    {OneAfterTheOther, Source::ResolvConf, QT_TRANSLATE_NOOP("Notes", "%1 replied to only one of the two questions; %2 got no reply. From now on glibc asks A and AAAA one after the other."),
     QT_TRANSLATE_NOOP("Notes", "one at a time")},
    {ResentAfterServfail, Source::Musl, QT_TRANSLATE_NOOP("Notes", "%1 replied SERVFAIL, so musl asks it again at once."),
     QT_TRANSLATE_NOOP("Notes", "SERVFAIL: again")},
    //: %1: size of a memory buffer in octets
    {RepeatedForSpace, Source::DnsClients, QT_TRANSLATE_NOOP("Notes", "The answer does not fit into glibc's buffer of %1 octets, so the whole walk runs again with twice the room."),
     QT_TRANSLATE_NOOP("Notes", "whole walk again")},
    {TcpWithoutLimit, Source::DnsClients, QT_TRANSLATE_NOOP("Notes", "%1 accepted the TCP connection, but never replies. glibc would wait without end; Ndots stops counting after %2 s."),
     QT_TRANSLATE_NOOP("Notes", "waits without end"), 0, 2},
    //: %1: an option of resolv.conf like attempts:0
    {ResolverAsksNothing, Source::ResolvConf, QT_TRANSLATE_NOOP("Notes", "With \"%1\" in resolv.conf this resolver sends no question at all."),
     QT_TRANSLATE_NOOP("Notes", "asks nothing")},
    //: %1: an option of resolv.conf like attempts:0
    {ResolverCrashes, Source::Musl, QT_TRANSLATE_NOOP("Notes", "With \"%1\" in resolv.conf this resolver crashes, and the application with it."),
     QT_TRANSLATE_NOOP("Notes", "crashes")},

    {PolicyClusterFirst, Source::PodPolicy, QT_TRANSLATE_NOOP("Notes", "%1 has the dnsPolicy ClusterFirst: it asks the cluster's DNS, with the search list of its namespace and ndots:5."),
     QT_TRANSLATE_NOOP("Notes", "dnsPolicy ClusterFirst")},
    {PolicyClusterFirstHostNetwork, Source::PodPolicy, QT_TRANSLATE_NOOP("Notes", "%1 has the dnsPolicy ClusterFirst, but on the host network that means the node's resolv.conf: it does not ask the cluster's DNS. ClusterFirstWithHostNet would."),
     QT_TRANSLATE_NOOP("Notes", "host network: node's DNS")},
    {PolicyClusterFirstWithHostNet, Source::PodPolicy, QT_TRANSLATE_NOOP("Notes", "%1 has the dnsPolicy ClusterFirstWithHostNet: it asks the cluster's DNS, on the host network too."),
     QT_TRANSLATE_NOOP("Notes", "ClusterFirstWithHostNet")},
    {PolicyDefault, Source::PodPolicy, QT_TRANSLATE_NOOP("Notes", "%1 has the dnsPolicy Default: it gets its node's resolv.conf and does not ask the cluster's DNS."),
     QT_TRANSLATE_NOOP("Notes", "dnsPolicy Default")},
    {PolicyNone, Source::PodPolicy, QT_TRANSLATE_NOOP("Notes", "%1 has the dnsPolicy None: its resolv.conf holds only what its dnsConfig says."),
     QT_TRANSLATE_NOOP("Notes", "dnsPolicy None")},
    {PolicyUnknown, Source::PodPolicy, QT_TRANSLATE_NOOP("Notes", "The kubelet does not know the dnsPolicy \"%2\" of %1 and treats it as ClusterFirst."),
     QT_TRANSLATE_NOOP("Notes", "unknown dnsPolicy")},
    {NoNodeResolvConf, Source::KubeletConfig, QT_TRANSLATE_NOOP("Notes", "The kubelet is told to use no resolv.conf of the node, so %1 gets a name server on its own loopback address."),
     QT_TRANSLATE_NOOP("Notes", "no node resolv.conf")},
    {DnsConfigMerged, Source::PodConfig, QT_TRANSLATE_NOOP("Notes", "The dnsConfig of %1 is merged in: its name servers and search entries are appended, its options replace those of the same name."),
     QT_TRANSLATE_NOOP("Notes", "dnsConfig merged")},
    //: %1: what is limited, for instance "search entries", %2: a number
    {LimitCut, Source::PodSearchLimits, QT_TRANSLATE_NOOP("Notes", "The kubelet cut resolv.conf down to a limit (%1: at most %2)."),
     QT_TRANSLATE_NOOP("Notes", "cut to a limit"), 1},
    {MissingClusterDns, Source::KubeletConfig, QT_TRANSLATE_NOOP("Notes", "The kubelet is given no clusterDNS address, so %1 gets the node's resolv.conf although its dnsPolicy asks for the cluster's DNS."),
     QT_TRANSLATE_NOOP("Notes", "no clusterDNS set")},
};
// clang-format on

static_assert(isComplete(rows, Theme::Resolver));

} // namespace

std::span<const NoteRow> resolverRows()
{
    return rows;
}

} // namespace words
