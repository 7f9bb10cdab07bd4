"""What differs between two texts of the law of one case type on one day: rules that may come out otherwise or say
something else, and derived facts that may have another value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from neni.core.model.fingerprints import canonical
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.rules import Condition, Derivation, Rule
from neni.core.model.text import Text

_DAY = timedelta(days=1)


def borders(lawbook: Lawbook) -> Iterator[date]:
    """The days from which something else is in force or counts; between two of them every day is alike."""
    periods = [rule.in_force for rule in lawbook.rules()] + [way.in_force for way in lawbook.derivations()]
    yield from (one.start for one in periods if one.start)
    yield from (one.end + _DAY for one in periods if one.end and one.end < date.max)
    yield from (dated.start for one in lawbook.parameters() for dated in one.values)


class LawChange:
    """Two texts of the law on a day. `rules` are codes, `facts` derived facts, `values` names whose value or meaning
    the text itself changes."""

    def __init__(self, before: Lawbook, after: Lawbook, on: date) -> None:
        self._rules = tuple({rule.code: rule for rule in one.rules(on)} for one in (before, after))
        self._ways = tuple(_ways(one.derivations(on)) for one in (before, after))
        self._derived = tuple({way.fact for way in one.derivations()} for one in (before, after))
        self._relabelled = frozenset(_differing(before.types(), after.types()))
        self.values = frozenset(_differing(_counting(before, on), _counting(after, on))) | self._relabelled
        self.facts = self._touched_facts()
        self.rules = self._touched_rules()

    def may_read_otherwise(self, code: str) -> bool:
        """Whether a rule that holds under both texts may say something else."""
        before, after = (one.get(code) for one in self._rules)
        if before is None or after is None or _says(before) != _says(after):
            return True
        return any(name in self.values or self._may_be_shown_otherwise(name) for name in after.tells)

    def may_ask_otherwise(self, code: str) -> bool:
        """Whether a rule that cannot be told under either text may say so in other words."""
        before, after = (one.get(code) for one in self._rules)
        return before is None or after is None or _says(before) != _says(after) or bool(self._relabelled)

    def is_computed_anew(self, way: Derivation) -> bool:
        """Whether a derivation gives the value of an expression that rests on something touched."""
        own = replace(way, when=None, unless=()).reads
        return isinstance(way.value, Condition) and not own.isdisjoint(self.values | self.facts)

    def is_another(self, fact: str) -> bool:
        """Whether the fact itself is another: declared otherwise, or derived under one text only."""
        before, after = self._derived
        return fact in self._relabelled or (fact in before) != (fact in after)

    def _may_be_shown_otherwise(self, fact: str) -> bool:
        """Whether a derived fact may have another value though the same derivations speak."""
        computed = [way for way in self._every_way(fact) if isinstance(way.value, Condition)]
        return fact in self.facts and any(self.is_computed_anew(way) or self._is_rewritten(fact) for way in computed)

    def _touched_facts(self) -> frozenset[str]:
        every = self._derived[0] | self._derived[1]
        found = {one for one in every if one in self.values or self.is_another(one) or self._is_rewritten(one)}
        while more := {one for one in every - found if self._rests_on(one, self.values | found)}:
            found |= more
        return frozenset(found)

    def _is_rewritten(self, fact: str) -> bool:
        before, after = ([_key(way) for way in one.get(fact, ())] for one in self._ways)
        return before != after

    def _rests_on(self, fact: str, names: Collection[str]) -> bool:
        return any(not way.reads.isdisjoint(names) for way in self._every_way(fact))

    def _every_way(self, fact: str) -> Iterator[Derivation]:
        return (way for one in self._ways for way in one.get(fact, ()))

    def _touched_rules(self) -> tuple[str, ...]:
        every = {code for one in self._rules for code in one}
        found = {code for code in every if self._is_touched(code)}
        while more := {code for code in every - found if self._is_overridden(code, found)}:
            found |= more
        return tuple(sorted(found))

    def _is_touched(self, code: str) -> bool:
        before, after = (one.get(code) for one in self._rules)
        if before is None or after is None or _says(before) != _says(after) or _asks(before) != _asks(after):
            return True
        return not (after.reads | after.tells).isdisjoint(self.values | self.facts)

    def _is_overridden(self, code: str, others: Iterable[str]) -> bool:
        return any(code in one[other].overrides for one in self._rules for other in others if other in one)


def _ways(derivations: Iterable[Derivation]) -> dict[str, list[Derivation]]:
    found: dict[str, list[Derivation]] = {}
    for way in derivations:
        found.setdefault(way.fact, []).append(way)
    return found


def _differing(one: Mapping[str, object], other: Mapping[str, object]) -> Iterator[str]:
    return (name for name in {*one, *other} if one.get(name) != other.get(name))


def _counting(lawbook: Lawbook, on: date) -> dict[str, object]:
    """The values of the law that count on a day."""
    return {one.name: dated.value for one in lawbook.parameters() if (dated := one.on(on))}


def _key(way: Derivation) -> object:
    return canonical((way.fact, way.value, way.when, way.unless))


def _asks(rule: Rule) -> object:
    return canonical((rule.when, rule.unless, sorted(rule.overrides)))


def _says(rule: Rule) -> tuple[Text, Text, str]:
    return rule.title, rule.finding, rule.severity.value
