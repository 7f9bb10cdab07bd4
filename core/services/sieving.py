"""Which cases another text of the law can concern at all: asked before a case is judged both ways, because most cases
come out as before. A case let through may still turn out unchanged; one held back never changes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from neni.core.model.conditions.tree import Literal, Span
from neni.core.model.facts import FactValues
from neni.core.model.findings import Outcome
from neni.core.model.fingerprints import canonical
from neni.core.model.law_changes import LawChange, borders
from neni.core.model.lawbooks import Lawbook
from neni.core.model.lowering import lower
from neni.core.model.rulesets import Condition, Derivation, Rule, Severity
from neni.core.model.text import Text
from neni.core.model.versions import Law
from neni.core.services.screening import Screener

_ALWAYS = Condition("true", Literal(value=True, span=Span(0, 4, 1, 1)))
_EXPRESSION = "an expression"
_NO_WORDS = Text.of("–")
_Outcomes = tuple[Outcome, ...]
_Turns = Callable[[_Outcomes, _Outcomes], bool]


class Sieve:
    """Two texts of the law of one case type."""

    def __init__(self, before: Law, after: Law) -> None:
        self._asked = (_Asked(before.lawbook), _Asked(after.lawbook))
        self._borders = sorted({*borders(before.lawbook), *borders(after.lawbook)})
        self._days: dict[int, _Day] = {}

    def may_differ(self, facts: FactValues, on: date) -> bool:
        """Whether a rule may say something else of these facts, or a derived fact have another value, on that day."""
        return self._on(on).may_differ(facts)

    def reads(self, on: date) -> frozenset[str]:
        """The names that decide it; none on a day on which both texts say the same of every case."""
        return self._on(on).reads

    def _on(self, on: date) -> _Day:
        between = bisect_right(self._borders, on)
        if between not in self._days:
            self._days[between] = _Day(*self._asked, on)
        return self._days[between]


class _Asked:
    """A lawbook ready to be screened: its derivations stand among its rules, under codes no rule has, so that
    screening tells which of them speak."""

    def __init__(self, lawbook: Lawbook) -> None:
        self.lawbook = lawbook
        self._ways = [(f"={number}", way) for number, way in enumerate(lawbook.derivations())]
        asking = tuple(_as_rule(code, way) for code, way in self._ways)
        more = [replace(one, code="=", rules=asking, parameters=(), derivations=()) for one in lawbook.rulesets[:1]]
        self._whole = replace(lawbook, rulesets=(*lawbook.rulesets, *more))
        self._plan = lower(self._whole)

    def ways(self, fact: str, on: date) -> list[tuple[str, Derivation]]:
        """The derivations of a fact that count on the day, with their codes."""
        return [(code, way) for code, way in self._ways if way.fact == fact and on in way.in_force]

    def screener(self, change: LawChange, on: date) -> Screener:
        """Tells of everything the change touches."""
        ways = (code for code, way in self._ways if way.fact in change.facts)
        return Screener(self._whole, self._plan, on, {*change.rules, *ways})


class _Day:
    """Both texts between two borders of the law."""

    def __init__(self, before: _Asked, after: _Asked, on: date) -> None:
        change = LawChange(before.lawbook, after.lawbook, on)
        self.reads = change.reads()
        self._screeners = tuple(one.screener(change, on) for one in (before, after))
        places = tuple({code: place for place, code in enumerate(one.rules)} for one in self._screeners)
        rules = [_rule(code, change, places[0].get(code), places[1].get(code)) for code in change.rules]
        facts = [
            _fact(change, fact, _placed(before.ways(fact, on), places[0]), _placed(after.ways(fact, on), places[1]))
            for fact in sorted(change.facts)
        ]
        self._turning: tuple[_Turns, ...] = (*rules, *facts)

    def may_differ(self, facts: FactValues) -> bool:
        """See Sieve."""
        if not self._turning:
            return False
        before, after = (one.outcomes(facts) for one in self._screeners)
        return any(turns(before, after) for turns in self._turning)


def _rule(code: str, change: LawChange, first: int | None, second: int | None) -> _Turns:
    """Tells whether a rule comes out otherwise or may say something else; where it is not in force it is silent."""
    rewords = change.may_read_otherwise(code)

    def turns(before: _Outcomes, after: _Outcomes) -> bool:
        was = Outcome.DOES_NOT_HOLD if first is None else before[first]
        now = Outcome.DOES_NOT_HOLD if second is None else after[second]
        if was is not now:
            return True
        return rewords if now is Outcome.HOLDS else now is Outcome.CANNOT_BE_TOLD

    return turns


_Ways = list[tuple[int, object]]


def _fact(change: LawChange, fact: str, first: _Ways, second: _Ways) -> _Turns:
    """Tells whether a derived fact may have another value."""
    anew, once = change.is_computed_anew(fact), change.is_stated_once(fact)

    def turns(before: _Outcomes, after: _Outcomes) -> bool:
        was, now = _stands(first, before), _stands(second, after)
        return once or was != now or (anew and _EXPRESSION in now)

    return turns


def _placed(ways: list[tuple[str, Derivation]], places: dict[str, int]) -> _Ways:
    """Where among the outcomes each derivation is told of, and the constant it gives."""
    return [
        (places[code], _EXPRESSION if isinstance(way.value, Condition) else canonical(way.value)) for code, way in ways
    ]


def _stands(ways: _Ways, outcomes: _Outcomes) -> list[object]:
    """What a derived fact comes to: what the derivations that speak give; else whether all are silent."""
    spoken = [constant for place, constant in ways if outcomes[place] is Outcome.HOLDS]
    return spoken or [all(outcomes[place] is Outcome.DOES_NOT_HOLD for place, _ in ways)]


def _as_rule(code: str, way: Derivation) -> Rule:
    return Rule(
        code=code,
        title=_NO_WORDS,
        when=way.when or _ALWAYS,
        finding=_NO_WORDS,
        severity=Severity.NOTE,
        reference=way.reference,
        confidence=way.confidence,
        in_force=way.in_force,
        place=way.place,
        unless=way.unless,
    )
