"""Values of conditions as SQL expressions for DuckDB.

A value nobody stated is SQL's NULL. Numbers are decimals whose digits are counted while the expression is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

from neni.core.model.compiling.expressions import Unfit
from neni.core.model.conditions.types import Kind
from neni.core.model.conditions.values import Value

MOST_DIGITS = 38
_WHOLE = Context(prec=100)


@dataclass(frozen=True, slots=True)
class Digits:
    """How many digits a number may have before the point, and after it."""

    before: int
    after: int

    @property
    def type(self) -> str:
        """The column type. Raises Unfit when there is none."""
        if self.before + self.after > MOST_DIGITS:
            raise Unfit
        return f"DECIMAL({max(self.before + self.after, 1)}, {self.after})"


@dataclass(frozen=True, slots=True)
class Sql:
    """An expression. `unknown` tells when it cannot be told; where neither holds and the value is NULL, it is nothing.

    `nullable` says that it may be nothing, `plain` that it is a column or a constant.
    """

    code: str
    kind: Kind
    digits: Digits = Digits(0, 0)
    unknown: tuple[str, ...] = ()
    nullable: bool = False
    plain: bool = False
    fixed: Value = None


def digits_of(value: Decimal) -> Digits:
    """How many digits it has. Raises Unfit when no column has so many."""
    if not value.is_finite():
        raise Unfit
    _, digits, exponent = value.as_tuple()
    found = Digits(max(len(digits) + int(exponent), 0), max(-int(exponent), 0))
    _ = found.type
    return found


def shortest(value: Decimal) -> Decimal:
    """The same number without zeros at its end, which would make columns wider that are compared with it."""
    if not value.is_finite():
        return value
    short = value.normalize(_WHOLE)
    return short if int(short.as_tuple().exponent) <= 0 else value.quantize(Decimal(1), context=_WHOLE)


def joint(left: Sql, right: Sql, more: int = 0) -> Digits:
    """Digits that hold both numbers."""
    before = max(left.digits.before, right.digits.before) + more
    return Digits(before, max(left.digits.after, right.digits.after))


def unknown_of(one: Sql) -> tuple[str, ...]:
    """When a value cannot be told: what it says itself, or NULL where nothing else can be meant by it."""
    if one.fixed is not None:
        return ()
    return one.unknown or (f"{one.code} IS NULL",)


def over(code: str, kind: Kind, left: Sql, right: Sql, digits: Digits = Digits(0, 0)) -> Sql:
    """An expression that is NULL where a part is; where one may be nothing, it must be told when it is unknown."""
    nullable = left.nullable or right.nullable
    unknown = (*unknown_of(left), *unknown_of(right)) if nullable else ()
    return Sql(code, kind, digits, unknown, nullable)
