// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/dns/zone_text.h"
#include "tests/support/random.h"
#include "tests/support/std_text.h"

#include <QTest>

using base::ErrorCode;
using namespace dns;
using namespace std::string_literals;

namespace {

/// Everything that RFC 1035 section 5.1 and RFC 2308 section 4 allow at once.
const std::string sample =
    "; a zone\n"
    "$ORIGIN Example.org.\n"
    "$TTL 1h30m\n"
    "@       IN SOA ns hostmaster ( 2024010101 ; serial\n"
    "                2h      ; refresh\n"
    "                30M 1w\n"
    "                300 )   ; minimum\n"
    "        NS      ns\n"
    "\tNS\tns.other.net.\n"
    "ns      60 IN A 192.0.2.1\n"
    "        IN 60 AAAA 2001:db8::1\n"
    "        A 192.0.2.2\n"
    "www     CNAME   @\n"
    "_sip._tcp 1d SRV 0 5 5060 sip\n"
    "txt     TXT     \"v=spf1; -all\" (\n"
    "                \"second \\\"quoted\\\" (not) ; open\"\n"
    "        ) third\n"
    "$origin sub\n"
    "a\\.b    IN HINFO \"PC\" \"Linux\"\n"
    "*       MX 10 mail.example.org.\n"
    "@       TYPE65280 \\# 2 ab cd\n"
    "$TTL 7\n"
    "last    PTR .";

base::Result<std::vector<Record>> parsed(const std::string& text)
{
    return parseZoneText(text, {.origin = Name::fromValid("zone.test"), .fileName = "db.test"});
}

std::string printed(const std::string& text)
{
    const auto records = parsed(text);
    return records ? printZoneText(*records) : "error: " + records.error().subject + ": " + records.error().detail;
}

} // namespace

class TestZoneText : public QObject {
    Q_OBJECT
private slots:
    void wholeZone();
    void records_data();
    void records();
    void broken_data();
    void broken();
    void printing();
    void roundTrip();
    void truncated();
    void mutated();
    void randomRecordsSurviveTheirText();
};

void TestZoneText::wholeZone()
{
    QCOMPARE(printed(sample),
             "Example.org. 5400 IN SOA ns.Example.org. hostmaster.Example.org. 2024010101 7200 1800 604800 300\n"
             "Example.org. 5400 IN NS ns.Example.org.\n"
             "Example.org. 5400 IN NS ns.other.net.\n"
             "ns.Example.org. 60 IN A 192.0.2.1\n"
             "ns.Example.org. 60 IN AAAA 2001:db8::1\n"
             "ns.Example.org. 5400 IN A 192.0.2.2\n"
             "www.Example.org. 5400 IN CNAME Example.org.\n"
             "_sip._tcp.Example.org. 86400 IN SRV 0 5 5060 sip.Example.org.\n"
             "txt.Example.org. 5400 IN TXT \"v=spf1; -all\" \"second \\\"quoted\\\" (not) ; open\" \"third\"\n"
             "a\\.b.sub.Example.org. 5400 IN HINFO \\# 9 025043054c696e7578\n"
             "*.sub.Example.org. 5400 IN MX 10 mail.example.org.\n"
             "sub.Example.org. 5400 IN TYPE65280 \\# 2 abcd\n"
             "last.sub.Example.org. 7 IN PTR .\n"s);
}

void TestZoneText::records_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* name, const std::string& text, const std::string& expected) { QTest::newRow(name) << text << expected; };
    row("nothing", "", "");
    row("no record", " \t\n; only a comment\n\n(\n)\n", "");
    row("given origin and TTL", "a A 1.2.3.4", "a.zone.test. 3600 IN A 1.2.3.4\n");
    row("at sign", "@ NS @", "zone.test. 3600 IN NS zone.test.\n");
    row("escaped at sign", R"(\@ NS a.)", R"(\@.zone.test. 3600 IN NS a.)"
                                          "\n");
    row("CR LF", "a A 1.2.3.4\r\n  A 1.2.3.5\r\n", "a.zone.test. 3600 IN A 1.2.3.4\na.zone.test. 3600 IN A 1.2.3.5\n");
    row("lower case", "a in a 1.2.3.4", "a.zone.test. 3600 IN A 1.2.3.4\n");
    row("TTL before class", "a 5 IN A 1.2.3.4", "a.zone.test. 5 IN A 1.2.3.4\n");
    row("class before TTL", "a IN 5 A 1.2.3.4", "a.zone.test. 5 IN A 1.2.3.4\n");
    row("without $TTL the last TTL counts", "a 5 A 1.2.3.4\nb A 1.2.3.5", "a.zone.test. 5 IN A 1.2.3.4\nb.zone.test. 5 IN A 1.2.3.5\n");
    row("with $TTL it does not", "$TTL 9\na 5 A 1.2.3.4\nb A 1.2.3.5", "a.zone.test. 5 IN A 1.2.3.4\nb.zone.test. 9 IN A 1.2.3.5\n");
    row("$TTL 0", "$TTL 0\na A 1.2.3.4", "a.zone.test. 0 IN A 1.2.3.4\n");
    row("largest TTL", "a 2147483647 A 1.2.3.4", "a.zone.test. 2147483647 IN A 1.2.3.4\n");
    row("TTL units", "a 1W2d3H4m5s TXT x", "a.zone.test. 788645 IN TXT \"x\"\n");
    row("seconds without unit at the end", "a 1m5 TXT x", "a.zone.test. 65 IN TXT \"x\"\n");
    row("class is kept", "a CH TXT x\nb TXT y", "a.zone.test. 3600 CH TXT \"x\"\nb.zone.test. 3600 CH TXT \"y\"\n");
    row("ANY is a type here", "a ANY \\# 0", "a.zone.test. 3600 IN ANY \\# 0\n");
    row("owner named like a class", "IN A 1.2.3.4", "IN.zone.test. 3600 IN A 1.2.3.4\n");
    row("owner named like a TTL", "5 5 A 1.2.3.4", "5.zone.test. 5 IN A 1.2.3.4\n");
    row("origin from the root", "$ORIGIN .\na A 1.2.3.4", "a. 3600 IN A 1.2.3.4\n");
    row("origin below the origin", "$ORIGIN x\n$ORIGIN y\na A 1.2.3.4", "a.y.x.zone.test. 3600 IN A 1.2.3.4\n");
    row("blank owner keeps the old origin", "a A 1.2.3.4\n$ORIGIN x\n A 1.2.3.5", "a.zone.test. 3600 IN A 1.2.3.4\na.zone.test. 3600 IN A 1.2.3.5\n");
    row("indented parenthesis", "a A 1.2.3.4\n ( A\n1.2.3.5 )", "a.zone.test. 3600 IN A 1.2.3.4\na.zone.test. 3600 IN A 1.2.3.5\n");
    row("nested parentheses", "a ( A ( 1.2.3.4 ) )", "a.zone.test. 3600 IN A 1.2.3.4\n");
    row("line start inside parentheses is no owner", "a TXT ( x\ny )", "a.zone.test. 3600 IN TXT \"x\" \"y\"\n");
    row("no blank around parentheses and quotes", "a TXT(\"x\")\"y\";c", "a.zone.test. 3600 IN TXT \"x\" \"y\"\n");
    row("blank in a name", R"(a\ b A 1.2.3.4)", R"(a\ b.zone.test. 3600 IN A 1.2.3.4)"
                                               "\n");
    row("comment mark in a name", R"(a\;b A 1.2.3.4)", R"(a\;b.zone.test. 3600 IN A 1.2.3.4)"
                                                      "\n");
}

void TestZoneText::records()
{
    QFETCH(std::string, text);
    QTEST(printed(text), "expected");
}

void TestZoneText::broken_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<std::string>("subject");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    const auto row = [](const char* name, const std::string& text, const std::string& subject, int line, int column,
                        ErrorCode code = ErrorCode::ZoneSyntax) { QTest::newRow(name) << text << static_cast<int>(code) << subject << line << column; };
    row("$INCLUDE", "\n$INCLUDE /etc/passwd", "$INCLUDE", 2, 1);
    row("$GENERATE", "$GENERATE 1-3 a$ A 10.0.0.$", "$GENERATE", 1, 1);
    row("unknown directive", "$X", "$X", 1, 1);
    row("$ORIGIN without a name", "$ORIGIN ", "", 1, 9);
    row("$ORIGIN with two names", "$ORIGIN a b", "b", 1, 11);
    row("$ORIGIN broken", "$ORIGIN a..b", "a..b", 1, 9, ErrorCode::LabelEmpty);
    row("$TTL without a value", "$TTL", "", 1, 5);
    row("$TTL broken", "$TTL x", "x", 1, 6);
    row("$TTL too large", "$TTL 2147483648", "2147483648", 1, 6);
    row("$TTL quoted", "$TTL \"5\"", "5", 1, 6);
    row("no owner yet", " A 1.2.3.4", "A", 1, 2);
    row("only an owner", "\n\na", "", 3, 2);
    row("owner and TTL", "a 5\n", "", 1, 4);
    row("owner broken", "a 5 A 1.2.3.4\na..b A 1.2.3.4", "a..b", 2, 1, ErrorCode::LabelEmpty);
    row("owner quoted", "\"a\" A 1.2.3.4", "a", 1, 1);
    row("TTL twice", "a 5 6 A 1.2.3.4", "6", 1, 5);
    row("TTL too large", "a 2147483648 A 1.2.3.4", "2147483648", 1, 3);
    row("TTL broken", "a 5x A 1.2.3.4", "5x", 1, 3);
    row("class twice", "a IN 5 IN A 1.2.3.4", "IN", 1, 8);
    row("unknown type", "a IN AA 1.2.3.4", "AA", 1, 6, ErrorCode::TypeUnknown);
    row("quoted type", "a IN \"A\" 1.2.3.4", "A", 1, 6);
    row("bad address", "a IN A 1.2.3", "1.2.3", 1, 8, ErrorCode::AddressMalformed);
    row("data missing", "a IN A ; nothing\nb A 1.2.3.4", "", 1, 17);
    row("data left over", "a IN A 1.2.3.4 5", "5", 1, 16);
    row("data on a later line", "a SOA ( a. b.\n 1 2\n 3 x 5 )", "x", 3, 4);
    row("unknown type's data", "a DS 1 8 2 abcd", "1", 1, 6);
    row("parenthesis not closed", "a A 1.2.3.4\nb SOA ( a. b.\n 1 2", "(", 2, 7);
    row("parenthesis not opened", "a A 1.2.3.4 )", ")", 1, 13);
    row("quote not closed", "a TXT \"x\nb TXT \"y\"", "x", 1, 7);
    row("quote not closed at the end", "a TXT \"x\\\"", "x\\\"", 1, 7);
    row("relative name too long", std::string(63, 'a') + "." + std::string(63, 'a') + "." + std::string(63, 'a') + "." + std::string(52, 'a') + " A 1.2.3.4",
        std::string(63, 'a') + "." + std::string(63, 'a') + "." + std::string(63, 'a') + "." + std::string(52, 'a') + ".zone.test.", 1, 1,
        ErrorCode::NameTooLong);
}

void TestZoneText::broken()
{
    QFETCH(std::string, text);
    const auto records = parsed(text);
    QVERIFY(!records);
    QTEST(static_cast<int>(records.error().code), "code");
    QTEST(records.error().subject, "subject");
    QTEST(records.error().where.line, "line");
    QTEST(records.error().where.column, "column");
    QCOMPARE(records.error().where.file, "db.test"s);
}

void TestZoneText::printing()
{
    const auto record = [](const char* owner, Type type, const char* data) {
        return Record{Name::fromValid(owner), type, Class::IN, Ttl(5), *parseRdata(type, data)};
    };
    QCOMPARE(printZoneText({}), ""s);
    const std::vector<Record> records{record("b.x", Type::A, "1.2.3.4"), record("x", Type::NS, "ns.x."),
                                      record("x", Type::SOA, "ns.x. h.x. 1 2 3 4 5"), record("a.x", Type::AAAA, "::ffff:1.2.3.4")};
    QCOMPARE(printZoneText(records), "x. 5 IN SOA ns.x. h.x. 1 2 3 4 5\n"
                                     "b.x. 5 IN A 1.2.3.4\n"
                                     "x. 5 IN NS ns.x.\n"
                                     "a.x. 5 IN AAAA ::ffff:1.2.3.4\n"s);
    // An owner that a reader would take for a directive, among them those of BIND that begin with any dollar sign.
    QCOMPARE(printZoneText({record("$ORIGIN", Type::PTR, "a.")}), "\\$ORIGIN. 5 IN PTR a.\n"s);
    QVERIFY(parseZoneText("\\$ORIGIN. 5 IN PTR a.\n") == (std::vector{record("$ORIGIN", Type::PTR, "a.")}));
}

void TestZoneText::roundTrip()
{
    const auto records = parsed(sample);
    QVERIFY(records);
    QCOMPARE(records->size(), std::size_t(13));
    const auto again = parseZoneText(printZoneText(*records));
    QVERIFY(again == records);
}

void TestZoneText::truncated()
{
    for (std::size_t size = 0; size <= sample.size(); ++size) {
        const std::string part(sample, 0, size);
        const auto records = parsed(part);
        if (records) {
            QVERIFY2(parseZoneText(printZoneText(*records)) == records, std::to_string(size).c_str());
        } else {
            QVERIFY2(records.error().where.line > 0 && records.error().where.column > 0, std::to_string(size).c_str());
        }
    }
    // Inside the SOA's parentheses there is no record yet, and that is told.
    QVERIFY(!parsed(sample.substr(0, sample.find("300 )"))));
}

void TestZoneText::mutated()
{
    support::Random random("mutated zone text");
    int accepted = 0;
    for (int i = 0; i < 20000; ++i) {
        const std::string text = random.mutated(sample, "\\\"();\n\t $@.0159aAIN#");
        const auto records = parsed(text);
        if (!records) {
            QVERIFY2(records.error().where.line > 0, text.c_str());
            continue;
        }
        ++accepted;
        const auto again = parseZoneText(printZoneText(*records));
        QVERIFY2(again, text.c_str());
        // Only an SOA that is not the first record moves.
        if (!records->empty() && records->front().type == Type::SOA)
            QVERIFY2(again == records, text.c_str());
    }
    QVERIFY(accepted > 1000);
}

void TestZoneText::randomRecordsSurviveTheirText()
{
    support::Random random("random records");
    const auto name = [&random] {
        std::string wire;
        for (std::size_t labels = random.below(4); labels > 0; --labels) {
            const std::size_t length = 1 + random.below(6);
            wire += static_cast<char>(length) + random.octets(length);
        }
        return *Name::fromWire(wire + '\0');
    };
    std::vector<Record> records;
    for (int i = 0; i < 3000; ++i) {
        const Ttl ttl(random.number32() >> 1);
        std::vector<std::string> strings;
        do
            strings.push_back(random.octets(random.below(20)));
        while (random.below(2) == 0);
        records.push_back(targetRecord(name(), Type::CNAME, ttl, name()));
        records.push_back({name(), Type::TXT, Class::IN, ttl, rdata::Txt{strings}});
        records.push_back({name(), Type{static_cast<std::uint16_t>(300 + random.below(60000))}, Class::IN, ttl, rdata::Opaque{random.octets(random.below(9))}});
    }
    QVERIFY(parseZoneText(printZoneText(records)) == records);
}

QTEST_APPLESS_MAIN(TestZoneText)
#include "tst_zone_text.moc"
