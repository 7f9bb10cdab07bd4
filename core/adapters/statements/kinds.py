"""One marshmallow field a kind of fact: from what stands in JSON to the value inside the product, and back.

Exact throughout: a binary fraction (`float`) is refused, because it is not the number that was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields

from neni.core.adapters.statements import refusals
from neni.core.errors import Problem
from neni.core.model.facts import FactKind, FactType

MOST_CENTS = 100_000_000_000_00
"""No purchase, contract or budget of the country comes near 100 billion euros: more is a slip of the keyboard."""
MOST_NUMBER = Decimal(10) ** 15
MOST_DURATION = timedelta(days=36_525)
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
MOST_CHARACTERS = 2000
MOST_ROWS = 1000

_DECIMAL = re.compile(r"-?\d{1,20}(\.\d{1,20})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})", re.ASCII)
_DURATION = re.compile(
    r"P(?=.)(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?", re.ASCII
)
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")


class StatedField(fields.Field[Any]):
    """A field that knows the fact it reads. Subclasses implement `_read` and `_write`."""

    def __init__(self, fact: FactType) -> None:
        super().__init__(allow_none=True)
        self.fact = fact

    def _read(self, given: Any) -> Any:
        """The value inside the product. Raises ValidationError with Problems."""
        raise NotImplementedError

    def _write(self, value: Any) -> Any:
        """The value as it stands in JSON."""
        raise NotImplementedError

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:  # noqa: ARG002 - marshmallow's signature
        if not self.fact.asked:
            raise refused(refusals.not_asked(self.fact))
        return self._read(value)

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> Any:  # noqa: ARG002 - marshmallow's signature
        return None if value is None else self._write(value)

    def wrong_kind(self) -> ValidationError:
        """What was given is no value of this kind."""
        return refused(refusals.wrong_kind(self.fact))

    def within(self, value: Any, least: Any, most: Any, show: Callable[[Any], str] = str) -> None:
        """Check bounds, both inclusive; those of the fact stand before those of the kind."""
        least = least if self.fact.minimum is None else self.fact.minimum
        most = most if self.fact.maximum is None else self.fact.maximum
        if value < least:
            raise refused(refusals.below(self.fact, show(least)))
        if value > most:
            raise refused(refusals.above(self.fact, show(most)))


def refused(problem: Problem) -> ValidationError:
    """A problem on its way through marshmallow, which collects lists of messages by field."""
    return ValidationError([problem])


def exact(given: object, decimals: int) -> Decimal | None:
    """The exact number written, or None when it is none or has more decimals than may stand there.

    Written zeros count: `9.500` means nine and a half to some and nine and a half thousand to others.
    """
    if isinstance(given, str) and _DECIMAL.fullmatch(given.strip()):
        given = Decimal(given.strip())
    if isinstance(given, bool) or not isinstance(given, int | Decimal):
        return None
    number = Decimal(given)
    if not number.is_finite() or number.adjusted() > 30:
        return None
    places = -int(number.as_tuple().exponent)
    return number + 0 if places <= decimals else None


def plain(number: Decimal) -> str:
    """A number without exponent and without needless zeros."""
    written = format(number, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def euros(cents: int) -> str:
    """Cents as euros with two decimals."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


class MoneyField(StatedField):
    """Euros with at most two decimals; inside, integer cents. Negative only where the fact's minimum is."""

    def _read(self, given: Any) -> int:
        number = exact(given, 2)
        if number is None:
            raise self.wrong_kind()
        cents = int(number * 100)
        self.within(cents, 0, MOST_CENTS, euros)
        return cents

    def _write(self, value: int) -> str:
        return euros(value)


class NumberField(StatedField):
    """An exact number."""

    least = -MOST_NUMBER
    most = MOST_NUMBER

    def _read(self, given: Any) -> Decimal:
        number = exact(given, 6)
        if number is None:
            raise self.wrong_kind()
        self.within(number, self.least, self.most)
        return Decimal(plain(number))

    def _write(self, value: Decimal) -> str:
        return plain(Decimal(value))


class PercentField(NumberField):
    """Hundredths, as people say them."""

    least = Decimal(0)
    most = Decimal(100)


class DateField(StatedField):
    """A calendar day."""

    def _read(self, given: Any) -> date:
        try:
            day = date.fromisoformat(_matching(_DATE, given))
        except ValueError:
            raise self.wrong_kind() from None
        self.within(day, FIRST_DAY, LAST_DAY)
        return day

    def _write(self, value: date) -> str:
        return value.isoformat()


class InstantField(StatedField):
    """A moment with its time zone; inside, UTC."""

    def _read(self, given: Any) -> datetime:
        try:
            instant = datetime.fromisoformat(_matching(_INSTANT, given)).astimezone(UTC)
        except (ValueError, OverflowError):
            raise self.wrong_kind() from None
        self.within(instant.date(), FIRST_DAY, LAST_DAY)
        return instant

    def _write(self, value: datetime) -> str:
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


class DurationField(StatedField):
    """Weeks, days, hours, minutes and seconds; never months, whose length nobody knows."""

    def _read(self, given: Any) -> timedelta:
        found = _DURATION.fullmatch(given.strip()) if isinstance(given, str) else None
        if found is None:
            raise self.wrong_kind()
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        duration = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
        if duration > MOST_DURATION:
            raise refused(refusals.above(self.fact, self._write(MOST_DURATION)))
        return duration

    def _write(self, value: timedelta) -> str:
        hours, rest = divmod(value.seconds, 3600)
        minutes, seconds = divmod(rest, 60)
        clock = "".join(f"{count}{letter}" for count, letter in ((hours, "H"), (minutes, "M"), (seconds, "S")) if count)
        return f"P{value.days}D" + (f"T{clock}" if clock else "")


class ChoiceField(StatedField):
    """The code of one of the choices."""

    def _read(self, given: Any) -> str:
        if not isinstance(given, str):
            raise self.wrong_kind()
        if self.fact.choice(given.strip()) is None:
            raise refused(refusals.unknown_choice(self.fact, given.strip()[:60]))
        return given.strip()

    def _write(self, value: str) -> str:
        return value


class TextField(StatedField):
    """Words, trimmed and in Unicode's composed form; line breaks are allowed, other control characters are not."""

    def _read(self, given: Any) -> str:
        if not isinstance(given, str):
            raise self.wrong_kind()
        words = unicodedata.normalize("NFC", given.replace("\r\n", "\n")).strip()
        most = self.fact.max_length or MOST_CHARACTERS
        if len(words) > most:
            raise refused(refusals.too_long(self.fact, most))
        if any(_unprintable(letter) for letter in words):
            raise refused(refusals.unprintable(self.fact))
        if self.fact.pattern and not re.fullmatch(self.fact.pattern, words):
            raise refused(refusals.other_pattern(self.fact))
        return words

    def _write(self, value: str) -> str:
        return value


class YesNoField(StatedField):
    """True or false, nothing that merely resembles them."""

    def _read(self, given: Any) -> bool:
        if not isinstance(given, bool):
            raise self.wrong_kind()
        return given

    def _write(self, value: bool) -> bool:  # noqa: FBT001 - the value itself
        return value


def _matching(pattern: re.Pattern[str], given: object) -> str:
    if not isinstance(given, str) or not pattern.fullmatch(given.strip()):
        raise ValueError(given)
    return given.strip()


def _unprintable(letter: str) -> bool:
    return letter in _TURNING or (unicodedata.category(letter) in ("Cc", "Cs", "Cn") and letter not in "\n\t")


FIELDS: dict[FactKind, type[StatedField]] = {
    FactKind.MONEY: MoneyField,
    FactKind.PERCENT: PercentField,
    FactKind.NUMBER: NumberField,
    FactKind.DATE: DateField,
    FactKind.INSTANT: InstantField,
    FactKind.DURATION: DurationField,
    FactKind.CHOICE: ChoiceField,
    FactKind.TEXT: TextField,
    FactKind.YES_NO: YesNoField,
}
