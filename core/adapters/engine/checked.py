"""durable-rules and the fixpoint side by side: one answer, given only when both agree."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count

from neni.core.adapters.engine import telling
from neni.core.adapters.engine.supervisor import Asked, Limits, Supervisor
from neni.core.errors import EngineFailure
from neni.core.model.law.chaining import FixpointChain, Program, Token
from neni.core.model.text import Text

_log = logging.getLogger(__name__)


class CheckedChain:
    """One run, followed by both. What the child cannot answer now, the fixpoint answers alone. Every question to the
    child is compared before the next one, and before the run is over."""

    def __init__(self, supervisor: Supervisor, run: int, program: Program) -> None:
        self._supervisor, self._run, self._program = supervisor, run, program
        self._check = FixpointChain(program)
        self._given: dict[Token, None] = {}
        self._asked: Asked | None = None
        self._expected: frozenset[Token] = frozenset()

    def establish(self, tokens: Iterable[Token]) -> frozenset[Token]:
        """Add tokens; returns everything established so far. Raises EngineFailure when the two disagree.

        The fixpoint works while the child does.
        """
        found = self.presume(tokens)
        self.compare()
        return found

    def presume(self, tokens: Iterable[Token]) -> frozenset[Token]:
        """The same, compared later, so that the child works while others do. What is returned must not be told to
        anybody before the run is over."""
        self.compare()
        new = tuple(tokens)
        self._given.update(dict.fromkeys(new))
        self._asked = self._supervisor.ask(self._run, self._program, tuple(self._given))
        self._expected = self._check.establish(new)
        return self._expected

    def compare(self) -> None:
        """Wait for the child's last answer. Raises EngineFailure when the two disagree."""
        asked, self._asked = self._asked, None
        found = self._supervisor.answer(asked) if asked else None
        if found is not None and found != self._expected:
            self._disagree(self._expected - found, found - self._expected)

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
        """A fresh run. Raises EngineFailure at its end when what was presumed in it turns out to be disagreed over."""
        chain = CheckedChain(self._supervisor, next(self._runs), program)
        try:
            yield chain
        finally:
            chain.compare()

    def close(self) -> None:
        """End the child process; the fixpoint answers whatever is still asked."""
        self._supervisor.close()
