"""Bringing a database to the tables this version of Neni works with, by Alembic. Two processes may start at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import URL, Connection

from neni.core.adapters.store import engine, refusals, revisions
from neni.core.errors import Conflict

_LOCK = 5_303_016_940_112
"""Any number that nobody else uses for advisory locks in Neni's database."""


def upgrade(url: URL) -> None:
    """Take every step to the newest revision, all or none."""
    with _turn(url) as config:
        command.upgrade(config, "head")


def downgrade(url: URL, revision: str) -> None:
    """Go back to a revision, `base` for an empty database; what only later revisions could hold is lost."""
    with _turn(url) as config:
        command.downgrade(config, revision)


@contextmanager
def connected(connection: Connection) -> Iterator[Config]:
    """Alembic's configuration over an open connection; migrations/env.py takes it from there."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(revisions.MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    yield config


@contextmanager
def _turn(url: URL) -> Iterator[Config]:
    """One process at a time, in one transaction. Rebuilding a table on SQLite drops the old one, so references
    are checked at the end instead of at each step."""
    chain = engine.create(url, foreign_keys=False)
    try:
        with chain.begin() as connection, connected(connection) as config:
            if connection.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            yield config
            if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise Conflict(refusals.BELONGS_NOWHERE)
    finally:
        chain.dispose()
