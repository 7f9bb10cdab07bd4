"""What is said to the author of a condition that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from neni.core.model.conditions.tree import Span
from neni.core.model.text import Text

_KEYWORDS = tuple(
    "and or not in between if then else some every satisfies for return true false".split()  # noqa: SIM905 - one line
)
_FOREIGN = {
    "==": "=",
    "&&": "and",
    "||": "or",
    "<>": "!=",
    "!": "not(…)",
    "&": "and",
    "|": "or",
    "'": '"',
    "%": "/ 100",
}


def _at(span: Span) -> tuple[str, str, str]:
    return (
        f"rreshti {span.line}, shkronja {span.column}",
        f"red {span.line}, znak {span.column}",
        f"line {span.line}, column {span.column}",
    )


def unexpected(word: str, span: Span, expected: Iterable[str]) -> Text:
    """A word that cannot stand where it does."""
    sq, sr, en = _at(span)
    shown = word[:40]
    said = Text(
        sq=f"{sq}: “{shown}” nuk pritej këtu.",
        sr=f"{sr}: „{shown}“ se ovde ne očekuje.",
        en=f"{en}: “{shown}” is not expected here.",
    )
    return _suggesting(said, _meant(word, set(expected)))


def _meant(word: str, expected: set[str]) -> str | None:
    if word in _FOREIGN:
        return _FOREIGN[word]
    possible = [one for one in _KEYWORDS if one in expected] or _KEYWORDS
    near = get_close_matches(word.casefold(), possible, n=1, cutoff=0.7)
    return near[0] if near and near[0] != word else None


def strange(letter: str, span: Span, unclosed: bool) -> Text:  # noqa: FBT001 - what the letter opens
    """A letter that conditions do not know."""
    sq, sr, en = _at(span)
    if unclosed:
        return Text(
            sq=f"{sq}: teksti që hapet këtu nuk mbyllet me thonjëza.",
            sr=f"{sr}: tekst koji ovde počinje nije zatvoren navodnicima.",
            en=f"{en}: the text that opens here is not closed by a quotation mark.",
        )
    said = Text(
        sq=f"{sq}: shenja “{letter}” nuk përdoret në kushte.",
        sr=f"{sr}: znak „{letter}“ se ne koristi u uslovima.",
        en=f"{en}: the sign “{letter}” is not used in conditions.",
    )
    return _suggesting(said, _FOREIGN.get(letter))


def unfinished(span: Span) -> Text:
    """The text ends where something is still needed."""
    sq, sr, en = _at(span)
    return Text(
        sq=f"{sq}: kushti mbaron para kohe; mungon diçka në fund.",
        sr=f"{sr}: uslov se prerano završava; na kraju nešto nedostaje.",
        en=f"{en}: the condition ends too early; something is missing at its end.",
    )


def too_long(most: int) -> Text:
    """More letters than a condition may have."""
    return Text(
        sq=f"kushti ka më shumë se {most} shkronja; ndajeni në fakte të nxjerra.",
        sr=f"uslov ima više od {most} znakova; podelite ga na izvedene činjenice.",
        en=f"the condition has more than {most} letters; split it into derived facts.",
    )


def too_deep(most: int) -> Text:
    """More levels of brackets or operators than a condition may have."""
    return Text(
        sq=f"kushti ka më shumë se {most} nivele; ndajeni në fakte të nxjerra.",
        sr=f"uslov ima više od {most} nivoa; podelite ga na izvedene činjenice.",
        en=f"the condition has more than {most} levels; split it into derived facts.",
    )


def no_number(written: str) -> Text:
    """A number with more digits than are kept."""
    shown = written[:40]
    return Text(
        sq=f"numri “{shown}” ka më shumë se 34 shifra ose është tepër i madh.",
        sr=f"broj „{shown}“ ima više od 34 cifre ili je prevelik.",
        en=f"the number “{shown}” has more than 34 digits or is too great.",
    )


def no_literal(written: str) -> Text:
    """A date, time or duration there is not."""
    shown = written[:60]
    return Text(
        sq=f'{shown} nuk ekziston; shkruani p.sh. date("2026-03-31") ose duration("P3D").',
        sr=f'{shown} ne postoji; napišite npr. date("2026-03-31") ili duration("P3D").',
        en=f'{shown} does not exist; write for example date("2026-03-31") or duration("P3D").',
    )


def no_escape(written: str) -> Text:
    """A backslash before a letter that means nothing."""
    return Text(
        sq=f"“{written}” nuk do të thotë asgjë brenda tekstit; për \\ shkruani \\\\.",
        sr=f"„{written}“ u tekstu ne znači ništa; za \\ napišite \\\\.",
        en=f"“{written}” means nothing inside a text; for \\ write \\\\.",
    )


def _suggesting(said: Text, word: str | None) -> Text:
    if word is None:
        return said
    meant = {
        "sq": f"Mos e keni fjalën për “{word}”?",
        "sr": f"Da li ste mislili „{word}“?",
        "en": f"Did you mean “{word}”?",
    }
    return said.map(lambda words, language: f"{words} {meant[language.value]}")
