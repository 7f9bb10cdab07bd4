"""Versions in two languages, or old and new, compared by what must be the same in both."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neni.plugins.legal.comparing import Difference, DifferenceKind, compare
from neni.plugins.legal.structure import reading_of
from tests.plugins.legal import drafts
from tests.plugins.legal.texts import typed

ALBANIAN = """\
RREGULLORE NR. 05/2025 PËR AKREDITIM
Në mbështetje të nenit 139 të Kushtetutës dhe nenit 64 të Ligjit Nr. 08/L-228,
Miraton:
Neni 1
Afatet
1. Afati është pesëmbëdhjetë (15) ditë pune nga data 12.03.2025.
2. Tarifa është 1.500,00 euro sipas nenit 2 paragrafi 1 të kësaj rregulloreje:
2.1. për një vëzhgues;
2.2. për dy vëzhgues.
Neni 2
Vlefshmëria
1. Akreditimi vlen tre muaj.
Neni 3
Hyrja në fuqi
Kjo rregullore hyn në fuqi shtatë (7) ditë pas publikimit.
"""
SERBIAN = """\
PRAVILNIK BR. 05/2025 O AKREDITACIJI
Na osnovu člana 139. Ustava i člana 64. Zakona br. 08/L-228,
Donosi:
Član 1.
Rokovi
1. Rok je petnaest (15) radnih dana od 12. marta 2025. godine.
2. Taksa iznosi 1.500,00 evra prema članu 2. stav 1. ovog pravilnika:
2.1. za jednog posmatrača;
2.2. za dva posmatrača.
Član 2.
Važenje
1. Akreditacija važi tri meseca.
Član 3.
Stupanje na snagu
Ovaj pravilnik stupa na snagu sedam (7) dana od objavljivanja.
"""


def differences(old: str, new: str) -> tuple[Difference, ...]:
    assert old in SERBIAN
    return compare(reading_of(typed(ALBANIAN)), reading_of(typed(SERBIAN.replace(old, new))))


def test_versions_that_say_the_same_do_not_differ() -> None:
    assert differences("", "") == ()


@pytest.mark.parametrize(
    ("old", "new", "kind", "first", "second"),
    [
        ("petnaest (15)", "pet (5)", DifferenceKind.PERIOD, "15 working day", "5 working day"),
        ("radnih ", "", DifferenceKind.PERIOD, "15 working day", "15 day"),
        ("tri meseca", "četiri meseca", DifferenceKind.PERIOD, "3 month", "4 month"),
        ("12. marta", "13. marta", DifferenceKind.DATE, "2025-03-12", "2025-03-13"),
        ("1.500,00", "1.600,00", DifferenceKind.AMOUNT, "1500.00 EUR", "1600.00 EUR"),
        ("stav 1.", "stav 2.", DifferenceKind.REFERENCE, "2 1", "2 2"),
        ("08/L-228", "08/L-227", DifferenceKind.CITATION, "08/L-228", "08/L-227"),
        ("BR. 05/2025", "BR. 06/2025", DifferenceKind.TITLE_NUMBER, "05/2025", "06/2025"),
        ("2.2. za dva posmatrača.\n", "", DifferenceKind.POINTS, "2", "1"),
        ("Član 3.", "Član 4.", DifferenceKind.ARTICLE_NUMBER, "3", "4"),
    ],
)
def test_each_difference_is_found_once(old: str, new: str, kind: DifferenceKind, first: str, second: str) -> None:
    (found,) = differences(old, new)
    assert (found.kind, found.first.value, found.second.value) == (kind, first, second)


def test_a_difference_marks_the_words_in_both_versions() -> None:
    albanian, serbian = typed(ALBANIAN), typed(SERBIAN.replace("tri meseca", "pet meseci"))
    (found,) = compare(reading_of(albanian), reading_of(serbian))
    assert found.first.anchor is not None
    assert found.second.anchor is not None
    assert albanian.words(found.first.anchor) == "tre muaj"
    assert serbian.words(found.second.anchor) == "pet meseci"
    assert found.first.eid == found.second.eid == "art_2__para_1"


def test_an_article_left_out_is_told_and_those_behind_it_still_meet() -> None:
    without = SERBIAN.replace("Član 2.\nVaženje\n1. Akreditacija važi tri meseca.\n", "").replace("Član 3.", "Član 2.")
    found = compare(reading_of(typed(ALBANIAN)), reading_of(typed(without)))
    assert [(one.kind, one.first.value) for one in found] == [
        (DifferenceKind.ARTICLE, "2"),
        (DifferenceKind.ARTICLE_NUMBER, "3"),
    ]


VERSIONS = (drafts.ALBANIAN, drafts.SERBIAN, drafts.TRANSLATED)
FIGURES = [(found.start(), found.end()) for found in re.finditer(r"\d+", drafts.SERBIAN)]


@pytest.mark.parametrize("first", VERSIONS)
@pytest.mark.parametrize("second", VERSIONS)
def test_three_clean_versions_of_one_bylaw_agree(first: str, second: str) -> None:
    assert compare(reading_of(typed(first)), reading_of(typed(second))) == ()


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([one for one in FIGURES if "\nPriština" not in drafts.SERBIAN[: one[0]]]), st.data())
def test_any_figure_changed_in_one_version_is_a_difference(place: tuple[int, int], data: st.DataObject) -> None:
    start, end = place
    old = drafts.SERBIAN[start:end]
    new = data.draw(
        st.from_regex(rf"[1-9][0-9]{{{max(0, len(old) - 1)}}}", fullmatch=True).filter(lambda one: one != old)
    )
    changed = f"{drafts.SERBIAN[:start]}{new}{drafts.SERBIAN[end:]}"
    if drafts.SERBIAN[:start].endswith("\n") or drafts.SERBIAN[max(0, start - 2) : start] == "1.":
        return  # the number of a paragraph, which rules on numbering look after
    assert compare(reading_of(typed(drafts.TRANSLATED)), reading_of(typed(changed)))


@pytest.mark.parametrize("missing", [1, 4, 9])
def test_one_of_many_like_articles_left_out_is_named(missing: int) -> None:
    whole = [f"Neni {number}\nTitulli\nKomisioni merr vendim.\n" for number in range(1, 10)]
    without = [article for number, article in enumerate(whole, 1) if number != missing]
    (found,) = compare(reading_of(typed("".join(whole))), reading_of(typed("".join(without))))
    assert (found.kind, found.first.value) == (DifferenceKind.ARTICLE, str(missing))
    assert found.second.eid == ""
    assert (found.second.anchor is None) is (missing == 1)
