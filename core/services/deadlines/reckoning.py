"""What the law says of the deadlines of one case: each counted from the facts, or what must be known first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from neni.core.model.calendars import Calendar, NoCalendar
from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.values import Unknown
from neni.core.model.deadlines.counting import Count, count
from neni.core.model.deadlines.moments import ZONE, Moment, day_of, instant
from neni.core.model.deadlines.rules import DeadlineRule, in_force_for
from neni.core.model.deadlines.stored import UNCHANGED, Changes
from neni.core.model.deadlines.terms import Direction, Method, Term
from neni.core.model.facts import FactValue, FactValues
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.versions import Law
from neni.core.model.rules import Condition
from neni.core.model.rulesets import Lawbook
from neni.core.services.judging.concluding import Conclusions, conclude

NOT_YET = "calendar"
"""Stands among what is missing when no calendar tells of the days in question."""
_MORNING = 8


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One deadline of a case. `applies` is None while its condition cannot be told; `counted` is None while something
    of `missing` is not known. `trigger` names the event that counts. `done` is when what it asks for was done."""

    rule: DeadlineRule
    ruleset: str
    applies: bool | None
    event: Moment | None = None
    counted: Count | None = None
    missing: tuple[str, ...] = ()
    done: Moment | None = None
    trigger: str | None = None

    @property
    def in_time(self) -> bool | None:
        """Whether it was kept; None while nothing was done, or that cannot be told."""
        return self.counted.in_time(self.done) if self.counted and self.done is not None else None


class Reckoning:
    """The deadlines of one case under one law: the facts are concluded once, each rule is asked for by its code."""

    def __init__(self, law: Law, facts: FactValues, on: date, calendar: Calendar) -> None:
        self.lawbook, self.on, self.calendar = law.lawbook, on, calendar
        self._known: Conclusions = conclude(law.lawbook, law.plan, Fixpoint(), facts, on)
        self.values: Mapping[str, FactValue | None] = {**facts, **self._known.values}
        self._homes = {rule.code: one.code for one in law.lawbook.rulesets for rule in one.deadlines}

    def all(self, changes: Mapping[str, Changes] | None = None) -> Iterator[Reckoned]:
        """Every deadline of the law that is in force for its event, in the order of the law."""
        for code in self._homes:
            found = self.one(code, (changes or {}).get(code, UNCHANGED))
            if found is not None:
                yield found

    def one(self, code: str, changes: Changes = UNCHANGED) -> Reckoned | None:
        """The deadline of that code; None when no text of it is in force for its event."""
        texts = [rule for rule in self.lawbook.deadlines() if rule.code == code]
        for rule in texts:
            event = rule.event(self.values)
            governs = in_force_for(rule, event, self.on) if event is not None else self.on in rule.in_force
            if governs:
                return self._reckon(rule, event, changes)
        return None

    def _reckon(self, rule: DeadlineRule, event: Moment | None, changes: Changes) -> Reckoned:
        ruleset, applies = self._homes[rule.code], self._applies(rule)
        done = rule.met_on(self.values)
        values = {**_in_force(self.lawbook, self._governing_day(rule, event)), **self.values}
        missing = self._asked_for(rule.missing(values))
        term = rule.period.term(values)
        method = rule.method(term, values) if term else None
        if applies is False or event is None or method is None or missing:
            unknown = () if applies is False else missing or self._unreadable(rule, method)
            return Reckoned(rule, ruleset, applies, event, None, (*unknown, *self._undecided(rule)), done)
        try:
            counted = self._count(rule, method, event, changes)
        except NoCalendar:
            return Reckoned(rule, ruleset, applies, event, None, (NOT_YET,), done)
        trigger = rule.counting_from(self.values)
        return Reckoned(rule, ruleset, applies, event, counted, self._undecided(rule), done, trigger)

    def _count(self, rule: DeadlineRule, method: Method, event: Moment, changes: Changes) -> Count:
        pauses = changes.pauses if rule.direction is Direction.AFTER else ()
        return count(method, event, self.calendar, pauses, changes.extensions)

    def _governing_day(self, rule: DeadlineRule, event: Moment | None) -> date:
        return day_of(event) if event is not None and rule.direction is Direction.AFTER else self.on

    def _applies(self, rule: DeadlineRule) -> bool | None:
        if rule.when is None:
            return True
        told = evaluate(rule.when.tree, self._known.scope)
        return None if isinstance(told, Unknown) else told is True

    def _undecided(self, rule: DeadlineRule) -> tuple[str, ...]:
        told = evaluate(rule.when.tree, self._known.scope) if rule.when else True
        return tuple(sorted(told.missing)) if isinstance(told, Unknown) else ()

    def _asked_for(self, names: Iterable[str]) -> tuple[str, ...]:
        """What people can state of it: in place of a derived fact what its derivations still lack."""
        found, waiting = dict[str, None](), list(names)
        seen = set[str]()
        while waiting:
            name = waiting.pop(0)
            if name in seen:
                continue
            seen.add(name)
            lacking = [one for one in self._reads(name) if self.values.get(one) is None and one not in seen]
            waiting += lacking
            if not lacking:
                found[name] = None
        return tuple(found)

    def _reads(self, name: str) -> list[str]:
        """The facts that derivations of a fact read, those that are known not to speak left out."""
        ways = (way.reads for way in self.lawbook.derivations() if way.fact == name and self._may_hold(way.when))
        facts = dict.fromkeys(one for reads in ways for one in sorted(reads))
        return [one for one in facts if one in self.lawbook.facts]

    def _may_hold(self, condition: Condition | None) -> bool:
        return condition is None or evaluate(condition.tree, self._known.scope) is not False

    def _unreadable(self, rule: DeadlineRule, method: Method | None) -> tuple[str, ...]:
        amount = rule.period.amount
        return (amount,) if method is None and isinstance(amount, str) else ()


def warnings(rule: DeadlineRule, counted: Count) -> tuple[datetime, ...]:
    """When the deadline wants attention before its end, earliest first: hours before its last moment, days before on
    the morning of that day."""
    if counted.due is None or counted.last_day is None:
        return ()
    found = (_warning(one, counted, counted.due, counted.last_day) for one in rule.warn)
    return tuple(sorted(one for one in found if one is not None))


def _warning(term: Term, counted: Count, due: datetime, last_day: date) -> datetime | None:
    """None where no calendar reaches back so far."""
    if term.unit.is_hours:
        return due - timedelta(hours=term.amount)
    try:
        day = count(Method(term, Direction.BEFORE), last_day, counted.calendar).last_day or last_day
    except NoCalendar:
        return None
    return min(due, instant(day, due.astimezone(ZONE).time().replace(hour=_MORNING, minute=0, second=0)))


def _in_force(lawbook: Lawbook, day: date) -> dict[str, FactValue]:
    """The parameter values of a day."""
    return {one.name: dated.value for one in lawbook.parameters() if (dated := one.on(day)) is not None}
