"""Books of numbers without gaps: a number is taken inside the transaction that uses it, under a lock on its book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store.inserting import upsert
from neni.core.adapters.store.schema import REGISTER_ENTRIES, REGISTERS
from neni.core.model.documents import Register, RegisterEntry


class SqlRegisters:
    """Registers and their entries (see ports.Registers)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enter(self, register: Register, year: int, at: datetime) -> RegisterEntry:
        """The next number of that year; it is given back if the transaction does not commit."""
        number = self._next(register.code, year)
        entry = RegisterEntry(register.code, year, number, register.write(number, year), at)
        self._connection.execute(sa.insert(REGISTER_ENTRIES), asdict(entry))
        return entry

    def entries(self, register_code: str, year: int) -> Sequence[RegisterEntry]:
        """The book of a year, in order."""
        mine = (REGISTER_ENTRIES.c.register == register_code) & (REGISTER_ENTRIES.c.year == year)
        rows = self._connection.execute(sa.select(REGISTER_ENTRIES).where(mine).order_by(REGISTER_ENTRIES.c.number))
        return tuple(RegisterEntry(*row) for row in rows)

    def _next(self, code: str, year: int) -> int:
        """One statement takes the number and locks the book until the transaction ends, also on the year's first."""
        following = upsert(self._connection, REGISTERS).on_conflict_do_update(
            index_elements=[REGISTERS.c.code, REGISTERS.c.year], set_={"last": REGISTERS.c.last + 1}
        )
        first = {"code": code, "year": year, "last": 1}
        number: int = self._connection.execute(following.returning(REGISTERS.c.last), first).scalar_one()
        return number
