"""Word files as manuscripts: every text of the file, with its automatic numbers, and where each character stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from neni.core.adapters.manuscripts import remarking
from neni.core.adapters.manuscripts.inline import live
from neni.core.adapters.manuscripts.names import PARAGRAPH_PROPERTIES, RELATION_TYPE, w
from neni.core.adapters.manuscripts.numbering import Labels, Numbering, numbering_from
from neni.core.adapters.manuscripts.packages import Element, Package, main_part, opened
from neni.core.adapters.manuscripts.styles import Styles, outline, styles_of, value_of
from neni.core.adapters.manuscripts.walking import Mode, Row, Walker
from neni.core.model.manuscripts import Line, Manuscript, Piece, Place, Source, State

_NOTES = (("footnote", "footnotes", Place.FOOTNOTE), ("endnote", "endnotes", Place.ENDNOTE))
_MARGINS = (("header", Place.HEADER), ("footer", Place.FOOTER))
_TEXT_LEVEL = 9


class Characters(Protocol):
    """Characters in one state, of whatever file."""

    @property
    def text(self) -> str:
        """Themselves."""

    @property
    def state(self) -> State:
        """How they stand."""

    @property
    def control(self) -> bool:
        """Whether they stand in a content control."""


@dataclass(slots=True)
class WordText:
    """Everything read of a Word file, line by line, with the XML each line stands in."""

    package: Package
    main: str
    styles: Styles
    numbering: Numbering
    rows: list[Row] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    unplaced: set[str] = field(default_factory=set)


def word_text(content: bytes) -> WordText:
    """A Word file, walked. Raises BadUpload."""
    return walked(opened(content))


def walked(package: Package) -> WordText:
    """An opened Word file, walked. Raises BadUpload."""
    main = main_part(package)
    styles = styles_of(package.xml(package.related(main, "styles")))
    numbering = numbering_from(package.xml(package.related(main, "numbering")), styles)
    text = WordText(package, main, styles, numbering)
    references = _walked(text, main, package.xml(main), Mode(Place.BODY), {})
    for kind, place in _MARGINS:
        for part in margins(package, main, kind):
            _walked(text, part, package.xml(part), Mode(place), {})
    for kind, relation, place in _NOTES:
        part = package.related(main, relation)
        for note in notes(package.xml(part), kind):
            outer = references.get((kind, note.get(w("id"), "")))
            _walked(text, part, note, Mode(place, outer=outer), {})
    return text


def manuscript(content: bytes) -> Manuscript:
    """A Word file as a manuscript. Raises BadUpload."""
    text = word_text(content)
    lines = tuple(
        _line(text.styles, index, row, label)
        for index, (row, label) in enumerate(zip(text.rows, text.labels, strict=True))
    )
    return Manuscript(Source.WORD, lines, tuple(remarking.of_word(text, lines)))


def _walked(
    text: WordText, part: str, root: Element | None, mode: Mode, references: dict[tuple[str, str], Element]
) -> dict[tuple[str, str], Element]:
    """Read one text of the file; where notes are referred to in it."""
    if root is None:
        text.unplaced.add(f"part {part}")
        return references
    walker = Walker(text.styles, part, references=references, unplaced=text.unplaced)
    body = root.find(w("body"))
    walker.walk(root if body is None else body, mode)
    labels = Labels(text.numbering, text.styles)
    text.rows += walker.rows
    text.labels += [labels.of(row.paragraph) for row in walker.rows]
    return references


def margins(package: Package, main: str, kind: str) -> Iterator[str]:
    """Headers or footers in the order in which sections refer to them, each once."""
    relations = package.relations(main)
    root = package.xml(main)
    name = f"{{{RELATION_TYPE.rstrip('/')}}}id"
    seen: set[str] = set()
    for reference in root.iter(w(f"{kind}Reference")) if root is not None else ():
        relation = relations.get(reference.get(name, ""))
        if relation is not None and relation.target in package.parts and relation.target not in seen:
            seen.add(relation.target)
            yield relation.target


def notes(root: Element | None, kind: str) -> Iterator[Element]:
    """The notes themselves, without the lines that part them from the text."""
    for note in root.iter(w(kind)) if root is not None else ():
        if note.get(w("type"), "normal") == "normal":
            yield note


def _line(styles: Styles, index: int, row: Row, label: str) -> Line:
    properties = row.paragraph.find(PARAGRAPH_PROPERTIES)
    style = (value_of(properties.find(w("pStyle"))) if properties is not None else None) or styles.usual
    said = outline(properties)
    level = styles.outline(style) if said is None else said
    return Line(
        index=index,
        text="".join(atom.text for atom in row.atoms if live(atom)),
        place=row.place,
        label=label,
        style=styles.name(style),
        level=0 if level is None or not 0 <= level < _TEXT_LEVEL else level + 1,
        pieces=tuple(pieces(row.atoms)),
    )


def pieces(atoms: Iterable[Characters]) -> Iterator[Piece]:
    """Stretches of one state, as long as they go."""
    at, start = 0, 0
    words: list[str] = []
    state, control = State.NORMAL, False
    for atom in atoms:
        if words and (atom.state is not state or atom.control != control):
            yield Piece(start, at, state, "".join(words), control)
            start, words = at, []
        state, control = atom.state, atom.control
        words.append(atom.text)
        at += 0 if atom.state is State.DELETED else len(atom.text)
    if words:
        yield Piece(start, at, state, "".join(words), control)
