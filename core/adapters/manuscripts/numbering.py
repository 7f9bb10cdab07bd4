"""Automatic list numbers of a Word file, counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from neni.core.adapters.manuscripts import symbols
from neni.core.adapters.manuscripts.names import (
    ALTERNATIVES,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    w,
)
from neni.core.adapters.manuscripts.numerals import FORMS
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.styles import Styles, numbering_of, switched, value_of, whole

LEVELS = 9
_PLACE = re.compile("%([1-9])")
_LISTS, _LONGEST = 10, 100


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` is the level (1 for the first) after which it begins anew, 0 for never."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    hidden: bool = False
    style: str = ""
    font: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list as paragraphs refer to it: the definition it counts in, and what it says otherwise."""

    definition: str
    levels: tuple[Level, ...]
    starts: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Numbering:
    """The lists of a file by identity; `unknown` gathers forms of numbers that are told as figures instead."""

    lists: dict[str, List] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Labels:
    """Counts the paragraphs of one text, in the order in which they stand."""

    numbering: Numbering
    styles: Styles
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def of(self, paragraph: Element) -> str:
        """The number shown before a paragraph; empty where there is none."""
        number, at = self._place(paragraph)
        found = self.numbering.lists.get(number)
        if found is None or not 0 <= at < len(found.levels):
            return ""
        return self._said(found, at, self._counted(number, found, at))

    def _place(self, paragraph: Element) -> tuple[str, int]:
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        number, at = numbering_of(properties)
        style = value_of(properties.find(w("pStyle"))) if properties is not None else None
        chain = self.styles.chain(style or self.styles.usual)
        if number is None:
            owner = next((one for one in chain if one.list_number is not None), None)
            if owner is None or owner.list_number is None:
                return "", 0
            tied = self._level_of_style(owner.list_number, [one.identity for one in chain], owner.list_level)
            return owner.list_number, (tied if at is None else at) or 0
        return number, at or 0

    def _level_of_style(self, number: str, styles: list[str], said: int | None) -> int | None:
        found = self.numbering.lists.get(number)
        tied = [at for one in styles for at, level in enumerate(found.levels if found else ()) if level.style == one]
        return tied[0] if tied else said

    def _counted(self, number: str, found: List, at: int) -> list[int | None]:
        counts = self._counts.setdefault(found.definition, [None] * LEVELS)
        before = counts[at]
        if (number, at) not in self._begun:
            self._begun.add((number, at))
            before = None if at in dict(found.starts) else before
        counts[at] = found.levels[at].start if before is None else before + 1
        for deeper in range(at + 1, len(found.levels)):
            restart = found.levels[deeper].restart
            if restart is None or at < restart:
                counts[deeper] = None
        for upper in range(at):
            if counts[upper] is None:
                counts[upper] = found.levels[upper].start
        return counts

    def _said(self, found: List, at: int, counts: list[int | None]) -> str:
        level = found.levels[at]
        if level.hidden:
            return ""
        if level.form == "bullet":
            return symbols.shown(level.text, level.font).strip()

        def number(place: re.Match[str]) -> str:
            of = int(place[1]) - 1
            count = counts[of]
            form = "decimal" if level.legal else found.levels[of].form
            return self._written(count, form) if count is not None and of <= at else ""

        return _PLACE.sub(number, level.text).strip()

    def _written(self, count: int, form: str) -> str:
        if form not in FORMS:
            self.numbering.unknown.add(form)
        return FORMS.get(form, str)(count)


def numbering_from(root: Element | None, styles: Styles) -> Numbering:
    """The lists of a file."""
    numbering = Numbering()
    if root is None:
        return numbering
    definitions = {one.get(w("abstractNumId"), ""): one for one in root.iter(w("abstractNum"))}
    lists = {one.get(w("numId"), ""): one for one in root.iter(w("num"))}
    for identity, element in lists.items():
        definition = _definition(element, definitions, lists, styles)
        if definition is not None:
            numbering.lists[identity] = _list(element, definition, definitions[definition])
    return numbering


def _definition(
    element: Element | None, definitions: dict[str, Element], lists: dict[str, Element], styles: Styles
) -> str | None:
    """The definition a list counts in; some only name a style of lists that has it."""
    for _ in range(_LISTS):
        name = value_of(element.find(w("abstractNumId"))) if element is not None else None
        if name is None or name not in definitions:
            return None
        linked = value_of(definitions[name].find(w("numStyleLink")))
        if linked is None:
            return name
        owner = next((one for one in styles.chain(linked) if one.list_number), None)
        element = lists.get(owner.list_number or "") if owner else None
    return None


def _list(element: Element, name: str, definition: Element) -> List:
    levels = [Level()] * LEVELS
    for at, level in _levels(definition):
        levels[at] = level
    starts: dict[int, int] = {}
    for override in element.findall(w("lvlOverride")):
        of = whole(override.get(w("ilvl")))
        if of is None or not 0 <= of < LEVELS:
            continue
        levels[of] = next((level for _, level in _levels(override)), levels[of])
        start = whole(value_of(override.find(w("startOverride"))))
        if start is not None:
            starts[of] = start
            levels[of] = replace(levels[of], start=start)
    return List(name, tuple(levels), tuple(starts.items()))


def _levels(parent: Element) -> Iterator[tuple[int, Level]]:
    for element in parent.findall(w("lvl")):
        at = whole(element.get(w("ilvl")))
        if at is not None and 0 <= at < LEVELS:
            yield at, _level(element)


def _level(element: Element) -> Level:
    run = element.find(RUN_PROPERTIES)
    fonts = run.find(w("rFonts")) if run is not None else None
    start = whole(value_of(element.find(w("start"))))
    picture = element.find(w("lvlPicBulletId")) is not None
    return Level(
        start=0 if start is None else start,
        form=_form(element),
        text="•" if picture else (value_of(element.find(w("lvlText"))) or "")[:_LONGEST],
        legal=bool(switched(element, "isLgl")),
        restart=whole(value_of(element.find(w("lvlRestart")))),
        hidden=bool(switched(run, "vanish")),
        style=value_of(element.find(w("pStyle"))) or "",
        font=(fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or "") if fonts is not None else "",
    )


def _form(element: Element) -> str:
    """The form of the numbers; the newer ones stand beside one that older programs know."""
    form = element.find(w("numFmt"))
    if form is None:
        form = element.find(f"{ALTERNATIVES}//{w('numFmt')}")
    if form is None:
        return "decimal"
    said = form.get(w("format"), "")
    return "decimalZero" if said.startswith("01,") else value_of(form) or "decimal"
