"""Which column of a batch's file is which fact, and where its lists of records stand: in numbered columns, or on sheets
of their own whose lines name the row they belong to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from neni.core.adapters.spreadsheets import lists
from neni.core.declarations import CaseType
from neni.core.errors import BadImport
from neni.core.model.batches import Grid, GridRow, asked, facts_named, lists_among, sheet_titles
from neni.core.model.facts import FactType
from neni.core.model.importing.register_rows import folded
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.services.batches import batch_notes as notes

ROW = Text(sq="rreshti", sr="red", en="row")
"""What the column is called in which a line of a list names its row by number."""
_NUMBERED = re.compile(r"(.+?)[\s.]+(\d{1,4})[\s.:]+(.+)", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Spot:
    """A numbered column: the field of the record with that number in a list."""

    fact: FactType
    number: int
    field: FactType


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A sheet whose lines are records of a list. `lines` are those of each row, by its number, or by its key when
    `by_key`."""

    title: str
    fact: FactType
    header: tuple[str, ...]
    columns: Mapping[int, FactType]
    lines: Mapping[str, tuple[GridRow, ...]]
    by_key: bool
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column of a file is which fact, by place; `key` is the place of the column that names rows."""

    file_name: str
    header: tuple[str, ...]
    columns: Mapping[int, FactType]
    facts: Mapping[str, FactType]
    key: int | None = None
    ignored: tuple[str, ...] = ()
    numbered: Mapping[int, Spot] = field(default_factory=dict)
    sheets: tuple[ListSheet, ...] = ()

    def column(self, fact: str) -> str:
        """What the column or sheet of a fact is called here; the fact's code when there is none."""
        own = (self.header[place] for place, one in self.columns.items() if one.name == fact)
        sheets = (one.title for one in self.sheets if one.fact.name == fact)
        return next(own, next(sheets, fact))


def columns_of(office: Office, kind: CaseType) -> tuple[FactType, ...]:
    """The columns of an empty sheet: what the form asks for, in its order, but for lists of records."""
    return asked(_form(office, kind))


def lists_of(office: Office, kind: CaseType) -> tuple[FactType, ...]:
    """The lists of records the form asks for: each gets a sheet of its own."""
    return lists_among(_form(office, kind))


def layout_of(office: Office, kind: CaseType, file_name: str, grid: Grid, key: str) -> Layout:
    """How the file is laid out. Raises BadImport."""
    facts, header = office.host.lawbook(kind.code).facts, grid.header
    columns = _columns(header, asked(facts.values()))
    if not columns:
        raise BadImport(notes.no_column([fact.label for fact in columns_of(office, kind)]))
    by = list(_key_columns(header, columns, key)) if key else []
    if key and len(by) != 1:
        raise BadImport(notes.no_key_column(key, [name for name in header if name]))
    records = lists_among(facts.values())
    numbered = _numbered(header, records)
    sheets = tuple(_sheets(grid, records, by[0] if by else None))
    _refuse_twice(numbered, sheets)
    listed = {one.fact for one in numbered.values()} | {one.fact for one in sheets}
    missing = [
        facts[one.fact] for one in kind.fields if one.required and facts[one.fact] not in {*columns.values(), *listed}
    ]
    if missing:
        raise BadImport(notes.columns_missing([fact.label for fact in missing]))
    used = {*columns, *numbered, *by}
    ignored = [name for place, name in enumerate(header) if name and place not in used]
    ignored += _unused(grid, sheets)
    place = by[0] if by else None
    return Layout(file_name, tuple(header), columns, facts, place, tuple(ignored), numbered, sheets)


def _form(office: Office, kind: CaseType) -> Iterator[FactType]:
    facts = office.host.lawbook(kind.code).facts
    return (facts[one.fact] for one in kind.fields if one.fact in facts)


def _columns(header: Sequence[str], facts: Sequence[FactType]) -> Mapping[int, FactType]:
    """The facts by the place of their column. Raises BadImport when it cannot be told, or told twice."""
    columns: dict[int, FactType] = {}
    for place, name in enumerate(header):
        meant = _one(name, facts_named(name, facts))
        if meant and meant in columns.values():
            raise BadImport(notes.twice(name, meant.label))
        if meant:
            columns[place] = meant
    return columns


def _one(name: str, meant: Sequence[FactType]) -> FactType | None:
    if len(meant) > 1:
        raise BadImport(notes.several_facts(name, [fact.name for fact in meant]))
    return meant[0] if meant else None


def _numbered(header: Sequence[str], records: Sequence[FactType]) -> Mapping[int, Spot]:
    """Columns such as `lines.2.quantity`. Raises BadImport when one is told twice."""
    spots: dict[int, Spot] = {}
    for place, name in enumerate(header):
        found = _NUMBERED.fullmatch(name.strip())
        fact = _one(name, facts_named(found[1], records)) if found else None
        cell = _one(name, facts_named(found[3], asked(fact.fields))) if found and fact else None
        if found and fact and cell:
            spot = Spot(fact, int(found[2]), cell)
            if spot in spots.values():
                raise BadImport(notes.twice(name, cell.label))
            spots[place] = spot
    return spots


def _key_columns(header: Sequence[str], columns: Mapping[int, FactType], key: str) -> Iterator[int]:
    """The places the name of the key may mean: a column called so, or that of the fact of that code."""
    for place, name in enumerate(header):
        if folded(name) == folded(key) or (place in columns and columns[place].name == key):
            yield place


def _sheets(grid: Grid, records: Sequence[FactType], key: int | None) -> Iterator[ListSheet]:
    for title, sheet in grid.sheets.items():
        meant = [fact for fact in records if folded(title) in sheet_titles(fact)]
        fact = _one(title, meant)
        if fact:
            yield _sheet(title, sheet, fact, grid, key)


def _sheet(title: str, sheet: Grid, fact: FactType, grid: Grid, key: int | None) -> ListSheet:
    """A sheet of records. Raises BadImport when no column leads to rows, or a line leads to none."""
    link, by_key = _link(title, sheet.header, grid.header[key] if key is not None else "")
    columns = {place: one for place, one in _columns(sheet.header, asked(fact.fields)).items() if place != link}
    lines: dict[str, list[GridRow]] = defaultdict(list)
    for line in sheet.rows:
        if any(cell.strip() for place, cell in enumerate(line.cells) if place != link) or line.faults:
            lines[line.cells[link].strip()].append(line)
    rows = {row.cells[key].strip() if by_key and key is not None else str(row.number) for row in grid.rows}
    strays = [line.number for name, some in lines.items() for line in some if name not in rows]
    if strays:
        raise BadImport(notes.strays(title, sorted(strays)))
    unused = (name for place, name in enumerate(sheet.header) if name and place not in {link, *columns})
    told = {name: tuple(some) for name, some in lines.items()}
    return ListSheet(title, fact, sheet.header, columns, told, by_key, tuple(f"{title}: {one}" for one in unused))


def _link(title: str, header: Sequence[str], key: str) -> tuple[int, bool]:
    """The place of the column that leads to rows, and whether by their key. Raises BadImport."""
    by_number = {folded(ROW.in_language(one)) for one in Language}
    for place, name in enumerate(header):
        if folded(name) in by_number:
            return place, False
        if key and folded(name) == folded(key):
            return place, True
    raise BadImport(notes.no_link(title, key))


def _refuse_twice(numbered: Mapping[int, Spot], sheets: Sequence[ListSheet]) -> None:
    """Raises BadImport when a list stands in two places."""
    seen = {spot.fact.name for spot in numbered.values()}
    for one in sheets:
        if one.fact.name in seen:
            raise BadImport(notes.twice(one.title, one.fact.label))
        seen.add(one.fact.name)


def _unused(grid: Grid, sheets: Sequence[ListSheet]) -> Iterator[str]:
    """What of the further sheets is no list of the case type; the one that explains the others is left out."""
    used = {one.title for one in sheets}
    yield from (title for title in grid.sheets if title not in used and title != lists.EXPLAINED)
    for one in sheets:
        yield from one.ignored
