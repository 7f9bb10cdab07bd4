"""Decisions about deadlines: suspending, resuming, extending, moving, lifting. Each has a reason; where the rule asks
for four eyes, what one person proposes another one decides.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from neni.core.errors import Conflict, NotAllowed
from neni.core.model.cases import Case, CaseStatus
from neni.core.model.deadlines.moments import in_order
from neni.core.model.deadlines.rules import DeadlineRule, Nature
from neni.core.model.deadlines.stored import Deadline, DeadlineState, Decision, DecisionKind
from neni.core.model.deadlines.terms import Direction, Term
from neni.core.model.events import DeadlineDecided, DeadlineDecisionProposed, Event
from neni.core.model.people import Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.deadlines import renew
from neni.core.services.deadlines.deadline_laws import rule_of
from neni.core.services.people.access import require

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
_FROM = {
    DecisionKind.SUSPEND: (DeadlineState.OPEN, DeadlineState.MISSED),
    DecisionKind.RESUME: (DeadlineState.SUSPENDED,),
    DecisionKind.EXTEND: (DeadlineState.OPEN, DeadlineState.MISSED, DeadlineState.SUSPENDED, DeadlineState.PASSED),
    DecisionKind.MOVE: (DeadlineState.OPEN, DeadlineState.MISSED, DeadlineState.PASSED),
    DecisionKind.LIFT: tuple(one for one in DeadlineState if one is not DeadlineState.LIFTED),
}
"""In which state a deadline must stand for each kind of decision."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants decided. `at` is when a suspension begins or ends, now if it is not said; an extension is a
    `term` or a day `until`; a move names the day `until`."""

    kind: DecisionKind
    reason: str
    at: datetime | None = None
    term: Term | None = None
    until: date | None = None


def decide(office: Office, person: Person, deadline_id: str, wish: Wish) -> Decision:
    """Decide about a deadline, or propose it where the rule asks for four eyes. Raises NotFound, NotAllowed, and
    Conflict when the deadline or the law does not allow it."""
    if wish.kind in (DecisionKind.SUSPEND, DecisionKind.RESUME):
        wish = replace(wish, at=wish.at or office.clock.now())
    with office.store.writing() as work:
        deadline = work.deadlines.get(deadline_id)
        case = work.cases.get(deadline.case_id)
        require(person, Permission.WORK, case.department)
        rule = _rule(office, case, deadline)
        for refusal in _refusals(case, deadline, rule, wish, work.deadlines.decisions([deadline_id])):
            raise Conflict(refusal)
        decision = _decision(office, person, deadline_id, wish, alone=not rule.four_eyes)
        work.deadlines.decide(decision)
        _effected(office, work, case, deadline, decision, person)
    return decision


def settle(office: Office, person: Person, decision_id: str, *, accepted: bool) -> Decision:
    """A second person decides what was proposed. Raises NotFound, NotAllowed (who proposed it may not), Conflict."""
    with office.store.writing() as work:
        proposed = work.deadlines.decision(decision_id)
        deadline = work.deadlines.get(proposed.deadline_id)
        case = work.cases.get(deadline.case_id)
        require(person, Permission.APPROVE, case.department)
        if not proposed.waits:
            raise Conflict(_DECIDED)
        if proposed.proposed_by == person.id:
            raise NotAllowed(_FOUR_EYES)
        if accepted and (deadline.state not in _FROM[proposed.kind] or case.status is CaseStatus.CLOSED):
            raise Conflict(_NOT_NOW)
        decision = replace(proposed, decided_by=person.id, decided_at=office.clock.now(), refused=not accepted)
        work.deadlines.decide(decision)
        _effected(office, work, case, deadline, decision, person)
    return decision


def _rule(office: Office, case: Case, deadline: Deadline) -> DeadlineRule:
    rule = rule_of(office, case.type, deadline)
    if rule is None:
        raise Conflict(_LAW_LOST)
    return rule


def _decision(office: Office, person: Person, deadline_id: str, wish: Wish, *, alone: bool) -> Decision:
    now = office.clock.now()
    timed = wish.kind in (DecisionKind.SUSPEND, DecisionKind.RESUME)
    return Decision(
        id=str(uuid.uuid4()),
        deadline_id=deadline_id,
        kind=wish.kind,
        reason=wish.reason.strip(),
        proposed_by=person.id,
        proposed_at=now,
        at=wish.at if timed else None,
        term=wish.term if wish.kind is DecisionKind.EXTEND else None,
        until=wish.until if wish.kind in (DecisionKind.EXTEND, DecisionKind.MOVE) else None,
        decided_by=person.id if alone else None,
        decided_at=now if alone else None,
    )


def _effected(
    office: Office, work: Work, case: Case, deadline: Deadline, decision: Decision, person: Person
) -> list[Event]:
    happened = DeadlineDecisionProposed if decision.waits else DeadlineDecided
    told: dict[str, object] = {
        "deadline": deadline.id,
        "rule": deadline.rule,
        "decision": decision.id,
        "kind": decision.kind.value,
        "refused": decision.refused,
        "reason": decision.reason,
    }
    event = happened(office.clock.now(), person.id, case.id, told)
    work.events.add(event)
    renewed = renew(office, work, case, person.id, "decision") if decision.in_effect else []
    if decision.in_effect and work.deadlines.get(deadline.id).state is DeadlineState.WAITING:
        raise Conflict(_TOO_FAR)
    return [event, *renewed]


def _refusals(
    case: Case, deadline: Deadline, rule: DeadlineRule, wish: Wish, earlier: Sequence[Decision]
) -> Iterator[Text]:
    """What speaks against it, first things first."""
    if not wish.reason.strip():
        yield _NO_REASON
    days = [one.date() if isinstance(one, datetime) else one for one in (wish.at, wish.until) if one is not None]
    if any(not FIRST_DAY <= one <= LAST_DAY for one in days):
        yield _TOO_FAR
    if case.status is CaseStatus.CLOSED or deadline.state not in _FROM[wish.kind]:
        yield _NOT_NOW
    if any(one.waits for one in earlier):
        yield _WAITS
    if wish.kind in _WHY_NOT:
        yield from _WHY_NOT[wish.kind](deadline, rule, wish, earlier)


def _suspending(deadline: Deadline, rule: DeadlineRule, wish: Wish, _: Sequence[Decision]) -> Iterator[Text]:
    if rule.direction is Direction.BEFORE:
        yield _COUNTED_BACK
    if wish.at is not None and deadline.event is not None and wish.at < in_order(deadline.event):
        yield _BEFORE_EVENT


def _resuming(_: Deadline, __: DeadlineRule, wish: Wish, earlier: Sequence[Decision]) -> Iterator[Text]:
    begun = [one.at for one in earlier if one.kind is DecisionKind.SUSPEND and one.in_effect and one.at]
    if wish.at is not None and begun and wish.at < begun[-1]:
        yield _BACKWARDS


def _extending(deadline: Deadline, _: DeadlineRule, wish: Wish, __: Sequence[Decision]) -> Iterator[Text]:
    if (wish.term is None) is (wish.until is None) or (wish.term is not None and wish.term.amount < 1):
        yield _HOW_LONG
    if wish.until is not None and deadline.last_day is not None and wish.until <= deadline.last_day:
        yield _NOT_LONGER


def _moving(_: Deadline, rule: DeadlineRule, wish: Wish, __: Sequence[Decision]) -> Iterator[Text]:
    if rule.nature is not Nature.ADMINISTRATIVE:
        yield _LEGAL
    if wish.until is None:
        yield _WHICH_DAY


_WHY_NOT = {
    DecisionKind.SUSPEND: _suspending,
    DecisionKind.RESUME: _resuming,
    DecisionKind.EXTEND: _extending,
    DecisionKind.MOVE: _moving,
}
_NO_REASON = Text(
    sq="Shkruani arsyen e vendimit.", sr="Napišite razlog odluke.", en="Write the reason for the decision."
)
_TOO_FAR = Text(
    sq="Kaq larg nuk numërohet; shkruani një ditë nga viti 1990 deri në 2100.",
    sr="Toliko daleko se ne računa; upišite dan od 1990. do 2100. godine.",
    en="Nothing is counted so far away; write a day from 1990 to 2100.",
)
_NOT_NOW = Text(
    sq="Afati nuk është në gjendje që e lejon këtë vendim; shikojeni faqen e rastit përsëri.",
    sr="Rok nije u stanju koje dopušta ovu odluku; pogledajte ponovo stranicu predmeta.",
    en="The deadline does not stand so that this could be decided; look at the page of the case again.",
)
_WAITS = Text(
    sq="Një propozim për këtë afat pret vendimin e personit të dytë; vendosni së pari për të.",
    sr="Predlog za ovaj rok čeka odluku druge osobe; prvo odlučite o njemu.",
    en="A proposal about this deadline waits for a second person; decide on it first.",
)
_DECIDED = Text(
    sq="Për këtë propozim është vendosur tashmë.",
    sr="O ovom predlogu je već odlučeno.",
    en="This proposal was decided already.",
)
_FOUR_EYES = Text(
    sq="Vendimin e propozuat ju; duhet ta marrë dikush tjetër.",
    sr="Odluku ste predložili vi; mora je doneti neko drugi.",
    en="You proposed this decision; somebody else must take it.",
)
_COUNTED_BACK = Text(
    sq="Afati numërohet prapa nga një ngjarje e ardhshme dhe nuk mund të pezullohet.",
    sr="Rok se računa unazad od budućeg događaja i ne može se zaustaviti.",
    en="The deadline is counted back from an event to come and cannot be suspended.",
)
_BEFORE_EVENT = Text(
    sq="Pezullimi nuk mund të fillojë para ngjarjes nga e cila numërohet afati.",
    sr="Zastoj ne može početi pre događaja od kojeg se rok računa.",
    en="The suspension cannot begin before the event from which the deadline is counted.",
)
_BACKWARDS = Text(
    sq="Vazhdimi nuk mund të jetë para fillimit të pezullimit.",
    sr="Nastavak ne može biti pre početka zastoja.",
    en="The resumption cannot be before the beginning of the suspension.",
)
_HOW_LONG = Text(
    sq="Shkruani ose për sa zgjatet afati ose deri kur, jo të dyja.",
    sr="Napišite ili za koliko se rok produžava ili do kada, ne oboje.",
    en="Write either by how much the deadline is extended or until when, not both.",
)
_NOT_LONGER = Text(
    sq="Dita e re nuk është pas fundit të tanishëm; afati nuk shkurtohet me zgjatje.",
    sr="Novi dan nije posle sadašnjeg kraja; rok se produženjem ne skraćuje.",
    en="The new day is not after the present end; an extension makes no deadline shorter.",
)
_LEGAL = Text(
    sq="Ky afat është i ligjit dhe nuk zhvendoset; zhvendosen vetëm ata administrativë.",
    sr="Ovaj rok je zakonski i ne pomera se; pomeraju se samo administrativni.",
    en="This deadline is the law's and does not move; only administrative ones do.",
)
_WHICH_DAY = Text(sq="Shkruani ditën e re.", sr="Napišite novi dan.", en="Write the new day.")
_LAW_LOST = Text(
    sq="Ligji i këtij afati nuk gjendet më; kalojeni rastin në rregullat e sotme.",
    sr="Propis ovog roka se više ne može naći; prevedite predmet na današnja pravila.",
    en="The law of this deadline cannot be found any more; move the case to today's rules.",
)
KINDS = {
    DecisionKind.SUSPEND: Text(sq="pezullim", sr="zastoj", en="suspension"),
    DecisionKind.RESUME: Text(sq="vazhdim", sr="nastavak", en="resumption"),
    DecisionKind.EXTEND: Text(sq="zgjatje", sr="produženje", en="extension"),
    DecisionKind.MOVE: Text(sq="zhvendosje", sr="pomeranje", en="move"),
    DecisionKind.LIFT: Text(sq="heqje", sr="ukidanje", en="lifting"),
}
"""Kinds of decisions, in words."""


def possible(deadline: Deadline, rule: DeadlineRule) -> tuple[DecisionKind, ...]:
    """What may be decided of a deadline as it stands."""
    kinds = (one for one in DecisionKind if deadline.state in _FROM[one])
    movable = rule.nature is Nature.ADMINISTRATIVE
    back = rule.direction is Direction.BEFORE
    unfit = {DecisionKind.MOVE: not movable, DecisionKind.SUSPEND: back, DecisionKind.RESUME: back}
    return tuple(one for one in kinds if not unfit.get(one, False))
