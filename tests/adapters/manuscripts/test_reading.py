"""Everything a person may see in a Word file is read, in its state; nothing is hidden from the reader."""

from __future__ import annotations

import pytest

from neni.core.adapters.manuscripts import FileManuscripts
from neni.core.errors import BadUpload
from neni.core.model.manuscripts import Anchor, Manuscript, Place, Source, State
from tests.adapters.manuscripts.building import (
    box,
    control,
    field,
    gone,
    ins,
    p,
    packed,
    r,
    style,
    table,
    unpacked,
    word_file,
)


def read(*body: str, **parts: str) -> Manuscript:
    return FileManuscripts().read(word_file(*body, **parts), "akt.docx")


def texts(manuscript: Manuscript) -> list[str]:
    return [line.text for line in manuscript.lines]


def remarked(manuscript: Manuscript) -> list[str]:
    return [remark.code for remark in manuscript.remarks]


def test_tracked_changes_read_as_accepted_and_what_was_deleted_is_kept_aside() -> None:
    manuscript = read(p("Afati është ", gone("15"), ins(r("30")), " ditë."))
    line = manuscript.lines[0]
    assert line.text == "Afati është 30 ditë."
    assert [(one.state, one.words, one.start, one.end) for one in line.pieces] == [
        (State.NORMAL, "Afati është ", 0, 12),
        (State.DELETED, "15", 12, 12),
        (State.INSERTED, "30", 12, 14),
        (State.NORMAL, " ditë.", 14, 20),
    ]
    assert remarked(manuscript) == ["tracked_changes"]


def test_moved_text_stands_where_it_was_moved_to() -> None:
    moved = ins(r("Neni 5")).replace("w:ins", "w:moveTo")
    left = gone("Neni 5").replace("w:del ", "w:moveFrom ").replace("</w:del>", "</w:moveFrom>")
    assert texts(read(p(left, mark="<w:moveFrom/>"), p("Neni 4"), p(moved))) == ["Neni 4", "Neni 5"]


def test_a_paragraph_whose_end_is_deleted_runs_into_the_next() -> None:
    assert texts(read(p("Kuvendi", mark="<w:del/>"), p(" miraton"), p("Neni 1"))) == ["Kuvendi miraton", "Neni 1"]


def test_a_paragraph_deleted_whole_leaves_no_line() -> None:
    manuscript = read(p("Član 1."), p(gone("Član 2."), mark="<w:del/>"), p("Član 3."))
    assert texts(manuscript) == ["Član 1.", "Član 3."]
    assert "Član 2." in [one.words for one in manuscript.lines[1].pieces]


def test_a_deleted_row_of_a_table_leaves_no_line() -> None:
    deleted = table(("x", "y"), of_row="<w:trPr><w:del/></w:trPr>")
    assert texts(read(table(("a", "b")), deleted, p("fund"))) == ["a", "b", "fund"]


@pytest.mark.parametrize("looks", ["<w:vanish/>", '<w:rStyle w:val="Tajne"/>'])
def test_hidden_text_is_read_and_said(looks: str) -> None:
    styles = style("Tajne", "Tajne", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    manuscript = read(p("Neni 1 ", r("nuk zbatohet", looks)), styles=styles)
    assert manuscript.lines[0].text == "Neni 1 nuk zbatohet"
    assert manuscript.lines[0].pieces[1].state is State.HIDDEN
    assert remarked(manuscript) == ["hidden_text"]


def test_hidden_by_the_style_of_the_paragraph_or_what_it_rests_on() -> None:
    styles = style("A", "A", "<w:rPr><w:vanish/></w:rPr>") + style("B", "B", based_on="A")
    manuscript = read(p("x", style="B"), p(r("y", '<w:vanish w:val="0"/>'), style="B"), styles=styles)
    assert [line.pieces[0].state for line in manuscript.lines] == [State.HIDDEN, State.NORMAL]


def test_of_a_field_the_result_is_text_and_the_code_is_not() -> None:
    simple = f'<w:fldSimple w:instr="REF a">{r("neni 7")}</w:fldSimple>'
    manuscript = read(p("shih ", field("PAGEREF b", "12"), " dhe ", simple))
    assert manuscript.lines[0].text == "shih 12 dhe neni 7"
    assert [one.state for one in manuscript.lines[0].pieces] == [State.NORMAL, State.FIELD, State.NORMAL, State.FIELD]


def test_a_field_in_the_code_of_a_field_is_code() -> None:
    inner = field("DOCPROPERTY x", "jo")
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    assert texts(read(p("a", begin, inner, middle, r("po"), end, "b"))) == ["apob"]


def test_a_field_without_an_end_hides_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert texts(read(p(begin, "klauzolë"), p("tjetër"))) == ["klauzolë", "tjetër"]


def test_a_field_may_run_over_paragraphs() -> None:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    manuscript = read(
        p(marks[0], "<w:r><w:instrText>TOC</w:instrText></w:r>", marks[1], "Neni 1"), p("Neni 2", marks[2])
    )
    assert [line.pieces[0].state for line in manuscript.lines] == [State.FIELD, State.FIELD]


def test_what_fields_of_old_forms_show() -> None:
    choices = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="po"/><w:listEntry w:val="jo"/></w:ddList>'
    begin = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    box = "<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>"
    manuscript = read(p("përgjigja ", begin.format(choices), end, " ", begin.format(box), end))
    assert texts(manuscript) == ["përgjigja jo ☒"]


def test_content_controls_smart_tags_custom_xml_and_links_are_gone_into() -> None:
    inside = (
        control(r("kontroll")),
        f"<w:smartTag>{r('etiketë')}</w:smartTag>",
        f"<w:customXml>{r('xml')}</w:customXml>",
        f"<w:hyperlink>{r('lidhje')}</w:hyperlink>",
    )
    manuscript = read(p(*inside), control(p("bllok")))
    assert texts(manuscript) == ["kontrolletiketëxmllidhje", "bllok"]
    assert [one.in_control for one in manuscript.lines[0].pieces] == [True, False]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    manuscript = read(p("para", box(p("në kuti"), p("dy"))), p("pas"))
    assert [(line.text, line.place) for line in manuscript.lines] == [
        ("para", Place.BODY),
        ("në kuti", Place.BOX),
        ("dy", Place.BOX),
        ("pas", Place.BODY),
    ]


def test_a_form_nobody_knows_is_read_in_the_form_that_stands_for_it() -> None:
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="new">{r("e re")}</mc:Choice>'
        f"<mc:Fallback>{r('e vjetër')}</mc:Fallback></mc:AlternateContent>"
    )
    assert texts(read(p(both))) == ["e vjetër"]


def test_tables_in_tables_are_read_in_order() -> None:
    inner = table(("a", "b")) + p("c")
    manuscript = read(table((inner, "d")), p("e"))
    assert [(line.text, line.place) for line in manuscript.lines] == [
        *((word, Place.TABLE) for word in "abcd"),
        ("e", Place.BODY),
    ]


def test_notes_headers_and_footers_have_their_places() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    manuscript = read(
        p("Član 41", mark, " stav 1"),
        footnotes=f'<w:footnote w:id="0" w:type="separator">{p("—")}</w:footnote>'
        f'<w:footnote w:id="2">{p("fusnota")}</w:footnote>',
        header1=p("Gazeta"),
        footer1=p("faqe"),
    )
    assert [(line.text, line.place) for line in manuscript.lines] == [
        ("Član 41 stav 1", Place.BODY),
        ("Gazeta", Place.HEADER),
        ("faqe", Place.FOOTER),
        ("fusnota", Place.FOOTNOTE),
    ]


def test_a_mark_of_a_note_is_never_taken_for_a_digit() -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>1</w:t></w:r>'
    raised = r("2", '<w:vertAlign w:val="superscript"/>')
    assert texts(read(p("Član 41", own), p("Član 41", raised))) == ["Član 41", "Član 41²"]


def test_signs_that_are_no_letters() -> None:
    signs = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/>"
        '<w:br w:type="page"/><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="X" w:char="E123"/></w:r>'
    )
    manuscript = read(p(signs))
    assert texts(manuscript) == ["a\tb\nc-d✓\ufffd"]
    assert remarked(manuscript) == ["unknown_symbol"]


def test_headings_and_styles_are_told_by_name() -> None:
    styles = (
        style("N", "Normal").replace("<w:style ", '<w:style w:default="1" ')
        + style("H1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        + style("Nen", "Neni", based_on="H1")
    )
    manuscript = read(p("KREU I", style="H1"), p("Neni 1", style="Nen"), p("tekst"), styles=styles)
    assert [(line.level, line.style) for line in manuscript.lines] == [(1, "heading 1"), (1, "Neni"), (0, "Normal")]


def test_the_strict_form_is_read_like_the_usual_one() -> None:
    content = word_file(p("Neni 1"), p("tekst"))
    strict = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, part in unpacked(content).items()
    }
    assert texts(FileManuscripts().read(packed(strict), "")) == ["Neni 1", "tekst"]


def test_words_of_an_anchor() -> None:
    manuscript = read(p("një dy"), p("tre"))
    assert manuscript.words(Anchor(0, 4, 2, last_line=1)) == "dy\ntr"
    assert manuscript.source is Source.WORD


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"PK\x03\x04 cut", "akt.docx", "unreadable_file"),
        (b"Neni 1", "akt.docx", "unreadable_file"),
        (b"%PDF-1.7", "akt.pdf", "no_manuscript"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "akt.doc", "no_manuscript"),
        (b"{\\rtf1 Neni 1}", "akt.rtf", "no_manuscript"),
        (bytes(range(64)) * 4, "akt.txt", "no_manuscript"),
        (packed({"a.txt": b"x"}), "akt.zip", "no_manuscript"),
    ],
)
def test_what_holds_no_text_is_refused_in_three_languages(content: bytes, name: str, code: str) -> None:
    with pytest.raises(BadUpload) as refused:
        FileManuscripts().read(content, name)
    assert refused.value.problems[0].code == code
    said = refused.value.problems[0].message
    assert all((said.sq, said.sr, said.en))
