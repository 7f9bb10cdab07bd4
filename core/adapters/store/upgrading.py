"""Bringing a database to the tables this version of Neni works with, by Alembic. Two processes may start at once."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import Script
from sqlalchemy.engine import URL, Connection

from neni.core.adapters.store import engine, refusals, revisions
from neni.core.errors import Conflict
from neni.core.ports.secrets import Vault

_LOCK = 5_303_016_940_112
"""Any number that nobody else uses for advisory locks in Neni's database."""

_SWEEPING = {
    "sqlite": ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"),
    "postgresql": ("VACUUM FULL endpoints", "VACUUM FULL inbound_sources", "VACUUM FULL replies"),
}


_log = logging.getLogger(__name__)


def upgrade(url: URL, vault: Vault | None = None) -> None:
    """Take every step to the newest revision, all or none."""
    with _turn(url, vault) as config:
        command.upgrade(config, "head")


def downgrade(url: URL, revision: str, vault: Vault | None = None) -> None:
    """Go back to a revision, `base` for an empty database; what only later revisions could hold is lost."""
    with _turn(url, vault) as config:
        command.downgrade(config, revision)


def sweep(url: URL) -> None:
    """Write the database anew, so that nothing of what lay open before stays in its unused pages."""
    connections, steps = engine.create(url), _SWEEPING[url.get_backend_name()]
    try:
        with closing(connections.raw_connection()) as connection:
            driver: Any = connection.driver_connection
            if url.get_backend_name() == "postgresql":  # on SQLite nothing begins by itself
                driver.autocommit = True
            for step in steps:
                driver.execute(step)
    except Exception as error:  # noqa: BLE001 - everything is sealed; only remains of old values are still there
        _log.warning("unused pages may still hold secrets that are sealed now; run %s (%s)", "; ".join(steps), error)
    finally:
        connections.dispose()


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
def _connected(connection: Connection, vault: Vault | None) -> Iterator[Config]:
    """Alembic's configuration over an open connection; migrations/env.py takes it from there."""
    config = Config(attributes={"connection": connection, "vault": vault})
    config.set_main_option("script_location", str(revisions.MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    yield config


@contextmanager
def _turn(url: URL, vault: Vault | None = None) -> Iterator[Config]:
    """One process at a time, in one transaction. Rebuilding a table on SQLite drops the old one, so references
    are checked at the end instead of at each step."""
    chain = engine.create(url, foreign_keys=False)
    try:
        with chain.begin() as connection, _connected(connection, vault) as config:
            if connection.dialect.name == "postgresql":  # a turn may take long; whoever waits for it waits
                connection.execute(sa.text("SET LOCAL lock_timeout = 0"))
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            yield config
            if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise Conflict(refusals.BELONGS_NOWHERE)
    finally:
        chain.dispose()
