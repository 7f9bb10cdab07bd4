"""The rows of a batch read one by one: the facts each states, the key by which it is known again, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from neni.core.adapters import statements
from neni.core.declarations import CaseType
from neni.core.errors import BlockedByFindings, InvalidFacts, MissingForDocument, NeniError, Problem
from neni.core.model.batches import GridRow, RowProblem, RowResult, RowState, key_of
from neni.core.model.facts import FactValues
from neni.core.model.importing import cells, import_notes
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.batches import batch_notes as notes
from neni.core.services.batches.batch_layout import Layout
from neni.core.services.batches.batch_records import records_of, said_of

MOST_IN_KEY = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that states a case."""

    row: int
    key: str
    facts: FactValues


@dataclass(slots=True)
class Reader:
    """Reads rows; remembers which row claimed a key first."""

    office: Office
    kind: CaseType
    layout: Layout
    rows: dict[str, int] = field(default_factory=dict)

    def entry(self, row: GridRow) -> Entry | RowResult:
        """What the row states, or why it states nothing."""
        if len(row.cells) != len(self.layout.header):
            width = import_notes.other_width(len(row.cells), len(self.layout.header))
            return _refused(row, "", [RowProblem("", width)])
        key, records = self._key(row), records_of(self.layout, row)
        problems = [*self._unreadable(row), *self._wrong_key(row, key), *records.problems]
        stated = {} if problems else self._stated(row, problems)
        if problems:
            return _refused(row, key, problems)
        try:
            required = [one.fact for one in self.kind.fields if one.required]
            told = {**stated, **records.stated}
            return Entry(row.number, key, statements.read(self.layout.facts, told, required=required))
        except InvalidFacts as error:
            return _refused(row, key, problems_of(error, self.layout, records.places))

    def _key(self, row: GridRow) -> str:
        if self.layout.key is not None:
            return row.cells[self.layout.key].strip()
        said = {fact.name: row.cells[place].strip() for place, fact in self.layout.columns.items()}
        told = {name: cell for name, cell in said.items() if cell}
        return key_of(self.layout.file_name, {**told, **said_of(self.layout, row)})

    def _unreadable(self, row: GridRow) -> Iterator[RowProblem]:
        used = {*self.layout.columns, self.layout.key}
        return (RowProblem(self.layout.header[one], told) for one, told in row.faults.items() if one in used)

    def _wrong_key(self, row: GridRow, key: str) -> Iterator[RowProblem]:
        column = self.layout.header[self.layout.key] if self.layout.key is not None else ""
        if not key or len(key) > MOST_IN_KEY or not key.isprintable():
            yield RowProblem(column, notes.NO_KEY)
            return
        first = self.rows.setdefault(key, row.number)
        if first != row.number:
            yield RowProblem(column, notes.same_key(first) if column else notes.same_row(first))

    def _stated(self, row: GridRow, problems: list[RowProblem]) -> dict[str, object]:
        stated: dict[str, object] = {}
        for place, fact in self.layout.columns.items():
            value = cells.read(fact, row.cells[place]) if row.cells[place].strip() else ""
            if isinstance(value, Text):
                problems.append(RowProblem(self.layout.header[place], value))
            else:
                stated[fact.name] = value
        return stated


def problems_of(error: NeniError, layout: Layout, places: Mapping[str, str] | None = None) -> tuple[RowProblem, ...]:
    """What an error says of a row, by column; `places` tells what stands in its lists, by pointer."""
    told = tuple(_problem(error, one, layout, places or {}) for one in error.problems)
    return told or (RowProblem("", error.message),)


def _problem(error: NeniError, problem: Problem, layout: Layout, places: Mapping[str, str]) -> RowProblem:
    pointer = problem.pointer.removeprefix("/facts")
    name = pointer.strip("/").partition("/")[0]
    if isinstance(error, MissingForDocument):
        return RowProblem(layout.column(name), notes.missing(problem.message))
    if isinstance(error, BlockedByFindings):
        return RowProblem("", notes.stopped(problem.message))
    where = places.get(pointer) or places.get(pointer.rpartition("/")[0])
    return RowProblem(where or (layout.column(name) if name else ""), problem.message)


def _refused(row: GridRow, key: str, problems: list[RowProblem] | tuple[RowProblem, ...]) -> RowResult:
    return RowResult(row.number, key, RowState.REFUSED, problems=tuple(problems))
