"""The evaluator says what the tree walker says, of every value at every border, and keeps why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neni.core.adapters import feel
from neni.core.model.compiling.columns import Column
from neni.core.model.compiling.evaluator import Evaluator
from neni.core.model.compiling.expressions import Unfit
from neni.core.model.compiling.keeping import PLACES, Keeper, evaluator
from neni.core.model.compiling.logic import Circular
from neni.core.model.compiling.rows import MOST
from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.explaining import explain
from neni.core.model.conditions.values import Unknown, Value, from_fact
from neni.core.model.facts import Choice, FactKind, FactType, FactValue
from neni.core.model.findings import Outcome
from neni.core.model.law.lawbooks import assemble
from neni.core.model.law.lowering import lower
from neni.core.model.references import Confidence, Place, Reference
from neni.core.model.rules import Condition, DatedValue, Derivation, Parameter, Period, Rule, Severity
from neni.core.model.rulesets import Lawbook, Ruleset
from neni.core.model.text import Text

DAY = date(2026, 3, 2)
WORDS, REFERENCE, HERE = Text.of("words"), Reference("01/L-001"), Place("test.yaml", 1)
BASIS = (REFERENCE, Confidence.VERIFIED, Period(), HERE)
CHOICES = tuple(Choice(code, WORDS) for code in ("open", "closed", "gjatë"))
KINDS = {
    "money": FactKind.MONEY,
    "other": FactKind.MONEY,
    "number": FactKind.NUMBER,
    "percent": FactKind.PERCENT,
    "day": FactKind.DATE,
    "choice": FactKind.CHOICE,
    "text": FactKind.TEXT,
    "yes": FactKind.YES_NO,
    "no": FactKind.YES_NO,
    "length": FactKind.DURATION,
    "moment": FactKind.INSTANT,
}
FACTS = (
    *(FactType(name, kind, WORDS, choices=CHOICES if name == "choice" else ()) for name, kind in KINDS.items()),
    FactType("rows", FactKind.RECORDS, WORDS, fields=(FactType("amount", FactKind.MONEY, WORDS),)),
    FactType("size", FactKind.CHOICE, WORDS, choices=CHOICES, derived=True),
    FactType("sum", FactKind.MONEY, WORDS, derived=True),
)
TYPES = {fact.name: fact for fact in FACTS}
FIXED: dict[str, Value] = {"limit": Decimal("1000.00"), "from": DAY, "unset": Unknown(frozenset({"unset"}))}
PARAMETERS = (
    Parameter(FactType("limit", FactKind.MONEY, WORDS), (DatedValue(date(2020, 1, 1), 100_000, *BASIS[:2]),)),
    Parameter(FactType("from", FactKind.DATE, WORDS), (DatedValue(date(2020, 1, 1), DAY, *BASIS[:2]),)),
    Parameter(FactType("unset", FactKind.MONEY, WORDS), (DatedValue(date(2030, 1, 1), 100, *BASIS[:2]),)),
)
CENTS = [at + by for at in (0, 100_000, 99_950, 2**53, 2**63, 10**26, 10**27, -(10**26)) for by in (-1, 0, 1)]
VALUES: dict[str, list[FactValue]] = {
    "money": [*CENTS],
    "number": [
        Decimal(one)
        for one in ("999.99", "1000", "1000.0", "1000.01", "-1", "9007199254740993", "1e30", "1e-30", "NaN", "Infinity")
    ],
    "percent": [Decimal(one) for one in ("10", "9.99", "10.00000000000000000000000000000001", "100000", "33.3333")],
    "day": [date.min, DAY - timedelta(1), DAY, DAY + timedelta(1), date.max],
    "choice": ["open", "closed", "gjatë", "none of these"],
    "text": ["", "open", "Open", "openclosed.", "a\u0308", "x" * 20_000],
    "yes": [True, False],
}
ODD: list[Any] = [None, True, 5, Decimal("1000.005"), "open", DAY, datetime(2026, 3, 2, tzinfo=UTC), timedelta(1)]
TESTS = {
    "money": ("limit", "1000", "999.995", "0", "1e30", "unset", "null", '"open"', "limit * 2"),
    "number": ("limit", "1000", "1000.000", "9007199254740993", "1e30", "null", 'date("2026-03-02")'),
    "percent": ("0.1", "0.1000000000000000000000000000000001", "1000", "null"),
    "day": ("from", 'date("2026-03-03")', 'date("9999-12-31")', 'date("0001-01-01")', "null", "1"),
}


parse = lru_cache(feel.parse)


def condition(text: str) -> Condition:
    return Condition(text, parse(text))


def law(*texts: str, ways: tuple[Derivation, ...] = (), rules: tuple[Rule, ...] = ()) -> Lawbook:
    """A rule for each condition, called R-0, R-1 …"""
    written = tuple(
        Rule(f"R-{number}", WORDS, condition(text), WORDS, Severity.NOTE, *BASIS) for number, text in enumerate(texts)
    )
    ruleset = Ruleset("t.t", ("t.t",), WORDS, REFERENCE, FACTS, PARAMETERS, ways, (*written, *rules), "", HERE)
    return assemble("t.t", [ruleset])


def ready(lawbook: Lawbook, on: date = DAY) -> Evaluator:
    return Evaluator(lawbook, lower(lawbook), on)


def walked(text: str, facts: dict[str, Any]) -> Value:
    known = {name: from_fact(TYPES[name], value) for name, value in facts.items() if value is not None}
    return evaluate(parse(text), {**known, **FIXED})


def comparisons(fact: str) -> Iterator[str]:
    ends = TESTS[fact]
    for sign in ("<", "<=", ">", ">=", "=", "!="):
        yield from (f"{fact} {sign} {end}" for end in ends)
        yield from (f"{end} {sign} {fact}" for end in ends[:2])
    yield from (f"{fact} in [{end}..{ends[1]})" for end in ends)
    yield from (f"{fact} in ({ends[0]}, > {end})" for end in ends)
    yield f"{fact} between {ends[0]} and {ends[1]}"
    yield f"{fact} in [{ends[0]}, {ends[1]}, null]"


@pytest.mark.parametrize("fact", TESTS)
def test_a_column_says_of_every_value_at_a_border_what_the_tree_walker_says(fact: str) -> None:
    texts = [*comparisons(fact)]
    values = [*VALUES[fact], *(one for one in ODD if not _unreadable(fact, one))]
    one = ready(law(*texts))
    for value in values:
        traced = one.evaluate({fact: value}).values()
        for text in texts:
            assert repr(traced[text]) == repr(walked(text, {fact: value})), (text, value)


def _unreadable(fact: str, value: object) -> bool:
    """What cannot be read as a number at all."""
    return fact != "day" and not isinstance(value, bool | int | Decimal | None)


def test_choices_texts_and_yes_or_no_are_told_by_their_values() -> None:
    texts = [
        'choice = "open"', 'choice != "closed"', 'choice in ["open", "gjatë"]', "string length(choice) > 4",
        'text = "open"', 'text in ["", "open"]', 'text in ("open", "a\u0308")', 'text < "p"', "text = null",
        "yes", "yes = false", "not(yes)", "yes = null",
    ]  # fmt: skip
    one = ready(law(*texts))
    for fact in ("choice", "text", "yes"):
        for value in (*VALUES[fact], *ODD):
            traced = one.evaluate({fact: value})
            for text, told in traced.values().items():
                assert repr(told) == repr(walked(text, {fact: value})), (text, value)


@pytest.mark.parametrize(
    ("fact", "text"),
    [("money", "money * 2 > 5"), ("day", 'day = date and time("2026-03-02T00:00:00Z")'), ("text", 'text > "a"')],
)
def test_what_is_no_comparison_with_what_the_day_fixes_has_no_column(fact: str, text: str) -> None:
    one = lower(law(text))
    column = Column(TYPES[fact], FIXED, stated=True)
    with pytest.raises(Unfit):
        column.take(one.stages[0].atoms[0])


PARTS = (
    "money > limit", "money in [0..other]", "other <= money", "number = 3", "percent < 0.1", "day >= from", "yes",
    'choice = "open"', 'text = "x"', "(day - from).days > 3", "count(rows) > 1", "money > unset", "number > null",
    "some r in rows satisfies r.amount > 1", 'length > duration("PT48H")', 'size = "open"', "size = null", "sum > 10",
    "if yes then no else money > 5", "money + other > 10", "unset > 1", "no", "1 = 1",
)  # fmt: skip
STATED: dict[str, list[Any]] = {
    "money": CENTS,
    "other": CENTS,
    "number": [Decimal(2), Decimal(3), Decimal("1e40")],
    "percent": [Decimal(5), Decimal(10)],
    "text": ["x", "y"],
    "choice": VALUES["choice"],
    "day": VALUES["day"],
    "yes": [True, False],
    "no": [True, False],
    "length": [timedelta(hours=49)],
    "rows": [(), ({"amount": 150}, {}), ({"amount": 5}, {"amount": 150})],
}
cases = st.fixed_dictionaries({name: st.none() | st.sampled_from(some) for name, some in STATED.items()})
joined = st.recursive(
    st.sampled_from(PARTS),
    lambda below: st.one_of(
        below.map(lambda one: f"not({one})"),
        st.lists(below, min_size=2, max_size=3).map(lambda some: " and ".join(f"({one})" for one in some)),
        st.lists(below, min_size=2, max_size=3).map(lambda some: " or ".join(f"({one})" for one in some)),
    ),
    max_leaves=6,
)


def _law_of(drawn: list[str]) -> Lawbook:
    ways = (
        Derivation("size", "open", condition(drawn[0]), *BASIS),
        Derivation("size", "closed", condition("yes"), *BASIS),
        Derivation("sum", condition("money + other"), condition("no"), *BASIS, unless=(condition("yes"),)),
    )
    ways = tuple(one for one in ways if not one.reads & {"size", "sum"})
    over = Rule("OVER", WORDS, condition(drawn[1]), WORDS, Severity.NOTE, *BASIS, overrides=("R-2", "R-3"))
    unless = (condition(drawn[2]), condition(drawn[3]))
    less = Rule("LESS", WORDS, condition(drawn[4]), WORDS, Severity.NOTE, *BASIS, unless=unless, overrides=("OVER",))
    return law(*drawn, ways=ways, rules=(over, less))


@pytest.mark.slow
@given(st.lists(joined, min_size=5, max_size=8, unique=True), st.lists(cases, min_size=1, max_size=4))
def test_outcomes_missing_names_and_reasons_are_those_of_walking_every_condition(
    drawn: list[str], some: list[dict[str, Any]]
) -> None:
    lawbook = _law_of(drawn)
    one = ready(lawbook)
    for facts in some:
        traced = one.evaluate(facts)
        assert traced.findings == one.noted(facts)
        assert traced.outcomes == one.outcomes(facts)
        scope = traced.scope
        assert {name: scope[name] for name in scope if name in facts} == {
            name: from_fact(TYPES[name], value) for name, value in facts.items() if value is not None
        }
        for rule in lawbook.rules():
            when = evaluate(rule.when.tree, scope)
            if rule.code not in ("OVER", "LESS", "R-2", "R-3"):
                assert traced.outcome(rule.code) is _outcome(when, rule.when.text, scope)
                if traced.outcome(rule.code) is Outcome.CANNOT_BE_TOLD:
                    assert set(traced.missing(rule.code)) == (when.missing if isinstance(when, Unknown) else set())
                assert traced.explained(rule.code) == explain(rule.when.tree, rule.when.text, scope)
        less, rule = traced.explained("LESS"), lawbook.rulesets[0].rules[-1]
        reasons = [explain(each.tree, each.text, scope) for each in rule.unless]
        assert [part.parts[0] for part in less.parts[1:]] == reasons


def _outcome(when: Value, text: str, scope: Any) -> Outcome:
    """A rule waits while its condition does, unless no missing fact can make it true any more."""
    if isinstance(when, Unknown):
        return Outcome.CANNOT_BE_TOLD if _may_be_true(parse(text), scope) else Outcome.DOES_NOT_HOLD
    return Outcome.HOLDS if when is True else Outcome.DOES_NOT_HOLD


def _may_be_true(node: Any, scope: Any, *, truth: bool = True) -> bool:
    """Whether a part can still come out so; parts are taken for independent."""
    kind = type(node).__name__
    if kind == "Not":
        return _may_be_true(node.operand, scope, truth=not truth)
    if kind in ("And", "Or"):
        every = all if (kind == "And") is truth else any
        return every(_may_be_true(part, scope, truth=truth) for part in node.parts)
    value = evaluate(node, scope)
    return isinstance(value, Unknown) or value is truth


def test_a_rule_of_very_many_alternatives_is_told_from_its_formulas() -> None:
    pairs = " and ".join(f"(money > {n} or number > {n})" for n in range(8))
    one = ready(law(pairs, "yes"))
    assert MOST < 2**8
    assert one.outcomes({"money": 10_000, "number": Decimal(0), "yes": True}) == (Outcome.HOLDS, Outcome.HOLDS)
    assert one.outcomes({"money": 10_000}) == (Outcome.HOLDS, Outcome.CANNOT_BE_TOLD)
    assert one.outcomes({"money": 600, "number": Decimal(6), "yes": False}) == (
        Outcome.DOES_NOT_HOLD,
        Outcome.DOES_NOT_HOLD,
    )
    assert one.noted({"money": 600})[0].missing == ("number",)


def test_notes_of_like_cases_are_shared_and_name_what_is_missing_in_the_order_of_the_law() -> None:
    one = ready(law('text = "x" and money > limit and yes', "money > 5"))
    first, second = (one.noted({"number": Decimal(number)}) for number in (1, 2))
    assert first[0].missing == ("money", "text", "yes")
    assert all(here is there for here, there in zip(first, second, strict=True))
    assert [note.missing for note in one.noted({"text": "x", "yes": True})] == [("money",), ("money",)]


def test_an_evaluator_is_kept_for_all_days_of_the_same_law_and_the_oldest_gives_way() -> None:
    lawbook = law("money > limit")
    plan = lower(lawbook)
    days = (date(2019, 12, 31), date(2020, 1, 1), DAY, date(2029, 12, 31), date(2030, 1, 1))
    before, *now, after = (evaluator(lawbook, plan, on) for on in days)
    assert len({id(one) for one in now}) == 1
    assert len({id(one) for one in (before, now[0], after)}) == 3
    made: list[date] = []
    keeper = Keeper(lambda _law, _plan, on: made.append(on) or (lawbook, plan, on), places=2)  # type: ignore[func-returns-value]
    for on in (*days, date(2019, 1, 1)):
        keeper.take(lawbook, plan, on)
    assert made == [days[0], days[1], days[4], date(2019, 1, 1)]
    assert PLACES < 100


def test_law_that_goes_round_in_a_circle_is_refused() -> None:
    ways = (
        Derivation("size", "open", condition("sum > 5"), *BASIS),
        Derivation("sum", 1000, condition('size = "open"'), *BASIS),
    )
    with pytest.raises(Circular):
        ready(law("yes", ways=ways))
