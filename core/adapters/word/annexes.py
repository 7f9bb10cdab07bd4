"""Whole Word files put into a filled document: their styles, numbering, pictures and notes come with them, nothing
else does.

They are merged by docxtpl's composer. A file that holds more than a person can read on paper, or points outside, is
refused before it is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docxtpl.subdoc import SubdocComposer

from neni.core.adapters.word import packing, unfit
from neni.core.adapters.word.insertions import Annex
from neni.core.adapters.word.sheets import Sheet, opened
from neni.core.adapters.word.unfit import Unfit
from neni.core.errors import BadTemplate
from neni.core.model.text import Text

nsmap["cp"] = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
# docxcompose, once imported, gives this prefix of python-docx another meaning, and no file would tell its author again.
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TYPES = frozenset(
    f"{_WML}{one}+xml"
    for one in ("document.main", "endnotes", "fontTable", "footer", "footnotes", "header", "numbering", "settings")
) | {
    f"{_WML}styles+xml",
    "application/vnd.ms-word.stylesWithEffects+xml",
    f"{_WML}webSettings+xml",
    "application/vnd.openxmlformats-package.core-properties+xml",
    "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    "application/vnd.openxmlformats-officedocument.theme+xml",
    "application/xml",
    "image/jpeg",
    "image/png",
}
_HOLDERS = frozenset(qn(name) for name in ("w:body", "w:tc", "w:sdtContent", "w:txbxContent"))
_LEFT_OUT = "{*}altChunk", "{*}object", "{*}subDoc", "{*}control"
_LINKS = ("http://", "https://", "mailto:")


def with_annexes(document: bytes, annexes: Sequence[Annex]) -> bytes:
    """The document with each file in its place. Raises Unfit."""
    sheet = opened(document, "document")
    composer = SubdocComposer(sheet.docx)
    for number, annex in enumerate(annexes):
        added = _safe(annex)
        composer.attach_parts(added.docx)
        _put(sheet, number, added)
    _number(sheet)
    files = packing.unpacked(sheet.saved())
    return packing.archive(packing.entry(name, content) for name, content in files.items())


def _safe(annex: Annex) -> Sheet:
    try:
        sheet = opened(annex.content, "annex")
    except BadTemplate:
        raise Unfit(unfit.NO_FILE) from None
    for why in _wrong(sheet):
        raise Unfit(why)
    for one in list(_numbering(sheet)):
        one.getparent().remove(one)
    return sheet


def _wrong(sheet: Sheet) -> Iterator[Text]:
    package = sheet.docx.part.package
    for part in package.iter_parts():
        if part.content_type not in _TYPES:
            yield unfit.holds(part.content_type[:80])
        for relation in part.rels.values():
            if relation.is_external and not _is_link(relation):
                yield unfit.points_to(relation.target_ref[:80])
    if sheet.unfinished:
        yield unfit.UNFINISHED_FILE
    if next(sheet.docx.element.body.iter(*_LEFT_OUT), None) is not None:
        yield unfit.OBJECTS


def _is_link(relation: Any) -> bool:
    return bool(relation.reltype.endswith("/hyperlink") and relation.target_ref.lower().startswith(_LINKS))


def _put(sheet: Sheet, number: int, added: Sheet) -> None:
    """The paragraphs and tables of a file where its place is; a cell ends in a paragraph."""
    name = f"neni_annex_{number}"
    found = [one for one in sheet.docx.element.body.iter(qn("w:bookmarkStart")) if one.get(qn("w:name")) == name]
    held = found[0].getparent() if found else None
    if held is None or held.getparent().tag not in _HOLDERS:
        raise Unfit(unfit.FILE_PLACE)
    for element in list(added.docx.element.body):
        if element.tag != qn("w:sectPr"):
            held.addprevious(element)
    before, after = held.getprevious(), held.getnext()
    held.remove(found[0])
    if before is not None and (before.tag == qn("w:p") or (after is not None and after.tag == qn("w:p"))):
        held.getparent().remove(held)


def _numbering(sheet: Sheet) -> Iterator[Any]:
    """The marks by which Word tells lists apart, which the composer would draw at random."""
    for part in sheet.docx.part.package.iter_parts():
        if part.content_type.endswith("numbering+xml"):
            yield from part.element.iter(qn("w:nsid"))


def _number(sheet: Sheet) -> None:
    """Each list that came in gets a mark of its own, the same for the same place."""
    for part in sheet.docx.part.package.iter_parts():
        for one in part.element.iter(qn("w:abstractNum")) if part.content_type.endswith("numbering+xml") else ():
            if one.find(qn("w:nsid")) is None:
                mark = OxmlElement("w:nsid")
                mark.set(qn("w:val"), sha256(one.get(qn("w:abstractNumId")).encode()).hexdigest()[:8].upper())
                one.insert(0, mark)
