"""Comments in the margin of an OpenDocument text, on the very words; nothing else in the file changes.

What is said of a note, a box or a header hangs on what leads there, as in Word files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from neni.core.adapters.manuscripts.odt_inline import OpenAtom, Slot
from neni.core.adapters.manuscripts.odt_names import (
    ANNOTATION,
    ANNOTATION_END,
    DUBLIN_CORE,
    META_NAMESPACE,
    PARAGRAPH,
    office,
)
from neni.core.adapters.manuscripts.odt_reading import CONTENT, OpenText, open_text
from neni.core.adapters.manuscripts.odt_walking import OpenRow
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.printable import printable
from neni.core.adapters.manuscripts.quoting import with_quotation
from neni.core.model.manuscripts import Place, State
from neni.core.ports.manuscripts import MarginComment

_PLACES = frozenset({Place.BODY, Place.TABLE})
_NAME = office("name")


@dataclass(frozen=True, slots=True)
class _Mark:
    """Something to be put before (or, at the end of a comment, behind) a character of a line."""

    row: OpenRow
    offset: int
    ends: bool
    element: Element


def commented(content: bytes, comments: Sequence[MarginComment]) -> bytes:
    """The file with the comments. Raises BadUpload."""
    if not comments:
        return content
    text = open_text(content)
    root = text.package.root(CONTENT)
    taken = {one.get(_NAME) for one in root.iter(ANNOTATION)}
    names = (name for number in range(len(comments) + len(taken)) if (name := f"neni{number}") not in taken)
    marks = [mark for comment, name in zip(comments, names, strict=False) for mark in _marks(text, comment, name)]
    order = {id(row): at for at, row in enumerate(text.rows)}
    # From the last to the first, so that places before stay what they were; where one comment ends another may begin.
    marks.reverse()
    for mark in sorted(marks, key=lambda one: (-order[id(one.row)], -one.offset, one.ends)):
        _put(mark)
    text.package.put(CONTENT, root)
    return text.package.written()


def _marks(text: OpenText, comment: MarginComment, name: str) -> Iterator[_Mark]:
    """The beginning and the end of a comment; what has to hang elsewhere is put there at once."""
    anchor, row = comment.anchor, text.rows[comment.anchor.line]
    if row.place not in _PLACES:
        _hang(text, row, _annotation(comment, with_quotation(comment, _words(row)), name))
        return
    yield _Mark(row, anchor.start, False, _annotation(comment, comment.text, name))  # noqa: FBT003 - a beginning
    line, end = _last(text, comment)
    if (line, end) != (anchor.line, anchor.start):
        yield _Mark(text.rows[line], end, True, _annotation_end(name))  # noqa: FBT003 - an end


def _last(text: OpenText, comment: MarginComment) -> tuple[int, int]:
    anchor = comment.anchor
    last = anchor.line if anchor.last_line is None else anchor.last_line
    reached = max(line for line in range(anchor.line, last + 1) if text.rows[line].place in _PLACES)
    if reached == last and (anchor.end or last == anchor.line):
        return last, anchor.end
    while reached > anchor.line and (reached == last or not _words(text.rows[reached])):
        reached -= 1
    return reached, len(_words(text.rows[reached]))


def _words(row: OpenRow) -> str:
    return "".join(atom.text for atom in row.atoms if atom.state is not State.DELETED)


def _annotation(comment: MarginComment, said: str, name: str) -> Element:
    annotation = etree.Element(ANNOTATION, nsmap={"dc": DUBLIN_CORE.strip("{}"), "meta": META_NAMESPACE.strip("{}")})
    annotation.set(_NAME, name)
    etree.SubElement(annotation, f"{DUBLIN_CORE}creator").text = printable(comment.author)
    etree.SubElement(annotation, f"{DUBLIN_CORE}date").text = comment.at.strftime("%Y-%m-%dT%H:%M:%S")
    etree.SubElement(annotation, f"{META_NAMESPACE}creator-initials").text = printable(comment.initials)
    for line in said.split("\n"):
        etree.SubElement(annotation, PARAGRAPH).text = printable(line)
    return annotation


def _annotation_end(name: str) -> Element:
    end = etree.Element(ANNOTATION_END)
    end.set(_NAME, name)
    return end


def _hang(text: OpenText, row: OpenRow, annotation: Element) -> None:
    """Before what leads to the words, or at the beginning of the text."""
    outer = row.outer
    if outer is not None and any(one.tag == PARAGRAPH for one in outer.iterancestors()):
        outer.addprevious(annotation)
        return
    first = next((one for one in text.rows if one.place in _PLACES), None)
    if first is None:
        body = text.package.root(CONTENT).find(f"{office('body')}/{office('text')}")
        etree.SubElement(body, PARAGRAPH).append(annotation)
    else:
        _at_beginning(first.paragraph, annotation)


def _at_beginning(element: Element, mark: Element) -> None:
    mark.tail, element.text = element.text, None
    element.insert(0, mark)


def _put(mark: _Mark) -> None:
    at, last = 0, None
    for atom in mark.row.atoms:
        if atom.state is State.DELETED:
            continue
        length = len(atom.text)
        inside = at < mark.offset <= at + length if mark.ends else at <= mark.offset < at + length
        if inside:
            _put_in(atom, mark.offset - at, mark)
            return
        at, last = at + length, atom
    if last is None:
        _at_beginning(mark.row.paragraph, mark.element)
    else:
        _put_in(last, len(last.text), mark)


def _put_in(atom: OpenAtom, offset: int, mark: _Mark) -> None:
    owner, element = atom.owner, mark.element
    if atom.slot is Slot.TEXT:
        words = owner.text or ""
        owner.text, element.tail = words[:offset], words[offset:]
        owner.insert(0, element)
    elif atom.slot is Slot.TAIL:
        words = owner.tail or ""
        _behind(owner, element)
        owner.tail, element.tail = words[:offset], words[offset:]
    elif mark.ends or offset:
        tail, owner.tail = owner.tail, None
        _behind(owner, element)
        element.tail = tail
    else:
        owner.addprevious(element)


def _behind(owner: Element, element: Element) -> None:
    parent = owner.getparent()
    parent.insert(parent.index(owner) + 1, element)
