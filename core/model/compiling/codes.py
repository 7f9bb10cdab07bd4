"""What of a cell the law can tell apart, as a small whole number: a code.

A number, day or text that conditions only compare with constants matters by the side it lies on of each. One value of
every side stands for all the others there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Context, Decimal
from typing import Any

from neni.core.model.compiling.sql_values import Sql
from neni.core.model.conditions.types import Kind
from neni.core.model.conditions.values import Unknown, Value

MISSING = Unknown(frozenset())
Border = tuple[Value, bool]
"""A constant, and whether the border lies above it: the constant itself is on the lower side then."""
BORDERS: Mapping[str, tuple[bool, ...]] = {
    "<": (False,),
    ">=": (False,),
    "<=": (True,),
    ">": (True,),
    "=": (False, True),
    "!=": (False, True),
}
"""Which borders at a constant tell whether a value is on the left of the sign, the constant on its right."""
TURNED: Mapping[str, str] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
"""The sign when the sides are exchanged."""
_WIDE = Context(prec=200)
_DAY = timedelta(days=1)
_ANY: dict[Kind, Value] = {Kind.NUMBER: Decimal(0), Kind.TEXT: "", Kind.DATE: date.min}


@dataclass(frozen=True, slots=True)
class Code:
    """A whole number from 0 on, told by `sql`; `values` are what `name` is in conditions for each of them."""

    name: str
    sql: str
    values: tuple[Value, ...]


def yes_no(name: str, one: Sql) -> Code:
    """The code of a truth: unknown, true, false, or nothing."""
    if not (one.unknown or one.nullable):
        sql = f"CASE WHEN {one.code} THEN 1 WHEN NOT {one.code} THEN 2 ELSE 0 END"
        return Code(name, sql, (MISSING, True, False))
    unknown = " OR ".join(one.unknown) or "FALSE"
    sql = f"CASE WHEN {unknown} THEN 0 WHEN {one.code} THEN 1 WHEN NOT {one.code} THEN 2 ELSE 3 END"
    return Code(name, sql, (MISSING, True, False, None))


def choice(name: str, place: str, codes: tuple[str, ...]) -> Code:
    """The code of a choice: its place among its codes."""
    return Code(name, f"coalesce({place}, 0)", (MISSING, *codes))


def nothing(name: str, one: Sql) -> Code:
    """Whether a value is known to be nothing."""
    unknown = " OR ".join(one.unknown) or "FALSE"
    sql = f"CASE WHEN {one.code} IS NULL AND NOT ({unknown}) THEN 1 ELSE 0 END"
    return Code(name, sql, (False, True))


def cut(name: str, column: Sql, borders: Iterable[Border], constant: Callable[[Value], Sql]) -> Code:
    """The code of a column by the constants it is compared with."""
    ends: list[tuple[Any, bool]] = sorted(borders)
    values: list[Value] = [MISSING, None] if column.nullable else [MISSING]
    code = _side(column.code, [(constant(one).code, above) for one, above in ends], len(values))
    unknown = " OR ".join(column.unknown) or f"{column.code} IS NULL"
    empty = f"WHEN {column.code} IS NULL THEN 1 " if column.nullable else ""
    sides = _sides(ends) if ends else (_ANY[column.kind],)
    return Code(name, f"CASE WHEN {unknown} THEN 0 {empty}ELSE {code} END", (*values, *sides))


def _side(column: str, ends: list[tuple[str, bool]], first: int) -> str:
    """One side more than borders; halved until one is left."""
    if not ends:
        return str(first)
    middle = len(ends) // 2
    end, above = ends[middle]
    below = _side(column, ends[:middle], first)
    beyond = _side(column, ends[middle + 1 :], first + middle + 1)
    return f"CASE WHEN {column} {'<=' if above else '<'} {end} THEN {below} ELSE {beyond} END"


def _sides(ends: list[tuple[Any, bool]]) -> Iterator[Value]:
    """A value of each side; where none lies between two borders, no row has that code."""
    first, above = ends[0]
    yield first if above else _below(first)
    for (end, above), following in zip(ends, [*ends[1:], None], strict=True):
        if not above:
            yield end
        else:
            yield _above(end) if following is None else _between(end, following[0])


def _below(end: Any) -> Value:
    if isinstance(end, Decimal):
        return _WIDE.subtract(end, Decimal(1))
    if isinstance(end, str):
        return ""
    return end if end == date.min else end - _DAY  # type: ignore[no-any-return]


def _above(end: Any) -> Value:
    if isinstance(end, Decimal):
        return _WIDE.add(end, Decimal(1))
    if isinstance(end, str):
        return end + "\0"
    return end if end == date.max else end + _DAY  # type: ignore[no-any-return]


def _between(one: Any, following: Any) -> Value:
    if isinstance(one, Decimal):
        return _WIDE.divide(_WIDE.add(one, following), Decimal(2))
    return _above(one)
