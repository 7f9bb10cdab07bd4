"""How Neni and its child process talk: JSON messages over one socket, each after its length.

The child greets with `ready` or `broken`. It is told `load` (a number, clauses) and answers `loaded` or `refused`;
it is asked `run` (run number, program number, all tokens given so far) and answers `tokens`, or `failed`.
Every answer carries the number of its question, so that an answer can never be taken for another's.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any, TypeAlias

Message: TypeAlias = dict[str, Any]

_LENGTH = struct.Struct("!I")
MOST_BYTES = 64_000_000


class Hungup(Exception):
    """The other side is gone, or what it sends makes no sense."""


def send(line: socket.socket, message: Message) -> None:
    """Send one message; the socket's timeout holds."""
    content = json.dumps(message, separators=(",", ":")).encode()
    if len(content) > MOST_BYTES:
        raise Hungup(f"a message of {len(content)} bytes is too long")
    line.sendall(_LENGTH.pack(len(content)) + content)


def receive(line: socket.socket) -> Message:
    """Wait for one message; the socket's timeout holds. Raises Hungup at the end of the line."""
    (length,) = _LENGTH.unpack(_exactly(line, _LENGTH.size))
    if length > MOST_BYTES:
        raise Hungup(f"a message of {length} bytes is announced")
    try:
        message = json.loads(_exactly(line, length))
    except ValueError as error:
        raise Hungup("a message is not JSON") from error
    if not isinstance(message, dict):
        raise Hungup("a message is not an object")
    return message


def _exactly(line: socket.socket, length: int) -> bytes:
    content = bytearray()
    while len(content) < length:
        part = line.recv(length - len(content))
        if not part:
            raise Hungup("the line was closed")
        content += part
    return bytes(content)
