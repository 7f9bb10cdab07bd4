"""Headers and footers of two versions, section by section: each shows in both versions what it showed there.

A section that names no header has that of the section before. Where sections were put in or taken out, or headers are
shared in another way than before, every section that both versions have is made to name its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lxml import etree

from neni.core.adapters.manuscripts.names import PARAGRAPH, w
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.redlining.files import MARGIN_REFERENCES, File, Margins, Sort, root_of
from neni.core.adapters.manuscripts.redlining.forms import RELATION
from neni.core.adapters.manuscripts.redlining.marks import paragraph_properties
from neni.core.adapters.manuscripts.redlining.splitting import copy_of

_ROOTS = {"header": "hdr", "footer": "ftr"}
_TAGS = {kind: tag for tag, kind in MARGIN_REFERENCES.items()}
Compared = Callable[[str, Element, str], None]
"""Writes the text of a part of the old file into a part of the new one."""


@dataclass(slots=True)
class MarginPairs:
    """Brings the headers and footers of both files together."""

    old: File
    new: File
    before: Margins
    after: Margins
    compared: Compared
    _pristine: dict[str, Element] = field(default_factory=dict)
    _chosen: dict[tuple[Sort, str, str], str] = field(default_factory=dict)

    def write(self, sections: Sequence[tuple[Element, Element]]) -> None:
        """Compare those of sections that stand for one another."""
        uneven = len(self.before) != len(sections) or len(self.after) != len(sections)
        for old, new in sections:
            was, now = self.before.get(old, {}), self.after.get(new, {})
            for sort in dict.fromkeys([*now, *was]):
                pair = was.get(sort, ""), now.get(sort, "")
                identity = self._identity(sort, *pair)
                if uneven or identity != self._known(pair[1]):
                    _refer(new, sort, identity)

    def _known(self, part: str) -> str:
        relations = self.new.package.relations(self.new.main)
        return next((identity for identity, one in relations.items() if part and one.target == part), "")

    def _identity(self, sort: Sort, old_part: str, new_part: str) -> str:
        """By which the main part refers to what shows both."""
        key = sort, old_part, new_part
        if key not in self._chosen:
            self._chosen[key] = self._compare(sort[0], old_part, new_part)
        return self._chosen[key]

    def _compare(self, kind: str, old_part: str, new_part: str) -> str:
        found = self.old.package.xml(old_part) if old_part else None
        old = root_of(_ROOTS[kind]) if found is None else copy_of(found)
        part, identity = new_part, self._known(new_part)
        if not part or self.new.package.xml(part) is None:
            part, identity = self.new.make(kind, empty_like(old))
        elif part in self._pristine:
            part, identity = self._copied(kind, part)
        else:
            self._pristine[part] = copy_of(self.new.package.xml(part))
        self.compared(old_part, old, part)
        return identity

    def _copied(self, kind: str, part: str) -> tuple[str, str]:
        """The same header once more, for a section that showed another one before."""
        copy, identity = self.new.make(kind, copy_of(self._pristine[part]))
        package = self.new.package
        relations = package.parts.get(package.relations_of(part))
        if relations is not None:
            package.parts[package.relations_of(copy)] = relations
        return copy, identity


def empty_like(source: Element) -> Element:
    """A text with nothing in it, that ends as another does."""
    empty = etree.Element(source.tag, attrib=dict(source.attrib), nsmap=source.nsmap)
    paragraph = etree.SubElement(empty, PARAGRAPH)
    last = source[-1] if len(source) and source[-1].tag == PARAGRAPH else None
    properties = paragraph_properties(last) if last is not None else None
    if properties is not None:
        paragraph.append(copy_of(properties))
    return empty


def _refer(section: Element, sort: Sort, identity: str) -> None:
    kind, pages = sort
    tag = _TAGS[kind]
    for one in section.findall(tag):
        if one.get(w("type"), "default") == pages:
            one.set(f"{RELATION}id", identity)
            return
    reference = etree.Element(tag, nsmap=section.nsmap)
    reference.set(w("type"), pages)
    reference.set(f"{RELATION}id", identity)
    section.insert(0, reference)
