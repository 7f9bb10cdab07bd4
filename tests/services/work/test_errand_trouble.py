"""Workers in trouble: one that slept longer than its lease, a database that is locked or full, a flooded lane."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from neni.core.adapters import store as stores
from neni.core.adapters.clock import SystemClock
from neni.core.errors import NeniError
from neni.core.model.errands import ErrandQuery, ErrandStatus, NewErrand
from neni.core.model.events import CaseChanged
from neni.core.office import Office
from neni.core.ports import Outcome, Work
from neni.core.services.work.errand_crew import Crew
from tests.services.errand_parks import Post, enter

ROOT = Path(__file__).parents[3]


def soon(true: Callable[[], bool], seconds: float = 20) -> bool:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        if true():
            return True
        time.sleep(0.02)
    return False


def status(office: Office, key: str) -> ErrandStatus:
    with office.store.reading() as work:
        found = work.errands.by_key("letter", key)
    assert found is not None
    return found.status


def effects(office: Office, key: str) -> int:
    with office.store.reading() as work:
        return len(work.events.of(key))


def with_effect(office: Office) -> Post:
    def answer(errand: object) -> Outcome:
        key = errand.key  # type: ignore[attr-defined]

        def settle(work: Work) -> None:
            work.events.add(CaseChanged(office.clock.now(), "here", key))

        return Outcome(settle=settle)

    return Post(answer)


@pytest.mark.slow
def test_a_worker_that_slept_longer_than_its_lease_writes_nothing(
    database_url: str, office: Office, tmp_path: Path
) -> None:
    store = stores.open(database_url)
    office = replace(office, store=store, clock=SystemClock())
    enter(office, "1")
    begun = tmp_path / "begun"
    program = Path(__file__).with_name("sleeping_worker.py")
    sleeper = subprocess.Popen([sys.executable, program, database_url, begun], cwd=ROOT, stderr=subprocess.PIPE)
    try:
        assert soon(begun.exists), "it took the errand"
        os.kill(sleeper.pid, signal.SIGSTOP)
        with Crew(office, with_effect(office).kinds(), lease=timedelta(seconds=1)):
            assert soon(lambda: status(office, "1") is ErrandStatus.DONE)
        assert effects(office, "1") == 1
        os.kill(sleeper.pid, signal.SIGCONT)
        (tmp_path / "go on").touch()
        _, told = sleeper.communicate(timeout=30)
    finally:
        sleeper.kill()
    assert b"was given to another worker meanwhile" in told
    assert effects(office, "1") == 1
    store.close()


@pytest.mark.slow
def test_a_crew_goes_on_after_a_database_that_was_locked(sqlite_url: str, office: Office) -> None:
    store = stores.open(f"{sqlite_url}?timeout=0.2")
    office = replace(office, store=store, clock=SystemClock())
    post = with_effect(office)
    with Crew(office, post.kinds()):
        enter(office, "before")
        assert soon(lambda: status(office, "before") is ErrandStatus.DONE)
        other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NeniError):
            enter(office, "refused")
        time.sleep(1.5)
        other.execute("ROLLBACK")
        other.close()
        enter(office, "after")
        assert soon(lambda: status(office, "after") is ErrandStatus.DONE)
    assert (effects(office, "before"), effects(office, "after")) == (1, 1)
    store.close()


def test_a_full_disk_leaves_nothing_half_and_is_over_when_there_is_room(sqlite_url: str, office: Office) -> None:
    from sqlalchemy import event  # noqa: PLC0415 - to stand in for a small disk

    store = stores.open(sqlite_url)
    limit = {"pages": 2**30}

    @event.listens_for(store._engine, "begin")
    def small(connection: object) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={limit['pages']}")  # type: ignore[attr-defined]

    office = replace(office, store=store)

    def flood() -> None:
        limit["pages"] = 1
        with store.writing() as work:
            for number in range(2_000):
                work.errands.add(NewErrand("letter", f"{number}", office.clock.now(), {"x": "y" * 500}))

    with pytest.raises(NeniError):
        flood()
    with store.reading() as work:
        assert work.errands.find(ErrandQuery()) == ()
    limit["pages"] = 2**30
    enter(office, "1")
    assert status(office, "1") is ErrandStatus.WAITING
    store.close()


@pytest.mark.slow
def test_a_flooded_lane_delays_no_other(office: Office) -> None:
    office = replace(office, clock=SystemClock())
    begun: dict[str, float] = {}

    def answer(errand: object) -> None:
        begun[errand.key] = time.perf_counter()  # type: ignore[attr-defined]
        if errand.lane == "letter:slow":  # type: ignore[attr-defined]
            time.sleep(0.5)

    post = Post(answer)
    with office.store.writing() as work:
        for number in range(5_000):
            work.errands.add(NewErrand("letter", f"slow-{number}", office.clock.now(), lane="letter:slow"))
    with Crew(office, post.kinds(at_once=3), hands=4) as crew:
        assert soon(lambda: len(begun) >= 3)
        for number in range(10):
            entered = time.perf_counter()
            enter(office, f"quick-{number}", lane="letter:quick")
            assert soon(lambda n=number: f"quick-{n}" in begun)  # type: ignore[misc]
            assert begun[f"quick-{number}"] - entered < 2
        crew.stop()
