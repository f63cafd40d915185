// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/note_rows.h"

#include <QtGlobal>

namespace words {

namespace {

using enum sim::NoteCode;

// clang-format off
constexpr NoteRow rows[] = {
    //: %1: a plugin, %2: its zones or the type of the question
    {PluginZoneMismatch, Source::CoreDnsPlugins, QT_TRANSLATE_NOOP("Notes", "The plugin %1 passes the question on: its zones or types do not include it (%2)."),
     QT_TRANSLATE_NOOP("Notes", "not for %1")},
    {PluginNotModelled, Source::Ndots, QT_TRANSLATE_NOOP("Notes", "Ndots cannot predict what %1 does, so the real answer may differ from here on."),
     QT_TRANSLATE_NOOP("Notes", "not predicted")},
    {PluginNotReached, Source::CoreDnsPlugins, QT_TRANSLATE_NOOP("Notes", "The question did not come as far as %1: a plugin before it answered."),
     QT_TRANSLATE_NOOP("Notes", "not reached")},
    //: %1: a zone, %2: "answers" or "negative answers"
    {CacheDisabledHere, Source::CoreDnsCache, QT_TRANSLATE_NOOP("Notes", "The Corefile disables this cache for names in %1 (%2), so nothing is kept."),
     QT_TRANSLATE_NOOP("Notes", "off here"), 2},
    {CacheZoneMismatch, Source::CoreDnsCache, QT_TRANSLATE_NOOP("Notes", "%1 is outside the zones of this cache, so it is neither looked up nor kept."),
     QT_TRANSLATE_NOOP("Notes", "off here")},
    {CacheHit, Source::CoreDnsCache, QT_TRANSLATE_NOOP("Notes", "The answer is in the cache and lives for another %1 s; that is the TTL which the client sees."),
     QT_TRANSLATE_NOOP("Notes", "hit, %1 s left"), 0, 1},
    {CacheHitNegative, Source::CoreDnsCache, QT_TRANSLATE_NOOP("Notes", "The cache still knows that there is no such answer, for another %1 s. A record made meanwhile is not seen until then."),
     QT_TRANSLATE_NOOP("Notes", "negative hit, %1 s left"), 0, 1},
    {CacheMiss, Source::CoreDnsCache, QT_TRANSLATE_NOOP("Notes", "The cache has no live entry for %1 and this type, so the question goes on."),
     QT_TRANSLATE_NOOP("Notes", "miss")},
    {CacheStale, Source::CoreDnsCache, QT_TRANSLATE_NOOP("Notes", "The entry ran out %1 s ago; serve_stale allows handing it out all the same."),
     QT_TRANSLATE_NOOP("Notes", "stale for %1 s"), 0, 1},
    //: %1: "asked for often (prefetch)", "ran out" or "checked before a stale answer"
    {CacheRefresh, Source::CoreDnsCache, QT_TRANSLATE_NOOP("Notes", "The cache asks again to renew the entry: %1."),
     QT_TRANSLATE_NOOP("Notes", "renewed"), 1},
    //: %2: what decided, for instance "smallest TTL of the records" or "the cache's maximum"
    {CacheStored, Source::CoreDnsCache, QT_TRANSLATE_NOOP("Notes", "The cache keeps the answer for %1 s. What decided: %2."),
     QT_TRANSLATE_NOOP("Notes", "stored %1 s"), 2, 1},
    //: %2: what decided, for instance "smallest TTL of the records" or "the cache's maximum"
    {CacheStoredNegative, Source::CoreDnsCache, QT_TRANSLATE_NOOP("Notes", "The cache keeps the negative answer for %1 s. What decided: %2."),
     QT_TRANSLATE_NOOP("Notes", "negative, stored %1 s"), 2, 1},
    //: %1: a reason, for instance "the reply is truncated"
    {CacheNotStored, Source::CoreDnsCache, QT_TRANSLATE_NOOP("Notes", "The cache does not keep this reply: %1."),
     QT_TRANSLATE_NOOP("Notes", "not stored"), 1},

    //: %1: an address, %2: UDP or TCP
    {ForwardTo, Source::CoreDnsForward, QT_TRANSLATE_NOOP("Notes", "forward hands the question to %1 over %2."),
     QT_TRANSLATE_NOOP("Notes", "forwarded to %1"), 2},
    {ForwardExcept, Source::CoreDnsForward, QT_TRANSLATE_NOOP("Notes", "forward leaves %1 alone, because the option except lists %2."),
     QT_TRANSLATE_NOOP("Notes", "except %2")},
    //: %1: an address, %2: what happened, for instance SERVFAIL or "no reply within the time limit"
    {ForwardNextUpstream, Source::CoreDnsForward, QT_TRANSLATE_NOOP("Notes", "%1 did not help (%2), so forward turns to the next upstream."),
     QT_TRANSLATE_NOOP("Notes", "next upstream"), 2},
    //: %1: what happened, for instance "no reply within the time limit"
    {ForwardFailed, Source::CoreDnsForward, QT_TRANSLATE_NOOP("Notes", "No upstream gave a usable reply (%1), so forward answers SERVFAIL."),
     QT_TRANSLATE_NOOP("Notes", "upstreams failed"), 1},
    //: %1: a DNS status like NXDOMAIN
    {ForwardNext, Source::CoreDnsForward, QT_TRANSLATE_NOOP("Notes", "The upstream answered %1, and this forward line hands that on to the next forward line."),
     QT_TRANSLATE_NOOP("Notes", "next forward line")},
    {ForwardFileUnknown, Source::CoreDnsForward, QT_TRANSLATE_NOOP("Notes", "forward reads its upstreams from %1, and what stands there is not known."),
     QT_TRANSLATE_NOOP("Notes", "upstreams unknown")},
    //: %1: the question before, %2: after, %3: a line of the Corefile
    {RewriteQuestion, Source::CoreDnsRewrite, QT_TRANSLATE_NOOP("Notes", "The rule \"%3\" turns the question %1 into %2."),
     QT_TRANSLATE_NOOP("Notes", "now %2")},
    //: %1: a line of the Corefile
    {RewriteAnswer, Source::CoreDnsRewrite, QT_TRANSLATE_NOOP("Notes", "The rule \"%1\" changes the reply on its way back."),
     QT_TRANSLATE_NOOP("Notes", "reply rewritten")},
    {RewriteNoMatch, Source::CoreDnsRewrite, QT_TRANSLATE_NOOP("Notes", "No rewrite rule fits %1."),
     QT_TRANSLATE_NOOP("Notes", "no rule fits")},
    {RewriteInvalidName, Source::CoreDnsRewrite, QT_TRANSLATE_NOOP("Notes", "After the rewrite the name would be \"%1\", which is no valid name, so the answer is SERVFAIL."),
     QT_TRANSLATE_NOOP("Notes", "invalid after rewrite")},
    {RewriteQuestionNotRestored, Source::CoreDnsRewrite, QT_TRANSLATE_NOOP("Notes", "Only \"continue\" rules fit, so the reply keeps the rewritten question %1. glibc discards such a reply and waits on; musl takes it."),
     QT_TRANSLATE_NOOP("Notes", "question not restored")},
    {HostsAnswer, Source::CoreDnsHosts, QT_TRANSLATE_NOOP("Notes", "The hosts plugin has an entry for %1 and answers."),
     QT_TRANSLATE_NOOP("Notes", "hosts entry")},
    {HostsMiss, Source::CoreDnsHosts, QT_TRANSLATE_NOOP("Notes", "The hosts plugin has no entry for %1."),
     QT_TRANSLATE_NOOP("Notes", "no hosts entry")},
    {TemplateAnswer, Source::CoreDnsTemplate, QT_TRANSLATE_NOOP("Notes", "A template for %1 fits and makes the answer."),
     QT_TRANSLATE_NOOP("Notes", "made by a template")},
    {TemplateNoMatch, Source::CoreDnsTemplate, QT_TRANSLATE_NOOP("Notes", "The template for %1 has no pattern that fits and no fallthrough, so the answer is SERVFAIL."),
     QT_TRANSLATE_NOOP("Notes", "no template fits")},
    {TemplateFailed, Source::CoreDnsTemplate, QT_TRANSLATE_NOOP("Notes", "The template \"%1\" cannot be evaluated or makes no valid record, so the answer is SERVFAIL."),
     QT_TRANSLATE_NOOP("Notes", "template fails")},
    {FileAnswer, Source::CoreDnsFile, QT_TRANSLATE_NOOP("Notes", "The zone file of %1 has the records."),
     QT_TRANSLATE_NOOP("Notes", "in the zone file")},
    {FileDelegation, Source::CoreDnsFile, QT_TRANSLATE_NOOP("Notes", "The zone file of %1 delegates the name to other name servers."),
     QT_TRANSLATE_NOOP("Notes", "delegated")},
    {FileWildcard, Source::CoreDnsFile, QT_TRANSLATE_NOOP("Notes", "A wildcard in the zone file of %1 covers the name."),
     QT_TRANSLATE_NOOP("Notes", "wildcard")},
    {FileMiss, Source::CoreDnsFile, QT_TRANSLATE_NOOP("Notes", "The zone file of %1 has no such record."),
     QT_TRANSLATE_NOOP("Notes", "not in the zone file")},
    //: %1: the name that was asked, %2: the name that was found
    {AutopathAnswer, Source::CoreDnsAutopath, QT_TRANSLATE_NOOP("Notes", "autopath walked the search list in the server: %1 is answered with what %2 has, which saves the client the other questions."),
     QT_TRANSLATE_NOOP("Notes", "search list walked here")},
    //: %1: a reason, for instance "the asking pod is not known"
    {AutopathNotApplicable, Source::CoreDnsAutopath, QT_TRANSLATE_NOOP("Notes", "autopath does nothing for this question: %1."),
     QT_TRANSLATE_NOOP("Notes", "autopath: nothing"), 1},
    //: %1: "lets the question pass", "answers REFUSED" ..., %2: the network of the asker, or *
    {AclAction, Source::CoreDnsAcl, QT_TRANSLATE_NOOP("Notes", "The acl plugin %1 (network of the asker: %2)."),
     QT_TRANSLATE_NOOP("Notes", "acl for %2"), 1},
    {LoadBalanced, Source::CoreDnsLoadbalance, QT_TRANSLATE_NOOP("Notes", "loadbalance shuffles the addresses (%1), so their order differs from reply to reply."),
     QT_TRANSLATE_NOOP("Notes", "order shuffled")},
    {MinimalTrimmed, Source::CoreDnsMinimal, QT_TRANSLATE_NOOP("Notes", "minimal drops the authority and additional sections."),
     QT_TRANSLATE_NOOP("Notes", "extra sections dropped")},
    //: %1: an IPv6 network
    {Dns64Synthesised, Source::CoreDnsDns64, QT_TRANSLATE_NOOP("Notes", "dns64 made AAAA records from the A records, in %1."),
     QT_TRANSLATE_NOOP("Notes", "AAAA made from A")},
    //: %1: a flag and its value like aa=1
    {HeaderChanged, Source::CoreDnsHeader, QT_TRANSLATE_NOOP("Notes", "header sets %1."),
     QT_TRANSLATE_NOOP("Notes", "%1 set")},
    {AnyObsolete, Source::CoreDnsAny, QT_TRANSLATE_NOOP("Notes", "The any plugin answers the type ANY with a single HINFO record, as RFC 8482 advises."),
     QT_TRANSLATE_NOOP("Notes", "ANY is obsolete")},
    {WhoamiAnswer, Source::CoreDnsWhoami, QT_TRANSLATE_NOOP("Notes", "whoami answers every question with the asker's own address, %1."),
     QT_TRANSLATE_NOOP("Notes", "the asker's address")},
    {LocalAnswer, Source::CoreDnsLocal, QT_TRANSLATE_NOOP("Notes", "The local plugin answers %1 itself, because it is a name of the local host."),
     QT_TRANSLATE_NOOP("Notes", "local name")},
    //: %1: a size in octets
    {BufsizeLimited, Source::CoreDnsBufsize, QT_TRANSLATE_NOOP("Notes", "bufsize limits UDP replies to %1 octets."),
     QT_TRANSLATE_NOOP("Notes", "at most %1 octets")},
    {LoopProbe, Source::CoreDnsLoop, QT_TRANSLATE_NOOP("Notes", "This is loop's own probe: if it comes back, the server forwards to itself, and loop stops it."),
     QT_TRANSLATE_NOOP("Notes", "loop probe")},
    //: %1: a plugin, %2: a name
    {FallthroughOn, Source::CoreDnsPlugins, QT_TRANSLATE_NOOP("Notes", "%1 has nothing for %2 and passes it on, because fallthrough is set for it."),
     QT_TRANSLATE_NOOP("Notes", "fallthrough")},
    {NoNextPlugin, Source::CoreDnsManual, QT_TRANSLATE_NOOP("Notes", "No plugin in this server block answers %1, so the server replies SERVFAIL."),
     QT_TRANSLATE_NOOP("Notes", "no plugin answers")},
};
// clang-format on

static_assert(isComplete(rows, Theme::Plugins));

} // namespace

std::span<const NoteRow> pluginRows()
{
    return rows;
}

} // namespace words
