// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/configuration.h"
#include "tests/support/std_text.h"

#include <QTest>

using namespace corefile;
using namespace std::chrono_literals;

namespace {

const Zones blockZones{dns::Name::fromValid("block.")};

base::Result<PluginConfig> setUp(const std::string& text, const Version& version = {}, std::map<std::string, std::string> files = {})
{
    std::vector<Token> tokens = lex(text);
    const std::string name = tokens.front().text;
    ConfigureOptions options;
    options.version = version;
    options.systemFiles = std::move(files);
    return setUpPlugin({Directive{name, std::move(tokens)}}, blockZones, options);
}

template <class Config>
Config accepted(const std::string& text, const Version& version = {}, std::map<std::string, std::string> files = {})
{
    return std::get<Config>(setUp(text, version, std::move(files)).value());
}

std::string shown(const Zones& zones)
{
    std::string text;
    for (const dns::Name& zone : zones)
        text += (text.empty() ? "" : " ") + zone.text();
    return text;
}

} // namespace

class TestSetup : public QObject {
    Q_OBJECT
private slots:
    void cache();
    void serveStale();
    void forward();
    void forwardFiles();
    void kubernetes();
    void selectors();
    void rewriteNames();
    void rewriteReplies();
    void templates();
    void hosts();
    void zoneFiles();
    void accessRules();
    void logRules();
    void smallOnes();
};

void TestSetup::cache()
{
    const auto plain = accepted<CacheConfig>("cache");
    QCOMPARE(shown(plain.zones), std::string("block."));
    QVERIFY(plain.successMax == 3600s && plain.denialMax == 1800s && plain.successMin == 5s && plain.denialMin == 5s && plain.failTtl == 5s);
    QVERIFY(plain.successCapacity == 10000 && plain.staleUpTo == 0ms && !plain.disableSuccess && !plain.keepTtl);

    const auto ttl = accepted<CacheConfig>("cache 30 Example.org");
    QVERIFY(ttl.successMax == 30s && ttl.denialMax == 30s);
    QCOMPARE(shown(ttl.zones), std::string("example.org."));

    const auto full = accepted<CacheConfig>("cache 30 {\n success 100 20 0\n denial 200 10\n prefetch 5 2m 25%\n servfail 0\n disable success a b\n"
                                            " disable denial\n keepttl\n}");
    QVERIFY(full.successCapacity == 100 && full.successMax == 20s && full.successMin == 0s);
    QVERIFY(full.denialCapacity == 200 && full.denialMax == 10s && full.denialMin == 5s);
    QVERIFY(full.prefetchAmount == 5 && full.prefetchDuration == 120s && full.prefetchPercentage == 25);
    QVERIFY(full.failTtl == 0s && full.keepTtl);
    QCOMPARE(shown(*full.disableSuccess), std::string("a. b."));
    QCOMPARE(shown(*full.disableDenial), std::string("."));
    const auto last = accepted<CacheConfig>("cache {\n disable success a\n disable success b\n}");
    QCOMPARE(shown(*last.disableSuccess), std::string("b."));
}

void TestSetup::serveStale()
{
    QVERIFY(accepted<CacheConfig>("cache {\n serve_stale\n}").staleUpTo == 1h);
    QVERIFY(accepted<CacheConfig>("cache {\n serve_stale 0\n}").staleUpTo == 0ms);
    const auto immediate = accepted<CacheConfig>("cache {\n serve_stale 1h immediate 30s 10s\n serve_stale_policy PREFER_positive\n}");
    QVERIFY(!immediate.staleVerify && immediate.staleTtl == 30s && immediate.staleRecheck == 10s && immediate.preferPositive);
    const auto verify = accepted<CacheConfig>("cache {\n serve_stale 1h VERIFY 200ms 5s 1m\n}");
    QVERIFY(verify.staleVerify && verify.verifyTimeout == 200ms && verify.staleTtl == 5s && verify.staleRecheck == 60s);
}

void TestSetup::forward()
{
    const auto plain = accepted<ForwardConfig>("forward . 10.0.0.1 [fd00::1]:5353 tls://9.9.9.9%dns.example dns://10.0.0.1:53");
    QVERIFY(plain.from.isRoot() && plain.policy == ForwardConfig::Policy::Random && plain.maxFails == 2 && plain.healthCheck == 500ms);
    QVERIFY(plain.expire == 10s && plain.readTimeout == 2s && plain.healthCheckRecursionDesired && !plain.maxConnectAttempts);
    QCOMPARE(plain.to.size(), std::size_t(4));
    QCOMPARE(plain.upstreams.size(), std::size_t(3)); // the same address and port counts once
    QVERIFY((plain.upstreams[1] == ForwardConfig::Upstream{*base::IpAddress::parse("fd00::1"), 5353, "dns", ""}));
    QVERIFY((plain.upstreams[2] == ForwardConfig::Upstream{*base::IpAddress::parse("9.9.9.9"), 853, "tls", ""}));
    QCOMPARE(accepted<ForwardConfig>("forward . 1.1.1.1 1.1.1.1", {1, 14, 3}).upstreams.size(), std::size_t(2));

    const auto full = accepted<ForwardConfig>("forward 10.9.3.0/18 1.1.1.1 {\n except a.b 10.0.0.0/15\n force_tcp\n prefer_udp\n max_fails 0\n"
                                              " health_check 1s no_rec domain Example.org\n policy sequential\n max_concurrent 7\n next NXDOMAIN\n"
                                              " next servfail\n next_on_nodata\n failover REFUSED\n failfast_all_unhealthy_upstreams\n expire 1m\n"
                                              " max_connect_attempts 0\n read_timeout 3s\n tls_servername x\n}");
    QCOMPARE(full.from.text(), std::string("0.9.10.in-addr.arpa.")); // the first zone only
    QCOMPARE(shown(full.except), std::string("a.b. 0.10.in-addr.arpa. 1.10.in-addr.arpa."));
    QVERIFY(full.forceTcp && full.preferUdp && full.maxFails == 0 && full.healthCheck == 1s && !full.healthCheckRecursionDesired);
    QCOMPARE(full.healthCheckDomain.text(), std::string("example.org."));
    QVERIFY(full.policy == ForwardConfig::Policy::Sequential && full.maxConcurrent == 7 && full.expire == 1min && full.readTimeout == 3s);
    QVERIFY((full.next == std::vector{dns::Rcode::NxDomain, dns::Rcode::ServFail}) && full.nextOnNodata && full.failfastAllUnhealthy);
    QVERIFY(full.failover == std::vector{dns::Rcode::Refused} && full.maxConnectAttempts == 0);
    QCOMPARE(accepted<ForwardConfig>("forward . dns.example:5300").upstreams.at(0).hostName, std::string("dns.example"));
}

void TestSetup::forwardFiles()
{
    const std::map<std::string, std::string> files{{"/etc/resolv.conf", "search a\nnameserver 10.0.0.1\n nameserver fe80::1%eth0\nnameserver name\n#x\n"},
                                                   {"/empty", "search a\n"}};
    const auto known = accepted<ForwardConfig>("forward . /etc/resolv.conf 10.0.0.3", {}, files);
    QCOMPARE(known.upstreams.size(), std::size_t(3));
    QCOMPARE(known.upstreams[1].address.toString(), std::string("fe80::1"));
    QVERIFY(known.missingFile.empty());
    const auto unknown = accepted<ForwardConfig>("forward . /etc/other.conf");
    QVERIFY(unknown.upstreams.empty());
    QCOMPARE(unknown.missingFile, std::string("/etc/other.conf"));
    QCOMPARE(setUp("forward . /empty", {}, files).error().detail, std::string("no valid upstream addresses found"));
    QCOMPARE(setUp("forward . /empty", {1, 11, 3}, files).error().detail, std::string("no nameservers found"));
}

void TestSetup::kubernetes()
{
    const auto plain = accepted<KubernetesConfig>("kubernetes");
    QCOMPARE(shown(plain.zones), std::string("block."));
    QVERIFY(plain.pods == KubernetesConfig::Pods::Disabled && plain.ttl.count() == 5 && plain.startupTimeout == 5s && !plain.fallthrough.enabled);

    const auto full = accepted<KubernetesConfig>("kubernetes 10.96.0.0/16 cluster.local clusterset.local {\n pods verified\n namespaces a b\n namespaces b\n"
                                                 " labels x=y\n endpoint_pod_names\n noendpoints\n ignore empty_service\n ttl 30\n fallthrough a.b\n"
                                                 " multicluster clusterset.local\n startup_timeout 10s\n kubeconfig f c\n}");
    QCOMPARE(full.primaryZone.text(), std::string("cluster.local."));
    QCOMPARE(shown(full.multiclusterZones), std::string("clusterset.local."));
    QVERIFY((full.namespaces == std::vector<std::string>{"a", "b"}) && full.pods == KubernetesConfig::Pods::Verified && full.endpointPodNames);
    QVERIFY(full.noEndpoints && full.ignoreEmptyService && full.ttl.count() == 30 && full.startupTimeout == 10s);
    QCOMPARE(shown(full.fallthrough.zones), std::string("a.b."));
    // CoreDNS looks for names below the reverse zones when it looks for a primary zone.
    QCOMPARE(accepted<KubernetesConfig>("kubernetes in-addr.arpa cluster.local").primaryZone.text(), std::string("in-addr.arpa."));

    const auto external = accepted<K8sExternalConfig>("k8s_external example.org {\n apex x\n ttl 7\n headless\n fallthrough\n}");
    QVERIFY(external.apex == "x" && external.ttl.count() == 7 && external.headless && external.fallthrough.enabled);
    QCOMPARE(accepted<K8sExternalConfig>("k8s_external").apex, std::string("dns"));
}

void TestSetup::selectors()
{
    using Operator = LabelRequirement::Operator;
    const auto config = accepted<KubernetesConfig>("kubernetes {\n labels tier notin (b,a, a), !old , x/app==web,new\n namespace_labels a=\n}");
    const std::vector<LabelRequirement> expected{{Operator::Exists, "new", {}},
                                                 {Operator::DoesNotExist, "old", {}},
                                                 {Operator::NotIn, "tier", {"a", "b"}},
                                                 {Operator::In, "x/app", {"web"}}};
    QVERIFY(config.labels == expected);
    QCOMPARE(config.labelsText, std::string("tier notin (b,a, a), !old , x/app==web,new"));
    QVERIFY((config.namespaceLabels == std::vector<LabelRequirement>{{Operator::In, "a", {""}}}));
}

void TestSetup::rewriteNames()
{
    const auto config = accepted<RewriteConfig>("rewrite name Foo.Example.com bar.svc.cluster.local\n"
                                                "rewrite continue name prefix foo bar\n"
                                                "rewrite stop {\n name regex (.*)\\.local {1}.svc.Local\n answer name (.*)\\.svc x{1}.y\n answer value z w\n}\n"
                                                "rewrite name suffix .a. .b. answer auto");
    QCOMPARE(config.rules.size(), std::size_t(4));
    const RewriteRule& exact = config.rules[0];
    QVERIFY(exact.match == RewriteRule::Match::Exact && exact.mode == RewriteRule::Mode::Stop && exact.field == RewriteRule::Field::Name);
    QCOMPARE(exact.from, std::string("foo.example.com."));
    QCOMPARE(exact.to, std::string("bar.svc.cluster.local."));
    QCOMPARE(exact.text, std::string("name Foo.Example.com bar.svc.cluster.local"));
    const RewriteRule& prefix = config.rules[1];
    QVERIFY(prefix.match == RewriteRule::Match::Prefix && prefix.mode == RewriteRule::Mode::Continue);
    QCOMPARE(prefix.from + '>' + prefix.to, std::string("foo.>bar.")); // the dot is an oddity of CoreDNS
    const RewriteRule& regex = config.rules[2];
    QCOMPARE(regex.pattern.pattern(), std::string("(.*)\\.local"));
    QCOMPARE(regex.to, std::string("{1}.svc.local."));
    QCOMPARE(regex.answers.size(), std::size_t(2));
    QVERIFY(regex.answers[0].what == RewriteRule::AnswerRule::What::Name && regex.answers[0].to == "x{1}.y.");
    QVERIFY(regex.answers[1].what == RewriteRule::AnswerRule::What::Value);
    QVERIFY(config.rules[3].answerAuto && config.rules[3].from == ".a." && config.rules[3].match == RewriteRule::Match::Suffix);
}

void TestSetup::rewriteReplies()
{
    const auto config = accepted<RewriteConfig>("rewrite type a AAAA\nrewrite class in CH\nrewrite ttl suffix x 10-20\nrewrite ttl y 30\nrewrite ttl y -5\n"
                                                "rewrite ttl y 5-\nrewrite rcode regex z 3 noerror\nrewrite cname exact A.b c\nrewrite edns0 nsid set");
    const auto& rules = config.rules;
    QVERIFY(rules[0].typeFrom == dns::Type::A && rules[0].typeTo == dns::Type::AAAA && rules[0].field == RewriteRule::Field::Type);
    QVERIFY(rules[1].classTo == dns::Class::CH && rules[1].field == RewriteRule::Field::Class);
    QVERIFY(rules[2].ttlMin == 10 && rules[2].ttlMax == 20 && rules[2].match == RewriteRule::Match::Suffix && rules[2].from == "x.");
    QVERIFY(rules[3].ttlMin == 30 && rules[3].ttlMax == 30 && rules[3].match == RewriteRule::Match::Exact);
    QVERIFY(rules[4].ttlMin == 0 && rules[4].ttlMax == 5);
    QVERIFY(rules[5].ttlMin == 5 && rules[5].ttlMax == 2147483647);
    QVERIFY(rules[6].rcodeFrom == dns::Rcode::NxDomain && rules[6].rcodeTo == dns::Rcode::NoError && rules[6].pattern.pattern() == "z");
    QVERIFY(rules[7].field == RewriteRule::Field::Cname && rules[7].from == "a.b." && rules[7].to == "c.");
    QVERIFY(rules[8].field == RewriteRule::Field::Edns0);
}

void TestSetup::templates()
{
    const auto config = accepted<TemplateConfig>("template IN AAAA {\n rcode NOERROR\n authority \"{{ .Zone }} 60 IN SOA a b (1 2 3 4 5)\"\n}\n"
                                                 "template ANY ANY a.b c {\n match ^x y$\n answer \"{{ .Name }} 1 IN A 10.0.0.1\"\n additional z\n"
                                                 " rcode NXDOMAIN\n"
                                                 " fallthrough\n ederror 21 why\n expr \"true\"\n}");
    QCOMPARE(config.rules.size(), std::size_t(2));
    const TemplateConfig::Rule& first = config.rules[0];
    QVERIFY(first.klass == dns::Class::IN && first.type == dns::Type::AAAA && first.patterns.empty() && first.authority.size() == 1);
    QCOMPARE(shown(first.zones), std::string("block."));
    const TemplateConfig::Rule& second = config.rules[1];
    QVERIFY(second.klass == dns::Class::ANY && second.type == dns::Type::ANY && second.rcode == dns::Rcode::NxDomain && second.hasExpression);
    QVERIFY(second.patterns.size() == 2 && second.answer.size() == 1 && second.additional.size() == 1 && second.fallthrough.enabled);
}

void TestSetup::hosts()
{
    const auto plain = accepted<HostsConfig>("hosts");
    QVERIFY(plain.file == "/etc/hosts" && plain.ttl.count() == 3600 && !plain.noReverse && plain.inlineEntries.empty());
    const auto full = accepted<HostsConfig>("hosts /f a.b {\n 10.0.0.1 x y\n fe80::1%eth0 z\n nonsense line\n 10.0.0.2\n \"10.0.0.3 q # w\"\n ttl 60\n"
                                            " no_reverse\n"
                                            " reload 0\n fallthrough_unsupported\n fallthrough\n}");
    QVERIFY(full.file == "/f" && full.ttl.count() == 60 && full.noReverse && full.fallthrough.enabled && full.fallthroughUnsupported);
    QCOMPARE(full.inlineEntries.size(), std::size_t(3));
    QVERIFY((full.inlineEntries[0].second == std::vector<std::string>{"x", "y"}));
    QCOMPARE(full.inlineEntries[1].first.toString(), std::string("fe80::1"));
    QVERIFY((full.inlineEntries[2].second == std::vector<std::string>{"q"}));
}

void TestSetup::zoneFiles()
{
    const auto files = accepted<FileConfig>("file /a\nfile /b x.y {\n fallthrough z\n reload 1m\n}");
    QCOMPARE(files.lines.size(), std::size_t(2));
    QCOMPARE(shown(files.lines[0].zones) + ' ' + shown(files.lines[1].zones), std::string("block. x.y."));
    QVERIFY(files.lines[0].fallthrough.enabled); // one setting for all lines

    QVERIFY(accepted<AutopathConfig>("autopath @kubernetes").fromKubernetes);
    const auto path = accepted<AutopathConfig>("autopath a.b /r", {}, {{"/r", "domain x\nsearch c d\n"}});
    QVERIFY((path.search == std::vector<std::string>{"c", "d"}) && path.resolvConf == "/r" && !path.fromKubernetes);
    QCOMPARE(shown(path.zones), std::string("a.b."));
    QCOMPARE(shown(accepted<TransferConfig>("transfer a {\n to *\n}\ntransfer {\n to 10.0.0.1:5353\n}").zones), std::string("a. block."));
}

void TestSetup::accessRules()
{
    const auto config = accepted<AclConfig>("acl a.b {\n allow net 10.0.0.0/8 192.0.2.1 type A AAAA\n BLOCK\n filter type *\n drop net * type MX\n}\n"
                                            "acl {\n block net ::1\n}");
    QCOMPARE(config.rules.size(), std::size_t(2));
    using Action = AclConfig::Policy::Action;
    const auto& policies = config.rules[0].policies;
    QCOMPARE(policies.size(), std::size_t(4));
    QVERIFY(policies[0].action == Action::Allow && policies[0].types.size() == 2);
    QCOMPARE(policies[0].nets.at(1).toString(), std::string("192.0.2.1/32"));
    QVERIFY(policies[1].action == Action::Block && policies[1].types.empty() && policies[1].nets.empty());
    QVERIFY(policies[2].action == Action::Filter && policies[2].types.empty());
    QVERIFY(policies[3].action == Action::Drop && policies[3].nets.empty() && policies[3].types.size() == 1);
    QCOMPARE(config.rules[1].policies[0].nets.at(0).toString(), std::string("::1/128"));
}

void TestSetup::logRules()
{
    const auto config = accepted<LogConfig>("log\nlog a.b c \"{name} {combined}\" {\n class denial error\n}\nlog \"{name}\"");
    QCOMPARE(config.rules.size(), std::size_t(3));
    QCOMPARE(shown(config.rules[0].names), std::string("."));
    QVERIFY(config.rules[0].classes == std::vector<std::string>{"all"});
    QVERIFY(config.rules[0].format.starts_with("{remote}:{port} - {>id} \"{type}"));
    QCOMPARE(shown(config.rules[1].names), std::string("a.b. c."));
    QVERIFY(config.rules[1].format.starts_with("{name} {remote}") && config.rules[1].format.ends_with("\"{>opcode}\""));
    QVERIFY((config.rules[1].classes == std::vector<std::string>{"denial", "error"}));
    QCOMPARE(shown(config.rules[2].names), std::string("{name}.")); // alone it is a name
}

void TestSetup::smallOnes()
{
    QVERIFY(accepted<LoadBalanceConfig>("loadbalance").policy == LoadBalanceConfig::Policy::RoundRobin);
    QVERIFY(accepted<LoadBalanceConfig>("loadbalance weighted /f {\n reload 1m\n}").policy == LoadBalanceConfig::Policy::Weighted);
    const auto prefer = accepted<LoadBalanceConfig>("loadbalance {\n prefer 10.0.0.0/8 fd00::/8\n}");
    QVERIFY(prefer.policy == LoadBalanceConfig::Policy::Prefer && prefer.prefer.size() == 2);
    QCOMPARE(accepted<Dns64Config>("dns64").prefix.toString(), std::string("64:ff9b::/96"));
    const auto dns64 = accepted<Dns64Config>("dns64 {\n prefix fd00::/64\n translate_all\n allow_ipv4\n}");
    QVERIFY(dns64.prefix.length == 64 && dns64.translateAll && dns64.allowIpv4);
    const auto header = accepted<HeaderConfig>("header {\n response set RA aa\n query clear rd\n}");
    QVERIFY((header.rules == std::vector<HeaderConfig::Rule>{{HeaderConfig::Rule::Where::Response, "ra", true},
                                                             {HeaderConfig::Rule::Where::Response, "aa", true},
                                                             {HeaderConfig::Rule::Where::Query, "rd", false}}));
    QCOMPARE(accepted<HeaderConfig>("header {\n set ra\n}", {1, 11, 3}).rules.size(), std::size_t(1));
    const auto bind = accepted<BindConfig>("bind 127.0.0.1 eth0 ::1 {\n except 127.0.0.1\n}\nbind 10.0.0.1");
    QVERIFY((bind.addresses == std::vector<std::string>{"eth0", "::1", "10.0.0.1"}));
    QVERIFY(accepted<BufsizeConfig>("bufsize").size == 1232 && accepted<BufsizeConfig>("bufsize", {1, 10, 1}).size == 512);
    QVERIFY(accepted<BufsizeConfig>("bufsize 4096").size == 4096);
    QVERIFY(std::holds_alternative<UnmodelledConfig>(setUp("dnssec").value()));
    QVERIFY(std::holds_alternative<NeutralConfig>(setUp("errors").value()));
}

QTEST_APPLESS_MAIN(TestSetup)
#include "tst_setup.moc"
