"""Plain text as a manuscript: typed or pasted, where a line is a paragraph, or printed, where lines were wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise, takewhile

from neni.core.adapters.manuscripts.decoding import decoded
from neni.core.adapters.manuscripts.furniture import Printed, printed
from neni.core.adapters.manuscripts.wrapped_lines import ENDS, FULL, HEADING, LABEL, goes_on
from neni.core.model.manuscripts import Line, Manuscript, Piece, Place, Source, State
from neni.core.model.manuscripts.items import Items
from neni.core.model.problems import Problem
from neni.core.model.text import Text

_LONGEST = 50_000
_NARROWEST, _WIDEST, _FEWEST, _WRAPPED_SHARE = 40, 160, 12, 0.2
_HYPHENS = ("-", "\u2010", "\u00ad")


def manuscript(content: bytes) -> Manuscript:
    """Plain text as a manuscript."""
    text, guessed = decoded(content)
    lines = printed(text.replace("\ufeff", "").replace("\x00", ""))
    remarks = [code_page(guessed)] if guessed else []
    if "\ufffd" in text:
        remarks.append(lost_characters())
    paragraphs = _joined(lines) if _wrapped(lines) else _as_typed(lines)
    return Manuscript(Source.TEXT, tuple(_numbered(paragraphs)), tuple(remarks))


def _numbered(paragraphs: Iterable[tuple[str, Place]]) -> Iterator[Line]:
    for index, (text, place) in enumerate(paragraphs):
        yield Line(index, text, place, pieces=(Piece(0, len(text), State.NORMAL, text),))


def _as_typed(lines: Iterable[Printed]) -> Iterator[tuple[str, Place]]:
    for line in lines:
        if not line.blank:
            yield line.text.strip(), Place.FURNITURE if line.furniture else Place.BODY


def _wrapped(lines: Sequence[Printed]) -> bool:
    """Whether many lines are as long as the widest and go on in the next with a small letter, so that it was no person
    who ended them."""
    filled = [line for line in lines if not line.furniture]
    lengths = sorted(len(line.text.rstrip()) for line in filled if not line.blank)
    if len(lengths) < _FEWEST:
        return False
    edge = lengths[int(len(lengths) * 0.95)]
    full = sum(edge * FULL <= length <= edge * 1.15 for length in lengths)
    broken = sum(_broken(line, after) for line, after in pairwise(filled))
    return _NARROWEST <= edge <= _WIDEST and min(full, broken) >= len(lengths) * _WRAPPED_SHARE


def _broken(line: Printed, after: Printed) -> bool:
    words = line.text.rstrip()
    behind = after.text.lstrip()
    return bool(words) and not words.endswith(ENDS) and behind[:1].islower() and not LABEL.match(behind)


def _edges(lines: Iterable[Printed]) -> dict[int, int]:
    """How wide the text of each page is, without the space before its lines: a line in the middle is no full one."""
    edges = {}
    for page, its in groupby(lines, key=lambda line: line.page):
        lengths = sorted(len(line.text.strip()) for line in its if not line.blank and not line.furniture)
        edges[page] = lengths[int(len(lengths) * 0.9)] if lengths else 0
    return edges


@dataclass(slots=True)
class _Joining:
    """A paragraph in the making; what the printer put between its lines waits until it is whole."""

    words: frozenset[str]
    text: str = ""
    last: Printed | None = None
    items: Items = field(default_factory=Items)
    waiting: list[str] = field(default_factory=list)
    under_label: bool = False
    """Whether it is one line so far, right below the number of an article: its heading, as a rule."""
    label_before: bool = False

    def add(self, line: Printed) -> None:
        """A line that goes on with the paragraph, or begins it."""
        stripped = " ".join(line.text.split())
        self.under_label = not self.text and self.label_before
        if self.text:
            self.text = _put_together(self.text, stripped, self.words)
        else:
            self.text = stripped
            self.items.opened(stripped)
        self.last = line

    def takes(self, line: Printed, edges: dict[int, int], *, gap: bool) -> bool:
        """Whether a line goes on with the paragraph."""
        if self.last is None or len(self.text) > _LONGEST:
            return False
        if self.under_label and self._heads(line, edges[self.last.page]):
            return False
        if self.items.carried_on(line.text.strip(), self.last.text):
            return False
        return goes_on(self.last, line, edges, gap=gap)

    def _heads(self, line: Printed, edge: int) -> bool:
        """Whether the line so far is short, without a stop, and another sentence follows."""
        short = len(self.text) < edge * FULL and not self.text.endswith(ENDS)
        return short and not line.text.strip()[:1].islower()

    def close(self) -> Iterator[tuple[str, Place]]:
        """The paragraph is whole."""
        if self.text:
            yield self.text, Place.BODY
            self.label_before = HEADING.fullmatch(self.text) is not None
        yield from ((one, Place.FURNITURE) for one in self.waiting)
        self.text, self.last, self.waiting = "", None, []


def _joined(lines: Sequence[Printed]) -> Iterator[tuple[str, Place]]:
    edges = _edges(lines)
    folded = (line.text.casefold().rstrip() for line in lines)
    whole = (line.removesuffix(_parted(line)) for line in folded)
    joining = _Joining(frozenset(word for line in whole for word in re.findall(r"\w+", line)))
    gap = False
    for line in lines:
        if line.furniture:
            joining.waiting.append(" ".join(line.text.split()))
        elif line.blank:
            gap = True
        else:
            if not joining.takes(line, edges, gap=gap):
                yield from joining.close()
            joining.add(line)
            gap = False
    yield from joining.close()


def _put_together(before: str, after: str, known: frozenset[str]) -> str:
    """Two lines as one; a word that was divided is whole again, unless it is written with its hyphen elsewhere."""
    if before.endswith("/"):
        return before + after
    if not before.endswith(_HYPHENS) or before.endswith((" -", " –")):
        return f"{before} {after}"
    head, tail = _parted(before)[:-1], "".join(takewhile(str.isalnum, after))
    if not after[:1].islower() or _stand_alone(head, tail, head + tail, known):
        return before + after
    return before[:-1] + after


def _parted(line: str) -> str:
    """The part of a word, with its hyphen, with which a line ends; empty where a word is whole."""
    words = line.rstrip()
    if not words.endswith(_HYPHENS):
        return ""
    head = "".join(takewhile(str.isalnum, reversed(words[:-1])))[::-1]
    return head + words[-1]


def _stand_alone(head: str, tail: str, whole: str, known: frozenset[str]) -> bool:
    return whole.casefold() not in known and head.casefold() in known and tail.casefold() in known and len(tail) > 3


def code_page(name: str) -> Problem:
    """The file does not say how its letters are stored."""
    return Problem(
        "guessed_code_page",
        Text(
            sq=f"Skedari nuk thotë si janë ruajtur shkronjat; u lexua si {name}. Nëse shkronjat ë, ç, č, ć duken "
            "gabim, ruajeni si UTF-8.",
            sr=f"Datoteka ne kaže kako su slova sačuvana; pročitana je kao {name}. Ako slova š, č, ć, ë izgledaju "
            "pogrešno, sačuvajte je kao UTF-8.",
            en=f"The file does not say how its letters are stored; it was read as {name}. If letters like ë, ç, č, ć "
            "look wrong, save it as UTF-8.",
        ),
    )


def lost_characters() -> Problem:
    """Some bytes are no characters."""
    return Problem(
        "lost_characters",
        Text(
            sq="Disa shenja të skedarit nuk mund të lexohen; në vend të tyre është “\ufffd”. Ruajeni si UTF-8.",
            sr="Neki znakovi datoteke se ne mogu pročitati; umesto njih stoji „\ufffd“. Sačuvajte je kao UTF-8.",
            en="Some characters of the file cannot be read; “\ufffd” stands for them. Save it as UTF-8.",
        ),
    )
