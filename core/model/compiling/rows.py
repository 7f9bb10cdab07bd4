"""The rules and derivations of a day as rows of tokens, all of them in the bits of one integer.

A statement speaks once all tokens of one of its rows are established. Each value of a fact leaves some rows alive; the
rows that all facts leave alive are complete. So what a case says of five hundred rules takes one `&` a fact.

Bits from 0 on stand for the statements themselves, in their order: bit `i` is the first row of statement `i`. Further
rows, and those that need several tokens for a statement to be silent, have bits beyond.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from neni.core.model.compiling.logic import Logic
from neni.core.model.law.chaining import Token
from neni.core.model.law.lowering import Statement

MOST = 32
"""A statement with more rows than this is told from the formulas themselves."""


class _TooMany(Exception):
    """More rows than a table should have."""


class Rows:
    """The rows of some statements. `columns` are the tokens that columns of facts tell; the rest is told one by one."""

    def __init__(self, logic: Logic, statements: Sequence[Statement], columns: Collection[Token]) -> None:
        self.statements, self.count = statements, len(statements)
        self.start = 0
        """The bits of rows there are."""
        self.silent = 0
        """The statements that the day silences."""
        self.wide: list[int] = []
        self.speaking: list[list[int]] = [[] for _ in statements]
        """For each statement the bits of its rows."""
        self.silencing: list[list[int]] = [[] for _ in statements]
        """For each statement the bits of the rows of several tokens that silence it."""
        self.asked: dict[int, tuple[Token, ...]] = {}
        """For the bit of a row the tokens no column tells."""
        self._columns = columns
        self._needing: dict[Token, int] = {}
        self._silencing: dict[Token, int] = {}
        self._next = self.count
        self._known: dict[Token, frozenset[frozenset[Token]]] = {}
        for number, statement in enumerate(statements):
            self._take(logic, number, statement)

    def alive(self, unestablished: Iterable[Token]) -> int:
        """The rows that need none of these."""
        lost = 0
        for token in unestablished:
            lost |= self._needing.get(token, 0)
        return self.start & ~lost

    def silenced(self, established: Iterable[Token]) -> int:
        """The statements that one of these silences by itself."""
        found = 0
        for token in established:
            found |= self._silencing.get(token, 0)
        return found

    def _take(self, logic: Logic, number: int, statement: Statement) -> None:
        try:
            speaks, silent = (self._rows(logic, token) for token in (statement.speaks, statement.silent))
        except _TooMany:
            self.wide.append(number)
            return
        for place, row in enumerate(sorted(speaks, key=sorted)):
            self._add(row, number if place == 0 else self._further(), self.speaking[number])
        for row in silent:
            self._silence(row, number)

    def _silence(self, row: frozenset[Token], number: int) -> None:
        if not row:
            self.silent |= 1 << number
        elif len(row) == 1 and row <= self._columns_of(row):
            (token,) = row
            self._silencing[token] = self._silencing.get(token, 0) | 1 << number
        else:
            self._add(row, self._further(), self.silencing[number])

    def _columns_of(self, row: frozenset[Token]) -> frozenset[Token]:
        return frozenset(token for token in row if token in self._columns)

    def _further(self) -> int:
        self._next += 1
        return self._next - 1

    def _add(self, row: frozenset[Token], bit: int, among: list[int]) -> None:
        among.append(bit)
        self.start |= 1 << bit
        told = self._columns_of(row)
        for token in told:
            self._needing[token] = self._needing.get(token, 0) | 1 << bit
        if row - told:
            self.asked[bit] = tuple(sorted(row - told))

    def _rows(self, logic: Logic, token: Token) -> frozenset[frozenset[Token]]:
        """The conjunctions of atoms' tokens that establish a token."""
        if token not in self._known:
            formula = logic.of(token)
            if isinstance(formula, bool):
                self._known[token] = frozenset({frozenset[Token]()} if formula else ())
            else:
                own = frozenset({frozenset({token})})
                self._known[token] = own if token in logic.atoms else self._joined(logic, formula)
        return self._known[token]

    def _joined(self, logic: Logic, formula: tuple[tuple[Token, ...], ...]) -> frozenset[frozenset[Token]]:
        found: set[frozenset[Token]] = set()
        for group in formula:
            rows = {frozenset[Token]()}
            for need in group:
                rows = {one | other for one in rows for other in self._rows(logic, need)}
                if len(rows) > MOST:
                    raise _TooMany
            found |= rows
        if len(found) > MOST:
            raise _TooMany
        return frozenset(found)
