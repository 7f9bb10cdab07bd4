"""The new file as the home of what the old one brings: styles, lists and parts that are used are added to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from neni.core.adapters.manuscripts.accepting import accept
from neni.core.adapters.manuscripts.names import w
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.redlining.carrying import Link, Senses
from neni.core.adapters.manuscripts.redlining.files import File, root_of
from neni.core.adapters.manuscripts.redlining.forms import Forms
from neni.core.adapters.manuscripts.redlining.homing import Homing
from neni.core.adapters.manuscripts.redlining.list_home import ListHome, lists_in
from neni.core.adapters.manuscripts.redlining.style_home import StyleHome, named
from neni.core.adapters.manuscripts.relating import free_part

_MARGINS = frozenset({w("hdr"), w("ftr")})


@dataclass(slots=True)
class Home:
    """Knows what of the old file is which of the new one, and adds what is missing once everything is written."""

    old: File
    new: File
    homing: Homing
    senses: tuple[Senses, Senses]
    numbering: Link
    _links: dict[str, Link] = field(default_factory=dict)

    @classmethod
    def of(cls, old: File, new: File, identities: Iterator[int]) -> Home:
        """The home one file gives to another. New things are numbered by `identities`."""
        senses = Senses(old.package), Senses(new.package)
        folder = new.main.rpartition("/")[0]
        part = new.part("numbering") or free_part(new.package, f"{folder}/numbering.xml".lstrip("/"))
        numbering = Link(*senses, old.part("numbering"), part)
        lists = ListHome(old.root("numbering"), new.root("numbering"), Forms(numbering.same))
        styles = StyleHome(old.root("styles"), new.root("styles"), lists)
        taken = {one.get(w("name"), "") for _, root in new.texts() for one in root.iter(w("bookmarkStart"))}
        return cls(old, new, Homing(styles, lists, frozenset(taken), identities), senses, numbering)

    def link(self, old_part: str, new_part: str) -> Link:
        """The relations of a part of the old file as those of a part of the new one."""
        self._links[new_part] = Link(*self.senses, old_part, new_part)
        return self._links[new_part]

    def write(self) -> None:
        """Add to the new file what its text uses now of the old one."""
        texts = dict(self.new.texts())
        for part, link in self._links.items():
            link.write(texts[part], self._came_along)
        texts = dict(self.new.texts())
        used_styles, used_lists = _used(texts)
        self._write_styles(used_styles, used_lists)
        self._write_lists(used_lists)
        for part, root in texts.items():
            self.new.package.put(part, root)

    def _came_along(self, part: str) -> None:
        """A header that came along as a whole has to be at home too."""
        root = self.new.package.xml(part)
        if root is not None and root.tag in _MARGINS:
            accept(root)
            self.homing.styles.at_home(root)
            self.homing.lists.at_home(root)

    def _write_styles(self, used: set[str], lists: set[str]) -> None:
        along = list(self.homing.styles.taken_along(used))
        if not along:
            return
        if self.new.root("styles") is None:
            self.new.make("styles", root_of("styles"))
        root: Element = self.new.root("styles")
        for style in along:
            self.homing.lists.at_home(style)
            lists |= lists_in(style)
            root.append(style)
        self.new.package.put(self.new.part("styles"), root)

    def _write_lists(self, used: set[str]) -> None:
        root = self.new.root("numbering")
        target = root_of("numbering") if root is None else root
        before = len(target)
        self.homing.lists.take_along(used, target, self.numbering)
        if len(target) == before:
            return
        if root is None:
            self.new.make("numbering", target, self.numbering.new_part)
        self.new.package.put(self.numbering.new_part, target)
        self.numbering.write(target, self._came_along)


def _used(texts: dict[str, Element]) -> tuple[set[str], set[str]]:
    styles, lists = set[str](), set[str]()
    for root in texts.values():
        styles |= named(root)
        lists |= lists_in(root)
    return styles, lists
