"""A partner's machine on this one: it keeps what it gets and answers as it is told, also badly."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Behave = Callable[[socket.socket, "Got"], None]


@dataclass
class Got:
    """One request as it came."""

    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """Listens on a port of its own."""

    behave: Behave
    got: list[Got] = field(default_factory=list)
    port: int = 0
    closing: bool = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    @property
    def ids(self) -> list[str]:
        return [one.id for one in self.got]


def says(status: int, body: str = "", **headers: str) -> Behave:
    """Answers like this, whatever comes."""
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    answer = f"HTTP/1.1 {status} X\r\n{more}Content-Length: {len(body.encode())}\r\n\r\n{body}".encode()
    return lambda connection, _got: connection.sendall(answer)


def hangs_up(connection: socket.socket, _got: Got) -> None:
    """Takes the message, and breaks off without a word."""
    connection.shutdown(socket.SHUT_RDWR)


def lies(connection: socket.socket, _got: Got) -> None:
    """Promises more than it sends."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort")
    connection.shutdown(socket.SHUT_RDWR)


def talks_nonsense(connection: socket.socket, _got: Got) -> None:
    """Speaks no HTTP."""
    connection.sendall(b"\x00\xff not http at all\r\n\r\n")
    connection.shutdown(socket.SHUT_RDWR)


def never_ends(connection: socket.socket, _got: Got) -> None:
    """Sends as long as somebody reads."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"400\r\n" + b"x" * 1024 + b"\r\n")


def drips(connection: socket.socket, _got: Got) -> None:
    """Sends a byte now and then, so that no pause is ever long."""
    for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nokay" * 10:
        connection.sendall(bytes([byte]))
        time.sleep(0.1)


def keeps_silent(connection: socket.socket, _got: Got) -> None:
    """Takes the message and says nothing."""
    connection.settimeout(20)
    connection.recv(1)


@contextmanager
def receiving(behave: Behave) -> Iterator[Receiver]:
    receiver = Receiver(behave)
    with socket.create_server(("127.0.0.1", 0), backlog=128) as server:
        receiver.port = server.getsockname()[1]
        thread = threading.Thread(target=_accept, args=(server, receiver), daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            receiver.closing = True
            socket.create_connection(("127.0.0.1", receiver.port)).close()
            thread.join(5)


def _accept(server: socket.socket, receiver: Receiver) -> None:
    while True:
        connection, _ = server.accept()
        if receiver.closing:
            connection.close()
            return
        threading.Thread(target=_talk, args=(connection, receiver), daemon=True).start()


def _talk(connection: socket.socket, receiver: Receiver) -> None:
    with connection:
        try:
            while (got := _read(connection)) is not None:
                receiver.got.append(got)
                receiver.behave(connection, got)
        except OSError:
            pass


def _read(connection: socket.socket) -> Got | None:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(65_536)
        if not piece:
            return None
        head += piece
    head, _, body = head.partition(b"\r\n\r\n")
    lines = [line.split(": ", 1) for line in head.decode("latin-1").split("\r\n")[1:]]
    headers = {name.lower(): value for name, value in lines}
    while len(body) < int(headers.get("content-length", 0)):
        body += connection.recv(65_536)
    return Got(headers, body)
