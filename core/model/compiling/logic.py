"""The clauses of a plan on one day as formulas: what each token takes, with everything the day decides folded away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import TypeAlias

from neni.core.model.law.chaining import Clause, Token
from neni.core.model.law.lowering import Atom, Plan, Statement
from neni.core.model.rules import Derivation

Formula: TypeAlias = "bool | tuple[tuple[Token, ...], ...]"
"""Decided by the day, or a disjunction of conjunctions of tokens."""


class Circular(Exception):
    """Rules or derived facts go round in a circle; only chaining follows those. Never leaves Neni."""


@dataclass(frozen=True, slots=True)
class Logic:
    """The formulas of one day. A token of an atom has none: the atom's value tells."""

    formulas: Mapping[Token, Formula]
    atoms: Mapping[Token, Atom]

    def of(self, token: Token) -> Formula:
        """What a token takes; an atom's token stands for itself."""
        return ((token,),) if token in self.atoms else self.formulas.get(token, False)

    def uses(self, roots: Iterable[Token]) -> Counter[Token]:
        """How often each token is needed, counted over everything the roots reach."""
        counted = Counter(roots)
        waiting = list(counted)
        while waiting:
            formula = self.formulas.get(waiting.pop(), False)
            for need in (one for group in formula for one in group) if not isinstance(formula, bool) else ():
                if need not in counted:
                    waiting.append(need)
                counted[need] += 1
        return counted


def logic_of(plan: Plan, on: date) -> Logic:
    """The plan's logic on a day. Raises Circular."""
    _refuse_circles(plan)
    atoms = {token: atom for stage in plan.stages for atom in stage.atoms for token in atom.tokens.values()}
    clauses: dict[Token, list[Clause]] = {}
    for clause in plan.program.clauses:
        clauses.setdefault(clause.gives, []).append(clause)
    formulas: dict[Token, Formula] = dict.fromkeys(plan.on(on), True)
    for token in _lowest_first(clauses):
        if token not in formulas and token not in atoms:
            formulas[token] = _folded(clauses.get(token, ()), formulas, atoms)
    return Logic(formulas, atoms)


def _lowest_first(clauses: Mapping[Token, Iterable[Clause]]) -> Iterable[Token]:
    sorter = TopologicalSorter(
        {token: {need for clause in ways for need in clause.needs} for token, ways in clauses.items()}
    )
    try:
        return tuple(sorter.static_order())
    except CycleError as error:
        raise Circular from error


def _folded(clauses: Iterable[Clause], known: Mapping[Token, Formula], atoms: Collection[Token]) -> Formula:
    groups: dict[tuple[Token, ...], None] = {}
    for clause in clauses:
        needs = dict.fromkeys(clause.needs)
        if any(need not in atoms and known.get(need, False) is False for need in needs):
            continue
        groups[tuple(need for need in needs if need in atoms or known[need] is not True)] = None
    return True if () in groups else tuple(groups) or False


def _refuse_circles(plan: Plan) -> None:
    """A derived fact may read only what earlier stages settled."""
    settled: set[str] = set()
    for stage in plan.stages:
        for fact in stage.settles:
            below = {name for _, one in plan.derivations[fact] for name in one.reads}
            if below & plan.derivations.keys() - settled:
                raise Circular(fact)
        settled |= set(stage.settles)


def roots(rules: Iterable[Statement], ways: Iterable[tuple[Derivation, Statement]]) -> tuple[Token, ...]:
    """The tokens whose formulas are asked for: whether each rule and each derivation speaks, or is silent."""
    statements = (*rules, *(statement for _, statement in ways))
    return tuple(token for one in statements for token in (one.speaks, one.silent))
