"""Which plugins get along: checks what they bring against each other, and leaves out the later of two that conflict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from neni.core.adapters import scheduler
from neni.core.declarations import CaseType, Department, DocumentType
from neni.core.errors import BadConfiguration, BadPlugin, NeniError, Problem
from neni.core.gathering import Plugin
from neni.core.holdings import Holding
from neni.core.model.facts import FactType
from neni.core.model.law import lawbooks
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.text import Text
from neni.core.ports import STANDARD_VARIABLES

AT_ODDS = Text(
    sq="Shtojca nuk përputhet me të tjerat dhe u la jashtë.",
    sr="Dodatak se ne slaže sa ostalima i izostavljen je.",
    en="The plugin does not fit with the others and was left out.",
)


def settle(holdings: Sequence[Holding]) -> tuple[list[Holding], list[Plugin]]:
    """Those that get along, and the plugins left out with their problem. Leaving one out may make room for others
    or take away what they built on, so it goes on until nothing is wrong."""
    staying, refused = list(holdings), list[Plugin]()
    while (found := _first_trouble(staying)) is not None:
        holding, problem = found
        staying.remove(holding)
        refused.append(replace(holding.plugin, answers=None, problem=problem))
    return staying, refused


def lawbooks_of(holdings: Sequence[Holding]) -> dict[str, Lawbook]:
    """The lawbook of everything law may be about: case types, and what manuscripts are made of."""
    rulesets = [ruleset for one in holdings for ruleset in one.rulebook.rulesets]
    return {code: lawbooks.assemble(code, rulesets, _sourced(holdings, code)) for code in _subjects_of_law(holdings)}


def _first_trouble(holdings: Sequence[Holding]) -> tuple[Holding, NeniError] | None:
    for find in (_conflicts, _missing_ground, _bad_law, _bad_forms, _bad_jobs):
        for holding, problems in find(holdings):
            if problems:
                return holding, BadPlugin(AT_ODDS, problems)
    return None


def _conflicts(holdings: Sequence[Holding]) -> Iterator[tuple[Holding, list[Problem]]]:
    taken: dict[tuple[str, str], Holding] = {}
    for holding in holdings:
        problems = []
        own = Counter(_claims(holding))
        for claim, times in own.items():
            other = taken.get(claim, holding if times > 1 else None)
            if other is not None:
                problems.append(_conflict(claim, other.plugin.owner, holding.plugin.owner))
        taken |= dict.fromkeys(own, holding)
        yield holding, problems


def _claims(holding: Holding) -> Iterator[tuple[str, str]]:
    """What may have one owner only."""
    yield "plugin", holding.plugin.name
    if holding.department:
        yield "department", holding.department.code
        yield from (("case type", one.code) for one in holding.department.case_types)
        yield from (("manuscript type", one.code) for one in holding.department.manuscript_types)
        yield from (("case type", code) for code in _subject_types(holding.department))
    yield from (("ruleset", ruleset.code) for ruleset in holding.rulebook.rulesets)
    yield from (("rule", rule.code) for ruleset in holding.rulebook.rulesets for rule in ruleset.rules)
    yield from (
        ("deadline", code) for code in {one.code for each in holding.rulebook.rulesets for one in each.deadlines}
    )
    yield from (("filter", name) for name in holding.answers.filters)
    yield from (("job", job.name) for job in holding.answers.jobs)
    yield from (("errand kind", kind.name) for kind in holding.answers.errands)


def _missing_ground(holdings: Sequence[Holding]) -> Iterator[tuple[Holding, list[Problem]]]:
    """Rules, examples and fact sources for case types that nobody has; case types outside their department."""
    known = set(_subjects_of_law(holdings))
    for holding in holdings:
        named = [(one.code, target) for one in holding.rulebook.rulesets for target in one.applies_to]
        named += [("fact_sources()", source.case_type) for source in holding.sources]
        problems = [_nowhere(what, target) for what, target in named if target not in known]
        if holding.department:
            prefix = holding.department.code + "."
            codes = [one.code for one in holding.department.case_types] + _subject_types(holding.department)
            strays = [code for code in codes if not code.startswith(prefix)]
            problems += [_stray(code, prefix) for code in strays]
        yield holding, problems


def _bad_law(holdings: Sequence[Holding]) -> Iterator[tuple[Holding, list[Problem]]]:
    """Mistakes of whole lawbooks belong to whoever wrote the file they stand in, else to whoever came last."""
    files = {one.place.file: holding for holding in holdings for one in holding.rulebook.rulesets}
    documents = {one.code: [document.code for document in one.documents] for one in _case_types(holdings)}
    for lawbook in lawbooks_of(holdings).values():
        blamed: dict[int, tuple[Holding, list[Problem]]] = {}
        for problem in lawbooks.check(lawbook, documents):
            holding = files.get(problem.where.rpartition(":")[0], holdings[-1])
            blamed.setdefault(id(holding), (holding, []))[1].append(problem)
        yield from blamed.values()


def _bad_forms(holdings: Sequence[Holding]) -> Iterator[tuple[Holding, list[Problem]]]:
    """Forms and templates may name only facts that the law of the case type declares."""
    books = lawbooks_of(holdings)
    for holding in holdings:
        problems: list[Problem] = []
        for case_type in holding.department.case_types if holding.department else ():
            facts = books[case_type.code].facts
            problems += [_no_fact(case_type.code, name) for name in _asked(case_type) if name not in facts]
            for document in case_type.documents:
                problems += list(_template_problems(holding, case_type, document, facts))
        yield holding, problems


def _bad_jobs(holdings: Sequence[Holding]) -> Iterator[tuple[Holding, list[Problem]]]:
    """Crontab lines that cannot be read, or that the change of clocks makes doubtful."""
    for holding in holdings:
        problems: list[Problem] = []
        for job in holding.answers.jobs:
            try:
                scheduler.check(job.cron)
            except BadConfiguration as error:
                problems.append(Problem("bad_schedule", error.message, where=job.name))
        yield holding, problems


def _asked(case_type: CaseType) -> Iterator[str]:
    yield from (field.fact for field in case_type.fields)
    yield case_type.title_fact
    if case_type.on_fact:
        yield case_type.on_fact


def _template_problems(
    holding: Holding, case_type: CaseType, document: DocumentType, facts: Mapping[str, FactType]
) -> Iterator[Problem]:
    possible = document.templates_among(facts)
    there = [template for template in holding.templates if template.code in possible]
    if not there:
        yield _no_template(f"{case_type.code}/{document.code}", document.template)
    known = {*facts, *document.computes, *STANDARD_VARIABLES}
    for template in there:
        for name in (*template.required, *template.optional):
            if name not in known:
                yield _no_fact(template.where, name)


def _case_types(holdings: Sequence[Holding]) -> list[CaseType]:
    return [one for holding in holdings if holding.department for one in holding.department.case_types]


def _subject_types(department: Department) -> list[str]:
    """What the department's manuscripts are made of; types may share it."""
    return list(dict.fromkeys(subject.code for one in department.manuscript_types for subject in one.subjects))


def _subjects_of_law(holdings: Sequence[Holding]) -> list[str]:
    departments = [holding.department for holding in holdings if holding.department]
    return [one.code for one in _case_types(holdings)] + [code for one in departments for code in _subject_types(one)]


def _sourced(holdings: Sequence[Holding], case_type: str) -> list[FactType]:
    sources = (source for one in holdings for source in one.sources if source.case_type == case_type)
    return [fact for source in sources for fact in source.declares]


def _conflict(claim: tuple[str, str], first: str, second: str) -> Problem:
    kind, code = claim
    return Problem(
        "conflict",
        Text(
            sq=f"{kind} “{code}” vjen edhe nga {first} edhe nga {second}; lëreni vetëm njërën ose ndërroni kodin.",
            sr=f"{kind} „{code}“ dolazi i od {first} i od {second}; ostavite samo jedno ili promenite šifru.",
            en=f"{kind} “{code}” comes from both {first} and {second}; keep only one or change the code.",
        ),
    )


def _nowhere(what: str, target: str) -> Problem:
    return Problem(
        "unknown_case_type",
        Text(
            sq=f"{what} vlen për llojin e rastit “{target}”, të cilin nuk e ka asnjë departament i instaluar.",
            sr=f"{what} važi za vrstu predmeta „{target}“, koju nema nijedno instalirano odeljenje.",
            en=f"{what} is for the case type “{target}”, which no installed department has.",
        ),
    )


def _stray(code: str, prefix: str) -> Problem:
    return Problem(
        "stray_case_type",
        Text(
            sq=f"Kodi i llojit të rastit “{code}” duhet të fillojë me “{prefix}”.",
            sr=f"Šifra vrste predmeta „{code}“ mora počinjati sa „{prefix}“.",
            en=f"The code of the case type “{code}” must begin with “{prefix}”.",
        ),
    )


def _no_fact(where: str, name: str) -> Problem:
    return Problem(
        "unknown_fact",
        Text(
            sq=f"“{name}” nuk është fakt që e deklarojnë rregullat e këtij lloji të rastit.",
            sr=f"„{name}“ nije činjenica koju navode pravila ove vrste predmeta.",
            en=f"“{name}” is no fact that the rules of this case type declare.",
        ),
        where=where,
    )


def _no_template(where: str, template: str) -> Problem:
    return Problem(
        "no_template",
        Text(
            sq=f"Mungon shablloni “{template}” në dosjen e shablloneve.",
            sr=f"Nedostaje šablon „{template}“ u fascikli šablona.",
            en=f"The template “{template}” is missing from the folder of templates.",
        ),
        where=where,
    )
