"""A manuscript read as an act. Whatever was handed in, an act comes out, with remarks on what found no place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from neni.core import Act, Manuscript, Provision, ProvisionKind
from neni.plugins.legal.structure.building import Builder, Shell
from neni.plugins.legal.structure.days import days_in
from neni.plugins.legal.structure.headings import is_heading
from neni.plugins.legal.structure.labels import Label, article_label
from neni.plugins.legal.structure.languages import language_of
from neni.plugins.legal.structure.marks import MarkKind, mark
from neni.plugins.legal.structure.opening import Opening, opening_of
from neni.plugins.legal.structure.outline import Outline, outline_of
from neni.plugins.legal.structure.passages import Passage
from neni.plugins.legal.structure.remarks import remarks_on
from neni.plugins.legal.structure.wrapping import TERMINAL

DECIDES = {"decision"}


@dataclass(frozen=True)
class Reading:
    """An act with the passages it was read from; `owners` tells for a line the identifier of the smallest provision
    that covers it."""

    act: Act
    passages: tuple[Passage, ...]
    owners: Mapping[int, str]

    def owner(self, passage: Passage) -> str:
        """The identifier of the smallest provision a passage stands in; empty for none."""
        return self.owners.get(passage.segments[0].line, "")


def read_act(manuscript: Manuscript) -> Act:
    """The act a manuscript holds."""
    return reading_of(manuscript).act


def reading_of(manuscript: Manuscript) -> Reading:
    """The act a manuscript holds, with its passages."""
    outline = outline_of(manuscript)
    whole = not outline.articles
    first = min([*outline.articles, *outline.divisions, *outline.heads], default=outline.text_end)
    opening = opening_of(outline.passages, min(first, outline.text_end), whole=whole)
    builder = Builder(outline)
    parts = _opening_parts(builder, opening)
    parts += _body(builder, opening, outline)
    parts += _behind(builder, outline)
    language, day = language_of(outline.passages), _day(outline, opening)
    act = Act(
        language, opening.title, tuple(parts), day, remarks_on(outline, opening.title, preamble=bool(opening.preamble))
    )
    return Reading(act, outline.passages, builder.owners)


def _day(outline: Outline, opening: Opening) -> date | None:
    """The day of the act: in its signature block, or else in its head."""
    head = [place for place in range(opening.end) if place not in opening.preamble]
    signature = range(outline.signature, min(outline.tail, outline.first_annex))
    for place in [*signature, *head]:
        for day in days_in(outline.passages[place].folded):
            if day.on is not None:
                return day.on
    return None


def _opening_parts(builder: Builder, opening: Opening) -> list[Provision]:
    """Head, titles and preamble in the order of the text."""
    shells: list[Shell] = []
    titled = dict(opening.titles)
    place = 0
    while place < opening.end:
        if place in titled:
            stop, kind = titled[place], ProvisionKind.TITLE
        elif place in opening.preamble:
            stop, kind = _run_end(place, opening, preamble=True), ProvisionKind.PREAMBLE
        else:
            stop, kind = _run_end(place, opening, preamble=False), ProvisionKind.HEADER
        shells.append(_stretch(builder, kind, place, stop, opening))
        place = stop
    return [builder.provision(shell, "", at) for at, shell in enumerate(shells, 1)]


def _run_end(place: int, opening: Opening, *, preamble: bool) -> int:
    titled = dict(opening.titles)
    while place < opening.end and place not in titled and (place in opening.preamble) is preamble:
        place += 1
    return place


def _stretch(builder: Builder, kind: ProvisionKind, place: int, stop: int, opening: Opening) -> Shell:
    read = builder.read
    shell = Shell(kind, "", read[place], read[stop - 1])
    own = []
    for at in range(place, stop):
        part = opening.preamble.get(at, kind)
        if part is kind:
            own.append((read[at], 0))
        else:
            shell.shells.append(Shell(part, "", read[at], read[at], text=((read[at], 0),)))
        if at in opening.formulas:
            word = opening.formulas[at]
            shell.shells.append(
                Shell(ProvisionKind.FORMULA, "", read[at], read[at], text=((read[at], word),), start=word)
            )
    shell.text = tuple(own)
    return shell


def _body(builder: Builder, opening: Opening, outline: Outline) -> list[Provision]:
    """The provisions; of a decision without articles what it decides, of other texts their numbered sections."""
    end = min([*outline.closings, outline.text_end])
    start = opening.end
    if outline.articles:
        shells = builder.body(start, end)
    elif start < end and opening.title.kind in DECIDES:
        first, last = builder.read[start], builder.read[end - 1]
        shells = [Shell(ProvisionKind.OPERATIVE, "", first, last, branches=builder.grown(start, end, capitals=True))]
    else:
        outline.divisions.update(_sections(builder.read, start, end))
        builder = _renewed(builder, outline)
        shells = builder.body(start, end)
    return [builder.provision(shell, "", at) for at, shell in enumerate(shells, 1)]


def _renewed(builder: Builder, outline: Outline) -> Builder:
    fresh = Builder(outline)
    fresh.eids, fresh.owners = builder.eids, builder.owners
    return fresh


def _sections(read: tuple[Passage, ...], start: int, end: int) -> dict[int, Label]:
    """Numbered headings of a text without articles, such as a memorandum: “3. Obligimet e palëve”."""
    found: dict[int, Label] = {}
    for place in range(start, end - 1):
        passage = read[place]
        one = mark(passage)
        words = passage.text[one.words :]
        if one.kind not in {MarkKind.FIRST, MarkKind.ROMAN} or passage.in_table or not words:
            continue
        if len(words) <= 100 and words[0].isupper() and not words.endswith((*TERMINAL, ",")):
            found[place] = Label(one.number, one.words, kind=ProvisionKind.SECTION)
    return found if len(found) >= 2 else {}


def _behind(builder: Builder, outline: Outline) -> list[Provision]:
    """Reasons and remedies, signature, articles of amending acts, annexes."""
    read = builder.read
    shells: list[Shell] = []
    closings = sorted(outline.closings)
    for place, stop in zip(closings, [*closings[1:], outline.text_end], strict=False):
        if place < stop:
            shells.append(_closing(builder, outline.closings[place], place, stop))
    behind = min(outline.tail, outline.first_annex)
    if outline.signature < behind:
        shells.append(_plain(read, ProvisionKind.SIGNATURE, outline.signature, behind))
    if outline.tail < outline.first_annex:
        shells += _tail(read, outline)
    annexes = sorted(outline.annexes)
    for place, stop in zip(annexes, [*annexes[1:], len(read)], strict=False):
        shells.append(_annex(builder, outline.annexes[place], place, stop))
    counts: dict[ProvisionKind, int] = {}
    found = []
    for shell in shells:
        counts[shell.kind] = counts.get(shell.kind, 0) + 1
        found.append(builder.provision(shell, "", counts[shell.kind]))
    return found


def _closing(builder: Builder, kind: ProvisionKind, place: int, stop: int) -> Shell:
    passage = builder.read[place]
    colon = passage.text.find(":") + 1
    inline = (passage, colon + 1) if colon and passage.text[colon:].strip() else None
    shell = Shell(kind, "", passage, builder.read[stop - 1], () if inline else ((passage, 0),))
    shell.branches = builder.grown(place + 1, stop, inline)
    return shell


def _plain(read: tuple[Passage, ...], kind: ProvisionKind, place: int, stop: int) -> Shell:
    return Shell(kind, "", read[place], read[stop - 1], text=tuple((one, 0) for one in read[place:stop]))


def _tail(read: tuple[Passage, ...], outline: Outline) -> list[Shell]:
    """One part for each article of an amending act, with the words before the first of them."""
    starts = [outline.tail]
    starts += [
        place for place in range(outline.tail + 1, outline.first_annex) if article_label(read[place]) is not None
    ]
    shells = []
    for place, stop in zip(starts, [*starts[1:], outline.first_annex], strict=False):
        shell = _plain(read, ProvisionKind.TAIL, place, stop)
        label = article_label(read[place])
        shell.heading = ((read[place], 0),) if label is None else ()
        shells.append(shell)
    return shells


def _annex(builder: Builder, label: Label, place: int, stop: int) -> Shell:
    """An annex; what follows is its paragraphs, articles printed in it are no articles of the act."""
    passage = builder.read[place]
    heading = [(passage, label.rest)] if passage.text[label.rest :] else []
    after = place + 1
    if not heading and after < stop and is_heading(builder.read[after]):
        heading, after = [(builder.read[after], 0)], after + 1
    shell = Shell(ProvisionKind.ANNEX, label.number, passage, builder.read[stop - 1], tuple(heading))
    shell.branches = builder.grown(after, stop)
    return shell
