"""Values as a Word template sees them: plain, typed, and printed in the document's language wherever they stand.

A template compares the plain value (`contract_type == "works"`) and prints its words (`{{ contract_type }}`).
How each prints is told by the Word adapter, which knows languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from neni.core.model.facts import FactKind, FactType, FactValue
from neni.core.model.text import Text


class Amount(int):
    """Money in cents; prints as an amount in euros."""


class Percent(Decimal):
    """Hundredths; prints with the percent sign."""


class Quantity(Decimal):
    """A number; prints with its unit, if it has one."""

    unit: str | None = None

    @classmethod
    def of(cls, number: Decimal, unit: str | None) -> Quantity:
        """A number of something."""
        quantity = cls(number)
        quantity.unit = unit
        return quantity


class Chosen(str):
    """The code of a choice; prints as the words of the choice."""

    __slots__ = ("label",)
    label: Text

    @classmethod
    def of(cls, code: str, label: Text) -> Chosen:
        """A choice with its words."""
        chosen = cls(code)
        chosen.label = label
        return chosen


PaperValue: TypeAlias = (
    "str | bool | int | Decimal | date | datetime | Text | bytes | Sequence[Mapping[str, PaperValue]] | None"
)
"""Bytes are a picture or a Word file to be put in; a template says which."""


def on_paper(kind: FactType, value: FactValue | None) -> PaperValue:
    """A fact's value as templates see it; a fact that was not stated is None and prints as nothing."""
    if isinstance(value, tuple):
        return [{field.name: on_paper(field, row.get(field.name)) for field in kind.fields} for row in value]
    if isinstance(value, str):
        choice = kind.choice(value) if kind.kind is FactKind.CHOICE else None
        return Chosen.of(value, choice.label) if choice else value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return _number_on_paper(kind, value)
    return value if isinstance(value, bool | date) else None


def _number_on_paper(kind: FactType, value: int | Decimal) -> PaperValue:
    if kind.kind is FactKind.MONEY:
        return Amount(value)
    if kind.kind is FactKind.PERCENT:
        return Percent(value)
    return Quantity.of(Decimal(value), kind.unit)
