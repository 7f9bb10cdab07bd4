"""A text of the old file made such that any part of it can stand in the new one: its styles, lists, pictures and links
are those of the new file, and what cannot be told by tracked changes is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from neni.core.adapters.manuscripts.names import COMPATIBILITY, IDENTITY, PARAGRAPH, RUN, RUN_PROPERTIES, w
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.redlining.carrying import Link
from neni.core.adapters.manuscripts.redlining.list_home import ListHome
from neni.core.adapters.manuscripts.redlining.style_home import StyleHome
from neni.core.adapters.manuscripts.styles import whole

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_BOOKMARK, _BOOKMARK_END, _NAME = w("bookmarkStart"), w("bookmarkEnd"), w("name")
_REFERENCE = w("commentReference")
_IGNORABLE = COMPATIBILITY + "Ignorable"
_KNOWN = "http://schemas.microsoft.com/office/"
"""Names that Word knows itself."""
_LEFT = (
    *(w(name) for name in ("proofErr", "lastRenderedPageBreak", "permStart", "permEnd", "printerSettings")),
    *(w(name) for name in ("commentRangeStart", "commentRangeEnd", "subDoc", "altChunk")),
    _REFERENCE,
)


@dataclass(slots=True)
class Homing:
    """Makes texts of the old file at home in the new one. `taken` are names of bookmarks the new file has; `left`
    gathers the names of elements that were left out."""

    styles: StyleHome
    lists: ListHome
    taken: frozenset[str]
    identities: Iterator[int] = field(default_factory=lambda: count(1))
    left: set[str] = field(default_factory=set)

    def at_home(self, root: Element, link: Link) -> None:
        """Change a text in place."""
        self.styles.compare(root)
        self.styles.at_home(root)
        self.lists.at_home(root)
        link.at_home(root)
        self._leave_out(root)
        _without_strange_names(root)
        self._bookmarks(root)
        for one in root.iter(_DRAWING):
            one.set("id", str(next(self.identities)))
        for one in root.iter(PARAGRAPH):
            for name in ("paraId", "textId"):
                one.attrib.pop(_WORD_2010 + name, None)

    def _leave_out(self, root: Element) -> None:
        for one in list(root.iter(*_LEFT)):
            parent = one.getparent()
            parent.remove(one)
            self.left.add(one.tag.rpartition("}")[2])
            if parent.tag == RUN and all(child.tag == RUN_PROPERTIES for child in parent):
                parent.getparent().remove(parent)

    def _bookmarks(self, root: Element) -> None:
        """Bookmarks that only the old file has go along, since fields may lead there; they are no change themselves."""
        ends = {one.get(IDENTITY): one for one in root.iter(_BOOKMARK_END)}
        kept: set[Element] = set()
        for start in root.iter(_BOOKMARK):
            end = ends.get(start.get(IDENTITY))
            if end is not None and self._goes_along(start, end):
                identity = str(next(self.identities))
                start.set(IDENTITY, identity)
                end.set(IDENTITY, identity)
                kept |= {start, end}
        for one in [*root.iter(_BOOKMARK, _BOOKMARK_END)]:
            if one not in kept:
                one.getparent().remove(one)

    def _goes_along(self, start: Element, end: Element) -> bool:
        name = start.get(_NAME, "")
        in_paragraphs = all(next(one.iterancestors(PARAGRAPH), None) is not None for one in (start, end))
        return in_paragraphs and name not in self.taken and name != "_GoBack"


def _without_strange_names(root: Element) -> None:
    """Names that a program may ignore are ignored: the new file may not say that they can be."""
    strange = {
        one.nsmap.get(short)
        for one in root.iter()
        if isinstance(one.tag, str)
        for short in one.attrib.pop(_IGNORABLE, "").split()
    }
    strange = {f"{{{name}}}" for name in strange if name and not name.startswith(_KNOWN)}
    for one in list(root.iter()) if strange else ():
        if isinstance(one.tag, str) and f"{one.tag.partition('}')[0]}}}" in strange and one is not root:
            one.getparent().remove(one)
        elif isinstance(one.tag, str):
            for name in [name for name in one.attrib if f"{name.partition('}')[0]}}}" in strange]:
                del one.attrib[name]


def highest_identity(root: Element) -> int:
    """The highest number by which something in a text is known, so that new ones can go on from there."""
    found = (whole(one.get(IDENTITY)) for one in root.iter() if isinstance(one.tag, str))
    drawn = (whole(one.get("id")) for one in root.iter(_DRAWING))
    return max((one for one in [*found, *drawn] if one is not None), default=0)
