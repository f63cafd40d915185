# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""The real servers: how each is configured, where it runs, and when it counts as ready."""
import http.client
import os
import re
import socket
import subprocess
import sys

import yaml

import resolver
import zones
from credentials import CERTIFICATE_USERS, COREDNS_USER, TOKEN_USERS
from network import CONTROL_PLANE, internal_ip, local_ips
from state import ClusterError, wait_until

HERE = os.path.dirname(os.path.realpath(__file__))
KUBELET_PORT = 10250

# Commands that an exec finds in a pod; each is run in the pod's network namespace.
EXEC_COMMANDS = ["cat", "dig", "env", "false", "getent", "head", "host", "hostname", "id", "ip", "ls", "nslookup", "ping",
                 "printf", "ps", "sh", "sleep", "stat", "tail", "true"]


class Servers:
    def __init__(self, objects, state, network, credentials, binaries, coredns_version):
        self.objects, self.state, self.network, self.credentials = objects, state, network, credentials
        self.binaries = binaries
        self.coredns = os.path.join(binaries, f"coredns-{coredns_version}")
        self.node_coredns = os.path.join(binaries, "coredns-1.14.7")

    def binary(self, name):
        return os.path.join(self.binaries, name)

    # ---- control plane

    def start_control_plane(self):
        url = "http://127.0.0.1:2379"
        self.state.start("etcd", [self.binary("etcd"), "--data-dir", self.state.path("etcd"), "--unsafe-no-fsync",
                                  "--listen-client-urls", url, "--advertise-client-urls", url,
                                  "--listen-peer-urls", "http://127.0.0.1:2380", "--log-level", "warn"], self.network.lan)
        pki = self.credentials.file
        self.state.start("kube-apiserver", [
            self.binary("kube-apiserver"), "--etcd-servers=" + url, "--secure-port=6443",
            "--advertise-address=" + CONTROL_PLANE, "--cert-dir=" + self.state.path("pki", ""),
            "--tls-cert-file=" + pki("server.crt"), "--tls-private-key-file=" + pki("server.key"),
            "--client-ca-file=" + pki("ca.crt"), "--token-auth-file=" + pki("tokens.csv"), "--authorization-mode=RBAC",
            "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
            "--service-account-key-file=" + pki("sa.key"), "--service-account-signing-key-file=" + pki("sa.key"),
            "--service-cluster-ip-range=10.96.0.0/16,fd00:96::/112", "--allow-privileged=true",
            "--disable-admission-plugins=ServiceAccount,TaintNodesByCondition", "--endpoint-reconciler-type=none",
            "--kubelet-preferred-address-types=InternalIP", "--profiling=false",
            *os.environ.get("NDOTS_APISERVER_FLAGS", "").split()], self.network.lan)

    def open_to_loopback(self):
        """The API server on a free port of 127.0.0.1 outside the namespaces; returns the port. The socket is made here
        and handed on, so that no other process can take the port meanwhile."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", 0))
        listener.listen(512)
        with listener:
            self.state.start("forward", [sys.executable, "-B", os.path.join(HERE, "forward.py"), str(listener.fileno()),
                                         f"/run/netns/{self.network.lan}", CONTROL_PLANE, "6443"], keep=[listener.fileno()])
            return listener.getsockname()[1]

    def wait_for_api(self, api):
        def ready():
            try:
                status, answer = api.call("GET", "/readyz")
            except (OSError, http.client.HTTPException) as error:
                return str(error)
            return True if status == 200 else f"{status} {answer}"
        wait_until("the start of kube-apiserver", 60, ready, self.state, "kube-apiserver")

    def write_kubeconfigs(self, port):
        self.credentials.write_kubeconfig("coredns.kubeconfig", "https://10.96.0.1:443", [COREDNS_USER])
        self.credentials.write_kubeconfig("kubelet.kubeconfig", f"https://{CONTROL_PLANE}:6443", ["admin-token"])
        return self.credentials.write_kubeconfig("kubeconfig", f"https://127.0.0.1:{port}",
                                                 [*CERTIFICATE_USERS, *TOKEN_USERS])

    # ---- name servers

    def start_upstreams(self):
        """Each zone has its own server block, because in one block the template plugin would come before the file plugin.
        RA, because the documents stand for recursive name servers."""
        for address, upstream in self.network.upstreams.items():
            spec, name = upstream["spec"], upstream["metadata"]["name"]
            blocks = {}
            for zone, text in zones.split(spec.get("zones", "")).items():
                blocks[zone] = f"file {self.state.write(f'upstream/{name}/{zone}zone', text)} {zone}"
            otherwise = spec.get("otherwise", "NXDOMAIN")
            if otherwise == "timeout":
                raise ClusterError(f"Upstream {name}: a real name server cannot be told to time out")
            blocks.setdefault(".", f"template ANY ANY . {{\n        rcode {otherwise}\n    }}")
            corefile = "".join(f"{zone}:53 {{\n    bind {address}\n    errors\n    header {{\n        response set ra\n    }}\n    {line}\n}}\n"
                               for zone, line in blocks.items())
            self.start_coredns(f"upstream-{name}", self.node_coredns, corefile, self.network.lan)

    def start_coredns(self, name, binary, corefile, namespace, log=None):
        self.state.start(name, [binary, "-conf", self.state.write(f"corefile/{name}", corefile)], namespace, output=log)

    def replicas(self):
        return [p for p in self.objects.of("Pod") if p["metadata"]["labels"].get("k8s-app") == "kube-dns"]

    def node_caches(self):
        return [p for p in self.objects.of("Pod") if local_ips(p)]

    def start_replicas(self):
        """CoreDNS with the ConfigMap's Corefile. The one change is the kubeconfig: there is no pod to find its own in."""
        self.keep_logs()
        corefile = self.objects.named("ConfigMap", "kube-system", "coredns")["data"]["Corefile"]
        corefile = re.sub(r"(\n\s*kubernetes [^\n{]*\{\n)(\s*)",
                          rf"\1\2kubeconfig {self.state.path('coredns.kubeconfig')}\n\2", corefile, count=1)
        for pod in self.replicas():
            self.start_coredns(pod["metadata"]["name"], self.coredns, corefile, self.network.place(pod), self.fifo(pod))

    def start_node_caches(self):
        """The Corefile as node-cache renders it; CoreDNS itself in the place of node-cache, which is built from it."""
        upstream = self.objects.named("Service", "kube-system", "kube-dns-upstream")["spec"]["clusterIP"]
        corefile = self.objects.named("ConfigMap", "kube-system", "node-local-dns")["data"]["Corefile"]
        corefile = corefile.replace("__PILLAR__CLUSTER__DNS__", upstream)
        corefile = corefile.replace("__PILLAR__UPSTREAM__SERVERS__", "/etc/resolv.conf")
        for pod in self.node_caches():
            self.start_coredns(pod["metadata"]["name"], self.node_coredns, corefile, self.network.place(pod), self.fifo(pod))

    def wait_for_replicas(self):
        """`ready` says yes when the kubernetes plugin has all objects."""
        for pod in self.replicas():
            url = f"http://{pod['status']['podIP']}:8181/ready"
            self.wait_for(pod, "the sync", ["curl", "-s", "-m", "2", url], "OK")
            self.wait_for_answer(pod, pod["status"]["podIP"])

    def wait_for_node_caches(self):
        for pod in self.node_caches():
            for address in local_ips(pod):
                self.wait_for_answer(pod, address)

    def wait_for_answer(self, pod, address):
        """Asks for a name that no test asks for, because the answer stays in the caches for a while."""
        question = f"ndots-up.{resolver.kubelet_config(self.objects)['clusterDomain']}"
        self.wait_for(pod, "an answer", ["dig", "+time=1", "+tries=1", "@" + address, question, "TXT"], "status: NXDOMAIN")

    def wait_for(self, pod, what, command, wanted):
        name = pod["metadata"]["name"]

        def try_once():
            done = subprocess.run(["ip", "netns", "exec", self.network.place(pod), *command], capture_output=True, text=True)
            return True if wanted in done.stdout else f"{' '.join(command)}: {done.stdout}{done.stderr}"
        wait_until(f"{what} of {name}", 30, try_once, self.state, name)

    # ---- kubelets

    def log_file(self, pod):
        return self.state.path("logs", pod["metadata"]["name"] + ".log")

    def fifo(self, pod):
        return self.state.path("run", pod["metadata"]["name"])

    def keep_logs(self):
        """The kubelet's log format has a time before every line; one process writes it for all DNS pods."""
        pairs = []
        for pod in self.replicas() + self.node_caches():
            os.mkfifo(self.fifo(pod))
            pairs += [self.fifo(pod), self.log_file(pod)]
        self.state.start("log-keeper", [sys.executable, "-B", os.path.join(HERE, "log_keeper.py"), *pairs])

    def start_kubelets(self):
        wrapper = ("#!/bin/sh\nPATH=/usr/sbin:/usr/bin:/sbin:/bin\nexport PATH\n"
                   "exec ip netns exec \"$NDOTS_NETWORK\" \"${0##*/}\" \"$@\"\n")
        self.state.write("exec/pod", wrapper, 0o755)
        for command in EXEC_COMMANDS:
            os.symlink("pod", self.state.path("exec", command))
        for name, node in self.network.nodes.items():
            file = self.state.write(f"kwok/{name}.yaml", yaml.safe_dump_all(self.kwok_documents(name)))
            self.state.start(f"kwok-{name}", [
                "env", "-i", "PATH=" + self.state.path("exec", ""), "HOME=" + self.state.folder, self.binary("kwok"), "--config", file, "--kubeconfig", self.state.path("kubelet.kubeconfig"),
                "--manage-single-node", name, "--node-ip", internal_ip(node), "--node-port", str(KUBELET_PORT),
                "--node-lease-duration-seconds", "40", "--server-address", f"0.0.0.0:{KUBELET_PORT}",
                "--tls-cert-file", self.credentials.file("server.crt"),
                "--tls-private-key-file", self.credentials.file("server.key")],
                self.network.places[name])

    def kwok_documents(self, node):
        """No stage touches a status: nodes and pods stay as the snapshot has them; only deleted pods go."""
        yield {"apiVersion": "kwok.x-k8s.io/v1alpha1", "kind": "Stage", "metadata": {"name": "node-stays"},
               "spec": {"resourceRef": {"apiGroup": "v1", "kind": "Node"},
                        "selector": {"matchLabels": {"ndots.org/never": "set"}}, "next": {}}}
        yield {"apiVersion": "kwok.x-k8s.io/v1alpha1", "kind": "Stage", "metadata": {"name": "pod-delete"},
               "spec": {"resourceRef": {"apiGroup": "v1", "kind": "Pod"}, "next": {"finalizers": {"empty": True}, "delete": True},
                        "selector": {"matchExpressions": [{"key": ".metadata.deletionTimestamp", "operator": "Exists"}]}}}
        dns = self.replicas() + self.node_caches()
        for pod in [p for p in self.objects.of("Pod") if p["spec"]["nodeName"] == node]:
            metadata = {k: pod["metadata"][k] for k in ("name", "namespace")}
            if pod in dns:
                yield {"apiVersion": "kwok.x-k8s.io/v1alpha1", "kind": "PortForward", "metadata": metadata,
                       "spec": {"forwards": [{"ports": [port], "target": {"address": address, "port": port}}
                                             for port, address in self.ports(pod)]}}
                yield {"apiVersion": "kwok.x-k8s.io/v1alpha1", "kind": "Logs", "metadata": metadata,
                       "spec": {"logs": [{"logsFile": self.log_file(pod)}]}}
            elif pod["status"]["phase"] == "Running":
                yield {"apiVersion": "kwok.x-k8s.io/v1alpha1", "kind": "Exec", "metadata": metadata,
                       "spec": {"execs": [{"local": {"workDir": "/", "envs": [
                           {"name": "NDOTS_NETWORK", "value": self.network.place(pod)}]}}]}}

    def ports(self, pod):
        """What listens in a DNS pod: (port, address)."""
        if pod in self.replicas():
            return [(port, pod["status"]["podIP"]) for port in (53, 8080, 8181, 9153)]
        return [(53, local_ips(pod)[0]), (8080, local_ips(pod)[0]), (9253, "127.0.0.1")]

    def wait_for_kubelets(self):
        for name, node in self.network.nodes.items():
            command = ["ip", "netns", "exec", self.network.lan, "curl", "-sk", "-m", "2",
                       f"https://{internal_ip(node)}:{KUBELET_PORT}/healthz"]

            def try_once():
                done = subprocess.run(command, capture_output=True, text=True)
                return True if done.stdout == "ok" else f"curl ends with {done.returncode} {done.stdout}"
            wait_until(f"the kubelet of {name}", 20, try_once, self.state, f"kwok-{name}")
