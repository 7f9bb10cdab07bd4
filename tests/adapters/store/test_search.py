"""Searching by words finds a case however the words are written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neni.core.adapters.store import SqlStore
from neni.core.adapters.store.folding import MOST_LETTERS, fold, words
from neni.core.model.cases import Case
from neni.core.ports import CaseQuery

CaseMaker = Callable[..., Case]


def found(store: SqlStore, asked: str) -> list[str]:
    with store.reading() as work:
        return [case.title for case in work.cases.find(CaseQuery(words=asked)).cases]


@pytest.fixture
def library(store: SqlStore, a_case: CaseMaker) -> SqlStore:
    """Three cases to look for."""
    lines = ({"item": "Karrige zyre"}, {"item": "Tavolinë"})
    with store.writing() as work:
        work.cases.add(a_case(title="Çështja e Gjykatës në Prishtinë", facts={"supplier": "Ђорђе и синови д.о.о."}))
        work.cases.add(a_case(title="Nabavka nameštaja", facts={"lines": lines, "contract_type": "supplies"}))
        work.cases.add(a_case(title="Rruga M2, 1e5 & 2½ km", facts={"place": "Đakovica/Gjakovë", "rëndësi": "e lartë"}))
    return store


COURT, FURNITURE, ROAD = "Çështja e Gjykatës në Prishtinë", "Nabavka nameštaja", "Rruga M2, 1e5 & 2½ km"
ASKED = {
    "çështja": COURT,
    "CESHTJA gjykat": COURT,
    "prishtine gjykates": COURT,
    "dorde": COURT,
    "Đorđe i sinovi": COURT,
    "набавка намештаја": FURNITURE,
    "namestaj": FURNITURE,
    "tavoline": FURNITURE,
    "PRO-2026-0002": FURNITURE,
    "0003": ROAD,
    "gjakov": ROAD,
    "ЂАКОВИЦА": ROAD,
    "m2 1e5": ROAD,
}


def test_a_case_is_found_however_it_is_written(library: SqlStore) -> None:
    assert {asked: found(library, asked) for asked in ASKED} == {asked: [title] for asked, title in ASKED.items()}


def test_no_word_is_no_condition(library: SqlStore) -> None:
    for nothing in ("", "   ", "?!", "“—”", "'\"*:&|"):
        assert len(found(library, nothing)) == 3


def test_what_is_not_there_is_not_found_and_breaks_nothing(library: SqlStore) -> None:
    much = " ".join(f"ж{number}* (" for number in range(500))
    for asked in ("akova", "OR", "gjykata NOT rruga", "words:rruga", "rruga nabavka", "x" * 5000, much):
        assert found(library, asked) == []


def test_a_very_long_word_is_found_by_as_much_of_it_as_is_kept(store: SqlStore, a_case: CaseMaker) -> None:
    with store.writing() as work:
        work.cases.add(a_case(title="q" * 5000))
    assert found(store, "q" * 5000) == found(store, "q" * MOST_LETTERS) == ["q" * 5000]


def test_a_case_with_more_words_than_fit_is_stored_all_the_same(store: SqlStore, a_case: CaseMaker) -> None:
    rows = tuple({"item": " ".join(f"{row}x{word}" for word in range(200))} for row in range(200))
    with store.writing() as work:
        work.cases.add(a_case(title="e gjatë", facts={"rows": rows}))
    assert found(store, "0x199") == ["e gjatë"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ë Ç Š Č Ć Ž Đ", "e c s c c z d"),
        ("ЂЖЋЧШ Љубица Његош Џемаил", "dzccs ljubica njegos dzemail"),
        ("Нови Сад", "novi sad"),
        ("İstanbul ışık Straße ﬁnanca", "istanbul isik strasse financa"),
        ("ǅ ǈ ǋ", "dz lj nj"),
    ],
)
def test_letters_fold_to_plain_latin(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_stand_once_in_order() -> None:
    assert words(["Libra, libra_Fletore", "LIBRA 7"]) == ("libra", "fletore", "7")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert words([" ".join(words([text]))]) == words([text])
