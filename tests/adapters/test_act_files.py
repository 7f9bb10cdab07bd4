"""Files of the register of acts: read as written, and every mistake in them told with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from neni.core.adapters.rulebook.acts import ActFiles, load
from neni.core.errors import BadRules
from neni.core.model.acts import ActLink
from neni.core.model.references import Confidence

HEAD = """\
register: test.laws
title: {sq: Ligje, sr: Zakoni, en: Laws}
source: A gazette
confidence: secondary
acts:
"""
GOOD = """\
  - number: 01/L-001
    kind: law
    title: {sq: LIGJI PËR PARQET, en: LAW ON PARKS}
    published: 2008-06-15
    gazette: 3/2008
    articles: 12
    repealed_by: [01/L-009]
    amended_by: [{number: "", title: Amendment of the parks, on: 2010-01-02}]
  - number: 01/L-009
    kind: law
    title: {sq: LIGJI PËR KOPSHTET}
    published: 2012-01-31
    confidence: verified
    source: https://gazette.example/9
    court: [KO1/12]
"""


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "acts").mkdir()
    (tmp_path / "acts" / "laws.yaml").write_text(text, "utf-8")
    return tmp_path / "acts"


def problems(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    with pytest.raises(BadRules) as caught:
        load(folder(tmp_path, text), "parks")
    return [(one.code, one.where) for one in caught.value.problems]


def test_acts_are_read_with_those_that_changed_them(tmp_path: Path) -> None:
    parks, gardens = load(folder(tmp_path, HEAD + GOOD), "parks")
    assert parks.repealed
    assert parks.repealed_by == (ActLink("01/L-009", "LIGJI PËR KOPSHTET", date(2012, 1, 31)),)
    assert parks.amended_by == (ActLink("", "Amendment of the parks", date(2010, 1, 2)),)
    assert (parks.articles, parks.gazette, parks.confidence) == (12, "3/2008", Confidence.SECONDARY)
    assert (gardens.confidence, gardens.source, gardens.court) == (
        Confidence.VERIFIED,
        "https://gazette.example/9",
        ("KO1/12",),
    )


def test_nothing_is_read_before_somebody_asks(tmp_path: Path) -> None:
    files = ActFiles([("parks", tmp_path / "nowhere")])
    assert files.folders
    with pytest.raises(FileNotFoundError):
        _ = files.register


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        (("repealed_by: [01/L-009]", "repealed_by: [01/L-099]"), "unknown_act", 12),
        (("number: 01/L-009", "number: 01/L-1"), "taken", 14),
        (("articles: 12", "articles: twelve"), "bad_value", 11),
        (("published: 2008-06-15", "published: 2008-06-31"), "not_a_day", 9),
        (("confidence: verified", "confidence: certain"), "not_one_of", 18),
        (("gazette: 3/2008", "gazete: 3/2008"), "unknown_key", 10),
        (("title: {sq: LIGJI PËR KOPSHTET}", "title: {}"), "missing_language", 16),
        (("source: A gazette\n", ""), "missing_key", 1),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, change: tuple[str, str], code: str, line: int) -> None:
    found = problems(tmp_path, (HEAD + GOOD).replace(*change))
    assert (code, f"acts/laws.yaml:{line}") in found


@pytest.mark.parametrize(
    ("content", "code"), [(b"\xff\xfe\xfa", "not_utf8"), (b"acts: [", "no_yaml"), (b"", "empty_file")]
)
def test_a_file_nobody_can_read_is_told(tmp_path: Path, content: bytes, code: str) -> None:
    place = folder(tmp_path, "")
    (place / "laws.yaml").write_bytes(content)
    with pytest.raises(BadRules) as caught:
        load(place, "parks")
    assert [one.code for one in caught.value.problems] == [code]
