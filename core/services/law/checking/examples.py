"""Runs the examples beside the rules, the way a lawyer reads them: these facts, this day, these findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from neni.core.adapters import statements
from neni.core.errors import InvalidFacts
from neni.core.model.deadlines.moments import ZONE
from neni.core.model.facts import FactType, FactValues
from neni.core.model.findings import Outcome
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.checks.findings import CheckFinding, Gravity, Sentences, filled
from neni.core.model.law.examples import Example
from neni.core.model.law.versions import Law
from neni.core.model.nearest import several_near
from neni.core.model.text import Text
from neni.core.services.deadlines.calendars import shipped_calendar
from neni.core.services.deadlines.reckoning import Reckoned, Reckoning
from neni.core.services.judging.concluding import conclude


@dataclass(frozen=True, slots=True)
class Ran:
    """An example, how the rules it looks at came out, and what did not come out as it says."""

    example: Example
    outcomes: Mapping[str, Outcome]
    failures: tuple[CheckFinding, ...] = ()


def run(example: Example, laws: Mapping[str, Law]) -> Ran:
    """Run one example by the law of its case type."""
    law = laws.get(example.case_type)
    if law is None:
        return Ran(example, {}, (_failed(example, "example-unknown-case-type", _NO_CASE_TYPE, example.case_type),))
    strange = tuple(_strange(example, law))
    if strange:
        return Ran(example, {}, strange)
    try:
        facts = statements.read(_all_told(law.lawbook.facts), example.facts)
    except InvalidFacts as error:
        return Ran(example, {}, tuple(_unreadable(example, one.pointer, one.message) for one in error.problems))
    known = conclude(law.lawbook, law.plan, Fixpoint(), facts, example.on)
    looked_at = {rule.code for rule in law.lawbook.rules(example.on)} & _concerned(example, law)
    outcomes = {code: known.outcome(law.plan.rules[code]) for code in sorted(looked_at)}
    derived = statements.write(law.lawbook.facts, known.derived)
    told = (*_differences(example, outcomes, derived), *_of_deadlines(example, law, facts))
    return Ran(example, outcomes, told)


def _of_deadlines(example: Example, law: Law, facts: FactValues) -> Iterator[CheckFinding]:
    """Each deadline the example speaks of, by the calendar that is shipped."""
    if not example.deadlines:
        return
    reckoning = Reckoning(law, facts, example.on, shipped_calendar())
    for code, wanted in example.deadlines.items():
        got = last_minute(reckoning.one(code))
        if got != wanted:
            yield _failed(example, "example-failed", _DEADLINE, code, wanted, got)


def last_minute(found: Reckoned | None) -> str:
    """How an example writes when a deadline ends."""
    if found is None or found.applies is False:
        return "none"
    if found.counted is None or found.counted.due is None or found.applies is None:
        return "unknown"
    return f"{found.counted.due.astimezone(ZONE):%Y-%m-%d %H:%M}"


def _all_told(facts: Mapping[str, FactType]) -> dict[str, FactType]:
    """An example also tells what the institution's records would."""
    return {name: replace(fact, sourced=False) for name, fact in facts.items()}


def _concerned(example: Example, law: Law) -> frozenset[str]:
    """The rules the example speaks of."""
    rulesets = law.lawbook.rulesets
    return frozenset(rule.code for one in rulesets if example.ruleset in (None, one.code) for rule in one.rules)


def _strange(example: Example, law: Law) -> Iterator[CheckFinding]:
    """Names the law of the case type does not have: such an example would look at nothing and never fail."""
    rulesets = [one.code for one in law.lawbook.rulesets]
    if example.ruleset not in (None, *rulesets):
        yield _unknown(example, "example-unknown-ruleset", example.ruleset or "", rulesets)
        return
    codes = _concerned(example, law)
    for code in sorted((example.findings | example.clear | example.unknown) - codes):
        yield _unknown(example, "example-unknown-rule", code, codes)
    deadlines = {one.code for one in law.lawbook.deadlines()}
    for code in sorted(example.deadlines.keys() - deadlines):
        yield _unknown(example, "example-unknown-deadline", code, deadlines)
    for name in example.derived:
        if name not in law.plan.derivations:
            yield _unknown(example, "example-unknown-fact", name, law.plan.derivations)


def _differences(
    example: Example, outcomes: Mapping[str, Outcome], derived: Mapping[str, object]
) -> Iterator[CheckFinding]:
    holding = {code for code, outcome in outcomes.items() if outcome is Outcome.HOLDS}
    if holding != example.findings:
        wanted, got = (", ".join(sorted(some)) or "–" for some in (example.findings, holding))
        yield _failed(example, "example-failed", _FINDINGS, wanted, got)
    for wanted, codes in ((Outcome.CANNOT_BE_TOLD, example.unknown), (Outcome.DOES_NOT_HOLD, example.clear)):
        for code in sorted(codes):
            if outcomes.get(code) is not wanted:
                yield _failed(example, "example-failed", _OTHERWISE, code)
    for name, value in example.derived.items():
        if str(derived.get(name)) != str(value):
            yield _failed(example, "example-failed", _DERIVED, name, value, derived.get(name))


def _failed(example: Example, code: str, words: Sentences, *told: object) -> CheckFinding:
    message = filled(words, *told)
    named = message.map(lambda sentence, _: f"{example.name}: {sentence}")
    return CheckFinding(code, Gravity.ERROR, named, filled(_EITHER), str(example.place), example.name)


def _unreadable(example: Example, pointer: str, message: Text) -> CheckFinding:
    named = message.map(lambda sentence, _: f"{example.name}: {pointer} {sentence}")
    return CheckFinding("example-unreadable", Gravity.ERROR, named, None, str(example.place), example.name)


def _unknown(example: Example, code: str, name: str, known: Iterable[str]) -> CheckFinding:
    """With the nearest name that there is."""
    there = sorted(known)
    near = ", ".join(several_near(name, there, 3, 0.5) or there[:8]) or "–"
    return replace(_failed(example, code, _UNKNOWN, name, near), remedy=filled(_CORRECT))


_NO_CASE_TYPE: Sentences = (
    "lloji i rastit “{0}” nuk ekziston.",
    "vrsta predmeta „{0}“ ne postoji.",
    "there is no case type “{0}”.",
)
_UNKNOWN: Sentences = (
    "këtu nuk ka “{0}”; ka: {1}.",
    "ovde nema „{0}“; ima: {1}.",
    "there is no “{0}” here; there are: {1}.",
)
_CORRECT: Sentences = (
    "Korrigjoni emrin në shembull.",
    "Ispravite naziv u primeru.",
    "Correct the name in the example.",
)
_FINDINGS: Sentences = (
    "gjetje të pritura: {0}; dolën: {1}.",
    "očekivani nalazi: {0}; ispalo je: {1}.",
    "findings expected: {0}; found: {1}.",
)
_OTHERWISE: Sentences = (
    "{0} nuk doli siç thotë shembulli.",
    "{0} nije ispalo kako primer kaže.",
    "{0} did not come out as the example says.",
)
_DERIVED: Sentences = (
    "{0} duhej të ishte {1}, doli {2}.",
    "{0} je trebalo da bude {1}, ispalo je {2}.",
    "{0} should be {1}, was {2}.",
)
_DEADLINE: Sentences = (
    "afati {0} duhej të mbaronte {1}, doli {2}.",
    "rok {0} je trebalo da se završi {1}, ispalo je {2}.",
    "the deadline {0} should end {1}, was {2}.",
)
_EITHER: Sentences = (
    "Ose rregulli ose shembulli është gabim: lexoni nenin dhe korrigjoni atë që nuk përputhet me të.",
    "Ili je pravilo ili primer pogrešan: pročitajte član i ispravite ono što se s njim ne slaže.",
    "Either the rule or the example is wrong: read the article and correct what does not agree with it.",
)
