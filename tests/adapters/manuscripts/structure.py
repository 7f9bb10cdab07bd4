"""Whether a Word file is put together as the standard says (ECMA-376, part 1, 17: the order of elements; part 2: parts
and their relations), as far as marks and changes may break it."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from tests.adapters.manuscripts.building import unpacked

STRICT_NAME = "http://purl.oclc.org/ooxml/wordprocessingml/main"
USUAL_NAME = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TRACKED = ("ins", "del", "moveFrom", "moveTo")
_ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark "
    "headers cellIns cellDel cellMerge tcPrChange",
    "tblGrid": "gridCol tblGridChange",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "document": "background body",
    "rPr": "ins del moveFrom moveTo * rPrChange",
    "trPr": "* ins del trPrChange",
    "sectPr": "headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings "
    "sectPrChange",
}
_FIRST = {"p": ("pPr",), "r": ("rPr",), "tbl": ("tblPr", "tblGrid"), "tr": ("tblPrEx", "trPr"), "tc": ("tcPr",)}
_IN_TRACKED = {"r", "sdt", "customXml", "smartTag", "dir", "bdo", *_TRACKED, "proofErr", "oMath", "oMathPara"}


def wrong(content: bytes) -> list[str]:
    """What is not as it should be; nothing in a file as Word would store it."""
    files = unpacked(content)
    return [
        *_wrong_parts(files),
        *(
            f"{name}: {one}"
            for name, part in files.items()
            if name.endswith(".xml") and not name.startswith("[") and _words(part)
            for one in _wrong_elements(etree.fromstring(part.replace(STRICT_NAME.encode(), USUAL_NAME.encode())))
        ),
    ]


def _words(part: bytes) -> bool:
    return USUAL_NAME.encode() in part or STRICT_NAME.encode() in part


def _wrong_parts(files: dict[str, bytes]) -> Iterator[str]:
    types = etree.fromstring(files["[Content_Types].xml"])
    told = Counter(one.get("PartName").lstrip("/") for one in types if one.get("PartName"))
    endings = {one.get("Extension").lower() for one in types if one.get("Extension")}
    yield from (f"the kind of {name} is told twice" for name, times in told.items() if times > 1)
    for name in files:
        if name not in told and name.rpartition(".")[2].lower() not in endings and name != "[Content_Types].xml":
            yield f"nothing tells the kind of {name}"
        if name.endswith(".rels"):
            yield from _wrong_relations(files, name)


def _wrong_relations(files: dict[str, bytes], name: str) -> Iterator[str]:
    folder, _, rels = name.rpartition("/")
    source = posixpath.join(posixpath.dirname(folder), rels.removesuffix(".rels"))
    relations = etree.fromstring(files[name])
    known = Counter(one.get("Id") for one in relations)
    yield from (f"{name}: {identity} twice" for identity, times in known.items() if times > 1)
    for one in relations:
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), one.get("Target"))).lstrip("/")
        if one.get("TargetMode") != "External" and target.lower() not in {one.lower() for one in files}:
            yield f"{name}: {target} is not there"
    root = etree.fromstring(files[source]) if source in files else ()
    for element in root.iter() if source in files else ():
        for attribute, identity in element.attrib.items():
            if isinstance(element.tag, str) and attribute.startswith(f"{{{_R}}}") and identity not in known:
                yield f"{source}: {identity} leads nowhere"


def _wrong_elements(root: Any) -> Iterator[str]:
    w = f"{{{USUAL_NAME}}}"
    for element in root.iter(f"{w}*"):
        name = element.tag.removeprefix(w)
        children = [one.tag.removeprefix(w) for one in element if isinstance(one.tag, str)]
        if name in _ORDERS and not _in_order(children, _ORDERS[name]):
            yield f"{name}: {children}"
        if name in _FIRST:
            there = [one for one in children if one in _FIRST[name]]
            if [one for one in _FIRST[name] if one in there] != there or children[: len(there)] != there:
                yield f"{name}: {children[:4]}"
        if name in _TRACKED and element.getparent().tag not in (f"{w}rPr", f"{w}trPr"):
            strange = {one.rpartition("}")[2] for one in children} - _IN_TRACKED
            yield from (f"{one} in {name}" for one in strange if not one.endswith(("Start", "End")))
        if name == "delText" and not any(one.tag in (f"{w}del", f"{w}moveFrom") for one in element.iterancestors()):
            yield "delText outside of del"
    yield from _wrong_numbers(root, w)


def _wrong_numbers(root: Any, w: str) -> Iterator[str]:
    changes = [one for one in root.iter(*(f"{w}{name}" for name in ("ins", "del"))) if one.get(f"{w}author") == "Neni"]
    yield from _twice("change", Counter(one.get(f"{w}id") for one in changes))
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "comment"):
        yield from _twice(name, Counter(one.get(f"{w}id") for one in root.iter(f"{w}{name}")))
    starts = {one.get(f"{w}id") for one in root.iter(f"{w}bookmarkStart")}
    if starts != {one.get(f"{w}id") for one in root.iter(f"{w}bookmarkEnd")}:
        yield "bookmarks without beginning or end"
    yield from _twice("bookmark", Counter(one.get(f"{w}name") for one in root.iter(f"{w}bookmarkStart")))


def _twice(what: str, counted: Counter[str]) -> Iterator[str]:
    return (f"{what} {one} is there twice" for one, times in counted.items() if times > 1)


def _in_order(children: list[str], order: str) -> bool:
    places: dict[str, int] = {}
    for place, names in enumerate(order.split()):
        places |= dict.fromkeys(names.split("|"), place)
    found = [places[one] if one in places else places.get("*") for one in children if not one.startswith("{")]
    known = [one for one in found if one is not None]
    return known == sorted(known) and (len(known) == len(found))
