"""A batch of rows that each state a case: which column is which fact, and what became of each row."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from neni.core.model.facts import FactKind, FactType
from neni.core.model.importing.register_rows import folded
from neni.core.model.text import Language, Text


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row; `number` counts as a spreadsheet does, the header being row 1. `faults` are cells nobody can read, by
    their place in the row."""

    number: int
    cells: tuple[str, ...]
    faults: Mapping[int, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grid:
    """A header and rows, as they stand in the file; `sheets` are the further sheets of a spreadsheet by title."""

    header: tuple[str, ...]
    rows: tuple[GridRow, ...]
    sheets: Mapping[str, Grid] = field(default_factory=dict)


class RowState(StrEnum):
    """What became of a row. PREPARED: its draft was written; DRAFTED: an earlier run wrote it."""

    READY = "ready"
    ISSUED = "issued"
    PREPARED = "prepared"
    ALREADY = "already issued"
    DRAFTED = "already prepared"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why nothing came of a row: the column, when it is one, and what is wrong and to be done."""

    column: str
    message: Text


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row: the case, and the document or draft it led to, or what stands against it."""

    row: int
    key: str
    state: RowState
    reference: str = ""
    number: str = ""
    document_id: str = ""
    draft_id: str = ""
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What became of a batch: a result for each row that was looked at, and how many rows there are."""

    file_name: str
    total: int
    results: tuple[RowResult, ...]
    ignored: tuple[str, ...] = ()
    checked_only: bool = False
    stopped: bool = False

    @property
    def counts(self) -> Mapping[RowState, int]:
        """How many rows came to each state."""
        return Counter(one.state for one in self.results)


def asked(facts: Iterable[FactType]) -> tuple[FactType, ...]:
    """The facts that can stand in a cell: those a person states, but for lists of records."""
    return tuple(fact for fact in facts if fact.asked and fact.kind is not FactKind.RECORDS)


def lists_among(facts: Iterable[FactType]) -> tuple[FactType, ...]:
    """The lists of records that a person states."""
    return tuple(fact for fact in facts if fact.asked and fact.kind is FactKind.RECORDS)


def facts_named(name: str, facts: Sequence[FactType]) -> tuple[FactType, ...]:
    """The facts a column's name may mean: the one of that code, else those with that label in any language."""
    bare = folded(name)
    by_code = tuple(fact for fact in facts if folded(fact.name) == bare)
    return by_code or tuple(fact for fact in facts if bare and bare in labels(fact))


def labels(fact: FactType) -> frozenset[str]:
    """What a fact is called in the three languages, folded for comparing."""
    return frozenset(folded(fact.label.in_language(one)) for one in Language)


def sheet_title(words: str) -> str:
    """What a sheet may be called: spreadsheets take 31 signs, and not all."""
    return words.translate(dict.fromkeys(map(ord, "[]:*?/\\"), " "))[:31].strip()


def sheet_titles(fact: FactType) -> frozenset[str]:
    """What the sheet of a list of records may be called, folded for comparing."""
    return frozenset(
        folded(sheet_title(one)) for one in (fact.name, *(fact.label.in_language(one) for one in Language))
    )


def key_of(file_name: str, cells: Mapping[str, str]) -> str:
    """The key of a row that names none: of the file's name and what the row says, in whatever order its columns
    stand."""
    content = json.dumps([file_name, sorted(cells.items())], ensure_ascii=False)
    return f"batch:{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()}"
