"""Numbers in words, days, periods and amounts, as drafts in three languages write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from neni.core import Language
from neni.core.adapters.words.albanian import numeral
from neni.plugins.legal.quantities import Quantities, decimal_of, number_in, quantities_in
from neni.plugins.legal.structure import passages
from neni.plugins.legal.structure.folding import fold
from tests.plugins.legal.texts import typed

SQ, SR, EN = Language.ALBANIAN, Language.SERBIAN, Language.ENGLISH


def said(text: str, language: Language) -> Quantities:
    (passage,) = passages(typed(text))
    return quantities_in(passage, language)


@pytest.mark.parametrize(
    ("words", "language", "value"),
    [
        ("shtatë", SQ, 7),
        ("pesëmbëdhjetë", SQ, 15),
        ("njëzet e pesë", SQ, 25),
        ("njëzetepesë", SQ, 25),
        ("tridhjetë", SQ, 30),
        ("dyqind e dhjetë", SQ, 210),
        ("tetë mijë", SQ, 8000),
        ("njëzet e pesë mijë", SQ, 25000),
        ("petnaest", SR, 15),
        ("dvadeset i pet", SR, 25),
        ("dvadesetpet", SR, 25),
        ("sto dvadeset", SR, 120),
        ("petnaest hiljada", SR, 15000),
        ("петнаест", SR, 15),
        ("one hundred and twenty", EN, 120),
        ("twenty-one", EN, 21),
        ("ditë", SQ, None),
        ("", SQ, None),
    ],
)
def test_numbers_in_words(words: str, language: Language, value: int | None) -> None:
    assert number_in(fold(words), language) == value


@given(st.integers(min_value=1, max_value=999_999), st.sampled_from(["sr", "en"]))
def test_every_number_is_read_back_from_its_words(number: int, language: str) -> None:
    words = num2words(number, lang=language)
    assert number_in(fold(words), Language(language)) == number


@given(st.integers(min_value=1, max_value=999_999_999))
def test_every_albanian_number_is_read_back_from_its_words(number: int) -> None:
    assert number_in(fold(numeral(number)), SQ) == number


@pytest.mark.parametrize(
    ("text", "language", "normal", "agrees", "starts"),
    [
        ("brenda shtatë (7) ditë pas publikimit", SQ, "7 day", True, "pas"),
        ("brenda pesëmbëdhjetë (16) ditë pune nga dita", SQ, "16 working day", False, "nga"),
        ("në afat prej 24 orëve", SQ, "24 hour", True, ""),
        ("tre (3) muajsh, nga dita", SQ, "3 month", True, "nga"),
        ("dy vjet", SQ, "2 year", True, ""),
        ("7 (shtatë) ditë kalendarike", SQ, "7 calendar day", True, ""),
        ("petnaest (15) radnih dana od prijema", SR, "15 working day", True, "od"),
        ("ступа на снагу осмог дана од дана објављивања", SR, "8 day", True, "od"),
        ("tri meseca", SR, "3 month", True, ""),
        ("within twenty-one (12) working days", EN, "12 working day", False, ""),
        ("fifteen days of receipt", EN, "15 day", True, "of"),
    ],
)
def test_periods(text: str, language: Language, normal: str, agrees: bool, starts: str) -> None:
    (period,) = said(text, language).periods
    assert (period.normal, period.agrees, period.starts) == (normal, agrees, starts)


def test_a_year_is_no_period() -> None:
    assert said("do kraja 2025. godine", SR).periods == ()
    assert said("gjatë vitit 2025", SQ).periods == ()


@pytest.mark.parametrize(
    ("text", "language", "day", "plain"),
    [
        ("më 12.03.2025", SQ, date(2025, 3, 12), True),
        ("më 31.02.2025", SQ, None, True),
        ("më 12/03/2025", SQ, date(2025, 3, 12), False),
        ("më 12.3.25", SQ, date(2025, 3, 12), False),
        ("më 30 janar 2019", SQ, date(2019, 1, 30), True),
        ("5. маја 2025. године", SR, date(2025, 5, 5), True),
        ("on March 12, 2025", EN, date(2025, 3, 12), True),
        ("on 12 December 2025", EN, date(2025, 12, 12), True),
    ],
)
def test_days(text: str, language: Language, day: date | None, plain: bool) -> None:
    (found,) = said(text, language).dates
    assert (found.on, found.plain) == (day, plain)


@pytest.mark.parametrize(
    ("text", "language", "normal", "agrees"),
    [
        ("prej tetë mijë (8,000) euro", SQ, "8000.00 EUR", True),
        ("prej dyqind (300) eurosh", SQ, "300.00 EUR", False),
        ("iznos od 1.500,00 evra", SR, "1500.00 EUR", True),
        ("€1,500.00", EN, "1500.00 EUR", True),
        ("në shumën prej pesëqind eurosh", SQ, "500.00 EUR", True),
        ("prej njëzetë mijë (20,000) euro", SQ, "20000.00 EUR", True),
        ("prej trocë mijë (20,000) euro", SQ, "20000.00 EUR", True),
        ("iznos od petnaest hiljada evra", SR, "15000.00 EUR", True),
        ("5 përqind", SQ, "5 %", True),
        ("10%", SR, "10 %", True),
    ],
)
def test_amounts_and_shares(text: str, language: Language, normal: str, agrees: bool) -> None:
    (amount,) = said(text, language).amounts
    assert (amount.normal, amount.agrees) == (normal, agrees)


def test_a_number_with_its_digits_that_is_no_period() -> None:
    (number,) = said("dyqind (200) fletëvotime", SQ).numbers
    assert (number.value, number.agrees, number.written) == (Decimal(200), True, "dyqind (200)")


def test_the_words_of_a_period_are_marked_exactly() -> None:
    manuscript = typed("Рок је петнаест (15) дана, а љубав нема рок.")
    (passage,) = passages(manuscript)
    (period,) = quantities_in(passage, SR).periods
    assert manuscript.words(period.anchor) == "петнаест (15) дана"


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=99))
def test_both_ways_of_writing_an_amount_are_one_value(whole: int, cents: int) -> None:
    english = f"{whole:,}.{cents:02}"
    albanian = english.translate(str.maketrans(",.", ".,"))
    assert decimal_of(english) == decimal_of(albanian) == Decimal(whole) + Decimal(cents) / 100


@given(st.text(max_size=200), st.sampled_from(Language))
def test_any_text_is_looked_through(text: str, language: Language) -> None:
    for passage in passages(typed(text)):
        quantities_in(passage, language)
