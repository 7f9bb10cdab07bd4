"""Calls that leave the institution. Every one goes through this door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Call:
    """A request to a partner. `hosts` are those it may go to, each `host` or `host:port`; without a port 443 is meant.
    `seconds` bound the whole of it, from the name to the last byte; of the answer `most_bytes` are kept."""

    method: str
    url: str
    hosts: frozenset[str]
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 15.0
    most_bytes: int = 20_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whatever its status: a redirect is an answer like others and is never followed. `is_cut` tells
    that there was more than was to be kept. Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    is_cut: bool
    seconds: float


class Outgoing(Protocol):
    """Sends calls."""

    def send(self, call: Call) -> Answer:
        """The partner's answer. Raises CallRefused when it must not be sent and was not, CallFailed when there was no
        whole answer; then the partner may have taken it all the same."""
