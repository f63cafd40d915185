// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/dns/record.h"
#include "tests/support/random.h"
#include "tests/support/std_text.h"

#include <QTest>

using base::ErrorCode;
using base::IpAddress;
using namespace dns;
using namespace std::string_literals;

class TestRecord : public QObject {
    Q_OBJECT
private slots:
    void mnemonics_data();
    void mnemonics();
    void unknownMnemonics();
    void dataText_data();
    void dataText();
    void brokenData_data();
    void brokenData();
    void txtStrings();
    void genericForm();
    void recordText();
    void madeRecords();
    void reverseNames_data();
    void reverseNames();
    void notReverseNames_data();
    void notReverseNames();
    void mutatedData();
};

void TestRecord::mnemonics_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("type"); // -1: not a type's text
    QTest::addColumn<std::string>("canonical");
    const auto row = [](const char* text, int type, const char* canonical) { QTest::newRow(text) << std::string(text) << type << std::string(canonical); };
    for (const auto& [text, type] : std::initializer_list<std::pair<const char*, int>>{
             {"A", 1}, {"NS", 2}, {"CNAME", 5}, {"SOA", 6}, {"PTR", 12}, {"HINFO", 13}, {"MX", 15}, {"TXT", 16}, {"AAAA", 28},
             {"SRV", 33}, {"NAPTR", 35}, {"DNAME", 39}, {"OPT", 41}, {"DS", 43}, {"RRSIG", 46}, {"NSEC", 47}, {"DNSKEY", 48},
             {"SVCB", 64}, {"HTTPS", 65}, {"IXFR", 251}, {"AXFR", 252}, {"ANY", 255}, {"CAA", 257}, {"TYPE65280", 65280}, {"TYPE0", 0}})
        row(text, type, text);
    row("aaaa", 28, "AAAA");
    row("Srv", 33, "SRV");
    row("TYPE1", 1, "A");
    row("type257", 257, "CAA");
    row("TYPE65535", 65535, "TYPE65535");
    for (const char* text : {"AA", "TYPE", "TYPE65536", "TYPE-1", "TYPE 1", "TYPE1x", "TYP1", "*"})
        row(text, -1, "");
    QTest::newRow("(empty)") << ""s << -1 << ""s;
}

void TestRecord::mnemonics()
{
    QFETCH(std::string, text);
    QFETCH(int, type);
    const auto parsed = parseType(text);
    QCOMPARE(parsed ? static_cast<int>(*parsed) : -1, type);
    if (parsed) {
        QTEST(toString(*parsed), "canonical");
    } else {
        QVERIFY(parsed.error().code == ErrorCode::TypeUnknown);
        QCOMPARE(parsed.error().subject, text);
    }
}

void TestRecord::unknownMnemonics()
{
    for (const auto& [klass, text] : {std::pair{Class::IN, "IN"s}, {Class::CH, "CH"s}, {Class::HS, "HS"s}, {Class::NONE, "NONE"s}, {Class::ANY, "ANY"s},
                                      {Class{2}, "CLASS2"s}, {Class{65535}, "CLASS65535"s}}) {
        QCOMPARE(toString(klass), text);
        QVERIFY(parseClass(asciiLower(text)) == klass);
    }
    QVERIFY(!parseClass("CLASS65536") && !parseClass("") && !parseClass("INN"));

    for (const auto& [rcode, text] : {std::pair{0, "NOERROR"s}, {1, "FORMERR"s}, {2, "SERVFAIL"s}, {3, "NXDOMAIN"s}, {4, "NOTIMP"s}, {5, "REFUSED"s},
                                      {6, "YXDOMAIN"s}, {7, "YXRRSET"s}, {8, "NXRRSET"s}, {9, "NOTAUTH"s}, {10, "NOTZONE"s}, {16, "BADVERS"s},
                                      {23, "RCODE23"s}}) {
        QCOMPARE(toString(Rcode{static_cast<std::uint16_t>(rcode)}), text);
        QVERIFY(parseRcode(asciiLower(text)) == Rcode{static_cast<std::uint16_t>(rcode)});
    }
    QVERIFY(!parseRcode("RCODE") && !parseRcode("NOPE"));
}

void TestRecord::dataText_data()
{
    QTest::addColumn<std::string>("type");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("canonical"); // the origin is zone.example.
    const auto row = [](const char* type, const char* text, const char* canonical) {
        QTest::addRow("%s %s", type, text) << std::string(type) << std::string(text) << std::string(canonical);
    };
    row("A", "10.96.0.7", "10.96.0.7");
    row("A", "  10.96.0.7\t; why", "10.96.0.7");
    row("AAAA", "FD00:0::7", "fd00::7");
    row("AAAA", "::ffff:1.2.3.4", "::ffff:1.2.3.4");
    row("CNAME", "api.shop.svc.cluster.local.", "api.shop.svc.cluster.local.");
    row("CNAME", "api", "api.zone.example.");
    row("NS", "@", "zone.example.");
    row("PTR", ".", ".");
    row("PTR", R"(a\.)", R"(a\..zone.example.)");
    row("PTR", R"(a\\.)", R"(a\\.)");
    row("DNAME", "Other.Example.", "Other.Example.");
    row("SRV", "0 100 80 api.shop.svc.cluster.local.", "0 100 80 api.shop.svc.cluster.local.");
    row("SRV", "65535 0 1 .", "65535 0 1 .");
    row("MX", "10 mail", "10 mail.zone.example.");
    row("SOA", "ns.dns hostmaster 1499347823 7200 1800 86400 5", "ns.dns.zone.example. hostmaster.zone.example. 1499347823 7200 1800 86400 5");
    row("SOA", "a. b. 4294967295 2H 30m 1D (\n 1w )", "a. b. 4294967295 7200 1800 86400 604800");
    row("TXT", "word", R"("word")");
    row("TXT", R"("two words" next)", R"("two words" "next")");
    row("TXT", R"("")", R"("")");
    row("TXT", R"("a;b(c)d" e\;f)", R"("a;b(c)d" "e;f")");
    row("TXT", R"("quote \" and \\ and \009 and \200 and \a")", R"("quote \" and \\ and \009 and \200 and a")");
    row("TXT", "\"\t\xc3\xa9\"", R"("\009\195\169")");
    row("HINFO", R"("PC" "Linux x")", R"(\# 11 025043074c696e75782078)");
    row("CAA", R"(0 issue "ca.example")", R"(\# 17 0005697373756563612e6578616d706c65)");
    row("NAPTR", R"(1 2 "u" "E2U+sip" "!^.*$!x!" .)", R"(\# 24 000100020175074532552b73697008215e2e2a2421782100)");
    row("TYPE65280", R"(\# 3 ABcd eF)", R"(\# 3 abcdef)");
    row("TYPE65280", R"(\# 0)", R"(\# 0)");
    row("HTTPS", R"(\# 3 000100)", R"(\# 3 000100)");
    // A known type in the generic form is read as what it is (RFC 3597 section 5).
    row("A", R"(\# 4 0a600007)", "10.96.0.7");
    row("SRV", R"(\# 13 0000 0064 0050 036170690178 00)", "0 100 80 api.x.");
}

void TestRecord::dataText()
{
    QFETCH(std::string, type);
    QFETCH(std::string, text);
    QFETCH(std::string, canonical);
    const Type value = *parseType(type);
    const auto data = parseRdata(value, text, Name::fromValid("zone.example"));
    QVERIFY2(data, data ? "" : (data.error().subject + ": " + data.error().detail).c_str());
    QCOMPARE(dns::dataText({Name(), value, Class::IN, Ttl(0), *data}), canonical);
    QVERIFY(parseRdata(value, canonical) == data);
}

void TestRecord::brokenData_data()
{
    QTest::addColumn<std::string>("type");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<std::string>("subject");
    QTest::addColumn<int>("column");
    const auto row = [](const char* type, const std::string& text, ErrorCode code, const std::string& subject, int column) {
        QTest::addRow("%s %s", type, text.substr(0, 40).c_str()) << std::string(type) << text << static_cast<int>(code) << subject << column;
    };
    row("A", "", ErrorCode::ZoneSyntax, "", 0);
    row("A", "10.96.0", ErrorCode::AddressMalformed, "10.96.0", 1);
    row("A", "::ffff:10.96.0.7", ErrorCode::AddressMalformed, "::ffff:10.96.0.7", 1);
    row("A", "10.96.0.7 10.96.0.8", ErrorCode::ZoneSyntax, "10.96.0.8", 11);
    row("A", "10.96.0.7\n10.96.0.8", ErrorCode::ZoneSyntax, "10.96.0.8", 1);
    row("AAAA", "10.96.0.7", ErrorCode::AddressMalformed, "10.96.0.7", 1);
    row("CNAME", "a..b", ErrorCode::LabelEmpty, "a..b", 1);
    row("CNAME", std::string(64, 'a'), ErrorCode::LabelTooLong, std::string(64, 'a'), 1);
    row("CNAME", R"("a")", ErrorCode::ZoneSyntax, "a", 1);
    row("CNAME", R"(a\2)", ErrorCode::NameMalformed, R"(a\2)", 1);
    row("SRV", "0 100 80", ErrorCode::ZoneSyntax, "", 9);
    row("SRV", "0 65536 80 a.", ErrorCode::ZoneSyntax, "65536", 3);
    row("SRV", "-1 0 80 a.", ErrorCode::ZoneSyntax, "-1", 1);
    row("MX", "ten mail", ErrorCode::ZoneSyntax, "ten", 1);
    row("MX", R"("1" mail)", ErrorCode::ZoneSyntax, "1", 1);
    row("SOA", "a. b. 1 2 3 4", ErrorCode::ZoneSyntax, "", 14);
    row("SOA", "a. b. 1 2 3 4 5x", ErrorCode::ZoneSyntax, "5x", 15);
    row("SOA", "a. b. 4294967296 2 3 4 5", ErrorCode::ZoneSyntax, "4294967296", 7);
    row("SOA", "a. b. 1h 2 3 4 5", ErrorCode::ZoneSyntax, "1h", 7);
    row("SOA", "a. b. 1 7102w 3 4 5", ErrorCode::ZoneSyntax, "7102w", 9);
    row("TXT", "", ErrorCode::ZoneSyntax, "", 0);
    row("TXT", R"("open)", ErrorCode::ZoneSyntax, "open", 1);
    row("TXT", R"(a\25)", ErrorCode::ZoneSyntax, R"(a\25)", 1);
    row("TXT", R"(a\256)", ErrorCode::ZoneSyntax, R"(a\256)", 1);
    row("TXT", "( a", ErrorCode::ZoneSyntax, "(", 1);
    row("TXT", "a )", ErrorCode::ZoneSyntax, ")", 3);
    row("HINFO", std::string(256, 'a') + " b", ErrorCode::ZoneSyntax, std::string(256, 'a'), 1);
    row("DS", "1 8 2 abcd", ErrorCode::ZoneSyntax, "1", 1);
    row("TYPE65280", R"(\# 2 abcdef)", ErrorCode::ZoneSyntax, "2", 4);
    row("TYPE65280", R"(\# 2 abc)", ErrorCode::ZoneSyntax, "2", 4);
    row("TYPE65280", R"(\# 1 xy)", ErrorCode::ZoneSyntax, "xy", 6);
    row("TYPE65280", R"(\#)", ErrorCode::ZoneSyntax, "", 3);
    row("TYPE65280", R"(\# 65536 ab)", ErrorCode::ZoneSyntax, "65536", 4);
    row("A", R"(\# 3 0a6000)", ErrorCode::ZoneSyntax, R"(\#)", 1);
    row("A", R"(\# 0)", ErrorCode::ZoneSyntax, R"(\#)", 1);
    row("SOA", R"(\# 37 0b6162636465666768696a6b 017800 c00c )" + std::string(40, '0'), ErrorCode::ZoneSyntax, R"(\#)", 1);
    row("CNAME", R"(\# 2 c00c)", ErrorCode::ZoneSyntax, R"(\#)", 1);
}

void TestRecord::brokenData()
{
    QFETCH(std::string, type);
    QFETCH(std::string, text);
    QFETCH(int, column);
    const auto data = parseRdata(*parseType(type), text);
    QVERIFY(!data);
    QTEST(static_cast<int>(data.error().code), "code");
    QTEST(data.error().subject, "subject");
    if (column > 0)
        QCOMPARE(data.error().where.column, column);
}

void TestRecord::txtStrings()
{
    const auto stringsOf = [](const std::string& text) { return std::get<rdata::Txt>(*parseRdata(Type::TXT, text)).strings; };
    QVERIFY((stringsOf(R"("a" b "" "c\000")") == std::vector{"a"s, "b"s, ""s, "c\0"s}));
    QVERIFY((stringsOf(R"("a""b")") == std::vector{"a"s, "b"s}));
    // Above 255 octets (not characters) a string is split, as CoreDNS's zone files are.
    QVERIFY((stringsOf(std::string(255, 'x')) == std::vector{std::string(255, 'x')}));
    QVERIFY((stringsOf(std::string(510, 'x')) == std::vector{std::string(255, 'x'), std::string(255, 'x')}));
    QVERIFY((stringsOf(R"(\120)" + std::string(255, 'x')) == std::vector{std::string(255, 'x'), "x"s}));
    QCOMPARE(toString(Rdata(rdata::Txt{})), R"("")"s);
}

void TestRecord::genericForm()
{
    QCOMPARE(toString(Rdata(rdata::Opaque{"\x00\xff\x10"s})), R"(\# 3 00ff10)"s);
    const auto data = parseRdata(Type{65280}, R"(\# 3 00ff10)");
    QCOMPARE(std::get<rdata::Opaque>(*data).bytes, "\x00\xff\x10"s);
}

void TestRecord::recordText()
{
    Record record = addressRecord(Name::fromValid("Api.shop.svc.cluster.local"), Ttl(5), IpAddress::v4(10, 96, 0, 7));
    QCOMPARE(toString(record), "Api.shop.svc.cluster.local. 5 IN A 10.96.0.7"s);
    record.klass = Class{77};
    record.type = Type{65280};
    record.ttl = Ttl(2147483647);
    record.data = rdata::Opaque{};
    QCOMPARE(toString(record), R"(Api.shop.svc.cluster.local. 2147483647 CLASS77 TYPE65280 \# 0)"s);
}

void TestRecord::madeRecords()
{
    const Name owner = Name::fromValid("x");
    QVERIFY(addressRecord(owner, Ttl(1), *IpAddress::parse("fd00::1")).type == Type::AAAA);
    QVERIFY(addressRecord(owner, Ttl(1), IpAddress::v4(1, 2, 3, 4)).type == Type::A);
    const Record record = targetRecord(owner, Type::PTR, Ttl(9), Name::fromValid("Y"));
    QCOMPARE(toString(record), "x. 9 IN PTR Y."s);
    QVERIFY(record == targetRecord(Name::fromValid("X"), Type::PTR, Ttl(9), Name::fromValid("y")));
    QVERIFY(!(record == targetRecord(owner, Type::PTR, Ttl(8), Name::fromValid("Y"))));
}

void TestRecord::reverseNames_data()
{
    QTest::addColumn<std::string>("address");
    QTest::addColumn<std::string>("name");
    QTest::newRow("v4") << "10.0.20.255"s << "255.20.0.10.in-addr.arpa."s;
    QTest::newRow("zero") << "0.0.0.0"s << "0.0.0.0.in-addr.arpa."s;
    QTest::newRow("v6") << "2001:db8::567:89ab"s << "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa."s;
    QTest::newRow("v6 zero") << "::"s << "0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa."s;
}

void TestRecord::reverseNames()
{
    QFETCH(std::string, address);
    QFETCH(std::string, name);
    const IpAddress value = *IpAddress::parse(address);
    QCOMPARE(reverseName(value).text(), name);
    QVERIFY(addressOfReverseName(Name::fromValid(name)) == value);
    std::string upper = name;
    for (char& c : upper)
        c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
    QVERIFY(addressOfReverseName(Name::fromValid(upper)) == value);
}

void TestRecord::notReverseNames_data()
{
    QTest::addColumn<std::string>("name");
    const std::string nibbles = "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.";
    for (const std::string& name :
         {"."s, "in-addr.arpa."s, "ip6.arpa."s, "10.in-addr.arpa."s, "0.0.10.in-addr.arpa."s, "1.2.3.4.5.in-addr.arpa."s, "1.2.3.256.in-addr.arpa."s,
          "1.2.3.04.in-addr.arpa."s, "1.2.3.x.in-addr.arpa."s, "1.2.3.4.in-addr.arpa.x."s, "1.2.3.4.xin-addr.arpa."s, R"(1.2.3\.4.in-addr.arpa.)"s,
          R"(1.2.3.4\.in-addr.arpa.)"s, "1.2.3.4.ip6.arpa."s, "1.2.3.4."s, nibbles.substr(2), "0." + nibbles, "g" + nibbles.substr(1),
          "bb" + nibbles.substr(2), R"(b\.)" + nibbles.substr(2), nibbles + "x."})
        QTest::newRow(name.c_str()) << name;
}

void TestRecord::notReverseNames()
{
    QFETCH(std::string, name);
    QVERIFY(!addressOfReverseName(Name::fromValid(name)));
}

void TestRecord::mutatedData()
{
    support::Random random("mutated rdata");
    const std::vector<std::pair<Type, std::string>> starts{
        {Type::A, "10.96.0.7"}, {Type::SRV, "0 100 80 api.shop"}, {Type::MX, "10 mail\\.x."}, {Type::TXT, R"("a\"b\001" c ("d"))"},
        {Type::SOA, "a. b\\.c.d. 1 2h 3m 4w ( 5 )"}, {Type{999}, R"(\# 4 0a6000 07)"}, {Type::A, R"(\# 4 0a600007)"}, {Type::CNAME, R"(\# 5 0361706900)"},
        {Type::CAA, R"(0 issue "x")"}, {Type::NAPTR, R"(1 2 "u" "s" "r" a.)"}, {Type::AAAA, "fd00::7"}};
    int accepted = 0;
    for (int i = 0; i < 60000; ++i) {
        const auto& [type, text] = starts[static_cast<std::size_t>(i) % starts.size()];
        const std::string input = random.mutated(text, "\\\"();\n .0123#@");
        const auto data = parseRdata(type, input);
        if (!data)
            continue;
        ++accepted;
        const std::string printed = dns::dataText({Name(), type, Class::IN, Ttl(0), *data});
        QVERIFY2(parseRdata(type, printed) == data, (input + " -> " + printed).c_str());
    }
    QVERIFY(accepted > 1000);
}

QTEST_APPLESS_MAIN(TestRecord)
#include "tst_record.moc"
