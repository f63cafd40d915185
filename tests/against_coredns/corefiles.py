# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""Random Corefiles from the plugins that change an answer. A Corefile is a list of (key, [directive]); a directive is a list of lines, the
first of which opens a block if more follow; so that a difference can be shrunk line by line."""

FOLDER = "/etc/coredns/"  # stands for the folder of the round
ZONE_FILE = """$ORIGIN files.test.
$TTL 7
@        IN SOA  ns.files.test. hostmaster.files.test. 1 7200 900 1209600 3
@        IN NS   ns.files.test.
@        IN A    192.0.2.1
@        IN MX   10 mail.files.test.
ns       IN A    192.0.2.2
mail  30 IN A    192.0.2.3
db       IN A    192.0.2.4
db       IN AAAA 2001:db8::4
alias    IN CNAME db
chain    IN CNAME alias
out      IN CNAME www.example.com.
kube     IN CNAME web.default.svc.cluster.local.
*.wild   IN A    192.0.2.5
a.b.c    IN TXT  "deep"
_sip._tcp IN SRV 1 2 5060 mail
sub      IN NS   ns.sub
ns.sub   IN A    192.0.2.6
"""
HOSTS_FILE = "192.0.2.40 file.hosts.test other.hosts.test\n2001:db8::40 file.hosts.test\n"
FILES = {"db.files": ZONE_FILE, "hosts.file": HOSTS_FILE}


class Corefile:
    def __init__(self, random, version):
        self.random, self.recent = random, version == "1.14.7"
        self.zone = random.choice(["cluster.local"] * 4 + ["k.test", "Cluster.Local"])
        self.blocks = [(".:53", self.main_block())]
        if self.chance(0.25):
            self.blocks.append(("files.test:53", [["errors"], *self.some(0.5, self.cache), ["file " + FOLDER + "db.files files.test"]]))
        if self.chance(0.25):
            self.blocks.append(("corp.example:53", [["errors"], *self.some(0.5, self.cache), *self.some(0.2, self.rewrite), self.forward()]))
        if self.chance(0.1):
            self.blocks.append(("shop.svc.cluster.local:53", [["errors"], ["template ANY ANY {", "rcode NXDOMAIN"]]))

        if not self.recent:
            self.blocks = [(key, without_zone_files(block)) for key, block in self.blocks]

    def chance(self, share):
        return self.random.random() < share

    def pick(self, *choices):
        return self.random.choice(choices)

    def some(self, share, make):
        return [make()] if self.chance(share) else []

    def main_block(self):
        parts = [self.kubernetes(), *self.some(0.6, self.cache), *self.some(0.25, self.hosts), *self.some(0.25, self.template),
                 *self.some(0.8, self.forward), *self.some(0.2, lambda: ["file " + FOLDER + "db.files files.test"]),
                 *self.some(0.4, lambda: ["loadbalance" + self.pick("", " round_robin")]), *self.some(0.15, lambda: ["minimal"]),
                 *self.some(0.15, self.dns64), *self.some(0.15, self.acl), *self.some(0.15, self.header), *self.some(0.15, lambda: ["log"]),
                 *self.some(0.15, lambda: ["autopath @kubernetes"]), *self.some(0.08, lambda: ["any"]), *self.some(0.08, lambda: ["local"]),
                 *self.some(0.1, lambda: ["bufsize " + self.pick("512", "1232")])]
        if self.chance(0.1):
            parts.append(self.template())
        for _ in range(self.pick(0, 0, 1, 1, 2)):
            parts.append(self.rewrite())
        self.random.shuffle(parts)
        return [["errors"], *parts]

    def kubernetes(self):
        zones = " ".join([self.zone, *self.random.sample(["in-addr.arpa", "ip6.arpa", "other.test"], self.random.randrange(4))])
        lines = []
        options = [(0.6, f"pods {self.pick('disabled', 'insecure', 'verified')}"), (0.4, f"ttl {self.pick(0, 1, 3, 30)}"),
                   (0.4, "fallthrough" + self.pick("", " in-addr.arpa ip6.arpa", " " + self.zone)), (0.1, "labels " + self.pick("tier=a", "tier in (a,b)", "!old")),
                   (0.1, "namespaces " + self.pick("default", "default shop")), (0.1, "endpoint_pod_names"), (0.1, "noendpoints"),
                   (0.1, "ignore empty_service"), (0.07, "namespace_labels " + self.pick("env=prod", "env!=prod"))]
        for share, line in options:
            if self.chance(share) and not (line.startswith("namespace_labels") and any(l.startswith("namespaces") for l in lines)):
                lines.append(line)
        return [f"kubernetes {zones} {{", "endpoint ENDPOINT", *lines]

    def cache(self):
        lines = []
        if self.chance(0.3):
            lines.append(f"success {self.pick(1000, 5000)}{self.pick('', ' 2', ' 4 1')}")
        if self.chance(0.3):
            lines.append(f"denial {self.pick(1000, 5000)}{self.pick('', ' 2', ' 4 1')}")
        if self.chance(0.15):
            lines.append("serve_stale" + self.pick("", " 2s", " 1h immediate", " 1h verify"))
        if self.chance(0.15):
            lines.append("prefetch 1 " + self.pick("1m 90%", "5s 50%"))
        if self.chance(0.1):
            lines.append(f"servfail {self.pick('0s', '2s')}")
        if self.chance(0.1):
            lines.append(f"disable {self.pick('success', 'denial')}{self.pick('', ' cluster.local')}")
        if self.chance(0.1):
            lines.append("keepttl")
        line = "cache" + self.pick("", " 1", " 3", " 30") + self.pick("", "", "", " cluster.local")
        return [line + " {", *lines] if lines else [line.replace("cache cluster.local", "cache 30 cluster.local")]

    def hosts(self):
        lines = ["192.0.2.30 static.hosts.test", "2001:db8::30 static.hosts.test", "192.0.2.31 web.default.svc.cluster.local extra.hosts.test",
                 "10.96.0.5 five.hosts.test"]
        self.random.shuffle(lines)
        lines = lines[:self.random.randrange(5)]
        for share, line in [(0.6, "fallthrough" + self.pick("", " hosts.test")), (0.3, f"ttl {self.pick(1, 9)}"), (0.2, "no_reverse")]:
            if self.chance(share):
                lines.append(line)
        name = "hosts" + self.pick(" " + FOLDER + "hosts.file", " " + FOLDER + "hosts.file hosts.test", " " + FOLDER + "hosts.file hosts.test 2.0.192.in-addr.arpa")
        return [name + " {", *lines] if lines else [name]

    def template(self):
        body = self.pick(
            ["answer \"{{ .Name }} 9 IN A 192.0.2.50\""],
            ["match \"^ip-(?P<a>[0-9]+)-(?P<b>[0-9]+)[.]tmpl[.]test[.]$\"", "answer \"{{ .Name }} 3 IN A 192.0.{{ .Group.a }}.{{ .Group.b }}\"", "fallthrough"],
            ["rcode NXDOMAIN", "authority \"tmpl.test. 4 IN SOA ns.tmpl.test. h.tmpl.test. 1 60 60 60 60\""],
            ["match \"^(.*)[.]alias[.]test[.]$\"", "answer \"{{ .Name }} 5 IN CNAME {{ index .Match 1 }}.default.svc.cluster.local.\"", "fallthrough"],
            ["rcode REFUSED", "fallthrough tmpl.test"])
        return [f"template {self.pick('IN', 'ANY')} {self.pick('A', 'AAAA', 'ANY')} {self.pick('tmpl.test', 'tmpl.test alias.test', 'test', 'alias.test')} {{", *body]

    def rewrite(self):
        return self.pick(
            ["rewrite name exact front.test web.default.svc.cluster.local"], ["rewrite name suffix .legacy.test .svc.cluster.local answer auto"],
            ["rewrite name regex (.*)[.]short[.]test {1}.default.svc.cluster.local answer auto"],
            ["rewrite name substring old api"], ["rewrite stop name prefix x- y-"], ["rewrite type ANY HINFO"], ["rewrite type AAAA A"],
            ["rewrite continue name suffix .legacy.test .svc.cluster.local"],
            ["rewrite ttl suffix .cluster.local " + self.pick("8", "2-4", "-3", "20-")], ["rewrite ttl exact www.example.com 11"],
            ["rewrite {", "name regex (.*)[.]re[.]test {1}.shop.svc.cluster.local", "answer name (.*)[.]shop[.]svc[.]cluster[.]local {1}.re.test"],
            ["rewrite stop {", "name suffix .vals.test .example.com answer auto", "answer value (.*)[.]example[.]com {1}.vals.test"],
            ["rewrite rcode suffix example.com NXDOMAIN " + self.pick("NOERROR", "SERVFAIL")], ["rewrite cname exact edge.example.com. db.files.test."])

    def forward(self):
        to = self.pick("127.0.0.2", "127.0.0.2", "127.0.0.2 127.0.0.2:53", "127.0.0.3", "127.0.0.4")
        lines = []
        if " " in to or self.chance(0.1):
            lines.append("policy sequential")
        for share, line in [(0.1, "force_tcp"), (0.1, "prefer_udp"), (0.1, "except example.com"), (0.05, "max_concurrent 100")]:
            if self.chance(share):
                lines.append(line)
        if self.recent and self.chance(0.1):
            lines.append("next " + self.pick("NXDOMAIN", "REFUSED"))
        if any(line.startswith("force") for line in lines) and "prefer_udp" in lines:
            lines.remove("prefer_udp")
        line = f"forward . {to}"
        return [line + " {", *lines] if lines else [line]

    def dns64(self):
        return self.pick(["dns64"], ["dns64 64:ff9b::/96"], ["dns64 {", "prefix 2001:db8:64::/96", "translate_all"], ["dns64 {", "allow_ipv4"])

    def acl(self):
        action = self.pick("block", "filter", "allow", "drop")
        first = f"{action}{self.pick('', ' type A', ' type AAAA SRV')} net {'10.244.1.0/24' if action == 'drop' else self.pick('10.244.1.0/24', '127.0.0.1', '*')}"
        return [f"acl{self.pick('', ' cluster.local', ' example.com')} {{", first, *([] if self.chance(0.5) else ["block type TXT net *"])]

    def header(self):
        return ["header {", self.pick("response set ra", "response clear aa", "response set aa ra", "response clear rd", "query set rd", "query clear rd")]


def without_zone_files(block):
    """The cache of old releases writes its TTLs into the zone's own records (README.md)."""
    cached = any(directive[0].startswith("cache") for directive in block)
    return [directive for directive in block if not (cached and directive[0].startswith("file "))]


def text_of(blocks):
    text = ""
    for key, directives in blocks:
        text += key + " {\n"
        for first, *rest in directives:
            text += "    " + first + "\n" + "".join("        " + line + "\n" for line in rest)
            if first.endswith("{"):
                text += "    }\n"
        text += "}\n"
    return text
