"""Which articles have rules, what else rests on them, and which examples show each rule holding and not holding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from neni.core.model.findings import Outcome
from neni.core.model.law.examples import Example
from neni.core.model.references import Confidence, Place, Reference
from neni.core.model.rules import Parameter, Rule

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class RuleCoverage:
    """A rule and the examples that look at it. `rests_on` is the weakest confidence of the rule and all below it."""

    rule: Rule
    ruleset: str
    case_types: tuple[str, ...]
    rests_on: Confidence
    holds: tuple[Example, ...] = ()
    does_not_hold: tuple[Example, ...] = ()
    cannot_be_told: tuple[Example, ...] = ()

    @property
    def deciding(self) -> tuple[Example, ...]:
        """Every example in which the rule is decided."""
        return (*self.holds, *self.does_not_hold)

    @property
    def tried(self) -> bool:
        """Whether the rule holds in one example and does not in another."""
        return bool(self.holds and self.does_not_hold)

    @property
    def needs_confirmation(self) -> bool:
        """Whether the shipped text only advises until two people confirm it."""
        return self.rests_on.needs_confirmation


@dataclass(frozen=True, slots=True)
class ParameterCoverage:
    """A parameter with its dated values, and the rules below which it lies."""

    parameter: Parameter
    ruleset: str
    place: Place
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resting:
    """Something that cites an article: a rule, a value of a parameter, a derivation or a table."""

    kind: str
    name: str
    reference: Reference
    confidence: Confidence
    since: date | None
    place: Place


@dataclass(frozen=True, slots=True)
class ArticleCoverage:
    """All that rests on one article, or on one paragraph of it. Without an act it is practice of the institution, and
    `article` is empty."""

    act: str
    article: str
    paragraph: str
    rules: tuple[RuleCoverage, ...]
    resting: tuple[Resting, ...]

    def names(self, kind: str) -> tuple[str, ...]:
        """The names of one kind, each once."""
        return tuple(dict.fromkeys(one.name for one in self.resting if one.kind == kind))

    @property
    def confidence(self) -> Confidence:
        """The weakest of all that rests here."""
        return max((one.confidence for one in self.resting), key=lambda one: one.weakness)

    @property
    def since(self) -> date | None:
        """The first day anything of it is in force."""
        return min((one.since for one in self.resting if one.since), default=None)

    @property
    def examples(self) -> int:
        """How many examples decide one of its rules."""
        return len({str(example.place) for rule in self.rules for example in rule.deciding})


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole report. Articles stand in their order, rules and parameters in the order of the files."""

    articles: tuple[ArticleCoverage, ...]
    rules: tuple[RuleCoverage, ...]
    parameters: tuple[ParameterCoverage, ...]
    examples: int

    @property
    def tried(self) -> int:
        """Rules that hold in one example and do not in another."""
        return sum(one.tried for one in self.rules)

    @property
    def unconfirmed(self) -> int:
        """Rules whose shipped text only advises."""
        return sum(one.needs_confirmation for one in self.rules)

    @property
    def with_rules(self) -> tuple[ArticleCoverage, ...]:
        """Articles that have rules."""
        return tuple(one for one in self.articles if one.rules)

    @property
    def without_example(self) -> tuple[ArticleCoverage, ...]:
        """Articles that have rules, but no example that decides one of them."""
        return tuple(one for one in self.with_rules if not one.examples)


def percent(part: int, whole: int) -> int:
    """A share in whole hundredths, rounded down: a hundred means all. Of nothing, all is there."""
    return 100 * part // whole if whole else 100


def by_outcome(
    rules: Iterable[RuleCoverage], ran: Iterable[tuple[Example, Mapping[str, Outcome]]]
) -> Iterator[RuleCoverage]:
    """The rules with the examples that look at them."""
    told: dict[tuple[str, Outcome], list[Example]] = {}
    for example, outcomes in ran:
        for code, outcome in outcomes.items():
            told.setdefault((code, outcome), []).append(example)
    for one in rules:
        found = (tuple(told.get((one.rule.code, outcome), ())) for outcome in Outcome)
        yield RuleCoverage(one.rule, one.ruleset, one.case_types, one.rests_on, *found)


def by_article(resting: Iterable[Resting], rules: Sequence[RuleCoverage]) -> tuple[ArticleCoverage, ...]:
    """What rests on each article. What names several articles stands under each."""
    found: dict[tuple[str, str, str], list[Resting]] = {}
    for one in resting:
        for where in _articles(one.reference):
            found.setdefault(where, []).append(one)
    known = {one.rule.code: one for one in rules}
    return tuple(
        ArticleCoverage(*where, tuple(_rules(known, found[where])), tuple(found[where]))
        for where in sorted(found, key=lambda where: (not where[0], *map(_natural, where)))
    )


def _rules(known: Mapping[str, RuleCoverage], resting: Iterable[Resting]) -> Iterator[RuleCoverage]:
    codes = {one.name for one in resting if one.kind == "rule" and one.name in known}
    yield from (known[code] for code in sorted(codes, key=_natural))


def _articles(reference: Reference) -> Iterator[tuple[str, str, str]]:
    act = reference.act or ""
    for article in (reference.article or "").split(","):
        yield act, article.strip(), reference.paragraph or ""


def _natural(words: str) -> list[tuple[int, str]]:
    """9 before 10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(words) if part]
