"""What operators do with known values. What has no result (a text plus a date, a division by zero) is null."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from neni.core.model.conditions.values import EXACT, Interval, Months, Value

Pair = tuple[type, type]


def kind_of(value: object) -> type:
    """The FEEL kind of a value: a datetime is no date, a boolean no number."""
    for kind in (bool, Decimal, str, datetime, date, time, timedelta, Months, Interval, tuple):
        if isinstance(value, kind):
            return kind
    return Mapping if isinstance(value, Mapping) else type(None)


def equal(left: Value, right: Value) -> bool | None:
    """FEEL equality: null equals null only; values of different kinds cannot be compared, which is null."""
    if left is None or right is None:
        return left is right
    if kind_of(left) is not kind_of(right):
        return None
    if isinstance(left, datetime) and isinstance(right, datetime) and _zoned(left) != _zoned(right):
        return None
    if isinstance(left, tuple) and isinstance(right, tuple):
        return len(left) == len(right) and all(
            equal(one, other) is True for one, other in zip(left, right, strict=True)
        )
    return bool(left == right)


_ORDERED = (Decimal, str, date, datetime, time, timedelta, Months)


def less(left: Value, right: Value) -> bool | None:
    """Whether `left` comes before `right`; null for kinds without order or of different kinds."""
    kind = kind_of(left)
    if kind not in _ORDERED or kind is not kind_of(right):
        return None
    if isinstance(left, datetime | time) and _zoned(left) != _zoned(right):
        return None
    return bool(left < right)  # type: ignore[operator]  # both are of one ordered kind


def compare(operator: str, left: Value, right: Value) -> bool | None:
    """`left operator right` with one of `= != < <= > >=`."""
    if operator in ("=", "!="):
        same = equal(left, right)
        return same if same is None or operator == "=" else not same
    if operator in (">", "<="):
        left, right = right, left
    before = less(left, right)
    return before if before is None or operator in ("<", ">") else not before


def _zoned(moment: Any) -> bool:
    return moment.tzinfo is not None


def number(result: Decimal) -> Decimal | None:
    """A result of arithmetic, or null where it has none."""
    return result if result.is_finite() else None


def negate(operand: Value) -> Value:
    """Arithmetic minus."""
    if isinstance(operand, Decimal):
        return EXACT.minus(operand)
    if isinstance(operand, timedelta):
        return _careful(lambda: -operand)
    return Months(-operand.count) if isinstance(operand, Months) else None


def arithmetic(operator: str, left: Value, right: Value) -> Value:
    """`left operator right` with one of `+ - * / **`."""
    found = _TABLE.get((operator, kind_of(left), kind_of(right)))
    return _careful(lambda: found(left, right)) if found else None


def _careful(work: Callable[[], Value]) -> Value:
    """Null for what Python cannot hold: a date past the year 9999, a duration beyond its bounds."""
    try:
        return work()
    except (OverflowError, ValueError, ArithmeticError):
        return None


def _power(base: Decimal, exponent: Decimal) -> Decimal | None:
    """Powers people write; a huge exponent would keep the machine busy for nothing."""
    return number(EXACT.power(base, exponent)) if abs(exponent) <= 1000 else None


def _add_months(day: Any, months: Months) -> Value:
    """The same day of a later month, or that month's last day."""
    count = day.year * 12 + day.month - 1 + months.count
    year, month = divmod(count, 12)
    last = 31
    while last > 28:
        try:
            return day.replace(year=year, month=month + 1, day=min(day.day, last))  # type: ignore[no-any-return]
        except ValueError:
            last -= 1
    return day.replace(year=year, month=month + 1, day=min(day.day, last))  # type: ignore[no-any-return]


def _seconds(duration: timedelta) -> Decimal:
    micro = (duration.days * 86_400 + duration.seconds) * 1_000_000 + duration.microseconds
    return Decimal(micro).scaleb(-6, EXACT)


def days_and_time(seconds: Decimal) -> timedelta:
    """A duration of so many seconds, to the microsecond."""
    return timedelta(microseconds=int(seconds.scaleb(6, EXACT).to_integral_value()))


def _scaled(duration: timedelta, by: Decimal) -> Value:
    return days_and_time(EXACT.multiply(_seconds(duration), by))


def _scaled_months(months: Months, by: Decimal) -> Value:
    return Months(int(EXACT.multiply(Decimal(months.count), by)))


def _divided(left: Decimal, right: Decimal) -> Value:
    return number(EXACT.divide(left, right)) if right else None


def _between(left: Any, right: Any) -> Value:
    return None if _mixed(left, right) else left - right


def _mixed(left: Any, right: Any) -> bool:
    return isinstance(left, datetime) and _zoned(left) != _zoned(right)


def _shifted(day: Any, by: timedelta) -> Value:
    """A date moves by whole days; an instant by any duration."""
    if isinstance(day, datetime):
        return day + by
    return day + by if not (by.seconds or by.microseconds) else None


_TABLE: dict[tuple[str, type, type], Callable[[Any, Any], Value]] = {
    ("+", Decimal, Decimal): lambda a, b: number(EXACT.add(a, b)),
    ("-", Decimal, Decimal): lambda a, b: number(EXACT.subtract(a, b)),
    ("*", Decimal, Decimal): lambda a, b: number(EXACT.multiply(a, b)),
    ("/", Decimal, Decimal): _divided,
    ("**", Decimal, Decimal): _power,
    ("+", str, str): lambda a, b: a + b if len(a) + len(b) <= 100_000 else None,
    ("-", date, date): _between,
    ("-", datetime, datetime): _between,
    ("+", timedelta, timedelta): lambda a, b: a + b,
    ("-", timedelta, timedelta): lambda a, b: a - b,
    ("*", timedelta, Decimal): _scaled,
    ("*", Decimal, timedelta): lambda a, b: _scaled(b, a),
    ("/", timedelta, Decimal): lambda a, b: days_and_time(EXACT.divide(_seconds(a), b)) if b else None,
    ("/", timedelta, timedelta): lambda a, b: _divided(_seconds(a), _seconds(b)),
    ("+", Months, Months): lambda a, b: Months(a.count + b.count),
    ("-", Months, Months): lambda a, b: Months(a.count - b.count),
    ("*", Months, Decimal): _scaled_months,
    ("*", Decimal, Months): lambda a, b: _scaled_months(b, a),
    ("/", Months, Decimal): lambda a, b: Months(int(EXACT.divide(Decimal(a.count), b))) if b else None,
    ("/", Months, Months): lambda a, b: _divided(Decimal(a.count), Decimal(b.count)),
}
for _moment in (date, datetime):
    _TABLE["+", _moment, timedelta] = _shifted
    _TABLE["+", timedelta, _moment] = lambda a, b: _shifted(b, a)
    _TABLE["-", _moment, timedelta] = lambda a, b: _shifted(a, -b)
    _TABLE["+", _moment, Months] = _add_months
    _TABLE["+", Months, _moment] = lambda a, b: _add_months(b, a)
    _TABLE["-", _moment, Months] = lambda a, b: _add_months(a, Months(-b.count))

MEMBERS: dict[type, dict[str, Callable[[Any], Value]]] = {
    date: {
        "year": lambda a: Decimal(a.year),
        "month": lambda a: Decimal(a.month),
        "day": lambda a: Decimal(a.day),
        "weekday": lambda a: Decimal(a.isoweekday()),
    },
    time: {
        "hour": lambda a: Decimal(a.hour),
        "minute": lambda a: Decimal(a.minute),
        "second": lambda a: Decimal(a.second),
    },
    timedelta: {
        "days": lambda a: Decimal(int(_seconds(a) / 86_400)),
        "hours": lambda a: Decimal(int(abs(_seconds(a)) % 86_400 // 3600)).copy_sign(_seconds(a)) + 0,
        "minutes": lambda a: Decimal(int(abs(_seconds(a)) % 3600 // 60)).copy_sign(_seconds(a)) + 0,
        "seconds": lambda a: Decimal(int(abs(_seconds(a)) % 60)).copy_sign(_seconds(a)) + 0,
    },
    Months: {
        "years": lambda a: Decimal(int(a.count / 12)),
        "months": lambda a: Decimal(abs(a.count) % 12).copy_sign(Decimal(a.count)) + 0,
    },
}
MEMBERS[datetime] = MEMBERS[date] | MEMBERS[time]
