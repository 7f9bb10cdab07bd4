"""Official tables of days off as they were entered, and calendar feeds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.deadline_tables import CALENDAR_TABLES, FEEDS
from neni.core.adapters.store.values import dumps, loads
from neni.core.errors import Conflict, NotFound
from neni.core.model.calendars import DayOff, YearTable
from neni.core.model.deadlines.stored import Feed, StoredTable
from neni.core.model.text import Text

_TABLE, _FEED = CALENDAR_TABLES.c, FEEDS.c


class SqlCalendarTables:
    """Official tables (see ports.deadlines.CalendarTables)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, table: StoredTable) -> None:
        """Store a table that waits to be accepted."""
        one = table.table
        values = {
            "id": table.id,
            "year": one.year,
            "days": dumps([_day(each) for each in one.days]),
            "working": dumps([each.isoformat() for each in one.working]),
            "source": dumps(one.source.as_mapping()),
            "entered_by": table.entered_by,
            "entered_at": table.entered_at,
            "accepted_by": table.accepted_by,
            "accepted_at": table.accepted_at,
        }
        self._connection.execute(sa.insert(CALENDAR_TABLES).values(values))

    def get(self, table_id: str) -> StoredTable:
        """One table. Raises NotFound."""
        row = self._connection.execute(sa.select(CALENDAR_TABLES).where(_TABLE.id == table_id)).first()
        if row is None:
            raise NotFound(refusals.no_such(table_id))
        return _stored(row)

    def accept(self, table_id: str, by: str, at: datetime) -> StoredTable:
        """Let it count. Raises Conflict when it counts already."""
        mine = (_TABLE.id == table_id, _TABLE.accepted_at.is_(None))
        update = sa.update(CALENDAR_TABLES).where(*mine).values(accepted_by=by, accepted_at=at)
        if self._connection.execute(update.returning(_TABLE.id)).first() is None:
            raise Conflict(refusals.TAKEN)
        return self.get(table_id)

    def in_use(self) -> Sequence[StoredTable]:
        """The tables that count, one for a year."""
        accepted = sa.select(CALENDAR_TABLES).where(_TABLE.accepted_at.is_not(None))
        rows = self._connection.execute(accepted.order_by(_TABLE.accepted_at, _TABLE.row))
        return tuple({row.year: _stored(row) for row in rows}.values())

    def all(self) -> Sequence[StoredTable]:
        """Every table, newest first."""
        rows = self._connection.execute(sa.select(CALENDAR_TABLES).order_by(_TABLE.row.desc()))
        return tuple(map(_stored, rows))


class SqlFeeds:
    """Calendar addresses (see ports.deadlines.Feeds)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, feed: Feed) -> None:
        """Store a new one."""
        names = ("id", "person_id", "token_hash", "department", "label", "made_at")
        self._connection.execute(sa.insert(FEEDS).values({name: getattr(feed, name) for name in names}))

    def by_token(self, token_hash: str) -> Feed | None:
        """The feed of that token, unless it was revoked."""
        found = self._found(_FEED.token_hash == token_hash)
        return found[0] if found else None

    def of_person(self, person_id: str) -> Sequence[Feed]:
        """Those a person made and did not revoke."""
        return self._found(_FEED.person_id == person_id)

    def revoke(self, feed_id: str, person_id: str, at: datetime) -> None:
        """Let nobody use it any more. Raises NotFound."""
        mine = (_FEED.id == feed_id, _FEED.person_id == person_id, _FEED.revoked_at.is_(None))
        update = sa.update(FEEDS).where(*mine).values(revoked_at=at).returning(_FEED.id)
        if self._connection.execute(update).first() is None:
            raise NotFound(refusals.no_such(feed_id))

    def _found(self, wanted: sa.ColumnElement[bool]) -> tuple[Feed, ...]:
        columns = [column for column in _FEED if column.name != "row"]
        select = sa.select(*columns).where(wanted, _FEED.revoked_at.is_(None)).order_by(_FEED.row)
        return tuple(Feed(**row._asdict()) for row in self._connection.execute(select))


def _day(one: DayOff) -> dict[str, object]:
    lieu = {} if one.of is None else {"of": one.of.isoformat()}
    return {"day": one.day.isoformat(), "name": one.name.as_mapping(), **lieu}


def _stored(row: Any) -> StoredTable:
    days = tuple(
        DayOff(
            date.fromisoformat(one["day"]),
            Text.of(one["name"]),
            date.fromisoformat(one["of"]) if "of" in one else None,
        )
        for one in loads(row.days)
    )
    working = tuple(date.fromisoformat(one) for one in loads(row.working))
    table = YearTable(row.year, days, Text.of(loads(row.source)), official=True, working=working)
    return StoredTable(row.id, table, row.entered_by, row.entered_at, row.accepted_by, row.accepted_at)
