// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/reader.h"

#include <QTest>

#include <string>

using namespace kube;
using base::ErrorCode;

namespace {

base::Result<ReadOutcome> read(ClusterStore& store, const std::string& json)
{
    return readJson(PaddedText(json), store.strings(), "in.json");
}

/// The object in `json`, which must be one that is kept.
template <class T>
T readOne(ClusterStore& store, const std::string& json)
{
    const auto outcome = read(store, json);
    if (!outcome)
        qFatal("%s: %s", outcome.error().subject.c_str(), outcome.error().detail.c_str());
    return std::get<T>(outcome->objects.at(0));
}

std::string withFields(const std::string& kind, const std::string& fields)
{
    return R"({"apiVersion":"v1","kind":")" + kind + R"(","metadata":{"name":"api","namespace":"shop"},)" + fields + "}";
}

} // namespace

class TestReader : public QObject {
    Q_OBJECT
private slots:
    void readsAService()
    {
        ClusterStore store;
        const auto service = readOne<Service>(store, R"({"kind":"Service","apiVersion":"v1",
            "metadata":{"name":"api","namespace":"shop","labels":{"b":"2","a":"1","b":"3"}},
            "spec":{"type":"LoadBalancer","clusterIP":"10.96.0.7","clusterIPs":["10.96.0.7","fd00::7"],"publishNotReadyAddresses":true,
                    "externalName":"x.example","selector":{"app":"api"},"externalIPs":["192.0.2.1"],
                    "ports":[{"name":"http","port":80,"targetPort":"web","nodePort":30080},{"protocol":"UDP","port":53}]},
            "status":{"loadBalancer":{"ingress":[{"ip":"198.51.100.7"},{"hostname":"lb.example"}]}}})");
        const auto text = [&](StringId id) { return store.strings().text(id); };
        QCOMPARE(text(service.scope), std::string_view("shop"));
        QCOMPARE(text(service.name), std::string_view("api"));
        QCOMPARE(text(service.labels), std::string_view("a\0001\0b\0003\0", 8)); // sorted, the last of a key
        QCOMPARE(text(service.selector), std::string_view("app\0api\0", 8));
        QCOMPARE(service.type, ServiceType::LoadBalancer);
        QVERIFY(!service.headless);
        QVERIFY(service.publishNotReadyAddresses);
        QCOMPARE(service.clusterIps[0].toString(), std::string("10.96.0.7"));
        QCOMPARE(service.clusterIps[1].toString(), std::string("fd00::7"));
        QCOMPARE(text(service.externalName), std::string_view("x.example"));
        QCOMPARE(service.ports.size(), std::size_t{2});
        QCOMPARE(text(service.ports[0].name), std::string_view("http"));
        QCOMPARE(service.ports[0].protocol, Protocol::TCP);
        QCOMPARE(service.ports[0].port, 80);
        QCOMPARE(service.ports[1].protocol, Protocol::UDP);
        QCOMPARE(service.ports[1].name, StringId::Empty);
        QCOMPARE(service.externalIps.size(), std::size_t{1});
        QCOMPARE(service.ingress[0].ip.toString(), std::string("198.51.100.7"));
        QCOMPARE(text(service.ingress[1].hostname), std::string_view("lb.example"));
    }

    void clusterIpStandsInForClusterIps_data()
    {
        QTest::addColumn<QByteArray>("spec");
        QTest::addColumn<QByteArray>("expected"); // first, second, headless
        QTest::newRow("single") << QByteArray(R"("clusterIP":"10.0.0.1")") << QByteArray("10.0.0.1 :: 0");
        QTest::newRow("empty list") << QByteArray(R"("clusterIP":"10.0.0.1","clusterIPs":[])") << QByteArray("10.0.0.1 :: 0");
        QTest::newRow("null list") << QByteArray(R"("clusterIPs":null,"clusterIP":"10.0.0.1")") << QByteArray("10.0.0.1 :: 0");
        QTest::newRow("list wins") << QByteArray(R"("clusterIPs":["10.0.0.2"],"clusterIP":"10.0.0.1")") << QByteArray("10.0.0.2 :: 0");
        QTest::newRow("headless") << QByteArray(R"("clusterIP":"None")") << QByteArray(":: :: 1");
        QTest::newRow("headless list") << QByteArray(R"("clusterIPs":["None"])") << QByteArray(":: :: 1");
        QTest::newRow("spec twice, the last wins") << QByteArray(R"("clusterIP":"10.0.0.1"},"spec":{"clusterIP":"None")") << QByteArray(":: :: 1");
        QTest::newRow("neither") << QByteArray(R"("type":"ExternalName")") << QByteArray(":: :: 0");
        QTest::newRow("empty") << QByteArray(R"("clusterIP":"")") << QByteArray(":: :: 0");
    }
    void clusterIpStandsInForClusterIps()
    {
        QFETCH(QByteArray, spec);
        QFETCH(QByteArray, expected);
        ClusterStore store;
        const auto service = readOne<Service>(store, withFields("Service", "\"spec\":{" + spec.toStdString() + "}"));
        const std::string found = service.clusterIps[0].toString() + " " + service.clusterIps[1].toString() + (service.headless ? " 1" : " 0");
        QCOMPARE(QByteArray::fromStdString(found), expected);
    }

    void readsAPod()
    {
        ClusterStore store;
        const auto pod = readOne<Pod>(store, R"({"kind":"Pod","apiVersion":"v1",
            "metadata":{"name":"web-0","namespace":"shop","uid":"00112233-4455-6677-8899-aabbccddeeff","deletionTimestamp":"2026-01-01T00:00:00Z"},
            "spec":{"nodeName":"node-a","dnsPolicy":"None","hostNetwork":true,"hostname":"web-0","subdomain":"web","setHostnameAsFQDN":true,
                    "dnsConfig":{"nameservers":["10.1.0.2"],"searches":["a.example","."],"options":[{"name":"ndots","value":"2"},{"name":"rotate"}]},
                    "hostAliases":[{"ip":"192.0.2.1","hostnames":["db","db.example"]}],
                    "initContainers":[{"name":"i","image":"init"}],
                    "containers":[{"args":["--secret"],"name":"web","image":"nginx:1"},{"image":"side"}]},
            "status":{"phase":"Running","podIP":"10.244.1.2","podIPs":[{"ip":"10.244.1.2"},{"ip":"fd00::2"}],
                      "conditions":[{"type":"Initialized","status":"False"},{"type":"Ready","status":"True"},{"type":"PodScheduled","status":"False"}]}})");
        QCOMPARE(store.strings().text(pod.node), std::string_view("node-a"));
        QCOMPARE(store.strings().text(pod.image), std::string_view("nginx:1"));
        QCOMPARE(pod.uid[0], std::uint8_t{0});
        QCOMPARE(pod.uid[15], std::uint8_t{0xFF});
        QCOMPARE(pod.dnsPolicy, DnsPolicy::None);
        QCOMPARE(pod.phase, PodPhase::Running);
        QVERIFY(pod.hostNetwork && pod.ready && pod.deleting);
        QCOMPARE(pod.ip.toString(), std::string("10.244.1.2"));
        QCOMPARE(pod.secondIp.toString(), std::string("fd00::2"));
        QCOMPARE(pod.details->hostname, std::string("web-0"));
        QCOMPARE(pod.details->subdomain, std::string("web"));
        QVERIFY(pod.details->setHostnameAsFqdn);
        QCOMPARE(pod.details->dnsConfig->nameservers, std::vector<std::string>{"10.1.0.2"});
        QCOMPARE(pod.details->dnsConfig->searches, (std::vector<std::string>{"a.example", "."}));
        QCOMPARE(pod.details->dnsConfig->options[0].second, std::optional<std::string>("2"));
        QVERIFY(!pod.details->dnsConfig->options[1].second);
        QCOMPARE(pod.details->hostAliases[0].hostnames.size(), std::size_t{2});
        QVERIFY(pod.details->arguments.empty()); // an ordinary container's arguments are nobody's business
    }

    void anOrdinaryPodHasNoDetails()
    {
        ClusterStore store;
        const auto pod = readOne<Pod>(store, withFields("Pod", R"("spec":{"dnsConfig":{"options":null},"containers":[{"name":"a","args":["x"]}]},"status":null)"));
        QVERIFY(!pod.details);
        QCOMPARE(pod.phase, PodPhase::Unknown);
        QCOMPARE(pod.dnsPolicy, DnsPolicy::ClusterFirst);
        QVERIFY(!pod.ready && !pod.deleting && !pod.hostNetwork);
        QVERIFY(pod.ip.isNone() && pod.secondIp.isNone());
    }

    void readsArgumentsOfTheNodeCacheOnly()
    {
        ClusterStore store;
        const auto pod = readOne<Pod>(store, withFields("Pod", R"("spec":{"containers":[{"args":["-no"],"name":"a"},
            {"args":["-localip","169.254.20.10"],"command":["/node-cache"],"image":"registry.k8s.io/dns/k8s-dns-node-cache:1.26.7","name":"x"}]})"));
        QCOMPARE(pod.details->arguments, (std::vector<std::string>{"/node-cache", "-localip", "169.254.20.10"}));
    }

    void readsAnEndpointSlice()
    {
        ClusterStore store;
        const auto slice = readOne<EndpointSlice>(store, R"({"kind":"EndpointSlice","apiVersion":"discovery.k8s.io/v1","addressType":"IPv4",
            "metadata":{"name":"web-1","namespace":"shop","labels":{"kubernetes.io/service-name":"web"}},
            "endpoints":[{"addresses":["10.0.0.1","db.example"],"conditions":{"ready":false,"serving":true},"hostname":"web-0",
                          "targetRef":{"kind":"Pod","name":"web-0"},"nodeName":"node-a","zone":"z"},{"addresses":["fd00::1"],"conditions":{"ready":null}}],
            "ports":[{"name":"http","port":80},{"name":null,"port":null,"protocol":"SCTP"}]})");
        const auto text = [&](StringId id) { return store.strings().text(id); };
        QCOMPARE(text(slice.service), std::string_view("web"));
        QCOMPARE(slice.sourceCluster, StringId::Empty);
        QCOMPARE(slice.endpoints[0].addresses.size(), std::size_t{1});
        QCOMPARE(text(slice.endpoints[0].hostAddresses.at(0)), std::string_view("db.example"));
        QCOMPARE(slice.endpoints[0].ready, Tristate::False);
        QCOMPARE(slice.endpoints[0].serving, Tristate::True);
        QCOMPARE(slice.endpoints[0].terminating, Tristate::Unset);
        QCOMPARE(text(slice.endpoints[0].hostname), std::string_view("web-0"));
        QCOMPARE(text(slice.endpoints[0].targetName), std::string_view("web-0"));
        QCOMPARE(text(slice.endpoints[0].nodeName), std::string_view("node-a"));
        QCOMPARE(text(slice.endpoints[0].zone), std::string_view("z"));
        QCOMPARE(slice.endpoints[1].ready, Tristate::Unset);
        QCOMPARE(slice.ports[0].port, std::optional<std::int32_t>(80));
        QVERIFY(!slice.ports[1].port);
        QCOMPARE(slice.ports[1].protocol, Protocol::SCTP);
    }

    void readsASliceOfAnotherCluster()
    {
        ClusterStore store;
        const std::string labels = R"({"multicluster.kubernetes.io/service-name":"web","multicluster.kubernetes.io/source-cluster":"east"})";
        const auto slice = readOne<EndpointSlice>(store, R"({"kind":"EndpointSlice","metadata":{"name":"a","labels":)" + labels + "}}");
        QCOMPARE(store.strings().text(slice.service), std::string_view("web"));
        QCOMPARE(store.strings().text(slice.sourceCluster), std::string_view("east"));
        QCOMPARE(store.strings().text(slice.scope), std::string_view("default")); // where no namespace is said
    }

    void readsTheOtherKinds()
    {
        ClusterStore store;
        const auto node = readOne<Node>(store, R"({"kind":"Node","metadata":{"name":"n"},"status":{"addresses":[{"address":"10.0.0.1","type":"InternalIP"},
            {"type":"Hostname","address":"n"},{"type":"ExternalIP","address":"192.0.2.1"},{"type":"InternalIP","address":"fd00::1"}]}})");
        QCOMPARE(node.internalIps.size(), std::size_t{2});
        const auto set = readOne<StatefulSet>(store, R"({"kind":"StatefulSet","apiVersion":"apps/v1","metadata":{"name":"s"},"spec":{"serviceName":"web","replicas":3}})");
        QCOMPARE(set.replicas, 3);
        QCOMPARE(store.strings().text(set.serviceName), std::string_view("web"));
        QCOMPARE(readOne<StatefulSet>(store, R"({"kind":"StatefulSet","metadata":{"name":"s"},"spec":{"replicas":null}})").replicas, 1);
        const auto imported = readOne<ServiceImport>(store, R"({"kind":"ServiceImport","apiVersion":"multicluster.x-k8s.io/v1alpha1","metadata":{"name":"s"},
            "spec":{"type":"Headless","ips":["10.0.0.1"],"ports":[{"port":80}]}})");
        QVERIFY(imported.headless);
        QCOMPARE(imported.ips.size(), std::size_t{1});
        QCOMPARE(readOne<Namespace>(store, R"({"kind":"Namespace","metadata":{"name":"shop","namespace":"ignored"}})").labels, LabelsId::Empty);
        const auto map = readOne<ConfigMap>(store, R"({"kind":"ConfigMap","metadata":{"name":"x","namespace":"dns"},"data":{"Corefile":".:53 {\n}\n","n":null}})");
        QCOMPARE(map.data->at("Corefile"), std::string(".:53 {\n}\n"));
    }

    void keepsConfigMapsOfDnsOnly_data()
    {
        QTest::addColumn<QByteArray>("scope");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<bool>("isKept");
        QTest::newRow("Corefile anywhere") << QByteArray("team") << QByteArray("resolver") << QByteArray("Corefile") << true;
        QTest::newRow("template") << QByteArray("kube-system") << QByteArray("x") << QByteArray("Corefile.base") << true;
        QTest::newRow("custom") << QByteArray("kube-system") << QByteArray("coredns-custom") << QByteArray("a.server") << true;
        QTest::newRow("rke2") << QByteArray("kube-system") << QByteArray("rke2-coredns-rke2-coredns") << QByteArray("x") << true;
        QTest::newRow("kube-dns") << QByteArray("kube-system") << QByteArray("kube-dns") << QByteArray("stubDomains") << true;
        QTest::newRow("kubelet") << QByteArray("kube-system") << QByteArray("kubelet-config") << QByteArray("kubelet") << true;
        QTest::newRow("kubelet 1.23") << QByteArray("kube-system") << QByteArray("kubelet-config-1.23") << QByteArray("kubelet") << true;
        QTest::newRow("kubeadm") << QByteArray("kube-system") << QByteArray("kubeadm-config") << QByteArray("ClusterConfiguration") << true;
        QTest::newRow("elsewhere") << QByteArray("team") << QByteArray("kubelet-config") << QByteArray("x") << false;
        QTest::newRow("CA") << QByteArray("kube-system") << QByteArray("kube-root-ca.crt") << QByteArray("ca.crt") << false;
    }
    void keepsConfigMapsOfDnsOnly()
    {
        QFETCH(QByteArray, scope);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, key);
        QFETCH(bool, isKept);
        ClusterStore store;
        QByteArray json = R"({"data":{"KEY":"x"},"kind":"ConfigMap","metadata":{"name":"NAME","namespace":"SCOPE"}})";
        const auto outcome = read(store, json.replace("KEY", key).replace("NAME", name).replace("SCOPE", scope).toStdString());
        QCOMPARE(outcome->objects.size(), std::size_t(isKept ? 1 : 0));
        QVERIFY(outcome->skippedKinds.empty());
    }

    void readsNdotsDocuments()
    {
        ClusterStore store;
        const auto upstream = readOne<Upstream>(store, R"({"apiVersion":"ndots.org/v1","kind":"Upstream","metadata":{"name":"u"},
            "spec":{"address":"10.1.0.2:5353","zones":"a. A 10.0.0.1\n","otherwise":"servfail","latency":"1.5s","loss":0.25}})");
        QCOMPARE(upstream.address, std::string("10.1.0.2:5353"));
        QCOMPARE(upstream.zones, std::string("a. A 10.0.0.1\n"));
        QCOMPARE(upstream.otherwise, Upstream::Otherwise::ServFail);
        QVERIFY(upstream.latency == std::chrono::milliseconds(1500));
        QCOMPARE(upstream.loss, 0.25);
        const auto plain = readOne<Upstream>(store, R"({"apiVersion":"ndots.org/v1","kind":"Upstream","metadata":{"name":"u"}})");
        QCOMPARE(plain, (Upstream{plain.name, {}, {}, Upstream::Otherwise::NxDomain, std::chrono::milliseconds{10}, 0}));
        QCOMPARE(readOne<NodeResolvConf>(store, R"({"apiVersion":"ndots.org/v1","kind":"NodeResolvConf","metadata":{"name":"*"},"spec":{"text":"x\n"}})").text,
                 std::string("x\n"));
        QVERIFY(read(store, R"({"apiVersion":"ndots.org/v1","kind":"Lesson"})")->skippedKinds.empty());
    }

    void readsDurations_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<qint64>("nanoseconds"); // -1: refused
        QTest::newRow("ms") << QByteArray("\"12ms\"") << qint64{12'000'000};
        QTest::newRow("fraction") << QByteArray("\"0.5ms\"") << qint64{500'000};
        QTest::newRow("parts") << QByteArray("\"1m30s\"") << qint64{90'000'000'000};
        QTest::newRow("micro") << QByteArray("\"250\u00B5s\"") << qint64{250'000};
        QTest::newRow("zero") << QByteArray("0") << qint64{0};
        QTest::newRow("null is the default") << QByteArray("null") << qint64{10'000'000};
        QTest::newRow("no unit") << QByteArray("\"12\"") << qint64{-1};
        QTest::newRow("number") << QByteArray("12") << qint64{-1};
        QTest::newRow("negative") << QByteArray("\"-1s\"") << qint64{-1};
        QTest::newRow("unknown unit") << QByteArray("\"1d\"") << qint64{-1};
        QTest::newRow("too long") << QByteArray("\"2h\"") << qint64{-1};
        QTest::newRow("huge") << QByteArray("\"1e300s\"") << qint64{-1};
        QTest::newRow("empty") << QByteArray("\"\"") << qint64{-1};
        QTest::newRow("only a unit") << QByteArray("\"ms\"") << qint64{-1};
    }
    void readsDurations()
    {
        QFETCH(QByteArray, json);
        QFETCH(qint64, nanoseconds);
        ClusterStore store;
        const auto outcome = read(store, R"({"apiVersion":"ndots.org/v1","kind":"Upstream","metadata":{"name":"u"},"spec":{"latency":)" + json.toStdString() + "}}");
        QCOMPARE(outcome.has_value(), nanoseconds >= 0);
        if (outcome)
            QCOMPARE(qint64{std::get<Upstream>(outcome->objects[0]).latency.count()}, nanoseconds);
        else
            QCOMPARE(outcome.error().code, ErrorCode::ObjectWrongShape);
    }

    void readsLists()
    {
        ClusterStore store;
        const auto typed = read(store, R"({"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"77","continue":"tok"},
            "items":[{"metadata":{"name":"a","namespace":"shop"}},{"metadata":{"name":"b","namespace":"shop"}}]})");
        QCOMPARE(typed->objects.size(), std::size_t{2});
        QCOMPARE(typed->resourceVersion, std::string("77"));
        QCOMPARE(typed->continueToken, std::string("tok"));
        const auto kindLast = read(store, R"({"items":[{"metadata":{"name":"a"}}],"apiVersion":"v1","kind":"ServiceList"})");
        QVERIFY(std::holds_alternative<Service>(kindLast->objects.at(0)));
        const auto mixed = read(store, R"({"apiVersion":"v1","items":[{"kind":"Secret","data":{"x":1}},{"metadata":{"name":"n"},"kind":"Node","apiVersion":"v1"},
            {"kind":"Secret"},{"kind":"Service","apiVersion":"serving.knative.dev/v1","spec":7}],"kind":"List"})");
        QCOMPARE(mixed->objects.size(), std::size_t{1});
        QCOMPARE(mixed->skippedKinds, (std::vector<std::string>{"Secret", "Service.serving.knative.dev"}));
        const auto foreign = read(store, R"({"kind":"DeploymentList","apiVersion":"apps/v1","items":[{"metadata":7}]})");
        QCOMPARE(foreign->skippedKinds, std::vector<std::string>{"Deployment"});
        const auto array = read(store, R"([{"kind":"Node","metadata":{"name":"n"}},{"kind":"Node","metadata":{"name":"m"}}])");
        QCOMPARE(array->objects.size(), std::size_t{2});
        QVERIFY(read(store, R"({"kind":"PodList","items":null})")->objects.empty());
        QVERIFY(read(store, R"({"kind":"PodList","items":[]})")->objects.empty());
    }

    void paddingIsAdopted()
    {
        std::string bytes;
        bytes.reserve(200);
        bytes = R"({"kind":"Node","metadata":{"name":"a"}})";
        const char* const place = bytes.data();
        const PaddedText text = PaddedText::adopt(std::move(bytes));
        QCOMPARE(text.text().data(), place);
        QCOMPARE(text.text().size(), std::size_t{39});
        QCOMPARE(PaddedText().text(), std::string_view());
    }
};

QTEST_APPLESS_MAIN(TestReader)
#include "tst_reader.moc"
