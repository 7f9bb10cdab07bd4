"""What is due: overdue, today, this week and later, of a department or of one's own cases; also as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from neni.core.adapters import spreadsheets
from neni.core.model.cases import department_of
from neni.core.model.deadlines.explaining import shown
from neni.core.model.deadlines.moments import day_of, end
from neni.core.model.deadlines.rules import DeadlineRule
from neni.core.model.deadlines.stored import DeadlineState
from neni.core.model.deadlines.terms import Bound
from neni.core.model.people import Permission, Person
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import Due, DueQuery
from neni.core.services.deadlines.deadline_laws import rule_of
from neni.core.services.people.access import require

MOST = 2000
"""So many deadlines are listed at most; the list says when there are more."""
WATCHED = (DeadlineState.OPEN, DeadlineState.MISSED)


class When(StrEnum):
    """The parts of the list."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class DueItem:
    """One line: the deadline with its case, its law if that is there, and whose case it is."""

    due: Due
    rule: DeadlineRule | None
    owner: str

    @property
    def title(self) -> Text:
        """What has to be done."""
        return self.rule.title if self.rule else Text.of(self.due.deadline.rule)

    @property
    def starts_then(self) -> bool:
        """Whether its moment is one from when on something may be done."""
        return self.rule is not None and self.rule.bound is Bound.EARLIEST


@dataclass(frozen=True, slots=True)
class DueList:
    """Everything due, in parts. `more` says that the list was cut."""

    on: date
    parts: dict[When, tuple[DueItem, ...]]
    more: bool = False

    @property
    def count(self) -> int:
        """How many lines there are."""
        return sum(map(len, self.parts.values()))


def due_list(
    office: Office,
    person: Person,
    *,
    department: str | None = None,
    opened_by: str | None = None,
    until: date | None = None,
) -> DueList:
    """What is due in the cases a person may read: those of a department, those that somebody opened, or all; up to a
    day, if one is given. Raises NotAllowed, NotFound (department)."""
    types = _types(office, person, department)
    query = DueQuery(
        types, WATCHED, opened_by=opened_by, until=end(until) + timedelta(seconds=1) if until else None, limit=MOST + 1
    )
    with office.store.reading() as work:
        found = work.deadlines.find(query) if types else ()
        names = {one.id: one.name for one in work.people.all()}
    items = [_item(office, one, names) for one in found[:MOST]]
    return DueList(office.clock.today(), _parted(items, office.clock.now()), len(found) > MOST)


def as_table(found: DueList, language: Language) -> bytes:
    """The list as a spreadsheet (.xlsx), every cell a text."""
    rows = (_row(when, one, language) for when, items in found.parts.items() for one in items)
    remark = f"{shown(found.on).in_language(language)}. {_MORE.in_language(language) if found.more else ''}".strip()
    return spreadsheets.write_list([one.in_language(language) for one in _COLUMNS], rows, remark)


def _types(office: Office, person: Person, department: str | None) -> tuple[str, ...]:
    if department is not None:
        office.host.department(department)
        require(person, Permission.READ, department)
    kinds = (one.code for one in office.host.case_types() if department in (None, department_of(one.code)))
    return tuple(code for code in kinds if person.may(Permission.READ, department_of(code)))


def _item(office: Office, due: Due, names: dict[str, str]) -> DueItem:
    return DueItem(due, rule_of(office, due.case_type, due.deadline), names.get(due.opened_by, due.opened_by))


def _parted(items: Iterable[DueItem], now: datetime) -> dict[When, tuple[DueItem, ...]]:
    parts: dict[When, list[DueItem]] = {when: [] for when in When}
    for one in items:
        parts[_when(one, now)].append(one)
    return {when: tuple(some) for when, some in parts.items()}


def _when(item: DueItem, now: datetime) -> When:
    due, today = item.due.deadline.due, day_of(now)
    if due is None:
        return When.LATER
    if due < now or item.due.deadline.state is DeadlineState.MISSED:
        return When.OVERDUE
    if day_of(due) == today:
        return When.TODAY
    return When.WEEK if day_of(due) <= today + timedelta(days=7) else When.LATER


def _row(when: When, item: DueItem, language: Language) -> list[str]:
    deadline = item.due.deadline
    last = shown(deadline.due).in_language(language) if deadline.due else ""
    reference = item.rule.reference.words.in_language(language) if item.rule else ""
    who = item.rule.who.in_language(language) if item.rule and item.rule.who else ""
    told = [WHEN[when].in_language(language), last, item.title.in_language(language), who, item.due.reference]
    return [*told, item.due.title, item.owner, reference, deadline.rule]


def every_day(found: DueList) -> Iterator[tuple[When, DueItem]]:
    """The lines in order, each with its part."""
    return ((when, one) for when, items in found.parts.items() for one in items)


WHEN = {
    When.OVERDUE: Text(sq="me vonesë", sr="prekoračeno", en="overdue"),
    When.TODAY: Text(sq="sot", sr="danas", en="today"),
    When.WEEK: Text(sq="brenda shtatë ditëve", sr="u narednih sedam dana", en="within seven days"),
    When.LATER: Text(sq="më vonë", sr="kasnije", en="later"),
}
_COLUMNS = (
    Text(sq="Kur", sr="Kada", en="When"),
    Text(sq="Minuta e fundit", sr="Poslednji minut", en="Last minute"),
    Text(sq="Afati", sr="Rok", en="Deadline"),
    Text(sq="Kush", sr="Ko", en="Who"),
    Text(sq="Rasti", sr="Predmet", en="Case"),
    Text(sq="Titulli", sr="Naslov", en="Title"),
    Text(sq="Hapur nga", sr="Otvorio", en="Opened by"),
    Text(sq="Neni", sr="Član", en="Article"),
    Text(sq="Rregulli", sr="Pravilo", en="Rule"),
)
_MORE = Text(
    sq=f"Lista është shkurtuar në {MOST} rreshta.",
    sr=f"Spisak je skraćen na {MOST} redova.",
    en=f"The list was cut at {MOST} lines.",
)
