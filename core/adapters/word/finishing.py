"""What is done to a part once it is filled: lines and tabs of values, numbers of drawings, grids of tables, proof that
it is well-formed. As docxtpl does it, but only where it has an effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from xml.parsers import expat

from docxtpl import DocxTemplate
from lxml import etree

FIRST_DRAWING = 1001
BREAKS = re.compile("[\t\n\a\f]")
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>")
_END = "</w:p>"
_DRAWING = re.compile(r'(<wp:docPr\b[^>]*?\sid=")[^"]*')


class Broken(Exception):
    """A part that is no XML any more once it is filled."""


def with_breaks(xml: str) -> str:
    """Lines, tabs, paragraphs and pages that values ask for, as Word writes them."""
    return "".join(_resolved(xml))


def _resolved(xml: str) -> Iterator[str]:
    """Only paragraphs with such a sign are gone through. One ends at the first end of any, as docxtpl has it."""
    done = 0
    found = BREAKS.search(xml)
    while found:
        behind = xml.rfind(_END, done, found.start())
        begin = _PARAGRAPH.search(xml, behind + len(_END) if behind >= 0 else done)
        end = xml.find(_END, begin.end()) if begin else -1
        if begin is None or end < 0:
            break
        if begin.start() > found.start():
            found = BREAKS.search(xml, begin.start())
            continue
        end += len(_END)
        yield xml[done : begin.start()]
        yield DocxTemplate.resolve_listing(None, xml[begin.start() : end])
        done = end
        found = BREAKS.search(xml, done)
    yield xml[done:]


def with_numbered_drawings(xml: str) -> str:
    """Each drawing has a number of its own, in the order they stand in."""
    numbers = count(FIRST_DRAWING)
    return _DRAWING.sub(lambda found: f"{found[1]}{next(numbers)}", xml)


def with_fitting_tables(xml: str) -> str:
    """Grids of tables have as many columns as their rows. docxtpl's reading forgives everything, so that what cannot
    be read is found before. Raises Broken."""
    try:
        etree.fromstring(xml.encode("utf-8"))
    except etree.XMLSyntaxError as error:
        raise Broken(str(error)) from None
    text: str = etree.tostring(DocxTemplate.fix_tables(None, xml.encode("utf-8")), encoding="unicode")
    return text


def prove(xml: bytes) -> None:
    """Nothing, if this is well-formed XML whose prefixes are all declared. Raises Broken."""
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(xml, True)  # noqa: FBT003 - expat names no arguments
    except expat.ExpatError as error:
        raise Broken(str(error)) from None
