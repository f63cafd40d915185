// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// The kubernetes plugin's rules that the conformance cases do not reach: releases, reasons, fallthrough, loops, transfers.
#include "model/sim/kube_name.h"
#include "model/sim/missing.h"
#include "tests/support/std_text.h"
#include "tests/unit/sim/kubernetes_stage.h"

#include <QTest>

using namespace sim;

namespace {

constexpr const char* shop = R"(
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: a}}
---
apiVersion: v1
kind: Namespace
metadata: {name: other}
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop, labels: {tier: front}}
spec: {type: ClusterIP, clusterIP: 10.96.0.7, clusterIPs: [10.96.0.7, "fd00:96::7"], ports: [{name: http, protocol: TCP, port: 80}, {protocol: UDP, port: 9}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: api-1, namespace: shop, labels: {kubernetes.io/service-name: api, tier: front}}
addressType: IPv4
ports: [{name: http, protocol: TCP, port: 8080}]
endpoints: [{addresses: [10.244.1.4], conditions: {ready: true}}]
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: ClusterIP, clusterIP: None, clusterIPs: [None], ports: [{name: http, protocol: TCP, port: 80}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: web-1, namespace: shop, labels: {kubernetes.io/service-name: web}}
addressType: IPv4
ports: [{name: http, protocol: TCP, port: 8080}]
endpoints:
- {addresses: [10.244.1.5], hostname: web-0, zone: Zone-1, conditions: {ready: true}}
- {addresses: [10.244.1.6], hostname: web-1, zone: zone-2, conditions: {ready: false}}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: web-6, namespace: shop, labels: {kubernetes.io/service-name: web}}
addressType: IPv6
ports: [{name: http, protocol: TCP, port: 8080}]
endpoints: [{addresses: ["2001:db8::"], conditions: {ready: true}}]
---
apiVersion: v1
kind: Service
metadata: {name: down, namespace: shop}
spec: {type: ClusterIP, clusterIP: None, clusterIPs: [None]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: down-1, namespace: shop, labels: {kubernetes.io/service-name: down}}
addressType: IPv4
endpoints: [{addresses: [10.244.1.9], conditions: {ready: false}}]
---
apiVersion: v1
kind: Service
metadata: {name: inside, namespace: shop}
spec: {type: ExternalName, externalName: api.shop.svc.cluster.local}
---
apiVersion: v1
kind: Service
metadata: {name: circle, namespace: shop}
spec: {type: ExternalName, externalName: circle.shop.svc.cluster.local}
---
apiVersion: v1
kind: Service
metadata: {name: ping, namespace: shop}
spec: {type: ExternalName, externalName: pong.shop.svc.cluster.local}
---
apiVersion: v1
kind: Service
metadata: {name: pong, namespace: shop}
spec: {type: ExternalName, externalName: ping.shop.svc.cluster.local}
---
apiVersion: v1
kind: Service
metadata: {name: outside, namespace: shop}
spec: {type: ExternalName, externalName: db.example.com}
---
apiVersion: v1
kind: Service
metadata: {name: literal, namespace: shop}
spec: {type: ExternalName, externalName: 192.0.2.1}
)";

std::string corefileWith(const std::string& options, const std::string& plugins = "forward . 192.0.2.53")
{
    return ".:53 {\n kubernetes cluster.local in-addr.arpa ip6.arpa {\n" + options + "\n }\n " + plugins + "\n}\n";
}

dns::Question question(const std::string& name, const std::string& type)
{
    return {dns::Name::fromValid(name), *dns::parseType(type)};
}

constexpr const char* below = ".shop.svc.cluster.local.";

const std::string api = "api" + std::string(below), web0 = "web-0.web" + std::string(below), v6 = "2001-db8--0.web" + std::string(below);

void add(const char* row, const char* options, const char* version, std::string name, const char* type, const std::string& expected)
{
    if (name.back() != '.')
        name += below;
    QTest::newRow(row) << QString::fromLatin1(options) << QString::fromLatin1(version) << QString::fromStdString(name) << QString::fromLatin1(type)
                       << QString::fromStdString(expected);
}

/// Cluster IPs and endpoints, with the releases that differ.
void addServices()
{
    add("headless", "", "1.14.7", "web", "A", "NOERROR aa: web" + std::string(below) + " 5 IN A 10.244.1.5");
    add("1.8.2 takes unready endpoints", "", "1.8.2", "web", "A",
        "NOERROR aa: web" + std::string(below) + " 5 IN A 10.244.1.5; web" + below + " 5 IN A 10.244.1.6");
    add("dual stack", "ttl 30", "1.14.7", "api", "AAAA", "NOERROR aa: " + api + " 30 IN AAAA fd00:96::7");
    add("single stack before 1.8.1", "", "1.8.0", "api", "AAAA", "NOERROR aa: ");
    add("SRV weights count all entries", "", "1.14.7", "api", "SRV",
        "NOERROR aa: " + api + " 5 IN SRV 0 25 80 " + api + "; " + api + " 5 IN SRV 0 25 9 " + api + " + " + api + " 5 IN A 10.96.0.7; " + api
            + " 5 IN AAAA fd00:96::7");
    add("SRV of a named port", "", "1.14.7", "_HTTP._Tcp.web", "SRV",
        "NOERROR aa: _HTTP._Tcp.web" + std::string(below) + " 5 IN SRV 0 50 8080 " + v6 + "; _HTTP._Tcp.web" + below + " 5 IN SRV 0 50 8080 " + web0 + " + " + v6
            + " 5 IN AAAA 2001:db8::; " + web0 + " 5 IN A 10.244.1.5");
    add("IPv6 label before 1.12.3", "", "1.12.2", "2001-db8--.web", "AAAA", "NOERROR aa: 2001-db8--.web" + std::string(below) + " 5 IN AAAA 2001:db8::");
    add("IPv6 label now", "", "1.12.3", "2001-db8--.web", "AAAA", "NXDOMAIN aa: ");
    add("unnamed port has no name", "", "1.14.7", "_._udp.api", "SRV", "NOERROR aa: _._udp.api" + std::string(below) + " 5 IN SRV 0 50 9 " + api + " + " + api
            + " 5 IN A 10.96.0.7; " + api + " 5 IN AAAA fd00:96::7");
}

/// Wildcards, text records, ExternalName.
void addReleasesAndAliases()
{
    add("wildcard endpoint until 1.8", "", "1.8.7", "*.web", "A", "NOERROR aa: *.web" + std::string(below) + " 5 IN A 10.244.1.5");
    add("wildcard namespace until 1.8", "", "1.8.7", "api.any.svc.cluster.local.", "A", "NOERROR aa: api.any.svc.cluster.local. 5 IN A 10.96.0.7");
    add("wildcard service of a quiet namespace", "", "1.8.7", "*.other.svc.cluster.local.", "A", "NOERROR aa: ");
    add("no wildcard since 1.9", "", "1.9.0", "*", "A", "NXDOMAIN aa: ");
    add("TXT of a missing name", "", "1.14.7", "nothing", "TXT", "NXDOMAIN aa: ");
    add("TXT before 1.10.1", "", "1.10.0", "nothing", "TXT", "NOERROR aa: ");
    add("SOA of any name before 1.8.4", "", "1.8.3", "nothing", "SOA",
        "NOERROR aa: cluster.local. 5 IN SOA ns.dns.cluster.local. hostmaster.cluster.local. 1 7200 1800 86400 5");
    add("SOA TTL is 300 at most", "ttl 600", "1.14.7", "cluster.local.", "SOA",
        "NOERROR aa: cluster.local. 300 IN SOA ns.dns.cluster.local. hostmaster.cluster.local. 1 7200 1800 86400 600");
    add("alias inside the zone", "", "1.14.7", "inside", "A", "NOERROR aa: " + api + " 5 IN A 10.96.0.7; inside" + below + " 5 IN CNAME " + api);
    add("alias to itself", "", "1.14.7", "circle", "A", "NOERROR aa: ");
    add("aliases in a circle", "", "1.14.7", "ping", "A", "NOERROR aa: ");
    add("alias outside", "", "1.14.7", "outside", "A", "NOERROR aa: db.example.com. 60 IN A 192.0.2.7; outside" + std::string(below) + " 5 IN CNAME db.example.com.");
    add("alias outside, NXDOMAIN there", "", "1.14.7", "outside", "AAAA", "NOERROR aa: outside" + std::string(below) + " 5 IN CNAME db.example.com.");
    add("below an alias", "", "1.10.1", "x.inside", "CNAME", "NXDOMAIN aa: ");
    add("below an alias before 1.10.1", "", "1.10.0", "x.inside", "CNAME", "NOERROR aa: x.inside" + std::string(below) + " 5 IN CNAME " + api);
    add("port of an alias before 1.11", "", "1.10.1", "_a._tcp.inside", "CNAME", "NOERROR aa: _a._tcp.inside" + std::string(below) + " 5 IN CNAME " + api);
}

/// Zonal names, reverse names, pods, the apex.
void addOtherNames()
{
    add("zonal pin, letter case", "zonal", "1.14.7", "zone-1.pin._zone.web", "A", "NOERROR aa: zone-1.pin._zone.web" + std::string(below) + " 5 IN A 10.244.1.5");
    add("zonal pin, empty", "zonal", "1.14.7", "zone-9.pin._zone.web", "A", "NOERROR aa: ");
    add("zonal TXT", "zonal", "1.14.7", "zone-9.pin._zone.web", "TXT", "NOERROR aa: ");
    add("zonal without endpoints", "zonal", "1.14.7", "z.prefer._zone.down", "A", "NOERROR aa: ");
    add("zonal off", "", "1.14.7", "zone-1.pin._zone.web", "A", "NXDOMAIN aa: ");
    add("HTTPS of a Service", "", "1.14.7", "api", "HTTPS", "NOERROR aa: ");
    add("HTTPS of nothing", "", "1.14.7", "nothing", "HTTPS", "NXDOMAIN aa: ");
    add("PTR of an endpoint", "", "1.14.7", "4.1.244.10.in-addr.arpa.", "PTR", "NOERROR aa: 4.1.244.10.in-addr.arpa. 5 IN PTR 10-244-1-4.api.shop.svc.cluster.local.");
    add("PTR without hostname in 1.12.0", "", "1.12.0", "4.1.244.10.in-addr.arpa.", "PTR", "NXDOMAIN aa: ");
    add("own name servers", "", "1.14.7", "cluster.local.", "NS", "NOERROR aa: cluster.local. 5 IN NS api" + std::string(below) + " + " + api
            + " 5 IN A 10.96.0.7; " + api + " 5 IN AAAA fd00:96::7");
    add("own names behind a search suffix", "", "1.14.7", "ns.dns.cluster.local.cluster.local.", "A",
        "NOERROR aa: ns.dns.cluster.local.cluster.local. 5 IN A 10.96.0.7");
    add("ANY", "", "1.14.7", "api", "ANY", "NOERROR aa: ");
    add("transfer without its plugin", "", "1.14.7", "cluster.local.", "AXFR", "REFUSED: ");
    add("namespace labels do not hide PTR", "namespace_labels team=b", "1.14.7", "7.0.96.10.in-addr.arpa.", "PTR",
        "NOERROR aa: 7.0.96.10.in-addr.arpa. 5 IN PTR api.shop.svc.cluster.local.");
    add("a namespace list does", "namespaces other", "1.14.7", "7.0.96.10.in-addr.arpa.", "PTR", "NXDOMAIN aa: ");
    add("pods: canonical text only", "pods verified", "1.14.7", "fd00-0-0-0-0-0-0-1.shop.pod.cluster.local.", "AAAA", "NXDOMAIN aa: ");
    add("pods: extra labels are ignored", "pods insecure", "1.14.7", "a.b.10-0-0-1.shop.pod.cluster.local.", "A",
        "NOERROR aa: a.b.10-0-0-1.shop.pod.cluster.local. 5 IN A 10.0.0.1");
    const std::string pod = "10-0-0-1.shop.pod.cluster.local.";
    add("pods: port 0, not none", "pods insecure", "1.14.7", pod.c_str(), "SRV",
        "NOERROR aa: " + pod + " 5 IN SRV 0 100 0 " + pod + " + " + pod + " 5 IN A 10.0.0.1");
    const std::string nibbles = "7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.6.9.0.0.0.0.d.f.ip6.arpa.";
    add("PTR with labels left over", "", "1.14.7", ("a.b.c." + nibbles).c_str(), "PTR",
        "NOERROR aa: a.b.c." + nibbles + " 5 IN PTR api.shop.svc.cluster.local.");
    add("PTR with four labels left over", "", "1.14.7", ("a.b.c.d." + nibbles).c_str(), "PTR", "NXDOMAIN aa: ");
}

} // namespace

class KubernetesTest : public QObject {
    Q_OBJECT

private slots:
    void replies_data();
    void replies();
    void reasons_data();
    void reasons();
    void fallthroughGoesOn();
    void unsyncedIsServfail();
    void truncationIsPassedOn();
    void letterCaseOfTheQuestion();
    void transfers();
    void namesRoundTrip();
};

void KubernetesTest::replies_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("expected");
    addServices();
    addReleasesAndAliases();
    addOtherNames();
}

void KubernetesTest::replies()
{
    QFETCH(QString, options);
    QFETCH(QString, version);
    QFETCH(QString, name);
    QFETCH(QString, type);
    QFETCH(QString, expected);
    const ServerProcess process = stage::processOf(stage::clusterOf(shop), {corefileWith(options.toStdString()), *corefile::Version::parse(version.toStdString()),
                                                                            {base::IpAddress::v4(10, 244, 1, 4)}});
    QVERIFY(!process.configuration.servers.empty());
    stage::Outside outside;
    outside.records = {dns::addressRecord(dns::Name::fromValid("db.example.com."), dns::Ttl{60}, base::IpAddress::v4(192, 0, 2, 7))};
    const stage::Asked asked = stage::ask(process, question(name.toStdString(), type.toStdString()), outside);
    QCOMPARE(stage::textOf(asked.message), expected.toStdString());
    const bool negative = asked.message.answer.empty() && asked.message.rcode != dns::Rcode::Refused;
    QCOMPARE(asked.message.authority.size(), negative ? std::size_t{1} : std::size_t{0});
    QVERIFY(!asked.notes.empty());
}

void KubernetesTest::reasons_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("arguments");
    const auto add = [](const char* options, const std::string& name, const char* type, NoteCode code, const char* arguments) {
        const std::string full = name.back() == '.' ? name : name + below;
        QTest::addRow("%s %s [%s]", name.c_str(), type, options) << QString::fromLatin1(options) << QString::fromStdString(full) << QString::fromLatin1(type)
                                                                  << static_cast<int>(code) << QString::fromLatin1(arguments);
    };
    add("", "api", "A", NoteCode::KubeClusterIp, "shop/api");
    add("", "web", "A", NoteCode::KubeHeadless, "shop/web 2");
    add("", "web-0.web", "A", NoteCode::KubeEndpointName, "web-0 shop/web");
    add("", "web-1.web", "A", NoteCode::KubeNoSuchEndpoint, "web-1 shop/web");
    add("", "web-0.web", "AAAA", NoteCode::KubeOtherFamily, "shop/web AAAA");
    add("", "down", "A", NoteCode::KubeNoReadyEndpoint, "shop/down 1");
    add("", "nothing", "A", NoteCode::KubeNoService, "nothing shop");
    add("", "a.gone.svc.cluster.local.", "A", NoteCode::KubeNoNamespace, "gone");
    add("namespaces other", "api", "A", NoteCode::KubeNamespaceNotExposed, "shop namespaces");
    add("namespace_labels team=b", "api", "A", NoteCode::KubeNamespaceNotExposed, "shop namespace_labels team=b");
    add("labels tier=back", "api", "A", NoteCode::KubeNotSelected, "shop/api tier=back");
    add("", "_ftp._tcp.api", "SRV", NoteCode::KubeNoSuchPort, "ftp tcp shop/api");
    add("", "_http._tcp.down", "SRV", NoteCode::KubeNoReadyEndpoint, "shop/down 1");
    add("", "literal", "A", NoteCode::KubeExternalNameIsAddress, "shop/literal 192.0.2.1");
    add("", "x.outside", "A", NoteCode::KubeBelowExternalName, "shop/outside");
    add("", "circle", "A", NoteCode::KubeExternalNameLoop, "circle.shop.svc.cluster.local. circle.shop.svc.cluster.local");
    add("", "foo.cluster.local.", "A", NoteCode::KubeNotSvcOrPod, "foo");
    add("", "a.b.c.api", "A", NoteCode::KubeTooManyLabels, "a.b.c.api.shop.svc");
    add("", "10-0-0-1.shop.pod.cluster.local.", "A", NoteCode::KubePodsDisabled, "cluster.local.");
    add("pods insecure", "x.shop.pod.cluster.local.", "A", NoteCode::KubePodLabelNoAddress, "x");
    add("pods verified", "10-0-0-1.shop.pod.cluster.local.", "A", NoteCode::KubePodUnknown, "10.0.0.1 shop");
    add("noendpoints", "web", "A", NoteCode::KubeNoEndpoints, "shop/web");
    add("zonal", "z.pin._zone.api", "A", NoteCode::KubeNotHeadless, "shop/api");
    add("zonal", "z.prefer._zone.web", "A", NoteCode::KubeZonalAll, "z shop/web");
    add("", "1.0.0.10.in-addr.arpa.", "PTR", NoteCode::KubeReverseUnknown, "10.0.0.1");
    add("", "0.0.10.in-addr.arpa.", "PTR", NoteCode::KubeReverseIncomplete, "0.0.10.in-addr.arpa.");
    add("", "example.com.", "A", NoteCode::PluginZoneMismatch, "kubernetes cluster.local. in-addr.arpa. ip6.arpa.");
    add("", "api", "MX", NoteCode::KubeTypeNotServed, "MX");
    add("", "shop.svc.cluster.local.", "A", NoteCode::KubeEmptyNonTerminal, "shop.svc");
}

void KubernetesTest::reasons()
{
    QFETCH(QString, options);
    QFETCH(QString, name);
    QFETCH(QString, type);
    QFETCH(int, code);
    QFETCH(QString, arguments);
    const kube::SnapshotPtr cluster = stage::clusterOf(shop);
    const ServerProcess process = stage::processOf(cluster, {corefileWith(options.toStdString()), {}, {}});
    QVERIFY(!process.configuration.servers.empty());
    const auto& config = std::get<corefile::KubernetesConfig>(process.configuration.servers[0].chain[0].config);
    const dns::Question asked = question(name.toStdString(), type.toStdString());
    const Note why = whyNoSuchName(*cluster, config, process.configuration.version, asked.name, asked.type);
    std::string joined;
    for (const std::string& argument : why.arguments)
        joined += (joined.empty() ? "" : " ") + argument;
    QCOMPARE(joined, arguments.toStdString());
    QCOMPARE(static_cast<int>(why.code), code);
    // The plugin says the same while it serves.
    QVERIFY(stage::ask(process, asked).notes.at(0) == why);
}

void KubernetesTest::fallthroughGoesOn()
{
    const kube::SnapshotPtr cluster = stage::clusterOf(shop);
    const std::string unknown = "1.2.0.192.in-addr.arpa.";
    stage::Outside outside;
    outside.records = {dns::targetRecord(dns::Name::fromValid(unknown), dns::Type::PTR, dns::Ttl{60}, dns::Name::fromValid("host.example."))};
    const ServerProcess listed = stage::processOf(cluster, {corefileWith("fallthrough in-addr.arpa"), {}, {}});
    QCOMPARE(stage::ask(listed, question(unknown, "PTR"), outside).message.answer.size(), std::size_t{1});
    QCOMPARE(dns::toString(stage::ask(listed, question("nothing.shop.svc.cluster.local.", "A"), outside).message.rcode), dns::toString(dns::Rcode::NxDomain));
    QVERIFY(stage::ask(listed, question("nothing.shop.svc.cluster.local.", "A"), outside).message.flags.aa);
    // NODATA is no name error.
    const ServerProcess all = stage::processOf(cluster, {corefileWith("fallthrough"), {}, {}});
    QVERIFY(stage::ask(all, question("shop.svc.cluster.local.", "A"), outside).message.flags.aa);
    const ServerProcess alone = stage::processOf(cluster, {corefileWith("fallthrough", "errors"), {}, {}});
    QCOMPARE(dns::toString(stage::ask(alone, question("nothing.shop.svc.cluster.local.", "A")).message.rcode), dns::toString(dns::Rcode::ServFail));
}

void KubernetesTest::unsyncedIsServfail()
{
    const ServerProcess process = stage::processOf(stage::clusterOf(shop), {corefileWith(""), {}, {}, false});
    const stage::Asked asked = stage::ask(process, question("nothing.shop.svc.cluster.local.", "A"));
    QCOMPARE(dns::toString(asked.message.rcode), dns::toString(dns::Rcode::ServFail));
    QCOMPARE(asked.message.authority.size(), std::size_t{1});
    QCOMPARE(static_cast<int>(asked.notes.at(0).code), static_cast<int>(NoteCode::KubeNotSynced));
    QCOMPARE(dns::toString(stage::ask(process, question("api.shop.svc.cluster.local.", "A")).message.rcode), dns::toString(dns::Rcode::NoError));
}

void KubernetesTest::truncationIsPassedOn()
{
    const auto tcOf = [](const char* version) {
        const ServerProcess process = stage::processOf(stage::clusterOf(shop), {corefileWith(""), *corefile::Version::parse(version), {}});
        stage::Outside outside;
        outside.truncated = true;
        outside.records = {dns::addressRecord(dns::Name::fromValid("db.example.com."), dns::Ttl{60}, base::IpAddress::v4(192, 0, 2, 7))};
        return stage::ask(process, question("outside.shop.svc.cluster.local.", "A"), outside).message.flags.tc;
    };
    QVERIFY(tcOf("1.9.1"));
    QVERIFY(!tcOf("1.9.0"));
}

void KubernetesTest::letterCaseOfTheQuestion()
{
    const auto served = [](const char* version, const char* name, const char* type) {
        const ServerProcess process = stage::processOf(stage::clusterOf(shop), {corefileWith(""), *corefile::Version::parse(version), {}});
        return stage::ask(process, question(name, type)).message;
    };
    const dns::Message srv = served("1.14.7", "_HTTP._tcp.API.Shop.svc.Cluster.Local.", "SRV");
    QCOMPARE(srv.answer.at(0).owner.text(), std::string("_HTTP._tcp.API.Shop.svc.Cluster.Local."));
    QCOMPARE(std::get<dns::rdata::Srv>(srv.answer.at(0).data).target.text(), std::string("api.shop.svc.Cluster.Local."));
    QCOMPARE(served("1.14.7", "no.Cluster.Local.", "A").authority.at(0).owner.text(), std::string("Cluster.Local."));
    // A mixed-case apex is not taken for the apex by NS.
    QVERIFY(served("1.14.7", "Cluster.Local.", "NS").answer.empty());
}

void KubernetesTest::transfers()
{
    const ServerProcess process = stage::processOf(stage::clusterOf(shop), {corefileWith("", "transfer {\n to *\n }"), {}, {base::IpAddress::v4(10, 0, 0, 9)}});
    QVERIFY(!process.configuration.servers.empty());
    const dns::Message full = stage::ask(process, question("cluster.local.", "AXFR")).message;
    QCOMPARE(dns::toString(full.rcode), dns::toString(dns::Rcode::NoError));
    QVERIFY(full.answer.size() > 10);
    QVERIFY(full.answer.front() == full.answer.back());
    QCOMPARE(static_cast<int>(full.answer.front().type), static_cast<int>(dns::Type::SOA));
    QCOMPARE(dns::toString(stage::ask(process, question("cluster.local.", "AXFR"), {}, Transport::Udp).message.rcode), dns::toString(dns::Rcode::Refused));
    QCOMPARE(dns::toString(stage::ask(process, question("example.com.", "AXFR")).message.rcode), dns::toString(dns::Rcode::ServFail));
    QCOMPARE(stage::askIncremental(process, "cluster.local.", process.soaSerial).answer.size(), std::size_t{1});
    QCOMPARE(stage::askIncremental(process, "cluster.local.", process.soaSerial + 1).answer.size(), full.answer.size());
    QCOMPARE(dns::toString(stage::ask(process, question("cluster.local.", "IXFR")).message.rcode), dns::toString(dns::Rcode::ServFail));
}

void KubernetesTest::namesRoundTrip()
{
    for (const char* text : {"10.0.0.1", "fd00::1", "::1", "2001:db8::", "1:2:3:4:5:6:7:8", "0.0.0.0"}) {
        const std::optional<base::IpAddress> address = base::IpAddress::parse(text);
        QVERIFY(address);
        QCOMPARE(addressTextOfPodLabel(podLabelOfAddress(*address)), std::string(text));
    }
}

QTEST_GUILESS_MAIN(KubernetesTest)
#include "tst_kubernetes.moc"
