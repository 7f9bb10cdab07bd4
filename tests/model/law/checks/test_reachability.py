"""Rules that can never speak are found; of those that can, none is called dead."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neni.core.adapters import feel
from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.values import Value
from neni.core.model.law.checks import reachability
from neni.core.model.law.checks.reading import Reading
from neni.core.model.law.checks.speaking import MOST_DAYS, can_ever
from neni.core.model.periods import Period
from neni.core.model.rules import Condition
from tests.model.law.checks.law import HEAD, WORDS, lawbook, reading, rule, told, words


def found(rules: str, head: str = HEAD) -> list[tuple[str, str]]:
    """Errors only: that nothing makes a size unknown is another matter."""
    law = reading(rules, head)
    every = reachability.check(law, law.lawbook.rulesets)
    return [one for one in told(every) if one[0] != "choice-never-derived"]


@pytest.mark.parametrize(
    "when",
    [
        "area > 5 and area < 3",
        "area > 5 and 3 > area",
        "area < 0",
        "area < least and area > 20",
        "price > 1.00 and price < 1.01",
        'day > date("2024-01-01") and day < date("2024-01-02")',
        "day > until and until > day",
        "day = until and day != until",
        "area + trees > 5 and not(area + trees > 4)",
        "count([area, trees]) = 3 and false",
        'season = "dry" and season = "wet"',
        'season != "dry" and season != "wet"',
        'season in ["dry"] and not(season = "dry")',
        'name = "a" and name in ["b", "c"]',
        "urgent and not(urgent)",
        "urgent and urgent = false",
        "area between 5 and 3",
        "area in [1..2) and area in (2..3]",
        'size = "none_known"',
        'size = "large" and area < 5',
        'size = "small" and area >= 10',
        "size = null",  # every area is one or the other
        "fee > 20",
        "fee = 10 and urgent = false",
        "least > 10",
        "(area > 5 or trees > 1) and not(area > 5) and not(trees > 1)",
    ],
)
def test_a_condition_that_nothing_meets_is_an_error(when: str) -> None:
    assert found(rule("P-1", when.replace("'", "''"))) == [("unreachable-rule", "P-1")]


@pytest.mark.parametrize(
    "when",
    [
        "area > 5 and area < 6",
        "trees < 0",
        "price > 1.00 and price < 1.02",
        "day > until or until > day",
        "area > trees and trees > 100",
        "area > 5 and trees < area",
        'name > "a" and name < "b"',
        'name != "a" and name != "b"',
        'size = "large" and area < 10',
        "fee = null",
        "fee in [10, 20] and urgent",
        "not(urgent)",
        "area / trees > 5 and area / trees < 6",
        "some n in [1, 2, 3] satisfies n > area",
        "if urgent then false else true",
        "string length(name) > 3",
    ],
)
def test_a_condition_that_something_meets_is_left_alone(when: str) -> None:
    assert found(rule("P-1", when)) == []


def test_the_parts_that_exclude_each_other_are_named() -> None:
    law = reading(rule("P-1", 'area > 5 and season = "wet" and area < 3'))
    message = words(one for one in reachability.check(law, law.lawbook.rulesets) if one.about == "P-1")
    assert message == "P-1 can never be met: “area > 5” and “area < 3” exclude each other."


def test_an_exception_that_always_counts_silences_a_rule() -> None:
    assert found(rule("P-1", "area > 5", "unless: area > 3")) == [("unreachable-rule", "P-1")]
    assert found(rule("P-1", "area > 5", "unless: area > 6")) == []


def test_an_exception_that_has_no_result_silences_nothing() -> None:
    assert found(rule("P-1", "urgent", "unless: fee > 3 or fee <= 3")) == [("unreachable-rule", "P-1")]
    assert found(rule("P-1", "urgent = false", "unless: fee > 3 or fee <= 3")) == []


def test_a_rule_that_is_overridden_whenever_it_is_met_never_speaks() -> None:
    wider = rule("P-2", "area > 5", "overrides: P-1")
    assert found(rule("P-1", "area > 7") + wider) == [("always-overridden", "P-1")]
    assert found(rule("P-1", "area > 3") + wider) == []


def test_a_rule_speaks_where_what_overrides_it_is_overridden_itself() -> None:
    law = rule("P-1", "area > 7") + rule("P-2", "area > 5", "overrides: P-1")
    assert found(law + rule("P-3", "area > 6 and urgent", "overrides: P-2")) == []


def test_a_rule_speaks_before_what_overrides_it_is_in_force() -> None:
    assert found(rule("P-1", "area > 7") + rule("P-2", "area > 5", "overrides: P-1", since="2021-01-01")) == []


def test_rules_never_in_force_together_cannot_override_each_other() -> None:
    ended = rule("P-1", "area > 7", since="2020-01-01, to: 2020-12-31")
    assert found(ended + rule("P-2", "area > 5", "overrides: P-1", since="2021-01-01")) == [
        ("override-never-meets", "P-2")
    ]


def test_what_is_impossible_by_one_value_of_the_law_may_be_possible_by_another() -> None:
    assert found(rule("P-1", "area < least and area > 7")) == []
    assert found(rule("P-1", "area < least and area > 7", since="2024-01-01")) == [("unreachable-rule", "P-1")]


def test_a_derivation_nothing_meets_is_an_error_and_its_value_is_none() -> None:
    more = """
  - fee: 3
    when: area < 0
    reference: {article: 4}
    in_force: {from: 2020-01-01}
    confidence: verified
"""
    assert found(rule("P-1", "fee = 3"), HEAD + more) == [
        ("unreachable-rule", "P-1"),
        ("unreachable-derivation", "fee"),
    ]


def test_a_choice_no_derivation_gives_is_a_remark() -> None:
    law = reading(rule("P-1", "area > 5"))
    assert told(reachability.check(law, law.lawbook.rulesets)) == [("choice-never-derived", "size")]


def test_tables_are_derivations_too() -> None:
    table = """
tables:
  - table: fees
    hit: first
    inputs: [area]
    outputs: fine
    reference: {article: 5}
    in_force: {from: 2020-01-01}
    confidence: verified
    rows:
      - {when: '< 5', then: 1}
      - {when: '-', then: 2}
"""
    head = HEAD.replace("derive:", f"  fine: {{type: number, derived: true, label: {WORDS}}}\nderive:") + table
    assert found(rule("P-1", "fine = 1 and area >= 5"), head) == [("unreachable-rule", "P-1")]
    assert found(rule("P-1", "fine = 2 and area >= 5"), head) == []
    assert found(rule("P-1", "fine = 3"), head) == [("unreachable-rule", "P-1")]


def test_law_that_changes_very_often_is_taken_to_be_able_to_speak() -> None:
    days = [date(2020, 1, 2) + timedelta(days=n) for n in range(MOST_DAYS)]
    values = "\n".join(f"      {day}: {{value: 1, reference: {{article: 2}}, confidence: verified}}" for day in days)
    head = HEAD.replace("      2024-01-01:", f"{values}\n      2024-01-01:")
    assert found(rule("P-1", "area < least and area > 20"), head) == []


ATOMS = (
    "area < 2", "area >= 1", "area = 1", "trees > 1", "trees <= 2", "area > trees", "trees >= area", "urgent",
    'season = "dry"', 'season != "dry"', 'size = "large"', 'size = "small"', "size = null",
    "fee > 15", "area in [1..2]",
    "trees in (1, > 2)", "area + trees > 3", "least > 7", "day < until", "day = until",
)  # fmt: skip
CONDITIONS = st.recursive(
    st.sampled_from(ATOMS),
    lambda below: (
        st.builds(
            lambda parts, word: f"({f' {word} '.join(parts)})",
            st.lists(below, min_size=2, max_size=3),
            st.sampled_from(["and", "or"]),
        )
        | below.map(lambda one: f"not({one})")
    ),
    max_leaves=6,
)
NUMBERS = [Decimal(one) for one in ("0", "0.5", "1", "1.5", "2", "2.5", "3")]
DAYS = [date(2024, 1, 1), date(2024, 1, 2)]
LAW = lawbook(rule("P-1", "area > 5"), HEAD.replace("value: 10", "value: 2").replace("value: 5", "value: 1"))


def _worlds() -> list[dict[str, Value]]:
    """Cases with everything that follows from them by the law of 2020."""
    made = []
    for area, trees, urgent, season, (day, until) in product(
        NUMBERS, NUMBERS, (True, False), ("dry", "wet"), ((DAYS[0], DAYS[1]), (DAYS[0], DAYS[0]), (DAYS[1], DAYS[0]))
    ):
        stated: dict[str, Value] = {"area": area, "trees": trees, "urgent": urgent, "season": season, "day": day}
        derived: dict[str, Any] = {"size": "large" if area >= 2 else "small", "fee": Decimal(4) if urgent else None}
        made.append({**stated, **derived, "until": until, "least": Decimal(2)})
    return made


WORLDS = _worlds()
READING = Reading(LAW)
OF_2020 = Period(date(2020, 1, 1), date(2020, 12, 31))


def _condition(text: str) -> Condition:
    return Condition(text, feel.parse(text))


@settings(max_examples=150)
@given(CONDITIONS, st.none() | CONDITIONS)
def test_what_is_called_impossible_happens_in_no_case(when: str, unless: str | None) -> None:
    one, other = _condition(when), _condition(unless) if unless else None
    (base,) = LAW.rules()
    statement = type(base)(**{**_fields(base), "when": one, "unless": (other,) if other else ()})
    possible = can_ever(READING, (statement,), OF_2020, lambda day: day.body(statement))
    happens = any(
        evaluate(one.tree, world) is True and not (other and evaluate(other.tree, world) is True) for world in WORLDS
    )
    assert possible or not happens


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


SIMPLE = st.recursive(
    st.sampled_from([one for one in ATOMS if "trees" not in one and "day" not in one]),
    lambda below: (
        st.builds(
            lambda parts, word: f"({f' {word} '.join(parts)})",
            st.lists(below, min_size=2, max_size=3),
            st.sampled_from(["and", "or"]),
        )
        | below.map(lambda one: f"not({one})")
    ),
    max_leaves=6,
)


@settings(max_examples=150)
@given(SIMPLE)
def test_where_every_fact_is_compared_with_the_law_alone_possible_means_that_it_happens(when: str) -> None:
    one = _condition(when)
    (base,) = LAW.rules()
    statement = type(base)(**{**_fields(base), "when": one})
    possible = can_ever(READING, (statement,), OF_2020, lambda day: day.body(statement))
    assert possible == any(evaluate(one.tree, world) is True for world in WORLDS)


TABLE = """
tables:
  - table: fees
    hit: {hit}
    inputs: [area]
    outputs: fine
    {default}
    reference: {{article: 5}}
    in_force: {{from: 2020-01-01}}
    confidence: verified
    rows:
      - {{when: '< 5', then: 1}}
      - {{when: '[5..8]', then: 2}}
"""


def _table(hit: str, default: str) -> str:
    fine = f"  fine: {{type: number, derived: true, label: {WORDS}}}\nderive:"
    return HEAD.replace("derive:", fine) + TABLE.format(hit=hit, default=default)


@pytest.mark.parametrize("hit", ["unique", "first", "any"])
@pytest.mark.parametrize(
    ("default", "when", "reached"),
    [
        ("default: 3", "fine = 3", True),
        ("default: 3", "fine = 3 and area > 8", True),
        ("default: 3", "fine = 3 and area < 8", False),
        ("default: 3", "fine = null", False),
        ("default: 3", "fine = 4", False),
        ("", "fine = null", True),
        ("", "fine = null and area < 8", False),
        ("", "fine = 2 and area = 8", True),
    ],
)
def test_the_default_of_a_table_is_what_no_row_gives(hit: str, default: str, when: str, *, reached: bool) -> None:
    assert (found(rule("P-1", when), _table(hit, default)) == []) == reached


def test_a_default_that_is_never_needed_is_no_mistake() -> None:
    head = _table("first", "default: 3").replace("'[5..8]'", "'>= 5'")
    assert found(rule("P-1", "fine = 1"), head) == []
