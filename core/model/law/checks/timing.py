"""Days on which a rule is in force and a parameter below it has no value: what depends on it cannot be told then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from neni.core.model.law.checks.findings import CheckFinding, Gravity, Sentences, filled
from neni.core.model.law.checks.reading import Reading, Statement
from neni.core.model.periods import Period
from neni.core.model.rules import Parameter, Rule
from neni.core.model.rulesets import Ruleset


def check(reading: Reading, rulesets: Iterable[Ruleset]) -> Iterator[CheckFinding]:
    """A finding for each rule and parameter."""
    parameters = {one.name: one for one in reading.lawbook.parameters() if one.name not in reading.lawbook.facts}
    for rule in (rule for ruleset in rulesets for rule in ruleset.rules):
        for name, days in sorted(_needed(reading, rule, parameters).items()):
            without = _without(parameters[name], days)
            if without is not None:
                message = filled(_WITHOUT, rule.code, name, *_ends(without), _first(parameters[name]))
                remedy = filled(_GIVE, name)
                yield CheckFinding(
                    "parameter-without-value", Gravity.ERROR, message, remedy, str(rule.place), rule.code
                )


def _needed(reading: Reading, rule: Rule, parameters: Iterable[str]) -> dict[str, list[Period]]:
    """The parameters below the rule, with the days on which it is in force and a way leads there."""
    found: dict[str, list[Period]] = {}
    waiting: list[tuple[str, Period]] = [(name, rule.in_force) for name in rule.reads | rule.tells]
    seen: set[tuple[str, Period]] = set()
    while waiting:
        name, days = step = waiting.pop()
        if step in seen:
            continue
        seen.add(step)
        if name in parameters:
            found.setdefault(name, []).append(days)
        for way in reading.ways.get(name, ()):
            waiting += _further(way, days)
    return found


def _further(way: Statement, days: Period) -> Iterator[tuple[str, Period]]:
    both = _shared(days, way.in_force)
    if both is not None:
        yield from ((name, both) for name in way.reads)


def _shared(one: Period, other: Period) -> Period | None:
    """The days in both."""
    starts = [start for start in (one.start, other.start) if start]
    ends = [end for end in (one.end, other.end) if end]
    both = Period(max(starts, default=None), min(ends, default=None))
    return None if both.start and both.end and both.end < both.start else both


def _without(parameter: Parameter, needed: Iterable[Period]) -> Period | None:
    """The first and last day on which the value is needed and there is none: before its first date."""
    first = min((one.start for one in parameter.values), default=None)
    before = Period(None, first - timedelta(days=1) if first and first > date.min else None)
    days = [both for one in needed if (both := _shared(one, before)) is not None]
    if not days or first == date.min:
        return None
    starts, ends = [one.start for one in days], [one.end for one in days]
    return Period(
        None if None in starts else min(one for one in starts if one),
        None if None in ends else max(one for one in ends if one),
    )


def _ends(period: Period) -> tuple[str, str]:
    return tuple(one.isoformat() if one else "…" for one in (period.start, period.end))  # type: ignore[return-value]


def _first(parameter: Parameter) -> str:
    return min((one.start.isoformat() for one in parameter.values), default="–")


_WITHOUT: Sentences = (
    "{0} ka nevojë për “{1}”, që nuk ka vlerë nga {2} deri më {3} (vlera e parë: {4}); atëherë nuk mund të thuhet.",
    "{0} treba „{1}“, koji nema vrednost od {2} do {3} (prva vrednost: {4}); tada se ne može reći.",
    "{0} needs “{1}”, which has no value from {2} to {3} (first value: {4}); then it cannot be told.",
)
_GIVE: Sentences = (
    "Shtoni vlerën e “{0}” për ato ditë, me burimin e saj, ose korrigjoni “in_force”.",
    "Dodajte vrednost za „{0}“ za te dane, sa izvorom, ili ispravite „in_force“.",
    "Add the value of “{0}” for those days, with its source, or correct “in_force”.",
)
