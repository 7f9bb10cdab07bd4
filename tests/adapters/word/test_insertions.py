"""Pictures and whole Word files get into a document as plain bytes, looked at first; nothing else comes with them."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from neni.core.adapters.word import DocxWord, ForeignWord
from neni.core.errors import BadTemplate


def png(width: int = 8, height: int = 4, *, claimed: tuple[int, int] | None = None) -> bytes:
    """A picture of one colour, which may claim another size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress((b"\x00" + b"\x10\x60\x90" * width) * height)
    header = struct.pack(">IIBBBBB", *(claimed or (width, height)), 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def annex(*, change: Callable[[Any], object] = lambda _: None) -> bytes:
    """A file with a heading, a list, a table, a picture, and a style of its own."""
    document = Document()
    document.styles.add_style("Annex Text", 1).font.italic = True
    document.add_heading("Shtojca & tabela", 1)
    document.add_paragraph("pika", style="List Number")
    document.add_paragraph("me stil {{ name }}", style="Annex Text")
    document.add_table(1, 2).rows[0].cells[0].text = "qeliza"
    document.add_picture(BytesIO(png()), width=Mm(20))
    change(document)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def refused(word: DocxWord, template: Any, **values: Any) -> str:
    with pytest.raises(BadTemplate) as error:
        word.render(template, values)
    return str(error.value)


def blips(content: bytes) -> Iterator[bytes]:
    """The bytes of each picture of the body, by way of its relation."""
    document = Document(BytesIO(content))
    for blip in document.element.body.iter(qn("a:blip")):
        yield document.part.related_parts[blip.get(qn("r:embed"))].blob


def test_a_picture_stands_where_its_tag_stood_in_the_size_asked_for(make: Any, word: DocxWord) -> None:
    template = make('Kodi: {{ code | image(width="30mm", words="Kodi QR & lidhja") }}.')
    content = word.render(template, {"code": png(8, 4)})
    document = Document(BytesIO(content))
    (shape,) = document.inline_shapes
    assert (shape.width, shape.height) == (Mm(30), Mm(15))
    assert shape._inline.docPr.get("descr") == "Kodi QR & lidhja"
    assert document.paragraphs[0].text == "Kodi: ."
    assert list(blips(content)) == [png(8, 4)]


def test_a_picture_shown_often_is_kept_once(make: Any, word: DocxWord) -> None:
    template = make("{%p for line in lines %}", "{{ line.photo | image }}", "{%p endfor %}")
    content = word.render(template, {"lines": [{"photo": png()}, {"photo": png()}, {"photo": png(2, 2)}]})
    with ZipFile(BytesIO(content)) as file:
        assert sum(name.startswith("word/media/") for name in file.namelist()) == 2
    assert list(blips(content)) == [png(), png(), png(2, 2)]
    ids = [shape._inline.docPr.get("id") for shape in Document(BytesIO(content)).inline_shapes]
    assert len(set(ids)) == 3


def test_a_header_has_its_own_pictures(make: Any, word: DocxWord) -> None:
    template = make("{{ logo | image }}", header="{{ logo | image(height='10mm') }}")
    header = Document(BytesIO(word.render(template, {"logo": png()}))).sections[0].header
    (blip,) = header._element.iter(qn("a:blip"))
    assert header.part.related_parts[blip.get(qn("r:embed"))].blob == png()


def test_the_same_picture_gives_the_same_bytes(make: Any, word: DocxWord) -> None:
    template = make("{{ code | image }}", "{{p annex | subdocument }}")
    values = {"code": png(), "annex": annex()}
    assert word.render(template, values) == word.render(template, values)


def test_no_picture_prints_nothing(make: Any, word: DocxWord, text: Callable[[bytes], str]) -> None:
    assert text(word.render(make("[{{ code | image }}]", optional=("code",)), {})) == "[]"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "whole PNG or JPEG"),
        (b"\x89PNG\r\n\x1a\n", "whole PNG or JPEG"),
        (png()[:-6], "whole PNG or JPEG"),
        (png() + b"<script>", "whole PNG or JPEG"),
        (png(claimed=(40_000, 40_000)), "million pixels"),
        (png(claimed=(0, 5)), "million pixels"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "whole PNG or JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "whole PNG or JPEG"),
        (b"\x00" * 10_000_001, "more than 10 MB"),
        ("/etc/passwd", "takes the bytes"),
        (7, "takes the bytes"),
    ],
    ids=range(11),
)
def test_what_is_no_picture_for_a_page_is_refused(make: Any, word: DocxWord, content: Any, said: str) -> None:

    assert re.search(said, refused(word, make("Foto {{ code | image }}"), code=content))


@pytest.mark.parametrize("length", ["60", "60px", "-5mm", "99999mm", "0mm", "5000mm", "1e3mm"])
def test_a_length_is_written_with_its_unit_and_fits_a_page(make: Any, word: DocxWord, length: str) -> None:
    said = refused(word, make(f'{{{{ code | image(width="{length}") }}}}'), code=png())
    assert "a length is written like" in said or "no larger than a metre" in said


def test_a_picture_outside_text_is_told(make: Any, word: DocxWord) -> None:
    assert "in the text of a paragraph" in refused(word, make("{{p code | image }}"), code=png())


def test_nobody_can_type_a_mark(make: Any, word: DocxWord, text: Callable[[bytes], str]) -> None:
    template = make('{{ code | image }}{{ name }}{{ "\\x010\\x02" }}')
    content = word.render(template, {"code": png(), "name": "\x010\x02"})
    assert (len(list(blips(content))), text(content)) == (1, "00")


def test_bytes_are_not_printed(make: Any, word: DocxWord) -> None:
    assert "printed by image or subdocument" in refused(word, make("{{ code }}"), code=png())


def test_a_file_is_put_in_with_its_styles_lists_tables_and_pictures(make: Any, word: DocxWord) -> None:
    content = word.render(make("para", "{{p file | subdocument }}", "pas {{ name }}"), {"file": annex(), "name": "x"})
    document = Document(BytesIO(content))
    words = [paragraph.text for paragraph in document.paragraphs]
    assert [one for one in words if one] == ["para", "Shtojca & tabela", "pika", "me stil {{ name }}", "pas x"]
    styled = next(one for one in document.paragraphs if one.text.startswith("me stil"))
    assert styled.style.font.italic
    assert document.tables[0].rows[0].cells[0].text == "qeliza"
    assert list(blips(content)) == [png()]
    assert not list(document.element.body.iter(qn("w:bookmarkStart")))
    with ZipFile(BytesIO(content)) as file:
        assert file.testzip() is None
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_several_files_stand_in_their_order_and_in_cells(make: Any, word: DocxWord) -> None:
    template = make("{%p for line in lines %}", "{{ line.name }}", "{{p line.file | subdocument }}", "{%p endfor %}")
    lines = [{"name": name, "file": annex()} for name in ("one", "two")]
    document = Document(BytesIO(word.render(template, {"lines": lines})))
    words = [paragraph.text for paragraph in document.paragraphs if paragraph.text in {"one", "two", "pika"}]
    assert words == ["one", "pika", "two", "pika"]


def remote(document: Any) -> None:
    document.part.relate_to("file:///etc/passwd", f"{REL}/image", is_external=True)


def template_link(document: Any) -> None:
    document.part._settings_part.relate_to("http://127.0.0.1/x.dotm", f"{REL}/attachedTemplate", is_external=True)


def commented(document: Any) -> None:
    document.add_comment(document.paragraphs[0].runs[0], text="secret")


def foreign_text(document: Any) -> None:
    document.element.body.insert(0, parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="rId1"/>'))


REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04", "no Word file"),
        (annex(change=remote), "points to file:///etc/passwd"),
        (annex(change=template_link), "points to http://127.0.0.1"),
        (annex(change=commented), "comments"),
        (annex(change=foreign_text), "embedded objects"),
        ("words", "takes the bytes"),
    ],
    ids=["cut", "file link", "template link", "comments", "other formats", "words"],
)
def test_a_file_that_holds_more_than_paper_is_refused(make: Any, word: DocxWord, content: Any, said: str) -> None:
    assert said in refused(word, make("x", "{{p file | subdocument }}"), file=content)


@pytest.mark.parametrize("parts", [{"header": "{{ file | subdocument }}"}, {"footer": "{{p file | subdocument }}"}])
def test_a_file_stands_in_the_body_only(make: Any, word: DocxWord, parts: dict[str, str]) -> None:
    assert "document" in refused(word, make("x", **parts), file=annex())


def test_a_file_within_a_sentence_is_told(make: Any, word: DocxWord) -> None:
    assert "in a paragraph of its own" in refused(word, make("x {{ file | subdocument }}"), file=annex())


def test_templates_of_other_houses_take_pictures_and_files_the_same_way(make_file: Any) -> None:
    content = make_file("{{ photo | image(width='1in') }}", "{{p file | subdocument }}")
    filled = ForeignWord().fill(content, {"photo": png(), "file": annex()}, "x.docx")
    assert list(blips(filled)) == [png(), png()]


def test_files_of_the_house_still_tell_their_author(make: Any, word: DocxWord) -> None:
    content = word.render(make("x", "{{p file | subdocument }}"), {"file": annex(), "issued_by": "Teuta"})
    assert Document(BytesIO(content)).core_properties.last_modified_by == "Teuta"
