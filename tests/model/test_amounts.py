"""Amounts as people type them are read as meant, or refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from neni.core.model import amounts


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9.500,00", "9500.00"),
        ("9,500.00", "9500.00"),
        ("9500.00", "9500.00"),
        ("9500,5", "9500.5"),
        ("9 500,00 €", "9500.00"),
        ("EUR 1.234.567,80", "1234567.80"),
        ("1.234.567", "1234567"),
        ("0,125", "0.125"),
        ("-12,5", "-12.5"),
    ],
)
def test_both_ways_of_writing_are_understood(typed: str, meant: str) -> None:
    assert amounts.read(typed) == amounts.Amount(meant)


@pytest.mark.parametrize("typed", ["9.500", "9,500", "-1.000"])
def test_what_could_be_either_is_not_guessed(typed: str) -> None:
    assert amounts.read(typed).ambiguous
    assert "," in amounts.read(typed).written, "no flow takes a comma, so it cannot slip through"


@pytest.mark.parametrize("typed", ["abc", "1.23.456", "1,234.567.8", "12345.678,00", "1 2", "--5", "", "٣"])
def test_what_is_no_number_stays_as_typed(typed: str) -> None:
    assert amounts.read(typed) == amounts.Amount(typed)


@given(some.decimals(-(10**9), 10**9, places=2), some.booleans())
def test_what_is_shown_is_read_back(number: Decimal, comma: bool) -> None:
    assert amounts.read(amounts.show(str(number), comma=comma)).written == str(number)


@given(some.text(max_size=20))
def test_reading_never_fails(typed: str) -> None:
    amounts.read(typed)
