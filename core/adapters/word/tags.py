"""The tags of a template one by one, as they stand in its paragraphs, so that each mistake has a place of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import nodes

from neni.core.adapters.word.mistakes import MOST_SHOWN
from neni.core.adapters.word.sandbox import pieces

_CLOSED_BY = {"{{": "}}", "{%": "%}", "{#": "#}"}
_SIGNS = frozenset({*_CLOSED_BY, *_CLOSED_BY.values()})
_PLACES = ("p ", "tr ", "tc ", "r ")
"""What docxtpl takes for the paragraph, row, cell or run around the tag."""
_OF_CELLS = ("cellbg", "colspan", "hm", "vm")
_QUOTES = str.maketrans("‘’“”", "''\"\"")
_WITHIN = {"else": ("if", "for"), "elif": ("if",), "endif": ("if",), "endfor": ("for",)}
_AROUND = {
    "if": "{{% {} %}}{{% endif %}}",
    "for": "{{% {} %}}{{% endfor %}}",
    "elif": "{{% if 1 %}}{{% {} %}}{{% endif %}}",
}


class Torn(Exception):
    """A tag that does not end where it began, or braces that belong to none."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The `number`th paragraph of a part, and the words in it."""

    part: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and where it stands."""

    paragraph: Paragraph
    text: str

    @property
    def keyword(self) -> str:
        """`if`, `for`, `endif` …; empty for a tag that prints."""
        return next(iter(self._inner.split()), "") if self.text.startswith("{%") else ""

    @property
    def around(self) -> str:
        """The whole paragraph, or the tag itself where that is long."""
        return self.paragraph.text if len(self.paragraph.text) <= MOST_SHOWN else self.text

    def read(self) -> nodes.Template:
        """Its pieces. Raises TemplateSyntaxError, NotAllowed."""
        keyword = self.keyword
        if keyword in _WITHIN and keyword != "elif":
            return pieces("")
        if keyword in _OF_CELLS:
            inner = self._inner.removeprefix(keyword)
            return pieces(f"{{{{ {inner} }}}}" if inner.strip() else "")
        if not keyword and self.text.startswith("{{"):
            return pieces(f"{{{{ {self._inner} }}}}")
        return pieces(_AROUND.get(keyword, "{{% {} %}}").format(self._inner))

    @property
    def _inner(self) -> str:
        inner = self.text[2:-2]
        place = next((one for one in _PLACES if inner.startswith(one)), "")
        return inner.removeprefix(place).strip("-+").translate(_QUOTES)


def tags_of(paragraph: Paragraph) -> tuple[Tag, ...]:
    """The tags of a paragraph; comments are none. Raises Torn. Each sign is looked at once, however many there are."""
    return tuple(Tag(paragraph, text) for text in _cut(paragraph.text) if not text.startswith("{#"))


def _cut(text: str) -> Iterator[str]:
    at, start, closing = 0, 0, ""
    while at < len(text) - 1:
        sign = text[at : at + 2]
        if closing and sign == closing:
            yield text[start : at + 2]
            at, closing = at + 1, ""
        elif not closing and sign in _CLOSED_BY:
            start, closing, at = at, _CLOSED_BY[sign], at + 1
        elif sign in _SIGNS and (closing != "#}"):
            raise Torn(text[start : at + 2] if closing else sign)
        at += 1
    if closing:
        raise Torn(text[start:])


def unbalanced(tags: Iterable[Tag]) -> Iterator[Tag]:
    """Tags of a part, in order, that begin something no other ends, or end what none began."""
    begun: list[Tag] = []
    for tag in tags:
        wanted = _WITHIN.get(tag.keyword)
        if tag.keyword in ("if", "for"):
            begun.append(tag)
        elif wanted and not (begun and begun[-1].keyword in wanted):
            yield tag
        elif tag.keyword in ("endif", "endfor"):
            begun.pop()
    yield from begun
