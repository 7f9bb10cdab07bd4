"""Reads the deadlines of a lawbook before they are used: the facts they hang on, their kinds, their codes and days."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from neni.core.model.conditions.checking import check as check_condition
from neni.core.model.conditions.types import of_fact
from neni.core.model.deadlines.rules import DeadlineRule
from neni.core.model.deadlines.terms import OfficeHours
from neni.core.model.facts import FactKind, FactType
from neni.core.model.law.proofreading import Sentences, problem, unknown
from neni.core.model.periods import Period
from neni.core.model.problems import Problem
from neni.core.model.references import Place
from neni.core.model.rulesets import Lawbook
from neni.core.model.text import Text

_YES_NO = of_fact(FactType("condition", FactKind.YES_NO, Text.of("condition")))
_MOMENTS = (FactKind.DATE, FactKind.INSTANT)


def check(lawbook: Lawbook) -> tuple[Problem, ...]:
    """Every mistake of the deadlines."""
    types = lawbook.types()
    found: list[Problem] = []
    for one in lawbook.deadlines():
        found += [*_names(one, types), *_kinds(one, types), *_hours(one, types, lawbook), *_condition(one, types)]
    return (*found, *_codes(lawbook), *_days(lawbook))


def _names(one: DeadlineRule, types: dict[str, FactType]) -> Iterator[Problem]:
    amount = one.period.amount if isinstance(one.period.amount, str) else None
    hours = one.office_hours if one.names_office_hours else None
    for name in (*one.triggers, amount, one.met_by, one.fits_after, hours):
        if name is not None and name not in types:
            yield unknown("unknown_name", one.place, _UNKNOWN_NAME, name, types)


def _kinds(one: DeadlineRule, types: dict[str, FactType]) -> Iterator[Problem]:
    others = [name for name in (one.met_by, one.fits_after) if name]
    for name in (*one.triggers, *others):
        if name in types and types[name].kind not in _MOMENTS:
            yield problem("no_moment", one.place, *_NO_MOMENT, name)
    amount = one.period.amount
    if isinstance(amount, str) and amount in types and types[amount].kind is not FactKind.NUMBER:
        yield problem("no_number", one.place, *_NO_NUMBER, amount)


def _hours(one: DeadlineRule, types: dict[str, FactType], lawbook: Lawbook) -> Iterator[Problem]:
    """Hours run from a moment to a moment; office hours are a text of the law that can be read."""
    if not one.period.unit.is_hours:
        return
    for name in one.triggers:
        kind = types[name].kind if name in types else None
        if kind is FactKind.DATE and one.event_at is None:
            yield problem("hours_from_a_day", one.place, *_FROM_A_DAY, name)
        if kind is FactKind.INSTANT and one.event_at is not None:
            yield problem("time_twice", one.place, *_TIME_TWICE, name)
    if one.met_by in types and types[one.met_by or ""].kind is FactKind.DATE:
        yield problem("hours_met_by_a_day", one.place, *_MET_BY_A_DAY, one.met_by)
    if one.names_office_hours:
        written = [
            dated.value for each in lawbook.parameters() if each.name == one.office_hours for dated in each.values
        ]
        if one.office_hours in types and not (written and all(map(_readable, written))):
            yield problem("no_office_hours", one.place, *_NO_OFFICE_HOURS, one.office_hours)


def _readable(written: object) -> bool:
    try:
        OfficeHours.read(str(written))
    except ValueError:
        return False
    return True


def _condition(one: DeadlineRule, types: dict[str, FactType]) -> Iterator[Problem]:
    if one.when is None:
        return
    known = {name: of_fact(fact) for name, fact in types.items()}
    for mistake in check_condition(one.when.tree, known, _YES_NO):
        yield Problem("bad_condition", mistake.message, where=str(one.when.place(mistake.span.start)))


def _codes(lawbook: Lawbook) -> Iterator[Problem]:
    """Rules, clauses and deadlines are confirmed by code, so no two kinds may share one."""
    others: dict[str, Place] = {rule.code: rule.place for rule in lawbook.rules()}
    others |= {clause.code: clause.place for clause in lawbook.clauses()}
    for one in lawbook.deadlines():
        if one.code in others:
            yield problem("taken", one.place, *_TAKEN, one.code, others[one.code])


def _days(lawbook: Lawbook) -> Iterator[Problem]:
    """On any day a deadline has one text."""
    versions: dict[str, list[DeadlineRule]] = {}
    for one in lawbook.deadlines():
        versions.setdefault(one.code, []).append(one)
    for code, some in versions.items():
        for first, other in combinations(some, 2):
            if _meet(first.in_force, other.in_force):
                yield problem("deadline_twice", other.place, *_TWICE, code, first.place)


def _meet(one: Period, other: Period) -> bool:
    """Whether two periods have a day in common."""
    starts = [period.start for period in (one, other) if period.start]
    ends = [period.end for period in (one, other) if period.end]
    return not starts or not ends or max(starts) <= min(ends)


_UNKNOWN_NAME: Sentences = (
    "Afati përmend “{0}”, që nuk është as fakt as parametër; {1}.",
    "Rok pominje „{0}“, što nije ni činjenica ni parametar; {1}.",
    "The deadline names “{0}”, which is neither a fact nor a parameter; {1}.",
)
_NO_MOMENT: Sentences = (
    "“{0}” nuk është as datë as çast; afati numërohet vetëm prej tyre dhe mbaron me to.",
    "„{0}“ nije ni datum ni trenutak; rok se računa samo od njih i njima završava.",
    "“{0}” is neither a date nor an instant; only these begin and end a deadline.",
)
_NO_NUMBER: Sentences = (
    "“{0}” nuk është numër; gjatësia e afatit është numër i plotë.",
    "„{0}“ nije broj; dužina roka je ceo broj.",
    "“{0}” is no number; the length of a deadline is a whole number.",
)
_FROM_A_DAY: Sentences = (
    "Orët numërohen nga një çast, e “{0}” është datë; bëjeni fakt të llojit “instant” ose shtoni “event_at”.",
    "Sati se računaju od trenutka, a „{0}“ je datum; neka činjenica bude „instant“ ili dodajte „event_at“.",
    "Hours are counted from a moment, and “{0}” is a date; make the fact an “instant” or add “event_at”.",
)
_TIME_TWICE: Sentences = (
    "“{0}” e ka vetë orën; hiqeni “event_at”.",
    "„{0}“ već ima vreme; uklonite „event_at“.",
    "“{0}” has a time of its own; remove “event_at”.",
)
_MET_BY_A_DAY: Sentences = (
    "Një afat në orë mbaron me një çast, e “{0}” është datë; bëjeni fakt të llojit “instant”.",
    "Rok u satima završava se trenutkom, a „{0}“ je datum; neka činjenica bude „instant“.",
    "A deadline in hours is ended by a moment, and “{0}” is a date; make the fact an “instant”.",
)
_NO_OFFICE_HOURS: Sentences = (
    "“{0}” duhet të jetë parametër tekst me orar, p.sh. \"08:00-16:00\".",
    "„{0}“ mora biti tekstualni parametar sa radnim vremenom, npr. \"08:00-16:00\".",
    "“{0}” must be a text parameter with office hours, such as \"08:00-16:00\".",
)  # fmt: skip
_TAKEN: Sentences = (
    "Kodi “{0}” përdoret tashmë në {1}; zgjidhni tjetër për afatin.",
    "Šifra „{0}“ već se koristi u {1}; izaberite drugu za rok.",
    "The code “{0}” is already used in {1}; choose another for the deadline.",
)
_TWICE: Sentences = (
    "Afati “{0}” ka dy tekste për të njëjtën ditë (tjetri në {1}); mbylleni njërin me “to”.",
    "Rok „{0}“ ima dva teksta za isti dan (drugi u {1}); zatvorite jedan sa „to“.",
    "The deadline “{0}” has two texts for the same day (the other in {1}); end one of them with “to”.",
)
