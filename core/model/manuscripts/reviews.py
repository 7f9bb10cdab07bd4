"""A review: one manuscript checked by the rules of a department, what they remark, and what its author made of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from neni.core.model.facts import FactValues
from neni.core.model.findings import Finding, Outcome
from neni.core.model.manuscripts import Anchor, Source
from neni.core.model.problems import Problem
from neni.core.model.rules import Severity


@dataclass(frozen=True, slots=True)
class Remark:
    """What one rule says of one thing in a manuscript: the provision it stands in, and the exact words. `number`
    counts from 1 in the order of the text."""

    number: int
    subject: str
    eid: str
    anchor: Anchor
    words: str
    finding: Finding

    @property
    def is_question(self) -> bool:
        """Whether the rule could not be told, because something is not known."""
        return self.finding.outcome is Outcome.CANNOT_BE_TOLD

    @property
    def weight(self) -> Severity:
        """How grave it is; a rule that nobody confirmed yet only warns."""
        return Severity.WARNING if self.finding.advisory else self.finding.severity

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays the same of a remark while the text around it changes."""
        return self.finding.rule, self.eid, " ".join(self.words.casefold().split())


class Opinion(StrEnum):
    """What the author made of a remark."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Somebody's answer to a remark; the newest counts. Dismissing needs a reason."""

    number: int
    opinion: Opinion
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Review:
    """A manuscript as it was handed in, checked by the law of the day `on`. `previous` is the review of the version
    before, `case_id` the case it belongs to. `stated` is what people said of it that does not stand in the text;
    `notes` are what reading it could not place."""

    id: str
    type: str
    name: str
    source: Source
    title: str
    language: str
    on: date
    by: str
    at: datetime
    sha256: str
    size: int
    remarks: tuple[Remark, ...] = ()
    notes: tuple[Problem, ...] = ()
    stated: FactValues = field(default_factory=dict)
    previous: str | None = None
    case_id: str | None = None

    @property
    def department(self) -> str:
        """The code before the dot of its type."""
        return self.type.partition(".")[0]

    def counts(self) -> Mapping[Severity, int]:
        """How many remarks of each weight; questions are not counted."""
        return Counter(one.weight for one in self.remarks if not one.is_question)


@dataclass(frozen=True, slots=True)
class Progress:
    """What became of the remarks of the version before: `fixed` are its own, `fresh` and `staying` of the new one."""

    fixed: tuple[Remark, ...]
    staying: tuple[Remark, ...]
    fresh: tuple[Remark, ...]


def progress(before: Review, after: Review) -> Progress:
    """Compare two versions remark by remark: first those that say the same of the same words in the same provision,
    then of the same words elsewhere (articles were renumbered), then in the same provision (words were changed)."""
    old, new = list(before.remarks), list(after.remarks)
    pairs: list[tuple[Remark, Remark]] = []
    for parts in ((0, 1, 2), (0, 2), (0, 1)):
        pairs += _pair(old, new, parts)
    staying = sorted((after for _, after in pairs), key=lambda one: one.number)
    return Progress(tuple(old), tuple(staying), tuple(new))


def _pair(old: list[Remark], new: list[Remark], parts: tuple[int, ...]) -> list[tuple[Remark, Remark]]:
    """Take out of both lists what agrees in these parts of the key."""
    waiting: dict[tuple[str, ...], list[Remark]] = defaultdict(list)
    for one in old:
        waiting[tuple(one.key[part] for part in parts)].append(one)
    found = []
    for one in list(new):
        same = waiting[tuple(one.key[part] for part in parts)]
        if same:
            earlier = same.pop(0)
            found.append((earlier, one))
            old.remove(earlier)
            new.remove(one)
    return found


def opinions(verdicts: Iterable[Verdict]) -> Mapping[int, Verdict]:
    """The verdict that counts for each remark; what was taken back has none."""
    newest = {one.number: one for one in verdicts}
    return {number: one for number, one in newest.items() if one.opinion is not Opinion.OPEN}
