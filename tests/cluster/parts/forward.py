# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""Carries connections from a listening socket outside into a network namespace.

forward.py FD NAMESPACE-FILE ADDRESS PORT. The socket FD was bound outside and stays there; this process then moves into
the namespace, so its own connections start inside.
"""
import asyncio
import ctypes
import os
import socket
import sys

CLONE_NEWNET = 0x40000000


def enter(file):
    with open(file) as namespace:
        if ctypes.CDLL(None, use_errno=True).setns(namespace.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "setns " + file)


async def carry(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
    except OSError:
        writer.close()


async def serve(descriptor, address, port):
    async def connect(reader, writer):
        try:
            far_reader, far_writer = await asyncio.open_connection(address, port)
        except OSError:
            writer.close()
            return
        await asyncio.gather(carry(reader, far_writer), carry(far_reader, writer))
        far_writer.close()
        writer.close()
    server = await asyncio.start_server(connect, sock=socket.socket(fileno=descriptor))
    async with server:
        await server.serve_forever()


enter(sys.argv[2])
os.chdir("/")
asyncio.run(serve(int(sys.argv[1]), sys.argv[3], int(sys.argv[4])))
