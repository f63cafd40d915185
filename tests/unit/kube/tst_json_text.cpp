// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/base64.h"
#include "model/kube/json_text.h"
#include "model/kube/yaml_scalar.h"

#include <QTest>

#include <string>

using namespace kube;

class TestJsonText : public QObject {
    Q_OBJECT
private slots:
    void checksDocuments_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("expected"); // documents, or offset and message, > before one of the end
        const auto row = [](const char* json, const char* expected) { QTest::newRow(json) << QByteArray(json) << QByteArray(expected); };
        row("", "");
        row(" \n ", "");
        row("{}", "{}");
        row("{} []{\"a\":[1,-0.5e+3,true,false,null,\"\\u00e9\\n\"]}\n7", "{};[];{\"a\":[1,-0.5e+3,true,false,null,\"\\u00e9\\n\"]};7");
        row("{", ">1 an object");
        row("[", ">1 [0]");
        row("[1,", ">3 [1]");
        row("{\"a\":{\"b\":[1,{\"c", ">16 a.b[1]");
        row("{\"a\":{\"b\":[1,{\"c\":", ">18 a.b[1].c");
        row("\"abc", ">4 a value");
        row("\"abc\\", ">5 a value");
        row("\"abc\\u00", ">8 a value");
        row("[tru", ">4 [0]");
        row("[-", ">2 [0]");
        row("[1.", ">3 [0]");
        row("[1e", ">3 [0]");
        row("[1]]", "3 expected a value");
        row("[1,]", "3 expected a value");
        row("[,1]", "1 expected a value");
        row("{\"a\":1,}", "7 expected a field name in quotes");
        row("{a:1}", "1 expected a field name in quotes");
        row("{\"a\" 1}", "5 expected : after a field name");
        row("{\"a\":1 \"b\":2}", "7 expected , or } after a field");
        row("[1}", "2 expected , or ] after an element");
        row("[01]", "1 a number begins with 0");
        row("[+1]", "1 expected a value");
        row("[.5]", "1 expected a value");
        row("[1.x]", "3 expected a digit");
        row("[nan]", "1 expected a value");
        row("[\"\\x\"]", "3 broken escape in a string");
        row("[\"\\u12g4\"]", "6 broken escape in a string");
        row("[\"\t\"]", "2 a control character stands unescaped in a string");
        row("[\"\xC0\x80\"]", "2 broken UTF-8");
        row("[\"\xED\xA0\x80\"]", "2 broken UTF-8");
        row("[\"\xC3", ">2 [0]"); // cut inside a character
        row("{\"a\":x \xFF", "5 expected a value"); // the first fault counts
    }
    void checksDocuments()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, expected);
        std::vector<std::string_view> documents;
        const std::string text = json.toStdString();
        const auto fault = checkJson(text, &documents);
        std::string found;
        if (fault) {
            found = (fault->atEnd ? ">" : "") + std::to_string(fault->offset) + ' ' + fault->message;
        } else {
            for (const std::string_view document : documents)
                found.append(found.empty() ? "" : ";").append(document);
        }
        QCOMPARE(QByteArray::fromStdString(found), expected);
    }

    void limitsDepth()
    {
        const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
        QVERIFY(!checkJson(nested(1000), nullptr));
        QCOMPARE(checkJson(nested(1001), nullptr)->offset, std::size_t{1000});
        QVERIFY(!checkJson(nested(1001), nullptr)->atEnd);
        QVERIFY(checkJson(std::string(10'000'000, '['), nullptr));
    }

    void stringsRoundTrip()
    {
        std::string text;
        for (int code = 1; code < 128; ++code)
            text += static_cast<char>(code);
        text += "\u00e9\u20ac\U0001F600";
        std::string json, back;
        appendJsonString(json, text);
        QVERIFY(!checkJson(json, nullptr));
        QVERIFY(unescapeJson(std::string_view(json).substr(1), back));
        QCOMPARE(back, text);
    }

    void unescapes()
    {
        std::string text;
        QVERIFY(unescapeJson("\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u20AC\\ud83d\\ude00\" rest", text));
        QCOMPARE(text, std::string("\"\\/\b\f\n\r\tA\u20ac\U0001F600"));
        QVERIFY(unescapeJson("\\udc00\\ud800x\"", text)); // halves alone
        QCOMPARE(text, std::string("\uFFFD\uFFFDx"));
        for (const char* broken : {"abc", "\\", "\\x\"", "\\u12\"", "\\u12", ""})
            QVERIFY2(!unescapeJson(broken, text), broken);
    }

    void findsPositions()
    {
        const std::string text = "a\n\u00e9\u00e9x\n";
        QCOMPARE(positionAt(text, 0, "f"), (base::Position{"f", 1, 1}));
        QCOMPARE(positionAt(text, 6, "f"), (base::Position{"f", 2, 3})); // columns count characters
        QCOMPARE(positionAt(text, 999, "f"), (base::Position{"f", 3, 1}));
    }

    void readsOtherEncodings()
    {
        QCOMPARE(toUtf8("\xEF\xBB\xBFkind"), std::string("kind"));
        QCOMPARE(toUtf8(std::string_view("\xFF\xFE" "k\0\xE9\0\x3D\xD8\x00\xDE", 10)), std::string("k\u00e9\U0001F600"));
        QCOMPARE(toUtf8(std::string_view("\xFE\xFF\0k\0\xE9\xDC\0", 8)), std::string("k\u00e9\uFFFD"));
        QCOMPARE(toUtf8(std::string_view("\xFF\xFE" "k\0x", 5)), std::string("k")); // half a unit at the end
        QCOMPARE(toUtf8("plain"), std::string("plain"));
    }

    void resolvesPlainScalars_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QByteArray>("json"); // texts in quotes
        const auto row = [](const char* yaml, const char* json) { QTest::newRow(yaml) << QByteArray(yaml) << QByteArray(json); };
        row("~", "null");
        row("NULL", "null");
        row("nil", "'nil'");
        row("true", "true");
        row("Yes", "true");
        row("y", "true");
        row("ON", "true");
        row("off", "false");
        row("N", "false");
        row("yEs", "'yEs'");
        row("0", "0");
        row("-0", "0");
        row("+12", "12");
        row("1_000", "1000");
        row("010", "8");
        row("0o17", "15");
        row("0x1F", "31");
        row("-0b101", "-5");
        row("08", "8");
        row("0x", "'0x'");
        row("18446744073709551615", "18446744073709551615");
        row("-9223372036854775808", "-9223372036854775808");
        row("-9223372036854775809", "-9223372036854775808"); // the nearest double
        row("1.5", "1.5");
        row(".5", "0.5");
        row("5.", "5");
        row("1e3", "1000");
        row("+1.5E-3", "0.0015");
        row("1e999", "'1e999'");
        row(".", "'.'");
        row("-", "'-'");
        row(".inf", "'.inf'");
        row(".nan", "'.nan'");
        row("1.2.3.4", "'1.2.3.4'");
        row("10.96.0.0/12", "'10.96.0.0/12'");
        row("2001-01-01", "'2001-01-01'");
        row("12:30:45", "'12:30:45'");
        row("v1", "'v1'");
        row("None", "'None'");
    }
    void resolvesPlainScalars()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QByteArray, json);
        const PlainScalar found = resolvePlainScalar(yaml.toStdString());
        const std::string quoted = found.type == ScalarType::Text ? '\'' + found.json + '\'' : found.json;
        if (yaml == "-9223372036854775809")
            QCOMPARE(found.type, ScalarType::Number);
        else
            QCOMPARE(QByteArray::fromStdString(quoted), json);
    }

    void decodesBase64_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected"); // !N: the error's offset
        const auto row = [](const char* text, const char* expected) { QTest::newRow(text) << QByteArray(text) << QByteArray(expected); };
        row("", "");
        row("TQ==", "M");
        row("TWE=", "Ma");
        row("TWFu", "Man");
        row("TW\r\nFu\n", "Man");
        row("TWFuTQ==", "ManM");
        row("TWE", "!3");
        row("T", "!1");
        row("T===", "!1");
        row("TQ=", "!3");
        row("TQ===", "!4");
        row("TQ==TQ==", "!4");
        row("TW u", "!2");
        row("TW-u", "!2");
        row("-----BEGIN", "!0");
    }
    void decodesBase64()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const auto bytes = decodeBase64(text.toStdString());
        QCOMPARE(bytes ? QByteArray::fromStdString(*bytes) : "!" + QByteArray::number(qulonglong(bytes.error())), expected);
    }
};

QTEST_APPLESS_MAIN(TestJsonText)
#include "tst_json_text.moc"
