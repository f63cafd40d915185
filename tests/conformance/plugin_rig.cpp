// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/conformance/plugin_rig.h"

#include "tests/conformance/sections.h"

#include <chrono>
#include <cmath>
#include <sstream>

namespace conformance {

namespace {

/// "YYYYMMDDHHmmSS" of RFC 4034 section 3.2 as seconds since 1970.
std::uint32_t signatureTime(const std::string& text)
{
    const auto number = [&text](std::size_t at, std::size_t length) { return std::stoi(text.substr(at, length)); };
    if (text.size() != 14)
        throw CaseError("not a signature time: " + text);
    using namespace std::chrono;
    const sys_days day = year(number(0, 4)) / month(static_cast<unsigned>(number(4, 2))) / std::chrono::day(static_cast<unsigned>(number(6, 2)));
    const auto time = day + hours(number(8, 2)) + minutes(number(10, 2)) + seconds(number(12, 2));
    return static_cast<std::uint32_t>(duration_cast<seconds>(time.time_since_epoch()).count());
}

void appendBigEndian(std::string& bytes, std::uint32_t value, int octets)
{
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> shift & 0xFF);
}

/// RRSIG up to its times; the signature itself does not matter to a cache.
dns::rdata::Opaque signature(const std::string& text)
{
    std::istringstream words(text);
    std::string covered, expiration, inception;
    unsigned algorithm = 0, labels = 0, ttl = 0;
    words >> covered >> algorithm >> labels >> ttl >> expiration >> inception;
    std::string bytes;
    appendBigEndian(bytes, static_cast<std::uint32_t>(dns::parseType(covered).value_or(dns::Type::A)), 2);
    appendBigEndian(bytes, algorithm, 1);
    appendBigEndian(bytes, labels, 1);
    appendBigEndian(bytes, ttl, 4);
    appendBigEndian(bytes, signatureTime(expiration), 4);
    appendBigEndian(bytes, signatureTime(inception), 4);
    appendBigEndian(bytes, 0, 2);
    return {bytes + std::string(1, '\0')};
}

dns::Rdata anyRdata(dns::Type type, std::string text)
{
    if (type == dns::Type::RRSIG)
        return signature(text);
    if (const std::size_t wildcard = text.find(" * "); wildcard != std::string::npos)
        text.replace(wildcard, 3, " 1 "); // any serial
    const auto data = dns::parseRdata(type, text);
    return data ? *data : dns::Rdata(dns::rdata::Opaque{text});
}

} // namespace

sim::NetworkReply ScriptedNetwork::exchange(const sim::Request& request, const base::IpAddress& address, std::uint16_t /*port*/, base::Instant now,
                                            sim::TraceWriter& /*trace*/)
{
    asked.push_back({request, address});
    sim::NetworkReply unreachable;
    unreachable.kind = sim::NetworkReply::Kind::Unreachable;
    unreachable.at = now;
    return script ? script(asked.back(), now) : unreachable;
}

PluginRig::PluginRig(const std::string& corefile, const std::map<std::string, std::string>& files)
{
    corefile::ConfigureOptions options;
    options.systemFiles = files;
    auto configuration = corefile::configure(corefile, options);
    if (!configuration)
        throw CaseError("Corefile refused: " + configuration.error().subject + ' ' + configuration.error().detail + " in\n" + corefile);
    m_process.id = "coredns@test";
    m_process.configuration = std::move(*configuration);
    m_process.hostsFiles = files;
}

sim::Outcome PluginRig::ask(const sim::Request& request, double at)
{
    m_run = {};
    sim::TraceWriter writer(m_trace, m_run);
    const sim::StationIndex station = writer.station(sim::StationKind::CoreDns, "test");
    sim::ServeContext context{.caches = caches, .network = network, .trace = writer, .station = station, .seed = 0, .unixStart = unixStart,
                              .now = instantAt(at), .listenAddress = {}};
    return sim::serveQuery(m_process, request, context);
}

std::string withDirective(const std::string& corefile, const std::string& line)
{
    const std::size_t end = corefile.rfind('}');
    if (end == std::string::npos)
        throw CaseError("not a server block: " + corefile);
    return corefile.substr(0, end) + "    " + line + "\n" + corefile.substr(end);
}

base::Instant instantAt(double seconds)
{
    return base::Instant(base::Duration(std::llround(seconds * 1e9)));
}

sim::Request requestOf(const Value& query)
{
    sim::Request request;
    request.transport = sim::Transport::Tcp;
    request.client = base::IpAddress::v4(10, 240, 0, 1);
    if (query.isText()) {
        request.question.name = nameOf(query);
        return request;
    }
    request.question.name = nameOf(query["name"]);
    if (const Value type = query.find("type"))
        request.question.type = typeOf(type);
    if (const Value klass = query.find("class"))
        request.question.klass = dns::parseClass(klass.text()).value_or(dns::Class::IN);
    if (query.booleanOr("do", false))
        request.edns = dns::Edns{4096, true, 0};
    request.checkingDisabled = query.booleanOr("cd", false);
    request.authenticData = query.booleanOr("ad", false);
    request.recursionDesired = query.booleanOr("rd", true);
    (void)query.booleanOr("aa", false); // a query's AA bit has no meaning, no plugin looks at it
    return request;
}

dns::Rcode rcodeOf(const Value& value)
{
    const auto rcode = dns::parseRcode(value.text());
    if (!rcode)
        throw CaseError(value.path() + ": not an rcode: " + value.text());
    return *rcode;
}

std::vector<dns::Record> anyRecordsOf(const Value& list)
{
    std::vector<dns::Record> records;
    if (!list || list.isNull())
        return records;
    for (const Value& item : list.items()) {
        dns::Record record;
        record.owner = nameOf(item["name"]);
        record.type = typeOf(item["type"]);
        record.ttl = dns::Ttl(static_cast<std::uint32_t>(item["ttl"].integer()));
        record.data = anyRdata(record.type, item["rdata"].text());
        records.push_back(std::move(record));
    }
    return records;
}

dns::Message messageOf(const Value& reply, const dns::Question& question)
{
    dns::Message message;
    message.flags.qr = true;
    message.flags.rd = true;
    message.questions = {question};
    message.rcode = rcodeOf(reply["rcode"]);
    message.answer = anyRecordsOf(reply.find("answer"));
    message.authority = anyRecordsOf(reply.find("authority"));
    message.additional = anyRecordsOf(reply.find("additional"));
    message.flags.tc = reply.booleanOr("tc", false);
    message.flags.ad = reply.booleanOr("ad", false);
    message.flags.ra = reply.booleanOr("ra", false);
    message.flags.aa = reply.booleanOr("aa", false);
    message.flags.cd = reply.booleanOr("cd", false);
    if (reply.booleanOr("do", false))
        message.edns = dns::Edns{4096, true, 0};
    return message;
}

sim::NetworkReply replyAt(dns::Message message, base::Instant at)
{
    sim::NetworkReply reply;
    reply.kind = sim::NetworkReply::Kind::Message;
    reply.message = std::move(message);
    reply.at = at;
    return reply;
}

} // namespace conformance
