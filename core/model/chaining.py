"""Forward chaining over truth tokens: a condition's logic as Horn clauses, and the fixpoint that follows them.

A token stands for one established truth ("this part is true", "this part is false"). A part that is neither
stays silent, so three-valued logic becomes plain derivation: `a and b` is true once both are, false once
either is, and otherwise cannot be told. See docs/notation.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias

Token: TypeAlias = int


@dataclass(frozen=True, slots=True)
class Clause:
    """Once every token of `needs` is established, so is `gives`; with no needs, from the start."""

    needs: tuple[Token, ...]
    gives: Token


@dataclass(frozen=True, slots=True)
class Program:
    """All clauses for one lawbook on one date. `code` is unique to its content."""

    code: str
    clauses: tuple[Clause, ...]


class FixpointChain:
    """Counts, per clause, the needs still open; a clause whose count reaches zero gives its token."""

    def __init__(self, program: Program) -> None:
        self._open = [len(set(clause.needs)) for clause in program.clauses]
        self._gives = [clause.gives for clause in program.clauses]
        self._waiting: defaultdict[Token, list[int]] = defaultdict(list)
        for index, clause in enumerate(program.clauses):
            for need in set(clause.needs):
                self._waiting[need].append(index)
        self._known: set[Token] = set()
        self._facts = [clause.gives for clause in program.clauses if not clause.needs]

    def establish(self, tokens: Iterable[Token]) -> frozenset[Token]:
        """Add tokens; returns everything established so far, given and derived."""
        agenda = [token for token in (*self._facts, *tokens) if token not in self._known]
        while agenda:
            token = agenda.pop()
            if token in self._known:
                continue
            self._known.add(token)
            agenda.extend(self._completed_by(token))
        return frozenset(self._known)

    def _completed_by(self, token: Token) -> Iterator[Token]:
        for index in self._waiting[token]:
            self._open[index] -= 1
            if self._open[index] == 0:
                yield self._gives[index]


class Fixpoint:
    """The engine that needs nothing but Python; also the check on every other engine."""

    name = "fixpoint"

    @contextmanager
    def run(self, program: Program) -> Iterator[FixpointChain]:
        """A fresh run."""
        yield FixpointChain(program)
