"""Secrets that must be readable again, sealed by AES-256-GCM with keys from a file outside the database. Each is bound
to its place, so that nobody who can write to the database moves one into another row."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from neni.core.adapters.vault import key_file, refusing
from neni.core.adapters.vault.key_file import Key, Marks
from neni.core.model.sealing import PREFIX, key_of

_NONCE = 12


class FileVault:
    """Seals with the first key of a file and opens with any (see ports.Vault). The file is read again when it was
    changed: keys are replaced while others work."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = Lock()
        self._marks: Marks | None = None
        self._keys: tuple[Key, ...] = ()

    @property
    def current(self) -> str:
        """The id of the key that seals. Raises BadConfiguration."""
        return self._read()[0].id

    @property
    def known(self) -> frozenset[str]:
        """The ids of every key. Raises BadConfiguration."""
        return frozenset(key.id for key in self._read())

    @property
    def waiting(self) -> frozenset[str]:
        """The ids of keys that will seal after the next rotation. Raises BadConfiguration."""
        return frozenset(key.id for key in self._read() if key.waiting)

    def seal(self, text: str, place: str) -> str:
        """The text, sealed for one place. Raises BadConfiguration."""
        key, nonce = self._read()[0], secrets.token_bytes(_NONCE)
        closed = nonce + AESGCM(key.secret).encrypt(nonce, text.encode(), place.encode())
        return f"{PREFIX}{key.id}:{base64.b64encode(closed).decode('ascii')}"

    def open(self, sealed: str, place: str) -> str:
        """The text that was sealed for that place. Raises SecretUnreadable, BadConfiguration."""
        wanted = key_of(sealed)
        key = next((one for one in self._read() if one.id == wanted), None)
        if key is None:
            raise refusing.unknown_key(self.file, wanted, place)
        try:
            closed = base64.b64decode(sealed.rpartition(":")[2], validate=True)
            return AESGCM(key.secret).decrypt(closed[:_NONCE], closed[_NONCE:], place.encode()).decode()
        except (InvalidTag, binascii.Error, ValueError):
            raise refusing.changed(place) from None

    def add(self) -> str:
        """Put a new key into the file that waits: it only opens so far. Raises BadConfiguration."""
        made = replace(key_file.made(), waiting=True)
        self._write((*self._read(), made))
        return made.id

    def promote(self) -> str:
        """Let the key that waits seal, a new one when none does. Raises BadConfiguration."""
        keys = self._read()
        next_one = keys[-1] if keys[-1].waiting else key_file.made()
        self._write((replace(next_one, waiting=False), *(one for one in keys if one.id != next_one.id)))
        return next_one.id

    def drop(self, keys: Collection[str]) -> None:
        """Take keys out of the file, never the one that seals. Raises BadConfiguration."""
        first, *others = self._read()
        self._write((first, *(one for one in others if one.id not in keys)))

    def _read(self) -> tuple[Key, ...]:
        with self._lock:
            marks = key_file.marks(self.file)
            if marks != self._marks:
                self._keys, self._marks = key_file.read(self.file), marks
            return self._keys

    def _write(self, keys: tuple[Key, ...]) -> None:
        with self._lock:
            key_file.write(self.file, keys)
            self._marks = None


class NoVault:
    """No key is at hand: nothing is sealed, and nothing that is sealed opens."""

    known: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()

    @property
    def current(self) -> str:
        """Raises BadConfiguration."""
        raise refusing.NO_KEY

    def seal(self, text: str, place: str) -> str:  # noqa: ARG002 - the port's signature
        """Raises BadConfiguration."""
        raise refusing.NO_KEY

    def open(self, sealed: str, place: str) -> NoReturn:  # noqa: ARG002 - the port's signature
        """Raises BadConfiguration."""
        raise refusing.NO_KEY

    def add(self) -> str:
        """Raises BadConfiguration."""
        raise refusing.NO_KEY

    def promote(self) -> str:
        """Raises BadConfiguration."""
        raise refusing.NO_KEY

    def drop(self, keys: Collection[str]) -> None:  # noqa: ARG002 - the port's signature
        """Raises BadConfiguration."""
        raise refusing.NO_KEY
