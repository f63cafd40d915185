// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/reader.h"

#include <QTest>

#include <string>

using namespace kube;
using base::ErrorCode;

namespace {

QByteArray described(const base::Error& error)
{
    return QByteArray::fromStdString(error.subject + "|" + error.detail + "|" + std::to_string(error.where.line) + ":" + std::to_string(error.where.column));
}

} // namespace

class TestWatchEvent : public QObject {
    Q_OBJECT
private slots:
    void readsWatchEvents()
    {
        ClusterStore store;
        const auto event = [&](const std::string& json) { return readWatchEvent(PaddedText(json), store.strings()); };
        const auto added = event(R"({"type":"ADDED","object":{"kind":"Pod","apiVersion":"v1","metadata":{"name":"a","namespace":"shop","resourceVersion":"12"}}})" "\n");
        QCOMPARE(added->type, WatchEvent::Type::Added);
        QCOMPARE(added->resourceVersion, std::string("12"));
        QCOMPARE(*added->key, keyOf(*added->object));
        QVERIFY(!added->initialEventsEnd);
        QCOMPARE(event(R"({"type":"MODIFIED","object":{"kind":"Node","metadata":{"name":"a"}}})")->type, WatchEvent::Type::Modified);
        QCOMPARE(event(R"({"type":"DELETED","object":{"kind":"Node","metadata":{"name":"a"}}})")->type, WatchEvent::Type::Deleted);
        const auto bookmark = event(R"({"type":"BOOKMARK","object":{"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"99","creationTimestamp":null,
            "annotations":{"k8s.io/initial-events-end":"true"}},"spec":{"containers":null},"status":{}}})");
        QCOMPARE(bookmark->type, WatchEvent::Type::Bookmark);
        QCOMPARE(bookmark->resourceVersion, std::string("99"));
        QVERIFY(bookmark->initialEventsEnd);
        QVERIFY(!bookmark->object);
        QVERIFY(!event(R"({"type":"BOOKMARK","object":{"kind":"Pod","metadata":{"resourceVersion":"1"}}})")->initialEventsEnd);
        const auto error = event(R"x({"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",
            "message":"too old resource version: 1 (2)","reason":"Expired","code":410}})x");
        QCOMPARE(error->type, WatchEvent::Type::Error);
        QCOMPARE(error->statusCode, 410);
        QCOMPARE(error->statusReason, std::string("Expired"));
        QCOMPARE(error->statusMessage, std::string("too old resource version: 1 (2)"));
        const auto ignored = event(R"({"type":"MODIFIED","object":{"kind":"ConfigMap","metadata":{"name":"a","namespace":"x","resourceVersion":"5"},"data":{"b":"c"}}})");
        QVERIFY(!ignored->object);
        QCOMPARE(store.strings().text(ignored->key->name), std::string_view("a"));
        QCOMPARE(ignored->resourceVersion, std::string("5"));
        QVERIFY(!event(R"({"type":"ADDED","object":{"kind":"Secret","metadata":{"name":"a"}}})")->key);
    }

    void brokenWatchEventsAreErrors_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const char* json, const char* expected) { QTest::newRow(name) << QByteArray(json) << QByteArray(expected); };
        row("type", R"({"type":"CHANGED","object":{}})", "|type: expected ADDED, MODIFIED, DELETED, BOOKMARK or ERROR, found \"CHANGED\"|1:9");
        row("no type", R"({"object":{}})", "|type: missing, it stands before the object|1:1");
        row("empty", "{}", "|type: missing, so this is no watch event|1:1");
        row("shape", R"({"type":"ADDED","object":{"kind":"Pod","metadata":{"name":"a"},"status":{"podIP":1}}})", "Pod a|status.podIP: expected a string, found a number|1:82");
        row("plain text", "Too many requests", "|expected a value|1:1");
        row("two events", R"({"type":"BOOKMARK","object":{}}{"type":"BOOKMARK","object":{}})", "|Unexpected trailing content in the JSON input.|0:0");
    }
    void brokenWatchEventsAreErrors()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, expected);
        ClusterStore store;
        const auto event = readWatchEvent(PaddedText(json.toStdString()), store.strings());
        QVERIFY(!event);
        QCOMPARE(described(event.error()), expected);
    }
};

QTEST_APPLESS_MAIN(TestWatchEvent)
#include "tst_watch_event.moc"
