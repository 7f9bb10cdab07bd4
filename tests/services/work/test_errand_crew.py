"""Errands are done, tried again, parked; their effect commits with their end; crews work side by side and stop well."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from neni.core.adapters.clock import SystemClock
from neni.core.errors import BadImport
from neni.core.model.errands import ErrandQuery, ErrandStatus, NewErrand
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Outcome, Work
from neni.core.services.work.errand_crew import Crew, work_off
from tests.conftest import FixedClock
from tests.services.errand_parks import Post, enter

MINUTE = timedelta(minutes=1)


def standing(office: Office, status: ErrandStatus | None = None) -> list[str]:
    with office.store.reading() as work:
        return sorted(errand.key for errand in work.errands.find(ErrandQuery(status, limit=1_000)))


def soon(true: Callable[[], bool]) -> bool:
    for _ in range(1_000):
        if true():
            return True
        time.sleep(0.01)
    return False


def test_what_is_due_is_done_once(office: Office) -> None:
    post = Post()
    enter(office, "1", "2")
    enter(office, "later", due=office.clock.now() + MINUTE)
    assert work_off(office, post.kinds()) == 2
    assert (sorted(post.sent), standing(office, ErrandStatus.WAITING)) == (["1", "2"], ["later"])


def test_what_fails_is_tried_again_later_and_later_and_then_parked(office: Office, clock: FixedClock) -> None:
    def refuse(errand: object) -> None:
        raise BadImport(Text(sq="Jo", sr="Ne", en="the partner says no"))

    post = Post(refuse)
    enter(office, "1")
    for pause in (MINUTE, 5 * MINUTE):
        work_off(office, post.kinds())
        clock.forward(pause - timedelta(seconds=1))
        assert work_off(office, post.kinds()) == 0
        clock.forward(timedelta(seconds=1) + pause * 0.1)
    work_off(office, post.kinds())
    with office.store.reading() as work:
        (parked,) = work.errands.find(ErrandQuery(ErrandStatus.PARKED))
    assert (parked.attempts, len(post.sent)) == (3, 3)
    assert parked.error == "bad_import: the partner says no"


def test_a_poisoned_one_is_parked_and_the_rest_flows(office: Office, clock: FixedClock) -> None:
    def answer(errand: object) -> None:
        if errand.key == "poison":  # type: ignore[attr-defined]
            raise ZeroDivisionError("by zero")

    post = Post(answer)
    enter(office, "poison", strand="PRO-1")
    enter(office, "after", strand="PRO-1")
    enter(office, "beside")
    for _ in range(3):
        work_off(office, post.kinds())
        clock.forward(timedelta(hours=1))
    work_off(office, post.kinds())
    assert (standing(office, ErrandStatus.PARKED), standing(office, ErrandStatus.DONE)) == (
        ["poison"],
        ["after", "beside"],
    )


def test_the_effect_commits_with_the_end_of_the_errand(office: Office) -> None:
    def effect(work: Work) -> None:
        work.errands.add(NewErrand("letter", "answer", office.clock.now(), due=office.clock.now() + MINUTE))

    post = Post(lambda errand: Outcome(settle=effect))
    enter(office, "1")
    work_off(office, post.kinds())
    assert (standing(office, ErrandStatus.DONE), standing(office, ErrandStatus.WAITING)) == (["1"], ["answer"])


def test_an_effect_that_cannot_be_written_is_a_failed_attempt(office: Office) -> None:
    def effect(work: Work) -> None:
        work.errands.add(NewErrand("letter", "half", office.clock.now()))
        raise ZeroDivisionError("by zero")

    post = Post(lambda errand: Outcome(settle=effect))
    enter(office, "1")
    work_off(office, post.kinds())
    with office.store.reading() as work:
        (waiting,) = work.errands.find(ErrandQuery())
    assert (waiting.key, waiting.error) == ("1", "ZeroDivisionError: by zero")


def test_the_doer_may_say_when_to_come_again_or_give_up_at_once(office: Office, clock: FixedClock) -> None:
    then = clock.now() + timedelta(days=2)
    answers = {"1": Outcome(again_at=then, reason="Retry-After"), "2": Outcome(parked=True, reason="gone")}
    post = Post(lambda errand: answers[errand.key])
    enter(office, "1", "2")
    work_off(office, post.kinds())
    with office.store.reading() as work:
        told = {one.key: (one.status, one.error) for one in work.errands.find(ErrandQuery())}
        assert work.errands.next_due() == then
    assert told == {"1": (ErrandStatus.WAITING, "Retry-After"), "2": (ErrandStatus.PARKED, "gone")}


def test_a_kind_of_a_later_version_is_kept_and_done_once_it_is_known(office: Office) -> None:
    post = Post()
    enter(office, "1")
    assert work_off(office) == 0
    assert work_off(office, post.kinds()) == 1


def test_a_crew_does_everything_once_and_wakes_at_once(office: Office) -> None:
    post = Post()
    enter(office, *(f"{n:03}" for n in range(100)))
    with Crew(office, post.kinds(at_once=8)):
        assert soon(lambda: len(standing(office, ErrandStatus.DONE)) == 100)
        began = time.perf_counter()
        enter(office, "new")
        assert soon(lambda: "new" in post.sent)
        assert time.perf_counter() - began < 0.4
    assert len(post.sent) == 101
    assert standing(office, ErrandStatus.LEASED) == []


def test_a_crew_goes_on_when_one_effect_of_many_cannot_be_written(office: Office) -> None:
    def effect(work: Work) -> None:
        raise ZeroDivisionError("by zero")

    post = Post(lambda errand: Outcome(settle=effect) if errand.key == "bad" else None)
    enter(office, *(f"{n}" for n in range(20)), "bad")
    with Crew(office, post.kinds()):
        assert soon(lambda: len(standing(office, ErrandStatus.DONE)) == 20)
    assert standing(office, ErrandStatus.WAITING) == ["bad"]


def test_a_crew_that_stops_finishes_what_it_began_and_gives_back_the_rest(office: Office) -> None:
    let_go, begun = threading.Event(), threading.Semaphore(0)

    def wait(errand: object) -> None:
        begun.release()
        let_go.wait(10)

    post = Post(wait)
    enter(office, *"12345")
    crew = Crew(office, post.kinds(at_once=5), hands=2)
    with crew:
        begun.acquire(timeout=10)
        begun.acquire(timeout=10)
        threading.Timer(0.2, let_go.set).start()
    assert (len(standing(office, ErrandStatus.DONE)), len(standing(office, ErrandStatus.WAITING))) == (2, 3)
    with office.store.reading() as work:
        assert {one.attempts for one in work.errands.find(ErrandQuery(ErrandStatus.WAITING))} == {0}


@pytest.mark.slow
def test_what_takes_long_keeps_its_lease_but_not_beyond_what_its_kind_may(office: Office) -> None:
    real = replace(office, clock=SystemClock())
    post = Post(lambda errand: time.sleep(1.2) if errand.key == "long" else None)
    enter(real, "long")
    first = Crew(real, post.kinds(), lease=timedelta(seconds=0.6))
    with first, Crew(real, post.kinds(), lease=timedelta(seconds=0.6)):
        assert soon(lambda: standing(real, ErrandStatus.DONE) == ["long"])
    assert post.sent == ["long"]
    stuck = Post(lambda errand: time.sleep(1.5) if len(stuck.sent) == 1 else None)
    enter(real, "stuck")
    kinds = stuck.kinds(limit=timedelta(seconds=0.1))
    with Crew(real, kinds, hands=1, lease=timedelta(seconds=0.3)), Crew(real, kinds, lease=timedelta(seconds=0.3)):
        assert soon(lambda: len(stuck.sent) >= 2)
        assert soon(lambda: "stuck" in standing(real, ErrandStatus.DONE))
