"""Inserts that answer instead of failing, in the one dialect-bound form both databases share."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection


def upsert(connection: Connection, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that takes ON CONFLICT."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def insert_unless_taken(connection: Connection, table: sa.Table, values: dict[str, Any]) -> Any:
    """The primary key of the new row, or None when a unique key is taken. The transaction can go on either way:
    after a failed INSERT a PostgreSQL transaction could not."""
    return connection.execute(_unless_taken(connection.dialect.name, table), values).first()


@cache
def _unless_taken(dialect: str, table: sa.Table) -> sa.Executable:
    """Written once for each table: writing it out takes longer than sending it."""
    insert = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    return insert.on_conflict_do_nothing().returning(*table.primary_key)
