# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""run.py COMPARE_REPLIES VERSION: random rounds against that CoreDNS, in a network of its own. See README.md."""
import json
import os
import random
import subprocess
import sys
import time

from cluster import OWN_ADDRESSES
from corefiles import text_of
from rounds import Laboratory, make_round, shrink

HERE = os.path.dirname(os.path.realpath(__file__))
QUESTIONS_IN_A_ROUND = 50
SHOWN = 10


def binaries():
    built = subprocess.run([os.path.join(HERE, "..", "cluster", "build")], capture_output=True, text=True)
    if built.returncode == 3:
        print("skipped: " + built.stderr.strip().splitlines()[-1])
        sys.exit(77)
    if built.returncode:
        sys.exit(built.stderr)
    return built.stdout.strip().splitlines()[-1]


def enter_network():
    """Starts this script again in a network namespace: its loopback has the addresses of the asked server and of the pods that ask."""
    if os.environ.get("NDOTS_INSIDE"):
        for command in (["ip", "link", "set", "lo", "up"], ["ip", "addr", "add", OWN_ADDRESSES[0] + "/16", "dev", "lo"],
                        ["ip", "-6", "addr", "add", OWN_ADDRESSES[1] + "/128", "dev", "lo", "nodad"]):
            subprocess.run(command, check=True)
        return
    unshare = ["unshare", "--net"] + ([] if os.getuid() == 0 else ["--map-root-user"])
    try:
        possible = subprocess.run([*unshare, "ip", "link", "set", "lo", "up"], capture_output=True, text=True)
    except FileNotFoundError as missing:
        print(f"skipped: {missing.filename} is missing")
        sys.exit(77)
    if possible.returncode:
        print("skipped: no network namespace can be made: " + possible.stderr.strip())
        sys.exit(77)
    os.environ["NDOTS_BINARIES"] = binaries()
    os.environ["NDOTS_INSIDE"] = "1"
    os.execvp(unshare[0], [*unshare, sys.executable, "-B", *sys.argv])


def show(laboratory, round_, seed):
    outcome = laboratory.run(round_)
    print(f"--- seed {seed}, CoreDNS {round_.version}\n{text_of(round_.blocks)}")
    for item in round_.objects:
        print(json.dumps(item))
    for index, predicted, real in outcome.differences[:3]:
        number, question = round_.asks[index] if round_.asks else (0, {})
        print(f"pass {number}: {json.dumps(question)}")
        for other in outcome.answered[:index + 1]:
            if other["name"] == question["name"] and other["type"] == question["type"]:
                print(f"  asked at {other['at']:.3f} s, for {other['took'] * 1000:.0f} ms")
        print("".join("- " + line + "\n" for line in predicted.splitlines()) + "".join("+ " + line + "\n" for line in real.splitlines()))
    if not outcome.differences:
        print("(this time without a difference)")
    sys.stdout.flush()


def main(compare_replies, version):
    enter_network()
    wanted = int(os.environ.get("NDOTS_QUESTIONS", "1000"))
    seed = int(os.environ.get("NDOTS_TEST_SEED") or random.SystemRandom().randrange(1 << 31))
    print(f"NDOTS_TEST_SEED={seed}, CoreDNS {version}", flush=True)
    laboratory = Laboratory(os.environ["NDOTS_BINARIES"], compare_replies)
    began, asked, differing, refused, number = time.monotonic(), 0, 0, 0, 0
    try:
        while asked < wanted:
            number += 1
            round_ = make_round(seed + number - 1, version, QUESTIONS_IN_A_ROUND)
            outcome = laboratory.run(round_)
            asked += outcome.asked
            refused += outcome.refused
            if outcome.differences:
                differing += 1
                if differing <= SHOWN:
                    show(laboratory, shrink(laboratory, round_), seed + number - 1)
            if refused > number // 2 + 5:
                raise RuntimeError("CoreDNS refuses most Corefiles of the generator")
    finally:
        laboratory.close()
    print(f"CoreDNS {version}: {asked} questions in {number} rounds ({refused} Corefiles refused by both), {differing} rounds differ, "
          f"{time.monotonic() - began:.0f} s")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
