"""OpenDocument texts as manuscripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from neni.core.adapters.manuscripts import remarking
from neni.core.adapters.manuscripts.odt_inline import OpenInline
from neni.core.adapters.manuscripts.odt_lists import OpenLists
from neni.core.adapters.manuscripts.odt_names import ANNOTATION, HEADING, office, style, text
from neni.core.adapters.manuscripts.odt_styles import OpenStyles
from neni.core.adapters.manuscripts.odt_walking import OpenRow, OpenWalker, Where, deletions, insertions, style_of
from neni.core.adapters.manuscripts.packages import Element, Package, opened
from neni.core.adapters.manuscripts.refusing import unreadable
from neni.core.adapters.manuscripts.styles import whole
from neni.core.adapters.manuscripts.word_reading import pieces
from neni.core.model.manuscripts import Line, Manuscript, Place, Source, State
from neni.core.model.problems import Problem

CONTENT, STYLES = "content.xml", "styles.xml"
_HEADERS = tuple(style(f"header{kind}") for kind in ("", "-left", "-first"))
_FOOTERS = tuple(style(f"footer{kind}") for kind in ("", "-left", "-first"))


@dataclass(slots=True)
class OpenText:
    """Everything read of an OpenDocument text, line by line, with the XML each line stands in."""

    package: Package
    styles: OpenStyles
    rows: list[OpenRow] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)


def open_text(content: bytes) -> OpenText:
    """An OpenDocument text, walked. Raises BadUpload."""
    package = opened(content)
    root = package.root(CONTENT)
    body = root.find(f"{office('body')}/{office('text')}")
    if body is None:
        raise unreadable(CONTENT)
    styles = OpenStyles()
    styles.add(package.xml(STYLES))
    styles.add(root)
    found = OpenText(package, styles)
    notes = _walked(found, root, body, Where(Place.BODY))
    for place, margin in _margins(package.xml(STYLES)):
        _walked(found, margin, margin, Where(place))
    for note in notes:
        place = Place.ENDNOTE if note.get(text("note-class")) == "endnote" else Place.FOOTNOTE
        _walked(found, root, note.find(text("note-body")), Where(place, outer=note))
    return found


def _walked(found: OpenText, root: Element, element: Element | None, where: Where) -> list[Element]:
    if element is None:
        return []
    lists = OpenLists(found.styles, found.unknown)
    inline = OpenInline(found.styles, deletions(root), insertions(root))
    walker = OpenWalker(found.styles, lists, inline)
    walker.walk(element, where)
    found.rows += walker.rows
    return walker.notes


def _margins(root: Element | None) -> Iterator[tuple[Place, Element]]:
    for element in root.iter(*_HEADERS, *_FOOTERS) if root is not None else ():
        yield Place.HEADER if element.tag in _HEADERS else Place.FOOTER, element


def manuscript(content: bytes) -> Manuscript:
    """An OpenDocument text as a manuscript. Raises BadUpload."""
    found = open_text(content)
    lines = tuple(_line(found.styles, index, row) for index, row in enumerate(found.rows))
    return Manuscript(Source.OPEN_DOCUMENT, lines, tuple(_remarks(found, lines)))


def _line(styles: OpenStyles, index: int, row: OpenRow) -> Line:
    level = whole(row.paragraph.get(text("outline-level"))) if row.paragraph.tag == HEADING else None
    return Line(
        index=index,
        text="".join(atom.text for atom in row.atoms if atom.state is not State.DELETED),
        place=row.place,
        label=row.label,
        style=styles.shown(style_of(row.paragraph)),
        level=level or 0,
        pieces=tuple(pieces(row.atoms)),
    )


def _remarks(found: OpenText, lines: tuple[Line, ...]) -> Iterator[Problem]:
    yield from remarking.of_states(lines)
    comments = sum(1 for _ in found.package.root(CONTENT).iter(ANNOTATION))
    if comments:
        yield remarking.comments_there(comments)
    for form in sorted(found.unknown):
        yield remarking.other_numbers(form)
