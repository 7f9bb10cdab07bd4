"""Why a rule holds for a case, why not, or why it cannot be told: in sentences, from what the finding keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from neni.core.errors import NotFound
from neni.core.model.conditions.explaining import Explained
from neni.core.model.findings import ONLY_ADVISES, Finding, Missing, Outcome, Used
from neni.core.model.law.versions import short
from neni.core.model.people import Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Words
from neni.core.services.cases.evaluation import evaluate
from neni.core.services.cases.intake import get_case
from neni.core.services.judging import reasons
from neni.core.services.judging.wording import Speaker

MOST_PARTS = 8
"""Of a condition over a long list the first parts that decide are told."""
_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_TRUTHS = frozenset(reasons.PARTS)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; those of depth 1 belong to the last of depth 0 above."""

    words: Text
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Reasons:
    """What a rule says of a case, and why."""

    reference: str
    finding: Finding
    sentences: tuple[Sentence, ...]


def why(office: Office, person: Person, reference: str, rule: str) -> Reasons:
    """Why a rule comes out as it does for a stored case as it stands; nothing is stored. Raises NotFound (case, or a
    rule that is not in force for it), NotAllowed, EngineFailure."""
    case = get_case(office, person, reference)
    evaluation = evaluate(office, case.type, case.facts, case.on, case=case)
    for finding in evaluation.findings:
        if finding.rule == rule:
            return Reasons(case.reference, finding, sentences(finding, case.on, office.words))
    raise NotFound(_no_such_rule(rule, [one.rule for one in evaluation.findings], case.on))


def sentences(finding: Finding, on: date, words: Words) -> tuple[Sentence, ...]:
    """The sentences that explain a finding made by the law of the day `on`."""
    return tuple(_Explanation(finding, on, Speaker(words, {}, {})).sentences())


class _Explanation:
    """One finding on its way into sentences."""

    def __init__(self, finding: Finding, on: date, speaker: Speaker) -> None:
        self._finding = finding
        self._on = on
        self._speaker = speaker
        self._used = {one.name: one for one in finding.used}
        self._missing = {one.name: one for one in finding.missing}

    def sentences(self) -> Iterator[Sentence]:
        yield Sentence(_verdict(self._finding))
        if self._finding.explanation:
            yield from self._because(self._finding.explanation)
        if self._finding.missing:
            yield Sentence(reasons.NEEDED)
            yield from (Sentence(self._lacking(one), 1) for one in self._finding.missing)
        if self._finding.used:
            yield Sentence(reasons.RESTS_ON)
            yield from (Sentence(words, 1) for one in self._finding.used for words in self._told(one))
        yield from self._source()

    def _because(self, root: Explained) -> Iterator[Sentence]:
        """The condition if it decides, then exceptions and rules that come before this one, if they do."""
        outcome = self._finding.outcome
        beside = root.parts[1:] if root.value == outcome.value else ()
        when = root.parts[0] if beside else root
        if _decides(when.value, outcome):
            yield from self._parts(when)
        for one in beside:
            if one.words == "unless":
                yield from self._exception(one.parts[0], outcome)
            elif one.words.startswith(ONLY_ADVISES):
                if one.value == Outcome.HOLDS.value:
                    yield Sentence(reasons.fill(reasons.NOT_SILENCED, one.words.removeprefix(ONLY_ADVISES)))
            elif one.value in reasons.OVERRIDDEN and outcome.value != Outcome.HOLDS.value:
                rule = one.words.removeprefix("overridden by ")
                yield Sentence(reasons.fill(reasons.OVERRIDDEN[one.value], rule))

    def _parts(self, node: Explained) -> Iterator[Sentence]:
        for part in _decisive(node):
            told = reasons.PARTS.get(part.value, reasons.PARTS["false"])  # what is no truth is not true
            yield Sentence(reasons.fill(told, part.words))
            yield from (Sentence(words, 1) for words in self._values(part))

    def _exception(self, node: Explained, outcome: Outcome) -> Iterator[Sentence]:
        """An exception counts against the rule when it is true, and keeps it open when it cannot be told."""
        if outcome is Outcome.HOLDS:
            yield Sentence(reasons.fill(reasons.NO_EXCEPTION, f"“{node.words}”"))
        elif node.value in reasons.EXCEPTIONS and _decides(node.value, outcome, exception=True):
            yield Sentence(reasons.fill(reasons.EXCEPTIONS[node.value], f"“{node.words}”"))
        else:
            return
        yield from (Sentence(words, 1) for part in _decisive(node) for words in self._values(part))

    def _values(self, part: Explained) -> Iterator[Text]:
        for leaf in part.parts or (part,):
            if leaf.words in self._used:
                yield from self._told(self._used[leaf.words])
            elif leaf.words in self._missing:
                yield self._lacking(self._missing[leaf.words])
            elif _NAME.fullmatch(leaf.words):
                yield Text.of(f"{leaf.words} = {leaf.value}")

    def _told(self, used: Used) -> Iterator[Text]:
        """The value, and the rows of tables that gave it."""
        yield self._value(used)
        for row in used.rows:
            told = (row.said, reasons.source(row.reference), reasons.CONFIDENCES[row.confidence])
            yield reasons.fill(reasons.ROW, *told)

    def _value(self, used: Used) -> Text:
        value = reasons.fill(reasons.VALUE, used.label, used.shown)
        if used.since is None or used.reference is None or used.confidence is None:
            return value
        sure = reasons.CONFIDENCES[used.confidence]
        return reasons.fill(reasons.DATED, value, self._speaker.day(used.since), reasons.source(used.reference), sure)

    def _lacking(self, missing: Missing) -> Text:
        if missing.is_parameter:
            return reasons.fill(reasons.NO_VALUE, missing.label, self._speaker.day(self._on))
        return reasons.fill(reasons.NOT_STATED, missing.label)

    def _source(self) -> Iterator[Sentence]:
        finding = self._finding
        if finding.remedy:
            yield Sentence(reasons.fill(reasons.REMEDY, finding.remedy))
        sure = reasons.CONFIDENCES[finding.confidence]
        if finding.in_force_since:
            begun = reasons.fill(reasons.IN_FORCE, self._speaker.day(finding.in_force_since))
            sure = reasons.joined([begun, sure], "; ")
        yield Sentence(reasons.fill(reasons.STANDS_IN, reasons.source(finding.reference), sure))
        if finding.advisory:
            yield Sentence(reasons.ADVISES)
        version = short(finding.version) or "–"
        yield Sentence(reasons.fill(reasons.JUDGED, self._speaker.day(self._on), finding.ruleset or "–", version))


def _verdict(finding: Finding) -> Text:
    if finding.outcome is Outcome.HOLDS:
        return reasons.fill(reasons.HOLDS, finding.rule, finding.message)
    silent = finding.outcome is Outcome.DOES_NOT_HOLD
    return reasons.fill(reasons.DOES_NOT_HOLD if silent else reasons.CANNOT_BE_TOLD, finding.rule, finding.title)


def _decides(value: str, outcome: Outcome, *, exception: bool = False) -> bool:
    """Whether a condition of that value is a reason for the outcome; of an exception the opposite counts."""
    if outcome is Outcome.CANNOT_BE_TOLD:
        return value == "?"
    return (value == "true") is ((outcome is Outcome.HOLDS) is not exception) and value != "?"


def _decisive(node: Explained) -> Iterator[Explained]:
    """The parts that made the condition come out so, each once."""
    return islice(dict.fromkeys(_deciding(node)), MOST_PARTS)


def _deciding(node: Explained) -> Iterator[Explained]:
    """Parts of the same truth as the whole; of a negation, whatever truth its part has."""
    if all(_NAME.fullmatch(part.words) for part in node.parts):
        yield node
        return
    told = [part for part in node.parts if part.value in _TRUTHS]
    alike = [part for part in told if part.value == node.value]
    for part in alike or told or (node,):
        if part is node:
            yield node
        else:
            yield from _deciding(part)


def _no_such_rule(rule: str, known: list[str], on: date) -> Text:
    there = ", ".join(known) or "–"
    return Text(
        sq=f"Rregulli “{rule[:60]}” nuk është në fuqi për këtë rast më {on.isoformat()}; janë: {there}.",
        sr=f"Pravilo „{rule[:60]}“ nije na snazi za ovaj predmet na dan {on.isoformat()}; na snazi su: {there}.",
        en=f"The rule “{rule[:60]}” is not in force for this case on {on.isoformat()}; those in force are: {there}.",
    )
