"""What a change of the law would do to cases, and that as rows of a table: one for each rule that turns, and for each
derived fact that has another value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from neni.core.model.law.comparing import Comparison, ValueChange
from neni.core.model.text import Language

COLUMNS = ("reference", "title", "case_type", "on", "rule", "fact", "turn", "before", "after", "says")


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A stored case of which some rule would say something else. `values` are derived facts that would differ."""

    reference: str
    title: str
    case_type: str
    on: date
    comparison: Comparison
    values: tuple[ValueChange, ...] = ()

    @property
    def turns(self) -> bool:
        """Whether a rule comes out otherwise, and does not only say something else."""
        return any(one.turns for one in self.comparison.rules)


def rows(case: CaseChange, language: Language) -> Iterator[tuple[str, ...]]:
    """The rows of one case."""
    known = (case.reference, case.title, case.case_type, case.on.isoformat())
    for change in case.comparison.rules:
        before, after = (one.value if one else "" for one in change.outcomes)
        yield (*known, change.rule, "", change.turn.value, before, after, change.message.in_language(language))
    for value in case.values:
        before, after, label = (one.in_language(language) for one in (value.before, value.after, value.label))
        yield (*known, "", value.name, "", before, after, label)
