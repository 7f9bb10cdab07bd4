"""How the rows of a file are read: cells as typed columns, and which rows are left out, by an import map or by day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from neni.core.adapters.bulk import mapping
from neni.core.adapters.bulk.cells import Cell, quoted, typed
from neni.core.adapters.bulk.register import BLANK, Register, stripped
from neni.core.model.importing.import_maps import placeholders

REFUSED = -1
"""Why a row is left out: it has a fault. Otherwise the number of the skip of the map, from 1; 0 is taken."""
_FLAGS_IN_KEY = 60


@dataclass(frozen=True, slots=True)
class Days:
    """The rows whose day, in a cell of its own, lies between two, both included."""

    cell: Cell
    first: date
    last: date


class Facts:
    """A query for the cells as typed columns; the columns `flags` pack, in whole numbers, which of `doubtful` could not
    be read.

    `left_out` is a column that says why a row is not taken; `whole` adds the row as the file has it.
    """

    def __init__(
        self,
        columns: Mapping[str, str],
        reader: str,
        cells: tuple[Cell, ...],
        days: Days | None = None,
        register: Register | None = None,
        *,
        whole: bool = False,
    ) -> None:
        self.parameters: dict[str, object] = {}
        self._codes: dict[str, str] = {}
        self._columns, self._register = columns, register
        self._read: dict[str, str] = {}
        self._typed, self._unread, self._faults = ["1 AS one"], list[str](), list[str]()
        self.doubtful: list[Cell] = []
        self._suspicious: list[str] = []
        """When a cell must be looked at: only where it has no value may something unreadable stand in it."""
        every = cells if days is None or days.cell in cells else (*cells, days.cell)
        for cell in every:
            self._add(cell, counted=cell in cells)
        packed = list(self._packed())
        self.flags = tuple(f"s{number}" for number in range(len(packed)))
        self._flags = [f"{one} AS {name}" for one, name in zip(packed, self.flags, strict=True)]
        left_out = self._left_out() if register else "0"
        self.text = self._select(reader, left_out, whole=whole)
        if register or days:
            self.text = f"SELECT * FROM ({self.text}) WHERE {self._taken(days)}"  # noqa: S608
        self.everything = self._select(reader, left_out, whole=False)
        """The rows that are left out, too."""

    def worded(self, cell: Cell) -> str:
        """The value as a row of facts has it: a choice as its code."""
        codes = self._codes.get(cell.place)
        return f"list_extract({codes}, {cell.place})" if codes else cell.place

    def spoilt(self, flags: Iterable[int]) -> Iterator[str]:
        """The facts whose cells could not be read."""
        for number, packed in enumerate(flags):
            here = self.doubtful[number * _FLAGS_IN_KEY :]
            yield from (cell.fact.name for place, cell in enumerate(here[:_FLAGS_IN_KEY]) if packed >> place & 1)

    def _select(self, reader: str, left_out: str, *, whole: bool) -> str:
        row = next(name for name in ("file", "file_", "file__") if name not in self._columns)
        read = [f"{form} AS {name}" for form, name in ((self._form(one), name) for one, name in self._read.items())]
        inner = ", ".join(["1 AS one", *([f"{row} AS whole"] if whole else []), *read])
        typed_ = ", ".join(
            [*self._typed, *self._unread, *self._flags, f"{left_out} AS left_out", *(["whole"] if whole else [])]
        )
        joins = "".join(
            f" LEFT JOIN {table} ON {self._cell(column)} = {table}.cell" for column, table in self._joined()
        )
        return f"SELECT {typed_} FROM (SELECT {inner} FROM {reader} AS {row}) AS raw{joins}"  # noqa: S608

    def _joined(self) -> Iterator[tuple[str, str]]:
        tables = self._register.tables if self._register else {}
        return ((column, table) for column, table in tables.items() if column in self._read)

    def _form(self, column: str) -> str:
        if self._register is None:
            return quoted(column)
        self.parameters[BLANK] = mapping.BLANK
        return stripped(column)

    def _cell(self, column: str) -> str:
        return self._read.setdefault(column, f"x{len(self._read)}")

    def _add(self, cell: Cell, *, counted: bool) -> None:
        parameter = self._parameter_of(cell)
        source = self._register.plan.fact(cell.fact.name) if self._register else None
        if self._register and source:
            cells = {name: self._cell(name) for name in source.columns}
            table = self._register.tables.get(source.column or "", "")
            day = self._register.day(source.column or "", source.dates, table) if source.dates else "NULL"
            found = mapping.read(cell.fact, source, cells, day, parameter)
            value, unread, there = found.value, found.unread if found.unread != "FALSE" else None, ""
            self._faults.append(found.fault.replace(mapping.VALUE, cell.place))
        else:
            here = self._cell(cell.column)
            form = typed(cell.fact, here, self._columns[cell.column], parameter)
            value, unread = form.value, None if form.unreadable is None else form.at(cell.place)
            there = f" AND {here} IS NOT NULL"
        self._typed.append(f"{value} AS {cell.place}")
        if unread is not None and counted:
            self._unread.append(f"{unread} AS b{cell.place}")
            self._suspicious.append(f"{cell.place} IS NULL{there}")
            self.doubtful.append(cell)

    def _packed(self) -> Iterator[str]:
        """The flags of so many cells as one number. In nearly every row all is 0, and no cell is looked at."""
        for first in range(0, len(self.doubtful), _FLAGS_IN_KEY):
            here = slice(first, first + _FLAGS_IN_KEY)
            suspicious = " OR ".join(f"({one})" for one in self._suspicious[here])
            yield f"CASE WHEN {suspicious} THEN {_bits(self.doubtful[here])} ELSE CAST(0 AS BIGINT) END"

    def _left_out(self) -> str:
        """Why a row is left out: the first skip that fits, or a fault."""
        if self._register is None:
            return "0"
        plan, tables = self._register.plan, self._register.tables
        for skip in plan.skips:
            self._cell(skip.column)
        columns = dict.fromkeys(skip.column for skip in plan.skips)
        skipped = [f"{tables[column]}.skip" for column in columns]
        lacking = [f"{self._cell(name)} IS NULL" for name in placeholders(plan.key)]
        faults = " OR ".join(f"({one})" for one in [*self._faults, *lacking]) or "FALSE"
        return f"coalesce(least({', '.join([*skipped, 'NULL'])}), CASE WHEN {faults} THEN {REFUSED} ELSE 0 END)"

    def _taken(self, days: Days | None) -> str:
        parts = ["left_out = 0"] if self._register else []
        if days is not None:
            self.parameters |= {"first": days.first, "last": days.last}
            parts.append(f"{days.cell.place} BETWEEN $first AND $last")
        return " AND ".join(parts)

    def _parameter_of(self, cell: Cell) -> Callable[[object], str]:
        def parameter(value: object) -> str:
            name = f"cell{len(self.parameters)}"
            self.parameters[name] = value
            if value == [one.code for one in cell.fact.choices]:
                self._codes[cell.place] = f"${name}"
            return f"${name}"

        return parameter


def _bits(cells: Iterable[Cell]) -> str:
    parts = (f"CASE WHEN b{cell.place} THEN {1 << n} ELSE CAST(0 AS BIGINT) END" for n, cell in enumerate(cells))
    return " + ".join(parts)
