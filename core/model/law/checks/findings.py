"""What a check tells: a mistake that is certain, or a remark on what deserves a second look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from neni.core.model.problems import Problem
from neni.core.model.text import Language, Text


class Gravity(StrEnum):
    """An error is certain and fails the check; a remark is a suspicion, or a gap nobody has to fill."""

    ERROR = "error"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One thing found. `code` is stable and may be matched by programs; `place` is file and line; `about` names the
    rule, fact, parameter, table or example; `remedy` says what to do where the message does not."""

    code: str
    gravity: Gravity
    message: Text
    remedy: Text | None = None
    place: str = ""
    about: str = ""

    @property
    def file(self) -> str:
        """The file of the place, or nothing."""
        return self.place.rpartition(":")[0]

    @property
    def line(self) -> int | None:
        """The line of the place, counted from 1."""
        number = self.place.rpartition(":")[2]
        return int(number) if number.isdecimal() else None

    def said(self, language: Language) -> str:
        """One line for a person, without what to do."""
        words = self.message.in_language(language)
        return f"{self.place}: {words}" if self.place else words


Sentences = tuple[str, str, str]
"""A sentence in Albanian, Serbian and English, with places for what is told."""


def filled(sentences: Sentences, *told: object) -> Text:
    """The sentence with its places filled."""
    sq, sr, en = (one.format(*told) for one in sentences)
    return Text(sq=sq, sr=sr, en=en)


def of_problem(problem: Problem, gravity: Gravity = Gravity.ERROR, code: str = "", about: str = "") -> CheckFinding:
    """A mistake told elsewhere, which says itself what to do next."""
    return CheckFinding(code or problem.code.replace("_", "-"), gravity, problem.message, None, problem.where, about)


def in_order(findings: Iterable[CheckFinding]) -> tuple[CheckFinding, ...]:
    """Each once: errors first, then by file and line."""
    return tuple(sorted(dict.fromkeys(findings), key=_order))


def _order(finding: CheckFinding) -> tuple[bool, str, int, str, str]:
    return finding.gravity is Gravity.REMARK, finding.file, finding.line or 0, finding.code, finding.about
