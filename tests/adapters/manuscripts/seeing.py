"""What a reader or Word sees of a Word file, with nothing of how it is stored: no identities, no cuts between runs, no
names of parts. Two files in which the same is seen are equal here."""

from __future__ import annotations

import posixpath
from hashlib import sha256
from typing import Any

from lxml import etree

from tests.adapters.manuscripts.building import unpacked
from tests.adapters.manuscripts.deciding import W

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BESIDE = (
    "rPr",
    "sectPr",
    "pPr",
    "sdtPr",
    "bookmarkStart",
    "bookmarkEnd",
    "proofErr",
    "lang",
    "docPr",
    "cNvPr",
    "lastRenderedPageBreak",
)


class Sight:
    """Looks at one file."""

    def __init__(self, content: bytes) -> None:
        self.files = unpacked(content)
        self.styles = {
            (one.get(f"{W}type"), one.get(f"{W}styleId")): one.find(f"{W}name").get(f"{W}val")
            for one in self._root("word/styles.xml").iter(f"{W}style")
        }
        numbering = self._root("word/numbering.xml")
        definitions = {one.get(f"{W}abstractNumId"): one for one in numbering.iter(f"{W}abstractNum")}
        self.lists = {
            one.get(f"{W}numId"): definitions[one.find(f"{W}abstractNumId").get(f"{W}val")]
            for one in numbering.iter(f"{W}num")
        }
        self.counted: list[str] = []
        self.margins: dict[tuple[str, str], object] = {}
        self.part = "word/document.xml"

    def all(self) -> object:
        body = self._root(self.part).find(f"{W}body")
        seen = self._container(body)
        last = body.find(f"{W}sectPr")
        return seen, None if last is None else self._section(last)

    def _root(self, name: str) -> Any:
        return etree.fromstring(self.files.get(name, b"<none/>"))

    def _container(self, parent: Any) -> list[object]:
        found: list[object] = []
        for child in parent:
            name = etree.QName(child).localname
            if name == "p":
                found.append(self._paragraph(child))
            elif name == "tbl":
                rows = [self._row(row) for row in child.iter(f"{W}tr") if row.getparent() is child]
                found.append(("table", self._said(child, "tblPr"), self._said(child, "tblGrid", order=True), rows))
            elif name == "sdt":
                found.append(("control", self._said(child, "sdtPr"), self._container(child.find(f"{W}sdtContent"))))
        return found

    def _row(self, row: Any) -> object:
        cells = [(self._said(cell, "tcPr"), self._container(cell)) for cell in row.iterchildren(f"{W}tc")]
        return self._said(row, "trPr"), cells

    def _paragraph(self, paragraph: Any) -> object:
        end = self._said(paragraph.find(f"{W}pPr"), "rPr")
        section = paragraph.find(f"{W}pPr/{W}sectPr")
        seen = None if section is None else self._section(section)
        return self._said(paragraph, "pPr"), end, seen, self._inline(paragraph)

    def _inline(self, parent: Any) -> list[object]:
        found: list[object] = []
        for child in parent:
            name = etree.QName(child).localname
            if name == "r":
                found += self._run(child)
            elif name == "sdt":
                found += [("control", self._said(child, "sdtPr")), *self._inline(child.find(f"{W}sdtContent")), "end"]
            elif name == "fldSimple":
                found += ["begin", *child.get(f"{W}instr"), "separate", *self._inline(child), "end"]
            elif name == "hyperlink":
                found += [("link", self._attributes(child)), *self._inline(child), "end"]
            elif name not in _BESIDE:
                found.append(self._form(child))
        return found

    def _run(self, run: Any) -> list[object]:
        looks = self._said(run, "rPr")
        found: list[object] = []
        for child in run:
            name = etree.QName(child).localname
            if name == "t":
                found += [(letter, looks) for letter in child.text or ""]
            elif name == "fldChar":
                found.append(child.get(f"{W}fldCharType"))
            elif name == "instrText":
                found += child.text
            elif name in ("footnoteReference", "endnoteReference"):
                found.append((name, looks, self._note(name.removesuffix("Reference"), child.get(f"{W}id"))))
            elif name == "drawing" or name not in _BESIDE:
                found.append((self._form(child), looks))
        return found

    def _note(self, kind: str, identity: str) -> object:
        root = self._root(f"word/{kind}s.xml")
        (note,) = (one for one in root.iter(f"{W}{kind}") if one.get(f"{W}id") == identity)
        self.part, part = f"word/{kind}s.xml", self.part
        seen = self._container(note)
        self.part = part
        return seen

    def _section(self, section: Any) -> object:
        """A section with the headers it shows; those it does not name are those of the section before."""
        for one in section.iter(f"{W}headerReference", f"{W}footerReference"):
            target = self._relations()[one.get(f"{R}id")][1]
            self.part, part = target, self.part
            self.margins[etree.QName(one).localname, one.get(f"{W}type")] = self._container(self._root(target))
            self.part = part
        references = ("headerReference", "footerReference")
        said = [self._form(one) for one in section if etree.QName(one).localname not in references]
        return sorted(said, key=repr), {kind: seen for kind, seen in self.margins.items() if _words(seen)}

    def _relations(self) -> dict[str, tuple[str, str]]:
        folder, _, name = self.part.rpartition("/")
        found = {}
        for one in self._root(f"{folder}/_rels/{name}.rels"):
            target = one.get("Target")
            if one.get("TargetMode") != "External":
                target = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found[one.get("Id")] = one.get("Type").rpartition("/")[2], target
        return found

    def _said(self, parent: Any, name: str, *, order: bool = False) -> object:
        properties = parent.find(f"{W}{name}") if parent is not None else None
        said = [
            self._form(one)
            for one in (properties if properties is not None else ())
            if _name(one) not in (*_BESIDE, "id")
        ]
        return said if order else sorted(said, key=repr)

    def _form(self, element: Any) -> object:
        name = _name(element)
        if name == "txbxContent":
            return name, self._container(element)
        value = element.get(f"{W}val")
        if name in ("pStyle", "rStyle", "tblStyle"):
            return name, self.styles.get(({"p": "paragraph", "r": "character", "t": "table"}[name[0]], value), value)
        if name == "numId":
            return name, self._list(value)
        inside = [self._form(one) for one in element if _name(one) not in _BESIDE]
        return name, self._attributes(element), element.text or "", inside

    def _list(self, identity: str) -> object:
        if identity not in self.lists:
            return None
        if identity not in self.counted:
            self.counted.append(identity)
        return self.counted.index(identity), [self._form(one) for one in self.lists[identity]]

    def _attributes(self, element: Any) -> object:
        said = []
        for name, value in element.attrib.items():
            if name.startswith(R):
                kind, target = self._relations()[value]
                value = kind, sha256(self.files[target]).hexdigest() if target in self.files else target  # noqa: PLW2901
            elif etree.QName(name).localname == "id" or name.startswith(f"{W}rsid"):
                continue
            said.append((name, value))
        return sorted(said, key=repr)


def _name(element: Any) -> str:
    return str(etree.QName(element).localname)


def _words(seen: object) -> bool:
    """Whether anything stands in a header; an empty one shows no more than none."""
    return any(inline for *_, inline in seen)  # type: ignore[attr-defined]


def seen(content: bytes) -> object:
    return Sight(content).all()
