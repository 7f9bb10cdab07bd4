"""Conditions from text to tree: what is read, what is refused, and where."""

from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neni.core.adapters import feel
from neni.core.errors import BadCondition
from neni.core.model.conditions.tree import And, Arithmetic, Comparison, In, Literal, Name, Not, Or, Range
from neni.core.model.text import Language


def refused(text: str) -> BadCondition:
    with pytest.raises(BadCondition) as error:
        feel.parse(text)
    assert all(getattr(error.value.message, one.value) for one in Language)
    return error.value


def test_and_binds_closer_than_or_and_comparisons_closer_still() -> None:
    tree = feel.parse("a = 1 or b and not(c)")
    assert isinstance(tree, Or)
    assert isinstance(tree.parts[0], Comparison)
    assert isinstance(tree.parts[1], And)
    assert isinstance(tree.parts[1].parts[1], Not)


def test_times_binds_closer_than_plus_and_power_closer_still() -> None:
    tree = feel.parse("a + b * c ** 2")
    assert isinstance(tree, Arithmetic)
    assert tree.operator == "+"
    assert isinstance(tree.right, Arithmetic)
    assert tree.right.operator == "*"
    assert isinstance(tree.right.right, Arithmetic)


def test_minus_and_divide_go_from_left_to_right() -> None:
    tree = feel.parse("a - b - c")
    assert isinstance(tree, Arithmetic)
    assert isinstance(tree.left, Arithmetic)
    assert isinstance(tree.right, Name)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [("[1..5]", True, True), ("(1..5]", False, True), ("[1..5)", True, False), ("]1..5[", False, False)],
)
def test_brackets_turned_outward_leave_the_end_out(written: str, low: bool, high: bool) -> None:
    tree = feel.parse(f"x in {written}")
    assert isinstance(tree, In)
    (only,) = tree.tests
    assert isinstance(only, Range)
    assert (only.low_closed, only.high_closed) == (low, high)


def test_and_of_between_belongs_to_between() -> None:
    tree = feel.parse("x between 1 and 5 and y")
    assert isinstance(tree, And)
    assert len(tree.parts) == 2


@pytest.mark.parametrize(
    "text",
    [
        'contract_type in ["supplies", "services"]',
        "x in (1, < 5, ]2..3])",
        "some a in xs, b in ys satisfies a.value > b.value",
        "every a in xs satisfies a > 0",
        "for i in 1..3 return i * 2",
        "if a then 1 else if b then 2 else 3",
        'string length("abc") = 3 and starts  with(t, "x")',
        'date and time("2026-01-01T10:00:00Z") > at',
        '@"P3D" = duration("P3D")',
        "earlier[value > 10][1].title",
        "[[1, 2], []]",
        "a // the rest is for people\n and b",
        "(deadline - notice).days < 40",
    ],
)
def test_the_grammar_reads(text: str) -> None:
    feel.parse(text)


def test_literals_are_values() -> None:
    assert [feel.parse(text) for text in ("1.50", '"a\\"b\\u00eb"', "true", "null", "-3")] == [
        Literal(Decimal("1.50"), feel.parse("1.50").span),
        Literal('a"bë', feel.parse('"a\\"b\\u00eb"').span),
        Literal(True, feel.parse("true").span),
        Literal(None, feel.parse("null").span),
        Literal(Decimal(-3), feel.parse("-3").span),
    ]


def test_a_node_knows_its_words_line_and_column() -> None:
    text = "a and\n  b >= 10"
    tree = feel.parse(text)
    assert isinstance(tree, And)
    span = tree.parts[1].span
    assert (text[span.start : span.end], span.line, span.column) == ("b >= 10", 2, 3)


@pytest.mark.parametrize(
    ("text", "told", "line", "column"),
    [
        ("a bettween 1 and 2", "Did you mean “between”?", 1, 3),
        ("a &&\n b", "Did you mean “and”?", 1, 3),
        ("a and", "ends too early", 1, 6),
        ("a and\n b >", "ends too early", 2, 5),
        ('x = "open', "not closed by a quotation mark", 1, 5),
        ("a < b < c", "“<” is not expected", 1, 7),
        ("a == b", "“=” is not expected", 1, 4),
        ('date("2026-02-30") = d', "does not exist", 1, 1),
        ("1" * 40, "more than 34 digits", 1, 1),
        ("1e999999", "too great", 1, 1),
        ('"\\q"', "means nothing", 1, 1),
        ("", "ends too early", 1, 1),
        ("1+" * 100 + "1", "more than 60 levels", 1, 1),
        ("a" * 10_001, "more than 10000 letters", 1, 1),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text: str, told: str, line: int, column: int) -> None:
    error = refused(text)
    assert told in error.message.en
    assert (error.problem_at.line, error.problem_at.column) == (line, column)


def test_brackets_may_be_many_but_levels_of_meaning_are_bounded() -> None:
    assert isinstance(feel.parse("(" * 2000 + "a" + ")" * 2000), Name)
    refused("not(" * 61 + "a" + ")" * 61)


KEYWORDS = ["and", "or", "not", "in", "between", "if", "then", "else", "some", "every", "satisfies", "for", "return"]
SIGNS = [*"()[],=<+-*/.", "..", ">=", "**", '"x"', "1", ".5", "@", "a", "b.c", "true", "null", "date"]


@given(st.lists(st.sampled_from(KEYWORDS + SIGNS), max_size=30).map(" ".join) | st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(BadCondition):
        feel.parse(text)
