"""Tracked changes as Word writes them: words put in, words taken out, ends of paragraphs, rows of tables."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from neni.core.adapters.manuscripts.inline import Atom
from neni.core.adapters.manuscripts.names import (
    DELETED_TEXT,
    IDENTITY,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    SPACE,
    TEXT,
    VALUE,
    WORD,
    w,
)
from neni.core.adapters.manuscripts.packages import Element

_NOT_CARRIED = tuple(w(name) for name in ("sectPr", "pPrChange", "rPrChange", "framePr"))
_BEHIND_TRACKED = (w("ins"), w("del"), w("moveFrom"), w("moveTo"))


@dataclass(slots=True)
class Tracking:
    """Writes changes of one author at one moment. `styles` are those of the file written into; `numbers_too` tells
    whether its lists are the same as those of the file words are taken from."""

    author: str
    at: datetime
    styles: frozenset[str]
    numbers_too: bool
    next_identity: int = 1
    _moment: str = field(init=False)

    def __post_init__(self) -> None:
        self._moment = self.at.strftime("%Y-%m-%dT%H:%M:%SZ")

    def mark(self, name: str) -> Element:
        """An element that says who changed something, and when."""
        element = etree.Element(w(name), nsmap={"w": WORD})
        element.set(IDENTITY, str(self.next_identity))
        element.set(w("author"), self.author)
        element.set(w("date"), self._moment)
        self.next_identity += 1
        return element

    def end(self, paragraph: Element, name: str) -> None:
        """Say of the end of a paragraph that it was put in or taken out."""
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        if properties is None:
            properties = etree.Element(PARAGRAPH_PROPERTIES, nsmap={"w": WORD})
            paragraph.insert(0, properties)
        run = properties.find(RUN_PROPERTIES)
        if run is None:
            run = etree.Element(RUN_PROPERTIES, nsmap={"w": WORD})
            behind = next((one for one in properties if one.tag in (w("sectPr"), w("pPrChange"))), None)
            if behind is None:
                properties.append(run)
            else:
                behind.addprevious(run)
        run.insert(0, self.mark(name))

    def row(self, row: Element, name: str) -> None:
        """Say of a row of a table that it was put in or taken out."""
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"), nsmap={"w": WORD})
            before = row.find(w("tblPrEx"))
            if before is None:
                row.insert(0, properties)
            else:
                before.addnext(properties)
        properties.append(self.mark(name))

    def put_in(self, runs: Sequence[Element]) -> None:
        """Say of runs that they were put in; neighbours in one stroke."""
        mark: Element | None = None
        for run in runs:
            if mark is None or mark.getnext() is not run:
                mark = self.mark("ins")
                run.addprevious(mark)
            mark.append(run)

    def taken_out(self, atoms: Sequence[Atom]) -> Element | None:
        """The words of another text as words taken out of this one; None for none."""
        if not atoms:
            return None
        mark = self.mark("del")
        last: Element | None = None
        for atom in atoms:
            if atom.run is not last:
                run = etree.SubElement(mark, RUN)
                self._looks(atom.run, run)
                last = atom.run
            mark[-1].append(_as_deleted(atom))
        return mark

    def _looks(self, source: Element, run: Element) -> None:
        properties = source.find(RUN_PROPERTIES) if source.tag == RUN else None
        if properties is not None:
            run.append(self.carried(properties))

    def paragraph(self, source: Element, atoms: Sequence[Atom]) -> Element:
        """A paragraph of another text, taken out."""
        paragraph = etree.Element(PARAGRAPH, nsmap={"w": WORD})
        properties = source.find(PARAGRAPH_PROPERTIES)
        if properties is not None:
            paragraph.append(self.carried(properties))
        taken = self.taken_out(atoms)
        if taken is not None:
            paragraph.append(taken)
        return paragraph

    def carried(self, properties: Element) -> Element:
        """Looks taken over from another file, without what only that file knows."""
        copy = deepcopy(properties)
        copy.tail = None
        for element in list(copy.iter(*_NOT_CARRIED, *_BEHIND_TRACKED)):
            element.getparent().remove(element)
        for element in list(copy.iter(w("pStyle"), w("rStyle"), w("tblStyle"))):
            if element.get(VALUE) not in self.styles:
                element.getparent().remove(element)
        if not self.numbers_too:
            for element in list(copy.iter(w("numPr"))):
                element.getparent().remove(element)
        return copy


def _as_deleted(atom: Atom) -> Element:
    if atom.element is not None and atom.element.tag != TEXT:
        copy = deepcopy(atom.element)
        copy.tail = None
        return copy
    words = etree.Element(DELETED_TEXT, nsmap={"w": WORD})
    raw = atom.text if atom.element is None else atom.element.text
    words.text = raw if atom.element is None or atom.element.get(SPACE) == "preserve" else raw.strip(" \t\r\n")
    words.set(SPACE, "preserve")
    return words
