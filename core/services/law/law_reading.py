"""The law as a person reads it: a ruleset with its versions and confirmations, a decision table with its remarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from neni.core.errors import NotFound
from neni.core.model.cases import department_of
from neni.core.model.decision_tables import DecisionTable
from neni.core.model.facts import FactType
from neni.core.model.law.versions import RulesetVersion
from neni.core.model.people import Permission, Person
from neni.core.model.problems import Problem
from neni.core.model.rulesets import Ruleset
from neni.core.model.tables.plain_tables import PlainTable, plain
from neni.core.model.tables.table_checks import remarks
from neni.core.office import Office
from neni.core.services.law import table_exchange
from neni.core.services.law.confirming import RuleState, rule_states
from neni.core.services.law.proposals import shipped_ruleset
from neni.core.services.people.access import require


@dataclass(frozen=True, slots=True)
class RulesetRead:
    """A ruleset as it is shipped. `names` are the types of everything its conditions may speak of; `case_types` those
    it is for that the person may read."""

    ruleset: Ruleset
    case_types: tuple[str, ...]
    states: tuple[RuleState, ...]
    versions: tuple[RulesetVersion, ...]
    names: Mapping[str, FactType]


@dataclass(frozen=True, slots=True)
class TableRead:
    """A decision table as written and in words; `remarks` are what a careful reader finds in it."""

    ruleset: Ruleset
    table: DecisionTable
    plain: PlainTable
    remarks: tuple[Problem, ...]
    names: Mapping[str, FactType]


def readable(office: Office, person: Person) -> tuple[Ruleset, ...]:
    """The rulesets for cases the person may read."""
    every = (ruleset for one in office.host.holdings for ruleset in one.rulebook.rulesets)
    return tuple(one for one in every if _types(person, one))


def ruleset(office: Office, person: Person, code: str) -> RulesetRead:
    """Raises NotFound, NotAllowed."""
    found, types = _found(office, person, code)
    codes = {rule.code for rule in found.rules}
    states = tuple(one for one in rule_states(office, person, types[0]) if one.rule.code in codes)
    with office.store.reading() as work:
        kept = tuple(work.versions.of(code))
    return RulesetRead(found, types, states, kept, office.host.lawbook(types[0]).types())


def table(office: Office, person: Person, code: str, name: str) -> TableRead:
    """Raises NotFound, NotAllowed."""
    found, types = _found(office, person, code)
    for one in found.tables:
        if one.code == name:
            lawbook = office.host.lawbook(types[0])
            places = {str(place) for place in (one.place, *(row.place for row in one.rows))}
            said = tuple(problem for problem in remarks(lawbook) if problem.where in places)
            return TableRead(found, one, plain(one, lawbook.facts), said, lawbook.types())
    raise NotFound(table_exchange.nowhere(code, name))


def _found(office: Office, person: Person, code: str) -> tuple[Ruleset, tuple[str, ...]]:
    found = shipped_ruleset(office, code)
    types = _types(person, found)
    if not types:
        require(person, Permission.READ, department_of(found.applies_to[0]))
    return found, types


def _types(person: Person, one: Ruleset) -> tuple[str, ...]:
    return tuple(code for code in one.applies_to if person.may(Permission.READ, department_of(code)))
