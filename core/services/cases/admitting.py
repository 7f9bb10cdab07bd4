"""Which rows of a table may enter as cases; of the others it is noted why not, by row, column and cause."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from neni.core.adapters.tables import Row
from neni.core.errors import InvalidFacts, Problem
from neni.core.model.facts import FactValues
from neni.core.model.importing import import_notes as notes
from neni.core.model.importing.import_maps import ImportMap
from neni.core.model.importing.import_reports import RowNote
from neni.core.model.importing.register_rows import Remark, Stated, read_row


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that can be stored."""

    row: int
    key: str
    facts: FactValues


@dataclass(slots=True)
class Admission:
    """Reads rows by a map and a reader of facts, and collects what there is to say of them."""

    plan: ImportMap
    read_facts: Callable[[object], FactValues]
    skipped: list[RowNote] = field(default_factory=list)
    refused: list[RowNote] = field(default_factory=list)
    warnings: list[RowNote] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    """Which row claimed a key first."""

    def entry(self, header: tuple[str, ...], row: Row) -> Entry | None:
        """The row as it enters, or None."""
        if len(row.cells) != len(header):
            self.refused.append(RowNote(row.number, "", "", notes.other_width(len(row.cells), len(header))))
            return None
        reading = read_row(self.plan, dict(zip(header, row.cells, strict=True)))
        if reading.skipped:
            self.skipped.append(_note(row, reading.skipped))
            return None
        self.refused += [_note(row, fault) for fault in reading.faults]
        if reading.faults or reading.key is None:
            return None
        facts = self._facts(row, reading.stated)
        if facts is None or self._claimed(row, reading.key):
            return None
        self.warnings += [_note(row, warning) for warning in reading.warnings]
        return Entry(row.number, reading.key, facts)

    def _facts(self, row: Row, stated: Mapping[str, Stated]) -> FactValues | None:
        try:
            return self.read_facts(stated)
        except InvalidFacts as error:
            self.refused += [self._refusal(row, stated, problem) for problem in error.problems]
            return None

    def _refusal(self, row: Row, stated: Mapping[str, Stated], problem: Problem) -> RowNote:
        """The problem of a fact at the column it came from."""
        name = problem.pointer.strip("/").partition("/")[0]
        source = self.plan.fact(name)
        column = (source.column or source.template or name) if source else name
        return RowNote(row.number, column, str(stated.get(name, "")), problem.message)

    def _claimed(self, row: Row, key: str) -> bool:
        """Whether an earlier row of the file is the same; it is refused then."""
        first = self.rows.setdefault(key, row.number)
        if first != row.number:
            self.refused.append(RowNote(row.number, self.plan.key, key, notes.twice(first)))
        return first != row.number


def _note(row: Row, remark: Remark) -> RowNote:
    return RowNote(row.number, remark.column, remark.value, remark.message)
