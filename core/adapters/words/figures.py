"""Figures and units by Babel. Kosovo writes numbers alike in Albanian and Serbian (`9.500,00`); CLDR's Albanian puts
spaces between thousands, so the Serbian figures serve both."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from types import MappingProxyType

from babel import Locale
from babel.numbers import format_currency, format_decimal

from neni.core.model.text import Language, Text

_FIGURES = MappingProxyType(
    {Language.ALBANIAN: "sr_Latn_XK", Language.SERBIAN: "sr_Latn_XK", Language.ENGLISH: "en_GB"}
)
_PLURALS = MappingProxyType(
    {
        Language.ALBANIAN: Locale.parse("sq_XK").plural_form,
        Language.SERBIAN: Locale.parse("sr_Latn_XK").plural_form,
        Language.ENGLISH: Locale.parse("en_GB").plural_form,
    }
)

# One, a few (Serbian knows three forms) and many; CLDR has no Albanian days, weeks, months or years.
_UNITS = MappingProxyType(
    {
        "seconds": (
            Text(sq="sekondë", sr="sekunda", en="second"),
            Text(sr="sekunde"),
            Text(sq="sekonda", sr="sekundi", en="seconds"),
        ),
        "minutes": (
            Text(sq="minutë", sr="minut", en="minute"),
            Text(sr="minuta"),
            Text(sq="minuta", sr="minuta", en="minutes"),
        ),
        "hours": (Text(sq="orë", sr="sat", en="hour"), Text(sr="sata"), Text(sq="orë", sr="sati", en="hours")),
        "days": (Text(sq="ditë", sr="dan", en="day"), Text(sr="dana"), Text(sq="ditë", sr="dana", en="days")),
        "working_days": (
            Text(sq="ditë pune", sr="radni dan", en="working day"),
            Text(sr="radna dana"),
            Text(sq="ditë pune", sr="radnih dana", en="working days"),
        ),
        "weeks": (
            Text(sq="javë", sr="nedelja", en="week"),
            Text(sr="nedelje"),
            Text(sq="javë", sr="nedelja", en="weeks"),
        ),
        "months": (
            Text(sq="muaj", sr="mesec", en="month"),
            Text(sr="meseca"),
            Text(sq="muaj", sr="meseci", en="months"),
        ),
        "years": (
            Text(sq="vit", sr="godina", en="year"),
            Text(sr="godine"),
            Text(sq="vjet", sr="godina", en="years"),
        ),
    }
)
_STEPS = (("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1))


def money(cents: int, language: Language) -> str:
    """`9.500,00 €` in Albanian and Serbian, `€9,500.00` in English."""
    shown: str = format_currency(Decimal(cents).scaleb(-2), "EUR", locale=_FIGURES[language])
    return shown.replace("\u00a0", " ")


def percent(value: int | Decimal, language: Language) -> str:
    """`10,5%`."""
    return f"{_figure(value, language)}%"


def quantity(value: int | Decimal, unit: str | None, language: Language) -> str:
    """A number with its unit in the form the number asks for; a unit we have no words for stands as it is."""
    figure = _figure(value, language)
    return f"{figure} {_counted(value, unit, language)}" if unit else figure


def duration(value: timedelta, language: Language) -> str:
    """`2 ditë 3 orë`: whole units from days down to seconds, those that are zero left out."""
    seconds = abs(value) // timedelta(seconds=1)
    parts = []
    for unit, length in _STEPS:
        count, seconds = divmod(seconds, length)
        if count:
            parts.append(quantity(count, unit, language))
    sign = "−" if value < timedelta() else ""
    return sign + (" ".join(parts) or quantity(0, "hours", language))


def plural_form(number: int | Decimal, language: Language) -> str:
    """Which form of a noun a number asks for: `one`, `few` or `other`."""
    form: str = _PLURALS[language](number)
    return form


def _figure(value: int | Decimal, language: Language) -> str:
    """Every digit that was stated, and no zeros after the last that counts."""
    shown: str = format_decimal(value, locale=_FIGURES[language], decimal_quantization=False)
    return shown


def _counted(number: int | Decimal, unit: str, language: Language) -> str:
    if unit not in _UNITS:
        return unit
    one, few, many = _UNITS[unit]
    return {"one": one, "few": few, "other": many}[plural_form(number, language)].in_language(language)
