"""Neni and its child understand each other, and take nothing else for an answer."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import suppress

import pytest

from neni.core.adapters.engine import protocol
from neni.core.adapters.engine.protocol import Hungup, Question, receive, send


@pytest.fixture
def lines() -> Iterator[tuple[socket.socket, socket.socket]]:
    one, other = socket.socketpair()
    with one, other:
        yield one, other


@pytest.mark.parametrize("indexes", [[], [0], [1, 2, 2**32 - 1]])
@pytest.mark.parametrize("afresh", [True, False])
def test_a_question_arrives_as_it_was_asked(indexes: list[int], afresh: bool) -> None:
    read = protocol.question(protocol.asked(Question(7, 3, afresh, indexes)))
    assert (read.number, read.program, read.afresh, list(read.indexes)) == (7, 3, afresh, indexes)


@pytest.mark.parametrize("body", [b"", b"?", b"?12345678", b"=" + bytes(9), b"?" + bytes(9) + b"123"])
def test_what_is_no_question_is_refused(body: bytes) -> None:
    with pytest.raises(Hungup):
        protocol.question(body)


@pytest.mark.parametrize(
    "body",
    [protocol.told(8, b"\0\1"), b"", b"=", protocol.asked(Question(7, 0, True, [])), protocol.in_json({"number": 7})],
)
def test_an_answer_to_another_question_is_refused(body: bytes) -> None:
    assert protocol.answer(protocol.told(7, b"\0\1"), 7) == b"\0\1"
    with pytest.raises(Hungup):
        protocol.answer(body, 7)


@pytest.mark.parametrize("body", [b"{", b'{"a"', b"[]", b"\xff"])
def test_what_is_no_object_in_json_is_refused(body: bytes) -> None:
    with pytest.raises(Hungup):
        protocol.from_json(body)


@pytest.mark.parametrize("glances", [0, 50])
def test_a_message_in_many_parts_is_put_together(lines: tuple[socket.socket, socket.socket], glances: int) -> None:
    one, other = lines
    whole = struct.pack("!I", 5) + b"hello"
    for place in range(len(whole)):
        one.sendall(whole[place : place + 1])
    assert receive(other, glances) == b"hello"
    send(one, bytes(100_000))
    assert receive(other, glances) == bytes(100_000)


@pytest.mark.parametrize("said", [struct.pack("!I", 2) + b"hello", struct.pack("!I", 2**31), b"\0\0", b"\0\0\0\5hell"])
def test_too_much_or_too_little_is_no_message(lines: tuple[socket.socket, socket.socket], said: bytes) -> None:
    one, other = lines
    one.sendall(said)
    with suppress(OSError):
        one.shutdown(socket.SHUT_WR)
    with pytest.raises(Hungup):
        receive(other)
