"""All open cases evaluated: only what differs is told, a case that fails stops nothing, and what breaks off goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.model.alerts import AlertKind, AlertState, Gravity
from neni.core.model.cases import Case, CaseStatus
from neni.core.model.findings import Outcome
from neni.core.office import Office
from neni.core.ports import AlertQuery
from neni.core.services.alerts import nightly
from neni.core.services.alerts.nightly import evaluate_open
from neni.core.services.alerts.nights import start
from neni.core.services.cases import intake
from neni.core.services.work.errand_crew import work_off
from neni.core.services.work.scheduling import tick
from tests.conftest import FixedClock
from tests.services.conftest import LATER, OFFICER, PERMIT, STATED, Parks
from tests.services.deadline_parks import ADMINISTRATOR
from tests.services.deadlines.test_deadlines import change


@pytest.fixture
def park_store(store: SqlStore) -> SqlStore:
    return store


@pytest.fixture
def office(parks: Parks) -> Office:
    office = parks()
    with office.store.writing() as work:
        for person in (OFFICER, ADMINISTRATOR):
            work.people.add(person, "!")
    return office


def opened(office: Office, **facts: object) -> Case:
    return intake.open_case(office, OFFICER, "parks.permit", STATED | facts)


def told(office: Office) -> list[tuple[AlertKind, str, AlertState]]:
    with office.store.reading() as work:
        found = work.alerts.find(AlertQuery(limit=1000))
    return [(one.kind, one.reference, one.state) for one in reversed(found)]


def test_the_first_night_only_notes_and_later_nights_tell_what_differs(office: Office) -> None:
    speaking, silent = opened(office), opened(office, trees=9)
    first = evaluate_open(office, "1", "clock")
    assert (first.done, first.first_seen, first.changed, told(office)) == (2, 2, 0, [])
    assert evaluate_open(office, "2", "clock").changed == 0
    change(office, silent, trees=1)
    change(office, speaking, trees=9)
    third = evaluate_open(office, "3", "clock")
    assert (third.done, third.changed, third.failed) == (2, 2, 0)
    assert told(office) == [(AlertKind.FINDING, silent.reference, AlertState.OPEN)]
    with office.store.reading() as work:
        (alert,) = work.alerts.find(AlertQuery())
        said = work.nights.said([silent.id, speaking.id])
    assert (alert.level, alert.gravity, alert.owner) == ("PRK-1", Gravity.WARNING, "officer")
    assert alert.message.en.endswith("Only 1 trees on 12.")
    assert said[silent.id].outcomes == {"PRK-1": Outcome.HOLDS}
    change(office, silent, trees=9)
    evaluate_open(office, "4", "clock")
    assert told(office) == [(AlertKind.FINDING, silent.reference, AlertState.ENDED)]


def test_a_fact_that_is_missing_now_raises_nothing(office: Office) -> None:
    case = opened(office, trees=9)
    evaluate_open(office, "1", "clock")
    change(office, case, trees=None)
    assert evaluate_open(office, "2", "clock").changed == 1
    assert told(office) == []


def test_a_case_that_fails_is_told_once_and_stops_nothing(office: Office) -> None:
    cases = [opened(office) for _ in range(3)]
    broken = replace(cases[1], rulesets={"parks.permit": "never kept", "parks.sizes": "never kept"})
    with office.store.writing() as work:
        work.cases.save(broken)
    for number in range(3):
        night = evaluate_open(office, str(number), "clock")
        assert (night.done, night.failed) == (3, 1)
    assert told(office) == [(AlertKind.EVALUATION, broken.reference, AlertState.OPEN)]
    with office.store.writing() as work:
        work.cases.save(replace(work.cases.get(broken.id), rulesets=cases[0].rulesets))
    evaluate_open(office, "again", "clock")
    assert told(office) == [(AlertKind.EVALUATION, broken.reference, AlertState.ENDED)]


def test_a_run_that_was_broken_off_goes_on_where_it_was(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "AT_ONCE", 2)
    for _ in range(5):
        opened(office)
    seen: list[int] = []
    go_on = nightly._Run.go_on

    def breaking(run: nightly._Run, night: nightly.Night) -> nightly.Night:
        seen.append(night.done)
        if len(seen) == 2:
            raise OSError("the power is gone")
        return go_on(run, night)

    monkeypatch.setattr(nightly._Run, "go_on", breaking)
    with pytest.raises(OSError, match="power"):
        evaluate_open(office, "1", "clock")
    assert evaluate_open(office, "1", "clock").done == 5
    assert seen == [0, 2, 2, 4, 5]


def test_alerts_of_closed_cases_end(office: Office) -> None:
    case = opened(office, trees=9)
    evaluate_open(office, "1", "clock")
    change(office, case, trees=1)
    evaluate_open(office, "2", "clock")
    intake.set_status(office, OFFICER, case.reference, CaseStatus.CLOSED, 2)
    assert evaluate_open(office, "3", "clock").done == 0
    assert told(office) == [(AlertKind.FINDING, case.reference, AlertState.ENDED)]


def test_every_night_and_when_asked_for(office: Office, clock: FixedClock) -> None:
    opened(office)
    tick(office)
    clock.forward(timedelta(days=1))
    tick(office)
    start(office, ADMINISTRATOR)
    work_off(office)
    with office.store.reading() as work:
        nights = work.nights.last(5)
    assert [(one.done, one.is_over) for one in nights] == [(1, True), (1, True)]
    assert {one.by for one in nights} == {"clock", "admin"}


def test_a_case_keeps_the_law_it_began_with(office: Office, parks: Parks) -> None:
    opened(office)
    evaluate_open(office, "1", "clock")
    later = parks(permit=PERMIT, sizes=LATER)
    assert evaluate_open(later, "2", "clock").changed == 0
