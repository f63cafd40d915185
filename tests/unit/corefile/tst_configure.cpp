// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/configuration.h"
#include "tests/support/random.h"
#include "tests/support/std_text.h"

#include <QTest>

using namespace corefile;
using namespace std::chrono_literals;

namespace {

base::Result<Configuration> configured(const std::string& text, const Version& version = {}, Build build = Build::CoreDns)
{
    ConfigureOptions options;
    options.version = version;
    options.build = build;
    options.systemFiles = {{"/etc/resolv.conf", "nameserver 192.0.2.53\n"}};
    return configure(text, options);
}

std::string fault(const std::string& text, const Version& version = {}, Build build = Build::CoreDns)
{
    const auto configuration = configured(text, version, build);
    if (configuration)
        return "accepted";
    const base::Error& error = configuration.error();
    return std::to_string(error.where.line) + ' ' + error.subject + ": " + error.detail;
}

std::string chain(const Server& server)
{
    std::string text;
    for (const Plugin& plugin : server.chain)
        text += (text.empty() ? "" : " ") + plugin.name;
    return text;
}

} // namespace

class TestConfigure : public QObject {
    Q_OBJECT
private slots:
    void kubeadm();
    void orderOfReleases();
    void everyReleaseTakesKubeadms();
    void severalForwards();
    void repeatedDirectives();
    void blockZones();
    void faults_data();
    void faults();
    void nodeCache();
    void versions_data();
    void versions();
    void nodeCacheTexts();
    void mutatedTextNeverCrashes();
};

void TestConfigure::kubeadm()
{
    const auto configuration = configured(kubeadmCorefile());
    QVERIFY(configuration);
    QCOMPARE(configuration->servers.size(), std::size_t(1));
    const Server& server = configuration->servers[0];
    QCOMPARE(chain(server), std::string("reload ready health prometheus errors loadbalance cache kubernetes loop forward"));
    QVERIFY(server.keys == std::vector<ServerKey>{ServerKey{}} && server.bindAddresses.empty() && server.where.line == 1);
    QCOMPARE(server.fileOrder.front(), std::string("errors"));
    QCOMPARE(server.fileOrder.size(), std::size_t(10));
    const Plugin& kubernetes = server.chain[7];
    QCOMPARE(kubernetes.text, std::string("kubernetes cluster.local in-addr.arpa ip6.arpa"));
    QCOMPARE(kubernetes.where, (base::Position{"Corefile", 7, 0}));
    QVERIFY(std::get<KubernetesConfig>(kubernetes.config).pods == KubernetesConfig::Pods::Insecure);
    const auto& cache = std::get<CacheConfig>(server.chain[6].config);
    QVERIFY(cache.successMax == 30s && cache.disableSuccess && cache.disableDenial);
    const auto& forward = std::get<ForwardConfig>(server.chain[9].config);
    QCOMPARE(forward.upstreams.at(0).address.toString(), std::string("192.0.2.53"));
    QVERIFY(kubeadmCorefile("k8s.example").find("disable denial k8s.example\n") != std::string::npos);
}

void TestConfigure::orderOfReleases()
{
    const std::string text = ". {\n forward . 1.1.1.1\n acl {\n }\n rewrite name a b\n autopath @kubernetes\n cache\n kubernetes a\n whoami\n}";
    QCOMPARE(chain(configured(text, {1, 11, 3})->servers[0]), std::string("acl cache rewrite autopath kubernetes forward whoami"));
    QCOMPARE(chain(configured(text, {1, 14, 2})->servers[0]), std::string("cache rewrite acl autopath kubernetes forward whoami"));
    QCOMPARE(chain(configured(text, {1, 14, 7})->servers[0]), std::string("rewrite autopath acl cache kubernetes forward whoami"));
    QVERIFY(&pluginOrder({1, 5, 0}) == &pluginOrder({1, 6, 1})); // older than the table: its first row
    QVERIFY(&pluginOrder({1, 6, 1}) != &pluginOrder({1, 6, 2}));
    QVERIFY(&pluginOrder({1, 11, 3}) == &pluginOrder({1, 11, 4}));
    QVERIFY(&pluginOrder({2, 0, 0}) == &pluginOrder({1, 14, 7}));
    QCOMPARE(pluginOrder({1, 6, 0}).size(), std::size_t(39));
    QCOMPARE(pluginOrder({1, 14, 7}).back(), std::string("nomad"));
}

void TestConfigure::everyReleaseTakesKubeadms()
{
    for (int minor = 9; minor <= 14; ++minor) {
        for (int patch = 0; patch <= 9; ++patch) {
            const Version version{1, minor, patch};
            const bool knowsDisable = version >= Version{1, 9, 4};
            QVERIFY2(configured(kubeadmCorefile(), version).has_value() == knowsDisable, version.toString().c_str());
        }
    }
}

void TestConfigure::severalForwards()
{
    const std::string text = ".:53 {\n forward a 10.0.0.1\n errors\n forward . 10.0.0.2 {\n  force_tcp\n }\n}";
    const auto configuration = configured(text);
    QVERIFY(configuration);
    const Server& server = configuration->servers[0];
    QCOMPARE(chain(server), std::string("errors forward forward"));
    QCOMPARE(server.chain[1].text, std::string("forward a 10.0.0.1"));
    QCOMPARE(server.chain[2].text, std::string("forward . 10.0.0.2"));
    QCOMPARE(server.chain[2].where.line, 4);
    QVERIFY(std::get<ForwardConfig>(server.chain[2].config).forceTcp);
    QCOMPARE(fault(text, {1, 9, 3}), std::string("4 forward: this plugin can only be used once per Server Block"));
}

void TestConfigure::repeatedDirectives()
{
    const auto configuration = configured(". {\n log a\n cache\n log b\n template IN A\n template IN AAAA\n}");
    QVERIFY(configuration);
    QCOMPARE(chain(configuration->servers[0]), std::string("log cache template"));
    QCOMPARE(std::get<LogConfig>(configuration->servers[0].chain[0].config).rules.size(), std::size_t(2));
    QCOMPARE(std::get<TemplateConfig>(configuration->servers[0].chain[2].config).rules.size(), std::size_t(2));
}

void TestConfigure::blockZones()
{
    const auto configuration = configured("a 10.0.0.0/15 {\n cache\n}\nb {\n bind 127.0.0.1\n cache\n}");
    QVERIFY(configuration);
    // A CIDR key is expanded before the plugins see it (seen with CoreDNS 1.14.7).
    QCOMPARE(std::get<CacheConfig>(configuration->servers[0].chain[0].config).zones.size(), std::size_t(3));
    QCOMPARE(configuration->servers[0].keys.size(), std::size_t(3));
    QCOMPARE(configuration->servers[1].index, std::size_t(1));
    QVERIFY(configuration->servers[1].bindAddresses == std::vector<std::string>{"127.0.0.1"});
}

void TestConfigure::faults_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* name, const std::string& text, const std::string& expected) { QTest::newRow(name) << text << expected; };
    row("grammar first", ". {\n cache 0\n nonsense\n}", "3 nonsense: Unknown directive 'nonsense'");
    row("then keys", ". {\n cache 0\n}\na..b {\n}", "4 a..b: zone is not a valid domain name: a..b");
    row("then plugins in their order", ". {\n forward\n}\na {\n cache 0\n}", "5 cache: cache TTL can not be zero or negative: 0");
    row("then listeners", ".:70000 {\n cache 0\n}", "2 cache: cache TTL can not be zero or negative: 0");
    row("port", ".:70000 {\n cache\n}", "1 .:70000: address 70000: invalid port");
    row("twice", ". {\n}\na {\n}\n.:53 {\n}", "5 dns://.:53: cannot serve dns://.:53 - it is already defined");
    row("twice in one block", "a a {\n}", "1 dns://a.:53: cannot serve dns://a.:53 - it is already defined");
    row("overlap", "a {\n}\na {\n bind 127.0.0.1\n}",
        "3 dns://a.:53: cannot serve dns://a.:53 on 127.0.0.1 - zone overlap listener capacity with dns://a.:53");
    row("other port", "a {\n}\na:54 {\n}", "accepted");
    row("other address", "a {\n bind ::1\n}\na {\n bind 127.0.0.1\n}", "accepted");
    row("views share a zone", "a {\n view x {\n  expr true\n }\n}\na {\n}", "accepted");
    row("import is no plugin", "(s) {\n errors\n}\na {\n import s\n}", "accepted");
    row("empty", "", "accepted");
}

void TestConfigure::faults()
{
    QFETCH(std::string, text);
    QTEST(fault(text), "expected");
}

void TestConfigure::nodeCache()
{
    const std::string missing = "no action found for directive 'kubernetes' with server type 'dns' (missing a plugin?)";
    QCOMPARE(fault(". {\n kubernetes a\n}", {1, 11, 3}, Build::NodeCache), "2 kubernetes: " + missing);
    QCOMPARE(fault(". {\n nonsense\n}", {1, 11, 3}, Build::NodeCache), std::string("2 nonsense: Unknown directive 'nonsense'"));
    QCOMPARE(fault("a {\n errors\n cache {\n  success 9984 30\n }\n reload\n loop\n bind 169.254.20.10 10.96.0.10\n forward . 10.96.0.11 {\n  force_tcp\n }\n"
                   " prometheus :9253\n health 169.254.20.10:8080\n}",
                   {1, 11, 3}, Build::NodeCache),
             std::string("accepted"));
    QCOMPARE(pluginOrder({1, 11, 3}, Build::NodeCache).size(), std::size_t(20));
    QCOMPARE(pluginOrder({1, 7, 0}, Build::NodeCache).size(), std::size_t(19)); // no timeouts yet
}

void TestConfigure::versions_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("expected");
    QTest::addColumn<std::string>("insideNodeCache");
    const auto row = [](const char* text, const char* expected, const char* inside) {
        QTest::newRow(text) << std::string(text) << std::string(expected) << std::string(inside);
    };
    row("1.11.3", "1.11.3", "1.7.0");
    row("v1.24.0-eksbuild.1", "1.24.0", "1.11.3");
    row("1.26", "1.26.0", "1.11.3");
    row("1.22.13", "1.22.13", "1.7.0");
    row("1.22.14", "1.22.14", "1.10.0");
    row("1.26.4", "1.26.4", "1.11.3");
    row("1.26.5", "1.26.5", "1.12.2");
    row("1.26.7", "1.26.7", "1.13.1");
    row("2.0.0", "2.0.0", "1.13.1");
    row("1.", "-", "1.13.1");
    row("latest", "-", "1.13.1");
    row("", "-", "1.13.1");
    row("1", "-", "1.13.1");
    row("99999999999.1", "-", "1.13.1");
}

void TestConfigure::versions()
{
    QFETCH(std::string, text);
    const auto version = Version::parse(text);
    QTEST(version ? version->toString() : std::string("-"), "expected");
    QTEST(versionInsideNodeCache(text).toString(), "insideNodeCache");
}

void TestConfigure::nodeCacheTexts()
{
    const std::string tcp = ".:53 {\n    bind __PILLAR__LOCAL__DNS__ __PILLAR__DNS__SERVER__\n    forward . __PILLAR__UPSTREAM__SERVERS__ {\n"
                            "            force_tcp\n    }\n}\n";
    NodeCacheTemplate values{{"169.254.20.10", "fd00::a"}, "10.96.0.11", {{"b.example", {"10.0.0.1", "10.0.0.2:5353"}}}, {}};
    QCOMPARE(renderNodeCacheCorefile(tcp, values),
             std::string(".:53 {\n    bind 169.254.20.10 fd00::a \n    forward . /etc/resolv.conf {\n            force_tcp\n    }\n}\n"
                         "\nb.example:53 {\n    errors\n    cache 30\n    bind 169.254.20.10 fd00::a\n    forward . 10.0.0.1 10.0.0.2:5353\n}\n"));
    values = {{"169.254.20.10"}, "10.96.0.11", {}, {"10.0.0.3", "10.0.0.4"}};
    QCOMPARE(renderNodeCacheCorefile(tcp, values), std::string(".:53 {\n    bind 169.254.20.10 \n    forward . 10.0.0.3 10.0.0.4\n}\n"));
    QCOMPARE(renderNodeCacheCorefile("forward . __PILLAR__CLUSTER__DNS__ __PILLAR__UPSTREAM__SERVERS__", values),
             std::string("forward . 10.96.0.11 10.0.0.3 10.0.0.4"));
}

void TestConfigure::mutatedTextNeverCrashes()
{
    support::Random random("mutated configurations");
    const std::string text = kubeadmCorefile() + "a {\n rewrite name regex (.*)x {1}.y answer name a b\n template IN A {\n  answer \"{{ .Name }}\"\n }\n"
                                                 " hosts {\n"
                                                 "  10.0.0.1 a\n }\n acl {\n  block net 10.0.0.0/8 type A\n }\n header {\n  response set ra\n }\n}\n";
    for (int i = 0; i < 3000; ++i) {
        const Version version{1, 6 + static_cast<int>(random.below(9)), static_cast<int>(random.below(8))};
        const auto configuration = configured(random.mutated(random.mutated(text, "{}\"#, \n-0123456789"), "{}\n /:%"), version);
        QVERIFY(configuration || !configuration.error().detail.empty());
    }
}

QTEST_APPLESS_MAIN(TestConfigure)
#include "tst_configure.moc"
