"""What another text of the law changes for a case: rules that say something else, and values that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from neni.core.model.findings import Evaluation, Finding, Outcome, Used
from neni.core.model.rules import Severity
from neni.core.model.text import Text


class Turn(StrEnum):
    """Which way a rule turns. What is not in force says as little as what does not hold."""

    BEGINS_TO_HOLD = "begins_to_hold"
    NO_LONGER_HOLDS = "no_longer_holds"
    NO_LONGER_TOLD = "can_no_longer_be_told"
    NOW_TOLD = "can_now_be_told"
    SAYS_ELSE = "says_something_else"


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule says of a case, without all it rests on. `advises`: it would block, but nobody confirmed it yet."""

    outcome: Outcome
    severity: Severity
    message: Text
    advises: bool = False

    @property
    def speaks(self) -> bool:
        """Whether it concerns the case at all."""
        return self.outcome is not Outcome.DOES_NOT_HOLD


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
    def turn(self) -> Turn:
        """Which way it turns; whether it can be told counts before whether it holds."""
        before, after = self.outcomes
        if before is after:
            return Turn.SAYS_ELSE
        if Outcome.CANNOT_BE_TOLD in (before, after):
            return Turn.NOW_TOLD if before is Outcome.CANNOT_BE_TOLD else Turn.NO_LONGER_TOLD
        return Turn.BEGINS_TO_HOLD if after is Outcome.HOLDS else Turn.NO_LONGER_HOLDS

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


def compare(before: Evaluation | None, after: Evaluation, *, confirmations: bool = True) -> Comparison:
    """The differences between two evaluations of one case. Without a `before`, everything that is said is new.

    A rule that does not hold concerns the case no more than one that is not in force: words or severity of such a
    rule are no difference. Without `confirmations` it makes none either that nobody has confirmed a rule yet.
    """
    earlier = {one.rule: one for one in before.findings} if before else {}
    later = {one.rule: one for one in after.findings}
    values = tuple(_values(_used(earlier.values()), _used(later.values())))
    return Comparison(tuple(_rules(earlier, later, confirmations=confirmations)), values)


def _rules(
    earlier: Mapping[str, Finding], later: Mapping[str, Finding], *, confirmations: bool
) -> Iterator[RuleChange]:
    titles = {one.rule: one.title for one in (*earlier.values(), *later.values())}
    for rule, title in sorted(titles.items(), key=lambda one: one[0]):
        before, after = (_said(one.get(rule), confirmations=confirmations) for one in (earlier, later))
        if before != after and any(one and one.speaks for one in (before, after)):
            yield RuleChange(rule, title, before, after)


def _said(finding: Finding | None, *, confirmations: bool) -> Said | None:
    if finding is None:
        return None
    advises = confirmations and finding.advisory and finding.outcome is Outcome.HOLDS
    return Said(finding.outcome, finding.severity, finding.message, advises)


def _outcome(said: Said | None) -> Outcome | None:
    return said.outcome if said else None


def _used(findings: Iterable[Finding]) -> dict[str, Used]:
    return {used.name: used for finding in findings for used in finding.used}


def _values(earlier: Mapping[str, Used], later: Mapping[str, Used]) -> Iterator[ValueChange]:
    for name in sorted(earlier.keys() & later.keys()):
        was, now = earlier[name], later[name]
        if was.shown != now.shown:
            yield ValueChange(name, now.label, was.shown, now.shown)
