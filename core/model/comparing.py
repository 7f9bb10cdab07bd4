"""What another text of the law changes for a case: rules that say something else, and values that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from neni.core.model.findings import Evaluation, Finding, Outcome, Used
from neni.core.model.rulesets import Severity
from neni.core.model.text import Text


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule says of a case, without all it rests on. `takes_effect` is False while it may only advise."""

    outcome: Outcome
    severity: Severity
    message: Text
    takes_effect: bool

    @classmethod
    def by(cls, finding: Finding) -> Said:
        """What a finding says."""
        return cls(finding.outcome, finding.severity, finding.message, finding.confirmed)


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule before and after; None where it is not in force, or not part of the law at all."""

    rule: str
    title: Text
    before: Said | None
    after: Said | None

    @property
    def outcomes(self) -> tuple[Outcome | None, Outcome | None]:
        """What came out before and after."""
        return _outcome(self.before), _outcome(self.after)

    @property
    def message(self) -> Text:
        """What the rule says now, or said last."""
        return next(one.message for one in (self.after, self.before) if one)

    @property
    def turns(self) -> bool:
        """Whether the rule comes out otherwise; else only what it says, or how grave it is, is another."""
        before, after = self.outcomes
        return before is not after


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A derived fact or a value of the law that rules of both texts rest on."""

    name: str
    label: Text
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs. Values may differ without any rule saying something else."""

    rules: tuple[RuleChange, ...] = ()
    values: tuple[ValueChange, ...] = ()


def compare(before: Evaluation | None, after: Evaluation) -> Comparison:
    """The differences between two evaluations of one case. Without a `before`, everything that is said is new."""
    earlier = {one.rule: one for one in before.findings} if before else {}
    later = {one.rule: one for one in after.findings}
    values = tuple(_values(_used(earlier.values()), _used(later.values())))
    return Comparison(tuple(_rules(earlier, later)), values)


def _rules(earlier: Mapping[str, Finding], later: Mapping[str, Finding]) -> Iterator[RuleChange]:
    for rule in sorted(earlier.keys() | later.keys()):
        was, now = earlier.get(rule), later.get(rule)
        before, after = (Said.by(one) if one else None for one in (was, now))
        told = now or was
        if before != after and told:
            yield RuleChange(rule, told.title, before, after)


def _outcome(said: Said | None) -> Outcome | None:
    return said.outcome if said else None


def _used(findings: Iterable[Finding]) -> dict[str, Used]:
    return {used.name: used for finding in findings for used in finding.used}


def _values(earlier: Mapping[str, Used], later: Mapping[str, Used]) -> Iterator[ValueChange]:
    for name in sorted(earlier.keys() & later.keys()):
        was, now = earlier[name], later[name]
        if was.shown != now.shown:
            yield ValueChange(name, now.label, was.shown, now.shown)
