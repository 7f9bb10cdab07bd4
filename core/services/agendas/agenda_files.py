"""An agenda to take along, as a spreadsheet and as an iCalendar file, and what is said of each of its dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from neni.core.adapters import icalendar, spreadsheets
from neni.core.adapters.icalendar import Happening
from neni.core.model.deadlines.agenda import Entry, Mark
from neni.core.model.deadlines.explaining import shown
from neni.core.model.deadlines.rules import Nature
from neni.core.model.deadlines.terms import Unit
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.services.agendas import Agenda


def remarks(one: Entry) -> tuple[Text, ...]:
    """What speaks against a date: it has no room, or what it asks for was done too early or too late."""
    broken = (_TOO_EARLY if one.starts_then else _TOO_LATE,) if one.kept is False else ()
    return (*(() if one.fits else (SQUEEZED,)), *broken)


def as_table(agenda: Agenda, language: Language) -> bytes:
    """The agenda as a spreadsheet (.xlsx), every cell a text."""
    rows = (_row(one, language) if isinstance(one, Entry) else _marked(one, language) for one in agenda.lines)
    remark = _SQUEEZED.in_language(language) if agenda.squeezed else ""
    return spreadsheets.write_list([one.in_language(language) for one in _COLUMNS], rows, remark)


def as_calendar(office: Office, agenda: Agenda, language: Language) -> bytes:
    """The agenda as an iCalendar file."""
    now = office.clock.now()
    marks = (
        Happening(f"{agenda.key}-{one.name}@neni", one.moment, one.label.in_language(language), agenda.title, now)
        for one in agenda.marks
    )
    return icalendar.write(agenda.title, [*marks, *happenings(office, agenda.entries, language)], now)


def happenings(office: Office, entries: Iterable[Entry], language: Language) -> Iterator[Happening]:
    """Dates as calendar programs show them."""
    for one in entries:
        reference = f" ({one.reference})" if one.reference else ""
        yield Happening(
            uid=f"{one.uid}@neni",
            at=one.day if one.whole_day else one.due,
            summary=f"{one.rule.title.in_language(language)}{reference}",
            description="\n".join(_described(one, language)),
            changed_at=one.changed_at or office.clock.now(),
            version=one.version,
            address=f"{office.address}/cases/{one.reference}" if office.address and one.reference else "",
            categories=(NATURES[one.rule.nature].in_language(language),),
            warn=tuple(term.amount * _LENGTHS[term.unit] for term in one.rule.warn if term.unit in _LENGTHS),
        )


def _described(one: Entry, language: Language) -> Iterator[str]:
    if one.title:
        yield one.title
    words = _FROM if one.starts_then else _UNTIL
    yield f"{words.in_language(language)}: {shown(one.due).in_language(language)}"
    yield one.rule.reference.words.in_language(language)
    if one.rule.who:
        yield one.rule.who.in_language(language)
    if one.rule.note:
        yield one.rule.note.in_language(language)
    yield from (text.in_language(language) for text in remarks(one))


def _row(one: Entry, language: Language) -> list[str]:
    who = one.rule.who.in_language(language) if one.rule.who else ""
    told = [text.in_language(language) for text in remarks(one)]
    told += [one.rule.note.in_language(language)] if one.rule.note else []
    nature = NATURES[one.rule.nature].in_language(language)
    title = one.rule.title.in_language(language)
    source = one.rule.reference.words.in_language(language)
    return [shown(one.due).in_language(language), title, who, nature, source, " ".join(told)]


def _marked(one: Mark, language: Language) -> list[str]:
    return [shown(one.moment).in_language(language), one.label.in_language(language), "", "", "", ""]


_LENGTHS = {Unit.HOURS: timedelta(hours=1), Unit.DAYS: timedelta(days=1), Unit.WEEKS: timedelta(weeks=1)}
"""Warnings that calendar programs can give by themselves."""
NATURES = {
    Nature.LEGAL: Text(sq="ligjor", sr="zakonski", en="legal"),
    Nature.ADMINISTRATIVE: Text(sq="administrativ", sr="administrativni", en="administrative"),
}
SQUEEZED = Text(
    sq="Nuk ka vend: mbaron para se të shpalleshin zgjedhjet; dita caktohet me vendim.",
    sr="Nema mesta: završava se pre raspisivanja; dan se određuje odlukom.",
    en="No room: it ends before it was announced; the day is set by decision.",
)
_TOO_EARLY = Text(
    sq="Nuk respektohet: dita e dhënë është më herët.",
    sr="Ne poštuje se: navedeni dan je ranije.",
    en="Not kept: the day given is earlier.",
)
_TOO_LATE = Text(
    sq="Nuk respektohet: dita e dhënë është më vonë.",
    sr="Ne poštuje se: navedeni dan je kasnije.",
    en="Not kept: the day given is later.",
)
_SQUEEZED = Text(
    sq="Disa periudha nuk kanë vend: dita caktohet me vendim.",
    sr="Neki periodi nemaju mesta: dan se određuje odlukom.",
    en="Some periods have no room: the day is set by decision.",
)
_FROM = Text(sq="Jo më herët se", sr="Ne pre", en="Not before")
_UNTIL = Text(sq="Minuta e fundit", sr="Poslednji minut", en="Last minute")
_COLUMNS = (
    Text(sq="Data", sr="Datum", en="Date"),
    Text(sq="Detyra", sr="Obaveza", en="Duty"),
    Text(sq="Kush", sr="Ko", en="Who"),
    Text(sq="Natyra", sr="Vrsta", en="Nature"),
    Text(sq="Neni", sr="Član", en="Article"),
    Text(sq="Shënim", sr="Napomena", en="Note"),
)
