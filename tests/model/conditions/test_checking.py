"""What is told of a condition before any case is looked at."""

from __future__ import annotations

import pytest

from neni.core.adapters.feel import parse
from neni.core.model.conditions import types
from neni.core.model.conditions.checking import check
from neni.core.model.conditions.types import ConditionType, Kind, of_fact
from neni.core.model.facts import Choice, FactKind, FactType
from neni.core.model.text import Language, Text


def fact(kind: FactKind, **more: object) -> ConditionType:
    return of_fact(FactType("x", kind, Text.of("x"), **more))  # type: ignore[arg-type]


CODES = tuple(Choice(code, Text.of(code)) for code in ("supplies", "services", "works"))
ROW = (FactType("value", FactKind.MONEY, Text.of("v")), FactType("title", FactKind.TEXT, Text.of("t")))
NAMES = {
    "price": fact(FactKind.MONEY),
    "share": fact(FactKind.PERCENT),
    "signed_on": fact(FactKind.DATE),
    "at": fact(FactKind.INSTANT),
    "notice": fact(FactKind.DURATION),
    "title": fact(FactKind.TEXT),
    "urgent": fact(FactKind.YES_NO),
    "contract_type": fact(FactKind.CHOICE, choices=CODES),
    "lines": fact(FactKind.RECORDS, fields=ROW),
}


@pytest.mark.parametrize(
    "text",
    [
        "price * share > 1 and urgent",
        "(signed_on - date(at)).days < 5",
        'contract_type in ["supplies", "works"]',
        'contract_type = "works" or contract_type = null',
        "some line in lines satisfies line.value > 1",
        "count(lines[value > 1]) > 0 and sum(lines.value) > price",
        "signed_on + notice > signed_on",
        "if urgent then price else null",
        "price in (< 1, [2..3], 5)",
        "not(urgent)",
        'title < "m" and max(1, 2) > price',
        "date(at) = signed_on and date(2026, 1, 1) < signed_on",
        "for i in 1..3 return i + price",
    ],
)
def test_a_sound_condition_has_no_mistakes(text: str) -> None:
    assert check(parse(text), NAMES) == ()


@pytest.mark.parametrize(
    ("text", "told", "words"),
    [
        ("prize > 1", "Did you mean “price”?", "prize"),
        ('contract_type = "suplies"', "Did you mean “supplies”?", '"suplies"'),
        ('contract_type in ["works", "goods"]', "“goods” is not among the possible codes", '"goods"'),
        ('price > "1"', "Cannot compare a number with a text", 'price > "1"'),
        ("signed_on + signed_on", "“+” means nothing between a date and a date", "signed_on + signed_on"),
        ("urgent < true", "no smaller and greater", "urgent < true"),
        ('contract_type < "works"', "no smaller and greater", 'contract_type < "works"'),
        ("price and urgent", "This must be yes or no", "price"),
        ("lines.valeu", "Did you mean “value”?", "lines.valeu"),
        ("signed_on.days", "This (a date) has no “.days”", "signed_on.days"),
        ("cuont(lines)", "Did you mean “count”?", "cuont(lines)"),
        ("modulo(1)", "takes 2 arguments, not 1", "modulo(1)"),
        ("string length(price)", "This must be a text; it is a number", "price"),
        ("price in [1..signed_on]", "Cannot compare a number with a date", "[1..signed_on]"),
        ("-title", "it is a text", "-title"),
        ("some line in lines satisfies line.value", "This must be yes or no", "line.value"),
    ],
)
def test_a_mistake_is_told_with_its_words_and_what_was_meant(text: str, told: str, words: str) -> None:
    (mistake,) = check(parse(text), NAMES)
    assert told in mistake.message.en
    assert text[mistake.span.start : mistake.span.end] == words
    assert all(getattr(mistake.message, one.value) for one in Language)


def test_all_mistakes_are_told_at_once() -> None:
    assert len(check(parse('prize > 1 and titel = "x" and price > "1"'), NAMES)) == 3


def test_the_whole_must_be_of_the_kind_asked_for() -> None:
    assert "This must be yes or no" in check(parse("price"), NAMES, types.YES_NO)[0].message.en
    assert check(parse("price"), NAMES, types.NUMBER) == ()
    assert "not among the possible codes" in check(parse('"goods"'), NAMES, NAMES["contract_type"])[0].message.en
    assert types.YES_NO.kind is Kind.YES_NO


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{a: 1}.b = 1", "has no “.b”"),
        ("{a: titel}.a = null", "Did you mean “title”"),
        ("substring(strin: title, length: 1) = null", "has no argument “strin”. Did you mean “string”"),
        ("string join(title) = null", "must be a list"),
        ("(function(a: number) a)(1) = title", "Cannot compare"),
        ("price(1) = 2", "There is no function “price”"),
        ('"a"(1) = 2', "must be a function"),
        ("sort(lines, price) = lines", "must be a function"),
        ("today() > signed_on", "would read the clock"),
        ("median(title) > 1", "must be a number or a list"),
    ],
)
def test_the_newer_parts_of_the_notation_are_checked_too(text: str, told: str) -> None:
    (mistake,) = check(parse(text), NAMES)
    assert told in mistake.message.en


def test_contexts_functions_and_types_have_types() -> None:
    assert check(parse("{a: price, b: a * 2}.b > 1 and price instance of number"), NAMES) == ()
    assert check(parse("sort(lines, function(one, other) one.value > other.value)[1].value > 2"), NAMES) == ()
    assert (
        check(parse("for i in 1..3 return partial"), NAMES, of_fact(FactType("x", FactKind.RECORDS, Text.of("x"))))
        == ()
    )
