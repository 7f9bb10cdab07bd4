"""Manuscripts of typed lines, as tests write them."""

from __future__ import annotations

from neni.core import Line, Manuscript, Place, Source


def typed(text: str, *, source: Source = Source.WORD, tables: frozenset[int] = frozenset()) -> Manuscript:
    """A manuscript with a paragraph a line; lines of `tables` stand in a table."""
    lines = tuple(
        Line(at, line, Place.TABLE if at in tables else Place.BODY) for at, line in enumerate(text.splitlines())
    )
    return Manuscript(source, lines)


def numbered(*lines: tuple[str, str]) -> Manuscript:
    """A manuscript of paragraphs given as automatic number and words."""
    return Manuscript(Source.WORD, tuple(Line(at, words, label=label) for at, (label, words) in enumerate(lines)))
