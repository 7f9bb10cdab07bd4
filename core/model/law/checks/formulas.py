"""Whether something can be so at all: formulas over a few variables, each with the values that stand for all it can be.

The search tries the alternatives one variable after another and asks the evaluator itself, so that what is called
impossible here is impossible for cases. It gives up after a number of steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.reading import names
from neni.core.model.conditions.tree import Node
from neni.core.model.conditions.values import Unknown, Value

MOST_STEPS = 2_000
"""Evaluations one question may cost."""


@dataclass(frozen=True, slots=True)
class Met:
    """A condition that must come out true; or, when `wanted` is false, that must not."""

    node: Node
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class All:
    """Every part must be so."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part at least must be so."""

    parts: tuple[Formula, ...]


Formula: TypeAlias = Met | All | AnyOf
Scope: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One thing a variable can be: the value of each of its names, and what must be so for it to be that."""

    values: Scope
    needs: Formula | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """A fact or expression of which nothing is known but its alternatives."""

    alternatives: tuple[Alternative, ...]
    names: frozenset[str] = field(default_factory=frozenset)


def opposite(formula: Formula) -> Formula:
    """What is so whenever the formula is not."""
    match formula:
        case Met():
            return Met(formula.node, wanted=not formula.wanted)
        case All():
            return AnyOf(tuple(map(opposite, formula.parts)))
        case AnyOf():
            return All(tuple(map(opposite, formula.parts)))


def is_possible(formula: Formula, variables: Iterable[Variable], known: Scope, *, unsure: bool = True) -> bool:
    """Whether the formula can be so, as far as the variables are independent; `unsure` is the answer when the search
    gives up. With that, false is certain."""
    return _Search(tuple(variables), unsure=unsure).possible((formula,), known, frozenset())


class _Search:
    """One question, which counts its steps."""

    def __init__(self, variables: Sequence[Variable], *, unsure: bool) -> None:
        self._variables = variables
        self._unsure = unsure
        self._left = MOST_STEPS

    def possible(self, goals: tuple[Formula, ...], scope: Scope, settled: frozenset[int]) -> bool:
        """Whether all goals can be met by choosing for the variables not settled yet."""
        self._left -= 1
        if self._left < 0:
            return self._unsure
        told = [(goal, truth(goal, scope)) for goal in goals]
        if any(one is False for _, one in told):
            return False
        undecided = tuple(goal for goal, one in told if one is None)
        number = self._next(undecided, settled)
        return number is None or any(
            self.possible((*undecided, *_needed(one)), {**scope, **one.values}, settled | {number})
            for one in self._variables[number].alternatives
        )

    def _next(self, goals: Iterable[Formula], settled: frozenset[int]) -> int | None:
        """The first variable that could decide a goal; none when everything is decided or nothing can."""
        asked = frozenset(name for goal in goals for name in read_by(goal))
        free = (number for number, one in enumerate(self._variables) if number not in settled and one.names & asked)
        return next(free, None)


def _needed(one: Alternative) -> tuple[Formula, ...]:
    return () if one.needs is None else (one.needs,)


def truth(formula: Formula, scope: Scope) -> bool | None:
    """Whether the formula is so with these values; None while that is open."""
    match formula:
        case Met():
            value = evaluate(formula.node, scope)
            return None if isinstance(value, Unknown) else (value is True) is formula.wanted
        case All():
            return _decided((truth(one, scope) for one in formula.parts), decisive=False)
        case AnyOf():
            return _decided((truth(one, scope) for one in formula.parts), decisive=True)


def _decided(parts: Iterable[bool | None], *, decisive: bool) -> bool | None:
    result: bool | None = not decisive
    for one in parts:
        if one is decisive:
            return decisive
        result = None if one is None else result
    return result


def read_by(formula: Formula) -> Iterator[str]:
    """Every name below."""
    if isinstance(formula, Met):
        yield from names(formula.node)
    else:
        for one in formula.parts:
            yield from read_by(one)
