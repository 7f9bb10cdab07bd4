"""Tables of two versions: rows put in and taken out, cells reworded, and the looks of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from neni.core.adapters.manuscripts.names import CELL, CONTROL, PARAGRAPH, ROW, TABLE, VALUE, w
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.redlining.blocks import blocks_of, cells_of, filled, rows_of, text_in
from neni.core.adapters.manuscripts.redlining.forms import OF_CELL, OF_ROW, OF_TABLE
from neni.core.adapters.manuscripts.redlining.marks import PUT_IN, TAKEN_OUT, paragraph_properties, properties_of
from neni.core.adapters.manuscripts.redlining.splitting import copy_of
from neni.core.model.manuscripts.pairing import paired

if TYPE_CHECKING:
    from neni.core.adapters.manuscripts.redlining.redline import Redline

_SPANS = tuple(w(name) for name in ("gridSpan", "vMerge", "hMerge"))
_BESIDE = tuple(w(name) for name in ("gridBefore", "gridAfter"))


def compare(redline: Redline, old: Element, new: Element) -> None:
    """Say in the new table what became of the old one."""
    _looks(redline, old, new, "tblPr", OF_TABLE)
    _grid(redline, old, new)
    first, cursor = next(iter(rows_of(new)), None), None
    for was, now in _row_pairs(redline, rows_of(old), rows_of(new)):
        if now is not None:
            cursor = now
            put_in_row(redline, now) if was is None else _row(redline, was, now)
            continue
        made = row_taken_out(redline, was)
        if cursor is not None:
            cursor.addnext(made)
        elif first is not None:
            first.addprevious(made)
        else:
            new.append(made)
        cursor = made


def _row(redline: Redline, old: Element, new: Element) -> None:
    _looks(redline, old, new, "tblPrEx", OF_TABLE)
    _looks(redline, old, new, "trPr", OF_ROW, behind=("tblPrEx",))
    for was, now in zip(cells_of(old), cells_of(new), strict=True):
        _looks(redline, was, now, "tcPr", OF_CELL)
        redline.container(was, now)


def _looks(
    redline: Redline, old: Element, new: Element, name: str, leave: frozenset[str], behind: tuple[str, ...] = ()
) -> None:
    before, after = old.find(w(name)), new.find(w(name))
    if redline.forms.properties(before, leave) != redline.forms.properties(after, leave):
        redline.marks.looks(properties_of(new, name, behind), before, leave)


def _grid(redline: Redline, old: Element, new: Element) -> None:
    before, after = old.find(w("tblGrid")), new.find(w("tblGrid"))
    if redline.forms.columns(before) == redline.forms.columns(after):
        return
    after = properties_of(new, "tblGrid", ("tblPr",))
    change = redline.marks.numbered("tblGridChange")
    etree.SubElement(change, w("tblGrid")).extend(
        copy_of(one) for one in (before if before is not None else ()) if one.tag not in OF_TABLE
    )
    after.append(change)


def put_in_row(redline: Redline, row: Element) -> None:
    """Say of a row of the new file that it was put in."""
    redline.marks.row(row, PUT_IN)
    for cell in cells_of(row):
        for block in blocks_of(cell, redline.new):
            redline.put_in(block.element)
            if block.element.tag == CONTROL:
                redline.bordered(block.element, PUT_IN)


def taken_out(redline: Redline, source: Element) -> Element:
    """A table of the old file, taken out of the new one."""
    table = etree.Element(TABLE, nsmap=source.nsmap)
    _carry(source, table, "tblPr", "tblGrid")
    for row in rows_of(source):
        table.append(row_taken_out(redline, row))
    return table


def row_taken_out(redline: Redline, source: Element) -> Element:
    """A row of the old file, taken out of the new one."""
    row = etree.Element(ROW, nsmap=source.nsmap)
    _carry(source, row, "tblPrEx", "trPr")
    redline.marks.row(row, TAKEN_OUT)
    for cell in cells_of(source):
        made = etree.SubElement(row, CELL)
        _carry(cell, made, "tcPr")
        filled(cell)
        for block in blocks_of(cell, redline.old):
            made.append(redline.taken_out(block.element))
            properties = paragraph_properties(block.element) if block.element.tag == PARAGRAPH else None
            if properties is not None:
                made[-1].insert(0, copy_of(properties))
            if block.element.tag == CONTROL:
                redline.bordered(made[-1], TAKEN_OUT)
    return row


def _carry(source: Element, target: Element, *names: str) -> None:
    for name in names:
        found = source.find(w(name))
        if found is not None:
            target.append(copy_of(found))


def _row_pairs(
    redline: Redline, before: list[Element], after: list[Element]
) -> Iterator[tuple[Element | None, Element | None]]:
    """Rows that stand for one another; never ones of which the cells do not stand under one another."""
    for was, now in paired(
        [text_in(row, redline.old) for row in before],
        [text_in(row, redline.new) for row in after],
    ):
        one = None if was is None else before[was]
        other = None if now is None else after[now]
        if one is not None and other is not None and _cut(one) != _cut(other):
            yield one, None
            yield None, other
        else:
            yield one, other


def _cut(row: Element) -> list[list[str | None]]:
    """How a row is cut into cells."""
    found = [[_said(cell, f"{w('tcPr')}/{name}") for name in _SPANS] for cell in cells_of(row)]
    return [*found, [_said(row, f"{w('trPr')}/{name}") for name in _BESIDE]]


def _said(element: Element, path: str) -> str | None:
    found = element.find(path)
    return None if found is None else found.get(VALUE, "")
