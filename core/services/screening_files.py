"""Screening a file: how each rule comes out over the rows of very many cases, without findings and explanations.

Rows are counted by signature in one pass; rules that have no such form go through the evaluator row by row, a batch
at a time. Each row is judged by the law of one day, or by that of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from neni.core.adapters.bulk import REFUSED, Cell, Days, Survey, Table, open_table
from neni.core.errors import BadImport, NotFound
from neni.core.model.cases import department_of
from neni.core.model.compiling.query import Query, query
from neni.core.model.facts import FactKind, FactType
from neni.core.model.findings import Outcome
from neni.core.model.import_maps import ImportMap
from neni.core.model.law_days import spans
from neni.core.model.lawbooks import Lawbook
from neni.core.model.lowering import Plan
from neni.core.model.people import Permission, Person
from neni.core.model.periods import Period
from neni.core.model.rulesets import Rule
from neni.core.model.screening_reports import RuleCount, ScreenReport
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.access import require
from neni.core.services.importing import map_of
from neni.core.services.screening import Screener
from neni.core.services.screening_columns import mapped, stated

BATCH = 10_000
MANY_FORMS, SAMPLE = 200_000, 20_000
"""A signature that may have many forms is looked at first: where half of a sample differs, rows hardly share any."""

Progress = Callable[[float], None]
"""Hears what part is done."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Rows to write to the file `out`: those in which one of the `rules` holds (any, when empty), at most so many."""

    out: Path
    rules: tuple[str, ...] = ()
    most: int = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a file is screened by: the law of the day `on`, or of the day in each row's column (or fact) `by`. `columns`
    maps facts to columns that are named otherwise, `register` reads the file as an import would."""

    on: date
    by: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    register: ImportMap | None = None
    wanted: Wanted | None = None


def screen_file(
    office: Office, person: Person, file: Path, case_type: str, asked: Asked, progress: Progress
) -> ScreenReport:
    """Screen a Parquet or CSV file. Nothing is stored.

    Raises NotFound (case type), NotAllowed, BadConfiguration (no DuckDB), BadImport (file or columns).
    """
    lawbook, plan = office.host.lawbook(case_type), office.host.plan(case_type)
    require(person, Permission.READ, department_of(case_type))
    with office.store.reading() as work:
        plan = plan.confirming(work.confirmations.confirmed())
    with open_table(file) as table:
        return screen_table(table, lawbook, plan, asked, progress)


def screen_register(
    office: Office, person: Person, file: Path, map_name: str, asked: Asked, progress: Progress, *, own_days: bool
) -> ScreenReport:
    """Screen a file as `neni import` would read it by its map; with `own_days` each row by the law of the day that
    governs its case. Raises NotFound (map), and what `screen_file` does."""
    register = map_of(office, map_name)
    governing = office.host.case_type(register.case_type).on_fact
    by = governing if own_days and governing and register.fact(governing) else asked.by
    return screen_file(office, person, file, register.case_type, replace(asked, register=register, by=by), progress)


def screen_table(table: Table, lawbook: Lawbook, plan: Plan, asked: Asked, progress: Progress) -> ScreenReport:
    """Screen an open table. Raises BadImport when a named column is not there or no column is a fact."""
    return _Run(table, lawbook, plan, asked, progress).report()


class _Run:
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
        self._rows = 0
        self._found: Counter[tuple[str, Outcome]] = Counter()
        self._in_force: Counter[str] = Counter()
        self._unreadable: Counter[str] = Counter()
        self._by_function: set[str] = set()

    def report(self) -> ScreenReport:
        """Everything counted."""
        self._check_wanted()
        law, survey = self._spans()
        for span, _ in law:
            self._screen(span)
        written = self._write()
        self._progress(1.0)
        rules = {rule.code: rule for span, _ in law for rule in self._law.rules(_a_day(span))}
        left_out = tuple(self._reasons(survey))
        register = self._asked.register
        used = register.columns if register else tuple(self._mapped.values())
        return ScreenReport(
            self._law.case_type,
            self._rows + survey.without + sum(rows for _, rows in left_out),
            tuple((span, rows if self._surveyed else self._rows) for span, rows in law),
            tuple(self._count(rule) for rule in rules.values()),
            self._mapped,
            tuple(name for name in self._table.columns if name not in used),
            dict(self._unreadable),
            self._asked.by,
            survey.without,
            left_out,
            written,
        )

    @property
    def _surveyed(self) -> bool:
        return self._asked.by is not None or self._asked.register is not None

    def _reasons(self, survey: Survey) -> Iterator[tuple[Text, int]]:
        for number, rows in sorted(survey.left_out.items()):
            skips = self._asked.register.skips if self._asked.register else ()
            yield (_REFUSED if number == REFUSED else skips[number - 1].reason), rows

    def _check_wanted(self) -> None:
        wanted = self._asked.wanted
        if wanted is None:
            return
        known = {rule.code for rule in self._law.rules()}
        strange = [code for code in wanted.rules if code not in known]
        if strange:
            raise NotFound(_no_rule(strange[0], sorted(known)))
        if wanted.out.suffix.lower() not in (".csv", ".parquet"):
            raise BadImport(_OTHER_ENDING)

    def _write(self) -> int | None:
        if self._asked.wanted is None:
            return None
        self._table.save(self._asked.wanted.out)
        return self._kept

    def _count(self, rule: Rule) -> RuleCount:
        holds, does_not = (self._found[rule.code, one] for one in (Outcome.HOLDS, Outcome.DOES_NOT_HOLD))
        untold = self._in_force[rule.code] - holds - does_not
        return RuleCount(rule, holds, does_not, untold, rule.code not in self._by_function)

    def _spans(self) -> tuple[list[tuple[Period, int]], Survey]:
        """The spans of days that rows lie in, with how many, and the rows that lie in none."""
        by = self._asked.by
        every = spans(self._law) if by else (Period(self._asked.on, self._asked.on),)
        if not self._surveyed:
            return [(every[0], 0)], Survey([0])
        starts = [one.start for one in every[1:] if one.start is not None]
        survey = self._table.survey(self._cells, self._day_cell() if by else None, starts)
        if by and survey.unreadable:
            self._unreadable[by] += survey.unreadable
        law = [(span, rows) for span, rows in zip(every, survey.rows, strict=True) if rows] or [(every[-1], 0)]
        self._passes = len(law)
        return law, survey

    def _day_cell(self) -> Cell:
        """The cell of a row's own day, a fact of its case type or any other column. Raises BadImport."""
        by = self._asked.by or ""
        cell = next((one for one in self._cells if one.fact.name == by and one.fact.kind is FactKind.DATE), None)
        if cell is None and (by not in self._table.columns or self._asked.register is not None):
            raise BadImport(_no_day(by, self._table.columns))
        return cell or Cell(FactType(by, FactKind.DATE, Text.of(by)), by, "day")

    def _screen(self, span: Period) -> None:
        on = _a_day(span)
        days = None if self._asked.by is None else Days(self._day_cell(), span.start or date.min, span.end or date.max)
        asked = self._without_crowds(query(self._law, self._plan, on, self._mapped), days)
        rules = self._wanted_of(asked)
        part = 0.5 if asked.unfit else 1.0
        counted = self._table.counts(asked, self._cells, days, lambda done: self._step(done * part), rules)
        self._rows += counted.rows
        self._unreadable.update(counted.unreadable)
        self._in_force.update({rule.code: counted.rows for rule in self._law.rules(on)})
        for rule, (holds, does_not) in counted.rules.items():
            self._found[rule, Outcome.HOLDS] += holds
            self._found[rule, Outcome.DOES_NOT_HOLD] += does_not
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
            raise BadImport(_no_form(formless[0]))
        return tuple(code for code in asked.rules if code in wanted.rules or not wanted.rules)

    def _without_crowds(self, asked: Query, days: Days | None) -> Query:
        """The query without signatures that nearly every row has one of its own of."""
        wide = [number for number, one in enumerate(asked.signatures) if one.forms > MANY_FORMS]
        rows = list(self._table.keys(asked, self._cells, days, SAMPLE)) if wide else []
        crowded = {number for number in wide if len({row[number] for row in rows}) > max(len(rows), SAMPLE) // 2}
        return asked.without(crowded) if crowded else asked

    def _row_by_row(self, screener: Screener, days: Days | None, rows: int) -> None:
        self._by_function |= set(screener.rules)
        read = _read_by(self._law, screener.rules)
        chosen = tuple(cell for cell in self._cells if cell.fact.name in read)
        facts, done = [cell.fact for cell in chosen], 0
        for batch in _batches(self._table.facts(self._cells, days, chosen)):
            for row, count in Counter(batch).items():
                for told in zip(screener.rules, screener.outcomes(stated(facts, row)), strict=True):
                    self._found[told] += count
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


_REFUSED = Text(
    sq="mungon a nuk lexohet diçka pa të cilën rreshti nuk merret; neni import tregon çfarë",
    sr="nedostaje ili se ne može pročitati nešto bez čega se red ne preuzima; neni import kaže šta",
    en="something without which the row is not taken is missing or cannot be read; neni import says what",
)
_OTHER_ENDING = Text(
    sq="Rreshtat shkruhen në skedar .csv ose .parquet; zgjidhni emër me njërën nga këto mbaresa.",
    sr="Redovi se upisuju u datoteku .csv ili .parquet; izaberite ime sa jednim od ta dva nastavka.",
    en="Rows are written to a .csv or .parquet file; choose a name that ends in one of these.",
)


def _no_rule(code: str, known: Iterable[str]) -> Text:
    there = ", ".join(known)
    return Text(
        sq=f"Nuk ka rregull “{code[:60]}”; të njohura: {there}.",
        sr=f"Nema pravila „{code[:60]}“; poznata: {there}.",
        en=f"There is no rule “{code[:60]}”; known are: {there}.",
    )


def _no_form(code: str) -> Text:
    return Text(
        sq=f"Rreshtat e rregullit {code} nuk mund të shkruhen, sepse ai nuk ka formë SQL; numrohen pa --rule {code}.",
        sr=f"Redovi pravila {code} ne mogu se upisati, jer ono nema SQL oblik; broje se bez --rule {code}.",
        en=f"Rows of rule {code} cannot be written, because it has no SQL form; leave --rule {code} out to count it.",
    )


def _no_day(named: str, there: Iterable[str]) -> Text:
    columns = ", ".join(name[:40] for name in there)
    return Text(
        sq=f"Data e rreshtit duhet të jetë një kolonë e skedarit; “{named[:60]}” nuk është. Kolonat: {columns}.",
        sr=f"Dan reda mora biti kolona datoteke; „{named[:60]}“ nije. Kolone: {columns}.",
        en=f"The day of a row must be a column of the file; “{named[:60]}” is none. Columns: {columns}.",
    )
