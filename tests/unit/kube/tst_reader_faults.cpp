// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/reader.h"

#include <QTest>

#include <random>
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

QByteArray described(const base::Error& error)
{
    return QByteArray::fromStdString(error.subject + "|" + error.detail + "|" + std::to_string(error.where.line) + ":" + std::to_string(error.where.column));
}

} // namespace

class TestReaderFaults : public QObject {
    Q_OBJECT
private slots:
    void wrongShapesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("expected"); // subject|detail|line:column
        const auto row = [](const char* name, const std::string& json, const char* expected) {
            QTest::newRow(name) << QByteArray::fromStdString(json) << QByteArray(expected);
        };
        row("port is a text", withFields("Service", "\n\"spec\":{\"ports\":[{\"port\":80},{\"port\":\"http\"}]}"),
            "Service shop/api|spec.ports[1].port: expected a whole number from 0 to 65535, found a string|2:38");
        row("port is too large", withFields("Service", R"("spec":{"ports":[{"port":65536}]})"),
            "Service shop/api|spec.ports[0].port: expected a whole number from 0 to 65535, found \"65536\"|1:107");
        row("port is huge", withFields("Service", R"("spec":{"ports":[{"port":1e999}]})"),
            "Service shop/api|spec.ports[0].port: expected a whole number from 0 to 65535, found \"1e999\"|1:107");
        row("port is a fraction", withFields("Service", R"("spec":{"ports":[{"port":80.5}]})"),
            "Service shop/api|spec.ports[0].port: expected a whole number from 0 to 65535, found \"80.5\"|1:107");
        row("ports is an object", withFields("Service", R"("spec":{"ports":{"port":80}})"),
            "Service shop/api|spec.ports: expected a list, found an object|1:98");
        row("label is a number", R"({"kind":"Pod","metadata":{"labels":{"a":1},"name":"x"}})",
            "Pod x|metadata.labels.a: expected a string, found a number|1:41");
        row("label with NUL", R"({"kind":"Pod","metadata":{"labels":{"a":"\u0000"},"name":"x"}})",
            "Pod x|metadata.labels.a: expected a label without a NUL character, found a string|1:41");
        row("name stands behind the fault", R"({"kind":"Pod","spec":[],"metadata":{"namespace":"shop","name":"x"}})",
            "Pod shop/x|spec: expected an object, found a list|1:22");
        row("address", withFields("Pod", R"("status":{"podIP":"10.0.0.256"})"), "Pod shop/api|status.podIP: expected an IP address, found \"10.0.0.256\"|1:96");
        row("address in a list", withFields("Service", R"("spec":{"clusterIPs":["10.0.0.1","x"]})"),
            "Service shop/api|spec.clusterIPs[1]: expected an IP address, found \"x\"|1:115");
        row("node address", R"({"kind":"Node","metadata":{"name":"n"},"status":{"addresses":[{"address":"a","type":"InternalIP"}]}})",
            "Node n|status.addresses[0]: expected an IP address, found \"a\"|1:74");
        row("boolean", withFields("Pod", R"("spec":{"hostNetwork":"true"})"), "Pod shop/api|spec.hostNetwork: expected a boolean, found a string|1:100");
        row("type", withFields("Service", R"("spec":{"type":"Internal"})"),
            "Service shop/api|spec.type: expected ClusterIP, NodePort, LoadBalancer or ExternalName, found \"Internal\"|1:97");
        row("protocol", withFields("Service", R"("spec":{"ports":[{"protocol":"tcp"}]})"),
            "Service shop/api|spec.ports[0].protocol: expected TCP, UDP or SCTP, found \"tcp\"|1:111");
        row("no name", R"({"kind":"Service","metadata":{"namespace":"shop"}})", "Service|metadata.name: missing, every object has one|1:1");
        row("no metadata", R"({"kind":"Service"})", "Service|metadata.name: missing, every object has one|1:1");
        row("item without a name", "{\"kind\":\"PodList\",\"items\":[{\"metadata\":{\"name\":\"a\"}},\n {}]}", "Pod items[1]|metadata.name: missing, every object has one|2:2");
        row("item is no object", R"({"kind":"PodList","items":[7]})", "PodList|items[0]: expected an object, found a number|1:28");
        row("item without a kind", R"({"kind":"List","items":[{"metadata":{}}]})", "items[0]|kind: missing, so this is no Kubernetes object|1:25");
        row("items is no list", R"({"kind":"List","items":{}})", "List|items: expected a list, found an object|1:24");
        row("no kind", R"({"metadata":{"name":"x"}})", "|kind: missing, so this is no Kubernetes object|1:1");
        row("empty object", "{}", "|kind: missing, so this is no Kubernetes object|1:1");
        row("kind is a number", R"({"kind":1})", "|: expected a string, found a number|1:9");
        row("scalar", "\"text\"", "|kind: missing, so this is no Kubernetes object|1:1");
        row("loss", R"({"kind":"Upstream","apiVersion":"ndots.org/v1","metadata":{"name":"u"},"spec":{"loss":1.5}})",
            "Upstream u|spec.loss: expected a number from 0 to 1, found \"1.5\"|1:87");
        row("otherwise", R"({"kind":"Upstream","apiVersion":"ndots.org/v1","metadata":{"name":"u"},"spec":{"otherwise":"FORMERR"}})",
            "Upstream u|spec.otherwise: expected NXDOMAIN, NOERROR, SERVFAIL, REFUSED or timeout, found \"FORMERR\"|1:92");
    }
    void wrongShapesAreNamed()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, expected);
        ClusterStore store;
        const auto outcome = read(store, json.toStdString());
        QVERIFY(!outcome);
        QCOMPARE(described(outcome.error()), expected);
        QCOMPARE(outcome.error().code, ErrorCode::ObjectWrongShape);
        QCOMPARE(outcome.error().where.file, std::string("in.json"));
    }

    void brokenJsonIsLocated_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const char* json, const char* expected) { QTest::newRow(name) << QByteArray(json) << QByteArray(expected); };
        row("missing comma", "{\"kind\":\"Pod\"\n \"metadata\":{}}", "|expected , or } after a field|2:2");
        row("bad atom", R"({"kind":"Pod","metadata":nul})", "|expected a value|1:26");
        row("ends inside", "{\"kind\":\"PodList\",\"items\":[{\"metadata\":{\"name\":\"a\"}},{\"meta", "|the text ends inside items[1]|1:60");
        row("trailing text", R"({"kind":"Pod","metadata":{"name":"a"}} x)", "|expected a value|1:40");
        row("broken escape", "{\"kind\":\"P\\od\"}", "|broken escape in a string|1:12");
        row("control character", "{\"kind\":\"P\tod\"}", "|a control character stands unescaped in a string|1:11");
        row("broken UTF-8", "{\"kind\":\"\xC3\xC3\"}", "|broken UTF-8|1:10");
        row("empty", "", "|Empty: no JSON found|0:0");
    }
    void brokenJsonIsLocated()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, expected);
        ClusterStore store;
        const auto outcome = read(store, json.toStdString());
        QVERIFY(!outcome);
        QCOMPARE(described(outcome.error()), expected);
        QCOMPARE(outcome.error().code, ErrorCode::JsonSyntax);
    }

    void deepNestingIsSkipped()
    {
        ClusterStore store;
        const std::string deep = std::string(100000, '[') + std::string(100000, ']');
        QCOMPARE(read(store, withFields("Pod", "\"other\":" + deep))->objects.size(), std::size_t{1});
        QCOMPARE(read(store, std::string(100000, '{')).error().code, ErrorCode::JsonSyntax);
        QVERIFY(!read(store, std::string(100000, '[')));
        QVERIFY(!read(store, withFields("Pod", "\"spec\":" + deep)));
    }

    void escapedTextsAreRead()
    {
        ClusterStore store;
        const std::string labels = "{\"\\\"k\\\\\":\"\\n\"}";
        const auto pod = readOne<Pod>(store, "{\"\\u006bind\":\"Po\\u0064\",\"kind\":\"Pod\",\"metadata\":{\"na\\u006de\":\"a\\u00e9\\ud83d\\ude00\\ud800\","
                                             "\"labels\":" + labels + "}}");
        QCOMPARE(store.strings().text(pod.name), std::string_view("a\u00e9\U0001F600\uFFFD"));
        QCOMPARE(store.strings().text(pod.labels), std::string_view("\"k\\\0\n\0", 6));
    }

    void everyTruncationIsAnError()
    {
        ClusterStore store;
        const std::string whole = withFields("Service", R"("spec":{"type":"ClusterIP","ports":[{"name":"h\u00e9","port":80}],"x":[1.5e3,true,null,{"a":[]}]})");
        QVERIFY(read(store, whole));
        for (std::size_t length = 0; length < whole.size(); ++length) {
            const auto outcome = read(store, whole.substr(0, length));
            QVERIFY2(!outcome, whole.substr(0, length).c_str());
            QCOMPARE(outcome.error().code, length == 0 ? ErrorCode::JsonSyntax : outcome.error().code);
            QVERIFY(!outcome.error().detail.empty());
        }
    }

    void randomDamageDoesNoHarm()
    {
        const unsigned seed = std::random_device{}();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        const std::string whole = R"({"kind":"List","items":[)"
            + withFields("Service", R"("spec":{"type":"ClusterIP","clusterIPs":["10.0.0.1"],"ports":[{"name":"h","port":80}]})") + ","
            + withFields("Pod", R"("spec":{"dnsConfig":{"options":[{"name":"a","value":"\u0041"}]},"containers":[{"image":"x"}]},"status":{"podIP":"10.0.0.1"})") + "]}";
        ClusterStore store;
        for (int round = 0; round < 20000; ++round) {
            std::string damaged = whole;
            for (unsigned count = random() % 4 + 1; count > 0; --count) {
                const std::size_t at = random() % damaged.size();
                static constexpr std::string_view pool = "{}[]\",:\\0null \n\x80\xFFut1e-";
                if (random() % 3 == 0)
                    damaged.erase(at, random() % 20);
                else if (random() % 2 == 0)
                    damaged[at] = pool[random() % pool.size()];
                else
                    damaged.insert(at, 1, pool[random() % pool.size()]);
            }
            const auto outcome = read(store, damaged);
            QVERIFY(outcome || !outcome.error().detail.empty());
            (void)readWatchEvent(PaddedText("{\"type\":\"ADDED\",\"object\":" + damaged + "}"), store.strings());
        }
    }
};

QTEST_APPLESS_MAIN(TestReaderFaults)
#include "tst_reader_faults.moc"
