"""Lists of rows in Excel files: the sheets read row by row, as words, and empty sheets for people to fill.

Nothing is computed. A formula is told as a fault of its cell, because what it came to may be out of date or not there.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from neni.core.adapters.spreadsheets import BROKEN, NO_SHEET, put, refuse_bombs
from neni.core.errors import BadImport
from neni.core.model.batches import Grid, GridRow
from neni.core.model.text import Text

MOST_ROWS, MOST_COLUMNS = 10_000, 200
MOST_IN_CELL = 20_000
MOST_SHEETS = 20
EXPLAINED = "2"
"""The sheet of a form that tells what stands in the others."""
_WIDTH = 28
_KEPT_DIGITS = ".15g"
"""More a spreadsheet does not keep; what stands behind them is noise of its arithmetic."""


def read(content: bytes) -> Grid:
    """The first sheet: its first row is the header, empty rows are left out; so are further sheets that have no header
    in their first row. Raises BadImport."""
    refuse_bombs(content)
    try:
        with warnings.catch_warnings(action="ignore"):  # what openpyxl leaves out, such as styles, is not asked for
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
            first, *further = [(one.title, _grid(list(_rows(one)))) for one in book.worksheets[:MOST_SHEETS]]
    except BROKEN:
        raise BadImport(NO_SHEET) from None
    if first[1] is None:
        raise BadImport(_NO_HEADER)
    return replace(first[1], sheets={title: grid for title, grid in further if grid})


def write_form(
    columns: Sequence[str], explained: Iterable[Sequence[str]], further: Mapping[str, Sequence[str]] | None = None
) -> bytes:
    """An empty list with these columns, every cell a text; on a second sheet what stands in them; and `further` empty
    lists, the columns of each by its title."""
    book = Workbook(write_only=True)
    _empty(book.create_sheet("1"), columns)
    second: Any = book.create_sheet(EXPLAINED)
    for number, row in enumerate(explained):
        second.append([_cell(second, words, bold=number == 0) for words in row])
    for title, names in (further or {}).items():
        _empty(book.create_sheet(title), names)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _empty(sheet: Any, columns: Sequence[str]) -> None:
    sheet.freeze_panes = "A2"
    for number in range(1, len(columns) + 1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width, column.number_format = _WIDTH, "@"
    sheet.append([_cell(sheet, words, bold=True) for words in columns])


def _cell(sheet: Any, words: str, *, bold: bool) -> Any:
    cell = WriteOnlyCell(sheet)
    put(cell, words, bold=bold)
    return cell


def _rows(sheet: Any) -> Iterator[GridRow]:
    """The rows that say something; how many there are is counted, not believed."""
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > MOST_ROWS + 1:
            raise BadImport(_TOO_MANY)
        read = [_words(cell) for cell in cells]
        while read and read[-1] == "":
            read.pop()
        if len(read) > MOST_COLUMNS:
            raise BadImport(_TOO_MANY)
        if read:
            faults = {place: one for place, one in enumerate(read) if isinstance(one, Text)}
            yield GridRow(number, tuple("" if isinstance(one, Text) else one for one in read), faults)


def _grid(rows: Sequence[GridRow]) -> Grid | None:
    """The rows below their header, if there is one."""
    if not rows or rows[0].number != 1:
        return None
    header = rows[0].cells
    return Grid(header, tuple(_as_wide(row, len(header)) for row in rows[1:]))


def _as_wide(row: GridRow, width: int) -> GridRow:
    """Cells that are left empty at the end of a row are there all the same."""
    return GridRow(row.number, row.cells + ("",) * (width - len(row.cells)), row.faults)


def _words(cell: Any) -> str | Text:
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if value is None:
        return ""
    if kind in ("f", "e"):
        return _FORMULA
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float) and isfinite(value):
        return _number(value, percent="%" in (cell.number_format or ""))
    if isinstance(value, datetime | date):
        return value.isoformat().removesuffix("T00:00:00")
    words = str(value).strip()
    return words if isinstance(value, str) and len(words) <= MOST_IN_CELL else _UNREADABLE


def _number(value: float, *, percent: bool) -> str:
    """A number that reads in one way only: 9.125 gets a zero more. Ten percent is kept as 0.1 and shown as 10."""
    exact = Decimal(value) if isinstance(value, int) else Decimal(format(value, _KEPT_DIGITS))
    written = format(exact * 100 if percent else exact, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return f"{written}0" if len(written.partition(".")[2]) == 3 else written


_FORMULA = Text(
    sq="Qeliza ka formulë ose gabim; ngjiteni si vlerë (Paste special, Values).",
    sr="Ćelija sadrži formulu ili grešku; nalepite je kao vrednost (Paste special, Values).",
    en="The cell holds a formula or an error; paste it as a value (Paste special, Values).",
)
_UNREADABLE = Text(
    sq="Qeliza nuk lexohet ose është tepër e gjatë; shkruajeni si tekst.",
    sr="Ćelija se ne može pročitati ili je predugačka; napišite je kao tekst.",
    en="The cell cannot be read or is too long; write it as text.",
)
_NO_HEADER = Text(
    sq="Rreshti i parë i fletës së parë duhet të jetë titulli me emrat e kolonave.",
    sr="Prvi red prvog lista mora biti zaglavlje s nazivima kolona.",
    en="The first row of the first sheet must be the header with the names of the columns.",
)
_TOO_MANY = Text(
    sq=f"Skedari është tepër i madh (më së shumti {MOST_ROWS} rreshta dhe {MOST_COLUMNS} kolona); ndajeni në pjesë.",
    sr=f"Datoteka je prevelika (najviše {MOST_ROWS} redova i {MOST_COLUMNS} kolona); podelite je na delove.",
    en=f"The file is too large (at most {MOST_ROWS} rows and {MOST_COLUMNS} columns); cut it into parts.",
)
