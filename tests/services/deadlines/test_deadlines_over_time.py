"""Whatever is stated, decided and swept, in any order and at any moment: what is stored is what would be counted now,
and alerts stand for what is still open."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, timedelta

import pytest

from neni.core.errors import NeniError
from neni.core.model.deadlines.stored import DeadlineState, DecisionKind
from neni.core.model.deadlines.terms import Term, Unit
from neni.core.office import Office
from neni.core.ports import AlertQuery
from neni.core.services import deadlines
from neni.core.services.alerts.watching import sweep
from neni.core.services.cases import intake
from neni.core.services.deadlines.calendars import calendar_in
from neni.core.services.deadlines.deadline_decisions import Wish, decide, possible, settle
from neni.core.services.deadlines.deadline_reading import DeadlineShown, deadlines_of
from tests.conftest import FixedClock
from tests.services.conftest import OFFICER, Parks
from tests.services.deadline_parks import ADMINISTRATOR, HEAD, LAW, STATED

pytestmark = pytest.mark.slow
STEPS = 30
DATES = {"asked_on": 0.75, "answered_on": 0.2, "festival_on": 0.75, "fenced_on": 0.2}
"""How often each is stated."""
UNITS = (Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.HOURS, Unit.MONTHS)


@pytest.mark.parametrize("seed", range(12))
def test_in_any_order_what_is_stored_is_what_would_be_counted(parks: Parks, clock: FixedClock, seed: int) -> None:
    chance, office = random.Random(seed), parks(permit=LAW)
    with office.store.writing() as work:
        for person in (OFFICER, HEAD, ADMINISTRATOR):
            work.people.add(person, "!")
    reference = intake.open_case(office, OFFICER, "parks.permit", STATED).reference
    for _ in range(STEPS):
        clock.moment += timedelta(minutes=chance.choice([1, 30, 600, 2000, 9000]))
        with suppress(NeniError):
            _do_something(office, clock, chance, reference)
        sweep(office)
        _stored_is_counted(office, clock, reference)
        _alerts_are_of_what_is_open(office)


def _do_something(office: Office, clock: FixedClock, chance: random.Random, reference: str) -> None:
    there = [one for one in deadlines_of(office, OFFICER, reference) if one.deadline.event is not None]
    if not there or chance.random() < 0.15:
        case = intake.get_case(office, OFFICER, reference)
        intake.change_facts(office, OFFICER, reference, dict(_facts(clock, chance)), case.version)
        return
    one = chance.choice(there)
    decided = decide(office, OFFICER, one.deadline.id, _wish(clock, chance, one))
    if decided.waits and chance.random() < 0.7:
        settle(office, HEAD, decided.id, accepted=chance.random() < 0.7)


def _facts(clock: FixedClock, chance: random.Random) -> Iterator[tuple[str, object]]:
    yield from STATED.items()
    yield "event_at", (clock.moment - timedelta(hours=chance.randint(0, 90))).isoformat()
    yield from ((name, str(_near(clock, chance, 60))) for name, often in DATES.items() if chance.random() < often)


def _wish(clock: FixedClock, chance: random.Random, one: DeadlineShown) -> Wish:
    kinds = [
        kind for kind in possible(one.deadline, one.rule) if kind is not DecisionKind.LIFT or chance.random() < 0.1
    ]
    kind = chance.choice(kinds or [DecisionKind.LIFT])
    at = chance.choice([None, None, clock.moment + timedelta(hours=chance.randint(-900, 900))])
    until = chance.choice([None, _near(clock, chance, 90)])
    term = chance.choice([None, Term(chance.randint(0, 40), chance.choice(UNITS))])
    return Wish(kind, "Vendim", at, term if kind is DecisionKind.EXTEND and until is None else None, until)


def _near(clock: FixedClock, chance: random.Random, days: int) -> date:
    return (clock.moment + timedelta(days=chance.randint(-days // 3, days))).astimezone(UTC).date()


def _stored_is_counted(office: Office, clock: FixedClock, reference: str) -> None:
    with office.store.reading() as work:
        for one in deadlines.work_out(office, work, work.cases.get(reference), calendar_in(work)):
            assert one.before is None or one.before == one.after
            assert one.before is not None or one.after.due is None
    for shown in deadlines_of(office, OFFICER, reference):
        known = shown.deadline
        assert known.state is not DeadlineState.SUSPENDED or known.due is None
        assert known.state is not DeadlineState.OPEN or (known.due is not None and known.due >= clock.moment)
        assert all(all(step.words.as_mapping().values()) for step in shown.steps)


def _alerts_are_of_what_is_open(office: Office) -> None:
    with office.store.reading() as work:
        living = [one for one in work.alerts.find(AlertQuery(limit=1000)) if one.ended_at is None]
        about = [one.about for one in living if one.about.startswith("deadline:")]
        assert len(about) == len(set(about)), "one for each deadline"
        states = [work.deadlines.get(one.removeprefix("deadline:")).state for one in about]
    assert set(states) <= {DeadlineState.OPEN, DeadlineState.MISSED}
