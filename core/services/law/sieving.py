"""Which cases another text of the law can concern at all: asked before a case is judged both ways, because most cases
come out as before. A case let through may still turn out unchanged; one held back never changes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date

from neni.core.model.conditions.tree import Literal, Span
from neni.core.model.facts import FactValues
from neni.core.model.findings import Outcome
from neni.core.model.fingerprints import canonical
from neni.core.model.law.law_changes import LawChange, borders
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import lower
from neni.core.model.law.versions import Law
from neni.core.model.rules import Condition, Derivation, Rule, Severity
from neni.core.model.text import Text
from neni.core.services.screening import Screener

_ALWAYS = Condition("true", Literal(value=True, span=Span(0, 4, 1, 1)))
_ANEW = "the value of an expression that rests on the change"
_NO_WORDS = Text.of("–")
_Note = tuple[Outcome, frozenset[str]]
"""How a rule comes out, and the names it waits for when it cannot be told."""
_Told = Mapping[str, _Note]
_Turns = Callable[[_Told, _Told], bool]
_SILENT: _Note = (Outcome.DOES_NOT_HOLD, frozenset())


class Sieve:
    """Two texts of the law of one case type. `given` names the facts that fact sources tell; asking them takes longer
    than all the rest. `confirmed` are the rules people vouched for, with their fingerprints."""

    def __init__(
        self,
        before: Law,
        after: Law,
        given: Collection[str] = (),
        confirmed: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self._asked = (_Asked(before.lawbook, confirmed), _Asked(after.lawbook, confirmed))
        self._given = frozenset(given)
        self._borders = sorted({*borders(before.lawbook), *borders(after.lawbook)})
        self._days: dict[int, _Day] = {}

    def may_differ(self, facts: FactValues, on: date, ask: Callable[[], FactValues] = dict) -> bool:
        """Whether a rule may say something else of these facts, or a derived fact have another value, on that day.
        `ask` tells what fact sources know; it is called only when that may matter."""
        day = self._on(on)
        if not day.turning:
            return False
        told = day.told(facts)
        if any(not waits.isdisjoint(self._given) for one in told for _, waits in one.values()):
            told = day.told({**facts, **ask()})
        return any(turns(*told) for turns in day.turning)

    def _on(self, on: date) -> _Day:
        between = bisect_right(self._borders, on)
        if between not in self._days:
            self._days[between] = _Day(*self._asked, on)
        return self._days[between]


class _Asked:
    """A lawbook ready to be screened: its derivations stand among its rules, under codes no rule has, so that
    screening tells which of them speak."""

    def __init__(self, lawbook: Lawbook, confirmed: frozenset[tuple[str, str]]) -> None:
        self.lawbook = lawbook
        self._ways = [(f"={number}", way) for number, way in enumerate(lawbook.derivations())]
        asking = tuple(_as_rule(code, way) for code, way in self._ways)
        more = [replace(one, code="=", rules=asking, parameters=(), derivations=()) for one in lawbook.rulesets[:1]]
        self._whole = replace(lawbook, rulesets=(*lawbook.rulesets, *more))
        self._plan = lower(self._whole).confirming(confirmed)

    def ways(self, change: LawChange, fact: str, on: date) -> list[tuple[str, object]]:
        """The derivations of a fact that count on the day: their codes, and what they give."""
        found = [(code, way) for code, way in self._ways if way.fact == fact and on in way.in_force]
        return [(code, _ANEW if change.is_computed_anew(way) else canonical(way.value)) for code, way in found]

    def asking(self, change: LawChange, on: date) -> Callable[[FactValues], _Told]:
        """Tells of everything the change touches, case by case."""
        ways = (code for code, way in self._ways if way.fact in change.facts)
        screener = Screener(self._whole, self._plan, on, {*change.rules, *ways})

        def told(facts: FactValues) -> _Told:
            (noted,) = screener.screen([facts])
            return {one.rule: (one.outcome, frozenset(one.missing)) for one in noted}

        return told


class _Day:
    """Both texts between two borders of the law. Nothing is `turning` when they say the same of every case."""

    def __init__(self, before: _Asked, after: _Asked, on: date) -> None:
        change = LawChange(before.lawbook, after.lawbook, on)
        self._asking = (before.asking(change, on), after.asking(change, on))
        rules = [_rule(change, code) for code in change.rules]
        facts = [
            _fact(fact, change, before.ways(change, fact, on), after.ways(change, fact, on))
            for fact in sorted(change.facts)
        ]
        self.turning: tuple[_Turns, ...] = (*rules, *facts)

    def told(self, facts: FactValues) -> tuple[_Told, _Told]:
        """What both texts say."""
        before, after = self._asking
        return before(facts), after(facts)


def _rule(change: LawChange, code: str) -> _Turns:
    """Tells whether a rule comes out otherwise or may say something else; where it is not in force it is silent."""
    rewords, asks = change.may_read_otherwise(code), change.may_ask_otherwise(code)

    def turns(before: _Told, after: _Told) -> bool:
        was, now = before.get(code, _SILENT), after.get(code, _SILENT)
        if was != now:
            return True
        return rewords if now[0] is Outcome.HOLDS else asks and now[0] is Outcome.CANNOT_BE_TOLD

    return turns


_Ways = list[tuple[str, object]]


def _fact(fact: str, change: LawChange, first: _Ways, second: _Ways) -> _Turns:
    """Tells whether a derived fact may have another value."""
    another = change.is_another(fact)

    def turns(before: _Told, after: _Told) -> bool:
        was, now = _stands(first, before), _stands(second, after)
        return another or was != now or any(constant is _ANEW for constant, _ in now)

    return turns


def _stands(ways: _Ways, told: _Told) -> list[tuple[object, _Note]]:
    """What a derived fact rests on: what each derivation that is not silent gives, and how it comes out. One that
    cannot be told may keep another from counting, as rows of a table do."""
    return [(constant, told[code]) for code, constant in ways if code in told]


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
