"""Screening says of every rule what judging says; random law and cases are compared in tests/test_agreement.py."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

from neni.core.adapters import feel, rulebook, statements
from neni.core.adapters.words import Phrases
from neni.core.model.facts import FactKind, FactType, FactValue
from neni.core.model.findings import Outcome
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.examples import Example
from neni.core.model.law.lawbooks import Lawbook, assemble
from neni.core.model.law.lowering import lower
from neni.core.model.periods import Period
from neni.core.model.references import Confidence, Place, Reference
from neni.core.model.rules import Condition, DatedValue, Derivation, Parameter, Rule, Severity
from neni.core.model.rulesets import Ruleset
from neni.core.model.text import Text
from neni.core.services.judging import judge
from neni.core.services.judging.concluding import conclude
from neni.core.services.screening import Screener

DAY = date(2026, 3, 2)
WORDS, REFERENCE, HERE = Text.of("words"), Reference("01/L-001"), Place("test.yaml", 1)
BASIS = (REFERENCE, Confidence.VERIFIED, Period(), HERE)
HOLDS, DOES_NOT, CANNOT = Outcome.HOLDS, Outcome.DOES_NOT_HOLD, Outcome.CANNOT_BE_TOLD
KINDS = {"x": FactKind.NUMBER, "y": FactKind.NUMBER, "m": FactKind.MONEY, "text": FactKind.TEXT, "a": FactKind.YES_NO}
FACTS = (
    *(FactType(name, kind, WORDS) for name, kind in KINDS.items()),
    FactType("d", FactKind.MONEY, WORDS, derived=True),
    FactType("e", FactKind.YES_NO, WORDS, derived=True),
)
LAW = rulebook.load(files("neni.rulesets") / "procurement", "procurement", feel.parse)


def condition(text: str) -> Condition:
    return Condition(text, feel.parse(text))


def law(*conditions: str, ways: tuple[Derivation, ...] = (), parameters: tuple[Parameter, ...] = ()) -> Lawbook:
    rules = tuple(
        Rule(f"T-{number}", WORDS, condition(text), WORDS, Severity.NOTE, *BASIS)
        for number, text in enumerate(conditions)
    )
    return assemble("t.t", [Ruleset("t.t", ("t.t",), WORDS, REFERENCE, FACTS, parameters, ways, rules, "", HERE)])


def screened(lawbook: Lawbook, facts: dict[str, FactValue]) -> tuple[Outcome, ...]:
    """The outcomes, which must be those of chaining."""
    plan = lower(lawbook)
    screener = Screener(lawbook, plan, DAY)
    known = conclude(lawbook, plan, Fixpoint(), facts, DAY)
    found = screener.outcomes(facts)
    assert dict(zip(screener.rules, found, strict=True)) == {
        rule.code: known.outcome(plan.rules[rule.code]) for rule in lawbook.rules(DAY)
    }
    return found


@pytest.mark.parametrize("example", LAW.examples, ids=lambda one: one.name[:60])
@pytest.mark.slow
def test_every_example_of_our_law_comes_out_as_judged(example: Example) -> None:
    lawbook = assemble(example.case_type, LAW.rulesets)
    known = {name: one for name, one in example.facts.items() if name in lawbook.facts}
    facts = statements.read(lawbook.facts, known)
    plan = lower(lawbook)
    screener = Screener(lawbook, plan, example.on)
    concluded = conclude(lawbook, plan, Fixpoint(), facts, example.on)
    assert screener.outcomes(facts) == tuple(concluded.outcome(plan.rules[code]) for code in screener.rules)


@pytest.mark.parametrize("stated", [{"a": True}, {"x": Decimal(2)}, {"a": True, "x": Decimal(2), "y": Decimal(0)}])
@pytest.mark.parametrize("circle", [False, True])
def test_many_cases_are_noted_with_what_judging_finds(stated: dict[str, FactValue], *, circle: bool) -> None:
    yes: FactValue = True
    ways = (Derivation("d", 100, condition("e"), *BASIS), Derivation("e", yes, condition("d > 0"), *BASIS))
    lawbook = law("x > 1 and a", "y = 0 or x > 3", "d = 1", ways=ways if circle else ways[1:])
    plan = lower(lawbook)
    findings = judge(lawbook, plan, Fixpoint(), Phrases(), stated, DAY).findings
    found = [one for one in findings if one.outcome is not DOES_NOT]
    (noted,) = Screener(lawbook, plan, DAY).screen([stated])
    assert [(one.rule, one.outcome, one.missing) for one in noted] == [
        (one.rule, one.outcome, tuple(each.name for each in one.missing)) for one in found
    ]
    only = Screener(lawbook, plan, DAY, ["T-1"])
    assert list(only.screen([stated])) == [tuple(one for one in noted if one.rule == "T-1")]


def test_missing_facts_are_never_read_as_false() -> None:
    assert screened(law("x > 1", "not(x > 1)", "a or x > 1"), {"a": True}) == (CANNOT, CANNOT, HOLDS)


def test_a_case_beyond_the_fast_forms_is_judged_the_long_way() -> None:
    huge = Decimal(f"1e{6144}")
    assert screened(law("x * y > 1", "x / y > 1"), {"x": huge, "y": huge}) == (DOES_NOT, DOES_NOT)
    assert screened(law("x / y > 1", "not(x / y > 1)"), {"x": Decimal(1), "y": Decimal(0)}) == (DOES_NOT, DOES_NOT)


def test_cents_are_exact() -> None:
    lawbook = law("m > 90071992547409.92", "m = 90071992547409.93", "m in (90071992547409.92..90071992547409.93]")
    assert screened(lawbook, {"m": 9007199254740993}) == (HOLDS, HOLDS, HOLDS)
    assert screened(lawbook, {"m": 9007199254740992}) == (DOES_NOT, DOES_NOT, DOES_NOT)


def test_a_comparison_of_comparisons_is_no_chain() -> None:
    assert screened(law("a = (x < 3)", "(x < 3) = (y in [1, 2])"), {"a": False, "x": Decimal(5), "y": Decimal(7)}) == (
        HOLDS,
        HOLDS,
    )


def test_derived_facts_by_expression_fit_their_kind_or_are_nothing() -> None:
    ways = (Derivation("d", condition("m * x"), None, *BASIS), Derivation("e", condition("d > 10"), None, *BASIS))
    lawbook = law("d > 10", "d = null", "e = true", ways=ways)
    assert screened(lawbook, {"m": 1001, "x": Decimal(2)}) == (HOLDS, DOES_NOT, HOLDS)
    assert screened(lawbook, {"m": 1001, "x": Decimal("0.5")}) == (DOES_NOT, HOLDS, DOES_NOT)


def test_derivations_that_disagree_leave_the_fact_untold() -> None:
    ways = (Derivation("d", 100, condition("a"), *BASIS), Derivation("d", 200, condition("x > 0"), *BASIS))
    lawbook = law("d = 1", "d = null", ways=ways)
    assert screened(lawbook, {"a": True, "x": Decimal(1)}) == (CANNOT, CANNOT)
    assert screened(lawbook, {"a": True, "x": Decimal(0)}) == (HOLDS, DOES_NOT)
    assert screened(lawbook, {"a": False, "x": Decimal(0)}) == (DOES_NOT, HOLDS)


def test_a_circle_is_followed_by_chaining() -> None:
    yes: FactValue = True
    ways = (Derivation("d", 100, condition("e"), *BASIS), Derivation("e", yes, condition("d > 0"), *BASIS))
    assert screened(law("d > 0", "a", ways=ways), {"a": True}) == (CANNOT, HOLDS)


def test_a_parameter_counts_from_its_day_and_is_unknown_before() -> None:
    later = date(2026, 3, 3)
    value = (DatedValue(later, Decimal(5), REFERENCE, Confidence.VERIFIED),)
    lawbook = law("x > p", parameters=(Parameter(FactType("p", FactKind.NUMBER, WORDS), value),))
    facts = {"x": Decimal(6)}
    assert screened(lawbook, facts) == (CANNOT,)
    assert Screener(lawbook, lower(lawbook), later).outcomes(facts) == (HOLDS,)


@pytest.mark.parametrize("words", ["'); raise SystemExit #", '\\n\\"\\"\\"', "{U}", "c1", "\\u2028"])
def test_no_word_of_a_rule_or_a_case_becomes_code(words: str) -> None:
    node = feel.parse(f'"{words}"')
    value: str = node.value  # type: ignore[union-attr,assignment]
    assert screened(law(f'text = "{words}"', f'text in ["{words}"]'), {"text": value, value: Decimal(1)}) == (
        HOLDS,
        HOLDS,
    )


@pytest.mark.slow
def test_hundreds_of_rules_and_deep_conditions_are_written_out() -> None:
    deep = "x > 1"
    for level in range(18):
        deep = f"not(a and ({deep} or y > {level}))"
    assert len(screened(law(deep, *(f"x > {n} and m < {n} or a" for n in range(500))), {"x": Decimal(9)})) == 501
