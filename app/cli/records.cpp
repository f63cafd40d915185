// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "app/cli/commands.h"

#include "model/film/trace_json.h"
#include "model/sim/records.h"
#include "model/words/objects.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <map>

namespace app::cli {

namespace {

using base::ErrorCode;

/// Collects output and hands it on in pieces, so that 540,000 records are never one text.
class Output {
public:
    explicit Output(const Print& print) : m_print(print) {}
    ~Output() { m_print(m_bytes); }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;
    void add(std::string_view text)
    {
        m_bytes.append(text.data(), static_cast<qsizetype>(text.size()));
        if (m_bytes.size() > (1 << 16)) {
            m_print(m_bytes);
            m_bytes.clear();
        }
    }

private:
    const Print& m_print;
    QByteArray m_bytes;
};

std::string ownerText(const sim::OwnedRecord& record)
{
    const bool ofZone = record.owner.find('/') == std::string::npos; // SOA, NS, version: no object makes them
    return (ofZone ? "Zone" : std::string(words::kindName(record.ownerKind))) + ' ' + record.owner;
}

/// RFC 4180.
std::string csvField(const std::string& text)
{
    if (text.find_first_of(",\"\n\r") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

/// The zones that the command lists: the one asked for, else all of the plugin's for json and csv, the primary one for zone and hosts.
base::Result<std::vector<dns::Name>> zonesOf(const Options& options, const corefile::KubernetesConfig& config)
{
    if (options.zone.empty()) {
        const bool all = options.format == "json" || options.format == "csv";
        return all ? config.zones : std::vector<dns::Name>{config.primaryZone};
    }
    const auto asked = dns::Name::parse(options.zone);
    if (!asked)
        return tl::unexpected(asked.error());
    for (const dns::Name& zone : config.zones) {
        if (asked->isAtOrBelow(zone))
            return std::vector<dns::Name>{*asked};
    }
    return base::fail(ErrorCode::ZoneUnknown, options.zone);
}

void printHosts(const std::vector<dns::Name>& zones, const sim::ZoneRecordsInput& input, const std::function<bool(const sim::OwnedRecord&)>& wanted, Output& output)
{
    std::map<base::IpAddress, std::vector<std::string>> names;
    for (const dns::Name& zone : zones) {
        sim::recordsOfZone(input, zone, [&](const sim::OwnedRecord& owned) {
            const auto* address = std::get_if<dns::rdata::Address>(&owned.record.data);
            if (!address || !wanted(owned))
                return;
            std::string name = owned.record.owner.text();
            name.pop_back();
            names[address->address].push_back(std::move(name));
        });
    }
    for (const auto& [address, list] : names) {
        output.add(address.toString() + '\t');
        for (std::size_t index = 0; index < list.size(); ++index)
            output.add((index ? " " : "") + list[index]);
        output.add("\n");
    }
}

class RecordPrinter {
public:
    RecordPrinter(const std::string& format, Output& output) : m_format(format), m_output(output)
    {
        if (m_format == "json")
            m_output.add("{\"schema\": \"ndots.records/1\", \"records\": [");
        if (m_format == "csv")
            m_output.add("name,type,ttl,data,owner\n");
    }

    void print(const sim::OwnedRecord& owned)
    {
        const dns::Record& record = owned.record;
        if (m_format == "json") {
            QJsonObject object = film::recordJson(record);
            object.insert(QStringLiteral("owner"), QString::fromStdString(ownerText(owned)));
            m_output.add(m_first ? "\n  " : ",\n  ");
            m_output.add(QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString());
        } else if (m_format == "csv") {
            m_output.add(csvField(record.owner.text()) + ',' + dns::toString(record.type) + ',' + std::to_string(record.ttl.count()) + ','
                         + csvField(dns::toString(record.data)) + ',' + csvField(ownerText(owned)) + '\n');
        } else {
            m_output.add(dns::toString(record) + '\n');
        }
        m_first = false;
    }

    void finish()
    {
        if (m_format == "json")
            m_output.add("\n]}\n");
    }

private:
    const std::string& m_format;
    Output& m_output;
    bool m_first = true;
};

} // namespace

base::Result<void> printRecords(const Options& options, const sim::DnsSetup& setup, const Print& print)
{
    const corefile::KubernetesConfig* config = setup.kubernetes();
    if (!config)
        return base::fail(ErrorCode::CorefilePlugin, "kubernetes", "the Corefile has no kubernetes plugin, so the cluster's DNS serves no record", {.file = setup.corefile.source});
    if (!options.nameSpace.empty() && !setup.cluster->findNamespace(options.nameSpace))
        return base::fail(ErrorCode::NamespaceUnknown, options.nameSpace);
    const auto zones = zonesOf(options, *config);
    if (!zones)
        return tl::unexpected(zones.error());
    sim::ZoneRecordsInput input{.cluster = setup.cluster.get(), .config = config, .version = setup.coreDns.version};
    for (const sim::CoreDnsReplica& replica : setup.replicas)
        input.localIps.insert(input.localIps.end(), replica.addresses.begin(), replica.addresses.end());
    const auto wanted = [&](const sim::OwnedRecord& owned) {
        return options.nameSpace.empty() || owned.owner.starts_with(options.nameSpace + '/');
    };
    Output output(print);
    if (options.format == "hosts") {
        printHosts(*zones, input, wanted, output);
        return {};
    }
    RecordPrinter printer(options.format, output);
    for (const dns::Name& zone : *zones) {
        sim::recordsOfZone(input, zone, [&](const sim::OwnedRecord& owned) {
            if (wanted(owned))
                printer.print(owned);
        });
    }
    printer.finish();
    return {};
}

} // namespace app::cli
