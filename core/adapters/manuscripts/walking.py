"""A text of a Word file, walked element by element: which characters stand in it, and in which run each stands.

Nothing a person may see is passed over: tracked changes, moved text, content controls, smart tags, custom XML, fields,
tables in tables and text boxes are all gone into.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from neni.core.adapters.manuscripts.drawings import alternative
from neni.core.adapters.manuscripts.inline import Atom, Box, Inline, Standing, live
from neni.core.adapters.manuscripts.names import (
    ALTERNATIVES,
    BOX,
    CELL,
    CONTROL,
    CONTROL_CONTENT,
    DELETED,
    INSERTED,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    RUN_PROPERTIES,
    TABLE,
    w,
)
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.styles import Styles
from neni.core.model.manuscripts import Place, State

_TRANSPARENT = frozenset({w("smartTag"), w("customXml"), w("body"), w("tbl"), BOX, CONTROL_CONTENT})


@dataclass(slots=True)
class Row:
    """A paragraph once changes are accepted. `paragraph` is the one whose mark ends it, `part` the part of the file it
    stands in, `outer` what leads to it in the text where it stands in a box or a note."""

    paragraph: Element
    atoms: list[Atom]
    place: Place
    part: str
    outer: Element | None = None


@dataclass(frozen=True, slots=True)
class Mode:
    """What holds for everything inside an element."""

    place: Place
    state: State = State.NORMAL
    control: bool = False
    outer: Element | None = None

    def inside(self, state: State) -> Mode:
        """Inside a tracked change; what stands in something deleted is deleted."""
        return self if self.state is State.DELETED else replace(self, state=state)


@dataclass(slots=True)
class Walker:
    """Walks one text of a file; `references` are the marks that refer to notes, by kind and identity."""

    styles: Styles
    part: str
    rows: list[Row] = field(default_factory=list)
    references: dict[tuple[str, str], Element] = field(default_factory=dict)
    unplaced: set[str] = field(default_factory=set)
    _carried: list[Atom] = field(default_factory=list)
    _boxes: list[Box] = field(default_factory=list)
    _inline: Inline = field(init=False)

    def walk(self, root: Element, mode: Mode) -> None:
        """Everything in an element that holds paragraphs."""
        self._inline = Inline(self.styles, self.references, self._boxes, self.unplaced)
        self._inline.begin(root)
        self._blocks(root, mode)
        self._end(mode, None)
        if self._carried and self.rows:
            self.rows[-1].atoms += self._carried
            self._carried = []

    def _blocks(self, parent: Element, mode: Mode) -> None:
        last: Element | None = None
        for child in parent:
            tag = child.tag
            if tag == PARAGRAPH:
                self._paragraph(child, mode)
                last = child
            elif tag in _HANDLERS:
                if tag in (TABLE, ROW, CELL):
                    self._end(mode, last)
                _HANDLERS[tag](self, child, mode)
        if parent.tag in (CELL, BOX):
            self._end(mode, last)

    def _paragraph(self, paragraph: Element, mode: Mode) -> None:
        self._carried += self._inline.atoms(paragraph, Standing(mode.state, mode.control))
        if mode.state is not State.DELETED and not mark_deleted(paragraph):
            self._close(paragraph, mode)

    def _close(self, paragraph: Element, mode: Mode) -> None:
        self.rows.append(Row(paragraph, self._carried, mode.place, self.part, mode.outer))
        self._carried = []
        boxes, self._boxes[:] = list(self._boxes), []
        for box in boxes:
            self._box(box, mode)

    def _box(self, box: Box, mode: Mode) -> None:
        """A box is read behind the paragraph it hangs on."""
        inner = Walker(self.styles, self.part, self.rows, self.references, self.unplaced)
        place = Place.BOX if mode.place in (Place.BODY, Place.TABLE) else mode.place
        outer = mode.outer if mode.outer is not None else box.holder
        inner.walk(box.content, Mode(place, box.state, mode.control, outer))

    def _end(self, mode: Mode, last: Element | None) -> None:
        """Nothing follows into which a paragraph without a mark could run."""
        if last is not None and any(live(atom) for atom in self._carried):
            self._close(last, mode)

    def _control(self, element: Element, mode: Mode) -> None:
        content = element.find(CONTROL_CONTENT)
        if content is not None:
            self._blocks(content, replace(mode, control=True))

    def _table_row(self, element: Element, mode: Mode) -> None:
        properties = element.find(w("trPr"))
        if properties is not None and properties.find(w("del")) is not None:
            mode = mode.inside(State.DELETED)
        elif properties is not None and properties.find(w("ins")) is not None:
            mode = mode.inside(State.INSERTED)
        self._blocks(element, self._in_table(mode))

    def _cell(self, element: Element, mode: Mode) -> None:
        properties = element.find(w("tcPr"))
        gone = properties is not None and properties.find(w("cellDel")) is not None
        self._blocks(element, self._in_table(mode.inside(State.DELETED) if gone else mode))

    def _in_table(self, mode: Mode) -> Mode:
        return replace(mode, place=Place.TABLE) if mode.place in (Place.BODY, Place.BOX) else mode

    def _alternatives(self, element: Element, mode: Mode) -> None:
        chosen = alternative(element)
        if chosen is not None:
            self._blocks(chosen, mode)

    def _inserted(self, element: Element, mode: Mode) -> None:
        self._blocks(element, mode.inside(State.INSERTED))

    def _deleted(self, element: Element, mode: Mode) -> None:
        self._blocks(element, mode.inside(State.DELETED))


_HANDLERS: dict[str, Callable[[Walker, Element, Mode], None]] = {
    **dict.fromkeys(_TRANSPARENT, Walker._blocks),
    **dict.fromkeys(INSERTED, Walker._inserted),
    **dict.fromkeys(DELETED, Walker._deleted),
    CONTROL: Walker._control,
    ROW: Walker._table_row,
    CELL: Walker._cell,
    ALTERNATIVES: Walker._alternatives,
}


def mark_deleted(paragraph: Element) -> bool:
    """Whether the end of a paragraph is deleted, so that the next one follows on the same line."""
    properties = paragraph.find(PARAGRAPH_PROPERTIES)
    run = properties.find(RUN_PROPERTIES) if properties is not None else None
    return run is not None and any(run.find(tag) is not None for tag in DELETED)
