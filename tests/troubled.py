"""Databases in trouble: locked by others, without room, away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from neni.core.adapters import store as stores
from neni.core.adapters.store import SqlStore
from neni.core.adapters.vault import FileVault

WRITTEN = ("cases", "errands", "inbound_messages", "messages", "sign_ins")
"""Tables that nobody can write into while a PostgreSQL database is in trouble."""


@dataclass
class Database:
    """A store that is impatient, and its address for whoever makes it suffer."""

    url: str
    store: SqlStore

    @property
    def is_sqlite(self) -> bool:
        return self.url.startswith("sqlite")

    @contextmanager
    def beside(self) -> Iterator[Any]:
        """Another connection to it."""
        if self.is_sqlite:
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"), isolation_level=None)) as other:
                yield other
        else:
            with psycopg.connect(self.url, autocommit=True) as other:
                yield other

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Another program holds what is to be written."""
        with self.beside() as other:
            other.execute("BEGIN IMMEDIATE" if self.is_sqlite else "BEGIN")
            if not self.is_sqlite:
                other.execute(f"LOCK TABLE {', '.join(WRITTEN)} IN EXCLUSIVE MODE")
            yield
            other.execute("ROLLBACK")

    @contextmanager
    def full(self) -> Iterator[None]:
        """There is no room: on SQLite no further page, on PostgreSQL what it says when a disk is full."""
        with self._no_page() if self.is_sqlite else self._no_row():
            yield

    @contextmanager
    def _no_page(self) -> Iterator[None]:
        def small(connection: Any) -> None:
            connection.exec_driver_sql("PRAGMA max_page_count=1")

        sa.event.listen(self.store._engine, "begin", small)
        with self.beside() as other:  # what is free within the file would be used first
            other.execute("VACUUM")
        yield
        sa.event.remove(self.store._engine, "begin", small)
        with self.store._engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count={2**30}")

    @contextmanager
    def _no_row(self) -> Iterator[None]:
        with self.beside() as other:
            other.execute(
                "CREATE FUNCTION full_disk() RETURNS trigger AS $$ BEGIN "
                "RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$ LANGUAGE plpgsql"
            )
            for table in WRITTEN:
                other.execute(f"CREATE TRIGGER full_disk BEFORE INSERT ON {table} EXECUTE FUNCTION full_disk()")
            yield
            other.execute("DROP FUNCTION full_disk CASCADE")

    @contextmanager
    def away(self) -> Iterator[None]:
        """The server lets nobody in."""
        name = str(make_url(self.url).database)
        server = make_url(self.url).set(database="postgres").render_as_string(hide_password=False)
        with psycopg.connect(server, autocommit=True) as other:
            other.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
            yield
            other.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


@contextmanager
def impatient(url: str, vault: FileVault) -> Iterator[Database]:
    """The database of that address, with a store that waits a tenth of a second for its turn."""
    soon = "?timeout=0.1" if url.startswith("sqlite") else "&options=-c%20lock_timeout%3D100"
    with closing(stores.open(url + soon, vault)) as store:
        yield Database(url, store)
