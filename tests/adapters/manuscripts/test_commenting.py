"""Comments stand on the very words of the author's own file, and nothing else in it changes."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import etree

from neni.core.adapters.manuscripts import FileManuscripts
from neni.core.model.manuscripts import Anchor, Manuscript
from neni.core.ports import MarginComment
from tests.adapters.manuscripts.building import (
    box,
    control,
    field,
    gone,
    ins,
    p,
    r,
    style,
    table,
    unpacked,
    word_file,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FILES = FileManuscripts()
AT = datetime(2026, 11, 25, 14, 30)  # noqa: DTZ001 - the moment as Word writes it


def said(anchor: Anchor, text: str = "Kontrolloni") -> MarginComment:
    return MarginComment(anchor, text, "Neni", "N", AT)


def root_of(content: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(unpacked(content)[part])


def marked(content: bytes) -> dict[str, str]:
    """The words between the marks of each comment, as they read with changes accepted."""
    words: dict[str, str] = {}
    open_now: list[str] = []
    for element in root_of(content).iter():
        name = str(element.tag).removeprefix(W)
        if name == "commentRangeStart":
            open_now.append(element.get(f"{W}id"))
            words[open_now[-1]] = ""
        elif name == "commentRangeEnd":
            open_now.remove(element.get(f"{W}id"))
        elif name == "p":
            words |= {one: words[one] + "\n" for one in open_now}
        elif name == "t" and not any(True for _ in element.iterancestors(f"{W}del")):
            words |= {one: words[one] + (element.text or "") for one in open_now}
    return words


def looks(content: bytes) -> list[tuple[str, bytes]]:
    """Every character of the text with the looks of its run."""
    found = []
    for run in root_of(content).iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        look = b"" if properties is None else etree.tostring(properties, method="c14n")
        if run.find(f"{W}commentReference") is None:
            for element in run:
                if element is not properties:
                    found += [(letter, look) for letter in element.text or element.tag]
    return found


def test_a_comment_stands_on_the_words_and_on_no_other() -> None:
    content = word_file(p(r("Neni 12 ", "<w:b/>"), r("hyn në fuqi", "<w:i/>")), p("fund"))
    commented = FILES.comment(content, [said(Anchor(0, 5, 11))])
    assert marked(commented) == {"0": "12 hyn"}
    assert looks(commented) == looks(content)
    assert FILES.read(commented, "").lines == FILES.read(content, "").lines
    assert FILES.read(content, "").words(Anchor(0, 5, 11)) == "12 hyn"


def test_comments_may_lie_over_one_another_and_over_paragraphs() -> None:
    content = word_file(p("abcdef"), p("ghijkl"), table(("mno", "pqr")), p("stu"))
    anchors = [
        Anchor(0, 1, 4),
        Anchor(0, 2, 5),
        Anchor(0, 3, 3, last_line=1),
        Anchor(1, 2, 2, last_line=3),
        Anchor(4, 0, 3),
    ]
    commented = FILES.comment(content, [said(anchor) for anchor in anchors])
    assert marked(commented) == {"0": "bcd", "1": "cde", "2": "def\nghi", "3": "ijkl\nmno\npq", "4": "stu"}


def test_comments_inside_changes_links_fields_and_controls() -> None:
    content = word_file(
        p(
            ins(r("shtuar")),
            gone("hequr"),
            f"<w:hyperlink>{r('lidhje')}</w:hyperlink>",
            field("REF x", "rezultat"),
            control(r("pasur")),
            control(r("thjeshtë"), "<w:text/>"),
        )
    )
    line = FILES.read(content, "").lines[0].text
    words = ("tuar", "dhj", "zult", "asu")
    anchors = [Anchor(0, line.index(word), line.index(word) + len(word)) for word in words]
    commented = FILES.comment(content, [said(anchor) for anchor in anchors])
    assert tuple(marked(commented).values()) == words
    whole = FILES.comment(content, [said(Anchor(0, line.index("jesh"), line.index("jesh") + 4))])
    assert marked(whole) == {"0": "thjeshtë"}
    assert root_of(whole).find(f".//{W}sdtContent//{W}commentRangeStart") is None


def test_of_notes_boxes_and_headers_it_is_said_where_word_allows_it() -> None:
    content = word_file(
        p("tekst", '<w:r><w:footnoteReference w:id="2"/></w:r>', box(p("kuti"))),
        footnotes=f'<w:footnote w:id="2">{p("fusnota e gjatë")}</w:footnote>',
        header1=p("kryefaqja"),
    )
    lines = {line.text: line.index for line in FILES.read(content, "").lines}
    anchors = [Anchor(lines["fusnota e gjatë"], 0, 7), Anchor(lines["kuti"], 0, 4), Anchor(lines["kryefaqja"], 0, 4)]
    commented = FILES.comment(content, [said(anchor) for anchor in anchors])
    told = [comment.text for comment in Document(io.BytesIO(commented)).comments]
    assert told == ["“fusnota” – Kontrolloni", "“kuti” – Kontrolloni", "“krye” – Kontrolloni"]
    for part in ("word/footnotes.xml", "word/header1.xml"):
        assert unpacked(commented)[part] == unpacked(content)[part]
    assert root_of(commented).find(f".//{W}txbxContent//{W}commentRangeStart") is None


def test_comments_that_are_there_stay_and_the_new_ones_are_counted_on() -> None:
    first = FILES.comment(word_file(p("një dy tre")), [said(Anchor(0, 0, 3), "e para")])
    second = FILES.comment(first, [said(Anchor(0, 4, 6), "e dyta\nnë dy rreshta")])
    document = Document(io.BytesIO(second))
    assert [(one.comment_id, one.text, one.author) for one in document.comments] == [
        (0, "e para", "Neni"),
        (1, "e dyta\nnë dy rreshta", "Neni"),
    ]
    assert marked(second) == {"0": "një", "1": "dy"}
    done = root_of(second, "word/commentsExtended.xml")
    assert len({entry.get("{http://schemas.microsoft.com/office/word/2012/wordml}paraId") for entry in done}) == 2


def test_a_comment_on_no_words_stands_at_its_place() -> None:
    commented = FILES.comment(word_file(p("abc"), p()), [said(Anchor(0, 1, 1)), said(Anchor(1, 0, 0))])
    assert len(Document(io.BytesIO(commented)).comments) == 2
    assert [line.text for line in FILES.read(commented, "").lines] == ["abc", ""]


def test_parts_that_are_not_concerned_stay_byte_by_byte() -> None:
    content = word_file(p("Neni 1"), styles=style("a", "annotation text"), header1=p("x"))
    before, after = unpacked(content), unpacked(FILES.comment(content, [said(Anchor(0, 0, 4))]))
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {
        *("[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"),
        *("word/comments.xml", "word/commentsExtended.xml"),
    }


def test_equal_input_gives_equal_bytes() -> None:
    content = word_file(p("Neni 1"))
    assert FILES.comment(content, [said(Anchor(0, 0, 4))]) == FILES.comment(content, [said(Anchor(0, 0, 4))])
    assert FILES.comment(content, []) == content


def test_plain_text_comes_back_as_a_word_file() -> None:
    commented = FILES.comment("Neni 1\nQëllimi & synimi\n".encode(), [said(Anchor(1, 0, 7), "pse?\x00")])
    assert marked(commented) == {"0": "Qëllimi"}
    assert [line.text for line in FILES.read(commented, "").lines] == ["Neni 1", "Qëllimi & synimi"]


words = some.text("abë ш1.", min_size=0, max_size=8)
pieces = some.one_of(
    words.map(r),
    words.map(lambda one: r(one, "<w:b/>")),
    words.map(lambda one: ins(r(one))),
    words.map(gone),
    words.map(lambda one: control(r(one))),
    words.map(lambda one: field("REF a", one)),
    some.just("<w:r><w:t>x</w:t><w:tab/><w:t>y</w:t><w:br/></w:r>"),
)
paragraphs = some.lists(pieces, max_size=4).map(lambda inside: p(*inside))
bodies = some.lists(some.one_of(paragraphs, paragraphs.map(lambda one: table((one, one)))), min_size=1, max_size=4)


def anchors_in(manuscript: Manuscript, draw: some.DataObject) -> Iterator[Anchor]:
    for _ in range(draw.draw(some.integers(1, 4))):
        first = draw.draw(some.integers(0, len(manuscript.lines) - 1))
        last = draw.draw(some.integers(first, len(manuscript.lines) - 1))
        start = draw.draw(some.integers(0, len(manuscript.lines[first].text)))
        end = draw.draw(some.integers(start if first == last else 0, len(manuscript.lines[last].text)))
        yield Anchor(first, start, end, None if first == last else last)


@given(bodies, some.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_commented_reads_as_before_and_every_character_keeps_its_looks(
    body: list[str], draw: some.DataObject
) -> None:
    content = word_file(*body, p("fund"))
    before = FILES.read(content, "")
    anchors = list(anchors_in(before, draw))
    commented = FILES.comment(content, [said(anchor) for anchor in anchors])
    assert FILES.read(commented, "").lines == before.lines
    assert looks(commented) == looks(content)
    found = marked(commented)
    for number, anchor in enumerate(anchors):
        wanted = before.words(anchor)
        if anchor.last_line is None and wanted:
            assert found[str(number)] == wanted.replace("\t", "").replace("\n", "")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_comments_survive_a_round_trip_through_libreoffice(tmp_path: Path) -> None:
    content = word_file(
        p("Neni 12 hyn në fuqi ", ins(r("pas 15 ditësh"))), table(("qelizë", "dy")), p("Члан 3. ступа на снагу")
    )
    anchors = [Anchor(0, 5, 7), Anchor(0, 3, 26), Anchor(1, 0, 3), Anchor(3, 8, 13)]
    name = tmp_path / "akt.docx"
    name.write_bytes(FILES.comment(content, [said(anchor, f"koment {at}") for at, anchor in enumerate(anchors)]))
    for kind in ("odt", "docx"):
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", tmp_path / kind, name]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        name = tmp_path / kind / f"akt.{kind}"
    returned = name.read_bytes()
    assert sorted(one.text for one in Document(io.BytesIO(returned)).comments) == [f"koment {at}" for at in range(4)]
    wanted = [FILES.read(content, "").words(anchor) for anchor in anchors]
    assert sorted(marked(returned).values()) == sorted(wanted)
