"""One paragraph that was reworded, put in or taken out: its tokens beside those of the other version, written anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from neni.core.adapters.manuscripts.names import BOX, CONTROL, CONTROL_CONTENT, RUN_PROPERTIES
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.redlining.forms import Forms
from neni.core.adapters.manuscripts.redlining.marks import PUT_IN, TAKEN_OUT, Marks
from neni.core.adapters.manuscripts.redlining.note_list import NoteList
from neni.core.adapters.manuscripts.redlining.splitting import NOTE_REFERENCES, SIMPLE_FIELD, copy_of
from neni.core.adapters.manuscripts.redlining.strands import Strand
from neni.core.adapters.manuscripts.redlining.tokens import Kind, Line, Piece, Token
from neni.core.model.manuscripts.aligning import aligned_words

Pair = tuple[Token | None, Token | None]


@dataclass(frozen=True, slots=True)
class Rewording:
    """Writes what became of lines."""

    marks: Marks
    forms: Forms
    notes: NoteList

    def written(self, old: Line, new: Line) -> list[Element]:
        """The elements of a line with both versions in it."""
        strand = Strand(self.marks, self.forms)
        self._line(strand, old, new)
        return strand.made

    def is_kept(self, old: Line, new: Line) -> bool:
        """Whether nothing is to be told of a line."""
        pairs = list(_pairs(old, new))
        return all(was is not None and now is not None and self._alike(was, now) for was, now in pairs) and not any(
            _points(old)
        )

    def _alike(self, was: Token, now: Token) -> bool:
        if was.kind is not Kind.WORD and was.kind is not Kind.SIGN:
            return self.is_kept(was.inner, now.inner)
        before, after = ([self._looks(one.run) for one in _lettered(token)] for token in (was, now))
        return len(set(before + after)) == 1 or [*map(self._looks, _runs(was))] == [*map(self._looks, _runs(now))]

    def _looks(self, run: Element) -> object:
        return self.forms.looks(run.find(RUN_PROPERTIES))

    def note_pairs(self, old: Line, new: Line) -> Iterator[tuple[Element, Element]]:
        """Kept signs of both lines, which may lead to notes or hold text boxes."""
        for was, now in _pairs(old, new):
            if was is None or now is None:
                continue
            if now.kind is Kind.SIGN:
                yield was.pieces[0].element, now.pieces[0].element
            elif now.inner.tokens:
                yield from self.note_pairs(was.inner, now.inner)

    def _line(self, strand: Strand, old: Line, new: Line) -> None:
        for was, now in _pairs(old, new):
            if was is not None:
                self._apart(strand, was.points)
            if now is not None:
                self._apart(strand, now.points)
            if was is not None and now is not None:
                self._kept(strand, was, now)
            elif was is not None:
                self._one_sided(strand, was, TAKEN_OUT)
            elif now is not None:
                self._one_sided(strand, now, PUT_IN)
        self._apart(strand, [*old.points, *new.points])

    def _apart(self, strand: Strand, points: Sequence[Piece]) -> None:
        for one in points:
            strand.apart(copy_of(one.element))

    def _kept(self, strand: Strand, was: Token, now: Token) -> None:
        if now.kind is Kind.THING:
            strand.element(copy_of(now.element), "")
        elif now.kind is Kind.FIELD:
            self._field(strand, now, was.inner, now.inner, "")
        elif now.kind is Kind.FRAME:
            strand.element(self._frame(now.element, was.inner, now.inner), "")
        else:
            self._pieces(strand, was, now)

    def _pieces(self, strand: Strand, was: Token, now: Token) -> None:
        self._apart(strand, [one for one in was.pieces if one.run is None])
        runs, at = _runs(was), 0
        for piece in now.pieces:
            if piece.run is None:
                strand.apart(copy_of(piece.element))
            elif piece.element is not None:
                strand.piece(piece, "", runs[0])
            else:
                for run, letters in groupby(zip(piece.letters, runs[at:], strict=False), key=lambda one: one[1]):
                    strand.piece(Piece(piece.run, None, "".join(one for one, _ in letters)), "", run)
                at += len(piece.letters)

    def _one_sided(self, strand: Strand, token: Token, change: str) -> None:
        inner = (token.inner, Line()) if change == TAKEN_OUT else (Line(), token.inner)
        if token.kind is Kind.THING:
            strand.element(copy_of(token.element), change)
        elif token.kind is Kind.FIELD or (token.element is not None and token.element.tag == SIMPLE_FIELD):
            self._field(strand, token, *inner, change)
        elif token.kind is Kind.FRAME:
            self._one_sided_frame(strand, token.element, *inner, change)
        for piece in token.pieces:
            if piece.run is None:
                strand.apart(copy_of(piece.element))
            else:
                strand.piece(self._with_note(piece, change), change)

    def _with_note(self, piece: Piece, change: str) -> Piece:
        kind = NOTE_REFERENCES.get(piece.element.tag) if piece.element is not None else None
        if kind is None:
            return piece
        return Piece(piece.run, self.notes.one_sided(kind, piece.element, gone=change == TAKEN_OUT))

    def _field(self, strand: Strand, token: Token, old: Line, new: Line, change: str) -> None:
        for piece in token.head:
            self._mark_of_field(strand, piece, change)
        self._line(strand, old, new)
        for piece in token.foot:
            self._mark_of_field(strand, piece, change)

    def _mark_of_field(self, strand: Strand, piece: Piece, change: str) -> None:
        if piece.run is None:
            strand.apart(copy_of(piece.element))
        else:
            strand.piece(piece, change)

    def _frame(self, element: Element, old: Line, new: Line) -> Element:
        copy = copy_of(element)
        holder = copy.find(CONTROL_CONTENT) if copy.tag == CONTROL else copy
        if holder is not None:
            holder[:] = self.written(old, new)
        return copy

    def _one_sided_frame(self, strand: Strand, element: Element, old: Line, new: Line, change: str) -> None:
        """A link is put in or taken out by what stands in it, a control also by its borders."""
        frame = self._frame(element, old, new)
        content = frame.find(CONTROL_CONTENT) if frame.tag == CONTROL else None
        if content is None:
            strand.apart(frame)
            return
        before, behind = self.marks.borders(content, change)
        for one in (before, frame, behind):
            strand.apart(one)


def boxes_of(element: Element) -> list[Element]:
    """The text boxes of a picture, in every form in which it is stored; not those inside them."""
    found: list[Element] = []
    for child in element:
        if child.tag == BOX:
            found.append(child)
        elif isinstance(child.tag, str):
            found += boxes_of(child)
    return found


def _pairs(old: Line, new: Line) -> Iterator[Pair]:
    before, after = old.tokens, new.tokens
    for one in aligned_words([token.key for token in before], [token.key for token in after]):
        if one.same:
            yield from zip(before[one.old : one.old_end], after[one.new : one.new_end], strict=True)
        else:
            yield from ((token, None) for token in before[one.old : one.old_end])
            yield from ((None, token) for token in after[one.new : one.new_end])


def _points(line: Line) -> Iterator[Piece]:
    yield from line.points
    for token in line.tokens:
        yield from token.points
        yield from (one for one in token.pieces if one.run is None)


def _lettered(token: Token) -> list[Piece]:
    return [one for one in token.pieces if one.run is not None]


def _runs(token: Token) -> list[Element]:
    """The run of every letter of a token."""
    return [one.run for one in _lettered(token) for _ in range(max(len(one.letters), 1))]
