"""What a reader of a manuscript has to know of its file: what could not be placed, and what does not show at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from neni.core.adapters.manuscripts.numbering import Numbering
from neni.core.adapters.manuscripts.packages import Package
from neni.core.model.manuscripts import Line, State
from neni.core.model.problems import Problem
from neni.core.model.text import Text

_DRAWN = {"diagrams/": "SmartArt", "charts/": "Chart"}
_MOST_SHOWN = 80


class Read(Protocol):
    """What the remarks are about."""

    package: Package
    main: str
    numbering: Numbering
    unplaced: set[str]


def of_word(text: Read, lines: Iterable[Line]) -> Iterator[Problem]:
    """Remarks on a Word file."""
    yield from of_states(lines)
    comments = text.package.xml(text.package.related(text.main, "comments"))
    if comments is not None and len(comments):
        yield comments_there(len(comments))
    yield from _unplaced(text.unplaced)
    for form in sorted(text.numbering.unknown):
        yield other_numbers(form)
    for folder, kind in _DRAWN.items():
        if any(f"/{folder}" in name for name in text.package.parts):
            yield drawn(kind)


def of_states(lines: Iterable[Line]) -> Iterator[Problem]:
    """Remarks on changes and hidden text, with the first words of each kind."""
    first: dict[State, str] = {}
    for line in lines:
        for piece in line.pieces:
            if piece.words.strip():
                first.setdefault(piece.state, piece.words.strip())
    changed = first.get(State.INSERTED) or first.get(State.DELETED)
    if changed:
        yield tracked_changes(_short(changed))
    if State.HIDDEN in first:
        yield hidden_text(_short(first[State.HIDDEN]))


def _unplaced(found: set[str]) -> Iterator[Problem]:
    if "symbol" in found:
        yield unknown_symbol()
    if "word_art" in found:
        yield drawn("WordArt")
    for part in sorted(one.removeprefix("part ") for one in found if one.startswith("part ")):
        yield unreadable_part(part)


def _short(words: str) -> str:
    line = "".join(letter if letter.isprintable() else " " for letter in words)
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1]}…"


def tracked_changes(words: str) -> Problem:
    """Somebody changed the text with changes tracked."""
    return Problem(
        "tracked_changes",
        Text(
            sq=f"Dokumenti ka ndryshime të shënuara që nuk janë pranuar ende, p.sh. “{words}”. U kontrollua teksti "
            "sikur të gjitha të ishin pranuar. Pranojini ose refuzojini para dorëzimit.",
            sr=f"Dokument ima praćene izmene koje još nisu prihvaćene, npr. „{words}“. Proveren je tekst kao da su "
            "sve prihvaćene. Prihvatite ih ili odbacite pre predaje.",
            en=f"The document has tracked changes nobody accepted yet, e.g. “{words}”. The text was read as if all of "
            "them were accepted. Accept or reject them before you hand it in.",
        ),
    )


def hidden_text(words: str) -> Problem:
    """Text that does not show on paper."""
    return Problem(
        "hidden_text",
        Text(
            sq=f"Dokumenti ka tekst të fshehur që nuk shtypet, p.sh. “{words}”. Edhe ai u kontrollua. Fshijeni ose "
            "bëjeni të dukshëm.",
            sr=f"Dokument ima skriven tekst koji se ne štampa, npr. „{words}“. I on je proveren. Obrišite ga ili ga "
            "učinite vidljivim.",
            en=f"The document has hidden text that is not printed, e.g. “{words}”. It was read too. Delete it or make "
            "it visible.",
        ),
    )


def comments_there(count: int) -> Problem:
    """Comments of other people, which stay."""
    return Problem(
        "comments_there",
        Text(
            sq=f"Dokumenti ka tashmë {count} komente. Ato mbeten në skedar, por nuk janë pjesë e tekstit që u lexua.",
            sr=f"Dokument već ima komentare (ukupno {count}). Oni ostaju u datoteci, ali nisu deo pročitanog teksta.",
            en=f"The document has comments already ({count}). They stay in the file but are no part of what was read.",
        ),
    )


def unknown_symbol() -> Problem:
    """A sign of a font nobody else has."""
    return Problem(
        "unknown_symbol",
        Text(
            sq="Dokumenti ka një shenjë nga një font simbolesh që nuk mund të lexohet; në tekst është “\ufffd”. "
            "Zëvendësojeni me një shenjë të zakonshme.",
            sr="Dokument ima znak iz fonta simbola koji se ne može pročitati; u tekstu stoji „\ufffd“. Zamenite ga "
            "običnim znakom.",
            en="The document has a sign of a symbol font that cannot be read; “\ufffd” stands for it in the text. "
            "Replace it by an ordinary character.",
        ),
    )


def drawn(kind: str) -> Problem:
    """Words inside a drawing."""
    return Problem(
        "words_in_drawing",
        Text(
            sq=f"Dokumenti ka fjalë brenda një vizatimi ({kind}), që nuk u lexuan. Nëse janë pjesë e aktit, shkruajini "
            "si tekst.",
            sr=f"Dokument ima reči unutar crteža ({kind}), koje nisu pročitane. Ako su deo akta, upišite ih kao tekst.",
            en=f"The document has words inside a drawing ({kind}), which were not read. Where they are part of the "
            "act, write them as text.",
        ),
    )


def other_numbers(form: str) -> Problem:
    """A form of automatic numbers that is told in figures."""
    return Problem(
        "other_list_numbers",
        Text(
            sq=f"Një listë numërohet automatikisht në formën “{_short(form)}”; numrat e saj u lexuan si shifra.",
            sr=f"Jedna lista se automatski numeriše u obliku „{_short(form)}“; njeni brojevi su pročitani kao cifre.",
            en=f"A list is numbered automatically in the form “{_short(form)}”; its numbers were read as figures.",
        ),
    )


def unreadable_part(part: str) -> Problem:
    """A part beside the text that is damaged."""
    return Problem(
        "unreadable_part",
        Text(
            sq="Një pjesë e skedarit është e dëmtuar dhe nuk u lexua. Hapeni në Word dhe ruajeni përsëri.",
            sr="Jedan deo datoteke je oštećen i nije pročitan. Otvorite je u Wordu i sačuvajte ponovo.",
            en="A part of the file is damaged and was not read. Open it in Word and save it again.",
        ),
        where=_short(part),
    )
