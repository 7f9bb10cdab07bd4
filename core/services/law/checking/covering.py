"""Puts the coverage report together: rulesets on one side, examples as they came out on the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from neni.core.model.cases import department_of
from neni.core.model.law.checks.findings import CheckFinding, Gravity, Sentences, filled
from neni.core.model.law.checks.reading import Reading
from neni.core.model.law.coverage import Coverage, ParameterCoverage, Resting, RuleCoverage, by_article, by_outcome
from neni.core.model.people import Permission, Person
from neni.core.model.references import Confidence
from neni.core.model.rules import Rule
from neni.core.model.rulesets import Ruleset
from neni.core.office import Office
from neni.core.services.law.checking.examples import Ran, run
from neni.core.services.law.checking.subjects import of_case_type
from neni.core.services.people.access import require


def cover(rulesets: Sequence[Ruleset], readings: Mapping[str, Reading], ran: Sequence[Ran]) -> Coverage:
    """The report over these rulesets. `readings` are the lawbooks of their case types."""
    bare = [one for ruleset in rulesets for one in _rules(ruleset, readings)]
    rules = tuple(by_outcome(bare, ((one.example, one.outcomes) for one in ran)))
    resting = [one for ruleset in rulesets for one in _resting(ruleset)]
    parameters = (one for ruleset in rulesets for one in _parameters(ruleset, readings.values()))
    return Coverage(by_article(resting, rules), rules, tuple(parameters), len(ran))


def coverage_of(office: Office, person: Person, case_type: str) -> Coverage:
    """The report over the law of one case type, for somebody who may read it. Raises NotFound, NotAllowed."""
    subject = of_case_type(office.host, case_type)
    require(person, Permission.READ, department_of(case_type))
    readings = {code: Reading(law.lawbook) for code, law in subject.laws.items()}
    return cover(subject.rulesets, readings, [run(one, subject.laws) for one in subject.examples])


def untried(coverage: Coverage) -> Iterator[CheckFinding]:
    """Rules no example shows holding, or none shows not holding."""
    for one in coverage.rules:
        code, words = _UNTRIED[bool(one.holds), bool(one.does_not_hold)]
        if code:
            about, place = one.rule.code, str(one.rule.place)
            yield CheckFinding(code, Gravity.REMARK, filled(words, about), filled(_WRITE), place, about)


def _rules(ruleset: Ruleset, readings: Mapping[str, Reading]) -> Iterator[RuleCoverage]:
    concerned = [readings[one] for one in ruleset.applies_to if one in readings]
    for rule in ruleset.rules:
        weakest = max((_weakest(rule, one) for one in concerned), key=_weakness, default=rule.confidence)
        yield RuleCoverage(rule, ruleset.code, ruleset.applies_to, weakest)


def _weakest(rule: Rule, reading: Reading) -> Confidence:
    """The least sure of the rule and everything below it, whenever it was in force."""
    below = reading.below(rule.reads | rule.tells)
    of_values = [one.confidence for each in reading.lawbook.parameters() if each.name in below for one in each.values]
    of_ways = [way.confidence for name in below for way in reading.ways.get(name, ())]
    return max([rule.confidence, *of_values, *of_ways], key=_weakness)


def _weakness(confidence: Confidence) -> int:
    return confidence.weakness


def _resting(ruleset: Ruleset) -> Iterator[Resting]:
    for rule in ruleset.rules:
        yield Resting("rule", rule.code, rule.reference, rule.confidence, rule.in_force.start, rule.place)
    for one in ruleset.parameters:
        place = ruleset.place_of(one.name)
        for dated in one.values:
            yield Resting("parameter", one.name, dated.reference, dated.confidence, dated.start, place)
    in_tables = {row.place: table.code for table in ruleset.tables for row in table.rows}
    in_tables |= {table.place: table.code for table in ruleset.tables}
    for way in ruleset.derivations:
        kind, name = ("table", in_tables[way.place]) if way.place in in_tables else ("derivation", way.fact)
        yield Resting(kind, name, way.reference, way.confidence, way.in_force.start, way.place)


def _parameters(ruleset: Ruleset, readings: Iterable[Reading]) -> Iterator[ParameterCoverage]:
    known = [(rule, one.below(rule.reads | rule.tells)) for one in readings for rule in one.lawbook.rules()]
    for one in ruleset.parameters:
        codes = dict.fromkeys(rule.code for rule, below in known if one.name in below)
        yield ParameterCoverage(one, ruleset.code, ruleset.place_of(one.name), tuple(codes))


_NEVER: Sentences = (
    "{0}: asnjë shembull në të cilin vlen.",
    "{0}: nijedan primer u kome važi.",
    "{0}: no example in which it holds.",
)
_ALWAYS: Sentences = (
    "{0}: asnjë shembull në të cilin nuk vlen.",
    "{0}: nijedan primer u kome ne važi.",
    "{0}: no example in which it does not hold.",
)
_NEITHER: Sentences = (
    "{0}: asnjë shembull në të cilin vlen dhe asnjë në të cilin nuk vlen.",
    "{0}: nijedan primer u kome važi i nijedan u kome ne važi.",
    "{0}: no example in which it holds and none in which it does not.",
)
_UNTRIED: Mapping[tuple[bool, bool], tuple[str, Sentences]] = {
    (False, False): ("rule-untried", _NEITHER),
    (False, True): ("rule-never-fires", _NEVER),
    (True, False): ("rule-always-fires", _ALWAYS),
    (True, True): ("", _NEITHER),
}
_WRITE: Sentences = (
    "Shkruajeni në skedarin e shembujve pranë rregullave; te një prag, edhe vlerën pranë tij.",
    "Napišite ga u datoteci primera pored pravila; kod praga, i vrednost pored njega.",
    "Write one in the file of examples beside the rules; at a threshold, also the value beside it.",
)
