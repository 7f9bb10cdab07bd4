"""The text of an uploaded file, line by line, with where each character came from and in what state it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from neni.core.model.problems import Problem


class State(StrEnum):
    """How a piece of text stands in its file."""

    NORMAL = "normal"
    INSERTED = "inserted"
    DELETED = "deleted"
    HIDDEN = "hidden"
    FIELD = "field"


class Place(StrEnum):
    """Where in its file a line stands."""

    BODY = "body"
    TABLE = "table"
    BOX = "box"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    FURNITURE = "furniture"
    """What a printer put on every page: running heads, page numbers of a gazette."""


class Source(StrEnum):
    """What kind of file a manuscript was read from."""

    WORD = "docx"
    OPEN_DOCUMENT = "odt"
    TEXT = "txt"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line in one state. `start` and `end` count characters of `Line.text`; what was deleted is not
    in that text: its `start` equals its `end`, and `words` holds it."""

    start: int
    end: int
    state: State
    words: str
    in_control: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it reads once every tracked change is accepted. `label` is the automatic number shown before it,
    which is not part of `text`; `style` the name of its paragraph style; `level` the heading level, 0 for none."""

    index: int
    text: str
    place: Place = Place.BODY
    label: str = ""
    style: str = ""
    level: int = 0
    pieces: tuple[Piece, ...] = ()

    @property
    def read(self) -> str:
        """The line as a reader sees it, with its automatic number."""
        return f"{self.label} {self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class Anchor:
    """The exact words something is said of: from a character of one line to a character of the same or a later one."""

    line: int
    start: int
    end: int
    last_line: int | None = None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What was read of a file; `remarks` tell what could not be placed, and that changes or hidden text exist."""

    source: Source
    lines: tuple[Line, ...]
    remarks: tuple[Problem, ...] = ()

    @property
    def body(self) -> tuple[Line, ...]:
        """The lines of the text itself, with its tables and boxes, in the order in which they are read."""
        return tuple(line for line in self.lines if line.place in (Place.BODY, Place.TABLE, Place.BOX))

    def words(self, anchor: Anchor) -> str:
        """The words an anchor marks; lines are joined by a line feed."""
        last = anchor.line if anchor.last_line is None else anchor.last_line
        texts = [line.text for line in self.lines[anchor.line : last + 1]]
        if len(texts) <= 1:
            return "" if not texts else texts[0][anchor.start : anchor.end]
        return "\n".join([texts[0][anchor.start :], *texts[1:-1], texts[-1][: anchor.end]])
