// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/plugin_kubernetes_answer.h"

#include "model/sim/plugin_common.h"

#include <algorithm>
#include <set>

namespace sim {

namespace {

constexpr std::string_view serverLabels = "ns.dns.";

KubeAnswer noData(Note note)
{
    return {.result = KubeAnswer::Result::NoData, .note = std::move(note)};
}

KubeAnswer nameError(Note note)
{
    return {.result = KubeAnswer::Result::NameError, .note = std::move(note)};
}

/// How many CNAMEs may precede one more inside the zone.
std::size_t longestChain(const corefile::Version& version)
{
    return version >= corefile::Version{1, 12, 1} ? 10 : 7;
}

bool hasRecords(const KubeAnswer& answer)
{
    return !answer.answer.empty();
}

void finish(KubeAnswer& answer)
{
    answer.result = hasRecords(answer) ? KubeAnswer::Result::Records : KubeAnswer::Result::NoData;
}

} // namespace

KubeAnswerer::KubeAnswerer(const KubeView& view, const KubeServerFacts& server, const dns::Name& zone, const dns::Question& question, AskOutside outside)
    : m_view(view), m_server(server), m_question(question), m_multicluster(view.isMulticluster(zone)), m_outside(std::move(outside))
{
    // Letter case of the question is kept since 1.3.1 (dns-semantics 12).
    if (view.version() < corefile::Version{1, 3, 1})
        m_question.name = dns::Name::fromValid(m_question.name.lower());
    const std::size_t below = m_question.name.labelCount() - zone.labelCount();
    m_zone = m_question.name.withoutLabels(below);
}

dns::Record KubeAnswerer::soa() const
{
    return kubernetesSoa(m_zone, ttl(), m_server.soaSerial);
}

KubeAnswer KubeAnswerer::answer()
{
    switch (m_question.type) {
    case dns::Type::A:
    case dns::Type::AAAA: return addresses(m_question.name, m_question.type, {});
    case dns::Type::TXT: return texts();
    case dns::Type::CNAME: return aliases();
    case dns::Type::PTR: return pointers();
    case dns::Type::SRV: return services();
    case dns::Type::SOA:
        // Before 1.8.4 every name of the zone gave the SOA as an answer.
        if (m_question.name != m_zone && m_view.version() >= corefile::Version{1, 8, 4})
            return noData({NoteCode::KubeTypeNotServed, {dns::toString(m_question.type)}});
        return {.result = KubeAnswer::Result::Records, .answer = {soa()}, .note = {NoteCode::KubeSoa, {m_zone.text()}}};
    case dns::Type::NS:
        // Compared with the zone as the question writes it, so a mixed-case apex has no NS.
        if (m_question.name.lower() == m_zone.text())
            return nameservers();
        return otherType();
    default: return otherType();
    }
}

bool KubeAnswerer::isServerName(const dns::Name& name) const
{
    const std::string lower = name.lower();
    return lower.starts_with(serverLabels) && lower.find(m_zone.text()) == serverLabels.size();
}

KubeLookup KubeAnswerer::serverName(dns::Type type) const
{
    KubeLookup found{.exists = true, .note = {NoteCode::KubeNs, {m_zone.text()}}};
    if (type != dns::Type::A && type != dns::Type::AAAA)
        return found;
    for (const NameserverAddress& nameserver : m_view.nameservers(m_server.localIps))
        found.entries.push_back({.address = nameserver.address, .labels = nameserver.labels});
    return found;
}

KubeLookup KubeAnswerer::look(const dns::Name& name, dns::Type type) const
{
    // Text records are decided on the name alone; the server's own name is none of the cluster's.
    if (type != dns::Type::TXT && type != dns::Type::PTR && isServerName(name))
        return serverName(type);
    const tl::expected<KubeName, Note> split = splitKubeName(name.relativeTo(m_zone), {m_multicluster, m_view.config().zonal});
    if (!split)
        return {.note = split.error()};
    KubeLookup found = lookUp(m_view, *split, m_zone, m_multicluster);
    if (split->branch == KubeName::Branch::Bare)
        found.note = {name == m_zone ? NoteCode::KubeApex : NoteCode::KubeEmptyNonTerminal, {name.text()}};
    return found;
}

KubeAnswer KubeAnswerer::addresses(const dns::Name& name, dns::Type type, const std::vector<std::string>& chain)
{
    const KubeLookup found = look(name, type);
    if (!found.exists)
        return nameError(found.note);
    KubeAnswer answer = noData(found.note);
    answer.answer = addressRecords(found.entries, name, type, ttl());
    const bool onlyAddresses = std::none_of(found.entries.begin(), found.entries.end(), [](const KubeEntry& entry) { return entry.isHost; });
    if (!found.entries.empty() && onlyAddresses && answer.answer.empty())
        answer.note = {NoteCode::KubeOtherFamily, {found.service.empty() ? name.text() : found.service, dns::toString(type)}};
    for (const KubeEntry& entry : found.entries) {
        if (entry.isHost)
            followHost(entry, name, type, chain, answer);
    }
    finish(answer);
    return answer;
}

void KubeAnswerer::followHost(const KubeEntry& entry, const dns::Name& name, dns::Type type, const std::vector<std::string>& chain, KubeAnswer& answer)
{
    const std::optional<dns::Name> target = targetName(entry.host);
    const auto giveUp = [&](NoteCode code) {
        if (answer.answer.empty())
            answer.note = {code, {name.text(), entry.host}};
    };
    if (!target)
        return giveUp(NoteCode::KubeExternalNameUnresolved);
    const bool seen = std::find(chain.begin(), chain.end(), target->text()) != chain.end();
    if (target->isAtOrBelow(name) || seen || chain.size() > longestChain(m_view.version()))
        return giveUp(NoteCode::KubeExternalNameLoop);
    const dns::Record alias = dns::targetRecord(name, dns::Type::CNAME, ttl(), *target);
    const auto append = [&](std::vector<dns::Record> records) {
        answer.answer.push_back(alias);
        answer.answer.insert(answer.answer.end(), std::make_move_iterator(records.begin()), std::make_move_iterator(records.end()));
    };
    if (target->isAtOrBelow(m_zone)) {
        std::vector<std::string> longer = chain;
        longer.push_back(target->text());
        KubeAnswer inner = addresses(*target, type, longer);
        answer.truncated = answer.truncated || inner.truncated;
        if (inner.answer.empty())
            return giveUp(NoteCode::KubeExternalNameUnresolved);
        return append(std::move(inner.answer));
    }
    std::optional<dns::Message> reply = m_outside ? m_outside(*target, type) : std::nullopt;
    if (!reply)
        return giveUp(NoteCode::KubeExternalNameUnresolved);
    if (reply->flags.tc && m_view.version() >= corefile::Version{1, 9, 1})
        answer.truncated = true;
    append(std::move(reply->answer));
}

KubeAnswer KubeAnswerer::services() const
{
    KubeLookup found = look(m_question.name, dns::Type::SRV);
    if (!found.exists)
        return nameError(found.note);
    std::erase_if(found.entries, [](const KubeEntry& entry) { return entry.isHost; }); // no SRV for external names
    ServiceRecords records = serviceRecords(found.entries, m_question.name, m_zone.text(), ttl());
    KubeAnswer answer{.answer = std::move(records.answer), .additional = std::move(records.additional), .note = found.note};
    finish(answer);
    if (hasRecords(answer))
        answer.note = {NoteCode::KubeSrv, {found.service, std::to_string(std::get<dns::rdata::Srv>(answer.answer.front().data).port)}};
    else if (!found.entries.empty())
        answer.note = {NoteCode::KubeNoPorts, {found.service.empty() ? m_question.name.text() : found.service}};
    if (!hasRecords(answer))
        answer.additional.clear();
    return answer;
}

KubeAnswer KubeAnswerer::aliases() const
{
    const KubeLookup found = look(m_question.name, dns::Type::CNAME);
    if (!found.exists)
        return nameError(found.note);
    KubeAnswer answer = noData(found.note);
    if (!found.entries.empty() && found.entries.front().isHost) {
        if (const std::optional<dns::Name> target = targetName(found.entries.front().host))
            answer.answer.push_back(dns::targetRecord(m_question.name, dns::Type::CNAME, ttl(), *target));
    } else if (!found.entries.empty()) {
        answer.note = {NoteCode::KubeTypeNotServed, {dns::toString(dns::Type::CNAME)}};
    }
    finish(answer);
    return answer;
}

KubeAnswer KubeAnswerer::pointers() const
{
    const std::optional<base::IpAddress> address = addressAskedFor(m_question.name);
    if (!address) {
        const KubeLookup found = look(m_question.name, dns::Type::PTR);
        if (!found.exists && isReverseName(m_question.name))
            return nameError({NoteCode::KubeReverseIncomplete, {m_question.name.text()}});
        if (!found.exists)
            return nameError(found.note);
        return noData(found.entries.empty() ? found.note : Note{NoteCode::KubeTypeNotServed, {dns::toString(dns::Type::PTR)}});
    }
    KubeAnswer answer;
    for (const ReverseTarget& target : m_view.reverseTargets(*address, &answer.note)) {
        if (const std::optional<dns::Name> name = nameIn(target.labels, m_view.config().primaryZone.text()))
            answer.answer.push_back(dns::targetRecord(m_question.name, dns::Type::PTR, ttl(), *name));
    }
    answer.result = hasRecords(answer) ? KubeAnswer::Result::Records : KubeAnswer::Result::NameError;
    return answer;
}

KubeAnswer KubeAnswerer::texts() const
{
    const std::string base = dns::asciiLower(m_question.name.relativeTo(m_zone));
    if (base == "dns-version") {
        KubeAnswer answer{.note = {NoteCode::KubeVersion, {m_zone.text()}}};
        answer.answer.push_back(*versionRecord(m_question.name, m_view.version()));
        finish(answer);
        return answer;
    }
    const Note notServed{NoteCode::KubeTypeNotServed, {dns::toString(dns::Type::TXT)}};
    if (m_view.version() < corefile::Version{1, 10, 1})
        return noData(notServed);
    const KubeLookup found = look(m_question.name, dns::Type::TXT);
    const tl::expected<KubeName, Note> split = splitKubeName(m_question.name.relativeTo(m_zone), {m_multicluster, m_view.config().zonal});
    const bool zonal = split && !split->topologyZone.empty();
    if (!found.entries.empty() || (found.exists && zonal))
        return noData(notServed);
    return nameError(found.note);
}

KubeAnswer KubeAnswerer::nameservers() const
{
    KubeAnswer answer{.note = {NoteCode::KubeNs, {m_zone.text()}}};
    std::set<std::string> named;
    for (const NameserverAddress& nameserver : m_view.nameservers(m_server.localIps)) {
        const std::optional<dns::Name> name = nameIn(nameserver.labels, m_zone.text());
        if (!name)
            continue;
        answer.additional.push_back(dns::addressRecord(*name, ttl(), nameserver.address));
        if (named.insert(nameserver.labels).second)
            answer.answer.push_back(dns::targetRecord(m_zone, dns::Type::NS, ttl(), *name));
    }
    finish(answer);
    return answer;
}

KubeAnswer KubeAnswerer::otherType() const
{
    // CoreDNS looks an A up only to tell a name that exists from one that does not. (MX, which finds no mail host, comes to the same.)
    const KubeLookup found = look(m_question.name, m_question.type);
    if (!found.exists)
        return nameError(found.note);
    return noData(found.entries.empty() ? found.note : Note{NoteCode::KubeTypeNotServed, {dns::toString(m_question.type)}});
}

} // namespace sim
