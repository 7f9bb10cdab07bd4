"""Two versions of a Word file as one with tracked changes: accepted it is the new one, rejected it reads as the old.

The new file is the ground, so that its looks, its numbers and its pictures stay; what stood in the old one only is put
in as taken out. Changes that either file brought along are accepted first: the redline tells of what lies between the
two, and of nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from neni.core.adapters.manuscripts.accepting import accept
from neni.core.adapters.manuscripts.blocks import Block, blocks_of, cells_of, filled, items, rows_of
from neni.core.adapters.manuscripts.drawings import PICTURES, boxes_in
from neni.core.adapters.manuscripts.inline import Atom
from neni.core.adapters.manuscripts.names import ALTERNATIVES, IDENTITY, PARAGRAPH, RUN, w
from neni.core.adapters.manuscripts.packages import Element, Package, main_part, opened
from neni.core.adapters.manuscripts.rewording import Rewording
from neni.core.adapters.manuscripts.styles import whole
from neni.core.adapters.manuscripts.taking_out import TakingOut
from neni.core.adapters.manuscripts.tracking import Tracking
from neni.core.adapters.manuscripts.word_reading import WordText, margins, notes, walked
from neni.core.model.pairing import paired

_MARGINS = ("header", "footer")
_NOTES = (("footnote", "footnotes"), ("endnote", "endnotes"))
Atoms = dict[Element, list[Atom]]


def redlined(old: bytes, new: bytes, author: str, at: datetime) -> bytes:
    """The new file with what became of the old one. Raises BadUpload."""
    before, after = _accepted(old), _accepted(new)
    package = after.package
    tracking = Tracking(
        author,
        at,
        frozenset(after.styles.by_identity),
        numbers_too=_lists(before) == _lists(after),
        next_identity=_free_identity(package.root(after.main)),
    )
    redline = Redline(tracking, _atoms(before), _atoms(after))
    touched: dict[str, Element] = {}
    for part, was, now in _texts(before, after):
        redline.container(was, now)
        touched[part] = package.xml(part)
    for part, root in touched.items():
        package.put(part, root)
    return package.written()


def _accepted(content: bytes) -> WordText:
    package = opened(content)
    main = main_part(package)
    parts = [main, *(part for kind in _MARGINS for part in margins(package, main, kind))]
    parts += [part for _, relation in _NOTES if (part := package.related(main, relation))]
    for part in parts:
        root = package.xml(part)
        if root is not None:
            accept(root)
    return walked(package)


def _lists(text: WordText) -> bytes | None:
    return text.package.parts.get(text.package.related(text.main, "numbering"))


def _atoms(text: WordText) -> Atoms:
    return {row.paragraph: row.atoms for row in text.rows}


def _free_identity(root: Element) -> int:
    known = [whole(one.get(IDENTITY)) for one in root.iter(w("bookmarkStart"), w("commentRangeStart"), w("permStart"))]
    return max((one for one in known if one is not None), default=0) + 1


def _texts(before: WordText, after: WordText) -> Iterator[tuple[str, Element, Element]]:
    """The texts that stand for one another: the body, and notes and margins where both files have as many."""
    old, new = before.package, after.package
    bodies = [text.package.root(text.main).find(w("body")) for text in (before, after)]
    if bodies[0] is not None and bodies[1] is not None:
        yield after.main, bodies[0], bodies[1]
    for kind, relation in _NOTES:
        part = new.related(after.main, relation)
        was = list(notes(_root(old, old.related(before.main, relation)), kind))
        now = list(notes(_root(new, part), kind))
        if len(was) == len(now):
            yield from ((part, one, other) for one, other in zip(was, now, strict=True))
    for kind in _MARGINS:
        heads, new_heads = list(margins(old, before.main, kind)), list(margins(new, after.main, kind))
        roots = [(part, old.xml(one), new.xml(part)) for one, part in zip(heads, new_heads, strict=False)]
        if len(heads) == len(new_heads):
            yield from ((part, one, other) for part, one, other in roots if one is not None and other is not None)


def _root(package: Package, part: str) -> Element | None:
    return package.xml(part) if part else None


@dataclass(slots=True)
class Redline:
    """Writes the changes between containers of paragraphs and tables into those of the new file."""

    tracking: Tracking
    old: Atoms
    new: Atoms

    def container(self, old: Element, new: Element) -> None:
        """What stands in a body, a cell or a note."""
        filled(old)
        filled(new)
        before, after = blocks_of(old, self.old), blocks_of(new, self.new)
        cursor: Element | None = None
        taking = TakingOut(self.tracking, self.old)
        rewording = Rewording(self.tracking)
        for was, now, end in items(before, after):
            if was is not None and now is None:
                made = taking.block(was, end)
                _put(made, cursor, after[0].element)
                cursor = made
                continue
            if now is None:
                continue
            cursor = now.element
            if was is None:
                self._put_in(now, end)
            elif now.is_table:
                self._table(was.element, now.element)
            else:
                self._boxes(was.element, now.element)
                rewording.reword(was.atoms, now.atoms, now.element)
                if end:
                    self.tracking.end(now.element, end)

    def _boxes(self, old: Element, new: Element) -> None:
        """The boxes of two paragraphs, where both have as many."""
        before, after = boxes_of(old), boxes_of(new)
        if len(before) == len(after):
            for was, now in zip(before, after, strict=True):
                self.container(was, now)

    def _put_in(self, block: Block, end: str) -> None:
        if block.is_table:
            for row in rows_of(block.element):
                self._put_in_row(row)
            return
        self.tracking.put_in(runs_of(block.element))
        if end:
            self.tracking.end(block.element, end)

    def _put_in_row(self, row: Element) -> None:
        self.tracking.row(row, "ins")
        for paragraph in list(row.iter(PARAGRAPH)):
            if not any(one.tag == RUN for one in paragraph.iterancestors()):
                self.tracking.put_in(runs_of(paragraph))

    def _table(self, old: Element, new: Element) -> None:
        before, after = rows_of(old), rows_of(new)
        taking = TakingOut(self.tracking, self.old)
        cursor: Element | None = None
        for was, now in _row_pairs(before, after, self.old, self.new):
            if now is None:
                made = taking.row(was)
                _put(made, cursor, after[0])
                cursor = made
                continue
            cursor = now
            if was is None:
                self._put_in_row(now)
            else:
                for one, other in zip(cells_of(was), cells_of(now), strict=True):
                    self.container(one, other)


def _row_pairs(
    before: Sequence[Element], after: Sequence[Element], old: Atoms, new: Atoms
) -> Iterator[tuple[Element | None, Element | None]]:
    texts = [
        [Block(row, row_atoms(row, atoms), is_table=True).text for row in rows]
        for rows, atoms in ((before, old), (after, new))
    ]
    for was, now in paired(*texts):
        one = None if was is None else before[was]
        other = None if now is None else after[now]
        if one is not None and other is not None and len(cells_of(one)) != len(cells_of(other)):
            yield one, None
            yield None, other
        else:
            yield one, other


def row_atoms(element: Element, atoms: Atoms) -> list[Atom]:
    """Every character of the paragraphs in an element."""
    return [atom for paragraph in element.iter(PARAGRAPH) for atom in atoms.get(paragraph, ())]


def runs_of(paragraph: Element) -> list[Element]:
    """The runs of a paragraph, not those of boxes that hang on them."""
    return [run for run in paragraph.iter(RUN) if _own(run, paragraph)]


def boxes_of(paragraph: Element) -> list[Element]:
    """The text boxes that hang on a paragraph."""
    return [box for run in runs_of(paragraph) for child in run if isinstance(child.tag, str) for box in _boxes(child)]


def _boxes(element: Element) -> Iterator[Element]:
    return boxes_in(element) if element.tag in PICTURES or element.tag == ALTERNATIVES else iter(())


def _own(run: Element, paragraph: Element) -> bool:
    parent = run.getparent()
    while parent is not paragraph:
        if parent.tag == RUN:
            return False
        parent = parent.getparent()
    return True


def _put(made: Element, cursor: Element | None, first: Element) -> None:
    if cursor is None:
        first.addprevious(made)
    else:
        cursor.addnext(made)
