"""What if: a change of the law over stored cases, to see which would come out otherwise. Nothing is stored.

Both sides are judged as if every case were under today's rules, so that what differs comes from the change alone. Most
cases come out as before; a sieve holds them back, and only the others are judged both ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from neni.core.adapters.clock import day_in_kosovo
from neni.core.errors import NotFound
from neni.core.model.cases import Case, department_of
from neni.core.model.facts import FactValues
from neni.core.model.findings import Evaluation
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.change_rows import CaseChange
from neni.core.model.law.comparing import Turn, compare
from neni.core.model.law.versions import Law
from neni.core.model.people import Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import CaseQuery
from neni.core.services.cases.evaluation import sourced
from neni.core.services.cases.intake import every_case
from neni.core.services.judging import judge, versions
from neni.core.services.law.proposals import Proposal
from neni.core.services.law.sieving import Sieve
from neni.core.services.people.access import require

MOST_LISTED = 10_000
"""So many changed cases are listed; beyond that they are only counted, so that memory stays bounded."""


class CalledOff(Exception):
    """Raised by whoever watches, to stop; what was found so far is the result. Never leaves Neni."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which stored cases: of one type, of one department, opened between two days; both inclusive."""

    case_type: str | None = None
    department: str | None = None
    opened_from: date | None = None
    opened_to: date | None = None

    def covers(self, case: Case) -> bool:
        """Whether the case was opened within the days."""
        day = day_in_kosovo(case.opened_at)
        return (self.opened_from is None or self.opened_from <= day) and (
            self.opened_to is None or day <= self.opened_to
        )


@dataclass(frozen=True, slots=True)
class Simulation:
    """What a change of the law would do to `looked_at` of `total` cases; when it was `stopped`, to a part only. For
    `changed` of them something would differ, for `turned` a rule would come out otherwise. `turns` counts cases by
    rule and turn, `values` by derived fact; both are complete even when not every changed case is listed."""

    proposal: Proposal
    scope: Scope = Scope()
    cases: tuple[CaseChange, ...] = ()
    looked_at: int = 0
    total: int = 0
    changed: int = 0
    turned: int = 0
    turns: Mapping[tuple[str, Turn], int] = field(default_factory=dict)
    values: Mapping[str, int] = field(default_factory=dict)
    stopped: bool = False

    @property
    def left_off(self) -> int:
        """How many changed cases are counted but not listed."""
        return self.changed - len(self.cases)


def simulate(
    office: Office,
    person: Person,
    proposal: Proposal,
    scope: Scope = Scope(),
    on_case: Callable[[int, int], None] = lambda _done, _total: None,
) -> Simulation:
    """Look at all stored cases the proposal is for, within the scope. `on_case` hears after each case how many are done
    and how many there are; it may raise CalledOff, or anything else to have no result at all.

    Raises NotFound (case type, department, none concerned) and NotAllowed.
    """
    run = _Run(office, proposal)
    types = concerned(office, person, proposal, scope)
    try:
        for case, total in every_case(office, person, CaseQuery(types=types)):
            run.look_at(case, total, scope)
            on_case(run.done, total)
    except CalledOff:
        return run.result(scope, stopped=True)
    return run.result(scope)


class _Run:
    """A simulation under way."""

    def __init__(self, office: Office, proposal: Proposal) -> None:
        self.done = 0
        self._office, self._proposal = office, proposal
        self._comparing = {code: Comparing(office, code, law) for code, law in proposal.laws.items()}
        self._cases: list[CaseChange] = []
        self._total = self._changed = self._turned = 0
        self._turns: Counter[tuple[str, Turn]] = Counter()
        self._values: Counter[str] = Counter()

    def look_at(self, case: Case, total: int, scope: Scope) -> None:
        """Count and list what would change for the case."""
        self._total = total
        if scope.covers(case):
            self._count(self._comparing[case.type].change(case))
        self.done += 1

    def _count(self, change: CaseChange | None) -> None:
        if change is None:
            return
        self._turns.update((one.rule, one.turn) for one in change.comparison.rules)
        self._values.update(one.name for one in change.values)
        self._changed += 1
        self._turned += change.turns
        if len(self._cases) < MOST_LISTED:
            self._cases.append(change)

    def result(self, scope: Scope, *, stopped: bool = False) -> Simulation:
        cases, counts = tuple(self._cases), (self.done, self._total, self._changed, self._turned)
        return Simulation(self._proposal, scope, cases, *counts, self._turns, self._values, stopped)


class Comparing:
    """Judges cases of one type by today's law and by the law proposed."""

    def __init__(self, office: Office, case_type: str, law: Law) -> None:
        self._office = office
        with office.store.reading() as work:
            self._confirmed = work.confirmations.confirmed()
        self._before, self._after = versions.todays(office, case_type), law
        self._derived = frozenset(law.plan.derivations) | frozenset(self._before.plan.derivations)
        given = [fact.name for one in office.host.sources(case_type) for fact in one.declares]
        self._sieve = Sieve(self._before, law, given, self._confirmed)

    def change(self, case: Case) -> CaseChange | None:
        """What would change for the case; None when nothing would."""
        asked = cache(lambda: sourced(self._office, case))
        if not self._sieve.may_differ(case.facts, case.on, asked):
            return None
        change = self.compared(case, *self._judged(case, asked()))
        return change if change.comparison.rules or change.values else None

    def compared(self, case: Case, before: Evaluation, after: Evaluation) -> CaseChange:
        """What differs between the two."""
        comparison = compare(before, after, confirmations=False)
        values = tuple(one for one in comparison.values if one.name in self._derived)
        return CaseChange(case.reference, case.title, case.type, case.on, comparison, values)

    def judged(self, case: Case) -> tuple[Evaluation, Evaluation]:
        """The case by both laws, in full."""
        return self._judged(case, sourced(self._office, case))

    def _judged(self, case: Case, more: FactValues) -> tuple[Evaluation, Evaluation]:
        """The fixpoint chains, which needs no process of its own."""
        known = {**case.facts, **more}
        before, after = (
            judge(law.lawbook, law.plan, Fixpoint(), self._office.words, known, case.on, self._confirmed)
            for law in (self._before, self._after)
        )
        return before, after


def concerned(office: Office, person: Person, proposal: Proposal, scope: Scope) -> tuple[str, ...]:
    """The case types in scope that the proposal is for. Raises NotFound when there are none, NotAllowed when the person
    may not read them all."""
    if scope.department is not None:
        office.host.department(scope.department)
    if scope.case_type is not None:
        office.host.case_type(scope.case_type)
    types = tuple(one for one in proposal.laws if _fits(one, scope))
    if not types:
        raise NotFound(_not_for(proposal.codes, proposal.laws))
    for one in types:
        require(person, Permission.READ, department_of(one))
    return types


def _fits(case_type: str, scope: Scope) -> bool:
    return scope.case_type in (None, case_type) and scope.department in (None, department_of(case_type))


def by_rule(found: Simulation) -> Iterator[tuple[str, Text, Turn, int]]:
    """Rule, its title, turn and number of cases: what turns before what only says something else, then by code."""
    rules = [rule for before, after in found.proposal.rulesets for rule in (*before.rules, *after.rules)]
    rules += [rule for law in found.proposal.laws.values() for rule in law.lawbook.rules()]
    titles = {rule.code: rule.title for rule in rules}
    for (rule, turn), count in sorted(found.turns.items(), key=lambda one: (one[0][1] is Turn.SAYS_ELSE, one[0])):
        yield rule, titles[rule], turn, count


def _not_for(rulesets: tuple[str, ...], known: Mapping[str, Law]) -> Text:
    there, named = ", ".join(known) or "–", ", ".join(rulesets)
    return Text(
        sq=f"Rregullat “{named}” nuk vlejnë për rastet e zgjedhura, por për: {there}.",
        sr=f"Pravila „{named}“ ne važe za izabrane predmete, nego za: {there}.",
        en=f"The rules “{named}” are not for the cases chosen but for: {there}.",
    )
