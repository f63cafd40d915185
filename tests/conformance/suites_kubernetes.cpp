// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// The suites of DNS records: a cluster, a Corefile, a question and the reply's sections. The question goes through sim::serveQuery, so
// server blocks and the whole chain take part; what is outside the process is scripted from the case.
#include "model/kube/store.h"
#include "model/sim/kube_name.h"
#include "model/sim/server.h"
#include "tests/conformance/case.h"
#include "tests/conformance/cluster.h"
#include "tests/conformance/sections.h"

#include <algorithm>
#include <memory>
#include <optional>

namespace conformance {
namespace {

constexpr std::uint16_t udpSize = 4096; ///< the cases are about content, not about the fit into 512 octets

/// The name servers outside the process.
class ScriptedNetwork : public sim::Network {
public:
    /// One reply of `upstream`, whoever is asked.
    struct Reply {
        dns::Name name;
        dns::Type type{};
        dns::Message message;
    };
    struct Server {
        std::optional<base::IpAddress> address; ///< nullopt: any
        sim::ZoneData zone;
    };
    std::vector<Reply> replies;
    std::vector<Server> servers;

    sim::NetworkReply exchange(const sim::Request& request, const base::IpAddress& address, std::uint16_t, base::Instant now, sim::TraceWriter&) override
    {
        sim::NetworkReply reply{.kind = sim::NetworkReply::Kind::Message, .at = now, .answeredBy = "upstream/file"};
        reply.message = sim::replyTo(request);
        reply.message.flags.ra = true;
        for (const Reply& scripted : replies) {
            if (scripted.name == request.question.name && scripted.type == request.question.type) {
                reply.message.rcode = scripted.message.rcode;
                reply.message.flags.tc = scripted.message.flags.tc;
                reply.message.answer = scripted.message.answer;
                reply.message.authority = scripted.message.authority;
                reply.message.additional = scripted.message.additional;
                return reply;
            }
        }
        for (const Server& server : servers) {
            if ((!server.address || *server.address == address) && request.question.name.isAtOrBelow(server.zone.apex()))
                return fromZone(server.zone, request, std::move(reply));
        }
        reply.message.rcode = replies.empty() ? dns::Rcode::Refused : dns::Rcode::NxDomain;
        return reply;
    }

private:
    static sim::NetworkReply fromZone(const sim::ZoneData& zone, const sim::Request& request, sim::NetworkReply reply)
    {
        sim::ZoneData::Answer answer = zone.lookup(request.question.name, request.question.type);
        const bool unknown = answer.kind == sim::ZoneData::Answer::Kind::NameError;
        reply.message.rcode = unknown ? dns::Rcode::NxDomain : dns::Rcode::NoError;
        reply.message.flags.aa = answer.kind != sim::ZoneData::Answer::Kind::Delegation;
        reply.message.answer = std::move(answer.answer);
        reply.message.authority = std::move(answer.authority);
        reply.message.additional = std::move(answer.additional);
        return reply;
    }
};

base::IpAddress addressOf(const std::string& text, const std::string& path)
{
    std::string host = text;
    if (std::count(host.begin(), host.end(), ':') == 1)
        host.resize(host.find(':'));
    const std::optional<base::IpAddress> address = base::IpAddress::parse(host);
    if (!address)
        throw CaseError(path + ": not an address: " + text);
    return *address;
}

std::vector<base::IpAddress> addressesOf(const Value& list)
{
    std::vector<base::IpAddress> addresses;
    if (list) {
        for (const Value& item : list.items())
            addresses.push_back(addressOf(item.text(), item.path()));
    }
    return addresses;
}

dns::Name apexOf(const std::vector<dns::Record>& records, const std::string& path)
{
    const auto soa = std::find_if(records.begin(), records.end(), [](const dns::Record& record) { return record.type == dns::Type::SOA; });
    if (soa == records.end())
        throw CaseError(path + ": no SOA record");
    return soa->owner;
}

ScriptedNetwork::Reply scriptedReply(const Value& value)
{
    ScriptedNetwork::Reply reply{nameOf(value["name"]), typeOf(value["type"]), {}};
    const std::optional<dns::Rcode> rcode = dns::parseRcode(value.textOr("rcode", "NOERROR"));
    if (!rcode)
        throw CaseError(value.path() + ": unknown rcode");
    reply.message.rcode = *rcode;
    reply.message.flags.tc = value.booleanOr("tc", false);
    const auto section = [&value](std::string_view key) {
        const Value list = value.find(key);
        return list ? recordsOf(list) : std::vector<dns::Record>();
    };
    reply.message.answer = section("answer");
    reply.message.authority = section("authority");
    reply.message.additional = section("additional");
    return reply;
}

/// The cluster of the case, with the client's pod where the case tells its namespace.
kube::SnapshotPtr clusterWithClient(const Row& row)
{
    kube::ClusterStore store;
    fillStore(row.fixture("cluster"), store);
    const Value client = row.find("client");
    const Value scope = client ? client.find("namespace") : Value();
    if (!scope)
        return store.snapshot();
    const base::IpAddress ip = addressOf(client["ip"].text(), client.path());
    const kube::SnapshotPtr given = store.snapshot();
    if (const kube::AddressOwners* owners = given->byAddress(ip); owners && !owners->pods.empty())
        return given;
    kube::Pod pod;
    pod.scope = store.strings().intern(scope.text());
    pod.name = store.strings().intern("client");
    pod.ip = ip;
    pod.phase = kube::PodPhase::Running;
    store.put(std::move(pod));
    return store.snapshot();
}

/// One process and the world around it.
struct Stage {
    sim::ServerProcess process;
    ScriptedNetwork network;
    sim::Request request;
};

/// Lookups outside the zone need a way out where the case scripts them and its Corefile has none.
void addForward(corefile::Configuration& configuration)
{
    corefile::ForwardConfig forward;
    forward.to = {"192.0.2.1"};
    forward.upstreams.push_back({.address = base::IpAddress::v4(192, 0, 2, 1)});
    for (corefile::Server& server : configuration.servers) {
        const bool present = std::any_of(server.chain.begin(), server.chain.end(), [](const corefile::Plugin& plugin) { return plugin.name == "forward"; });
        if (!present)
            server.chain.push_back({.name = "forward", .text = "forward . 192.0.2.1", .config = forward});
    }
}

void readServer(const Row& row, Stage& stage)
{
    if (const Value server = row.find("server")) {
        stage.process.localIps = addressesOf(server.find("localIPs"));
        stage.process.externalNameServerIps = addressesOf(server.find("externalNameServerIPs"));
        if (const Value search = server.find("resolvConfSearch"))
            stage.process.resolvConfSearch = search.texts();
    }
    if (const Value state = row.find("state")) {
        stage.process.kubernetesSynced = state.booleanOr("kubernetesSynced", true);
        stage.process.soaSerial = static_cast<std::uint32_t>(state.integerOr("soaSerial", stage.process.soaSerial));
    }
}

void readWorld(const Row& row, Stage& stage)
{
    if (const Value list = row.find("upstream")) {
        for (const Value& item : list.items())
            stage.network.replies.push_back(scriptedReply(item));
        addForward(stage.process.configuration);
    }
    if (const Value list = row.find("upstreams")) {
        for (const Value& item : list.items()) {
            ScriptedNetwork::Server server{std::nullopt, sim::ZoneData(nameOf(item["zone"]), recordsOf(item["records"]))};
            if (const Value address = item.find("server"))
                server.address = addressOf(address.text(), address.path());
            stage.network.servers.push_back(std::move(server));
        }
    }
    if (const Value files = row.find("zoneFiles")) {
        for (const auto& [path, list] : files.members()) {
            std::vector<dns::Record> records = recordsOf(list);
            const dns::Name apex = apexOf(records, list.path());
            stage.process.zoneFiles[path] = std::make_shared<const sim::ZoneData>(apex, std::move(records));
        }
    }
}

void readQuestion(const Row& row, Stage& stage)
{
    const Value query = row["query"];
    sim::Request& request = stage.request;
    request.question = {nameOf(query["name"]), typeOf(query["type"]), dns::Class::IN};
    const bool transfer = request.question.type == dns::Type::AXFR || request.question.type == dns::Type::IXFR;
    request.transport = transfer ? sim::Transport::Tcp : sim::Transport::Udp;
    request.edns = dns::Edns{.udpSize = udpSize};
    if (const Value serial = query.find("serial"))
        request.transferSerial = serial.isNumber() ? static_cast<std::uint32_t>(serial.integer()) : stage.process.soaSerial;
    request.client = base::IpAddress::v4(10, 240, 0, 1);
    if (const Value client = row.find("client"))
        request.client = addressOf(client["ip"].text(), client.path());
}

std::unique_ptr<Stage> stageOf(const Row& row)
{
    auto stage = std::make_unique<Stage>();
    base::Result<corefile::Configuration> configuration = corefile::configure(row["corefile"].text(), {});
    if (!configuration)
        throw CaseError("corefile: " + configuration.error().subject + ' ' + configuration.error().detail);
    stage->process.id = "coredns@coredns-1";
    stage->process.configuration = std::move(*configuration);
    stage->process.cluster = clusterWithClient(row);
    readServer(row, *stage);
    readWorld(row, *stage);
    readQuestion(row, *stage);
    return stage;
}

sim::Outcome ask(Stage& stage)
{
    sim::Trace trace;
    sim::Run run;
    sim::TraceWriter writer(trace, run);
    sim::Caches caches;
    sim::ServeContext context{.caches = caches, .network = stage.network, .trace = writer};
    context.station = writer.station(sim::StationKind::CoreDns, "coredns-1");
    return sim::serveQuery(stage.process, stage.request, context);
}

void checkReply(const Row& row, const dns::Message& reply, Check& check)
{
    const Value expect = row["expect"];
    check.equal("rcode", expect.textOr("rcode", "NOERROR"), dns::toString(reply.rcode));
    if (const Value tc = expect.find("tc"))
        check.equal("tc", tc.boolean(), reply.flags.tc);
    if (const Value aa = expect.find("aa"))
        check.equal("aa", aa.boolean(), reply.flags.aa);
    SectionRules rules;
    if (const Value kept = row.find("caseSensitiveNames"); kept && kept.boolean())
        rules.letterCase = LetterCase::Kept;
    if (expect.textOr("order", {}) == "exact" || expect.booleanOr("ordered", false))
        rules.order = Order::Exact;
    if (expect.booleanOr("ignoreTTL", false))
        rules.ttl = TtlCheck::Ignored;
    checkSection(check, "answer", expect.find("answer"), reply.answer, rules);
    checkSection(check, "authority", expect.find("authority"), reply.authority, rules);
    checkSection(check, "additional", expect.find("additional"), reply.additional, rules);
}

void recordRow(const Row& row, Check& check)
{
    const std::unique_ptr<Stage> stage = stageOf(row);
    const sim::Outcome outcome = ask(*stage);
    if (!outcome.message)
        return check.fail("reply", "a message", "none");
    checkReply(row, *outcome.message, check);
}

void checkContains(const Value& list, const std::vector<dns::Record>& records, const SectionRules& rules, Check& check)
{
    for (const Value& item : list.items()) {
        const ExpectedRecord expected = expectedRecord(item);
        const bool found = std::any_of(records.begin(), records.end(), [&](const dns::Record& record) { return matches(expected, record, rules); });
        if (!found)
            check.fail("contains", expected.name.text() + ' ' + dns::toString(expected.type) + ' ' + expected.rdata, "not in the transfer");
    }
}

void transferRow(const Row& row, Check& check)
{
    const std::unique_ptr<Stage> stage = stageOf(row);
    const sim::Outcome outcome = ask(*stage);
    if (!outcome.message)
        return check.fail("reply", "a message", "none");
    const std::vector<dns::Record>& records = outcome.message->answer;
    const Value expect = row["expect"];
    check.equal("rcode", expect.textOr("rcode", "NOERROR"), dns::toString(outcome.message->rcode));
    SectionRules rules;
    const Value ordered = expect.find("ordered") ? expect.find("ordered") : row.find("ordered");
    const Value ignoreTtl = expect.find("ignoreTTL") ? expect.find("ignoreTTL") : row.find("ignoreTTL");
    if (ordered && ordered.boolean())
        rules.order = Order::Exact;
    if (ignoreTtl && ignoreTtl.boolean())
        rules.ttl = TtlCheck::Ignored;
    checkSection(check, "records", expect.find("records"), records, rules);
    if (const Value list = expect.find("contains"))
        checkContains(list, records, rules, check);
    if (const Value counts = expect.find("countByType")) {
        for (const auto& [type, count] : counts.members()) {
            const auto same = [&wanted = type](const dns::Record& record) { return dns::toString(record.type) == wanted; };
            check.equal("number of " + type, count.integer(), std::count_if(records.begin(), records.end(), same));
        }
    }
    if (const Value ends = expect.find("firstAndLastType")) {
        check.equal("first type", ends.text(), records.empty() ? std::string() : dns::toString(records.front().type));
        check.equal("last type", ends.text(), records.empty() ? std::string() : dns::toString(records.back().type));
    }
}

void checkHostLabel(const Row& row, Check& check)
{
    const std::string ip = row["ip"].text(), hostname = row["hostname"].text(), podName = row["targetRefName"].text();
    const sim::EndpointLabelInput input{.address = ip, .hostname = hostname, .podName = podName, .endpointPodNames = row["endpointPodNames"].boolean()};
    check.equal("host label", row["expect"].text(), sim::endpointHostLabel(input, {}));
}

/// The text left of the zone, which may hold empty labels and so need not be a dns::Name.
std::string baseOf(const std::string& name, const std::string& zone)
{
    if (!dns::asciiLower(name).ends_with(dns::asciiLower(zone)))
        throw CaseError("name is not in the zone: " + name);
    std::string base = name.substr(0, name.size() - zone.size());
    if (!base.empty() && base.back() == '.')
        base.pop_back();
    return base;
}

void namingRow(const Row& row, Check& check)
{
    if (row.find("ip"))
        return checkHostLabel(row, check);
    const Value input = row.find("input");
    const std::string zone = input ? input["zone"].text() : row["zone"].text();
    const sim::KubeNameRules rules{.multicluster = row["multicluster"].boolean(), .zonal = row["zonal"].boolean()};
    const auto name = sim::splitKubeName(baseOf(row["name"].text(), zone), rules);
    const Value expect = row["expect"];
    check.equal("valid", expect["valid"].boolean(), name.has_value());
    const auto part = [&expect, &check](std::string_view key, const std::string& actual) {
        if (const Value value = expect.find(key))
            check.equal(key, value.text(), actual);
    };
    const sim::KubeName split = name.value_or(sim::KubeName{});
    using Branch = sim::KubeName::Branch;
    part("port", split.port);
    part("protocol", split.protocol);
    part("endpoint", split.endpoint);
    part("cluster", split.cluster);
    part("service", split.service);
    part("namespace", split.scope);
    part("podOrSvc", split.branch == Branch::Service ? "svc" : split.branch == Branch::Pod ? "pod" : "");
    part("topologyZone", split.topologyZone);
    if (const Value prefer = expect.find("prefer"))
        check.equal("prefer", prefer.boolean(), split.preferZone);
}

std::vector<Failure> recordCases(const Case& which)
{
    return forEachRow(which, recordRow);
}

const Registration recordSuites[] = {
    {"k8s-records", recordCases},      {"k8s-pods", recordCases},     {"k8s-reverse", recordCases}, {"k8s-zonal", recordCases},
    {"k8s-multicluster", recordCases}, {"k8s-external", recordCases}, {"k8s-ci", recordCases},
};
const Registration transferSuite{"k8s-axfr", [](const Case& which) { return forEachRow(which, transferRow); }};
const Registration namingSuite{"k8s-naming", [](const Case& which) { return forEachRow(which, namingRow); }};

} // namespace
} // namespace conformance
