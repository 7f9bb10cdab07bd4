"""The stored deadlines of a case: counted when the case is opened, changed or moved, in the same transaction, and kept
under the law in force when they began. What cannot be counted yet is not stored; it is told when it is asked for.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from neni.core.errors import BadRules, Conflict, NotFound
from neni.core.model.calendars import Calendar
from neni.core.model.cases import Case, CaseStatus
from neni.core.model.deadlines.explaining import Step, explain
from neni.core.model.deadlines.rules import DeadlineRule
from neni.core.model.deadlines.stored import Changes, Deadline, DeadlineState, Decision, changes_of
from neni.core.model.events import DeadlineMissed, DeadlinesChanged, Event
from neni.core.model.facts import FactValues
from neni.core.model.lawbooks import Lawbook
from neni.core.model.people import Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services import versions
from neni.core.services.access import require
from neni.core.services.calendars import calendar_in
from neni.core.services.dispatch import dispatch
from neni.core.services.reckoning import Reckoned, Reckoning, warnings
from neni.core.services.sourcing import sourced_facts

log = logging.getLogger(__name__)
NOBODY = "neni"
"""Who did it when a moment passed and nobody did anything."""
CASE_CLOSED, NO_LONGER, NO_TEXT = "case_closed", "condition", "law"
"""Why a deadline was lifted, where nobody decided it."""


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


@dataclass(frozen=True, slots=True)
class Changed:
    """One deadline before and after."""

    before: Deadline | None
    after: Deadline


def renew(office: Office, work: Work, case: Case, by: str, why: str = "facts") -> list[Event]:
    """Count the deadlines of a case anew, in the caller's transaction; the events are stored and returned for
    dispatch. A case whose law cannot be had any more keeps its deadlines as they are."""
    changed = [one for one in work_out(office, work, case, calendar_in(work)) if one.before != one.after]
    for one in changed:
        work.deadlines.save(one.before, one.after)
    if not changed:
        return []
    event = DeadlinesChanged(
        office.clock.now(), by, case.id, {"why": why, "deadlines": [_told(one) for one in changed]}
    )
    work.events.add(event)
    return [event]


def work_out(office: Office, work: Work, case: Case, calendar: Calendar) -> Iterator[Changed]:
    """Every deadline of a case as it is stored and as it would be now; nothing is stored."""
    there = {one.rule: one for one in work.deadlines.of_case(case.id)}
    try:
        law = versions.law_of(office, case)
    except (Conflict, BadRules):
        log.warning("the law of case %s cannot be had; its deadlines stay as they are", case.reference)
        return
    codes = list(dict.fromkeys([*(one.code for one in law.lawbook.deadlines()), *there]))
    if not codes:
        return
    decisions = _by_deadline(work, there.values())
    reckonings = _Reckonings(office, case, calendar)
    for code in codes:
        before = there.get(code)
        changes = changes_of(decisions.get(before.id, ())) if before else Changes()
        after = _one(office, case, reckonings, code, before, changes)
        if after is not None:
            yield Changed(before, after)


def sweep(office: Office) -> tuple[Event, ...]:
    """Deadlines whose last moment is over become missed, or passed where nobody fails by it; the events, already
    handed on. To be called every minute; twice does no more than once."""
    now, events = office.clock.now(), list[Event]()
    with office.store.writing() as work:
        for due in work.deadlines.overdue(now):
            case = work.cases.get(due.deadline.case_id)
            events += _let_pass(office, work, case, due.deadline)
    dispatch(office, events)
    return tuple(events)


def deadlines_of(office: Office, person: Person, reference: str) -> tuple[DeadlineShown, ...]:
    """The deadlines of a case, those that cannot be counted yet among them. Raises NotFound, NotAllowed."""
    with office.store.reading() as work:
        case = work.cases.get(reference)
        require(person, Permission.READ, case.department)
        stored = {one.rule: one for one in work.deadlines.of_case(case.id)}
        decisions = _by_deadline(work, stored.values())
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


def rule_of(office: Office, case_type: str, deadline: Deadline) -> DeadlineRule | None:
    """The text of the law a stored deadline began under; None when it cannot be had any more."""
    try:
        law = versions.law_in(office, case_type, deadline.rulesets)
    except (NotFound, Conflict, BadRules):
        return None
    texts = [one for one in law.lawbook.deadlines() if one.code == deadline.rule]
    return next((one for one in texts if one.fingerprint == deadline.fingerprint), texts[0] if texts else None)


class _Reckonings:
    """A case reckoned under each law its deadlines began under, at most once each."""

    def __init__(self, office: Office, case: Case, calendar: Calendar) -> None:
        self._office, self._case, self._calendar = office, case, calendar
        self._found: dict[frozenset[tuple[str, str]], Reckoning] = {}
        self._facts: FactValues | None = None

    def of(self, deadline: Deadline | None) -> Reckoning:
        """Under the law a deadline began under; under that of the case before it began. Raises Conflict, BadRules."""
        began = deadline is not None and deadline.event is not None
        return self.under(deadline.rulesets if deadline is not None and began else self._case.rulesets)

    def under(self, rulesets: Mapping[str, str]) -> Reckoning:
        """Under these versions. Raises Conflict, BadRules."""
        name = frozenset(rulesets.items())
        if name not in self._found:
            law = versions.law_in(self._office, self._case.type, rulesets)
            facts = {**self._case.facts, **self._sourced(law.lawbook)}
            self._found[name] = Reckoning(law, facts, self._case.on, self._calendar)
        return self._found[name]

    def _sourced(self, lawbook: Lawbook) -> FactValues:
        if not rests_on_sources(lawbook):
            return {}
        if self._facts is None:
            case = self._case
            self._facts = dict(sourced_facts(self._office, case.type, case.facts, case.on, case))
        return self._facts


def rests_on_sources(lawbook: Lawbook) -> bool:
    """Whether any deadline rests on what departments know, so that they have to be asked."""
    given = {fact.name for fact in lawbook.given}
    if not given:
        return False
    below: dict[str, set[str]] = {}
    for way in lawbook.derivations():
        below.setdefault(way.fact, set()).update(way.reads)
    waiting, seen = [name for one in lawbook.deadlines() for name in one.reads], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += below.get(name, ())
    return bool(seen & given)


def _one(
    office: Office, case: Case, reckonings: _Reckonings, code: str, before: Deadline | None, changes: Changes
) -> Deadline | None:
    """The deadline as it is now; None when there is nothing to store. What cannot be counted under a law that was lost
    stays as it is."""
    try:
        found = reckonings.of(before).one(code, changes)
    except (Conflict, BadRules):
        return before
    if found is None:
        return None if before is None else _lifted(before, NO_TEXT, office.clock.now())
    state, reason = _state(case, found, changes, office.clock.now())
    if before is None and (found.counted is None or state is DeadlineState.LIFTED):
        return None
    return _written(office, case, reckonings.of(before).lawbook, found, before, state, reason)


def _written(
    office: Office,
    case: Case,
    lawbook: Lawbook,
    found: Reckoned,
    before: Deadline | None,
    state: DeadlineState,
    reason: str,
) -> Deadline:
    rule, counted = found.rule, found.counted
    kept = before is not None and before.event is not None
    after = Deadline(
        id=before.id if before else str(uuid.uuid4()),
        case_id=case.id,
        rule=rule.code,
        ruleset=found.ruleset,
        rulesets=before.rulesets if before is not None and kept else lawbook.fingerprints,
        fingerprint=rule.fingerprint,
        severity=rule.severity,
        state=state,
        changed_at=before.changed_at if before else office.clock.now(),
        event=found.event,
        due=counted.due if counted else None,
        last_day=counted.last_day if counted else None,
        warn_at=warnings(rule, counted) if counted else (),
        missing=found.missing,
        done=found.done,
        reason=reason,
        told=_steps(lawbook, found) if state.ended else (),
        version=before.version if before else 1,
    )
    return after if before is None or after == before else replace(after, changed_at=office.clock.now())


def _state(case: Case, found: Reckoned, changes: Changes, now: datetime) -> tuple[DeadlineState, str]:
    """How a deadline stands, and why it was lifted if it was."""
    if case.status is CaseStatus.CLOSED:
        return DeadlineState.LIFTED, CASE_CLOSED
    if changes.lifted or found.applies is False:
        return DeadlineState.LIFTED, changes.lifted or NO_LONGER
    if found.counted is None or found.applies is None:
        return DeadlineState.WAITING, ""
    return _running(found, found.counted.due, now), ""


def _running(found: Reckoned, due: datetime | None, now: datetime) -> DeadlineState:
    if due is None:
        return DeadlineState.SUSPENDED
    if found.in_time is not None:
        return DeadlineState.MET if found.in_time else DeadlineState.MISSED
    return over(found.rule) if due < now else DeadlineState.OPEN


def over(rule: DeadlineRule) -> DeadlineState:
    """What a deadline becomes whose last moment is over with nothing done."""
    return DeadlineState.MISSED if rule.can_be_missed else DeadlineState.PASSED


def _let_pass(office: Office, work: Work, case: Case, deadline: Deadline) -> list[Event]:
    rule = rule_of(office, case.type, deadline)
    state = DeadlineState.MISSED if rule is None else over(rule)
    now = office.clock.now()
    after = replace(deadline, state=state, changed_at=now)
    work.deadlines.save(deadline, after)
    event: Event
    if state is DeadlineState.MISSED:
        due = deadline.due.isoformat() if deadline.due else None
        event = DeadlineMissed(now, NOBODY, case.id, {"deadline": deadline.id, "rule": deadline.rule, "due": due})
    else:
        told = [_told(Changed(deadline, after))]
        event = DeadlinesChanged(now, NOBODY, case.id, {"why": "time", "deadlines": told})
    work.events.add(event)
    return [event]


def _lifted(before: Deadline, reason: str, now: datetime) -> Deadline:
    lifted = replace(before, state=DeadlineState.LIFTED, reason=reason)
    return before if lifted == before else replace(lifted, changed_at=now)


def _shown(
    office: Office,
    case: Case,
    calendar: Calendar,
    stored: Mapping[str, Deadline],
    decisions: Mapping[str, list[Decision]],
    confirmed: frozenset[tuple[str, str]],
) -> Iterator[DeadlineShown]:
    reckonings = _Reckonings(office, case, calendar)
    own = reckonings.under(case.rulesets)
    for code in dict.fromkeys([*stored, *(one.code for one in own.lawbook.deadlines())]):
        deadline = stored.get(code)
        mine = tuple(decisions.get(deadline.id, ())) if deadline else ()
        reckoning = reckonings.of(deadline)
        found = reckoning.one(code, changes_of(mine))
        if found is None or (deadline is None and (found.applies is False or case.status is CaseStatus.CLOSED)):
            continue
        types = reckoning.lawbook.types()
        known = deadline or _written(office, case, reckoning.lawbook, found, None, DeadlineState.WAITING, "")
        yield DeadlineShown(
            found.rule,
            known,
            known.told or _steps(reckoning.lawbook, found),
            mine,
            tuple(types[name].label if name in types else _NO_CALENDAR for name in found.missing),
            not found.rule.confidence.needs_confirmation or (code, found.rule.fingerprint) in confirmed,
        )


def _steps(lawbook: Lawbook, found: Reckoned) -> tuple[Step, ...]:
    if found.counted is None:
        return ()
    return explain(found.counted, event_words(lawbook, found.rule), found.rule.reference)


def event_words(lawbook: Lawbook, rule: DeadlineRule) -> Text:
    """What the event of a deadline is called: the label of the fact, or of all of them."""
    types = lawbook.types()
    labels = [types[name].label if name in types else Text.of(name) for name in rule.triggers]
    return Text(*(" / ".join(getattr(one, code) for one in labels) for code in ("sq", "sr", "en")))


def _by_deadline(work: Work, deadlines: Iterable[Deadline]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    ids = [one.id for one in deadlines]
    for one in work.deadlines.decisions(ids) if ids else ():
        found.setdefault(one.deadline_id, []).append(one)
    return found


def _told(changed: Changed) -> dict[str, object]:
    """A change as events keep it; nothing in it is about persons."""
    before, after = changed.before, changed.after
    due = [one.due.isoformat() if one is not None and one.due is not None else None for one in (before, after)]
    states = [before.state.value if before else None, after.state.value]
    return {"id": after.id, "rule": after.rule, "state": states, "due": due}


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
REASONS = {
    CASE_CLOSED: Text(sq="rasti u mbyll", sr="predmet je zatvoren", en="the case was closed"),
    NO_LONGER: Text(sq="nuk vlen më për këto fakte", sr="više ne važi za ove činjenice", en="it applies no longer"),
    NO_TEXT: Text(sq="ligji nuk e ka më", sr="propis ga više nema", en="the law has it no longer"),
}
"""Why it was lifted where nobody decided it, in words."""
