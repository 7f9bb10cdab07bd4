"""A receiver in a process of its own that takes every request and says 204, at once or after a while."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection

_ANSWER = b"HTTP/1.1 204 No Content\r\n\r\n"


@contextmanager
def receiving(seconds: float = 0.0) -> Iterator[int]:
    """Gives the port it listens on; each answer takes so many seconds."""
    processes = get_context("spawn")
    here, there = processes.Pipe()
    process = processes.Process(target=_run, args=(there, seconds), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()


def _run(there: Connection, seconds: float) -> None:
    asyncio.run(_serve(there, seconds))


async def _serve(there: Connection, seconds: float) -> None:
    server = await asyncio.start_server(partial(_talk, seconds), "127.0.0.1", 0, backlog=256)
    there.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


async def _talk(seconds: float, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            lower = head.lower()
            at = lower.find(b"content-length:")
            if at >= 0:
                await reader.readexactly(int(lower[at + 15 : lower.index(b"\r\n", at)]))
            if seconds:
                await asyncio.sleep(seconds)
            writer.write(_ANSWER)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()
