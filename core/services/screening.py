"""Screening: the outcome of every rule for very many cases, without findings and explanations.

A file is screened by one SQL query; rules that have no SQL form go through the generated Python function row by row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from neni.core.adapters.bulk import Cell, Table, open_table
from neni.core.errors import BadImport
from neni.core.model.cases import department_of
from neni.core.model.chaining import Fixpoint
from neni.core.model.compiling.evaluator import Evaluator, Outcomes
from neni.core.model.compiling.keeping import evaluator
from neni.core.model.compiling.logic import Circular
from neni.core.model.compiling.noting import Noted
from neni.core.model.compiling.query import SCREENED, Query, query
from neni.core.model.facts import FactKind, FactType, FactValue, FactValues
from neni.core.model.findings import Outcome
from neni.core.model.lawbooks import Lawbook
from neni.core.model.lowering import Plan
from neni.core.model.people import Permission, Person
from neni.core.model.rulesets import Rule
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.access import require
from neni.core.services.concluding import conclude
from neni.core.services.docket import docket

STEP = 10_000
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How one rule came out over all rows. `in_sql` is False when it has no SQL form."""

    rule: Rule
    holds: int
    does_not_hold: int
    cannot_be_told: int
    in_sql: bool


@dataclass(frozen=True, slots=True)
class ScreenReport:
    """What came out. `columns` maps facts to columns of the file; `unreadable` counts the cells of a fact that hold
    something else than a value of its kind, which counts as not stated."""

    case_type: str
    on: date
    rows: int
    counts: tuple[RuleCount, ...]
    columns: Mapping[str, str]
    ignored: tuple[str, ...]
    unreadable: Mapping[str, int]


def screen_file(
    office: Office,
    person: Person,
    file: Path,
    case_type: str,
    on: date,
    columns: Mapping[str, str],
    on_row: Callable[[int, int], None],
) -> ScreenReport:
    """Screen a Parquet or CSV file by the law of one day. `columns` maps facts to columns that are named otherwise.

    Raises NotFound (case type), NotAllowed, BadConfiguration (no DuckDB), BadImport (file or columns).
    """
    lawbook, plan = office.host.lawbook(case_type), office.host.plan(case_type)
    require(person, Permission.READ, department_of(case_type))
    with office.store.reading() as work:
        plan = plan.confirming(work.confirmations.confirmed())
    with open_table(file) as table:
        return screen_table(table, lawbook, plan, on, columns, on_row)


def screen_table(
    table: Table,
    lawbook: Lawbook,
    plan: Plan,
    on: date,
    columns: Mapping[str, str],
    on_row: Callable[[int, int], None],
) -> ScreenReport:
    """Screen an open table. Raises BadImport when a named column is not there or no column is a fact."""
    mapped = _mapped(table, lawbook, plan, columns)
    asked = query(lawbook, plan, on, mapped)
    cells = tuple(Cell(lawbook.facts[name], mapped[name], place) for name, place in asked.columns.items())
    rows = table.rows()
    told = table.counts(asked, cells) if rows else dict.fromkeys(asked.rules, (0, 0))
    told |= _by_function(table, cells, Screener(lawbook, plan, on, asked.unfit), lambda done: on_row(done, rows))
    on_row(rows, rows)
    return ScreenReport(
        lawbook.case_type,
        on,
        rows,
        tuple(_count(rule, rows, *told[rule.code], asked) for rule in lawbook.rules(on)),
        {cell.fact.name: cell.column for cell in cells},
        tuple(name for name in table.columns if name not in mapped.values()),
        table.unreadable(cells),
    )


def _count(rule: Rule, rows: int, holds: int, does_not: int, asked: Query) -> RuleCount:
    return RuleCount(rule, holds, does_not, rows - holds - does_not, rule.code in asked.rules)


def _mapped(table: Table, lawbook: Lawbook, plan: Plan, columns: Mapping[str, str]) -> dict[str, str]:
    """Facts to columns of the file: as told, else by their own names."""
    usable = [name for name, fact in lawbook.facts.items() if fact.kind in SCREENED and name not in plan.derivations]
    lacking = [name for name in columns.values() if name not in table.columns]
    strange = [name for name in columns if name not in usable]
    mapped = {name: column for name in usable if (column := columns.get(name, name)) in table.columns}
    if lacking or strange or not mapped:
        raise BadImport(_unmapped([*strange, *lacking], usable, list(table.columns)))
    return mapped


def _by_function(
    table: Table, cells: tuple[Cell, ...], screener: Screener, on_row: Callable[[int], None]
) -> dict[str, tuple[int, int]]:
    if not screener.rules:
        return {}
    found: Counter[tuple[str, Outcome]] = Counter()
    facts = tuple(cell.fact for cell in cells)
    for number, row in enumerate(table.facts(cells), 1):
        found.update(zip(screener.rules, screener.outcomes(stated(facts, row)), strict=True))
        if number % STEP == 0:
            on_row(number)
    return {code: (found[code, Outcome.HOLDS], found[code, Outcome.DOES_NOT_HOLD]) for code in screener.rules}


def stated(facts: Iterable[FactType], row: Iterable[Any]) -> dict[str, FactValue]:
    """The facts of a row, from the values that conditions read."""
    pairs = zip(facts, row, strict=False)
    return {fact.name: _fact(fact.kind, value) for fact, value in pairs if value is not None}


def _fact(kind: FactKind, value: Any) -> FactValue:
    if kind is FactKind.MONEY:
        return int(value / _CENT)
    found: FactValue = value * 100 if kind is FactKind.PERCENT else value
    return found


class Screener:
    """A lawbook on a day, ready for many cases. `rules` are the codes in force (of `only` these, when given), in the
    order of the outcomes. It says what judging says."""

    def __init__(self, lawbook: Lawbook, plan: Plan, on: date, only: Iterable[str] | None = None) -> None:
        self._lawbook, self._plan, self._on = lawbook, plan, on
        self._chosen = None if only is None else frozenset(only)
        codes = (rule.code for rule in lawbook.rules(on))
        self.rules = tuple(code for code in codes if self._chosen is None or code in self._chosen)
        self._evaluator: Evaluator | None = None
        with suppress(Circular):
            self._evaluator = evaluator(lawbook, plan, on)

    def outcomes(self, facts: FactValues) -> Outcomes:
        """What every rule says."""
        said = {one.rule: one.outcome for one in self._noted(facts)}
        return tuple(said.get(code, Outcome.DOES_NOT_HOLD) for code in self.rules)

    def screen(self, cases: Iterable[FactValues]) -> Iterator[tuple[Noted, ...]]:
        """For each case the rules that hold or cannot be told; a rule that is not among them does not hold."""
        if self._evaluator is not None and self._chosen is None:
            return self._evaluator.screen(cases)
        return map(self._noted, cases)

    def _noted(self, facts: FactValues) -> tuple[Noted, ...]:
        noted = self._evaluator.noted(facts) if self._evaluator else self._chained(facts)
        return noted if self._chosen is None else tuple(one for one in noted if one.rule in self._chosen)

    def _chained(self, facts: FactValues) -> tuple[Noted, ...]:
        """Only chaining follows law that goes round in a circle."""
        known = conclude(self._lawbook, self._plan, Fixpoint(), facts, self._on)
        rules = docket(self._lawbook, self._plan, self._on)
        told = ((rule, known.outcome(self._plan.rules[rule.code])) for rule in self._lawbook.rules(self._on))
        return tuple(
            Noted(rule.code, outcome, rules.missing(known, rule) if outcome is Outcome.CANNOT_BE_TOLD else ())
            for rule, outcome in told
            if outcome is not Outcome.DOES_NOT_HOLD
        )


def _unmapped(wrong: list[str], facts: list[str], there: list[str]) -> Text:
    named, known, columns = (", ".join(name[:40] for name in one[:40]) or "–" for one in (wrong, facts, there))
    return Text(
        sq=f"Kolonat nuk përputhen me faktet ({named}). Faktet: {known}. Kolonat e skedarit: {columns}. "
        "Përdorni --column fakti=KOLONA.",
        sr=f"Kolone se ne slažu sa činjenicama ({named}). Činjenice: {known}. Kolone datoteke: {columns}. "
        "Upotrebite --column činjenica=KOLONA.",
        en=f"Columns and facts do not fit together ({named}). Facts: {known}. Columns of the file: {columns}. "
        "Use --column fact=COLUMN.",
    )
