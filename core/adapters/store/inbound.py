"""Institutions that send us messages, and what arrived from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.inbound_tables import INBOUND_MESSAGES, INBOUND_SOURCES
from neni.core.adapters.store.inserting import insert_unless_taken, upsert
from neni.core.adapters.store.sealed import SOURCE_KEYS
from neni.core.adapters.store.values import dumps, loads
from neni.core.errors import NotFound
from neni.core.model.inbound import Message, MessageQuery, MessageStatus, Source, SourceKey
from neni.core.ports.secrets import Vault

_MESSAGE = INBOUND_MESSAGES.c


class SqlInbound:
    """Messages to us (see ports.Inbound)."""

    def __init__(self, connection: Connection, vault: Vault | None) -> None:
        self._connection, self._vault = connection, vault

    def save_source(self, source: Source) -> None:
        """Store a source, or what became of it."""
        values = _written(source, self._vault)
        insert = upsert(self._connection, INBOUND_SOURCES).values(values)
        self._connection.execute(insert.on_conflict_do_update(index_elements=["name"], set_=values))

    def source(self, name: str) -> Source | None:
        """The source of that name."""
        row = self._connection.execute(sa.select(INBOUND_SOURCES).where(INBOUND_SOURCES.c.name == name)).first()
        return None if row is None else _source(row, self._vault)

    def sources(self) -> Sequence[Source]:
        """Every source, by name."""
        rows = self._connection.execute(sa.select(INBOUND_SOURCES).order_by("name"))
        return tuple(_source(row, self._vault) for row in rows)

    def add(self, message: Message) -> bool:
        """Store a message; False when the source sent one with that id before."""
        plain = ("id", "source", "message_id", "type", "received_at", "body", "sha256", "case_id")
        values = {name: getattr(message, name) for name in plain} | {
            "skew": round(message.skew.total_seconds()),
            "status": message.status.value,
            "problem": dumps(dict(message.problem)),
        }
        return insert_unless_taken(self._connection, INBOUND_MESSAGES, values) is not None

    def by_message_id(self, source: str, message_id: str) -> Message | None:
        """The message of a source with the sender's id."""
        mine = (_MESSAGE.source == source) & (_MESSAGE.message_id == message_id)
        row = self._connection.execute(sa.select(INBOUND_MESSAGES).where(mine)).first()
        return None if row is None else _message(row)

    def get(self, receipt: str) -> Message:
        """One message. Raises NotFound."""
        row = self._connection.execute(sa.select(INBOUND_MESSAGES).where(_MESSAGE.id == receipt)).first()
        if row is None:
            raise NotFound(refusals.no_such(receipt))
        return _message(row)

    def find(self, query: MessageQuery) -> Sequence[Message]:
        """Messages the query asks for, newest first."""
        select = sa.select(INBOUND_MESSAGES).order_by(_MESSAGE.row.desc()).limit(query.limit)
        select = select.where(_MESSAGE.source == query.source) if query.source else select
        select = select.where(_MESSAGE.status == query.status.value) if query.status else select
        return tuple(map(_message, self._connection.execute(select)))

    def settle(
        self, receipt: str, status: MessageStatus, case_id: str | None = None, problem: Mapping[str, str] | None = None
    ) -> None:
        """Store what became of a message."""
        values = {"status": status.value, "case_id": case_id, "problem": dumps(dict(problem or {}))}
        self._connection.execute(sa.update(INBOUND_MESSAGES).where(_MESSAGE.id == receipt).values(values))

    def counts(self) -> Mapping[str, Mapping[MessageStatus, int]]:
        """How many messages of each source are in each state."""
        select = sa.select(_MESSAGE.source, _MESSAGE.status, sa.func.count()).group_by(_MESSAGE.source, _MESSAGE.status)
        found: dict[str, dict[MessageStatus, int]] = {}
        for source, status, count in self._connection.execute(select):
            found.setdefault(source, {})[MessageStatus(status)] = count
        return found

    def forget_bodies(self, received_before: datetime, most: int) -> int:
        """Remove the bodies of messages that were processed; that they came stays known. How many were."""
        old = (_MESSAGE.status == MessageStatus.PROCESSED.value) & (_MESSAGE.received_at < received_before)
        rows = sa.select(_MESSAGE.row).where(old, sa.func.length(_MESSAGE.body) > 0).limit(most)
        emptied = sa.update(INBOUND_MESSAGES).where(_MESSAGE.row.in_(rows)).values(body=b"")
        return self._connection.execute(emptied).rowcount


def _written(source: Source, vault: Vault | None) -> dict[str, Any]:
    keys = [
        {"key": one.written, "added_at": one.added_at.isoformat(), "until": one.until and one.until.isoformat()}
        for one in source.keys
    ]
    plain = ("name", "title", "active", "made_at", "by", "page")
    return {name: getattr(source, name) for name in plain} | {
        "departments": dumps(list(source.departments)),
        "keys": SOURCE_KEYS.seal(vault, dumps(keys), source.name),
        "tolerance": round(source.tolerance.total_seconds()),
        "types": dumps(list(source.types)),
    }


def _source(row: Any, vault: Vault | None) -> Source:
    keys = tuple(
        SourceKey(
            one["key"],
            datetime.fromisoformat(one["added_at"]),
            datetime.fromisoformat(one["until"]) if one["until"] else None,
        )
        for one in loads(SOURCE_KEYS.open(vault, row._mapping["keys"], row.name))
    )
    plain = {name: row._mapping[name] for name in ("name", "title", "active", "made_at", "by", "page")}
    return Source(
        **plain,
        departments=tuple(loads(row.departments)),
        keys=keys,
        tolerance=timedelta(seconds=row.tolerance),
        types=tuple(loads(row.types)),
    )


def _message(row: Any) -> Message:
    told = row._mapping
    plain = ("id", "source", "message_id", "type", "received_at", "sha256", "case_id")
    return Message(
        **{name: told[name] for name in plain},
        skew=timedelta(seconds=row.skew),
        body=bytes(row.body),
        status=MessageStatus(row.status),
        problem=loads(row.problem),
    )
