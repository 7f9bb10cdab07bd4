"""Secrets that must be readable again: sealed with keys that lie outside the database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol


class Vault(Protocol):
    """Seals and opens. Each key has an id, which is no secret and stands beside what it sealed."""

    @property
    def current(self) -> str:
        """The id of the key that seals. Raises BadConfiguration when there is none."""

    @property
    def known(self) -> frozenset[str]:
        """The ids of every key at hand."""

    @property
    def waiting(self) -> frozenset[str]:
        """The ids of keys that only open until they are let seal."""

    def seal(self, text: str, place: str) -> str:
        """The text, sealed for one place: elsewhere it does not open. Raises BadConfiguration."""

    def open(self, sealed: str, place: str) -> str:
        """The text that was sealed for that place. Raises SecretUnreadable."""

    def add(self) -> str:
        """Put a new key at hand that only opens so far; its id. Raises BadConfiguration."""

    def promote(self) -> str:
        """Let the key that was added last seal from now on, a new one when none waits; its id. Raises
        BadConfiguration."""

    def drop(self, keys: Collection[str]) -> None:
        """Have these keys at hand no more; never the one that seals."""


class Sealed(Protocol):
    """What lies sealed in the database, as a whole."""

    def counts(self) -> Mapping[str, int]:
        """How many values each key sealed, by its id."""

    def seal_anew(self) -> int:
        """Seal with the current key whatever another one sealed; how many values. Raises SecretUnreadable."""

    def note(self, keys: Collection[str]) -> None:
        """Remember which keys are needed to work with this database."""

    def drop_unreadable(self) -> tuple[Collection[str], Collection[str]]:
        """Remove what no key at hand opens; the endpoints and the sources that have no keys now."""
