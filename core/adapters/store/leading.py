"""Which of several processes does something: whoever holds a lock that ends with the process, however it ends. On
SQLite it is a lock on a file beside the database, on PostgreSQL an advisory lock on a connection that is kept."""

from __future__ import annotations

import fcntl
import zlib
from contextlib import suppress
from io import FileIO
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from neni.core.adapters.store import addresses
from neni.core.ports.schedules import Leader

_LOCKS = 53_031
"""The first half of the advisory locks on what one process does; any number nobody else uses."""


def leader(engine: Engine, name: str) -> Leader:
    """The lock by that name."""
    file = addresses.file(engine.url)
    return FileLeader(file.with_name(f"{file.name}-{name}")) if file else ServerLeader(engine, name)


class FileLeader:
    """A lock on a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: FileIO | None = None

    def is_mine(self) -> bool:
        """Try to become it, or look whether it still is."""
        if self._held is not None:
            return True
        file = FileIO(self._path, "a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._held = file
        return True

    def let_go(self) -> None:
        """Let another one become it."""
        if self._held is not None:
            self._held.close()
            self._held = None


class ServerLeader:
    """An advisory lock on a connection of its own; a connection that broke has lost it."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._lock = sa.func.pg_try_advisory_lock(_LOCKS, zlib.crc32(name.encode()) & 0x7FFFFFFF)
        self._held: Connection | None = None

    def is_mine(self) -> bool:
        """Try to become it, or look whether it still is."""
        if self._held is not None:
            return self._is_alive(self._held)
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if connection.execute(sa.select(self._lock)).scalar():
            self._held = connection
            return True
        connection.close()
        return False

    def let_go(self) -> None:
        """Let another one become it: the lock ends with its connection."""
        if self._held is not None:
            with suppress(Exception):
                self._held.invalidate()
            self._held.close()
            self._held = None

    def _is_alive(self, connection: Connection) -> bool:
        try:
            connection.execute(sa.select(1))
        except Exception:  # noqa: BLE001 - however it broke, the lock is gone
            self.let_go()
            return False
        return True
