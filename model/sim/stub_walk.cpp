// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// The front door of the pod's resolver: what is answered without DNS, then the library's own walk. The shared accounts of a walk.
#include "model/sim/stub_internal.h"

#include <algorithm>
#include <charconv>

namespace sim::stub {
namespace {

/// Go compares names with a dot in their absolute form, others as they are: "web." is not the entry "web".
std::string goHostsKey(std::string_view name)
{
    const bool grows = name.find('.') != std::string_view::npos && name.back() != '.';
    return dns::asciiLower(name) + (grows ? "." : "");
}

/// What the library makes of a typed name and a name in /etc/hosts (dns-semantics 8.7).
bool isHostsName(Libc libc, std::string_view typed, std::string_view entry)
{
    switch (libc) {
    case Libc::Musl: return typed == entry;
    case Libc::Go: return goHostsKey(typed) == goHostsKey(entry);
    case Libc::Windows:
        return dns::equalsIgnoringCase(typed.substr(0, lengthWithoutFinalDot(typed)), entry.substr(0, lengthWithoutFinalDot(entry)));
    case Libc::Glibc: return dns::equalsIgnoringCase(typed, entry);
    case Libc::None: break;
    }
    return false;
}

bool wants(const Walk& walk, const base::IpAddress& address)
{
    const dns::Type type = address.isV4() ? dns::Type::A : dns::Type::AAAA;
    return std::find(walk.question.types.begin(), walk.question.types.end(), type) != walk.question.types.end();
}

dns::Name ownerName(std::string_view text)
{
    return nameFromRaw(text).value_or(dns::Name{});
}

/// Addresses that need no DNS have no TTL.
void addAddress(Walk& walk, const base::IpAddress& address)
{
    walk.result.result.records.push_back(dns::addressRecord(ownerName(walk.question.name.text), dns::Ttl{}, address));
}

bool settledByNumber(Walk& walk)
{
    const Libc libc = walk.config.libc;
    const auto address = numericAddress(libc, walk.question.name.text);
    if (!address)
        return false;
    walk.result.notes.push_back({NoteCode::NumericAddress, {walk.question.name.text}});
    walk.result.result.canonicalName = walk.question.name.text;
    if (wants(walk, *address))
        addAddress(walk, *address);
    else
        walk.result.result.error = libc == Libc::Glibc ? "EAI_ADDRFAMILY" : "EAI_NONAME";
    return true;
}

bool settledByHosts(Walk& walk)
{
    std::string otherFamily;
    auto& result = walk.result.result;
    for (const HostsEntry& entry : walk.config.hosts) {
        const auto address = base::IpAddress::parse(entry.address);
        const auto matches = [&walk](const std::string& name) { return isHostsName(walk.config.libc, walk.question.name.text, name); };
        if (!address || std::none_of(entry.names.begin(), entry.names.end(), matches))
            continue;
        if (!wants(walk, *address)) {
            otherFamily = entry.address;
            continue;
        }
        if (result.records.empty()) {
            result.canonicalName = entry.names.front();
            walk.result.notes.push_back({NoteCode::HostsFileHit, {walk.question.name.text, entry.address}});
        }
        addAddress(walk, *address);
    }
    if (!result.records.empty())
        return true;
    // musl and Go take an entry of the other family for the final word; the others ask DNS.
    const bool musl = walk.config.libc == Libc::Musl;
    if (otherFamily.empty() || (!musl && walk.config.libc != Libc::Go))
        return false;
    const bool noData = !musl ? false : walk.config.version == LibcVersion{} || walk.config.version >= LibcVersion{1, 2, 4};
    result.error = noData ? "EAI_NODATA" : "EAI_NONAME";
    walk.result.notes.push_back({NoteCode::HostsFileOtherFamily, {walk.question.name.text, otherFamily}});
    return true;
}

bool settledByRefusal(Walk& walk)
{
    if (!refusesName(walk.config.libc, walk.question))
        return false;
    walk.result.notes.push_back({NoteCode::NameRefusedByResolver, {walk.question.name.text, toString(walk.config.libc)}});
    walk.result.result.error = "EAI_NONAME";
    walk.result.result.rcode = dns::Rcode::NxDomain;
    return true;
}

void walkLibrary(Walk& walk)
{
    switch (walk.config.libc) {
    case Libc::Musl: return walkMusl(walk);
    case Libc::Go: return walkGo(walk);
    case Libc::Windows: return walkWindows(walk);
    case Libc::Glibc:
    case Libc::None: return walkGlibc(walk);
    }
}

/// Address types of one call, every other type alone: each is a lookup of its own.
std::vector<std::vector<dns::Type>> calls(const std::vector<dns::Type>& types)
{
    std::vector<std::vector<dns::Type>> result;
    std::vector<dns::Type> addresses;
    for (const dns::Type type : {dns::Type::A, dns::Type::AAAA}) {
        if (std::find(types.begin(), types.end(), type) != types.end())
            addresses.push_back(type);
    }
    if (!addresses.empty())
        result.push_back(addresses);
    for (const dns::Type type : types) {
        if (!isAddressType(type))
            result.push_back({type});
    }
    return result;
}

} // namespace

bool settledWithoutDns(Walk& walk)
{
    if (asksAddresses(walk.question.types)) {
        // musl looks at the length before anything else; the others only before they ask DNS.
        if (walk.config.libc == Libc::Musl && settledByRefusal(walk))
            return true;
        if (settledByNumber(walk) || settledByHosts(walk))
            return true;
    }
    return settledByRefusal(walk);
}

InFlight Walk::send(Asker::Ask ask, base::Instant at, std::size_t query)
{
    ask.at = at;
    ask.edns0 = settings.edns0 || config.libc == Libc::Go; // Go always advertises 1232
    ask.authenticData = settings.trustAd;
    ask.repeated = m_asked[{ask.candidate, ask.question.type}]++ > 0;
    ++result.result.lookups;
    result.tcpUsed = result.tcpUsed || ask.transport == Transport::Tcp;
    InFlight flight{ask, asker.ask(ask), query};
    flight.reply.at = std::max(flight.reply.at, at);
    return flight;
}

void Walk::stopWaiting(InFlight& flight, base::Instant at)
{
    if (std::exchange(flight.timedOut, true))
        return;
    asker.timedOut(flight.ask, at);
}

void Walk::take(const InFlight& flight, base::Instant at)
{
    if (flight.timedOut)
        asker.takenLate(flight.ask, at);
}

void Walk::begin(const std::vector<Rung>& rungs)
{
    result.candidates.resize(firstCandidate); // a repeated walk starts over
    for (const Rung& rung : rungs)
        result.candidates.push_back(rung.candidate);
}

std::size_t earliestArrival(const std::vector<InFlight>& flights, base::Instant deadline)
{
    std::size_t best = noIndex;
    for (std::size_t i = 0; i < flights.size(); ++i) {
        const AskReply& reply = flights[i].reply;
        if (reply.kind == AskReply::Kind::NoReply || reply.at > deadline)
            continue;
        if (best == noIndex || reply.at < flights[best].reply.at)
            best = i;
    }
    return best;
}

bool matchesQuestion(const InFlight& flight)
{
    const auto& questions = flight.reply.message.questions;
    return questions.size() == 1 && questions.front() == flight.ask.question;
}

std::string outcomeName(const AskReply& reply)
{
    switch (reply.kind) {
    case AskReply::Kind::NoReply: return "timeout";
    case AskReply::Kind::Unreachable: return "unreachable";
    case AskReply::Kind::Closed: return "closed";
    case AskReply::Kind::Message: break;
    }
    return isLame(reply.message) ? "lame" : dns::toString(reply.message.rcode);
}

std::vector<dns::Record> recordsWithin(const dns::Message& message, std::size_t octets)
{
    if (dns::wireSize(message) <= octets)
        return message.answer;
    dns::Message part = message;
    part.authority.clear();
    part.additional.clear();
    part.edns.reset();
    while (!part.answer.empty() && dns::wireSize(part) > octets)
        part.answer.pop_back();
    return part.answer;
}

bool isLame(const dns::Message& message)
{
    return message.rcode == dns::Rcode::NoError && message.answer.empty() && !message.flags.aa && !message.flags.ra && message.additional.empty()
        && !message.edns;
}

std::string secondsText(base::Duration duration)
{
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, base::toSeconds(duration)).ptr;
    return {digits, end};
}

} // namespace sim::stub

namespace sim {

WalkResult walk(const ResolverConfig& config, const ResolverSettings& settings, const StubQuestion& question, Asker& asker, base::Instant start)
{
    WalkResult total;
    base::Instant now = start;
    for (const auto& types : stub::calls(question.types)) {
        const StubQuestion one{question.name, types, question.wantCanonicalName};
        stub::Walk part(config, settings, one, asker, now, std::move(total));
        const auto records = std::exchange(part.result.result.records, {});
        if (!stub::settledWithoutDns(part))
            stub::walkLibrary(part);
        total = std::move(part.result);
        total.result.records.insert(total.result.records.begin(), records.begin(), records.end());
        now = part.now;
    }
    total.end = now;
    total.result.seconds = base::toSeconds(now - start);
    return total;
}

Libc guessLibc(std::string_view image)
{
    const std::string lower = dns::asciiLower(image);
    for (const std::string_view sign : {"alpine", "musl"}) {
        if (lower.find(sign) != std::string::npos)
            return Libc::Musl;
    }
    return Libc::Glibc;
}

} // namespace sim
