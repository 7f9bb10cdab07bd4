"""What a case query means in SQL. Newest first is by the day of the case, then by when it was opened and stored."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import search
from neni.core.adapters.store.cursors import Mark
from neni.core.adapters.store.schema import CASE_FACTS, CASES
from neni.core.ports import CaseQuery

START = 60
"""Letters of a text fact that are indexed."""

_Condition = sa.ColumnElement[bool]
ORDER = (CASES.c.on_day.desc(), CASES.c.opened_at.desc(), CASES.c.row.desc())


def conditions(connection: Connection, query: CaseQuery) -> list[_Condition]:
    """Every condition of the query but the page."""
    found = [*_of_case(query), *_of_facts(query)]
    rows = search.matching(connection, query.words)
    return found if rows is None else [*found, CASES.c.row.in_(rows)]


def after(mark: Mark) -> _Condition:
    """Cases that stand after the mark."""
    place = sa.tuple_(CASES.c.on_day, CASES.c.opened_at, CASES.c.row)
    return place < sa.tuple_(
        sa.literal(mark.on, CASES.c.on_day.type),
        sa.literal(mark.opened_at, CASES.c.opened_at.type),
        sa.literal(mark.row, CASES.c.row.type),
    )


def _of_case(query: CaseQuery) -> Iterator[_Condition]:
    if query.types:
        yield CASES.c.type.in_(query.types)
    if query.since:
        yield CASES.c.on_day >= query.since
    if query.until:
        yield CASES.c.on_day <= query.until
    if query.status:
        yield CASES.c.status == query.status.value


def _of_facts(query: CaseQuery) -> Iterator[_Condition]:
    for name, value in query.facts.items():
        yield _has(name, CASE_FACTS.c.start == value[:START], CASE_FACTS.c.value == value)
    for name, beginning in query.starting.items():
        yield _has(name, *_begins(CASE_FACTS.c.start, beginning[:START]), *_begins(CASE_FACTS.c.value, beginning))


def _has(name: str, *what: _Condition) -> _Condition:
    return CASES.c.row.in_(sa.select(CASE_FACTS.c.case_row).where(CASE_FACTS.c.name == name, *what))


def _begins(column: sa.Column[str], beginning: str) -> Iterator[_Condition]:
    """A beginning as a range: it needs no wildcards, minds case on both databases and is answered by an index."""
    yield column >= beginning
    end = _next(beginning)
    if end:
        yield column < end


def _next(beginning: str) -> str:
    """The least text above every text with that beginning, or an empty one when there is none."""
    kept = beginning.rstrip("\U0010ffff")
    if not kept:
        return ""
    following = ord(kept[-1]) + 1
    return kept[:-1] + chr(0xE000 if following == 0xD800 else following)
