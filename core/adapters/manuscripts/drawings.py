"""Drawings of a Word file: which of several stored forms is shown, and the text boxes in it."""

from __future__ import annotations

from collections.abc import Iterator

from neni.core.adapters.manuscripts.names import ALTERNATIVES, BOX, CHOICE, FALLBACK, w
from neni.core.adapters.manuscripts.packages import Element

_KNOWN = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")
PICTURES = frozenset({w("drawing"), w("pict"), w("object")})


def alternative(element: Element) -> Element | None:
    """The one of several forms that Word shows: the first whose needs it knows."""
    for choice in element.findall(CHOICE):
        needs = [element.nsmap.get(one) or choice.nsmap.get(one) or "" for one in choice.get("Requires", "").split()]
        if all(one.startswith(_KNOWN) for one in needs):
            return choice
    return element.find(FALLBACK)


def boxes_in(element: Element) -> Iterator[Element]:
    """The text boxes of a picture, each once, however many forms of it are stored; not those inside them."""
    if element.tag == ALTERNATIVES:
        chosen = alternative(element)
        if chosen is not None:
            yield from boxes_in(chosen)
        return
    for child in element:
        if child.tag == BOX:
            yield child
        elif isinstance(child.tag, str):
            yield from boxes_in(child)
