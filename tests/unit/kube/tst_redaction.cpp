// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/redaction.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <string>

using namespace kube;

namespace {

SnapshotPtr readFile(ClusterStore& store, const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || !readSnapshotText(file.readAll().toStdString(), "f", store))
        qFatal("cannot read %s", qPrintable(path));
    return store.snapshot();
}

SnapshotPtr readText(ClusterStore& store, const std::string& text)
{
    const auto notes = readSnapshotText(text, "f", store);
    if (!notes)
        qFatal("%s %s at %d", notes.error().subject.c_str(), notes.error().detail.c_str(), notes.error().where.line);
    return store.snapshot();
}

QString demoPath()
{
    return QFINDTESTDATA("../../../resources/demo/cluster.yaml");
}

/// What relates objects to each other, counted; names do not matter.
QByteArray relationsOf(const ClusterSnapshot& snapshot)
{
    int selected = 0, targets = 0, hostnames = 0, onNodes = 0, withService = 0, subdomains = 0, owned = 0, imports = 0;
    for (const Service& service : snapshot.services) {
        for (const Pod& pod : snapshot.podsIn(snapshot.text(service.scope)))
            selected += snapshot.matches(service.selector, pod.labels) ? 1 : 0;
    }
    for (const EndpointSlice& slice : snapshot.slices) {
        withService += snapshot.findService(snapshot.text(slice.scope), snapshot.text(slice.service)) != nullptr ? 1 : 0;
        imports += slice.sourceCluster != StringId::Empty ? 1 : 0;
        for (const Endpoint& endpoint : slice.endpoints) {
            const Pod* const pod = snapshot.findPod(snapshot.text(slice.scope), snapshot.text(endpoint.targetName));
            targets += pod != nullptr ? 1 : 0;
            hostnames += pod != nullptr && pod->details && pod->details->hostname == snapshot.text(endpoint.hostname) ? 1 : 0;
            onNodes += snapshot.findNode(snapshot.text(endpoint.nodeName)) != nullptr ? 1 : 0;
        }
    }
    for (const Pod& pod : snapshot.pods) {
        if (pod.details && snapshot.findService(snapshot.text(pod.scope), pod.details->subdomain) != nullptr)
            ++subdomains;
    }
    for (const StatefulSet& set : snapshot.statefulSets)
        owned += snapshot.findService(snapshot.text(set.scope), snapshot.text(set.serviceName)) != nullptr ? 1 : 0;
    return QByteArray::number(selected) + ' ' + QByteArray::number(targets) + ' ' + QByteArray::number(hostnames) + ' ' + QByteArray::number(onNodes) + ' '
        + QByteArray::number(withService) + ' ' + QByteArray::number(subdomains) + ' ' + QByteArray::number(owned) + ' ' + QByteArray::number(imports) + ' '
        + QByteArray::number(qulonglong(snapshot.configMaps.size())) + ' ' + QByteArray::number(qulonglong(snapshot.namespaces.size()));
}

} // namespace

class TestRedaction : public QObject {
    Q_OBJECT
private slots:
    void relationsStay_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("demo") << demoPath();
        QTest::newRow("kubectl's dump") << QFINDTESTDATA("data/dump.yaml");
        QTest::newRow("every field") << QFINDTESTDATA("data/everything.yaml");
    }
    void relationsStay()
    {
        QFETCH(QString, path);
        ClusterStore store, redactedStore;
        const SnapshotPtr snapshot = readFile(store, path);
        const SnapshotPtr redacted = readText(redactedStore, printSnapshotText(*snapshot, Redaction::ConsistentNames));
        QCOMPARE(relationsOf(*redacted), relationsOf(*snapshot));
        QCOMPARE(redacted->pods.size(), snapshot->pods.size());
        QCOMPARE(redacted->slices.size(), snapshot->slices.size());
        QCOMPARE(redacted->upstreams.size(), snapshot->upstreams.size());
    }

    void namesAreGone()
    {
        ClusterStore store;
        const QString text = QString::fromStdString(printSnapshotText(*readFile(store, demoPath()), Redaction::ConsistentNames));
        for (const char* name : {"shop", "monitoring", "team-a", "node-a", "postgres", "cart", "reviews", "toolbox", "mainframe", "printer", "payments", "corp", "github",
                                 "grafana", "crawler", "registry", "zone-1", "mail", "v=spf1", "k9s3p", "import"}) {
            const QRegularExpression word(QStringLiteral("(?<![a-z0-9])%1(?![a-z0-9])").arg(QRegularExpression::escape(QString::fromLatin1(name))));
            const auto match = word.match(text);
            QVERIFY2(!match.hasMatch(), qPrintable(text.mid(match.capturedStart() - 60, 120)));
        }
        for (const char* kept : {"kube-system", "kube-dns", "coredns", "node-local-dns", "kubernetes", "default", "cluster.local", "10.96.0.10", "169.254.20.10",
                                 "in-addr.arpa", "k8s-dns-node-cache:", "__PILLAR__CLUSTER__DNS__"})
            QVERIFY2(text.contains(QString::fromLatin1(kept)), kept);
    }

    void theStubDomainIsTheUpstreamsZone()
    {
        ClusterStore store, redactedStore;
        const SnapshotPtr snapshot = readText(redactedStore, printSnapshotText(*readFile(store, demoPath()), Redaction::ConsistentNames));
        const Upstream* corporate = nullptr;
        for (const Upstream& upstream : snapshot->upstreams) {
            if (upstream.address == "10.1.0.3")
                corporate = &upstream;
        }
        QVERIFY(corporate);
        const std::string origin = corporate->zones.substr(8, corporate->zones.find(".\n") - 8); // behind "$ORIGIN "
        QVERIFY(origin.ends_with(".example") && origin != "corp.example");
        QVERIFY(snapshot->findConfigMap("kube-system", "coredns")->data->at("Corefile").find("\n" + origin + ":53 {") != std::string::npos);
        bool isExternalName = false;
        for (const Service& service : snapshot->services)
            isExternalName = isExternalName || snapshot->text(service.externalName).ends_with("." + origin);
        QVERIFY(isExternalName);
    }

    void redactsTexts_data()
    {
        QTest::addColumn<QByteArray>("what"); // config, zone, yaml, image, domain
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const char* what, const char* text, const char* expected) {
            QTest::newRow(name) << QByteArray(what) << QByteArray(text) << QByteArray(expected);
        };
        row("directives stay", "config", ".:53 {\n    cache 30\n    ready\n}\n", ".:53 {\n    cache 30\n    ready\n}\n");
        row("namespaces", "config", "namespaces cache team", "namespaces ns-1 ns-2");
        row("domain", "config", "acme.internal:53 {", "name-1.internal:53 {");
        row("same label, same name", "config", "a.acme.internal acme.internal ACME.internal", "a.name-1.internal name-1.internal name-1.internal");
        row("cluster name", "config", "forward db.cache.svc.cluster.local 10.0.0.1", "forward db.ns-1.svc.cluster.local 10.0.0.1");
        row("addresses", "config", "forward . 10.0.0.1:53 [fd00::1]:53 fd00::2 10.0.0.0/8", "forward . 10.0.0.1:53 [fd00::1]:53 fd00::2 10.0.0.0/8");
        row("TLS upstream", "config", "forward . tls://9.9.9.9 { tls_servername dns.acme.internal", "forward . tls://9.9.9.9 { tls_servername dns.name-1.internal");
        row("paths", "config", "file /etc/coredns/acme.db acme.internal", "file /etc/coredns/name-1.db name-1.internal");
        row("known paths", "config", "import /etc/coredns/custom/*.override\nforward . /etc/resolv.conf", "import /etc/coredns/custom/*.override\nforward . /etc/resolv.conf");
        row("hosts entry", "config", "    10.0.0.1 printer files.acme.internal", "    10.0.0.1 name-1 name-2.name-3.internal");
        row("rewrite", "config", "rewrite name exact printer.acme.internal team", "rewrite name exact name-1.name-2.internal ns-2");
        row("comments go", "config", "# ask Bob\nerrors # Bob knows\nlog", "errors \nlog");
        row("environment", "config", "forward . {$UPSTREAM_ACME}", "forward . {$UPSTREAM_ACME}");
        row("template", "config", "answer \"{{ .Group.host }} 60 IN A 10.0.0.1\" a.acme.internal", "answer \"{{ .Group.host }} 60 IN A 10.0.0.1\" a.name-1.internal");
        row("resolv.conf", "config", "nameserver 10.0.0.1\nsearch acme lab.acme\noptions ndots:5", "nameserver 10.0.0.1\nsearch name-1 name-2.name-1\noptions ndots:5");
        row("stub domains", "config", "{\"acme.internal\": [\"10.0.0.1\"]}", "{\"name-1.internal\": [\"10.0.0.1\"]}");
        row("arguments", "config", "-localip=169.254.20.10,10.96.0.10", "-localip=169.254.20.10,10.96.0.10");
        row("zone", "zone", "$ORIGIN acme.internal.\n@ IN SOA ns host 1 2 3 4 5\nprinter 300 IN A 10.0.0.1\n  IN TXT \"a secret; here\" more\nx CNAME printer ; note\n",
            "$ORIGIN name-1.internal.\n@ IN SOA ns name-2 1 2 3 4 5\nname-3 300 IN A 10.0.0.1\n  IN TXT \"text  \" name-4\nx CNAME name-3 \n");
        row("owner like a type", "zone", "mx MX 10 mx\nTXT A 10.0.0.1\n", "mx MX 10 mx\nname-1 A 10.0.0.1\n");
        row("opaque data", "zone", "printer TYPE65 \\# 3 abcdef", "name-1 TYPE65 \\# 3 abcdef");
        row("yaml", "yaml", "kind: ClusterConfiguration\nclusterName: acme\nnetworking:\n  dnsDomain: cluster.local\n  podSubnet: 10.0.0.0/8\n",
            "kind: ClusterConfiguration\nclusterName: name-1\nnetworking:\n  dnsDomain: cluster.local\n  podSubnet: 10.0.0.0/8\n");
        row("image", "image", "registry.acme.internal/team/shop:1.2", "image-1");
        row("libc hint", "image", "registry.acme.internal/team/shop:1.2-alpine3.20", "image-1:alpine");
        row("DNS image", "image", "registry.acme.internal/coredns/coredns:v1.11.1", "coredns:v1.11.1");
        row("wildcard", "domain", "*.acme.internal.", "*.name-1.internal.");
        row("service label", "domain", "_http._tcp.acme.internal", "_http._tcp.name-1.internal");
    }
    void redactsTexts()
    {
        QFETCH(QByteArray, what);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        ClusterStore store;
        const SnapshotPtr snapshot = readText(store, "kind: List\nitems:\n- {kind: Namespace, metadata: {name: cache}}\n- {kind: Namespace, metadata: {name: team}}\n");
        Redactor redactor(*snapshot, Redaction::ConsistentNames);
        const std::string in = text.toStdString();
        const std::string out = what == "config" ? redactor.configText(in)
                              : what == "zone"   ? redactor.zoneText(in)
                              : what == "yaml"   ? redactor.yamlText(in)
                              : what == "image"  ? redactor.image(in)
                                                 : redactor.domain(in);
        QCOMPARE(QByteArray::fromStdString(out), expected);
        Redactor off(*snapshot, Redaction::None);
        QCOMPARE(off.configText(in) + off.zoneText(in) + off.yamlText(in) + off.image(in) + off.domain(in), in + in + in + in + in);
    }

    void labelsKeepWhatIsWellKnown()
    {
        ClusterStore store;
        Redactor redactor(*readText(store, "kind: Service\nmetadata: {name: web, namespace: shop}\n"), Redaction::ConsistentNames);
        QCOMPARE(redactor.labelKey("kubernetes.io/service-name"), std::string("kubernetes.io/service-name"));
        QCOMPARE(redactor.labelKey("acme.io/owner"), std::string("label-1"));
        QCOMPARE(redactor.labelKey("app"), std::string("app"));
        QCOMPARE(redactor.labelValue("web"), std::string("svc-1")); // the service's name
        QCOMPARE(redactor.labelValue("kube-dns"), std::string("kube-dns"));
        QCOMPARE(redactor.labelValue(""), std::string());
        QCOMPARE(redactor.labelValue("payments-team"), std::string("value-1"));
        QCOMPARE(redactor.labelValue("payments-team"), std::string("value-1"));
        QCOMPARE(redactor.name("web"), std::string("svc-1"));
        QCOMPARE(redactor.name("shop"), std::string("ns-1"));
    }
};

QTEST_APPLESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
