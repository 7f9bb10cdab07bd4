"""The syntax tree of a condition. The parser builds it; evaluation, checking and compiling walk it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, TypeAlias, cast

from neni.core.model.conditions.values import Value

INPUT = "?"
"""The name of the value that the input entries of a decision table test."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a node stands in its text: offsets from 0 (end exclusive), line and column from 1."""

    start: int
    end: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, string, boolean, null, or a date, time or duration written as `date("…")`."""

    value: Value
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """A fact, a parameter, or a variable bound by `some`, `every`, `for` or a filter."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Member:
    """`base.name`: a field of a record, of every record of a list, or a property of a date or duration."""

    base: Node
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Negate:
    """Arithmetic minus."""

    operand: Node
    span: Span


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`left operator right` with operator one of `+ - * / **`."""

    operator: str
    left: Node
    right: Node
    span: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left operator right` with operator one of `= != < <= > >=`."""

    operator: str
    left: Node
    right: Node
    span: Span


@dataclass(frozen=True, slots=True)
class And:
    """All parts, in three values."""

    parts: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Or:
    """Any part, in three values."""

    parts: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Not:
    """`not(operand)`, in three values."""

    operand: Node
    span: Span


@dataclass(frozen=True, slots=True)
class Range:
    """`[low..high]`; a bracket turned outward or a parenthesis leaves the end out."""

    low: Node | None
    high: Node | None
    low_closed: bool
    high_closed: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Between:
    """`operand between low and high`, both ends in."""

    operand: Node
    low: Node
    high: Node
    span: Span


@dataclass(frozen=True, slots=True)
class In:
    """`operand in test`, or `operand in (test, test)`: a test is a value, list, range or unary comparison."""

    operand: Node
    tests: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class UnaryTest:
    """`< 10` inside an `in`: compares the operand of the `in` with `operand`."""

    operator: str
    operand: Node
    span: Span


@dataclass(frozen=True, slots=True)
class ListOf:
    """`[a, b]`."""

    elements: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class If:
    """`if test then yes else no`."""

    test: Node
    then: Node
    otherwise: Node
    span: Span


@dataclass(frozen=True, slots=True)
class Binding:
    """`name in source` of a quantified expression or a loop."""

    name: str
    source: Node
    span: Span


@dataclass(frozen=True, slots=True)
class Quantified:
    """`some x in list satisfies …` (every is False) or `every …`."""

    every: bool
    bindings: tuple[Binding, ...]
    test: Node
    span: Span


@dataclass(frozen=True, slots=True)
class For:
    """`for x in list return …`."""

    bindings: tuple[Binding, ...]
    result: Node
    span: Span


@dataclass(frozen=True, slots=True)
class Filter:
    """`list[test]`, or `list[1]` with the number written out; inside the test the fields of a
    record are names, and `item` is the record.
    """

    base: Node
    test: Node
    span: Span


@dataclass(frozen=True, slots=True)
class Call:
    """A function called by its name, which may contain spaces (`string length`). `names` are those of the arguments
    when they are given by name, else there are none.
    """

    function: str
    arguments: tuple[Node, ...]
    span: Span
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invocation:
    """`called(arguments)` where what is called is no name."""

    called: Node
    arguments: tuple[Node, ...]
    names: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class TypeName:
    """A type as `instance of` and parameters write it: `list<number>`, `context<a: string>`."""

    name: str
    inner: TypeName | None = None
    fields: tuple[tuple[str, TypeName], ...] = ()


@dataclass(frozen=True, slots=True)
class InstanceOf:
    """`operand instance of type`."""

    operand: Node
    type: TypeName
    span: Span


@dataclass(frozen=True, slots=True)
class FunctionOf:
    """`function(a, b: number) body`: parameters with their types, or None where any value may be given."""

    parameters: tuple[tuple[str, TypeName | None], ...]
    body: Node
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """`name: value` of a context."""

    name: str
    value: Node
    span: Span


@dataclass(frozen=True, slots=True)
class ContextOf:
    """`{a: 1, b: a + 1}`: each entry may speak of those before it."""

    entries: tuple[Entry, ...]
    span: Span


Node: TypeAlias = (
    Literal | Name | Member | Negate | Arithmetic | Comparison | And | Or | Not | Range | Between | In
    | UnaryTest | ListOf | If | Quantified | For | Filter | Call | Invocation | InstanceOf | FunctionOf | ContextOf
)  # fmt: skip
Part: TypeAlias = "Node | Binding | Entry"


def children(node: Part) -> Iterator[Part]:
    """The nodes directly below, in the order of the text."""
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, tuple):
            yield from (one for one in value if hasattr(one, "span"))
        elif hasattr(value, "span"):
            yield value


def inside(node: Part) -> Iterator[Part]:
    """The node and everything below it, without recursion."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(children(one))


def moved(node: Node, by: int, text: str) -> Node:
    """The same tree inside a longer text, where it begins `by` characters later."""
    changed: dict[str, Any] = {one.name: _moved(getattr(node, one.name), by, text) for one in fields(node)}
    return cast("Node", replace(cast("Any", node), **changed))


def _moved(part: object, by: int, text: str) -> object:
    if isinstance(part, Span):
        start = part.start + by
        line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        return Span(start, part.end + by, line, column)
    if isinstance(part, tuple):
        return tuple(_moved(one, by, text) for one in part)
    return moved(cast("Node", part), by, text) if hasattr(part, "span") else part


def index_of(node: Filter) -> Decimal | None:
    """The place a filter asks for when a number is written out in it, None when it is a test."""
    return node.test.value if isinstance(node.test, Literal) and isinstance(node.test.value, Decimal) else None
