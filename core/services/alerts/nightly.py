"""The evaluation of all open cases: what rules say of each is compared with what they said the last time, and only what
differs raises an alert. A case that cannot be evaluated is an alert and stops nothing.

Cases come a few at a time in the order in which they were stored, and how far it has come is written with what was
found; so memory stays bounded, and a run that was broken off goes on where it was. The first time a case is seen its
outcomes are only noted.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from neni.core.errors import Conflict, NeniError
from neni.core.model.alerts import AlertKind, Gravity
from neni.core.model.alerts.nights import Night, Said
from neni.core.model.cases import Case
from neni.core.model.facts import FactValues
from neni.core.model.findings import Finding, Outcome
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Plan
from neni.core.model.rules import Severity
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.alerts.alerting import Cause, end, end_about, raise_alert
from neni.core.services.cases.evaluation import sourced
from neni.core.services.judging import judge, versions
from neni.core.services.judging.kept_desk import KeptDesk, Memory
from neni.core.services.screening import Screener

log = logging.getLogger(__name__)
AT_ONCE = 100
"""So many cases are looked at before what was found is written; people who save meanwhile wait no longer than that."""

_SCREENERS = 64
_TRIES = 5


def evaluate_open(office: Office, key: str, by: str) -> Night:
    """Evaluate every open case; `key` names the run, and the same run asked for again goes on where it was."""
    with office.store.writing() as work:
        night = work.nights.begin(Night(key, office.clock.now(), by, work.nights.count()))
        confirmed = work.confirmations.confirmed()
    run = _Run(office, confirmed)
    conflicts = 0
    while not night.is_over:
        try:
            night, conflicts = run.go_on(night), 0
        except Conflict:  # somebody acknowledged an alert that was about to end; these cases are looked at again
            conflicts += 1
            if conflicts > _TRIES:
                raise
    return night


@dataclass(frozen=True, slots=True)
class _Found:
    """What came out for a case: what rules say, what they said before, and the findings that are new."""

    case: Case
    before: Said | None
    said: Said
    new: tuple[Finding, ...] = ()

    @property
    def gone(self) -> tuple[str, ...]:
        """The rules that held and do not hold any more."""
        held = _holding(self.before.outcomes if self.before else None)
        return tuple(sorted(held - _holding(self.said.outcomes)))

    @property
    def differs(self) -> bool:
        """Whether anything is otherwise than before."""
        return self.before is not None and (self.before.outcomes, self.before.failure) != (
            self.said.outcomes,
            self.said.failure,
        )


class _Run:
    """A run under way, with the laws it has met."""

    def __init__(self, office: Office, confirmed: frozenset[tuple[str, str]]) -> None:
        self._office, self._confirmed = office, confirmed
        self._desk = KeptDesk(office.store, office.clock, office.outgoing, Memory(office.clock.now()))
        self._screeners: dict[tuple[int, date], tuple[Plan, Screener]] = {}

    def go_on(self, night: Night) -> Night:
        """The next cases: looked at outside of any transaction, written in one."""
        with self._office.store.reading() as work:
            cases = work.nights.after(night.place, AT_ONCE)
            before = work.nights.said([case.id for _, case in cases])
        found = [self._look_at(case, before.get(case.id)) for _, case in cases]
        return self._written(night, cases[-1][0] if cases else night.place, found)

    def _look_at(self, case: Case, before: Said | None) -> _Found:
        now = self._office.clock.now()
        try:
            outcomes, new = self._evaluated(case, before)
        except NeniError as error:
            failure = f"{error.code}: {error}"
        except Exception as error:
            log.exception("case %s could not be evaluated", case.reference)
            failure = f"{type(error).__name__}: {error}"
        else:
            return _Found(case, before, Said(case.id, now, outcomes), new)
        kept = before.outcomes if before else None
        return _Found(case, before, Said(case.id, now, kept, failure[:500]))

    def _evaluated(self, case: Case, before: Said | None) -> tuple[Mapping[str, Outcome], tuple[Finding, ...]]:
        law = versions.law_of(self._office, case)
        facts = {**case.facts, **sourced(self._office, case, self._desk)}
        plan = law.plan.confirming(self._confirmed)
        (noted,) = self._screener(law.lawbook, plan, case.on).screen([facts])
        outcomes = {one.rule: one.outcome for one in noted}
        known = before.outcomes if before else None
        new = set[str]() if known is None else _holding(outcomes) - _holding(known)
        return outcomes, self._findings(law.lawbook, law.plan, case, facts, new) if new else ()

    def _screener(self, lawbook: Lawbook, plan: Plan, on: date) -> Screener:
        key = id(plan), on
        if key not in self._screeners:
            if len(self._screeners) >= _SCREENERS:
                self._screeners.clear()
            self._screeners[key] = plan, Screener(lawbook, plan, on)
        return self._screeners[key][1]

    def _findings(
        self, lawbook: Lawbook, plan: Plan, case: Case, facts: FactValues, rules: set[str]
    ) -> tuple[Finding, ...]:
        """What the rules say in full; only for the few that are new."""
        judged = judge(lawbook, plan, Fixpoint(), self._office.words, facts, case.on, self._confirmed)
        return tuple(one for one in judged.findings if one.rule in rules and one.outcome is Outcome.HOLDS)

    def _written(self, night: Night, place: int, found: list[_Found]) -> Night:
        """Store what was found, and how far the run has come."""
        with self._office.store.writing() as work:
            for one in found:
                self._tell(work, one, night)
            work.nights.put(one.said for one in found)
            after = replace(
                night,
                place=place,
                done=night.done + len(found),
                first_seen=night.first_seen + sum(one.before is None for one in found),
                changed=night.changed + sum(one.differs for one in found),
                failed=night.failed + sum(bool(one.said.failure) for one in found),
                ended_at=None if found else self._office.clock.now(),
            )
            if after.is_over:
                end(self._office, work, work.alerts.of_closed_cases())
            work.nights.save(after)
        return after

    def _tell(self, work: Work, found: _Found, night: Night) -> None:
        case, failed_before = found.case, bool(found.before and found.before.failure)
        about = f"{AlertKind.EVALUATION.value}:{case.id}"
        if found.said.failure and not failed_before:
            raise_alert(self._office, work, _failing(case, about, night, found.said.failure))
        elif failed_before and not found.said.failure:
            end_about(self._office, work, about)
        for rule in found.gone:
            end_about(self._office, work, _about(case, rule))
        for cause in _causes(case, night, found.new):
            raise_alert(self._office, work, cause)


def _holding(outcomes: Mapping[str, Outcome] | None) -> set[str]:
    return {rule for rule, outcome in (outcomes or {}).items() if outcome is Outcome.HOLDS}


def _about(case: Case, rule: str) -> str:
    return f"{AlertKind.FINDING.value}:{case.id}:{rule}"


def _causes(case: Case, night: Night, findings: tuple[Finding, ...]) -> Iterator[Cause]:
    """What is blocking and confirmed is severe; what blocks but only advises warns; a note is told on the page of the
    case and raises nothing."""
    for one in findings:
        if one.severity is Severity.NOTE:
            continue
        gravity = Gravity.SEVERE if one.severity is Severity.BLOCKING and one.confirmed else Gravity.WARNING
        about = _about(case, one.rule)
        yield Cause(
            kind=AlertKind.FINDING,
            key=f"{about}:{night.key}",
            about=about,
            gravity=gravity,
            title=one.title,
            message=one.message.map(lambda words, _: f"{case.reference} {case.title}. {words}"),
            department=case.department,
            level=one.rule,
            case=case.id,
            reference=case.reference,
            owner=case.opened_by,
        )


def _failing(case: Case, about: str, night: Night, failure: str) -> Cause:
    what = f"{case.reference} {case.title}"
    message = Text(
        sq=f"{what}. Rregullat nuk u vlerësuan: {failure}",
        sr=f"{what}. Pravila nisu procenjena: {failure}",
        en=f"{what}. The rules could not be evaluated: {failure}",
    )
    return Cause(
        kind=AlertKind.EVALUATION,
        key=f"{about}:{night.key}",
        about=about,
        gravity=Gravity.WARNING,
        title=_FAILING,
        message=message,
        department=case.department,
        case=case.id,
        reference=case.reference,
        owner=case.opened_by,
    )


_FAILING = Text(sq="Rasti nuk mund të vlerësohet", sr="Predmet se ne može proceniti", en="The case cannot be evaluated")
