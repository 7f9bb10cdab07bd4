"""Styles of the old file as those of the new one: found by the name people know them by, or taken along."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from neni.core.adapters.manuscripts.names import VALUE, w
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.redlining.forms import Forms
from neni.core.adapters.manuscripts.redlining.list_home import ListHome
from neni.core.adapters.manuscripts.styles import value_of

_KINDS = {
    w("pStyle"): "paragraph",
    w("rStyle"): "character",
    w("tblStyle"): "table",
    w("numStyleLink"): "numbering",
    w("styleLink"): "numbering",
}
_OPPOSITE = {"paragraph": "character", "character": "paragraph"}
_BESIDE = frozenset(
    w(name)
    for name in (
        *("name", "aliases", "link", "next", "autoRedefine", "hidden", "uiPriority", "semiHidden", "unhideWhenUsed"),
        *("qFormat", "locked", "personal", "personalCompose", "personalReply", "rsid", "basedOn"),
    )
)
_LONGEST_CHAIN = 60
Key = tuple[str, str]
"""The kind of a style, and its identity."""


@dataclass(slots=True)
class StyleHome:
    """Leads from styles of the old file to those of the new one. `differing` gathers the names of those that have other
    looks there; tracked changes cannot tell of that."""

    old: Element | None
    new: Element | None
    lists: ListHome
    forms: Forms = field(default_factory=Forms)
    differing: set[str] = field(default_factory=set)
    _before: dict[Key, Element] = field(default_factory=dict)
    _after: dict[Key, Element] = field(default_factory=dict)
    _homes: dict[Key, str] = field(default_factory=dict)
    _along: dict[str, Key] = field(default_factory=dict)
    _looked_at: set[Key] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._before, self._after = _styles(self.old), _styles(self.new)
        names = {(kind, _name(style)): identity for (kind, identity), style in reversed(self._after.items())}
        taken = {identity for _, identity in self._after}
        for (kind, identity), style in self._before.items():
            home = names.get((kind, _name(style)))
            if home is None:
                home = _free(identity, taken)
                taken.add(home)
                self._along[home] = kind, identity
            self._homes[kind, identity] = home

    def at_home(self, element: Element) -> None:
        """Let everything in an element of the old file name styles of the new one."""
        for one in element.iter(*_KINDS):
            key = _KINDS[one.tag], one.get(VALUE, "")
            one.set(VALUE, self._homes.get(key, key[1]))

    def compare(self, element: Element) -> None:
        """Compare the looks of the styles that an element of the old file, not at home yet, names."""
        for kind, identity in sorted({(_KINDS[one.tag], one.get(VALUE, "")) for one in element.iter(*_KINDS)}):
            self._compare(kind, identity)

    def compare_usual(self) -> None:
        """Compare the looks of what names no style."""
        for kind, identity in list(self._before):
            style = self._before[kind, identity]
            if style.get(w("default")) in ("1", "true", "on"):
                self._compare(kind, identity)
                if self._homes[kind, identity] in self._along:
                    self.differing.add(_shown(style))
        before, after = (root.find(w("docDefaults")) if root is not None else None for root in (self.old, self.new))
        if self.forms.properties(before) != self.forms.properties(after):
            self.differing.add("")

    def _compare(self, kind: str, identity: str) -> None:
        key = kind, identity
        for _ in range(_LONGEST_CHAIN):
            if key in self._looked_at or key not in self._before:
                return
            self._looked_at.add(key)
            style, home = self._before[key], self._after.get((kind, self._homes[key]))
            if home is not None and not self._alike(kind, style, home):
                self.differing.add(_shown(style))
            key = kind, value_of(style.find(w("basedOn"))) or ""

    def _alike(self, kind: str, style: Element, home: Element) -> bool:
        based, new_base = (value_of(one.find(w("basedOn"))) or "" for one in (style, home))
        looks, others = (self.forms.properties(one, _BESIDE) for one in (self._counting(style), home))
        return looks == others and self._homes.get((kind, based), "") == new_base

    def _counting(self, style: Element) -> Element:
        """A style of the old file that counts in lists of the new one."""
        copy = deepcopy(style)
        self.lists.at_home(copy)
        return copy

    def taken_along(self, named: set[str]) -> Iterator[Element]:
        """The styles that are named and that only the old file has, with what they rest on, as elements to be added."""
        waiting, done = [one for one in sorted(named) if one in self._along], set[str]()
        while waiting:
            home = waiting.pop()
            if home in done:
                continue
            done.add(home)
            style = self._moved(home)
            waiting += [
                value_of(one) or "" for one in style.iter(w("basedOn"), w("link"), w("next")) if one is not None
            ]
            waiting = [one for one in waiting if one in self._along]
            yield style

    def _moved(self, home: str) -> Element:
        kind, identity = self._along[home]
        style = deepcopy(self._before[kind, identity])
        style.tail = None
        style.set(w("styleId"), home)
        style.attrib.pop(w("default"), None)
        for name, of in (("basedOn", kind), ("next", kind), ("link", _OPPOSITE.get(kind, kind))):
            for one in style.findall(w(name)):
                one.set(VALUE, self._homes.get((of, one.get(VALUE, "")), one.get(VALUE, "")))
        return style


def named(element: Element) -> set[str]:
    """The styles that are named in an element."""
    return {one.get(VALUE, "") for one in element.iter(*_KINDS)}


def _styles(root: Element | None) -> dict[Key, Element]:
    found: dict[Key, Element] = {}
    for one in root.iter(w("style")) if root is not None else ():
        found.setdefault((one.get(w("type"), "paragraph"), one.get(w("styleId"), "")), one)
    return found


def _name(style: Element) -> str:
    return (value_of(style.find(w("name"))) or style.get(w("styleId"), "")).casefold()


def _shown(style: Element) -> str:
    return value_of(style.find(w("name"))) or style.get(w("styleId"), "")


def _free(identity: str, taken: set[str]) -> str:
    number, home = 0, identity
    while home in taken:
        number += 1
        home = f"{identity}{number}"
    return home
