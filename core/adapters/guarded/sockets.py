"""Sockets that know by when the whole call must be over, whatever the other side does meanwhile, and connections that
look at the address they really reach."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from time import perf_counter
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from neni.core.adapters.guarded import refusing
from neni.core.adapters.guarded.addresses import is_loopback, is_public

Resolve = Callable[[str, int], Sequence[Any]]
"""Name and port to what `socket.getaddrinfo` returns."""

_NAMES = ThreadPoolExecutor(8, thread_name_prefix="names")
"""Looking up a name cannot be interrupted; whoever asked stops waiting."""


class Course(threading.local):
    """The call of this thread: until when, and what it may reach."""

    until: float = 0.0
    loopback: bool = False
    resolve: Resolve | None = None

    def left(self) -> float:
        """Seconds left. Raises TimeoutError when there are none."""
        left = self.until - perf_counter()
        if left <= 0:
            raise TimeoutError("the whole call took too long")
        return left


COURSE = Course()


class TimedSocket(socket.socket):
    """A plain socket whose every step ends with the call."""

    def recv_into(self, *args: Any, **more: Any) -> int:
        """As a socket does, in what time is left."""
        self.settimeout(COURSE.left())
        return super().recv_into(*args, **more)

    def sendall(self, *args: Any, **more: Any) -> None:
        """As a socket does, in what time is left."""
        self.settimeout(COURSE.left())
        super().sendall(*args, **more)


class TimedTls(ssl.SSLSocket):
    """A socket under TLS whose every step ends with the call."""

    def recv_into(self, *args: Any, **more: Any) -> int:
        """As a socket does, in what time is left."""
        self.settimeout(COURSE.left())
        return super().recv_into(*args, **more)

    def send(self, *args: Any, **more: Any) -> int:
        """As a socket does, in what time is left; `sendall` sends piece by piece through here."""
        self.settimeout(COURSE.left())
        return super().send(*args, **more)

    def do_handshake(self, block: bool = False) -> None:  # noqa: FBT001, FBT002 - the standard library's signature
        """As a socket does, in what time is left."""
        self.settimeout(COURSE.left())
        super().do_handshake(block)


def connected(host: str, port: int) -> socket.socket:
    """A connection to a host, every address of which must be fit to be reached; the one reached is looked at again.
    Raises CallRefused, OSError."""
    found = _resolved(host, port)
    for *_, address in found:
        _look(host, address[0])
    trouble: OSError = OSError("no address")
    for family, kind, protocol, _, address in found:
        attempt = TimedSocket(family, kind, protocol)
        try:
            attempt.settimeout(COURSE.left())
            attempt.connect(address)
            _look(host, attempt.getpeername()[0])
            attempt.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            attempt.close()
            trouble = error
        except BaseException:
            attempt.close()
            raise
        else:
            return attempt
    raise trouble


def _resolved(host: str, port: int) -> Sequence[Any]:
    resolve = COURSE.resolve or _looked_up
    try:
        return _NAMES.submit(resolve, host.strip("[]"), port).result(COURSE.left())
    except Late:
        raise TimeoutError("the name took too long") from None
    except UnicodeError as error:
        raise OSError(str(error)) from None


def _looked_up(host: str, port: int) -> Sequence[Any]:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)


def _look(host: str, address: str) -> None:
    if not (is_public(address) or (COURSE.loopback and is_loopback(address))):
        raise refusing.not_public(host, address)


class GuardedHttp(HTTPConnection):
    """Without TLS; the client lets it reach this machine only."""

    def _new_conn(self) -> socket.socket:
        return connected(self.host, self.port or 80)


class GuardedHttps(HTTPSConnection):
    """With TLS; the name in the certificate is that of the URL, whatever address was reached."""

    def _new_conn(self) -> socket.socket:
        return connected(self.host, self.port or 443)


class HttpPool(HTTPConnectionPool):
    """Connections kept for the next call to the same host."""

    ConnectionCls = GuardedHttp


class HttpsPool(HTTPSConnectionPool):
    """Connections kept for the next call to the same host."""

    ConnectionCls = GuardedHttps
