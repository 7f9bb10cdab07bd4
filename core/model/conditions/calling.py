"""The work one evaluation may do, and the parts of it that make values and call functions.

The work is bounded: a condition that looks at more than MOST_STEPS combinations of elements has no result, nor has one
that hands more values to functions than a multiple of that, or calls its own functions too deep inside one another.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from neni.core.model.conditions.elements import MOST_STEPS, Exhausted, as_list
from neni.core.model.conditions.functions import call
from neni.core.model.conditions.functions.lists import sort
from neni.core.model.conditions.functions.parameters import placed
from neni.core.model.conditions.operators import unknown_within
from neni.core.model.conditions.tree import Call, ContextOf, FunctionOf, InstanceOf, Invocation, ListOf, Node, TypeName
from neni.core.model.conditions.type_names import is_of, passed
from neni.core.model.conditions.values import Function, Interval, Unknown, Value
from neni.core.model.conditions.writing import weight

Scope = Mapping[str, Value]
Arguments = tuple[Value, ...]
DEEPEST = 60
"""Calls of a condition's own functions inside one another."""
_PARTS = 64
"""So many values handed to a function weigh as much as one combination of elements."""


class Calling(ABC):
    """One evaluation's work: what it may still do, and the calls it makes."""

    def __init__(self, *, all_known: bool = False) -> None:
        """With `all_known`, a name without value is nothing (null) instead of unknown."""
        self._left = MOST_STEPS * _PARTS
        self._depth = 0
        self.all_known = all_known

    @abstractmethod
    def value(self, node: Node, scope: Scope) -> Value:
        """The value of any node."""

    def values(self, nodes: Sequence[Node], scope: Scope) -> Iterator[Value]:
        """The values of several nodes, each when asked for."""
        return (self.value(one, scope) for one in nodes)

    def listed(self, node: ListOf, scope: Scope) -> Value:
        """The elements, each whatever it is."""
        return self.made(tuple(self.values(node.elements, scope)))

    def context(self, node: ContextOf, scope: Scope) -> Value:
        """Each entry knows those before it, and a function knows itself."""
        inner, made = dict(scope), dict[str, Value]()
        for entry in node.entries:
            value = self.value(entry.value, {**inner} if isinstance(entry.value, FunctionOf) else inner)
            if isinstance(value, Function) and isinstance(entry.value, FunctionOf):
                cast("dict[str, Value]", value.scope)[entry.name] = value
            made[entry.name] = inner[entry.name] = value
        return self.made(made)

    def instance(self, node: InstanceOf, scope: Scope) -> Value:
        """Whether the value is of that type; unknown while a part of it is."""
        value = self.value(node.operand, scope)
        missing = unknown_within(value)
        return Unknown(missing) if missing else is_of(value, node.type)

    def invocation(self, node: Invocation, scope: Scope) -> Value:
        """A call of what is no name."""
        called = self.value(node.called, scope)
        if isinstance(called, Unknown):
            return called
        arguments = tuple(self.values(node.arguments, scope))
        return self.invoke(called, arguments, node.names) if isinstance(called, Function) else None

    def call(self, node: Call, scope: Scope) -> Value:
        """A function of the text's own, or one that conditions have."""
        given = tuple(self.values(node.arguments, scope))
        own = scope.get(node.function)
        if isinstance(own, Function):
            return self.invoke(own, given, node.names)
        arguments = _in_places(node, given) if node.names else given
        if arguments is None:
            return None
        for one in arguments:
            if isinstance(one, tuple | Mapping | Interval | str):
                self.weigh(one)
        if len(arguments) > 1 and isinstance(arguments[1], Function):
            return self._with_function(node.function, arguments)
        result = call(node.function, arguments)
        if isinstance(result, tuple | str):
            self.weigh(result)
        return result

    def _with_function(self, name: str, arguments: tuple[Value, ...]) -> Value:
        """The two functions that take a function; anything else has no result."""
        elements, told = as_list(arguments[0]), cast("Function", arguments[1])
        if not isinstance(elements, tuple):
            return elements
        if name == "sort" and len(arguments) == 2:
            return sort(elements, lambda one, other: self.invoke(told, (one, other)))
        if name == "list replace" and len(arguments) == 3:
            new = arguments[2]
            met = [self.invoke(told, (one, new)) for one in elements]
            if missing := unknown_within(tuple(met)):
                return Unknown(missing)
            sound = all(isinstance(one, bool) for one in met)
            return tuple(new if hit else one for one, hit in zip(elements, met, strict=True)) if sound else None
        return None

    def invoke(self, function: Function, arguments: tuple[Value, ...], names: tuple[str, ...] = ()) -> Value:
        """The body with the arguments in place of the parameters; null when they do not fit these."""
        known = [name for name, _ in function.parameters]
        if len(arguments) != len(known) or (names and sorted(names) != sorted(known)):
            return None
        given = dict(zip(names or known, arguments, strict=True))
        inner = {name: passed(given[name], cast("TypeName | None", kind)) for name, kind in function.parameters}
        self.step()
        self._depth += 1
        if self._depth > DEEPEST:
            raise Exhausted
        try:
            scope = {**function.scope, **inner}
            return function.body(scope) if callable(function.body) else self.value(function.body, scope)
        finally:
            self._depth -= 1

    def made(self, value: Value) -> Value:
        """A list or context just made. What it holds is weighed, since the same list may stand in it many times."""
        inner = value.values() if isinstance(value, Mapping) else cast("tuple[Value, ...]", value)
        if any(isinstance(one, tuple | Mapping | Interval) for one in inner):
            self.weigh(value)
        return value

    def weigh(self, value: Value) -> None:
        """Take the weight of a value from what may still be done. Raises Exhausted."""
        self._left -= weight(value, self._left)
        if self._left < 0:
            raise Exhausted

    def step(self) -> None:
        """Take one combination of elements from what may still be done. Raises Exhausted."""
        self._left -= _PARTS
        if self._left < 0:
            raise Exhausted


def _in_places(node: Call, arguments: Arguments) -> Arguments | None:
    """Arguments given by name, in the order of the function; None when it has no such names. A `key` is no list: that
    would be `keys`.
    """
    places = placed(node.function, node.names)
    keyed = any(name == "key" and isinstance(one, tuple) for name, one in zip(node.names, arguments, strict=True))
    if places is None or keyed:
        return None
    return tuple(None if one is None else arguments[one] for one in places)
