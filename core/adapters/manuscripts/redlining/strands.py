"""Runs written anew from letters of one kind: kept, put in or taken out, and of which looks."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from neni.core.adapters.manuscripts.names import DELETED_TEXT, RUN, RUN_PROPERTIES, SPACE, TEXT, w
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.redlining.forms import NO_LOOKS, Forms
from neni.core.adapters.manuscripts.redlining.marks import TAKEN_OUT, Marks, properties_of
from neni.core.adapters.manuscripts.redlining.splitting import CODE, copy_of
from neni.core.adapters.manuscripts.redlining.tokens import Piece

_DELETED_CODE = w("delInstrText")


@dataclass(slots=True)
class Strand:
    """What is written into one paragraph or frame. `change` is empty for what is kept."""

    marks: Marks
    forms: Forms
    made: list[Element] = field(default_factory=list)
    _mark: Element | None = None
    _change: str = ""
    _run: Element = None
    _source: tuple[Element | None, object] = (None, None)

    def piece(self, piece: Piece, change: str, was: Element | None = None) -> None:
        """Letters or one element of a run; `was` is the run in which they stood before, where they are kept."""
        source_run: Element = piece.run
        before = was.find(RUN_PROPERTIES) if was is not None else None
        now = source_run.find(RUN_PROPERTIES)
        other = was is not None and self.forms.looks(before) != self.forms.looks(now)
        source = piece.run, self.forms.looks(before) if other else None
        if self._run is None or change != self._change or source != self._source:
            self._begin(piece.run, change)
            self._source = source
            if other:
                self.marks.looks(properties_of(self._run, "rPr"), before, NO_LOOKS)
        self._write(piece, change)

    def _begin(self, source: Element, change: str) -> None:
        self._run = etree.Element(RUN, attrib=dict(source.attrib), nsmap=source.nsmap)
        properties = source.find(RUN_PROPERTIES)
        if properties is not None:
            self._run.append(copy_of(properties))
        self._add(self._run, change)

    def _add(self, element: Element, change: str) -> None:
        if change and (self._mark is None or change != self._change):
            self._mark = self.marks.mark(change)
            self.made.append(self._mark)
        elif not change:
            self._mark = None
        (self.made if self._mark is None else self._mark).append(element)
        self._change = change

    def _write(self, piece: Piece, change: str) -> None:
        gone = change == TAKEN_OUT
        if piece.element is not None:
            copy = copy_of(piece.element)
            if gone and copy.tag == CODE:
                copy.tag = _DELETED_CODE
            self._run.append(copy)
            return
        tag, run = DELETED_TEXT if gone else TEXT, self._run
        if not len(run) or run[-1].tag != tag:
            etree.SubElement(run, tag).set(SPACE, "preserve")
        run[-1].text = (run[-1].text or "") + piece.letters

    def element(self, element: Element, change: str) -> None:
        """An element beside the runs."""
        self._run = None
        self._add(element, change)

    def apart(self, element: Element) -> None:
        """An element that is neither put in nor taken out, wherever it stands."""
        self._run = self._mark = None
        self.made.append(element)
