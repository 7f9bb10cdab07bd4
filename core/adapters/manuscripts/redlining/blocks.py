"""Paragraphs, tables and content controls of two versions beside one another, in such pairs that the changes can be
told in Word.

The end of the paragraph that ends a text, a cell or a note cannot be taken away. So words put in or taken out behind
the last common paragraph take that one's end with them instead of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from neni.core.adapters.manuscripts.drawings import alternative
from neni.core.adapters.manuscripts.names import (
    ALTERNATIVES,
    CELL,
    CONTROL,
    CONTROL_CONTENT,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    TABLE,
    w,
)
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.redlining.splitting import Splitting
from neni.core.model.manuscripts.pairing import paired

_BLOCKS = (PARAGRAPH, TABLE, CONTROL)
_TRANSPARENT = frozenset({w("customXml"), w("smartTag")})
_CONTROLS = frozenset({CONTROL, CONTROL_CONTENT})
_ANYTHING = _CONTROLS | {TABLE, ROW, CELL}
_SECTION = f"{PARAGRAPH_PROPERTIES}/{w('sectPr')}"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a table or a content control, with its words. Only blocks of one kind stand for one another."""

    element: Element
    text: str
    kind: str = ""

    @property
    def is_paragraph(self) -> bool:
        """Whether it ends with the end of a paragraph."""
        tag: str = self.element.tag
        return tag == PARAGRAPH


Pair = tuple["Block | None", "Block | None"]


@dataclass(frozen=True, slots=True)
class Step:
    """What follows in the redline: a block of either version or one of both, and whose paragraph's end ends it."""

    old: Block | None
    new: Block | None
    old_end: Block | None
    new_end: Block | None

    @property
    def blocks(self) -> Pair:
        """The blocks."""
        return self.old, self.new


def blocks_of(container: Element, splitting: Splitting) -> list[Block]:
    """What stands in a container, one after another."""
    return [Block(one, text_in(one, splitting), _kind(one, splitting)) for one in _children(container, _BLOCKS)]


def text_in(element: Element, splitting: Splitting) -> str:
    """The words of every paragraph in an element, without those of text boxes."""
    if element.tag == PARAGRAPH:
        return splitting.words(element)
    return " ".join(text_in(one, splitting) for one in _children(element, (PARAGRAPH,), _ANYTHING))


def _kind(element: Element, splitting: Splitting) -> str:
    if element.tag == CONTROL:
        return f"control {splitting.frame_key(element)}"
    if element.tag == TABLE:
        return "table"
    return "" if element.find(_SECTION) is None else "section"


def rows_of(table: Element) -> list[Element]:
    """The rows of a table."""
    return list(_children(table, (ROW,), _CONTROLS))


def cells_of(row: Element) -> list[Element]:
    """The cells of a row."""
    return list(_children(row, (CELL,), _CONTROLS))


def _children(parent: Element, wanted: tuple[str, ...], through: frozenset[str] = frozenset()) -> Iterator[Element]:
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag in _TRANSPARENT or child.tag in through:
            yield from _children(child, wanted, through)
        elif child.tag == ALTERNATIVES:
            chosen = alternative(child)
            if chosen is not None:
                yield from _children(chosen, wanted, through)


def filled(container: Element) -> None:
    """Every container holds at least a paragraph; a file in which one does not is mended as Word does."""
    if next(_children(container, _BLOCKS), None) is None:
        container.insert(0, etree.Element(PARAGRAPH, nsmap=container.nsmap))


def steps(before: Sequence[Block], after: Sequence[Block]) -> list[Step]:
    """What stands in two containers, in the order of the redline."""
    pairs = list(_of_one_kind(before, after))
    last = max((at for at, (was, now) in enumerate(pairs) if was and now), default=-1)
    tail = pairs[last + 1 :]
    if not tail or not before[-1].is_paragraph or not after[-1].is_paragraph:  # tables need no paragraph to go into
        return [Step(*pair, *pair) for pair in pairs]
    one_sided = all(was is None for was, _ in tail) or all(now is None for _, now in tail)
    if one_sided and last >= 0 and all(one.is_paragraph for pair in pairs[last:] for one in pair if one):
        return _shifted(pairs, last)
    return [Step(*pair, *pair) for pair in _ends_together(pairs, before[-1], after[-1])]


def _of_one_kind(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Pair]:
    texts = [[f"\x00{one.kind} {one.text}" if one.kind else one.text for one in side] for side in (before, after)]
    for was, now in paired(*texts):
        one = None if was is None else before[was]
        other = None if now is None else after[now]
        if one is not None and other is not None and one.kind != other.kind:
            yield one, None
            yield None, other
        else:
            yield one, other


def _shifted(pairs: Sequence[Pair], last: int) -> list[Step]:
    """Behind the last common paragraph: the end of each but the last is put in or taken out, the last one's is kept."""
    was, now = pairs[last]
    inserted = pairs[-1][0] is None
    old_end, new_end = (was, pairs[-1][1]) if inserted else (pairs[-1][0], now)
    first = Step(was, now, None, now) if inserted else Step(was, now, was, None)
    between = [Step(*pair, *pair) for pair in pairs[last + 1 : -1]]
    return [*(Step(*pair, *pair) for pair in pairs[:last]), first, *between, Step(*pairs[-1], old_end, new_end)]


def _ends_together(pairs: Sequence[Pair], old: Block, new: Block) -> list[Pair]:
    """What ends the old text stands for what ends the new one, however little they have in common."""
    kept: list[Pair] = []
    for was, now in pairs:
        if was is old and now is new:
            continue
        kept += [pair for pair in ((was if was is not old else None, now if now is not new else None),) if any(pair)]
    return [*kept, (old, new)]
