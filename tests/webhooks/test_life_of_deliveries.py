"""Whatever happens in whatever order, to messages, endpoints, keys and workers: what is committed arrives, with the
same bytes, never at a partner who paused or ended, and nothing else arrives."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from neni.core.adapters import store as stores
from neni.core.adapters.vault import FileVault, key_file
from neni.core.errors import CallFailed, Conflict
from neni.core.model.events import CaseChanged
from neni.core.model.text import Text
from neni.core.model.webhooks import Endpoint, EndpointState, Mode
from neni.core.ports import Answer, Call, Claim
from neni.core.services.messages import endpoints, replaying
from neni.core.services.work.errand_crew import LEASE, work_off
from neni.core.services.work.errand_kinds import kinds_of
from neni.webhooks import signing
from tests.conftest import FixedClock
from tests.webhooks.conftest import ADMIN, enter, office_over

FATES = st.sampled_from([200, 204, 301, 410, 429, 500, None])


@cache
def prepared() -> Path:
    """A prepared database to copy."""
    file = Path(tempfile.mkdtemp(prefix="neni-life-")) / "neni.db"
    stores.migrate(f"sqlite:///{file}")
    return file


@cache
def keys() -> FileVault:
    """Keys for all of them."""
    file = prepared().with_name("secret.keys")
    key_file.begin(file)
    return FileVault(file)


class Partners:
    """Partners by address: each answers as it last was told, and keeps what it took."""

    def __init__(self) -> None:
        self.fate: dict[str, int | None] = {}
        self.took: dict[str, list[tuple[str, bytes]]] = {}
        self.calls: list[tuple[str, Call]] = []

    def send(self, call: Call) -> Answer:
        self.calls.append((call.url, call))
        fate = self.fate.get(call.url, 200)
        if fate is None:  # it took the message, and the answer was lost
            self.took.setdefault(call.url, []).append((call.headers["webhook-id"], call.body))
            raise CallFailed(Text.of("broken off"), "connection")
        if fate < 300:
            self.took.setdefault(call.url, []).append((call.headers["webhook-id"], call.body))
        wait = {"retry-after": "120"} if fate == 429 else {}
        return Answer(fate, wait, b"", is_cut=False, seconds=0.01)


class Life(RuleBasedStateMachine):
    """Two endpoints, one of which takes CloudEvents in the order of cases."""

    @initialize()
    def open_office(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="neni-life-"))
        file = self.folder / "neni.db"
        shutil.copy(prepared(), file)
        self.clock, self.partners = FixedClock(), Partners()
        self.store = stores.open(f"sqlite:///{file}", keys())
        self.office = office_over(self.store, self.folder, self.clock, self.partners)
        self.began = self.clock.now()
        plain = enter(self.office, "https://a.example/")
        ordered = enter(self.office, "https://b.example/", "parks.*", in_order=True, mode=Mode.CLOUDEVENTS)
        self.ids = (plain.id, ordered.id)
        self.committed: list[str] = []
        self.seen = 0

    def endpoint(self, which: int) -> Endpoint:
        return endpoints.one(self.office, ADMIN, self.ids[which])

    @rule(case=st.integers(1, 3), kept=st.booleans())
    def happen(self, case: int, kept: bool) -> None:
        """Something happens, and is kept or not."""
        subject = f"PRK-{case}"
        with suppress(ZeroDivisionError), self.store.writing() as work:
            work.events.add(CaseChanged(self.clock.now(), "somebody", subject, {"area": len(self.committed)}))
            assert 1 // kept
            self.committed.append(subject)

    @rule(which=st.integers(0, 1), fate=FATES)
    def a_partner_changes(self, which: int, fate: int | None) -> None:
        self.partners.fate[self.endpoint(which).url] = fate

    @rule(most=st.integers(1, 8))
    def a_worker_works(self, most: int) -> None:
        work_off(self.office, most=most)

    @rule(most=st.integers(1, 8), called=st.booleans())
    def a_worker_dies(self, most: int, called: bool) -> None:
        """It took errands, perhaps called the partner, and wrote nothing; its lease ends."""
        kinds = kinds_of(self.office)
        with self.store.writing() as work:
            claim = Claim("dead", self.clock.now(), LEASE, kinds.most_attempts(), most, kinds.lane_of)
            taken = work.errands.claim(claim)
        for errand in taken:
            if called:
                kinds.by_name[errand.kind].run(errand, self.office.desk())
        self.clock.forward(LEASE + timedelta(seconds=1))

    @rule(time=st.sampled_from([timedelta(seconds=6), timedelta(minutes=16), timedelta(hours=5), timedelta(hours=25)]))
    def time_passes(self, time: timedelta) -> None:
        self.clock.forward(time)

    @rule(which=st.integers(0, 1), act=st.sampled_from([endpoints.pause, endpoints.resume, endpoints.disable]))
    def a_person_acts(self, which: int, act: object) -> None:
        act(self.office, ADMIN, self.ids[which])  # type: ignore[operator]

    @rule(which=st.integers(0, 1), asymmetric=st.booleans())
    def a_key_is_replaced(self, which: int, asymmetric: bool) -> None:
        endpoints.rotate(self.office, ADMIN, self.ids[which], asymmetric=asymmetric)

    @rule(which=st.integers(0, 1))
    def all_is_replayed(self, which: int) -> None:
        replaying.replay_failed(self.office, ADMIN, self.ids[which], self.began)
        replaying.replay_missing(self.office, ADMIN, self.ids[which], self.began)

    @rule(which=st.integers(0, 1), number=st.integers(0, 20))
    def one_is_replayed(self, which: int, number: int) -> None:
        messages = self.messages()
        if messages:
            try:
                replaying.replay(self.office, ADMIN, messages[number % len(messages)], self.ids[which])
            except Conflict:
                return

    def messages(self) -> list[str]:
        with self.store.reading() as work:
            return [one.id for one in work.messages.since(self.began, "", 10_000)]

    @invariant()
    def what_arrives_is_signed_by_a_key_in_force_and_never_for_who_paused(self) -> None:
        calls, self.seen = self.partners.calls[self.seen :], len(self.partners.calls)
        for which in (0, 1):
            endpoint = self.endpoint(which)
            mine = [call for url, call in calls if url == endpoint.url]
            if endpoint.state is EndpointState.PAUSED:
                assert mine == []
            newest = signing.signer(endpoint.keys[0].key)
            for call in mine:
                signing.verify(call.headers, call.body, [newest], self.clock.now(), timedelta(days=2))

    @invariant()
    def an_id_has_the_same_bytes_for_good_and_stands_in_the_books(self) -> None:
        known = set(self.messages())
        assert len(known) == len(self.committed)
        for took in self.partners.took.values():
            assert {one for one, _ in took} <= known
            assert len(set(took)) == len({one for one, _ in took})

    def teardown(self) -> None:
        if not hasattr(self, "store"):
            return
        self.everything_arrives_in_the_end()
        self.store.close()
        shutil.rmtree(self.folder)

    def everything_arrives_in_the_end(self) -> None:
        for one in self.ids:
            self.partners.fate.clear()
            endpoints.resume(self.office, ADMIN, one)
            replaying.replay_failed(self.office, ADMIN, one, self.began)
            replaying.replay_missing(self.office, ADMIN, one, self.began)
        for _ in range(4):
            self.clock.forward(timedelta(hours=27))
            work_off(self.office)
        for which in (0, 1):
            took = self.partners.took.get(self.endpoint(which).url, [])
            assert {one for one, _ in took} == set(self.messages())


LIVES = int(os.environ.get("NENI_LIVES", "15"))
TestLife = pytest.mark.slow(Life.TestCase)
TestLife.settings = settings(max_examples=LIVES, stateful_step_count=30, deadline=None)
