"""What judging knows of a lawbook on a day before any case: its rules in their order, and of each all that no case
changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from neni.core.model.compiling.keeping import Keeper
from neni.core.model.compiling.parts import named_above
from neni.core.model.facts import FactType
from neni.core.model.findings import Finding, Missing, Outcome
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Plan, Statement
from neni.core.model.references import Confidence
from neni.core.model.rules import Derivation, Rule, Severity
from neni.core.model.rulesets import Ruleset
from neni.core.model.text import Text
from neni.core.services.judging import wording
from neni.core.services.judging.concluding import Conclusions

_GRAVEST_FIRST = (Severity.BLOCKING, Severity.WARNING, Severity.NOTE)
_MOST_KEPT = 10_000
UNSURE = frozenset(one for one in Confidence if one.needs_confirmation)
"""How surely the source of a rule is known when the rule only advises until people confirm it."""
_SUREST_FIRST = sorted(Confidence, key=lambda one: one.weakness)

Ways = tuple[tuple[Derivation, Statement], ...]


@dataclass(frozen=True, slots=True)
class Above:
    """A rule that overrides another one, how an explanation names it, and whether it is in full effect that day."""

    rule: Rule
    statement: Statement
    words: str
    in_effect: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule. `starts` are the names it reads or tells; `names` everything below them, unless derived facts are
    among them: what lies below those depends on the case, and so does how sure the rule is (`confidence`). `silent`
    is said when the rule does not hold, `waiting` begins what is said when it cannot be told."""

    rule: Rule
    statement: Statement
    ruleset: Ruleset
    starts: frozenset[str]
    names: tuple[str, ...] | None
    confidence: Confidence
    above: tuple[Above, ...]
    silent: Text
    waiting: wording.Parts
    finding: wording.Sentence
    remedy: wording.Sentence | None


class Docket:
    """The rules in force, gravest first, then by code."""

    def __init__(self, lawbook: Lawbook, plan: Plan, on: date) -> None:
        self.lawbook, self.plan = lawbook, plan
        self.types: dict[str, FactType] = lawbook.types()
        self.order = {name: place for place, name in enumerate(self.types)}
        self.ways: dict[str, Ways] = {
            fact: tuple(way for way in ways if on in way[0].in_force) for fact, ways in plan.derivations.items()
        }
        self._sure = {
            one.name: dated.confidence
            for one in lawbook.parameters()
            if one.name not in lawbook.facts and (dated := one.on(on)) is not None
        }
        self._rules = {rule.code: rule for rule in lawbook.rules(on)}
        self._above: dict[str, list[Above]] = {code: [] for code in self._rules}
        for rule in self._rules.values():
            above = None
            for below in dict.fromkeys(rule.overrides):
                if below in self._above and below != rule.code:
                    above = above or self._overriding(rule, on)
                    self._above[below].append(above)
        homes = {rule.code: ruleset for ruleset in lawbook.rulesets for rule in ruleset.rules}
        entries = (self._entry(rule, homes[rule.code]) for rule in self._rules.values())
        self.entries = tuple(sorted(entries, key=lambda one: (_GRAVEST_FIRST.index(one.rule.severity), one.rule.code)))
        self._waits: dict[tuple[str, ...], tuple[tuple[Missing, ...], wording.Parts]] = {}

    def _overriding(self, rule: Rule, on: date) -> Above:
        in_effect = self.plan.in_full_effect(rule.code, on)
        return Above(rule, self.plan.rules[rule.code], named_above(rule.code, in_effect=in_effect), in_effect)

    def _entry(self, rule: Rule, ruleset: Ruleset) -> Entry:
        statement = self.plan.rules[rule.code]
        starts = statement.reads | rule.tells
        names = None if starts & self.ways.keys() else self.sorted(starts)
        return Entry(
            rule,
            statement,
            ruleset,
            starts,
            names,
            weakest([rule.confidence, *(self._sure[name] for name in names or () if name in self._sure)]),
            tuple(self._above[rule.code]),
            wording.does_not_apply(rule.title),
            wording.not_told_yet(rule.title),
            wording.Sentence(rule.finding),
            wording.Sentence(rule.remedy) if rule.remedy else None,
        )

    def sorted(self, names: Iterable[str]) -> tuple[str, ...]:
        """Names of facts and parameters in the order of the law; other names are left out."""
        return tuple(sorted((name for name in names if name in self.order), key=self.order.__getitem__))

    def waits(self, names: tuple[str, ...], day: Text) -> tuple[tuple[Missing, ...], wording.Parts]:
        """The facts and parameters of these names, and how people are asked for them."""
        found = self._waits.get(names)
        if found is None:
            facts = self.lawbook.facts
            missing = tuple([Missing(name, self.types[name].label, name not in facts) for name in names])
            found = missing, wording.needed(missing, day)
            if len(self._waits) < _MOST_KEPT and facts.keys() >= set(names):  # parameters are asked for with the day
                self._waits[names] = found
        return found

    def missing(self, known: Conclusions, rule: Rule) -> tuple[str, ...]:
        """The facts and parameters to ask for: of the rule itself, and of rules that might override it."""
        waits = known.case.waits(rule.code)
        if waits is not None:
            return waits
        rules = self._undecided(known, rule, frozenset())
        return self.sorted(known.case.missing(one for each in rules for one in (each.when, *each.unless)))

    def _undecided(self, known: Conclusions, rule: Rule, seen: frozenset[str]) -> Iterator[Rule]:
        yield rule
        for one in self._above[rule.code]:
            undecided = one.in_effect and known.outcome(one.statement) is Outcome.CANNOT_BE_TOLD
            if undecided and one.rule.code not in seen:
                yield from self._undecided(known, one.rule, seen | {rule.code})


def weakest(confidences: Iterable[Confidence]) -> Confidence:
    """The least sure of these."""
    return max(confidences, key=_SUREST_FIRST.index)


def order(finding: Finding) -> tuple[int, str]:
    """Gravest first, then by code."""
    return _GRAVEST_FIRST.index(finding.severity), finding.rule


_KEEPER = Keeper(Docket)


def docket(lawbook: Lawbook, plan: Plan, on: date) -> Docket:
    """The docket of a lawbook for a day, made when no other day of the same law asked for it."""
    return _KEEPER.take(lawbook, plan, on)
