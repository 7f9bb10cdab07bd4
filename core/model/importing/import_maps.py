"""How a register kept elsewhere reads as cases of ours: its columns, codes and forms of writing, declared as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from string import Formatter

from neni.core.model.facts import FactKind, FactType
from neni.core.model.problems import Problem
from neni.core.model.text import Text


@dataclass(frozen=True, slots=True)
class FactSourceColumn:
    """Where a fact comes from: a `column`, a `template` over columns, or a `constant`; exactly one of them.

    `codes` translates what stands in the column; a code it does not know is reported and the fact left unstated.
    `dates` are strptime forms to try in order; `decimal` is the mark before the cents of an amount. `zero` says
    that a written zero means "not recorded". `pad` is the length to fill with leading zeros, which spreadsheets
    drop. `year` names a column a date's year is expected to agree with. `required` refuses a row without the fact.
    """

    fact: str
    column: str | None = None
    template: str | None = None
    constant: str | bool | int | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    decimal: str | None = None
    zero_is_unrecorded: bool = False
    pad: int = 0
    year: str | None = None
    required: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column the fact needs."""
        named = [self.column, self.year]
        return tuple(name for name in named if name) + placeholders(self.template or "")


@dataclass(frozen=True, slots=True)
class Skip:
    """Rows left out on purpose: those whose `column` has one of `words` in it, whatever the case and the accents."""

    column: str
    words: tuple[str, ...]
    reason: Text


@dataclass(frozen=True, slots=True)
class ImportMap:
    """A register's columns as facts of a case type. `key` is a template over columns that identifies a row for good."""

    code: str
    title: Text
    case_type: str
    key: str
    facts: tuple[FactSourceColumn, ...]
    skips: tuple[Skip, ...]
    where: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column a file must have, in the order the map names them."""
        return tuple(dict.fromkeys(self._named_columns()))

    def fact(self, name: str) -> FactSourceColumn | None:
        """Where the fact of that name comes from."""
        return next((one for one in self.facts if one.fact == name), None)

    def _named_columns(self) -> Iterator[str]:
        yield from placeholders(self.key)
        for source in self.facts:
            yield from source.columns
        for skip in self.skips:
            yield skip.column


def placeholders(template: str) -> tuple[str, ...]:
    """The column names in braces. Raises ValueError when the braces do not match."""
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def fill(template: str, cells: Mapping[str, str]) -> str | None:
    """The template with the cells of a row; None when one of them is empty."""
    named = {name: cells.get(name, "").strip() for name in placeholders(template)}
    return template.format_map(named) if all(named.values()) else None


def check(plan: ImportMap, facts: Mapping[str, FactType]) -> tuple[Problem, ...]:
    """What does not fit between a map and the facts of its case type."""
    return tuple(problem for source in plan.facts for problem in _check_fact(plan, source, facts.get(source.fact)))


def _check_fact(plan: ImportMap, source: FactSourceColumn, fact: FactType | None) -> Iterator[Problem]:
    if fact is None or not fact.asked:
        yield Problem("unknown_fact", _not_asked(plan.case_type, source.fact), where=plan.where)
        return
    known = [choice.code for choice in fact.choices]
    for code, meaning in source.codes.items():
        if fact.kind is FactKind.CHOICE and meaning not in known:
            yield Problem("unknown_choice", _no_choice(source.fact, code, meaning, known), where=plan.where)


def _not_asked(case_type: str, name: str) -> Text:
    return Text(
        sq=f"{case_type} nuk pranon fakt me emrin “{name}”; korrigjoni hartën.",
        sr=f"{case_type} ne prima činjenicu pod imenom „{name}“; ispravite mapu.",
        en=f"{case_type} takes no fact named “{name}”; correct the map.",
    )


def _no_choice(name: str, code: str, meaning: str, known: list[str]) -> Text:
    offered = ", ".join(known)
    return Text(
        sq=f"{name}: kodi {code} nuk mund të jetë “{meaning}”; zgjedhjet janë {offered}.",
        sr=f"{name}: šifra {code} ne može biti „{meaning}“; izbori su {offered}.",
        en=f"{name}: code {code} cannot mean “{meaning}”; the choices are {offered}.",
    )
