"""Why a condition came out as it did."""

from __future__ import annotations

from decimal import Decimal

from neni.core.adapters.feel import parse
from neni.core.model.conditions.explaining import explain
from neni.core.model.conditions.reading import names


def test_each_part_is_told_with_its_words_and_value() -> None:
    text = 'price >= 10 and\n  (urgent or kind = "works")'
    told = explain(parse(text), text, {"price": Decimal("10.50"), "kind": "works"})
    assert told.value == "true"
    first, second = told.parts
    assert (first.words, first.value) == ("price >= 10", "true")
    assert [(one.words, one.value) for one in first.parts] == [("price", "10.5")]
    assert [(one.words, one.value) for one in second.parts] == [("urgent", "?"), ('kind = "works"', "true")]


def test_the_names_a_condition_reads_are_free_ones() -> None:
    text = "some r in rows satisfies r.value > limit and (for i in 1..n return i)[item > x]"
    assert names(parse(text)) == {"rows", "limit", "n", "x"}
