"""Errors that only exist where people and programs come in over the web."""

from __future__ import annotations

from neni.core.errors import Conflict, NeniError


class Unguarded(NeniError):
    """A change came without naming the version it starts from."""

    code = "precondition_required"


class Stale(Conflict):
    """A change names a version that is no longer the newest."""

    code = "stale"


class WrongType(NeniError):
    """The content is not of a type that can be read here."""

    code = "unsupported_media_type"


class KeyReused(NeniError):
    """The same Idempotency-Key with another request."""

    code = "key_reused"


class BadRequest(NeniError):
    """The request itself is malformed."""

    code = "bad_request"
