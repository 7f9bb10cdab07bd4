"""What drivers report, told as the errors of the house: taken keys, missing parents, queues too long, servers away."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine, ExceptionContext

from neni.core.adapters.store import addresses, refusals, settings_refused
from neni.core.errors import Busy, Conflict, NeniError, NotFound

_Told = Callable[[str, str], NeniError]
"""Given the database's address and the driver's reason."""


def translate(engine: Engine) -> None:
    """Let errors of this engine come out as errors of the house; what is not known here stays as it is."""

    @sa.event.listens_for(engine, "handle_error")
    def tell(context: ExceptionContext) -> NeniError | None:
        error = context.original_exception
        if isinstance(error, NeniError):  # a value refused by its column
            return error
        told = _told(error, connected=context.connection is not None and not context.is_disconnect)
        return told(addresses.shown(engine.url), _reason(error, engine.url)) if told else None


def _taken(_where: str, _reason: str) -> NeniError:
    return Conflict(refusals.TAKEN)


def _belongs_nowhere(_where: str, _reason: str) -> NeniError:
    return NotFound(refusals.BELONGS_NOWHERE)


def _busy(_where: str, _reason: str) -> NeniError:
    return Busy(refusals.BUSY)


def _not_migrated(where: str, _reason: str) -> NeniError:
    return settings_refused.not_migrated(where)


def _not_a_database(where: str, _reason: str) -> NeniError:
    return settings_refused.not_a_database(where)


_SQLITE: dict[str, _Told] = {
    "SQLITE_CONSTRAINT_UNIQUE": _taken,
    "SQLITE_CONSTRAINT_PRIMARYKEY": _taken,
    "SQLITE_CONSTRAINT_FOREIGNKEY": _belongs_nowhere,
    "SQLITE_BUSY": _busy,
    "SQLITE_BUSY_SNAPSHOT": _busy,
    "SQLITE_CANTOPEN": settings_refused.unwritable,
    "SQLITE_READONLY_DIRECTORY": settings_refused.unwritable,
    "SQLITE_READONLY": settings_refused.unwritable,
    "SQLITE_FULL": settings_refused.no_room,
    "SQLITE_NOTADB": _not_a_database,
    "SQLITE_CORRUPT": _not_a_database,
}
_POSTGRESQL: dict[str, _Told] = {
    "23505": _taken,
    "23503": _belongs_nowhere,
    "40001": _busy,
    "40P01": _busy,
    "55P03": _busy,
    "57014": _busy,
    "53300": settings_refused.unreachable,
    "58030": settings_refused.no_room,
    "42P01": _not_migrated,
    "42501": settings_refused.unreachable,
}
_AWAY = ("08", "28", "3D", "57P")
"""Classes of PostgreSQL's answers: no connection, no entry, no such database, shutting down."""
_NO_ROOM = "53"
"""The class of its answers when the disk or the memory is full."""
_FAILED_DISK = "SQLITE_IOERR"
"""How SQLite's names begin for whatever the disk refused."""


def _told(error: BaseException, *, connected: bool) -> _Told | None:
    if "no such table" in str(error):
        return _not_migrated
    name = getattr(error, "sqlite_errorname", None)
    if name is not None:
        return _SQLITE.get(name) or (settings_refused.no_room if name.startswith(_FAILED_DISK) else None)
    state = getattr(error, "sqlstate", None) or ""
    if state.startswith(_AWAY) or not connected:
        return settings_refused.unreachable
    return _POSTGRESQL.get(state) or (settings_refused.no_room if state.startswith(_NO_ROOM) else None)


def _reason(error: BaseException, url: URL) -> str:
    """The driver's first line, in case it repeats the password without it."""
    line = next(iter(str(error).strip().splitlines()), type(error).__name__)
    password = str(url.password) if url.password else None
    return line.replace(password, "***") if password else line
