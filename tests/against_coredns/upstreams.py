# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""Name servers that a Corefile may forward to: as zone files for a real CoreDNS and as Upstream documents for the prediction."""

SOA = "SOA ns.{0} hostmaster.{0} 1 7200 900 1209600 {1}"
ZONES = {
    ".": f"""$TTL 60
. IN {SOA.format("upstream.test.", 4)}
. IN NS ns.upstream.test.
ns.upstream.test. IN A 127.0.0.2
""",
    "example.com.": f"""$ORIGIN example.com.
$TTL 300
@ IN {SOA.format("example.com.", 3)}
@ IN NS ns.example.com.
@ 30 IN A 192.0.2.10
ns IN A 127.0.0.2
www 2 IN A 192.0.2.11
www 2 IN A 192.0.2.12
host 9 IN A 192.0.2.14
host 9 IN AAAA 2001:db8::14
short 1 IN A 192.0.2.13
zero 0 IN A 192.0.2.15
v6 5 IN AAAA 2001:db8::11
mx 40 IN MX 10 www
cdn 20 IN CNAME edge
edge 3 IN A 192.0.2.21
*.sub 6 IN A 192.0.2.16
""" + "".join(f"big 20 IN A 198.51.100.{number}\n" for number in range(1, 60)),
}
CORP = {"corp.example.": f"""$ORIGIN corp.example.
$TTL 8
@ IN {SOA.format("corp.example.", 5)}
@ IN NS ns.corp.example.
ns IN A 127.0.0.3
git IN A 192.0.2.31
wiki IN CNAME git
"""}
# Address: zones, and the rcode for all other names.
SERVERS = {"127.0.0.2": (ZONES, "NXDOMAIN"), "127.0.0.3": (CORP, "REFUSED"), "127.0.0.4": (CORP, "SERVFAIL")}


def documents():
    return [{"apiVersion": "ndots.org/v1", "kind": "Upstream", "metadata": {"name": "u" + address.replace(".", "-")},
             "spec": {"address": address, "zones": "".join(zones.values()), "otherwise": otherwise, "latency": "1ms"}}
            for address, (zones, otherwise) in SERVERS.items()]


def corefile(write):
    """A Corefile for all of them; `write(name, text)` keeps a file and returns its path. RA, because they stand for recursive servers."""
    blocks = ""
    for address, (zones, otherwise) in SERVERS.items():
        lines = {zone: f"file {write(f'{address}-{zone}zone', text)} {zone}" for zone, text in zones.items()}
        # A template that fails would only return its code, and the server's own bare reply has no RA.
        lines.setdefault(".", f"template ANY ANY . {{\n        rcode NXDOMAIN\n    }}\n    rewrite rcode suffix . NXDOMAIN {otherwise}")
        for zone, line in lines.items():
            flags = "response set ra" + ("\n        response clear aa" if line.startswith("template") else "")
            blocks += f"{zone}:53 {{\n    bind {address}\n    header {{\n        {flags}\n    }}\n    {line}\n}}\n"
    return blocks
