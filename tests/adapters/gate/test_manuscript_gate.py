"""Texts of authors come in as Word files, OpenDocument texts or plain text; what is inside decides, not the name."""

from __future__ import annotations

import pytest

from neni.core.adapters.gate.limits import LIMITS
from neni.core.adapters.gate.manuscripts import MOST_LINES, MOST_TEXT, ManuscriptGate
from neni.core.adapters.gate.open_documents import inspect
from neni.core.adapters.gate.refusing import Refused
from neni.core.errors import BadUpload
from tests.adapters.manuscripts.building import open_document, packed, unpacked

from . import hostile

PLAIN = open_document("<text:p>Neni 1</text:p>")
LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href'


def with_text(inside: str) -> bytes:
    return open_document(inside)


def with_part(name: str, content: bytes = b"x") -> bytes:
    return packed(unpacked(PLAIN) | {name: content})


@pytest.mark.slow
def test_what_authors_write_with_comes_in_as_it_is() -> None:
    gate = ManuscriptGate()
    for content in (PLAIN, hostile.plain(), "Neni 1\nЧлан 2".encode(), b""):
        assert gate.admit(content).content == content


@pytest.mark.slow
def test_a_file_that_could_be_taken_for_a_word_file_is_judged_as_one() -> None:
    both = packed(unpacked(hostile.rebuilt({"word/vbaProject.bin": b"x"})) | {"mimetype": unpacked(PLAIN)["mimetype"]})
    with pytest.raises(BadUpload) as refused:
        ManuscriptGate().admit(both)
    assert refused.value.problems[0].code == "macros"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (with_part("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), "other_kind"),
        (with_part("Basic/Standard/Module1.xml"), "macros"),
        (with_part("Scripts/python/a.py"), "macros"),
        (with_part("Object 1"), "embedded_file"),
        (with_part("settings.xml", b"<cut"), "unreadable_file"),
        (with_part("content.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "document_type_definition"),
        (with_part("content.xml", b"<a>" * 400 + b"</a>" * 400), "too_large"),
        (with_part("content.xml", b"<a>" + b" " * (41 << 20) + b"</a>"), "too_large"),
        (with_text('<text:execute-macro text:name="x"/>'), "macros"),
        (
            with_text(f'<text:section><text:section-source {LINK}="../secret.odt"/></text:section>'),
            "content_from_elsewhere",
        ),
        (with_text(f'<draw:image {LINK}="http://example.org/x.png"/>'), "content_from_elsewhere"),
        (with_text(f'<text:a {LINK}="vnd.sun.star.script:x">x</text:a>'), "content_from_elsewhere"),
        (with_text("<office:dde-source/>"), "active_field"),
    ],
)
def test_what_runs_fetches_or_hides_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        inspect(content, LIMITS)
    assert refused.value.problem.code == code


def test_pictures_inside_and_links_to_the_web_are_let_in() -> None:
    inside = (
        f'<draw:image {LINK}="Pictures/1.png"/><text:p><text:a {LINK}="https://gzk.rks-gov.net">x</text:a></text:p>'
    )
    assert inspect(with_text(inside), LIMITS) == (with_text(inside), ())


@pytest.mark.slow
def test_the_process_answers_with_the_reason() -> None:
    with pytest.raises(BadUpload) as refused:
        ManuscriptGate().admit(with_part("Basic/a.xml"))
    assert refused.value.problems[0].code == "macros"


@pytest.mark.parametrize("content", [b"a" * (MOST_TEXT + 1), b"\n" * (MOST_LINES + 1), b"a\f" * (MOST_LINES + 1)])
def test_text_nobody_could_read_through_is_refused(content: bytes) -> None:
    with pytest.raises(BadUpload) as refused:
        ManuscriptGate().admit(content)
    assert refused.value.problems[0].code == "too_large"
