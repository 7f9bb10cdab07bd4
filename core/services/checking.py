"""Runs the examples beside the rules, the way a lawyer reads them: these facts, this day, these findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from neni.core.adapters import statements
from neni.core.errors import InvalidFacts
from neni.core.holdings import Holding
from neni.core.host import Host
from neni.core.model.chaining import Fixpoint
from neni.core.model.facts import FactType
from neni.core.model.findings import Evaluation, Outcome
from neni.core.model.problems import Problem
from neni.core.model.rulesets import Example
from neni.core.model.table_checks import remarks
from neni.core.model.text import Text
from neni.core.services.judging import judge


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that did not come out as it says."""

    example: Example
    message: Text


@dataclass(frozen=True, slots=True)
class CheckReport:
    """How the examples came out. `untried` are rules that no example fires, or that every example fires; `remarks`
    what is worth a second look in decision tables."""

    examples: int
    rules: int
    failures: tuple[Failure, ...]
    untried: tuple[str, ...]
    remarks: tuple[Problem, ...] = ()


def check_examples(host: Host, plugin: str | None = None) -> CheckReport:
    """Run the examples of every plugin, or of one."""
    concerned = [one for one in host.holdings if plugin in (None, one.plugin.name)]
    rules = [rule.code for one in concerned for ruleset in one.rulebook.rulesets for rule in ruleset.rules]
    examples = [example for one in concerned for example in one.rulebook.examples]
    failures: list[Failure] = []
    seen: defaultdict[str, set[Outcome]] = defaultdict(set)
    for example in examples:
        evaluation, failed = _run(host, example)
        failures += failed
        for finding in evaluation.findings if evaluation else ():
            seen[finding.rule].add(finding.outcome)
    untried = [code for code in rules if not {Outcome.HOLDS, Outcome.DOES_NOT_HOLD} <= seen[code]]
    return CheckReport(len(examples), len(rules), tuple(failures), tuple(untried), tuple(_remarks(host, concerned)))


def _remarks(host: Host, concerned: Iterable[Holding]) -> Iterator[Problem]:
    """Each once, though a ruleset may stand in several lawbooks."""
    files = {ruleset.place.file for one in concerned for ruleset in one.rulebook.rulesets}
    found = (one for kind in host.case_types() for one in remarks(host.lawbook(kind.code)))
    return (one for one in dict.fromkeys(found) if one.where.rpartition(":")[0] in files)


def run_example(host: Host, example: Example) -> tuple[Failure, ...]:
    """What did not come out as the example says."""
    return tuple(_run(host, example)[1])


def _run(host: Host, example: Example) -> tuple[Evaluation | None, list[Failure]]:
    lawbook = host.lawbook(example.case_type)
    try:
        facts = statements.read(_all_told(lawbook.facts), example.facts)
    except InvalidFacts as error:
        return None, [Failure(example, problem.message) for problem in error.problems]
    plan = host.plan(example.case_type)
    evaluation = judge(lawbook, plan, Fixpoint(), _Codes(), facts, example.on, frozenset())
    derived = statements.write(lawbook.facts, evaluation.derived)
    return evaluation, list(_differences(example, evaluation, derived, _concerned(host, example)))


def _all_told(facts: Mapping[str, FactType]) -> dict[str, FactType]:
    """An example also tells what the institution's records would."""
    return {name: replace(fact, sourced=False) for name, fact in facts.items()}


class _Codes:
    """Words for a check, where nobody reads the sentences."""

    def show(self, value: object, kind: object, language: object) -> str:  # noqa: ARG002 - see ports.Words
        """The value as Python writes it."""
        return str(value)

    def in_words(self, cents: int, language: object) -> str:  # noqa: ARG002 - see ports.Words
        """The cents in digits."""
        return str(cents)


def _concerned(host: Host, example: Example) -> frozenset[str]:
    """The rules the example speaks of."""
    rulesets = host.lawbook(example.case_type).rulesets
    return frozenset(rule.code for one in rulesets if example.ruleset in (None, one.code) for rule in one.rules)


def _differences(
    example: Example, evaluation: Evaluation, derived: Mapping[str, object], concerned: frozenset[str]
) -> Iterator[Failure]:
    outcomes = {one.rule: one.outcome for one in evaluation.findings if one.rule in concerned}
    holding = {code for code, outcome in outcomes.items() if outcome is Outcome.HOLDS}
    if holding != example.findings:
        yield Failure(example, _findings(sorted(example.findings), sorted(holding)))
    yield from (
        _otherwise(example, one) for one in sorted(example.unknown) if outcomes.get(one) is not Outcome.CANNOT_BE_TOLD
    )
    yield from (
        _otherwise(example, one) for one in sorted(example.clear) if outcomes.get(one) is not Outcome.DOES_NOT_HOLD
    )
    for name, value in example.derived.items():
        if str(derived.get(name)) != str(value):
            yield Failure(example, _derived(name, value, derived.get(name)))


def _otherwise(example: Example, code: str) -> Failure:
    return Failure(
        example,
        Text(
            sq=f"{code} nuk doli siç thotë shembulli.",
            sr=f"{code} nije ispalo kako primer kaže.",
            en=f"{code} did not come out as the example says.",
        ),
    )


def _findings(wanted: Iterable[str], got: Iterable[str]) -> Text:
    said, found = ", ".join(wanted) or "–", ", ".join(got) or "–"
    return Text(
        sq=f"gjetje të pritura: {said}; dolën: {found}.",
        sr=f"očekivani nalazi: {said}; ispalo je: {found}.",
        en=f"findings expected: {said}; found: {found}.",
    )


def _derived(name: str, wanted: object, got: object) -> Text:
    return Text(
        sq=f"{name} duhej të ishte {wanted}, doli {got}.",
        sr=f"{name} je trebalo da bude {wanted}, ispalo je {got}.",
        en=f"{name} should be {wanted}, was {got}.",
    )
