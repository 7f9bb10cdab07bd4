"""Versions of law: rulesets as they once stood, and the law of a case type that is put together from them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Plan

SHOWN = 8
"""So many digits of a fingerprint tell versions apart for people."""


@dataclass(frozen=True, slots=True)
class RulesetVersion:
    """A ruleset as it stood when a case was pinned to it: the text of its file, under the fingerprint."""

    code: str
    fingerprint: str
    file: str
    written: str
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class Law:
    """A lawbook, and what it is lowered to."""

    lawbook: Lawbook
    plan: Plan

    @property
    def versions(self) -> dict[str, str]:
        """Ruleset code to fingerprint."""
        return self.lawbook.fingerprints


class Shelf:
    """Earlier law that was read once. Reading takes tens of milliseconds, and many cases share one version. The law
    nobody asked for longest gives way. What lies here never changes: it is known by its content."""

    def __init__(self, places: int = 64) -> None:
        self._places = places
        self._laws: OrderedDict[tuple[str, frozenset[tuple[str, str]]], Law] = OrderedDict()
        self._lock = Lock()

    def take(self, case_type: str, versions: Mapping[str, str], read: Callable[[], Law]) -> Law:
        """The law of a case type in these versions; `read` is called when it does not lie here."""
        name = case_type, frozenset(versions.items())
        with self._lock:
            if name in self._laws:
                self._laws.move_to_end(name)
                return self._laws[name]
        law = read()
        with self._lock:
            self._laws[name] = law
            while len(self._laws) > self._places:
                self._laws.popitem(last=False)
        return law


def short(fingerprint: str) -> str:
    """A fingerprint as people see it."""
    return fingerprint[:SHOWN]
