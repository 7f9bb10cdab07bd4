"""Whoever subscribed to an event is told after its commit: each alone, at least once, also after a failure."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from neni.core import hookimpl
from neni.core.adapters.store import SqlStore
from neni.core.declarations import Subscription
from neni.core.gathering import Plugin, ask, gather
from neni.core.host import Host
from neni.core.model.errands import ErrandQuery
from neni.core.model.events import CaseClosed, CaseOpened, Event
from neni.core.model.people import Person
from neni.core.office import Office
from neni.core.services.cases import intake
from neni.core.services.messages.subscribing import follower
from neni.core.services.work.errand_crew import work_off
from tests.conftest import FixedClock

HEARD: list[tuple[str, Event]] = []


def first(event: Event, desk: object) -> None:
    HEARD.append(("first", event))


def second(event: Event, desk: object) -> None:
    HEARD.append(("second", event))
    if len(HEARD) < 3:
        raise ZeroDivisionError


@pytest.fixture(scope="module")
def beside_ours() -> Host:
    """Our departments and a stranger's plugin that listens."""
    asked = [Subscription(CaseOpened, first), Subscription(Event, second), Subscription(CaseClosed, first)]
    listener = SimpleNamespace(subscriptions=hookimpl(lambda: asked))
    ours = [plugin for plugin in gather() if plugin.distribution == "neni"]
    return Host.of([*ours, Plugin("listener", "elsewhere", "1.0", ask(listener))])


@pytest.fixture
def listening(office: Office, sqlite_store: SqlStore, beside_ours: Host) -> Office:
    HEARD.clear()
    sqlite_store.follow(follower(beside_ours))
    return replace(office, host=beside_ours)


PURCHASE = {"title": "Fletëvotime", "contract_type": "supplies", "estimated_value": "9500.00"}


def test_each_is_told_of_what_it_asked_for_after_the_commit(
    listening: Office, officer: Person, clock: FixedClock
) -> None:
    case = intake.open_case(listening, officer, "procurement.purchase", PURCHASE)
    assert HEARD == [], "not in the transaction, and not in the request"
    work_off(listening)
    assert sorted(name for name, _ in HEARD) == ["first", "second"]
    event = HEARD[0][1]
    assert (type(event), event.subject, event.by) == (CaseOpened, case.id, officer.id)
    assert event.data["reference"] == case.reference
    clock.forward(timedelta(minutes=1))
    work_off(listening)
    assert [name for name, _ in HEARD].count("second") == 2, "who failed is told again"
    assert [name for name, _ in HEARD].count("first") == 1, "who did not fail is not"


def test_what_did_not_happen_is_told_to_nobody(listening: Office) -> None:
    def fail() -> None:
        with listening.store.writing() as work:
            work.events.add(CaseOpened(listening.clock.now(), "x", "case-1", {}))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with listening.store.reading() as work:
        assert work.errands.find(ErrandQuery()) == ()


def test_two_handlers_of_one_name_are_both_told(office: Office, sqlite_store: SqlStore) -> None:
    told: list[int] = []
    asked = [Subscription(CaseOpened, lambda event, desk, n=n: told.append(n)) for n in (1, 2)]
    host = Host.of(
        [Plugin("listener", "elsewhere", "1.0", ask(SimpleNamespace(subscriptions=hookimpl(lambda: asked))))]
    )
    sqlite_store.follow(follower(host))
    with office.store.writing() as work:
        work.events.add(CaseOpened(office.clock.now(), "x", "case-1", {}))
    work_off(replace(office, host=host))
    assert sorted(told) == [1, 2]
