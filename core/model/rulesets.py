"""Law as data: the rulesets, each a file of law, and the lawbook of all that apply to one case type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from neni.core.model.clauses import Clause
from neni.core.model.deadlines.rules import DeadlineRule
from neni.core.model.decision_tables import DecisionTable
from neni.core.model.facts import FactType
from neni.core.model.references import Place, Reference
from neni.core.model.rules import Derivation, Parameter, Rule
from neni.core.model.text import Text


@dataclass(frozen=True, slots=True)
class Ruleset:
    """One file of law for one or more case types. `fingerprint` is the SHA-256 of its content; comments, spaces
    and the order of names do not count. `places` tells where each fact and parameter stands, `written` is the file's
    text, from which the same ruleset can be read again. What `tables` establish stands among the derivations too."""

    code: str
    applies_to: tuple[str, ...]
    title: Text
    reference: Reference
    facts: tuple[FactType, ...]
    parameters: tuple[Parameter, ...]
    derivations: tuple[Derivation, ...]
    rules: tuple[Rule, ...]
    fingerprint: str
    place: Place
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)
    tables: tuple[DecisionTable, ...] = ()
    written: str = field(default="", compare=False, repr=False)
    clauses: tuple[Clause, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()

    def place_of(self, name: str) -> Place:
        """Where the fact or parameter of that name is declared."""
        return self.places.get(name, self.place)


@dataclass(frozen=True, slots=True)
class Lawbook:
    """All that applies to one case type: every ruleset of every department that names it.

    `facts` are all facts by name, those of `given` (declared by fact sources) among them.
    """

    case_type: str
    rulesets: tuple[Ruleset, ...]
    facts: Mapping[str, FactType] = field(default_factory=dict)
    given: tuple[FactType, ...] = ()

    def parameters(self) -> Iterator[Parameter]:
        """Every parameter of every ruleset."""
        return (parameter for ruleset in self.rulesets for parameter in ruleset.parameters)

    def derivations(self, day: date | None = None) -> Iterator[Derivation]:
        """Every derivation, or only those in force on `day`."""
        return (one for ruleset in self.rulesets for one in ruleset.derivations if day is None or day in one.in_force)

    def rules(self, day: date | None = None) -> Iterator[Rule]:
        """Every rule, or only those in force on `day`."""
        return (rule for ruleset in self.rulesets for rule in ruleset.rules if day is None or day in rule.in_force)

    def clauses(self, day: date | None = None) -> Iterator[Clause]:
        """Every clause, or only those in force on `day`."""
        return (one for ruleset in self.rulesets for one in ruleset.clauses if day is None or day in one.in_force)

    def deadlines(self) -> Iterator[DeadlineRule]:
        """Every deadline; which text of a code governs is told by its event."""
        return (one for ruleset in self.rulesets for one in ruleset.deadlines)

    def types(self) -> dict[str, FactType]:
        """What every name of a condition is: facts and parameters."""
        return {**self.facts, **{parameter.name: parameter.type for parameter in self.parameters()}}

    @property
    def fingerprints(self) -> dict[str, str]:
        """Ruleset code to fingerprint: what a case is pinned to."""
        return {ruleset.code: ruleset.fingerprint for ruleset in self.rulesets}
