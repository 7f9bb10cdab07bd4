"""Cells read by an import map, as `neni import` reads them: codes, forms of days, amounts written by people.

What only Python can read as the map says (days in other forms, words of cancelled rows) is read once for every
different cell and joined to the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from string import Formatter

from neni.core.adapters.bulk.cells import typed
from neni.core.model.compiling.query import COLUMNS
from neni.core.model.facts import FactKind, FactType
from neni.core.model.importing.import_maps import FactSourceColumn

BLANK = "".join(chr(n) for n in range(0x3001) if chr(n).isspace())
"""What Python takes for space at the ends of a cell."""
ISO = "%Y-%m-%d"
_AMOUNT = r"-?([0-9]+|[0-9]{1,3}( [0-9]{3})+)(\.[0-9]+)?"
_LONGEST = 30
_CENTS = "DECIMAL(18, 2)"

VALUE = "§"
"""Stands for the value in what tells of a fault."""


@dataclass(frozen=True, slots=True)
class Read:
    """A value with what may be wrong: a cell that is `unread` is not stated, a `fault` leaves out the row."""

    value: str
    unread: str = "FALSE"
    fault: str = "FALSE"


def read(
    fact: FactType, source: FactSourceColumn, cells: Mapping[str, str], day: str, parameter: Callable[[object], str]
) -> Read:
    """The value of a fact as the map reads it. `cells` are the columns stripped of space, NULL where nothing is left;
    `day` is what was read beforehand of a day in another form."""
    if source.column is None:
        found = _as_form(fact, _composed(source, cells, parameter), parameter)
    else:
        cell = cells[source.column]
        found = _of_cell(fact, source, cell, day, parameter)
        if source.required:
            found = Read(found.value, found.unread, f"({found.fault} OR {VALUE} IS NULL)")
    return _bounded(fact, found, parameter)


def _of_cell(fact: FactType, source: FactSourceColumn, cell: str, day: str, parameter: Callable[[object], str]) -> Read:
    if source.codes:
        return _coded(fact, source, cell, parameter)
    if source.dates:
        return _dated(source, cell, day)
    if source.decimal:
        return _amount(fact, source, cell, parameter)
    return _as_form(fact, _padded(cell, source.pad), parameter)


def _composed(source: FactSourceColumn, cells: Mapping[str, str], parameter: Callable[[object], str]) -> str:
    if source.template is None:
        constant = source.constant
        return f"CAST({parameter(str(constant).lower() if isinstance(constant, bool) else str(constant))} AS VARCHAR)"
    words: list[str] = []
    for text, name, _, _ in Formatter().parse(source.template):
        words += [parameter(text)] if text else []
        words += [cells[name]] if name is not None else []
    return f"({' || '.join(words)})"


def _coded(fact: FactType, source: FactSourceColumn, cell: str, parameter: Callable[[object], str]) -> Read:
    codes, meanings = parameter(list(source.codes)), parameter(list(source.codes.values()))
    place = f"nullif(coalesce(list_position({codes}, {cell}), 0), 0)"
    unknown = f"({cell} IS NOT NULL AND {place} IS NULL)"
    found = _as_form(fact, f"list_extract({meanings}, {place})", parameter)
    return Read(found.value, unknown, found.fault)


def _dated(source: FactSourceColumn, cell: str, day: str) -> Read:
    if ISO in source.dates:
        day = f"CASE WHEN {iso(cell)} THEN TRY_CAST({cell} AS DATE) ELSE {day} END"
    return Read(day, fault=f"({cell} IS NOT NULL AND {VALUE} IS NULL)")


def iso(cell: str) -> str:
    """Whether a day stands in the cell as ISO writes it."""
    return f"coalesce(CAST(TRY_CAST({cell} AS DATE) AS VARCHAR) = {cell}, FALSE)"


def _amount(fact: FactType, source: FactSourceColumn, cell: str, parameter: Callable[[object], str]) -> Read:
    """The exact amount to the cent, half a cent upwards."""
    mark = source.decimal or "."
    bare = f"trim(replace(replace({cell}, '€', ''), 'EUR', ''), {parameter(BLANK)})"
    spaced = f"translate({bare}, {parameter(chr(0xA0) + chr(0x202F) + (',' if mark == '.' else '.'))}, '   ')"
    written = spaced if mark == "." else f"replace({spaced}, ',', '.')"
    number = f"TRY_CAST(replace({written}, ' ', '') AS {_CENTS})"
    slow = f"CASE WHEN length({written}) <= {_LONGEST} AND regexp_full_match({written}, '{_AMOUNT}') THEN {number} END"
    plain = f"TRY_CAST({cell} AS {_CENTS})"
    found = f"CASE WHEN CAST({plain} AS VARCHAR) = {cell} THEN {plain} ELSE {slow} END" if mark == "." else slow
    fault = f"({cell} IS NOT NULL AND ({found}) IS NULL)"
    if source.zero_is_unrecorded:
        found = f"CASE WHEN NOT (({found}) = 0 AND NOT regexp_matches({cell}, '[1-9]')) THEN {found} END"
    if fact.kind is FactKind.PERCENT:
        found = f"({found}) / 100"
    return Read(f"CAST({found} AS {COLUMNS[fact.kind].type})", fault=fault)


def _padded(cell: str, length: int) -> str:
    if not length:
        return cell
    signed = f"{cell}[1] || lpad({cell}[2:], {length - 1}, '0')"
    filled = f"CASE WHEN {cell}[1] IN ('+', '-') THEN {signed} ELSE lpad({cell}, {length}, '0') END"
    return f"CASE WHEN length({cell}) < {length} THEN {filled} ELSE {cell} END"


def _as_form(fact: FactType, words: str, parameter: Callable[[object], str]) -> Read:
    """A value as a form states it; one that is none leaves out the row."""
    found = typed(fact, f"({words})", "VARCHAR", parameter)
    return Read(found.value, fault=found.at(VALUE))


def _bounded(fact: FactType, found: Read, parameter: Callable[[object], str]) -> Read:
    """Values outside the bounds of the fact, or not in its form, leave out the row."""
    least, most = fact.minimum, fact.maximum
    if fact.kind is FactKind.MONEY and least is None:
        least = 0
    faults = [found.fault]
    for bound, sign in ((least, "<"), (most, ">")):
        if bound is not None:
            faults.append(f"coalesce({VALUE} {sign} {_bound(fact, bound, parameter)}, FALSE)")
    if fact.pattern is not None:
        faults.append(f"NOT coalesce(regexp_full_match({VALUE}, {parameter(fact.pattern)}), TRUE)")
    if fact.max_length is not None:
        faults.append(f"coalesce(length({VALUE}) > {fact.max_length}, FALSE)")
    return Read(found.value, found.unread, " OR ".join(faults))


def _bound(fact: FactType, bound: object, parameter: Callable[[object], str]) -> str:
    if fact.kind in (FactKind.MONEY, FactKind.PERCENT):
        return f"CAST({parameter(bound)} AS DECIMAL(30, 6)) / 100"
    return f"CAST({parameter(bound)} AS {_types(fact)})"


def _types(fact: FactType) -> str:
    if fact.kind in COLUMNS:
        return COLUMNS[fact.kind].type
    return {FactKind.CHOICE: "INTEGER", FactKind.YES_NO: "BOOLEAN", FactKind.DATE: "DATE"}.get(fact.kind, "VARCHAR")
