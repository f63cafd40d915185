// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/snapshot_file.h"

#include <QFile>
#include <QTest>

#include <random>
#include <string>

using namespace kube;
using base::ErrorCode;

namespace {

std::string fileText(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll().toStdString();
}

std::string dataText(const char* name)
{
    return fileText(QFINDTESTDATA(name));
}

QByteArray described(const base::Error& error)
{
    return QByteArray::fromStdString(error.subject + "|" + error.detail + "|" + std::to_string(error.where.line) + ":" + std::to_string(error.where.column));
}

/// Reads `text` into `store`, which must work.
SnapshotNotes mustRead(ClusterStore& store, const std::string& text)
{
    const auto notes = readSnapshotText(text, "f", store);
    if (!notes)
        qFatal("%s", described(notes.error()).constData());
    return *notes;
}

} // namespace

class TestSnapshotFile : public QObject {
    Q_OBJECT
private slots:
    void readsWhatKubectlPrints()
    {
        // The same objects, once as `-o json`, once as `-o yaml`: the second reading must change nothing.
        ClusterStore store;
        const SnapshotNotes json = mustRead(store, dataText("data/dump.json"));
        QCOMPARE(json.objects, std::size_t{13});
        QCOMPARE(json.skippedKinds, (std::vector<std::string>{"NetworkPolicy", "Service.serving.knative.dev"}));
        const SnapshotPtr snapshot = store.snapshot();
        QCOMPARE(snapshot->pods.size(), std::size_t{3});
        QCOMPARE(snapshot->configMaps.size(), std::size_t{1});
        const SnapshotNotes yaml = mustRead(store, dataText("data/dump.yaml"));
        QCOMPARE(yaml.objects, json.objects);
        QCOMPARE(yaml.skippedKinds, json.skippedKinds);
        QVERIFY(!store.hasChanges());

        QCOMPARE(snapshot->label(snapshot->findNamespace("shop")->labels, "team"), std::optional<std::string_view>("yes"));
        QCOMPARE(snapshot->text(snapshot->findPod("shop", "web-0")->image), std::string_view("registry.example/shop/web:2.3.0"));
        QVERIFY(snapshot->findPod("kube-system", "node-local-dns-7xkzp")->deleting);
        QCOMPARE(snapshot->text(snapshot->slicesOf("shop", "ext").begin()->endpoints.at(0).hostAddresses.at(0)), std::string_view("db.corp.example"));
    }

    void readsTheDemoCluster()
    {
        ClusterStore store;
        const SnapshotNotes notes = mustRead(store, fileText(QFINDTESTDATA("../../../resources/demo/cluster.yaml")));
        QVERIFY(notes.skippedKinds.empty());
        QVERIFY(notes.objects > 50);
        QVERIFY(store.snapshot()->findService("kube-system", "kube-dns"));
    }

    void printedTextReadsBackEqual_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("every field") << QByteArray::fromStdString(dataText("data/everything.yaml"));
        QTest::newRow("kubectl's dump") << QByteArray::fromStdString(dataText("data/dump.yaml"));
        QTest::newRow("demo") << QByteArray::fromStdString(fileText(QFINDTESTDATA("../../../resources/demo/cluster.yaml")));
    }
    void printedTextReadsBackEqual()
    {
        QFETCH(QByteArray, text);
        ClusterStore store;
        const SnapshotNotes notes = mustRead(store, text.toStdString());
        const std::string printed = printSnapshotText(*store.snapshot());
        // Into the same store: an object that differs in any field would be a change, one that is left out shows in the count.
        const SnapshotNotes again = mustRead(store, printed);
        QCOMPARE(again.objects, notes.objects);
        const SnapshotPtr after = store.snapshot();
        for (const Change& change : after->changes)
            QFAIL(std::string(store.strings().text(change.key.name)).c_str());
        ClusterStore other;
        (void)mustRead(other, printed);
        QCOMPARE(printSnapshotText(*other.snapshot()), printed);
    }

    void anyTextReadsBack()
    {
        const unsigned seed = std::random_device{}();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        static constexpr const char* pieces[] = {"\n", "\n\n", " ", "  ", "\t", "\r\n", "#", ": ", "- ", "---", "...", "|", ">", "&a", "*a", "!x", "{", "}", "[",
                                                 "]", "'", "\"", "\\", "a", "yes", "1", "1.5", "~", "%", "@", "`", "?", ",", "\x01", "\x7F", "\u00e9", "\u0085", "\uFEFF"};
        for (int round = 0; round < 2000; ++round) {
            ClusterStore store;
            const auto text = [&] {
                std::string made;
                for (auto count = random() % 8; count > 0; --count)
                    made += pieces[random() % std::size(pieces)];
                return made;
            };
            ConfigMap map;
            map.scope = store.strings().intern("kube-system");
            map.name = store.strings().intern("coredns");
            map.data = std::make_shared<const std::map<std::string, std::string>>(std::map<std::string, std::string>{{"a" + text(), text()}, {"b", text()}});
            store.put(map);
            Node node;
            node.name = store.strings().intern("n" + text());
            node.labels = store.strings().intern("k" + text() + '\0' + text() + '\0');
            store.put(node);
            const std::string printed = printSnapshotText(*store.snapshot());
            const auto notes = readSnapshotText(printed, "f", store);
            QVERIFY2(notes, printed.c_str());
            QVERIFY2(!store.hasChanges(), printed.c_str());
        }
    }

    void everythingIsThere()
    {
        ClusterStore store;
        QCOMPARE(mustRead(store, dataText("data/everything.yaml")).objects, std::size_t{16});
        QVERIFY(printSnapshotText(*store.snapshot()).find("kind: ServiceImport") != std::string::npos);
        QCOMPARE(printSnapshotText(*ClusterStore().snapshot()), std::string());
    }

    void acceptsMixturesOfDocuments_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("objects");
        const auto row = [](const char* name, const char* text, int objects) { QTest::newRow(name) << QByteArray(text) << objects; };
        row("two documents", "kind: Node\nmetadata: {name: a}\n---\nkind: Node\nmetadata: {name: b}\n...\n", 2);
        row("empty documents between", "---\n---\n# x\n---\nkind: Node\nmetadata: {name: a}\n---\n", 1);
        row("list and object", "kind: List\nitems:\n- kind: Node\n  metadata: {name: a}\n---\nkind: Node\nmetadata: {name: b}\n", 2);
        row("items first", "items:\n- metadata: {name: a}\n- metadata: {name: b}\nkind: NodeList\n", 2);
        row("items empty", "apiVersion: v1\nitems: []\nkind: List\n", 0);
        row("items null", "apiVersion: v1\nitems:\nkind: List\n", 0);
        row("flow style", "{kind: List, items: [{kind: Node, metadata: {name: a}}]}\n", -1); // begins as JSON does
        row("root is a list", "- kind: Node\n  metadata: {name: a}\n- kind: Node\n  metadata: {name: b}\n", 2);
        row("concatenated JSON", "{\"kind\":\"Node\",\"metadata\":{\"name\":\"a\"}}\n{\"kind\":\"NodeList\",\"items\":[{\"metadata\":{\"name\":\"b\"}}]}", 2);
        row("JSON array", " [{\"kind\":\"Node\",\"metadata\":{\"name\":\"a\"}}]", 1);
        row("byte order mark, CRLF", "\xEF\xBB\xBFkind: Node\r\nmetadata:\r\n  name: a\r\n", 1);
        row("duplicate keys", "kind: Pod\nkind: Node\nmetadata: {name: a, name: b}\n", 1);
        row("merge", "kind: List\nitems:\n- &a {kind: Node, metadata: &m {name: a}}\n- {<<: *a, metadata: {<<: *m, name: b}}\n- *a\n", 3);
        row("anchored list", "kind: List\nitems: &all\n- {kind: Node, metadata: {name: a}}\n- {kind: Node, metadata: {name: b}}\nother: *all\n", 2);
        row("an alias as key", "a: &k metadata\nkind: Node\n*k : {name: a}\n", 1);
        row("tags", "kind: !!str Node\nmetadata: !!map {name: !!str 7, labels: {a: !!str true, b: !x 1}}\n", 1);
        row("one object only", "kind: Node\nmetadata: {name: a}", 1);
    }
    void acceptsMixturesOfDocuments()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, objects);
        ClusterStore store;
        const auto notes = readSnapshotText(text.toStdString(), "f", store);
        QVERIFY2(notes.has_value() == (objects >= 0), notes ? "" : described(notes.error()).constData());
        if (notes)
            QCOMPARE(static_cast<int>(notes->objects), objects);
    }

    void ownFieldsWinOverMergedOnes()
    {
        ClusterStore store;
        (void)mustRead(store, "kind: List\nitems:\n- {kind: Node, metadata: {name: first, labels: &l {a: one, b: one}}}\n"
                              "- {kind: Node, metadata: {name: second, labels: {b: two, <<: *l, c: two}}}\n");
        const SnapshotPtr snapshot = store.snapshot();
        const LabelsId labels = snapshot->findNode("second")->labels;
        QCOMPARE(std::string(*snapshot->label(labels, "a")) + std::string(*snapshot->label(labels, "b")) + std::string(*snapshot->label(labels, "c")),
                 std::string("onetwotwo"));
    }

    void readsUtf16()
    {
        const QString text = QStringLiteral("kind: Node\nmetadata: {name: a, labels: {x: \u00e9}}\n");
        QByteArray bytes("\xFF\xFE");
        for (const QChar unit : text)
            bytes.append(static_cast<char>(unit.unicode() & 0xFF)).append(static_cast<char>(unit.unicode() >> 8));
        ClusterStore store;
        QCOMPARE(mustRead(store, bytes.toStdString()).objects, std::size_t{1});
    }

    void faultsHaveAPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const std::string& text, ErrorCode code, const char* expected) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << static_cast<int>(code) << QByteArray(expected);
        };
        const auto shape = ErrorCode::ObjectWrongShape;
        row("empty", "", ErrorCode::FileEmpty, "f||0:0");
        row("white space", " \r\n\t\n", ErrorCode::FileEmpty, "f||0:0");
        row("comments", "# a\n---\n# b\n", ErrorCode::FileEmpty, "f||0:0");
        row("field in the second document", "kind: Node\nmetadata: {name: a}\n---\nkind: Service\nmetadata:\n  name: api\n  namespace: shop\nspec:\n  ports:\n  - port: eighty\n", shape,
            "Service shop/api|spec.ports[0].port: expected a whole number from 0 to 65535, found a string|10:11");
        row("field in an item", "items:\n- kind: Node\n  metadata: {name: a}\n- kind: Pod\n  metadata: {name: 7}\nkind: List\n", shape,
            "Pod|metadata.name: expected a string, found a number|5:20");
        row("no name in an item", "items:\n- kind: Node\n  metadata: {name: a}\n-  kind: Pod\nkind: List\n", shape, "Pod|metadata.name: missing, every object has one|4:4");
        row("label is a boolean", "kind: Pod\nmetadata:\n  name: a\n  labels:\n    app: web\n    canary: yes\n", shape, "Pod a|metadata.labels.canary: expected a string, found a boolean|6:13");
        row("not Kubernetes", "hello: world\n", shape, "|kind: missing, so this is no Kubernetes object|1:1");
        row("prose", "Dear colleague,\nhere is the dump.\n", shape, "|kind: missing, so this is no Kubernetes object|1:1");
        row("HTML", "<html>\n<body>\n", shape, "|kind: missing, so this is no Kubernetes object|1:1");
        row("kindless items", "items:\n- metadata: {name: a}\n", ErrorCode::FileTruncated, "f|items|1:1");
        row("items of a list without kinds", "items:\n- metadata: {name: a}\nkind: List\n", shape, "|kind: missing, so this is no Kubernetes object|2:3");
        row("syntax", "kind: Pod\nmetadata: {name: a}\nspec:\n  a: b\n c: d\ne: f\n", ErrorCode::YamlSyntax, "|end of map not found|5:2");
        row("colon", "kind: Pod\nmetadata:\n  name: a: b\n", ErrorCode::YamlSyntax, "|illegal map value|3:10");
        row("cut inside brackets", "kind: Pod\nmetadata: {name: a,\n  labels: {app", ErrorCode::FileTruncated, "f|a mapping in braces|3:15");
        row("cut inside quotes", "kind: Pod\nmetadata:\n  name: 'a", ErrorCode::FileTruncated, "f|a quoted text|3:11");
        row("cut between items", "apiVersion: v1\nitems:\n- kind: Node\n  metadata: {name: a}\n", ErrorCode::FileTruncated, "f|items|1:1");
        row("cut inside a character", "kind: Pod\nmetadata: {name: \xC3", ErrorCode::FileTruncated, "f|a character|2:18");
        row("broken UTF-8", "kind: Pod\nmetadata: {name: \xC3\x28}\n", ErrorCode::YamlSyntax, "|broken UTF-8|2:18");
        row("a comma", ",\n", ErrorCode::YamlSyntax, "|unexpected text behind a value|1:1"); // yaml-cpp sees empty documents for ever
        row("a comma behind a list as key", "? [a]\n: b\n---\n,\n", ErrorCode::YamlSyntax, "|a mapping key is no scalar|1:3");
        row("list as key", "kind: Pod\n? [a]\n: b\n", ErrorCode::YamlSyntax, "|a mapping key is no scalar|2:3");
        row("merge of a text", "kind: Pod\n<<: abc\n", ErrorCode::YamlSyntax, "|the value of << is no mapping|2:5");
        row("too deep", "kind: Pod\nx: " + std::string(101, '[') + std::string(101, ']'), ErrorCode::YamlSyntax, "|nested deeper than 100 levels|2:103");
        row("far too deep", "kind: Pod\nx: " + std::string(100000, '[') + std::string(100000, ']'), ErrorCode::YamlSyntax,
            "|nested deeper than 100 levels|2:103");
        row("many dashes", std::string(5000, '-') + " x", shape, "|kind: missing, so this is no Kubernetes object|1:1");
        row("JSON field", "{\"kind\":\"Node\",\"metadata\":{\"name\":\"a\"}}\n{\"kind\":\"Pod\",\n\"metadata\":{\"name\":7}}", shape,
            "Pod|metadata.name: expected a string, found a number|3:20");
        row("JSON syntax", "{\"kind\":\"Node\",\n\"metadata\":{\"name\":\"a\",}}", ErrorCode::JsonSyntax, "|expected a field name in quotes|2:24");
        row("JSON cut", "{\"kind\":\"List\",\"items\":[\n{\"kind\":\"Pod\",\"spec\":{\"nodeName\":\"x", ErrorCode::FileTruncated, "f|items[0].spec.nodeName|2:36");
        row("JSON without kind", "{\"a\": 1}", shape, "|kind: missing, so this is no Kubernetes object|1:1");
        row("JSON array of texts", "[\"a\"]", shape, "|[0]: expected an object, found a string|1:2");
    }
    void faultsHaveAPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        QFETCH(QByteArray, expected);
        ClusterStore store;
        const auto notes = readSnapshotText(text.toStdString(), "f", store);
        QVERIFY(!notes);
        QCOMPARE(described(notes.error()), expected);
        QCOMPARE(static_cast<int>(notes.error().code), code);
        QVERIFY(!store.hasChanges()); // nothing is put unless all reads
    }

    void aliasesAreLimited()
    {
        std::string bomb = "kind: Node\nmetadata: {name: a}\na0: &a0 " + std::string(1000, 'x') + "\n";
        for (int i = 1; i < 20; ++i) {
            bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
            for (int j = 0; j < 8; ++j)
                bomb += (j > 0 ? ", *a" : "*a") + std::to_string(i - 1);
            bomb += "]\n";
        }
        ClusterStore store;
        const auto notes = readSnapshotText(bomb, "f", store);
        QVERIFY(!notes);
        QCOMPARE(notes.error().code, ErrorCode::YamlSyntax);
        QVERIFY(notes.error().where.line > 3);
    }

    void everyTruncationEndsWell_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isAlwaysAFault");
        QTest::newRow("YAML") << QByteArray::fromStdString(dataText("data/everything.yaml")).left(2600) << false;
        QTest::newRow("kubectl's YAML") << QByteArray::fromStdString(dataText("data/dump.yaml")).left(2500) << true;
        QTest::newRow("JSON") << QByteArray::fromStdString(dataText("data/dump.json")).simplified().left(3000) << true;
    }
    void everyTruncationEndsWell()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isAlwaysAFault);
        ClusterStore store;
        for (qsizetype length = 0; length < text.size(); ++length) {
            const auto notes = readSnapshotText(text.left(length).toStdString(), "f", store);
            if (notes && isAlwaysAFault)
                QFAIL(text.left(length).right(100).constData());
            if (!notes)
                QVERIFY(!notes.error().detail.empty() || notes.error().code == ErrorCode::FileEmpty);
        }
    }

    void randomDamageDoesNoHarm_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("YAML") << QByteArray::fromStdString(dataText("data/everything.yaml"));
        QTest::newRow("JSON") << QByteArray::fromStdString(dataText("data/dump.json")).simplified();
    }
    void randomDamageDoesNoHarm()
    {
        QFETCH(QByteArray, text);
        const unsigned seed = std::random_device{}();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        ClusterStore store;
        for (int round = 0; round < 300; ++round) {
            std::string damaged = text.toStdString();
            for (auto count = random() % 5 + 1; count > 0; --count) {
                const std::size_t at = random() % damaged.size();
                static constexpr std::string_view pool = "{}[]\",:&*!|>'%@`-?#\\0 \n\t\r\x80\xFF~a1";
                if (random() % 3 == 0)
                    damaged.erase(at, random() % 50);
                else
                    damaged.insert(at, random() % 3 + 1, pool[random() % pool.size()]);
            }
            const auto notes = readSnapshotText(damaged, "f", store);
            QVERIFY(notes || !notes.error().detail.empty());
        }
    }
};

QTEST_APPLESS_MAIN(TestSnapshotFile)
#include "tst_snapshot_file.moc"
