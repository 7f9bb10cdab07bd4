"""A redline reads as the new version once accepted and as the old one once rejected, whatever the two are."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as some

from neni.core.adapters.manuscripts import FileManuscripts
from neni.core.model.manuscripts import State
from neni.core.model.passages import Fate
from tests.adapters.manuscripts.building import box, field, gone, ins, p, r, table, unpacked, word_file
from tests.adapters.manuscripts.deciding import accepted, rejected

FILES = FileManuscripts()
AT = datetime(2026, 11, 25, 14, 30)  # noqa: DTZ001 - the moment as Word writes it


def redlined(old: bytes, new: bytes) -> bytes:
    redline = FILES.redline(old, new, "Neni", AT)
    assert accepted(redline) == accepted(new)
    assert rejected(redline) == accepted(old)
    assert [line.text for line in FILES.read(redline, "").lines] == [line.text for line in FILES.read(new, "").lines]
    return redline


def pieces(content: bytes, state: State) -> list[str]:
    return [piece.words for line in FILES.read(content, "").lines for piece in line.pieces if piece.state is state]


def test_only_the_words_that_differ_are_marked() -> None:
    old = word_file(p("Afati është 15 ditë nga pranimi."), p("Neni 2"))
    redline = redlined(old, word_file(p("Afati është ", r("30", "<w:b/>"), " ditë nga pranimi."), p("Neni 2")))
    assert pieces(redline, State.DELETED) == ["15"]
    assert pieces(redline, State.INSERTED) == ["30"]
    assert b"<w:b/>" in unpacked(redline)["word/document.xml"]


def test_equal_versions_have_no_changes() -> None:
    content = word_file(p("Neni 1"), table(("a", "b")), p("fund"))
    assert b"<w:ins" not in unpacked(redlined(content, content))["word/document.xml"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["a", "b"], ["a"]),
        (["a"], ["a", "b", "c"]),
        (["a", "b"], ["a", "c"]),
        (["a"], ["b"]),
        ([""], ["a", "b"]),
        (["a", "b", "c"], ["c"]),
        (["a", "", "", "b"], ["a", "b", ""]),
    ],
)
def test_the_end_of_a_text(old: list[str], new: list[str]) -> None:
    redlined(word_file(*map(p, old)), word_file(*map(p, new)))


def test_rows_and_cells_of_tables() -> None:
    old = word_file(table(("nr", "emri"), ("1", "Arta"), ("2", "Besa")), p("fund"))
    new = word_file(table(("nr", "emri"), ("1", "Arta Gashi"), ("3", "Cuca")), p("fund"))
    redline = redlined(old, new)
    assert b"trPr" in unpacked(redline)["word/document.xml"]
    redlined(old, word_file(p("fund")))
    redlined(word_file(p("fund")), new)


def test_changes_that_were_there_already_are_accepted_first() -> None:
    old = word_file(p("një ", gone("dy "), ins(r("tre"))), p("x", mark="<w:del/>"), p("y"))
    redline = redlined(old, word_file(p("një tre"), p("xy")))
    assert pieces(redline, State.INSERTED) == []


def test_links_fields_and_pages_keep_their_place() -> None:
    link = f"<w:hyperlink>{r('neni 12')}</w:hyperlink>"
    redlined(
        word_file(p("shih ", link, field("PAGE", "3"))),
        word_file(p("shih ", link.replace("12", "14"), field("PAGE", "4"))),
    )


def test_notes_and_headers_are_compared_too() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = '<w:footnote w:id="2">{}</w:footnote>'
    old = word_file(p("a", mark), footnotes=note.format(p("Ligji 1")), header1=p("versioni 1"))
    new = word_file(p("a", mark), footnotes=note.format(p("Ligji 2")), header1=p("versioni 2"))
    redline = redlined(old, new)
    assert pieces(redline, State.DELETED) == ["1", "1"]


def test_boxes_are_compared_where_both_paragraphs_have_as_many() -> None:
    old, new = (word_file(p("para ", box(p(f"në kuti {at}")))) for at in (1, 2))
    redline = FILES.redline(old, new, "Neni", AT)
    assert (pieces(redline, State.DELETED), pieces(redline, State.INSERTED)) == (["1"], ["2"])


def test_plain_text_and_word_files_are_compared_as_word_files() -> None:
    redline = FILES.redline("Neni 1\nQëllimi".encode(), word_file(p("Neni 1"), p("Fushëveprimi")), "Neni", AT)
    assert rejected(redline) == ["Neni 1", "Qëllimi"]
    assert accepted(redline) == ["Neni 1", "Fushëveprimi"]


def test_equal_input_gives_equal_bytes_that_python_docx_opens() -> None:
    versions = word_file(p("a b c")), word_file(p("a c d"))
    assert FILES.redline(*versions, "Neni", AT) == FILES.redline(*versions, "Neni", AT)
    assert len(Document(io.BytesIO(FILES.redline(*versions, "Neni", AT))).paragraphs) == 1


def test_changes_for_the_eye() -> None:
    old = FILES.read(word_file(p("Neni 1"), p("Afati është 15 ditë."), p("hiqet")), "")
    new = FILES.read(word_file(p("Neni 1"), p("Afati është 30 ditë.")), "")
    told = FILES.changes(old, new)
    assert [one.changed for one in told] == [False, True, True]
    assert [(one.fate, one.words) for one in told[1].wording] == [
        (Fate.KEPT, "Afati është "),
        (Fate.REMOVED, "15"),
        (Fate.ADDED, "30"),
        (Fate.KEPT, " ditë."),
    ]
    assert told[2].new is None


words = some.sampled_from(["", "neni", "neni 1", " 1, b", "члан ë", "b b 1", "ë"])
runs = some.tuples(words, some.sampled_from(["", "<w:b/>"])).map(lambda one: r(*one))
paragraphs = some.lists(runs, max_size=3).map(lambda inside: p(*inside))
cells = some.lists(paragraphs, min_size=1, max_size=2).map("".join)
rows = some.lists(some.tuples(cells, cells), min_size=1, max_size=3)
tables = rows.map(lambda one: table(*one))
nested = some.tuples(tables, paragraphs).map(lambda one: table(("".join(one), p("x"))))
ends = some.one_of(paragraphs, paragraphs, tables)
blocks = some.lists(some.one_of(paragraphs, paragraphs, paragraphs, tables, nested), max_size=6)


@given(blocks, ends, blocks, ends)
@settings(max_examples=20, deadline=None)
def test_any_two_texts(old: list[str], old_end: str, new: list[str], new_end: str) -> None:
    redlined(word_file(*old, old_end), word_file(*new, new_end))


def became(old: list[str], end: str, draw: some.DataObject) -> list[str]:
    """A version of a text with blocks left out and put in, also behind its end."""
    new = [block for block in old if draw.draw(some.booleans())]
    for block in draw.draw(blocks):
        new.insert(draw.draw(some.integers(0, len(new))), block)
    return [*new, *draw.draw(some.sampled_from([[end], [end, p("shtesë")], [p("tjetër")], [table(("x", "y"))]]))]


@given(blocks, ends, some.data())
@settings(max_examples=20, deadline=None)
def test_a_text_and_what_became_of_it(old: list[str], end: str, draw: some.DataObject) -> None:
    redlined(word_file(*old, end), word_file(*became(old, end, draw)))


@pytest.mark.slow
@given(blocks, ends, some.data())
@settings(max_examples=150, deadline=None)
def test_many_texts_and_what_became_of_them(old: list[str], end: str, draw: some.DataObject) -> None:
    redlined(word_file(*old, end), word_file(*became(old, end, draw)))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_reads_the_redline_as_the_new_version(tmp_path: Path) -> None:
    old = word_file(p("Neni 1"), p("Afati është 15 ditë."), table(("a", "b")), p("hiqet krejt"), p("fund"))
    new = word_file(
        p("Neni 1"), p("Afati është 30 ditë."), table(("a", "c"), ("d", "e")), p("i ri"), p("fund"), p("pas")
    )
    name = tmp_path / "akt.docx"
    name.write_bytes(redlined(old, new))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", tmp_path / "out", name]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    returned = (tmp_path / "out/akt.docx").read_bytes()
    assert [line.text for line in FILES.read(returned, "").lines] == [line.text for line in FILES.read(new, "").lines]
    assert rejected(returned) == accepted(old)
