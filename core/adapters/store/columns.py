"""What a column can hold where the two databases differ: text, text compared by bytes, instants."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from neni.core.adapters.store import refusals
from neni.core.errors import InvalidFacts

INSTANT_WIDTH = len("2026-11-25T08:00:00.000000Z")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


class Words(TypeDecorator[str]):
    """Text that both databases can hold; what they cannot is refused with a clear answer."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Refuse the NUL character (PostgreSQL takes none) and half characters (UTF-8 has none)."""
        if value is not None and _UNSTORABLE.search(value):
            raise InvalidFacts(refusals.UNSTORABLE)
        return value


class BytewiseWords(Words):
    """Text compared by its bytes everywhere, so that beginnings are a range an index can answer."""

    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """SQLite compares bytes as it is."""
        return sa.Text(collation="C") if dialect.name == "postgresql" else sa.Text()


class Instant(TypeDecorator[datetime]):
    """An aware instant, UTC. On SQLite it is ISO text of one width, so that order and comparison are right."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL has instants of its own."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.String(INSTANT_WIDTH))
        return dialect.type_descriptor(sa.DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """To UTC; an instant without a zone is a mistake in the program."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        utc = value.astimezone(UTC)
        return f"{utc.replace(tzinfo=None).isoformat(timespec='microseconds')}Z" if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Aware and UTC, whatever zone the server speaks."""
        if value is None:
            return None
        instant = datetime.fromisoformat(value) if isinstance(value, str) else value
        return instant.astimezone(UTC)
