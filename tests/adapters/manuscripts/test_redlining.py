"""A redline reads as the new version once accepted and as the old one once rejected, whatever the two are."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from neni.core.adapters.manuscripts import FileManuscripts
from neni.core.model.manuscripts import State
from neni.core.model.manuscripts.passages import Fate
from neni.core.model.text import Language
from tests.adapters.manuscripts import libre_office
from tests.adapters.manuscripts.building import (
    box,
    field,
    gone,
    in_strict_form,
    ins,
    lists,
    p,
    r,
    style,
    table,
    unpacked,
    word_file,
)
from tests.adapters.manuscripts.deciding import accepted, decided, rejected
from tests.adapters.manuscripts.drawing_up import Plan, drawn_up, versions
from tests.adapters.manuscripts.libre_office import needs_libreoffice
from tests.adapters.manuscripts.seeing import seen
from tests.adapters.manuscripts.structure import wrong

FILES = FileManuscripts()
AT = datetime(2026, 11, 25, 14, 30)  # noqa: DTZ001 - the moment as Word writes it


def redlined(old: bytes, new: bytes) -> bytes:
    redline = FILES.redline(old, new, "Neni", AT).content
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
    redline = FILES.redline(old, new, "Neni", AT).content
    assert (pieces(redline, State.DELETED), pieces(redline, State.INSERTED)) == (["1"], ["2"])


def test_plain_text_and_word_files_are_compared_as_word_files() -> None:
    redline = FILES.redline("Neni 1\nQëllimi".encode(), word_file(p("Neni 1"), p("Fushëveprimi")), "Neni", AT).content
    assert rejected(redline) == ["Neni 1", "Qëllimi"]
    assert accepted(redline) == ["Neni 1", "Fushëveprimi"]


def test_equal_input_gives_equal_bytes_that_python_docx_opens() -> None:
    versions = word_file(p("a b c")), word_file(p("a c d"))
    assert FILES.redline(*versions, "Neni", AT) == FILES.redline(*versions, "Neni", AT)
    assert len(Document(io.BytesIO(FILES.redline(*versions, "Neni", AT).content)).paragraphs) == 1


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


def said(words: str, looks: int = 0) -> Plan:
    return ("text", words, looks)


def para(*inside: Plan, shape: int = 0, end: int = 0, section: Plan | None = None) -> Plan:
    return ("p", shape, end, list(inside), section)


def cell(*lines: str) -> list[Plan]:
    return [para(said(line)) for line in lines]


def of_rows(width: int, *rows: tuple[str, ...]) -> Plan:
    return ("table", width, [[cell(one) for one in row] for row in rows])


OLD = (
    [
        para(said("Neni 1"), shape=1),
        para(said("Afati është 15 ditë "), ("note", "footnote", cell("Ligji i vjetër")), said(" nga pranimi")),
        para(("link", 0, [said("lidhja e vjetër")]), ("control", "a", [said("fusha")])),
        of_rows(900, ("a", "b"), ("c", "d"), ("e", "f")),
        para(said("hiqet krejt"), ("picture", 0)),
        para(("field", "PAGE", said("3")), said(" faqe"), shape=2),
        para(said("fund")),
    ],
    (0, cell("koka e vjetër")),
)
NEW = (
    [
        para(said("Neni 1", 1)),
        para(said("Afati është 30 ditë ", 1), ("note", "endnote", cell("Ligji i ri")), said(" nga pranimi")),
        para(("link", 1, [said("lidhja e re")]), ("control", "b", [said("fusha")])),
        of_rows(1800, ("a", "b x"), ("ri", "ri 2"), ("e", "f")),
        para(said("i ri"), ("picture", 1)),
        para(("field", "NUMPAGES", said("3")), said(" faqe"), shape=3),
        para(said("fund")),
        para(said("pas")),
    ],
    (1, cell("koka e re")),
)


def decided_both_ways(old: Plan, new: Plan) -> dict[str, bytes]:
    """The parts of a redline of two plans; everything a reader sees is right once it is accepted or rejected."""
    was, now = drawn_up(old, new)
    redline = FILES.redline(was, now, "Neni", AT)
    assert seen(decided(redline.content, accept=True)) == seen(decided(now, accept=True))
    assert seen(decided(redline.content, accept=False)) == seen(decided(was, accept=True))
    assert redline.untold == ()
    assert wrong(redline.content) == []
    return unpacked(redline.content)


def changed(old: Plan, new: Plan) -> str:
    end = (0, [])
    parts = decided_both_ways(([old, para(said("fund"))], end), ([new, para(said("fund"))], end))
    return parts["word/document.xml"].decode()


def test_everything_at_once() -> None:
    parts = decided_both_ways(OLD, NEW)
    assert {"word/footnotes.xml", "word/endnotes.xml", "word/media/image0.png"} <= set(parts)


def test_looks_of_words_are_told_as_looks_and_the_words_stay() -> None:
    told = changed(para(said("Neni "), said("1")), para(said("Ne"), said("ni 1", 1)))
    assert told.count("<w:rPrChange") == 1
    assert "<w:ins" not in told


def test_looks_of_paragraphs_and_of_their_ends_are_told() -> None:
    told = changed(para(said("a"), shape=2), para(said("a"), shape=4, end=1))
    assert told.count("<w:pPrChange") == 1
    assert told.count("<w:rPrChange") == 1


def test_lists_and_styles_only_the_old_version_has_come_along() -> None:
    lists = {"numbering": lists_of("upperRoman"), "styles": style("Titull", "Titull i vjetër", "<w:rPr><w:b/></w:rPr>")}
    old = word_file(p("Neni", style="Titull"), p("a", number="1", level=0), p("fund"), **lists)
    redline = FILES.redline(old, word_file(p("fund")), "Neni", AT).content
    parts = unpacked(redline)
    assert b"upperRoman" in parts["word/numbering.xml"]
    assert "Titull i vjetër".encode() in parts["word/styles.xml"]
    assert [line.label for line in FILES.read(decided(redline, accept=False), "").lines] == ["", "I.", ""]


def lists_of(form: str) -> str:
    return lists((form, "%1."))


def test_a_picture_both_versions_have_is_stored_once() -> None:
    old, new = (([para(said(f"në figurën {one} "), ("picture", 1))], (0, [])) for one in "ab")
    parts = decided_both_ways(old, new)
    assert parts["word/document.xml"].count(b"<w:drawing") == 1
    assert sum("media" in name for name in parts) == 1


def test_a_note_taken_out_comes_back_with_its_words() -> None:
    old = para(said("a "), ("note", "footnote", cell("Ligji nr. 1")), said(" b"))
    assert "<w:footnoteReference" in changed(old, para(said("a  b")))


def test_rows_of_which_the_cells_do_not_fit_are_put_in_and_taken_out() -> None:
    told = changed(of_rows(900, ("a", "b")), of_rows(900, ("a", "b", "c")))
    assert told.count("<w:trPr>") == 2
    assert "tblGridChange" in told


def test_controls_are_put_in_and_taken_out_by_their_borders() -> None:
    control = ("control", "a", cell("një", "dy"))
    assert changed(para(said("x")), control).count("customXmlInsRangeStart") == 2
    assert changed(control, para(said("x"))).count("customXmlDelRangeStart") == 2
    inline = para(said("a "), ("control", "a", [said("fusha")]))
    assert changed(inline, para(said("a "))).count("customXmlDelRangeStart") == 2


def test_a_field_is_taken_out_as_a_whole() -> None:
    told = changed(para(said("faqe "), ("field", "DATE", said("3"))), para(said("faqe 3")))
    assert told.count("<w:delInstrText") == 1


def test_sections_put_in_keep_the_headers_of_the_others() -> None:
    both = [para(said("a")), para(said("b"))]
    broken = [para(said("a")), para(said("e re"), section=(1, cell("koka e re"))), para(said("b"))]
    decided_both_ways((both, (0, cell("koka"))), (broken, (0, [])))
    decided_both_ways((broken, (0, [])), (both, (0, cell("koka"))))
    decided_both_ways((broken, (0, cell("tjetër"))), (both, (0, cell("koka e re"))))


def test_what_tracked_changes_cannot_tell_is_said() -> None:
    old = word_file(p("a", style="T"), styles=style("T", "Titull", "<w:rPr><w:b/></w:rPr>"))
    new = word_file(p("a", style="T"), styles=style("T", "Titull", "<w:rPr><w:i/></w:rPr>"))
    (told,) = FILES.redline(old, new, "Neni", AT).untold
    assert told.code == "redline_styles"
    assert all("Titull" in told.message.in_language(one) for one in Language)


def test_a_style_that_counts_in_another_list_looks_otherwise() -> None:
    counted = style("T", "Titull", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    old, same, new = (
        word_file(p("a", style="T"), styles=counted, numbering=lists_of(form))
        for form in ("decimal", "decimal", "upperRoman")
    )
    assert FILES.redline(old, same, "Neni", AT).untold == ()
    assert [one.code for one in FILES.redline(old, new, "Neni", AT).untold] == ["redline_styles"]


def test_comments_of_the_old_version_stay_behind_and_that_is_said() -> None:
    mark = '<w:commentRangeStart w:id="0"/>{}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    comments = f'<w:comment w:id="0" w:author="A">{p("pse?")}</w:comment>'
    commented = word_file(p(mark.format(r("a"))), comments=comments)
    told = FILES.redline(commented, word_file(p("b")), "Neni", AT)
    assert [one.code for one in told.untold] == ["redline_comments"]
    assert b"commentReference" not in unpacked(told.content)["word/document.xml"]
    kept = FILES.redline(word_file(p("b")), commented, "Neni", AT)
    assert b"commentReference" in unpacked(decided(kept.content, accept=True))["word/document.xml"]
    assert kept.untold == ()


def test_bookmarks_of_the_old_version_are_there_for_its_fields() -> None:
    mark = '<w:bookmarkStart w:id="4" w:name="{}"/>{}<w:bookmarkEnd w:id="4"/>'
    old = word_file(p(mark.format("neni12", r("Neni 12"))), p(field("REF neni12", "Neni 12")))
    new = word_file(p(mark.format("tjetër", r("Neni 12"))), p("Neni 12"))
    redline = FILES.redline(old, new, "Neni", AT).content
    assert b'w:name="neni12"' in unpacked(decided(redline, accept=False))["word/document.xml"]


def test_names_the_new_file_does_not_say_how_to_ignore_are_left_behind() -> None:
    body = p('<w:r new:mark="1"><w:t>a</w:t></w:r>').replace("<w:p>", '<w:p mc:Ignorable="new">')
    redline = FILES.redline(word_file(body, p("x")), word_file(p("x")), "Neni", AT).content
    assert b"new:mark" not in unpacked(redline)["word/document.xml"]


def test_a_strict_file_and_a_usual_one_are_compared() -> None:
    old, new = drawn_up(OLD, NEW)
    strict = in_strict_form(old)
    assert rejected(FILES.redline(strict, new, "Neni", AT).content) == accepted(old)
    both = FILES.redline(new, strict, "Neni", AT).content
    assert b"schemas.openxmlformats.org/wordprocessingml/2006/main" not in unpacked(both)["word/document.xml"]


@given(versions())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_two_files_in_everything_a_reader_sees(plans: tuple[Plan, Plan]) -> None:
    decided_both_ways(*plans)


@pytest.mark.slow
@given(versions())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_many_files_in_everything_a_reader_sees(plans: tuple[Plan, Plan]) -> None:
    decided_both_ways(*plans)


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
@needs_libreoffice
def test_libreoffice_accepts_all_to_the_new_version_and_rejects_all_to_the_old(tmp_path: Path) -> None:
    old, new = drawn_up(OLD, NEW)
    redline = FILES.redline(old, new, "Neni", AT).content
    assert read_by_libreoffice(redline, tmp_path, accept=True) == read_by_libreoffice(new, tmp_path, accept=True)
    assert read_by_libreoffice(redline, tmp_path, accept=False) == read_by_libreoffice(old, tmp_path, accept=False)


def read_by_libreoffice(content: bytes, folder: Path, *, accept: bool) -> list[tuple[str, str, str]]:
    stored = libre_office.decided(content, folder, accept=accept)
    return [(line.place.value, line.label, line.text) for line in FILES.read(stored, "").lines]
