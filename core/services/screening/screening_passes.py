"""The passes of a screening over its file: rows are counted by signature; rules that have no such form go through the
evaluator row by row, a batch at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from neni.core.adapters.bulk import Cell, Days, Survey, Table
from neni.core.errors import BadImport, NotFound
from neni.core.model.compiling.query import Query, query
from neni.core.model.facts import FactKind, FactType
from neni.core.model.law.law_days import spans
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Plan
from neni.core.model.periods import Period
from neni.core.model.screening_reports import ScreenReport
from neni.core.model.text import Text
from neni.core.services.screening import Screener
from neni.core.services.screening import screening_refusals as refusals
from neni.core.services.screening.screening_asked import Asked
from neni.core.services.screening.screening_columns import mapped, stated
from neni.core.services.screening.screening_counts import Counts, Read, report

BATCH = 10_000
MANY_FORMS, SAMPLE = 200_000, 20_000
"""A signature that may have many forms is looked at first: where half of a sample differs, rows hardly share any."""

Progress = Callable[[float], None]
"""Hears what part is done."""


class Run:
    """One screening under way."""

    def __init__(self, table: Table, lawbook: Lawbook, plan: Plan, asked: Asked, progress: Progress) -> None:
        self._table, self._law, self._plan, self._asked = table, lawbook, plan, asked
        self._mapped = mapped(table, lawbook, plan, asked.columns, asked.register)
        if asked.register is not None:
            table.read_by(asked.register)
        every = [name for name in lawbook.facts if name in self._mapped]
        self._cells = tuple(
            Cell(lawbook.facts[name], self._mapped[name], f"f{list(lawbook.facts).index(name)}") for name in every
        )
        self._progress = progress
        self._kept = 0
        self._passes, self._done = 1, 0
        self._counts = Counts()

    def report(self) -> ScreenReport:
        """Everything counted."""
        self._check_wanted()
        law, survey = self._spans()
        for span, _ in law:
            self._screen(span)
        written = self._write()
        self._progress(1.0)
        rules = {rule.code: rule for span, _ in law for rule in self._law.rules(_a_day(span))}
        told = ((span, rows if self._surveyed else self._counts.rows) for span, rows in law)
        found = report(self._law.case_type, self._counts, told, rules.values(), self._read(), survey)
        return replace(found, written=written)

    def _read(self) -> Read:
        register = self._asked.register
        used = register.columns if register else tuple(self._mapped.values())
        skips = register.skips if register else ()
        return Read(self._mapped, self._table.columns, used, self._asked.by, skips)

    @property
    def _surveyed(self) -> bool:
        return self._asked.by is not None or self._asked.register is not None

    def _check_wanted(self) -> None:
        wanted = self._asked.wanted
        if wanted is None:
            return
        known = {rule.code for rule in self._law.rules()}
        strange = [code for code in wanted.rules if code not in known]
        if strange:
            raise NotFound(refusals.no_rule(strange[0], sorted(known)))
        if wanted.out.suffix.lower() not in (".csv", ".parquet"):
            raise BadImport(refusals.OTHER_ENDING)

    def _write(self) -> int | None:
        if self._asked.wanted is None:
            return None
        self._table.save(self._asked.wanted.out)
        return self._kept

    def _spans(self) -> tuple[list[tuple[Period, int]], Survey]:
        """The spans of days that rows lie in, with how many, and the rows that lie in none."""
        by = self._asked.by
        every = spans(self._law) if by else (Period(self._asked.on, self._asked.on),)
        if not self._surveyed:
            return [(every[0], 0)], Survey([0])
        starts = [one.start for one in every[1:] if one.start is not None]
        survey = self._table.survey(self._cells, self._day_cell() if by else None, starts)
        if by and survey.unreadable:
            self._counts.unreadable[by] += survey.unreadable
        law = [(span, rows) for span, rows in zip(every, survey.rows, strict=True) if rows] or [(every[-1], 0)]
        self._passes = len(law)
        return law, survey

    def _day_cell(self) -> Cell:
        """The cell of a row's own day, a fact of its case type or any other column. Raises BadImport."""
        by = self._asked.by or ""
        cell = next((one for one in self._cells if one.fact.name == by and one.fact.kind is FactKind.DATE), None)
        if cell is None and (by not in self._table.columns or self._asked.register is not None):
            raise BadImport(refusals.no_day(by, self._table.columns))
        return cell or Cell(FactType(by, FactKind.DATE, Text.of(by)), by, "day")

    def _screen(self, span: Period) -> None:
        on = _a_day(span)
        days = None if self._asked.by is None else Days(self._day_cell(), span.start or date.min, span.end or date.max)
        asked = self._without_crowds(query(self._law, self._plan, on, self._mapped), days)
        rules = self._wanted_of(asked)
        part = 0.5 if asked.unfit else 1.0
        counted = self._table.counts(asked, self._cells, days, lambda done: self._step(done * part), rules)
        self._counts.add(counted, self._law.rules(on))
        if asked.unfit:
            self._row_by_row(Screener(self._law, self._plan, on, asked.unfit), days, counted.rows)
        if self._asked.wanted and self._kept < self._asked.wanted.most:
            self._kept = self._table.keep(asked, self._cells, days, counted.held, self._asked.wanted.most)
        self._done += 1

    def _wanted_of(self, asked: Query) -> tuple[str, ...]:
        """The rules whose rows are to be written. Raises BadImport for one that has no SQL form."""
        wanted = self._asked.wanted
        if wanted is None:
            return ()
        formless = [code for code in wanted.rules if code in asked.unfit]
        if formless:
            raise BadImport(refusals.no_form(formless[0]))
        return tuple(code for code in asked.rules if code in wanted.rules or not wanted.rules)

    def _without_crowds(self, asked: Query, days: Days | None) -> Query:
        """The query without signatures that nearly every row has one of its own of."""
        wide = [number for number, one in enumerate(asked.signatures) if one.forms > MANY_FORMS]
        rows = list(self._table.keys(asked, self._cells, days, SAMPLE)) if wide else []
        crowded = {number for number in wide if len({row[number] for row in rows}) > max(len(rows), SAMPLE) // 2}
        return asked.without(crowded) if crowded else asked

    def _row_by_row(self, screener: Screener, days: Days | None, rows: int) -> None:
        self._counts.by_function |= set(screener.rules)
        read = _read_by(self._law, screener.rules)
        chosen = tuple(cell for cell in self._cells if cell.fact.name in read)
        facts, done = [cell.fact for cell in chosen], 0
        for batch in _batches(self._table.facts(self._cells, days, chosen)):
            for row, count in Counter(batch).items():
                for told in zip(screener.rules, screener.outcomes(stated(facts, row)), strict=True):
                    self._counts.found[told] += count
            done += len(batch)
            self._step(0.5 + done / rows / 2)

    def _step(self, part: float) -> None:
        self._progress((self._done + part) / self._passes)


def _a_day(span: Period) -> date:
    """A day of the span, which stands for all of them."""
    return span.start or span.end or date.min


def _batches(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _read_by(lawbook: Lawbook, rules: Iterable[str]) -> frozenset[str]:
    """Every name these rules rest on: what they and the rules above them read, through derived facts too."""
    every = {rule.code: rule for rule in lawbook.rules()}
    asked, reached, waiting = set[str](), set[str](), [*rules]
    while waiting:
        code = waiting.pop()
        if code not in asked:
            asked.add(code)
            waiting += [one.code for one in every.values() if code in one.overrides]
    names = [name for code in asked for name in every[code].reads]
    while names:
        name = names.pop()
        if name not in reached:
            reached.add(name)
            names += [below for one in lawbook.derivations() if one.fact == name for below in one.reads]
    return frozenset(reached)
