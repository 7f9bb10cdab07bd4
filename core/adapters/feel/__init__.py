"""Conditions from their text to a tree, by lark: the documented subset of FEEL, the language of the DMN standard.

The grammar is built at the first use and once. Length and depth are bounded, so that no text can exhaust the
parser or whatever walks its tree.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from functools import cache
from importlib.resources import files
from typing import cast

from lark import Lark, Token
from lark.exceptions import UnexpectedToken

from neni.core.adapters.feel import patterns, refusals
from neni.core.adapters.feel.building import build
from neni.core.adapters.feel.lexing import Lexing, Words
from neni.core.errors import BadCondition
from neni.core.model.conditions.functions.patterns import read_with
from neni.core.model.conditions.tree import Literal, Node, Not, Part, Span, children

LONGEST = 10_000
"""Characters of one condition. The longest rule of a law is a few hundred."""
DEEPEST = 60
"""Levels of one condition inside another; parts joined by `and` or `or` stand on one level."""
_ANYTHING = "-"
_NEGATED = re.compile(r"(\s*not\s*\()(.*)\)\s*", re.DOTALL)

read_with(patterns.read)


def parse(text: str, *, tests: bool = False, names: Collection[str] | None = None) -> Node:
    """The tree of a condition. Raises BadCondition with the place, the word, and what was probably meant.

    With `tests` the text is an input entry of a decision table: tests of a value that stands elsewhere, which the
    tree calls `?`. The entry `-` tests nothing and is always true. With `names` the text comes from a model of the
    DMN standard: names are written as people write them, and those given may have spaces.
    """
    if len(text) > LONGEST:
        raise refusals.placed(refusals.too_long(LONGEST), Span(LONGEST, len(text), *refusals.place(text, LONGEST)))
    words = Words(text, None if names is None else frozenset(names))
    return _tests(words) if tests else _tree(words, "start")


def _tests(words: Words) -> Node:
    text, start = words.text, "tests" if words.names is None else "cells"
    whole = Span(0, len(text), 1, 1)
    if text.strip() == _ANYTHING:
        return Literal(value=True, span=whole)
    if found := _NEGATED.fullmatch(text):
        blank = re.sub(r"\S", " ", found[1])  # so that every word keeps its place
        with suppress(BadCondition):
            return Not(_tree(words._replace(text=blank + found[2]), start), whole)
    return _tree(words, start)


def _tree(words: Words, start: str) -> Node:
    text = words.text
    try:
        tree = _parser().parse(cast("str", words), start=start)
    except UnexpectedToken as error:
        raise _unexpected(text, error.token) from None
    node = build(tree, known=words.names is not None)
    _refuse_too_deep(node)
    return node


def _unexpected(text: str, token: Token) -> BadCondition:
    if token.type == "$END":
        return refusals.ended(text)
    return refusals.unexpected(text, str(token), token.start_pos or 0)


@cache
def _parser() -> Lark:
    grammar = files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer=Lexing, propagate_positions=True, start=["start", "tests", "cells"])


def _refuse_too_deep(node: Node) -> None:
    """Walks level by level without recursion, since what it guards against is exactly what recursion cannot do."""
    level: list[Part] = [node]
    for _ in range(DEEPEST):
        level = [child for one in level for child in children(one)]
        if not level:
            return
    raise refusals.placed(refusals.too_deep(DEEPEST), level[0].span)
