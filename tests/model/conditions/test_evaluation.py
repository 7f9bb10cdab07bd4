"""The truth of conditions: exact values, three outcomes, and nothing concluded from what nobody stated."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neni.core.adapters.feel import parse
from neni.core.model.compiling.expressions import Unfit, Variable, Writer
from neni.core.model.conditions.evaluation import evaluate, truth
from neni.core.model.conditions.operators import unknown_within
from neni.core.model.conditions.types import Kind
from neni.core.model.conditions.values import Months, Unknown, Value, from_fact, to_fact
from neni.core.model.facts import Choice, FactKind, FactType
from neni.core.model.text import Text

D = Decimal
ROWS = ({"value": D(900), "title": "a"}, {"value": D(1100), "title": "b"})
SCOPE: dict[str, Value] = {
    "price": D("9500.10"),
    "kind": "works",
    "yes": True,
    "no": False,
    "nothing": None,
    "signed": date(2026, 3, 31),
    "at": datetime(2026, 3, 31, 12, tzinfo=UTC),
    "rows": ROWS,
    "empty": (),
}


def value(text: str, **more: Value) -> Value:
    return evaluate(parse(text), SCOPE | more)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.1 + 0.2 = 0.3", True),
        ("price >= 9500.10", True),
        ("price > 9500.10", False),
        ("price in [9500.10..9600)", True),
        ("price in (9500.10..9600)", False),
        ("price in (< 1, > 9000)", True),
        ("price between 1 and 9500.10", True),
        ('kind in ["supplies", "works"]', True),
        ('kind in ("supplies", "services")', False),
        ("yes and not(no)", True),
        ("1 / 0", None),
        ("1 / 3 * 3 = 1", False),
        ('price + "x"', None),
        ('"a" < "b"', True),
        ("kind < 5", None),
        ("null = null", True),
        ("price = null", False),
        ("nothing = null", True),
        ("no and nothing", False),
        ("yes and nothing", None),
        ("yes or nothing", True),
        ("not(nothing)", None),
        ('(signed - date("2026-03-01")).days', D(30)),
        ('signed + duration("P1D")', date(2026, 4, 1)),
        ('date("2026-01-31") + duration("P1M")', date(2026, 2, 28)),
        ('date("2024-02-29") - duration("P1Y")', date(2023, 2, 28)),
        ('signed - duration("PT1H")', date(2026, 3, 30)),
        ('date and time("2026-07-01T00:30:00") = date and time("2026-06-30T22:30:00Z")', True),
        ('date(date and time("2026-06-30T22:30:00Z"))', date(2026, 6, 30)),
        ('date(date and time("2026-06-30T22:30:00"))', date(2026, 6, 30)),
        ('date and time("2026-03-28T12:00:00") + duration("P1M") = date and time("2026-04-28T12:00:00")', True),
        ('(date and time("2026-03-29T12:00:00") - date and time("2026-03-28T12:00:00")).hours', D(23)),
        ('duration("-P1DT2H").hours', D(-2)),
        ('time("23:00:00") + duration("PT2H") = time("01:00:00")', True),
        ("-2 ** 2", D(4)),
        ("2 ** 3 ** 2", D(64)),
        ("price in [null..1]", None),
        ("1 / 3", D("0.3333333333333333333333333333333333")),
        ("odd(3) and even(-2)", True),
        ('abs(duration("-P2M")) = duration("P2M")', True),
        ("for i in 3..1 return i", (D(3), D(2), D(1))),
        ('substring("abc", 0)', None),
        ("every r in rows, i in [1, 2] satisfies r.value > i", True),
        ('rows[item.title = "b"].value', (D(1100),)),
        ("some a in 1..1000, b in 1..1000 satisfies a + b < 0", None),
        ('date("9999-12-31") + duration("P1D")', None),
        ('date("0001-01-01") - duration("P1M")', None),
        ("signed.year * 100 + signed.month", D(202603)),
        ("signed.weekday", D(2)),
        ("sum(rows.value)", D(2000)),
        ("count(rows[value > 1000])", D(1)),
        ("rows[1].title", "a"),
        ("rows[-1].title", "b"),
        ("rows[3]", None),
        ("sum(empty)", None),
        ("count(empty)", D(0)),
        ("some r in rows satisfies r.value > 1000", True),
        ("every r in rows satisfies r.value > 1000", False),
        ("some r in empty satisfies true", False),
        ("every r in empty satisfies false", True),
        ("for i in 1..3 return i * i", (D(1), D(4), D(9))),
        ("for r in rows return r.value", (D(900), D(1100))),
        ("if price > 1 then 2 else 3", D(2)),
        ("if nothing then 2 else 3", D(3)),
        ("max(1, 3, 2) - min([4, 5])", D(-1)),
        ('max(1, "a")', None),
        ("mean([1, 2])", D("1.5")),
        ("round half up(2.345, 2)", D("2.35")),
        ("decimal(2.345, 2)", D("2.34")),
        ("floor(-1.5)", D(-2)),
        ("modulo(-12, 5)", D(3)),
        ("10 ** 1000000", None),
        ("2 ** 10", D(1024)),
        ('substring("foobar", 3, 2)', "ob"),
        ('substring("foobar", -2)', "ar"),
        ('substring before("2026/7", "/")', "2026"),
        ('substring after("2026/7", "/")', "7"),
        ('upper case("ç")', "Ç"),
        ('contains("Prishtinë", "tin")', True),
        ("list contains([1, 2], 2)", True),
        ("distinct values([1, 2, 1])", (D(1), D(2))),
        ("index of([1, 2, 1], 1)", (D(1), D(3))),
        ("all([true, true])", True),
        ("any([])", False),
        ('years and months duration(date("2026-01-31"), date("2026-02-28"))', Months(0)),
        ("day of week(signed)", "Tuesday"),
        ("date(at)", date(2026, 3, 31)),
        ("date(2026, 2, 30)", None),
        ('duration("PT48H") = duration("P2D")', True),
        ('duration("P3D") / duration("P1D")', D(3)),
    ],
)
def test_an_expression_has_its_exact_value(text: str, expected: Value) -> None:
    result = value(text)
    assert result == expected
    assert type(result) is type(expected)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("gone > 1", {"gone"}),
        ("gone > 1 and lost", {"gone", "lost"}),
        ("no and gone", None),
        ("gone and no", None),
        ("yes or gone", None),
        ("not(gone)", {"gone"}),
        ("gone = null", {"gone"}),
        ("price in [gone..10]", None),
        ("price in [1..gone]", {"gone"}),
        ('kind in ["works", gone]', None),
        ('kind in ["supplies", gone]', {"gone"}),
        ("if gone then 1 else 1", None),
        ("if gone then 1 else 2", {"gone"}),
        ("sum([1, gone])", {"gone"}),
        ("count([1, gone])", None),
        ("some x in [price, gone] satisfies x > 1", None),
        ("every x in [price, gone] satisfies x > 1", {"gone"}),
        ("every x in [1, gone] satisfies x > 1", None),
        ("some x in gone satisfies x", {"gone"}),
        ("gone[1]", {"gone"}),
        ("rows[value > gone]", {"gone"}),
        ("list contains([1, gone], 1)", None),
        ("list contains([1, gone], 2)", {"gone"}),
        ("any([gone, true])", None),
        ("all([gone, true])", {"gone"}),
        ("[1, gone] = [1, 2]", {"gone"}),
    ],
)
def test_what_was_not_stated_is_unknown_unless_the_rest_decides(text: str, missing: set[str] | None) -> None:
    result = value(text)
    assert unknown_within(result) == frozenset(missing or ())


def test_a_condition_is_fulfilled_only_by_true() -> None:
    assert [truth(one) for one in (True, False, None, D(1))] == [True, False, False, False]
    assert truth(Unknown(frozenset({"x"}))) == Unknown(frozenset({"x"}))


def test_a_record_with_an_empty_field_is_unknown_there() -> None:
    row = FactType("rows", FactKind.RECORDS, Text.of("rows"), fields=(FactType("value", FactKind.MONEY, Text.of("v")),))
    scope = {"rows": from_fact(row, ({"value": 100}, {}))}
    assert evaluate(parse("some r in rows satisfies r.value = 1"), scope) is True
    assert evaluate(parse("sum(rows.value)"), scope) == Unknown(frozenset({"rows"}))


def fact(kind: FactKind, **more: object) -> FactType:
    return FactType("x", kind, Text.of("x"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "stated", "seen"),
    [
        (fact(FactKind.MONEY), 950_010, D("9500.10")),
        (fact(FactKind.PERCENT), D(10), D("0.1")),
        (fact(FactKind.NUMBER), D("1.5"), D("1.5")),
        (fact(FactKind.YES_NO), False, False),
        (fact(FactKind.DATE), date(2026, 1, 1), date(2026, 1, 1)),
        (fact(FactKind.INSTANT), datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)),
        (fact(FactKind.DURATION), timedelta(hours=48), timedelta(days=2)),
        (fact(FactKind.CHOICE, choices=(Choice("a", Text.of("A")),)), "a", "a"),
        (fact(FactKind.TEXT), "ë", "ë"),
    ],
)
def test_facts_enter_as_values_and_come_back(kind: FactType, stated: object, seen: Value) -> None:
    assert from_fact(kind, stated) == seen  # type: ignore[arg-type]
    assert to_fact(kind, seen) == stated


def test_numbers_of_more_digits_than_a_thread_reckons_with_lose_none_of_them() -> None:
    great = D("10000000000000000000000001.1199")
    assert to_fact(fact(FactKind.MONEY), great) is None
    assert to_fact(fact(FactKind.PERCENT), great) == D("1000000000000000000000000111.99")
    assert from_fact(fact(FactKind.MONEY), 10**29 + 1) == D("1000000000000000000000000000.01")
    assert evaluate(parse("round half up(10000000000000000000000001.1184, 3)"), {}) == D(
        "10000000000000000000000001.118"
    )


def test_what_is_no_value_of_a_fact_does_not_come_back() -> None:
    money, choice = fact(FactKind.MONEY), fact(FactKind.CHOICE, choices=(Choice("a", Text.of("A")),))
    assert [to_fact(money, D("0.001")), to_fact(money, "1"), to_fact(choice, "b"), to_fact(money, None)] == [None] * 4


known = st.none() | st.booleans() | st.integers(-3, 3).map(D) | st.sampled_from(["a", "b", date(2026, 1, 1)])
LISTS = ["xs[item > a]", "[a, b][1]", "xs[a]", "for x in xs return x + a", "append(xs, a)", "index of(xs, a)"]
LISTS += [
    "list contains(xs, a)",
    "max(a, b)",
    "[a, b] = [b, c]",
    "every x in xs, y in [a] satisfies x = y",
    "any(a, b)",
]
LISTS += [
    "a in [b..c]",
    "a between b and c",
    "if a then b else c",
    "if a then xs else append(xs, b)",
    "distinct values([a, b])",
]
PARTS = ["a", "b", "c", "a = b", "a < c", "b + c > 1", 'a in ["a", b]', "(if a then b else c)", "count([a, b]) > 1"]
conditions = st.recursive(
    st.sampled_from(PARTS),
    lambda inner: (
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})")
        | inner.map(lambda one: f"not({one})")
        | inner.map(lambda one: f"(some x in [a, b] satisfies x = c or {one})")
    ),
    max_leaves=6,
)
scopes = st.fixed_dictionaries({}, optional={"a": known, "b": known, "c": known})


@given(conditions, scopes, st.fixed_dictionaries({"a": known, "b": known, "c": known}))
def test_learning_more_never_changes_what_was_already_told(
    text: str, told: dict[str, Value], rest: dict[str, Value]
) -> None:
    tree = parse(text)
    before = evaluate(tree, told)
    if not unknown_within(before):
        assert evaluate(tree, rest | told) == before
    else:
        assert unknown_within(before) <= {"a", "b", "c"} - set(told)  # type: ignore[operator]


@given(conditions, conditions, scopes)
def test_de_morgan_holds_in_three_values_and_null(one: str, other: str, scope: dict[str, Value]) -> None:
    left = evaluate(parse(f"not({one} and {other})"), scope)
    right = evaluate(parse(f"not({one}) or not({other})"), scope)
    assert left == right


wild = st.recursive(
    known
    | st.floats(allow_nan=False).map(lambda f: D(repr(f)))
    | st.timedeltas()
    | st.datetimes()
    | st.just(Months(999_999_999)),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.sampled_from("abc"), inner, max_size=2),
    max_leaves=5,
)
CALLS = [
    *("a + b", "a - b", "a * b", "a / b", "a ** b", "-a", "a < b", "a = b", "a in b", "a in [b..c]", "a[b]", "a.a"),
    *("a.days", "sum(a)", "max(a, b)", "round up(a, b)", "modulo(a, b)", "substring(a, b, c)", "date(a)", "sqrt(a)"),
    *("duration(a)", "for x in a return b[x]", "years and months duration(a, b)", "list contains(a, b)", "odd(a)"),
    *("distinct values(a)", "day of year(a)", "abs(a)"),
]


@given(st.sampled_from(CALLS), st.fixed_dictionaries({"a": wild, "b": wild, "c": wild}))
def test_no_value_makes_an_expression_fail(text: str, scope: dict[str, Value]) -> None:
    evaluate(parse(text), scope)


@given(
    st.sampled_from(LISTS),
    st.fixed_dictionaries({}, optional={"a": known, "b": known, "c": known}),
    st.fixed_dictionaries({"a": known, "b": known, "c": known}),
    st.lists(known, max_size=3).map(tuple),
)
def test_learning_more_never_changes_a_list_or_number_either(
    text: str, told: dict[str, Value], rest: dict[str, Value], xs: tuple[Value, ...]
) -> None:
    before = evaluate(parse(text), {"xs": xs} | told)
    if not unknown_within(before):
        assert evaluate(parse(text), {"xs": xs} | rest | told) == before


def test_a_bound_on_steps_holds_for_loops_inside_loops() -> None:
    inner = "1"
    for variable in "abcd":
        inner = f"(for {variable} in 1..5000 return {inner})"
    assert value(inner) is None


def test_a_text_cannot_grow_without_end() -> None:
    words = '["xxxxxxxxxx"]'
    for _ in range(20):
        words = f"(for a in {words} return a + a)"
    assert value(words) == (None,)


def test_a_list_cannot_grow_without_end() -> None:
    text = "[1, 2]"
    for _ in range(13):
        text = f"(for a in [{text}] return concatenate(a, a))[1]"
    assert value(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "{a: x, b: a + 1}.b = 3",
        "(function(n) n + x)(1) = 3",
        "sort([3, x], function(a, b) a < b)[1] = 2",
        "sort([3, x])[1] = 2",
        "flatten([[1], [x]])[2] = 2",
        "x instance of number",
        "[1..x] instance of range<number>",
        "before(x, 5) and is(x, 2)",
        'get value(context put({}, "k", x), "k") = 2',
        "insert before([1], 1, x)[1] = 2",
        "list replace([1, x], function(old, new) old > 1, 9)[2] = 9",
        "median([1, x, 3]) = 2",
        "for i in [1, 2] return [x, partial]",
        "[{a: x}][a = 2][1].a = 2",
    ],
)
def test_a_missing_fact_stays_missing_in_the_newer_parts_of_the_notation(text: str) -> None:
    tree = parse(text)
    assert x_is_missing(evaluate(tree, {}))
    assert evaluate(tree, {"x": D(2)}) is not False


def x_is_missing(value: object) -> bool:
    return "x" in unknown_within(value)  # type: ignore[arg-type]


def test_a_fact_of_a_moment_is_told_by_kosovos_clocks() -> None:
    at = {"at": datetime(2026, 6, 30, 22, 30, tzinfo=UTC)}
    assert evaluate(parse("date(at)"), at) == date(2026, 7, 1)
    assert evaluate(parse("at.hour"), at) == D(0)


@pytest.mark.parametrize(
    "text",
    ["{a: 1}", "function(a) a", "(function(a) a)(x)", "x instance of number", "sort([x])", "[1][x]"],
)
def test_what_has_no_fast_form_is_walked(text: str) -> None:
    with pytest.raises(Unfit):
        Writer({"x": Variable("x", Kind.NUMBER)}, lambda _value: "c").value(parse(text))
