"""The ledger of background work: once by key, due by due, lane by lane, and never twice under one lease."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Thread

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.errors import Conflict, Fenced, NotFound
from neni.core.model.errands import Errand, ErrandQuery, ErrandStatus, Lane, NewErrand
from neni.core.ports import Claim
from tests.adapters.store.conftest import NOON

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
LEASE = MINUTE


def add(store: SqlStore, *keys: str, **more: object) -> None:
    with store.writing() as work:
        for key in keys:
            work.errands.add(NewErrand(**{"kind": "letter", "key": key, "at": NOON, **more}))


def take(
    store: SqlStore,
    most: int = 100,
    at: datetime = NOON,
    worker: str = "first",
    kinds: Iterable[str] = ("letter",),
    lane_of: Callable[[str], Lane] = lambda name: Lane(name, at_once=100),
) -> tuple[Errand, ...]:
    with store.writing() as work:
        return tuple(work.errands.claim(Claim(worker, at, LEASE, dict.fromkeys(kinds, 3), most, lane_of)))


def keys(errands: Iterable[Errand]) -> list[str]:
    return [errand.key for errand in errands]


def status(store: SqlStore, key: str) -> ErrandStatus:
    with store.reading() as work:
        found = work.errands.by_key("letter", key)
    assert found is not None
    return found.status


def test_an_errand_comes_back_as_it_was_entered(store: SqlStore) -> None:
    add(store, "1", payload={"to": "Prishtinë", "n": 3}, due=NOON + MINUTE, lane="letter:x", strand="PRO-1", by="arta")
    with store.reading() as work:
        found = work.errands.by_key("letter", "1")
        assert found is not None
        assert work.errands.get(found.id) == found
    assert (found.payload, found.due, found.lane) == ({"to": "Prishtinë", "n": 3}, NOON + MINUTE, "letter:x")
    assert (found.strand, found.by, found.status, found.attempts) == ("PRO-1", "arta", ErrandStatus.WAITING, 0)


def test_asked_twice_it_stands_in_the_ledger_once(store: SqlStore) -> None:
    with store.writing() as work:
        first = work.errands.add(NewErrand("letter", "1", NOON))
        second = work.errands.add(NewErrand("letter", "1", NOON, {"other": True}))
        other = work.errands.add(NewErrand("call", "1", NOON))
    assert (first, second, other) == (True, False, True)


def test_a_change_that_does_not_commit_leaves_no_errand(store: SqlStore) -> None:
    with suppress(ZeroDivisionError), store.writing() as work:
        work.errands.add(NewErrand("letter", "1", NOON))
        raise ZeroDivisionError
    assert take(store) == ()


def test_only_what_is_due_is_given_out_the_longest_due_first(store: SqlStore) -> None:
    add(store, "later", due=NOON + MINUTE)
    add(store, "second")
    add(store, "first", due=NOON - MINUTE)
    assert keys(take(store)) == ["first", "second"]
    assert keys(take(store, at=NOON + MINUTE)) == ["later"]


def test_what_one_has_nobody_else_gets_until_the_lease_ends(store: SqlStore) -> None:
    add(store, "1")
    (mine,) = take(store)
    assert (mine.attempts, mine.fence, mine.worker) == (1, 1, "first")
    assert take(store, worker="second", at=NOON + LEASE) == ()
    (theirs,) = take(store, worker="second", at=NOON + LEASE + SECOND)
    assert (theirs.id, theirs.attempts, theirs.fence, theirs.worker) == (mine.id, 2, 2, "second")


def test_a_worker_that_was_away_too_long_writes_nothing(store: SqlStore) -> None:
    add(store, "1")
    (mine,) = take(store)
    (theirs,) = take(store, worker="second", at=NOON + 2 * LEASE)
    with pytest.raises(Fenced):
        write_effect_and_end(store, mine)
    with store.writing() as work:
        assert work.errands.by_key("letter", "effect") is None
        work.errands.renew([mine], NOON + 100 * LEASE)
        work.errands.done(theirs, NOON)
    assert status(store, "1") is ErrandStatus.DONE


def write_effect_and_end(store: SqlStore, errand: Errand) -> None:
    with store.writing() as work:
        work.errands.add(NewErrand("letter", "effect", NOON))
        work.errands.done(errand, NOON)


def test_a_lease_that_ended_is_fenced_off_even_before_somebody_takes_over(store: SqlStore) -> None:
    add(store, "1")
    (mine,) = take(store)
    take(store, most=0, at=NOON + 2 * LEASE)
    with pytest.raises(Fenced), store.writing() as work:
        work.errands.done(mine, NOON)


def test_renewing_keeps_a_lease(store: SqlStore) -> None:
    add(store, "1")
    (mine,) = take(store)
    with store.writing() as work:
        work.errands.renew([mine], NOON + 3 * LEASE)
    assert take(store, worker="second", at=NOON + 2 * LEASE) == ()


def test_what_kills_its_workers_is_parked_in_the_end(store: SqlStore) -> None:
    add(store, "1")
    moment = NOON
    for _ in range(3):
        assert len(take(store, at=moment)) == 1
        moment += 2 * LEASE
    assert take(store, at=moment) == ()
    with store.reading() as work:
        (parked,) = work.errands.find(ErrandQuery(ErrandStatus.PARKED))
    assert "did not come back" in parked.error


def test_a_failed_one_waits_until_its_moment_and_tells_why(store: SqlStore) -> None:
    add(store, "1")
    (mine,) = take(store)
    with store.writing() as work:
        work.errands.again(mine, NOON + MINUTE, "no answer\0" + "x" * 5_000 + "\ud800")
    assert take(store, at=NOON + MINUTE - SECOND) == ()
    (again,) = take(store, at=NOON + MINUTE)
    assert again.error.startswith("no answerxxx")
    assert (len(again.error) <= 2_000, again.attempts) == (True, 2)


def test_a_kind_nobody_knows_is_kept(store: SqlStore) -> None:
    add(store, "1", kind="of tomorrow", lane="letter")
    add(store, "2")
    assert keys(take(store)) == ["2"]
    assert keys(take(store, kinds=["of tomorrow"])) == ["1"]


def test_a_lease_of_a_kind_nobody_knows_is_not_touched(store: SqlStore) -> None:
    add(store, "1", kind="of tomorrow")
    (mine,) = take(store, kinds=["of tomorrow"])
    assert take(store, at=NOON + 9 * LEASE) == ()
    with store.writing() as work:
        work.errands.done(mine, NOON)


def test_a_strand_goes_one_after_the_other_and_the_rest_flows(store: SqlStore) -> None:
    add(store, "a1", strand="a", due=NOON - SECOND)
    add(store, "a2", strand="a", due=NOON - MINUTE)
    add(store, "b1", strand="b")
    add(store, "free 1", "free 2")
    taken = take(store)
    assert sorted(keys(taken)) == ["a1", "b1", "free 1", "free 2"]
    assert take(store) == ()
    (a1,) = [one for one in taken if one.key == "a1"]
    with store.writing() as work:
        work.errands.again(a1, NOON + MINUTE, "not yet")
    assert take(store) == (), "what failed keeps its place in front"
    (a1,) = take(store, at=NOON + MINUTE)
    with store.writing() as work:
        work.errands.park(a1, NOON, "never")
    assert keys(take(store)) == ["a2"], "what is parked stands in nobody's way"


def test_of_a_lane_only_so_many_are_out_at_once(store: SqlStore) -> None:
    add(store, *(f"{n}" for n in range(9)))
    add(store, "other", lane="letter:other")
    narrow = lambda name: Lane(name, at_once=4)  # noqa: E731 - read beside its use
    assert len(take(store, lane_of=narrow)) == 5
    assert take(store, lane_of=narrow) == ()
    with store.writing() as work:
        work.errands.set_lane(Lane("letter", at_once=6))
    assert len(take(store, lane_of=narrow)) == 2


def test_a_full_lane_starves_nobody(store: SqlStore) -> None:
    add(store, *(f"{n}" for n in range(50)), lane="letter:slow", due=NOON - MINUTE)
    add(store, "quick", lane="letter:quick")
    narrow = lambda name: Lane(name, at_once=2)  # noqa: E731 - read beside its use
    taken = take(store, lane_of=narrow, most=3)
    assert "quick" in keys(taken)
    assert len(taken) == 3


def test_a_lane_lets_go_only_so_many_a_second(store: SqlStore) -> None:
    add(store, *(f"{n:02}" for n in range(40)))
    slow = lambda name: Lane(name, at_once=100, per_second=10)  # noqa: E731 - read beside its use
    got = [len(take(store, at=NOON + quarter * SECOND / 4, lane_of=slow)) for quarter in range(9)]
    assert got[0] == 10, "what it may make up for is a second's worth"
    assert got[1:] in ([2, 3, 2, 3, 2, 3, 2, 3], [2, 3, 2, 3, 2, 3, 3, 2], [2] * 8), got
    assert 26 <= sum(got) <= 30


def test_a_held_lane_gives_nothing_out_until_then(store: SqlStore) -> None:
    add(store, "1")
    with store.writing() as work:
        work.errands.hold("letter", NOON + MINUTE, "the partner is away")
    assert take(store) == ()
    with store.reading() as work:
        (state,) = work.errands.lanes()
        assert work.errands.next_due() == NOON + MINUTE
    assert (state.waiting, state.held_until, state.reason) == (1, NOON + MINUTE, "the partner is away")
    assert len(take(store, at=NOON + MINUTE)) == 1
    with store.writing() as work:
        work.errands.release("letter")
        assert work.errands.lane("letter") == Lane("letter")


def test_lanes_tell_what_stands_in_them(store: SqlStore) -> None:
    add(store, "1", due=NOON - MINUTE)
    add(store, "2", "3")
    taken = take(store, most=2)
    with store.writing() as work:
        work.errands.park(taken[0], NOON, "x")
    with store.reading() as work:
        (state,) = work.errands.lanes()
        assert work.errands.next_due() == NOON
    assert (state.lane, state.waiting, state.leased, state.parked) == ("letter", 1, 1, 1)
    assert state.oldest_due == NOON


def test_a_person_may_have_a_parked_one_tried_again_or_call_it_off(store: SqlStore) -> None:
    add(store, "1", "2")
    first, second = take(store)
    with store.writing() as work:
        work.errands.park(first, NOON, "x")
        with pytest.raises(Conflict, match="is leased"):
            work.errands.cancel(second.id, NOON)
        work.errands.done(second, NOON)
        with pytest.raises(Conflict, match="is done"):
            work.errands.run_again(second.id, NOON)
        work.errands.run_again(first.id, NOON)
    (again,) = take(store)
    assert (again.id, again.attempts) == (first.id, 1)
    with store.writing() as work:
        work.errands.park(again, NOON, "x")
        work.errands.cancel(again.id, NOON)
        with pytest.raises(NotFound):
            work.errands.cancel(10**9, NOON)
    assert status(store, "1") is ErrandStatus.CANCELLED


def test_what_nobody_began_with_is_handed_back(store: SqlStore) -> None:
    add(store, "1")
    with store.writing() as work:
        work.errands.hand_back(take_in(work))
    (again,) = take(store)
    assert again.attempts == 1


def take_in(work: object) -> tuple[Errand, ...]:
    claim = Claim("first", NOON, LEASE, {"letter": 3}, 1, Lane)
    return tuple(work.errands.claim(claim))  # type: ignore[attr-defined]


def test_errands_are_listed_page_by_page(store: SqlStore) -> None:
    add(store, *(f"{n}" for n in range(5)))
    with store.reading() as work:
        page = work.errands.find(ErrandQuery(limit=2, kind="letter", lane="letter"))
        rest = work.errands.find(ErrandQuery(below=page[-1].id))
    assert (keys(page), keys(rest)) == (["4", "3"], ["2", "1", "0"])


def test_what_ended_long_ago_is_forgotten_and_nothing_else(store: SqlStore) -> None:
    add(store, "done", "parked", "waiting")
    done, parked = take(store, most=2)
    with store.writing() as work:
        work.errands.done(done, NOON)
        work.errands.park(parked, NOON, "x")
        assert work.errands.forget(NOON, 10) == 0
        assert work.errands.forget(NOON + SECOND, 10) == 1
        assert sorted(keys(work.errands.find(ErrandQuery()))) == ["parked", "waiting"]


def test_workers_side_by_side_get_each_errand_once_and_keep_to_the_lane(store: SqlStore) -> None:
    add(store, *(f"{n}" for n in range(60)))
    taken: list[list[Errand]] = [[] for _ in range(4)]

    def work(number: int) -> None:
        for _ in range(10):
            taken[number] += take(store, most=3, worker=f"{number}", lane_of=lambda name: Lane(name, at_once=50))

    threads = [Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    got = [errand.id for errands in taken for errand in errands]
    assert len(got) == len(set(got)) <= 50
    assert len(got) > 20


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_lane_that_another_looks_at_is_passed_by_and_told(store: SqlStore) -> None:
    add(store, "1", "2")
    told: list[str] = []
    with store.writing() as first:
        mine = first.errands.claim(Claim("first", NOON, LEASE, {"letter": 3}, 1, Lane))
        with store.writing() as second:
            theirs = second.errands.claim(Claim("second", NOON, LEASE, {"letter": 3}, 1, Lane, told.append))
    assert (len(mine), theirs, told) == (1, (), ["letter"])
    assert len(take(store)) == 1


def test_whoever_listens_is_woken_by_what_was_entered_and_by_nothing_else(store: SqlStore) -> None:
    woken: list[bool] = []
    with store.listening(lambda: woken.append(True)):
        with store.writing() as work:
            work.errands.by_key("letter", "1")
        assert woken == []
        add(store, "1")
        assert woken
    woken.clear()
    add(store, "2")
    assert woken == []
