"""One row of a foreign register read by its import map: what it states, what was noticed, and why it is left out.

Nothing is guessed: a code nobody explained and an amount nobody recorded leave the fact unstated and are noted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

from neni.core.model.importing import import_notes as notes
from neni.core.model.importing.import_maps import FactSourceColumn, ImportMap, Skip, fill
from neni.core.model.text import Text

Stated: TypeAlias = "str | bool | int"
_AMOUNT = re.compile(r"-?(\d+|\d{1,3}( \d{3})+)(\.\d+)?", re.ASCII)
MOST_DIGITS = 18
"""No amount of money has more before its decimal mark."""
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one cell: the column it stands in, what stands there, and what a person should know or do."""

    column: str
    value: str
    message: Text


@dataclass(frozen=True, slots=True)
class Reading:
    """What a row states, as a form would (`stated`), with `faults` that refuse it and `warnings` that do not."""

    key: str | None
    stated: Mapping[str, Stated]
    faults: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()
    skipped: Remark | None = None


def read_row(plan: ImportMap, cells: Mapping[str, str]) -> Reading:
    """Read a row by its map."""
    for skip in plan.skips:
        if has_word(cells[skip.column], skip):
            return Reading(None, {}, skipped=Remark(skip.column, cells[skip.column], skip.reason))
    reader = _RowReader(cells)
    stated = {source.fact: value for source in plan.facts if (value := reader.fact(source)) is not None}
    key = fill(plan.key, cells)
    if key is None:
        reader.faults.append(Remark(plan.key, "", notes.no_key(plan.key)))
    return Reading(key, stated, tuple(reader.faults), tuple(reader.warnings))


def folded(words: str) -> str:
    """Lower case without accents, for comparing what people typed."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).strip()


def has_word(cell: str, skip: Skip) -> bool:
    """Whether the cell has one of the words that leave its row out."""
    return any(folded(word) in folded(cell) for word in skip.words)


class _RowReader:
    """Reads fact by fact and collects what is to be said."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = cells
        self.faults: list[Remark] = []
        self.warnings: list[Remark] = []

    def fact(self, source: FactSourceColumn) -> Stated | None:
        """The value to state, or None."""
        if source.column is None:
            return source.constant if source.template is None else fill(source.template, self._cells)
        cell = self._cells[source.column].strip()
        value = self._read(source, cell) if cell else None
        if value is None and source.required and not self._faulty(source.column):
            self.faults.append(Remark(source.column, cell, notes.missing()))
        return value

    def _faulty(self, column: str) -> bool:
        return any(fault.column == column for fault in self.faults)

    def _read(self, source: FactSourceColumn, cell: str) -> str | None:
        if source.codes:
            return self._code(source, cell)
        if source.dates:
            return self._date(source, cell)
        if source.decimal:
            return self._amount(source, cell)
        return cell.zfill(source.pad)

    def _code(self, source: FactSourceColumn, cell: str) -> str | None:
        meaning = source.codes.get(cell)
        if meaning is None:
            told = self.faults if source.required else self.warnings
            told.append(Remark(source.column or "", cell, notes.unknown_code(source, refused=source.required)))
        return meaning

    def _date(self, source: FactSourceColumn, cell: str) -> str | None:
        day = first_date(cell, source.dates)
        if day is None:
            self.faults.append(Remark(source.column or "", cell, notes.no_date(source.dates)))
            return None
        year = self._cells[source.year].strip() if source.year else str(day.year)
        if year != str(day.year):
            self.warnings.append(Remark(source.column or "", cell, notes.other_year(year)))
        return day.isoformat()

    def _amount(self, source: FactSourceColumn, cell: str) -> str | None:
        number = _number(cell, source.decimal or ".")
        if number is None:
            self.faults.append(Remark(source.column or "", cell, notes.no_amount(source.decimal or ".")))
            return None
        if source.zero_is_unrecorded and number == 0:
            self.warnings.append(Remark(source.column or "", cell, notes.zero()))
            return None
        cents = number.quantize(_CENT, ROUND_HALF_UP)
        if cents != number:
            self.warnings.append(Remark(source.column or "", cell, notes.rounded(cents)))
        return str(cents)


def first_date(cell: str, forms: tuple[str, ...]) -> date | None:
    """The day that stands there in the first of the forms that fits."""
    for form in forms:
        try:
            return datetime.strptime(cell, form).date()  # noqa: DTZ007 - a calendar day has no zone
        except ValueError:
            continue
    return None


def _number(cell: str, decimal: str) -> Decimal | None:
    """The exact number; the mark that is not the decimal one, or a space, may stand between thousands."""
    bare = cell.replace("€", "").replace("EUR", "").strip().replace("\u00a0", " ").replace("\u202f", " ")
    thousands = "," if decimal == "." else "."
    written = bare.replace(thousands, " ").replace(decimal, ".")
    if len(written) > 30 or not _AMOUNT.fullmatch(written):
        return None
    number = Decimal(written.replace(" ", ""))
    return number if number.adjusted() < MOST_DIGITS else None
