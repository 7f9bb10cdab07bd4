"""The form of a case type, made from its fields: what is shown, what was typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from neni.core.adapters import statements
from neni.core.declarations import CaseType, Section
from neni.core.errors import Problem
from neni.core.model import amounts
from neni.core.model.facts import FactKind, FactType, FactValue, FactValues
from neni.core.model.text import Language, Text
from neni.core.web.pages.typed import KOSOVO, PREFIX, Typed, identifier, rows

AMBIGUOUS = Text(
    sq="ky numër mund të lexohet në dy mënyra. Shkruajeni me shifra dhjetore, p.sh. 9500.00 ose 9.500,00.",
    sr="ovaj broj se može pročitati na dva načina. Upišite ga sa decimalama, npr. 9500.00 ili 9.500,00.",
    en="this number can be read in two ways. Write its decimals, such as 9500.00 or 9.500,00.",
)


@dataclass(frozen=True, slots=True)
class Input:
    """One field as the page shows it. `rows` is for records only: the number of each row and its fields."""

    fact: FactType
    name: str
    value: str
    required: bool = False
    errors: tuple[Text, ...] = ()
    rows: tuple[tuple[int, tuple[Input, ...]], ...] = ()

    @property
    def id(self) -> str:
        """Where links lead."""
        return identifier(self.name)

    @property
    def described(self) -> str:
        """The ids of its help and errors, for those who hear the page."""
        help_id = [f"{self.id}-help"] if self.fact.help else []
        return " ".join(help_id + [f"{self.id}-error{number}" for number in range(1, len(self.errors) + 1)])


@dataclass(frozen=True, slots=True)
class Form:
    """Sections with their inputs, and every error with the field it links to (None when there is no such field)."""

    sections: tuple[tuple[Section, tuple[Input, ...]], ...]
    errors: tuple[tuple[str | None, Text], ...] = ()


def asked_facts(case_type: CaseType, facts: Mapping[str, FactType]) -> tuple[FactType, ...]:
    """The facts the form asks for."""
    return tuple(facts[field.fact] for field in case_type.fields if field.fact in facts)


def build(
    case_type: CaseType,
    facts: Mapping[str, FactType],
    values: Mapping[str, str],
    problems: Iterable[Problem] = (),
    typed: Typed | None = None,
) -> Form:
    """The form with what was typed so far. `problems` point into the facts `typed` was read to."""
    told = [(typed.places.get(one.pointer) if typed else None, _clearer(one, facts, typed)) for one in problems]
    sections = tuple(
        (section, tuple(_input(facts[one.fact], values, told, required=one.required) for one in section.fields))
        for section in case_type.form
    )
    return Form(sections, tuple(told))


def _clearer(problem: Problem, facts: Mapping[str, FactType], typed: Typed | None) -> Text:
    """What to tell: of a number that can be read in two ways, that, and not only that it is none."""
    if typed is None or problem.pointer not in typed.ambiguous:
        return problem.message
    name, *below = problem.pointer.removeprefix("/").split("/")
    fact = facts[name].field(below[-1]) if below else facts[name]
    label = (fact or facts[name]).label
    return AMBIGUOUS.map(lambda words, language: f"{label.in_language(language)}: {words}")


def _input(
    fact: FactType, values: Mapping[str, str], told: list[tuple[str | None, Text]], *, required: bool = False
) -> Input:
    name = f"{PREFIX}{fact.name}"
    inner: tuple[tuple[int, tuple[Input, ...]], ...] = ()
    if fact.kind is FactKind.RECORDS:
        inner = tuple((row, _row(fact, row, values, told)) for row in rows(fact, values) or [0])
    return Input(fact, name, values.get(name, ""), required, _errors(name, told), inner)


def _row(fact: FactType, row: int, values: Mapping[str, str], told: list[tuple[str | None, Text]]) -> tuple[Input, ...]:
    names = [(one, f"{PREFIX}{fact.name}.{row}.{one.name}") for one in fact.fields]
    return tuple(Input(one, name, values.get(name, ""), errors=_errors(name, told)) for one, name in names)


def _errors(name: str, told: list[tuple[str | None, Text]]) -> tuple[Text, ...]:
    return tuple(message for place, message in told if place == identifier(name))


def with_row(values: Mapping[str, str], fact: FactType) -> dict[str, str]:
    """The values with one more blank row."""
    new = max(rows(fact, values), default=-1) + 1
    return {**values, **{f"{PREFIX}{fact.name}.{new}.{one.name}": "" for one in fact.fields}}


def without_row(values: Mapping[str, str], fact: FactType, row: str) -> dict[str, str]:
    """The values without one row."""
    return {name: value for name, value in values.items() if not name.startswith(f"{PREFIX}{fact.name}.{row}.")}


def from_facts(types: Mapping[str, FactType], facts: FactValues, language: Language) -> dict[str, str]:
    """What the fields show of facts already stated."""
    known = {name: value for name, value in facts.items() if name in types}
    plain = statements.write({name: types[name] for name in known}, known)
    values: dict[str, str] = {}
    for name, value in plain.items():
        values |= _shown(types[name], f"{PREFIX}{name}", value, facts[name], language)
    return values


def _shown(fact: FactType, name: str, value: object, stated: FactValue, language: Language) -> dict[str, str]:
    if isinstance(value, list) and isinstance(stated, tuple):
        shown: dict[str, str] = {}
        for number, (row, record) in enumerate(zip(value, stated, strict=True)):
            for one in fact.fields:
                if one.name in record:
                    shown |= _shown(one, f"{name}.{number}.{one.name}", row[one.name], record[one.name], language)
        return shown
    return {name: _typed_form(fact, value, stated, language)}


def _typed_form(fact: FactType, value: object, stated: FactValue, language: Language) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(stated, datetime):
        return _moment(stated)
    if fact.kind in (FactKind.MONEY, FactKind.NUMBER, FactKind.PERCENT):
        return _number(str(value), language)
    return str(value)


def _number(written: str, language: Language) -> str:
    """Grouped where that stays clear, else plain; a nought more keeps three decimals from looking like thousands."""
    shown = amounts.show(written, comma=language is not Language.ENGLISH)
    if not amounts.read(shown).ambiguous:
        return shown
    return f"{written}0" if "." in written else written


def _moment(stated: datetime) -> str:
    """Minutes on Kosovo's clock; with the zone where that would lose something: seconds, the hour that comes twice."""
    local = stated.astimezone(KOSOVO)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    exact = twice or local.second or local.microsecond
    return local.isoformat() if exact else local.strftime("%Y-%m-%dT%H:%M")
