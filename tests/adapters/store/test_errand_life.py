"""The life of errands against a model in memory: whatever is done in whatever order, nothing is given to two, lanes and
strands keep their promises, and nobody writes after their lease went to another."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from neni.core.adapters import store as stores
from neni.core.errors import Conflict, Fenced
from neni.core.model.errands import Errand, ErrandQuery, ErrandStatus, Lane, NewErrand
from neni.core.model.events import CaseChanged
from neni.core.ports import Claim
from tests.adapters.store.conftest import NOON

LEASE = timedelta(seconds=60)
LANES = ("letter:a", "letter:b")
AT_ONCE = 3
MOST_ATTEMPTS = 3
LEAST = timedelta(seconds=1)


@dataclass
class Known:
    """What the model knows of an errand."""

    lane: str
    strand: str
    due: Any
    status: ErrandStatus = ErrandStatus.WAITING
    fence: int = 0
    attempts: int = 0
    until: Any = None


class Life(RuleBasedStateMachine):
    """Writers, workers and people at one ledger."""

    migrated: Path

    @initialize()
    def open(self) -> None:
        self.folder = TemporaryDirectory()
        file = Path(self.folder.name) / "neni.db"
        shutil.copy(self.migrated, file)
        self.store = stores.open(f"sqlite:///{file}")
        self.now, self.known, self.leases = NOON, dict[str, Known](), list[Errand]()
        self.held: dict[str, Any] = {}
        self.effects: Counter[str] = Counter()

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    @rule(
        key=st.integers(0, 30),
        lane=st.sampled_from(LANES),
        strand=st.sampled_from(["", "", "x"]),
        wait=st.integers(0, 90),
    )
    def enter(self, key: int, lane: str, strand: str, wait: int) -> None:
        due = self.now + wait * LEAST
        with self.store.writing() as work:
            entered = work.errands.add(NewErrand("letter", f"{key}", self.now, due=due, lane=lane, strand=strand))
        assert entered == (f"{key}" not in self.known)
        if entered:
            self.known[f"{key}"] = Known(lane, strand, due)

    @rule(seconds=st.sampled_from([1, 5, 61, 200]))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(most=st.integers(0, 6))
    def claim(self, most: int) -> None:
        asked = Claim("w", self.now, LEASE, {"letter": MOST_ATTEMPTS}, most, lambda name: Lane(name, at_once=AT_ONCE))
        with self.store.writing() as work:
            taken = work.errands.claim(asked)
        self._take_back()
        for errand in taken:
            one = self.known[errand.key]
            assert (one.status, one.due <= self.now) == (ErrandStatus.WAITING, True)
            assert self.held.get(one.lane, self.now) <= self.now
            one.status, one.fence, one.until = ErrandStatus.LEASED, one.fence + 1, self.now + LEASE
            one.attempts += 1
            assert (errand.fence, errand.attempts) == (one.fence, one.attempts)
        self.leases += taken
        assert len(taken) == min(most, self._takeable() + len(taken)), "nothing that may go is kept back"

    @rule(data=st.data(), end=st.sampled_from(["done", "done", "again", "park"]))
    def finish(self, data: st.DataObject, end: str) -> None:
        if not self.leases:
            return
        errand = data.draw(st.sampled_from(self.leases))
        one = self.known[errand.key]
        mine = one.status is ErrandStatus.LEASED and one.fence == errand.fence
        try:
            with self.store.writing() as work:
                work.events.add(CaseChanged(self.now, "w", errand.key))
                if end == "done":
                    work.errands.done(errand, self.now)
                elif end == "again":
                    work.errands.again(errand, self.now + 10 * LEAST, "later")
                else:
                    work.errands.park(errand, self.now, "never")
        except Fenced:
            assert not mine
            return
        assert mine
        self.effects[errand.key] += 1
        one.status = {"done": ErrandStatus.DONE, "again": ErrandStatus.WAITING, "park": ErrandStatus.PARKED}[end]
        one.due = self.now + 10 * LEAST if end == "again" else one.due

    @rule(data=st.data())
    def renew(self, data: st.DataObject) -> None:
        if self.leases:
            errand = data.draw(st.sampled_from(self.leases))
            with self.store.writing() as work:
                work.errands.renew([errand], self.now + LEASE)
            one = self.known[errand.key]
            if one.status is ErrandStatus.LEASED and one.fence == errand.fence:
                one.until = self.now + LEASE

    @rule(key=st.integers(0, 30), act=st.sampled_from(["again", "cancel"]))
    def decide(self, key: int, act: str) -> None:
        one = self.known.get(f"{key}")
        if one is None:
            return
        possible = {ErrandStatus.WAITING, ErrandStatus.PARKED} | ({ErrandStatus.CANCELLED} if act == "again" else set())
        try:
            with self.store.writing() as work:
                found = work.errands.by_key("letter", f"{key}")
                assert found is not None
                (work.errands.run_again if act == "again" else work.errands.cancel)(found.id, self.now)
        except Conflict:
            assert one.status not in possible
            return
        assert one.status in possible
        if act == "again":
            one.status, one.due, one.attempts = ErrandStatus.WAITING, self.now, 0
        else:
            one.status = ErrandStatus.CANCELLED

    @rule(lane=st.sampled_from(LANES), seconds=st.sampled_from([0, 30, 300]))
    def hold(self, lane: str, seconds: int) -> None:
        until = self.now + timedelta(seconds=seconds)
        with self.store.writing() as work:
            if seconds:
                work.errands.hold(lane, until, "a person")
            else:
                work.errands.release(lane)
        self.held[lane] = until

    @invariant()
    def the_ledger_tells_what_the_model_knows(self) -> None:
        if not hasattr(self, "store"):
            return
        with self.store.reading() as work:
            told = {one.key: one for one in work.errands.find(ErrandQuery(limit=100))}
            events = {key: len(work.events.of(key)) for key in told}
        assert {key: (one.status, one.fence) for key, one in told.items()} == {
            key: (one.status, one.fence) for key, one in self.known.items()
        }
        assert events == {key: self.effects[key] for key in told}, "an effect commits with the end of its lease, or not"
        out = Counter(one.lane for one in self.known.values() if one.status is ErrandStatus.LEASED)
        assert all(count <= AT_ONCE for count in out.values())
        strands = Counter(
            (one.lane, one.strand) for one in self.known.values() if one.strand and one.status is ErrandStatus.LEASED
        )
        assert all(count == 1 for count in strands.values())

    def _take_back(self) -> None:
        for one in self.known.values():
            if one.status is ErrandStatus.LEASED and one.until < self.now:
                one.status = ErrandStatus.PARKED if one.attempts >= MOST_ATTEMPTS else ErrandStatus.WAITING

    def _takeable(self) -> int:
        """How many more could be taken now."""
        count = 0
        for lane in LANES:
            if self.held.get(lane, self.now) > self.now:
                continue
            here = [one for one in self.known.values() if one.lane == lane]
            out = sum(one.status is ErrandStatus.LEASED for one in here)
            heads, free = set[str](), 0
            for one in here:  # in the order in which they were entered
                alive = one.status in (ErrandStatus.WAITING, ErrandStatus.LEASED)
                first = not one.strand or one.strand not in heads
                free += alive and first and one.status is ErrandStatus.WAITING and one.due <= self.now
                heads |= {one.strand} if alive and one.strand else set()
            count += max(0, min(free, AT_ONCE - out))
        return count


@pytest.mark.slow
def test_the_life_of_errands_is_that_of_the_model(migrated_file: Path) -> None:
    Life.migrated = migrated_file
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
