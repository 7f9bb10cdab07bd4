"""Calendars of dates: that of a case, or of facts nobody stored yet: one election day in, every dated duty out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from neni.core.adapters import statements
from neni.core.errors import NotFound
from neni.core.model.cases import Case, department_of
from neni.core.model.deadlines.agenda import Entry, Mark, in_order
from neni.core.model.deadlines.explaining import as_text, explain
from neni.core.model.deadlines.rules import DeadlineRule
from neni.core.model.deadlines.stored import DeadlineState
from neni.core.model.facts import FactKind, FactType, FactValues
from neni.core.model.people import Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.cases.intake import day_of
from neni.core.services.deadlines.calendars import calendar_of
from neni.core.services.deadlines.deadline_laws import event_words
from neni.core.services.deadlines.deadline_reading import DeadlineShown, deadlines_of
from neni.core.services.deadlines.reckoning import Reckoned, Reckoning
from neni.core.services.judging import versions
from neni.core.services.people.access import require

_ASKED = (FactKind.DATE, FactKind.INSTANT, FactKind.CHOICE, FactKind.YES_NO, FactKind.NUMBER)


@dataclass(frozen=True, slots=True)
class Agenda:
    """Dates in order; `waiting` are deadlines that cannot be counted yet, with what is missing; `marks` the events.
    `key` tells it from other calendars."""

    title: str
    entries: tuple[Entry, ...]
    waiting: tuple[tuple[DeadlineRule, tuple[Text, ...]], ...] = ()
    marks: tuple[Mark, ...] = ()
    key: str = ""

    @property
    def lines(self) -> tuple[Entry | Mark, ...]:
        """The dates, and the events they hang on between them."""
        return tuple(sorted((*self.marks, *self.entries), key=lambda one: one.due))

    @property
    def squeezed(self) -> tuple[Entry, ...]:
        """Those that have no room any more."""
        return tuple(one for one in self.entries if not one.fits)

    @property
    def broken(self) -> tuple[Entry, ...]:
        """Those that the dates themselves do not keep: too early for a period that is the least, or too late."""
        return tuple(one for one in self.entries if one.kept is False)


KEPT = {DeadlineState.MET: True, DeadlineState.MISSED: False}
"""Whether what was done was done in time, by how a stored deadline stands."""


def with_deadlines(office: Office, person: Person) -> tuple[str, ...]:
    """The case types whose law has deadlines, of those a person may read."""
    codes = (one.code for one in office.host.case_types())
    mine = (code for code in codes if person.may(Permission.READ, department_of(code)))
    return tuple(code for code in mine if any(office.host.lawbook(code).deadlines()))


def asked(office: Office, person: Person, case_type: str) -> tuple[FactType, ...]:
    """The facts that deadlines of a case type rest on and that people state, in the order of its form. Raises
    NotFound, NotAllowed."""
    lawbook = office.host.lawbook(case_type)
    require(person, Permission.READ, department_of(case_type))
    ways: dict[str, set[str]] = {}
    for way in lawbook.derivations():
        ways.setdefault(way.fact, set()).update(way.reads)
    wanted, waiting = set[str](), [name for one in lawbook.deadlines() for name in one.reads]
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting += ways.get(name, ())
    form = [field.fact for field in office.host.case_type(case_type).fields]
    facts = (lawbook.facts[name] for name in form if name in wanted and name in lawbook.facts)
    return tuple(one for one in facts if one.asked and one.kind in _ASKED)


def thought_of(office: Office, person: Person, case_type: str, stated: object) -> Agenda:
    """Every date that follows from facts in their JSON form; nothing is stored. Raises NotFound, NotAllowed,
    InvalidFacts."""
    kind = office.host.case_type(case_type)
    require(person, Permission.READ, department_of(case_type))
    law = versions.todays(office, case_type)
    facts = statements.read(law.lawbook.facts, stated)
    return _reckoned(office, case_type, kind.title.sq, facts, day_of(kind, facts, office.clock.today()))


def of_case(office: Office, person: Person, reference: str) -> tuple[Case, Agenda]:
    """The agenda of a stored case. Raises NotFound, NotAllowed."""
    found = deadlines_of(office, person, reference)
    with office.store.reading() as work:
        case = work.cases.get(reference)
    entries = [_stored(case, one) for one in found if one.deadline.due is not None]
    waiting = tuple((one.rule, one.missing) for one in found if one.deadline.state is DeadlineState.WAITING)
    marks = _marks((one.rule for one in found), versions.facts_of(office, case), case.facts)
    return case, Agenda(case.title, in_order(entries), waiting, marks, case.reference)


def _reckoned(office: Office, case_type: str, title: str, facts: FactValues, on: date) -> Agenda:
    law, now = versions.todays(office, case_type), office.clock.now()
    reckoning = Reckoning(law, facts, on, calendar_of(office))
    found = [one for one in reckoning.all() if one.applies is not False]
    types = law.lawbook.types()
    waiting = tuple(
        (one.rule, tuple(types[name].label if name in types else Text.of(name) for name in one.missing))
        for one in found
        if one.counted is None or one.applies is None
    )
    entries = (_thought(one, reckoning, case_type, now) for one in found if one.applies and one.counted is not None)
    marks = _marks((one.rule for one in found), types, facts)
    return Agenda(title, in_order(one for one in entries if one is not None), waiting, marks, case_type)


def _marks(rules: Iterable[DeadlineRule], types: Mapping[str, FactType], facts: FactValues) -> tuple[Mark, ...]:
    """The stated events that deadlines hang on."""
    names = dict.fromkeys(name for rule in rules for name in rule.triggers)
    dated = ((name, facts.get(name)) for name in names)
    return tuple(
        Mark(name, types[name].label, value) for name, value in dated if isinstance(value, date) and name in types
    )


def _thought(one: Reckoned, reckoning: Reckoning, case_type: str, now: datetime) -> Entry | None:
    if one.counted is None or one.counted.due is None or one.counted.last_day is None:
        return None
    fits = one.rule.fits(one.counted.last_day, reckoning.values)
    uid = f"{case_type}-{one.rule.code}-{one.counted.last_day}"
    return Entry(
        uid=uid,
        rule=one.rule,
        due=one.counted.due,
        day=one.counted.last_day,
        fits=fits,
        changed_at=now,
        done=one.done is not None,
        kept=one.in_time,
    )


def explained(office: Office, person: Person, case_type: str, stated: object, code: str) -> Text:
    """How one deadline is counted from facts in their JSON form. Raises NotFound, NotAllowed, InvalidFacts."""
    kind = office.host.case_type(case_type)
    require(person, Permission.READ, department_of(case_type))
    law = versions.todays(office, case_type)
    facts = statements.read(law.lawbook.facts, stated)
    reckoning = Reckoning(law, facts, day_of(kind, facts, office.clock.today()), calendar_of(office))
    found = reckoning.one(code)
    if found is None:
        raise NotFound(_no_deadline(code))
    if found.applies is False:
        return _DOES_NOT_APPLY
    if found.counted is None:
        types = law.lawbook.types()
        labels = [types[name].label if name in types else Text.of(name) for name in found.missing]
        return missing_words(labels)
    return as_text(explain(found.counted, event_words(law.lawbook, found.rule, found.trigger), found.rule.reference))


def missing_words(labels: Iterable[Text]) -> Text:
    """What is asked for before a deadline can be counted."""
    listed = tuple(labels)
    sq, sr, en = (", ".join(getattr(one, code) for one in listed) or "–" for code in ("sq", "sr", "en"))
    return Text(f"Nuk dihet ende; mungon: {sq}.", f"Još se ne zna; nedostaje: {sr}.", f"Not known yet; missing: {en}.")


def _stored(case: Case, one: DeadlineShown) -> Entry:
    deadline = one.deadline
    if deadline.due is None or deadline.last_day is None:
        raise ValueError("a deadline without an end has no place on a calendar")
    return Entry(
        uid=deadline.id,
        rule=one.rule,
        due=deadline.due,
        day=deadline.last_day,
        fits=one.rule.fits(deadline.last_day, case.facts),
        state=deadline.state,
        deadline_id=deadline.id,
        changed_at=deadline.changed_at,
        reference=case.reference,
        title=case.title,
        version=deadline.version,
        done=deadline.done is not None,
        kept=None if deadline.done is None else KEPT.get(deadline.state),
    )


def _no_deadline(code: str) -> Text:
    return Text(
        f"Nuk ka afat “{code[:60]}” në fuqi për këto fakte.",
        f"Nema roka „{code[:60]}“ na snazi za ove činjenice.",
        f"There is no deadline “{code[:60]}” in force for these facts.",
    )


_DOES_NOT_APPLY = Text(
    sq="Afati nuk vlen për këto fakte.",
    sr="Rok ne važi za ove činjenice.",
    en="The deadline does not apply to these facts.",
)
