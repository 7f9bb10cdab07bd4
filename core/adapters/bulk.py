"""Parquet and CSV files of many rows, through DuckDB: cells as exact typed facts, and queries over them.

Only here is DuckDB imported, when a file is opened: it is an extra (`bulk`). It gets the one file, two threads and a
bounded memory. A cell that is no value of its fact's kind counts as not stated, and is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neni.core.errors import BadConfiguration, BadImport
from neni.core.model.compiling.query import COLUMNS, Query
from neni.core.model.facts import FactKind, FactType
from neni.core.model.text import Text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY, BATCH = "700MB", 20_000
_READERS = {".parquet": "read_parquet($file)", ".csv": "read_csv($file, header = true, all_varchar = true)"}
_FLOATING = ("DOUBLE", "FLOAT")
_NO_REWRITING = "SET disabled_optimizers = 'expression_rewriter'"
"""Over formulas as deep as the law's, DuckDB's rewriting of expressions takes minutes before the first row is read."""
_WORD = "nullif(trim({column}), '')"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a fact stands in the file, and in which column of the query."""

    fact: FactType
    column: str
    place: str


class Table:
    """An open file. `columns` are its columns with their types."""

    def __init__(self, connection: DuckDBPyConnection, file: Path) -> None:
        self._connection = connection
        self._file = {"file": str(file)}
        self._reader = _READERS[file.suffix.lower()]
        described = connection.execute(f"DESCRIBE SELECT * FROM {self._reader}", self._file).fetchall()  # noqa: S608
        self.columns: dict[str, str] = {name: kind for name, kind, *_ in described}

    def rows(self) -> int:
        """How many there are."""
        return int(self._one(f"SELECT count(*) FROM {self._reader}", {})[0])  # noqa: S608 - no word of anybody's

    def unreadable(self, cells: tuple[Cell, ...]) -> dict[str, int]:
        """For each fact, how many cells hold something that is no value of its kind."""
        flags = ", ".join(f"count(*) FILTER (b{number})" for number in range(len(cells)))
        text, codes = self._facts(cells)
        found = self._one(f"WITH facts AS ({text}) SELECT {flags or 'NULL'} FROM facts", codes)  # noqa: S608
        return {cell.fact.name: int(count) for cell, count in zip(cells, found, strict=False) if count}

    def counts(self, query: Query, cells: tuple[Cell, ...]) -> dict[str, tuple[int, int]]:
        """For each rule of the query, how many rows it holds for and how many it does not."""
        text, codes = self._facts(cells)
        both = [f"count(*) FILTER (r{n}), count(*) FILTER (NOT r{n})" for n in range(len(query.rules))]
        if not both:
            return {}
        asked = f"WITH facts AS ({text}) SELECT {', '.join(both)} FROM ({query.text})"  # noqa: S608
        found = iter(self._one(asked, {**codes, **query.parameters}))
        return {rule: (int(next(found)), int(next(found))) for rule in query.rules}

    def outcomes(self, query: Query, cells: tuple[Cell, ...]) -> Iterator[tuple[bool | None, ...]]:
        """For each row, what each rule of the query says; None is what cannot be told."""
        text, codes = self._facts(cells)
        return self._many(f"WITH facts AS ({text}) {query.text}", {**codes, **query.parameters})

    def facts(self, cells: tuple[Cell, ...]) -> Iterator[tuple[Any, ...]]:
        """For each row the values of the facts, None where nothing usable stands."""
        text, codes = self._facts(cells)
        chosen = ", ".join(cell.place for cell in cells) or "NULL"
        return self._many(f"WITH facts AS ({text}) SELECT {chosen} FROM facts", codes)  # noqa: S608

    def _facts(self, cells: tuple[Cell, ...]) -> tuple[str, dict[str, object]]:
        """The cells as typed columns, and beside each whether it could not be read; codes are parameters."""
        parameters: dict[str, object] = {}
        parts = ["1 AS one"]
        for number, cell in enumerate(cells):
            column, kind = _quoted(cell.column), self.columns[cell.column]
            if cell.fact.choices:
                parameters[f"codes{number}"] = [one.code for one in cell.fact.choices]
            typed = _typed(cell.fact.kind, column, kind, f"$codes{number}")
            there = _WORD.format(column=column) if kind == "VARCHAR" else column
            parts.append(f"{typed} AS {cell.place}, {there} IS NOT NULL AND {cell.place} IS NULL AS b{number}")
        return f"SELECT {', '.join(parts)} FROM {self._reader}", parameters  # noqa: S608

    def _one(self, text: str, parameters: Mapping[str, object]) -> tuple[Any, ...]:
        row = self._connection.execute(text, {**parameters, **self._file}).fetchone()
        return row or ()

    def _many(self, text: str, parameters: Mapping[str, object]) -> Iterator[tuple[Any, ...]]:
        cursor = self._connection.execute(text, {**parameters, **self._file})
        while rows := cursor.fetchmany(BATCH):
            yield from rows


@contextmanager
def open_table(file: Path) -> Iterator[Table]:
    """Raises BadConfiguration where DuckDB is not installed, BadImport when the file cannot be read."""
    try:
        import duckdb  # noqa: PLC0415 - an extra, which may not be installed
    except ImportError as error:
        raise BadConfiguration(_NOT_INSTALLED) from error
    if file.suffix.lower() not in _READERS:
        raise BadImport(_OTHER_FILE)
    try:
        with duckdb.connect(config={"memory_limit": MEMORY, "threads": 2, "preserve_insertion_order": False}) as one:
            one.execute(_NO_REWRITING)
            yield Table(one, file)
    except duckdb.Error as error:
        raise BadImport(_unusable(str(error).splitlines()[0][:200])) from error


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _typed(kind: FactKind, column: str, stored: str, codes: str) -> str:
    word = _WORD.format(column=column) if stored == "VARCHAR" else "NULL"
    if kind in COLUMNS:
        return _number(kind, column, stored)
    forms: dict[FactKind, Callable[[], str]] = {
        FactKind.DATE: lambda: _day(column, stored),
        FactKind.YES_NO: lambda: (
            column if stored == "BOOLEAN" else f"CASE {word} WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END"
        ),
        FactKind.CHOICE: lambda: f"CASE WHEN list_contains({codes}, {word}) THEN {word} END",
        FactKind.TEXT: lambda: f"nfc_normalize({word})",
    }
    return forms[kind]()


def _number(kind: FactKind, column: str, stored: str) -> str:
    """The exact number, or NULL: too many digits, or parts that the kind does not have."""
    digits = COLUMNS[kind]
    before, after = (digits.before + 2, digits.after - 2) if kind is FactKind.PERCENT else (digits.before, digits.after)
    decimal = f"TRY_CAST({column} AS DECIMAL({before + after}, {after}))"
    if stored == "VARCHAR":
        form = rf"\s*-?[0-9]{{1,{before}}}(\.[0-9]{{1,{after}}}0*)?\s*"
        exact = f"CASE WHEN regexp_full_match({column}, '{form}') THEN {decimal} END"
    elif stored in _FLOATING or stored.startswith("DECIMAL"):
        exact = f"CASE WHEN CAST({decimal} AS {stored}) = {column} THEN {decimal} END"
    else:
        exact = decimal if stored.endswith(("INT", "INTEGER")) else f"CAST(NULL AS DECIMAL({before + after}, {after}))"
    if kind is FactKind.PERCENT:
        return f"CAST({exact} * CAST(0.01 AS DECIMAL(3, 2)) AS {digits.type})"
    return exact


def _day(column: str, stored: str) -> str:
    if stored == "DATE":
        return column
    if stored == "VARCHAR":
        form = r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*"
        return f"CASE WHEN regexp_full_match({column}, '{form}') THEN TRY_CAST(trim({column}) AS DATE) END"
    return "CAST(NULL AS DATE)"


_NOT_INSTALLED = Text(
    sq="Për shqyrtimin e skedarëve duhet DuckDB: pip install 'neni[bulk]'.",
    sr="Za pregled datoteka potreban je DuckDB: pip install 'neni[bulk]'.",
    en="Screening files needs DuckDB: pip install 'neni[bulk]'.",
)
_OTHER_FILE = Text(
    sq="Shqyrtohen skedarë .parquet dhe .csv; ruajeni tabelën në njërën nga këto forma.",
    sr="Pregledaju se datoteke .parquet i .csv; sačuvajte tabelu u jednom od ta dva oblika.",
    en="Files ending in .parquet and .csv are screened; save the table as one of them.",
)


def _unusable(why: str) -> Text:
    return Text(
        sq=f"Skedari nuk lexohet dot: {why}. Kontrolloni a është i plotë.",
        sr=f"Datoteka se ne može pročitati: {why}. Proverite da li je potpuna.",
        en=f"The file cannot be read: {why}. Check that it is complete.",
    )
