"""FEEL of the DMN standard, as a stranger holds Neni to it: the values of expressions, unary tests, and bounds."""

from __future__ import annotations

import contextlib
import time
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neni.core import feel
from neni.core.errors import BadCondition, InvalidFacts, NeniError
from neni.core.model.conditions.writing import noted


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{net: 100, gross: net * 1.18}.gross", "118"),
        ("{unit price: 4, total: unit price * 3}.total", "12"),
        ("[{n: 1}, {n: 2}][n > 1]", "[{n: 2}]"),
        ("[5, 6, 7][count([1, 2])]", "6"),
        ("[][1 + 1]", "null"),
        ("for i in 1..4 return i + sum(partial)", "[null, null, null, null]"),
        ("for i in 1..3 return if i = 1 then 1 else i * partial[-1]", "[1, 2, 6]"),
        ('for d in @"2026-01-30"..@"2026-02-01" return d.day', "[30, 31, 1]"),
        ("sort([2, 3, 1], function(a, b) a > b)", "[3, 2, 1]"),
        ("sort([2, 3, 1])", "[1, 2, 3]"),
        ('sort([1, "a"], function(a, b) a < b)', "null"),
        ("(function(rate: number) rate * 2)(4)", "8"),
        ('(function(rate: number) rate)("x")', "null"),
        ("{half: function(n) n / 2, result: half(10)}.result", "5"),
        ("{f: function(n) if n < 2 then 1 else n * f(n - 1), result: f(6)}.result", "720"),
        ('substring(string: "Gjilan", start position: -3)', '"lan"'),
        ('substring(text: "Gjilan", start position: 2)', "null"),
        ('substring("ë𝄞x", 2, 1)', '"𝄞"'),
        ('"\\U01D11E" = "𝄞"', "true"),
        ("[1, 2] instance of list<number>", "true"),
        ('[1, "a"] instance of list<number>', "false"),
        ("null instance of Any", "false"),
        ("{a: 1} instance of context<a: number>", "true"),
        ("[1..3] instance of range<number>", "true"),
        ('matches("Prishtinë", "^\\w+$")', "true"),
        ('matches("a\\nb", "a.b")', "false"),
        ('matches("a\\nb", "a.b", "s")', "true"),
        ('matches("x", "[", "")', "null"),
        ('replace("2026-07", "([0-9]+)-([0-9]+)", "$2/$1")', '"07/2026"'),
        ('split("a; b;c", ";\\s*")', '["a", "b", "c"]'),
        ('string join(["a", null, "b"], "-")', '"a-b"'),
        ('string([1, "x", @"2026-01-31", duration("PT26H"), duration("P14M")])',
         '"[1, \\"x\\", 2026-01-31, P1DT2H, P1Y2M]"'),
        ('number("1 250,50", " ", ",")', "1250.5"),
        ("flatten([1, [2, [3]]])", "[1, 2, 3]"),
        ("sublist([1, 2, 3], -2)", "[2, 3]"),
        ("insert before([1, 3], 2, 2)", "[1, 2, 3]"),
        ("remove([1, 2, 3], -1)", "[1, 2]"),
        ("list replace([1, 5, 9], function(old, new) old > new, 4)", "[1, 4, 4]"),
        ("product([2, 3, 4])", "24"),
        ("median([8, 2, 4])", "4"),
        ("mode([1, 2, 2, 1, 3])", "[1, 2]"),
        ("stddev([2, 4])", "1.414213562373095048801688724209698"),
        ("floor(exp(1) * 1000)", "2718"),
        ("before([1..5), 5)", "true"),
        ("meets([1..5], [5..9])", "true"),
        ("overlaps([1..5], (5..9])", "false"),
        ("includes([1..9], [2..9))", "true"),
        ("coincides([1..2], [1..2))", "false"),
        ("started by([1..9], 1)", "true"),
        ('range("[1..4)")', "[1..4)"),
        ("(1..10].start included", "false"),
        ('get value(context put({a: 1}, "b", 2), "b")', "2"),
        ("context merge([{a: 1}, {a: 2, b: 3}])", "{a: 2, b: 3}"),
        ('context(get entries({a: 1, b: null}))', "{a: 1, b: null}"),
        ('is(@"10:00:00Z", @"11:00:00+01:00")', "false"),
        ('@"10:00:00Z" = @"11:00:00+01:00"', "true"),
        ('@"2026-07-01T10:00:00@Europe/Paris".time offset', "PT2H"),
        ('string(@"2026-01-31T10:00:00@Europe/Paris" + duration("P6M"))', '"2026-07-31T10:00:00@Europe/Paris"'),
        ('@"2026-01-02" - @"2026-01-01T12:00:00Z"', "PT12H"),
        ('date("2026-02-30")', "null"),
        ("1 = \"1\"", "null"),
        ("not(null)", "null"),
        ("list contains([1], \"a\")", "false"),
        ('string length(["one"])', "3"),
        ("sum(4)", "4"),
        ("0 ** -1", "null"),
        ("log(0)", "null"),
        ("0 * -1", "0"),
        ("[1 instance of list<number>]", "[false]"),
        ("false or some x in [1, 2] satisfies x > 1 and x < 9", "true"),
        ("1 + if false then 2 else 3 * 2", "7"),
        ("2 ** -for x in [1] return x", "null"),
    ],
)  # fmt: skip
def test_an_expression_has_the_value_the_standard_gives_it(text: str, value: str) -> None:
    found = feel.value_of(text, {})
    assert noted(found) == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("now() > 1", "Line 1, column 1: “now()” would read the clock"),
        ("today()", "would read the clock"),
        ("1 +\n Amout", "Line 2, column 2: “Amout” is neither a fact nor a parameter. Did you mean “Amount”?"),
        ("cout([1])", "Did you mean “count”?"),
        ('date("-0044-03-15")', "Neni has the years 1–9999"),
        ("date(12026, 1, 1)", "Neni has the years 1–9999"),
        ('time("10:00:00.123456789")', "down to the microsecond"),
        (r'matches("aa", "(a)\1")', "Neni's patterns do not have"),
        ('matches("b", "[a-z-[aeiou]]")', "Neni's patterns do not have"),
        ("1 instance of money", "“money” is no type"),
        ("{a: 1, a: 2}", "“a” stands twice"),
    ],
)
def test_what_cannot_be_answered_rightly_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(BadCondition) as error:
        feel.evaluate(text, {"Amount": 1})
    assert told in str(error.value)


def test_values_go_in_and_come_out_as_plain_python() -> None:
    facts = {"Signed on": date(2026, 1, 31), "Parts": [1, 2.5], "Who": {"first name": "Ana"}}
    found = feel.evaluate('{d: Signed on + duration("P1M"), n: sum(Parts), w: Who.first name}', facts)
    assert found == {"d": date(2026, 2, 28), "n": Decimal("3.5"), "w": "Ana"}
    at = datetime(2026, 1, 1, 10, tzinfo=timezone(timedelta(hours=5)))
    assert feel.evaluate('[at.hour, at + duration("PT1H")]', {"at": at}) == [Decimal(10), at + timedelta(hours=1)]
    assert feel.evaluate('duration("PT1H")') == timedelta(hours=1)
    with pytest.raises(InvalidFacts, match="object"):
        feel.evaluate("x", {"x": object()})


@pytest.mark.parametrize(
    ("value", "tests", "met"),
    [
        (5, "< 10", True),
        (5, "1, [4..6)", True),
        (5, "not(5, 6)", False),
        (5, "? > 3 and ? < 6", True),
        ("abc", 'string length(?) = 4, "abc"', True),
        (False, "true", False),
        (None, "null", True),
        (None, "-", True),
        (None, "> 1", None),
    ],
)
def test_unary_tests_are_asked_of_a_value(value: object, tests: str, met: bool | None) -> None:
    assert feel.meets(value, tests) is met


@pytest.mark.parametrize(
    "text",
    [
        "{" + ", ".join(["l0: [1, 1]", *(f"l{n}: [l{n - 1}, l{n - 1}, l{n - 1}]" for n in range(1, 40))]) + "}.l39",
        "(function(f) f(f))(function(f) f(f))",
        "{f: function(n) f(n) + f(n), r: f(1)}.r",
        "for i in 1..1000, j in 1..1000 return i",
        '{s: string join(for i in 1..9000 return "0123456789", ""), r: for i in 1..90000 return s + "x"}.r',
        'matches("a", "((a{1,100}){1,100}){1,100}")',
    ],
)
def test_what_would_take_for_ever_has_no_result_soon(text: str) -> None:
    started = time.perf_counter()
    assert feel.evaluate(text) is None
    assert time.perf_counter() - started < 10


WORDS = [*"()[]{},=<+-*/.:?", "..", "if", "then", "else", "for", "in", "return", "function", "(a)", "a", "my name", "1"]
MORE = ['"x"', "instance of", "list<number>", "not", "sort", "date", '@"P1D"', "and", "some", "satisfies", "null"]


@given(st.lists(st.sampled_from(WORDS + MORE), max_size=25).map(" ".join) | st.text(max_size=40))
def test_any_text_has_a_value_or_is_refused(text: str) -> None:
    for ask in (feel.evaluate, lambda words, facts: feel.meets(1, words, facts)):
        with contextlib.suppress(NeniError):
            ask(text, {"a": 1, "my name": "Ana"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r'"\ud83d\udc0e"', "\U0001f40e"),
        (r'string length("\uD83D\uDC0E")', Decimal(1)),
        ('substring("foobar", 3, 3.8)', "oba"),
        ('substring("foobar", 3, 0.8)', None),
        ('substring("foobar", 3, 1e300)', "obar"),
        ('duration("PT0.5000000000S") = duration("PT0.5S")', True),
    ],
)
def test_texts_are_written_and_cut_as_the_standard_has_it(text: str, found: object) -> None:
    assert feel.evaluate(text) == found


def test_a_duration_finer_than_a_microsecond_is_refused_and_not_taken_for_nothing() -> None:
    with pytest.raises(BadCondition, match="cannot be kept"):
        feel.evaluate('duration("PT4.123456789S")')


@pytest.mark.parametrize(
    ("value", "kind", "found"),
    [
        ("1", "function<number> -> number", False),
        ("null", "function<> -> Any", False),
        ("[function(a) a]", "list<function<number> -> Any>", True),
        ("(function(a: number) a)", "function<number> -> Any", True),
        ("(function(a) a)", "function<number> -> Any", True),
        ("(function(a: string) a)", "function<number> -> Any", False),
        ("(function(a, b) a)", "function<number> -> Any", False),
        ("(function(a) a)", "function<number> -> number", False),
    ],
)
def test_a_function_is_of_a_type_by_what_it_takes(value: str, kind: str, found: object) -> None:
    assert feel.evaluate(f"{value} instance of {kind}") is found
