"""Sends calls, each looked at before and held to its bounds until the last byte."""

from __future__ import annotations

import re
import socket
import ssl
from functools import cached_property, lru_cache
from pathlib import Path
from time import perf_counter
from typing import Any, cast
from urllib.parse import SplitResult, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, SSLError
from urllib3.response import HTTPResponse

from neni.core.adapters.guarded import refusing
from neni.core.adapters.guarded.addresses import is_loopback
from neni.core.adapters.guarded.sockets import COURSE, HttpPool, HttpsPool, Resolve, TimedTls
from neni.core.errors import CallFailed, CallRefused, NeniError
from neni.core.ports.outgoing import Answer, Call

_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\]")
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_BAD_VALUE = re.compile("[\x00-\x08\x0a-\x1f\x7f]|[^\x00-\xff]")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
_KEPT = 8
_HOSTS = 256


class GuardedClient:
    """Sends calls (see ports.Outgoing). `loopback` lets tests reach this machine, also without TLS; it is never set in
    real work (see config). `authorities` is a file of certificates to trust besides the system's."""

    def __init__(
        self, *, loopback: bool = False, authorities: Path | None = None, resolve: Resolve | None = None
    ) -> None:
        self._loopback, self._authorities, self._resolve = loopback, authorities, resolve

    def send(self, call: Call) -> Answer:
        """The partner's answer. Raises CallRefused when it must not be sent and was not, CallFailed when there was no
        whole answer; then the partner may have taken it all the same."""
        where = self._allowed(call)
        began = perf_counter()
        COURSE.until, COURSE.loopback, COURSE.resolve = began + call.seconds, self._loopback, self._resolve
        try:
            status, headers, body, is_cut = self._exchange(call, where)
        except NeniError:
            raise
        except (HTTPError, OSError, ValueError) as error:
            raise self._failed(call, where, error) from None
        return Answer(status, headers, body, is_cut, perf_counter() - began)

    def close(self) -> None:
        """Let go of every connection."""
        self._pools.clear()

    def _exchange(self, call: Call, where: SplitResult) -> tuple[int, dict[str, str], bytes, bool]:
        # What is read stays packed: no answer can unfold into more than was allowed.
        raw = self._pools.urlopen(
            call.method,
            where.geturl(),
            body=call.body or None,
            headers=dict(call.headers),
            redirect=False,
            retries=False,
            timeout=urllib3.Timeout(connect=call.seconds, read=call.seconds),
            preload_content=False,
            decode_content=False,
        )
        answer = cast("HTTPResponse", raw)
        try:
            body, is_cut = _body(answer, call.most_bytes)
        except BaseException:
            answer.close()
            raise
        if is_cut:
            answer.close()
        else:
            answer.release_conn()
        return answer.status, {name.lower(): value for name, value in answer.headers.items()}, body, is_cut

    def _allowed(self, call: Call) -> SplitResult:
        where = self._read(call.url)
        host, port = where.hostname or "", where.port or (443 if where.scheme == "https" else 80)
        listed = {one.casefold() for one in call.hosts}
        if f"{host}:{port}" not in listed and not (port == 443 and host in listed):
            raise refusing.not_listed(where.netloc)
        if call.method not in _METHODS:
            raise refusing.bad_header(call.method)
        for name, value in call.headers.items():
            if not _HEADER.fullmatch(name) or _BAD_VALUE.search(value):
                raise refusing.bad_header(name)
        return where

    def _read(self, url: str) -> SplitResult:
        try:
            where = urlsplit(url)
            port = where.port
        except ValueError:
            raise refusing.bad_address(url) from None
        netloc = where.netloc.casefold()
        name = netloc.rpartition(":")[0] if port is not None else netloc
        plain = url.isascii() and url.isprintable() and not set(url) & set(' \\"<>^`{|}')
        if not (plain and "@" not in netloc and _NAME.fullmatch(name) and port != 0):
            raise refusing.bad_address(url)
        if where.scheme != "https" and not (where.scheme == "http" and self._is_this_machine(where.hostname or "")):
            raise refusing.bad_address(url)
        return where._replace(netloc=netloc, fragment="", path=where.path or "/")

    def _is_this_machine(self, host: str) -> bool:
        return self._loopback and (host == "localhost" or is_loopback(host))

    def _failed(self, call: Call, where: SplitResult, error: Exception) -> CallFailed | CallRefused:
        cause = _cause(error)
        if isinstance(cause, TimeoutError) or perf_counter() >= COURSE.until:
            return refusing.too_late(where.netloc, call.seconds)
        if isinstance(error, SSLError) or isinstance(cause, ssl.SSLError):
            return refusing.broken(where.netloc, "tls", str(cause))
        if isinstance(cause, socket.gaierror):
            return refusing.broken(where.netloc, "name", str(cause))
        why = "connection" if isinstance(cause, OSError) else "answer"
        return refusing.broken(where.netloc, why, f"{type(cause).__name__}: {cause}")

    @cached_property
    def _pools(self) -> urllib3.PoolManager:
        trust = _trust(self._authorities)
        pools = urllib3.PoolManager(num_pools=_HOSTS, maxsize=_KEPT, block=False, ssl_context=trust)
        pools.pool_classes_by_scheme = {"http": HttpPool, "https": HttpsPool}
        return pools


@lru_cache(maxsize=8)
def _trust(authorities: Path | None) -> ssl.SSLContext:
    """Whom clients believe; read once, since the machine's authorities are a large file."""
    trust = ssl.create_default_context()
    if authorities:
        trust.load_verify_locations(authorities)
    trust.sslsocket_class = TimedTls
    return trust


def _body(answer: HTTPResponse, most: int) -> tuple[bytes, bool]:
    """At most so much of the body, and whether there was more."""
    kept = bytearray()
    while len(kept) <= most:
        piece = answer.read(most + 1 - len(kept), decode_content=False)
        if not piece:
            return bytes(kept), False
        kept += piece
    return bytes(kept[:most]), True


def _cause(error: BaseException) -> BaseException:
    """What the library wrapped."""
    seen: Any = error
    while True:
        inner = seen.__cause__ or next((one for one in seen.args if isinstance(one, BaseException)), None)
        if inner is None:
            return cast("BaseException", seen)
        seen = inner
