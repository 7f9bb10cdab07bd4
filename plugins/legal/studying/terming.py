"""Defined terms and abbreviations as subjects: whether each term is used, and each abbreviation was introduced."""

from __future__ import annotations

from collections.abc import Iterator

from neni.core import Subject
from neni.plugins.legal.studying.draft import Draft, subject
from neni.plugins.legal.terms import Term, TermKind, vocabulary_of

_KNOWN = """
    KQZ CIK CEC SKQZ SCIK KKZ OIK MEC ZLKZ QNR ZRCKFSP KQ EUR PDF BE EU EC EZ UE KE UN OKB KB OSBE OSCE OEBS UNMIK RKS
    KS PIN SMS USB URL TVSH PDV VAT NR BR NO ID IP GPS CD DVD QRK VRK GRK USAID IFES КИК ЦИК ОИК ЕУ ПДВ
"""
KNOWN = frozenset(_KNOWN.split())
"""Abbreviations that need no word of introduction: those of the Commission and its bodies, and of everyday life."""


def terms(draft: Draft) -> Iterator[Subject]:
    """Each defined term, and each abbreviation where it stands first."""
    vocabulary = vocabulary_of(draft.reading)
    for one in vocabulary.terms:
        sort = "abbreviation" if one.kind is TermKind.ABBREVIATION else "defined"
        yield _subject(one, sort, used=bool(one.uses), introduced=True)
    opening = {one.eid for one in draft.spots if one.in_opening}
    for one in vocabulary.unknown:
        if one.eid not in opening:
            yield _subject(one, "abbreviation", used=True, introduced=one.term in KNOWN)


def _subject(one: Term, sort: str, *, used: bool, introduced: bool) -> Subject:
    return subject("term", one.eid, one.anchor, term=one.term, term_sort=sort, used=used, introduced=introduced)
