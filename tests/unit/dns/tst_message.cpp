// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/dns/message.h"
#include "tests/support/random.h"
#include "tests/support/std_text.h"

#include <QTest>

using base::ErrorCode;
using base::IpAddress;
using namespace dns;
using namespace std::string_literals;

namespace {

Record record(const char* owner, Type type, const char* data, std::uint32_t ttl = 5)
{
    return {Name::fromValid(owner), type, Class::IN, Ttl(ttl), *parseRdata(type, data)};
}

/// Every kind of data, every section, EDNS with an extended rcode.
Message fullMessage()
{
    Message message;
    message.id = 0xbeef;
    message.opcode = 5;
    message.flags = {.qr = true, .aa = true, .rd = true, .cd = true};
    message.rcode = Rcode::BadVers;
    message.questions = {{Name::fromValid("Api.shop.svc.cluster.local"), Type::SRV, Class::IN}};
    message.answer = {record("Api.shop.svc.cluster.local", Type::A, "10.96.0.7"),
                      record("api.shop.svc.cluster.local", Type::AAAA, "fd00::7"),
                      record("api.shop.svc.cluster.local", Type::CNAME, "www.shop.svc.cluster.local."),
                      record("_http._tcp.shop.svc.cluster.local", Type::SRV, "0 100 80 api.shop.svc.cluster.local."),
                      record("mail.example", Type::MX, "10 mx.mail.example."),
                      record("t.example", Type::TXT, R"("one" "" "\000\255")")};
    message.authority = {record("cluster.local", Type::SOA, "ns.dns.cluster.local. hostmaster.cluster.local. 1 7200 1800 86400 5"),
                         record("cluster.local", Type::NS, "ns.dns.cluster.local.", 2147483647)};
    message.additional = {record(R"(a\.b.c)", Type::PTR, "."), record("x", Type::DNAME, "y.cluster.local."),
                          record("x", Type{65280}, R"(\# 3 00c00c)"), record("x", Type::HTTPS, R"(\# 0)")};
    message.edns = Edns{.udpSize = 1232, .dnssecOk = true, .version = 1};
    return message;
}

Message question(const char* name, Type type)
{
    Message message;
    message.questions = {{Name::fromValid(name), type, Class::IN}};
    return message;
}

/// A header with `counts` in place and nothing behind.
std::string header(char questions, char answers, char authorities = 0, char additionals = 0)
{
    return "\x12\x34\x84\x00\0"s + questions + '\0' + answers + '\0' + authorities + '\0' + additionals;
}

std::string number16(std::size_t value)
{
    return {static_cast<char>(value >> 8 & 0xff), static_cast<char>(value & 0xff)};
}

/// One answer: root owner, `type`, IN, TTL 1, `data`.
std::string answer(unsigned type, const std::string& data)
{
    return header(0, 1) + '\0' + number16(type) + "\0\1\0\0\0\1"s + number16(data.size()) + data;
}

} // namespace

class TestMessage : public QObject {
    Q_OBJECT
private slots:
    void knownBytes();
    void headerBits();
    void compression_data();
    void compression();
    void pointersStopAtTheirLimit();
    void roundTrip();
    void edns();
    void brokenMessages_data();
    void brokenMessages();
    void everyTruncationIsRefused();
    void pointerChainsAreBounded();
    void ttls();
    void otherClassesStayOpaque();
    void longTxtIsSplit();
    void mutatedMessages();
    void randomOctets();
};

void TestMessage::knownBytes()
{
    Message message = question("api.x", Type::A);
    message.id = 0x1234;
    message.flags = {.qr = true, .aa = true};
    message.answer = {record("api.x", Type::A, "1.2.3.4", 258)};
    const std::string wire = "\x12\x34\x84\x00\0\1\0\1\0\0\0\0"s + "\3api\1x\0\0\1\0\1"s + "\xc0\x0c\0\1\0\1\0\0\1\2\0\4\1\2\3\4"s;
    QCOMPARE(encode(message), wire);
    QCOMPARE(wireSize(message), wire.size());
    QVERIFY(decode(wire) == message);
}

void TestMessage::headerBits()
{
    const std::vector<std::pair<Flags, int>> bits{{{.qr = true}, 0x8000}, {{.aa = true}, 0x0400}, {{.tc = true}, 0x0200}, {{.rd = true}, 0x0100},
                                                  {{.ra = true}, 0x0080}, {{.ad = true}, 0x0020}, {{.cd = true}, 0x0010}};
    std::string names;
    for (const auto& [flags, bit] : bits) {
        Message message;
        message.flags = flags;
        QCOMPARE(encode(message).substr(2, 2), number16(static_cast<std::size_t>(bit)));
        QVERIFY(decode(encode(message)) == message);
        QCOMPARE(flagNames(flags).size(), std::size_t(1));
        names += flagNames(flags).front() + " ";
    }
    QCOMPARE(names, "qr aa tc rd ra ad cd "s);
    QVERIFY((flagNames({.qr = true, .rd = true, .ra = true}) == std::vector{"qr"s, "rd"s, "ra"s}));
    Message message;
    message.opcode = 15;
    message.rcode = Rcode::Refused;
    QCOMPARE(encode(message).substr(2, 2), "\x78\x05"s);
    QVERIFY(decode(encode(message)) == message);
}

/// Expected sizes are those of miekg/dns (Msg.Pack with Compress).
void TestMessage::compression_data()
{
    QTest::addColumn<Record>("first");
    QTest::addColumn<Record>("second");
    QTest::addColumn<int>("size");
    const auto row = [](const char* name, const Record& first, const Record& second, int size) { QTest::newRow(name) << first << second << 12 + size; };
    constexpr int fixed = 10; // type, class, TTL, length
    const Record a = record("a.bc.", Type::A, "1.2.3.4"); // 6 + 10 + 4
    row("whole owner", a, a, 20 + 2 + fixed + 4);
    row("tail of the owner", a, record("d.bc.", Type::A, "1.2.3.4"), 20 + 4 + fixed + 4);
    row("letter case matters", a, record("a.Bc.", Type::A, "1.2.3.4"), 20 + 6 + fixed + 4);
    row("root is never a pointer", record(".", Type::NS, "."), record(".", Type::NS, "."), 2 * (1 + fixed + 1));
    row("a tail is a whole label", a, record("c.", Type::A, "1.2.3.4"), 20 + 3 + fixed + 4);
    row("an escaped dot is no end", record(R"(a\.bc.)", Type::A, "1.2.3.4"), record("bc.", Type::A, "1.2.3.4"), 6 + fixed + 4 + 4 + fixed + 4);
    for (const Type type : {Type::NS, Type::CNAME, Type::PTR}) {
        const std::string name = toString(type) + " name";
        row(name.c_str(), a, record("a.bc.", type, "e.bc."), 20 + 2 + fixed + 4);
    }
    row("MX exchange", a, record("a.bc.", Type::MX, "1 a.bc."), 20 + 2 + fixed + 2 + 2);
    row("SOA names", a, record("bc.", Type::SOA, "ns.bc. bc. 1 2 3 4 5"), 20 + 2 + fixed + 5 + 2 + 20);
    row("SRV target stays whole", a, record("a.bc.", Type::SRV, "0 0 1 a.bc."), 20 + 2 + fixed + 6 + 6);
    row("DNAME target stays whole", a, record("a.bc.", Type::DNAME, "a.bc."), 20 + 2 + fixed + 6);
    row("others may point into an SRV target", record("a.", Type::SRV, "0 0 1 x.yz."), record("x.yz.", Type::A, "1.2.3.4"),
        3 + fixed + 6 + 6 + 2 + fixed + 4);
    row("opaque data is no target", record("a.", Type{999}, R"(\# 3 016200)"), record("b.", Type::A, "1.2.3.4"), 3 + fixed + 3 + 3 + fixed + 4);
}

void TestMessage::compression()
{
    QFETCH(Record, first);
    QFETCH(Record, second);
    Message message;
    message.answer = {first, second};
    QTEST(static_cast<int>(encode(message).size()), "size");
    const auto decoded = decode(encode(message));
    QVERIFY(decoded == message);
    QCOMPARE(decoded->answer[1].owner.text(), second.owner.text());
}

void TestMessage::pointersStopAtTheirLimit()
{
    Message message;
    for (int i = 0; i < 600; ++i) {
        const std::string owner = "host-" + std::to_string(i) + ".zone-" + std::to_string(i) + ".example";
        message.answer.push_back(record(owner.c_str(), Type::A, "1.2.3.4"));
        message.answer.push_back(record(owner.c_str(), Type::NS, owner.c_str()));
    }
    const std::string wire = encode(message);
    QVERIFY(wire.size() > 0x4000 && wire.size() < 0x10000);
    QVERIFY(decode(wire) == message);
}

void TestMessage::roundTrip()
{
    const Message message = fullMessage();
    const auto decoded = decode(encode(message));
    QVERIFY(decoded);
    QVERIFY(*decoded == message);
    QCOMPARE(decoded->questions[0].name.text(), "Api.shop.svc.cluster.local."s);
    QCOMPARE(toString(decoded->answer[3]), "_http._tcp.shop.svc.cluster.local. 5 IN SRV 0 100 80 api.shop.svc.cluster.local."s);
    QCOMPARE(encode(*decoded), encode(message));
    QVERIFY(decode(encode(Message{})) == Message{});
    QVERIFY(encode(Message{}) == std::string(12, '\0'));
}

void TestMessage::edns()
{
    Message message;
    message.edns = Edns{.udpSize = 1232, .dnssecOk = true, .version = 0};
    QCOMPARE(encode(message).substr(12), "\0\0\x29\x04\xd0\0\0\x80\0\0\0"s);
    QCOMPARE(encode(message).substr(10, 2), "\0\1"s);
    message.rcode = Rcode{0xabc};
    QCOMPARE(encode(message).substr(12), "\0\0\x29\x04\xd0\xab\0\x80\0\0\0"s);
    QVERIFY(decode(encode(message)) == message);

    // Options are passed over, other additional records stay.
    const std::string withOption = header(0, 0, 0, 2) + "\0\0\x29\x10\0\0\0\0\0\0\4\0\x0a\0\0"s + "\1a\0\0\1\0\1\0\0\0\5\0\4\1\2\3\4"s;
    const auto decoded = decode(withOption);
    QVERIFY(decoded && decoded->edns == (Edns{.udpSize = 4096}));
    QVERIFY(decoded->additional == std::vector{record("a", Type::A, "1.2.3.4")});
}

void TestMessage::brokenMessages_data()
{
    QTest::addColumn<std::string>("wire");
    QTest::addColumn<bool>("isTruncated");
    const auto row = [](const char* name, const std::string& wire, bool isTruncated = false) { QTest::newRow(name) << wire << isTruncated; };
    const std::string typeAndClass = "\0\1\0\1"s;
    row("empty", "", true);
    row("fewer questions than told", header(1, 0), true);
    row("fewer records than told", header(0, 1), true);
    row("octets behind", header(0, 0) + 'x');
    row("pointer to itself", header(1, 0) + "\xc0\x0c" + typeAndClass);
    row("pointer to its own name", header(1, 0) + "\1a\xc0\x0c" + typeAndClass);
    row("pointer into its own name", header(1, 0) + "\1a\1b\xc0\x0e" + typeAndClass);
    row("pointer forwards", header(1, 0) + "\xc0\x0e\0"s + typeAndClass);
    row("pointer past the end", header(1, 0) + "\xff\xff" + typeAndClass);
    row("pointer into the header", header(1, 0) + "\xc0\x04" + typeAndClass);
    row("half a pointer", header(1, 0) + "\xc0", true);
    row("two names that point at each other", header(2, 0) + "\1a\xc0\x12"s + typeAndClass + "\1b\xc0\x0c"s + typeAndClass);
    row("label type 01", header(1, 0) + "\x41" + std::string(65, 'a') + '\0' + typeAndClass);
    row("label type 10", header(1, 0) + "\x81" + std::string(65, 'a') + '\0' + typeAndClass);
    row("label past the end", header(1, 0) + "\x3f" "abc", true);
    std::string tooLong;
    for (int i = 0; i < 126; ++i)
        tooLong += "\1a";
    row("name of 256 octets", header(1, 0) + "\2aa" + tooLong + '\0' + typeAndClass);
    row("rdata past the end", header(0, 1) + "\0\0\1\0\1\0\0\0\1\0\5\1\2\3\4"s, true);
    row("A of 3 octets", answer(1, "\1\2\3"));
    row("A of 5 octets", answer(1, "\1\2\3\4\5"));
    row("A of none", answer(1, ""));
    row("AAAA of 4 octets", answer(28, "\1\2\3\4"));
    row("CNAME of none", answer(5, ""));
    row("CNAME and more", answer(5, "\1a\0x"s));
    row("CNAME without its end", answer(5, "\1a"));
    row("MX without a name", answer(15, "\0\1"s));
    row("SRV without a name", answer(33, "\0\1\0\1\0\1"s));
    row("SRV of 5 octets", answer(33, "\0\1\0\1\0"s));
    row("SOA without numbers", answer(6, "\0\0"s));
    row("SOA of 4 numbers", answer(6, "\0\0"s + std::string(16, 'x')));
    row("SOA of 6 numbers", answer(6, "\0\0"s + std::string(24, 'x')));
    row("TXT of none", answer(16, ""));
    row("TXT past its end", answer(16, "\4abc"));
    row("TXT into the next record", answer(16, "\3ab").replace(7, 1, "\2") + "\0\0\1\0\1\0\0\0\1\0\4\1\2\3\4"s);
    const std::string opt = "\0\0\x29\x10\0\0\0\0\0\0\0"s;
    row("two OPT records", header(0, 0, 0, 2) + opt + opt);
    row("OPT below the root", header(0, 0, 0, 1) + "\1a" + opt);
    const std::string large = answer(999, std::string(40000, 'x')).substr(12);
    row("above 65535 octets", header(0, 2) + large + large);
}

void TestMessage::brokenMessages()
{
    QFETCH(std::string, wire);
    QFETCH(bool, isTruncated);
    const auto message = decode(wire);
    QVERIFY(!message);
    QCOMPARE(static_cast<int>(message.error().code), static_cast<int>(isTruncated ? ErrorCode::MessageTruncated : ErrorCode::MessageMalformed));
    QVERIFY(!message.error().detail.empty());
    // A loop is found as such, not by the length of the name that it makes.
    if (!isTruncated && QByteArray(QTest::currentDataTag()).contains("point"))
        QCOMPARE(message.error().detail, "compression pointer"s);
}

void TestMessage::everyTruncationIsRefused()
{
    const std::string wire = encode(fullMessage());
    for (std::size_t size = 0; size < wire.size(); ++size) {
        const std::string part(wire, 0, size); // its own allocation, so that a sanitizer sees a step too far
        const auto message = decode(part);
        QVERIFY2(!message, std::to_string(size).c_str());
        QVERIFY(message.error().code == ErrorCode::MessageTruncated || message.error().code == ErrorCode::MessageMalformed);
    }
}

void TestMessage::pointerChainsAreBounded()
{
    // The first record's opaque data holds a root label and a chain of pointers, each to the one before.
    const auto chain = [](int length) {
        std::string data(1, '\0');
        const std::size_t start = 12 + 11;
        for (int i = 0; i < length; ++i)
            data += number16(0xc000 | (i == 0 ? start : start + 1 + 2 * (static_cast<std::size_t>(i) - 1)));
        std::string wire = answer(999, data);
        wire[7] = 2;
        return wire + number16(0xc000 | (start + 1 + 2 * (static_cast<std::size_t>(length) - 1))) + "\0\1\0\1\0\0\0\1\0\4\1\2\3\4"s;
    };
    QVERIFY(decode(chain(1)));
    QVERIFY(decode(chain(125)));
    QVERIFY(!decode(chain(126)));
    QVERIFY(!decode(chain(8000)));
}

void TestMessage::ttls()
{
    const auto ttlOf = [](const std::string& ttl) {
        return decode(header(0, 1) + "\0\0\1\0\1"s + ttl + "\0\4\1\2\3\4"s)->answer[0].ttl.count();
    };
    QCOMPARE(ttlOf("\x7f\xff\xff\xff"s), std::uint32_t(2147483647));
    QCOMPARE(ttlOf("\x80\0\0\0"s), std::uint32_t(0));
    QCOMPARE(ttlOf("\0\1\0\2"s), std::uint32_t(65538));
}

void TestMessage::otherClassesStayOpaque()
{
    const auto withClass = [](char klass, const std::string& data) {
        return header(0, 1) + "\0\0\1\0"s + klass + "\0\0\0\1"s + number16(data.size()) + data;
    };
    for (const auto& [klass, data] : {std::pair{'\3', "abc"s}, {'\xff', ""s}, {'\xfe', "\1\2\3\4"s}}) {
        const auto message = decode(withClass(klass, data));
        QVERIFY(message);
        QCOMPARE(std::get<rdata::Opaque>(message->answer[0].data).bytes, data);
        QCOMPARE(encode(*message), withClass(klass, data));
    }
}

void TestMessage::longTxtIsSplit()
{
    Message message;
    message.answer = {{Name(), Type::TXT, Class::IN, Ttl(1), rdata::Txt{{std::string(256, 'x')}}}, {Name(), Type::TXT, Class::IN, Ttl(1), rdata::Txt{}}};
    const auto decoded = decode(encode(message));
    QVERIFY(decoded);
    QVERIFY((std::get<rdata::Txt>(decoded->answer[0].data).strings == std::vector{std::string(255, 'x'), "x"s}));
    QVERIFY((std::get<rdata::Txt>(decoded->answer[1].data).strings == std::vector{""s}));
}

/// Whatever decodes must survive being encoded again: decode never makes a value that the types cannot hold.
void TestMessage::mutatedMessages()
{
    support::Random random("mutated messages");
    const std::string wire = encode(fullMessage());
    int accepted = 0;
    for (int i = 0; i < 15000; ++i) {
        std::string changed = wire;
        for (std::size_t count = 1 + random.below(3); count > 0; --count)
            changed[random.below(changed.size())] = random.octet();
        if (i % 4 == 0)
            changed = random.mutated(changed, "\xc0\x0c\0\1"s);
        const auto message = decode(changed);
        if (!message)
            continue;
        ++accepted;
        const auto again = decode(encode(*message));
        QVERIFY2(again == message, QByteArray::fromStdString(changed).toHex().constData());
        (void)toDigText(*message);
    }
    QVERIFY(accepted > 1000);
}

void TestMessage::randomOctets()
{
    support::Random random("random messages");
    for (int i = 0; i < 15000; ++i) {
        const std::string wire = header(static_cast<char>(random.below(3)), static_cast<char>(random.below(3))) + random.octets(random.below(60));
        const auto message = decode(wire);
        QVERIFY(!message || decode(encode(*message)) == message);
        (void)decode(random.octets(random.below(80)));
    }
}

QTEST_APPLESS_MAIN(TestMessage)
#include "tst_message.moc"
