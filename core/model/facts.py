"""Facts: named, typed statements about a case. A fact that was not given is absent, never false.

Values inside the product: money is integer cents, a percent is a Decimal of hundredths as people say it
(`Decimal("10")` is 10 %), a date is a `date`, an instant an aware UTC `datetime`, a duration a `timedelta`,
a choice the code of the choice, and records a tuple of mappings. How a value reads in a condition is told
by `conditions`; how it reads on paper by the words adapter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from neni.core.model.text import Text

FactValue: TypeAlias = "bool | int | Decimal | str | date | datetime | timedelta | tuple[Mapping[str, FactValue], ...]"
FactValues: TypeAlias = Mapping[str, FactValue]


class FactKind(StrEnum):
    """What kind of statement a fact is; each kind has one form of value (see the module's opening)."""

    MONEY = "money"
    PERCENT = "percent"
    NUMBER = "number"
    DATE = "date"
    INSTANT = "instant"
    DURATION = "duration"
    CHOICE = "choice"
    TEXT = "text"
    YES_NO = "yes_no"
    RECORDS = "records"


@dataclass(frozen=True, slots=True)
class Choice:
    """One admissible answer to a choice: its code in rules and stores, its words on screen and paper."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True)
class FactType:
    """What may be stated under a name.

    `minimum` and `maximum` bound numbers, money (in cents) and dates, both inclusive. `pattern` is a regular
    expression that a text must match entirely. `fields` describe one record when `kind` is RECORDS.
    `derived` facts are established by rules and are never typed in; `sourced` facts come from a fact source.
    """

    name: str
    kind: FactKind
    label: Text
    help: Text | None = None
    unit: str | None = None
    choices: tuple[Choice, ...] = ()
    fields: tuple[FactType, ...] = ()
    minimum: int | Decimal | date | None = None
    maximum: int | Decimal | date | None = None
    pattern: str | None = None
    max_length: int | None = None
    derived: bool = False
    sourced: bool = False

    @property
    def asked(self) -> bool:
        """Whether a person or a program may state this fact."""
        return not (self.derived or self.sourced)

    def choice(self, code: str) -> Choice | None:
        """The choice with that code, if there is one."""
        return next((one for one in self.choices if one.code == code), None)

    def field(self, name: str) -> FactType | None:
        """The field of a record with that name, if there is one."""
        return next((one for one in self.fields if one.name == name), None)
