"""Tables people export from spreadsheets, as rows of text: encoding and separator recognised, everything bounded.

What was recognised is told, because a guess may be wrong: somebody must be able to see it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from neni.core.errors import BadImport
from neni.core.model.text import Text

MOST_BYTES = 20_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 200
MOST_IN_CELL = 20_000
SEPARATORS = ",;\t"
_OURS = frozenset("ëËçÇčćžšđČĆŽŠĐ„“”’‘–—…«»€°§²³áéíóúñÑàèöüäÖÜÄ \u00a0")
"""Letters and signs that stand in Albanian and Serbian registers; what else a wrong code page shows is noise."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` counts as a spreadsheet does, the header being row 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows; `encoding` and `separator` are what was recognised, `guessed` whether the encoding was."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    separator: str
    guessed: bool


def read(content: bytes) -> Table:
    """The table in a CSV file. Empty rows are left out. Raises BadImport."""
    if len(content) > MOST_BYTES:
        raise BadImport(_too_large(Text.of(f"{MOST_BYTES // 1_000_000} MB")))
    text, encoding = _decoded(content)
    if not text.strip():
        raise BadImport(_EMPTY)
    separator, text = _separator(text)
    records = _bounded(_records(text, separator))
    header = tuple(name.strip() for name in next(records))
    _check_header(header)
    rows = tuple(Row(number, tuple(cells)) for number, cells in enumerate(records, 2) if any(map(str.strip, cells)))
    return Table(header, rows, encoding, separator, encoding.startswith("cp"))


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(content, "utf-16"), "utf-16"
    if b"\0" in content[:8192] or content.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise BadImport(_BINARY)
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return _by_code_page(content)


def _by_code_page(content: bytes) -> tuple[str, str]:
    """The Windows code page that shows more of our letters; Central European when both show the same."""
    readings = [(text, page) for page in ("cp1250", "cp1252") if (text := _perhaps(content, page)) is not None]
    if not readings:
        raise BadImport(_NO_ENCODING)
    return max(readings, key=lambda reading: -_noise(reading[0]))


def _noise(text: str) -> int:
    return sum(not letter.isascii() and letter not in _OURS for letter in text)


def _perhaps(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _strictly(content: bytes, encoding: str) -> str:
    text = _perhaps(content, encoding)
    if text is None:
        raise BadImport(_NO_ENCODING)
    return text


def _separator(text: str) -> tuple[str, str]:
    """The separator and the text after the line `sep=;` some spreadsheets begin with. The separator is what cuts the
    first row into most cells."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and first.strip()[4:] in tuple(SEPARATORS):
        return first.strip()[4:], rest
    widths = {separator: len(_first_record(text, separator)) for separator in SEPARATORS}
    return max(widths, key=lambda separator: widths[separator]), text


def _first_record(text: str, separator: str) -> Sequence[str]:
    return next(csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=separator), [])


def _records(text: str, separator: str) -> Iterator[list[str]]:
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _bounded(records: Iterator[list[str]]) -> Iterator[list[str]]:
    number = 0
    try:
        for number, cells in enumerate(records, 1):
            if number > MOST_ROWS + 1:
                raise BadImport(
                    _too_large(Text(sq=f"{MOST_ROWS} rreshta", sr=f"{MOST_ROWS} redova", en=f"{MOST_ROWS} rows"))
                )
            if any(len(cell) > MOST_IN_CELL for cell in cells):
                raise BadImport(_broken_row(number))
            yield cells
    except csv.Error:
        raise BadImport(_broken_row(number + 1)) from None


def _check_header(header: Sequence[str]) -> None:
    if len(header) > MOST_COLUMNS:
        raise BadImport(
            _too_large(Text(sq=f"{MOST_COLUMNS} kolona", sr=f"{MOST_COLUMNS} kolona", en=f"{MOST_COLUMNS} columns"))
        )
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise BadImport(_column_twice(twice[0][:60]))


_EMPTY = Text(
    sq="Skedari është bosh; eksportojeni tabelën përsëri.",
    sr="Datoteka je prazna; ponovo izvezite tabelu.",
    en="The file is empty; export the table again.",
)
_BINARY = Text(
    sq="Ky nuk është tekst CSV; hapeni në Excel ose LibreOffice dhe ruajeni si “CSV UTF-8”.",
    sr="Ovo nije CSV tekst; otvorite je u Excelu ili LibreOffice-u i sačuvajte kao „CSV UTF-8“.",
    en="This is not CSV text; open it in Excel or LibreOffice and save it as “CSV UTF-8”.",
)
_NO_ENCODING = Text(
    sq="Shkronjat e skedarit nuk mund të lexohen; ruajeni si “CSV UTF-8”.",
    sr="Slova u datoteci ne mogu se pročitati; sačuvajte je kao „CSV UTF-8“.",
    en="The letters of the file cannot be read; save it as “CSV UTF-8”.",
)


def _too_large(most: Text) -> Text:
    return Text(
        sq=f"Skedari është tepër i madh (më së shumti {most.sq}); ndajeni në pjesë.",
        sr=f"Datoteka je prevelika (najviše {most.sr}); podelite je na delove.",
        en=f"The file is too large (at most {most.en}); cut it into parts.",
    )


def _broken_row(number: int) -> Text:
    return Text(
        sq=f"Rreshti {number} nuk lexohet: një thonjëz nuk mbyllet ose qeliza është tepër e gjatë; korrigjojeni.",
        sr=f"Red {number} ne može se pročitati: navodnik nije zatvoren ili je ćelija predugačka; ispravite ga.",
        en=f"Row {number} cannot be read: a quote is not closed or a cell is too long; correct it.",
    )


def _column_twice(name: str) -> Text:
    return Text(
        sq=f"Kolona “{name}” është dy herë në titull; riemërtoni njërën.",
        sr=f"Kolona „{name}“ stoji dvaput u zaglavlju; preimenujte jednu.",
        en=f"The column “{name}” stands twice in the header; rename one.",
    )
