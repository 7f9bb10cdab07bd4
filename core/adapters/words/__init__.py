"""How values read to people: figures, dates and units by Babel (CLDR), amounts in words by num2words and, for
Albanian, which no library knows, by numerals of our own.

Amounts of money come in cents. A figure and its unit stand apart by a plain space.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from neni.core.adapters.words import amounts, days, figures
from neni.core.model.facts import FactKind, FactType, FactValue
from neni.core.model.text import Language, Text

NOTHING_STATED = "–"
_YES = Text(sq="po", sr="da", en="yes")
_NO = Text(sq="jo", sr="ne", en="no")
_NONE_OF_THEM = Text(sq="asnjë", sr="nema", en="none")


class Phrases:
    """Values in Albanian, Serbian (Latin script) and English, as they are written in Kosovo."""

    def show(self, value: FactValue | None, kind: FactType, language: Language) -> str:
        """A value as it stands in a sentence: `9.500,00 €`, `3 mars 2026`, `5 ditë`, `po`; an en dash for nothing."""
        if value is None:
            return NOTHING_STATED
        if isinstance(value, bool):
            return (_YES if value else _NO).in_language(language)
        if isinstance(value, int | Decimal):
            return _number(value, kind, language)
        if isinstance(value, date | timedelta):
            return _time(value, language)
        if isinstance(value, str):
            choice = kind.choice(value)
            return choice.label.in_language(language) if choice else value
        return self._records(value, kind, language)

    def in_words(self, cents: int, language: Language) -> str:
        """An amount written out: `nëntë mijë e pesëqind euro`. Raises ValueError below zero and from a milliard on."""
        return amounts.in_words(cents, language)

    def _records(self, records: tuple[Mapping[str, FactValue], ...], kind: FactType, language: Language) -> str:
        """Fields apart by commas, records by semicolons; a field that was not stated is left out."""
        shown = [
            ", ".join(self.show(row[field.name], field, language) for field in kind.fields if field.name in row)
            for row in records
        ]
        return "; ".join(shown) if shown else _NONE_OF_THEM.in_language(language)


def _number(value: int | Decimal, kind: FactType, language: Language) -> str:
    if kind.kind is FactKind.MONEY:
        return figures.money(int(value), language)
    if kind.kind is FactKind.PERCENT:
        return figures.percent(value, language)
    return figures.quantity(value, kind.unit, language)


def _time(value: date | timedelta, language: Language) -> str:
    if isinstance(value, timedelta):
        return figures.duration(value, language)
    return days.instant(value, language) if isinstance(value, datetime) else days.day(value, language)
