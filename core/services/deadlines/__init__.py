"""The stored deadlines of a case: counted when the case is opened, changed or moved, in the same transaction, and kept
under the law in force when they began. What cannot be counted yet is not stored; it is told when it is asked for.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from neni.core.errors import BadRules, Conflict
from neni.core.model.calendars import Calendar
from neni.core.model.cases import Case, CaseStatus
from neni.core.model.deadlines.explaining import Step
from neni.core.model.deadlines.rules import DeadlineRule
from neni.core.model.deadlines.stored import Changes, Deadline, DeadlineState, Decision, changes_of
from neni.core.model.events import DeadlineMissed, DeadlinesChanged, Event
from neni.core.model.law.lawbooks import Lawbook
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.deadlines.calendars import calendar_in
from neni.core.services.deadlines.deadline_laws import Reckonings, rule_of, steps_of
from neni.core.services.deadlines.reckoning import Reckoned, warnings
from neni.core.services.judging import versions

log = logging.getLogger(__name__)
NOBODY = "neni"
"""Who did it when a moment passed and nobody did anything."""
_LIFTED_WITH_THE_CASE = (DeadlineState.WAITING, DeadlineState.OPEN, DeadlineState.SUSPENDED)
CASE_CLOSED, NO_LONGER, NO_TEXT = "case_closed", "condition", "law"
"""Why a deadline was lifted, where nobody decided it."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One deadline before and after."""

    before: Deadline | None
    after: Deadline


def renew(office: Office, work: Work, case: Case, by: str, why: str = "facts") -> list[Event]:
    """Count the deadlines of a case anew, in the caller's transaction; the events are stored and
    returned. A case whose law cannot be had any more keeps its deadlines as they are."""
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
    decisions = by_deadline(work, there.values())
    reckonings = Reckonings(office, case, calendar)
    for code in codes:
        before = there.get(code)
        changes = changes_of(decisions.get(before.id, ())) if before else Changes()
        after = _one(office, case, reckonings, code, before, changes)
        if after is not None:
            yield Changed(before, after)


def sweep(office: Office) -> tuple[Event, ...]:
    """Deadlines whose last moment is over become missed, or passed where nobody fails by it; the events, already
    stored. To be called every minute; twice does no more than once."""
    now, events = office.clock.now(), list[Event]()
    with office.store.writing() as work:
        for due in work.deadlines.overdue(now):
            case = work.cases.get(due.deadline.case_id)
            events += _let_pass(office, work, case, due.deadline)
    return tuple(events)


def _one(
    office: Office, case: Case, reckonings: Reckonings, code: str, before: Deadline | None, changes: Changes
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
    return written(office, case, reckonings.of(before).lawbook, found, before, state, reason)


def written(
    office: Office,
    case: Case,
    lawbook: Lawbook,
    found: Reckoned,
    before: Deadline | None,
    state: DeadlineState,
    reason: str,
) -> Deadline:
    """A deadline as it would be stored."""
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
        told=steps_of(lawbook, found) if state.ended else (),
        version=before.version if before else 1,
    )
    return after if before is None or after == before else replace(after, changed_at=office.clock.now())


def _state(case: Case, found: Reckoned, changes: Changes, now: datetime) -> tuple[DeadlineState, str]:
    """How a deadline stands, and why it was lifted if it was."""
    if changes.lifted or found.applies is False:
        return DeadlineState.LIFTED, changes.lifted or NO_LONGER
    waits = found.counted is None or found.applies is None
    state = DeadlineState.WAITING if waits else _running(found, found.counted.due if found.counted else None, now)
    if case.status is CaseStatus.CLOSED and state in _LIFTED_WITH_THE_CASE:
        return DeadlineState.LIFTED, CASE_CLOSED
    return state, ""


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
    words = _last_words(office, work, case, deadline) if state.ended else ()
    after = replace(deadline, state=state, changed_at=now, told=words)
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


def _last_words(office: Office, work: Work, case: Case, deadline: Deadline) -> tuple[Step, ...]:
    """How a deadline that ends now was counted, so that later tables and texts change nothing of it; nothing where its
    law was lost."""
    changes = changes_of(by_deadline(work, [deadline]).get(deadline.id, ()))
    try:
        reckoning = Reckonings(office, case, calendar_in(work)).of(deadline)
        found = reckoning.one(deadline.rule, changes)
    except (Conflict, BadRules):
        return ()
    return steps_of(reckoning.lawbook, found) if found else ()


def _lifted(before: Deadline, reason: str, now: datetime) -> Deadline:
    lifted = replace(before, state=DeadlineState.LIFTED, reason=reason)
    return before if lifted == before else replace(lifted, changed_at=now)


def by_deadline(work: Work, deadlines: Iterable[Deadline]) -> dict[str, list[Decision]]:
    """The decisions about each, oldest first."""
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
