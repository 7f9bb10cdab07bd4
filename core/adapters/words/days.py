"""Days and instants: `3 mars 2026`, `3. marta 2026`, `3 March 2026`; an instant as the clocks of Kosovo show it."""

from __future__ import annotations

from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from babel.dates import get_month_names

from neni.core.model.text import Language

KOSOVO = ZoneInfo("Europe/Belgrade")

# Serbian dates put the month in the genitive, which CLDR does not have.
_SERBIAN_MONTHS = (
    *("januara", "februara", "marta", "aprila", "maja", "juna"),
    *("jula", "avgusta", "septembra", "oktobra", "novembra", "decembra"),
)
_MONTHS = MappingProxyType(
    {
        Language.ALBANIAN: tuple(get_month_names("wide", locale="sq_XK")[month] for month in range(1, 13)),
        Language.SERBIAN: _SERBIAN_MONTHS,
        Language.ENGLISH: tuple(get_month_names("wide", locale="en_GB")[month] for month in range(1, 13)),
    }
)
_AT = MappingProxyType({Language.ALBANIAN: ", ora ", Language.SERBIAN: " u ", Language.ENGLISH: ", "})


def day(value: date, language: Language) -> str:
    """A day. The Serbian year carries no full stop, so that a date may end a sentence or stand in brackets."""
    stop = "." if language is Language.SERBIAN else ""
    return f"{value.day}{stop} {_MONTHS[language][value.month - 1]} {value.year}"


def instant(value: datetime, language: Language) -> str:
    """A day with its time of day in Kosovo."""
    there = value.astimezone(KOSOVO)
    return f"{day(there, language)}{_AT[language]}{there:%H:%M}"
