"""What came of an import: how many rows, which were refused or noted and why, and what the rules find in the cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from neni.core.model.cases import Case
from neni.core.model.facts import FactKind, FactType
from neni.core.model.findings import Evaluation, Finding, Outcome
from neni.core.model.rules import Severity
from neni.core.model.text import Text

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class RowNote:
    """Something about one row: its number as a spreadsheet counts (the header is row 1), the column and what stands
    there, and what is wrong or to be done."""

    row: int
    column: str
    value: str
    message: Text


@dataclass(frozen=True, slots=True)
class FoundIn:
    """A case in which a rule holds, and what the rule says of it."""

    reference: str
    title: str
    message: Text


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule holds and how often it cannot be told, with the cases of greatest value in which it holds."""

    rule: str
    title: Text
    severity: Severity
    holds: int
    cannot_be_told: int
    examples: tuple[FoundIn, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome. Every row read was created, unchanged, different from the stored case, skipped or refused.

    `encoding`, `guessed` and `separator` tell how the file was understood; `ignored` are columns the map does not
    use. `rules` counts over all cases of the file, those imported earlier included; for `without_rules` of the cases
    no rule is in force on their day, so nothing could be found.
    """

    map: str
    case_type: str
    read: int
    created: int
    unchanged: int
    differing: tuple[RowNote, ...]
    skipped: tuple[RowNote, ...]
    refused: tuple[RowNote, ...]
    warnings: tuple[RowNote, ...]
    rules: tuple[RuleCount, ...]
    evaluated: int
    without_rules: int
    encoding: str
    guessed: bool
    separator: str
    ignored: tuple[str, ...] = ()

    @property
    def rows_refused(self) -> int:
        """How many rows were refused; one row may have several things wrong."""
        return len({note.row for note in self.refused})


def count_rules(judged: Iterable[tuple[Case, Evaluation]], facts: Iterable[FactType]) -> tuple[RuleCount, ...]:
    """What the rules find in all cases together, most frequent first."""
    money = [fact.name for fact in facts if fact.kind is FactKind.MONEY]
    by_value = sorted(judged, key=lambda one: _value(one[0], money), reverse=True)
    told: dict[str, list[tuple[Case, Finding]]] = {}
    for case, evaluation in by_value:
        for finding in evaluation.findings:
            told.setdefault(finding.rule, []).append((case, finding))
    counts = [_count(rule, findings) for rule, findings in told.items()]
    return tuple(sorted(counts, key=lambda count: (-count.holds, -count.cannot_be_told, count.rule)))


def _count(rule: str, findings: list[tuple[Case, Finding]]) -> RuleCount:
    holding = [one for one in findings if one[1].outcome is Outcome.HOLDS]
    untold = sum(finding.outcome is Outcome.CANNOT_BE_TOLD for _, finding in findings)
    newest = findings[0][1]
    examples = tuple(FoundIn(case.reference, case.title, finding.message) for case, finding in holding[:EXAMPLES])
    return RuleCount(rule, newest.title, newest.severity, len(holding), untold, examples)


def _value(case: Case, money: list[str]) -> int:
    """The greatest amount stated of a case."""
    return max((value for name in money if isinstance(value := case.facts.get(name), int)), default=0)
