# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""One round: a real CoreDNS with a cluster and a Corefile is asked, and its replies are compared with the predicted ones."""
import json
import os
import random
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field, replace

import upstreams
from ask import Asker
from cluster import OWN_ADDRESSES, Cluster
from corefiles import FILES, FOLDER, Corefile, text_of
from fake_api import FakeApi
from questions import Questions

READY = "127.0.0.1:8181"
# When the questions are asked again, in seconds; with half a second to the next whole one, because caches count whole seconds.
AGAIN = (1.5, 3.5)


class NeverReady(Exception):
    """CoreDNS runs and does not come to answer: what is left of a Corefile while it is shrunk may be like that."""


@dataclass
class Round:
    version: str
    objects: list
    blocks: list
    asks: list                     # (pass, question), in order; pass 0 begins at 0 s, the others at AGAIN
    skipped: str = ""              # why nothing was asked


@dataclass
class Outcome:
    differences: list = field(default_factory=list)   # (index into asks, predicted, real)
    asked: int = 0
    refused: bool = False          # both refuse the Corefile
    answered: list = field(default_factory=list)


def make_round(seed, version, count):
    chooser = random.Random(f"{seed} {version}")
    objects = Cluster(chooser).objects
    corefile = Corefile(chooser, version)
    questions = Questions(chooser, objects, corefile.zone)
    cached = any(directive[0].startswith("cache") for _, block in corefile.blocks for directive in block)
    passes = chooser.choice([1, 2, 3]) if cached else 1
    first = [(0, questions.question()) for _ in range(max(1, count // passes))]
    again = [(number, question) for number in range(1, passes) for _, question in first]
    return Round(version, objects, corefile.blocks, first + again)


class Laboratory:
    """What stays from round to round: the upstream servers and the program that predicts."""

    def __init__(self, binaries, compare_replies):
        self.binaries, self.compare_replies = binaries, compare_replies
        self.folder = tempfile.mkdtemp(prefix="ndots-against-")
        with open(os.path.join(self.folder, "upstreams"), "w", encoding="utf-8") as file:
            file.write(upstreams.corefile(self.write))
        self.upstreams = self.start("1.14.7", file.name)

    def close(self):
        self.upstreams.kill()
        self.upstreams.wait()
        shutil.rmtree(self.folder)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def start(self, version, corefile):
        with open(corefile + ".log", "w", encoding="utf-8") as log:
            return subprocess.Popen([os.path.join(self.binaries, "coredns-" + version), "-conf", corefile], stdout=log, stderr=log)

    def run(self, round_):
        api = FakeApi(round_.objects)
        try:
            return self.run_with(round_, api)
        finally:
            api.close()

    def run_with(self, round_, api):
        text = text_of(round_.blocks).replace("ENDPOINT", f"http://127.0.0.1:{api.port}")
        for name, content in FILES.items():
            self.write(name, content)
        # `ready` says when the kubernetes plugin has its objects.
        real = text.replace(FOLDER, self.folder + "/").replace("{\n", "{\n    ready " + READY + "\n", 1)
        server = self.start(round_.version, self.write("Corefile", real))
        try:
            answered = self.ask_all(round_, server)
        finally:
            server.kill()
            server.wait()
        return self.compare(round_, text, answered)

    def ask_all(self, round_, server):
        """The asked questions with their replies; None if the server refuses its Corefile."""
        if not wait_until_ready(server):
            return None
        asker = Asker("127.0.0.1")
        answered = []
        for number, question in round_.asks:
            begin = AGAIN[number - 1] if number else 0
            time.sleep(max(0, asker.began + begin - time.monotonic()))
            answered.append(asker.ask(question))
        return answered

    def compare(self, round_, text, answered):
        config = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "coredns", "namespace": "kube-system"}, "data": {"Corefile": text, **FILES}}
        with open("/etc/resolv.conf", encoding="utf-8") as file:
            resolver = {"apiVersion": "ndots.org/v1", "kind": "NodeResolvConf", "metadata": {"name": "*"}, "spec": {"text": file.read()}}
        documents = [*round_.objects, config, resolver, *upstreams.documents()]
        done = subprocess.run([self.compare_replies], capture_output=True, text=True, check=True, input=json.dumps(
            {"snapshots": [json.dumps({"kind": "List", "apiVersion": "v1", "items": documents})], "version": round_.version, "localIps": OWN_ADDRESSES,
             "questions": answered or []}))
        result = json.loads(done.stdout)
        if "refused" in result or answered is None:
            same = "refused" in result and answered is None
            return Outcome(refused=same, differences=[] if same else [(0, "the Corefile: " + result.get("refused", "taken") + "\n", self.last_log())])
        return Outcome([(d["index"], d["predicted"], d["real"]) for d in result["differences"]], result["compared"], answered=answered)

    def last_log(self):
        with open(os.path.join(self.folder, "Corefile.log"), encoding="utf-8", errors="replace") as file:
            return file.read()[-1000:]


def wait_until_ready(server):
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        if server.poll() is not None:
            return False
        try:
            with urllib.request.urlopen(f"http://{READY}/ready", timeout=2) as reply:
                # It says so before the name server's own sockets are open.
                with socket.create_connection(("127.0.0.1", 53)):
                    return reply.status == 200
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.03)
    raise NeverReady


def shrink(laboratory, round_, limit=40):
    """A smaller round that still differs. Tries at most `limit` rounds."""
    tries = 0

    def differs(candidate):
        nonlocal tries
        tries += 1
        try:
            return tries <= limit and laboratory.run(candidate).differences != []
        except NeverReady:
            return False

    def only(kept):
        return replace(round_, asks=kept)
    outcome = laboratory.run(round_)
    if not outcome.differences:
        return round_
    question = round_.asks[outcome.differences[0][0]][1]
    for asks in ([(number, q) for number, q in round_.asks if q == question], round_.asks[:outcome.differences[0][0] + 1]):
        if differs(only(asks)):
            round_ = only(asks)
            break
    for smaller in (without_objects, without_directives, without_lines):
        size = 8 if smaller is without_objects else 1
        while size and tries < limit:
            at = 0
            while (candidate := smaller(round_, at, size)) is not None and tries < limit:
                if differs(candidate):
                    round_ = candidate
                else:
                    at += size
            size //= 2
    return round_


def without_objects(round_, at, size):
    return replace(round_, objects=round_.objects[:at] + round_.objects[at + size:]) if at < len(round_.objects) else None


def without_directives(round_, at, _):
    flat = [(key, directive) for key, block in round_.blocks for directive in block]
    if at >= len(flat):
        return None
    del flat[at]
    blocks = [(key, [directive for k, directive in flat if k == key]) for key, _ in round_.blocks]
    return replace(round_, blocks=[(key, block) for key, block in blocks if block])


def without_lines(round_, at, _):
    place = [(b, d, l) for b, (_, block) in enumerate(round_.blocks) for d, directive in enumerate(block) for l in range(1, len(directive))
             if not directive[l].startswith("endpoint ")]
    if at >= len(place):
        return None
    b, d, l = place[at]
    blocks = [(key, [list(directive) for directive in block]) for key, block in round_.blocks]
    del blocks[b][1][d][l]
    return replace(round_, blocks=blocks)
