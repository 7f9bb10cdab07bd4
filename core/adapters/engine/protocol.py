"""How Neni and its child process talk: messages over one socket, each after its length.

Loading is told in JSON, questions and answers in bytes. The child greets with `ready` or `broken`. It is told `load`
(a number, clauses over indexes) and answers `loaded` or `refused`. A question is a program's number and the indexes
that became known, either from the start of a run or since the last question; its answer has one byte for each token
of the program, 1 when it is established. Instead of any answer there may be `failed`. Every answer carries the number
of its question, so that an answer can never be taken for another's.
"""

from __future__ import annotations

import json
import os
import socket
import struct
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Message: TypeAlias = dict[str, Any]

MOST_BYTES = 64_000_000
_AT_ONCE = 65_536
_LENGTH = struct.Struct("!I")
_QUESTION = struct.Struct("!cII?")
_ANSWER = struct.Struct("!cI")
_ASKED, _TOLD, _JSON = b"?", b"=", b"{"
_INDEXES = "I"

GLANCES = 100 if len(os.sched_getaffinity(0)) > 1 else 0
"""How often Neni looks for an answer before it sleeps until one comes: for about 100 µs, since waking up takes longer
than most answers do. With a single processor the child could not answer while Neni looks."""


class Hungup(Exception):
    """The other side is gone, or what it sends makes no sense."""


@dataclass(frozen=True, slots=True)
class Question:
    """What follows in a run? `afresh` begins one; otherwise `indexes` are added to those told before."""

    number: int
    program: int
    afresh: bool
    indexes: Sequence[int]


def asked(question: Question) -> bytes:
    """A question in bytes."""
    head = _QUESTION.pack(_ASKED, question.number, question.program, question.afresh)
    return head + array(_INDEXES, question.indexes).tobytes()


def question(body: bytes) -> Question:
    """The question in a message. Raises Hungup."""
    indexes = array(_INDEXES)
    try:
        kind, number, program, afresh = _QUESTION.unpack_from(body)
        indexes.frombytes(body[_QUESTION.size :])
    except (struct.error, ValueError) as error:
        raise Hungup("a question is cut off") from error
    if kind != _ASKED:
        raise Hungup("a message is no question")
    return Question(number, program, afresh, indexes)


def told(number: int, established: bytes) -> bytes:
    """An answer in bytes."""
    return _ANSWER.pack(_TOLD, number) + established


def answer(body: bytes, number: int) -> bytes:
    """What is established, by the answer to the question of that number. Raises Hungup for any other message."""
    if len(body) < _ANSWER.size or _ANSWER.unpack_from(body) != (_TOLD, number):
        raise Hungup("an answer to another question")
    return body[_ANSWER.size :]


def in_json(message: Message) -> bytes:
    """A message about anything but tokens."""
    return json.dumps(message, separators=(",", ":")).encode()


def is_json(body: bytes) -> bool:
    """Whether a message is about something else than tokens."""
    return body.startswith(_JSON)


def from_json(body: bytes) -> Message:
    """What such a message says. Raises Hungup."""
    try:
        message = json.loads(body)
    except ValueError as error:
        raise Hungup("a message is not JSON") from error
    if not isinstance(message, dict):
        raise Hungup("a message is not an object")
    return message


def send(line: socket.socket, body: bytes) -> None:
    """Send one message; the socket's time limit holds."""
    if len(body) > MOST_BYTES:
        raise Hungup(f"a message of {len(body)} bytes is too long")
    line.sendall(_LENGTH.pack(len(body)) + body)


def receive(line: socket.socket, glances: int = 0) -> bytes:
    """Wait for one message; the socket's time limit holds. Raises Hungup at the end of the line."""
    content = _first(line, glances)
    while len(content) < _LENGTH.size:
        content += _more(line)
    (length,) = _LENGTH.unpack_from(content)
    if length > MOST_BYTES:
        raise Hungup(f"a message of {length} bytes is announced")
    if len(content) < _LENGTH.size + length:
        content = _rest(line, content, _LENGTH.size + length)
    if len(content) > _LENGTH.size + length:
        raise Hungup("more is said than was asked for")
    return content[_LENGTH.size :]


def _first(line: socket.socket, glances: int) -> bytes:
    for _ in range(glances):
        try:
            return _some(line.recv(_AT_ONCE, socket.MSG_DONTWAIT))
        except BlockingIOError:
            continue
    return _more(line)


def _rest(line: socket.socket, content: bytes, length: int) -> bytes:
    whole = bytearray(content)
    while len(whole) < length:
        whole += _more(line)
    return bytes(whole)


def _more(line: socket.socket) -> bytes:
    return _some(line.recv(_AT_ONCE))


def _some(part: bytes) -> bytes:
    if not part:
        raise Hungup("the line was closed")
    return part
