// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/base/ip_address.h"
#include "tests/support/random.h"
#include "tests/support/std_text.h"

#include <QTest>

#include <unordered_set>

using base::IpAddress;
using base::IpFamily;
using base::IpPrefix;

/// The texts are those of Go's netip tests and of RFC 5952 section 4.
class TestIpAddress : public QObject {
    Q_OBJECT
private slots:
    void canonicalText_data();
    void canonicalText();
    void refusedText_data();
    void refusedText();
    void bytes();
    void order();
    void randomAddressesSurviveTheirText();
    void mutatedText();
    void prefixText_data();
    void prefixText();
    void prefixContains_data();
    void prefixContains();
};

void TestIpAddress::canonicalText_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("canonical");
    QTest::addColumn<bool>("isV4");
    const auto row = [](const char* text, const char* canonical, bool isV4) {
        QTest::newRow(text) << std::string(text) << std::string(canonical) << isV4;
    };
    row("0.0.0.0", "0.0.0.0", true);
    row("192.168.140.255", "192.168.140.255", true);
    row("10.96.0.7", "10.96.0.7", true);
    row("::ffff:1.2.3.4", "1.2.3.4", true);
    row("::FFFF:192.168.140.255", "192.168.140.255", true);
    row("0:0:0:0:0000:ffff:1.2.3.4", "1.2.3.4", true);
    row("::ffff:102:304", "1.2.3.4", true);
    row("::", "::", false);
    row("::0", "::", false);
    row("0:0:0:0:0:0:0:0", "::", false);
    row("::1", "::1", false);
    row("1::", "1::", false);
    row("::fffe:1.2.3.4", "::fffe:102:304", false);
    row("::1.2.3.4", "::102:304", false);
    row("64:ff9b::1.2.3.4", "64:ff9b::102:304", false);
    row("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304", false);
    row("fd7a:115c:a1e0:ab12:4843:cd96:626b:430b", "fd7a:115c:a1e0:ab12:4843:cd96:626b:430b", false);
    row("fd7a:115c::626b:430b", "fd7a:115c::626b:430b", false);
    row("FD9E:1A04:F01D::1", "fd9e:1a04:f01d::1", false);
    // RFC 5952: leading zeros go (4.1), one group is not shortened (4.2.2), the longest run is (4.2.3), the first of equal runs.
    row("2001:0db8::0001", "2001:db8::1", false);
    row("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1", false);
    row("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1", false);
    row("2001:0:0:1:0:0:0:1", "2001:0:0:1::1", false);
    row("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1", false);
    row("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", false);
    row("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8", false);
    row("1:0:0:0:0:0:0:0", "1::", false);
}

void TestIpAddress::canonicalText()
{
    QFETCH(std::string, text);
    QFETCH(std::string, canonical);
    QFETCH(bool, isV4);
    const auto address = IpAddress::parse(text);
    QVERIFY(address);
    QCOMPARE(address->toString(), canonical);
    QCOMPARE(address->isV4(), isV4);
    QCOMPARE(address->family() == IpFamily::V4, isV4);
    QVERIFY(IpAddress::parse(canonical) == address);
    QCOMPARE(address->isNone(), canonical == "::");
}

void TestIpAddress::refusedText_data()
{
    QTest::addColumn<std::string>("text");
    const auto row = [](const char* text) { QTest::newRow(*text != '\0' ? text : "(empty)") << std::string(text); };
    for (const char* text : {"", "bad", "1234", "1a23b", "1.2.3", "1.2.3.4.5", "1.2.3.", ".1.2.3", "1..2.3", "1.2.3.4.", " 1.2.3.4", "1.2.3.4 ",
                             "1.2.3.4:53", "1.2.3.4/24", "+1.2.3.4", "-1.2.3.4", "1.2.3.256", "1.2.3.1000", "0x1.2.3.4", "1.2.3.a"})
        row(text);
    // Leading zeros are octal for some and decimal for others: refused as by netip.
    for (const char* text : {"01.2.3.4", "1.2.3.04", "00.0.0.0", "1.2.3.000", "127.0.0.010", "::ffff:1.2.3.04"})
        row(text);
    for (const char* text : {":", ":::", "1", "1:", ":1", "1:2", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8:", "1:2:3:4:5:6:7:8::",
                             "::1::", "1::2::3", "fe80:::1", "fe80::1%eth0", "fe80:1?:1", "12345::", "::00001", "::g", "[::1]", "::1 ", "1:::2",
                             "1:2:3:4::5:6:7:8", "::1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8::1"})
        row(text);
    for (const char* text : {"::ffff:1.2.3", "::ffff:1.2.3.4.5", "::ffff:1.2.3.4:1", "::ffff:300.2.3.4", "1.2.3.4::", "1:2:3:4:5:1.2.3.4",
                             "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6::7:1.2.3.4", "::1.2.3.a", "::abc.1.2.3", "::1.2.3.4%1"})
        row(text);
    QTest::newRow("NUL inside") << std::string("1.2.3.4\0", 8);
}

void TestIpAddress::refusedText()
{
    QFETCH(std::string, text);
    QVERIFY(!IpAddress::parse(text));
}

void TestIpAddress::bytes()
{
    const std::array<std::uint8_t, 16> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 1, 2, 3, 4};
    QVERIFY(IpAddress::v4(1, 2, 3, 4).bytes() == mapped);
    QVERIFY(IpAddress::parse("1.2.3.4")->bytes() == mapped);
    QVERIFY(IpAddress::parse("::ffff:1.2.3.4") == IpAddress::v4(1, 2, 3, 4));
    const std::array<std::uint8_t, 16> v6{0x12, 0x34, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xab, 0xcd};
    QVERIFY(IpAddress::parse("1234::abcd")->bytes() == v6);
    QVERIFY(IpAddress{}.isNone());
    QVERIFY(!IpAddress::v4(0, 0, 0, 0).isNone());
}

void TestIpAddress::order()
{
    QVERIFY(IpAddress::v4(10, 0, 0, 2) < IpAddress::v4(10, 0, 0, 10));
    QVERIFY(*IpAddress::parse("::1") < IpAddress::v4(0, 0, 0, 0));
    QVERIFY(IpAddress::v4(255, 255, 255, 255) < *IpAddress::parse("fd00::"));
    std::unordered_set<IpAddress> addresses{IpAddress::v4(1, 2, 3, 4), *IpAddress::parse("::ffff:1.2.3.4"), *IpAddress::parse("fd00::1")};
    QCOMPARE(addresses.size(), std::size_t(2));
}

void TestIpAddress::randomAddressesSurviveTheirText()
{
    support::Random random("addresses");
    for (int i = 0; i < 20000; ++i) {
        std::array<std::uint8_t, 16> bytes{};
        for (std::size_t group = 0; group < 8; ++group) {
            if (random.below(2) == 0)
                bytes[2 * group + random.below(2)] = static_cast<std::uint8_t>(random.octet());
        }
        const IpAddress address(bytes);
        const auto read = IpAddress::parse(address.toString());
        QVERIFY2(read == address, address.toString().c_str());
    }
}

void TestIpAddress::mutatedText()
{
    support::Random random("mutated addresses");
    int accepted = 0;
    for (int i = 0; i < 50000; ++i) {
        const std::string start = i % 2 == 0 ? "fd7a:115c::626b:192.168.1.20" : "192.168.140.25";
        const std::string text = random.mutated(start, "0123456789abcdefF:./%");
        const auto address = IpAddress::parse(text);
        accepted += address ? 1 : 0;
        QVERIFY2(!address || IpAddress::parse(address->toString()) == address, text.c_str());
        (void)IpPrefix::parse(text);
    }
    QVERIFY(accepted > 100); // else the mutations only try the first branch
}

void TestIpAddress::prefixText_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("canonical"); // empty: refused
    const auto row = [](const char* text, const char* canonical) { QTest::newRow(text) << std::string(text) << std::string(canonical); };
    row("10.96.0.0/12", "10.96.0.0/12");
    row("10.111.255.255/12", "10.96.0.0/12");
    row("10.0.0.1/32", "10.0.0.1/32");
    row("10.0.0.1/0", "0.0.0.0/0");
    row("10.0.0.129/25", "10.0.0.128/25");
    row("fd00:1:2:3::4/64", "fd00:1:2:3::/64");
    row("fd00::1/128", "fd00::1/128");
    row("ffff::/1", "8000::/1");
    row("fd00::1/0", "::/0");
    row("::ffff:10.1.2.3/120", "10.1.2.0/24");
    row("::ffff:10.1.2.3/96", "0.0.0.0/0");
    row("::ffff:10.1.2.3/95", "::fffe:0:0/95");
    for (const char* text : {"10.0.0.0", "10.0.0.0/", "/8", "10.0.0.0/33", "10.0.0.0/08", "10.0.0.0/+8", "10.0.0.0/-1", "10.0.0.0/8 ", "10.0.0/8",
                             "10.0.0.0/8/8", "10.0.0.0/a", "fd00::/129", "fd00::/1000", "fd00::%a/64", "10.0.0.0/255.0.0.0"})
        row(text, "");
}

void TestIpAddress::prefixText()
{
    QFETCH(std::string, text);
    QFETCH(std::string, canonical);
    const auto prefix = IpPrefix::parse(text);
    QCOMPARE(prefix ? prefix->toString() : std::string(), canonical);
    if (prefix)
        QVERIFY(IpPrefix::parse(prefix->toString()) == prefix);
}

void TestIpAddress::prefixContains_data()
{
    QTest::addColumn<std::string>("prefix");
    QTest::addColumn<std::string>("address");
    QTest::addColumn<bool>("isInside");
    const auto row = [](const char* prefix, const char* address, bool isInside) {
        QTest::addRow("%s %s", prefix, address) << std::string(prefix) << std::string(address) << isInside;
    };
    row("10.96.0.0/12", "10.96.0.0", true);
    row("10.96.0.0/12", "10.111.255.255", true);
    row("10.96.0.0/12", "10.112.0.0", false);
    row("10.96.0.0/12", "10.95.255.255", false);
    row("10.0.0.1/32", "10.0.0.1", true);
    row("10.0.0.1/32", "10.0.0.0", false);
    row("0.0.0.0/0", "255.1.2.3", true);
    row("0.0.0.0/0", "::1", false);
    row("::/0", "fd00::1", true);
    row("::/0", "10.0.0.1", false);
    row("fd00::/65", "fd00::7fff:0:0:1", true);
    row("fd00::/65", "fd00::8000:0:0:1", false);
}

void TestIpAddress::prefixContains()
{
    QFETCH(std::string, prefix);
    QFETCH(std::string, address);
    QTEST(IpPrefix::parse(prefix)->contains(*IpAddress::parse(address)), "isInside");
}

QTEST_APPLESS_MAIN(TestIpAddress)
#include "tst_ip_address.moc"
