"""Signatures of Standard Webhooks 1.0, over the very bytes that travel: `v1` (HMAC-SHA256, a secret both sides know)
and `v1a` (ed25519, where only the sender can sign). Only here is `cryptography` used for messages."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from neni.webhooks import refusing

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
TOLERANCE = timedelta(minutes=5)
"""What the libraries of the standard allow; a partner may be allowed more."""

MOST_SIGNATURES = 20
_ID = re.compile(r"[!-\-/-~]{1,200}")
_SECONDS = re.compile(r"[0-9]{1,11}")
_SHORTEST, _LONGEST = 24, 64
_PRIME = 2**255 - 19
_EIGHTH = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_WEAK = frozenset({0, 1, _PRIME - 1, _EIGHTH, _PRIME - _EIGHTH})
"""The heights (y) of the eight points of small order on the curve: for a key that is one of them anybody can make a
signature of anything. RFC 8032 lets a verifier take them, and OpenSSL does."""


@dataclass(frozen=True, slots=True)
class SharedSecret:
    """A secret of 24 to 64 bytes that both sides know, written `whsec_…`. Signs and verifies `v1`."""

    secret: bytes = field(repr=False)
    version = "v1"

    @classmethod
    def made(cls) -> SharedSecret:
        """A new one."""
        return cls(secrets.token_bytes(32))

    @classmethod
    def read(cls, written: str) -> SharedSecret:
        """The secret of its written form. Raises BadKey."""
        secret = _decoded(written.strip().removeprefix("whsec_"))
        if secret is None or not _SHORTEST <= len(secret) <= _LONGEST:
            raise refusing.bad_key("whsec_")
        return cls(secret)

    @property
    def written(self) -> str:
        """As it is handed to a partner."""
        return f"whsec_{_encoded(self.secret)}"

    def sign(self, text: bytes) -> str:
        """The signature without its version."""
        return _encoded(hmac.new(self.secret, text, hashlib.sha256).digest())

    def verifies(self, text: bytes, signature: str) -> bool:
        """Whether a signature is right, in the same time whatever it is."""
        return hmac.compare_digest(self.sign(text).encode(), signature.encode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The key by which a partner verifies `v1a`, written `whpk_…`."""

    key: bytes
    version = "v1a"

    @classmethod
    def read(cls, written: str) -> PublicKey:
        """The key of its written form. Raises BadKey."""
        key = _decoded(written.strip().removeprefix("whpk_"))
        if key is None or len(key) != 32 or (int.from_bytes(key, "little") % 2**255) % _PRIME in _WEAK:
            raise refusing.bad_key("whpk_")
        return cls(key)

    @property
    def written(self) -> str:
        """As it is handed to a partner."""
        return f"whpk_{_encoded(self.key)}"

    def verifies(self, text: bytes, signature: str) -> bool:
        """Whether a signature is right."""
        found = _decoded(signature)
        if found is None:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(found, text)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """The key that signs `v1a`, written `whsk_…` (seed and public key, 64 bytes)."""

    seed: bytes = field(repr=False)
    version = "v1a"

    @classmethod
    def made(cls) -> PrivateKey:
        """A new one."""
        return cls(secrets.token_bytes(32))

    @classmethod
    def read(cls, written: str) -> PrivateKey:
        """The key of its written form. Raises BadKey."""
        both = _decoded(written.strip().removeprefix("whsk_"))
        if both is None or len(both) not in (32, 64):
            raise refusing.bad_key("whsk_")
        made = cls(both[:32])
        if len(both) == 64 and both[32:] != made.public.key:
            raise refusing.bad_key("whsk_")
        return made

    @property
    def written(self) -> str:
        """As it is kept."""
        return f"whsk_{_encoded(self.seed + self.public.key)}"

    @property
    def public(self) -> PublicKey:
        """What the partner gets."""
        return PublicKey(Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw())

    def sign(self, text: bytes) -> str:
        """The signature without its version."""
        return _encoded(Ed25519PrivateKey.from_private_bytes(self.seed).sign(text))

    def verifies(self, text: bytes, signature: str) -> bool:
        """Whether a signature is right."""
        return self.public.verifies(text, signature)


Signer = SharedSecret | PrivateKey
Verifier = SharedSecret | PublicKey | PrivateKey


@dataclass(frozen=True, slots=True)
class Verified:
    """What a right signature vouches for besides the body. `skew` is how far the sender's clock is ahead of ours."""

    id: str
    at: datetime
    skew: timedelta


def signer(written: str) -> Signer:
    """The key that signs, by its prefix. Raises BadKey."""
    return PrivateKey.read(written) if written.strip().startswith("whsk_") else SharedSecret.read(written)


def verifier(written: str) -> Verifier:
    """The key that verifies, by its prefix. Raises BadKey."""
    if written.strip().startswith("whpk_"):
        return PublicKey.read(written)
    return signer(written)


def sign(message_id: str, at: datetime, body: bytes, keys: Iterable[Signer]) -> dict[str, str]:
    """The three headers, with a signature of every key: while one key takes the place of another, both count."""
    if not _ID.fullmatch(message_id):
        raise ValueError("an id of a message has 1 to 200 visible characters and no full stop")
    seconds = str(int(at.timestamp()))
    text = signed_text(message_id, seconds, body)
    signatures = " ".join(f"{key.version},{key.sign(text)}" for key in keys)
    return {ID: message_id, TIMESTAMP: seconds, SIGNATURE: signatures}


def signed_text(message_id: str, seconds: str, body: bytes) -> bytes:
    """What is signed."""
    return b".".join((message_id.encode("ascii"), seconds.encode("ascii"), body))


def verify(
    headers: Mapping[str, str],
    body: bytes,
    keys: Iterable[Verifier],
    now: datetime,
    tolerance: timedelta = TOLERANCE,
) -> Verified:
    """What the sender's signature vouches for; `body` is what arrived, byte for byte, before anybody reads it. One
    right signature is enough. Raises Unverified."""
    given = {name.lower(): value for name, value in headers.items()}
    message_id, seconds, written = (given.get(name, "") for name in (ID, TIMESTAMP, SIGNATURE))
    for name, value in ((ID, message_id), (TIMESTAMP, seconds), (SIGNATURE, written)):
        if not value:
            raise refusing.missing(name)
    if not _ID.fullmatch(message_id):
        raise refusing.malformed(ID)
    if not _SECONDS.fullmatch(seconds):
        raise refusing.malformed(TIMESTAMP)
    _match(signed_text(message_id, seconds, body), written, tuple(keys))
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds))
    skew = at - now
    if abs(skew) > tolerance:
        raise refusing.out_of_time(skew, tolerance)
    return Verified(message_id, at, skew)


def _match(text: bytes, written: str, keys: tuple[Verifier, ...]) -> None:
    """Every key tries every signature of its version, so that the time tells little. Raises Unverified."""
    pieces = written.split(" ")
    if len(pieces) > MOST_SIGNATURES:
        raise refusing.malformed(SIGNATURE)
    right = False
    for piece in pieces:
        version, comma, signature = piece.partition(",")
        for key in keys:
            if comma and version == key.version:
                right = key.verifies(text, signature) or right
    if not right:
        raise refusing.wrong_signature()


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _decoded(written: str) -> bytes | None:
    """The bytes of base64 as its standard writes it (a missing end is filled up), or None."""
    try:
        raw = base64.b64decode(written + "=" * (-len(written) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if _encoded(raw).rstrip("=") == written.rstrip("=") else None
