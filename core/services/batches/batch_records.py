"""The lists of records that belong to one row of a batch, wherever they stand, with the place of each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from neni.core.model.batches import GridRow, RowProblem
from neni.core.model.facts import FactType
from neni.core.model.importing import cells, import_notes
from neni.core.model.text import Text
from neni.core.services.batches.batch_layout import Layout, ListSheet


@dataclass(frozen=True, slots=True)
class RecordCell:
    """A cell of a record that says something. `number` orders the records of a list; `where` is how the cell is
    called, `line` how its record is."""

    fact: FactType
    number: int
    field: FactType
    words: str
    where: str
    line: str
    fault: Text | None = None


@dataclass(frozen=True, slots=True)
class Records:
    """The lists of one row as they are stated, `places` of what stands in them by its JSON pointer, and what cannot be
    read."""

    stated: Mapping[str, list[dict[str, object]]]
    places: Mapping[str, str]
    problems: tuple[RowProblem, ...]


def said_of(layout: Layout, row: GridRow) -> Mapping[str, str]:
    """What the lists of a row say, by names that do not tell where they stand: with them a row is known again."""
    said: dict[str, str] = {}
    counted: dict[str, dict[int, int]] = {}
    for cell in _cells(layout, row):
        numbers = counted.setdefault(cell.fact.name, {})
        at = numbers.setdefault(cell.number, len(numbers))
        said[f"{cell.fact.name}.{at}.{cell.field.name}"] = cell.words
    return said


def records_of(layout: Layout, row: GridRow) -> Records:
    """The lists of a row."""
    lists: dict[str, dict[int, dict[str, object]]] = {}
    places: dict[str, str] = {}
    problems = list(_too_wide(layout, row))
    for cell in _cells(layout, row):
        records = lists.setdefault(cell.fact.name, {})
        record = records.setdefault(cell.number, {})
        value = cell.fault or cells.read(cell.field, cell.words)
        if isinstance(value, Text):
            problems.append(RowProblem(cell.where, value))
        else:
            record[cell.field.name] = value
        pointer = f"/{cell.fact.name}/{list(records).index(cell.number)}"
        places[pointer] = cell.line
        places[f"{pointer}/{cell.field.name}"] = cell.where
    return Records({name: list(one.values()) for name, one in lists.items()}, places, tuple(problems))


def _cells(layout: Layout, row: GridRow) -> Iterator[RecordCell]:
    """Every cell that says something, record by record."""
    spots = sorted(layout.numbered.items(), key=lambda one: (one[1].fact.name, one[1].number))
    for place, spot in spots:
        name, fault = layout.header[place], row.faults.get(place)
        if row.cells[place].strip() or fault:
            record = name[: name.rfind(str(spot.number)) + len(str(spot.number))]
            yield RecordCell(spot.fact, spot.number, spot.field, row.cells[place].strip(), name, record, fault)
    for sheet in layout.sheets:
        for line in _lines(layout, sheet, row):
            yield from _of_line(sheet, line)


def _of_line(sheet: ListSheet, line: GridRow) -> Iterator[RecordCell]:
    for place, one in sheet.columns.items():
        words, fault = line.cells[place].strip(), line.faults.get(place)
        if words or fault:
            told = f"{sheet.title} {line.number}"
            yield RecordCell(sheet.fact, line.number, one, words, f"{told}: {sheet.header[place]}", told, fault)


def _lines(layout: Layout, sheet: ListSheet, row: GridRow) -> tuple[GridRow, ...]:
    by_key = sheet.by_key and layout.key is not None
    return sheet.lines.get(row.cells[layout.key].strip() if by_key and layout.key is not None else str(row.number), ())


def _too_wide(layout: Layout, row: GridRow) -> Iterator[RowProblem]:
    for sheet in layout.sheets:
        for line in _lines(layout, sheet, row):
            if len(line.cells) != len(sheet.header):
                told = import_notes.other_width(len(line.cells), len(sheet.header))
                yield RowProblem(f"{sheet.title} {line.number}", told)
