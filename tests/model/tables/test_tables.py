"""Decision tables: what the derivations establish is what a plain reading of the rows says, for every hit policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neni.core.adapters import feel
from neni.core.model.conditions.values import Unknown, Value
from neni.core.model.decision_tables import DecisionTable, Row
from neni.core.model.facts import Choice, FactKind, FactType, FactValue
from neni.core.model.hit_policies import Aggregation, HitPolicy
from neni.core.model.joining import all_hold, meets
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.lawbooks import assemble
from neni.core.model.law.lowering import lower
from neni.core.model.periods import Period
from neni.core.model.references import Confidence, Place, Reference
from neni.core.model.rules import Condition, Derivation
from neni.core.model.rulesets import Ruleset
from neni.core.model.tables import derivations
from neni.core.model.text import Text
from neni.core.services.judging.concluding import conclude

DAY = date(2026, 3, 2)
WORDS = Text.of("words")
HERE = Place("test.yaml", 1)
LAW = Reference("01/L-001")
IN_FORCE, NOT_YET = Period(date(2020, 1, 1)), Period(date(2027, 1, 1))
CODES = ("large", "middle", "small")
AREA = FactType("area", FactKind.NUMBER, WORDS)
SEASON = FactType("season", FactKind.TEXT, WORDS)
SIZE = FactType("size", FactKind.CHOICE, WORDS, derived=True, choices=tuple(Choice(one, WORDS) for one in CODES))
FEE = FactType("fee", FactKind.NUMBER, WORDS, derived=True)
AREAS, SEASONS = range(-1, 7), ("dry", "wet")

Test = tuple[str, Callable[[int], bool]]
ON_AREA: list[Test] = [
    ("-", lambda _: True),
    ("< 3", lambda n: n < 3),
    (">= 2", lambda n: n >= 2),
    ("[1..4)", lambda n: 1 <= n < 4),
    ("]1..4[", lambda n: 1 < n < 4),
    ("0, 5", lambda n: n in (0, 5)),
    ("not(< 2, > 4)", lambda n: 2 <= n <= 4),
    ("not(3)", lambda n: n != 3),
    ("(2 + 1)", lambda n: n == 3),
]
ON_SEASON = [("-", SEASONS), ('"dry"', ("dry",)), ('not("dry")', ("wet",)), ('"dry", "wet"', SEASONS)]


@dataclass(frozen=True)
class Line:
    """A row as a person reads it."""

    area: Test
    season: tuple[str, tuple[str, ...]]
    size: str
    fee: int
    period: Period = IN_FORCE

    def met(self, area: int, season: str) -> bool:
        return DAY in self.period and self.area[1](area) and season in self.season[1]


def asked(text: str) -> Condition:
    return Condition(text, feel.parse(text))


def cell(text: str) -> Condition:
    return Condition(text, feel.parse(text, tests=True), "test.yaml", ((0, 1),))


def table(lines: Sequence[Line], policy: HitPolicy, aggregation: Aggregation | None = None) -> DecisionTable:
    rows = tuple(
        Row(
            (cell(one.area[0]), cell(one.season[0])),
            (Decimal(one.fee),) if aggregation else (one.size,),
            LAW,
            Confidence.VERIFIED,
            one.period,
            Place("test.yaml", number),
        )
        for number, one in enumerate(lines, 1)
    )
    inputs = (asked("area"), asked("season"))
    return DecisionTable("t", policy, inputs, ("fee" if aggregation else "size",), rows, LAW, HERE, None, aggregation)


def established(one: DecisionTable, facts: Mapping[str, FactValue]) -> Value:
    """What the table says of the facts."""
    types = (AREA, SEASON, SIZE, FEE)
    found = derivations(one, {fact.name: fact for fact in types})
    book = assemble("t.t", [Ruleset("t.t", ("t.t",), WORDS, LAW, types, (), found, (), "", HERE)])
    return conclude(book, lower(book), Fixpoint(), facts, DAY).scope.get(one.outputs[0])


def reading(lines: Sequence[Line], policy: HitPolicy, how: Aggregation | None, area: int, season: str) -> Value:
    """What the DMN standard says of known facts."""
    hits = [one for one in lines if one.met(area, season)]
    if how is not None:
        in_force = any(DAY in one.period for one in lines)  # before its law there is no count either
        return _gathered(how, [Decimal(one.fee) for one in hits]) if in_force else None
    sizes = [one.size for one in hits]
    if policy is HitPolicy.FIRST:
        return sizes[0] if sizes else None
    if policy is HitPolicy.PRIORITY:
        return min(sizes, key=CODES.index, default=None)
    return Unknown(frozenset({"size"})) if len(set(sizes)) > 1 else sizes[0] if sizes else None


def _gathered(how: Aggregation, fees: list[Decimal]) -> Value:
    if how is Aggregation.COUNT:
        return Decimal(len(fees))
    function: Callable[[list[Decimal]], Decimal | int] = {"sum": sum, "min": min, "max": max}[how.value]
    return Decimal(function(fees)) if fees else None


lines = st.lists(
    st.builds(
        Line,
        st.sampled_from(ON_AREA),
        st.sampled_from(ON_SEASON),
        st.sampled_from(CODES),
        st.integers(-3, 3),
        st.sampled_from([IN_FORCE, IN_FORCE, IN_FORCE, NOT_YET, Period(None, date(2025, 12, 31))]),
    ),
    min_size=1,
    max_size=5,
)
COLLECTED = [(HitPolicy.COLLECT, one) for one in Aggregation]
policies = st.sampled_from([*((one, None) for one in HitPolicy if one is not HitPolicy.COLLECT), *COLLECTED])


@settings(max_examples=120)
@given(lines, policies, st.sampled_from(AREAS), st.sampled_from(SEASONS))
def test_with_every_fact_known_the_rows_say_what_the_standard_says(
    rows: list[Line], policy: tuple[HitPolicy, Aggregation | None], area: int, season: str
) -> None:
    found = established(table(rows, *policy), {"area": Decimal(area), "season": season})
    assert found == reading(rows, *policy, area, season)


def completions(known: Mapping[str, FactValue]) -> Iterator[tuple[int, str]]:
    areas = [int(str(known["area"]))] if "area" in known else list(AREAS)
    yield from product(areas, [str(known["season"])] if "season" in known else SEASONS)


@settings(max_examples=120)
@given(lines, policies, st.fixed_dictionaries({}, optional={"area": st.sampled_from([*map(Decimal, AREAS)])}))
def test_what_is_told_while_a_fact_is_missing_stays_when_it_is_stated(
    rows: list[Line], policy: tuple[HitPolicy, Aggregation | None], known: dict[str, FactValue]
) -> None:
    """No row that cannot be told yet loses to another. Rows of a unique table, or one of any, that differ and are met
    together contradict each other, and then the fact cannot be told either."""
    found = established(table(rows, *policy), known)
    if not isinstance(found, Unknown):
        later = [reading(rows, *policy, area, season) for area, season in completions(known)]
        assert all(one == found or isinstance(one, Unknown) for one in later)


def test_a_row_that_cannot_be_told_does_not_lose_to_a_later_one() -> None:
    rows = [
        Line(ON_AREA[0], ON_SEASON[1], "large", 1),
        Line(ON_AREA[1], ON_SEASON[0], "small", 1),
    ]
    first = table(rows, HitPolicy.FIRST)
    assert established(first, {"area": Decimal(1)}) == Unknown(frozenset({"season"}))
    assert established(first, {"area": Decimal(1), "season": "wet"}) == "small"


def test_rows_that_say_the_same_need_not_all_be_told() -> None:
    rows = [Line(ON_AREA[0], ON_SEASON[1], "small", 1), Line(ON_AREA[1], ON_SEASON[0], "small", 1)]
    assert established(table(rows, HitPolicy.FIRST), {"area": Decimal(1)}) == "small"


OPEN = ON_SEASON[1]
"""Cannot be told while the season is missing."""


@pytest.mark.parametrize("policy", [HitPolicy.UNIQUE, HitPolicy.ANY])
def test_a_row_that_is_met_waits_for_those_that_could_contradict_it_and_for_no_others(policy: HitPolicy) -> None:
    met, same, differing = (
        Line(ON_AREA[0], ON_SEASON[0], "small", 1),
        Line(ON_AREA[0], OPEN, "small", 1),
        Line(ON_AREA[1], OPEN, "large", 1),
    )
    waiting = Unknown(frozenset({"season"}))
    assert established(table([met, same], policy), {"area": Decimal(1)}) == "small"
    assert established(table([met, same, differing], policy), {"area": Decimal(1)}) == waiting
    assert established(table([met, same, differing], policy), {"area": Decimal(5)}) == "small"
    clash = Unknown(frozenset({"size"}))
    assert established(table([met, differing], policy), {"area": Decimal(1), "season": "dry"}) == clash
    assert established(table([met, differing], policy), {"area": Decimal(1), "season": "wet"}) == "small"


@pytest.mark.parametrize(
    ("how", "told"), [(Aggregation.MIN, Decimal(1)), (Aggregation.MAX, None), (Aggregation.COUNT, None)]
)
def test_a_row_that_cannot_be_told_leaves_open_only_what_it_could_change(
    how: Aggregation, told: Decimal | None
) -> None:
    rows = [Line(ON_AREA[0], ON_SEASON[0], "small", 1), Line(ON_AREA[0], OPEN, "small", 3)]
    expected = told if told is not None else Unknown(frozenset({"season"}))
    assert established(table(rows, HitPolicy.COLLECT, how), {"area": Decimal(1)}) == expected


def test_a_row_that_adds_nothing_keeps_no_sum_open_that_another_has_begun() -> None:
    met, idle = Line(ON_AREA[1], ON_SEASON[0], "small", 2), Line(ON_AREA[0], OPEN, "small", 0)
    summed = table([met, idle], HitPolicy.COLLECT, Aggregation.SUM)
    assert established(summed, {"area": Decimal(1)}) == 2
    assert established(summed, {"area": Decimal(5)}) == Unknown(frozenset({"season"}))
    assert established(summed, {"area": Decimal(5), "season": "dry"}) == 0
    assert established(summed, {"area": Decimal(5), "season": "wet"}) is None


@pytest.mark.parametrize(("policy", "how"), [*((one, None) for one in list(HitPolicy)[:4]), *COLLECTED])
def test_the_default_counts_once_no_row_is_met_for_certain(policy: HitPolicy, how: Aggregation | None) -> None:
    rows = [Line(ON_AREA[1], OPEN, "small", 2)]
    default: FactValue = "middle" if how is None else Decimal(7)
    one = replace(table(rows, policy, how), defaults=(default,))
    assert established(one, {"area": Decimal(5)}) == default
    assert established(one, {"area": Decimal(1), "season": "wet"}) == default
    assert established(one, {"area": Decimal(1)}) == Unknown(frozenset({"season"}))
    assert established(one, {"area": Decimal(1), "season": "dry"}) != default
    same = replace(one, defaults=("small" if how is None else Decimal(2),))
    if how in (None, Aggregation.MIN, Aggregation.MAX):
        assert established(same, {"area": Decimal(1)}) == same.defaults[0]


def test_nothing_met_is_known_to_be_nothing_and_counts_zero() -> None:
    rows = [Line(ON_AREA[1], ON_SEASON[0], "small", 1)]
    facts: dict[str, FactValue] = {"area": Decimal(6), "season": "dry"}
    assert established(table(rows, HitPolicy.UNIQUE), facts) is None
    assert established(table(rows, HitPolicy.COLLECT, Aggregation.SUM), facts) is None
    assert established(table(rows, HitPolicy.COLLECT, Aggregation.COUNT), facts) == 0


def test_an_input_known_to_be_nothing_meets_no_test_and_the_next_row_is_looked_at() -> None:
    rows = [Line(ON_AREA[1], ON_SEASON[0], "small", 1), Line(ON_AREA[0], ON_SEASON[0], "large", 1)]
    nothing = replace(table(rows, HitPolicy.FIRST), inputs=(asked("null"), asked("season")))
    assert established(nothing, {"season": "dry"}) == "large"


def test_a_row_out_of_force_stops_nobody() -> None:
    rows = [
        Line(ON_AREA[0], ON_SEASON[0], "large", 1, NOT_YET),
        Line(ON_AREA[0], ON_SEASON[0], "small", 1),
    ]
    assert established(table(rows, HitPolicy.FIRST), {}) == "small"


def test_a_collected_value_is_as_sure_as_its_weakest_row() -> None:
    one = table([Line(ON_AREA[0], ON_SEASON[0], "large", 1)] * 2, HitPolicy.COLLECT, Aggregation.SUM)
    weak = replace(one.rows[1], confidence=Confidence.MEMORY)
    (derivation,) = derivations(replace(one, rows=(one.rows[0], weak)), {"fee": FEE})
    assert isinstance(derivation, Derivation)
    assert derivation.confidence is Confidence.MEMORY


@pytest.mark.parametrize("question", ["area", "area + 1", "area // how large\n"])
@pytest.mark.parametrize("text", [text for text, _ in ON_AREA if text != "-"] + ['"(", ")"', "not(\n 3,\n 4)"])
def test_a_joined_condition_is_the_one_the_parser_reads(question: str, text: str) -> None:
    one = meets(asked(question), cell(text))
    assert one is not None
    both = all_hold([one, one])
    assert both is not None
    assert feel.parse(one.text) == one.tree
    assert feel.parse(both.text) == both.tree
