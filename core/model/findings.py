"""What the rules say of a case on a day, with everything needed to explain it years later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from neni.core.model.conditions.explaining import Explained
from neni.core.model.facts import FactValue, FactValues
from neni.core.model.references import Confidence, Reference
from neni.core.model.rules import Severity
from neni.core.model.table_words import row_said
from neni.core.model.text import Text

ONLY_ADVISES = "not overridden by "
"""How an explanation names a rule that would come before another one, if people had confirmed it."""


class Outcome(StrEnum):
    """A rule's answer. CANNOT_BE_TOLD means a fact is missing: it is never read as false."""

    HOLDS = "holds"
    DOES_NOT_HOLD = "does_not_hold"
    CANNOT_BE_TOLD = "cannot_be_told"


@dataclass(frozen=True, slots=True)
class UsedRow:
    """A row of a decision table that gave a value: the table, the row's number (0 is the default) and its words."""

    table: str
    number: int
    words: str
    reference: Reference
    confidence: Confidence

    @property
    def said(self) -> Text:
        """The row as people name it."""
        return row_said(self.table, self.number, self.words)


@dataclass(frozen=True, slots=True)
class Used:
    """A fact or parameter value a finding rests on; `since`, `reference` and `confidence` only for parameters, `rows`
    only for what a decision table gave."""

    name: str
    label: Text
    shown: Text
    since: date | None = None
    reference: Reference | None = None
    confidence: Confidence | None = None
    rows: tuple[UsedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact to ask for, or a parameter the law gives no value for on that day."""

    name: str
    label: Text
    is_parameter: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of one case. `confirmed` is False while the rule may only advise. `ruleset` and `version`
    tell the text the rule stood in: the code of the ruleset and its fingerprint."""

    rule: str
    fingerprint: str
    outcome: Outcome
    title: Text
    message: Text
    severity: Severity
    reference: Reference
    confidence: Confidence
    confirmed: bool
    in_force_since: date | None = None
    remedy: Text | None = None
    used: tuple[Used, ...] = ()
    missing: tuple[Missing, ...] = ()
    blocks: tuple[str, ...] = ()
    explanation: Explained | None = None
    about: str | None = None
    ruleset: str = ""
    version: str = ""

    @property
    def advisory(self) -> bool:
        """Whether the rule would block but only advises, because nobody has confirmed it yet."""
        return self.severity is Severity.BLOCKING and not self.confirmed

    def stops(self, document_type: str) -> bool:
        """Whether this finding stops a document of that type from being issued."""
        concerned = not self.blocks or document_type in self.blocks
        return self.outcome is Outcome.HOLDS and self.severity is Severity.BLOCKING and self.confirmed and concerned


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One run of the rules: the day whose law was applied, the facts, what was derived, and every finding.

    `rulesets` maps ruleset code to fingerprint. `engine` names what chained the derivations. `at` is None
    for a trial run that is not stored.
    """

    case_type: str
    on: date
    facts: FactValues
    derived: Mapping[str, FactValue | None]
    findings: tuple[Finding, ...]
    rulesets: Mapping[str, str]
    engine: str
    at: datetime | None = None
    id: str | None = None

    def with_outcome(self, outcome: Outcome) -> Iterator[Finding]:
        """The findings that came out so."""
        return (finding for finding in self.findings if finding.outcome is outcome)

    def stopping(self, document_type: str) -> tuple[Finding, ...]:
        """The findings that stop a document of that type."""
        return tuple(finding for finding in self.findings if finding.stops(document_type))
