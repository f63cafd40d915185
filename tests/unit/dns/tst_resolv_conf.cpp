// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/dns/resolv_conf.h"
#include "tests/support/std_text.h"

#include <QTest>

using dns::ResolvConf;

class TestResolvConf : public QObject {
    Q_OBJECT
private slots:
    void text_data();
    void text();
};

void TestResolvConf::text_data()
{
    QTest::addColumn<ResolvConf>("resolvConf");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* name, const ResolvConf& conf, const char* expected) { QTest::newRow(name) << conf << std::string(expected); };
    row("nothing", {}, "");
    row("cluster first",
        {.nameservers = {"10.96.0.10"},
         .searches = {"shop.svc.cluster.local", "svc.cluster.local", "cluster.local"},
         .options = {{"ndots", "5"}}},
        "search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n");
    row("several of each",
        {.nameservers = {"10.96.0.10", "fd00::a"}, .searches = {"."}, .options = {{"rotate", std::nullopt}, {"timeout", ""}, {"attempts", "3"}}},
        "search .\nnameserver 10.96.0.10\nnameserver fd00::a\noptions rotate timeout: attempts:3\n");
    row("only nameservers", {.nameservers = {"192.0.2.1"}}, "nameserver 192.0.2.1\n");
    row("only options", {.options = {{"edns0", std::nullopt}}}, "options edns0\n");
    row("only searches", {.searches = {"a", "b"}}, "search a b\n");
}

void TestResolvConf::text()
{
    QFETCH(ResolvConf, resolvConf);
    QTEST(toString(resolvConf), "expected");
}

QTEST_APPLESS_MAIN(TestResolvConf)
#include "tst_resolv_conf.moc"
