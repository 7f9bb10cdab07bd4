"""Lowering: chained tokens say exactly what a plain reading of the conditions says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neni.core.adapters import feel
from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.tree import And, Node, Not, Or
from neni.core.model.conditions.values import Unknown, Value
from neni.core.model.facts import FactKind, FactType, FactValue
from neni.core.model.findings import Outcome
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.lawbooks import assemble
from neni.core.model.law.lowering import lower
from neni.core.model.periods import Period
from neni.core.model.references import Confidence, Place, Reference
from neni.core.model.rules import Condition, Derivation, Rule, Severity
from neni.core.model.rulesets import Lawbook, Ruleset
from neni.core.model.text import Text
from neni.core.services.judging.concluding import Conclusions, conclude

DAY = date(2026, 3, 2)
WORDS = Text.of("words")
HERE = Place("test.yaml", 1)
REFERENCE = Reference("01/L-001")
YES_NO = ("a", "b", "c")
DERIVED = ("d1", "d2", "d3")
IN_FORCE, NOT_YET = Period(date(2020, 1, 1)), Period(date(2027, 1, 1))


def condition(text: str) -> Condition:
    return Condition(text, feel.parse(text))


def rule(
    code: str, when: str, unless: tuple[str, ...] = (), overrides: tuple[str, ...] = (), period: Period = IN_FORCE
) -> Rule:
    return Rule(
        code,
        WORDS,
        condition(when),
        WORDS,
        Severity.NOTE,
        REFERENCE,
        Confidence.VERIFIED,
        period,
        HERE,
        unless=tuple(condition(one) for one in unless),
        overrides=overrides,
    )


def derivation(fact: str, value: FactValue | Condition, when: str | None, period: Period = IN_FORCE) -> Derivation:
    return Derivation(fact, value, condition(when) if when else None, REFERENCE, Confidence.VERIFIED, period, HERE)


def lawbook(rules: list[Rule], derivations: list[Derivation] = []) -> Lawbook:  # noqa: B006 - never changed
    facts = [FactType(name, FactKind.YES_NO, WORDS) for name in YES_NO]
    facts += [FactType(name, FactKind.YES_NO, WORDS, derived=True) for name in DERIVED]
    facts += [FactType("x", FactKind.NUMBER, WORDS)]
    ruleset = Ruleset("t.t", ("t.t",), WORDS, REFERENCE, tuple(facts), (), tuple(derivations), tuple(rules), "", HERE)
    return assemble("t.t", [ruleset])


def concluded(law: Lawbook, facts: Mapping[str, FactValue]) -> tuple[Conclusions, dict[str, Outcome]]:
    plan = lower(law)
    known = conclude(law, plan, Fixpoint(), facts, DAY)
    return known, {code: known.outcome(statement) for code, statement in plan.rules.items()}


# A plain reading: which of true, false and null a condition can still turn out to be.

ALL = frozenset({True, False, None})


def possible(node: Node, scope: Mapping[str, Value]) -> frozenset[bool | None]:
    match node:
        case Not():
            return frozenset(None if one is None else not one for one in possible(node.operand, scope))
        case And() | Or():
            ways = product(*(possible(part, scope) for part in node.parts))
            return frozenset(joined(way, decisive=isinstance(node, Or)) for way in ways)
    value = evaluate(node, scope)
    if isinstance(value, Unknown):
        return ALL
    return frozenset({value if isinstance(value, bool) else None})


def joined(way: tuple[bool | None, ...], *, decisive: bool) -> bool | None:
    if decisive in way:
        return decisive
    return None if None in way else not decisive


def outcome_of(values: frozenset[bool | None]) -> Outcome:
    if True not in values:
        return Outcome.DOES_NOT_HOLD
    return Outcome.HOLDS if values == {True} else Outcome.CANNOT_BE_TOLD


atoms = st.sampled_from([*YES_NO, "x > 3", "x = null", "x > null", "a = b", "x in [1..5]"])
conditions = st.recursive(
    atoms,
    lambda below: st.one_of(
        below.map("not({})".format),
        st.tuples(below, st.sampled_from(["and", "or"]), below).map(
            lambda parts: f"({parts[0]}) {parts[1]} ({parts[2]})"
        ),
        st.lists(below, min_size=3, max_size=4).map(lambda parts: " and ".join(f"({part})" for part in parts)),
    ),
    max_leaves=8,
)
facts = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.booleans() for name in YES_NO},
        "x": st.integers(0, 6).map(lambda n: __import__("decimal").Decimal(n)),
    },
)


@given(conditions, facts)
@settings(max_examples=150, deadline=None)
def test_a_condition_comes_out_as_a_plain_reading_says(text: str, stated: dict[str, FactValue]) -> None:
    known, outcomes = concluded(lawbook([rule("T-1", text)]), stated)
    tree = feel.parse(text)
    assert outcomes["T-1"] is outcome_of(possible(tree, known.scope))
    value = evaluate(tree, known.scope)
    if not isinstance(value, Unknown):
        assert (outcomes["T-1"] is Outcome.HOLDS) == (value is True)
        assert outcomes["T-1"] is not Outcome.CANNOT_BE_TOLD


@st.composite
def rulesets(draw: st.DrawFn) -> tuple[list[Rule], list[Derivation]]:
    periods = st.sampled_from([IN_FORCE, IN_FORCE, IN_FORCE, NOT_YET])
    derivations: list[Derivation] = []
    for level, fact in enumerate(DERIVED):
        usable = st.one_of(atoms, conditions, st.sampled_from(DERIVED[:level])) if level else conditions
        for _ in range(draw(st.integers(0, 3))):
            when = draw(st.one_of(st.none(), usable))
            value = draw(st.one_of(st.booleans(), usable.map(condition)))
            derivations.append(derivation(fact, value, when, draw(periods)))
    parts = st.one_of(conditions, st.sampled_from(DERIVED), st.sampled_from(DERIVED).map("not({})".format))
    joined_parts = st.tuples(parts, st.sampled_from(["and", "or"]), parts).map(lambda p: f"({p[0]}) {p[1]} ({p[2]})")
    rules: list[Rule] = []
    for number in range(draw(st.integers(1, 4))):
        unless = tuple(draw(st.lists(parts, max_size=2)))
        over = tuple(draw(st.sets(st.sampled_from([one.code for one in rules])))) if rules else ()
        rules.append(rule(f"T-{number}", draw(st.one_of(parts, joined_parts)), unless, over, draw(periods)))
    return rules, derivations


@pytest.mark.slow
@given(rulesets(), facts)
@settings(max_examples=150, deadline=None)
def test_rules_with_exceptions_and_derivations_come_out_as_a_recursive_reading_says(
    written: tuple[list[Rule], list[Derivation]], stated: dict[str, FactValue]
) -> None:
    rules, derivations = written
    known, outcomes = concluded(lawbook(rules, derivations), stated)
    scope: dict[str, Value] = {name: known.scope[name] for name in stated}
    for fact in DERIVED:
        scope[fact] = derived_value(fact, [one for one in derivations if one.fact == fact], scope)
        assert same(scope[fact], known.scope.get(fact, Unknown(frozenset({fact})))), fact
    for one in rules:
        assert outcomes[one.code] is plain_outcome(one, rules, scope), one.code


def derived_value(fact: str, ways: list[Derivation], scope: Mapping[str, Value]) -> Value:
    if not ways:
        return Unknown(frozenset({fact}))
    ways = [one for one in ways if DAY in one.in_force]
    outcomes = [outcome_of(possible(one.when.tree, scope)) if one.when else Outcome.HOLDS for one in ways]
    values = [
        evaluate(one.value.tree, scope) if isinstance(one.value, Condition) else one.value
        for one, outcome in zip(ways, outcomes, strict=True)
        if outcome is Outcome.HOLDS
    ]
    if not values:
        return Unknown(frozenset()) if Outcome.CANNOT_BE_TOLD in outcomes else None
    first = values[0]
    agree = not any(isinstance(one, Unknown) or one != first for one in values)
    return first if agree else Unknown(frozenset())  # type: ignore[return-value]


def plain_outcome(rule: Rule, rules: list[Rule], scope: Mapping[str, Value]) -> Outcome:
    opposite = {Outcome.HOLDS: Outcome.DOES_NOT_HOLD, Outcome.DOES_NOT_HOLD: Outcome.HOLDS}
    if DAY not in rule.in_force:
        return Outcome.DOES_NOT_HOLD
    needed = [outcome_of(possible(rule.when.tree, scope))]
    exceptions = [outcome_of(possible(one.tree, scope)) for one in rule.unless]
    exceptions += [plain_outcome(other, rules, scope) for other in rules if rule.code in other.overrides]
    needed += [opposite.get(one, one) for one in exceptions]
    for decisive in (Outcome.DOES_NOT_HOLD, Outcome.CANNOT_BE_TOLD):
        if decisive in needed:
            return decisive
    return Outcome.HOLDS


def same(expected: Value, got: Value) -> bool:
    return isinstance(got, Unknown) if isinstance(expected, Unknown) else got == expected


def test_equal_parts_of_different_rules_share_their_atom() -> None:
    plan = lower(lawbook([rule("T-1", "a and x > 3"), rule("T-2", "x   >  3 or b")]))
    assert sum(len(stage.atoms) for stage in plan.stages) == 3


def test_where_the_line_of_a_comment_ends_makes_a_difference() -> None:
    told, silent = "x > 1 // a\n + 2", "x > 1 // a + 2\n"
    law = lawbook([rule("T-1", told), rule("T-2", silent)])
    assert len({one.fingerprint for one in law.rules()}) == 2
    assert concluded(law, {"x": Decimal(2)})[1] == {"T-1": Outcome.DOES_NOT_HOLD, "T-2": Outcome.HOLDS}


def test_comments_change_neither_the_atom_nor_the_fingerprint() -> None:
    law = lawbook(
        [rule("T-1", 'x > 3 or y = "// no comment"'), rule("T-2", 'x /* so */ > // and\n 3 or y = "// no comment"')]
    )
    assert sum(len(stage.atoms) for stage in lower(law).stages) == 2


def test_one_plan_serves_every_day() -> None:
    law = lawbook([rule("T-1", "a", period=Period(date(2020, 1, 1), date(2020, 12, 31)))])
    plan = lower(law)
    days = {date(2019, 12, 31): Outcome.DOES_NOT_HOLD, date(2020, 1, 1): Outcome.HOLDS}
    days |= {date(2020, 12, 31): Outcome.HOLDS, date(2021, 1, 1): Outcome.DOES_NOT_HOLD}
    for day, outcome in days.items():
        assert conclude(law, plan, Fixpoint(), {"a": True}, day).outcome(plan.rules["T-1"]) is outcome


def test_the_program_is_named_by_its_content() -> None:
    first, again = (lower(lawbook([rule("T-1", "a and b")])) for _ in range(2))
    other = lower(lawbook([rule("T-1", "a or b")]))
    assert first.program.code == again.program.code != other.program.code


def test_a_stage_waits_for_the_facts_its_atoms_read() -> None:
    chain = [derivation("d1", True, "a"), derivation("d2", True, "d1"), derivation("d3", True, "d2 and b")]
    plan = lower(lawbook([rule("T-1", "d3")], chain))
    assert [stage.settles for stage in plan.stages] == [("d1",), ("d2",), ("d3",), ()]


def test_a_circle_leaves_its_facts_untold() -> None:
    circle = [derivation("d1", True, "d2"), derivation("d2", True, "d1")]
    _, outcomes = concluded(lawbook([rule("T-1", "d1"), rule("T-2", "a")], circle), {"a": True})
    assert outcomes == {"T-1": Outcome.CANNOT_BE_TOLD, "T-2": Outcome.HOLDS}
