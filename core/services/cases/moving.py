"""Moving open cases to today's rules, knowingly: first it is shown what changes, then a person accepts, for all of
them or for none. A closed case keeps the law it was decided by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from neni.core.errors import BadRules, Conflict, Problem
from neni.core.model.cases import Case, CaseStatus, department_of
from neni.core.model.events import CaseMoved, CasesMoved, Event
from neni.core.model.findings import Evaluation
from neni.core.model.fingerprints import fingerprint
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.comparing import Comparison, compare
from neni.core.model.law.versions import Law
from neni.core.model.people import Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import CaseQuery, Work
from neni.core.services import deadlines
from neni.core.services.cases.evaluation import evaluate
from neni.core.services.cases.intake import every_case, find_cases, get_case
from neni.core.services.judging import versions
from neni.core.services.people.access import require


@dataclass(frozen=True, slots=True)
class CaseMove:
    """One case on its way: the versions it would leave and take, and what that changes. `version` is the state of
    the case in which this was found. `readable` is False when the law it is pinned to was not kept."""

    reference: str
    title: str
    case_type: str
    version: int
    before: Mapping[str, str]
    after: Mapping[str, str]
    comparison: Comparison
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Move:
    """Every case that is not judged by today's rules yet, among `looked_at`."""

    cases: tuple[CaseMove, ...] = ()
    looked_at: int = 0
    seal: str = field(init=False)
    """Stands for exactly what is shown: whoever accepts with it accepts nothing else."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "seal", fingerprint(self.cases))

    @property
    def changed(self) -> tuple[CaseMove, ...]:
        """The cases of which a rule says something else."""
        return tuple(case for case in self.cases if case.comparison.rules)


def preview(
    office: Office,
    person: Person,
    case_type: str | None = None,
    references: Iterable[str] = (),
    on_case: Callable[[int, int], None] = lambda _done, _total: None,
) -> Move:
    """What today's rules would change for open cases: the ones named, those of a type, or all; nothing is stored.
    `on_case` hears after each case how many are done and how many there are.

    Raises NotFound, NotAllowed, EngineFailure, and Conflict for a case that is named and closed.
    """
    office = replace(office, engine=Fixpoint())  # a process between thousands of cases and their answers is slow
    moves, done = [], 0
    for case, total in _chosen(office, person, case_type, tuple(references)):
        today = versions.todays(office, case.type)
        if case.rulesets != today.versions:
            moves.append(_move(office, case, today))
        done += 1
        on_case(done, total)
    return Move(tuple(moves), done)


def check(office: Office, person: Person, case_type: str | None) -> None:
    """Whether the person may look at cases of that type, or at any. Raises NotFound, NotAllowed."""
    find_cases(office, person, CaseQuery(types=(case_type,) if case_type else (), limit=1))


def pinned_earlier(office: Office, person: Person) -> Mapping[str, tuple[int, int]]:
    """By case type, how many of the open cases a person may read are not judged by today's rules, and how many there
    are. Nothing is judged for it."""
    earlier: Counter[str] = Counter()
    there: Counter[str] = Counter()
    today = {one.code: versions.todays(office, one.code).versions for one in office.host.case_types()}
    for case, _ in every_case(office, person, CaseQuery(status=CaseStatus.OPEN)):
        there[case.type] += 1
        earlier[case.type] += case.rulesets != today[case.type]
    return {code: (earlier[code], count) for code, count in there.items()}


def accept(office: Office, person: Person, move: Move) -> tuple[CasesMoved, ...]:
    """Pin the cases to today's rules, all in one transaction: one event for each case, and one with the counts for
    each case type. Raises NotAllowed, and Conflict when a case was changed or closed since, or the rules are others
    than those shown; then nothing is moved."""
    for case_type in {one.case_type for one in move.cases}:
        require(person, Permission.WORK, department_of(case_type))
    with office.store.writing() as work:
        pinned = {one.case_type: versions.pin(office, work, one.case_type) for one in move.cases}
        events: list[Event] = [_repin(office, work, person, one, pinned[one.case_type]) for one in move.cases]
        totals = tuple(_total(office, person, move, case_type) for case_type in pinned)
        events += totals
        for event in events:
            work.events.add(event)
        for one in move.cases:
            deadlines.renew(office, work, work.cases.get(one.reference), person.id, "moved")
    return totals


def _chosen(
    office: Office, person: Person, case_type: str | None, references: tuple[str, ...]
) -> Iterator[tuple[Case, int]]:
    if not references:
        types = (case_type,) if case_type else ()
        yield from every_case(office, person, CaseQuery(types=types, status=CaseStatus.OPEN))
        return
    named = {case.id: case for case in (get_case(office, person, one) for one in references)}
    closed = [case for case in named.values() if case.status is CaseStatus.CLOSED]
    if closed:
        raise Conflict(_STAYS, [Problem("closed", Text.of(case.reference)) for case in closed])
    yield from ((case, len(named)) for case in named.values())


def _move(office: Office, case: Case, today: Law) -> CaseMove:
    before = _before(office, case)
    after = evaluate(office, case.type, case.facts, case.on, case=case, law=today)
    return CaseMove(
        reference=case.reference,
        title=case.title,
        case_type=case.type,
        version=case.version,
        before=case.rulesets,
        after=today.versions,
        comparison=compare(before, after),
        readable=before is not None,
    )


def _before(office: Office, case: Case) -> Evaluation | None:
    """What the law of the case says; None when it cannot be had any more, so that the case can leave it."""
    try:
        law = versions.law_of(office, case)
    except (Conflict, BadRules):
        return None
    return evaluate(office, case.type, case.facts, case.on, case=case, law=law)


def _repin(office: Office, work: Work, person: Person, one: CaseMove, pinned: Mapping[str, str]) -> CaseMoved:
    case = work.cases.get(one.reference)
    if pinned != one.after or case.version != one.version or case.status is CaseStatus.CLOSED:
        raise Conflict(_CHANGED, [Problem("changed", Text.of(one.reference))])
    moved = work.cases.save(replace(case, rulesets=pinned))
    rules = {change.rule: list(change.outcomes) for change in one.comparison.rules}
    told: dict[str, object] = {"from": dict(one.before), "to": dict(pinned), "rules": rules, "version": moved.version}
    return CaseMoved(office.clock.now(), person.id, case.id, told)


def _total(office: Office, person: Person, move: Move, case_type: str) -> CasesMoved:
    ours = [one for one in move.cases if one.case_type == case_type]
    rules = Counter(change.rule for one in ours for change in one.comparison.rules)
    counts = {"cases": len(ours), "changed": sum(bool(one.comparison.rules) for one in ours), "rules": dict(rules)}
    return CasesMoved(office.clock.now(), person.id, case_type, {**counts, "to": dict(ours[0].after)})


_STAYS = Text(
    sq="Rasti i mbyllur mban ligjin me të cilin u vendos; hapeni përsëri nëse duhet të kalojë në rregullat e sotme.",
    sr="Zatvoren predmet zadržava pravo po kojem je rešen; otvorite ga ponovo ako treba da pređe na današnja pravila.",
    en="A closed case keeps the law it was decided by; open it again if it is to move to today's rules.",
)
_CHANGED = Text(
    sq="Rasti ose rregullat u ndryshuan që kur u shfaqën dallimet; asgjë nuk u kalua. Shikojini përsëri.",
    sr="Predmet ili pravila su se promenili otkako su razlike prikazane; ništa nije prevedeno. Pogledajte ih ponovo.",
    en="The case or the rules changed since the differences were shown; nothing was moved. Look at them again.",
)
