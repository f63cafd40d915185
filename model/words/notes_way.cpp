// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/note_rows.h"

#include <QtGlobal>

namespace words {

namespace {

using enum sim::NoteCode;

// clang-format off
constexpr NoteRow rows[] = {
    //: %1: a node, %2: an IP address
    {NodeCacheIntercepts, Source::NodeLocalDns, QT_TRANSLATE_NOOP("Notes", "%2 is the cluster DNS address, but the node cache on %1 has taken it over (iptables mode), so the question stays on the node."),
     QT_TRANSLATE_NOOP("Notes", "node cache intercepts")},
    //: %1: a node, %2: an IP address
    {NodeCacheListens, Source::NodeLocalDns, QT_TRANSLATE_NOOP("Notes", "resolv.conf names %2, the address on which the node cache on %1 listens."),
     QT_TRANSLATE_NOOP("Notes", "node cache asked")},
    {NodeCacheAbsent, Source::NodeLocalDns, QT_TRANSLATE_NOOP("Notes", "No node-local-dns pod runs on %1, so there is no node cache on the way."),
     QT_TRANSLATE_NOOP("Notes", "no node cache here")},
    {NodeCacheDown, Source::NodeLocalDns, QT_TRANSLATE_NOOP("Notes", "The node cache on %1 is not running, but its address is still in use, so no reply comes."),
     QT_TRANSLATE_NOOP("Notes", "node cache is down")},
    //: %1: a Service's IP address, %2: a pod, %3: how many
    {ServiceChoosesReplica, Source::VirtualIps, QT_TRANSLATE_NOOP("Notes", "%1 is a Service address; CoreDNS replicas behind it: %3. Here it leads to %2. In the cluster kube-proxy chooses at random."),
     QT_TRANSLATE_NOOP("Notes", "one of %3")},
    {ConnectionReused, Source::CoreDnsForward, QT_TRANSLATE_NOOP("Notes", "The TCP connection to %1 is still open and is used again, so no new replica is chosen."),
     QT_TRANSLATE_NOOP("Notes", "connection reused")},
    {NoReplicaReady, Source::VirtualIps, QT_TRANSLATE_NOOP("Notes", "No CoreDNS pod behind %1 is ready, so the question is rejected on the way."),
     QT_TRANSLATE_NOOP("Notes", "no CoreDNS ready")},
    {NothingListens, Source::ResolvConf, QT_TRANSLATE_NOOP("Notes", "No known DNS server has the address %1, so no reply comes."),
     QT_TRANSLATE_NOOP("Notes", "nobody answers there")},
    {UpstreamUnknown, Source::Ndots, QT_TRANSLATE_NOOP("Notes", "The nodes' own resolv.conf is not known, so what the servers outside the cluster would answer is not known either."),
     QT_TRANSLATE_NOOP("Notes", "upstream unknown")},
    //: %1: a server
    {AskedDirectly, Source::Ndots, QT_TRANSLATE_NOOP("Notes", "%1 is asked directly, as \"dig @server\" does: no search list and no Service in between."),
     QT_TRANSLATE_NOOP("Notes", "asked directly")},
    //: %1: an IP address, %2: a node
    {UpstreamFromNode, Source::CoreDnsForward, QT_TRANSLATE_NOOP("Notes", "CoreDNS forwards to the name servers of its own /etc/resolv.conf, which is that of its node: %1 on %2."),
     QT_TRANSLATE_NOOP("Notes", "from the node's resolv.conf")},
    //: %1: node cache, CoreDNS or upstream
    {NotTaken, Source::Ndots, QT_TRANSLATE_NOOP("Notes", "This question did not need to go there (%1)."),
     QT_TRANSLATE_NOOP("Notes", "not needed"), 1},
    //: %1: a zone, %2: a name
    {BlockChosen, Source::CoreDnsManual, QT_TRANSLATE_NOOP("Notes", "The server block \"%1\" serves %2, because of all blocks its zone covers most of the name's end."),
     QT_TRANSLATE_NOOP("Notes", "block %1")},
    {NoBlock, Source::CoreDnsManual, QT_TRANSLATE_NOOP("Notes", "No server block of this Corefile is for %1, so the server answers REFUSED."),
     QT_TRANSLATE_NOOP("Notes", "no server block")},
    //: %1: a DNS class like CH
    {ClassNotServed, Source::CoreDnsManual, QT_TRANSLATE_NOOP("Notes", "The server has no plugin for questions of the class %1, so it answers REFUSED."),
     QT_TRANSLATE_NOOP("Notes", "class not served")},
};
// clang-format on

static_assert(isComplete(rows, Theme::Way));

} // namespace

std::span<const NoteRow> wayRows()
{
    return rows;
}

} // namespace words
