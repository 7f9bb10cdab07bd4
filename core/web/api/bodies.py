"""Files as bodies of requests, and what a program may say of the state it saw."""

from __future__ import annotations

from typing import Any

from flask import request

from neni.core.model.text import Text
from neni.core.web.files import KINDS
from neni.core.web.problem_kinds import STALE
from neni.core.web.refusals import Stale, WrongType

GUARD = {
    "in": "header",
    "name": "If-Match",
    "required": False,
    "description": "The ETag as it was read: 412 when somebody took a step meanwhile.",
    "schema": {"type": "string"},
}


def described(*endings: str) -> dict[str, Any]:
    """The body of a request that is a file, for the description of the API."""
    binary = {"schema": {"type": "string", "format": "binary"}}
    return {"required": True, "content": {KINDS[one]: binary for one in endings}}


def answered(description: str, *endings: str) -> dict[str, Any]:
    """An answer that is a file, for the description of the API."""
    return {"200": {"description": description, "content": described(*endings)["content"]}}


def sent_file(*endings: str) -> bytes:
    """The file that is the body. Raises WrongType when it claims to be of another kind."""
    if request.mimetype not in {KINDS[one] for one in endings}:
        raise WrongType(_other_kind(", ".join(KINDS[one] for one in endings)))
    return request.get_data()


def refuse_stale(etag: str) -> None:
    """Raises Stale when the request names another state than the one there is."""
    given = request.headers.get("If-Match", etag).strip()
    if given not in (etag, "*"):
        raise Stale(STALE.advice)


def _other_kind(accepted: str) -> Text:
    return Text(
        sq=f"Dërgoni vetë skedarin si trup të kërkesës, me Content-Type: {accepted}.",
        sr=f"Pošaljite samu datoteku kao telo zahteva, sa Content-Type: {accepted}.",
        en=f"Send the file itself as the body of the request, with Content-Type: {accepted}.",
    )
