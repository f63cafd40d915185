// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/go_values.h"
#include "model/corefile/regex.h"
#include "tests/support/std_text.h"

#include <QTest>

using namespace corefile;

namespace {

/// The value as text, or the words of the failure.
template <class T>
std::string shown(const Parsed<T>& parsed)
{
    if (!parsed)
        return parsed.error();
    if constexpr (std::is_same_v<T, std::chrono::nanoseconds>)
        return std::to_string(parsed->count());
    else if constexpr (std::is_same_v<T, HostPort>)
        return parsed->host + '|' + parsed->port;
    else
        return std::to_string(*parsed);
}

} // namespace

class TestGoValues : public QObject {
    Q_OBJECT
private slots:
    void durations_data();
    void durations();
    void numbers();
    void addresses_data();
    void addresses();
    void texts();
    void regexGroups();
    void regexFaults_data();
    void regexFaults();
};

void TestGoValues::durations_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* text, const char* expected) { QTest::newRow(text) << std::string(text) << std::string(expected); };
    row("0", "0");
    row("1s", "1000000000");
    row("1h30m", "5400000000000");
    row("1.5s", "1500000000");
    row("0.1s", "100000000");
    row(".5ms", "500000");
    row("2us", "2000");
    row("2\xC2\xB5s", "2000");
    row("-1m", "-60000000000");
    row("+3ns", "3");
    row("2562047h", "9223369200000000000");
    row("2562048h", "time: invalid duration \"2562048h\"");
    row("", "time: invalid duration \"\"");
    row("s", "time: invalid duration \"s\"");
    row("-", "time: invalid duration \"-\"");
    row("5", "time: missing unit in duration \"5\"");
    row("1h5", "time: missing unit in duration \"1h5\"");
    row("1d", "time: unknown unit \"d\" in duration \"1d\"");
    row("1 s", "time: unknown unit \" s\" in duration \"1 s\"");
}

void TestGoValues::durations()
{
    QFETCH(std::string, text);
    QTEST(shown(goParseDuration(text)), "expected");
}

void TestGoValues::numbers()
{
    QCOMPARE(shown(goAtoi("-007")), std::string("-7"));
    QCOMPARE(shown(goAtoi("+3")), std::string("3"));
    QCOMPARE(shown(goAtoi("1x")), std::string("strconv.Atoi: parsing \"1x\": invalid syntax"));
    QCOMPARE(shown(goAtoi("")), std::string("strconv.Atoi: parsing \"\": invalid syntax"));
    QCOMPARE(shown(goAtoi("9223372036854775808")), std::string("strconv.Atoi: parsing \"9223372036854775808\": value out of range"));
    QCOMPARE(shown(goParseUint("4294967295", 32)), std::string("4294967295"));
    QCOMPARE(shown(goParseUint("4294967296", 32)), std::string("strconv.ParseUint: parsing \"4294967296\": value out of range"));
    QCOMPARE(shown(goParseUint("-1", 32)), std::string("strconv.ParseUint: parsing \"-1\": invalid syntax"));
    QVERIFY(goParseFloat("1.5").value() == 1.5);
    QCOMPARE(shown(goParseFloat("x")), std::string("strconv.ParseFloat: parsing \"x\": invalid syntax"));
}

void TestGoValues::addresses_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* text, const char* expected) { QTest::newRow(text) << std::string(text) << std::string(expected); };
    row(":53", "|53");
    row("a:b", "a|b");
    row("[::1]:53", "::1|53");
    row("[::1%eth0]:", "::1%eth0|");
    row("a", "address a: missing port in address");
    row("", "address : missing port in address");
    row("::1", "address ::1: too many colons in address");
    row("[::1]", "address [::1]: missing port in address");
    row("[::1", "address [::1: missing ']' in address");
    row("[::1]x:1", "address [::1]x:1: missing port in address");
    row("a[b:1", "address a[b:1: unexpected '[' in address");
    row("a]b:1", "address a]b:1: unexpected ']' in address");
}

void TestGoValues::addresses()
{
    QFETCH(std::string, text);
    QTEST(shown(goSplitHostPort(text)), "expected");
}

void TestGoValues::texts()
{
    using namespace std::chrono_literals;
    QCOMPARE(goDurationText(0s), std::string("0s"));
    QCOMPARE(goDurationText(90s), std::string("1m30s"));
    QCOMPARE(goDurationText(1h), std::string("1h0m0s"));
    QCOMPARE(goDurationText(-1500ms), std::string("-1.5s"));
    QCOMPARE(goDurationText(2500us), std::string("2.5ms"));
    QCOMPARE(goDurationText(7ns), std::string("7ns"));
    QCOMPARE(goQuoted("a\"\\\n"), std::string(R"("a\"\\\n")"));
    QCOMPARE(goJoinHostPort("::1", "53"), std::string("[::1]:53"));
    QCOMPARE(std::string(withoutZoneId("fe80::1%eth0")), std::string("fe80::1"));
}

void TestGoValues::regexGroups()
{
    const auto regex = Regex::compile("(?P<ip>[0-9]+)-(?<rest>[a-z]*)(x)?");
    QVERIFY(regex);
    QCOMPARE(regex->groupCount(), 3);
    QVERIFY((regex->groupNames() == std::vector<std::string>{"", "ip", "rest", ""}));
    QVERIFY((regex->search("a 10-b.") == std::vector<std::string>{"10-b", "10", "b", ""}));
    QVERIFY(!regex->search("none"));
    QVERIFY(regex->search("1-") == Regex(*regex).search("1-"));
    QVERIFY(*regex == *Regex::compile("(?P<ip>[0-9]+)-(?<rest>[a-z]*)(x)?") && !(*regex == Regex()));
    QVERIFY(Regex().search("anything") == std::vector<std::string>{"anything"});
    QVERIFY(Regex::compile(R"(\(?<a)")); // an escaped bracket opens no group
}

void TestGoValues::regexFaults_data()
{
    QTest::addColumn<std::string>("pattern");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* pattern, const char* expected) { QTest::newRow(pattern) << std::string(pattern) << std::string(expected); };
    row("(", "error parsing regexp: missing closing ): `(`");
    row("a)", "error parsing regexp: unexpected ): `a)`");
    row("[a", "error parsing regexp: missing closing ]: `[a`");
    row("*", "error parsing regexp: missing argument to repetition operator: `*`");
    row("a**", "error parsing regexp: invalid nested repetition operator: `**`");
    row("(?=a)", "error parsing regexp: invalid or unsupported Perl syntax: `(?=`");
    row("a\\", "error parsing regexp: trailing backslash at end of expression: ``");
    row("a{1001}", "error parsing regexp: invalid repeat count: `{1001}`");
}

void TestGoValues::regexFaults()
{
    QFETCH(std::string, pattern);
    std::string problem;
    QVERIFY(!Regex::compile(pattern, &problem));
    QTEST(problem, "expected");
    QVERIFY(!Regex::compile(pattern));
}

QTEST_APPLESS_MAIN(TestGoValues)
#include "tst_go_values.moc"
