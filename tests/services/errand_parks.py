"""Kinds of errands for tests: letters that are sent, fail, or are never answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from neni.core.declarations import ErrandKind
from neni.core.model.errands import Backoff, Errand, NewErrand
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Desk, Outcome
from neni.core.services.work.errand_kinds import Kinds

TWICE = Backoff((timedelta(minutes=1), timedelta(minutes=5)), jitter=0.1)


@dataclass
class Post:
    """Remembers what was sent; `answer` tells what becomes of a letter."""

    answer: Callable[[Errand], Outcome | None] = lambda errand: None
    sent: list[str] = field(default_factory=list)

    def send(self, errand: Errand, _desk: Desk) -> Outcome | None:
        self.sent.append(errand.key)
        return self.answer(errand)

    def kinds(self, **more: object) -> Kinds:
        return Kinds.of([ErrandKind("letter", Text.of("Letra"), self.send, **{"retries": TWICE, **more})])


def enter(office: Office, *keys: str, **more: object) -> None:
    with office.store.writing() as work:
        for key in keys:
            work.errands.add(NewErrand(**{"kind": "letter", "key": key, "at": office.clock.now(), **more}))
