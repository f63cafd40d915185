// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
//
// What setups refuse and in which words. Texts and versions were compared with the setup functions of CoreDNS 1.11.3 and 1.14.7; the releases
// in between stand in plugin/*/setup.go of the tags.
#include "model/corefile/configuration.h"
#include "tests/support/std_text.h"

#include <QTest>

using namespace corefile;

namespace {

/// "line: words" of the refusal, "accepted" for none.
std::string outcome(const std::string& text, const Version& version)
{
    std::vector<Token> tokens = lex(text);
    const std::string name = tokens.front().text;
    ConfigureOptions options;
    options.version = version;
    const auto config = setUpPlugin({Directive{name, std::move(tokens)}}, {dns::Name::fromValid("block.")}, options);
    return config ? "accepted" : std::to_string(config.error().where.line) + ": " + config.error().detail;
}

std::string oneLine(std::string text)
{
    for (char& c : text)
        c = c == '\n' ? '|' : c;
    return text;
}

void row(const std::string& text, const std::string& expected)
{
    QTest::addRow("%s", oneLine(text).c_str()) << text << expected;
}

void cacheAndForwardRows()
{
    const std::string once = "this plugin can only be used once per Server Block";
    row("cache 0", "1: cache TTL can not be zero or negative: 0");
    row("cache\ncache", "2: " + once);
    row("cache\n{\n}", "2: " + once); // a brace on a line of its own is a second directive
    row("cache {\n success\n}", "2: Wrong argument count or unexpected line ending after 'success'");
    row("cache {\n success x\n}", "2: strconv.Atoi: parsing \"x\": invalid syntax");
    row("cache {\n denial 1 2 -1\n}", "2: cache min TTL can not be negative: -1");
    row("cache {\n prefetch 1 2\n}", "2: time: missing unit in duration \"2\"");
    row("cache {\n prefetch 1 1m 9%\n}", "2: percentage should fall in range [10, 90]: 9");
    row("cache {\n servfail 6m\n}", "2: caching SERVFAIL responses over 5 minutes is not permitted");
    row("cache {\n disable all\n}", "2: cache type for disable must be \"success\" or \"denial\"");
    row("cache {\n serve_stale 1h later\n}", "2: invalid value for serve_stale refresh mode: later");
    row("cache {\n serve_stale_policy prefer_positive\n}", "3: serve_stale_policy requires serve_stale");
    row("cache {\n unknown\n}", "2: Wrong argument count or unexpected line ending after 'unknown'");
    row("forward", "1: Wrong argument count or unexpected line ending after 'forward'");
    row("forward a..b 1.1.1.1", "1: unable to normalize 'a..b'");
    row("forward . 1.1.1.1 {\n policy best\n}", "2: unknown policy 'best'");
    row("forward . 1.1.1.1 {\n unknown\n}", "2: unknown property 'unknown'");
    row("forward . 1.1.1.1 {\n failover NOERROR\n}", "2: NoError cannot be used in failover");
    row("forward . 1.1.1.1 {\n next X\n}", "2: X is not a valid rcode");
    row("forward . 1.1.1.1 {\n expire -1s\n}", "2: expire can't be negative: -1s");
    row("forward . 1.1.1.1 {\n max_age 1s\n}", "3: max_age (1s) must not be less than expire (10s)");
    row("forward . quic://1.1.1.1", "1: 'quic' is not supported as a destination protocol in forward: quic://1.1.1.1:853");
    row("forward . https://1.1.1.1/q",
        "1: paths are not allowed in HTTPS upstream addresses (the /dns-query path is used by default): https://1.1.1.1/q");
    row("forward . 1.2.3.400", "1: failed to resolve \"1.2.3.400\"");
    row("forward . a..b", "1: not an IP address, file, or valid domain: \"a..b\"");
    std::string many = "forward .";
    for (int i = 1; i <= 16; ++i)
        many += " 10.0.0." + std::to_string(i);
    row(many, "1: more than 15 TOs configured: 16");
}

void clusterRows()
{
    row("kubernetes 10.0.0.0/8", "1: non-reverse zone name must be used");
    row("kubernetes {\n pods maybe\n}", "2: wrong value for pods: maybe,  must be one of: disabled, verified, insecure");
    row("kubernetes {\n ttl 3601\n}", "2: ttl must be in range [0, 3600]: 3601");
    row("kubernetes {\n labels a in (b\n}",
        "2: unable to parse label selector value: 'a in (b': couldn't parse the selector string \"a in (b\": unable to parse requirement: "
        "found '', expected: ',' or ')'");
    row("kubernetes {\n labels a!=b\n}", "2: unable to parse label selector value: 'a!=b': \"!=\" is not a valid label selector operator");
    row("kubernetes {\n labels a>1\n}", "2: unable to parse label selector value: 'a>1': \"gt\" isn't supported in label selectors");
    row("kubernetes {\n namespaces a\n namespace_labels b\n}", "4: namespaces and namespace_labels cannot both be set");
    row("kubernetes {\n multicluster x\n}", "3: is not authoritative for the multicluster zone x. (authoritative zones: [block.])");
    row("kubernetes {\n zonal\n noendpoints\n}", "4: zonal requires the endpoint cache; remove noendpoints");
    row("kubernetes {\n ignore all\n}", "2: unable to parse ignore value: 'all'");
    row("hosts {\n fallthrough\n 10.0.0.1 a\n}", "3: unknown property '10.0.0.1'"); // addresses come first
    row("hosts {\n ttl 0\n}", "2: ttl provided is invalid");
    row("hosts {\n fallthrough_unsupported\n}", "3: fallthrough_unsupported requires fallthrough");
}

void rewriteRows()
{
    row("rewrite", "1: no rule type specified for rewrite");
    row("rewrite answer name a b", "1: response rewrites must begin with a name rule");
    row("rewrite nonsense a", "1: invalid rule type \"nonsense\"");
    row("rewrite name a", "1: too few arguments for a name rule");
    row("rewrite name glob a b", "1: name rule supports only exact, prefix, suffix, substring, and regex name matching, received: glob");
    row("rewrite name regex ( b", "1: invalid regex matching pattern: (");
    row("rewrite name regex (a) {1}{0}", "1: the rewrite regex pattern ({1}{0}) uses more subexpressions than its corresponding matching regex pattern ((a))");
    row("rewrite name a *b", "1: invalid regex matching pattern: *b."); // CoreDNS compiles the new name of an exact rule
    row("rewrite name regex a b answer auto name c d", "1: auto name answer rule cannot be combined with explicit name anwer rules");
    row("rewrite name a b c", "1: name rule supports only exact, prefix, suffix, substring, and regex name matching, received: a");
    row("rewrite type A", "1: type rules must have exactly two arguments");
    row("rewrite class IN XX", "1: invalid class \"XX\"");
    row("rewrite ttl a 20-10", "1: invalid TTL '20-10' for a ttl rule");
    row("rewrite rcode a X 0", "1: invalid matching RCODE 'X' for a rcode rule");
    row("rewrite edns0 local set 0x10000 a", "1: strconv.ParseUint: parsing \"0x10000\": value out of range");
    row("rewrite edns0 subnet set 33 0", "1: invalid IPv4 bit mask length 33");
}

void ruleRows()
{
    row("template in A", "1: invalid query class in");
    row("template IN TYPE5", "1: invalid RR class TYPE5");
    row("template IN A {\n match [\n}", "2: could not parse regex: [, error parsing regexp: missing closing ]: `[`");
    row("template IN A {\n answer \"{{\"\n}", "2: could not compile template: {{, template: answer:1: unclosed action");
    row("template IN A {\n answer \"{{ Name }}\"\n}", "2: could not compile template: {{ Name }}, template: answer:1: function \"Name\" not defined");
    row("template IN A {\n rcode 3\n}", "2: unknown rcode 3");
    row("template IN A {\n match " + std::string(10001, 'a') + "\n}", "2: regex pattern too long: 10001 > 10000");
    row("acl {\n deny\n}", "2: unexpected token \"deny\"; expect 'allow', 'block', 'filter' or 'drop'");
    row("acl {\n block net 10.0.0/8\n}", "2: illegal CIDR notation \"10.0.0/8\"");
    row("acl {\n block type a\n}", "2: unexpected token \"a\"; expect legal QTYPE");
    row("acl {\n block type\n}", "2: no token specified in \"type\" section");
    row("log {\n class some\n}", "2: invalid Class: some");
    row("loadbalance best", "1: unknown policy: best");
    row("dns64 fd00::/33", "1: invalid prefix length \"fd00::/33\"");
    row("dns64 10.0.0.0/8", "1: invalid netmask 32 IPv6 address: \"10.0.0.0/8\"");
    row("header", "1: Wrong argument count or unexpected line ending after 'header'");
    row("header {\n set ra\n}", "2: setting up rule: invalid selector=set should be query or response");
    row("bind", "1: at least one address or interface name is expected");
    row("bind 10.0.0", "1: not a valid IP address or interface name: \"10.0.0\"");
    row("autopath kubernetes", "1: failed to parse \"kubernetes\": open kubernetes: no such file or directory");
    row("transfer", "1: 'to' is required");
    row("loop x", "1: Wrong argument count or unexpected line ending after 'x'");
    row("bufsize 100", "1: Wrong argument count or unexpected line ending after '100'");
    row("errors stderr", "1: invalid log file: stderr");
    row("health {\n lameduck 5\n}", "2: unable to parse lameduck duration value: '5' : time: missing unit in duration \"5\"");
    row("prometheus 9153", "1: address 9153: missing port in address");
    row("reload 1s", "1: interval value must be greater or equal to 2s");
    row("timeouts {\n read 25h\n}", "2: timeout provided '25h0m0s' needs to be between 1 second and 24 hours");
}

} // namespace

class TestRefusals : public QObject {
    Q_OBJECT
private slots:
    void words_data();
    void words();
    void optionsOfReleases_data();
    void optionsOfReleases();
};

void TestRefusals::words_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("expected");
    cacheAndForwardRows();
    clusterRows();
    rewriteRows();
    ruleRows();
}

void TestRefusals::words()
{
    QFETCH(std::string, text);
    QTEST(outcome(text, Version{}), "expected");
}

void TestRefusals::optionsOfReleases_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("first");
    const auto row = [](const std::string& text, const std::string& first) { QTest::addRow("%s", oneLine(text).c_str()) << text << first; };
    row("cache {\n serve_stale\n}", "1.6.6");
    row("cache {\n serve_stale 1h verify\n}", "1.9.2");
    row("cache {\n serve_stale 1h verify 1s\n}", "1.14.4");
    row("cache {\n serve_stale 1h immediate 1s\n}", "1.14.7");
    row("cache {\n servfail 1s\n}", "1.9.4");
    row("cache {\n disable success\n}", "1.9.4");
    row("cache {\n keepttl\n}", "1.10.1");
    row("forward . 1.1.1.1\nforward a 1.1.1.1", "1.9.4");
    row("forward . 1.1.1.1 {\n max_concurrent 1\n}", "1.6.8");
    row("forward . 1.1.1.1 {\n health_check 1s domain a\n}", "1.9.2");
    row("forward . 1.1.1.1 {\n next NXDOMAIN\n}", "1.11.4");
    row("forward . 1.1.1.1 {\n failfast_all_unhealthy_upstreams\n}", "1.12.1");
    row("forward . 1.1.1.1 {\n failover SERVFAIL\n}", "1.13.0");
    row("forward . 1.1.1.1 {\n max_connect_attempts 1\n}", "1.13.2");
    row("forward . 1.1.1.1 {\n next_on_nodata\n}", "1.14.4");
    row("forward . dns.example", "1.14.4");
    row("forward . https://1.1.1.1", "1.14.5");
    row("kubernetes {\n multicluster block\n}", "1.12.2");
    row("kubernetes {\n startup_timeout 1s\n}", "1.12.3");
    row("kubernetes {\n apiserver_qps 1.5\n}", "1.14.0");
    row("kubernetes {\n zonal\n}", "1.14.7");
    row("k8s_external {\n headless\n}", "1.9.4");
    row("k8s_external {\n fallthrough\n}", "1.11.0");
    row("hosts {\n fallthrough\n fallthrough_unsupported\n}", "1.14.7");
    row("file /f {\n fallthrough\n}", "1.12.2");
    row("rewrite cname a b", "1.11.0");
    row("rewrite rcode a 3 0", "1.11.3");
    row("rewrite ttl a 1-2", "1.9.4");
    row("rewrite name suffix a b answer auto", "1.8.4");
    row("rewrite name regex a b answer value c d", "1.8.2");
    row("template IN A {\n ederror 1\n}", "1.10.1");
    row("acl {\n filter\n}", "1.8.2");
    row("acl {\n drop\n}", "1.10.1");
    row("loadbalance weighted /f", "1.10.1");
    row("dns64 {\n allow_ipv4\n}", "1.8.7");
    row("header {\n query set rd\n}", "1.9.4");
    row("bind eth0", "1.8.4");
    row("errors {\n consolidate 1m x info\n}", "1.8.5");
    row("errors {\n stacktrace\n}", "1.9.3");
}

void TestRefusals::optionsOfReleases()
{
    QFETCH(std::string, text);
    QFETCH(std::string, first);
    Version version = *Version::parse(first);
    QCOMPARE(outcome(text, version), std::string("accepted"));
    version = version.patch > 0 ? Version{version.major, version.minor, version.patch - 1} : Version{version.major, version.minor - 1, 99};
    QVERIFY(outcome(text, version) != "accepted");
}

QTEST_APPLESS_MAIN(TestRefusals)
#include "tst_refusals.moc"
