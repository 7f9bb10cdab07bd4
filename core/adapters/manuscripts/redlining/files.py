"""A Word file that is compared: its texts, and its other parts by kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from neni.core.adapters.manuscripts.accepting import accept
from neni.core.adapters.manuscripts.names import WORD, w
from neni.core.adapters.manuscripts.packages import Element, Package, main_part, opened, relation_type
from neni.core.adapters.manuscripts.redlining.forms import RELATION
from neni.core.adapters.manuscripts.relating import declare, free_part, relate

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NOTES = {"footnote": "footnotes", "endnote": "endnotes"}
SECTION = w("sectPr")
MARGIN_REFERENCES = {w("headerReference"): "header", w("footerReference"): "footer"}
Sort = tuple[str, str]
"""Header or footer, and of which pages: all, the first, the even ones."""
Margins = dict[Element, dict[Sort, str]]
"""The parts with the headers and footers that every section shows."""


@dataclass(frozen=True, slots=True)
class File:
    """A Word file and its main part."""

    package: Package
    main: str

    def part(self, kind: str) -> str:
        """The part of a kind; empty where there is none."""
        return self.package.related(self.main, kind)

    def root(self, kind: str) -> Element | None:
        """The XML of the part of a kind."""
        part = self.part(kind)
        return self.package.xml(part) if part else None

    def body(self) -> Element:
        """What holds the text; made where it is missing."""
        root = self.package.root(self.main)
        found = root.find(w("body"))
        return etree.SubElement(root, w("body")) if found is None else found

    def texts(self) -> Iterator[tuple[str, Element]]:
        """Every part that holds text, the main one first."""
        relations = self.package.relations(self.main).values()
        kinds = (*MARGIN_REFERENCES.values(), *NOTES.values())
        for part in dict.fromkeys([self.main, *(one.target for one in relations if one.kind in kinds)]):
            root = self.package.xml(part)
            if root is not None:
                yield part, root

    def margins(self) -> Margins:
        """The headers and footers of every section, with those it takes over from the one before."""
        relations = self.package.relations(self.main)
        shown: dict[Sort, str] = {}
        found: Margins = {}
        for section in self.package.root(self.main).iter(SECTION):
            for one in section:
                relation = relations.get(one.get(f"{RELATION}id", ""))
                if one.tag in MARGIN_REFERENCES and relation is not None:
                    shown[MARGIN_REFERENCES[one.tag], one.get(w("type"), "default")] = relation.target
            found[section] = dict(shown)
        return found

    def make(self, kind: str, root: Element, wanted: str = "") -> tuple[str, str]:
        """A new part beside the main one; its name and the identity by which the main part refers to it."""
        folder = self.main.rpartition("/")[0]
        part = wanted or free_part(self.package, f"{folder}/{kind}.xml".lstrip("/"))
        self.package.like(self.main, part)
        self.package.put(part, root)
        declare(self.package, part, f"{KIND}.{kind}+xml")
        return part, relate(self.package, self.main, relation_type(kind), part)


def accepted(content: bytes) -> File:
    """A file with every tracked change accepted. Raises BadUpload."""
    package = opened(content)
    file = File(package, main_part(package))
    for _, root in file.texts():
        accept(root)
    return file


def root_of(name: str) -> Element:
    """The root of a new part."""
    return etree.Element(w(name), nsmap={"w": WORD, "r": relation_type("").rstrip("/")})
