"""Columns whose values lie sealed: what they are, and all of them taken together. The keys are not in the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import settings_refused
from neni.core.adapters.store.inbound_tables import INBOUND_SOURCES
from neni.core.adapters.store.inserting import insert_unless_taken
from neni.core.adapters.store.schema import REPLIES
from neni.core.adapters.store.sealing_tables import SEALING_KEYS
from neni.core.adapters.store.webhooks_tables import ENDPOINTS
from neni.core.errors import SecretUnreadable
from neni.core.model.sealing import PREFIX, key_of
from neni.core.ports.secrets import Vault

_PAGE = 500


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column whose values are sealed; an empty one has nothing to hide. `empty` is what a lost value becomes."""

    column: sa.Column[str]
    empty: str | None

    def place(self, *key: str) -> str:
        """What a value is sealed for: its column and its row."""
        return f"{self.column}:{'/'.join(key)}"

    def seal(self, vault: Vault | None, text: str, *key: str) -> str:
        """The value as it is stored. Raises BadConfiguration."""
        return _there(vault).seal(text, self.place(*key)) if text else ""

    def open(self, vault: Vault | None, stored: str, *key: str) -> str:
        """The value. Raises SecretUnreadable, BadConfiguration."""
        return _there(vault).open(stored, self.place(*key)) if stored else ""

    def row(self, key: Collection[str]) -> sa.ColumnElement[bool]:
        """Which row it is."""
        return sa.and_(*(column == value for column, value in zip(self.names, key, strict=True)))

    @property
    def names(self) -> tuple[sa.Column[Any], ...]:
        """By what its rows are called."""
        return tuple(self.column.table.primary_key)


ENDPOINT_KEYS = SealedColumn(ENDPOINTS.c["keys"], "[]")
ENDPOINT_HEADERS = SealedColumn(ENDPOINTS.c.headers, "{}")
SOURCE_KEYS = SealedColumn(INBOUND_SOURCES.c["keys"], "[]")
REPLY_BODY = SealedColumn(REPLIES.c.body, None)
"""Answers to keyed requests tell keys that were made, and whatever else a program is told."""

EVERY = (ENDPOINT_KEYS, ENDPOINT_HEADERS, SOURCE_KEYS, REPLY_BODY)


class SqlSealed:
    """All that lies sealed (see ports.Sealed)."""

    def __init__(self, connection: Connection, vault: Vault | None) -> None:
        self._connection, self._vault = connection, vault

    def counts(self) -> Mapping[str, int]:
        """How many values each key sealed."""
        found: Counter[str] = Counter(dict.fromkeys(needed(self._connection), 0))
        for one in EVERY:
            beginning = sa.func.substr(one.column, 1, len(PREFIX) + 12)  # the id of a key has twelve characters
            counted = sa.select(beginning, sa.func.count()).where(one.column != "").group_by(beginning)
            for written, count in self._connection.execute(counted):
                found[key_of(f"{written}:")] += count
        return found

    def seal_anew(self) -> int:
        """Seal with the current key whatever another one sealed; how many values. Raises SecretUnreadable."""
        current = _there(self._vault).current
        return sum(self._seal_anew(one, *found) for one in EVERY for found in self._others(one, current))

    def _seal_anew(self, one: SealedColumn, key: tuple[str, ...], stored: str) -> int:
        sealed = one.seal(self._vault, one.open(self._vault, stored, *key), *key)
        changed = sa.update(one.column.table).where(one.row(key)).values({one.column: sealed})
        return self._connection.execute(changed).rowcount

    def note(self, keys: Collection[str]) -> None:
        """Remember which keys are needed."""
        self._connection.execute(sa.delete(SEALING_KEYS).where(SEALING_KEYS.c.id.not_in(keys)))
        for key in keys:
            insert_unless_taken(self._connection, SEALING_KEYS, {"id": key})

    def drop_unreadable(self) -> tuple[Collection[str], Collection[str]]:
        """Remove what no key at hand opens; the endpoints and the sources that have no keys now."""
        dropped = {one: {key[-1] for key in self._unreadable(one)} for one in EVERY}
        return dropped[ENDPOINT_KEYS], dropped[SOURCE_KEYS]

    def _unreadable(self, one: SealedColumn) -> Iterator[tuple[str, ...]]:
        for key, stored in list(self._others(one, "")):
            try:
                one.open(self._vault, stored, *key)
            except SecretUnreadable:
                self._drop(one, key)
                yield key

    def _drop(self, one: SealedColumn, key: tuple[str, ...]) -> None:
        if one.empty is None:
            self._connection.execute(sa.delete(one.column.table).where(one.row(key)))
        else:
            sealed = one.seal(self._vault, one.empty, *key)
            self._connection.execute(sa.update(one.column.table).where(one.row(key)).values({one.column: sealed}))

    def _others(self, one: SealedColumn, key: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """What other keys sealed, page by page."""
        names, after = one.names, None
        wanted = (one.column != "") & ~one.column.startswith(f"{PREFIX}{key}:", autoescape=True)
        while True:
            page = sa.select(*names, one.column).where(wanted).order_by(*names).limit(_PAGE)
            page = page if after is None else page.where(sa.tuple_(*names) > sa.tuple_(*after))
            rows = self._connection.execute(page).all()
            yield from ((tuple(row[:-1]), row[-1]) for row in rows)
            if len(rows) < _PAGE:
                return
            after = tuple(rows[-1][:-1])


def _there(vault: Vault | None) -> Vault:
    if vault is None:
        raise settings_refused.no_keys()
    return vault


def needed(connection: Connection) -> frozenset[str]:
    """The keys without which this database cannot be worked with."""
    return frozenset(connection.execute(sa.select(SEALING_KEYS.c.id)).scalars())
