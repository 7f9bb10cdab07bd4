"""Judging: what every rule in force says of a case, with all it rests on. Pure but for the engine that chains."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import fields
from datetime import date
from typing import Any, cast

from neni.core.model.compiling.parts import beside
from neni.core.model.conditions.explaining import Explained
from neni.core.model.facts import FactValue, FactValues
from neni.core.model.findings import Evaluation, Finding, Missing, Outcome, Used
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Plan
from neni.core.model.references import Confidence
from neni.core.model.sweeping import unswept
from neni.core.model.text import Text
from neni.core.ports import Engine, Words
from neni.core.services.judging import wording
from neni.core.services.judging.concluding import Conclusions, concluding
from neni.core.services.judging.docket import UNSURE, Docket, Entry, Ways, docket, order, weakest
from neni.core.services.judging.table_findings import faults, rows_of


def judge(
    lawbook: Lawbook,
    plan: Plan,
    engine: Engine,
    words: Words,
    facts: FactValues,
    on: date,
    confirmed: frozenset[tuple[str, str]] = frozenset(),
    only: Collection[str] | None = None,
) -> Evaluation:
    """One finding for each rule in force on the day, and for each table that contradicts itself; gravest first, then
    by code. `confirmed` are rule codes with the fingerprints that people vouched for; with `only`, findings are those
    of these rules. Raises EngineFailure when the engine fails. Findings are written while the engine still checks, and
    leave only when it has agreed."""
    plan = plan.confirming(confirmed)
    rules = docket(lawbook, plan, on)
    with unswept(), concluding(lawbook, plan, engine, facts, on) as known:
        judgement = _Judgement(rules, words, known, on, confirmed)
        found = [judgement.finding(one) for one in rules.entries if only is None or one.rule.code in only]
        faulty = list(faults(lawbook, plan, known, on))
    return Evaluation(
        case_type=lawbook.case_type,
        on=on,
        facts=dict(facts),
        derived=known.derived,
        findings=tuple(sorted([*found, *faulty], key=order) if faulty else found),
        rulesets=lawbook.fingerprints,
        engine=engine.name,
    )


class _Draft:
    """A finding that is being written. To fill a frozen value takes a detour for each of its fields, a sixth of all
    judging where rules are many; so a draft is filled, and then becomes the finding."""

    __slots__ = tuple(one.name for one in fields(Finding))


class _Uses(dict[str, Used | None]):
    """Values that findings rest on, each made when the first finding needs it."""

    def __init__(self, use: Callable[[str], Used | None]) -> None:
        super().__init__()
        self._use = use

    def __missing__(self, name: str) -> Used | None:
        self[name] = found = self._use(name)
        return found


class _Judgement:
    """Everything known of one case on one day, turned into findings rule by rule."""

    def __init__(
        self, rules: Docket, words: Words, known: Conclusions, on: date, confirmed: frozenset[tuple[str, str]]
    ) -> None:
        self.known = known
        self._docket = rules
        self._confirmed = confirmed
        values: dict[str, FactValue | None] = {name: dated.value for name, dated in known.parameters.items()}
        self._speaker = wording.Speaker(words, rules.types, {**values, **known.values})
        self._day = self._speaker.day(on)
        self._ways: dict[str, Ways] = {}
        self._used = _Uses(self._use)
        known.case.all_reasons()
        self._reasons = known.case.reasons

    def finding(self, entry: Entry) -> Finding:
        """What one rule says."""
        rule, outcome, uses = entry.rule, self.known.outcome(entry.statement), self._used
        missing, message = self._said(entry, outcome)
        names, confidence = (entry.names, entry.confidence) if entry.names is not None else self._below(entry)
        used = tuple([one for name in names if (one := uses[name])])
        made: Any = _Draft()
        made.rule = rule.code
        made.fingerprint = rule.fingerprint
        made.outcome = outcome
        made.title = rule.title
        made.message = message
        made.severity = rule.severity
        made.reference = rule.reference
        made.confidence = confidence
        made.confirmed = confidence not in UNSURE or (rule.code, rule.fingerprint) in self._confirmed
        made.in_force_since = rule.in_force.start
        made.remedy = self._speaker.say(entry.remedy) if entry.remedy and outcome is Outcome.HOLDS else None
        made.used = used
        made.missing = missing
        made.blocks = rule.blocks
        made.explanation = self._explained(entry, outcome)
        made.ruleset = entry.ruleset.code
        made.version = entry.ruleset.fingerprint
        made.about = None
        made.__class__ = Finding
        return cast("Finding", made)

    def _said(self, entry: Entry, outcome: Outcome) -> tuple[tuple[Missing, ...], Text]:
        """What a rule waits for, and what is said of it."""
        if outcome is Outcome.HOLDS:
            return (), self._speaker.say(entry.finding)
        if outcome is Outcome.DOES_NOT_HOLD:
            return (), entry.silent
        missing, needs = self._docket.waits(self._docket.missing(self.known, entry.rule), self._day)
        return missing, wording.cannot_be_told(entry.waiting, needs)

    def _below(self, entry: Entry) -> tuple[Iterable[str], Confidence]:
        """Every name below those of a rule, and how sure the derivations that led there are."""
        reached: set[str] = set()
        sure = [entry.rule.confidence]
        waiting = list(entry.starts)
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                for way, statement in self._ways_to(name):
                    sure.append(way.confidence)
                    waiting += statement.reads
        names = self._docket.sorted(reached)
        used = (one.confidence for name in names if (one := self._used[name]) is not None)
        return names, weakest([*sure, *(one for one in used if one is not None)])

    def _ways_to(self, fact: str) -> Ways:
        """The derivations a fact's value comes from: those that speak, or all in force when none does."""
        if fact not in self._ways:
            ways = self._docket.ways.get(fact, ())
            speaking = tuple(way for way in ways if self.known.outcome(way[1]) is Outcome.HOLDS)
            self._ways[fact] = speaking or ways
        return self._ways[fact]

    def _use(self, name: str) -> Used | None:
        """A known value; None when it is not known."""
        if name not in self.known.values and name not in self.known.parameters:
            return None
        shown, label = self._speaker.shown(name), self._docket.types[name].label
        dated = self.known.parameters.get(name)
        if dated is None or name in self._docket.lawbook.facts:
            return Used(name, label, shown, rows=rows_of(self._ways_to(name), self.known))
        return Used(name, label, shown, dated.start, dated.reference, dated.confidence)

    def _explained(self, entry: Entry, outcome: Outcome) -> Explained:
        """The condition part by part; exceptions and overriding rules beside it, where there are any."""
        if not (entry.rule.unless or entry.above):
            return self._reasons(entry.rule.when)
        conditions = map(self._reasons, (entry.rule.when, *entry.rule.unless))
        above = ((one.words, self.known.outcome(one.statement)) for one in entry.above)
        return beside(entry.rule, outcome, conditions, above)
