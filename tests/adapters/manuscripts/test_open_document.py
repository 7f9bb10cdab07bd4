"""OpenDocument texts are read and commented like Word files."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import etree

from neni.core.adapters.manuscripts import FileManuscripts
from neni.core.errors import BadUpload
from neni.core.model.manuscripts import Anchor, Manuscript, Place, Source, State
from neni.core.ports import MarginComment
from tests.adapters.manuscripts.building import open_document, packed, unpacked
from tests.adapters.manuscripts.deciding import accepted, rejected

FILES = FileManuscripts()
AT = datetime(2026, 11, 25, 14, 30)  # noqa: DTZ001 - the moment as the program writes it
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
HIDDEN = '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'


def read(*body: str, styles: str = "", automatic: str = "", margins: str = "") -> Manuscript:
    content = open_document(*body, styles=styles, automatic=automatic, margins=margins)
    return FILES.read(content, "akt.odt")


def p(*inside: str) -> str:
    return f"<text:p>{''.join(inside)}</text:p>"


def numbered(*inside: str, style: str = "L1", more: str = "") -> str:
    items = "".join(f"<text:list-item>{one}</text:list-item>" for one in inside)
    return f'<text:list text:style-name="{style}" {more}>{items}</text:list>'


def levels(*forms: str) -> str:
    written = "".join(
        f'<text:list-level-style-number text:level="{at}" style:num-format="{form}" style:num-suffix="." '
        f'text:display-levels="{at if form == "1" else 1}"/>'
        for at, form in enumerate(forms, 1)
    )
    return f'<text:list-style style:name="L1">{written}</text:list-style>'


def test_changes_hidden_text_fields_and_spaces() -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="i"><text:insertion/></text:changed-region>'
        '<text:changed-region text:id="d"><text:deletion><text:p>15</text:p></text:deletion></text:changed-region>'
        "</text:tracked-changes>"
    )
    manuscript = read(
        changes,
        p(
            "  Afati \n është ",
            '<text:change text:change-id="d"/>',
            '<text:change-start text:change-id="i"/>30<text:change-end text:change-id="i"/>',
            ' ditë<text:s text:c="2"/><text:tab/>x<text:line-break/><text:span text:style-name="T1">jo</text:span>',
            "<text:page-number>7</text:page-number>",
        ),
        automatic=HIDDEN,
    )
    line = manuscript.lines[0]
    assert manuscript.source is Source.OPEN_DOCUMENT
    assert line.text == "Afati është 30 ditë  \tx\njo7"
    assert [(one.state, one.words) for one in line.pieces if one.state is not State.NORMAL] == [
        (State.DELETED, "15"),
        (State.INSERTED, "30"),
        (State.HIDDEN, "jo"),
        (State.FIELD, "7"),
    ]
    assert [remark.code for remark in manuscript.remarks] == ["tracked_changes", "hidden_text"]


def test_lists_count_and_go_on_where_they_say_so() -> None:
    manuscript = read(
        numbered(p("a") + p("vazhdim"), p("b") + numbered(p("c"), p("d"))),
        p("mes"),
        numbered(p("e"), more='text:continue-numbering="true"'),
        numbered(p("f")),
        automatic=levels("1", "1"),
    )
    assert [line.label for line in manuscript.lines] == ["1.", "", "2.", "2.1.", "2.2.", "", "3.", "1."]


def test_paragraphs_that_say_themselves_which_list_they_are_of() -> None:
    both = [
        f'<text:numbered-paragraph text:style-name="L1" text:level="{level}" text:list-id="a">{p("x")}'
        "</text:numbered-paragraph>"
        for level in (1, 2, 1)
    ]
    assert [line.label for line in read(*both, automatic=levels("1", "1")).lines] == ["1.", "1.1.", "2."]


def test_what_nobody_knows_is_gone_into() -> None:
    assert [line.text for line in read(f"<text:of-the-future>{p('x')}</text:of-the-future>").lines] == ["x"]


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        ("I", ["I.", "II."]),
        ("a", ["a.", "b."]),
        ("а, б, .., аа, аб, ... (sr)", ["а.", "б."]),
        ("А, Б, .., Аа, Бб, ... (ru)", ["А.", "Б."]),
        ("?", ["1.", "2."]),
    ],
)
def test_forms_of_numbers(form: str, labels: list[str]) -> None:
    manuscript = read(numbered(p("x"), p("y")), automatic=levels(form))
    assert [line.label for line in manuscript.lines] == labels
    assert [remark.code for remark in manuscript.remarks] == (["other_list_numbers"] if form == "?" else [])


def test_tables_boxes_notes_headings_and_margins_have_their_places() -> None:
    manuscript = read(
        '<text:h text:outline-level="2">Neni 1</text:h>',
        p(
            "x", '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>', "<text:note-body>"
        ).replace("</text:p>", "")
        + f"{p('fusnota')}</text:note-body></text:note>1</text:p>",
        f"<table:table><table:table-row><table:table-cell>{p('qelizë')}</table:table-cell></table:table-row></table:table>",
        p(f"<draw:frame><draw:text-box>{p('kuti')}</draw:text-box></draw:frame>"),
        margins=f"<style:header>{p('krye')}</style:header><style:footer>{p('fund')}</style:footer>",
    )
    assert [(line.text, line.place, line.level) for line in manuscript.lines] == [
        ("Neni 1", Place.BODY, 2),
        ("x1", Place.BODY, 0),
        ("qelizë", Place.TABLE, 0),
        ("", Place.BODY, 0),
        ("kuti", Place.BOX, 0),
        ("krye", Place.HEADER, 0),
        ("fund", Place.FOOTER, 0),
        ("fusnota", Place.FOOTNOTE, 0),
    ]


def test_a_file_without_a_text_is_refused() -> None:
    parts = unpacked(open_document(p("x")))
    with pytest.raises(BadUpload):
        FILES.read(packed(parts | {"content.xml": b"<cut"}), "")


def said(anchor: Anchor, text: str = "Kontrolloni") -> MarginComment:
    return MarginComment(anchor, text, "Neni", "N", AT)


def marked(content: bytes) -> dict[str, str]:
    """The words between the marks of each comment, by what it says."""
    words: dict[str, str] = {}
    open_now: dict[str, str] = {}
    body = etree.fromstring(unpacked(content)["content.xml"]).find(f"{OFFICE}body")
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag == f"{OFFICE}annotation" and event == "start":
            told = "".join(element.xpath("*[local-name()='p']//text()"))
            open_now[element.get(f"{OFFICE}name")] = told
            words[told] = ""
        elif element.tag == f"{OFFICE}annotation-end" and event == "start":
            del open_now[element.get(f"{OFFICE}name")]
        inside = any(True for _ in element.iterancestors(f"{OFFICE}annotation"))
        if not inside:
            here = element.text if event == "start" and element.tag != f"{OFFICE}annotation" else None
            text = here if event == "start" else element.tail
            words |= {told: words[told] + (text or "") for told in open_now.values()}
    return words


def test_comments_stand_on_the_words() -> None:
    content = open_document(
        p("Neni 12 ", '<text:span text:style-name="T1">hyn në</text:span>', " fuqi"), p("menjëherë"), automatic=HIDDEN
    )
    anchors = [Anchor(0, 5, 11), Anchor(0, 9, 14), Anchor(0, 11, 13), Anchor(0, 15, 3, last_line=1)]
    commented = FILES.comment(content, [said(anchor, f"k{at}") for at, anchor in enumerate(anchors)])
    assert marked(commented) == {"k0": "12 hyn", "k1": "yn në", "k2": " n", "k3": "fuqimen"}
    assert FILES.read(commented, "").lines == FILES.read(content, "").lines
    assert next(iter(unpacked(commented))) == "mimetype"
    assert unpacked(commented)["styles.xml"] == unpacked(content)["styles.xml"]
    again = FILES.comment(commented, [said(Anchor(0, 0, 4), "tjetër")])
    assert marked(again) == marked(commented) | {"tjetër": "Neni"}


def test_of_a_note_it_is_said_at_its_mark() -> None:
    note = f'<text:note text:note-class="footnote"><text:note-body>{p("fusnota")}</text:note-body></text:note>'
    commented = FILES.comment(open_document(p("x", note)), [said(Anchor(1, 0, 4))])
    assert list(marked(commented)) == ["“fusn” – Kontrolloni"]
    assert FILES.read(commented, "").lines[1].text == "fusnota"


pieces = some.sampled_from(
    [
        "abc ",
        "ë",
        "<text:tab/>",
        '<text:s text:c="2"/>',
        "<text:span>xy</text:span>",
        "<text:page-number>3</text:page-number>",
    ]
)
paragraphs = some.lists(pieces, max_size=5).map(lambda inside: p(*inside))


@given(some.lists(paragraphs, min_size=1, max_size=3), some.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_commented_reads_as_before(body: list[str], draw: some.DataObject) -> None:
    content = open_document(*body)
    before = FILES.read(content, "")
    comments = []
    for at in range(draw.draw(some.integers(1, 4))):
        line = before.lines[draw.draw(some.integers(0, len(before.lines) - 1))]
        start = draw.draw(some.integers(0, len(line.text)))
        comments.append(said(Anchor(line.index, start, draw.draw(some.integers(start, len(line.text)))), f"k{at}"))
    commented = FILES.comment(content, comments)
    assert FILES.read(commented, "").lines == before.lines
    assert sorted(marked(commented)) == sorted(comment.text for comment in comments)


def test_versions_are_compared_as_word_files() -> None:
    redline = FILES.redline(
        open_document(p("Afati 15 ditë")), open_document(p("Afati 30 ditë"), p("b")), "Neni", AT
    ).content
    assert (accepted(redline), rejected(redline)) == (["Afati 30 ditë", "b"], ["Afati 15 ditë"])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_keeps_the_comments(tmp_path: Path) -> None:
    name = tmp_path / "akt.odt"
    content = open_document(p("Neni 12 hyn në fuqi"), p("Члан 3. ступа"))
    name.write_bytes(FILES.comment(content, [said(Anchor(0, 5, 11), "k0"), said(Anchor(1, 8, 13), "k1")]))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", tmp_path / "out", name]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert marked((tmp_path / "out/akt.odt").read_bytes()) == {"k0": "12 hyn", "k1": "ступа"}
