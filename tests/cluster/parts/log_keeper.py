# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""Writes containers' output as the kubelet keeps it: `TIME stdout F LINE`.

log_keeper.py FIFO FILE [FIFO FILE]... A fifo is opened for reading and writing, so that it has no end while the servers
that write to it come and go.
"""
import datetime
import os
import selectors
import sys


def now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f000Z")


selector = selectors.DefaultSelector()
for fifo, file in zip(sys.argv[1::2], sys.argv[2::2]):
    log = open(file, "ab", buffering=0)
    selector.register(os.open(fifo, os.O_RDWR | os.O_NONBLOCK), selectors.EVENT_READ, {"log": log, "rest": b""})
while True:
    for ready, _ in selector.select():
        kept = ready.data
        *lines, kept["rest"] = (kept["rest"] + os.read(ready.fd, 65536)).split(b"\n")
        time = now().encode()
        kept["log"].write(b"".join(time + b" stdout F " + line + b"\n" for line in lines))
