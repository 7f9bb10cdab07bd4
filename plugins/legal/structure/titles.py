"""The title of an act: where it stands, and what it says of kind, number, year and subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from neni.core import ActTitle, Anchor
from neni.plugins.legal.structure.passages import Passage
from neni.plugins.legal.structure.words import (
    ABOUT,
    BASIS,
    CONTENTS_HEADING,
    DATED,
    ENACTING,
    ISSUER,
    KINDS,
    NUMBER,
    TITLE,
    unspaced,
)
from neni.plugins.legal.structure.wrapping import TERMINAL

LONGEST_TITLE = 420
SHORT = 40
MARKED = re.compile(r"[a-z]{2,}(?:/[a-z]+)*/\d{2,4}/\d{1,4}\W*")
LINES = 8
"""So many passages a title may take."""
ABOUT_INSIDE = re.compile(r"(?:^|[\s\-:,)]|(?<=\d))" + ABOUT.pattern)


def titles_in(read: Sequence[Passage], limit: int) -> tuple[tuple[int, int], ...]:
    """Stretches of passages that are titles of the act; the same title may stand before and behind the preamble."""
    found: list[tuple[int, int]] = []
    place = 0
    while place < limit:
        if _begins(read[place]) and not _cited(read, place):
            stop = _end(read, place, limit)
            found.append((place, stop))
            place = stop
        else:
            place += 1
    return tuple(found)


def _begins(passage: Passage) -> bool:
    folded, text = unspaced(passage.folded), passage.text
    if len(text) > LONGEST_TITLE or TITLE.match(folded) is None or BASIS.search(folded):
        return False
    if not text.lstrip("\"„“'")[:1].isupper() or text.endswith((";", ":", ",")):
        return False
    return not text.endswith(".") or NUMBER.search(folded) is not None


def _cited(read: Sequence[Passage], place: int) -> bool:
    """Whether the line goes on with a legal basis that names its acts line by line: “Law No. 08/L-228 on …”."""
    before = read[place - 1] if place else None
    if before is None or read[place].text.split()[0].isupper() or not NUMBER.search(read[place].folded):
        return False
    basis = any(BASIS.search(one.folded) for one in read[max(0, place - LINES) : place])
    return basis and before.folded.endswith((",", ":", ";", " and", " dhe", " i"))


def _end(read: Sequence[Passage], start: int, limit: int) -> int:
    place, about = start + 1, ABOUT_INSIDE.search(read[start].folded + " ") is not None
    last = min(limit, start + LINES)
    while place < last:
        if not about and _between(read[place]) and _topic_near(read, place + 1, last):
            place += 1
            continue
        if not _goes_on(read, place, about=about or place == start + 1):
            break
        about = about or ABOUT.match(read[place].folded + " ") is not None
        place += 1
    return place


def _between(passage: Passage) -> bool:
    """Whether a line between a title's number and its subject is the act's mark or its day: “UNMIK/REG/2000/43”."""
    return len(passage.text) <= SHORT and bool(MARKED.fullmatch(passage.folded) or DATED.match(passage.folded))


def _topic_near(read: Sequence[Passage], place: int, last: int) -> bool:
    return any(ABOUT.match(one.folded + " ") for one in read[place : min(place + 2, last)])


def _goes_on(read: Sequence[Passage], place: int, *, about: bool) -> bool:
    """Whether a title goes on: with its number, with what it is about, or with more capitals."""
    passage, folded = read[place], read[place].folded
    if CONTENTS_HEADING.match(folded):
        return False
    if BASIS.search(folded) or ENACTING.match(unspaced(folded)) or passage.label or len(passage.text) > LONGEST_TITLE:
        return False
    number, topic = NUMBER.match(folded), ABOUT.match(folded + " ")
    if ISSUER.match(folded) or (passage.text.endswith(TERMINAL) and not number):
        return False
    capitals = passage.text.isupper() and read[place - 1].text.isupper() and not _begins(passage)
    return bool(number or topic) or (about and capitals)


def title_of(read: Sequence[Passage], titles: Sequence[tuple[int, int]], issuer: str) -> ActTitle:
    """What the fullest of the titles says."""
    if not titles:
        return ActTitle(issuer=issuer)
    start, stop = max(titles, key=lambda one: _fullness(read[slice(*one)]))
    whole = _whole(read[start:stop])
    found = TITLE.match(whole.folded)
    kind = next((code for code in KINDS if found is not None and found[code]), "")
    number, year, _ = _number(whole)
    first, last = read[start].anchor(), read[stop - 1].anchor()
    last_line = last.line if last.last_line is None else last.last_line
    anchor = Anchor(first.line, first.start, last.end, last_line if last_line != first.line else None)
    return ActTitle(kind, number, year, _subject(whole), issuer, anchor)


def _fullness(lines: Sequence[Passage]) -> tuple[bool, bool]:
    whole = _whole(lines)
    return bool(_number(whole)[0]), bool(_subject(whole))


def _whole(lines: Sequence[Passage]) -> Passage:
    """The lines of a title as one; “R R E G U L L O R E” as a word."""
    words = [re.sub(r"(?<=\S)\s(?=\S(?:\s|$))", "", one.text) if _spaced(one) else one.text for one in lines]
    return replace(lines[0], text=" ".join(words), starts=(0,))


def _spaced(line: Passage) -> bool:
    return unspaced(line.folded) != line.folded.strip()


def _number(whole: Passage) -> tuple[str, int | None, int]:
    """The act's own number, its year, and where what follows begins; numbers behind “për” are of other acts."""
    kind = TITLE.match(whole.folded)
    after = kind.end() if kind is not None else 0
    found = NUMBER.search(whole.folded, after)
    about = ABOUT_INSIDE.search(whole.folded, after)
    if found is None or (about is not None and about.start() < found.start()):
        return "", None, after
    written = whole.text[whole.written(found.start("number")) : whole.written(found.end("number"))]
    year = re.search(r"(?:19|20)\d\d(?!\d)", written)
    return re.sub(r"\s", "", written), int(year[0]) if year else None, found.end()


def _subject(whole: Passage) -> str:
    """What the act is about: the words behind the first “për”, “o” or “on”."""
    after = _number(whole)[2]
    about = ABOUT_INSIDE.search(whole.folded, after)
    if about is None or about.start() - after > 40:
        return ""
    return whole.text[whole.written(about.end()) :].strip()
