"""What is said of deadlines and calendars that cannot be meant so, in three languages."""

from __future__ import annotations

from collections.abc import Iterable

from neni.core.adapters.rulebook.mistakes import listed, mistake
from neni.core.model.problems import Problem
from neni.core.model.references import Place


def no_direction(place: Place) -> Problem:
    """Neither or both of `after` and `before`."""
    return mistake(
        "no_direction",
        place,
        "Afati numërohet ose “after” (pas) ose “before” (para) një fakti; shkruani njërin.",
        "Rok se računa ili „after“ (posle) ili „before“ (pre) neke činjenice; napišite jedno.",
        "A deadline is counted either “after” or “before” a fact; write one of them.",
    )


def no_period(place: Place, units: Iterable[str]) -> Problem:
    """A period that is not one unit with a number or a name."""
    known = listed(units)
    return mistake(
        "no_period",
        place,
        f"Periudha ka saktësisht një njësi ({known}) me numër të plotë nga 0 deri 10000 ose me emrin e një fakti.",
        f"Period ima tačno jednu jedinicu ({known}) sa celim brojem od 0 do 10000 ili nazivom činjenice.",
        f"A period has exactly one unit ({known}) with a whole number from 0 to 10000 or the name of a fact.",
    )


def no_clock(place: Place, given: str) -> Problem:
    """No time of day, or one that may come twice or never."""
    return mistake(
        "no_clock",
        place,
        f"“{given}” nuk pranohet si orë; shkruani p.sh. '16:00' në thonjëza, jo mes 02:00 dhe 03:00, "
        "kur ndërrohet ora.",
        f"„{given}“ se ne prihvata kao vreme; napišite npr. '16:00' pod navodnicima, ne između 02:00 i 03:00, "
        "kad se pomera sat.",
        f"“{given}” is not accepted as a time; write for instance '16:00' in quotes, and not between 02:00 and 03:00, "
        "when the clocks change.",
    )


def not_with_unit(place: Place, name: str, unit: str) -> Problem:
    """A property that means nothing for this unit."""
    return mistake(
        "not_with_unit",
        place,
        f"“{name}” nuk ka kuptim për një periudhë në “{unit}”; hiqeni.",
        f"„{name}“ nema smisla za period u „{unit}“; uklonite ga.",
        f"“{name}” has no meaning for a period in “{unit}”; remove it.",
    )


def no_office_hours(place: Place, given: str) -> Problem:
    """Office hours that cannot be read."""
    return mistake(
        "no_office_hours",
        place,
        f"“{given}” nuk është orar; shkruani p.sh. \"08:00-16:00\" ose emrin e një parametri.",
        f"„{given}“ nije radno vreme; napišite npr. \"08:00-16:00\" ili naziv parametra.",
        f"“{given}” is no office hours; write for instance \"08:00-16:00\" or the name of a parameter.",
    )  # fmt: skip


def no_triggers(place: Place) -> Problem:
    """A deadline that hangs on nothing."""
    return mistake(
        "no_triggers",
        place,
        "Shkruani emrin e një fakti, ose {earliest_of: [a, b]} a {latest_of: [a, b]}.",
        "Napišite naziv činjenice, ili {earliest_of: [a, b]} ili {latest_of: [a, b]}.",
        "Write the name of a fact, or {earliest_of: [a, b]} or {latest_of: [a, b]}.",
    )


def other_year(place: Place, year: int) -> Problem:
    """A day outside the year of its table."""
    return mistake(
        "other_year",
        place,
        f"Dita nuk është e vitit {year}; shkruajeni në tabelën e vitit të vet.",
        f"Dan nije u godini {year}; upišite ga u tabelu njegove godine.",
        f"The day is not in {year}; write it into the table of its own year.",
    )


def no_year(place: Place, given: str) -> Problem:
    """No year."""
    return mistake(
        "no_year",
        place,
        f"“{given}” nuk është vit; shkruani p.sh. 2026.",
        f"„{given}“ nije godina; napišite npr. 2026.",
        f"“{given}” is no year; write for instance 2026.",
    )
