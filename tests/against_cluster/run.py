# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""run.py NDOTS COMPARE_REPLIES VERSION: starts tests/cluster with that CoreDNS and compares every record that `ndots records` lists,
and near misses of each, as `ndots trace --from coredns` predicts it, with what each replica replies over TCP."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

import yaml

HERE = os.path.dirname(os.path.realpath(__file__))
CLUSTER = os.path.join(HERE, "..", "cluster")
ASK = os.path.join(HERE, "..", "against_coredns", "ask.py")
SNAPSHOT = os.environ.get("NDOTS_SNAPSHOT", os.path.join(HERE, "..", "..", "resources", "demo", "cluster.yaml"))
LARGEST_LABEL = "x" * 63


def swapped_case(text):
    return "".join(c.upper() if at % 2 else c.lower() for at, c in enumerate(text))


def near_misses(name, kind):
    """(name, type) of what somebody may ask for in the place of the record."""
    labels = name.rstrip(".").split(".")
    other_family = {"A": "AAAA", "AAAA": "A"}.get(kind, "A")
    yield name, other_family
    for other in ("TXT", "SRV", "CNAME", "PTR", "NS", "SOA", "MX", "ANY", "HTTPS"):
        if other != kind:
            yield name, other
    yield swapped_case(name), kind
    yield ".".join(labels[1:]) + ".", kind                               # the first label missing
    yield "extra." + name, kind
    yield LARGEST_LABEL + "." + name, kind
    for at in range(min(4, len(labels) - 1)):
        yield ".".join(labels[:at] + labels[at + 1:]) + ".", kind         # a label in the middle missing
        yield ".".join(labels[:at] + [labels[at] + "x"] + labels[at + 1:]) + ".", kind
        yield ".".join(labels[:at] + ["*"] + labels[at + 1:]) + ".", kind
        yield ".".join(labels[:at] + [labels[at], labels[at]] + labels[at + 1:]) + ".", kind
    if labels[0].isdigit():
        yield ".".join([str((int(labels[0]) + 1) % 256)] + labels[1:]) + ".", kind
    if labels[0].startswith("_"):
        yield ".".join([labels[0][1:], labels[1][1:]] + labels[2:]) + ".", kind   # port and protocol without underscores
        yield ".".join(["_nothing"] + labels[1:]) + ".", kind
        yield ".".join([labels[0], {"_tcp": "_udp"}.get(labels[1], "_tcp")] + labels[2:]) + ".", kind
    yield name.replace(".svc.", ".pod."), kind
    yield name.replace(".pod.", ".svc."), kind


def questions_of(records):
    """Each question once, the listed records before their near misses."""
    listed = {(record["name"], record["type"]): None for record in records}
    all_of_them = dict(listed)
    for name, kind in listed:
        for miss in near_misses(name, kind):
            if len(miss[0]) <= 250:
                all_of_them.setdefault(miss)
    # dig's question: EDNS with 1232 octets and the AD bit.
    return len(listed), [{"name": name, "type": kind, "dig": True, "tcp": True, "edns": 1232, "ad": True} for name, kind in all_of_them]


def outside_documents():
    """What no API server tells: the name servers around the cluster."""
    with open(SNAPSHOT, encoding="utf-8") as file:
        return yaml.safe_dump_all([d for d in yaml.safe_load_all(file) if d and d["kind"] in ("Upstream", "NodeResolvConf")])


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def replicas_of(folder):
    with open(os.path.join(folder, "places"), encoding="utf-8") as file:
        return [line.split()[0] for line in file if line.startswith("kube-system/coredns-")]


def address_of(snapshot, pod):
    for document in yaml.safe_load_all(snapshot):
        if document["kind"] == "Pod" and f"{document['metadata']['namespace']}/{document['metadata']['name']}" == pod:
            return document["status"]["podIP"]
    raise RuntimeError(f"the snapshot has no pod {pod}")


def ask_twice(folder, pod, address, questions):
    """Every question once, then a part of them again: what the caches kept in between has aged."""
    again = [{**question, "again": True} for question in questions[::7]]
    command = [os.path.join(CLUSTER, "in"), folder, pod, sys.executable, "-B", ASK, address]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as asker:
        answered = []
        for question in questions + again:
            asker.stdin.write(json.dumps(question) + "\n")
            asker.stdin.flush()
            answered.append(json.loads(asker.stdout.readline()))
        asker.stdin.close()
    return answered


def compare_replica(folder, pod, ndots_snapshot, questions, compare_replies):
    answered = ask_twice(folder, pod, address_of(ndots_snapshot, pod), questions)
    result = json.loads(run(compare_replies, input=json.dumps(
        {"snapshots": [ndots_snapshot, outside_documents()], "replica": pod, "questions": answered})))
    if "refused" in result:
        raise RuntimeError(result["refused"])
    for difference in result["differences"][:20]:
        question = answered[difference["index"]]
        print(f"--- {pod}: {question['name']} {question['type']}{' again' if question.get('again') else ''} at {question['at']:.3f} s")
        print("".join("- " + line + "\n" for line in difference["predicted"].splitlines())
              + "".join("+ " + line + "\n" for line in difference["real"].splitlines()), end="")
    print(f"{pod}: {result['compared']} questions, {len(result['differences'])} differences")
    return result


def compare_cluster(folder, ndots, compare_replies):
    kubeconfig = os.path.join(folder, "kubeconfig")
    records = json.loads(run(ndots, "records", "--kubeconfig", kubeconfig, "--format", "json"))["records"]
    file = os.path.join(folder, "cluster.yaml")
    run(ndots, "snapshot", "--kubeconfig", kubeconfig, "-o", file)
    with open(file, encoding="utf-8") as opened:
        snapshot = opened.read()
    listed, questions = questions_of(records)
    print(f"{len(records)} records in {listed} sets, {len(questions)} questions with their near misses")
    if listed < 50:
        raise RuntimeError("that are too few records to compare anything")
    return sum(len(compare_replica(folder, pod, snapshot, questions, compare_replies)["differences"]) for pod in replicas_of(folder))


def main(ndots, compare_replies, version):
    began = time.monotonic()
    folder = tempfile.mkdtemp(prefix="ndots-cluster-")
    try:
        up = subprocess.run([os.path.join(CLUSTER, "up"), folder], env={**os.environ, "NDOTS_COREDNS": version, "NDOTS_SNAPSHOT": SNAPSHOT},
                            capture_output=True, text=True)
        if up.returncode == 3:
            print("skipped: " + up.stderr.strip().splitlines()[-1])
            return 77
        if up.returncode != 0:
            print(up.stderr)
            return 1
        try:
            differences = compare_cluster(folder, ndots, compare_replies)
        finally:
            subprocess.run([os.path.join(CLUSTER, "down"), folder], check=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"CoreDNS {version}: {differences} differences, {time.monotonic() - began:.0f} s")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
