// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/stub_resolver.h"
#include "tests/support/std_text.h"

#include <QTest>

using sim::Libc;
using sim::readSettings;
using Texts = std::vector<std::string>;

/// How each library reads resolv.conf (dns-semantics 9.1, 9.4, 9.5), and which names it makes of what was typed.
class TestStubSettings : public QObject {
    Q_OBJECT
private slots:
    void glibcTakesDirectivesInColumnZeroOnly();
    void glibcClampsNumbers();
    void glibcFlagsDependOnRelease();
    void glibcEnvironmentReplacesAndAdds();
    void glibcDropsAddressesWithCarriageReturn();
    void glibcListWasShortBefore226();
    void muslFindsNumbersInsideWords();
    void muslPassesOverLongLines();
    void muslTakesAnEmptyLastSearchLine();
    void muslSearchesSince1113();
    void goNamesUnknownOptions();
    void windowsKnowsNoNdots();
    void ladder_data();
    void ladder();
    void ladderOfRefusedNamesIsEmpty();
    void guess();
};

void TestStubSettings::glibcTakesDirectivesInColumnZeroOnly()
{
    const auto settings = readSettings(Libc::Glibc, {}, " nameserver 192.0.2.1\n#nameserver 192.0.2.2\nnameserver 192.0.2.3 rest\nsearch a # b\noptions ndots:2 # rotate\n");
    QCOMPARE(settings.nameservers, Texts{"192.0.2.3"});
    QCOMPARE(settings.search, (Texts{"a", "#", "b"}));
    QCOMPARE(settings.ndots, 2);
    QVERIFY(settings.rotate); // a # inside a line is an ordinary word
}

void TestStubSettings::glibcClampsNumbers()
{
    const auto settings = readSettings(Libc::Glibc, {}, "options ndots:99 timeout:999 attempts:999\n");
    QCOMPARE(settings.ndots, 15);
    QCOMPARE(settings.timeoutSeconds, 30);
    QCOMPARE(settings.attempts, 5);
    QCOMPARE(readSettings(Libc::Glibc, {}, "options ndots:-1\n").ndots, 15);
}

void TestStubSettings::glibcFlagsDependOnRelease()
{
    const char* text = "options no-aaaa strict-error trust-ad edns0 -edns0\n";
    const auto old = readSettings(Libc::Glibc, {2, 30}, text);
    QVERIFY(!old.noAaaa && !old.strictError && !old.trustAd && old.edns0);
    const auto debian12 = readSettings(Libc::Glibc, {2, 36}, text);
    QVERIFY(debian12.noAaaa && !debian12.strictError && debian12.trustAd && debian12.edns0);
    const auto newest = readSettings(Libc::Glibc, {}, text);
    QVERIFY(newest.noAaaa && newest.strictError && !newest.edns0);
}

void TestStubSettings::glibcEnvironmentReplacesAndAdds()
{
    const sim::SettingsEnvironment environment{.hostname = "web.example", .localDomain = "one two", .resOptions = "ndots:4"};
    const auto settings = readSettings(Libc::Glibc, {}, "search file\noptions ndots:2 rotate\n", environment);
    QCOMPARE(settings.search, (Texts{"one", "two"}));
    QCOMPARE(settings.ndots, 4);
    QVERIFY(settings.rotate);
    QCOMPARE(settings.nameservers, Texts{"127.0.0.1"});
}

void TestStubSettings::glibcDropsAddressesWithCarriageReturn()
{
    const char* text = "nameserver 192.0.2.1\r\nsearch one two\r\n";
    const auto glibc = readSettings(Libc::Glibc, {}, text);
    QCOMPARE(glibc.nameservers, Texts{"127.0.0.1"});
    QCOMPARE(glibc.search, (Texts{"one", "two\r"}));
    QCOMPARE(readSettings(Libc::Musl, {}, text).nameservers, Texts{"192.0.2.1"});
    QCOMPARE(readSettings(Libc::Musl, {}, text).search, (Texts{"one", "two"}));
}

void TestStubSettings::glibcListWasShortBefore226()
{
    const char* text = "search a b c d e f g h\n";
    QCOMPARE(readSettings(Libc::Glibc, {2, 25}, text).search.size(), std::size_t(6));
    QCOMPARE(readSettings(Libc::Glibc, {2, 26}, text).search.size(), std::size_t(8));
}

void TestStubSettings::muslFindsNumbersInsideWords()
{
    const auto settings = readSettings(Libc::Musl, {}, "options xndots:5 rotate timeout:99\noptions attempts:3\n");
    QCOMPARE(settings.ndots, 5);
    QCOMPARE(settings.timeoutSeconds, 60);
    QCOMPARE(settings.attempts, 3);
    QVERIFY(!settings.rotate);
}

void TestStubSettings::muslPassesOverLongLines()
{
    const std::string longest = "search " + std::string(254 - 7, 'a');
    QCOMPARE(readSettings(Libc::Musl, {}, longest + "\n").search.size(), std::size_t(1));
    QVERIFY(readSettings(Libc::Musl, {}, longest + "a\n").search.empty());
}

void TestStubSettings::muslTakesAnEmptyLastSearchLine()
{
    QVERIFY(readSettings(Libc::Musl, {}, "search one\nsearch \n").search.empty());
    QCOMPARE(readSettings(Libc::Glibc, {}, "search one\nsearch \n").search, Texts{"one"});
}

void TestStubSettings::muslSearchesSince1113()
{
    QVERIFY(readSettings(Libc::Musl, {1, 1, 12}, "search one\n").search.empty());
    QCOMPARE(readSettings(Libc::Musl, {1, 1, 13}, "search one\n").search, Texts{"one"});
}

void TestStubSettings::goNamesUnknownOptions()
{
    const char* text = "options edns0 debug\n";
    QCOMPARE(readSettings(Libc::Go, {}, text).unknownOptions, Texts{"debug"});
    QCOMPARE(readSettings(Libc::Go, {1, 19}, text).unknownOptions, (Texts{"edns0", "debug"}));
    QCOMPARE(readSettings(Libc::Go, {}, "search . one two.\n").search, (Texts{"one.", "two."}));
    QCOMPARE(readSettings(Libc::Go, {}, "").nameservers, (Texts{"127.0.0.1", "::1"}));
}

void TestStubSettings::windowsKnowsNoNdots()
{
    const auto settings = readSettings(Libc::Windows, {}, "nameserver 10.96.0.10\nsearch a b\noptions ndots:5\n");
    QCOMPARE(settings.ndots, 1);
    QCOMPARE(settings.search, (Texts{"a", "b"}));
}

void TestStubSettings::ladder_data()
{
    QTest::addColumn<int>("libc");
    QTest::addColumn<QString>("search");
    QTest::addColumn<int>("ndots");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* title, Libc libc, const char* search, int ndots, const char* name, const char* expected) {
        QTest::newRow(title) << static_cast<int>(libc) << QString::fromLatin1(search) << ndots << QString::fromLatin1(name) << QString::fromLatin1(expected);
    };
    row("glibc, few dots", Libc::Glibc, "s.test test", 5, "a.b", "a.b.s.test. a.b.test. a.b.");
    row("glibc, enough dots", Libc::Glibc, "s.test test", 1, "a.b", "a.b. a.b.s.test. a.b.test.");
    row("glibc, absolute", Libc::Glibc, "s.test test", 5, "a.b.", "a.b.");
    row("glibc, root on the list", Libc::Glibc, "s.test .", 5, "a.b", "a.b.s.test. a.b.");
    row("musl, few dots", Libc::Musl, "s.test test", 5, "a.b", "a.b.s.test. a.b.test. a.b.");
    row("musl, enough dots", Libc::Musl, "s.test test", 1, "a.b", "a.b.");
    row("go, enough dots", Libc::Go, "s.test test", 1, "a.b", "a.b. a.b.s.test. a.b.test.");
    row("go, onion", Libc::Go, "s.test", 5, "a.onion", "a.onion.s.test.");
    row("windows, no dot", Libc::Windows, "s.test test", 1, "a", "a.s.test.");
    row("windows, a dot", Libc::Windows, "s.test test", 5, "a.b", "a.b.");
}

void TestStubSettings::ladder()
{
    QFETCH(int, libc);
    QFETCH(QString, search);
    QFETCH(int, ndots);
    QFETCH(QString, name);
    QFETCH(QString, expected);
    const std::string text = "search " + search.toStdString() + "\noptions ndots:" + std::to_string(ndots) + '\n';
    const auto settings = readSettings(static_cast<Libc>(libc), {}, text);
    QStringList names;
    for (const auto& candidate : sim::candidates(static_cast<Libc>(libc), {}, settings, {name.toStdString()})) {
        if (candidate.fate != sim::CandidateFate::Skipped)
            names.append(QString::fromStdString(candidate.name));
    }
    QCOMPARE(names.join(QLatin1Char(' ')), expected);
}

void TestStubSettings::ladderOfRefusedNamesIsEmpty()
{
    const auto settings = readSettings(Libc::Glibc, {}, "search test\n");
    for (const char* name : {"10.0.0.1", "127.1", "0x7f.1", "1", "fd00::1", "-a", "a..b", "a b", "b*d", "192.0.2.1 "})
        QVERIFY2(sim::candidates(Libc::Glibc, {}, settings, {name}).empty(), name);
    for (const char* name : {"10.0.0.1.", "a_b", "300.1.2.3", "0x7g"})
        QVERIFY2(!sim::candidates(Libc::Glibc, {}, settings, {name}).empty(), name);
    QVERIFY(!sim::candidates(Libc::Musl, {}, settings, {"b*d"}).empty()); // musl checks no characters
}

void TestStubSettings::guess()
{
    QVERIFY(sim::guessLibc("docker.io/library/nginx:1.27-alpine") == Libc::Musl);
    QVERIFY(sim::guessLibc("busybox:musl") == Libc::Musl);
    QVERIFY(sim::guessLibc("golang:1.22") == Libc::Glibc);
    QVERIFY(sim::guessLibc("") == Libc::Glibc);
}

QTEST_GUILESS_MAIN(TestStubSettings)
#include "tst_stub_settings.moc"
