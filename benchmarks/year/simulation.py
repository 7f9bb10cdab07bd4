"""A year of cases and minutes with a clock of its own: every alert that must come is reckoned without the sweep, and
compared with those that came, each with its minute.

The clock goes from one due minute to the next. That the minutes between are empty is proved by the sweep's own two
indexes: before each step nothing in them is due earlier than the minute the clock goes to.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa

from benchmarks.year.law import OFFICER
from neni.core.adapters.clock import day_in_kosovo
from neni.core.adapters.store.alert_tables import ALERTS, DEADLINE_LOOKS
from neni.core.adapters.store.deadline_tables import DEADLINES
from neni.core.model.cases import Case
from neni.core.office import Office
from neni.core.ports import AlertQuery
from neni.core.services.alerts.alert_desk import acknowledge
from neni.core.services.alerts.watching import sweep
from neni.core.services.cases import intake

BEGIN = datetime(2026, 1, 5, 7, 0, tzinfo=UTC)
YEAR = timedelta(days=365)
MINUTE = timedelta(minutes=1)
ANSWERS = {"W-HOURS": "decided_at", "W-DAYS": "served_on", "W-MONTHS": "closed_on"}


@dataclass(slots=True)
class YearClock:
    """A clock that goes where it is told."""

    moment: datetime = BEGIN

    def now(self) -> datetime:
        """The present instant."""
        return self.moment

    def today(self) -> date:
        """Its day in Kosovo."""
        return day_in_kosovo(self.moment)


@dataclass(slots=True)
class Report:
    """What a year left. `missing` alerts never came, `wrong` came at another minute or were not expected, `doubled`
    came twice; `early` counts steps before which something was due earlier."""

    cases: int
    sweeps: int = 0
    expected: int = 0
    raised: int = 0
    escalated: int = 0
    early: int = 0
    missing: list[object] = field(default_factory=list)
    wrong: list[object] = field(default_factory=list)
    doubled: list[object] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Whether each alert came once and at its minute."""
        return not (self.missing or self.wrong or self.doubled or self.early) and self.raised == self.expected > 0


def simulate(office: Office, clock: YearClock, amount: int, seed: int = 6) -> Report:
    """A year of so many cases."""
    return _Year(office, clock, amount, seed).lived()


class _Year:
    def __init__(self, office: Office, clock: YearClock, amount: int, seed: int) -> None:
        self._office, self._clock, self._chance = office, clock, random.Random(seed)
        self._report = Report(amount)
        opened = [
            BEGIN + self._chance.randrange(int(YEAR / MINUTE) - 150_000) // 60 * 60 * MINUTE for _ in range(amount)
        ]
        self._todo: dict[datetime, list[tuple[str, str]]] = {}
        for number, moment in enumerate(opened):
            self._todo.setdefault(moment, []).append(("open", str(number)))
        self._expected: dict[tuple[str, str, str], datetime] = {}
        self._known: set[str] = set()
        self._rules: dict[str, str] = {}

    def lived(self) -> Report:
        end = BEGIN + YEAR
        while (moment := self._next()) is not None and moment < end:
            if self._due_before(moment - MINUTE):
                self._report.early += 1
            if moment <= self._clock.moment and self._report.sweeps and moment not in self._todo:
                raise RuntimeError(f"the sweep left something due at {moment}")
            self._clock.moment = moment
            for act, what in self._todo.pop(moment, []):
                self._open(what) if act == "open" else self._answer(what, act)
            raised = sweep(self._office)
            self._report.sweeps += 1
            if raised:
                self._acknowledge(raised)
        self._compare(end)
        return self._report

    def _next(self) -> datetime | None:
        """The next minute at which anything happens: somebody does something, or an index says so."""
        with self._office.store.reading() as work:
            connection = work.alerts._connection  # type: ignore[attr-defined]
            soonest = [connection.execute(one).scalar() for one in _SOONEST]
            last = connection.execute(_LAST_MOMENT).scalar()
        due = [_minute(_read(one)) for one in soonest if one is not None]
        if last is not None:  # the last moment itself is still in time
            due.append(_minute(_read(last) + MINUTE / 60))
        return min([*due, *self._todo], default=None)

    def _due_before(self, moment: datetime) -> bool:
        """Whether a sweep at an earlier minute would have had anything to do."""
        now = self._clock.moment
        if moment <= now:
            return False
        with self._office.store.reading() as work:
            return bool(
                work.alerts.due_looks(moment, 1) or work.alerts.ripe(moment, 1) or work.deadlines.overdue(moment)
            )

    def _open(self, number: str) -> None:
        facts = {"title": f"Matter {number}", "received_at": self._clock.moment.isoformat()}
        case = intake.open_case(self._office, OFFICER, "watch.matter", facts)
        answers = {}
        for rule, fact in ANSWERS.items():
            if self._chance.random() < 0.7:
                after = timedelta(hours=self._chance.randrange(1, {"W-HOURS": 60, "W-DAYS": 500}.get(rule, 2500)))
                moment = self._clock.moment + after
                self._todo.setdefault(moment, []).append((fact, case.reference))
                answers[rule] = moment
        self._expect(case, answers)

    def _answer(self, reference: str, fact: str) -> None:
        case = intake.get_case(self._office, OFFICER, reference)
        now = self._clock.moment
        told = now.isoformat() if fact == "decided_at" else str(day_in_kosovo(now))
        stated = {
            name: value.isoformat() if isinstance(value, date) else value for name, value in case.facts.items()
        } | {fact: told}
        intake.change_facts(self._office, OFFICER, reference, stated, case.version)

    def _expect(self, case: Case, answers: dict[str, datetime]) -> None:
        """What must come of a case, from its deadlines as counted and from when they will be answered."""
        with self._office.store.reading() as work:
            deadlines = work.deadlines.of_case(case.id)
        for one in deadlines:
            answered = answers.get(one.rule)
            self._rules[f"deadline:{one.id}"] = one.rule
            assert one.due is not None
            moments = [(f"warning-{number}", at) for number, at in enumerate(sorted(one.warn_at), 1)]
            moments = [(level, _minute(at)) for level, at in moments] + [("missed", _minute(one.due + MINUTE / 60))]
            for level, at in moments:
                if (answered is None or at < answered) and at < BEGIN + YEAR:
                    self._expected[case.reference, one.rule, level] = at

    def _acknowledge(self, raised: int) -> None:
        """Somebody answers every second alert at once; the others climb."""
        with self._office.store.reading() as work:
            new = [one for one in work.alerts.find(AlertQuery(limit=raised)) if one.id not in self._known]
        for one in new:
            self._known.add(one.id)
            if one.acknowledged_at is None and one.ended_at is None and self._chance.random() < 0.5:
                acknowledge(self._office, OFFICER, one.id, "seen")

    def _compare(self, end: datetime) -> None:
        came: Counter[tuple[str, str, str]] = Counter()
        at: dict[tuple[str, str, str], datetime] = {}
        for key, kind, moment in self._events(end):
            if kind == "AlertEscalated":
                self._report.escalated += 1
                continue
            came[key] += 1
            at[key] = moment
        report = self._report
        report.expected, report.raised = len(self._expected), sum(came.values())
        report.doubled = [key for key, number in came.items() if number > 1]
        report.missing = [key for key in self._expected if key not in came]
        report.wrong = [(key, moment) for key, moment in at.items() if self._expected.get(key) != moment]

    def _events(self, end: datetime) -> Iterator[tuple[tuple[str, str, str], str, datetime]]:
        with self._office.store.reading() as work:
            below = ""
            while found := work.alerts.find(AlertQuery(below=below, limit=500)):
                below = found[-1].id
                titles = {one.id: one for one in found}
                for case in {one.case for one in found}:
                    for kind, moment, _, told in work.events.of(case):
                        alert = titles.get(str(told.get("alert")))
                        if alert is not None and kind in ("AlertRaised", "AlertEscalated") and moment < end:
                            yield (alert.reference, self._rules[alert.about], alert.level), kind, moment


def _minute(moment: datetime) -> datetime:
    """The first whole minute from a moment on."""
    floor = moment.replace(second=0, microsecond=0)
    return floor if floor == moment else floor + MINUTE


def _read(told: object) -> datetime:
    return told.astimezone(UTC) if isinstance(told, datetime) else datetime.fromisoformat(str(told)).astimezone(UTC)


_SOONEST = (
    sa.select(sa.func.min(DEADLINE_LOOKS.c.at)),
    sa.select(sa.func.min(ALERTS.c.next_at)),
)
_LAST_MOMENT = sa.select(sa.func.min(DEADLINES.c.due)).where(DEADLINES.c.state == "open")
