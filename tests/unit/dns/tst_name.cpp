// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/dns/name.h"
#include "tests/support/random.h"
#include "tests/support/std_text.h"

#include <QTest>

#include <algorithm>

using base::ErrorCode;
using dns::Name;
using namespace std::string_literals;

namespace {

std::string repeated(const std::string& text, std::size_t count)
{
    std::string result;
    while (count-- > 0)
        result += text;
    return result;
}

const std::string label63(63, 'a');
/// 255 octets on the wire: 64 * 3 + 62 + 1.
const std::string longest = repeated(label63 + ".", 3) + std::string(61, 'b') + ".";

/// A valid name from random octets, the special ones often.
Name randomName(support::Random& random)
{
    constexpr std::string_view alphabet = "aA.\\\"@;( )0-_\x7f";
    std::string wire;
    for (std::size_t labels = random.below(6); labels > 0; --labels) {
        const std::size_t length = random.below(8) == 0 ? 1 + random.below(40) : 1 + random.below(5);
        wire += static_cast<char>(length);
        for (std::size_t i = 0; i < length; ++i)
            wire += random.below(2) == 0 ? random.octet() : alphabet[random.below(alphabet.size())];
    }
    return *Name::fromWire(wire + '\0');
}

} // namespace

class TestName : public QObject {
    Q_OBJECT
private slots:
    void canonicalText_data();
    void canonicalText();
    void refusedText_data();
    void refusedText();
    void parts_data();
    void parts();
    void atOrBelow_data();
    void atOrBelow();
    void under();
    void wire();
    void brokenWire();
    void letterCase();
    void canonicalOrder();
    void orderIsConsistent();
    void roundTrips();
    void mutatedText();
};

void TestName::canonicalText_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("canonical");
    QTest::addColumn<int>("wireLength");
    const auto row = [](const std::string& text, const std::string& canonical, int wireLength) {
        QTest::newRow(text.substr(0, 60).c_str()) << text << canonical << wireLength;
    };
    row(".", ".", 1);
    row("a", "a.", 3);
    row("a.", "a.", 3);
    row("api.shop.svc.cluster.local", "api.shop.svc.cluster.local.", 28);
    row("API.Shop.", "API.Shop.", 10);
    row("_http._tcp.api.", "_http._tcp.api.", 16);
    row("*.example.", "*.example.", 11);
    row(R"(a\.b.c.)", R"(a\.b.c.)", 7);
    row(R"(a\.)", R"(a\..)", 4);
    row(R"(a\\.b)", R"(a\\.b.)", 6);
    row(R"(\097\046b.)", R"(a\.b.)", 5);
    row(R"(\065)", "A.", 3);
    row(R"(\a\-.)", "a-.", 4);
    row(R"(a\032b.)", R"(a\ b.)", 5);
    row(R"(a\ b.)", R"(a\ b.)", 5);
    row(R"(\000\255\127.)", R"(\000\255\127.)", 5);
    row(R"(@;"'().)", R"(\@\;\"\'\(\).)", 8);
    row("$TTL.", "$TTL.", 6);
    row("\xc3\xa9.", R"(\195\169.)", 4);
    row(label63, label63 + ".", 65);
    row(repeated(R"(\097)", 63), label63 + ".", 65);
    row(longest, longest, 255);
    row(repeated("a.", 127), repeated("a.", 127), 255);
}

void TestName::canonicalText()
{
    QFETCH(std::string, text);
    QFETCH(std::string, canonical);
    const auto name = Name::parse(text);
    QVERIFY(name);
    QCOMPARE(name->text(), canonical);
    QTEST(static_cast<int>(name->wireLength()), "wireLength");
    QCOMPARE(Name::parse(canonical)->text(), canonical);
    QCOMPARE(Name::fromValid(text).text(), canonical);
}

void TestName::refusedText_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<std::string>("detail");
    const auto row = [](const std::string& text, ErrorCode code, const std::string& detail = {}) {
        QTest::newRow(text.empty() ? "(empty)" : text.substr(0, 60).c_str()) << text << static_cast<int>(code) << detail;
    };
    row("", ErrorCode::LabelEmpty);
    row("..", ErrorCode::LabelEmpty);
    row(".a", ErrorCode::LabelEmpty);
    row("a..b", ErrorCode::LabelEmpty);
    row("a..", ErrorCode::LabelEmpty);
    row("a" + label63 + ".b", ErrorCode::LabelTooLong, "a" + label63);
    row("b." + label63 + "a", ErrorCode::LabelTooLong, label63 + "a");
    row(longest.substr(0, longest.size() - 1) + "b.", ErrorCode::NameTooLong);
    row(repeated("a.", 128), ErrorCode::NameTooLong);
    row(R"(a\)", ErrorCode::NameMalformed, R"(\)");
    row(R"(a\25)", ErrorCode::NameMalformed, R"(\25)");
    row(R"(a\256b)", ErrorCode::NameMalformed, R"(\256)");
    row(R"(a\1x3)", ErrorCode::NameMalformed, R"(\1x3)");
    row("a b", ErrorCode::NameMalformed, R"(\032)");
    row("a\tb", ErrorCode::NameMalformed, R"(\009)");
    row("a\n", ErrorCode::NameMalformed, R"(\010)");
    row("a\0b"s, ErrorCode::NameMalformed, R"(\000)");
    row("\x7f", ErrorCode::NameMalformed, R"(\127)");
}

void TestName::refusedText()
{
    QFETCH(std::string, text);
    const auto name = Name::parse(text);
    QVERIFY(!name);
    QTEST(static_cast<int>(name.error().code), "code");
    QTEST(name.error().detail, "detail");
    QCOMPARE(name.error().subject, text);
}

void TestName::parts_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::vector<std::string>>("labels");
    QTest::newRow("root") << "."s << std::vector<std::string>{};
    QTest::newRow("one") << "a."s << std::vector{"a"s};
    QTest::newRow("three") << "Api.shop.svc."s << std::vector{"Api"s, "shop"s, "svc"s};
    QTest::newRow("escapes") << R"(a\.b.\\.c\001\.d.)"s << std::vector{R"(a\.b)"s, R"(\\)"s, R"(c\001\.d)"s};
    QTest::newRow("most") << repeated("a.", 127) << std::vector<std::string>(127, "a");
}

void TestName::parts()
{
    QFETCH(std::string, text);
    QFETCH(std::vector<std::string>, labels);
    const Name name = Name::fromValid(text);
    QVERIFY(name.labels() == labels);
    QCOMPARE(name.labelCount(), labels.size());
    QCOMPARE(name.isRoot(), labels.empty());
    QCOMPARE(name.parent().text(), name.withoutLabels(1).text());
    for (std::size_t count = 0; count <= labels.size(); ++count) {
        const std::vector<std::string> rest(labels.begin() + static_cast<std::ptrdiff_t>(count), labels.end());
        QVERIFY(name.withoutLabels(count).labels() == rest);
        QVERIFY(name.isAtOrBelow(name.withoutLabels(count)));
    }
    QVERIFY(name.withoutLabels(labels.size()).isRoot());
    QVERIFY(name.withoutLabels(1000).isRoot());
}

void TestName::atOrBelow_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("ancestor");
    QTest::addColumn<bool>("isBelow");
    QTest::addColumn<std::string>("relative");
    const auto row = [](const char* name, const char* ancestor, bool isBelow, const char* relative = "") {
        QTest::addRow("%s %s", name, ancestor) << std::string(name) << std::string(ancestor) << isBelow << std::string(relative);
    };
    row(".", ".", true);
    row("a.", ".", true, "a");
    row("a.b.", ".", true, "a.b");
    row(".", "a.", false);
    row("cluster.local.", "Cluster.LOCAL.", true);
    row("api.Shop.svc.cluster.local.", "CLUSTER.local.", true, "api.Shop.svc");
    row("mycluster.local.", "cluster.local.", false);
    row("local.", "cluster.local.", false);
    row("a.b.", "a.c.", false);
    // The dot before the tail is part of a label ...
    row(R"(a\.b.)", "b.", false);
    row(R"(a\\\.b.)", "b.", false);
    // ... or not, when the backslash before it is itself escaped.
    row(R"(a\\.b.)", "b.", true, R"(a\\)");
    row(R"(a\000.b.)", "b.", true, R"(a\000)");
    row(R"(\000.)", "000.", false);
}

void TestName::atOrBelow()
{
    QFETCH(std::string, name);
    QFETCH(std::string, ancestor);
    QFETCH(bool, isBelow);
    const Name lower = Name::fromValid(name);
    const Name upper = Name::fromValid(ancestor);
    QCOMPARE(lower.isAtOrBelow(upper), isBelow);
    if (isBelow)
        QTEST(std::string(lower.relativeTo(upper)), "relative");
}

void TestName::under()
{
    const Name root;
    const Name api = Name::fromValid("api");
    const Name zone = Name::fromValid("Cluster.local");
    QCOMPARE(api.under(zone)->text(), "api.Cluster.local."s);
    QCOMPARE(api.under(root)->text(), "api."s);
    QCOMPARE(root.under(zone)->text(), "Cluster.local."s);
    QCOMPARE(root.under(root)->text(), "."s);

    const Name long63 = Name::fromValid(label63);
    const Name three = *long63.under(*long63.under(long63));
    const Name b61 = Name::fromValid(std::string(61, 'b'));
    QCOMPARE(three.under(b61)->wireLength(), std::size_t(255));
    const auto tooLong = three.under(Name::fromValid(std::string(62, 'b')));
    QVERIFY(!tooLong && tooLong.error().code == ErrorCode::NameTooLong);
    // Octets count, not the characters of the escapes.
    const Name escaped = Name::fromValid(repeated(R"(\001)", 61));
    QCOMPARE(three.under(escaped)->wireLength(), std::size_t(255));
    QVERIFY(!three.under(Name::fromValid(repeated(R"(\001)", 62))));
}

void TestName::wire()
{
    const auto wireOf = [](const char* text) {
        std::string wire;
        Name::fromValid(text).appendWire(wire);
        return wire;
    };
    QCOMPARE(wireOf("."), "\0"s);
    QCOMPARE(wireOf("Api.x"), "\3Api\1x\0"s);
    QCOMPARE(wireOf(R"(a\.b\000.\\)"), "\4a.b\0\1\\\0"s);
    QCOMPARE(Name::fromWire("\4a.b\0\1\\\0"s)->text(), R"(a\.b\000.\\.)"s);
    QCOMPARE(Name::fromWire("\0"s)->text(), "."s);
    std::string label;
    QCOMPARE(Name::appendWireLabel(R"(a\.b.c.)", label), std::size_t(5));
    QCOMPARE(label, "\3a.b"s);
}

void TestName::brokenWire()
{
    const auto codeOf = [](const std::string& wire) {
        const auto name = Name::fromWire(wire);
        return name ? ErrorCode{-1} : name.error().code;
    };
    QVERIFY(codeOf("") == ErrorCode::MessageTruncated);
    QVERIFY(codeOf("\3ab") == ErrorCode::MessageTruncated);
    QVERIFY(codeOf("\3abc") == ErrorCode::MessageTruncated);
    QVERIFY(codeOf("\3abc\0\0"s) == ErrorCode::MessageMalformed);
    QVERIFY(codeOf("\xc0\x0c"s) == ErrorCode::MessageMalformed);
    QVERIFY(codeOf("\x40" + std::string(64, 'a') + "\0"s) == ErrorCode::MessageMalformed);
    std::string wire = repeated("\1a", 127) + "\0"s;
    QVERIFY(Name::fromWire(wire));
    QVERIFY(codeOf("\2aa" + wire.substr(2)) == ErrorCode::MessageMalformed); // 256 octets
}

void TestName::letterCase()
{
    const Name upper = Name::fromValid("API.Shop");
    const Name lower = Name::fromValid("api.shop");
    QVERIFY(upper == lower);
    QCOMPARE(upper <=> lower, std::strong_ordering::equal);
    QCOMPARE(std::hash<Name>{}(upper), std::hash<Name>{}(lower));
    QVERIFY(std::hash<Name>{}(upper) != std::hash<Name>{}(Name::fromValid("api.shoq")));
    QCOMPARE(upper.lower(), "api.shop."s);
    QVERIFY(upper.text() != lower.text());
    // Only ASCII letters: not the signs around them, not octets above 127 (RFC 4343 section 3).
    QVERIFY(Name::fromValid("[") != Name::fromValid("{"));
    QVERIFY(Name::fromValid("\xc3\x89") != Name::fromValid("\xc3\xa9"));
    QVERIFY(dns::equalsIgnoringCase("a-Z", "A-z"));
    QVERIFY(!dns::equalsIgnoringCase("a", "ab"));
    QCOMPARE(dns::asciiLower('Z'), 'z');
    QCOMPARE(dns::asciiLower('@'), '@');
}

void TestName::canonicalOrder()
{
    // RFC 4034 section 6.1, its own example, with the root and a prefix label added.
    const std::vector<std::string> sorted{".", "example.", "a.example.", "yljkjljk.a.example.", "Z.a.example.", "zABC.a.EXAMPLE.", "z.example.",
                                          R"(\001.z.example.)", "*.z.example.", R"(\200.z.example.)", "exampleb."};
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        for (std::size_t j = 0; j < sorted.size(); ++j) {
            const Name a = Name::fromValid(sorted[i]);
            const Name b = Name::fromValid(sorted[j]);
            QVERIFY2((a <=> b) == (i <=> j), (sorted[i] + " " + sorted[j]).c_str());
            QCOMPARE(a == b, i == j);
        }
    }
    // An escaped dot is the octet 46: below '0', above '-'.
    QVERIFY(Name::fromValid(R"(a\.b)") < Name::fromValid("a0b"));
    QVERIFY(Name::fromValid("a-b") < Name::fromValid(R"(a\.b)"));
}

void TestName::orderIsConsistent()
{
    support::Random random("name order");
    std::vector<Name> names;
    for (int i = 0; i < 400; ++i)
        names.push_back(randomName(random));
    std::sort(names.begin(), names.end());
    for (std::size_t i = 0; i < names.size(); ++i) {
        for (std::size_t j = i; j < names.size(); ++j) {
            const auto order = names[i] <=> names[j];
            QVERIFY2(order <= 0, (names[i].text() + " " + names[j].text()).c_str());
            QCOMPARE(order == 0, names[i] == names[j]);
        }
    }
}

void TestName::roundTrips()
{
    support::Random random("name round trips");
    for (int i = 0; i < 20000; ++i) {
        const Name name = randomName(random);
        const auto read = Name::parse(name.text());
        QVERIFY2(read, name.text().c_str());
        QCOMPARE(read->text(), name.text());
        std::string wire;
        name.appendWire(wire);
        QCOMPARE(wire.size(), name.wireLength());
        QCOMPARE(Name::fromWire(wire)->text(), name.text());
        const Name suffix = randomName(random);
        if (const auto both = name.under(suffix)) {
            QVERIFY(both->isAtOrBelow(suffix));
            QCOMPARE(both->labelCount(), name.labelCount() + suffix.labelCount());
            QCOMPARE(std::string(both->relativeTo(suffix)) + ".", name.text());
        }
    }
}

void TestName::mutatedText()
{
    support::Random random("mutated names");
    int accepted = 0;
    for (int i = 0; i < 50000; ++i) {
        const std::string text = random.mutated(R"(api\.x.\065shop.svc\\.cluster.local.)", "\\.019aA ");
        const auto name = Name::parse(text);
        if (!name)
            continue;
        ++accepted;
        std::string wire;
        name->appendWire(wire);
        QVERIFY2(wire.size() <= 255 && wire.size() == name->wireLength(), text.c_str());
        QCOMPARE(Name::fromWire(wire)->text(), name->text());
    }
    QVERIFY(accepted > 1000);
    for (int i = 0; i < 50000; ++i) {
        const auto name = Name::fromWire(random.mutated("\3api\4shop\3svc\0"s, "\0\1\2\3\4"s));
        QVERIFY(!name || Name::parse(name->text())->text() == name->text());
    }
}

QTEST_APPLESS_MAIN(TestName)
#include "tst_name.moc"
