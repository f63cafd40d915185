// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/kubelet.h"
#include "tests/support/std_text.h"

#include <QTest>

using Texts = std::vector<std::string>;

/// The kubelet's resolv.conf, host name and hosts file (dns-semantics 8).
class TestKubelet : public QObject {
    Q_OBJECT
private slots:
    void clusterFirstPutsTheNodesListBehind();
    void hostNetworkGetsTheNodesFile();
    void missingClusterDnsFallsBack();
    void unknownPolicyIsClusterFirst();
    void noNodeFile();
    void dnsConfigReplacesOptions();
    void brokenNodeFileIsAnErrorForEveryPolicy();
    void oldLimits();
    void tooManyNameservers();
    void hosts();
    void hostnameIsCut();
};

static const sim::KubeletConfig kubelet{.clusterDns = {"10.96.0.10"}, .nodeResolvConf = "nameserver 192.0.2.53\nsearch corp.example. test\noptions edns0\n"};

static sim::PodResolvConf formed(const sim::KubeletConfig& config, const sim::PodDnsInput& pod)
{
    return sim::podResolvConf(config, pod).value();
}

void TestKubelet::clusterFirstPutsTheNodesListBehind()
{
    const auto result = formed(kubelet, {.scope = "shop", .name = "web-0"});
    QCOMPARE(result.resolvConf.nameservers, Texts{"10.96.0.10"});
    QCOMPARE(result.resolvConf.searches, (Texts{"shop.svc.cluster.local", "svc.cluster.local", "cluster.local", "corp.example", "test"}));
    QCOMPARE(dns::toString(result.resolvConf),
        std::string("search shop.svc.cluster.local svc.cluster.local cluster.local corp.example test\nnameserver 10.96.0.10\noptions ndots:5\n"));
    QCOMPARE(result.notes, (std::vector<sim::Note>{{sim::NoteCode::PolicyClusterFirst, {"shop/web-0"}}}));
}

void TestKubelet::hostNetworkGetsTheNodesFile()
{
    const auto node = formed(kubelet, {.scope = "shop", .name = "web-0", .hostNetwork = true});
    QCOMPARE(node.resolvConf.nameservers, Texts{"192.0.2.53"});
    QCOMPARE(node.notes[0].code, sim::NoteCode::PolicyClusterFirstHostNetwork);
    const auto cluster = formed(kubelet, {.scope = "shop", .name = "web-0", .dnsPolicy = "ClusterFirstWithHostNet", .hostNetwork = true});
    QCOMPARE(cluster.resolvConf.nameservers, Texts{"10.96.0.10"});
}

void TestKubelet::missingClusterDnsFallsBack()
{
    sim::KubeletConfig without = kubelet;
    without.clusterDns.clear();
    const auto result = formed(without, {.scope = "shop", .name = "web-0"});
    QCOMPARE(result.resolvConf.nameservers, Texts{"192.0.2.53"});
    QCOMPARE(result.notes[1].code, sim::NoteCode::MissingClusterDns);
}

void TestKubelet::unknownPolicyIsClusterFirst()
{
    const auto result = formed(kubelet, {.scope = "shop", .name = "web-0", .dnsPolicy = "Sometimes"});
    QCOMPARE(result.resolvConf.nameservers, Texts{"10.96.0.10"});
    QCOMPARE(result.notes[0], (sim::Note{sim::NoteCode::PolicyUnknown, {"shop/web-0", "Sometimes"}}));
}

void TestKubelet::noNodeFile()
{
    sim::KubeletConfig without = kubelet;
    without.nodeResolvConf.reset();
    without.nodeIsIpv6 = true;
    const auto result = formed(without, {.scope = "shop", .name = "web-0", .dnsPolicy = "Default"});
    QCOMPARE(result.resolvConf.nameservers, Texts{"::1"});
    QCOMPARE(result.resolvConf.searches, Texts{"."});
    QCOMPARE(formed(without, {.scope = "shop", .name = "web-0"}).resolvConf.searches.size(), std::size_t(3));
}

void TestKubelet::dnsConfigReplacesOptions()
{
    sim::PodDnsInput pod{.scope = "shop", .name = "web-0"};
    pod.dnsConfig = dns::ResolvConf{{"10.96.0.10", "1.1.1.1"}, {"test", "extra.test"}, {{"ndots", "2"}, {"edns0", std::nullopt}, {"debug", ""}}};
    const auto result = formed(kubelet, pod);
    QCOMPARE(result.resolvConf.nameservers, (Texts{"10.96.0.10", "1.1.1.1"}));
    QCOMPARE(result.resolvConf.searches.size(), std::size_t(6)); // "test" is already there
    QCOMPARE(dns::toString({{}, {}, result.resolvConf.options}), std::string("options ndots:2 edns0 debug\n"));
}

void TestKubelet::brokenNodeFileIsAnErrorForEveryPolicy()
{
    sim::KubeletConfig broken = kubelet;
    broken.nodeResolvConf = "search a\nnameserver\n";
    for (const char* policy : {"ClusterFirst", "Default", "None"}) {
        const auto result = sim::podResolvConf(broken, {.scope = "shop", .name = "web-0", .dnsPolicy = policy});
        QVERIFY(!result);
        QCOMPARE(result.error().code, base::ErrorCode::ResolvConfSyntax);
        QCOMPARE(result.error().where.line, 2);
    }
    QVERIFY(!sim::parseNodeResolvConf(std::string(10 * 1024 * 1024 + 1, ' ')));
}

void TestKubelet::oldLimits()
{
    sim::KubeletConfig old = kubelet;
    old.expandedDnsConfig = false;
    const auto entries = sim::fitLimits({{}, {"a", "b", "c", "d", "e", "f", "g"}, {}}, old);
    QCOMPARE(entries.resolvConf.searches.size(), std::size_t(6));
    QCOMPARE(entries.notes, (std::vector<sim::Note>{{sim::NoteCode::LimitCut, {"searches", "6"}}}));
    const auto characters = sim::fitLimits({{}, {std::string(200, 'a'), std::string(60, 'b'), "c"}, {}}, old);
    QCOMPARE(characters.resolvConf.searches, Texts{std::string(200, 'a')}); // from the end, until 256 characters are left
}

void TestKubelet::tooManyNameservers()
{
    const auto result = sim::fitLimits({{"1.1.1.1", "2.2.2.2", "3.3.3.3", "4.4.4.4"}, {}, {}}, kubelet);
    QCOMPARE(result.resolvConf.nameservers.size(), std::size_t(3));
    QCOMPARE(result.notes[0].arguments, (Texts{"nameservers", "3"}));
}

void TestKubelet::hosts()
{
    const sim::PodHostsInput pod{.podName = "web-0", .scope = "shop", .subdomain = "web", .clusterDomain = "cluster.local", .podIps = {"10.1.2.3", "fd00::3"}, .hostAliases = {{"192.0.2.9", {"legacy"}}}};
    const auto entries = sim::podHosts(pod);
    QCOMPARE(entries.size(), std::size_t(9));
    QCOMPARE(entries[6].address, std::string("10.1.2.3"));
    QCOMPARE(entries[6].names, (Texts{"web-0.web.shop.svc.cluster.local", "web-0"}));
    QCOMPARE(entries[8].names, Texts{"legacy"});
    sim::PodHostsInput onHost = pod;
    onHost.hostNetwork = true;
    for (const auto& entry : sim::podHosts(onHost))
        QVERIFY(entry.address != "10.1.2.3");
}

void TestKubelet::hostnameIsCut()
{
    QCOMPARE(sim::podHostname("web-0", ""), std::string("web-0"));
    QCOMPARE(sim::podHostname("web-0", "db"), std::string("db"));
    QCOMPARE(sim::podHostname(std::string(61, 'a') + "-.b", ""), std::string(61, 'a'));
}

QTEST_GUILESS_MAIN(TestKubelet)
#include "tst_kubelet.moc"
