"""What can be proved of a template before it is ever filled, so that it need not be looked for in each document.

If every block of tags (the turns of a loop, the branches of a condition) is by itself a whole piece of XML, and all
that values bring is escaped text, then every document is well-formed, whatever the values. Where this cannot be shown,
each document is parsed. Likewise, rows that fit the grid of their table wherever the tags lead need no repair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from jinja2 import nodes
from lxml import etree

from neni.core.adapters.word.insertions import MARKING

_VALUE = "\u00a7"
"""Stands for a value: allowed in text and in attributes, and nowhere else where a value could do harm."""
_BLOCK = "urn:neni:block"
_UNSURE = re.compile(r"<!|<\?|]]|xmlns(?::[\w.-]+)?\s*=\s*(\"[^\"]*\u00a7|'[^']*\u00a7)")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ROOT = re.compile(r"<w:[^<>]*>")
_PREFIX = re.compile(r"xmlns:([\w.-]+)=[\"']([^\"']*)[\"']")
_MARKUP = re.compile(r"[<>&\"']")
_NO_TEXT = frozenset(
    ["body", "endnote", "footnote", "ftr", "hdr", "hyperlink", "p", "r", "sdtContent", "tbl", "tc", "tr", "txbxContent"]
)
"""Elements of Word whose own text nobody ever sees."""
_TABLE, _GRID, _ROW, _CELL = "{*}tbl", "{*}tblGrid", "{*}tr", "{*}tc"


class Unproven(Exception):
    """A template of which nothing can be said beforehand."""


def skeleton(tree: nodes.Template, head: str, tail: str, text: str) -> etree._Element | None:
    """The part with a `block` element in place of each loop and condition; None when it is not proven that every
    filling of it is well-formed. `head` and `tail` stand around the template, whose text is `text`."""
    opening = _ROOT.search(head) or _ROOT.search(text)
    names = dict(_PREFIX.findall(opening.group() if opening else ""))
    try:
        root = _parsed(f"{head}{_outline(tree.body, names)}{tail}")
    except Unproven:
        return None
    # Where a value prints nothing, or a block is left out, `]]` and `>` may meet.
    return root if ">" not in "".join(root.itertext()) else None


def _outline(body: Iterable[nodes.Node], names: Mapping[str, str]) -> str:
    """The text of a block, and of the blocks in it. Raises Unproven."""
    return "".join(_piece(node, names) for node in body)


def _piece(node: nodes.Node, names: Mapping[str, str]) -> str:
    if isinstance(node, nodes.Output):
        return "".join(map(_printed, node.nodes))
    if isinstance(node, nodes.Assign):
        return ""
    if not isinstance(node, nodes.For | nodes.If):
        raise Unproven
    return _block([_whole(_outline(branch, names), names) for branch in _branches(node)])


def _printed(node: nodes.Node) -> str:
    if isinstance(node, nodes.TemplateData):
        return node.data
    return "" if isinstance(node, nodes.Filter) and node.name in MARKING else _VALUE


def _branches(node: nodes.For | nodes.If) -> Iterator[list[nodes.Node]]:
    yield node.body
    for other in node.elif_ if isinstance(node, nodes.If) else ():
        yield other.body
    if node.else_:
        yield node.else_


def _whole(text: str, names: Mapping[str, str]) -> str:
    """A branch that stands by itself. Raises Unproven."""
    declared = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in names.items())
    if _MARKUP.search(text):
        _parsed(f"<_{declared}>{text}</_>")
    return text


def _block(branches: list[str]) -> str:
    """Plain words may stand wherever a value may; elements only between elements."""
    if not any(_MARKUP.search(branch) for branch in branches):
        return _VALUE
    return f'<block xmlns="{_BLOCK}">{"".join(branches)}</block>'


def _parsed(text: str) -> etree._Element:
    text = _DECLARATION.sub("", text)
    if _UNSURE.search(text):
        raise Unproven
    try:
        return etree.fromstring(text, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        raise Unproven from None


def lost(root: etree._Element) -> int | None:
    """The line of a value that would be printed where Word shows no text, as `{{p name }}` would; None if there is
    none."""
    for element in root.iter():
        places = ((element, element.text), (element.getparent(), element.tail))
        if any(text and _VALUE in text and _holder(place) in _NO_TEXT for place, text in places):
            return int(element.sourceline)
    return None


def _holder(element: etree._Element | None) -> str:
    """The name of the nearest element of Word's own."""
    while element is not None and _is_block(element):
        element = element.getparent()
    return etree.QName(element).localname if element is not None and isinstance(element.tag, str) else ""


def fitting(root: etree._Element) -> bool:
    """Whether the rows of every table fit its grid, whatever is filled in."""
    return all(_fits(table) for table in root.iter(_TABLE))


def _fits(table: etree._Element) -> bool:
    grid = table.find(_GRID)
    if grid is None or any(_is_block(one) for one in grid.iter()):
        return False
    columns, rows = len(grid.findall("{*}gridCol")), [(row, _width(row)) for row in table.iter(_ROW)]
    narrow = all(width is not None and max(width) <= columns for _, width in rows)
    return narrow and any(row.getparent() is table and width and width[1] == columns for row, width in rows)


def _width(row: etree._Element) -> tuple[int, int] | None:
    """How many cells and columns a row has; None when that depends on what is filled in."""
    if any(_is_block(one) and one.find(f".//{_CELL}") is not None for one in row):
        return None
    spans = [_span(cell) for cell in row.findall(_CELL)]
    return (len(spans), sum(int(span) for span in spans)) if all(span.isdecimal() for span in spans) else None


def _span(cell: etree._Element) -> str:
    span = cell.find("{*}tcPr/{*}gridSpan")
    if span is not None:
        return next((value for name, value in span.attrib.items() if name.endswith("}val")), "")
    return "" if cell.find("{*}tcPr//{urn:neni:block}block") is not None else "1"


def _is_block(element: etree._Element) -> bool:
    return bool(element.tag == f"{{{_BLOCK}}}block")
