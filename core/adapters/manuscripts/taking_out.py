"""Paragraphs and tables of the old version, made anew as taken out of the new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from neni.core.adapters.manuscripts.blocks import Block, blocks_of, cells_of, filled, rows_of
from neni.core.adapters.manuscripts.inline import Atom
from neni.core.adapters.manuscripts.names import CELL, ROW, TABLE, WORD, w
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.tracking import Tracking


@dataclass(frozen=True, slots=True)
class TakingOut:
    """Copies what stood in the old file only, without anything that refers to other parts of that file."""

    tracking: Tracking
    atoms: Mapping[Element, list[Atom]]

    def block(self, block: Block, end: str) -> Element:
        """A paragraph or a table; `end` is what is said of the end of a paragraph."""
        if block.is_table:
            return self._table(block.element)
        paragraph = self.tracking.paragraph(block.element, block.atoms)
        if end:
            self.tracking.end(paragraph, end)
        return paragraph

    def _table(self, source: Element) -> Element:
        table = etree.Element(TABLE, nsmap={"w": WORD})
        self._carry(source, table, "tblPr", "tblGrid")
        for row in rows_of(source):
            table.append(self.row(row))
        return table

    def row(self, source: Element) -> Element:
        """A row of a table."""
        row = etree.Element(ROW, nsmap={"w": WORD})
        self._carry(source, row, "tblPrEx", "trPr")
        self.tracking.row(row, "del")
        for cell in cells_of(source):
            made = etree.SubElement(row, CELL)
            self._carry(cell, made, "tcPr")
            filled(cell)
            for block in blocks_of(cell, self.atoms):
                made.append(self.block(block, ""))
        return row

    def _carry(self, source: Element, target: Element, *names: str) -> None:
        for name in names:
            found = source.find(w(name))
            if found is not None:
                target.append(self.tracking.carried(found))
