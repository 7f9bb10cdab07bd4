"""Procrastinate carries wake-ups: within the transaction of the errands, to one of several workers, and on after a
worker's end. The database is PostgreSQL."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import psycopg
import pytest

from neni.core.adapters import store as stores
from neni.core.adapters.carrier import Procrastination
from neni.core.adapters.clock import SystemClock
from neni.core.adapters.store import SqlStore
from neni.core.app import open_office
from neni.core.config import Config
from neni.core.errors import BadConfiguration
from neni.core.host import Host
from neni.core.model.errands import ErrandQuery, ErrandStatus, NewErrand
from neni.core.office import Office
from neni.core.services.work import errand_crew
from neni.core.services.work.errand_crew import Crew
from tests.services.errand_parks import Post, enter

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("empty_database_url", ["postgresql"], indirect=True)]


@pytest.fixture
def carried(empty_database_url: str) -> Iterator[SqlStore]:
    """A store whose wake-ups are carried."""
    stores.migrate(empty_database_url)
    store = stores.open(empty_database_url)
    store.carry(carrier(empty_database_url))
    yield store
    store.close()


def carrier(url: str) -> Procrastination:
    address = stores.libpq(url)
    assert address is not None
    made = Procrastination(address)
    made.prepare()
    made.prepare()  # the second time it is there already
    return made


def jobs(url: str) -> int:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT count(*) FROM procrastinate_jobs").fetchone()
    assert found is not None
    return int(found[0])


def soon(true: Callable[[], bool]) -> bool:
    for _ in range(1_000):
        if true():
            return True
        time.sleep(0.01)
    return False


def test_a_wake_up_commits_with_its_errands_or_not_at_all(carried: SqlStore, empty_database_url: str) -> None:
    def fail() -> None:
        with carried.writing() as work:
            work.errands.add(NewErrand("letter", "1", SystemClock().now()))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert jobs(empty_database_url) == 0
    with carried.writing() as work:
        work.errands.add(NewErrand("letter", "1", SystemClock().now()))
        work.errands.add(NewErrand("letter", "2", SystemClock().now()))
    assert jobs(empty_database_url) == 1


def test_workers_of_two_machines_are_woken_and_do_each_errand_once(
    carried: SqlStore, empty_database_url: str, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errand_crew, "POLL", 60.0)  # nobody looks unless woken
    other = stores.open(empty_database_url)
    other.carry(carrier(empty_database_url))
    first, second = (replace(office, store=store, clock=SystemClock()) for store in (carried, other))
    writer = stores.open(empty_database_url)
    writer.carry(carrier(empty_database_url))
    writing, post = replace(office, store=writer, clock=SystemClock()), Post()
    with Crew(first, post.kinds()), Crew(second, post.kinds()):
        for number in range(20):
            enter(writing, f"{number}")
            time.sleep(0.02)

        def done() -> bool:
            with carried.reading() as work:
                return len(work.errands.find(ErrandQuery(ErrandStatus.DONE))) == 20

        assert soon(done)
    assert sorted(post.sent, key=int) == [f"{number}" for number in range(20)]
    assert jobs(empty_database_url) == 0, "what was carried is put away"
    for store in (other, writer):
        store.close()


def test_the_office_opens_with_it_where_it_is_asked_for(empty_database_url: str) -> None:
    stores.migrate(empty_database_url)
    asked = {"NENI_CARRIER": "procrastinate", "NENI_DATABASE_URL": empty_database_url}
    with open_office(Config.read(asked), Host.of([])) as opened, opened.store.writing() as work:
        work.errands.add(NewErrand("letter", "1", SystemClock().now()))
    assert jobs(empty_database_url) == 1


def test_it_needs_postgresql(empty_database_url: str, sqlite_url: str) -> None:
    asked = Config.read({"NENI_CARRIER": "procrastinate", "NENI_DATABASE_URL": sqlite_url})
    with pytest.raises(BadConfiguration, match="needs PostgreSQL"), open_office(asked, Host.of([])):
        pass
    with pytest.raises(BadConfiguration, match="NENI_CARRIER"):
        Config.read({"NENI_CARRIER": "pigeons"})
