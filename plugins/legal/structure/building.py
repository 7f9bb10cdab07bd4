"""From an outline to provisions: each with its identifier, its own words and the stretch of lines it covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from neni.core import Anchor, Provision, ProvisionKind
from neni.plugins.legal.structure.eids import EIds
from neni.plugins.legal.structure.headings import goes_on, is_heading
from neni.plugins.legal.structure.labels import Label
from neni.plugins.legal.structure.marks import HEADING_LENGTH, in_capitals
from neni.plugins.legal.structure.outline import Outline
from neni.plugins.legal.structure.paragraphs import Branch, grown
from neni.plugins.legal.structure.passages import Passage
from neni.plugins.legal.structure.wrapping import TERMINAL

RANKS = {ProvisionKind.PART: 0, ProvisionKind.CHAPTER: 1, ProvisionKind.SECTION: 2}
HEADING_LINES = 3


@dataclass
class Shell:
    """A provision above the paragraphs while it is filled: a chapter, an article, an annex."""

    kind: ProvisionKind
    number: str
    first: Passage
    last: Passage
    heading: tuple[tuple[Passage, int], ...] = ()
    text: tuple[tuple[Passage, int], ...] = ()
    branches: list[Branch] = field(default_factory=list)
    shells: list[Shell] = field(default_factory=list)
    start: int = 0
    """Where in its first passage it begins."""


def span(first: Passage, last: Passage, start: int = 0) -> Anchor:
    """From a character of one passage to the end of the same or a later one."""
    line, at = first.place(start)
    end = last.anchor(max(len(last.text) - 1, 0))
    last_line = end.line if end.last_line is None else end.last_line
    return Anchor(line, at, end.end, None if last_line == line else last_line)


def joined(pieces: Sequence[tuple[Passage, int]]) -> str:
    """The words of stretches of passages, one behind another."""
    return " ".join(passage.text[start:].strip() for passage, start in pieces if passage.text[start:].strip())


class Builder:
    """Fills shells from an outline and turns them into provisions."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.read = outline.passages
        self.eids = EIds()
        self.owners: dict[int, str] = {}
        self._starts = outline.starts

    def body(self, start: int, end: int) -> list[Shell]:
        """Parts, chapters, sections and articles of a stretch, nested; words before the first of them too."""
        top: list[Shell] = []
        open_shells: list[Shell] = []
        place = start
        while place < end:
            label = self._starts.get(place) or self._starts.get(self.outline.heads.get(place, -1))
            stop = self._stop(place + 1, end)
            if label is None:
                self._loose(top, open_shells, place, stop)
            elif label.kind is ProvisionKind.ARTICLE:
                _inner(top, open_shells).append(self._article(label, place, stop))
            else:
                self._open_division(top, open_shells, self._division(label, place, stop))
            for shell in open_shells:
                shell.last = self.read[stop - 1]
            place = stop
        return top

    def _stop(self, place: int, end: int) -> int:
        """Where the next article or division begins, with its heading where that stands above."""
        if self.outline.heads.get(place - 1) == place:
            place += 1
        while place < end and place not in self._starts and place not in self.outline.heads:
            place += 1
        return place

    def _loose(self, top: list[Shell], open_shells: list[Shell], place: int, stop: int) -> None:
        branches = self.grown(place, stop)
        if open_shells:
            open_shells[-1].branches += branches
        else:
            top += [Shell(one.kind, "", self.read[place], self.read[stop - 1], branches=[one]) for one in branches]

    def _open_division(self, top: list[Shell], open_shells: list[Shell], shell: Shell) -> None:
        while open_shells and RANKS[open_shells[-1].kind] >= RANKS[shell.kind]:
            open_shells.pop()
        _inner(top, open_shells).append(shell)
        open_shells.append(shell)

    def _division(self, label: Label, place: int, stop: int) -> Shell:
        passage = self.read[place]
        heading = [(passage, label.rest)] if passage.text[label.rest :] else []
        after = place + 1
        while after < stop and len(heading) < HEADING_LINES and self._more_heading(heading, after):
            heading.append((self.read[after], 0))
            after += 1
        shell = Shell(label.kind, label.number, passage, self.read[max(after, stop) - 1], tuple(heading))
        shell.branches = self.grown(after, stop)
        return shell

    def _more_heading(self, heading: Sequence[tuple[Passage, int]], place: int) -> bool:
        if place in self.outline.quoted or not is_heading(self.read[place]):
            return False
        return not heading or (in_capitals(self.read[place].text) and in_capitals(joined(heading)))

    def _article(self, label: Label, place: int, stop: int) -> Shell:
        first, heading = self.read[place], []
        if self.outline.heads.get(place) is not None:
            heading, place = [(first, 0)], self.outline.heads[place]
        passage, rest, after = self.read[place], label.rest, place + 1
        inline = passage.text[rest:]
        if inline and not heading and _heads(inline):
            heading, rest = [(passage, rest)], len(passage.text)
        elif not inline and not heading and self._headed(after, stop):
            heading, after = [(self.read[after], 0)], after + 1
            if (
                after + 1 < stop
                and after not in self.outline.quoted
                and goes_on(self.read[after - 1], self.read[after])
            ):
                heading, after = [*heading, (self.read[after], 0)], after + 1
        shell = Shell(label.kind, label.number, first, self.read[stop - 1], tuple(heading))
        shell.branches = self.grown(after, stop, (passage, rest) if passage.text[rest:] else None)
        return shell

    def _headed(self, place: int, stop: int) -> bool:
        """Whether a heading stands there: short words with a text behind them, or nothing but a few words."""
        if place >= stop or place in self.outline.quoted or not is_heading(self.read[place]):
            return False
        text = self.read[place].text
        return place + 1 < stop or (len(text.split()) <= 6 and text[0] != "(")

    def grown(
        self, start: int, stop: int, before: tuple[Passage, int] | None = None, *, capitals: bool = False
    ) -> list[Branch]:
        """The paragraphs of a stretch, with words that stand behind a number on the line before it."""
        return grown(self._stretch(start, stop, before), capitals=capitals)

    def _stretch(
        self, start: int, stop: int, before: tuple[Passage, int] | None
    ) -> Iterator[tuple[Passage, int, bool]]:
        if before is not None:
            yield (*before, False)
        for place in range(start, stop):
            if place not in self.outline.contents:
                yield self.read[place], 0, place in self.outline.quoted

    def provision(self, shell: Shell, above: str, position: int) -> Provision:
        """The provision of a shell, with everything in it."""
        if shell.kind in {ProvisionKind.PARAGRAPH, ProvisionKind.POINT, ProvisionKind.SUBPARAGRAPH}:
            return self.branch(shell.branches[0], above, str(position))
        eid = self.eids.give(above, shell.kind, shell.number, str(position))
        for one in range(shell.first.first.index, shell.last.segments[-1].line + 1):
            self.owners[one] = eid
        parts = list(self._branches(shell.branches, eid))
        below = "" if shell.kind is ProvisionKind.ARTICLE else eid
        parts += [self.provision(one, below or eid, at) for at, one in enumerate(shell.shells, 1)]
        return Provision(
            eid,
            shell.kind,
            span(shell.first, shell.last, shell.start),
            joined(shell.text),
            shell.number,
            joined(shell.heading),
            span(shell.heading[0][0], shell.heading[-1][0], shell.heading[0][1]) if shell.heading else None,
            tuple(parts),
        )

    def branch(self, branch: Branch, above: str, position: str) -> Provision:
        """The provision of a paragraph or point, with everything in it."""
        eid = self.eids.give(above, branch.kind, branch.number, position)
        first = branch.places[0][0] if branch.places else _first(branch)
        last = branch.last or first
        for one in range(first.segments[0].line, last.segments[-1].line + 1):
            self.owners[one] = eid
        parts = self._branches(branch.branches, eid)
        return Provision(eid, branch.kind, span(first, last, branch.begin), branch.text, branch.number, parts=parts)

    def _branches(self, branches: Sequence[Branch], above: str) -> tuple[Provision, ...]:
        """Parts side by side; among numbered ones a part without a number is counted apart."""
        numbered = any(one.number for one in branches)
        return tuple(
            self.branch(one, above, f"nn-{at}" if numbered and not one.number else str(at))
            for at, one in enumerate(branches, 1)
        )


def _first(branch: Branch) -> Passage:
    return branch.places[0][0] if branch.places else _first(branch.branches[0])


def _inner(top: list[Shell], open_shells: list[Shell]) -> list[Shell]:
    return open_shells[-1].shells if open_shells else top


def _heads(words: str) -> bool:
    """Whether words behind an article's number are its heading."""
    return (
        len(words) <= HEADING_LENGTH
        and (words[0].isupper() or words[0] in "([")
        and not words.endswith((*TERMINAL, ","))
    )
