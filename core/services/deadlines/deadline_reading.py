"""Deadlines as people see them: those that are stored, and those of the law that cannot be counted yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from neni.core.errors import BadRules, Conflict, NotFound
from neni.core.model.calendars import Calendar
from neni.core.model.cases import Case, CaseStatus
from neni.core.model.deadlines.explaining import Step
from neni.core.model.deadlines.rules import DeadlineRule
from neni.core.model.deadlines.stored import Deadline, DeadlineState, Decision, changes_of
from neni.core.model.deadlines.terms import Bound
from neni.core.model.law.standing import is_sure
from neni.core.model.people import Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.deadlines import CASE_CLOSED, NO_LONGER, NO_TEXT, by_deadline, written
from neni.core.services.deadlines.calendars import calendar_in
from neni.core.services.deadlines.deadline_laws import Reckonings, steps_of
from neni.core.services.people.access import require

Confirmed = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DeadlineShown:
    """A deadline as people see it: what the law says, how it stands, why, and what was decided. `binding` is False
    while its source waits for two people."""

    rule: DeadlineRule
    deadline: Deadline
    steps: tuple[Step, ...]
    decisions: tuple[Decision, ...]
    missing: tuple[Text, ...]
    binding: bool


def deadlines_of(office: Office, person: Person, reference: str) -> tuple[DeadlineShown, ...]:
    """The deadlines of a case, those that cannot be counted yet among them. Raises NotFound, NotAllowed."""
    with office.store.reading() as work:
        case = work.cases.get(reference)
        require(person, Permission.READ, case.department)
        stored = {one.rule: one for one in work.deadlines.of_case(case.id)}
        decisions = by_deadline(work, stored.values())
        calendar, confirmed = calendar_in(work), work.confirmations.confirmed()
    try:
        return tuple(_shown(office, case, calendar, stored, decisions, confirmed))
    except (Conflict, BadRules):
        return ()


def get_deadline(office: Office, person: Person, deadline_id: str) -> tuple[Case, DeadlineShown]:
    """One stored deadline and its case. Raises NotFound, NotAllowed."""
    with office.store.reading() as work:
        case = work.cases.get(work.deadlines.get(deadline_id).case_id)
    found = [one for one in deadlines_of(office, person, case.reference) if one.deadline.id == deadline_id]
    if not found:
        raise NotFound(_LAW_LOST)
    return case, found[0]


def _shown(
    office: Office,
    case: Case,
    calendar: Calendar,
    stored: Mapping[str, Deadline],
    decisions: Mapping[str, list[Decision]],
    confirmed: Confirmed,
) -> Iterator[DeadlineShown]:
    reckonings = Reckonings(office, case, calendar)
    own = reckonings.under(case.rulesets)
    for code in dict.fromkeys([*stored, *(one.code for one in own.lawbook.deadlines())]):
        deadline = stored.get(code)
        mine = tuple(decisions.get(deadline.id, ())) if deadline else ()
        reckoning = reckonings.of(deadline)
        found = reckoning.one(code, changes_of(mine))
        if found is None or (deadline is None and (found.applies is False or case.status is CaseStatus.CLOSED)):
            continue
        types = reckoning.lawbook.types()
        known = deadline or written(office, case, reckoning.lawbook, found, None, DeadlineState.WAITING, "")
        yield DeadlineShown(
            found.rule,
            known,
            known.told or steps_of(reckoning.lawbook, found),
            mine,
            tuple(types[name].label if name in types else _NO_CALENDAR for name in found.missing),
            (code, found.rule.fingerprint) in confirmed or is_sure(reckoning.lawbook, found.rule),
        )


_LAW_LOST = Text(
    sq="Ligji i këtij afati nuk gjendet më; kalojeni rastin në rregullat e sotme.",
    sr="Propis ovog roka se više ne može naći; prevedite predmet na današnja pravila.",
    en="The law of this deadline cannot be found any more; move the case to today's rules.",
)
_NO_CALENDAR = Text(sq="kalendari i atij viti", sr="kalendar te godine", en="the calendar of that year")
STATES = {
    DeadlineState.WAITING: Text(sq="nuk dihet ende", sr="još se ne zna", en="not known yet"),
    DeadlineState.OPEN: Text(sq="rrjedh", sr="teče", en="running"),
    DeadlineState.SUSPENDED: Text(sq="i pezulluar", sr="zastao", en="suspended"),
    DeadlineState.MET: Text(sq="u përmbush", sr="ispoštovan", en="met"),
    DeadlineState.MISSED: Text(sq="u humb", sr="propušten", en="missed"),
    DeadlineState.PASSED: Text(sq="kaloi", sr="protekao", en="passed"),
    DeadlineState.LIFTED: Text(sq="u hoq", sr="ukinut", en="lifted"),
}
"""How a deadline stands, in words."""
_TOO_EARLY = Text(sq="u bë para kohe", sr="urađeno prerano", en="done too early")
_TOO_LATE = Text(sq="u bë me vonesë", sr="urađeno sa zakašnjenjem", en="done too late")


def state_words(rule: DeadlineRule, state: DeadlineState, *, done: bool) -> Text:
    """How a deadline stands, in words; of one that was missed whether something was done all the same."""
    if state is not DeadlineState.MISSED or not done:
        return STATES[state]
    return _TOO_EARLY if rule.bound is Bound.EARLIEST else _TOO_LATE


REASONS = {
    CASE_CLOSED: Text(sq="rasti u mbyll", sr="predmet je zatvoren", en="the case was closed"),
    NO_LONGER: Text(sq="nuk vlen më për këto fakte", sr="više ne važi za ove činjenice", en="it applies no longer"),
    NO_TEXT: Text(sq="ligji nuk e ka më", sr="propis ga više nema", en="the law has it no longer"),
}
"""Why it was lifted where nobody decided it, in words."""
