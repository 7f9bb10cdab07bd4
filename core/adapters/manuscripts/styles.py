"""The styles of a Word file, as far as they decide what is read: names, hidden text, headings, list numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from neni.core.adapters.manuscripts.names import IDENTITY, PARAGRAPH_PROPERTIES, RUN_PROPERTIES, VALUE, w
from neni.core.adapters.manuscripts.packages import Element

_OFF = frozenset({"0", "false", "off"})
_DEEPEST, _LONGEST_CHAIN = 9, 60


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says itself; None where it says nothing."""

    identity: str
    name: str = ""
    based_on: str = ""
    hidden: bool | None = None
    raised: bool | None = None
    list_number: str | None = None
    list_level: int | None = None
    outline: int | None = None


@dataclass(slots=True)
class Styles:
    """Styles by identity, with what each inherits worked out once."""

    by_identity: dict[str, Style] = field(default_factory=dict)
    usual: str = ""
    _chains: dict[str, tuple[Style, ...]] = field(default_factory=dict)

    def chain(self, identity: str) -> tuple[Style, ...]:
        """A style and what it rests on, nearest first."""
        if identity not in self._chains:
            found: list[Style] = []
            at = self.by_identity.get(identity)
            while at is not None and len(found) < _LONGEST_CHAIN:  # so that a circle ends too
                found.append(at)
                at = self.by_identity.get(at.based_on)
            self._chains[identity] = tuple(found)
        return self._chains[identity]

    def name(self, identity: str) -> str:
        """What people call the style."""
        style = self.by_identity.get(identity or self.usual)
        return style.name if style else identity

    def hidden(self, identity: str) -> bool:
        """Whether the style hides its text."""
        return next((one.hidden for one in self.chain(identity) if one.hidden is not None), False)

    def raised(self, identity: str) -> bool:
        """Whether the style lifts its text, as notes do."""
        return next((one.raised for one in self.chain(identity) if one.raised is not None), False)

    def outline(self, identity: str) -> int | None:
        """The heading level of the style, 0 for the first."""
        return next((one.outline for one in self.chain(identity) if one.outline is not None), None)

    def identity_of(self, name: str) -> str:
        """The style people call so; empty where there is none."""
        return next((one.identity for one in self.by_identity.values() if one.name.casefold() == name), "")


def styles_of(root: Element | None) -> Styles:
    """The styles of a file."""
    styles = Styles()
    for element in root.iter(w("style")) if root is not None else ():
        style = _style(element)
        styles.by_identity[style.identity] = style
        if element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true", "on"):
            styles.usual = style.identity
    return styles


def _style(element: Element) -> Style:
    paragraph, run = element.find(PARAGRAPH_PROPERTIES), element.find(RUN_PROPERTIES)
    number, level = numbering_of(paragraph)
    return Style(
        identity=element.get(w("styleId"), ""),
        name=value_of(element.find(w("name"))) or "",
        based_on=value_of(element.find(w("basedOn"))) or "",
        hidden=switched(run, "vanish"),
        raised=raised(run),
        list_number=number,
        list_level=level,
        outline=outline(paragraph),
    )


def value_of(element: Element | None) -> str | None:
    """The value of a property."""
    return None if element is None else element.get(VALUE, "")


def switched(properties: Element | None, name: str) -> bool | None:
    """Whether a property is on or off; None where nothing is said of it."""
    found = properties.find(w(name)) if properties is not None else None
    return None if found is None else found.get(VALUE, "1") not in _OFF


def raised(properties: Element | None) -> bool | None:
    """Whether text is lifted above the line."""
    found = value_of(properties.find(w("vertAlign"))) if properties is not None else None
    return None if found is None else found == "superscript"


def numbering_of(properties: Element | None) -> tuple[str | None, int | None]:
    """The list and the level a paragraph is said to be of."""
    numbers = properties.find(w("numPr")) if properties is not None else None
    if numbers is None:
        return None, None
    return value_of(numbers.find(w("numId"))), whole(value_of(numbers.find(w("ilvl"))))


def outline(properties: Element | None) -> int | None:
    """The heading level that is said, 0 for the first; 9 is text."""
    return whole(value_of(properties.find(w("outlineLvl")))) if properties is not None else None


def whole(words: str | None) -> int | None:
    """A number as Word writes it; None for anything else."""
    return int(words) if words and words.lstrip("-").isdecimal() and words.isascii() and len(words) < _DEEPEST else None


def identity_of(element: Element) -> str:
    """What an element is referred to by."""
    found: str = element.get(IDENTITY, "")
    return found
