# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""The network of one cluster: a namespace for what lies outside the nodes, one for each node, one for each pod.

    lan      br0 10.0.0.1 (router), 10.0.0.10 (API server); lo: the addresses of the upstream name servers
    NODE     eth0 10.0.0.11 on br0; nodelocaldns: the addresses that the node cache binds; a veth to each pod
    NS/POD   eth0 with exactly the pod's addresses

Pods hang on routed veths, not on a bridge: the answer of a pod on the same node must pass the node's address
translation on its way back, and a bridge would carry it past that. No interface gets a link-local IPv6 address,
because CoreDNS counts every address that is not loopback as its own.
"""
import ipaddress
import os
import subprocess

import resolver
from state import ClusterError

CONTROL_PLANE = "10.0.0.10"
ROUTER = "10.0.0.1"
DEFAULT_UPSTREAM = "10.1.0.2"


HAS_IPV6 = os.path.exists("/proc/sys/net/ipv6")


def up(interface):
    """Brings an interface up, without a link-local address."""
    quiet = [f"link set {interface} addrgenmode none"] if HAS_IPV6 else []
    return quiet + [f"link set {interface} up"]


def run(command, text=None):
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    if done.returncode != 0:
        raise ClusterError(f"{' '.join(command)}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def batch(lines, namespace=None):
    run(["ip"] + (["-n", namespace] if namespace else []) + ["-batch", "-"], "\n".join(lines) + "\n")


def internal_ip(node):
    return next(a["address"] for a in node["status"]["addresses"] if a["type"] == "InternalIP")


def local_ips(pod):
    """The -localip list of a node cache pod."""
    arguments = pod["spec"]["containers"][0].get("args", [])
    return arguments[arguments.index("-localip") + 1].split(",") if "-localip" in arguments else []


class Network:
    def __init__(self, objects, state):
        self.objects, self.state = objects, state
        self.lan = state.prefix + ".lan"
        self.nodes = {d["metadata"]["name"]: d for d in objects.of("Node")}
        self.own = [p for p in objects.of("Pod")
                    if not p["spec"].get("hostNetwork") and p["status"].get("phase") == "Running"]
        self.places = {"lan": self.lan}
        self.places |= {name: f"{state.prefix}.{name}" for name in self.nodes}
        for pod in objects.of("Pod"):
            name = f"{pod['metadata']['namespace']}/{pod['metadata']['name']}"
            if pod["spec"].get("hostNetwork"):
                self.places[name] = self.places[pod["spec"]["nodeName"]]
            elif pod in self.own:
                self.places[name] = f"{state.prefix}.{name.replace('/', '.')}"
        self.upstreams = {u["spec"].get("address", DEFAULT_UPSTREAM): u for u in objects.upstreams()}

    def place(self, pod):
        return self.places[f"{pod['metadata']['namespace']}/{pod['metadata']['name']}"]

    def make(self):
        names = sorted(set(self.places.values()))
        self.state.add_namespaces(names)
        batch([f"netns add {name}" for name in names])
        self.make_lan()
        for index, name in enumerate(self.nodes):
            self.make_node(index, name)
        for index, pod in enumerate(self.own):
            self.make_pod(index, pod)
        self.write_resolver_files()
        self.state.write("places", "".join(f"{where} {name}\n" for where, name in self.places.items()))

    def make_lan(self):
        lines = ["link set lo up", "link add br0 type bridge", f"addr add {ROUTER}/24 dev br0",
                 f"addr add {CONTROL_PLANE}/24 dev br0", *up("br0")]
        lines += [f"addr add {address}/32 dev lo" for address in self.upstreams]
        lines += [f"route add {cidr} via {internal_ip(node)}" for node in self.nodes.values()
                  for cidr in node["spec"]["podCIDRs"] if ":" not in cidr]
        batch(lines, self.lan)
        allow_forwarding(self.lan)

    def make_node(self, index, name):
        here = self.places[name]
        batch([f"link add eth0 netns {here} type veth peer name n{index} netns {self.lan}"])
        batch([f"link set n{index} master br0", *up(f"n{index}")], self.lan)
        lines = ["link set lo up", f"addr add {internal_ip(self.nodes[name])}/24 dev eth0", *up("eth0"),
                 f"route add default via {ROUTER}"]
        lines += [f"route add {cidr} via {internal_ip(other)}" for other_name, other in self.nodes.items()
                  for cidr in other["spec"]["podCIDRs"] if other_name != name and ":" not in cidr]
        batch(lines, here)
        allow_forwarding(here)
        local = [address for pod in self.objects.of("Pod") if pod["spec"]["nodeName"] == name
                 for address in local_ips(pod)]
        if local:
            self.add_local_addresses(here, local)
        run(["ip", "netns", "exec", here, "nft", "-f", "-"], rules(self.objects, local))

    def add_local_addresses(self, here, addresses):
        """node-cache makes a dummy interface. Where the kernel has none, a bridge without ports does the same."""
        try:
            batch(["link add nodelocaldns type dummy"], here)
        except ClusterError:
            batch(["link add nodelocaldns type bridge"], here)
        batch([f"addr add {address}/32 dev nodelocaldns" for address in addresses] + up("nodelocaldns"), here)

    def make_pod(self, index, pod):
        here, node = self.place(pod), self.nodes[pod["spec"]["nodeName"]]
        there, port = self.places[node["metadata"]["name"]], f"p{index}"
        inside, outside = ["link set lo up", *up("eth0")], up(port)
        batch([f"link add eth0 netns {here} type veth peer name {port} netns {there}"])
        addresses = [ipaddress.ip_address(entry["ip"]) for entry in pod["status"]["podIPs"]]
        for address in [a for a in addresses if a.version == 4 or HAS_IPV6]:
            cidr = next(c for c in map(ipaddress.ip_network, node["spec"]["podCIDRs"]) if address in c)
            gateway, bits = cidr[1], address.max_prefixlen
            nodad = " nodad" if bits == 128 else ""
            inside += [f"addr add {address}/{bits} dev eth0{nodad}",
                       f"route add {gateway}/{bits} dev eth0", f"route add default via {gateway}"]
            outside += [f"addr add {gateway}/{bits} dev {port}{nodad}",
                        f"route add {address}/{bits} dev {port}"]
        batch(outside, there)
        batch(inside, here)

    def write_resolver_files(self):
        """`ip netns exec` lays /etc/netns/NAME/* over /etc; so every process sees its node's or its pod's files."""
        config = resolver.kubelet_config(self.objects)
        for pod in self.own:
            node_text = self.objects.node_resolv_conf(pod["spec"]["nodeName"])
            write_files(self.place(pod), resolver.resolv_conf(pod, config, node_text),
                        resolver.hosts(pod, config["clusterDomain"]))
        for name in self.nodes:
            write_files(self.places[name], self.objects.node_resolv_conf(name), f"127.0.0.1\tlocalhost\n127.0.1.1\t{name}\n")
        write_files(self.lan, f"nameserver {DEFAULT_UPSTREAM}\n", "127.0.0.1\tlocalhost\n")


def write_files(namespace, resolv_conf, hosts):
    folder = os.path.join("/etc/netns", namespace)
    os.makedirs(folder, exist_ok=True)
    for name, text in {"resolv.conf": resolv_conf, "hosts": hosts, "nsswitch.conf": "hosts: files dns\n"}.items():
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)


def allow_forwarding(namespace):
    run(["ip", "netns", "exec", namespace, "sh", "-c",
         "echo 1 >/proc/sys/net/ipv4/ip_forward; echo 1 >/proc/sys/net/ipv6/conf/all/forwarding 2>/dev/null || :"])


def ready_targets(objects, service, port):
    """Address and port of each ready IPv4 endpoint behind one port of a Service."""
    targets = []
    for piece in objects.of("EndpointSlice"):
        labels = piece["metadata"]["labels"]
        if (labels["kubernetes.io/service-name"] != service["metadata"]["name"] or piece["addressType"] != "IPv4"
                or piece["metadata"]["namespace"] != service["metadata"]["namespace"]):
            continue
        numbers = [p["port"] for p in piece["ports"] or [] if p.get("name", "") == port.get("name", "")]
        targets += [(address, number) for endpoint in piece["endpoints"] or [] if endpoint["conditions"]["ready"]
                    for address in endpoint["addresses"] for number in numbers]
    return targets


def rules(objects, local):
    """What kube-proxy and node-cache set up on a node, as an nftables ruleset: each ClusterIP leads to one of its
    ready endpoints at random, except the node cache's own addresses on port 53, which stay on the node."""
    service_rules = []
    for service in objects.of("Service"):
        cluster_ip = service["spec"].get("clusterIP", "None")
        for port in service["spec"].get("ports", []) if cluster_ip != "None" else []:
            targets = ready_targets(objects, service, port)
            match = f"ip daddr {cluster_ip} {port['protocol'].lower()} dport {port['port']}"
            choices = ", ".join(f"{i} : {address} . {number}" for i, (address, number) in enumerate(targets))
            if targets:
                service_rules.append(f"{match} dnat ip to numgen random mod {len(targets)} map {{ {choices} }}")
    addresses = ", ".join(local)
    bypass = [f"ip {side} {{ {addresses} }} {protocol} {port} 53 notrack" for side, port in
              (("daddr", "dport"), ("saddr", "sport")) for protocol in ("udp", "tcp")] if local else []
    lines = ["table ip ndots {"]
    for name, head, body in (
            ("services", None, service_rules),
            ("raw_prerouting", "type filter hook prerouting priority raw;", bypass),
            ("raw_output", "type filter hook output priority raw;", bypass),
            ("nat_prerouting", "type nat hook prerouting priority dstnat;", ["jump services"]),
            ("nat_output", "type nat hook output priority -100;", ["jump services"])):
        lines += [f" chain {name} {{"] + ([f"  {head}"] if head else []) + [f"  {line}" for line in body] + [" }"]
    return "\n".join(lines + ["}"]) + "\n"
