# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""Random questions: names that a cluster and a Corefile have, near misses of them, all types, mixed letter case."""
import ipaddress

TYPES = ["A"] * 14 + ["AAAA"] * 9 + ["SRV"] * 5 + ["PTR"] * 4 + ["CNAME", "TXT", "NS", "SOA", "MX", "ANY", "HINFO", "HTTPS", "CAA", "DS", "NAPTR"]
OUTSIDE = ["www.example.com", "example.com", "cdn.example.com", "loop.example.com", "missing.example.com", "short.example.com", "zero.example.com",
           "v6.example.com", "mx.example.com", "edge.example.com", "refused.invalid", ".", "com", "corp.example", "git.corp.example", "wiki.corp.example",
           "nope.corp.example", "big.example.com", "host.example.com", "www.sub.example.com",
           "static.hosts.test", "extra.hosts.test", "file.hosts.test", "five.hosts.test", "none.hosts.test", "tmpl.test", "ip-2-77.tmpl.test",
           "ip-900-1.tmpl.test", "x.tmpl.test", "web.alias.test", "api.alias.test", "front.test", "web.default.legacy.test", "api.shop.legacy.test",
           "web.short.test", "web.re.test", "api.re.test", "www.vals.test", "cdn.vals.test", "x-old.test", "files.test", "db.files.test",
           "alias.files.test", "chain.files.test", "out.files.test", "kube.files.test", "any.wild.files.test", "a.b.wild.files.test", "b.c.files.test",
           "_sip._tcp.files.test", "www.sub.files.test", "sub.files.test", "none.files.test", "localhost", "1.0.0.127.in-addr.arpa", "30.2.0.192.in-addr.arpa",
           "5.0.96.10.in-addr.arpa", "in-addr.arpa", "244.10.in-addr.arpa", "ip6.arpa"]


def dashed(address):
    return address.replace(".", "-").replace(":", "-")


def endpoint_names(endpoint):
    yield from (dashed(address) for address in endpoint["addresses"])
    yield from filter(None, [endpoint.get("hostname"), endpoint.get("targetRef", {}).get("name")])


def names_of(item, zone):
    """What somebody would ask for at this object."""
    metadata, scope = item["metadata"], item["metadata"].get("namespace", "")
    if item["kind"] == "Namespace":
        yield from (f"{metadata['name']}.svc.{zone}", f"{metadata['name']}.pod.{zone}", f"web.{metadata['name']}.svc.{zone}")
    elif item["kind"] == "Pod":
        for ip in (entry["ip"] for entry in item["status"].get("podIPs", [])):
            yield from (f"{dashed(ip)}.{scope}.pod.{zone}", ipaddress.ip_address(ip).reverse_pointer)
    elif item["kind"] == "Service":
        name = f"{metadata['name']}.{scope}.svc.{zone}"
        yield from (name, name)
        yield from (f"_{port.get('name', 'x')}._{port['protocol'].lower()}.{name}" for port in item["spec"].get("ports", []))
        yield from (ipaddress.ip_address(ip).reverse_pointer for ip in item["spec"].get("clusterIPs", []) if ip != "None")
        yield f"{metadata['name']}.{scope}.{zone}.svc.{zone}"  # as autopath completes
    elif item["kind"] == "EndpointSlice":
        name = f"{metadata['labels']['kubernetes.io/service-name']}.{scope}.svc.{zone}"
        for endpoint in item["endpoints"]:
            yield from (f"{host}.{name}" for host in endpoint_names(endpoint))
            if item["addressType"] != "FQDN":
                yield from (ipaddress.ip_address(address).reverse_pointer for address in endpoint["addresses"])
        yield from (f"_{port.get('name', 'x')}._{port['protocol'].lower()}.{name}" for port in item.get("ports", []))


class Questions:
    def __init__(self, random, objects, zone):
        self.random, self.zone = random, zone
        self.inside = [name for item in objects for name in names_of(item, zone)] or [zone]
        self.inside += [zone, "ns.dns." + zone, "dns-version." + zone, "svc." + zone, "pod." + zone, "other.test", "web.default.svc.other.test",
                        "10-244-1-1.default.pod." + zone, "10-0-0.default.pod." + zone, "x.y." + zone, "own-dns.default.svc." + zone]
        self.clients = [entry["ip"] for item in objects if item["kind"] == "Pod" for entry in item["status"].get("podIPs", []) if "." in entry["ip"]]
        self.searches = [f"{item['metadata']['namespace']}.svc.{zone}" for item in objects if item["kind"] == "Pod"] or [zone]

    def near_miss(self, name):
        labels = name.split(".")
        at = self.random.randrange(len(labels))
        labels[at:at + 1] = self.random.choice([[], [labels[at] + "x"], ["extra", labels[at]], ["*"], ["any"], [labels[at], labels[at]], [labels[at].lstrip("_")],
                                                [labels[at][::-1]], ["_" + labels[at]], ["svc"], ["pod"], ["_udp"], ["0"], ["l" * 63], [labels[at].upper()]])
        return ".".join(labels) or "."

    def name(self):
        name = self.random.choice(self.inside if self.random.random() < 0.65 else OUTSIDE)
        if self.random.random() < 0.1:
            name = f"{self.random.choice(OUTSIDE + ['web', 'api.shop'])}.{self.random.choice(self.searches)}"  # a search domain's step
        if name != "." and self.random.random() < 0.35:
            name = self.near_miss(name)
        if self.random.random() < 0.12:
            name = "".join(self.random.choice([c.upper(), c.lower()]) for c in name)
        labels = [label for label in name.split(".") if label]
        if any(len(label) > 63 for label in labels) or sum(len(label) + 1 for label in labels) > 250:
            return self.name()
        return ".".join(labels) + "."

    def question(self):
        name = self.name()
        kind = "PTR" if name.lower().endswith(".arpa.") and self.random.random() < 0.7 else self.random.choice(TYPES)
        chance = self.random.random
        question = {"name": name, "type": kind, "tcp": chance() < 0.6, "edns": self.random.choice([None, None, 512, 1232, 4096]), "rd": chance() < 0.9,
                    "ad": chance() < 0.2, "cd": chance() < 0.05, "client": self.random.choice(self.clients + ["127.0.0.1"])}
        if question["edns"] and chance() < 0.3:
            question["do"] = True
        if chance() < 0.01:
            question["class"] = self.random.choice(["CH", "HS"])
        return question
