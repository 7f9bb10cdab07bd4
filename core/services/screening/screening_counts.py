"""What a screening has counted so far, and the report that is made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from neni.core.adapters.bulk import REFUSED, Counted, Survey
from neni.core.model.findings import Outcome
from neni.core.model.importing.import_maps import Skip
from neni.core.model.periods import Period
from neni.core.model.rules import Rule
from neni.core.model.screening_reports import RuleCount, ScreenReport
from neni.core.model.text import Text


@dataclass(slots=True)
class Counts:
    """Counts over the spans of the law. `in_force` says for how many rows a rule was asked, `by_function` which rules
    the evaluator was asked about, row by row."""

    rows: int = 0
    found: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    in_force: Counter[str] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)
    by_function: set[str] = field(default_factory=set)

    def add(self, counted: Counted, rules: Iterable[Rule]) -> None:
        """Add a pass over the rows of one span."""
        self.rows += counted.rows
        self.unreadable.update(counted.unreadable)
        self.in_force.update({rule.code: counted.rows for rule in rules})
        for rule, (holds, does_not) in counted.rules.items():
            self.found[rule, Outcome.HOLDS] += holds
            self.found[rule, Outcome.DOES_NOT_HOLD] += does_not

    def of(self, rule: Rule) -> RuleCount:
        """How a rule came out. Rows that neither hold nor do not hold cannot be told."""
        holds, does_not = (self.found[rule.code, one] for one in (Outcome.HOLDS, Outcome.DOES_NOT_HOLD))
        untold = self.in_force[rule.code] - holds - does_not
        return RuleCount(rule, holds, does_not, untold, rule.code not in self.by_function)


@dataclass(frozen=True, slots=True)
class Read:
    """How a file was read: facts by their columns, all columns of the file and those that were used, the day column,
    and the skips of the map."""

    mapped: Mapping[str, str]
    columns: Iterable[str]
    used: Collection[str]
    by: str | None
    skips: Sequence[Skip]


def report(
    case_type: str, counts: Counts, law: Iterable[tuple[Period, int]], rules: Iterable[Rule], read: Read, survey: Survey
) -> ScreenReport:
    """Everything counted, so far as it is not written to a file."""
    left_out = tuple(_left_out(survey, read.skips))
    return ScreenReport(
        case_type,
        counts.rows + survey.without + sum(rows for _, rows in left_out),
        tuple(law),
        tuple(map(counts.of, rules)),
        read.mapped,
        tuple(name for name in read.columns if name not in read.used),
        dict(counts.unreadable),
        read.by,
        survey.without,
        left_out,
    )


def _left_out(survey: Survey, skips: Sequence[Skip]) -> Iterator[tuple[Text, int]]:
    for number, rows in sorted(survey.left_out.items()):
        yield (_REFUSED if number == REFUSED else skips[number - 1].reason), rows


_REFUSED = Text(
    sq="mungon a nuk lexohet diçka pa të cilën rreshti nuk merret; neni import tregon çfarë",
    sr="nedostaje ili se ne može pročitati nešto bez čega se red ne preuzima; neni import kaže šta",
    en="something without which the row is not taken is missing or cannot be read; neni import says what",
)
