"""Conditions made of conditions: the text reads as if somebody had written it, every word keeps its line, and the
tree is the one the parser would build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import cast

from neni.core.model.conditions.tree import And, Call, If, In, ListOf, Literal, Name, Node, Not, Or, Span, moved
from neni.core.model.conditions.values import from_fact
from neni.core.model.facts import FactType, FactValue
from neni.core.model.references import Place
from neni.core.model.rules import Condition


def meets(asked: Condition, test: Condition) -> Condition | None:
    """`asked in test` for an input entry of a decision table; None for the entry that tests nothing."""
    match test.tree:
        case In():
            return _among(asked, test, test.tree)
        case Not(operand=In() as among):
            inner = _among(asked, _inside(test), among)
            return _joined(["not(", inner, ")"], lambda parts, span: Not(parts[0], span))
        case _:
            return None


def all_hold(conditions: Sequence[Condition]) -> Condition | None:
    """`a and b and …`; None when there is none."""
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    return _joined(_between(" and ", conditions), lambda parts, span: And(tuple(parts), span))


def any_holds(conditions: Sequence[Condition]) -> Condition | None:
    """`a or b or …`; None when there is none."""
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    return _joined(_between(" or ", conditions), lambda parts, span: Or(tuple(parts), span))


def gathered(function: str, ways: Sequence[tuple[Sequence[Condition], Condition]]) -> Condition:
    """`function(concatenate(if a then (if b then [x] else []) else [], …))`: the values all of whose conditions hold,
    taken together. Each condition is asked alone, so that one that is null settles it while another is unknown."""
    parts = _between(", ", [_perhaps(when, value) for when, value in ways])

    def build(trees: list[Node], span: Span) -> Node:
        return Call(function, (Call("concatenate", tuple(trees), span),), span)

    return _joined([f"{function}(concatenate(", *parts, "))"], build)


def constant(value: FactValue, fact: FactType, place: Place) -> Condition:
    """A number, date or duration of a fact as conditions write it."""
    known = from_fact(fact, value)
    text = _written(known)
    return Condition(text, Literal(known, Span(0, len(text), 1, 1)), place.file, ((0, place.line),))


def _perhaps(when: Sequence[Condition], value: Condition) -> Condition:
    found = _joined(["[", value, "]"], lambda parts, span: ListOf(tuple(parts), span))
    for number, test in enumerate(reversed(when)):
        opening, closing = ("(", ")") if number else ("", "")
        found = _joined(["if ", test, f" then {opening}", found, f"{closing} else []"], _or_empty)
    return found


def _or_empty(trees: list[Node], span: Span) -> Node:
    test, then = trees
    return If(test, then, ListOf((), test.span), span)


def _among(asked: Condition, test: Condition, among: In) -> Condition:
    left = [asked] if isinstance(asked.tree, Name) else ["(", asked, ")"]
    opening, closing = (" in (", ")") if len(among.tests) > 1 else (" in ", "")

    def build(trees: list[Node], span: Span) -> Node:
        return In(trees[0], cast("In", trees[1]).tests, span)

    return _joined([*left, opening, Condition(test.text, among, test.file, test.lines), closing], build)


def _inside(test: Condition) -> Condition:
    """The words in `not(…)`, blank before them so that every word keeps its place."""
    start, end = test.text.index("(") + 1, test.text.rindex(")")
    return Condition(" " * start + test.text[start:end], test.tree, test.file, test.lines)


def _between(sign: str, conditions: Sequence[Condition]) -> list[str | Condition]:
    return [part for one in conditions for part in (sign, one)][1:]


def _joined(parts: Sequence[str | Condition], build: Callable[[list[Node], Span], Node]) -> Condition:
    stripped = [part if isinstance(part, str) else _stripped(part) for part in parts]
    text = "".join(part if isinstance(part, str) else part.text for part in stripped)
    placed = list(_placed(stripped))
    trees = [moved(part.tree, offset, text) for part, offset in placed]
    lines = tuple((max(start, 0) + offset, line) for part, offset in placed for start, line in part.lines)
    return Condition(text, build(trees, Span(0, len(text), 1, 1)), placed[0][0].file, lines)


def _placed(parts: Sequence[str | Condition]) -> Iterator[tuple[Condition, int]]:
    offset = 0
    for part in parts:
        if isinstance(part, Condition):
            yield part, offset
        offset += len(part) if isinstance(part, str) else len(part.text)


def _stripped(condition: Condition) -> Condition:
    """Without the spaces around it; a comment at its end keeps the line to itself."""
    blank = len(condition.text) - len(condition.text.lstrip())
    text = condition.text.strip()
    text += "\n" if "//" in text.rpartition("\n")[2] else ""
    lines = tuple((start - blank, line) for start, line in condition.lines)
    return Condition(text, moved(condition.tree, -blank, text), condition.file, lines)


def _written(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return f'date("{value.isoformat()}")'
    return f'duration("PT{int(cast("timedelta", value).total_seconds())}S")'
