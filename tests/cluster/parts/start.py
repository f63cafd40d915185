# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""start.py DIR BINARIES SNAPSHOT: makes the cluster and prints the path of its kubeconfig. See README.md."""
import os
import shutil
import signal
import subprocess
import sys
import time

from credentials import ROLES, Credentials
from network import Network
from objects import KINDS, Api, Objects, compare
from servers import Servers
from state import ClusterError, State

VERSIONS = ["1.14.7", "1.11.3"]


def can_make_namespaces():
    name = f"ndots-probe-{os.getpid()}"
    made = subprocess.run(["ip", "netns", "add", name], capture_output=True, text=True)
    if made.returncode != 0:
        return made.stderr.strip() or "ip netns add fails"
    link = subprocess.run(["ip", "link", "add", "eth0", "netns", name, "type", "veth", "peer", "name", "eth1", "netns", name],
                          capture_output=True, text=True)
    subprocess.run(["ip", "netns", "del", name], check=True)
    return link.stderr.strip() if link.returncode != 0 else ""


def apply(objects, api):
    order = list(KINDS)
    for document in sorted(objects.kubernetes, key=lambda document: order.index(document["kind"])) + ROLES:
        api.create(document)
    api.aggregate_roles()


def make(state, binaries, snapshot):
    version = os.environ.get("NDOTS_COREDNS", VERSIONS[0])
    if version not in VERSIONS:
        raise ClusterError(f"NDOTS_COREDNS={version}: choose one of {', '.join(VERSIONS)}")
    began = time.monotonic()

    def say(what):
        print(f"{time.monotonic() - began:5.1f} s  {what}", file=sys.stderr, flush=True)

    objects = Objects(snapshot, {"registry.k8s.io/coredns/coredns": "v" + version})
    network, credentials = Network(objects, state), Credentials(state)
    servers = Servers(objects, state, network, credentials, binaries, version)
    network.make()
    say(f"network of {len(state.namespaces)} namespaces")
    credentials.make()
    servers.start_control_plane()
    port = servers.open_to_loopback()
    kubeconfig = servers.write_kubeconfigs(port)
    servers.start_upstreams()
    api = Api("127.0.0.1", port, credentials.file("ca.crt"), credentials.tokens["admin-token"])
    servers.wait_for_api(api)
    say("kube-apiserver is ready")
    apply(objects, api)
    say(f"{len(objects.kubernetes)} objects created")
    servers.start_replicas()
    servers.start_kubelets()
    servers.wait_for_replicas()
    servers.start_node_caches()
    servers.wait_for_node_caches()
    say(f"CoreDNS {version} answers")
    servers.wait_for_kubelets()
    found = compare(objects, api)
    if found:
        raise ClusterError("the API server's objects differ from the snapshot's:\n" + "\n".join(found))
    say("the cluster is ready")
    return kubeconfig


def main(folder, binaries, snapshot):
    reason = can_make_namespaces()
    if reason:
        print(f"tests/cluster/up: no network namespace can be made: {reason}", file=sys.stderr)
        return 3
    os.makedirs(folder, exist_ok=True)
    state = State(folder)
    if os.path.exists(state.file):
        print(f"tests/cluster/up: {folder} already holds a cluster; run tests/cluster/down {folder} first", file=sys.stderr)
        return 1
    if set(os.listdir(folder)) - {"logs"}:
        print(f"tests/cluster/up: {folder} is not empty", file=sys.stderr)
        return 1
    shutil.rmtree(os.path.join(folder, "logs"), ignore_errors=True)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    try:
        kubeconfig = make(state, binaries, snapshot)
    except BaseException as error:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        state.tear_down()
        if not isinstance(error, ClusterError):
            raise
        print(f"tests/cluster/up: {error}\nThe logs are in {state.folder}/logs.", file=sys.stderr)
        return 1
    print(kubeconfig)
    return 0


sys.exit(main(*sys.argv[1:]))
