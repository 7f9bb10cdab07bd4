"""Tracked changes as Word writes them: who changed what and when, in the places where the schema wants it said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from neni.core.adapters.manuscripts.names import (
    IDENTITY,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    WORD,
    w,
)
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.redlining.splitting import copy_of

PUT_IN, TAKEN_OUT = "ins", "del"
_BEHIND_RUN_LOOKS = (w("sectPr"), w("pPrChange"))
_RANGES = {PUT_IN: "customXmlInsRange", TAKEN_OUT: "customXmlDelRange"}


@dataclass(slots=True)
class Marks:
    """Makes the marks of one author at one moment; `identities` gives each a number of its own."""

    author: str
    moment: str
    identities: Iterator[int]

    def mark(self, name: str) -> Element:
        """An element that says who changed something, and when."""
        element = self.numbered(name)
        element.set(w("author"), self.author)
        element.set(w("date"), self.moment)
        return element

    def numbered(self, name: str) -> Element:
        """An element with an identity of its own, and nothing else said."""
        element = made(name)
        element.set(IDENTITY, str(next(self.identities)))
        return element

    def borders(self, content: Element, change: str) -> tuple[Element, Element]:
        """Say that the borders around the content of a control were put in or taken out; what has to stand before and
        behind the control."""
        (before, first), (last, behind) = self._range(change), self._range(change)
        content.insert(0, first)
        content.append(last)
        return before, behind

    def _range(self, change: str) -> tuple[Element, Element]:
        start, end = self.mark(f"{_RANGES[change]}Start"), made(f"{_RANGES[change]}End")
        end.set(IDENTITY, start.get(IDENTITY))
        return start, end

    def end(self, properties: Element, name: str) -> None:
        """Say in the properties of a paragraph that its end was put in or taken out."""
        run_looks(properties).insert(0, self.mark(name))

    def row(self, row: Element, name: str) -> None:
        """Say of a row of a table that it was put in or taken out."""
        properties_of(row, "trPr", behind=("tblPrEx",)).append(self.mark(name))

    def looks(self, properties: Element, old: Element | None, leave: frozenset[str]) -> None:
        """Say in properties what they were before."""
        name = properties.tag.rpartition("}")[2]
        change = self.mark(f"{name}Change")
        was = etree.SubElement(change, properties.tag)
        was.extend(copy_of(one) for one in (old if old is not None else ()) if one.tag not in leave)
        properties.append(change)


def made(name: str) -> Element:
    """A new element of WordprocessingML."""
    return etree.Element(w(name), nsmap={"w": WORD})


def properties_of(element: Element, name: str, behind: tuple[str, ...] = ()) -> Element:
    """The properties of an element, made at their place where there are none."""
    found = element.find(w(name))
    if found is None:
        found = made(name)
        before = next((one for one in map(element.find, map(w, behind)) if one is not None), None)
        if before is None:
            element.insert(0, found)
        else:
            before.addnext(found)
    return found


def run_looks(properties: Element) -> Element:
    """The looks of the end of a paragraph, made at their place where there are none."""
    found = properties.find(RUN_PROPERTIES)
    if found is None:
        found = made("rPr")
        behind = next((one for one in properties if one.tag in _BEHIND_RUN_LOOKS), None)
        if behind is None:
            properties.append(found)
        else:
            behind.addprevious(found)
    return found


def paragraph_properties(paragraph: Element) -> Element | None:
    """The properties of a paragraph, if it has any."""
    return paragraph.find(PARAGRAPH_PROPERTIES)
