"""The styles of an OpenDocument text, as far as they decide what is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from neni.core.adapters.manuscripts.odt_names import DISPLAY, style, text
from neni.core.adapters.manuscripts.packages import Element

_LONGEST_CHAIN = 60


@dataclass(frozen=True, slots=True)
class OpenStyle:
    """What one style says itself; None where it says nothing."""

    shown: str
    parent: str
    automatic: bool
    hidden: bool | None = None
    raised: bool | None = None


@dataclass(slots=True)
class OpenStyles:
    """Styles by family and name, and the styles of lists by name."""

    by_name: dict[tuple[str, str], OpenStyle] = field(default_factory=dict)
    lists: dict[str, Element] = field(default_factory=dict)
    outline: Element | None = None

    def add(self, root: Element | None) -> None:
        """Everything in one part of the file."""
        if root is None:
            return
        for element in root.iter(style("style")):
            key = (element.get(style("family"), ""), element.get(style("name"), ""))
            self.by_name[key] = _style(element)
        for element in root.iter(text("list-style")):
            self.lists[element.get(style("name"), "")] = element
        self.outline = next(root.iter(text("outline-style")), self.outline)

    def _chain(self, family: str, name: str) -> Iterator[OpenStyle]:
        for _ in range(_LONGEST_CHAIN):  # so that a circle ends too
            found = self.by_name.get((family, name))
            if found is None:
                return
            yield found
            name = found.parent

    def hidden(self, family: str, name: str) -> bool | None:
        """Whether a style hides its text; None where it says nothing of it."""
        return next((one.hidden for one in self._chain(family, name) if one.hidden is not None), None)

    def raised(self, name: str) -> bool | None:
        """Whether a style lifts its text above the line."""
        return next((one.raised for one in self._chain("text", name) if one.raised is not None), None)

    def shown(self, name: str) -> str:
        """What people call the style of a paragraph: the nearest one that was not made by the program."""
        return next((one.shown for one in self._chain("paragraph", name) if not one.automatic), name)


def _style(element: Element) -> OpenStyle:
    properties = element.find(style("text-properties"))
    display = properties.get(DISPLAY) if properties is not None else None
    position = properties.get(style("text-position"), "") if properties is not None else ""
    return OpenStyle(
        shown=element.get(style("display-name")) or element.get(style("name"), ""),
        parent=element.get(style("parent-style-name"), ""),
        automatic=element.getparent().tag.endswith("}automatic-styles"),
        hidden=None if display is None else display == "none",
        raised=_lifted(position.split(maxsplit=1)[0]) if position.split() else None,
    )


def _lifted(position: str) -> bool:
    share = position.strip("+%")
    return position == "super" or (position.endswith("%") and not share.startswith("-") and share not in ("", "0"))
