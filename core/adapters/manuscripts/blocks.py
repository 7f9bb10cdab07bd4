"""Paragraphs and tables of two versions beside one another, in such pairs that the changes can be told in Word.

The end of the paragraph that ends a text, a cell or a note cannot be taken away. So words put in or taken out
behind the last common paragraph take that one's end with them instead of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from neni.core.adapters.manuscripts.drawings import alternative
from neni.core.adapters.manuscripts.inline import Atom
from neni.core.adapters.manuscripts.names import (
    ALTERNATIVES,
    CELL,
    CONTROL,
    CONTROL_CONTENT,
    PARAGRAPH,
    ROW,
    TABLE,
    w,
)
from neni.core.adapters.manuscripts.packages import Element
from neni.core.model.pairing import paired

_PUT_IN, _TAKEN_OUT = "ins", "del"
_THROUGH = frozenset({CONTROL, CONTROL_CONTENT, w("customXml"), w("smartTag")})
Pair = tuple["Block | None", "Block | None"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table with its characters."""

    element: Element
    atoms: list[Atom]
    is_table: bool = False

    @property
    def text(self) -> str:
        """What stands in it."""
        return "".join(atom.text for atom in self.atoms)


def blocks_of(container: Element, atoms: Mapping[Element, list[Atom]]) -> list[Block]:
    """What stands in a container, one after another."""
    found = []
    for element in _children(container, (PARAGRAPH, TABLE)):
        if element.tag == PARAGRAPH:
            found.append(Block(element, atoms.get(element, [])))
        else:
            inside = [atom for paragraph in element.iter(PARAGRAPH) for atom in atoms.get(paragraph, ())]
            found.append(Block(element, inside, is_table=True))
    return found


def rows_of(table: Element) -> list[Element]:
    """The rows of a table."""
    return list(_children(table, (ROW,)))


def cells_of(row: Element) -> list[Element]:
    """The cells of a row."""
    return list(_children(row, (CELL,)))


def _children(parent: Element, wanted: tuple[str, ...]) -> Iterator[Element]:
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag in _THROUGH:
            yield from _children(child, wanted)
        elif child.tag == ALTERNATIVES:
            chosen = alternative(child)
            if chosen is not None:
                yield from _children(chosen, wanted)


def filled(container: Element) -> None:
    """Every container holds at least a paragraph; a file in which one does not is mended as Word does."""
    if next(_children(container, (PARAGRAPH, TABLE)), None) is None:
        container.insert(0, etree.Element(PARAGRAPH, nsmap=container.nsmap))


def items(before: Sequence[Block], after: Sequence[Block]) -> list[tuple[Block | None, Block | None, str]]:
    """Pairs in the order of the redline, each with what is said of the end of its paragraph."""
    pairs = list(_of_one_kind(before, after))
    last = max((at for at, (was, now) in enumerate(pairs) if was and now), default=-1)
    tail = pairs[last + 1 :]
    if not tail or before[-1].is_table or after[-1].is_table:  # rows of tables need no paragraph to go into
        return [_with_end(pair) for pair in pairs]
    one_sided = all(was is None for was, _ in tail) or all(now is None for _, now in tail)
    if one_sided and last >= 0 and not any(one.is_table for pair in tail for one in pair if one):
        return _shifted(pairs, last)
    return [_with_end(pair) for pair in _ends_together(pairs, before[-1], after[-1])]


def _of_one_kind(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Pair]:
    texts = [[("\x00table " if one.is_table else "") + one.text for one in side] for side in (before, after)]
    for was, now in paired(*texts):
        one = None if was is None else before[was]
        other = None if now is None else after[now]
        if one is not None and other is not None and one.is_table != other.is_table:
            yield one, None
            yield None, other
        else:
            yield one, other


def _with_end(pair: Pair) -> tuple[Block | None, Block | None, str]:
    was, now = pair
    return was, now, _PUT_IN if was is None else _TAKEN_OUT if now is None else ""


def _shifted(pairs: Sequence[Pair], last: int) -> list[tuple[Block | None, Block | None, str]]:
    """Behind the last common paragraph: the end of each is that of the one before."""
    ends = [_with_end(pair) for pair in pairs]
    kind = ends[-1][2]
    moved = [(was, now, kind) for was, now, _ in ends[last:-1]]
    return [*ends[:last], *moved, (*ends[-1][:2], "")]


def _ends_together(pairs: Sequence[Pair], old: Block, new: Block) -> list[Pair]:
    """What ends the old text stands for what ends the new one, however little they have in common."""
    kept: list[Pair] = []
    for was, now in pairs:
        if was is old and now is new:
            continue
        kept += [pair for pair in ((was if was is not old else None, now if now is not new else None),) if any(pair)]
    return [*kept, (old, new)]
