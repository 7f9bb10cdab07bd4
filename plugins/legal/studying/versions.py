"""Two language versions of an act as subjects: each difference of their skeletons, or that there is none."""

from __future__ import annotations

from collections.abc import Iterator

from neni.core import Anchor, Manuscript, Study, Subject
from neni.plugins.legal.comparing import Difference, DifferenceKind, Side, compare
from neni.plugins.legal.structure import Reading, reading_of
from neni.plugins.legal.studying.draft import subject

DIFFERENCES = {
    DifferenceKind.KIND: "title_kind",
    DifferenceKind.TITLE_NUMBER: "title_number",
    DifferenceKind.ARTICLE: "articles",
    DifferenceKind.ARTICLE_NUMBER: "articles",
    DifferenceKind.PARAGRAPHS: "paragraphs",
    DifferenceKind.POINTS: "paragraphs",
    DifferenceKind.ANNEXES: "annexes",
}
"""Everything else that differs is a figure: a date, a period, an amount, a citation."""


def study_versions(first: Manuscript, second: Manuscript) -> Study:
    """The first version, with everything in which the second differs from it."""
    one, other = reading_of(first), reading_of(second)
    return Study(one.act, tuple(_subjects(one, compare(one, other))))


def _subjects(reading: Reading, differences: tuple[Difference, ...]) -> Iterator[Subject]:
    for one in differences:
        sort = DIFFERENCES.get(one.kind, "figures")
        yield _subject(reading, one.first.anchor, one.first.eid, sort, _said(one.first), _said(one.second))
    if not differences:
        yield _subject(reading, None, "", "none", "–", "–")


def _said(side: Side) -> str:
    return side.written or side.value or "–"


def _subject(reading: Reading, anchor: Anchor | None, eid: str, sort: str, this: str, other: str) -> Subject:
    place = anchor or reading.act.title.anchor or Anchor(0, 0, 0)
    return subject("version", eid, place, difference=sort, this_version=this, other_version=other, provision=eid or "–")
