"""References inside an act: what they name, of which act they speak, and where they lead."""

from __future__ import annotations

import pytest

from neni.core import Language
from neni.plugins.legal.following import Followed, references_of
from neni.plugins.legal.references import Level, Scope, references_in
from neni.plugins.legal.structure import passages, reading_of
from tests.plugins.legal import drafts
from tests.plugins.legal.texts import typed

SQ, SR, EN = Language.ALBANIAN, Language.SERBIAN, Language.ENGLISH
EVERY = (drafts.ALBANIAN, drafts.SERBIAN, drafts.TRANSLATED, drafts.CYRILLIC, drafts.ENGLISH, drafts.AMENDING)
ARTICLE, PARAGRAPH, SUB, POINT = Level.ARTICLE, Level.PARAGRAPH, Level.SUBPARAGRAPH, Level.POINT


@pytest.mark.parametrize(
    ("text", "language", "scope", "numbers"),
    [
        ("nenit 5 paragrafi 2 i kësaj rregulloreje", SQ, Scope.THIS_ACT, {ARTICLE: "5", PARAGRAPH: "2"}),
        ("neneve 12 dhe 13 të këtij ligji", SQ, Scope.THIS_ACT, {ARTICLE: "12 13"}),
        ("neneve 5-8 të kësaj rregulloreje", SQ, Scope.THIS_ACT, {ARTICLE: "5 6 7 8"}),
        ("paragrafit 1.të këtij neni", SQ, Scope.THIS_ARTICLE, {PARAGRAPH: "1"}),
        ("paragrafët 1. deri 4. të këtij neni", SQ, Scope.THIS_ARTICLE, {PARAGRAPH: "1 2 3 4"}),
        ("nenit 6, paragrafi 1, nënparagrafi 1.2 të këtij ligji", SQ, Scope.THIS_ACT, {ARTICLE: "6", SUB: "1.2"}),
        ("paragrafi 2 i nenit 7 të këtij ligji", SQ, Scope.THIS_ACT, {ARTICLE: "7", PARAGRAPH: "2"}),
        ("nenit 65 (1) të Kushtetutës", SQ, Scope.OTHER_ACT, {ARTICLE: "65", PARAGRAPH: "1"}),
        ("neni 12/A i Ligjit Nr. 08/L-228", SQ, Scope.OTHER_ACT, {ARTICLE: "12/a"}),
        ("pika a) e këtij paragrafi", SQ, Scope.THIS_ARTICLE, {POINT: "a"}),
        ("neni 3", SQ, Scope.UNSAID, {ARTICLE: "3"}),
        ("člana 5. stav 2. tačka 3) Zakona", SR, Scope.OTHER_ACT, {ARTICLE: "5", PARAGRAPH: "2", POINT: "3"}),
        ("čl. 5. i 6. ovog zakona", SR, Scope.THIS_ACT, {ARTICLE: "5 6"}),
        ("члана 12а ове одлуке", SR, Scope.THIS_ACT, {ARTICLE: "12a"}),
        ("stava 1. ovog člana", SR, Scope.THIS_ARTICLE, {PARAGRAPH: "1"}),
        ("Article 5(2)(a) of this Regulation", EN, Scope.THIS_ACT, {ARTICLE: "5", PARAGRAPH: "2", POINT: "a"}),
        ("Articles 5 to 8 of this Law", EN, Scope.THIS_ACT, {ARTICLE: "5 6 7 8"}),
        ("Article 139 of the Constitution", EN, Scope.OTHER_ACT, {ARTICLE: "139"}),
    ],
)
def test_references_are_taken_apart(text: str, language: Language, scope: Scope, numbers: dict[Level, str]) -> None:
    (passage,) = passages(typed(f"Sipas {text}, zbatohet."))
    (reference,) = references_in(passage, language)
    assert reference.scope is scope
    assert {level: " ".join(reference.of(level)) for level in numbers} == numbers


def test_one_act_named_at_the_end_is_the_act_of_all_before_it() -> None:
    (passage,) = passages(typed("sipas nenit 3, nenit 4 paragrafi 1 dhe nenit 5 të Ligjit"))
    assert [one.scope for one in references_in(passage, SQ)] == [Scope.OTHER_ACT] * 3


def missing(text: str) -> list[Followed]:
    return [one for one in references_of(reading_of(typed(text))) if one.missing]


@pytest.mark.parametrize("draft", EVERY)
def test_references_of_clean_drafts_lead_somewhere(draft: str) -> None:
    assert missing(draft) == []


def test_where_references_lead() -> None:
    followed = references_of(reading_of(typed(drafts.ALBANIAN)))
    leads = {one.reference.written: one.leads for one in followed if one.reference.scope is not Scope.OTHER_ACT}
    assert leads["paragrafit 1 të këtij neni"] == ("art_3__para_1",)
    assert leads["Shtojcën 1 të kësaj rregulloreje"] == ("att_1",)


@pytest.mark.parametrize(
    ("old", "new", "level", "number"),
    [
        ("paragrafit 1 të këtij neni", "paragrafit 9 të këtij neni", PARAGRAPH, "9"),
        ("paragrafit 1 të këtij neni", "nenit 9 të kësaj rregulloreje", ARTICLE, "9"),
        ("paragrafit 1 të këtij neni", "nenit 2 paragrafi 1 nënparagrafi 1.7 të kësaj rregulloreje", SUB, "1.7"),
        ("Shtojcën 1", "Shtojcën 4", Level.ANNEX, "4"),
    ],
)
def test_references_that_lead_nowhere_are_found(old: str, new: str, level: Level, number: str) -> None:
    (found,) = missing(drafts.ALBANIAN.replace(old, new))
    assert found.missing == ((level, number),)
    assert found.eid.startswith("art_3__para_2")


def test_unnumbered_paragraphs_are_counted() -> None:
    text = "Član 1.\nPrvi stav.\nDrugi stav.\nČlan 2.\nPrema članu 1. stav 2. ovog pravilnika.\n"
    (found,) = references_of(reading_of(typed(text)))
    assert found.leads == ("art_1__para_2",)
