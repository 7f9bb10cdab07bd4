"""Of all changes a simulation lists, those asked for, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from neni.core.model.law.change_rows import CaseChange
from neni.core.model.law.comparing import RuleChange
from neni.core.services.law.simulation import Simulation

PAGE = 25


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of changed cases; `asked` are the filters in use."""

    cases: tuple[CaseChange, ...]
    asked: Mapping[str, str]
    page: int
    pages: int
    matching: int


def narrowed(found: Simulation, wanted: Mapping[str, str]) -> Shown:
    """The page that is wanted; cases of which a rule turns come first."""
    asked = {name: wanted[name] for name in ("rule", "turn", "fact", "case_type", "words") if wanted.get(name)}
    matching = sorted((one for one in found.cases if _fits(one, asked)), key=lambda one: not one.turns)
    pages = max(1, -(-len(matching) // PAGE))
    number = wanted.get("page", "")
    page = min(int(number), pages) if number.isascii() and number.isdigit() and 0 < len(number) < 9 else 1
    page = max(page, 1)
    return Shown(tuple(matching[(page - 1) * PAGE : page * PAGE]), asked, page, pages, len(matching))


def _fits(case: CaseChange, asked: Mapping[str, str]) -> bool:
    words = asked.get("words", "").casefold()
    return (
        asked.get("case_type", case.case_type) == case.case_type
        and ("fact" not in asked or any(one.name == asked["fact"] for one in case.values))
        and (not {"rule", "turn"} & asked.keys() or any(_turns(case, asked)))
        and words in f"{case.reference} {case.title}".casefold()
    )


def _turns(case: CaseChange, asked: Mapping[str, str]) -> Iterator[bool]:
    return (_is_asked(one, asked) for one in case.comparison.rules)


def _is_asked(change: RuleChange, asked: Mapping[str, str]) -> bool:
    return asked.get("rule", change.rule) == change.rule and asked.get("turn", change.turn.value) == change.turn.value
