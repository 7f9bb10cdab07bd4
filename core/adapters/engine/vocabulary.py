"""The tokens of a program by number: what durable-rules and its process get to know of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress

from neni.core.model.law.chaining import Clause, Program, Token


class Vocabulary:
    """Every token of a program once, in the order of the clauses. `clauses` are the program's over numbers."""

    def __init__(self, program: Program) -> None:
        every = (token for clause in program.clauses for token in (*clause.needs, clause.gives))
        self.tokens: tuple[Token, ...] = tuple(dict.fromkeys(every))
        self._index = {token: number for number, token in enumerate(self.tokens)}
        self.clauses = tuple(self._numbered(clause) for clause in program.clauses)

    def _numbered(self, clause: Clause) -> Clause:
        return Clause(tuple(self._index[need] for need in clause.needs), self._index[clause.gives])

    def numbers(self, tokens: Iterable[Token]) -> list[int]:
        """The numbers of tokens; those the program does not name have none."""
        index = self._index
        return [index[token] for token in tokens if token in index]

    def strangers(self, tokens: Iterable[Token]) -> frozenset[Token]:
        """The tokens that the program does not name."""
        return frozenset(tokens).difference(self._index)

    def marked(self, marks: bytes) -> frozenset[Token]:
        """The tokens whose mark is not 0, of one mark for each token."""
        return frozenset(compress(self.tokens, marks))
