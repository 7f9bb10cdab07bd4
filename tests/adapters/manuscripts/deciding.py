"""What is left of a Word file once somebody accepts or rejects every tracked change, told apart from the product."""

from __future__ import annotations

from typing import Any

from lxml import etree

from tests.adapters.manuscripts.building import packed, unpacked

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Structure = list[Any]
"""A paragraph is its text, a table a list of rows, a row a list of cells, a cell a structure again."""
_BORDERS = (f"{W}customXmlIns", f"{W}customXmlDel")
_TEXTS = ("document", "header", "footer", "footnotes", "endnotes")
_KEPT = {"pPr": ("rPr", "sectPr"), "sectPr": ("headerReference", "footerReference"), "tblGrid": ()}


def accepted(content: bytes) -> Structure:
    return _texts(decided(content, accept=True))


def rejected(content: bytes) -> Structure:
    return _texts(decided(content, accept=False))


def decided(content: bytes, *, accept: bool) -> bytes:
    """The file with every change decided in one way."""
    files = unpacked(content)
    for name in files:
        if name.startswith("word/") and name.removeprefix("word/").startswith(_TEXTS) and name.endswith(".xml"):
            root = etree.fromstring(files[name])
            _decide(root, *(("ins", "del") if accept else ("del", "ins")), accept=accept)
            files[name] = etree.tostring(root)
    return packed(files)


def _decide(root: Any, stays: str, goes: str, *, accept: bool) -> None:
    _rows_and_controls(root, goes)
    marks = (f"{W}rPr", f"{W}trPr")
    for change in list(root.iter(f"{W}{goes}", f"{W}{stays}")):
        if change.tag == f"{W}{stays}" and change.getparent().tag not in marks:
            _unwrap(change)
        elif change.tag == f"{W}{stays}" or change.getparent().tag not in marks:
            change.getparent().remove(change)
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{goes}") is not None:
            _join(paragraph)
    for change in [one for one in root.iter() if isinstance(one.tag, str) and one.tag.endswith("Change")]:
        _look(change, accept=accept)
    _tidy(root)


def _tidy(root: Any) -> None:
    for one in root.iter(f"{W}delText", f"{W}delInstrText"):
        one.tag = f"{W}t" if one.tag == f"{W}delText" else f"{W}instrText"
    for one in list(root.iter(*(f"{W}{tag}" for tag in ("hyperlink", "dir", "bdo")))):
        if next(one.iter(f"{W}r"), None) is None:
            _unwrap(one)


def _rows_and_controls(root: Any, goes: str) -> None:
    for mark in list(root.iter(f"{W}trPr")):
        if mark.find(f"{W}{goes}") is not None:
            row = mark.getparent()
            row.getparent().remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if next(table.iter(f"{W}tr"), None) is None:
            table.getparent().remove(table)
    border = f"{W}customXml{goes.capitalize()}Range"
    for control in list(root.iter(f"{W}sdt")):
        content = control.find(f"{W}sdtContent")
        if len(content) and content[0].tag == f"{border}End":
            assert control.getprevious().tag == f"{border}Start"
            assert control.getnext().tag == f"{border}End"
            _unwrap(content)
            _unwrap(control, "sdtPr", "sdtEndPr")
    for one in [one for one in root.iter() if isinstance(one.tag, str) and one.tag.startswith(_BORDERS)]:
        one.getparent().remove(one)


def _unwrap(element: Any, *without: str) -> None:
    for child in list(element):
        if child.tag not in [f"{W}{name}" for name in without]:
            element.addprevious(child)
    element.getparent().remove(element)


def _join(paragraph: Any) -> None:
    following = paragraph.getnext()
    content = [one for one in paragraph if one.tag != f"{W}pPr"]
    if following is not None and following.tag == f"{W}p":
        at = 1 if len(following) and following[0].tag == f"{W}pPr" else 0
        following[at:at] = content
    else:
        assert not [one for one in content if one.tag in (f"{W}r", f"{W}sdt")], "the end cannot go, words are left"
    paragraph.getparent().remove(paragraph)


def _look(change: Any, *, accept: bool) -> None:
    properties = change.getparent()
    properties.remove(change)
    if accept:
        return
    name = etree.QName(properties).localname
    kept = [properties.find(f"{W}{one}") for one in _KEPT.get(name, ())]
    before = [] if name != "sectPr" else [one for one in properties if etree.QName(one).localname in _KEPT["sectPr"]]
    behind = [] if name == "sectPr" else [one for one in kept if one is not None]
    properties[:] = [*before, *change[0], *behind]


def _texts(content: bytes) -> Structure:
    return _container(etree.fromstring(unpacked(content)["word/document.xml"]).find(f"{W}body"))


def _container(parent: Any) -> Structure:
    found: Structure = []
    for child in parent:
        if child.tag == f"{W}p":
            found.append("".join(one.text or "" for one in child.iter(f"{W}t")))
        elif child.tag == f"{W}tbl":
            found.append(
                [
                    [_container(cell) for cell in row.iter(f"{W}tc") if cell.getparent() is row]
                    for row in child.iter(f"{W}tr")
                    if row.getparent() is child
                ]
            )
    return found
