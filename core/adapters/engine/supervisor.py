"""Keeps one child alive for the many threads that ask it: replaces it after a crash, a hang or many cases.

Whoever cannot be answered gets None and uses the fixpoint. Nobody waits long: not for a child that is busy, and
after a failure a number of questions, doubled each time, pass before the next child is tried. One question is under
way at a time, and whoever has the next hears its answer and keeps it for the asker, who may have other work to do.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from neni.core.adapters.engine.child import Broken, Child, ChildFailure, Open, Unfit
from neni.core.model.law.chaining import Program, Token

_log = logging.getLogger(__name__)
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Limits:
    """Patience with the child. Seconds are measured by the socket and the lock, pauses are counted in questions."""

    start_seconds: float = 10.0
    answer_seconds: float = 2.0
    queue_seconds: float = 0.5
    cases_per_child: int = 50_000
    programs_per_child: int = 100
    longest_pause: int = 1024
    strikes: int = 3


@dataclass(slots=True, eq=False)
class Asked:
    """A question under way, then answered: `found` is what follows, None when the child failed over it. `waited` are
    the seconds that others waited for its answer."""

    program: Program
    question: Open
    waited: float = 0.0
    over: bool = False
    found: frozenset[Token] | None = None


class Supervisor:
    """The child and its replacement. `tally` counts what happened, by the words of `docs/engine.md`."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.tally: Counter[str] = Counter()
        self.broken: str | None = None
        self.version: str | None = None
        self.set_aside: dict[str, str] = {}
        self._child: Child | None = None
        self._asked: Asked | None = None
        self._lock = Lock()
        self._tallying = Lock()
        self._closed = False
        self._failures = 0
        self._pause = 0
        self._strikes: Counter[str] = Counter()

    @property
    def pid(self) -> int | None:
        """The child process, if there is one at present."""
        child = self._child
        return child.pid if child else None

    def prepare(self) -> None:
        """Start the child if none was ever tried, so that it is known whether durable-rules works."""
        if self.version is None and self.broken is None:
            self._in_turn(self._ready, (), self.limits.queue_seconds)

    def ask(self, run: int, program: Program, tokens: Sequence[Token]) -> Asked | None:
        """Put a question to durable-rules; None when it cannot be asked now."""
        asked = None
        if self.broken is None and program.code not in self.set_aside:
            asked = self._in_turn(self._ask, (run, program, tokens), self.limits.queue_seconds)
        if asked is None:
            self._count("alone")
        return asked

    def answer(self, asked: Asked) -> frozenset[Token] | None:
        """What durable-rules says follows, waited for; None when it does not say."""
        if not asked.over:
            self._in_turn(self._answer, (asked,), self.limits.answer_seconds)
        self._count("alone" if asked.found is None else "answered")
        return asked.found

    def disagreed(self, program: Program) -> None:
        """The check found the child wrong: it is replaced and not asked about this program again."""
        self._count("disagreements")
        self._put_aside(program, "it disagreed with the check")
        with self._lock:
            self._failed("it disagreed with the check")

    def close(self) -> None:
        """End the child; every later question is answered None."""
        with self._lock:
            self._closed = True
            self._drop()

    def _count(self, what: str) -> None:
        with self._tallying:
            self.tally[what] += 1

    def _in_turn(
        self, ask: Callable[..., Answer | None], arguments: tuple[object, ...], seconds: float
    ) -> Answer | None:
        if not self._lock.acquire(timeout=seconds):
            self._count("busy")
            return None
        try:
            return ask(*arguments)
        finally:
            self._lock.release()

    def _ask(self, run: int, program: Program, tokens: Sequence[Token]) -> Asked | None:
        child = self._ready() if self._is_free() else None
        if child is None:
            return None
        try:
            self._asked = Asked(program, child.ask(run, program, tokens))
        except Unfit as unfit:
            self._put_aside(program, str(unfit))
        except ChildFailure as failure:
            self._fail_over(program, str(failure))
        return self._asked

    def _is_free(self) -> bool:
        """Whether the child can be asked: the answer to the question before is heard first, if it comes soon. A child
        that so many others waited for in vain has failed."""
        before = self._asked
        if self._child is None or before is None:
            return True
        if self._child.has_spoken(self.limits.queue_seconds):
            self._hear(self._child, before)
            return True
        self._count("busy")
        before.waited += self.limits.queue_seconds
        if before.waited >= self.limits.answer_seconds:
            self._fail_over(before.program, f"no answer within {before.waited} s")
        return False

    def _answer(self, asked: Asked) -> None:
        """A question that is not under way any more was answered already, or went down with its child."""
        if self._child and asked is self._asked:
            self._hear(self._child, asked)

    def _hear(self, child: Child, asked: Asked) -> None:
        self._asked, asked.over = None, True
        try:
            asked.found = child.hear(asked.question)
        except ChildFailure as failure:
            self._fail_over(asked.program, str(failure))
        else:
            self._failures = 0
            self._strikes.pop(asked.program.code, None)

    def _ready(self) -> Child | None:
        if self._child and self._is_worn(self._child):
            self._count("recycled")
            self._drop()
        if self._child is None and not self._closed and self.broken is None and not self._is_pausing():
            self._child = self._started()
        return self._child

    def _is_worn(self, child: Child) -> bool:
        return child.cases >= self.limits.cases_per_child or child.programs >= self.limits.programs_per_child

    def _is_pausing(self) -> bool:
        self._pause = max(0, self._pause - 1)
        return self._pause > 0

    def _started(self) -> Child | None:
        try:
            child = Child(self.limits.start_seconds, self.limits.answer_seconds)
        except Broken as broken:
            self.broken = str(broken)
            _log.warning("durable-rules cannot be used, the fixpoint answers alone: %s", broken)
            return None
        except (ChildFailure, OSError) as failure:
            self._failed(str(failure))
            return None
        self.version = child.version
        self._count("started")
        return child

    def _failed(self, why: str) -> None:
        self._count("failures")
        self._pause = min(2 ** min(self._failures, 30), self.limits.longest_pause)
        self._failures += 1
        self._drop()
        _log.error("the durable-rules process failed and is replaced, the fixpoint answers meanwhile: %s", why)

    def _fail_over(self, program: Program, why: str) -> None:
        self._strike(program)
        self._failed(why)

    def _strike(self, program: Program) -> None:
        self._strikes[program.code] += 1
        if self._strikes[program.code] >= self.limits.strikes:
            self._put_aside(program, f"the process failed {self.limits.strikes} times in a row over it")

    def _put_aside(self, program: Program, why: str) -> None:
        self.set_aside[program.code] = why
        _log.error("durable-rules is not asked about program %s any more: %s", program.code, why)

    def _drop(self) -> None:
        if self._child:
            self._child.close()
        self._child = self._asked = None
