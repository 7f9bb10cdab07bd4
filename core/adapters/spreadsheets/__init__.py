"""Decision tables in Excel files, by openpyxl: a sheet a person can edit, and the same sheet read back. Lists go out
only.

Rows of head (table, hit, aggregate, perhaps default and order, then what each column is), a row of names, and a row for
each row. Nothing is computed: formulas are refused, and so are files that grow when unpacked.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain
from math import isfinite
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError, InvalidFileException

from neni.core.errors import BadImport, Problem
from neni.core.model.hit_policies import Aggregation, HitPolicy
from neni.core.model.table_words import NOT_READ, cannot_be_read, misplaced, no_policy, policy_of
from neni.core.model.tables.plain_tables import NOTES, PlainRow, PlainTable
from neni.core.model.text import Text

MOST_BYTES = 5_000_000
MOST_UNPACKED = 50_000_000
MOST_ROWS, MOST_COLUMNS = 1_000, 100
MOST_LETTERS = 32_767
"""More a cell does not hold."""
_HEAD = 5
_DEFAULT, _ORDER, _NOTHING = "default", "order", "null"
_TEXT_FORMAT = "@"
_UNKEPT = re.compile(rf"{ILLEGAL_CHARACTERS_RE.pattern}|[\ud800-\udfff\ufffe\uffff]")
"""What XML has no way to write; of the signs added here openpyxl itself finds out when it is too late to tell."""
BROKEN = (
    *(KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, OSError, EOFError, RuntimeError),
    *(InvalidFileException, zipfile.BadZipFile, zlib.error),
)
"""What openpyxl and zipfile raise on files that are broken in one way or another."""


def write(table: PlainTable) -> bytes:
    """The sheet. Raises BadImport when a cell holds signs a spreadsheet cannot keep."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = table.code[:31]
    head = _HEAD + bool(table.defaults) + bool(table.orders)
    try:
        for number, cells in enumerate(_written(table), 1):
            for column, words in enumerate(cells, 1):
                put(sheet.cell(number, column), words, bold=number <= head)
    except IllegalCharacterError:
        raise BadImport(_SIGNS) from None
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    for column in range(1, len(table.inputs) + len(table.outputs) + len(NOTES) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 24
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _written(table: PlainTable) -> Iterator[Sequence[str]]:
    notes = NOTES if any(row.notes for row in table.rows) else ()
    yield "table", table.code
    yield "hit", table.policy.value
    yield "aggregate", table.aggregation.value if table.aggregation else ""
    for name, told in ((_DEFAULT, table.defaults), (_ORDER, table.orders)):
        if told:
            yield [name, *("" for _ in table.inputs[1:]), *told]
    yield [*("input" for _ in table.inputs), *("output" for _ in table.outputs), *("note" for _ in notes)]
    yield [*table.inputs, *table.outputs, *notes]
    for row in table.rows:
        yield [*row.tests, *row.values, *row.notes]


def put(cell: Any, words: str, *, bold: bool) -> None:
    """Always as text: `= 5` is a test, not a formula. Raises IllegalCharacterError for signs no sheet keeps."""
    if _UNKEPT.search(words):
        raise IllegalCharacterError
    cell.value = words or None
    if words:
        cell.data_type = "s"
    cell.number_format = _TEXT_FORMAT
    cell.font = Font(bold=bold)


def write_list(columns: Sequence[str], rows: Iterable[Sequence[str]], remark: str) -> bytes:
    """A list with a head, every cell a text, and a remark on a sheet of its own. Signs no sheet keeps are left out."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("1")
    for number, row in enumerate(chain([columns], rows)):
        sheet.append([_kept(sheet, words, bold=number == 0) for words in row])
    book.create_sheet("2").append([remark])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _kept(sheet: Any, words: str, *, bold: bool) -> Any:
    cell = WriteOnlyCell(sheet)
    put(cell, _UNKEPT.sub("", words)[:MOST_LETTERS], bold=bold)
    return cell


def read(content: bytes) -> PlainTable:
    """The table of the first sheet. Raises BadImport with every cell that cannot be read."""
    problems: list[Problem] = []
    grid = [[_words(cell, problems) for cell in row] for row in _cells(content)]
    if problems:
        raise BadImport(NOT_READ, problems)
    if len(grid) < _HEAD or [row[0] for row in grid[:3]] != ["table", "hit", "aggregate"]:
        raise BadImport(NOT_READ, [misplaced("A1")])
    code, hit, aggregate = (row[1] if len(row) > 1 else "" for row in grid[:3])
    known = policy_of(hit, aggregate)
    if known is None:
        raise BadImport(NOT_READ, [no_policy("B2", hit, aggregate)])
    told: dict[str, Sequence[str]] = {}
    while len(grid) > _HEAD and grid[3][0] in (_DEFAULT, _ORDER) and grid[3][0] not in told:
        row = grid.pop(3)
        told[row[0]] = row
    return _table(code, *known, grid, told)


def _table(
    code: str,
    policy: HitPolicy,
    aggregation: Aggregation | None,
    grid: Sequence[Sequence[str]],
    told: Mapping[str, Sequence[str]],
) -> PlainTable:
    """The table from its cells; `told` are the rows of the head that say something of each output."""
    head = _HEAD + len(told)
    columns = {kind: [n for n, one in enumerate(grid[3]) if one == kind] for kind in ("input", "output", "note")}
    strays = [_address(n, head - 1) for n, one in enumerate(grid[3]) if one and one not in columns]
    lines = {name: number for number, name in enumerate(told, 4)}
    strays += [_address(n, lines[name]) for name, row in told.items() for n in _beside(row, columns["output"])]
    if strays:
        raise BadImport(NOT_READ, [misplaced(one) for one in strays])
    chosen = [*columns["input"], *columns["output"]]
    return PlainTable(
        code,
        policy,
        aggregation,
        tuple(grid[4][n] for n in columns["input"]),
        tuple(grid[4][n] for n in columns["output"]),
        tuple(
            _row(cells, number, grid[4], columns) for number, cells in enumerate(grid[_HEAD:], head + 1) if any(cells)
        ),
        (
            *(_address(n, head) for n in chosen),
            *(_address(n, lines.get(_DEFAULT, head)) for n in columns["output"]),
            *(_address(n, lines.get(_ORDER, head)) for n in columns["output"]),
        ),
        tuple(told[_DEFAULT][n] or _NOTHING for n in columns["output"]) if _DEFAULT in told else (),
        tuple(told[_ORDER][n] for n in columns["output"]) if _ORDER in told else (),
    )


def _beside(row: Sequence[str], outputs: Sequence[int]) -> list[int]:
    """Columns in which a row of the head says something though they are no outputs; the first holds its name."""
    return [n for n, words in enumerate(row) if (n in outputs if n == 0 else words and n not in outputs)]


def _row(cells: Sequence[str], number: int, names: Sequence[str], columns: Mapping[str, Sequence[int]]) -> PlainRow:
    notes = [next((n for n in columns["note"] if names[n] == name), None) for name in NOTES]
    return PlainRow(
        tuple(cells[n] or "-" for n in columns["input"]),
        tuple(cells[n] for n in columns["output"]),
        tuple(_note(cells[n]) if n is not None else "" for n in notes) if columns["note"] else (),
        tuple(_address(n, number) for n in (*columns["input"], *columns["output"])),
    )


def _note(words: str) -> str:
    """A day is a day here, not an expression."""
    return words.removeprefix('date("').removesuffix('")') if words.startswith('date("') else words


def _cells(content: bytes) -> Iterator[Sequence[Any]]:
    """The cells of the first sheet, every row equally long."""
    refuse_bombs(content)
    try:
        with warnings.catch_warnings(action="ignore"):  # what openpyxl leaves out, such as styles, is not asked for
            sheet = load_workbook(io.BytesIO(content), data_only=False).worksheets[0]
        if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
            raise BadImport(_TOO_LARGE)
        yield from sheet.iter_rows(max_row=sheet.max_row, max_col=max(sheet.max_column, 2))
    except BROKEN:
        raise BadImport(NO_SHEET) from None


def refuse_bombs(content: bytes) -> None:
    """Raises BadImport for files that are no spreadsheets, grow when unpacked, or declare entities."""
    if len(content) > MOST_BYTES:
        raise BadImport(_TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise BadImport(_TOO_LARGE)
            if any(_declares(packed.read(one)) for one in packed.infolist() if _is_xml(one)):
                raise BadImport(NO_SHEET)
    except BROKEN:
        raise BadImport(NO_SHEET) from None


def _declares(content: bytes) -> bool:
    """Whether a part declares a document type, with which entities come, or hides it in another encoding."""
    return b"\0" in content or b"<!DOCTYPE" in content or b"<!ENTITY" in content


def _is_xml(one: zipfile.ZipInfo) -> bool:
    return one.filename.endswith((".xml", ".rels"))


def _words(cell: Any, problems: list[Problem]) -> str:
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if value is None:
        return ""
    if kind in ("f", "e"):
        problems.append(cannot_be_read(cell.coordinate, str(value)))
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float) and isfinite(value):
        return format(Decimal(repr(value)), "f")
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return f'date("{value.date().isoformat()}")'
    if not isinstance(value, str):
        problems.append(cannot_be_read(cell.coordinate, str(value)))
    return str(value).strip()


def _address(column: int, row: int) -> str:
    return f"{get_column_letter(column + 1)}{row}"


_SIGNS = Text(
    sq="Tabela ka shenja që një fletë Excel nuk i mban; eksportojeni si .dmn.",
    sr="Tabela ima znakove koje Excel list ne čuva; izvezite je kao .dmn.",
    en="The table has signs an Excel sheet cannot keep; export it as .dmn.",
)
NO_SHEET = Text(
    sq="Ky nuk është skedar .xlsx i lexueshëm; ruajeni përsëri nga Excel ose LibreOffice.",
    sr="Ovo nije čitljiva .xlsx datoteka; sačuvajte je ponovo iz Excela ili LibreOffice-a.",
    en="This is no .xlsx file that can be read; save it again from Excel or LibreOffice.",
)
_TOO_LARGE = Text(
    sq=f"Skedari është tepër i madh për një tabelë (më së shumti {MOST_ROWS} rreshta); ndajeni.",
    sr=f"Datoteka je prevelika za tabelu (najviše {MOST_ROWS} redova); podelite je.",
    en=f"The file is too large for a table (at most {MOST_ROWS} rows); divide it.",
)
