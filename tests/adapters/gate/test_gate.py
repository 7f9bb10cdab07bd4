"""What the gate lets in, what it takes out first, and what it refuses with which reason."""

from __future__ import annotations

import io
import resource
import warnings
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from neni.core.adapters.gate import DocxGate
from neni.core.adapters.gate.inspecting import inspect
from neni.core.adapters.gate.limits import LIMITS
from neni.core.adapters.gate.refusing import Refused
from neni.core.errors import BadUpload

from . import hostile
from .hostile import DOCUMENT, RELATIONS, TYPES

SHIPPED = sorted((Path(__file__).parents[3] / "document_templates").rglob("*.docx"))
DEEP = "<w:p>" * 400 + "</w:p>" * 400
ATTRIBUTES = " ".join(f'a{n}=""' for n in range(1_000))
MANY = "<w:p/>" * (LIMITS.elements + 1)
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def refused(content: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        inspect(content, LIMITS)
    said = refusal.value.problem.message
    assert all((said.sq, said.sr, said.en))
    return refusal.value.problem.code


def with_macro_type() -> bytes:
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return hostile.changed(TYPES, kind, b"application/vnd.ms-word.document.macroEnabled.main+xml")


def sheet() -> bytes:
    kind = b"wordprocessingml.document.main+xml"
    return hostile.changed(TYPES, kind, b"spreadsheetml.sheet.main+xml")


def without(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(hostile.plain())) as archive:
        return hostile.zipped({one: archive.read(one) for one in archive.namelist() if one != name})


def under_another_name() -> bytes:
    """The text in a part that does not look like XML by its name, but is said to be the main part."""
    chunk = hostile.part(DOCUMENT).replace(b"<w:body>", b'<w:body><w:altChunk r:id="rId1"/>', 1)
    main = hostile.part("_rels/.rels").replace(b"word/document.xml", b"word/document.bin")
    kinds = hostile.part(TYPES).replace(b"/word/document.xml", b"/word/document.bin")
    return hostile.rebuilt({"word/document.bin": chunk, "_rels/.rels": main, TYPES: kinds})


def twice() -> bytes:
    target = io.BytesIO(hostile.plain())
    with warnings.catch_warnings(), zipfile.ZipFile(target, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(DOCUMENT, hostile.part(DOCUMENT))
    return target.getvalue()


def encrypted() -> bytes:
    content = bytearray(hostile.plain())
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.index(mark) + place] |= 1
    return bytes(content)


BEFORE_THE_BODY = {
    "a cut file": (lambda: hostile.plain()[:2000], "unreadable_file"),
    "an empty file": (lambda: b"", "no_word_file"),
    "a text": (lambda: b"Neni 1", "no_word_file"),
    "a password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "locked_file"),
    "an encrypted archive": (encrypted, "locked_file"),
    "no table of contents": (lambda: without(TYPES), "no_word_file"),
    "no relations": (lambda: without("_rels/.rels"), "unreadable_file"),
    "no body": (lambda: without(DOCUMENT), "unreadable_file"),
    "a spreadsheet": (sheet, "other_kind"),
    "an archive of something else": (lambda: hostile.zipped({"mimetype": b"x"}), "no_word_file"),
    "macros by type": (with_macro_type, "macros"),
    "macros under an innocent type": (lambda: hostile.rebuilt({"word/vbaProject.bin": b"x"}), "macros"),
    "a control": (lambda: hostile.rebuilt({"word/activeX/activeX1.bin": b"x"}), "macros"),
    "a file inside": (lambda: hostile.rebuilt({"word/embeddings/oleObject1.bin": b"x"}), "embedded_file"),
    "a name outside": (lambda: hostile.rebuilt({"../evil.xml": b"<x/>"}), "strange_archive"),
    "an absolute name": (lambda: hostile.rebuilt({"/etc/evil.xml": b"<x/>"}), "strange_archive"),
    "a Windows name": (lambda: hostile.rebuilt({"..\\evil.xml": b"<x/>"}), "strange_archive"),
    "a part twice": (twice, "strange_archive"),
    "names alike but for their case": (lambda: hostile.rebuilt({"word/Document.xml": b"<x/>"}), "strange_archive"),
    "a bomb": (lambda: hostile.bomb(60_000_000), "too_large"),
    "too many parts": (lambda: hostile.rebuilt({f"word/{n}.xml": b"<x/>" for n in range(2001)}), "too_large"),
    "a picture that hides its size": (
        lambda: hostile.rebuilt({"word/media/a.jpeg": b"\xff\xd8" + b"\xff\xe0\x00\x02" * 2_000}),
        "too_large",
    ),
    "a huge picture": (
        lambda: hostile.rebuilt({"word/media/a.png": hostile.huge_picture(40_000, 40_000)}),
        "too_large",
    ),
}
IN_THE_BODY = {
    "broken XML": (lambda: hostile.changed(DOCUMENT, b"</w:body>", b""), "unreadable_file"),
    "an unknown encoding": (lambda: hostile.changed(DOCUMENT, b"UTF-8", b"X-9"), "unreadable_file"),
    "an external entity": (lambda: hostile.changed(DOCUMENT, b"<w:document", ENTITY + b"<w:document"), None),
    "billion laughs in the relations": (
        lambda: hostile.changed(RELATIONS, b"<Relationships", LAUGHS + b"<Relationships"),
        None,
    ),
    "too many attributes": (lambda: hostile.in_body(f"<w:p {ATTRIBUTES}/>" * 1_000), "too_large"),
    "a tag without end": (lambda: hostile.in_body(f'<w:p a="{"x" * (2 * LIMITS.tag)}"/>'), "too_large"),
    "too many names": (lambda: hostile.in_body("".join(f"<w:p{n}/>" for n in range(40_000))), "too_large"),
    "too many fields within fields": (lambda: hostile.in_body(hostile.mark("begin") * 1_001), "too_large"),
    "a code without end": (
        lambda: hostile.in_body(f"<w:p><w:r><w:instrText>{'a ' * LIMITS.code}</w:instrText></w:r></w:p>"),
        "too_large",
    ),
    "a chunk in a part by another name": (under_another_name, "alternative_chunk"),
    "too deep": (lambda: hostile.in_body(DEEP), "too_large"),
    "too many elements": (lambda: hostile.in_body(MANY), "too_large"),
    "a chunk of HTML": (lambda: hostile.in_body('<w:altChunk r:id="rId1"/>'), "alternative_chunk"),
    "a chunk in UTF-16": (lambda: hostile.in_body('<w:altChunk r:id="rId1"/>', "utf-16"), "alternative_chunk"),
    "DDE cut into runs": (lambda: hostile.in_body(hostile.field(" D", "DEAU", "TO c:\\x")), "active_field"),
    "DDE by letters": (lambda: hostile.in_body(hostile.field(" QUOTE 68 68 69 ")), "active_field"),
    "a simple field": (lambda: hostile.in_body('<w:fldSimple w:instr=" includetext x "/>'), "active_field"),
    "a field never closed": (
        lambda: hostile.in_body(f"<w:p>{hostile.mark('begin')}<w:r><w:instrText>LINK x</w:instrText></w:r></w:p>"),
        "active_field",
    ),
    "a code without marks": (
        lambda: hostile.in_body("<w:p><w:r><w:instrText>DDE x</w:instrText></w:r></w:p>"),
        "active_field",
    ),
    "a linked picture": (lambda: hostile.related("image", "http://example.org/a.png"), "content_from_elsewhere"),
    "a picture of this machine": (lambda: hostile.related("image", "file:///etc/passwd"), "content_from_elsewhere"),
    "a document beneath": (lambda: hostile.related("subDocument", "file:///x.docx"), "content_from_elsewhere"),
    "a frame": (lambda: hostile.related("frame", "http://example.org"), "content_from_elsewhere"),
    "an object": (lambda: hostile.related("oleObject", "x.bin", outside=False), "embedded_file"),
    "a chunk by relation": (lambda: hostile.related("aFChunk", "x.html", outside=False), "alternative_chunk"),
}  # fmt: skip


@pytest.mark.parametrize("name", BEFORE_THE_BODY)
def test_refuses_an_archive_with(name: str) -> None:
    made, code = BEFORE_THE_BODY[name]
    assert refused(made()) == code


@pytest.mark.parametrize("name", IN_THE_BODY)
def test_refuses_a_document_with(name: str) -> None:
    made, code = IN_THE_BODY[name]
    assert refused(made()) == (code or "document_type_definition")


def test_a_bomb_whose_headers_lie_is_refused_all_the_same() -> None:
    assert refused(hostile.lying_bomb(60_000_000)) in ("too_large", "unreadable_file")


def test_an_ordinary_document_comes_in_unchanged() -> None:
    content = hostile.plain()
    assert inspect(content, LIMITS) == (content, ())


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
@pytest.mark.slow
def test_every_shipped_template_comes_in(file: Path) -> None:
    assert inspect(file.read_bytes(), LIMITS)[1] == ()


def test_the_authors_own_template_is_taken_off_and_said() -> None:
    content, notes = inspect(hostile.related("attachedTemplate", "file:///C:/Users/x/Normal.dotm"), LIMITS)
    assert [note.code for note in notes] == ["template_taken_off"]
    assert b"Normal.dotm" not in _relations(content)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "javascript:x", "\\\\host\\share", "//host/x", "smb://host"])
def test_a_link_that_leads_to_a_file_or_a_script_is_disarmed(target: str) -> None:
    content, notes = inspect(hostile.related("hyperlink", target), LIMITS)
    assert [note.code for note in notes] == ["link_disarmed"]
    assert b"about:blank" in _relations(content)


def test_what_was_made_harmless_still_opens_with_every_word() -> None:
    content, _ = inspect(hostile.related("hyperlink", "file:///x"), LIMITS)
    assert [one.text for one in Document(io.BytesIO(content)).paragraphs] == ["Neni 1"]


def test_of_many_links_that_were_disarmed_the_first_are_told_and_how_many_more() -> None:
    lines = "".join(
        f'<Relationship Id="rIdX{n}" Type="{hostile.OFFICE}/hyperlink" Target="file:///{n}" TargetMode="External"/>'
        for n in range(120)
    )
    made = hostile.changed(RELATIONS, b"</Relationships>", f"{lines}</Relationships>".encode())
    content, notes = inspect(made, LIMITS)
    assert len(notes) == LIMITS.notes + 1
    assert notes[-1].message.en.startswith("70 more links")
    assert _relations(content).count(b"about:blank") == 120


@pytest.mark.parametrize("target", ["https://kqz-ks.org/a?b=1&amp;c=2", "mailto:x@example.org", "#neni_1"])
def test_ordinary_links_stay(target: str) -> None:
    content = hostile.related("hyperlink", target)
    assert inspect(content, LIMITS) == (content, ())


@pytest.mark.parametrize("code", [" PAGE ", " TOC \\o ", " REF neni ", ' HYPERLINK "https://x.org" ', ' QUOTE "ok" '])
def test_ordinary_fields_stay(code: str) -> None:
    assert inspect(hostile.in_body(hostile.field(code)), LIMITS)[1] == ()


@given(st.integers(0, 30_000), st.binary(min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_let_in_or_refused_and_nothing_else(place: int, bytes_: bytes) -> None:
    content = bytearray(hostile.plain())
    place %= len(content)
    content[place : place + len(bytes_)] = bytes_
    with suppress(Refused):
        inspect(bytes(content), LIMITS)


def _relations(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(RELATIONS)


class TestInItsOwnProcess:
    """The same, as the product does it."""

    @pytest.mark.slow
    def test_an_ordinary_document_comes_in(self) -> None:
        content = hostile.plain()
        admitted = DocxGate().admit(content)
        assert (admitted.content, admitted.notes) == (content, ())

    @pytest.mark.slow
    def test_what_was_taken_out_comes_back_with_its_note(self) -> None:
        admitted = DocxGate().admit(hostile.related("attachedTemplate", "file:///x"))
        assert admitted.notes[0].where == RELATIONS
        assert Document(io.BytesIO(admitted.content)).paragraphs[0].text == "Neni 1"

    @pytest.mark.slow
    def test_a_refusal_says_why(self) -> None:
        with pytest.raises(BadUpload) as refusal:
            DocxGate().admit(hostile.rebuilt({"word/vbaProject.bin": b"x"}))
        assert refusal.value.problems[0].code == "macros"

    def test_a_file_beyond_the_limit_never_reaches_the_process(self) -> None:
        with pytest.raises(BadUpload) as refusal:
            DocxGate().admit(bytes(LIMITS.file + 1))
        assert refusal.value.problems[0].code == "too_large"

    @pytest.mark.slow
    @pytest.mark.parametrize("name", ["a bomb", "a huge picture"])
    def test_memory_stays_bounded(self, name: str) -> None:
        content = BEFORE_THE_BODY[name][0]()
        with pytest.raises(BadUpload):
            DocxGate().admit(content)
        assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < LIMITS.memory / 1024
