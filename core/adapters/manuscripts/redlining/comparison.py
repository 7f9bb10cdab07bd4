"""Two Word files as one with tracked changes: every text of the one beside the text of the other that stands for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from neni.core.adapters.manuscripts.names import IDENTITY, w
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.redlining.files import NOTES, SECTION, File, root_of
from neni.core.adapters.manuscripts.redlining.forms import Forms
from neni.core.adapters.manuscripts.redlining.home import Home
from neni.core.adapters.manuscripts.redlining.margins import MarginPairs, empty_like
from neni.core.adapters.manuscripts.redlining.marks import Marks, made
from neni.core.adapters.manuscripts.redlining.note_list import NoteList
from neni.core.adapters.manuscripts.redlining.redline import Redline
from neni.core.adapters.manuscripts.redlining.splitting import Splitting, copy_of
from neni.core.adapters.manuscripts.styles import whole


@dataclass(slots=True)
class Comparison:
    """Writes the old file into the new one, part by part."""

    old: File
    new: File
    home: Home
    marks: Marks
    _notes: NoteList = field(init=False)

    def __post_init__(self) -> None:
        self._notes = NoteList({kind: count(_highest(self.new.root(part)) + 1) for kind, part in NOTES.items()})

    def write(self) -> None:
        """Compare everything."""
        before, after = self.old.body(), self.new.body()
        section, new_section = (_section(one) for one in (before, after))
        margins = MarginPairs(self.old, self.new, self.old.margins(), self.new.margins(), self._compare)
        redline = self._text(self.old.main, self.old.package.root(self.old.main), self.new.main)
        redline.container(before, after)
        redline.section(section, new_section)
        margins.write(redline.sections)
        for kind in NOTES:
            self._write_notes(kind)

    def _text(self, old_part: str, old: Element, new_part: str) -> Redline:
        """What writes into a part, with the text of the old one made at home there."""
        link = self.home.link(old_part, new_part)
        self.home.homing.at_home(old, link)
        forms = Forms(link.same)
        return Redline(self.marks, Splitting(forms), Splitting(forms), self._notes)

    def _compare(self, old_part: str, old: Element, new_part: str) -> None:
        self._text(old_part, old, new_part).container(old, self.new.package.root(new_part))

    def _write_notes(self, kind: str) -> None:
        known = self._notes.of(kind)
        if not known:
            return
        old_root = self.old.root(NOTES[kind])
        old_root = root_of(NOTES[kind]) if old_root is None else old_root
        if self.new.root(NOTES[kind]) is None:
            self.new.make(NOTES[kind], _without_notes(old_root, kind))
        new_root: Element = self.new.root(NOTES[kind])
        redline = self._text(self.old.part(NOTES[kind]), old_root, self.new.part(NOTES[kind]))
        before, after = _by_identity(old_root), _by_identity(new_root)
        for was, now in known:
            old = before.get(was) if was else made(kind)
            new = after.get(now)
            if old is not None and new is None and was:
                new = empty_like(old)
                new.set(IDENTITY, now)
                new_root.append(new)
            if old is not None and new is not None:
                redline.container(old, new)


def _section(body: Element) -> Element:
    """The last section of a text, said where nothing is said of it."""
    found = body.find(SECTION)
    return etree.SubElement(body, SECTION) if found is None else found


def _by_identity(root: Element) -> dict[str, Element]:
    return {one.get(IDENTITY, ""): one for one in root if isinstance(one.tag, str)}


def _without_notes(root: Element, kind: str) -> Element:
    """The lines that part notes from the text, without the notes."""
    copy = copy_of(root)
    for note in list(copy.iter(w(kind))):
        if note.get(w("type"), "normal") == "normal":
            copy.remove(note)
    return copy


def _highest(root: Element | None) -> int:
    return max(_numbers(root), default=0)


def _numbers(root: Element | None) -> Iterator[int]:
    for one in root if root is not None else ():
        number = whole(one.get(IDENTITY)) if isinstance(one.tag, str) else None
        if number is not None:
            yield number
