"""Atoms no column tells, because they read several facts or are more than a comparison: one Python function each.

Values stand in the form conditions read. What the function cannot do, and why a value is unknown, the tree walker says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from neni.core.model.compiling.expressions import Unfit, Variable, Writer
from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.reading import names
from neni.core.model.conditions.tree import Node
from neni.core.model.conditions.values import Unknown, Value

UNKNOWN = Unknown(frozenset())
"""Stands for a value that cannot be told, whatever it waits for."""


@dataclass(frozen=True, slots=True)
class Function:
    """The value of an expression from what is known; UNKNOWN for one that waits. With `plain` it waits for every name
    it reads that is not known, and for nothing else."""

    call: Callable[[Mapping[str, Value]], Value]
    plain: bool


def function(node: Node, variables: Mapping[str, Variable], fixed: Mapping[str, Value]) -> Function:
    """An expression as a function."""
    return _Function(variables, fixed).written(node)


class _Function:
    def __init__(self, variables: Mapping[str, Variable], fixed: Mapping[str, Value]) -> None:
        self._variables, self._fixed = variables, fixed
        self._kept: dict[str, Any] = {"U": UNKNOWN}

    def written(self, node: Node) -> Function:
        read = sorted(names(node) - self._fixed.keys())
        try:
            code, plain = self._code(node)  # it is Unfit when it reads a name nobody declared
        except Unfit:
            return Function(_Walk(node, self._fixed), plain=False)
        lines = [f"{self._variables[name].code} = known.get({self._constant(name)}, U)" for name in read]
        body = "\n    ".join(["def tell(known):", *lines, f"return {code}"])
        known = names(node) & self._fixed.keys()
        namespace = self._kept | {self._variables[name].code: self._fixed[name] for name in known}
        exec(compile(body, "<a part of the law>", "exec"), namespace)  # noqa: S102 - no word of it is anybody's text
        return Function(namespace["tell"], plain)

    def _code(self, node: Node) -> tuple[str, bool]:
        writer = Writer(self._variables, self._constant)
        with suppress(Unfit):
            return writer.open_range(node), False
        found = writer.value(node)
        nullable = " or ".join(f"{one} is None" for one in sorted(found.nullable))
        unknown = " or ".join(f"{one} is U" for one in sorted(found.reads))
        guarded = f"None if {nullable} else {found.code}" if nullable else found.code
        return f"U if {unknown} else {guarded}" if unknown else guarded, True

    def _constant(self, value: object) -> str:
        name = f"c{len(self._kept)}"
        self._kept[name] = value
        return name


@dataclass(frozen=True, slots=True)
class _Walk:
    """The tree walker as a function; its result may be unknown in part."""

    node: Node
    fixed: Mapping[str, Value]

    def __call__(self, known: Mapping[str, Value]) -> Value:
        value = evaluate(self.node, {**self.fixed, **known})
        return UNKNOWN if isinstance(value, Unknown) else value
