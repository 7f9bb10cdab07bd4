"""Page cursors: where a list goes on, opaque to those who hand them back, and good for one query only."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime

from neni.core.adapters.store import refusals
from neni.core.adapters.store.values import dumps, loads
from neni.core.errors import InvalidFacts, Problem
from neni.core.ports import CaseQuery

_SEAL = 9


@dataclass(frozen=True, slots=True)
class Mark:
    """The last case of a page, by what cases are ordered by."""

    on: date
    opened_at: datetime
    row: int


def write(mark: Mark, query: CaseQuery) -> str:
    """The cursor after that case."""
    place = dumps([mark.on.isoformat(), mark.opened_at.isoformat(), mark.row]).encode()
    return urlsafe_b64encode(_seal(place, query) + place).decode()


def read(cursor: str, query: CaseQuery) -> Mark:
    """The case to go on after. Raises InvalidFacts when the cursor was not written for this query."""
    try:
        content = urlsafe_b64decode(cursor)
    except ValueError:
        content = b""
    seal, place = content[:_SEAL], content[_SEAL:]
    if not place or seal != _seal(place, query):
        raise InvalidFacts(refusals.BAD_CURSOR, [Problem("bad_cursor", refusals.BAD_CURSOR, "/after")])
    on, opened_at, row = loads(place.decode())
    return Mark(date.fromisoformat(on), datetime.fromisoformat(opened_at), row)


def _seal(place: bytes, query: CaseQuery) -> bytes:
    """Guards against slips, not against forgers: a forged cursor only starts the same list elsewhere."""
    asked = (
        sorted(query.types),
        *(str(day) for day in (query.since, query.until)),
        sorted(query.facts.items()),
        sorted(query.starting.items()),
        query.words,
        query.status,
    )
    return hashlib.sha256(dumps(asked).encode("utf-8", "surrogatepass") + place).digest()[:_SEAL]
