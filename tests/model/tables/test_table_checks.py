"""What is found in decision tables by looking at them: exactly what trying every value finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neni.core.adapters import feel
from neni.core.model.decision_tables import DecisionTable, Row
from neni.core.model.facts import Choice, FactKind, FactType
from neni.core.model.hit_policies import Aggregation, HitPolicy
from neni.core.model.law.lawbooks import assemble, check
from neni.core.model.periods import Period
from neni.core.model.references import Confidence, Place, Reference
from neni.core.model.rules import Condition, DatedValue, Parameter
from neni.core.model.rulesets import Lawbook, Ruleset
from neni.core.model.tables import derivations
from neni.core.model.tables.table_checks import contradictions, remarks
from neni.core.model.text import Text

WORDS = Text.of("words")
HERE = Place("test.yaml", 1)
LAW = Reference("01/L-001")
START = date(2020, 1, 1)
CODES = ("large", "middle", "small")
FACTS = (
    FactType("area", FactKind.NUMBER, WORDS, minimum=Decimal(-1)),
    FactType("season", FactKind.CHOICE, WORDS, choices=(Choice("dry", WORDS), Choice("wet", WORDS))),
    FactType("price", FactKind.MONEY, WORDS),
    FactType("day", FactKind.DATE, WORDS),
    FactType("gate", FactKind.TEXT, WORDS),
    FactType("open", FactKind.YES_NO, WORDS),
    FactType("limit", FactKind.NUMBER, WORDS, derived=True),
    FactType("size", FactKind.CHOICE, WORDS, derived=True, choices=tuple(Choice(one, WORDS) for one in CODES)),
    FactType("fee", FactKind.NUMBER, WORDS, derived=True),
)
TYPES = {one.name: one for one in FACTS}
VALUES = (
    DatedValue(START, Decimal(10), LAW, Confidence.VERIFIED),
    DatedValue(date(2024, 1, 1), Decimal(5), LAW, Confidence.VERIFIED),
)
LEAST = Parameter(FactType("least", FactKind.NUMBER, WORDS), VALUES)


def cell(text: str) -> Condition:
    return Condition(text, feel.parse(text, tests=True), "test.yaml", ((0, 1),))


def table(
    policy: HitPolicy, inputs: Sequence[str], *rows: tuple[str, ...], periods: Sequence[Period] = ()
) -> DecisionTable:
    """Rows as people write them: the tests, then the output."""
    return DecisionTable(
        "sizes",
        policy,
        tuple(Condition(one, feel.parse(one)) for one in inputs),
        ("fee" if policy is HitPolicy.COLLECT else "size",),
        tuple(
            Row(
                tuple(cell(one) for one in tests),
                (Decimal(output) if policy is HitPolicy.COLLECT else output,),
                LAW,
                Confidence.VERIFIED,
                periods[number] if periods else Period(START),
                Place("test.yaml", number + 1),
            )
            for number, (*tests, output) in enumerate(rows)
        ),
        LAW,
        HERE,
        None,
        Aggregation.SUM if policy is HitPolicy.COLLECT else None,
    )


def book(one: DecisionTable) -> Lawbook:
    found = derivations(one, TYPES)
    return assemble("t.t", [Ruleset("t.t", ("t.t",), WORDS, LAW, FACTS, (LEAST,), found, (), "", HERE, tables=(one,))])


def told(one: DecisionTable) -> list[str]:
    return [problem.message.en for problem in (*contradictions(book(one)), *remarks(book(one)))]


# Trying every value, as one would by hand.

Test = tuple[str, Callable[[Decimal], bool]]
ON_AREA: list[Test] = [
    ("-", lambda _: True),
    ("< 3", lambda n: n < 3),
    (">= 2", lambda n: n >= 2),
    ("[1..4)", lambda n: 1 <= n < 4),
    ("]1..4[", lambda n: 1 < n < 4),
    ("0, 5", lambda n: n in (0, 5)),
    ("not(< 2, > 4)", lambda n: 2 <= n <= 4),
    ("not(3)", lambda n: n != 3),
    ("[4..1]", lambda n: False),
]
ON_SEASON = [("-", ("dry", "wet")), ('"dry"', ("dry",)), ('not("dry")', ("wet",)), ('"dry", "wet"', ("dry", "wet"))]
TRIED = [Decimal(n) / 2 for n in range(-2, 16)]
Line = tuple[Test, tuple[str, tuple[str, ...]], str]
lines: st.SearchStrategy[list[Line]] = st.lists(
    st.tuples(st.sampled_from(ON_AREA), st.sampled_from(ON_SEASON), st.sampled_from(CODES)), min_size=1, max_size=5
)


def hits(rows: Sequence[Line]) -> Iterator[list[int]]:
    """For every case the numbers of the rows it meets."""
    for area, season in product(TRIED, ("dry", "wet")):
        yield [n for n, (on_area, on_season, _) in enumerate(rows) if on_area[1](area) and season in on_season[1]]


def written(policy: HitPolicy, rows: Sequence[Line]) -> DecisionTable:
    return table(policy, ("area", "season"), *((area[0], season[0], size) for area, season, size in rows))


@settings(max_examples=100)
@given(lines, st.sampled_from([one for one in HitPolicy if one is not HitPolicy.COLLECT]))
def test_overlaps_gaps_and_rows_never_reached_are_those_that_every_value_shows(
    rows: list[Line], policy: HitPolicy
) -> None:
    cases = list(hits(rows))
    found = told(written(policy, rows))
    assert any("has no row for" in one for one in found) == ([] in cases)
    pairs = {pair for case in cases for pair in combinations(case, 2)}
    if policy is HitPolicy.ANY:
        pairs = {(a, b) for a, b in pairs if rows[a][2] != rows[b][2]}
    overlapping = {one.partition(" are met")[0] for one in found if "met together" in one}
    wanted = pairs if policy in (HitPolicy.UNIQUE, HitPolicy.ANY) else set()
    assert overlapping == {f"Rows {a + 1} and {b + 1}" for a, b in wanted}
    unreached = {int(one.split()[1]) - 1 for one in found if "never reached" in one}
    assert unreached == set(range(len(rows))) - {n for case in cases for n in counting(case, rows, policy)}


def counting(case: list[int], rows: Sequence[Line], policy: HitPolicy) -> list[int]:
    """The rows that count among those met."""
    if policy is HitPolicy.PRIORITY:
        return sorted(case, key=lambda n: CODES.index(rows[n][2]))[:1]
    return case[:1] if policy is HitPolicy.FIRST else case


def test_rows_of_a_unique_table_that_overlap_are_a_mistake_with_an_example() -> None:
    one = table(HitPolicy.UNIQUE, ["area"], ("< 10", "small"), ("[9..20]", "middle"), ("> 20", "large"))
    (problem,) = contradictions(book(one))
    assert str(problem.where) == "test.yaml:2"
    assert "Rows 1 and 2 are met together (area = 9)" in problem.message.en
    assert problem in check(book(one))


def test_overlaps_that_a_derived_fact_may_make_impossible_are_a_remark() -> None:
    one = table(HitPolicy.UNIQUE, ["area", "limit"], ("< 10", "-", "small"), ("-", "> 5", "large"))
    assert contradictions(book(one)) == ()
    assert any("met together" in sentence for sentence in told(one))


@pytest.mark.parametrize(
    ("asked", "first", "second", "example"),
    [
        ("area", "< 3", "> 3", "area = 3"),
        ("price", "<= 9.99", ">= 10.01", "price = 10"),
        ("day", '< date("2026-03-01")', '> date("2026-03-01")', "day = 2026-03-01"),
        ("season", '"dry"', '"dry"', "season = “wet”"),
        ("gate", '"north"', '"south"', "gate = “northsouth…”"),
        ("open", "true", "true", "open = false"),
        ("area * 2", "< 3", "> 3", "area * 2 = 3"),
        ("area", "< least", "> 10", "area = 10"),
    ],
)
def test_a_gap_is_told_with_an_example(asked: str, first: str, second: str, example: str) -> None:
    (sentence,) = told(table(HitPolicy.ANY, [asked], (first, "small"), (second, "small")))
    assert sentence.startswith(f"The table “sizes” has no row for: {example}.")


@pytest.mark.parametrize(
    ("asked", "first", "second"),
    [
        ("price", "<= 9.99", ">= 10"),  # nothing lies between two cents
        ("day", '< date("2026-03-01")', '>= date("2026-03-01")'),
        ("area", "[-1..5]", "> 5"),  # below its minimum the fact cannot be
        ("area", "< least", ">= least"),
        ("area", "< limit", ">= limit"),  # limits that are derived are not known beforehand, and nothing is claimed
        ("gate", '< "m"', '> "m"'),
        ("open", "true", "false"),
    ],
)
def test_where_there_is_none_no_gap_is_told(asked: str, first: str, second: str) -> None:
    assert told(table(HitPolicy.UNIQUE, [asked], (first, "small"), (second, "large"))) == []


def test_the_law_of_every_day_is_looked_at() -> None:
    """From 2024 the least area is 5, and rows that did not meet before meet."""
    one = table(HitPolicy.UNIQUE, ["area"], ("< 7", "small"), (">= least", "large"))
    assert any("Rows 1 and 2 are met together (area = 5)" in sentence for sentence in told(one))
    ended = [Period(START, date(2023, 12, 31)), Period(date(2024, 1, 1))]
    apart = table(HitPolicy.UNIQUE, ["area"], ("-", "small"), ("-", "large"), periods=ended)
    assert told(apart) == []


def test_collecting_tables_may_leave_gaps() -> None:
    assert told(table(HitPolicy.COLLECT, ["area"], ("< 3", "2"), ("< 2", "1"))) == []


@pytest.mark.slow
def test_a_table_too_intricate_is_said_to_be() -> None:
    rows = [(*(f"[{n}..{n + k}]" for k in range(5, 11)), "small") for n in range(60)]
    found = told(table(HitPolicy.ANY, [f"area + {n}" for n in range(6)], *rows))
    assert any("too intricate" in one for one in found)
