"""A text of a Word file with every tracked change accepted, in place."""

from __future__ import annotations

from neni.core.adapters.manuscripts.names import (
    CELL,
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
from neni.core.adapters.manuscripts.walking import mark_deleted

_PROPERTIES = frozenset({RUN_PROPERTIES, w("trPr"), w("numPr"), w("tcPr")})
_TRACES = tuple(
    w(name)
    for name in (
        *("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange"),
        *("tblPrExChange", "numberingChange", "cellIns", "cellMerge", "moveFromRangeStart", "moveFromRangeEnd"),
        *("moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd"),
        *("customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlMoveFromRangeStart"),
        *("customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd"),
    )
)


def accept(root: Element) -> None:
    """Let everything inserted stay and everything deleted go."""
    _drop_deleted_tables(root)
    for element in list(root.iter(*DELETED)):
        if element.getparent() is not None and element.getparent().tag not in _PROPERTIES:
            drop(element)
    for paragraph in list(root.iter(PARAGRAPH)):
        if mark_deleted(paragraph):
            _join(paragraph)
    for element in list(root.iter(*INSERTED, *DELETED)):
        if element.getparent().tag in _PROPERTIES:
            drop(element)
        else:
            unwrap(element)
    for element in list(root.iter(*_TRACES)):
        drop(element)


def _drop_deleted_tables(root: Element) -> None:
    for mark in [*root.iter(w("trPr")), *root.iter(w("tcPr"))]:
        gone = "del" if mark.tag == w("trPr") else "cellDel"
        if mark.find(w(gone)) is not None:
            drop(mark.getparent())
    for table in list(root.iter(TABLE)):
        if next(table.iter(ROW), None) is None:
            drop(table)


def _join(paragraph: Element) -> None:
    """A paragraph without an end runs into the next; with nothing behind it, it goes if nothing stands in it."""
    following = paragraph.getnext()
    content = [one for one in paragraph if one.tag != PARAGRAPH_PROPERTIES]
    if following is not None and following.tag == PARAGRAPH:
        at = 1 if len(following) and following[0].tag == PARAGRAPH_PROPERTIES else 0
        following[at:at] = content
        drop(paragraph)
    elif not content and not _alone(paragraph):
        drop(paragraph)


def _alone(paragraph: Element) -> bool:
    parent = paragraph.getparent()
    return parent.tag == CELL and sum(1 for _ in parent.iterchildren(PARAGRAPH)) == 1


def drop(element: Element) -> None:
    """Take an element out."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Leave only what stands in an element."""
    for child in list(element):
        element.addprevious(child)
    drop(element)
