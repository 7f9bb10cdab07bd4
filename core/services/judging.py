"""Judging: what every rule in force says of a case, with all it rests on. Pure but for the engine that chains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from neni.core.model.conditions.explaining import explain
from neni.core.model.facts import FactValue, FactValues
from neni.core.model.findings import ONLY_ADVISES, Evaluation, Explained, Finding, Missing, Outcome, Used
from neni.core.model.lawbooks import Lawbook
from neni.core.model.lowering import Plan, Statement
from neni.core.model.rulesets import Condition, Confidence, Derivation, Rule, Severity
from neni.core.model.text import Text
from neni.core.ports import Engine, Words
from neni.core.services import wording
from neni.core.services.concluding import Conclusions, conclude
from neni.core.services.table_findings import faults, rows_of

_GRAVEST_FIRST = (Severity.BLOCKING, Severity.WARNING, Severity.NOTE)


def judge(
    lawbook: Lawbook,
    plan: Plan,
    engine: Engine,
    words: Words,
    facts: FactValues,
    on: date,
    confirmed: frozenset[tuple[str, str]] = frozenset(),
) -> Evaluation:
    """One finding for each rule in force on the day, and for each table that contradicts itself; gravest first, then
    by code. `confirmed` are rule codes with the fingerprints that people vouched for. Raises EngineFailure when the
    engine fails."""
    plan = plan.confirming(confirmed)
    judgement = _Judgement(lawbook, plan, words, conclude(lawbook, plan, engine, facts, on), on, confirmed)
    found = [*(judgement.finding(rule) for rule in lawbook.rules(on)), *faults(lawbook, plan, judgement.known, on)]
    return Evaluation(
        case_type=lawbook.case_type,
        on=on,
        facts=dict(facts),
        derived=judgement.known.derived,
        findings=tuple(sorted(found, key=_order)),
        rulesets=lawbook.fingerprints,
        engine=engine.name,
    )


def _order(finding: Finding) -> tuple[int, str]:
    return _GRAVEST_FIRST.index(finding.severity), finding.rule


class _Judgement:
    """Everything known of one case on one day, turned into findings rule by rule."""

    def __init__(
        self,
        lawbook: Lawbook,
        plan: Plan,
        words: Words,
        known: Conclusions,
        on: date,
        confirmed: frozenset[tuple[str, str]],
    ) -> None:
        self.known = known
        self._lawbook = lawbook
        self._plan = plan
        self._on = on
        self._confirmed = confirmed
        self._types = lawbook.types()
        self._rules = {rule.code: rule for rule in lawbook.rules(on)}
        self._texts = {rule.code: ruleset for ruleset in lawbook.rulesets for rule in ruleset.rules}
        values: dict[str, FactValue | None] = {name: dated.value for name, dated in known.parameters.items()}
        self._speaker = wording.Speaker(words, self._types, {**values, **known.values})

    def finding(self, rule: Rule) -> Finding:
        """What one rule says."""
        statement = self._plan.rules[rule.code]
        outcome = self.known.outcome(statement)
        missing = self._missing(rule) if outcome is Outcome.CANNOT_BE_TOLD else ()
        used, ways = self._used(statement.reads | rule.tells)
        confidence = _weakest(rule, used, ways)
        vouched = (rule.code, rule.fingerprint) in self._confirmed
        return Finding(
            rule=rule.code,
            fingerprint=rule.fingerprint,
            outcome=outcome,
            title=rule.title,
            message=self._message(rule, outcome, missing),
            severity=rule.severity,
            reference=rule.reference,
            confidence=confidence,
            confirmed=vouched or not confidence.needs_confirmation,
            in_force_since=rule.in_force.start,
            remedy=self._speaker.fill(rule.remedy) if rule.remedy and outcome is Outcome.HOLDS else None,
            used=used,
            missing=missing,
            blocks=rule.blocks,
            explanation=self._explained(rule, outcome),
            ruleset=self._texts[rule.code].code,
            version=self._texts[rule.code].fingerprint,
        )

    def _message(self, rule: Rule, outcome: Outcome, missing: tuple[Missing, ...]) -> Text:
        if outcome is Outcome.HOLDS:
            return self._speaker.fill(rule.finding)
        if outcome is Outcome.DOES_NOT_HOLD:
            return wording.does_not_apply(rule.title)
        return wording.cannot_be_told(rule.title, missing, self._speaker.day(self._on))

    def _missing(self, rule: Rule) -> tuple[Missing, ...]:
        """The facts and parameters to ask for: of the rule itself, and of rules that might override it."""
        names = self.known.missing(one for each in self._undecided(rule) for one in (each.when, *each.unless))
        known = [name for name in self._types if name in names]
        return tuple(Missing(name, self._types[name].label, name not in self._lawbook.facts) for name in known)

    def _undecided(self, rule: Rule, seen: frozenset[str] = frozenset()) -> Iterator[Rule]:
        yield rule
        for other in self._above(rule):
            undecided = self.known.outcome(self._plan.rules[other.code]) is Outcome.CANNOT_BE_TOLD
            if undecided and self._plan.in_full_effect(other.code, self._on) and other.code not in seen:
                yield from self._undecided(other, seen | {rule.code})

    def _above(self, rule: Rule) -> Iterator[Rule]:
        return (other for other in self._rules.values() if rule.code in other.overrides and other.code != rule.code)

    def _used(self, start: frozenset[str]) -> tuple[tuple[Used, ...], list[Derivation]]:
        """Every known value below the names of a rule, and the derivations that led there."""
        reached: set[str] = set()
        ways: list[Derivation] = []
        waiting = sorted(start)
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                for way, statement in self._ways(name):
                    ways.append(way)
                    waiting += statement.reads
        return tuple(self._use(name) for name in self._types if name in reached and self._is_known(name)), ways

    def _ways(self, fact: str) -> list[tuple[Derivation, Statement]]:
        """The derivations a fact's value comes from: those that speak, or all in force when none does."""
        ways = [way for way in self._plan.derivations.get(fact, ()) if self._on in way[0].in_force]
        return [way for way in ways if self.known.outcome(way[1]) is Outcome.HOLDS] or ways

    def _is_known(self, name: str) -> bool:
        return name in self.known.values or name in self.known.parameters

    def _use(self, name: str) -> Used:
        shown, label = self._speaker.shown(name), self._types[name].label
        dated = self.known.parameters.get(name)
        if dated is None or name in self._lawbook.facts:
            return Used(name, label, shown, rows=rows_of(self._ways(name), self.known))
        return Used(name, label, shown, dated.start, dated.reference, dated.confidence)

    def _explained(self, rule: Rule, outcome: Outcome) -> Explained:
        """The condition part by part; exceptions and overriding rules beside it, where there are any."""
        when = self._explain(rule.when)
        unless = (Explained("unless", each.value, (each,)) for each in map(self._explain, rule.unless))
        above = (
            Explained(self._named_above(other), self.known.outcome(self._plan.rules[other.code]).value)
            for other in self._above(rule)
        )
        beside = (*unless, *above)
        return Explained(rule.code, outcome.value, (when, *beside)) if beside else when

    def _named_above(self, other: Rule) -> str:
        in_effect = self._plan.in_full_effect(other.code, self._on)
        return f"{'overridden by ' if in_effect else ONLY_ADVISES}{other.code}"

    def _explain(self, condition: Condition) -> Explained:
        return explain(condition.tree, condition.text, self.known.scope)


def _weakest(rule: Rule, used: Iterable[Used], ways: Iterable[Derivation]) -> Confidence:
    of_values = [one.confidence for one in used if one.confidence is not None]
    return max([rule.confidence, *of_values, *(one.confidence for one in ways)], key=lambda one: one.weakness)
