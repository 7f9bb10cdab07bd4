"""An institution in the middle of its work, and the invented people who work in it: cases of every type, what is
overdue and due, what waits, what was issued, partners who answer and who do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from neni.core.adapters.store import SqlStore
from neni.core.errors import CallFailed
from neni.core.model.cases import Case
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import Answer, Call
from neni.core.services.alerts.watching import sweep
from neni.core.services.cases import intake
from neni.core.services.messages import outbox, subscribing
from tests.conftest import FixedClock

BEGINNING = datetime(2026, 2, 16, 8, tzinfo=UTC)
PRESENT = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""A Monday, ten in the morning in Kosovo."""


def _person(login: str, name: str, *roles: tuple[str, Role]) -> Person:
    return Person(f"p-{login}", login, name, Language.ALBANIAN, frozenset(roles))


PEOPLE = {
    one.login: one
    for one in (
        _person("buyer", "Teuta Krasniqi", ("procurement", Role.OFFICER)),
        _person("buyer2", "Milan Jovanović", ("procurement", Role.OFFICER)),
        _person("jurist", "Arta Berisha", (EVERYWHERE, Role.LAWYER)),
        _person("jurist2", "Vesna Ilić", (EVERYWHERE, Role.LAWYER)),
        _person("clerk", "Blerim Hoti", ("legal", Role.OFFICER)),
        _person("clerk2", "Dafina Shala", ("legal", Role.OFFICER)),
        _person("planner", "Agron Morina", ("operations", Role.OFFICER)),
        _person("chief", "Linda Gashi", ("procurement", Role.HEAD), ("legal", Role.HEAD), ("operations", Role.HEAD)),
        _person("admin", "Fatos Zeka", (EVERYWHERE, Role.ADMINISTRATOR)),
        _person("auditor", "Mirjeta Kelmendi", (EVERYWHERE, Role.READER)),
        _person("director", "Burim Dervishi", (EVERYWHERE, Role.EXECUTIVE)),
        _person("newcomer", "Nora Syla"),
    )
}


class Partners:
    """The doors of other institutions: the Treasury is away, the others take what comes."""

    def send(self, call: Call) -> Answer:
        """What a partner answers."""
        if "treasury" in call.url:
            raise CallFailed(Text.of("nobody there"), "connection")
        return Answer(204, {}, b"", is_cut=False, seconds=0.02)


@dataclass
class Lively:
    """The institution. `cases`, `places` are kept under names, for tests that look at one thing of a kind."""

    office: Office
    clock: FixedClock
    cases: dict[str, Case] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def opened(self, key: str, who: str, kind: str, facts: dict[str, Any]) -> Case:
        """A new case, kept under a name."""
        self.cases[key] = intake.open_case(self.office, PEOPLE[who], kind, facts)
        return self.cases[key]

    def until(self, moment: datetime) -> None:
        """Time goes by, and what runs by the clock runs."""
        self.clock.moment = moment
        sweep(self.office)


def settle_in(office: Office, clock: FixedClock, store: SqlStore, password_hash: str = "!") -> Lively:
    """The people of the institution in an empty office, at its beginning."""
    clock.moment = BEGINNING
    store.follow(subscribing.follower(office.host))
    store.follow(outbox.follower(office.host))
    with store.writing() as work:
        for person in PEOPLE.values():
            work.people.add(person, password_hash)
    return Lively(office, clock)


def live(lively: Lively, mornings: Iterable[Callable[[Lively], None]], present: Callable[[Lively], None]) -> None:
    """Do the work of the first day, let two weeks pass, and do what the present day brings."""
    for fill in mornings:
        fill(lively)
    for day in range(1, 13):
        lively.until(BEGINNING + timedelta(days=day))
    lively.until(PRESENT - timedelta(hours=1))
    present(lively)
    lively.until(PRESENT)
