"""Where the store is: the database address as operators write it, made into one the drivers take."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from neni.core.adapters.store import settings_refused

_DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def read(address: str) -> URL:
    """The address for SQLAlchemy. Raises BadConfiguration."""
    try:
        url = make_url(address.strip())
    except (ArgumentError, ValueError):
        raise settings_refused.bad_address() from None
    if url.drivername not in _DRIVERS:
        raise settings_refused.unsupported(url.drivername)
    if url.drivername == "sqlite" and (url.host or url.database in (None, "", ":memory:")):
        raise settings_refused.no_file()
    return url.set(drivername=_DRIVERS[url.drivername])


def file(url: URL) -> Path | None:
    """The file of an SQLite database."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def shown(url: URL) -> str:
    """The address for people: no password and no options, since those may hold one too."""
    plain = url.set(drivername=url.get_backend_name(), query={})
    host = url.query.get("host")
    return (plain.set(host=host) if isinstance(host, str) and not url.host else plain).render_as_string()
