"""Asking twice does a thing once: a keyed POST that was answered already gets the same answer again.

A key counts for one person and one request. What is done notes its key in its own transaction, so that it is never
done twice, whichever process is asked; within a process the second request waits for the answer of the first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from threading import Lock
from typing import Any, TypeVar, cast

from flask import Response, request

from neni.core.adapters import strict_json
from neni.core.model.text import Text
from neni.core.ports import Work
from neni.core.web.api.claims import ClaimingStore
from neni.core.web.here import office, person, working_in
from neni.core.web.problem_kinds import KEY_REUSED
from neni.core.web.refusals import BadRequest, KeyReused

View = TypeVar("View", bound=Callable[..., Any])
HEADER = "Idempotency-Key"
MOST_KEY = 200
_CLAIM = "§"
"""Begins the keys of claims: no key of a program has it."""
_KEPT = ("Location", "ETag")
_LOCKS = tuple(Lock() for _ in range(64))
_BAD_KEY = Text(
    sq=f"Idempotency-Key ka 1 deri në {MOST_KEY} shenja ASCII të dukshme.",
    sr=f"Idempotency-Key ima 1 do {MOST_KEY} vidljivih ASCII znakova.",
    en=f"Idempotency-Key has 1 to {MOST_KEY} visible ASCII characters.",
)
PARAMETER = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "description": "The same key with the same request gives the same answer and does nothing a second time.",
    "schema": {"type": "string", "minLength": 1, "maxLength": MOST_KEY},
}


def once(view: View) -> View:
    """The view, done once a key. Only what succeeded is remembered: a refused request may be corrected and sent
    again under the same key."""

    @wraps(view)
    def answered(*args: Any, **kwargs: Any) -> Response:
        key = request.headers.get(HEADER)
        if key is None:
            return cast("Response", view(*args, **kwargs))
        if not 0 < len(key) <= MOST_KEY or not (key.isascii() and key.isprintable()):
            raise BadRequest(_BAD_KEY)
        with _LOCKS[hash((person().id, key)) % len(_LOCKS)]:
            return _given(key) or _kept(key, _claimed(key, lambda: view(*args, **kwargs)))

    return cast("View", answered)


def _given(key: str) -> Response | None:
    with office().store.reading() as work:
        found = work.replies.get(key, person().id)
    if found is None:
        return None
    asked, status, kept = found
    if asked != _fingerprint():
        raise KeyReused(KEY_REUSED.advice)
    answer: Any = strict_json.read(kept)
    response = Response(answer["body"], status, mimetype="application/json")
    response.headers.update(answer["headers"])
    response.headers["Idempotency-Replayed"] = "true"
    return response


def _claimed(key: str, do: Callable[[], Response]) -> Response:
    """Do it over a store that notes the key with the change itself. Raises Conflict when another process did it."""
    unclaimed = office()

    def claim(work: Work) -> None:
        work.replies.add(f"{_CLAIM}{key}", person().id, _fingerprint(), 0, "", unclaimed.clock.now())

    with working_in(replace(unclaimed, store=ClaimingStore(unclaimed.store, claim))):
        return do()


def _kept(key: str, response: Response) -> Response:
    headers = {name: response.headers[name] for name in _KEPT if name in response.headers}
    answer = json.dumps({"headers": headers, "body": response.get_data(as_text=True)})
    with office().store.writing() as work:
        at = office().clock.now()
        work.replies.add(key, person().id, _fingerprint(), response.status_code, answer, at)
    return response


def _fingerprint() -> str:
    digest = hashlib.sha256(f"{request.method} {request.full_path}\n".encode())
    digest.update(request.get_data())
    return digest.hexdigest()
