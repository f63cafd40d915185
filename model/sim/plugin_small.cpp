// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/plugin_common.h"

#include <algorithm>

// Plugins of a few lines (dns-semantics 5.1): any, whoami, local, bufsize.

namespace sim {

namespace {

constexpr dns::Ttl anyTtl{8482};      // the number of the RFC
constexpr dns::Ttl localTtl{604800};  // a week
constexpr corefile::Version localSubdomains{1, 14, 5};

dns::Record soaOf(const dns::Name& origin)
{
    dns::Record record;
    record.owner = origin;
    record.type = dns::Type::SOA;
    record.ttl = localTtl;
    record.data = dns::rdata::Soa{dns::Name::fromValid("localhost."), dns::Name::fromValid("root.localhost."), 1, 0, 0, 0, localTtl.count()};
    return record;
}

/// Names below localhost (recent), and localhost.DOMAIN that a search list makes.
bool isLocalhostName(const dns::Name& name, const corefile::Version& version)
{
    const std::string text = name.lower();
    const bool below = name.labelCount() > 1 && text.ends_with(".localhost.") && version >= localSubdomains;
    return below || (name.labelCount() > 1 && text.starts_with("localhost."));
}

void addLoopback(dns::Message& message, const dns::Question& question)
{
    if (question.type == dns::Type::A)
        message.answer = {dns::addressRecord(question.name, localTtl, base::IpAddress::v4(127, 0, 0, 1))};
    else if (question.type == dns::Type::AAAA)
        message.answer = {dns::addressRecord(question.name, localTtl, *base::IpAddress::parse("::1"))};
    else
        message.authority = {soaOf(question.name)};
}

void addZoneApex(dns::Message& message, const dns::Question& question)
{
    if (question.type == dns::Type::SOA)
        message.answer = {soaOf(question.name)};
    else if (question.type == dns::Type::NS)
        message.answer = {dns::targetRecord(question.name, dns::Type::NS, localTtl, dns::Name::fromValid("localhost."))};
    else if (question.name == dns::Name::fromValid("localhost."))
        addLoopback(message, question);
    else
        message.authority = {soaOf(question.name)};
}

const corefile::Zones& localZones()
{
    static const corefile::Zones zones{dns::Name::fromValid("localhost."), dns::Name::fromValid("0.in-addr.arpa."), dns::Name::fromValid("127.in-addr.arpa."),
                                       dns::Name::fromValid("255.in-addr.arpa.")};
    return zones;
}

std::string characterString(std::string_view text)
{
    return static_cast<char>(text.size()) + std::string(text);
}

} // namespace

Outcome serve(const corefile::AnyConfig& /*config*/, Chain& chain, const Request& request)
{
    if (request.question.type != dns::Type::ANY)
        return passOn(chain, request, {NoteCode::PluginZoneMismatch, {"any", dns::toString(request.question.type)}});
    dns::Message message = replyTo(request);
    dns::Record record;
    record.owner = request.question.name;
    record.type = dns::Type::HINFO;
    record.ttl = anyTtl;
    record.data = dns::rdata::Opaque{characterString("ANY obsoleted") + characterString("See RFC 8482")};
    message.answer = {std::move(record)};
    chain.note(request, PluginOutcome::Answered, {NoteCode::AnyObsolete, {}});
    return written(chain, std::move(message));
}

Outcome serve(const corefile::WhoamiConfig& /*config*/, Chain& chain, const Request& request)
{
    dns::Message message = authoritativeReply(request);
    dns::Record address = dns::addressRecord(request.question.name, dns::Ttl(0), request.client);
    address.klass = request.question.klass;
    dns::Record service;
    const std::string prefix = request.transport == Transport::Tcp ? "_tcp" : "_udp";
    service.owner = dns::Name::fromValid(prefix).under(request.question.name).value_or(request.question.name);
    service.type = dns::Type::SRV;
    service.klass = request.question.klass;
    service.data = dns::rdata::Srv{}; // the client's port is not known here
    message.additional = {std::move(address), std::move(service)};
    chain.note(request, PluginOutcome::Answered, {NoteCode::WhoamiAnswer, {request.client.toString()}});
    return written(chain, std::move(message));
}

Outcome serve(const corefile::LocalConfig& /*config*/, Chain& chain, const Request& request)
{
    const dns::Question& question = request.question;
    dns::Message message = replyTo(request);
    const std::optional<dns::Name> zone = matchingZone(localZones(), question.name);
    if (isLocalhostName(question.name, chain.version())) {
        addLoopback(message, question);
    } else if (!zone) {
        return passOn(chain, request, {NoteCode::PluginZoneMismatch, {"local", zonesText(localZones())}});
    } else if (question.name == *zone) {
        addZoneApex(message, question);
    } else if (question.name == dns::Name::fromValid("1.0.0.127.in-addr.arpa.")) {
        if (question.type == dns::Type::PTR)
            message.answer = {dns::targetRecord(question.name, dns::Type::PTR, localTtl, dns::Name::fromValid("localhost."))};
        else
            message.authority = {soaOf(*zone)};
    } else {
        message.authority = {soaOf(*zone)};
        message.rcode = dns::Rcode::NxDomain;
    }
    chain.note(request, PluginOutcome::Answered, {NoteCode::LocalAnswer, {question.name.text()}});
    return written(chain, std::move(message));
}

Outcome serve(const corefile::BufsizeConfig& config, Chain& chain, const Request& request)
{
    Request limited = request;
    if (limited.edns && limited.edns->udpSize > config.size) {
        limited.edns->udpSize = config.size;
        chain.note(request, PluginOutcome::Changed, {NoteCode::BufsizeLimited, {std::to_string(config.size)}});
    }
    Outcome outcome = chain.next(limited);
    if (limited.edns)
        outcome.udpSize = limited.edns->udpSize;
    // The server cuts by the query's OPT record, which this plugin has changed.
    if (outcome.message && limited.transport == Transport::Udp && limited.edns != request.edns) {
        outcome.message->edns = limited.edns; // takes part in the size
        fitUdp(*outcome.message, limited);
    }
    return outcome;
}

} // namespace sim
