"""The words of a condition. Names may have spaces where it is known beforehand which names there are.

The rules of the office know small letters only; models of the DMN standard name things as people do. Then the longest
known name counts: those of the scope, those of functions, and those the text itself gives to loops, functions and
contexts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple

from lark import Token
from lark.lexer import Lexer

from neni.core.adapters.feel.refusals import unreadable
from neni.core.model.conditions.arithmetic import PROPERTIES
from neni.core.model.conditions.functions import FUNCTIONS
from neni.core.model.conditions.functions.parameters import PARAMETERS

_START = (
    r"[?A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF]"
)
_WORD = rf"(?:{_START}(?:{_START}|[0-9\u00B7\u0300-\u036F\u203F-\u2040])*)"
_SEVERAL = rf"{_WORD}(?:[\s.'+*/-]+(?:{_WORD}|[0-9]+))+?"
"""A name of several parts, as the standard allows it."""
_BLANK = "\\s\u1680\u180e\u200b\ufeff"
KEYWORDS = {
    "and": "AND", "or": "OR", "not": "NOT", "if": "IF", "then": "THEN", "else": "ELSE", "in": "IN",
    "between": "BETWEEN", "some": "SOME", "every": "EVERY", "satisfies": "SATISFIES", "for": "FOR",
    "return": "RETURN", "true": "TRUE", "false": "FALSE", "null": "NULL",
}  # fmt: skip
_SIGNS = {
    "**": "POWER", "*": "TIMES", "/": "DIVIDE", "+": "PLUS", "-": "MINUS", "[": "LSQB", "]": "RSQB", "(": "LPAR",
    ")": "RPAR", "{": "LBRACE", "}": "RBRACE", ",": "COMMA", ":": "COLON", "..": "DOTS", ".": "DOT", "->": "ARROW",
    "<": "LESS", ">": "MORE", "=": "COMPARE", "!=": "COMPARE", "<=": "COMPARE", ">=": "COMPARE",
}  # fmt: skip
_ENDING = frozenset(
    {"NUMBER", "STRING", "AT", "NAME", "TRUE", "FALSE", "NULL", "RSQB", "RPAR", "RBRACE", "LSQB", "MORE"}
)
"""After these `]` closes something; `[` is among them because of the empty list, `>` because it ends a type."""
_TOKEN = re.compile(
    rf"""(?P<SKIP>[{_BLANK}]+|//[^\n]*|/\*(?:.|\n)*?\*/)
    |(?P<NUMBER>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<STRING>"(?:[^"\\\n\r]|\\.)*")
    |(?P<AT>@"[^"\\\n\r]*")
    |(?P<INSTANCE>instance\s+of\b)
    |(?P<FUNCTION>function(?=\s*\())
    |(?P<NAME>{_WORD})
    |(?P<SIGN>\*\*|\.\.|->|!=|<=|>=|[-+*/()\[\]{{}},:.<>=])""",
    re.VERBOSE,
)
_GIVEN = (
    re.compile(rf"\b(?:for|some|every)\s+({_SEVERAL})\s+in\b"),
    re.compile(rf",\s*({_SEVERAL})\s+in\b"),
    re.compile(rf"[{{,(]\s*({_SEVERAL})\s*:"),
)
_FUNCTION = re.compile(r"\bfunction\s*\(([^)]*)\)")
_SMALL = re.compile(r"[a-z][a-z0-9_]*")
_SPACE = re.compile(r"\s+")
_TYPES = ("date and time", "days and time duration", "years and months duration")

_PROPERTIES = sorted({name for _, name in PROPERTIES if " " in name})


class Words(NamedTuple):
    """A text with the names known beforehand; None where names are the office's own, in small letters."""

    text: str
    names: frozenset[str] | None = None


class Lexing(Lexer):
    """What the parser reads: tokens of `Words`."""

    __future_interface__: ClassVar[int] = 2

    def __init__(self, _settings: Any) -> None:
        """The terminals of the grammar are declared there and found here."""

    def lex(self, lexer_state: Any, _parser_state: Any) -> Iterator[Token]:
        """One token after the other."""
        words: Words = lexer_state.text
        return _tokens(words.text, words.names)


def _tokens(text: str, names: frozenset[str] | None) -> Iterator[Token]:
    several = _several(names, tuple(_given(text)) if names is not None else ())
    offset, line, begins, before = 0, 1, 0, ""
    while offset < len(text):
        found = _TOKEN.match(text, offset)
        if not found or not found.lastgroup:
            raise unreadable(text, offset)
        kind, written, end = found.lastgroup, found[0], found.end()
        if kind == "NAME":
            longer = _longer(text, offset, written, several)
            written, end = longer or (written, end)
            kind = "NAME" if longer else _word(written, before)
            if not longer and names is None and not _SMALL.fullmatch(written):
                raise unreadable(text, offset)
        elif kind == "SIGN":
            kind = _sign(written, before)
        if kind != "SKIP":
            yield Token(kind, written, offset, line, offset - begins + 1, end_pos=end)
            before = kind
        if breaks := text.count("\n", offset, end):
            line, begins = line + breaks, text.rfind("\n", offset, end) + 1
        offset = end


def _word(written: str, before: str) -> str:
    """After a dot every word is a name."""
    return "NAME" if before == "DOT" else KEYWORDS.get(written, "NAME")


def _sign(written: str, before: str) -> str:
    """A `]` that can close nothing opens a range."""
    kind = _SIGNS[written]
    return "OUTWARD" if kind == "RSQB" and before not in _ENDING else kind


def _longer(text: str, offset: int, first: str, several: Mapping[str, re.Pattern[str]]) -> tuple[str, int] | None:
    """The longest known name of several parts that stands here, and where it ends."""
    pattern = several.get(first)
    found = pattern.match(text, offset) if pattern else None
    return (_SPACE.sub(" ", found[0]), found.end()) if found else None


@lru_cache(maxsize=256)
def _several(names: frozenset[str] | None, given: tuple[str, ...]) -> Mapping[str, re.Pattern[str]]:
    """One pattern for all the names of several parts that begin with the same word."""
    firsts: dict[str, list[str]] = {}
    functions = [name for name in FUNCTIONS if " " in name]
    for name in functions:
        firsts.setdefault(name.split()[0], []).append(_spaced(name) + r"(?=\s*\()")
    for name in PARAMETERS:
        firsts.setdefault(name.split()[0], []).append(_spaced(name) + r"(?=\s*:)")
    for name in (*_TYPES, *_PROPERTIES):
        firsts.setdefault(name.split()[0], []).append(_spaced(name) + r"\b")
    for name in {*(names or ()), *given}:
        found = re.match(_WORD, name)
        if found and found[0] != name:
            firsts.setdefault(found[0], []).append(_spaced(name) + rf"(?!{_WORD}|[0-9])")
    return {first: re.compile("|".join(sorted(ways, key=len, reverse=True))) for first, ways in firsts.items()}


def _spaced(name: str) -> str:
    return r"\s*".join(
        part if part == r"\s+" else re.escape(part)
        for part in re.split(r"(?<=[\w])(?=[^\w\s])|(?<=[^\w\s])(?=[\w])", name)
    ).replace(r"\ ", r"\s+")


def _given(text: str) -> Iterator[str]:
    """The names of several parts that the text itself gives: to variables, parameters and entries."""
    for pattern in _GIVEN:
        for found in pattern.finditer(text):
            if KEYWORDS.keys().isdisjoint(found[1].split()):
                yield " ".join(found[1].split())
    for found in _FUNCTION.finditer(text):
        yield from (" ".join(one.partition(":")[0].split()) for one in found[1].split(","))
