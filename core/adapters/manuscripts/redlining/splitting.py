"""Paragraphs taken apart into tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree

from neni.core.adapters.manuscripts.drawings import alternative
from neni.core.adapters.manuscripts.names import (
    ALTERNATIVES,
    CONTROL,
    CONTROL_CONTENT,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    SPACE,
    TEXT,
    WORD,
    w,
)
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.redlining.forms import Forms
from neni.core.adapters.manuscripts.redlining.tokens import Kind, Line, Piece, Token
from neni.core.model.manuscripts.aligning import words_of

MARK, CODE, MARK_KIND = w("fldChar"), w("instrText"), w("fldCharType")
SIMPLE_FIELD, LINK = w("fldSimple"), w("hyperlink")
NOTE_REFERENCES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
CONTROL_PROPERTIES = w("sdtPr")
_AROUND = frozenset({LINK, SIMPLE_FIELD, CONTROL, w("dir"), w("bdo")})
_TRANSPARENT = frozenset({w("smartTag"), w("customXml")})
"""What Word itself lets go when it opens a file."""
_BESIDE = frozenset(
    {PARAGRAPH_PROPERTIES, RUN_PROPERTIES, w("smartTagPr"), w("customXmlPr"), w("lastRenderedPageBreak")}
)
_POINTS = frozenset(
    w(name)
    for name in (
        *("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd", "proofErr"),
        "commentReference",
    )
)
_OF_ONE_CONTROL = frozenset({w("id"), RUN_PROPERTIES})


@dataclass(slots=True)
class Splitting:
    """Takes apart the paragraphs of one part of a file; `forms` are those of that part."""

    forms: Forms

    def line(self, paragraph: Element) -> Line:
        """What a paragraph is made of."""
        return self._line(list(_pieces(paragraph)))

    def words(self, paragraph: Element) -> str:
        """The words of a paragraph, by which it is found again in another version; formulas count as words."""
        return "".join(self._words(paragraph))

    def _words(self, parent: Element) -> Iterator[str]:
        for piece in _pieces(parent):
            element: Element = piece.element
            if element is None:
                yield piece.letters
            elif element.tag in _AROUND:
                yield from self._words(_holder(element))
            elif element.tag not in _POINTS:
                yield " " if piece.run is not None else f" {_key(self.forms.of(element))} "

    def _line(self, pieces: Sequence[Piece]) -> Line:
        line, words = Line(), list[Piece]()
        at = 0
        while at < len(pieces):
            piece = pieces[at]
            element: Element = piece.element
            if element is None or element.tag in _POINTS:
                words.append(piece if element is None else _point(piece))
                at += 1
                continue
            _flush(line, words)
            end, parting = _field_end(pieces, at) if element.tag == MARK else (at, at)
            line.tokens.append(self._field(pieces[at : end + 1], parting - at) if end > at else self._other(piece))
            line.tokens[-1].points, line.points = line.points, []
            at = end + 1
        _flush(line, words)
        return line

    def _field(self, pieces: Sequence[Piece], parting: int) -> Token:
        head, inner, foot = pieces[: parting + 1], pieces[parting + 1 : -1], pieces[-1:]
        if parting == len(pieces) - 1:
            head, inner = pieces[:-1], []
        key = _key("field", _code(head), self.forms.of_children(pieces[0].element))
        return Token(Kind.FIELD, key, inner=self._line(inner), head=list(head), foot=list(foot))

    def _other(self, piece: Piece) -> Token:
        element: Element = piece.element
        if element.tag in _AROUND:
            return self._frame(element)
        if piece.run is None:
            return Token(Kind.THING, _key(self.forms.of(element)), element=element)
        note = NOTE_REFERENCES.get(element.tag)
        key = _key(note) if note else _key(self.forms.of(element, hollow=True))
        return Token(Kind.SIGN, key, [piece])

    def _frame(self, element: Element) -> Token:
        if element.tag == SIMPLE_FIELD:
            field_key = _key("field", " ".join(element.get(w("instr"), "").split()), ())
            head, foot = simple_field_marks(element)
            inner = self._line(list(_pieces(element)))
            return Token(Kind.FRAME, field_key, element=element, inner=inner, head=head, foot=foot)
        inner = self._line(list(_pieces(_holder(element))))
        return Token(Kind.FRAME, self.frame_key(element), element=element, inner=inner)

    def frame_key(self, element: Element) -> str:
        """By what two frames are the same, whatever they hold."""
        properties = element.find(CONTROL_PROPERTIES) if element.tag == CONTROL else None
        said = self.forms.properties(properties, _OF_ONE_CONTROL)
        return _key(element.tag, self.forms.attributes(element), said)


def _holder(frame: Element) -> Element:
    """What holds the runs in a frame."""
    content = frame.find(CONTROL_CONTENT) if frame.tag == CONTROL else None
    return frame if content is None else content


def _pieces(parent: Element) -> Iterator[Piece]:
    for child in parent:
        if child.tag == RUN:
            yield from (_of_run(child, one) for one in child if isinstance(one.tag, str) and one.tag not in _BESIDE)
        elif child.tag in _TRANSPARENT:
            yield from _pieces(child)
        elif child.tag == ALTERNATIVES:
            chosen = alternative(child)
            yield from _pieces(chosen) if chosen is not None else ()
        elif isinstance(child.tag, str) and child.tag not in _BESIDE:
            yield Piece(None, child)


def _of_run(run: Element, element: Element) -> Piece:
    if element.tag != TEXT:
        return Piece(run, element)
    text = element.text or ""
    return Piece(run, None, text if element.get(SPACE) == "preserve" else text.strip(" \t\r\n"))


def _point(piece: Piece) -> Piece:
    """A point as an element that may stand beside runs."""
    if piece.run is None:
        return piece
    run = etree.Element(RUN, nsmap={"w": WORD})
    run.extend(copy_of(one) for one in (piece.run.find(RUN_PROPERTIES), piece.element) if one is not None)
    return Piece(None, run)


def copy_of(element: Element) -> Element:
    """An element anew, without the text behind it."""
    copy = element.__deepcopy__(None)
    copy.tail = None
    return copy


def _flush(line: Line, pieces: list[Piece]) -> None:
    """Letters of runs become words, wherever runs end; points go with the word behind them."""
    words = iter(words_of("".join(one.letters for one in pieces)))
    room = 0
    for piece in pieces:
        if piece.run is None:
            (line.tokens[-1].pieces if room else line.points).append(piece)
            continue
        at = 0
        while at < len(piece.letters):
            if not room:
                word = next(words)
                room = len(word)
                line.tokens.append(Token(Kind.WORD, word, points=line.points))
                line.points = []
            end = min(at + room, len(piece.letters))
            whole = at == 0 and end == len(piece.letters)
            line.tokens[-1].pieces.append(piece if whole else Piece(piece.run, None, piece.letters[at:end]))
            room -= end - at
            at = end
    pieces.clear()


def _field_end(pieces: Sequence[Piece], begin: int) -> tuple[int, int]:
    """Where a field that begins here ends, and where its code does; where it begins if it does not end in the line."""
    depth, parting = 0, 0
    for at in range(begin, len(pieces)):
        element = pieces[at].element
        kind = element.get(MARK_KIND) if element is not None and element.tag == MARK else ""
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        if at == begin and kind != "begin":
            return begin, begin
        if kind == "separate" and depth == 1:
            parting = at
        if depth == 0:
            return at, parting or at
    return begin, begin


def _code(pieces: Sequence[Piece]) -> str:
    words = (one.element.text or "" for one in pieces if one.element is not None and one.element.tag == CODE)
    return " ".join("".join(words).split())


def simple_field_marks(element: Element) -> tuple[list[Piece], list[Piece]]:
    """The marks by which a simple field is written where it has to be put in or taken out."""
    runs = []
    for kind in ("begin", "", "separate", "end"):
        run = etree.Element(RUN, nsmap={"w": WORD})
        one = etree.SubElement(run, MARK if kind else CODE)
        if kind:
            one.set(MARK_KIND, kind)
        else:
            one.text = element.get(w("instr"), "")
            one.set(SPACE, "preserve")
        runs.append(Piece(run, one))
    return runs[:3], runs[3:]


def _key(*said: object) -> str:
    """A word for anything that is none; letters and figures only, so that it is not taken for a sign between words."""
    return "x" + sha256(repr(said).encode()).hexdigest()
