// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// The k8s_external plugin (dns-semantics 2.16): zones of its own in front of the cluster's external addresses.
#include "model/sim/plugin_k8s_external.h"

#include "model/sim/plugin_common.h"

#include "model/sim/plugin_kubernetes_answer.h"
#include "model/sim/plugin_transfer.h"
#include "model/sim/server.h"

#include <algorithm>

namespace sim {

namespace {

constexpr std::uint32_t soaRefresh = 7200, soaRetry = 1800, soaExpire = 86400; // seconds, fixed in CoreDNS

/// One query in one of the plugin's zones.
class ExternalReply {
public:
    ExternalReply(const corefile::K8sExternalConfig& config, const KubeView& view, Chain& chain, const Request& request, const dns::Name& zone)
        : m_config(config), m_view(view), m_chain(chain), m_request(request), m_zone(zone), m_message(replyTo(request))
    {
        m_message.flags.aa = true;
    }

    Outcome serve();

private:
    [[nodiscard]] const dns::Name& name() const { return m_request.question.name; }
    [[nodiscard]] dns::Type type() const { return m_request.question.type; }
    [[nodiscard]] std::vector<base::IpAddress> nameserverIps() const;
    Outcome finish(Note note);
    Outcome negative(dns::Rcode rcode, Note note);
    Outcome apex();
    Outcome belowApex();
    Outcome pointers(const base::IpAddress& address);
    Outcome missing(bool exists, Note note);
    Outcome answer(const ExternalLookup& found);
    void addresses(const ExternalLookup& found);
    void services(const ExternalLookup& found);
    void lookUpHost(const dns::Name& host, dns::Type wanted, std::vector<dns::Record>& section);

    const corefile::K8sExternalConfig& m_config;
    const KubeView& m_view;
    Chain& m_chain;
    const Request& m_request;
    const dns::Name& m_zone;
    dns::Message m_message;
};

Outcome ExternalReply::finish(Note note)
{
    m_chain.note(m_request, PluginOutcome::Answered, std::move(note));
    Outcome outcome;
    outcome.message = std::move(m_message);
    outcome.plugin = m_chain.pluginName();
    return outcome;
}

Outcome ExternalReply::negative(dns::Rcode rcode, Note note)
{
    m_message.rcode = rcode;
    m_message.authority = {externalSoa(m_config, m_zone, m_chain.process().soaSerial)};
    return finish(std::move(note));
}

std::vector<base::IpAddress> ExternalReply::nameserverIps() const
{
    const std::vector<base::IpAddress>& known = m_chain.process().externalNameServerIps;
    return known.empty() ? externalNameservers(m_view, m_config.headless, m_chain.process().localIps) : known;
}

Outcome ExternalReply::apex()
{
    const Note note{NoteCode::ExternalApex, {m_zone.text()}};
    const std::optional<dns::Name> nameserver = nameIn("ns1." + m_config.apex, m_zone.text());
    if (type() == dns::Type::SOA) {
        m_message.answer = {externalSoa(m_config, m_zone, m_chain.process().soaSerial)};
        return finish(note);
    }
    if (type() != dns::Type::NS || !nameserver)
        return negative(dns::Rcode::NoError, note);
    m_message.answer = {dns::targetRecord(m_zone, dns::Type::NS, m_config.ttl, *nameserver)};
    const std::optional<dns::Name> asked = nameIn("ns1." + m_config.apex, name().text());
    for (const base::IpAddress& ip : nameserverIps())
        m_message.additional.push_back(dns::addressRecord(asked.value_or(*nameserver), m_config.ttl, ip));
    return finish(note);
}

Outcome ExternalReply::belowApex()
{
    const Note note{NoteCode::ExternalApex, {m_zone.text()}};
    const std::size_t labels = name().labelCount() - m_zone.labelCount();
    if (labels == 1)
        return negative(dns::Rcode::NoError, note);
    if (labels != 2 || dns::asciiLower(name().labels().front()) != "ns1")
        return negative(dns::Rcode::NxDomain, note);
    for (const base::IpAddress& ip : nameserverIps()) {
        dns::Record record = dns::addressRecord(name(), m_config.ttl, ip);
        if (record.type == type())
            m_message.answer.push_back(std::move(record));
    }
    return m_message.answer.empty() ? negative(dns::Rcode::NoError, note) : finish(note);
}

Outcome ExternalReply::missing(bool exists, Note note)
{
    if (exists)
        return negative(dns::Rcode::NoError, std::move(note));
    if (!m_config.fallthrough.through(name()))
        return negative(dns::Rcode::NxDomain, std::move(note));
    m_chain.note(m_request, PluginOutcome::Passed, std::move(note));
    m_chain.note(m_request, PluginOutcome::Passed, {NoteCode::FallthroughOn, {m_chain.pluginName(), name().text()}});
    return m_chain.next(m_request);
}

Outcome ExternalReply::pointers(const base::IpAddress& address)
{
    const std::vector<std::string> names = externalReverse(m_view, address);
    for (const std::string& labels : names) {
        if (const std::optional<dns::Name> target = nameIn(labels, m_config.zones.front().text()))
            m_message.answer.push_back(dns::targetRecord(name(), dns::Type::PTR, m_config.ttl, *target));
    }
    if (m_message.answer.empty())
        return missing(false, {NoteCode::KubeReverseUnknown, {address.toString()}});
    return finish({NoteCode::ExternalAnswer, {names.front()}});
}

void ExternalReply::lookUpHost(const dns::Name& host, dns::Type wanted, std::vector<dns::Record>& section)
{
    std::optional<dns::Message> reply = m_chain.askServer(m_request, host, wanted);
    if (!reply)
        return;
    section.insert(section.end(), reply->answer.begin(), reply->answer.end());
    if (type() != dns::Type::SRV)
        m_message.flags.tc = m_message.flags.tc || reply->flags.tc;
}

void ExternalReply::addresses(const ExternalLookup& found)
{
    m_message.answer = addressRecords(found.entries, name(), type(), m_config.ttl);
    for (const KubeEntry& entry : found.entries) {
        const std::optional<dns::Name> host = entry.isHost ? targetName(entry.host) : std::nullopt;
        if (!host)
            continue;
        m_message.answer.push_back(dns::targetRecord(name(), dns::Type::CNAME, m_view.config().ttl, *host));
        lookUpHost(*host, type(), m_message.answer);
    }
}

void ExternalReply::services(const ExternalLookup& found)
{
    ServiceRecords records = serviceRecords(found.entries, name(), m_zone.text(), m_view.config().ttl);
    m_message.answer = std::move(records.answer);
    m_message.additional = std::move(records.additional);
    for (dns::Record& record : m_message.additional)
        record.ttl = m_config.ttl;
    std::vector<std::string> hosts;
    for (const KubeEntry& entry : found.entries) {
        const bool known = !entry.isHost || entry.port == KubeEntry::noPort || std::find(hosts.begin(), hosts.end(), entry.host) != hosts.end();
        const std::optional<dns::Name> host = known ? std::nullopt : targetName(entry.host);
        if (!host)
            continue;
        hosts.push_back(entry.host);
        lookUpHost(*host, dns::Type::A, m_message.additional);
        lookUpHost(*host, dns::Type::AAAA, m_message.additional);
    }
}

Outcome ExternalReply::answer(const ExternalLookup& found)
{
    if (type() == dns::Type::A || type() == dns::Type::AAAA)
        addresses(found);
    else if (type() == dns::Type::SRV)
        services(found);
    if (!m_message.answer.empty())
        return finish(found.note);
    m_message.additional.clear();
    const bool served = type() == dns::Type::A || type() == dns::Type::AAAA || type() == dns::Type::SRV;
    return negative(dns::Rcode::NoError, served ? Note{NoteCode::KubeOtherFamily, {name().text(), dns::toString(type())}}
                                                : Note{NoteCode::KubeTypeNotServed, {dns::toString(type())}});
}

Outcome ExternalReply::serve()
{
    for (const dns::Name& zone : m_config.zones) {
        if (name() == zone)
            return apex();
        const std::optional<dns::Name> servers = nameIn(m_config.apex, zone.text());
        if (servers && name().isAtOrBelow(*servers))
            return belowApex();
    }
    const bool pointer = type() == dns::Type::PTR;
    if (const std::optional<base::IpAddress> address = pointer ? addressAskedFor(name()) : std::nullopt)
        return pointers(*address);
    ExternalLookup found = lookUpExternal(m_view, m_config.headless, name().relativeTo(m_zone));
    if (pointer || found.entries.empty())
        return missing(found.exists, std::move(found.note));
    return answer(found);
}

const dns::Name* longestZone(const corefile::Zones& zones, const dns::Name& name)
{
    const dns::Name* longest = nullptr;
    for (const dns::Name& zone : zones) {
        if (name.isAtOrBelow(zone) && (!longest || zone.labelCount() > longest->labelCount()))
            longest = &zone;
    }
    return longest;
}

} // namespace

dns::Record externalSoa(const corefile::K8sExternalConfig& config, const dns::Name& zone, std::uint32_t serial)
{
    dns::rdata::Soa soa{.serial = serial, .refresh = soaRefresh, .retry = soaRetry, .expire = soaExpire, .minimum = config.ttl.count()};
    soa.mname = nameIn("ns1." + config.apex, zone.text()).value_or(zone);
    soa.rname = nameIn("hostmaster." + config.apex, zone.text()).value_or(zone);
    return {zone, dns::Type::SOA, dns::Class::IN, config.ttl, std::move(soa)};
}

const corefile::KubernetesConfig* kubernetesOf(const corefile::Server& server)
{
    for (const corefile::Plugin& plugin : server.chain) {
        if (const auto* config = std::get_if<corefile::KubernetesConfig>(&plugin.config))
            return config;
    }
    return nullptr;
}

Outcome serve(const corefile::K8sExternalConfig& config, Chain& chain, const Request& request)
{
    const dns::Name* zone = longestZone(config.zones, request.question.name);
    const corefile::KubernetesConfig* kubernetes = kubernetesOf(chain.server());
    if (!zone || !kubernetes || !chain.process().cluster) {
        Note note{NoteCode::PluginZoneMismatch, {chain.pluginName(), {}}};
        for (const dns::Name& other : config.zones)
            note.arguments[1] += (note.arguments[1].empty() ? "" : " ") + other.text();
        chain.note(request, PluginOutcome::Passed, std::move(note));
        return chain.next(request);
    }
    const KubeView view(*chain.process().cluster, *kubernetes, chain.version());
    return ExternalReply(config, view, chain, request, *zone).serve();
}

} // namespace sim
