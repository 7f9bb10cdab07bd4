"""Several offices that sweep at the same time, on each database: each alert is raised once and told once."""

from __future__ import annotations

from dataclasses import replace
from threading import Barrier, Thread

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.office import Office
from neni.core.services.alerts.watching import sweep
from tests.conftest import FixedClock
from tests.services.alerts.test_alerts import (
    DUE,
    HOUR,
    MINUTE,
    WARNED,
    alerts,
    at,
    letters,
    office,
    reached,
    wish,
)
from tests.services.conftest import OFFICER
from tests.services.deadlines.test_deadlines import MONDAY, opened

__all__ = ["office"]


@pytest.fixture
def park_store(store: SqlStore) -> SqlStore:
    return store


def test_two_offices_that_sweep_at_once_raise_and_tell_each_once(office: Office, clock: FixedClock) -> None:
    wish(office, OFFICER, address="agim@example.org")
    for _ in range(30):
        opened(office, asked_on=MONDAY)
    clock.moment = WARNED
    gate, failures = Barrier(3), []

    def look() -> None:
        other = replace(office)
        gate.wait()
        try:
            sweep(other)
        except Exception as error:  # noqa: BLE001
            failures.append(error)

    threads = [Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sweep(office)
    assert failures == []
    found = alerts(office)
    assert len(found) == 30
    assert len(letters(office)) == 30
    with office.store.reading() as work:
        raised = [
            kind for one in found for kind, *_ in work.events.of(one.case) if kind in ("AlertRaised", "AlertEscalated")
        ]
    assert raised == ["AlertRaised"] * 30


def test_an_alert_climbs_on_each_database(office: Office) -> None:
    opened(office, asked_on=MONDAY)
    at(office, DUE + MINUTE)
    at(office, DUE + 3 * HOUR)
    at(office, DUE + 10 * HOUR)
    (alert,) = alerts(office)
    assert reached(office, alert) == {"officer", "head", "chief"}
