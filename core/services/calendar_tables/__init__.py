"""Official tables of days off: entered by the administrator, compared with what counts so far, and accepted with the
deadlines they move in full view. Accepting counts every running deadline anew and tells whoever has its case,
in one transaction.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from neni.core.adapters.holidays import ComputedHolidays
from neni.core.adapters.rulebook import calendars as calendar_files
from neni.core.errors import BadRules, Conflict, Problem
from neni.core.model.calendars import FIRST_YEAR, LAST_YEAR, Calendar, DayOff, NoCalendar, TableComparison, YearTable
from neni.core.model.deadlines.stored import RUNNING, DeadlineState, StoredTable
from neni.core.model.events import CalendarTableAccepted, CalendarTableEntered
from neni.core.model.fingerprints import fingerprint
from neni.core.model.people import EVERYWHERE, Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.calendar_tables.recounting import cases_touched, count_anew
from neni.core.services.deadlines import work_out
from neni.core.services.deadlines.calendars import calendar_in, shipped
from neni.core.services.people.access import require


@dataclass(frozen=True, slots=True)
class YearShown:
    """One year: the table that counts, the computed one beside it, and tables that wait."""

    year: int
    counts: YearTable
    comparison: TableComparison | None
    waiting: tuple[StoredTable, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline a new table would move: of which case, whose case that is, and its end before and after."""

    deadline_id: str
    rule: str
    reference: str
    title: str
    case_type: str
    owner: str
    before: datetime | None
    after: datetime | None
    state: DeadlineState


@dataclass(frozen=True, slots=True)
class Preview:
    """What accepting a table would change."""

    stored: StoredTable
    comparison: TableComparison
    moved: tuple[Moved, ...]
    seal: str = field(init=False)
    """Stands for exactly what is shown: whoever accepts with it accepts nothing else."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "seal", fingerprint(self.stored.id, self.comparison.before, self.moved))


def year(office: Office, person: Person, number: int) -> YearShown:
    """One year of the calendar. Raises Conflict for years that can have none."""
    require_anybody(person)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise Conflict(_out_of_range(number))
    with office.store.reading() as work:
        counts = _table(calendar_in(work), number)
        waiting = tuple(one for one in work.calendars.all() if one.table.year == number and one.accepted_at is None)
    return YearShown(number, counts, _beside(counts), waiting)


def enter(office: Office, person: Person, table: YearTable) -> StoredTable:
    """Enter a table; it counts once it is accepted. Raises NotAllowed."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    stored = StoredTable(str(uuid.uuid4()), table, person.id, office.clock.now())
    with office.store.writing() as work:
        work.calendars.add(stored)
        event = CalendarTableEntered(stored.entered_at, person.id, _subject(stored), {"table": stored.id})
        work.events.add(event)
    return stored


def preview(office: Office, person: Person, table_id: str) -> Preview:
    """What accepting it would change; nothing is stored. Raises NotFound, NotAllowed."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    with office.store.reading() as work:
        return _preview(office, work, work.calendars.get(table_id))


def accept(office: Office, person: Person, table_id: str, seal: str) -> Preview:
    """Let a table count, and every running deadline be counted by it. Raises NotFound, NotAllowed, and Conflict when
    something changed since it was shown; then nothing is changed."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    with office.store.writing() as work:
        shown = _preview(office, work, work.calendars.get(table_id))
        if shown.seal != seal:
            raise Conflict(_CHANGED)
        stored = work.calendars.accept(table_id, person.id, office.clock.now())
        told: dict[str, object] = {
            "table": stored.id,
            "days": [one.isoformat() for one in _days(shown.comparison)],
            "moved": [one.deadline_id for one in shown.moved],
        }
        work.events.add(CalendarTableAccepted(office.clock.now(), person.id, _subject(stored), told))
        count_anew(office, work, _days(shown.comparison), stored.table, person.id)
    return shown


def from_file(content: bytes, name: str = "calendar.yaml") -> YearTable:
    """A table from a file as it stands among the shipped ones. Raises BadRules."""
    return calendar_files.read(name, content)


def from_lines(number: int, lines: str, source: str) -> YearTable:
    """A table typed in: a line for each holiday, `2026-05-01; 2026-05-04; Dita e Punës; Praznik rada; Labour Day`: its
    day, its day off (empty when it is the same), its names (one is enough). A line `work 2026-05-02` is a weekend day
    on which people work. Raises BadRules with the number of each bad line."""
    problems, days, working = list[Problem](), list[DayOff](), list[date]()
    for place, line in enumerate(lines.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found = _line(line, number)
        except ValueError:
            problems.append(Problem("bad_line", _bad_line(place), where=f"{place}"))
            continue
        working += [one for one in found if isinstance(one, date)]
        days += [one for one in found if isinstance(one, DayOff)]
    if not source.strip():
        problems.append(Problem("no_source", _NO_SOURCE))
    if not FIRST_YEAR <= number <= LAST_YEAR:
        problems.append(Problem("no_year", _out_of_range(number)))
    if problems:
        raise BadRules(_REFUSED, problems)
    return YearTable(number, tuple(days), Text.of(source.strip()), official=True, working=tuple(working))


def as_lines(table: YearTable) -> str:
    """A table as it is typed in."""
    lieu = {(one.of, one.name): one.day for one in table.days if one.of is not None}
    lines = [f"work {day.isoformat()}" for day in table.working]
    for one in table.days:
        if one.of is None:
            off = lieu.get((one.day, one.name))
            told = [one.day.isoformat(), off.isoformat() if off else "", one.name.sq, one.name.sr, one.name.en]
            lines.append("; ".join(told))
    return "\n".join(lines)


def require_anybody(person: Person) -> None:
    """The calendar is for everybody who works here."""
    if not person.may_anywhere(Permission.READ):
        require(person, Permission.READ, EVERYWHERE)


def _preview(office: Office, work: Work, stored: StoredTable) -> Preview:
    before = _table(calendar_in(work), stored.table.year)
    comparison = TableComparison(before, stored.table)
    moved = tuple(_moved(office, work, _with(work, stored.table), comparison))
    return Preview(stored, comparison, moved)


def _table(calendar: Calendar, number: int) -> YearTable:
    """The table of a year; without days off where there is none, with words that say so."""
    try:
        return calendar.table(number)
    except NoCalendar:
        return YearTable(number, (), _no_year(number), official=False)


def _with(work: Work, table: YearTable) -> Calendar:
    official = {**shipped(), **{one.table.year: one.table for one in work.calendars.in_use()}, table.year: table}
    return Calendar(official, ComputedHolidays().table)


def _moved(office: Office, work: Work, calendar: Calendar, comparison: TableComparison) -> Iterator[Moved]:
    names = {one.id: one.name for one in work.people.all()}
    for case_id in cases_touched(work, _days(comparison)):
        case = work.cases.get(case_id)
        for one in work_out(office, work, case, calendar):
            before = one.before
            if before is not None and before.state in RUNNING and before.due != one.after.due:
                yield Moved(
                    before.id,
                    before.rule,
                    case.reference,
                    case.title,
                    case.type,
                    names.get(case.opened_by, case.opened_by),
                    before.due,
                    one.after.due,
                    one.after.state,
                )


def _days(comparison: TableComparison) -> list[date]:
    return [one.day for one in comparison.differences]


def _beside(counts: YearTable) -> TableComparison | None:
    if not counts.official:
        return None
    try:
        return TableComparison(ComputedHolidays().table(counts.year), counts)
    except NoCalendar:
        return None


def _subject(stored: StoredTable) -> str:
    return f"calendar:{stored.table.year}"


def _line(line: str, number: int) -> list[DayOff | date]:
    """What a line says. Raises ValueError."""
    word, _, rest = line.strip().partition(" ")
    if word == "work":
        day = date.fromisoformat(rest.strip())
        return [_of_year(day, number)]
    parts = [one.strip() for one in line.split(";")]
    on, names = _of_year(date.fromisoformat(parts[0]), number), [one for one in parts[2:] if one]
    off = _of_year(date.fromisoformat(parts[1]), number) if len(parts) > 1 and parts[1] else on
    if len(names) not in (1, 3):
        raise ValueError(line)
    name = Text.of(names[0]) if len(names) == 1 else Text(*names)
    return [DayOff(on, name), *([DayOff(off, name, of=on)] if off != on else [])]


def _of_year(day: date, number: int) -> date:
    if day.year != number:
        raise ValueError(day)
    return day


def _bad_line(place: int) -> Text:
    form = "2026-05-01; 2026-05-04; Dita e Punës; Praznik rada; Labour Day"
    return Text(
        f"Rreshti {place} nuk lexohet; shkruajeni si: {form}, me ditë të po atij viti.",
        f"Red {place} se ne može pročitati; napišite ga kao: {form}, sa danima iste godine.",
        f"Line {place} cannot be read; write it like: {form}, with days of that very year.",
    )


def _no_year(number: int) -> Text:
    return Text(
        f"Për vitin {number} nuk ka kalendar të llogaritur; futni tabelën zyrtare.",
        f"Za {number}. godinu nema izračunatog kalendara; unesite zvaničnu tabelu.",
        f"There is no computed calendar for {number}; enter the official table.",
    )


def _out_of_range(number: int) -> Text:
    years = f"{FIRST_YEAR}–{LAST_YEAR}"
    return Text(
        f"Viti {number} nuk ka kalendar; zgjidhni një vit {years}.",
        f"{number}. godina nema kalendar; izaberite godinu {years}.",
        f"The year {number} has no calendar; choose one of {years}.",
    )


_NO_SOURCE = Text(
    sq="Shkruani nga është tabela: vendimi dhe data.",
    sr="Napišite odakle je tabela: odluka i datum.",
    en="Write where the table is from: the decision and its date.",
)
_REFUSED = Text(
    sq="Tabela nuk u ruajt; korrigjojini rreshtat e shënuar.",
    sr="Tabela nije sačuvana; ispravite navedene redove.",
    en="The table was not stored; correct the lines named.",
)
_CHANGED = Text(
    sq="Diçka ndryshoi që kur u shfaqën dallimet; asgjë nuk u pranua. Shikojini përsëri.",
    sr="Nešto se promenilo otkako su razlike prikazane; ništa nije prihvaćeno. Pogledajte ih ponovo.",
    en="Something changed since the differences were shown; nothing was accepted. Look at them again.",
)
