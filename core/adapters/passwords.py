"""Passwords as argon2id hashes, the salt and the costs written into each."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Argon2Passwords:
    """Hashes that stay slow to guess; costs are the library's recommended ones (RFC 9106)."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()

    def hash(self, password: str) -> str:
        """A new hash."""
        return self._hasher.hash(_typed(password))

    def verify(self, password_hash: str, password: str) -> bool:
        """Whether the password belongs to the hash; a hash that is none belongs to no password."""
        try:
            return self._hasher.verify(password_hash, _typed(password))
        except (VerificationError, InvalidHashError, UnicodeEncodeError):  # the last for a hash beyond ASCII
            return False


def _typed(password: str) -> bytes:
    """One form for letters that keyboards compose differently (ë as one character or as two)."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
