"""durable-rules and the fixpoint side by side: one answer, given only when both agree."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count

from neni.core.adapters.engine import telling
from neni.core.adapters.engine.supervisor import Limits, Supervisor
from neni.core.errors import EngineFailure
from neni.core.model.chaining import FixpointChain, Program, Token
from neni.core.model.text import Text

_log = logging.getLogger(__name__)


class CheckedChain:
    """One run, followed by both. What the child cannot answer now, the fixpoint answers alone."""

    def __init__(self, supervisor: Supervisor, run: int, program: Program) -> None:
        self._supervisor, self._run, self._program = supervisor, run, program
        self._check = FixpointChain(program)
        self._given: dict[Token, None] = {}

    def establish(self, tokens: Iterable[Token]) -> frozenset[Token]:
        """Add tokens; returns everything established so far. Raises EngineFailure when the two disagree.

        The fixpoint works while the child does, and afterwards if the child was not asked.
        """
        new = tuple(tokens)
        self._given.update(dict.fromkeys(new))
        check = cache(lambda: self._check.establish(new))
        found = self._supervisor.establish(self._run, self._program, tuple(self._given), check)
        expected = check()
        if found is not None and found != expected:
            self._disagree(expected - found, found - expected)
        return expected

    def _disagree(self, too_few: frozenset[Token], too_many: frozenset[Token]) -> None:
        code = self._program.code
        _log.critical("durable-rules disagrees over %s: lacks %s, adds %s", code, sorted(too_few), sorted(too_many))
        self._supervisor.disagreed(self._program)
        raise EngineFailure(telling.disagreement(code))


class CheckedEngine:
    """durable-rules in a child process, every answer checked. The child is started when first needed.

    Any number of threads may have runs open at once; they take turns question by question.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._supervisor = Supervisor(limits or Limits())
        self._runs = count(1)

    @property
    def name(self) -> str:
        """What people see; starts the child if it never was, so that it tells the truth."""
        self._supervisor.prepare()
        usable = self._supervisor.version and not self._supervisor.broken
        return f"durable-rules {self._supervisor.version}, checked" if usable else "fixpoint"

    @property
    def note(self) -> Text:
        """For `neni about`: how the engine fares and, when the fixpoint is alone, why."""
        self._supervisor.prepare()
        return telling.state(self._supervisor)

    @property
    def tally(self) -> Counter[str]:
        """How many questions were answered, and what went wrong (see docs/engine.md)."""
        return Counter(self._supervisor.tally)

    @property
    def pid(self) -> int | None:
        """The child process, if there is one at present."""
        return self._supervisor.pid

    @contextmanager
    def run(self, program: Program) -> Iterator[CheckedChain]:
        """A fresh run."""
        yield CheckedChain(self._supervisor, next(self._runs), program)

    def close(self) -> None:
        """End the child process; the fixpoint answers whatever is still asked."""
        self._supervisor.close()
