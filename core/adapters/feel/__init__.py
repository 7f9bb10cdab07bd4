"""Conditions from their text to a tree, by lark: the documented subset of FEEL, the language of the DMN standard.

The grammar is built at the first use and once. Length and depth are bounded, so that no text can exhaust the
parser or whatever walks its tree.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from importlib.resources import files

from lark import Lark, Token
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from neni.core.adapters.feel import refusals
from neni.core.adapters.feel.building import build
from neni.core.errors import BadCondition
from neni.core.model.conditions.functions import FUNCTIONS
from neni.core.model.conditions.tree import Binding, Literal, Node, Not, Span, children

LONGEST = 10_000
"""Characters of one condition. The longest rule of a law is a few hundred."""
DEEPEST = 60
"""Levels of one condition inside another; parts joined by `and` or `or` stand on one level."""
_ANYTHING = "-"
_NEGATED = re.compile(r"(\s*not\s*\()(.*)\)\s*", re.DOTALL)


def parse(text: str, *, tests: bool = False) -> Node:
    """The tree of a condition. Raises BadCondition with the place, the word, and what was probably meant.

    With `tests` the text is an input entry of a decision table: tests of a value that stands elsewhere, which the
    tree calls `?`. The entry `-` tests nothing and is always true.
    """
    if len(text) > LONGEST:
        raise refusals.placed(refusals.too_long(LONGEST), Span(LONGEST, len(text), *refusals.place(text, LONGEST)))
    return _tests(text) if tests else _tree(text, "start")


def _tests(text: str) -> Node:
    whole = Span(0, len(text), 1, 1)
    if text.strip() == _ANYTHING:
        return Literal(value=True, span=whole)
    if found := _NEGATED.fullmatch(text):
        blank = re.sub(r"\S", " ", found[1])  # so that every word keeps its place
        with suppress(BadCondition):
            return Not(_tree(blank + found[2], "tests"), whole)
    return _tree(text, "tests")


def _tree(text: str, start: str) -> Node:
    try:
        tree = _parser().parse(text, start=start)
    except UnexpectedToken as error:
        raise _unexpected(text, error.token) from None
    except UnexpectedCharacters as error:
        raise refusals.unreadable(text, error.pos_in_stream or 0) from None
    node = build(tree)
    _refuse_too_deep(node)
    return node


def _unexpected(text: str, token: Token) -> BadCondition:
    if token.type == "$END":
        return refusals.ended(text)
    return refusals.unexpected(text, str(token), token.start_pos or 0)


@cache
def _parser() -> Lark:
    """The words of functions whose names have spaces come from the table of functions."""
    grammar = files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    spaced = sorted((name for name in FUNCTIONS if " " in name), key=len, reverse=True)
    names = "|".join(name.replace(" ", r"\s+") for name in spaced)
    terminal = rf"SPACED.2: /({names})(?=\s*\()/"
    return Lark(
        f"{grammar}\n{terminal}\n", parser="lalr", lexer="basic", propagate_positions=True, start=["start", "tests"]
    )


def _refuse_too_deep(node: Node) -> None:
    """Walks level by level without recursion, since what it guards against is exactly what recursion cannot do."""
    level: list[Node | Binding] = [node]
    for _ in range(DEEPEST):
        level = [child for one in level for child in children(one)]
        if not level:
            return
    raise refusals.placed(refusals.too_deep(DEEPEST), level[0].span)
