"""Law as data: parameters with dates, derivations and rules, each with its source and how surely it is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from neni.core.model.conditions.reading import names
from neni.core.model.conditions.tree import Node
from neni.core.model.facts import FactType, FactValue
from neni.core.model.hit_policies import HitPolicy
from neni.core.model.periods import Period
from neni.core.model.text import Language, Text

if TYPE_CHECKING:
    from neni.core.model.clauses import Clause
    from neni.core.model.deadlines.rules import DeadlineRule
    from neni.core.model.decision_tables import DecisionTable

_NAMES = {
    Language.ALBANIAN: ("neni", "paragrafi"),
    Language.SERBIAN: ("čl.", "st."),
    Language.ENGLISH: ("art.", "par."),
}
"""How an article and a paragraph are named."""
BRACES = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""A name in a sentence for people, to be replaced by its value."""


class Severity(StrEnum):
    """What a finding does: stops a document, warns, or is noted."""

    BLOCKING = "blocking"
    WARNING = "warning"
    NOTE = "note"


class Confidence(StrEnum):
    """How surely the source is known.

    VERIFIED: the provision was read. SECONDARY: read in a report, guide or official page on it.
    MEMORY: not seen; advises only until a lawyer confirms it. PRACTICE: no law, a value the institution
    sets for itself; advises only until the institution confirms it.
    """

    VERIFIED = "verified"
    SECONDARY = "secondary"
    MEMORY = "memory"
    PRACTICE = "practice"

    @property
    def weakness(self) -> int:
        """From the surest (0) to the least sure. What nobody has seen is weaker than what the house itself decided."""
        return (Confidence.VERIFIED, Confidence.SECONDARY, Confidence.PRACTICE, Confidence.MEMORY).index(self)

    @property
    def needs_confirmation(self) -> bool:
        """Whether a rule of this confidence may only advise until two people confirmed it."""
        return self in (Confidence.MEMORY, Confidence.PRACTICE)


@dataclass(frozen=True, slots=True)
class Reference:
    """The exact source of a rule or value. `act` is the act's number, or None for internal practice, which `note` then
    names. `note_said` is the note in three languages, where the rules file tells it so."""

    act: str | None
    article: str | None = None
    paragraph: str | None = None
    note: str | None = None
    note_said: Text | None = None

    @property
    def words(self) -> Text:
        """The source as people name it, each in their language: act, article and paragraph, or what the note says."""
        if not (self.act or self.article or self.paragraph):
            return self.note_said or Text.of(self.note or "–")
        return Text(**{one.value: self._named(*names) for one, names in _NAMES.items()})

    def _named(self, article: str, paragraph: str) -> str:
        parts = (
            self.act,
            self.article and f"{article} {self.article}",
            self.paragraph and f"{paragraph} {self.paragraph}",
        )
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        article = f"art. {self.article}" if self.article else ""
        paragraph = f"par. {self.paragraph}" if self.paragraph else ""
        return ", ".join(part for part in (self.act, article, paragraph) if part) or (self.note or "")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a rules file something stands; lines count from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A parameter's value from `start` until the next value's start. Never edited: a change is a new date."""

    start: date
    value: FactValue
    reference: Reference
    confidence: Confidence
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value set by law or by the institution. `type` carries name, kind, unit and label."""

    type: FactType
    values: tuple[DatedValue, ...]

    @property
    def name(self) -> str:
        """The name conditions use."""
        return self.type.name

    def on(self, day: date) -> DatedValue | None:
        """The value in force on `day`, or None when the law gives none for that day."""
        return max((one for one in self.values if one.start <= day), key=lambda one: one.start, default=None)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as its author wrote it and as the parser read it.

    `lines` tells where the text stands in the file: from this offset of the text on, this line. A text folded
    over several lines has one entry for each.
    """

    text: str
    tree: Node
    file: str = field(default="", compare=False)
    lines: tuple[tuple[int, int], ...] = field(default=(), compare=False)

    def place(self, offset: int = 0) -> Place:
        """Where the letter at `offset` stands."""
        return Place(self.file, max((line for start, line in self.lines if start <= offset), default=1))


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a decision table as findings name it: the table and its hit policy, the row's number (0 is the default)
    and its words, when it is met, and where it stands in the law."""

    table: str
    policy: HitPolicy
    number: int
    words: str
    when: Condition | None
    reference: Reference
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Rivals:
    """The rows of a table of which those that are met must say the same. `every` are the conditions of all of them.
    `others` are those of the rows that say something else, when it is enough to know that none of these is met."""

    others: tuple[Condition, ...]
    every: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Derivation:
    """Establishes a fact other rules use. `value` is a constant of the fact's kind, or an expression.

    It speaks when `when` holds and none of `unless` does; with `rivals` only once the others are known not to be met,
    or all of them are decided. `rows` are those of a decision table that it stands for.
    """

    fact: str
    value: FactValue | Condition
    when: Condition | None
    reference: Reference
    confidence: Confidence
    in_force: Period
    place: Place
    unless: tuple[Condition, ...] = ()
    rivals: Rivals | None = None
    rows: tuple[TableRow, ...] = ()

    @property
    def reads(self) -> frozenset[str]:
        """Every name the conditions and the expression read."""
        return _read_by(self.value, *self.conditions)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Whatever decides whether it speaks."""
        rivals = self.rivals.every if self.rivals else ()
        return (*((self.when,) if self.when else ()), *self.unless, *rivals)


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand of the law: when it is met badly, what to say, how grave it is, and where it stands.

    The rule speaks when `when` holds and none of `unless` does, and no rule that `overrides` it speaks.
    `finding` and `remedy` may name facts and parameters in braces. `blocks` limits a blocking rule to some
    document types of the case type; empty means every document. `fingerprint` changes whenever the rule, a
    derivation or a parameter value it rests on changes: a confirmation counts for one fingerprint only.
    """

    code: str
    title: Text
    when: Condition
    finding: Text
    severity: Severity
    reference: Reference
    confidence: Confidence
    in_force: Period
    place: Place
    unless: tuple[Condition, ...] = ()
    remedy: Text | None = None
    overrides: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    source: str | None = None
    fingerprint: str = ""

    @property
    def reads(self) -> frozenset[str]:
        """Every name its conditions read."""
        return _read_by(self.when, *self.unless)

    @property
    def tells(self) -> frozenset[str]:
        """Every name that stands in braces in what it says to people, in any language."""
        words = (one.in_language(language) for one in (self.finding, self.remedy) if one for language in Language)
        return frozenset(name for sentence in words for name in BRACES.findall(sentence))


def _read_by(*conditions: object) -> frozenset[str]:
    return frozenset().union(*(names(one.tree) for one in conditions if isinstance(one, Condition)))


@dataclass(frozen=True, slots=True)
class Ruleset:
    """One file of law for one or more case types. `fingerprint` is the SHA-256 of its content; comments, spaces
    and the order of names do not count. `places` tells where each fact and parameter stands, `written` is the file's
    text, from which the same ruleset can be read again. What `tables` establish stands among the derivations too."""

    code: str
    applies_to: tuple[str, ...]
    title: Text
    reference: Reference
    facts: tuple[FactType, ...]
    parameters: tuple[Parameter, ...]
    derivations: tuple[Derivation, ...]
    rules: tuple[Rule, ...]
    fingerprint: str
    place: Place
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)
    tables: tuple[DecisionTable, ...] = ()
    written: str = field(default="", compare=False, repr=False)
    clauses: tuple[Clause, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()

    def place_of(self, name: str) -> Place:
        """Where the fact or parameter of that name is declared."""
        return self.places.get(name, self.place)


@dataclass(frozen=True, slots=True)
class Lawbook:
    """All that applies to one case type: every ruleset of every department that names it.

    `facts` are all facts by name, those of `given` (declared by fact sources) among them.
    """

    case_type: str
    rulesets: tuple[Ruleset, ...]
    facts: Mapping[str, FactType] = field(default_factory=dict)
    given: tuple[FactType, ...] = ()

    def parameters(self) -> Iterator[Parameter]:
        """Every parameter of every ruleset."""
        return (parameter for ruleset in self.rulesets for parameter in ruleset.parameters)

    def derivations(self, day: date | None = None) -> Iterator[Derivation]:
        """Every derivation, or only those in force on `day`."""
        return (one for ruleset in self.rulesets for one in ruleset.derivations if day is None or day in one.in_force)

    def rules(self, day: date | None = None) -> Iterator[Rule]:
        """Every rule, or only those in force on `day`."""
        return (rule for ruleset in self.rulesets for rule in ruleset.rules if day is None or day in rule.in_force)

    def clauses(self, day: date | None = None) -> Iterator[Clause]:
        """Every clause, or only those in force on `day`."""
        return (one for ruleset in self.rulesets for one in ruleset.clauses if day is None or day in one.in_force)

    def types(self) -> dict[str, FactType]:
        """What every name of a condition is: facts and parameters."""
        return {**self.facts, **{parameter.name: parameter.type for parameter in self.parameters()}}

    @property
    def fingerprints(self) -> dict[str, str]:
        """Ruleset code to fingerprint: what a case is pinned to."""
        return {ruleset.code: ruleset.fingerprint for ruleset in self.rulesets}
