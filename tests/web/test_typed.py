"""What a form shows of facts is read back as the same facts, in every language and for every kind."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from neni.core.adapters import statements
from neni.core.model.facts import Choice, FactKind, FactType
from neni.core.model.text import Language, Text
from neni.core.web.pages import forms, typed

CHOICES = (Choice("supplies", Text.of("supplies")), Choice("works", Text.of("works")))
PLAIN = tuple(
    FactType(kind.value, kind, Text.of(kind.value), choices=CHOICES if kind is FactKind.CHOICE else ())
    for kind in FactKind
    if kind is not FactKind.RECORDS
)
FACTS = (*PLAIN, FactType("records", FactKind.RECORDS, Text.of("records"), fields=PLAIN))
TYPES = {fact.name: fact for fact in FACTS}
letters = some.text(some.characters(categories=["L", "N", "P"]), min_size=1, max_size=30)
values: dict[str, some.SearchStrategy[Any]] = {
    "money": some.integers(0, 10**12),
    "percent": some.decimals(0, 100, places=2).map(lambda one: Decimal(f"{one.normalize():f}")),
    "number": some.decimals(-(10**6), 10**6, places=3).map(lambda one: Decimal(f"{one.normalize():f}")),
    "date": some.dates(date(1990, 1, 1), date(2100, 12, 31)),
    "instant": some.integers(662_688_000, 4_070_908_800).map(lambda second: datetime.fromtimestamp(second, UTC)),
    "duration": some.integers(1, 10**6).map(lambda minutes: timedelta(minutes=minutes)),
    "choice": some.sampled_from(["supplies", "works"]),
    "text": letters.map(lambda words: statements.read(TYPES, {"text": words})["text"]),
    "yes_no": some.booleans(),
}
row = some.fixed_dictionaries(
    {"text": values["text"]}, optional={name: one for name, one in values.items() if name != "text"}
)
facts = some.fixed_dictionaries({}, optional={**values, "records": some.lists(row, min_size=1, max_size=3).map(tuple)})


@given(facts, some.sampled_from(Language))
def test_facts_survive_the_form(stated: dict[str, Any], language: Language) -> None:
    shown = forms.from_facts(TYPES, stated, language)
    read = typed.read(FACTS, shown)
    assert read.ambiguous == []
    assert statements.read(TYPES, read.stated) == stated


@pytest.mark.parametrize(
    ("written", "day"), [("2026-11-03", "2026-11-03"), ("3.11.2026", "2026-11-03"), ("03. 11. 2026.", "2026-11-03")]
)
def test_days_may_be_typed_as_people_write_them(written: str, day: str) -> None:
    assert typed.read([TYPES["date"]], {"fact.date": written}).stated == {"date": day}


@pytest.mark.parametrize("minute", [0, 60])
def test_the_hour_that_comes_twice_is_kept_apart(minute: int) -> None:
    stated = {"instant": datetime(2026, 10, 25, 0, 30, tzinfo=UTC) + timedelta(minutes=minute)}
    shown = forms.from_facts(TYPES, stated, Language.ALBANIAN)
    assert statements.read(TYPES, typed.read(FACTS, shown).stated) == stated


def test_a_moment_without_a_zone_is_meant_in_kosovo() -> None:
    assert typed.read([TYPES["instant"]], {"fact.instant": "2026-07-01T10:00"}).stated == {
        "instant": "2026-07-01T10:00:00+02:00"
    }


def test_nothing_typed_is_nothing_stated() -> None:
    blank = {"fact.text": " ", "fact.yes_no": "", "fact.records.0.text": "", "fact.records.zero.text": "x"}
    assert typed.read(FACTS, blank).stated == {}
