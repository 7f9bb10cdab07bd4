"""Lists of the old file as those of the new one: found where they count alike, or taken along."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from neni.core.adapters.manuscripts.names import VALUE, w
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.redlining.carrying import Link
from neni.core.adapters.manuscripts.redlining.forms import Form, Forms
from neni.core.adapters.manuscripts.styles import value_of, whole

_BESIDE = frozenset({w("nsid"), w("tmpl"), w("name")})
_OF_DEFINITION, _OF_LIST, _OF_PICTURE = w("abstractNumId"), w("numId"), w("numPicBulletId")


@dataclass(slots=True)
class ListHome:
    """Leads from lists of the old file to those of the new one. Paragraphs that count together go on doing so, and no
    two lists of the old file become one."""

    old: Element | None
    new: Element | None
    forms: Forms
    _lists: dict[str, str] = field(default_factory=dict)
    _along: dict[str, Element] = field(default_factory=dict)
    _definitions: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        before, after = _named(self.old, "abstractNum", _OF_DEFINITION), _named(self.new, "abstractNum", _OF_DEFINITION)
        self._definitions = _matched(self._forms(before), self._forms(after))
        lists, others = _named(self.old, "num", _OF_LIST), _named(self.new, "num", _OF_LIST)
        self._lists = _matched(self._list_forms(lists, self._definitions), self._list_forms(others, None))
        highest = max((whole(one) or 0 for one in [*others, "0"]), default=0)
        for identity, element in lists.items():
            if identity not in self._lists:
                highest += 1
                self._lists[identity] = str(highest)
                self._along[str(highest)] = element

    def _forms(self, found: Mapping[str, Element]) -> dict[str, Form]:
        return {one: self.forms.properties(element, _BESIDE) for one, element in found.items()}

    def _list_forms(self, found: Mapping[str, Element], homes: Mapping[str, str] | None) -> dict[str, Form]:
        told: dict[str, Form] = {}
        for identity, element in found.items():
            of = value_of(element.find(_OF_DEFINITION)) or ""
            home = of if homes is None else homes.get(of, f"only in the old file {of}")
            told[identity] = (home, self.forms.properties(element, frozenset({_OF_DEFINITION})))
        return told

    def at_home(self, element: Element) -> None:
        """Let every paragraph and style in an element of the old file count in lists of the new one."""
        for one in element.iter(_OF_LIST):
            one.set(VALUE, self._lists.get(one.get(VALUE, ""), one.get(VALUE, "")))

    def take_along(self, used: set[str], target: Element, link: Link) -> None:
        """Add to the lists of the new file those of the old one that are used and that it has not."""
        for home in sorted(used & set(self._along), key=int):
            element = deepcopy(self._along[home])
            of = value_of(element.find(_OF_DEFINITION)) or ""
            if of not in self._definitions:
                self._definitions[of] = self._define(of, target, link)
            element.set(_OF_LIST, home)
            element.find(_OF_DEFINITION).set(VALUE, self._definitions[of])
            _put_behind(target, element, "num", "abstractNum", "numPicBullet")

    def _define(self, of: str, target: Element, link: Link) -> str:
        home = str(_highest(target, "abstractNum", _OF_DEFINITION) + 1)
        definition = _named(self.old, "abstractNum", _OF_DEFINITION).get(of)
        if definition is not None:
            copy = deepcopy(definition)
            copy.set(_OF_DEFINITION, home)
            for one in copy.findall(w("nsid")):  # Word takes lists of one such sign for the same
                copy.remove(one)
            self._pictures(copy, target, link)
            _put_behind(target, copy, "abstractNum", "numPicBullet")
        return home

    def _pictures(self, definition: Element, target: Element, link: Link) -> None:
        """Bullets that are pictures stand apart from the lists that show them."""
        pictures = _named(self.old, "numPicBullet", _OF_PICTURE)
        for one in list(definition.iter(w("lvlPicBulletId"))):
            picture = pictures.get(one.get(VALUE, ""))
            if picture is None:
                one.getparent().remove(one)
                continue
            copy, home = deepcopy(picture), str(_highest(target, "numPicBullet", _OF_PICTURE) + 1)
            copy.set(_OF_PICTURE, home)
            link.at_home(copy)
            one.set(VALUE, home)
            _put_behind(target, copy, "numPicBullet")


def lists_in(element: Element) -> set[str]:
    """The lists in which something in an element counts."""
    return {one.get(VALUE, "") for one in element.iter(_OF_LIST)}


def _named(root: Element | None, name: str, by: str) -> dict[str, Element]:
    return {one.get(by, ""): one for one in root.iterchildren(w(name))} if root is not None else {}


def _highest(root: Element, name: str, by: str) -> int:
    return max((whole(one) or 0 for one in _named(root, name, by)), default=0)


def _matched(before: Mapping[str, Form], after: Mapping[str, Form]) -> dict[str, str]:
    """Each with one of the same form: under the same name if there is one, and none twice."""
    same = {one: one for one, form in before.items() if after.get(one) == form}
    free: dict[Form, list[str]] = {}
    for one, form in after.items():
        if one not in same:
            free.setdefault(form, []).append(one)
    for one, form in before.items():
        if one not in same and free.get(form):
            same[one] = free[form].pop(0)
    return same


def _put_behind(root: Element, element: Element, *names: str) -> None:
    """Put an element behind the last of its kind, or of the kinds that stand before it."""
    element.tail = None
    for name in names:
        last = root.findall(w(name))
        if last:
            last[-1].addnext(element)
            return
    root.insert(0, element)
