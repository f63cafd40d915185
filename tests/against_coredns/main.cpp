// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/against_coredns/replies.h"

#include "model/kube/snapshot_file.h"
#include "model/sim/simulate.h"
#include "model/sim/simulated_network.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

// Predicts the replies that a real CoreDNS gave, and prints where they differ. Standard input is one JSON document:
//   snapshots  texts of snapshot files           corefile, version  in the place of the snapshot's; may be missing
//   replica    pod that was asked; "" the first  localIps           addresses of its interfaces; may be missing
//   questions  in the order in which they were asked: name, type, at and took in seconds, reply in hexadecimal or null for none; dig true
//              is `ndots trace --from coredns`; otherwise client, tcp, edns (size or null), do, rd, ad, cd
// Standard output is {"differences": [{"index", "predicted", "real"}], "compared": N} or {"refused": why} for a cluster without a prediction.

namespace {

using base::Instant;

/// Clock differences that do not count: a cache's whole seconds may turn between the moment we measured and the server's own.
constexpr std::chrono::milliseconds clockTolerance{30};

Instant instantOf(double seconds)
{
    return Instant(std::chrono::duration_cast<base::Duration>(std::chrono::duration<double>(seconds)));
}

sim::Request requestOf(const QJsonObject& question, const dns::Question& asked)
{
    sim::Request request{.question = asked};
    request.transport = question[QLatin1String("tcp")].toBool() ? sim::Transport::Tcp : sim::Transport::Udp;
    request.client = base::IpAddress::parse(question[QLatin1String("client")].toString().toStdString()).value_or(base::IpAddress::v4(127, 0, 0, 1));
    if (question[QLatin1String("edns")].isDouble())
        request.edns = dns::Edns{static_cast<std::uint16_t>(question[QLatin1String("edns")].toInt()), question[QLatin1String("do")].toBool(), 0};
    request.recursionDesired = question[QLatin1String("rd")].toBool(true);
    request.authenticData = question[QLatin1String("ad")].toBool();
    request.checkingDisabled = question[QLatin1String("cd")].toBool();
    return request;
}

struct Prediction {
    std::string text = "no reply\n";
    bool cached = false;              ///< a cache was on the way, so its clock may show
};

/// Predicts question after question. The caches go in and come out by moves: a copy for each of thousands of questions would take the time.
class Predictor {
public:
    Predictor(sim::DnsSetup setup, std::size_t replica) : m_setup(std::move(setup)), m_replica(replica) {}

    Prediction predict(const QJsonObject& question, const dns::Question& asked, Instant at)
    {
        if (m_since.size() == checkpointEvery) {
            m_checkpoint = m_caches;
            m_since.clear();
        }
        m_since.push_back({question, asked, at});
        return predictNow(m_since.back());
    }

    /// The newest question again, as if it had been asked at another time.
    Prediction predictAgain(Instant at)
    {
        m_caches = m_checkpoint;
        m_since.back().at = at;
        Prediction prediction;
        for (const Step& step : m_since)
            prediction = predictNow(step);
        return prediction;
    }

private:
    static constexpr std::size_t checkpointEvery = 100;
    struct Step {
        QJsonObject question;
        dns::Question asked;
        Instant at;
    };

    Prediction predictNow(const Step& step) { return step.question[QLatin1String("dig")].toBool() ? digAsks(step) : clientAsks(step); }

    Prediction clientAsks(const Step& step)
    {
        Prediction prediction;
        sim::Trace trace;
        sim::Run run{.at = step.at, .end = step.at};
        sim::TraceWriter writer(trace, run);
        writer.station(sim::StationKind::Pod, "asker");
        sim::SimulatedNetwork network(m_setup, m_caches, 0);
        const sim::NetworkReply reply = network.askReplica(0, m_replica, requestOf(step.question, step.asked), step.at, writer);
        for (const sim::Event& event : run.events)
            prediction.cached |= event.kind == sim::EventKind::CacheHit || event.kind == sim::EventKind::CacheStale || event.kind == sim::EventKind::CacheMiss;
        if (reply.kind == sim::NetworkReply::Kind::Message)
            prediction.text = comparison::comparableText(reply.message);
        return prediction;
    }

    Prediction digAsks(const Step& step)
    {
        const sim::Query query{.from = sim::Query::From::CoreDns, .name = {step.asked.name.text()}, .types = {step.asked.type}};
        auto simulation = sim::simulate(query, m_setup, std::move(m_caches), {step.at}, {.replica = m_replica});
        if (!simulation)
            return {"refused by simulate\n"};
        const sim::Lookup& lookup = simulation->trace.runs.front().lookups.back();
        Prediction prediction{.cached = lookup.cache != sim::CacheResult::None};
        if (lookup.reply)
            prediction.text = comparison::comparableText(*lookup.reply);
        m_caches = std::move(simulation->caches);
        return prediction;
    }

    sim::DnsSetup m_setup;
    std::size_t m_replica;
    sim::Caches m_caches, m_checkpoint;
    std::vector<Step> m_since; ///< asked since the checkpoint
};

std::string realText(const QJsonObject& question)
{
    if (question[QLatin1String("reply")].isNull())
        return "no reply\n";
    const QByteArray wire = QByteArray::fromHex(question[QLatin1String("reply")].toString().toLatin1());
    const auto message = dns::decode({wire.constData(), static_cast<std::size_t>(wire.size())});
    return message ? comparison::comparableText(*message) : "not readable: " + message.error().detail + '\n';
}

QJsonObject compare(Predictor& predictor, const QJsonArray& questions)
{
    QJsonArray differences;
    int index = 0;
    for (const QJsonValue& value : questions) {
        const QJsonObject question = value.toObject();
        const auto name = dns::Name::parse(question[QLatin1String("name")].toString().toStdString());
        const auto type = dns::parseType(question[QLatin1String("type")].toString().toStdString());
        const auto klass = dns::parseClass(question[QLatin1String("class")].toString(QStringLiteral("IN")).toStdString());
        if (!name || !type || !klass)
            return {{QStringLiteral("refused"), QStringLiteral("question ") + question[QLatin1String("name")].toString()}};
        const dns::Question asked{*name, *type, *klass};
        const std::string real = realText(question);
        const Instant at = instantOf(question[QLatin1String("at")].toDouble());
        const Prediction first = predictor.predict(question, asked, at);
        const auto answered = at + (instantOf(question[QLatin1String("took")].toDouble()) - Instant{});
        bool same = first.text == real;
        for (const Instant other : {at - clockTolerance, answered, answered + clockTolerance})
            same = same || (first.cached && predictor.predictAgain(other).text == real);
        if (!same) {
            (void)predictor.predictAgain(at);
            differences.append(QJsonObject{{QStringLiteral("index"), index}, {QStringLiteral("predicted"), QString::fromStdString(first.text)},
                                           {QStringLiteral("real"), QString::fromStdString(real)}});
        }
        ++index;
    }
    return {{QStringLiteral("differences"), differences}, {QStringLiteral("compared"), index}};
}

std::string describe(const base::Error& error)
{
    return "error " + std::to_string(static_cast<int>(error.code)) + ": " + error.subject + ' ' + error.detail;
}

base::Result<sim::DnsSetup> setupOf(const QJsonObject& input)
{
    kube::ClusterStore store;
    for (const QJsonValue& text : input[QLatin1String("snapshots")].toArray()) {
        const auto read = kube::readSnapshotText(text.toString().toStdString(), "snapshot", store);
        if (!read)
            return tl::unexpected(read.error());
    }
    sim::SetupOverrides overrides;
    if (input[QLatin1String("corefile")].isString())
        overrides.corefile = sim::SetupOverrides::File{"Corefile", input[QLatin1String("corefile")].toString().toStdString()};
    if (input[QLatin1String("version")].isString())
        overrides.coreDnsVersion = corefile::Version::parse(input[QLatin1String("version")].toString().toStdString());
    const auto setup = sim::describeDns(store.snapshot(), overrides);
    if (!setup)
        return tl::unexpected(setup.error());
    sim::DnsSetup changed = **setup;
    for (const QJsonValue& address : input[QLatin1String("localIps")].toArray()) {
        if (const auto ip = base::IpAddress::parse(address.toString().toStdString()))
            changed.replicas.front().process.localIps.push_back(*ip);
    }
    return changed;
}

std::size_t replicaOf(const sim::DnsSetup& setup, const std::string& pod)
{
    for (std::size_t index = 0; index < setup.replicas.size(); ++index) {
        if (setup.replicas[index].scope + '/' + setup.replicas[index].pod == pod)
            return index;
    }
    return 0;
}

} // namespace

int main()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return 2;
    QJsonParseError problem;
    const QJsonObject document = QJsonDocument::fromJson(input.readAll(), &problem).object();
    if (problem.error != QJsonParseError::NoError) {
        std::fprintf(stderr, "compare_replies: %s\n", qPrintable(problem.errorString()));
        return 2;
    }
    QJsonObject output;
    if (auto setup = setupOf(document); !setup) {
        output = {{QStringLiteral("refused"), QString::fromStdString(describe(setup.error()))}};
    } else {
        const std::size_t replica = replicaOf(*setup, document[QLatin1String("replica")].toString().toStdString());
        Predictor predictor(std::move(*setup), replica);
        output = compare(predictor, document[QLatin1String("questions")].toArray());
    }
    std::printf("%s\n", QJsonDocument(output).toJson(QJsonDocument::Compact).constData());
    return 0;
}
