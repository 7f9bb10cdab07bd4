"""A desk that remembers what it found, for a minute and no longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from neni.core.model.cases import Case
from neni.core.office import Office
from neni.core.ports import CaseQuery
from neni.core.services.cases import intake
from neni.core.services.judging import kept_desk
from neni.core.services.judging.kept_desk import KeptDesk, Memory
from tests.conftest import FixedClock
from tests.services.conftest import OFFICER, STATED, Parks


@pytest.fixture
def office(parks: Parks) -> Office:
    return parks()


def opened(office: Office) -> Case:
    return intake.open_case(office, OFFICER, "parks.permit", STATED)


def desk_of(office: Office, clock: FixedClock) -> KeptDesk:
    return KeptDesk(office.store, clock, office.outgoing, Memory(clock.now()))


def test_what_was_found_is_found_again_for_a_minute(office: Office, clock: FixedClock) -> None:
    first, query = opened(office), CaseQuery(types=("parks.permit",))
    desk = desk_of(office, clock)
    assert desk.find(query) == (first,)
    second = opened(office)
    assert desk.find(query) == (first,)
    assert len(desk.find(replace(query, limit=9))) == 2, "another question is asked anew"
    clock.forward(timedelta(minutes=1))
    assert {one.id for one in desk.find(query)} == {first.id, second.id}


def test_memory_is_bounded(office: Office, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_desk, "MOST_CASES", 4)
    opened(office)
    desk = desk_of(office, clock)
    for limit in range(1, 50):
        desk.find(CaseQuery(limit=limit))
        assert desk.memory is not None
        assert len(desk.memory.found) <= 3
