"""Findings in the order in which people need them: what blocks, what to watch, what to know, what cannot be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from neni.core.declarations import CaseType
from neni.core.model.findings import Evaluation, Finding, Missing, Outcome
from neni.core.model.rules import Severity


@dataclass(frozen=True, slots=True)
class Panel:
    """`to_fill` are the facts that would let more be told, each with the address of its field and how many rules
    wait for it."""

    blocks: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    untold: tuple[Finding, ...] = ()
    to_fill: tuple[tuple[Missing, str | None, int], ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the rules have nothing to say at all."""
        return not (self.blocks or self.warnings or self.notes or self.untold)


def panel(case_type: CaseType, evaluation: Evaluation, form: str = "") -> Panel:
    """The findings of an evaluation; `form` is the address of the form, empty when it is on the same page."""
    where = places(case_type, form)
    holding = tuple(evaluation.with_outcome(Outcome.HOLDS))
    untold = tuple(evaluation.with_outcome(Outcome.CANNOT_BE_TOLD))
    return Panel(
        blocks=tuple(one for one in holding if one.severity is Severity.BLOCKING and one.confirmed),
        warnings=tuple(one for one in holding if one.severity is Severity.WARNING or one.advisory),
        notes=tuple(one for one in holding if one.severity is Severity.NOTE),
        untold=untold,
        to_fill=tuple(_to_fill(untold, where)),
        places=where,
        on=evaluation.on,
    )


def places(case_type: CaseType, form: str = "") -> dict[str, str]:
    """Where on the form each fact is filled in."""
    return {one.fact: f"{form}#fact-{one.fact}" for one in case_type.fields}


def _to_fill(untold: Iterable[Finding], where: Mapping[str, str]) -> Iterable[tuple[Missing, str | None, int]]:
    waiting: dict[str, tuple[Missing, int]] = {}
    for finding in untold:
        for missing in finding.missing:
            waiting[missing.name] = (missing, waiting.get(missing.name, (missing, 0))[1] + 1)
    order = [*where, *(name for name in waiting if name not in where)]
    for name in order:
        if name in waiting:
            yield waiting[name][0], where.get(name), waiting[name][1]
