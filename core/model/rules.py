"""What the law says one sentence at a time: parameters with dates, derivations and rules, each with its source and how
surely it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from neni.core.model.conditions.reading import names
from neni.core.model.conditions.tree import Node
from neni.core.model.facts import FactType, FactValue
from neni.core.model.hit_policies import HitPolicy
from neni.core.model.periods import Period
from neni.core.model.references import Confidence, Place, Reference
from neni.core.model.text import Language, Text

BRACES = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""A name in a sentence for people, to be replaced by its value."""


class Severity(StrEnum):
    """What a finding does: stops a document, warns, or is noted."""

    BLOCKING = "blocking"
    WARNING = "warning"
    NOTE = "note"


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
    _read: frozenset[str] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def reads(self) -> frozenset[str]:
        """Every name it reads; looked for once, since checks ask for it over and over."""
        if self._read is None:
            object.__setattr__(self, "_read", names(self.tree))
        return self._read or frozenset()

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
    return frozenset().union(*(one.reads for one in conditions if isinstance(one, Condition)))
