"""Terms and abbreviations of an act: who brings them in, and whether they are used."""

from __future__ import annotations

from neni.plugins.legal.structure import reading_of
from neni.plugins.legal.terms import TermKind, vocabulary_of
from tests.plugins.legal import drafts
from tests.plugins.legal.texts import typed


def test_definitions_short_names_and_abbreviations() -> None:
    albanian = {one.term: one for one in vocabulary_of(reading_of(typed(drafts.ALBANIAN))).terms}
    assert albanian["Vëzhgues"].kind is TermKind.DEFINITION
    assert albanian["KQZ"].kind is TermKind.ABBREVIATION
    cyrillic = {one.term: one for one in vocabulary_of(reading_of(typed(drafts.CYRILLIC))).terms}
    assert cyrillic["Комисија"].kind is TermKind.SHORT_NAME
    assert cyrillic["посматрач"].eid == "art_2__para_1__point_1"


def test_a_term_is_used_in_whatever_case_it_stands() -> None:
    manuscript = typed(drafts.ALBANIAN)
    observer = next(one for one in vocabulary_of(reading_of(manuscript)).terms if one.term == "Vëzhgues")
    assert {manuscript.words(use) for use in observer.uses} == {"vëzhguesve", "vëzhguesit", "VËZHGUESIT"}


def test_a_term_nobody_uses_has_no_uses() -> None:
    text = drafts.ALBANIAN.replace("1.2. Akreditim –", "1.2. Mbikëqyrës i jashtëm –")
    unused = [one.term for one in vocabulary_of(reading_of(typed(text))).terms if not one.uses]
    assert unused == ["Mbikëqyrës i jashtëm"]


def test_an_abbreviation_nobody_introduced() -> None:
    text = drafts.ALBANIAN.replace("Kërkesa dorëzohet", "Kërkesa dorëzohet në QNR")
    assert [one.term for one in vocabulary_of(reading_of(typed(text))).unknown] == ["QNR"]
    assert vocabulary_of(reading_of(typed(drafts.ALBANIAN))).unknown == ()
