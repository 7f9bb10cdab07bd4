"""A change of the law that somebody thinks of: a ruleset written anew, or values that the law might set. It is checked
like shipped law, put beside it, and never stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from neni.core.adapters import feel, rulebook, statements
from neni.core.errors import BadRules, InvalidFacts, NotFound
from neni.core.model.facts import FactKind, FactValue
from neni.core.model.fingerprints import fingerprint
from neni.core.model.law import lawbooks
from neni.core.model.law.lowering import lower
from neni.core.model.law.versions import Law
from neni.core.model.references import Confidence, Reference
from neni.core.model.rules import DatedValue, Parameter
from neni.core.model.rulesets import Ruleset
from neni.core.model.text import Text
from neni.core.office import Office

_THOUGHT_OF = Reference(None, note="what if", note_said=Text(sq="po sikur", sr="šta ako", en="what if"))
"""No article gives a value that is only thought of."""
_ANSWERS = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class NewValue:
    """A value the law might set: counts from `start` on, or, without it, in place of the one that counts today.
    `ruleset` is needed only where several have a parameter of that name."""

    parameter: str
    written: str
    start: date | None = None
    ruleset: str | None = None


@dataclass(frozen=True, slots=True)
class Replaced:
    """A parameter with the value thought of, and the one that counts on that day in the shipped text."""

    parameter: Parameter
    before: FactValue | None
    after: DatedValue


@dataclass(frozen=True, slots=True)
class Proposal:
    """The rulesets that would change, before and after, and the law of each case type with them in it. `values` tells
    of parameters, when nothing else changes."""

    rulesets: tuple[tuple[Ruleset, Ruleset], ...]
    laws: Mapping[str, Law]
    values: tuple[Replaced, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the rulesets."""
        return tuple(before.code for before, _ in self.rulesets)


def of_file(office: Office, file: str, content: bytes) -> Proposal:
    """The ruleset in `content` in place of the shipped one of the same code. Raises BadRules with every mistake, with
    file and line, and NotFound when no such ruleset is shipped."""
    if not file.endswith(rulebook.RULES) or file.endswith(rulebook.EXAMPLES):
        file += rulebook.RULES  # whatever it is called, it is read as rules
    code = rulebook.code_of(file, content)
    before = shipped_ruleset(office, code)
    home = next(one for one in office.host.holdings if before in one.rulebook.rulesets)
    beside = {one.place.file: one.written.encode() for one in home.rulebook.rulesets if one.code != code}
    read = rulebook.read({**beside, file: content}, file, feel.parse).rulesets
    return _proposal(office, [(before, next(one for one in read if one.code == code))], file)


def of_values(office: Office, values: Iterable[NewValue]) -> Proposal:
    """The shipped law with these values in it. Raises NotFound (parameter, ruleset), and InvalidFacts when a value is
    none of the parameter's kind."""
    changed: dict[str, Ruleset] = {}
    replaced: list[Replaced] = []
    for value in values:
        shipped = _holder(office, value)
        ruleset = changed.get(shipped.code, shipped)
        done = _replaced(office, ruleset, value)
        parameters = tuple(done.parameter if one.name == value.parameter else one for one in ruleset.parameters)
        changed[ruleset.code] = replace(ruleset, parameters=parameters)
        replaced.append(done)
    pairs = [(shipped_ruleset(office, code), _stamped(one)) for code, one in changed.items()]
    return replace(_proposal(office, pairs, ""), values=tuple(replaced))


def shipped_ruleset(office: Office, code: str) -> Ruleset:
    """Raises NotFound, naming those there are."""
    shipped = _shipped(office)
    for one in shipped:
        if one.code == code:
            return one
    raise NotFound(_not_shipped(code, [one.code for one in shipped]))


def _shipped(office: Office) -> list[Ruleset]:
    return [ruleset for one in office.host.holdings for ruleset in one.rulebook.rulesets]


def _proposal(office: Office, pairs: list[tuple[Ruleset, Ruleset]], file: str) -> Proposal:
    """Raises BadRules when the changed law does not fit together."""
    instead = {before.code: after for before, after in pairs}
    rulesets = [instead.get(one.code, one) for one in _shipped(office)]
    applied = (target for pair in pairs for one in pair for target in one.applies_to)
    targets = dict.fromkeys(office.host.case_type(one).code for one in applied)
    return Proposal(tuple(pairs), {target: _law(office, target, rulesets, file) for target in targets})


def _law(office: Office, case_type: str, rulesets: list[Ruleset], file: str) -> Law:
    documents = {one.code: [document.code for document in one.documents] for one in office.host.case_types()}
    lawbook = lawbooks.assemble(case_type, rulesets, office.host.lawbook(case_type).given)
    problems = lawbooks.check(lawbook, documents)
    if problems:
        raise BadRules(_unfit(file), problems)
    return Law(lawbook, lower(lawbook))


def _holder(office: Office, value: NewValue) -> Ruleset:
    """The one ruleset with that parameter."""
    asked = [shipped_ruleset(office, value.ruleset)] if value.ruleset else _shipped(office)
    having = [one for one in asked if any(parameter.name == value.parameter for parameter in one.parameters)]
    if len(having) == 1:
        return having[0]
    if having:
        raise NotFound(_several(value.parameter, [one.code for one in having]))
    raise NotFound(_no_parameter(value.parameter, [each.name for one in asked for each in one.parameters]))


def _replaced(office: Office, ruleset: Ruleset, value: NewValue) -> Replaced:
    parameter = next(one for one in ruleset.parameters if one.name == value.parameter)
    today = parameter.on(office.clock.today())
    start = value.start or (today.start if today else office.clock.today())
    earlier = parameter.on(start)
    dated = DatedValue(start, _read(parameter, value.written), _THOUGHT_OF, Confidence.MEMORY)
    kept = [one for one in parameter.values if one.start != start]
    values = tuple(sorted([*kept, dated], key=lambda one: one.start))
    return Replaced(replace(parameter, values=values), earlier.value if earlier else None, dated)


def _read(parameter: Parameter, written: str) -> FactValue:
    """The value in the form in which facts are stated. Raises InvalidFacts."""
    name = parameter.name
    kind = replace(parameter.type, derived=False, sourced=False)
    given = _ANSWERS.get(written.strip().casefold(), written) if kind.kind is FactKind.YES_NO else written
    found = statements.read({name: kind}, {name: given})
    if name not in found:
        raise InvalidFacts(_NO_VALUE)
    return found[name]


def _stamped(ruleset: Ruleset) -> Ruleset:
    """With the fingerprint of what it says now."""
    return replace(ruleset, fingerprint=fingerprint(ruleset))


def _not_shipped(code: str, known: list[str]) -> Text:
    there = ", ".join(sorted(known)) or "–"
    return Text(
        sq=f"Nuk ka rregulla me kodin “{code[:60]}” që do të zëvendësoheshin; ka: {there}.",
        sr=f"Nema pravila sa šifrom „{code[:60]}“ koja bi se zamenila; ima: {there}.",
        en=f"There is no ruleset “{code[:60]}” to be replaced; there are: {there}.",
    )


def _no_parameter(name: str, known: list[str]) -> Text:
    there = ", ".join(sorted(known)) or "–"
    return Text(
        sq=f"Asnjë grup rregullash nuk ka vlerë ligjore “{name[:60]}”; ka: {there}.",
        sr=f"Nijedan skup pravila nema pravnu vrednost „{name[:60]}“; ima: {there}.",
        en=f"No ruleset has a value of the law named “{name[:60]}”; there are: {there}.",
    )


def _several(name: str, rulesets: list[str]) -> Text:
    there = ", ".join(rulesets)
    return Text(
        sq=f"“{name[:60]}” ka në disa grupe rregullash; thoni cilin: {there}.",
        sr=f"„{name[:60]}“ postoji u više skupova pravila; navedite koji: {there}.",
        en=f"“{name[:60]}” stands in several rulesets; say which: {there}.",
    )


def _unfit(file: str) -> Text:
    named = file or "–"
    return Text(
        sq=f"Rregullat e “{named}” nuk përputhen me të tjerat; korrigjojini rreshtat e shënuar.",
        sr=f"Pravila iz „{named}“ ne slažu se sa ostalima; ispravite navedene redove.",
        en=f"The rules of “{named}” do not fit with the others; correct the lines named.",
    )


_NO_VALUE = Text(sq="Shkruani vlerën e re.", sr="Upišite novu vrednost.", en="Write the new value.")
