// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// What is listed must be what is served: every record of a zone is asked for, over several settings of the plugin.
#include "model/dns/zone_text.h"
#include "model/sim/records.h"
#include "tests/support/std_text.h"
#include "tests/unit/sim/kubernetes_stage.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <set>

using namespace sim;

namespace {

const std::vector<base::IpAddress> coreDnsIps{base::IpAddress::v4(10, 244, 1, 2)};

kube::SnapshotPtr demoCluster()
{
    QFile file(QFINDTESTDATA("../../../resources/demo/cluster.yaml"));
    if (!file.open(QIODevice::ReadOnly))
        return nullptr;
    return stage::clusterOf(file.readAll().toStdString());
}

/// One of each shape that the demo cluster lacks.
constexpr const char* oddCluster = R"(
apiVersion: v1
kind: Namespace
metadata: {name: odd}
---
apiVersion: v1
kind: Service
metadata: {name: dual, namespace: odd}
spec: {type: ClusterIP, clusterIP: 10.96.1.1, clusterIPs: [10.96.1.1, "fd00:96::1"], ports: [{name: http, protocol: TCP, port: 80}, {name: alt, protocol: TCP, port: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: portless, namespace: odd}
spec: {type: ClusterIP, clusterIP: 10.96.1.2, clusterIPs: [10.96.1.2]}
---
apiVersion: v1
kind: Service
metadata: {name: unnamed, namespace: odd}
spec: {type: ClusterIP, clusterIP: 10.96.1.3, clusterIPs: [10.96.1.3], ports: [{protocol: UDP, port: 53}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: unnamed-4, namespace: odd, labels: {kubernetes.io/service-name: unnamed}}
addressType: IPv4
ports: [{name: "", protocol: UDP, port: 53}]
endpoints: [{addresses: [10.244.9.4], conditions: {ready: true}, targetRef: {kind: Pod, name: pod-4}}]
---
apiVersion: v1
kind: Service
metadata: {name: alias, namespace: odd}
spec: {type: ExternalName, externalName: db.example.com}
---
apiVersion: v1
kind: Service
metadata: {name: literal, namespace: odd}
spec: {type: ExternalName, externalName: 192.0.2.1}
---
apiVersion: v1
kind: Service
metadata: {name: heads, namespace: odd}
spec: {type: ClusterIP, clusterIP: None, clusterIPs: [None], ports: [{name: http, protocol: TCP, port: 80}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: heads-4, namespace: odd, labels: {kubernetes.io/service-name: heads}}
addressType: IPv4
ports: [{name: http, protocol: TCP, port: 8080}, {name: http, protocol: UDP, port: 8080}, {name: later, protocol: TCP}]
endpoints:
- {addresses: [10.244.9.1, 10.244.9.2], hostname: same, conditions: {ready: true}}
- {addresses: [10.244.9.3], hostname: SAME, conditions: {ready: true}}
- {addresses: [10.244.9.4], conditions: {}, targetRef: {kind: Pod, name: pod-4}}
- {addresses: [10.244.9.5], conditions: {ready: false}, targetRef: {kind: Pod, name: pod-5}}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: heads-6, namespace: odd, labels: {kubernetes.io/service-name: heads}}
addressType: IPv6
ports: [{name: http, protocol: TCP, port: 8080}]
endpoints: [{addresses: ["2001:db8::", "::1"], conditions: {ready: true}}]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: dual-4, namespace: odd, labels: {kubernetes.io/service-name: dual}}
addressType: IPv4
ports: [{name: http, protocol: TCP, port: 8080}]
endpoints: [{addresses: [10.244.9.4], conditions: {ready: true}, targetRef: {kind: Pod, name: pod-4}}]
---
apiVersion: v1
kind: Service
metadata: {name: names, namespace: odd}
spec: {type: ClusterIP, clusterIP: None, clusterIPs: [None]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: names-f, namespace: odd, labels: {kubernetes.io/service-name: names}}
addressType: FQDN
ports: [{name: db, protocol: TCP, port: 5432}]
endpoints: [{addresses: [db.example.net], conditions: {ready: true}}]
---
apiVersion: v1
kind: Pod
metadata: {name: pod-4, namespace: odd, labels: {app: four}}
spec: {containers: [{name: c, image: busybox}]}
status: {phase: Running, podIP: 10.244.9.4, podIPs: [{ip: 10.244.9.4}, {ip: "fd00:244:9::4"}]}
---
apiVersion: v1
kind: Pod
metadata: {name: done, namespace: odd}
spec: {containers: [{name: c, image: busybox}]}
status: {phase: Succeeded, podIP: 10.244.9.8, podIPs: [{ip: 10.244.9.8}]}
)";

const corefile::KubernetesConfig& configOf(const ServerProcess& process)
{
    for (const corefile::Plugin& plugin : process.configuration.servers.at(0).chain) {
        if (const auto* config = std::get_if<corefile::KubernetesConfig>(&plugin.config))
            return *config;
    }
    throw std::runtime_error("no kubernetes plugin");
}

std::string corefileWith(const std::string& options)
{
    return ".:53 {\n kubernetes cluster.local in-addr.arpa ip6.arpa {\n" + options + "\n }\n forward . 192.0.2.53\n}\n";
}

std::vector<OwnedRecord> listZone(const ServerProcess& process, const dns::Name& zone)
{
    std::vector<OwnedRecord> records;
    const ZoneRecordsInput input{.cluster = process.cluster.get(), .config = &configOf(process), .version = process.configuration.version,
                                 .localIps = process.localIps, .soaSerial = process.soaSerial};
    recordsOfZone(input, zone, [&records](const OwnedRecord& record) { records.push_back(record); });
    return records;
}

using RecordSets = std::map<std::pair<dns::Name, dns::Type>, std::vector<dns::Record>>;

std::multiset<std::string> textsOf(const std::vector<dns::Record>& records)
{
    std::multiset<std::string> texts;
    for (const dns::Record& record : records)
        texts.insert(dns::toString(record));
    return texts;
}

} // namespace

class RecordsTest : public QObject {
    Q_OBJECT

private slots:
    void listedIsServed_data();
    void listedIsServed();
    void namesOfObjectsAreListed_data() { listedIsServed_data(); }
    void namesOfObjectsAreListed();
    void checkzoneLoads_data() { listedIsServed_data(); }
    void checkzoneLoads();
    void missingNames_data();
    void missingNames();
    void presentNamesAreNotMissing();

};

void RecordsTest::listedIsServed_data()
{
    QTest::addColumn<bool>("demo");
    QTest::addColumn<QString>("options");
    QTest::addColumn<int>("minor");
    const auto add = [](const char* name, const char* options, int minor = 14) {
        QTest::addRow("demo, %s", name) << true << QString::fromLatin1(options) << minor;
        QTest::addRow("odd, %s", name) << false << QString::fromLatin1(options) << minor;
    };
    add("plain", "");
    add("insecure", "pods insecure\n ttl 30\n fallthrough in-addr.arpa ip6.arpa");
    add("verified", "pods verified\n endpoint_pod_names");
    add("noendpoints", "noendpoints");
    add("ignore empty", "ignore empty_service");
    add("one namespace", "namespaces shop odd\n pods insecure");
    add("1.8", "pods insecure", 8);
    add("1.12.0", "pods insecure", 12);
}

#define CURRENT_PROCESS(process)                                                                                                             \
    QFETCH(bool, demo);                                                                                                                      \
    QFETCH(QString, options);                                                                                                                \
    QFETCH(int, minor);                                                                                                                      \
    const kube::SnapshotPtr cluster = demo ? demoCluster() : stage::clusterOf(oddCluster);                                                   \
    QVERIFY(cluster);                                                                                                                        \
    const ServerProcess process = stage::processOf(cluster, {corefileWith(options.toStdString()), {1, minor, 0}, coreDnsIps});               \
    QVERIFY(!process.configuration.servers.empty())

void RecordsTest::listedIsServed()
{
    CURRENT_PROCESS(process);
    for (const dns::Name& zone : configOf(process).zones) {
        RecordSets sets;
        std::set<std::string> once;
        for (const OwnedRecord& record : listZone(process, zone)) {
            sets[{record.record.owner, record.record.type}].push_back(record.record);
            QVERIFY2(once.insert(dns::toString(record.record)).second, dns::toString(record.record).c_str());
        }
        QVERIFY(!sets.empty());
        // Name server addresses in zones or namespaces that do not serve them are glue: they come with the NS answer.
        const std::multiset<std::string> glue = textsOf(stage::ask(process, dns::Question{zone, dns::Type::NS}).message.additional);
        for (const auto& [key, records] : sets) {
            const std::multiset<std::string> served = textsOf(stage::ask(process, dns::Question{key.first, key.second}).message.answer);
            const bool onlyGlue = served.empty() && std::all_of(records.begin(), records.end(), [&glue](const dns::Record& record) {
                return glue.contains(dns::toString(record));
            });
            if (!onlyGlue && key.second != dns::Type::CNAME)
                QVERIFY2(served == textsOf(records), (key.first.text() + ' ' + dns::toString(key.second)).c_str());
            if (key.second == dns::Type::CNAME)
                QVERIFY2(served == textsOf(records) && records.size() == 1, key.first.text().c_str());
        }
    }
}

void RecordsTest::namesOfObjectsAreListed()
{
    CURRENT_PROCESS(process);
    const corefile::KubernetesConfig& config = configOf(process);
    std::set<std::string> listed;
    for (const dns::Name& zone : config.zones) {
        for (const OwnedRecord& record : listZone(process, zone))
            listed.insert(dns::toString(record.record));
    }
    std::set<std::string> owned;
    const auto take = [&owned](const ObjectNames& names) {
        for (const OwnedRecord& record : names.records)
            owned.insert(dns::toString(record.record));
    };
    for (const kube::Service& service : cluster->services)
        take(namesOfService(*cluster, config, process.configuration.version, service));
    for (const kube::Pod& pod : cluster->pods)
        take(namesOfPod(*cluster, config, process.configuration.version, pod));
    for (const std::string& record : owned)
        QVERIFY2(listed.contains(record), record.c_str());
    for (const std::string& record : listed) {
        // Records of the zone itself and the addresses of its name servers belong to no single object.
        const bool zoneRecord = record.find(" IN SOA ") != std::string::npos || record.find(" IN NS ") != std::string::npos
            || record.starts_with("dns-version.") || record.starts_with("ns.dns.") || record.starts_with("kube-dns");
        QVERIFY2(zoneRecord || owned.contains(record), record.c_str());
    }
}

void RecordsTest::checkzoneLoads()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("named-checkzone"), {QStringLiteral("/usr/bin"), QStringLiteral("/usr/sbin")});
    if (program.isEmpty())
        QSKIP("named-checkzone (bind9-utils) is not installed");
    CURRENT_PROCESS(process);
    QTemporaryDir folder;
    for (const dns::Name& zone : configOf(process).zones) {
        std::vector<dns::Record> records;
        for (const OwnedRecord& record : listZone(process, zone))
            records.push_back(record.record);
        const QString path = folder.filePath(QString::fromStdString(zone.text()) + QStringLiteral("zone"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(dns::printZoneText(records)));
        file.close();
        QProcess check;
        check.start(program, {QStringLiteral("-i"), QStringLiteral("local"), QString::fromStdString(zone.text()), path});
        QVERIFY(check.waitForFinished());
        QVERIFY2(check.exitCode() == 0, (check.readAllStandardOutput() + check.readAllStandardError()).constData());
    }
}

void RecordsTest::missingNames_data()
{
    QTest::addColumn<QString>("object");
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("code");
    const auto add = [](const char* row, const char* object, const char* options, const char* name, NoteCode code) {
        QTest::newRow(row) << QString::fromLatin1(object) << QString::fromLatin1(options) << QString::fromLatin1(name) << static_cast<int>(code);
    };
    add("not ready endpoint", "svc heads", "endpoint_pod_names", "pod-5.heads.odd.svc.cluster.local.", NoteCode::MissingPodNotReady);
    add("IP as external name", "svc literal", "", "literal.odd.svc.cluster.local.", NoteCode::KubeExternalNameIsAddress);
    add("unnamed port", "svc unnamed", "", "SRV", NoteCode::MissingSrvUnnamedPort);
    add("namespace list", "svc dual", "namespaces shop", "dual.odd.svc.cluster.local.", NoteCode::KubeNamespaceNotExposed);
    add("label selector", "svc dual", "labels app=none", "dual.odd.svc.cluster.local.", NoteCode::KubeNotSelected);
    add("noendpoints", "svc heads", "noendpoints", "heads.odd.svc.cluster.local.", NoteCode::KubeNoEndpoints);
    add("empty service", "svc portless", "ignore empty_service", "portless.odd.svc.cluster.local.", NoteCode::KubeEmptyService);
    add("single family before dual-stack pods", "svc unnamed", "", "unnamed.odd.svc.cluster.local.", NoteCode::MissingSecondFamily);
    add("terminal pod", "pod done", "pods verified", "10-244-9-8.odd.pod.cluster.local.", NoteCode::MissingPodTerminal);
    add("pods disabled", "pod pod-4", "", "10-244-9-4.odd.pod.cluster.local.", NoteCode::KubePodsDisabled);
    add("no PTR", "pod pod-4", "noendpoints", "4.9.244.10.in-addr.arpa.", NoteCode::MissingPodNoPtr);
}

void RecordsTest::missingNames()
{
    QFETCH(QString, object);
    QFETCH(QString, options);
    QFETCH(QString, name);
    QFETCH(int, code);
    const kube::SnapshotPtr cluster = stage::clusterOf(oddCluster);
    QVERIFY(cluster);
    const ServerProcess process = stage::processOf(cluster, {corefileWith(options.toStdString()), {}, coreDnsIps});
    QVERIFY(!process.configuration.servers.empty());
    const QStringList words = object.split(QLatin1Char(' '));
    const std::string objectName = words[1].toStdString();
    const ObjectNames names = words[0] == QLatin1String("svc")
        ? namesOfService(*cluster, configOf(process), {}, *cluster->findService("odd", objectName))
        : namesOfPod(*cluster, configOf(process), {}, *cluster->findPod("odd", objectName));
    const auto found = std::find_if(names.missing.begin(), names.missing.end(), [&name](const MissingName& missing) { return missing.name == name.toStdString(); });
    QVERIFY(found != names.missing.end());
    QCOMPARE(static_cast<int>(found->why.code), code);
}

void RecordsTest::presentNamesAreNotMissing()
{
    // Whatever is said to be missing must not be served; names that are only described are not asked for.
    for (const kube::SnapshotPtr& cluster : {demoCluster(), stage::clusterOf(oddCluster)}) {
        const ServerProcess process = stage::processOf(cluster, {corefileWith("pods verified"), {}, coreDnsIps});
        std::vector<MissingName> all;
        const auto collect = [&all](const ObjectNames& names) { all.insert(all.end(), names.missing.begin(), names.missing.end()); };
        for (const kube::Service& service : cluster->services)
            collect(namesOfService(*cluster, configOf(process), {}, service));
        for (const kube::Pod& pod : cluster->pods)
            collect(namesOfPod(*cluster, configOf(process), {}, pod));
        QVERIFY(!all.empty());
        for (const MissingName& missing : all) {
            QVERIFY(missing.why.code != NoteCode::None);
            const base::Result<dns::Name> name = dns::Name::parse(missing.name);
            if (!name || name->labelCount() < 4)
                continue;
            QVERIFY2(stage::ask(process, dns::Question{*name, missing.type}).message.answer.empty(), missing.name.c_str());
        }
    }
}

QTEST_GUILESS_MAIN(RecordsTest)
#include "tst_records.moc"
