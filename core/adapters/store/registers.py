"""Books of numbers without gaps: a number is taken inside the transaction that uses it, under a lock on its book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store.inserting import upsert
from neni.core.adapters.store.schema import REGISTER_ENTRIES, REGISTER_PATTERNS, REGISTERS
from neni.core.model.paper.registers import Pattern, Register, RegisterEntry


class SqlRegisters:
    """Registers and their entries (see ports.Registers)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enter(self, register: Register, year: int, at: datetime, subject: str | None = None) -> RegisterEntry:
        """The next number of that year; it is given back if the transaction does not commit."""
        number = self._next(register.code, year)
        entry = RegisterEntry(register.code, year, number, register.write(number, year), at, subject)
        self._connection.execute(sa.insert(REGISTER_ENTRIES), asdict(entry))
        return entry

    def entries(self, register_code: str, year: int) -> Sequence[RegisterEntry]:
        """The book of a year, in order."""
        mine = (REGISTER_ENTRIES.c.register == register_code) & (REGISTER_ENTRIES.c.year == year)
        rows = self._connection.execute(sa.select(REGISTER_ENTRIES).where(mine).order_by(REGISTER_ENTRIES.c.number))
        return tuple(RegisterEntry(*row) for row in rows)

    def last(self, register_code: str, year: int) -> int:
        """The last number given; 0 before the first."""
        mine = (REGISTERS.c.code == register_code) & (REGISTERS.c.year == year)
        found = self._connection.execute(sa.select(REGISTERS.c.last).where(mine)).scalar()
        return int(found or 0)

    def years(self, register_code: str) -> Sequence[int]:
        """The years in which the register has a book, the latest first."""
        mine = sa.select(REGISTERS.c.year).where(REGISTERS.c.code == register_code)
        return tuple(self._connection.execute(mine.order_by(REGISTERS.c.year.desc())).scalars())

    def patterns(self) -> Sequence[Pattern]:
        """How the institution decided that numbers are written."""
        rows = self._connection.execute(sa.select(REGISTER_PATTERNS).order_by(*REGISTER_PATTERNS.primary_key))
        return tuple(Pattern(*row) for row in rows)

    def set_pattern(self, pattern: Pattern) -> None:
        """Store or replace the pattern of a register from a year on."""
        values = asdict(pattern)
        told = upsert(self._connection, REGISTER_PATTERNS).on_conflict_do_update(
            index_elements=[*REGISTER_PATTERNS.primary_key], set_=values
        )
        self._connection.execute(told, values)

    def _next(self, code: str, year: int) -> int:
        """One statement takes the number and locks the book until the transaction ends, also on the year's first."""
        following = upsert(self._connection, REGISTERS).on_conflict_do_update(
            index_elements=[REGISTERS.c.code, REGISTERS.c.year], set_={"last": REGISTERS.c.last + 1}
        )
        first = {"code": code, "year": year, "last": 1}
        number: int = self._connection.execute(following.returning(REGISTERS.c.last), first).scalar_one()
        return number
