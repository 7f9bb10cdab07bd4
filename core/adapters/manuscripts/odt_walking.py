"""A text of an OpenDocument file, walked element by element."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from neni.core.adapters.manuscripts.odt_inline import Manner, OpenAtom, OpenInline
from neni.core.adapters.manuscripts.odt_lists import Item, OpenLists
from neni.core.adapters.manuscripts.odt_names import (
    DISPLAY,
    DRAW_NAMESPACE,
    HEADING,
    PARAGRAPH,
    STYLE_NAME,
    draw,
    office,
    table,
    text,
)
from neni.core.adapters.manuscripts.odt_styles import OpenStyles
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.styles import whole
from neni.core.model.manuscripts import Place, State

_THROUGH = frozenset(
    {
        *(text("index-body"), text("index-title"), draw("text-box"), draw("frame"), text("note-body")),
        *(
            table("table"),
            table("table-row"),
            table("table-rows"),
            table("table-header-rows"),
            table("table-row-group"),
        ),
    }
)
_INDEXES = frozenset(
    text(f"{kind}-index" if kind != "table-of-content" else kind)
    for kind in ("table-of-content", "illustration", "table", "object", "user", "alphabetical")
) | {text("bibliography")}
_APART = frozenset({text("tracked-changes"), office("forms"), office("annotation"), text("note")})
_CHANGES = frozenset({text("change-start"), text("change-end")})


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A paragraph; `outer` is what holds it in the text where it stands in a box or a note."""

    paragraph: Element
    atoms: list[OpenAtom]
    place: Place
    label: str
    outer: Element | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """What holds for everything inside an element."""

    place: Place
    manner: Manner = field(default_factory=Manner)
    item: Item | None = None
    outer: Element | None = None


@dataclass(slots=True)
class OpenWalker:
    """Walks one text; the notes met on the way are kept for the end."""

    styles: OpenStyles
    lists: OpenLists
    inline: OpenInline
    rows: list[OpenRow] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)

    def walk(self, root: Element, where: Where) -> None:
        """Everything in an element that holds paragraphs."""
        for child in root:
            tag = child.tag
            if tag in (PARAGRAPH, HEADING):
                self._paragraph(child, where)
            elif tag in _HANDLERS:
                _HANDLERS[tag](self, child, where)
            elif isinstance(tag, str) and tag.startswith(DRAW_NAMESPACE):
                self._drawn(child, where)
            elif isinstance(tag, str) and tag not in _APART:
                self.walk(child, where)  # whatever it is, a person may see what stands in it

    def _paragraph(self, element: Element, where: Where) -> None:
        label = self.lists.label(where.item) if where.item else self._heading(element)
        atoms = self.inline.atoms(element, where.manner)
        self.rows.append(OpenRow(element, atoms, where.place, label, where.outer))
        hanging, self.inline.hanging[:] = list(self.inline.hanging), []
        for one in hanging:
            if one.tag == text("note"):
                self.notes.append(one)
            else:
                self._drawn(one, where)

    def _heading(self, element: Element) -> str:
        if element.tag != HEADING or element.get(text("is-list-header")) == "true":
            return ""
        return self.lists.heading(whole(element.get(text("outline-level"))) or 0)

    def _drawn(self, element: Element, where: Where) -> None:
        place = Place.BOX if where.place in (Place.BODY, Place.TABLE) else where.place
        self.walk(element, Where(place, where.manner, outer=element if where.outer is None else where.outer))

    def _list(self, element: Element, where: Where) -> None:
        begun = self.lists.opened(element, where.item)
        for child in element:
            if child.tag in (text("list-item"), text("list-header")):
                start = whole(child.get(text("start-value")))
                item = replace(begun, start=start, counts=child.tag == text("list-item"))
                self.walk(child, replace(where, item=item))

    def _numbered(self, element: Element, where: Where) -> None:
        self.walk(element, replace(where, item=self.lists.numbered(element)))

    def _section(self, element: Element, where: Where) -> None:
        hidden = element.get(DISPLAY) == "none"
        manner = replace(where.manner, state=State.HIDDEN) if hidden else where.manner
        self.walk(element, replace(where, manner=manner))

    def _index(self, element: Element, where: Where) -> None:
        self.walk(element, replace(where, manner=replace(where.manner, state=State.FIELD), item=None))

    def _cell(self, element: Element, where: Where) -> None:
        place = Place.TABLE if where.place in (Place.BODY, Place.BOX) else where.place
        self.walk(element, replace(where, place=place, item=None))

    def _changed(self, element: Element, where: Where) -> None:  # noqa: ARG002 - a handler
        self.inline.change(element)


_HANDLERS: dict[str, Callable[[OpenWalker, Element, Where], None]] = {
    **dict.fromkeys(_THROUGH, OpenWalker.walk),
    **dict.fromkeys(_INDEXES, OpenWalker._index),
    **dict.fromkeys(_CHANGES, OpenWalker._changed),
    text("list"): OpenWalker._list,
    text("numbered-paragraph"): OpenWalker._numbered,
    text("section"): OpenWalker._section,
    table("table-cell"): OpenWalker._cell,
    table("covered-table-cell"): OpenWalker._cell,
}


def deletions(root: Element) -> dict[str, str]:
    """The words that were taken out, by the identity of the change."""
    return {
        identity: "\n".join("".join(one.itertext()) for one in change.iter(PARAGRAPH, HEADING))
        for identity, change in _regions(root, "deletion")
    }


def insertions(root: Element) -> frozenset[str]:
    """The identities of the changes that put something in."""
    return frozenset(identity for identity, _ in _regions(root, "insertion"))


def _regions(root: Element, kind: str) -> Iterator[tuple[str, Element]]:
    for region in root.iter(text("changed-region")):
        change = region.find(text(kind))
        if change is not None:
            yield region.get(text("id")) or region.get("{http://www.w3.org/XML/1998/namespace}id", ""), change


def style_of(element: Element) -> str:
    """The name of the style of a paragraph."""
    found: str = element.get(STYLE_NAME, "")
    return found
