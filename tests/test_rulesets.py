"""The law that is shipped: it reads without a mistake, and its examples come out as a lawyer wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from statistics import median
from time import perf_counter

import pytest

from neni.core.adapters import feel, rulebook, statements
from neni.core.gathering import Answers, gather
from neni.core.model.facts import FactType, FactValue
from neni.core.model.findings import Evaluation, Outcome
from neni.core.model.law import lawbooks
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.examples import Example, Rulebook
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Plan, lower
from neni.core.model.law.versions import Law
from neni.core.model.references import Confidence
from neni.core.model.text import Language
from neni.core.services.deadlines.calendars import shipped_calendar
from neni.core.services.deadlines.reckoning import Reckoning
from neni.core.services.judging import judge
from neni.core.services.law.checking.examples import last_minute


class PlainWords:
    """Values as Python writes them."""

    def show(self, value: FactValue | None, kind: FactType, language: Language) -> str:
        return str(value)


@cache
def departments() -> tuple[tuple[Answers, Rulebook], ...]:
    """The departments that come with Neni, and their rules files."""
    ours = [one.answers for one in gather() if one.distribution == "neni" and one.answers]
    return tuple(
        (answers, rulebook.load(answers.department.rulesets, answers.department.code, feel.parse))
        for answers in ours
        if answers.department
    )


@cache
def law(case_type: str) -> tuple[Lawbook, Plan]:
    rulesets = [ruleset for _, book in departments() for ruleset in book.rulesets]
    sources = [source for answers, _ in departments() for source in answers.sources if source.case_type == case_type]
    lawbook = lawbooks.assemble(case_type, rulesets, [fact for source in sources for fact in source.declares])
    return lawbook, lower(lawbook)


def case_types() -> list[str]:
    return [one.code for answers, _ in departments() if answers.department for one in answers.department.case_types]


def examples() -> list[Example]:
    return [example for _, book in departments() for example in book.examples]


def run(example: Example) -> Evaluation:
    lawbook, plan = law(example.case_type)
    given = {name: replace(fact, sourced=False) for name, fact in lawbook.facts.items()}
    facts = statements.read(given, example.facts)
    return judge(lawbook, plan, Fixpoint(), PlainWords(), facts, example.on)


def outcomes(example: Example, evaluation: Evaluation) -> Mapping[str, Outcome]:
    lawbook, _ = law(example.case_type)
    looked_at = {rule.code for one in lawbook.rulesets if example.ruleset in (None, one.code) for rule in one.rules}
    return {one.rule: one.outcome for one in evaluation.findings if one.rule in looked_at}


def test_the_lawbooks_have_no_mistake() -> None:
    documents = {
        kind.code: [one.code for one in kind.documents]
        for answers, _ in departments()
        if answers.department
        for kind in answers.department.case_types
    }
    assert case_types()
    for case_type in case_types():
        assert lawbooks.check(law(case_type)[0], documents) == ()


@pytest.mark.parametrize("example", examples(), ids=lambda example: f"{example.place}")
def test_an_example_comes_out_as_written(example: Example) -> None:
    evaluation = run(example)
    told = outcomes(example, evaluation)
    assert {code for code, outcome in told.items() if outcome is Outcome.HOLDS} == example.findings
    assert {code: told[code] for code in example.clear} == dict.fromkeys(example.clear, Outcome.DOES_NOT_HOLD)
    assert {code: told[code] for code in example.unknown} == dict.fromkeys(example.unknown, Outcome.CANNOT_BE_TOLD)
    derived = statements.write(law(example.case_type)[0].facts, evaluation.derived)
    assert {name: str(derived.get(name)) for name in example.derived} == {
        name: str(value) for name, value in example.derived.items()
    }


@pytest.mark.parametrize(
    "example", [one for one in examples() if one.deadlines], ids=lambda example: f"{example.place}"
)
def test_deadlines_end_where_an_example_says(example: Example) -> None:
    lawbook, plan = law(example.case_type)
    given = {name: replace(fact, sourced=False) for name, fact in lawbook.facts.items()}
    facts = statements.read(given, example.facts)
    reckoning = Reckoning(Law(lawbook, plan), facts, example.on, shipped_calendar())
    assert {code: last_minute(reckoning.one(code)) for code in example.deadlines} == example.deadlines


def test_every_deadline_has_an_example_that_ends_and_one_that_cannot_be_told() -> None:
    ending, waiting = set[str](), set[str]()
    for example in examples():
        waiting |= {code for code, when in example.deadlines.items() if when == "unknown"}
        ending |= {code for code, when in example.deadlines.items() if when[0].isdigit()}
    deadlines = {one.code for _, book in departments() for ruleset in book.rulesets for one in ruleset.deadlines}
    assert deadlines - ending == set()
    assert deadlines - waiting == set()


def test_every_rule_has_an_example_that_fires_it_and_one_that_does_not() -> None:
    fired, clear, waiting = set[str](), set[str](), set[str]()
    for example in examples():
        fired |= example.findings
        clear |= example.clear
        waiting |= example.unknown
    rules = {rule.code for _, book in departments() for ruleset in book.rulesets for rule in ruleset.rules}
    assert rules - fired == set()
    assert rules - clear == set()
    assert rules - waiting == set()


def test_no_rule_speaks_the_day_before_it_is_in_force() -> None:
    rules = {rule.code: rule for _, book in departments() for ruleset in book.rulesets for rule in ruleset.rules}
    for example in examples():
        for code in example.findings:
            start = rules[code].in_force.start
            assert start is not None
            before = run(replace(example, on=start - timedelta(days=1)))
            assert code not in {one.rule for one in before.findings}


def test_no_rule_is_surer_than_its_reference() -> None:
    """Internal practice is the institution's own word; whatever rests on no act says so by its confidence."""
    for _, book in departments():
        for ruleset in book.rulesets:
            for rule in ruleset.rules:
                assert (rule.reference.act is None) <= (rule.confidence is Confidence.PRACTICE), rule.code


def test_judging_a_case_takes_a_moment() -> None:
    slowest = max((example for example in examples()), key=lambda example: len(example.facts))
    run(slowest)
    times = []
    for _ in range(15):
        begun = perf_counter()
        run(slowest)
        times.append(perf_counter() - begun)
    assert median(times) < 0.1  # a tenth of what a person notices; benchmarks tell the real figure
