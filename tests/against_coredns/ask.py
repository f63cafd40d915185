# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""Puts questions to a name server and keeps its replies as octets. Reading them is the program's own business.

As a script: ask.py ADDRESS takes questions as JSON lines on standard input and writes each back with `at`, `took` and `reply`."""
import json
import random
import socket
import struct
import sys
import time

TYPES = {"A": 1, "NS": 2, "CNAME": 5, "SOA": 6, "PTR": 12, "HINFO": 13, "MX": 15, "TXT": 16, "AAAA": 28, "SRV": 33, "NAPTR": 35,
         "DS": 43, "DNSKEY": 48, "SVCB": 64, "HTTPS": 65, "ANY": 255, "CAA": 257}
CLASSES = {"IN": 1, "CH": 3, "HS": 4}
WAIT = 2  # seconds; no server here is asked that takes longer, so what comes later was dropped


def labels(name):
    """The labels of a name in presentation format (RFC 1035 section 5.1), as octets."""
    label, at = bytearray(), 0
    while at < len(name):
        if name[at] == "\\" and name[at + 1:at + 4].isdigit():
            label.append(int(name[at + 1:at + 4]))
            at += 4
            continue
        if name[at] == ".":
            yield bytes(label)
            label.clear()
        else:
            at += name[at] == "\\"
            label += name[at].encode()
        at += 1
    if label:
        yield bytes(label)


def encode(question, identity):
    bits = 0x0100 * question.get("rd", True) | 0x0020 * question.get("ad", False) | 0x0010 * question.get("cd", False)
    edns = question.get("edns")
    wire = struct.pack(">6H", identity, bits, 1, 0, 0, 1 if edns else 0)
    for label in labels(question["name"].rstrip(".") if not question["name"].endswith("\\.") else question["name"]):
        wire += bytes([len(label)]) + label
    wire += b"\0" + struct.pack(">2H", TYPES[question["type"]], CLASSES[question.get("class", "IN")])
    if edns:
        wire += struct.pack(">BHHIH", 0, 41, edns, 0x8000 * question.get("do", False), 0)
    return wire


class Asker:
    """Keeps TCP connections, one for each client address."""

    def __init__(self, server, port=53):
        self.server, self.port, self.connections = server, port, {}
        self.began = time.monotonic()

    def ask(self, question):
        """The question with what came of it."""
        identity = random.randrange(65536)
        wire = encode(question, identity)
        client = question.get("client", "")
        at = time.monotonic()
        reply = self.over_tcp(wire, client) if question.get("tcp", True) else self.over_udp(wire, client)
        took = time.monotonic() - at
        if reply is not None and struct.unpack(">H", reply[:2])[0] != identity:
            raise RuntimeError(f"a reply to something else: {reply.hex()}")
        return {**question, "at": at - self.began, "took": took, "reply": reply.hex() if reply is not None else None}

    def open(self, kind, client):
        family = socket.AF_INET6 if ":" in self.server else socket.AF_INET
        made = socket.socket(family, kind)
        made.settimeout(WAIT)
        if client:
            made.bind((client, 0))
        made.connect((self.server, self.port))
        return made

    def over_udp(self, wire, client):
        with self.open(socket.SOCK_DGRAM, client) as udp:
            udp.send(wire)
            try:
                return udp.recv(65535)
            except (TimeoutError, ConnectionError):
                return None

    def over_tcp(self, wire, client):
        for attempt in range(2):
            fresh = client not in self.connections
            tcp = self.connections.pop(client, None) or self.open(socket.SOCK_STREAM, client)
            try:
                tcp.sendall(struct.pack(">H", len(wire)) + wire)
                reply = b""
                while reply[:2] != wire[:2]:  # CoreDNS can reply twice: what is left of the last question is not for this one
                    reply = self.read(tcp, struct.unpack(">H", self.read(tcp, 2))[0])
                self.connections[client] = tcp
                return reply
            except (TimeoutError, ConnectionError, EOFError) as problem:
                tcp.close()
                # A server ends an idle or a long-used connection (RFC 7766 section 6.2.3): that is no reply to a fresh one.
                if fresh or isinstance(problem, TimeoutError):
                    return None
        return None

    @staticmethod
    def read(tcp, size):
        octets = b""
        while len(octets) < size:
            part = tcp.recv(size - len(octets))
            if not part:
                raise EOFError
            octets += part
        return octets


def main():
    asker = Asker(sys.argv[1])
    for line in sys.stdin:
        print(json.dumps(asker.ask(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
