"""What a paragraph is made of, one after another: words, signs, pictures, formulas, and the frames around some of them:
links, fields and content controls.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from neni.core.adapters.manuscripts.packages import Element


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    SIGN = auto()
    """One element of a run that is no text: a tab, a picture, the reference of a note."""
    THING = auto()
    """One element beside the runs: a formula."""
    FRAME = auto()
    """An element around others: a link, a content control, a direction of writing, a simple field."""
    FIELD = auto()
    """A field whose marks stand among the runs of one paragraph."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some letters of a run, or one element of it. Without a run it is a point: an element without any width, such as
    the beginning of a bookmark."""

    run: Element | None
    element: Element | None = None
    letters: str = ""


@dataclass(slots=True, eq=False)
class Line:
    """Tokens one after another, and the points behind the last."""

    tokens: list[Token] = field(default_factory=list)
    points: list[Piece] = field(default_factory=list)


_NOTHING = Line()


@dataclass(slots=True, eq=False)
class Token:
    """`key` is equal for tokens that may stand for one another, whatever their looks. `points` stand before it;
    `inner` is what a frame or a field holds, `head` and `foot` are the marks of a field."""

    kind: Kind
    key: str
    pieces: list[Piece] = field(default_factory=list)
    points: Sequence[Piece] = ()
    element: Element | None = None
    inner: Line = _NOTHING
    head: Sequence[Piece] = ()
    foot: Sequence[Piece] = ()
