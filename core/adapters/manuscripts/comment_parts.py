"""The parts of a Word file that hold its comments, made where they are missing; comments that are there stay."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from neni.core.adapters.manuscripts.names import (
    IDENTITY,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    SPACE,
    TEXT,
    VALUE,
    WORD,
    w,
)
from neni.core.adapters.manuscripts.packages import Element, Package, relation_type
from neni.core.adapters.manuscripts.printable import printable
from neni.core.adapters.manuscripts.relating import declare, free_part, relate
from neni.core.adapters.manuscripts.styles import Styles, whole
from neni.core.ports.manuscripts import MarginComment

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_EXTENDED_RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_PARAGRAPH_IDENTITY = f"{{{_W14}}}paraId"
_FIRST_IDENTITY = 0x4E454E49


@dataclass(slots=True)
class CommentParts:
    """The comments of a file, with the styles people gave them where the file has those."""

    package: Package
    main: str
    part: str
    comments: Element
    text_style: str
    mark_style: str
    _extended: Element | None = None
    _next: int = 0
    _next_paragraph: int = _FIRST_IDENTITY
    _taken: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, package: Package, main: str, styles: Styles) -> CommentParts:
        """The comments of a file, none where it has none yet."""
        part = package.related(main, "comments")
        comments = package.xml(part) if part else None
        if comments is None:
            part = part or _free(package, main, "comments")
            comments = _root(f"{{{WORD}}}comments", {"w": WORD, "w14": _W14, "mc": _COMPATIBILITY}, "w14")
        parts = cls(
            package,
            main,
            part,
            comments,
            styles.identity_of("annotation text"),
            styles.identity_of("annotation reference"),
        )
        parts._number()
        return parts

    def _number(self) -> None:
        root = self.package.root(self.main)
        marked = [one.get(IDENTITY) for one in root.iter(w("commentRangeStart"), w("commentReference"))]
        known = [whole(one) for one in [*marked, *(one.get(IDENTITY) for one in self.comments)]]
        self._next = max((one for one in known if one is not None), default=-1) + 1
        self._taken = {one.get(_PARAGRAPH_IDENTITY) for tree in (root, self.comments) for one in tree.iter(PARAGRAPH)}

    def add(self, comment: MarginComment, said: str) -> str:
        """One more comment; the identity by which the text refers to it."""
        identity = str(self._next)
        self._next += 1
        written = etree.SubElement(self.comments, w("comment"))
        written.set(IDENTITY, identity)
        written.set(w("author"), printable(comment.author))
        written.set(w("date"), _moment(comment.at))
        written.set(w("initials"), printable(comment.initials))
        for number, line in enumerate(said.split("\n")):
            written.append(self._paragraph(line, first=number == 0))
        if _W14 in self.comments.nsmap.values():
            self._extend(written[-1])
        return identity

    def _paragraph(self, line: str, *, first: bool) -> Element:
        paragraph = etree.Element(PARAGRAPH, nsmap={"w": WORD})
        if self.text_style:
            properties = etree.SubElement(paragraph, PARAGRAPH_PROPERTIES)
            etree.SubElement(properties, w("pStyle")).set(VALUE, self.text_style)
        if first:
            etree.SubElement(self._mark_run(paragraph), w("annotationRef"))
        text = etree.SubElement(etree.SubElement(paragraph, RUN), TEXT)
        text.text = printable(line)
        text.set(SPACE, "preserve")
        return paragraph

    def _mark_run(self, parent: Element) -> Element:
        run = etree.SubElement(parent, RUN)
        if self.mark_style:
            properties = etree.SubElement(run, RUN_PROPERTIES)
            etree.SubElement(properties, w("rStyle")).set(VALUE, self.mark_style)
        return run

    def marks(self, identity: str) -> tuple[Element, Element, Element]:
        """What stands in the text for a comment: its beginning, its end, and the run that refers to it."""
        start, end = (etree.Element(w(f"commentRange{name}"), nsmap={"w": WORD}) for name in ("Start", "End"))
        start.set(IDENTITY, identity)
        end.set(IDENTITY, identity)
        holder = etree.Element(PARAGRAPH, nsmap={"w": WORD})
        run = self._mark_run(holder)
        etree.SubElement(run, w("commentReference")).set(IDENTITY, identity)
        return start, end, run

    def _extend(self, paragraph: Element) -> None:
        """Newer programs keep with the last paragraph of a comment whether it is done with."""
        while (identity := f"{self._next_paragraph:08X}") in self._taken:
            self._next_paragraph += 1
        self._taken.add(identity)
        paragraph.set(_PARAGRAPH_IDENTITY, identity)
        if self._extended is None:
            part = self.package.related(self.main, "commentsExtended")
            found = self.package.xml(part) if part else None
            root = _root(f"{{{_W15}}}commentsEx", {"w15": _W15, "mc": _COMPATIBILITY}, "w15")
            self._extended = root if found is None else found
        entry = etree.SubElement(self._extended, f"{{{_W15}}}commentEx")
        entry.set(f"{{{_W15}}}paraId", paragraph.get(_PARAGRAPH_IDENTITY))
        entry.set(f"{{{_W15}}}done", "0")

    def write(self) -> None:
        """Put the parts into the file and tell it of them."""
        self.package.like(self.main, self.part)
        self.package.put(self.part, self.comments)
        tell(self.package, self.main, self.part, relation_type("comments"), f"{_KIND}comments+xml")
        if self._extended is not None:
            part = self.package.related(self.main, "commentsExtended") or _free(
                self.package, self.main, "commentsExtended"
            )
            self.package.put(part, self._extended)
            tell(self.package, self.main, part, _EXTENDED_RELATION, f"{_KIND}commentsExtended+xml")


def tell(package: Package, main: str, part: str, relation: str, kind: str) -> None:
    """Let the text refer to a part, and the list of types know it, unless they do."""
    if not package.related(main, relation.rpartition("/")[2]):
        relate(package, main, relation, part)
    declare(package, part, kind)


def _free(package: Package, main: str, name: str) -> str:
    return free_part(package, f"{main.rpartition('/')[0]}/{name}.xml".lstrip("/"))


def _root(name: str, namespaces: dict[str, str], ignorable: str) -> Element:
    root = etree.Element(name, nsmap=namespaces)
    root.set(f"{{{_COMPATIBILITY}}}Ignorable", ignorable)
    return root


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
