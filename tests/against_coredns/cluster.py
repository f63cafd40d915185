# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""Random clusters: every kind of Service, dual stack, odd names, empty sets. Objects are dicts as the Kubernetes API has them."""

SERVICE_NAMES = ["web", "api", "db", "svc", "pod", "ns", "dns", "any", "dns-version", "kube-dns", "a", "x-1", "l" * 63]
NAMESPACES = ["default", "shop", "team-a", "svc", "pod", "kube-system", "n" * 63]
PORT_NAMES = ["http", "https", "dns", "p-1", "metrics", ""]
PROTOCOLS = ["TCP", "UDP", "SCTP"]
EXTERNAL_NAMES = ["www.example.com", "www.example.com.", "cdn.example.com", "missing.example.com", "refused.invalid", "192.0.2.9",
                  "static.hosts.test", "MiXed.Example.com", "db.files.test", "corp.example"]
OWN_ADDRESSES = ["10.244.0.1", "fd00:244::1"]  # of the CoreDNS under test; run.py gives them to its network


def v4(random):
    return f"10.244.{random.randrange(1, 4)}.{random.randrange(1, 30)}"


def v6(random):
    return f"fd00:244::{random.randrange(2, 6):x}:{random.randrange(1, 40):x}"


class Cluster:
    def __init__(self, random):
        self.random = random
        self.objects = []
        self.allocated = 0
        self.namespaces = random.sample(NAMESPACES, random.randrange(1, 5))
        for name in self.namespaces:
            self.add("v1", "Namespace", None, name, labels={"env": random.choice(["prod", "test"])})
        for _ in range(random.randrange(0, 9)):
            self.add_pod()
        for scope in self.namespaces:
            for name in random.sample(SERVICE_NAMES, random.randrange(0, 6)):
                self.add_service(scope, name)
        if random.random() < 0.5:
            self.add_own_service()

    def add(self, version, kind, scope, name, labels=None, **rest):
        metadata = {"name": name, "uid": f"u-{len(self.objects)}", "resourceVersion": str(len(self.objects) + 1)}
        if scope:
            metadata["namespace"] = scope
        if labels:
            metadata["labels"] = labels
        self.objects.append({"apiVersion": version, "kind": kind, "metadata": metadata, **rest})
        return self.objects[-1]

    def chance(self, share):
        return self.random.random() < share

    def tier(self):
        return self.random.choice([{"tier": "a"}, {"tier": "b"}, {"tier": "a", "old": "yes"}, {}])

    def add_pod(self):
        ips = self.random.choice([[v4(self.random)], [v6(self.random)], [v4(self.random), v6(self.random)], [v6(self.random), v4(self.random)], []])
        status = {"phase": self.random.choice(["Running"] * 6 + ["Pending", "Succeeded", "Failed", "Unknown"])}
        if ips:
            status.update({"podIP": ips[0], "podIPs": [{"ip": ip} for ip in ips]})
        pod = self.add("v1", "Pod", self.random.choice(self.namespaces), f"pod-{len(self.objects)}", labels=self.tier(),
                       spec={"containers": [{"name": "c", "image": "i"}], "nodeName": "node-a"}, status=status)
        if self.chance(0.1):
            pod["metadata"]["deletionTimestamp"] = "2026-01-01T00:00:00Z"

    def ports(self, numbered):
        ports = []
        for name in self.random.sample(PORT_NAMES, self.random.choice([0, 1, 1, 1, 2, 3])):
            port = {"protocol": self.random.choice(PROTOCOLS)}
            if numbered or self.chance(0.95):
                port["port"] = self.random.randrange(1, 65536)
            if name:
                port["name"] = name
            ports.append(port)
        return ports

    def cluster_ips(self):
        """Each address once, as an API server sees to."""
        self.allocated += 1
        first, second = f"10.96.0.{self.allocated}", f"fd00:96::{self.allocated:x}"
        return self.random.choice([[first], [second], [first, second], [second, first]])

    def add_service(self, scope, name):
        kind = self.random.choice(["ClusterIP"] * 3 + ["Headless"] * 3 + ["NodePort", "LoadBalancer", "ExternalName", "ExternalName"])
        labels = self.tier()
        if kind == "ExternalName":
            self.add("v1", "Service", scope, name, labels, spec={"type": kind, "externalName": self.external_name(),
                     **({"ports": self.ports(True)} if self.chance(0.3) else {})})
            if self.chance(0.8):
                return
            ports = self.ports(True)
        else:
            ips = ["None"] if kind == "Headless" else self.cluster_ips()
            ports = self.ports(True)
            spec = {"type": "ClusterIP" if kind == "Headless" else kind, "clusterIP": ips[0], "clusterIPs": ips, "ports": ports}
            if self.chance(0.1):
                spec["publishNotReadyAddresses"] = True
            if self.chance(0.1):
                spec["externalIPs"] = ["192.0.2.77"]
            self.add("v1", "Service", scope, name, labels, spec=spec)
        for number in range(self.random.choice([0, 1, 1, 1, 2])):
            self.add_slice(scope, name, labels, number, ports)

    def external_name(self):
        inside = [f"{self.random.choice(SERVICE_NAMES)}.{self.random.choice(self.namespaces)}.svc.{zone}" for zone in ("cluster.local", "k.test")]
        return self.random.choice(EXTERNAL_NAMES + inside * 3)

    def add_slice(self, scope, service, labels, number, service_ports):
        kind = self.random.choice(["IPv4", "IPv4", "IPv6"] + ["FQDN"] * self.chance(0.15))
        ports = [dict(port) for port in service_ports] if self.chance(0.8) else self.ports(False)
        body = {"addressType": kind, "endpoints": [self.endpoint(kind) for _ in range(self.random.choice([0, 1, 2, 2, 3, 5]))]}
        if ports or self.chance(0.5):
            body["ports"] = ports
        self.add("discovery.k8s.io/v1", "EndpointSlice", scope, f"{service[:50]}-{number}", {**labels, "kubernetes.io/service-name": service}, **body)

    def endpoint(self, kind):
        address = {"IPv4": v4, "IPv6": v6, "FQDN": lambda random: random.choice(["host.example.com", "www.example.com"])}[kind]
        endpoint = {"addresses": [address(self.random) for _ in range(self.random.choice([1, 1, 1, 2]))],
                    "conditions": self.random.choice([{}, {"ready": True}, {"ready": True}, {"ready": False},
                                                      {"ready": False, "serving": True, "terminating": True}])}
        if self.chance(0.4):
            endpoint["hostname"] = self.random.choice(["web-0", "web-1", "node-x", "h" * 63])
        if self.chance(0.5):
            endpoint["targetRef"] = {"kind": "Pod", "name": self.random.choice(["pod-1", "pod-2", "pod.with.dots"]), "namespace": self.namespaces[0]}
        if self.chance(0.3):
            endpoint.update({"nodeName": "node-a", "zone": self.random.choice(["zone-a", "zone-b"])})
        return endpoint

    def add_own_service(self):
        """A Service whose endpoint is the asked CoreDNS: its NS record."""
        scope, name = self.random.choice(self.namespaces), "own-dns"
        ips = self.random.choice([["None"], ["10.96.0.100"], ["10.96.0.100", "fd00:96::100"]])
        ports = [{"name": "dns", "protocol": "UDP", "port": 53}]
        self.add("v1", "Service", scope, name, {"tier": "a"}, spec={"type": "ClusterIP", "clusterIP": ips[0], "clusterIPs": ips, "ports": ports})
        for number, address in enumerate(OWN_ADDRESSES[:self.random.randrange(1, 3)]):
            self.add("discovery.k8s.io/v1", "EndpointSlice", scope, f"{name}-{number}", {"tier": "a", "kubernetes.io/service-name": name},
                     addressType="IPv6" if ":" in address else "IPv4", ports=ports, endpoints=[{"addresses": [address], "conditions": {"ready": True}}])
