// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/film/trace_json.h"

#include "model/words/notes.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace film {

namespace {

QString text(const std::string& bytes)
{
    return QString::fromStdString(bytes);
}

QJsonValue textOrNull(const std::string& bytes)
{
    return bytes.empty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text(bytes));
}

QJsonArray recordsJson(const std::vector<dns::Record>& records)
{
    QJsonArray array;
    for (const dns::Record& record : records)
        array.append(recordJson(record));
    return array;
}

QJsonArray textsJson(const std::vector<std::string>& texts)
{
    QJsonArray array;
    for (const std::string& item : texts)
        array.append(text(item));
    return array;
}

QString transportText(sim::Transport transport)
{
    return transport == sim::Transport::Tcp ? QStringLiteral("tcp") : QStringLiteral("udp");
}

QJsonObject hopJson(const sim::Trace& trace, const sim::Event& event)
{
    QJsonObject hop{{QStringLiteral("at"), base::toSeconds(event.at)},
                    {QStringLiteral("station"), text(trace.stations[event.station].id())},
                    {QStringLiteral("event"), text(sim::toString(event.kind))}};
    if (event.peer != sim::noIndex)
        hop.insert(QStringLiteral("peer"), text(trace.stations[event.peer].id()));
    if (!event.plugin.empty())
        hop.insert(QStringLiteral("plugin"), text(event.plugin));
    if (event.kind == sim::EventKind::Plugin)
        hop.insert(QStringLiteral("outcome"), text(sim::toString(event.outcome)));
    if (!event.serverBlock.empty())
        hop.insert(QStringLiteral("serverBlock"), text(event.serverBlock));
    if (event.background)
        hop.insert(QStringLiteral("background"), true);
    if (event.reply) {
        hop.insert(QStringLiteral("rcode"), text(dns::toString(event.reply->rcode)));
        if (event.reply->ttl)
            hop.insert(QStringLiteral("ttl"), static_cast<qint64>(event.reply->ttl->count()));
    }
    if (event.note.code != sim::NoteCode::None)
        hop.insert(QStringLiteral("why"), words::sentence(event.note));
    return hop;
}

QJsonObject lookupJson(const sim::Trace& trace, const sim::Run& run, sim::LookupIndex index)
{
    const sim::Lookup& lookup = run.lookups[index];
    QJsonArray hops;
    for (const sim::Event& event : run.events) {
        if (event.lookup == index)
            hops.append(hopJson(trace, event));
    }
    QJsonObject object{{QStringLiteral("at"), base::toSeconds(lookup.at)},
                       {QStringLiteral("name"), text(lookup.question.name.text())},
                       {QStringLiteral("type"), text(dns::toString(lookup.question.type))},
                       {QStringLiteral("rcode"), QJsonValue(QJsonValue::Null)},
                       {QStringLiteral("timeout"), lookup.timeout},
                       {QStringLiteral("transport"), transportText(lookup.transport)},
                       {QStringLiteral("seconds"), base::toSeconds(lookup.end - lookup.at)},
                       {QStringLiteral("answeredBy"), textOrNull(lookup.answeredBy)},
                       {QStringLiteral("cache"), text(sim::toString(lookup.cache))},
                       {QStringLiteral("hops"), hops}};
    const dns::Message reply = lookup.reply.value_or(dns::Message{});
    if (lookup.reply)
        object.insert(QStringLiteral("rcode"), text(dns::toString(reply.rcode)));
    object.insert(QStringLiteral("flags"), lookup.reply ? textsJson(dns::flagNames(reply.flags)) : QJsonArray());
    object.insert(QStringLiteral("answer"), recordsJson(reply.answer));
    object.insert(QStringLiteral("authority"), recordsJson(reply.authority));
    object.insert(QStringLiteral("additional"), recordsJson(reply.additional));
    if (!lookup.nameserver.empty())
        object.insert(QStringLiteral("nameserver"), text(lookup.nameserver));
    if (!lookup.oneOf.empty())
        object.insert(QStringLiteral("oneOf"), textsJson(lookup.oneOf));
    return object;
}

QJsonObject resultJson(const sim::LookupResult& result, bool allTimedOut)
{
    return {{QStringLiteral("rcode"), allTimedOut ? QJsonValue(QJsonValue::Null) : QJsonValue(text(dns::toString(result.rcode)))},
            {QStringLiteral("error"), textOrNull(result.error)},
            {QStringLiteral("canonicalName"), textOrNull(result.canonicalName)},
            {QStringLiteral("records"), recordsJson(result.records)},
            {QStringLiteral("lookups"), static_cast<qint64>(result.lookups)},
            {QStringLiteral("seconds"), result.seconds}};
}

QJsonObject runJson(const sim::Trace& trace, const sim::Run& run)
{
    QJsonArray lookups;
    bool allTimedOut = !run.lookups.empty();
    for (sim::LookupIndex index = 0; index < run.lookups.size(); ++index) {
        lookups.append(lookupJson(trace, run, index));
        allTimedOut = allTimedOut && !run.lookups[index].reply;
    }
    return {{QStringLiteral("at"), base::toSeconds(run.at)},
            {QStringLiteral("lookups"), lookups},
            {QStringLiteral("result"), resultJson(run.result, allTimedOut)}};
}

QJsonObject resolvConfJson(const dns::ResolvConf& resolvConf)
{
    QJsonObject options;
    for (const auto& [name, value] : resolvConf.options)
        options.insert(text(name), text(value.value_or(std::string())));
    return {{QStringLiteral("nameservers"), textsJson(resolvConf.nameservers)},
            {QStringLiteral("search"), textsJson(resolvConf.searches)},
            {QStringLiteral("options"), options}};
}

} // namespace

QJsonObject recordJson(const dns::Record& record)
{
    return {{QStringLiteral("name"), text(record.owner.text())},
            {QStringLiteral("type"), text(dns::toString(record.type))},
            {QStringLiteral("ttl"), static_cast<qint64>(record.ttl.count())},
            {QStringLiteral("data"), text(dns::toString(record.data))}};
}

QJsonObject traceJson(const sim::Trace& trace)
{
    QJsonArray types, runs;
    for (const dns::Type type : trace.types)
        types.append(text(dns::toString(type)));
    for (const sim::Run& run : trace.runs)
        runs.append(runJson(trace, run));
    return {{QStringLiteral("schema"), QStringLiteral("ndots.trace/1")},
            {QStringLiteral("badge"), text(sim::toString(trace.badge))},
            {QStringLiteral("pod"), textOrNull(trace.pod)},
            {QStringLiteral("resolver"), textOrNull(sim::toString(trace.resolver))},
            {QStringLiteral("input"), text(trace.input)},
            {QStringLiteral("types"), types},
            {QStringLiteral("resolvConf"), trace.resolvConf ? QJsonValue(resolvConfJson(*trace.resolvConf)) : QJsonValue(QJsonValue::Null)},
            {QStringLiteral("runs"), runs}};
}

QByteArray traceJsonText(const sim::Trace& trace)
{
    return QJsonDocument(traceJson(trace)).toJson(QJsonDocument::Indented);
}

} // namespace film
