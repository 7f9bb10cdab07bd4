"""Keeps one child alive for the many threads that ask it: replaces it after a crash, a hang or many cases.

Whoever cannot be answered gets None and uses the fixpoint. Nobody waits long: not for a child that is busy, and
after a failure a number of questions, doubled each time, pass before the next child is tried.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from neni.core.adapters.engine.child import Broken, Child, ChildFailure, Unfit
from neni.core.model.chaining import Program, Token

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


class Supervisor:
    """The child and its replacement. `tally` counts what happened, by the words of `docs/engine.md`."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.tally: Counter[str] = Counter()
        self.broken: str | None = None
        self.version: str | None = None
        self.set_aside: dict[str, str] = {}
        self._child: Child | None = None
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
            self._in_turn(self._ready, ())

    def establish(
        self, run: int, program: Program, tokens: Sequence[Token], meanwhile: Callable[[], object] = lambda: None
    ) -> frozenset[Token] | None:
        """What durable-rules says follows, or None when it cannot be asked now. `meanwhile` may be done while it
        works, and is not when it is not asked."""
        if self.broken is not None or program.code in self.set_aside:
            found = None
        else:
            found = self._in_turn(self._establish, (run, program, tokens, meanwhile))
        self._count("alone" if found is None else "answered")
        return found

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

    def _in_turn(self, ask: Callable[..., Answer | None], arguments: tuple[object, ...]) -> Answer | None:
        if not self._lock.acquire(timeout=self.limits.queue_seconds):
            self._count("busy")
            return None
        try:
            return ask(*arguments)
        finally:
            self._lock.release()

    def _establish(
        self, run: int, program: Program, tokens: Sequence[Token], meanwhile: Callable[[], object]
    ) -> frozenset[Token] | None:
        child = self._ready()
        if child is None:
            return None
        try:
            found = child.establish(run, program, tokens, meanwhile)
        except Unfit as unfit:
            self._put_aside(program, str(unfit))
            return None
        except ChildFailure as failure:
            self._strike(program)
            self._failed(str(failure))
            return None
        self._failures = 0
        self._strikes.pop(program.code, None)
        return found

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
        self._child = None
