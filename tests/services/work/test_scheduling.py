"""Each moment of a schedule is entered once, however many clocks look, and what passed meanwhile by a stated rule."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread
from types import SimpleNamespace

import pytest

from neni.core import CatchUp, Job, hookimpl
from neni.core.adapters.store import SqlStore
from neni.core.declarations import ErrandKind
from neni.core.gathering import Plugin, ask
from neni.core.host import Host
from neni.core.model.errands import ErrandQuery
from neni.core.model.schedules import Schedule
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.work.errand_crew import work_off
from neni.core.services.work.forgetting import forget_old
from neni.core.services.work.planning import Planned, nightly, plans_of, slot_of
from neni.core.services.work.scheduling import AT_ONCE, Clockwork, tick
from tests.conftest import FixedClock

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def plan(cron: str = "* * * * *", name: str = "sweep", **rule: object) -> Planned:
    return Planned(
        Schedule(name, cron, **rule),  # type: ignore[arg-type]
        ErrandKind(name, Text.of("Kontrolli"), lambda errand, desk: None),
    )


def entered(store: SqlStore, kind: str = "sweep") -> list[datetime]:
    with store.reading() as work:
        return sorted(slot_of(one) for one in work.errands.find(ErrandQuery(kind=kind, limit=10**6)))


@pytest.fixture
def both(office: Office, store: SqlStore, clock: FixedClock) -> Office:
    """An office over each kind of database."""
    return replace(office, store=store)


def test_a_schedule_begins_when_it_is_first_seen(both: Office, store: SqlStore, clock: FixedClock) -> None:
    assert tick(both, [plan()]) == 0
    clock.forward(MINUTE)
    assert tick(both, [plan()]) == 1
    assert tick(both, [plan()]) == 0
    assert entered(store) == [clock.now()]


def test_every_missed_moment_is_made_up_for_where_the_rule_says_so(
    both: Office, store: SqlStore, clock: FixedClock
) -> None:
    plans = [plan(catch_up=CatchUp.EVERY)]
    tick(both, plans)
    began = clock.now()
    clock.forward(AT_ONCE * MINUTE + 10 * MINUTE)
    assert (tick(both, plans), tick(both, plans), tick(both, plans)) == (AT_ONCE, 10, 0)
    assert entered(store) == [began + n * MINUTE for n in range(1, AT_ONCE + 11)]


def test_otherwise_the_latest_only_and_what_was_left_out_is_told(
    both: Office, store: SqlStore, clock: FixedClock
) -> None:
    tick(both, [plan()])
    clock.forward(400 * DAY)
    assert tick(both, [plan()]) == 1
    assert entered(store) == [clock.now()]
    with store.reading() as work:
        ((kind, _, _, told),) = work.events.of("schedule-sweep")
    assert kind == "ScheduleCaughtUp"
    assert told["entered"] == clock.now().isoformat()


def test_what_is_too_old_is_left_out(both: Office, store: SqlStore, clock: FixedClock) -> None:
    plans = [plan(catch_up=CatchUp.EVERY, no_older_than=5 * MINUTE), plan("30 3 * * *", "night", no_older_than=HOUR)]
    tick(both, plans)
    clock.forward(DAY)
    assert tick(both, plans) == 5
    assert entered(store) == [clock.now() - n * MINUTE for n in (4, 3, 2, 1, 0)]
    assert entered(store, "night") == []
    clock.forward(DAY - 6 * HOUR)
    assert tick(both, plans) == 6, "the next night comes as if nothing had been"


def test_a_paused_schedule_enters_nothing_and_goes_on_without_what_passed(
    both: Office, store: SqlStore, clock: FixedClock
) -> None:
    plans = [plan(catch_up=CatchUp.EVERY)]
    tick(both, plans)
    with store.writing() as work:
        work.schedules.pause("sweep", clock.now(), "arta")
    clock.forward(HOUR)
    assert tick(both, plans) == 0
    with store.writing() as work:
        work.schedules.resume("sweep", clock.now())
    assert tick(both, plans) == 0
    clock.forward(MINUTE)
    assert tick(both, plans) == 1


def test_a_clock_that_goes_back_doubles_nothing(both: Office, store: SqlStore, clock: FixedClock) -> None:
    plans = [plan(catch_up=CatchUp.EVERY)]
    tick(both, plans)
    clock.forward(10 * MINUTE)
    tick(both, plans)
    clock.forward(-5 * MINUTE)
    assert tick(both, plans) == 0
    clock.forward(6 * MINUTE)
    assert tick(both, plans) == 1
    assert len(entered(store)) == 11


def test_through_the_nights_when_clocks_change(both: Office, store: SqlStore, clock: FixedClock) -> None:
    plans = [plan(catch_up=CatchUp.EVERY), plan("30 3 * * *", "night", catch_up=CatchUp.EVERY)]
    for night in (datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2027, 3, 27, 20, tzinfo=UTC)):
        clock.moment = night
        with store.writing() as work:
            for name in ("sweep", "night"):
                work.schedules.begin(name, night)
                work.schedules.resume(name, night)
        before = len(entered(store)), len(entered(store, "night"))
        for _ in range(20):
            clock.forward(30 * MINUTE)
            tick(both, plans)
        assert (len(entered(store)) - before[0], len(entered(store, "night")) - before[1]) == (600, 1)


def test_clocks_that_look_at_once_enter_each_moment_once(both: Office, store: SqlStore, clock: FixedClock) -> None:
    plans = [plan(catch_up=CatchUp.EVERY), plan(name="latest")]
    tick(both, plans)
    began, counts = clock.now(), [0, 0, 0, 0]

    def look(number: int) -> None:
        for _ in range(15):
            counts[number] += tick(both, plans)

    threads = [Thread(target=look, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(30):
        clock.forward(MINUTE)
        time.sleep(0.002)
    for thread in threads:
        thread.join()
    tick(both, plans)
    assert entered(store) == [began + n * MINUTE for n in range(1, 31)]
    assert len(entered(store, "latest")) == len(set(entered(store, "latest")))


def test_one_of_several_leads_until_it_lets_go(store: SqlStore) -> None:
    first, second = store.leader("clock"), store.leader("clock")
    assert (first.is_mine(), second.is_mine(), first.is_mine()) == (True, False, True)
    other = store.leader("other")
    assert other.is_mine()
    other.let_go()
    first.let_go()
    assert (second.is_mine(), first.is_mine()) == (True, False)
    second.let_go()


def test_plugins_jobs_run_for_each_of_their_moments(office: Office, clock: FixedClock) -> None:
    ran: list[object] = []
    jobs = [Job("watering", "0 6 * * mon-fri", ran.append, CatchUp.EVERY)]
    host = Host.of([Plugin("parks", "elsewhere", "1.0", ask(SimpleNamespace(jobs=hookimpl(lambda: jobs))))])
    office = replace(office, host=host)
    tick(office)
    clock.forward(7 * DAY)
    tick(office)
    assert work_off(office) >= 5
    assert len(ran) == 5


def test_a_job_with_a_doubtful_line_leaves_its_plugin_out(host: Host) -> None:
    jobs = [Job("watering", "30 2 * * *", lambda desk: None)]
    refused = Host.of([Plugin("parks", "elsewhere", "1.0", ask(SimpleNamespace(jobs=hookimpl(lambda: jobs))))])
    (problem,) = refused.broken[0].problem.problems  # type: ignore[union-attr]
    assert "comes twice in autumn" in problem.message.en
    assert problem.where == "watering"


def test_what_is_not_needed_any_more_is_removed_at_night(office: Office, clock: FixedClock) -> None:
    names = [one.schedule.name for one in plans_of(office)]
    assert "nightly.forgetting" in names
    with office.store.writing() as work:
        work.replies.add("key", "officer", "asked", 200, "{}", clock.now())
        work.people.open_session("token", "officer", "x", clock.now() + DAY)
    tick(office)
    clock.forward(20 * DAY)
    tick(office)
    work_off(office)
    with office.store.reading() as work:
        assert work.replies.get("key", "officer") is not None
    clock.forward(100 * DAY)
    tick(office)
    work_off(office)
    with office.store.reading() as work:
        assert work.replies.get("key", "officer") is None
        assert len(work.errands.find(ErrandQuery(kind="nightly.forgetting"))) == 1, "and the ledger's own past too"


def test_what_is_planned_knows_its_moment(office: Office, clock: FixedClock) -> None:
    seen: list[datetime] = []
    night = nightly(office, "count", Text.of("Numërimi"), lambda office, errand: seen.append(slot_of(errand)))
    tick(office, [night])
    clock.forward(DAY)
    tick(office, [night])
    with office.store.writing() as work:
        errand = work.errands.find(ErrandQuery(kind="nightly.count"))[0]
    night.kind.run(errand, office.desk())
    assert seen == [datetime(2026, 3, 3, 2, 30, tzinfo=UTC)]
    forget_old(office, errand)


def test_the_clockwork_ticks_and_one_of_two_leads(both: Office, store: SqlStore, clock: FixedClock) -> None:
    plans: Sequence[Planned] = [plan(catch_up=CatchUp.EVERY)]
    with Clockwork(both, plans, 0.02), Clockwork(both, plans, 0.02):
        until = time.perf_counter() + 10
        while not both_began(store) and time.perf_counter() < until:
            time.sleep(0.01)
        clock.forward(3 * MINUTE)
        while len(entered(store)) < 3 and time.perf_counter() < until:
            time.sleep(0.01)
    assert len(entered(store)) == 3
    with store.reading() as work:
        beat = work.schedules.last_beat("clock")
    assert beat is not None
    assert beat.at == clock.now()


def both_began(store: SqlStore) -> bool:
    with store.reading() as work:
        return bool(work.schedules.all())
