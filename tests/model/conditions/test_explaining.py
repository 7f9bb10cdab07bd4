"""Why a condition came out as it did."""

from __future__ import annotations

from decimal import Decimal

from neni.core.adapters.feel import parse
from neni.core.model.conditions.explaining import explain
from neni.core.model.conditions.reading import names
from neni.core.model.conditions.types import NUMBER, ConditionType, Kind


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


def test_some_and_every_are_told_element_by_element() -> None:
    text = "some limit in [low, high] satisfies price >= limit"
    told = explain(parse(text), text, {"low": Decimal(10), "high": Decimal(20), "price": Decimal(15)})
    assert [(one.words, one.value) for one in told.parts] == [
        ("low", "10"),
        ("high", "20"),
        ("price >= limit", "true"),
        ("price >= limit", "false"),
    ]
    assert [one.value for one in told.parts[3].parts] == ["15", "20"]


def test_a_field_of_a_record_is_told_as_it_is_written() -> None:
    text = "every r in rows satisfies r.value > 5"
    told = explain(parse(text), text, {"rows": ({"value": Decimal(9)},)})
    assert told.parts[1].parts[0].words == "r.value"
    assert told.parts[1].parts[0].value == "9"


def test_the_branch_taken_is_told() -> None:
    text = "if urgent then days < 5 else days < 10"
    told = explain(parse(text), text, {"urgent": False, "days": Decimal(7)})
    assert [(one.words, one.value) for one in told.parts] == [("urgent", "false"), ("days < 10", "true")]


def test_fields_of_records_come_before_facts_of_the_same_name() -> None:
    record = ConditionType(Kind.RECORD, fields=(("value", NUMBER),))
    types = {"rows": ConditionType(Kind.LIST, element=record)}
    assert names(parse("count(rows[value > limit]) > 0"), types) == {"rows", "limit"}


def test_names_that_a_text_gives_itself_are_not_asked_for() -> None:
    text = (
        "{net: price, gross: net * rate}.gross > (function(a) a + limit)(1) and sort(lines, function(x, y) x > y) = []"
    )
    assert names(parse(text)) == {"price", "rate", "limit", "lines"}
    told = explain(parse(text), text, {"price": Decimal(10), "rate": Decimal(2), "limit": Decimal(1), "lines": ()})
    assert told.value == "true"
    assert [(one.words, one.value) for one in told.parts[0].parts] == [("price", "10"), ("rate", "2"), ("limit", "1")]
