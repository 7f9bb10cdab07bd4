"""What is left of a Word file once somebody accepts or rejects every tracked change, told apart from the product."""

from __future__ import annotations

from typing import Any

from lxml import etree

from tests.adapters.manuscripts.building import unpacked

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Structure = list[Any]
"""A paragraph is its text, a table a list of rows, a row a list of cells, a cell a structure again."""


def accepted(content: bytes) -> Structure:
    return _decided(content, stays="ins", goes="del")


def rejected(content: bytes) -> Structure:
    return _decided(content, stays="del", goes="ins")


def _decided(content: bytes, stays: str, goes: str) -> Structure:
    root = etree.fromstring(unpacked(content)["word/document.xml"])
    for mark in list(root.iter(f"{W}trPr")):
        if mark.find(f"{W}{goes}") is not None:
            row = mark.getparent()
            row.getparent().remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)
    for change in list(root.iter(f"{W}{goes}")):
        if change.getparent().tag not in (f"{W}rPr", f"{W}trPr"):
            change.getparent().remove(change)
    return _container(root.find(f"{W}body"), goes)


def _container(parent: Any, goes: str) -> Structure:
    found: Structure = []
    held = ""
    for child in parent:
        if child.tag == f"{W}p":
            words = held + "".join(one.text or "" for one in child.iter(f"{W}t", f"{W}delText"))
            if child.find(f"{W}pPr/{W}rPr/{W}{goes}") is not None:
                held = words
            else:
                found.append(words)
                held = ""
        elif child.tag == f"{W}tbl":
            assert held == ""
            found.append(
                [
                    [_container(cell, goes) for cell in row.iter(f"{W}tc") if cell.getparent() is row]
                    for row in child.iter(f"{W}tr")
                    if row.getparent() is child
                ]
            )
    assert held == "", "the last paragraph cannot lose its end"
    return found
