"""Examples beside the law: cases as sentences, with what the rules must say of them; and a folder of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from neni.core.model.references import Place
from neni.core.model.rulesets import Ruleset


@dataclass(frozen=True, slots=True)
class Example:
    """A case as a sentence, with what the rules must say of it on a day; a test a lawyer can read.

    `facts` and `derived` stand in their JSON form, numbers as int or Decimal: whoever runs the example reads them
    as stated facts. `findings` are all the codes that hold; `clear` codes that do not, `unknown` codes that cannot
    be told. With a `ruleset` only its rules are looked at. `deadlines` are the last minutes of
    deadlines (the first, of those that say from when on) by code: `2026-03-07 23:59`, or `unknown`, or `none`.
    """

    name: str
    case_type: str
    on: date
    facts: Mapping[str, object]
    findings: frozenset[str]
    place: Place
    ruleset: str | None = None
    clear: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    derived: Mapping[str, object] = field(default_factory=dict)
    deadlines: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What one folder of rules files holds."""

    rulesets: tuple[Ruleset, ...]
    examples: tuple[Example, ...]
