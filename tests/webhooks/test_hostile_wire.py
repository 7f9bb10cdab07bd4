"""Lies about lengths, pieces and headers, over a real socket to the real server: refused or cut off, never a failure,
and what is honest still comes through afterwards."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from waitress import create_server, wasyncore

from neni.core.adapters.store import SqlStore
from neni.core.host import Host
from neni.core.model.inbound import MessageQuery
from neni.core.model.people import OPERATOR
from neni.core.services.messages import partner_messages
from neni.plugins.legal.partners import COMPLAINT_FILED
from tests.conftest import FixedClock
from tests.web.conftest import serving
from tests.webhooks.test_receiving import Institution, bare_office, enveloped

BODY = enveloped(COMPLAINT_FILED.name, COMPLAINT_FILED.sample)


@pytest.fixture
def ecap(host: Host, sqlite_store: SqlStore, clock: FixedClock) -> Institution:
    return Institution(bare_office(host, sqlite_store, clock))


@pytest.fixture
def port(ecap: Institution) -> Iterator[int]:
    sockets: dict[int, object] = {}
    server = create_server(serving(ecap.office), map=sockets, host="127.0.0.1", port=0, threads=2)
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            wasyncore.loop(timeout=0.02, map=sockets, count=1)

    thread = threading.Thread(target=serve)
    thread.start()
    yield int(server.effective_port)
    stop.set()
    thread.join()
    server.task_dispatcher.shutdown()
    wasyncore.close_all(map=sockets)


def talk(port: int, sent: bytes, *, hang_up: bool = False) -> int:
    """The status of the answer; 0 when there is none."""
    with socket.create_connection(("127.0.0.1", port), timeout=3) as line:
        line.sendall(sent)
        if hang_up:
            line.shutdown(socket.SHUT_WR)
        try:
            first = line.makefile("rb").readline()
        except OSError:
            return 0
    return int(first.split(b" ")[1]) if first.startswith(b"HTTP/") else 0


def request(signed: dict[str, str], *more: str, body: bytes = BODY, length: str | None = "") -> bytes:
    lines = ["POST /hooks/ecap HTTP/1.1", "Host: x", "Content-Type: application/json", "Connection: close", *more]
    lines += [f"{name}: {value}" for name, value in signed.items()]
    lines += [] if length is None else [f"Content-Length: {length or len(body)}"]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def test_lies_on_the_wire_are_refused_and_the_honest_message_comes_through(ecap: Institution, port: int) -> None:
    signed = ecap.signed(BODY, "msg_1")
    whole = f"{len(BODY):x}\r\n".encode() + BODY + b"\r\n0\r\n\r\n"
    lies = [
        talk(port, request(signed, length=str(len(BODY) + 50)), hang_up=True),
        talk(port, request(signed, length=str(len(BODY) - 5))),
        talk(port, request(signed, length="-1")),
        talk(port, request(signed, length="9" * 40)),
        talk(port, request(signed, length=str(2**19), body=b"x" * 2**19)),
        talk(port, request(signed, "Transfer-Encoding: chunked", body=b"zz\r\n" + BODY, length=None), hang_up=True),
        talk(port, request(signed, "Transfer-Encoding: chunked", body=whole[:-9], length=None), hang_up=True),
        talk(port, request(signed, "Transfer-Encoding: gzip, chunked", body=whole, length=None)),
        talk(port, request(signed, "Content-Encoding: gzip")),
        talk(port, request({**signed, "webhook-id": "msg_1\r\nwebhook-id: msg_2"})),
        talk(
            port, request({**signed, "webhook-signature": "v1,x"}, f"webhook_signature: {signed['webhook-signature']}")
        ),
        talk(port, request(signed, "webhook-timestamp: 1")),
        talk(port, b"POST /hooks/ecap HTTP/1.1\r\n\r\n\r\n" + BODY, hang_up=True),
        talk(port, b"\x16\x03\x01" * 50, hang_up=True),
    ]
    assert all(status == 0 or 400 <= status < 500 or status == 501 for status in lies), lies
    assert partner_messages.look(ecap.office, OPERATOR, MessageQuery()) == ()
    assert talk(port, request(signed, "Transfer-Encoding: chunked", body=whole, length=None)) == 202
    assert talk(port, request(signed)) == 200
