"""Automatic list numbers of an OpenDocument text, counted as LibreOffice counts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from neni.core.adapters.manuscripts import symbols
from neni.core.adapters.manuscripts.numerals import FORMS, LATIN, RUSSIAN, SERBIAN, columns, letters
from neni.core.adapters.manuscripts.odt_names import EXTENSION_NAMESPACE, STYLE_NAME, XML_IDENTITY, style, text
from neni.core.adapters.manuscripts.odt_styles import OpenStyles
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.styles import whole

LEVELS, _LONGEST = 10, 100
_PLACE = re.compile(r"%(\d{1,2})%")
_FORMS = {"1": "decimal", "i": "lowerRoman", "I": "upperRoman", "": "none", "01, 02, 03, ...": "decimalZero"}
_ALPHABETS = {"(ru)": RUSSIAN, "(sr)": SERBIAN}


@dataclass(frozen=True, slots=True)
class OpenLevel:
    """One level of a list."""

    form: str = ""
    sync: bool = False
    prefix: str = ""
    suffix: str = ""
    levels: int = 1
    start: int = 1
    pattern: str = ""
    bullet: str = ""


@dataclass(slots=True)
class Counting:
    """One list that is being counted."""

    style: str
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(slots=True)
class Item:
    """Where a paragraph stands in lists: the list, its level, and whether its number was given already."""

    counting: Counting
    style: str
    level: int
    start: int | None = None
    counts: bool = True


@dataclass(slots=True)
class OpenLists:
    """Counts the lists of one text; `unknown` gathers forms of numbers that are told as figures."""

    styles: OpenStyles
    unknown: set[str] = field(default_factory=set)
    _by_identity: dict[str, Counting] = field(default_factory=dict)
    _last_of_style: dict[str, Counting] = field(default_factory=dict)
    _levels: dict[str, tuple[OpenLevel, ...]] = field(default_factory=dict)
    _outline: Counting = field(default_factory=lambda: Counting(""))

    def opened(self, element: Element, within: Item | None) -> Item:
        """A list begins, on its own or within the item of another."""
        name = element.get(STYLE_NAME) or (within.style if within else "")
        if within is not None:
            return Item(within.counting, name, min(within.level + 1, LEVELS - 1))
        counting = self._by_identity.get(element.get(text("continue-list"), ""))
        if counting is None and element.get(text("continue-numbering")) == "true":
            counting = self._last_of_style.get(name)
        counting = counting or Counting(name)
        self._by_identity[element.get(XML_IDENTITY) or f"\x00{len(self._by_identity)}"] = counting
        self._last_of_style[name] = counting
        return Item(counting, name, 0)

    def numbered(self, element: Element) -> Item:
        """A paragraph that says itself which list and level it is of."""
        name, level = element.get(STYLE_NAME, ""), whole(element.get(text("level"))) or 1
        identity = element.get(text("list-id")) or f"\x00 {name}"
        counting = self._by_identity.setdefault(identity, Counting(name))
        return Item(counting, name, min(max(level, 1), LEVELS) - 1, whole(element.get(text("start-value"))))

    def label(self, item: Item) -> str:
        """The number before the first paragraph of an item; empty before the others."""
        levels = self._levels_of(item.style)
        if not item.counts or not levels:
            return ""
        item.counts = False
        return self._counted(item.counting.counts, levels, item.level, item.start)

    def heading(self, level: int) -> str:
        """The number of a heading, where headings have numbers."""
        if self.styles.outline is None or not 0 < level <= LEVELS:
            return ""
        levels = self._levels.setdefault("\x00outline", _levels(self.styles.outline))
        return self._counted(self._outline.counts, levels, level - 1, None)

    def _levels_of(self, name: str) -> tuple[OpenLevel, ...]:
        if name not in self._levels:
            element = self.styles.lists.get(name)
            self._levels[name] = () if element is None else _levels(element)
        return self._levels[name]

    def _counted(self, counts: list[int | None], levels: Sequence[OpenLevel], at: int, start: int | None) -> str:
        level, before = levels[at], counts[at]
        begun = level.start if before is None else before + 1
        counts[at] = begun if start is None else start
        counts[at + 1 :] = [None] * (LEVELS - at - 1)
        for upper in range(at):
            if counts[upper] is None:
                counts[upper] = levels[upper].start
        return self._said(counts, levels, at)

    def _said(self, counts: Sequence[int | None], levels: Sequence[OpenLevel], at: int) -> str:
        level = levels[at]
        if level.bullet:
            return symbols.shown(level.bullet, "").strip()
        if level.pattern:
            return _PLACE.sub(lambda place: self._number(int(place[1]) - 1, counts, levels, at), level.pattern).strip()
        if not level.form:
            return (level.prefix + level.suffix).strip()
        numbers = (self._number(one, counts, levels, at) for one in range(max(0, at - level.levels + 1), at + 1))
        return f"{level.prefix}{'.'.join(filter(None, numbers))}{level.suffix}".strip()

    def _number(self, of: int, counts: Sequence[int | None], levels: Sequence[OpenLevel], at: int) -> str:
        count = counts[of] if 0 <= of <= at else None
        return "" if count is None else self._written(count, levels[of])

    def _written(self, count: int, level: OpenLevel) -> str:
        form = level.form
        if form in _FORMS:
            return FORMS[_FORMS[form]](count)
        alphabet = (
            LATIN if form in ("a", "A") else next((_ALPHABETS[one] for one in _ALPHABETS if form.endswith(one)), "")
        )
        if not alphabet:
            self.unknown.add(form)
            return str(count)
        doubled = level.sync if form in ("a", "A") else "бб" in form.casefold()
        written = letters(count, alphabet) if doubled else columns(count, alphabet)
        return written.upper() if form[0].isupper() else written


def _levels(element: Element) -> tuple[OpenLevel, ...]:
    levels = [OpenLevel()] * LEVELS
    for one in element:
        at = whole(one.get(text("level"))) if isinstance(one.tag, str) else None
        if at is not None and 0 < at <= LEVELS:
            levels[at - 1] = _level(one)
    return tuple(levels)


def _level(element: Element) -> OpenLevel:
    bullet = element.get(text("bullet-char"), "")[:_LONGEST]
    if element.tag == text("list-level-style-image"):
        bullet = "•"
    return OpenLevel(
        form=element.get(style("num-format"), ""),
        sync=element.get(style("num-letter-sync")) == "true",
        prefix=element.get(style("num-prefix"), "")[:_LONGEST],
        suffix=element.get(style("num-suffix"), "")[:_LONGEST],
        levels=whole(element.get(text("display-levels"))) or 1,
        start=1 if (start := whole(element.get(text("start-value")))) is None else start,
        pattern="" if bullet else element.get(f"{EXTENSION_NAMESPACE}num-list-format", "")[:_LONGEST],
        bullet=bullet,
    )
