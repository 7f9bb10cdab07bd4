"""Forward chaining over truth tokens: a condition's logic as Horn clauses, and the fixpoint that follows them.

A token stands for one established truth ("this part is true", "this part is false"). A part that is neither
stays silent, so three-valued logic becomes plain derivation: `a and b` is true once both are, false once
either is, and otherwise cannot be told. See docs/notation.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

Token: TypeAlias = int


@dataclass(frozen=True, slots=True)
class Clause:
    """Once every token of `needs` is established, so is `gives`; with no needs, from the start."""

    needs: tuple[Token, ...]
    gives: Token


@dataclass(frozen=True)
class Program:
    """All clauses for one lawbook on one date. `code` is unique to its content."""

    code: str
    clauses: tuple[Clause, ...]

    @cached_property
    def waiting(self) -> Mapping[Token, tuple[int, ...]]:
        """For each token the places of the clauses that need it."""
        found: defaultdict[Token, list[int]] = defaultdict(list)
        for index, clause in enumerate(self.clauses):
            for need in set(clause.needs):
                found[need].append(index)
        return {token: tuple(places) for token, places in found.items()}

    @cached_property
    def given(self) -> tuple[Token, ...]:
        """The tokens that need nothing."""
        return tuple(clause.gives for clause in self.clauses if not clause.needs)

    @cached_property
    def needs(self) -> tuple[int, ...]:
        """For each clause how many tokens it needs."""
        return tuple(len(set(clause.needs)) for clause in self.clauses)


class FixpointChain:
    """Counts, per clause, the needs still open; a clause whose count reaches zero gives its token."""

    def __init__(self, program: Program) -> None:
        self._clauses, self._waiting = program.clauses, program.waiting
        self._open = list(program.needs)
        self._known: set[Token] = set()
        self._agenda = list(program.given)

    def establish(self, tokens: Iterable[Token]) -> frozenset[Token]:
        """Add tokens; returns everything established so far, given and derived."""
        agenda, known, waiting, clauses, still = self._agenda, self._known, self._waiting, self._clauses, self._open
        agenda.extend(tokens)
        while agenda:
            token = agenda.pop()
            if token not in known:
                known.add(token)
                for place in waiting.get(token, ()):
                    still[place] -= 1
                    if not still[place]:
                        agenda.append(clauses[place].gives)
        return frozenset(known)

    presume = establish
    """There is nothing to wait for."""


class Fixpoint:
    """The engine that needs nothing but Python; also the check on every other engine."""

    name = "fixpoint"

    @contextmanager
    def run(self, program: Program) -> Iterator[FixpointChain]:
        """A fresh run."""
        yield FixpointChain(program)
