"""Whether a rule is in full effect: whether it, and all it rests on that day, is surely known or was confirmed.

This depends on the law and the day alone, never on a case: what a rule may do to others is told before anybody asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from neni.core.model.deadlines.rules import DeadlineRule
from neni.core.model.rules import Derivation, Parameter, Rule
from neni.core.model.rulesets import Lawbook


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule by code and fingerprint, whether it has to be confirmed for its own sake, and what it rests on."""

    rule: str
    fingerprint: str
    unsure: bool
    derivations: tuple[Derivation, ...]
    parameters: tuple[Parameter, ...]

    @property
    def may_only_advise(self) -> bool:
        """Whether there is anything to confirm, on whatever day."""
        values = (value.confidence for one in self.parameters for value in one.values)
        found = (*values, *(one.confidence for one in self.derivations))
        return self.unsure or any(one.needs_confirmation for one in found)

    def in_full_effect(self, day: date, confirmed: frozenset[tuple[str, str]]) -> bool:
        """Whether it needs no confirmation on that day, or has it."""
        return (self.rule, self.fingerprint) in confirmed or not (self.unsure or any(self._unsure(day)))

    def _unsure(self, day: date) -> Iterator[bool]:
        yield from (one.confidence.needs_confirmation for one in self.derivations if day in one.in_force)
        dated = (one.on(day) for one in self.parameters)
        yield from (one.confidence.needs_confirmation for one in dated if one is not None)


def standing(rule: Rule, lawbook: Lawbook) -> Standing:
    """What the standing of a rule hangs on: everything below the names it reads and tells."""
    ways: dict[str, list[Derivation]] = {}
    for one in lawbook.derivations():
        ways.setdefault(one.fact, []).append(one)
    reached: set[str] = set()
    waiting = list(rule.reads | rule.tells)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [below for one in ways.get(name, ()) for below in one.reads]
    return Standing(
        rule.code,
        rule.fingerprint,
        rule.confidence.needs_confirmation,
        tuple(one for name in sorted(reached) for one in ways.get(name, ())),
        tuple(one for one in lawbook.parameters() if one.name in reached and one.name not in lawbook.facts),
    )


def is_sure(lawbook: Lawbook, rule: DeadlineRule) -> bool:
    """Whether nothing it rests on, itself, a derivation or a value, waits for two people to confirm it."""
    confidences = {one.name: [dated.confidence for dated in one.values] for one in lawbook.parameters()}
    below: dict[str, set[str]] = {}
    for way in lawbook.derivations():
        confidences.setdefault(way.fact, []).append(way.confidence)
        below.setdefault(way.fact, set()).update(way.reads)
    waiting, seen = list(rule.reads), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += below.get(name, ())
    found = [rule.confidence, *(one for name in seen for one in confidences.get(name, ()))]
    return not any(one.needs_confirmation for one in found)
