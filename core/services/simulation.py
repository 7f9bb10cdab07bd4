"""What if: a changed ruleset in place of the shipped one, over all stored cases. Nothing is stored.

Both sides are judged as if every case were under today's rules, so that what differs comes from the change alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from neni.core.adapters import feel, rulebook
from neni.core.errors import BadRules, NotFound
from neni.core.model import lawbooks
from neni.core.model.cases import Case, department_of
from neni.core.model.comparing import Comparison, compare
from neni.core.model.lowering import lower
from neni.core.model.people import Permission, Person
from neni.core.model.rulesets import Ruleset
from neni.core.model.text import Text
from neni.core.model.versions import Law
from neni.core.office import Office
from neni.core.ports import CaseQuery
from neni.core.services import versions
from neni.core.services.access import require
from neni.core.services.evaluation import evaluate
from neni.core.services.intake import every_case


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A stored case of which some rule would say something else."""

    reference: str
    title: str
    case_type: str
    on: date
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Simulation:
    """What the changed ruleset would do: `before` and `after` are its versions, `laws` the case types it is for."""

    ruleset: str
    before: str
    after: str
    laws: Mapping[str, Law]
    cases: tuple[CaseChange, ...] = ()
    looked_at: int = 0


def simulate(
    office: Office,
    person: Person,
    file: str,
    content: bytes,
    case_type: str | None = None,
    on_case: Callable[[int, int], None] = lambda _done, _total: None,
) -> Simulation:
    """Run the ruleset in `content` over all stored cases it is for, or those of one type. `on_case` hears after each
    case how many are done and how many there are; it may raise to call the whole thing off.

    Raises BadRules with every mistake, NotFound (ruleset, case type), NotAllowed, EngineFailure.
    """
    plan = _planned(office, file, content)
    types = _types(office, person, plan, case_type)
    changes, done = [], 0
    for case, total in every_case(office, person, CaseQuery(types=types)):
        change = _change(office, case, plan.laws[case.type])
        if change.comparison.rules:
            changes.append(change)
        done += 1
        on_case(done, total)
    return Simulation(plan.ruleset, plan.before, plan.after, plan.laws, tuple(changes), done)


def _planned(office: Office, file: str, content: bytes) -> Simulation:
    """The law with the changed ruleset in it, case type by case type. Raises BadRules, NotFound."""
    code = rulebook.code_of(file, content)
    shipped = [ruleset for one in office.host.holdings for ruleset in one.rulebook.rulesets]
    before = next((one for one in shipped if one.code == code), None)
    if before is None:
        raise NotFound(_not_shipped(code, [one.code for one in shipped]))
    after = _read(office, before, file, content)
    changed = [after if one.code == code else one for one in shipped]
    targets = dict.fromkeys(office.host.case_type(one).code for one in (*before.applies_to, *after.applies_to))
    laws = {target: _law(office, target, changed, file) for target in targets}
    return Simulation(code, before.fingerprint, after.fingerprint, laws)


def _read(office: Office, before: Ruleset, file: str, content: bytes) -> Ruleset:
    """The changed ruleset, read beside the other files of its folder: it may build on their facts."""
    home = next(one for one in office.host.holdings if before in one.rulebook.rulesets)
    beside = {one.place.file: one.written.encode() for one in home.rulebook.rulesets if one.code != before.code}
    read = rulebook.read({**beside, file: content}, file, feel.parse).rulesets
    return next(one for one in read if one.code == before.code)


def _law(office: Office, case_type: str, rulesets: list[Ruleset], file: str) -> Law:
    documents = {one.code: [document.code for document in one.documents] for one in office.host.case_types()}
    lawbook = lawbooks.assemble(case_type, rulesets, office.host.lawbook(case_type).given)
    problems = lawbooks.check(lawbook, documents)
    if problems:
        raise BadRules(_unfit(file), problems)
    return Law(lawbook, lower(lawbook))


def _types(office: Office, person: Person, plan: Simulation, case_type: str | None) -> tuple[str, ...]:
    if case_type is not None and case_type not in plan.laws:
        office.host.case_type(case_type)
        raise NotFound(_not_for(plan.ruleset, case_type, plan.laws))
    types = (case_type,) if case_type else tuple(plan.laws)
    for one in types:
        require(person, Permission.READ, department_of(one))
    return types


def _change(office: Office, case: Case, law: Law) -> CaseChange:
    today = versions.todays(office, case.type)
    before, after = (evaluate(office, case.type, case.facts, case.on, case=case, law=one) for one in (today, law))
    return CaseChange(case.reference, case.title, case.type, case.on, compare(before, after, confirmations=False))


def _not_shipped(code: str, known: list[str]) -> Text:
    there = ", ".join(sorted(known)) or "–"
    return Text(
        sq=f"Nuk ka rregulla me kodin “{code[:60]}” që do të zëvendësoheshin; ka: {there}.",
        sr=f"Nema pravila sa šifrom „{code[:60]}“ koja bi se zamenila; ima: {there}.",
        en=f"There is no ruleset “{code[:60]}” to be replaced; there are: {there}.",
    )


def _not_for(ruleset: str, case_type: str, known: Mapping[str, Law]) -> Text:
    there = ", ".join(known)
    return Text(
        sq=f"Rregullat “{ruleset}” nuk vlejnë për rastet “{case_type}”, por për: {there}.",
        sr=f"Pravila „{ruleset}“ ne važe za predmete „{case_type}“, nego za: {there}.",
        en=f"The ruleset “{ruleset}” is not for cases of “{case_type}” but for: {there}.",
    )


def _unfit(file: str) -> Text:
    return Text(
        sq=f"Rregullat e “{file}” nuk përputhen me të tjerat; korrigjojini rreshtat e shënuar.",
        sr=f"Pravila iz „{file}“ ne slažu se sa ostalima; ispravite navedene redove.",
        en=f"The rules of “{file}” do not fit with the others; correct the lines named.",
    )
