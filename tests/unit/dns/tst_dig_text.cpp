// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/dns/message.h"
#include "tests/support/std_text.h"

#include <QTest>

using namespace dns;
using namespace std::string_literals;

namespace {

Record record(const char* owner, Type type, const char* data, std::uint32_t ttl = 5)
{
    return {Name::fromValid(owner), type, Class::IN, Ttl(ttl), *parseRdata(type, data)};
}

} // namespace

/// The texts are those of dig 9.18 for the same messages.
class TestDigText : public QObject {
    Q_OBJECT
private slots:
    void wholeMessage();
    void emptyMessage();
    void columns();
};

void TestDigText::wholeMessage()
{
    Message message;
    message.questions = {{Name::fromValid("api.shop.svc.cluster.local"), Type::A, Class::IN}};
    message.id = 4660;
    message.flags = {.qr = true, .aa = true, .rd = true};
    message.answer = {record("api.shop.svc.cluster.local", Type::A, "10.96.0.7")};
    message.authority = {record("x.", Type::NS, "ns.x.", 3600)};
    message.additional = {record("ns.x.", Type::AAAA, "::ffff:1.2.3.4", 86400)};
    message.edns = Edns{.udpSize = 1232, .dnssecOk = true};
    QCOMPARE(toDigText(message), ";; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 4660\n"
                                 ";; flags: qr aa rd; QUERY: 1, ANSWER: 1, AUTHORITY: 1, ADDITIONAL: 2\n"
                                 "\n"
                                 ";; OPT PSEUDOSECTION:\n"
                                 "; EDNS: version: 0, flags: do; udp: 1232\n"
                                 ";; QUESTION SECTION:\n"
                                 ";api.shop.svc.cluster.local.\tIN\tA\n"
                                 "\n"
                                 ";; ANSWER SECTION:\n"
                                 "api.shop.svc.cluster.local. 5\tIN\tA\t10.96.0.7\n"
                                 "\n"
                                 ";; AUTHORITY SECTION:\n"
                                 "x.\t\t\t3600\tIN\tNS\tns.x.\n"
                                 "\n"
                                 ";; ADDITIONAL SECTION:\n"
                                 "ns.x.\t\t\t86400\tIN\tAAAA\t::ffff:1.2.3.4\n"
                                 "\n"
                                 ";; MSG SIZE  rcvd: " + std::to_string(wireSize(message)) + "\n");
}

void TestDigText::emptyMessage()
{
    QCOMPARE(toDigText(Message{.opcode = 4, .rcode = Rcode::ServFail}), ";; ->>HEADER<<- opcode: NOTIFY, status: SERVFAIL, id: 0\n"
                                                                        ";; flags:; QUERY: 0, ANSWER: 0, AUTHORITY: 0, ADDITIONAL: 0\n"
                                                                        "\n"
                                                                        ";; MSG SIZE  rcvd: 12\n"s);
}

void TestDigText::columns()
{
    const auto answerLine = [](const std::string& owner) {
        Message message;
        message.answer = {record(owner.c_str(), Type::A, "1.2.3.4")};
        const std::string text = toDigText(message);
        const std::size_t start = text.find("SECTION:\n") + 9;
        return text.substr(start, text.find('\n', start) - start);
    };
    const std::string rest = "5\tIN\tA\t1.2.3.4";
    QCOMPARE(answerLine(std::string(14, 'a')), std::string(14, 'a') + ".\t\t" + rest);
    QCOMPARE(answerLine(std::string(15, 'a')), std::string(15, 'a') + ".\t" + rest);
    QCOMPARE(answerLine(std::string(22, 'a')), std::string(22, 'a') + ".\t" + rest);
    QCOMPARE(answerLine(std::string(23, 'a')), std::string(23, 'a') + ". " + rest);
    QCOMPARE(answerLine(std::string(30, 'a')), std::string(30, 'a') + ".\t5 IN\tA\t1.2.3.4");
    QCOMPARE(answerLine("averyveryverylongname.with.many.labels.example"), "averyveryverylongname.with.many.labels.example.\t5 IN A 1.2.3.4"s);

    Message message;
    message.questions = {{Name::fromValid("averyveryverylongname.with.many.labels.example"), Type::A, Class::IN}};
    QVERIFY(toDigText(message).find("\n;averyveryverylongname.with.many.labels.example.\tIN A\n") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestDigText)
#include "tst_dig_text.moc"
