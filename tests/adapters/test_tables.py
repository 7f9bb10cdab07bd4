"""Tables from spreadsheets: what is recognised, what is bounded, and what is said of files that are no tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neni.core.adapters import tables
from neni.core.errors import BadImport
from neni.core.model.text import Language

ALBANIAN = 'nr;titulli;çmimi\n1;"Furnizim me dritëza; për ëndrra";9,50\n'
SERBIAN = "br;naziv;cena\n1;Čišćenje i održavanje đačkih staza u opštini;9,50\n"


def refusal(content: bytes) -> BadImport:
    with pytest.raises(BadImport) as refused:
        tables.read(content)
    assert all(getattr(refused.value.message, one.value) for one in Language)
    return refused.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("text", [ALBANIAN, SERBIAN])
def test_unicode_is_read_as_it_is(text: str, encoding: str) -> None:
    table = tables.read(text.encode(encoding))
    assert not table.guessed
    assert table.separator == ";"
    assert table.rows[0].cells[1] in text


@pytest.mark.parametrize("text", [ALBANIAN, SERBIAN])
def test_old_windows_files_are_recognised_by_their_letters_and_the_guess_is_told(text: str) -> None:
    table = tables.read(text.encode("cp1250"))
    assert (table.encoding, table.guessed) == ("cp1250", True)
    assert table.rows[0].cells[1] in text


def test_letters_of_western_europe_are_recognised_too() -> None:
    table = tables.read("nr;titulli\n1;Blerje për Citroën, señor Ñ\n".encode("cp1252"))
    assert (table.encoding, table.rows[0].cells[1]) == ("cp1252", "Blerje për Citroën, señor Ñ")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_recognised(separator: str) -> None:
    table = tables.read(separator.join(["a", "b", "c"]).encode() + b"\n" + separator.join("123").encode())
    assert (table.separator, table.header, table.rows[0].cells) == (separator, ("a", "b", "c"), ("1", "2", "3"))


def test_a_line_that_names_the_separator_is_obeyed() -> None:
    table = tables.read(b"sep=;\na,b;c\n1;2\n")
    assert (table.header, table.rows[0].cells) == (("a,b", "c"), ("1", "2"))


def test_rows_are_numbered_as_a_spreadsheet_does_also_after_empty_rows_and_breaks_inside_cells() -> None:
    table = tables.read(b'a,b\r\n"one\r\nmore",1\r\n,\r\n\r\nfour,2\r\n')
    assert [(row.number, row.cells[0]) for row in table.rows] == [(2, "one\r\nmore"), (5, "four")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n \n", "empty"),
        (b"PK\x03\x04rest", "save it as"),
        (b"a,b\n1,\x00\n", "save it as"),
        (b"%PDF-1.7", "save it as"),
        (b"a,b\n\x81\x8d\x90,1\n", "letters"),
        (b"\xff\xfea", "letters"),
        (b'a,b\n1,"never closed\n2,3\n', "Row 2"),
        (b"a,a\n1,2\n", "stands twice"),
        (b"a,b\n" + b"x" * 20_001 + b",1\n", "Row 2"),
        (b",".join(b"c%d" % number for number in range(201)), "200 columns"),
        (b"a\n" + b"1\n" * 50_001, "50000 rows"),
        (b"x" * 20_000_001, "20 MB"),
    ],
)
def test_a_file_that_is_no_usable_table_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    assert said in refusal(content).message.en


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_refusal(content: bytes) -> None:
    try:
        table = tables.read(content)
    except BadImport:
        return
    assert all(row.number >= 2 for row in table.rows)
