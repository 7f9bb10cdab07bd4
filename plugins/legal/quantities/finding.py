"""Finds dates, periods, amounts and numbers in a passage, in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from neni.core import Language
from neni.plugins.legal.quantities.numerals import number_before, number_in, ordinal
from neni.plugins.legal.quantities.said import AmountSaid, DateSaid, DayKind, NumberSaid, PeriodSaid, Quantities, Unit
from neni.plugins.legal.structure.days import Day, days_in
from neni.plugins.legal.structure.passages import Passage

UNITS = {
    Language.ALBANIAN: {
        Unit.HOUR: r"or[ae]v?e?|oreve|oresh",
        Unit.DAY: r"dit[ae]\w{0,3}|ditesh",
        Unit.WEEK: r"jav[ae]\w{0,3}",
        Unit.MONTH: r"muaj\w{0,3}",
        Unit.YEAR: r"vit\w{0,4}|vjet\w{0,4}|vjec\w{0,5}",
    },
    Language.SERBIAN: {
        Unit.HOUR: r"sat[aiu]?|sati|cas\w{0,3}",
        Unit.DAY: r"dan\w{0,3}",
        Unit.WEEK: r"nedelj\w|sedmic\w",
        Unit.MONTH: r"mesec\w{0,3}|mjesec\w{0,3}",
        Unit.YEAR: r"godin\w",
    },
    Language.ENGLISH: {
        Unit.HOUR: r"hours?",
        Unit.DAY: r"days?",
        Unit.WEEK: r"weeks?",
        Unit.MONTH: r"months?",
        Unit.YEAR: r"years?",
    },
}
UNIT = {
    language: re.compile(r"\b(?:" + "|".join(f"(?P<{unit.name}>{words})" for unit, words in units.items()) + r")\b")
    for language, units in UNITS.items()
}
KIND_BEFORE = re.compile(r"(?P<working>radn\w+|working|business)\s+$|(?P<calendar>kalendarsk\w+|calendar)\s+$")
KIND_AFTER = re.compile(
    r"\s*\(?(?:te\s+)?(?:(?P<working>pune|punes|radnih|radna)|(?P<calendar>kalendarik\w*|kalendarskih|kalendarska))\b"
)
STARTS = {
    Language.ALBANIAN: re.compile(r"^[^.;]{0,40}?\b(nga|pas|prej|para|perpara)\b"),
    Language.SERBIAN: re.compile(r"^[^.;]{0,40}?\b(od|nakon|posle|pre|prije|po)\b"),
    Language.ENGLISH: re.compile(r"^[^.;]{0,40}?\b(from|after|of|before|following|prior|upon|since)\b"),
}
DIGITS = r"\d{1,3}(?:[.,\s]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
AMOUNT = re.compile(
    rf"(?<![\d/.,])(?P<open>\()?(?P<digits>{DIGITS})(?(open)\s*\))\s*(?:(?P<euro>€|euro\w{{0,3}}\b|eur\b|evra\b|evro\w*)|"
    r"(?P<share>%|per\s?qind|perqind\w*|odsto|posto|per\s?cent))|"
    rf"€\s?(?P<after>{DIGITS})"
)
EURO = re.compile(r"\b(?:euro\w{0,3}|evra|evro\w*|eur)\b")
BRACKETS = re.compile(rf"\((?P<digits>{DIGITS})\)")
WORDS_IN_BRACKETS = re.compile(r"(?P<digits>\d{1,6})\s*\((?P<words>[a-z][a-z\s-]{1,60})\)")


def quantities_in(passage: Passage, language: Language) -> Quantities:
    """Everything a passage says in figures and number words."""
    if not passage.text:
        return Quantities()
    days = tuple(days_in(passage.folded))
    taken = [(day.start, day.end) for day in days]
    dates = tuple(_date(passage, day) for day in days)
    periods = tuple(_periods(passage, language, taken))
    amounts = tuple(_amounts(passage, language))
    counted = {(one.anchor.line, one.anchor.start) for one in (*periods, *amounts)}
    pairs = _pairs(passage, language)
    numbers = tuple(one for one in pairs if (one.anchor.line, one.anchor.start) not in counted)
    return Quantities(dates, periods, amounts, numbers)


def decimal_of(digits: str) -> Decimal:
    """The value of digits in either way of writing: 1.500,00 and 1,500.00 are the same; 1.500 is a thousand more."""
    bare = re.sub(r"\s", "", digits)
    marks = [mark for mark in bare if mark in ".,"]
    if not marks:
        return Decimal(bare)
    head, _, tail = bare.rpartition(marks[-1])
    if len(set(marks)) == 1 and (len(tail) == 3 or len(marks) > 1):
        return Decimal(re.sub(r"[.,]", "", bare))
    return Decimal(re.sub(r"[.,]", "", head) + "." + tail)


def _date(passage: Passage, day: Day) -> DateSaid:
    written = _written(passage, day.start, day.end)
    return DateSaid(passage.folded_anchor(day.start, day.end), written, day.on, day.plain)


def _written(passage: Passage, start: int, end: int) -> str:
    return passage.text[passage.written(start) : passage.written(end)]


def _periods(passage: Passage, language: Language, dates: list[tuple[int, int]]) -> Iterator[PeriodSaid]:
    folded = passage.folded
    for found in UNIT[language].finditer(folded):
        before = KIND_BEFORE.search(folded[max(0, found.start() - 30) : found.start()])
        number_end = found.start() - (len(before[0]) if before is not None else 0)
        number = _number_ending(folded, number_end, language, dates)
        after = KIND_AFTER.match(folded, found.end())
        counted = None if number is not None else _ordinal_before(folded, found, language)
        if number is None and counted is None:
            continue
        words, digits, start = (
            number if number is not None else (*(counted or (0, 0))[:1], None, (counted or (0, 0))[1])
        )
        unit = Unit[found.lastgroup or "DAY"]
        if unit is Unit.YEAR and digits is not None and 1900 <= digits <= 2100:
            continue
        end = after.end() if after is not None else found.end()
        starts = STARTS[language].match(folded[end : end + 60])
        yield PeriodSaid(
            passage.folded_anchor(start, end),
            _written(passage, start, end),
            words,
            digits,
            unit,
            _day_kind(before, after),
            starts[1] if starts is not None else "",
            ordinal=counted is not None,
        )


def _day_kind(*found: re.Match[str] | None) -> DayKind:
    for one in found:
        if one is not None:
            return DayKind.WORKING if one["working"] else DayKind.CALENDAR
    return DayKind.UNSAID


def _number_ending(
    folded: str, end: int, language: Language, dates: list[tuple[int, int]]
) -> tuple[int | None, Decimal | None, int] | None:
    """The number that ends before a place: its value in words and in digits, and where it begins."""
    head = folded[max(0, end - 130) : end]
    offset = max(0, end - 130)
    swapped = re.search(WORDS_IN_BRACKETS.pattern + r"\s*$", head)
    if swapped is not None and (value := number_in(swapped["words"], language)) is not None:
        return value, Decimal(swapped["digits"]), offset + swapped.start()
    digits = re.search(r"(?<![\d./,])(?P<open>\(\s?)?(?P<digits>\d{1,4})\s?(?(open)\))\s*-?\s*$", head)
    if digits is None:
        words = number_before(folded, end, language)
        return None if words is None else (words[0], None, words[1])
    start = offset + digits.start()
    if any(first <= start < last for first, last in dates):
        return None
    words = number_before(folded, start, language) if digits["open"] else None
    return (words[0] if words else None), Decimal(digits["digits"]), (words[1] if words else start)


def _ordinal_before(folded: str, found: re.Match[str], language: Language) -> tuple[int, int] | None:
    """“osmog dana”, “eighth day”, “ditën e tetë”: value and where it begins."""
    if found.lastgroup != Unit.DAY.name:
        return None
    if language is Language.ALBANIAN:
        after = re.match(r"\s+e\s+([a-z]+)", folded[found.end() : found.end() + 30])
        value = ordinal(after[1], language) if after is not None else None
        return None if value is None else (value, found.start())
    before = re.search(r"([a-z]+)\s+$", folded[max(0, found.start() - 30) : found.start()])
    value = ordinal(before[1], language) if before is not None else None
    return None if value is None or before is None else (value, found.start() - len(before[0]))


def _amounts(passage: Passage, language: Language) -> Iterator[AmountSaid]:
    folded = passage.folded
    ends = set()
    for found in AMOUNT.finditer(folded):
        words = number_before(folded, found.start(), language) if found["open"] else None
        first = words[1] if words is not None else found.start()
        ends.add(found.end())
        yield AmountSaid(
            passage.folded_anchor(first, found.end()),
            _written(passage, first, found.end()),
            words[0] if words is not None else None,
            decimal_of(found["digits"] or found["after"]),
            "%" if found["share"] else "EUR",
        )
    for euro in EURO.finditer(folded):
        words = number_before(folded, euro.start(), language) if euro.end() not in ends else None
        if words is not None:
            span = words[1], euro.end()
            yield AmountSaid(passage.folded_anchor(*span), _written(passage, *span), words[0], None)


def _pairs(passage: Passage, language: Language) -> Iterator[NumberSaid]:
    """Numbers in words with digits in brackets that are no period and no amount."""
    folded = passage.folded
    for found in BRACKETS.finditer(folded):
        words = number_before(folded, found.start(), language)
        if words is not None:
            span = words[1], found.end()
            yield NumberSaid(
                passage.folded_anchor(*span), _written(passage, *span), words[0], decimal_of(found["digits"])
            )
