"""Bringing a database to the tables this version of Neni works with, by Alembic. Two processes may start at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import Script
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


def draft(url: URL, what: str, folder: Path = revisions.VERSIONS) -> Path:
    """Write the next step by comparing a prepared database with the tables of the code; a person corrects it."""
    with _turn(url) as config:
        folders = os.pathsep.join({str(revisions.VERSIONS): None, str(folder): None})
        config.set_main_option("version_locations", folders.replace("%", "%%"))
        following = f"{int(revisions.known()[-1]) + 1:04}"
        script = command.revision(config, what, autogenerate=True, rev_id=following, version_path=str(folder))
    if not isinstance(script, Script):
        raise TypeError(f"one step was drafted, not {script!r}")
    return Path(script.path)


@contextmanager
def _connected(connection: Connection) -> Iterator[Config]:
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
        with chain.begin() as connection, _connected(connection) as config:
            if connection.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            yield config
            if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise Conflict(refusals.BELONGS_NOWHERE)
    finally:
        chain.dispose()
