"""Conditions from text to tree: the FEEL subset of docs/notation.md, read by a grammar (lark), never by `eval`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from lark import Lark, Token, UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken
from lark.exceptions import VisitError

from neni.core.adapters.feel import refusals
from neni.core.adapters.feel.building import Building, Unwritten
from neni.core.errors import BadCondition
from neni.core.model.conditions.functions import FUNCTIONS
from neni.core.model.conditions.tree import Node, Span, children

MOST_LETTERS = 10_000
MOST_LEVELS = 60
"""Deeper than any law is written, and shallow enough for every walk over the tree."""


def parse(text: str) -> Node:
    """The tree of a condition. Raises BadCondition with line, column and the word that does not fit."""
    if len(text) > MOST_LETTERS:
        raise BadCondition(refusals.too_long(MOST_LETTERS), Span(0, len(text), 1, 1))
    try:
        tree = Building().transform(_parser().parse(text))
    except UnexpectedInput as error:
        raise _refused(text, error) from None
    except VisitError as error:
        raise _unwritten(error) from None
    _refuse_depth(tree)
    return tree


@cache
def _parser() -> Lark:
    grammar = (files(__package__) / "grammar.lark").read_text(encoding="utf-8")
    spaced = "|".join(name.replace(" ", r"\s+") for name in sorted(FUNCTIONS, key=len, reverse=True) if " " in name)
    grammar += f"\nSPACED.3: /({spaced})(?=\\s*\\()/\n"
    return Lark(grammar, parser="lalr", lexer="basic", propagate_positions=True, maybe_placeholders=True)


def _refuse_depth(tree: Node) -> None:
    waiting: list[tuple[object, int]] = [(tree, 1)]
    while waiting:
        node, level = waiting.pop()
        if level > MOST_LEVELS:
            raise BadCondition(refusals.too_deep(MOST_LEVELS), tree.span)
        waiting += [(one, level + 1) for one in children(node)]  # type: ignore[arg-type]  # bindings have children too


def _refused(text: str, error: UnexpectedInput) -> BadCondition:
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        return _at(error.token, _expected(error))
    if isinstance(error, UnexpectedCharacters):
        place = error.pos_in_stream or 0
        span = Span(place, place + 1, error.line, error.column)
        return BadCondition(refusals.strange(text[place : place + 1], span, _of_text(text, place)), span)
    lines = text.split("\n")
    end = Span(len(text), len(text), len(lines), len(lines[-1]) + 1)
    return BadCondition(refusals.unfinished(end), end)


def _at(token: Token, expected: set[str]) -> BadCondition:
    begin, line, column = token.start_pos or 0, token.line or 1, token.column or 1
    span = Span(begin, begin + len(token), line, column)
    return BadCondition(refusals.unexpected(str(token), span, expected), span)


def _expected(error: UnexpectedToken | UnexpectedEOF) -> set[str]:
    """Keywords that could stand there."""
    names = getattr(error, "accepts", None) or getattr(error, "expected", None) or set()
    return {name.casefold() for name in names}


def _of_text(text: str, place: int) -> bool:
    """Whether a text in quotes begins there that nobody closed."""
    return text[place : place + 1] == '"'


def _unwritten(error: VisitError) -> BadCondition:
    cause = error.orig_exc
    if isinstance(cause, Unwritten):
        return BadCondition(cause.told, cause.span)
    raise cause
