// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <string_view>

namespace words {

namespace {

struct Word {
    std::string_view key;
    const char* text;
};

// What the simulator's notes carry as reasons and outcomes. Status codes (NXDOMAIN), addresses and CoreDNS's own words stay as they are.
// clang-format off
constexpr Word vocabulary[] = {
    // how asking ended
    {"timeout", QT_TRANSLATE_NOOP("Words", "no reply")},
    {"unreachable", QT_TRANSLATE_NOOP("Words", "not reachable")},
    {"closed", QT_TRANSLATE_NOOP("Words", "connection closed")},
    {"lame", QT_TRANSLATE_NOOP("Words", "empty and not authoritative")}, // a lame delegation
    {"unsendable", QT_TRANSLATE_NOOP("Words", "no valid name")},
    // forward
    {"i/o timeout", QT_TRANSLATE_NOOP("Words", "no reply within the time limit")},
    {"connection refused", QT_TRANSLATE_NOOP("Words", "connection refused")},
    {"no healthy proxies", QT_TRANSLATE_NOOP("Words", "all upstreams count as down")},
    {"udp", QT_TRANSLATE_NOOP("Words", "UDP")},
    {"tcp", QT_TRANSLATE_NOOP("Words", "TCP")},
    // limits of resolv.conf
    {"nameservers", QT_TRANSLATE_NOOP("Words", "name servers")},
    {"searches", QT_TRANSLATE_NOOP("Words", "search entries")},
    {"search entry", QT_TRANSLATE_NOOP("Words", "characters in a search entry")},
    {"search characters", QT_TRANSLATE_NOOP("Words", "characters in the search list")},
    // stations
    {"pod", QT_TRANSLATE_NOOP("Words", "pod")},
    {"node-cache", QT_TRANSLATE_NOOP("Words", "node cache")},
    {"coredns", QT_TRANSLATE_NOOP("Words", "CoreDNS")},
    {"upstream", QT_TRANSLATE_NOOP("Words", "upstream")},
    // cache: what decided the lifetime
    {"TTL of the records", QT_TRANSLATE_NOOP("Words", "the smallest TTL of the records")},
    {"maximum", QT_TRANSLATE_NOOP("Words", "the cache's maximum")},
    {"minimum", QT_TRANSLATE_NOOP("Words", "the cache's minimum")},
    {"servfail", QT_TRANSLATE_NOOP("Words", "the cache's time for SERVFAIL")},
    {"no TTL", QT_TRANSLATE_NOOP("Words", "the cache's minimum, because the reply holds no TTL")},
    // cache: which side is off
    {"success", QT_TRANSLATE_NOOP("Words", "answers")},
    {"denial", QT_TRANSLATE_NOOP("Words", "negative answers")},
    // cache: why it asks again
    {"prefetch", QT_TRANSLATE_NOOP("Words", "it is asked for often and soon runs out (prefetch)")},
    {"stale", QT_TRANSLATE_NOOP("Words", "it has run out")},
    {"verify", QT_TRANSLATE_NOOP("Words", "it has run out, and serve_stale verify asks first")},
    // cache: why it does not keep a reply
    {"truncated", QT_TRANSLATE_NOOP("Words", "it is truncated (flag TC)")},
    {"class", QT_TRANSLATE_NOOP("Words", "replies of this kind are never kept")},
    {"no SOA", QT_TRANSLATE_NOOP("Words", "it has no SOA record, which would tell how long it is valid")},
    {"no answer", QT_TRANSLATE_NOOP("Words", "its records do not answer the question")},
    {"TTL 0", QT_TRANSLATE_NOOP("Words", "its lifetime is 0 s")},
    {"mismatch", QT_TRANSLATE_NOOP("Words", "it does not match the question")},
    // autopath: why it does nothing
    {"no kubernetes plugin", QT_TRANSLATE_NOOP("Words", "this server block has no kubernetes plugin")},
    {"zone", QT_TRANSLATE_NOOP("Words", "the name is in none of the kubernetes plugin's zones")},
    {"pods verified is off", QT_TRANSLATE_NOOP("Words", "the kubernetes plugin needs \"pods verified\" for it")},
    {"unknown client", QT_TRANSLATE_NOOP("Words", "the asker's address is not that of a pod (behind a node cache it is the node's)")},
    {"search list unknown", QT_TRANSLATE_NOOP("Words", "its search list is not known")},
    {"not below the first search element", QT_TRANSLATE_NOOP("Words", "the name does not end in the first search suffix")},
    {"nothing found", QT_TRANSLATE_NOOP("Words", "no suffix of the search list has an answer")},
    // acl
    {"allow", QT_TRANSLATE_NOOP("Words", "lets the question pass")},
    {"block", QT_TRANSLATE_NOOP("Words", "answers REFUSED")},
    {"filter", QT_TRANSLATE_NOOP("Words", "answers without any record")},
    {"drop", QT_TRANSLATE_NOOP("Words", "gives no reply")},
};
// clang-format on

} // namespace

QString simulatorWord(const std::string& key)
{
    const auto found = std::find_if(std::begin(vocabulary), std::end(vocabulary), [&](const Word& word) { return word.key == key; });
    return found == std::end(vocabulary) ? harmless(key) : QCoreApplication::translate("Words", found->text);
}

QString secondsText(const std::string& seconds)
{
    constexpr int digits = 3;
    bool isNumber = false;
    const double value = QByteArray(seconds.data(), static_cast<qsizetype>(std::min<std::size_t>(seconds.size(), 32))).toDouble(&isNumber);
    if (!isNumber || value > 1e9)
        return harmless(seconds);
    return value >= 100 ? QString::number(value, 'f', 0) : QString::number(value, 'g', digits);
}

} // namespace words
