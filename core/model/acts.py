"""The register of acts: which acts there are, what became of each, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from neni.core.model.rulesets import Confidence


@dataclass(frozen=True, slots=True)
class ActLink:
    """Another act by which something happened to one; `on` is its day in the gazette, where known."""

    number: str
    title: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class RegisteredAct:
    """An act as the register knows it. `number` is normalised (04/L-042); `articles` is its last article, where
    known; `repealed` may be true while by which act is unknown."""

    number: str
    kind: str
    title: Mapping[str, str]
    published: date | None = None
    gazette: str = ""
    issuer: str = ""
    repealed: bool = False
    repealed_by: tuple[ActLink, ...] = ()
    amended_by: tuple[ActLink, ...] = ()
    articles: int | None = None
    source: str = ""
    confidence: Confidence = Confidence.MEMORY


class ActRegister:
    """Acts by number; one number may belong to acts of several kinds."""

    def __init__(self, acts: Iterable[RegisteredAct] = ()) -> None:
        self.acts = tuple(acts)
        self._by_number: dict[str, list[RegisteredAct]] = {}
        for act in self.acts:
            self._by_number.setdefault(act.number, []).append(act)

    def find(self, number: str) -> tuple[RegisteredAct, ...]:
        """Every act of that normalised number."""
        return tuple(self._by_number.get(number, ()))
