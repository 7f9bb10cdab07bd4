"""How people want to be told of alerts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store.alert_tables import NOTICE_SETTINGS
from neni.core.adapters.store.inserting import upsert
from neni.core.model.alerts import Gravity
from neni.core.model.alerts.notices import NoticeSettings


class SqlNotices:
    """Wishes (see ports.alerts.Notices)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, person_id: str) -> NoticeSettings:
        """A person's wishes; what nobody said is as it usually is."""
        mine = sa.select(NOTICE_SETTINGS).where(NOTICE_SETTINGS.c.person_id == person_id)
        row = self._connection.execute(mine).first()
        return NoticeSettings(person_id) if row is None else _settings(row)

    def all(self) -> Mapping[str, NoticeSettings]:
        """Everybody's wishes, by their id."""
        rows = self._connection.execute(sa.select(NOTICE_SETTINGS))
        return {row.person_id: _settings(row) for row in rows}

    def save(self, settings: NoticeSettings) -> None:
        """Store them."""
        values = _values(settings)
        insert = upsert(self._connection, NOTICE_SETTINGS)
        changed = {name: insert.excluded[name] for name in values if name != "person_id"}
        self._connection.execute(insert.on_conflict_do_update(index_elements=["person_id"], set_=changed), values)


def _values(one: NoticeSettings) -> dict[str, Any]:
    plain = {column.name: getattr(one, column.name) for column in NOTICE_SETTINGS.c}
    quiet = {"quiet_from": _written(one.quiet_from), "quiet_until": _written(one.quiet_until)}
    return {**plain, **quiet, "least": one.least.value}


def _written(clock: time | None) -> str | None:
    return None if clock is None else clock.isoformat("minutes")


def _settings(row: Any) -> NoticeSettings:
    quiet = {
        name: None if getattr(row, name) is None else time.fromisoformat(getattr(row, name))
        for name in ("quiet_from", "quiet_until")
    }
    return NoticeSettings(**{**row._asdict(), **quiet, "least": Gravity(row.least)})
