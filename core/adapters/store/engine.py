"""Connections that keep the store's promises: on SQLite nothing is lost between reading and writing, on both
a reader sees one moment and cannot write."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine

from neni.core.adapters.store import failures, settings_refused

READING = {"neni_reading": True}
_BUSY_SECONDS = 30
_CONNECT_SECONDS = 10
_POOL = {"pool_size": 8, "max_overflow": 32}
"""A thread may look things up while it writes, so it may hold two connections."""


def create(url: URL, *, foreign_keys: bool = True) -> Engine:
    """An engine; nothing is connected yet. `foreign_keys` is off only while SQLite tables are rebuilt."""
    sqlite = url.get_backend_name() == "sqlite"
    try:
        # Parameters hold hashes of passwords and personal data: no error message and no log may show them.
        engine = sa.create_engine(
            url, hide_parameters=True, pool_pre_ping=not sqlite, connect_args=_arguments(url), **_POOL
        )
    except ModuleNotFoundError:
        raise settings_refused.no_driver() from None
    if sqlite:
        _make_safe(engine, foreign_keys=foreign_keys)
    failures.translate(engine)
    return engine


def reader(connection: Connection) -> Connection:
    """The connection, for looking only."""
    if connection.dialect.name == "sqlite":
        return connection.execution_options(**READING)
    return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _arguments(url: URL) -> dict[str, Any]:
    """How long to wait, for a connection and for whoever holds what is needed, unless the address says so itself
    (`?timeout=5`, `?connect_timeout=5`, `?options=-c lock_timeout=5s`)."""
    if url.get_backend_name() == "sqlite":
        usual: dict[str, Any] = {"timeout": _BUSY_SECONDS}
    else:
        usual = {"connect_timeout": _CONNECT_SECONDS, "options": f"-c lock_timeout={_BUSY_SECONDS}s"}
    return {name: value for name, value in usual.items() if name not in url.query}


def _make_safe(engine: Engine, *, foreign_keys: bool) -> None:
    """Left to itself the driver opens no transaction for a SELECT, and of two people who read, add one and
    write, one is forgotten without an error. So transactions are begun here, and writers queue up front."""

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        try:
            for setting in ("journal_mode=WAL", "synchronous=FULL", f"foreign_keys={'ON' if foreign_keys else 'OFF'}"):
                connection.execute(f"PRAGMA {setting}")
        except BaseException:  # nobody else would close it
            connection.close()
            raise

    @sa.event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("neni_reading", False)
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
