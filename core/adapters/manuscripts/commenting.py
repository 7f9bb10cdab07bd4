"""Comments in the margin of a Word file, on the very words. Runs are cut where a comment begins or ends; nothing else
in the file changes, and parts that are not concerned stay what they were, byte by byte.

Word allows comments in its text and tables only; what is said of a note, a box or a header hangs on what leads there,
and quotes the words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lxml import etree

from neni.core.adapters.manuscripts.comment_parts import CommentParts
from neni.core.adapters.manuscripts.cutting import cut
from neni.core.adapters.manuscripts.holding import behind_fields, outside
from neni.core.adapters.manuscripts.inline import Atom, live
from neni.core.adapters.manuscripts.names import PARAGRAPH, RUN, w
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.quoting import with_quotation
from neni.core.adapters.manuscripts.walking import Row
from neni.core.adapters.manuscripts.word_reading import WordText, word_text
from neni.core.model.manuscripts import Anchor, Place
from neni.core.ports.manuscripts import MarginComment

_PLACES = frozenset({Place.BODY, Place.TABLE})
Ends = tuple[Element, Element] | None


def commented(content: bytes, comments: Sequence[MarginComment]) -> bytes:
    """The file with the comments. Raises BadUpload."""
    if not comments:
        return content
    text = word_text(content)
    _cut_where_needed(text, [comment.anchor for comment in comments])
    parts = CommentParts.of(text.package, text.main, text.styles)
    for comment in comments:
        anchor = comment.anchor
        row = text.rows[anchor.line]
        if row.place in _PLACES and row.part == text.main:
            _mark(parts, comment, comment.text, row, _ends(text, anchor))
        else:
            said = with_quotation(comment, _line_words(text, anchor.line))
            _mark(parts, comment, said, *_elsewhere(text, row))
    text.package.put(text.main, text.package.root(text.main))
    parts.write()
    return text.package.written()


def _cut_where_needed(text: WordText, anchors: Sequence[Anchor]) -> None:
    offsets: dict[int, set[int]] = defaultdict(set)
    for anchor in anchors:
        offsets[anchor.line].add(anchor.start)
        offsets[_last(text, anchor)[0]].add(_last(text, anchor)[1])
    for line, wanted in offsets.items():
        row = text.rows[line]
        if row.place in _PLACES:
            row.atoms = cut(row.atoms, wanted)


def _last(text: WordText, anchor: Anchor) -> tuple[int, int]:
    """The line and the character at which an anchor ends; never outside the text it begins in."""
    last = anchor.line if anchor.last_line is None else anchor.last_line
    reached = max((line for line in range(anchor.line, last + 1) if text.rows[line].place in _PLACES), default=last)
    if reached == last and (anchor.end or last == anchor.line):
        return last, anchor.end
    while reached > anchor.line and (reached == last or not _line_words(text, reached)):
        reached -= 1
    return reached, len(_line_words(text, reached))


def _ends(text: WordText, anchor: Anchor) -> Ends:
    """What the comment begins before and what it ends behind."""
    line, end = _last(text, anchor)
    first = _within(text.rows[anchor.line].atoms, anchor.start, end if line == anchor.line else None)
    last = _within(text.rows[line].atoms, anchor.start if line == anchor.line else 0, end)
    if not first or not last:
        return None
    return outside(first[0].run), outside(last[-1].run)


def _within(atoms: Sequence[Atom], start: int, end: int | None) -> list[Atom]:
    found, at = [], 0
    for atom in atoms:
        if live(atom):
            if at + len(atom.text) > start and (end is None or at < end):
                found.append(atom)
            at += len(atom.text)
    return found


def _elsewhere(text: WordText, row: Row) -> tuple[Row, Ends]:
    """Where a comment hangs that may not stand on its words: what leads to them, or the first words of the text."""
    holder = row.outer
    if holder is not None and any(one is text.package.root(text.main) for one in holder.iterancestors()):
        while holder.tag != RUN:
            holder = holder.getparent()
        element = outside(holder)
        return row, (element, element)
    first = next((one for one in text.rows if one.place in _PLACES and any(map(live, one.atoms))), None)
    if first is None:
        return _first_row(text), None
    runs = [atom.run for atom in first.atoms if live(atom)]
    return first, (outside(runs[0]), outside(runs[-1]))


def _first_row(text: WordText) -> Row:
    empty = next((one for one in text.rows if one.place in _PLACES), None)
    if empty is not None:
        return empty
    root = text.package.root(text.main)
    body = root.find(w("body"))
    if body is None:
        body = etree.SubElement(root, w("body"))
    body.insert(0, etree.Element(PARAGRAPH, nsmap=body.nsmap))
    text.rows.append(Row(body[0], [], Place.BODY, text.main))
    return text.rows[-1]


def _line_words(text: WordText, line: int) -> str:
    return "".join(atom.text for atom in text.rows[line].atoms if live(atom))


def _mark(parts: CommentParts, comment: MarginComment, said: str, row: Row, ends: Ends) -> None:
    start, end, reference = parts.marks(parts.add(comment, said))
    if ends is None:
        behind_fields(_mark_point(row, comment.anchor.start, start, end)).addnext(reference)
        return
    ends[0].addprevious(start)
    ends[1].addnext(end)
    behind_fields(end).addnext(reference)


def _mark_point(row: Row, offset: int, start: Element, end: Element) -> Element:
    """On no words: before what stands there, or at the end of the line. What the comment hangs on."""
    behind = _within(row.atoms, offset, None)
    if not behind:
        row.paragraph.extend((start, end))
        return end
    element = outside(behind[0].run)
    element.addprevious(start)
    element.addprevious(end)
    return element
