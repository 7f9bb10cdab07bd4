"""Background work on a page: what waits, what is parked and why, what is done regularly; and health for programs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from neni.core.model.errands import Errand, ErrandQuery, ErrandStatus, Lane, NewErrand
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.ports import Claim
from neni.core.services.work.scheduling import tick
from tests.conftest import FixedClock
from tests.web.conftest import Browser, People

ADMINISTRATOR = Person("p-admin", "admin", "Ana Admin", Language.ENGLISH, frozenset({(EVERYWHERE, Role.ADMINISTRATOR)}))


@pytest.fixture
def administrator(people: People, office: Office) -> Browser:
    with office.store.writing() as work:
        work.people.add(ADMINISTRATOR, "!")
    return people.browser("admin")


@pytest.fixture
def parked(office: Office) -> Errand:
    at = office.clock.now()
    with office.store.writing() as work:
        work.errands.add(NewErrand("letter", "PRO-1", at, lane="letter:oshp"))
        claim = Claim("w", at, timedelta(minutes=1), {"letter": 3}, 1, Lane)
        (taken,) = work.errands.claim(claim)
        work.errands.park(taken, at, "the partner says no")
        work.errands.hold("letter:oshp", at + timedelta(hours=1), "<partner away>")
        work.errands.add(NewErrand("of tomorrow", "1", at - timedelta(hours=3)))
    return taken


def status(office: Office, errand: Errand) -> ErrandStatus:
    with office.store.reading() as work:
        return work.errands.get(errand.id).status


def test_an_administrator_sees_lanes_what_is_parked_and_why(administrator: Browser, parked: Errand) -> None:
    assert administrator.get("/work").status_code == 200
    for told in (
        "letter:oshp",
        "the partner says no",
        "PRO-1",
        "held until",
        "<partner away>",
        "of tomorrow",
        "3 h 0 min",
    ):
        assert told in administrator.page
    assert "The clock has stopped" in administrator.page
    assert 'href="/work"' in administrator.get("/").get_data(as_text=True)


def test_a_parked_one_is_tried_again_or_called_off(administrator: Browser, parked: Errand, office: Office) -> None:
    administrator.get("/work")
    assert administrator.post(f"/work/errands/{parked.id}", {"act": "again"}).status_code == 303
    assert status(office, parked) is ErrandStatus.WAITING
    assert administrator.post(f"/work/errands/{parked.id}", {"act": "cancel"}).status_code == 303
    assert status(office, parked) is ErrandStatus.CANCELLED
    assert administrator.post(f"/work/errands/{parked.id}", {"act": "cancel"}).status_code == 409
    assert "is cancelled" in administrator.page
    assert administrator.post("/work/errands/999", {"act": "again"}).status_code == 409
    assert administrator.post(f"/work/errands/{parked.id}", {"act": "burn"}).status_code == 400
    with office.store.reading() as work:
        assert [kind for kind, *_ in work.events.of(f"errand-{parked.id}")] == ["ErrandRunAgain", "ErrandCancelled"]


def test_a_lane_is_let_go_and_all_parked_in_it_tried_again(
    administrator: Browser, parked: Errand, office: Office
) -> None:
    administrator.get("/work")
    assert administrator.post("/work/lanes", {"act": "release", "lane": "letter:oshp"}).status_code == 303
    assert administrator.post("/work/lanes", {"act": "again", "lane": "letter:oshp"}).status_code == 303
    assert administrator.post("/work/lanes", {"act": "", "lane": "letter:oshp"}).status_code == 400
    assert status(office, parked) is ErrandStatus.WAITING
    with office.store.reading() as work:
        lane = work.errands.lane("letter:oshp")
    assert lane is not None
    assert lane.held_until is None


def test_what_is_done_regularly_is_run_paused_and_goes_on(administrator: Browser, office: Office) -> None:
    tick(office)
    administrator.get("/work")
    assert "30 3 * * *" in administrator.page
    name = {"schedule": "nightly.forgetting"}
    assert administrator.post("/work/schedules", {"act": "run", **name}).status_code == 303
    with office.store.reading() as work:
        assert len(work.errands.find(ErrandQuery(kind="nightly.forgetting"))) == 1
    administrator.post("/work/schedules", {"act": "pause", **name})
    administrator.get("/work")
    assert "paused by Ana Admin" in administrator.page
    administrator.post("/work/schedules", {"act": "resume", **name})
    administrator.get("/work")
    assert "paused by" not in administrator.page
    assert administrator.post("/work/schedules", {"act": "run", "schedule": "none"}).status_code == 404
    assert administrator.post("/work/schedules", {"act": "", **name}).status_code == 400


def test_what_should_have_come_long_ago_is_told_as_late(
    administrator: Browser, office: Office, clock: FixedClock
) -> None:
    tick(office)
    clock.forward(timedelta(minutes=30))
    tick(office)
    administrator.get("/work")
    assert "late by" not in administrator.page
    with office.store.writing() as work:
        work.people.open_session("x", "p-admin", "y", clock.now() + timedelta(days=9))
        work.schedules.resume("nightly.forgetting", clock.now() - timedelta(days=2))
    administrator.get("/work")
    assert "late by" in administrator.page


def test_it_is_for_administrators_only(people: People, parked: Errand) -> None:
    officer = people.browser("officer")
    assert officer.get("/work").status_code == 403
    officer.get("/")
    assert 'href="/work"' not in officer.page
    for address in (f"/work/errands/{parked.id}", "/work/lanes", "/work/schedules"):
        for act in ("again", "run"):
            assert officer.post(address, {"act": act, "lane": "x"}).status_code in (400, 403)


def test_health_is_told_to_programs_without_names(people: People, office: Office, clock: FixedClock) -> None:
    anybody = people.browser().client
    assert anybody.get("/health").status_code == 503
    tick(office)
    well = anybody.get("/health")
    assert (well.status_code, well.get_json()) == (
        200,
        {"status": "ok", "clock_seconds": 0, "oldest_due_seconds": 0, "parked": 0},
    )
    with office.store.writing() as work:
        work.errands.add(NewErrand("letter", "1", clock.now() - timedelta(minutes=6)))
    late = anybody.get("/health")
    assert (late.status_code, late.get_json()["oldest_due_seconds"]) == (503, 360)
    clock.forward(timedelta(minutes=2))
    assert anybody.get("/health").get_json()["clock_seconds"] == 120


def test_a_number_no_errand_can_have_is_not_found(administrator: Browser) -> None:
    administrator.get("/work")
    assert administrator.post(f"/work/errands/{10**20}", {"act": "again"}).status_code in (404, 409)
