"""Models of decisions as the DMN standard has them: inputs, decisions, business knowledge, and the types they name.

What stands in a model is read once, with every expression as its tree; `deciding` evaluates it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from neni.core.model.conditions.tree import Node
from neni.core.model.conditions.types import Kind
from neni.core.model.problems import Problem


class Hit(StrEnum):
    """The hit policies of the standard."""

    UNIQUE = "UNIQUE"
    FIRST = "FIRST"
    PRIORITY = "PRIORITY"
    ANY = "ANY"
    COLLECT = "COLLECT"
    RULE_ORDER = "RULE ORDER"
    OUTPUT_ORDER = "OUTPUT ORDER"


class Gathering(StrEnum):
    """What a collecting table makes of its rules."""

    SUM = "SUM"
    MIN = "MIN"
    MAX = "MAX"
    COUNT = "COUNT"


@dataclass(frozen=True, slots=True)
class Typed:
    """A type of the model: a kind of its own or what another type is, perhaps in a list, perhaps with parts, perhaps
    of certain values only: each element where it is a list, and by `constraint` all of it. `result` is what a
    function gives, `takes` what it is given, by name.
    """

    kind: Kind = Kind.ANY
    base: Typed | None = None
    collection: bool = False
    parts: tuple[tuple[str, Typed], ...] = ()
    allowed: Node | None = None
    constraint: Node | None = None
    result: Typed | None = None
    takes: tuple[tuple[str, Typed], ...] = ()


ANYTHING = Typed()


@dataclass(frozen=True, slots=True)
class Written:
    """An expression, and the type it must give."""

    tree: Node
    type: Typed = ANYTHING


@dataclass(frozen=True, slots=True)
class Asked:
    """An input of a decision table: what is asked, of which type, and which values it may have."""

    tree: Node
    type: Typed
    allowed: Node | None


@dataclass(frozen=True, slots=True)
class Given:
    """An output of a decision table, and which values it may have. `order` are these from the most to the least
    important.
    """

    name: str
    type: Typed
    allowed: Node | None
    order: tuple[Node, ...]
    otherwise: Node | None


@dataclass(frozen=True, slots=True)
class Ruled:
    """A rule of a decision table."""

    tests: tuple[Node, ...]
    values: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table."""

    hit: Hit
    gathering: Gathering | None
    inputs: tuple[Asked, ...]
    outputs: tuple[Given, ...]
    rules: tuple[Ruled, ...]
    type: Typed = ANYTHING


@dataclass(frozen=True, slots=True)
class Boxes:
    """A boxed context: entries one after the other; one without a name is the result."""

    entries: tuple[tuple[str, Typed, Logic], ...]
    type: Typed = ANYTHING


@dataclass(frozen=True, slots=True)
class Several:
    """A boxed list."""

    elements: tuple[Logic, ...]
    type: Typed = ANYTHING


@dataclass(frozen=True, slots=True)
class Invoked:
    """A boxed invocation: what is called, and its arguments by name."""

    called: Node
    arguments: tuple[tuple[str, Logic], ...]
    type: Typed = ANYTHING


@dataclass(frozen=True, slots=True)
class Defined:
    """A boxed function."""

    parameters: tuple[tuple[str, Typed], ...]
    body: Logic
    type: Typed = ANYTHING


@dataclass(frozen=True, slots=True)
class Chosen:
    """A boxed conditional."""

    test: Logic
    then: Logic
    otherwise: Logic
    type: Typed = ANYTHING


@dataclass(frozen=True, slots=True)
class Repeated:
    """A boxed `for`: the result for each element, which is called `variable`."""

    variable: str
    source: Logic
    result: Logic
    type: Typed = ANYTHING


@dataclass(frozen=True, slots=True)
class Sifted:
    """A boxed filter: the elements that meet the test."""

    source: Logic
    test: Logic
    type: Typed = ANYTHING


@dataclass(frozen=True, slots=True)
class Satisfied:
    """A boxed `some` or `every`: whether the elements, each called `variable`, meet the test."""

    every: bool
    variable: str
    source: Logic
    test: Logic
    type: Typed = ANYTHING


@dataclass(frozen=True, slots=True)
class Service:
    """A decision service: what `outputs` give when `parameters` are as the caller says. `within` is what is decided
    on the way, each after what it rests on.
    """

    parameters: tuple[tuple[str, Typed], ...]
    outputs: tuple[str, ...]
    within: tuple[str, ...]
    type: Typed = ANYTHING


Logic: TypeAlias = (
    "Written | Table | Boxes | Several | Invoked | Defined | Chosen | Repeated | Sifted | Satisfied | Service"
)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision. `needs` names what it rests on: inputs, decisions, business knowledge."""

    name: str
    type: Typed
    logic: Logic
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A whole model. `knowledge` is what is called like a function: business knowledge and decision services;
    `refused` tells for each decision that cannot be read why not; `left_open` are those without logic, which may be
    stated like inputs.
    """

    inputs: Mapping[str, Typed]
    decisions: Mapping[str, Decision]
    knowledge: Mapping[str, Decision]
    refused: Mapping[str, tuple[Problem, ...]]
    left_open: Mapping[str, Typed] = field(default_factory=dict)

    def order(self, name: str, given: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """The decision and everything it rests on but what is given, each after what it rests on itself. Of what
        rests on itself, which the reader refuses, some order.
        """
        seen, found = set(given), list[str]()
        waiting = [(name, False)]
        while waiting:
            one, opened = waiting.pop()
            if opened:
                found.append(one)
            elif one not in seen:
                seen.add(one)
                waiting.append((one, True))
                waiting += [(need, False) for need in reversed(self.needs(one))]
        return tuple(found)

    def needs(self, name: str) -> tuple[str, ...]:
        """What something rests on; nothing, where it is an input."""
        one = self.decisions.get(name) or self.knowledge.get(name)
        return one.needs if one else ()

    def parameters(self, name: str) -> tuple[tuple[str, Typed], ...] | None:
        """What business knowledge or a decision service of that name is given; None, when there is none."""
        one = self.knowledge.get(name)
        return one.logic.parameters if one and isinstance(one.logic, Service | Defined) else None

    def askable(self) -> tuple[str, ...]:
        """The names of everything that gives something."""
        return (*self.decisions, *self.knowledge)
