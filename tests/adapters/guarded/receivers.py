"""Receivers that answer, lie, dawdle or hang up: real sockets on this machine."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Conduct = Callable[[socket.socket, threading.Event], None]
"""What a receiver does with a connection; the event says that the test is over."""


@contextmanager
def receiver(conduct: Conduct, tls: tuple[Path, Path] | None = None) -> Iterator[int]:
    """A receiver that conducts itself so; gives its port."""
    over, threads = threading.Event(), list[threading.Thread]()
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.05)
    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*tls)

    def serve(connection: socket.socket) -> None:
        with suppress(OSError):
            connection.settimeout(10)
            talking = context.wrap_socket(connection, server_side=True) if context else connection
            with talking:
                conduct(talking, over)
        connection.close()

    def accept() -> None:
        while not over.is_set():
            with suppress(TimeoutError):
                connection, _ = listening.accept()
                threads.append(threading.Thread(target=serve, args=(connection,), daemon=True))
                threads[-1].start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield listening.getsockname()[1]
    finally:
        over.set()
        accepting.join()
        for thread in threads:
            thread.join(10)
        listening.close()


def request(connection: socket.socket) -> bytes:
    """One request, with its body."""
    seen = b""
    while b"\r\n\r\n" not in seen:
        piece = connection.recv(65_536)
        if not piece:
            return b""
        seen += piece
    head, _, body = seen.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    while len(body) < length:
        body += connection.recv(65_536)
    return head + b"\r\n\r\n" + body


def answering(answer: bytes, seen: list[bytes] | None = None) -> Conduct:
    """Gives that answer to each request of a connection."""

    def conduct(connection: socket.socket, _over: threading.Event) -> None:
        while asked := request(connection):
            if seen is not None:
                seen.append(asked)
            connection.sendall(answer)

    return conduct


def dripping(beginning: bytes, drop: bytes) -> Conduct:
    """Begins well, and then gives a drop at a time for as long as somebody listens."""

    def conduct(connection: socket.socket, over: threading.Event) -> None:
        request(connection)
        connection.sendall(beginning)
        while not over.wait(0.05):
            connection.sendall(drop)

    return conduct


def pouring(beginning: bytes) -> Conduct:
    """Gives without end, as fast as it can."""

    def conduct(connection: socket.socket, over: threading.Event) -> None:
        request(connection)
        connection.sendall(beginning)
        while not over.is_set():
            connection.sendall(b"x" * 65_536)

    return conduct


def silent(connection: socket.socket, over: threading.Event) -> None:
    """Takes the request and says nothing."""
    request(connection)
    over.wait(10)


def deaf(_connection: socket.socket, over: threading.Event) -> None:
    """Takes not even the request."""
    over.wait(10)


def hanging_up(after: bytes) -> Conduct:
    """Takes the request, says so much, and hangs up."""

    def conduct(connection: socket.socket, _over: threading.Event) -> None:
        request(connection)
        connection.sendall(after)

    return conduct


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate for a name (and its key) that trusts itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    names: list[x509.GeneralName] = [x509.DNSName(name), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names[:1]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / f"{name}.pem", folder / f"{name}.key"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return files
