"""The register of acts: which acts there are, what became of each, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from neni.core.model.references import Confidence

_LAW = re.compile(r"0*(\d{1,2})/L-0*(\d{1,4})", re.IGNORECASE)
_SERIAL = re.compile(r"0*(\d{1,4})/0*(\d{1,4})")


def number_key(number: str) -> str:
    """What two ways to write one number have in common: 04/L-42 is 04/L-042, and 3/2013 is 03/2013."""
    if law := _LAW.fullmatch(number):
        return f"{law[1]}/L-{law[2]}"
    if serial := _SERIAL.fullmatch(number):
        return f"{serial[1]}/{serial[2]}"
    return number


@dataclass(frozen=True, slots=True)
class ActLink:
    """Another act by which something happened to one; `on` is its day in the gazette, where known."""

    number: str
    title: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class RegisteredAct:
    """An act as the register knows it. `number` is as the gazette writes it (04/L-042); `articles` is its last article,
    where known; `repealed` may be true while by which act is unknown; `court` names cases of the Constitutional Court
    about it."""

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
    partly_repealed_by: tuple[ActLink, ...] = ()
    court: tuple[str, ...] = ()

    def repeal(self, on: date) -> ActLink | None:
        """The first act known to have repealed it by that day. An act marked repealed on a day nobody knows counts as
        repealed; then the link names no act."""
        known = sorted((one for one in self.repealed_by if one.on), key=lambda one: one.on or date.max)
        past = [one for one in known if one.on and one.on <= on]
        undated = [one for one in self.repealed_by if one.on is None]
        if past or undated:
            return (past or undated)[0]
        return ActLink("", "") if self.repealed and not self.repealed_by else None

    def amendments(self, on: date) -> tuple[ActLink, ...]:
        """The acts that had amended it by that day, in the order of their numbers."""
        past = [one for one in self.amended_by if one.on is None or one.on <= on]
        return tuple(sorted(past, key=lambda one: one.number))


class ActRegister:
    """Acts by number; one number may belong to acts of several kinds."""

    def __init__(self, acts: Iterable[RegisteredAct] = ()) -> None:
        self.acts = tuple(acts)
        self._by_number: dict[str, list[RegisteredAct]] = {}
        for act in self.acts:
            self._by_number.setdefault(number_key(act.number), []).append(act)

    def find(self, number: str) -> tuple[RegisteredAct, ...]:
        """Every act of that number, however it is written."""
        return tuple(self._by_number.get(number_key(number), ()))

    def __len__(self) -> int:
        return len(self.acts)
