"""The store on SQLAlchemy: SQLite out of the box, PostgreSQL for an institution's own server. One set of tables,
one set of tests, and the same answers from both."""

from __future__ import annotations

from sqlalchemy.engine import URL

from neni.core.adapters.store import addresses, engine, revisions, sealed, settings_refused
from neni.core.adapters.store.work import SqlStore
from neni.core.ports.secrets import Vault

__all__ = ["SqlStore", "libpq", "migrate", "open", "sealed_with"]

_SEALED_SINCE = "0014"


def open(url: str, vault: Vault | None = None) -> SqlStore:  # noqa: A001 - read as store.open(url)
    """The store at `sqlite:///path` or `postgresql://…`. Raises BadConfiguration when it cannot be used as it is."""
    address = addresses.read(url)
    revision = _revision(address)
    _refuse_newer(address, revision)
    if revision != revisions.known()[-1]:
        raise settings_refused.not_migrated(addresses.shown(address))
    return SqlStore(engine.create(address), vault)


def migrate(url: str, vault: Vault | None = None) -> None:
    """Prepare the database for this version of Neni. Does nothing, quickly, when it is prepared already. The vault
    seals what lay open until then."""
    address = addresses.read(url)
    _make_folder(address)
    revision = _revision(address)
    _refuse_newer(address, revision)
    if revision != revisions.known()[-1]:
        from neni.core.adapters.store.upgrading import sweep, upgrade  # noqa: PLC0415 - Alembic is slow to load

        upgrade(address, vault)
        if revision and revision < _SEALED_SINCE:
            sweep(address)


def sealed_with(url: str) -> frozenset[str]:
    """The ids of the keys that sealed secrets of a database; none of one that is not there or was never sealed."""
    address = addresses.read(url)
    if (_revision(address) or "") < _SEALED_SINCE:
        return frozenset()
    connections = engine.create(address)
    try:
        with connections.connect() as connection, engine.reader(connection).begin():
            return sealed.needed(connection)
    finally:
        connections.dispose()


def libpq(url: str) -> str | None:
    """The address of a PostgreSQL database as its own tools write it; None for another."""
    address = addresses.read(url)
    if address.get_backend_name() != "postgresql":
        return None
    return address.set(drivername="postgresql").render_as_string(hide_password=False)


def _revision(address: URL) -> str | None:
    file = addresses.file(address)
    if file and not file.exists():  # connecting would make an empty one
        return None
    connections = engine.create(address)
    try:
        with connections.connect() as connection, engine.reader(connection).begin():
            return revisions.of(connection)
    finally:
        connections.dispose()


def _refuse_newer(address: URL, revision: str | None) -> None:
    if revision and revision not in revisions.known():
        raise settings_refused.newer(addresses.shown(address), revision)


def _make_folder(address: URL) -> None:
    file = addresses.file(address)
    if file is None:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise settings_refused.unwritable(addresses.shown(address), str(error.strerror)) from None
