"""What the flows need of the machine: the time, and hashes of passwords."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """The only thing that knows the time."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""

    def today(self) -> date:
        """The calendar day in Kosovo."""


class Passwords(Protocol):
    """Slow, salted hashes of secrets people choose."""

    def hash(self, password: str) -> str:
        """A new hash."""

    def verify(self, password_hash: str, password: str) -> bool:
        """Whether the password belongs to the hash."""
