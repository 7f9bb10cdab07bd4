"""Language versions of one act compared: articles, paragraphs, points, figures, days, sums and citations."""

from __future__ import annotations

from neni.core import Manuscript, Text, VersionDifference, VersionSide
from neni.plugins.legal.comparing import Difference, DifferenceKind, Side, compare
from neni.plugins.legal.structure.reading import reading_of

TITLES = {
    DifferenceKind.KIND: Text(sq="Lloji i aktit", sr="Vrsta akta", en="Kind of act"),
    DifferenceKind.TITLE_NUMBER: Text(sq="Numri në titull", sr="Broj u naslovu", en="Number in the title"),
    DifferenceKind.ARTICLE: Text(sq="Nen që mungon", sr="Član koji nedostaje", en="Article that is missing"),
    DifferenceKind.ARTICLE_NUMBER: Text(sq="Numri i nenit", sr="Broj člana", en="Number of an article"),
    DifferenceKind.PARAGRAPHS: Text(sq="Paragrafë", sr="Stavovi", en="Paragraphs"),
    DifferenceKind.POINTS: Text(sq="Pika", sr="Tačke", en="Points"),
    DifferenceKind.ANNEXES: Text(sq="Shtojca", sr="Prilozi", en="Annexes"),
    DifferenceKind.CITATION: Text(sq="Akt i cituar", sr="Navedeni akt", en="Cited act"),
    DifferenceKind.DATE: Text(sq="Datë", sr="Datum", en="Date"),
    DifferenceKind.PERIOD: Text(sq="Afat", sr="Rok", en="Period"),
    DifferenceKind.AMOUNT: Text(sq="Shumë parash", sr="Novčani iznos", en="Amount"),
    DifferenceKind.REFERENCE: Text(sq="Referencë", sr="Upućivanje", en="Reference"),
    DifferenceKind.NUMBER: Text(sq="Numër", sr="Broj", en="Number"),
}


def compare_versions(first: Manuscript, second: Manuscript) -> tuple[VersionDifference, ...]:
    """Everything in which two versions of an act differ, in the order of the first."""
    return tuple(_told(one) for one in compare(reading_of(first), reading_of(second)))


def _told(one: Difference) -> VersionDifference:
    return VersionDifference(one.kind.value, TITLES[one.kind], _side(one.first), _side(one.second))


def _side(one: Side) -> VersionSide:
    return VersionSide(one.eid, one.anchor, one.value, one.written)
