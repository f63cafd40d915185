# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""The resolver files that the kubelet gives a pod. Written from the kubelet's documented rules and on purpose not from
the program's own code: it is the other side of a comparison."""
import yaml


def node_lines(text):
    servers, search, options = [], [], []
    for line in text.split("\n"):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0] == "nameserver":
            servers.append(words[1])
        elif words[0] == "search":
            search = words[1:]
        elif words[0] == "options":
            options += words[1:]
    return servers, search, options


def resolv_conf(pod, kubelet_config, node_text):
    spec = pod["spec"]
    policy = spec.get("dnsPolicy", "ClusterFirst")
    servers, search, options = node_lines(node_text)
    if policy == "None":
        servers, search, options = [], [], []
    elif policy == "ClusterFirstWithHostNet" or (policy == "ClusterFirst" and not spec.get("hostNetwork")):
        domain = kubelet_config["clusterDomain"]
        servers = list(kubelet_config["clusterDNS"])
        search = [f"{pod['metadata']['namespace']}.svc.{domain}", f"svc.{domain}", domain] + search
        options = ["ndots:5"]
    extra = spec.get("dnsConfig", {})
    servers = list(dict.fromkeys(servers + extra.get("nameservers", [])))[:3]
    search = list(dict.fromkeys(search + extra.get("searches", [])))[:32]
    by_name = {option.split(":")[0]: option for option in options}
    for option in extra.get("options", []):
        by_name[option["name"]] = f"{option['name']}:{option['value']}" if option.get("value") else option["name"]
    text = f"search {' '.join(search)}\n" if search else ""
    text += "".join(f"nameserver {server}\n" for server in servers)
    return text + (f"options {' '.join(by_name.values())}\n" if by_name else "")


def hosts(pod, domain):
    spec, metadata = pod["spec"], pod["metadata"]
    host = spec.get("hostname", metadata["name"])
    names = host
    if spec.get("subdomain"):
        names = f"{host}.{spec['subdomain']}.{metadata['namespace']}.svc.{domain}\t{host}"
    lines = ["# Kubernetes-managed hosts file.", "127.0.0.1\tlocalhost", "::1\tlocalhost ip6-localhost ip6-loopback",
             "fe00::0\tip6-localnet", "fe00::0\tip6-mcastprefix", "fe00::1\tip6-allnodes", "fe00::2\tip6-allrouters"]
    lines += [f"{address['ip']}\t{names}" for address in pod["status"].get("podIPs", [])]
    aliases = spec.get("hostAliases", [])
    if aliases:
        lines += ["", "# Entries added by HostAliases."]
    lines += ["\t".join([alias["ip"]] + alias["hostnames"]) for alias in aliases]
    return "\n".join(lines) + "\n"


def kubelet_config(objects):
    return yaml.safe_load(objects.named("ConfigMap", "kube-system", "kubelet-config")["data"]["kubelet"])
