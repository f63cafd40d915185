// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/log_line.h"
#include "tests/support/random.h"
#include "tests/support/std_text.h"

#include <QTest>

using namespace corefile;
using namespace std::chrono_literals;

class TestLogLine : public QObject {
    Q_OBJECT
private slots:
    void read();
    void readVariants_data();
    void readVariants();
    void otherLines_data();
    void otherLines();
    void written();
    void ofMessages();
    void mutatedLines();
};

namespace {

const std::string sample = R"([INFO] 10.244.1.7:38412 - 4242 "AAAA IN cart.shop.svc.cluster.local. udp 45 false 512" NXDOMAIN qr,aa,rd 138 0.000213s)";

} // namespace

void TestLogLine::read()
{
    const auto line = parseLogLine(sample);
    QVERIFY(line);
    const LogLine expected{"10.244.1.7", 38412, 4242, "AAAA", "IN", "cart.shop.svc.cluster.local.", "udp", 45, false, 512, "NXDOMAIN",
                           {"qr", "aa", "rd"}, 138, std::chrono::duration<double>(0.000213), std::nullopt};
    QVERIFY(*line == expected);
}

void TestLogLine::readVariants_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* name, const std::string& text, const std::string& expected) { QTest::newRow(name) << text << expected; };
    row("runtime prefix", "2024-01-01T00:00:00Z stdout F " + sample, sample);
    row("line end", sample + "\n", sample);
    const std::string v6 = R"([INFO] [fd00::7]:1 - 1 "A IN a.\032b. tcp 1 true 65535" NOERROR  1 12.5s "0")";
    row("IPv6, TCP, combined, no flags", v6, v6);
    const std::string unanswered = R"([INFO] 10.0.0.1:1 - 1 "A IN a. udp 1 false 512" - - 0 5.0s)";
    row("no reply", unanswered, R"([INFO] 10.0.0.1:1 - 1 "A IN a. udp 1 false 512" -  0 5.0s)");
}

void TestLogLine::readVariants()
{
    QFETCH(std::string, text);
    const auto line = parseLogLine(text);
    QVERIFY(line);
    QTEST(toString(*line), "expected");
}

void TestLogLine::otherLines_data()
{
    QTest::addColumn<std::string>("text");
    const auto row = [](const std::string& text) { QTest::newRow(text.empty() ? "(empty)" : text.c_str()) << text; };
    row("");
    row(".:53");
    row("[INFO] plugin/reload: Running configuration SHA512 = 5f");
    row("[ERROR] plugin/errors: 2 api.example.com. A: read udp 10.244.0.5:38412->192.0.2.53:53: i/o timeout");
    row(R"([INFO] 10.0.0.1:65536 - 1 "A IN a. udp 1 false 512" NOERROR qr 1 1.0s)");
    row(R"([INFO] 10.0.0.1:1 - 1 "A IN a b. udp 1 false 512" NOERROR qr 1 1.0s)");
    row(R"([INFO] 10.0.0.1:1 - 1 "A IN a. udp 1 maybe 512" NOERROR qr 1 1.0s)");
    row(R"([INFO] 10.0.0.1:1 - 1 "A IN a. udp 1 false 512" NOERROR qr 1 1..0s)");
}

void TestLogLine::otherLines()
{
    QFETCH(std::string, text);
    QVERIFY(!parseLogLine(text));
}

void TestLogLine::written()
{
    QCOMPARE(toString(*parseLogLine(sample)), sample);
}

void TestLogLine::ofMessages()
{
    dns::Message query;
    query.id = 7;
    query.flags.rd = true;
    query.questions = {{dns::Name::fromValid("API.Shop.svc.cluster.local."), dns::Type::AAAA, dns::Class::IN}};
    dns::Message reply = query;
    reply.flags = {true, true, false, true, false, false, false};
    reply.rcode = dns::Rcode::NxDomain;
    const LogLine plain = logLineOf(query, reply, {"10.0.0.1", 5, "udp"}, 1ms);
    QCOMPARE(toString(plain), std::string(R"([INFO] 10.0.0.1:5 - 7 "AAAA IN api.shop.svc.cluster.local. udp 44 false 512" NXDOMAIN qr,aa,rd 44 0.001s)"));
    query.edns = dns::Edns{1232, true, 0};
    const LogLine edns = logLineOf(query, reply, {"fd00::1", 5, "udp"}, 0ms);
    QVERIFY(edns.dnssecOk && edns.bufferSize == 1232 && edns.size == 55);
    QCOMPARE(logLineOf(query, reply, {"fd00::1", 5, "tcp"}, 0ms).bufferSize, 65535U);
    query.edns->udpSize = 100; // below what RFC 6891 allows
    QCOMPARE(logLineOf(query, reply, {"fd00::1", 5, "udp"}, 0ms).bufferSize, 512U);
}

void TestLogLine::mutatedLines()
{
    support::Random random("mutated log lines");
    for (int i = 0; i < 20000; ++i) {
        const auto line = parseLogLine(random.mutated(sample, " \"[]:,.-0123456789"));
        if (line)
            QVERIFY(parseLogLine(toString(*line)));
    }
}

QTEST_APPLESS_MAIN(TestLogLine)
#include "tst_log_line.moc"
