"""What is said of a text that is no condition: where, which word, and what was probably meant."""

from __future__ import annotations

import re

from neni.core.errors import BadCondition
from neni.core.model.conditions.tree import Span
from neni.core.model.nearest import nearest, offering
from neni.core.model.text import Language, Text

KEYWORDS = ("and", "or", "not", "if", "then", "else", "in", "between", "some", "every", "satisfies", "for", "return")
_HABITS = {"==": "=", "===": "=", "<>": "!=", "&&": "and", "||": "or", "!": "not(…)", "'": '"', "“": '"', "„": '"'}
"""Ways of writing of other languages, and what this one has."""
_SIGN = re.compile(r"===?|<>|&&|\|\||\w+|.", re.DOTALL)
_MOST_SHOWN = 40


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def placed(message: Text, span: Span) -> BadCondition:
    """The refusal of what stands at `span`."""
    line, column = span.line, span.column
    said = Text(
        sq=f"Rreshti {line}, kolona {column}: {message.sq}",
        sr=f"Red {line}, kolona {column}: {message.sr}",
        en=f"Line {line}, column {column}: {message.en}",
    )
    return BadCondition(said, span)


def unexpected(text: str, word: str, offset: int) -> BadCondition:
    """A word that cannot stand where it does."""
    whole = _sign_around(text, offset) or word
    shown = _shown(whole)
    said = Text(
        sq=f"“{shown}” nuk pritet këtu.", sr=f"„{shown}“ se ovde ne očekuje.", en=f"“{shown}” is not expected here."
    )
    return placed(_hinting(said, text, whole, offset), _span(text, offset, len(word)))


def unreadable(text: str, offset: int) -> BadCondition:
    """A sign the language does not have, a text that is not closed, or a name with capital letters."""
    sign = _sign_around(text, offset)
    if sign == '"':
        return placed(_unclosed(sign), _span(text, offset, 1))
    shown = _shown(sign)
    said = Text(sq=f"“{shown}” nuk lexohet.", sr=f"„{shown}“ nije čitljivo.", en=f"“{shown}” cannot be read.")
    if sign[0].isalpha():
        said = _more(
            said,
            "Emrat shkruhen me shkronja të vogla a-z, shifra dhe _.",
            "Imena se pišu malim slovima a-z, ciframa i znakom _.",
            "Names have small letters a-z, digits and _.",
        )
    return placed(_hinting(said, text, sign, offset), _span(text, offset, len(sign)))


def _unclosed(sign: str) -> Text:
    return Text(
        sq=f"“{sign}” hap diçka që nuk mbyllet; teksti mbyllet në të njëjtin rresht.",
        sr=f"„{sign}“ otvara nešto što se ne zatvara; tekst se zatvara u istom redu.",
        en=f"“{sign}” opens something that is not closed; a text is closed on the same line.",
    )


def ended(text: str) -> BadCondition:
    """The text ends where something must still follow."""
    offset = len(text.rstrip())
    message = Text(
        sq="kushti mbaron para kohe; mungon diçka pas fjalës së fundit.",
        sr="uslov se završava prerano; nešto nedostaje posle poslednje reči.",
        en="the condition ends too soon; something is missing after the last word.",
    )
    return placed(message, _span(text, offset, 0))


def too_long(most: int) -> Text:
    """More characters than a condition may have."""
    return Text(
        sq=f"Kushti ka më shumë se {most} shenja; ndajeni në fakte të nxjerra.",
        sr=f"Uslov ima više od {most} znakova; podelite ga na izvedene činjenice.",
        en=f"The condition has more than {most} characters; divide it into derived facts.",
    )


def too_deep(most: int) -> Text:
    """More levels than a condition may have."""
    return Text(
        sq=f"Kushti ka më shumë se {most} nivele njëri brenda tjetrit; ndajeni në fakte të nxjerra.",
        sr=f"Uslov ima više od {most} nivoa jedan u drugom; podelite ga na izvedene činjenice.",
        en=f"The condition has more than {most} levels inside one another; divide it into derived facts.",
    )


def inexact_number(digits: int) -> Text:
    """A number that cannot be kept exactly."""
    return Text(
        sq=f"Numri nuk mund të ruhet saktë; lejohen më së shumti {digits} shifra.",
        sr=f"Broj se ne može tačno sačuvati; dozvoljeno je najviše {digits} cifara.",
        en=f"The number cannot be kept exactly; at most {digits} digits are allowed.",
    )


def no_such_value(function: str, written: str) -> Text:
    """A date, time or duration that does not exist or is written otherwise."""
    shown = written[:_MOST_SHOWN]
    form = {
        "date": '"2026-01-31"',
        "time": '"14:30:00"',
        "date and time": '"2026-01-31T14:30:00"',
        "duration": '"P3D", "PT48H", "P2M"',
    }.get(function, '"2026-01-31", "14:30:00", "P3D"')
    return Text(
        sq=f"“{shown}” nuk ekziston si {function}(…); shkruhet p.sh. {form}.",
        sr=f"„{shown}“ ne postoji kao {function}(…); piše se npr. {form}.",
        en=f"“{shown}” does not exist as {function}(…); write for example {form}.",
    )


def no_pattern(pattern: str) -> Text:
    """A text that is no pattern."""
    shown = _shown(pattern)
    return Text(
        sq=f"“{shown}” nuk është model teksti (shprehje e rregullt) që lexohet.",
        sr=f"„{shown}“ nije obrazac (regularni izraz) koji se može pročitati.",
        en=f"“{shown}” is no pattern (regular expression) that can be read.",
    )


def pattern_lacking(pattern: str) -> Text:
    """A pattern with something that would take the bound from its running time, or that the library lacks."""
    shown = _shown(pattern)
    return Text(
        sq=f"“{shown}” ka diçka që modelet e Nenit nuk e kanë: \\1, [a-z-[b]], \\i, \\c ose \\p{{Is…}}.",
        sr=f"„{shown}“ sadrži nešto čega Nenijevi obrasci nemaju: \\1, [a-z-[b]], \\i, \\c ili \\p{{Is…}}.",
        en=f"“{shown}” has something that Neni's patterns do not have: \\1, [a-z-[b]], \\i, \\c or \\p{{Is…}}.",
    )


def out_of_calendar(written: str) -> Text:
    """A date or time of the standard that Neni has none for."""
    shown = _shown(written)
    return Text(
        sq=f"“{shown}” nuk mund të mbahet: Neni ka vitet 1–9999 dhe sekonda deri në mikrosekondë.",
        sr=f"„{shown}“ se ne može zadržati: Neni ima godine 1–9999 i sekunde do mikrosekunde.",
        en=f"“{shown}” cannot be kept: Neni has the years 1–9999 and seconds down to the microsecond.",
    )


def no_such_type(name: str) -> Text:
    """A type that `instance of` does not know."""
    shown = name[:_MOST_SHOWN]
    return Text(
        sq=f"“{shown}” nuk është lloj; shkruani p.sh. number, string, date, list<number>.",
        sr=f"„{shown}“ nije vrsta; napišite npr. number, string, date, list<number>.",
        en=f"“{shown}” is no type; write for example number, string, date, list<number>.",
    )


def twice(name: str) -> Text:
    """Two entries of a context with one name."""
    shown = name[:_MOST_SHOWN]
    return Text(
        sq=f"“{shown}” ceket dy herë në të njëjtin kontekst.",
        sr=f"„{shown}“ je navedeno dva puta u istom kontekstu.",
        en=f"“{shown}” stands twice in the same context.",
    )


def no_escape(written: str) -> Text:
    """A backslash before something that has no meaning after it."""
    return Text(
        sq=f"“{written}” nuk njihet brenda një teksti; për vetë shenjën \\ shkruani \\\\.",
        sr=f"„{written}“ nije poznato unutar teksta; za sam znak \\ napišite \\\\.",
        en=f"“{written}” is not known inside a text; for the sign \\ itself write \\\\.",
    )


def _span(text: str, offset: int, length: int) -> Span:
    return Span(offset, offset + length, *place(text, offset))


def _shown(word: str) -> str:
    return word if len(word) <= _MOST_SHOWN else f"{word[:_MOST_SHOWN]}…"


def _more(said: Text, sq: str, sr: str, en: str) -> Text:
    more = {Language.ALBANIAN: sq, Language.SERBIAN: sr, Language.ENGLISH: en}
    return said.map(lambda words, language: f"{words} {more[language]}")


def _sign_around(text: str, offset: int) -> str:
    """The sign at the offset, whole even when the offset stands inside `==`."""
    found = _SIGN.match(text, offset - 1) if text[max(offset - 1, 0) : offset + 1] in _HABITS else None
    found = found or _SIGN.match(text, offset)
    return found[0] if found else ""


_LIKE = 0.65
"""Keywords are short; what is less like one is something else."""


def _hinting(said: Text, text: str, word: str, offset: int) -> Text:
    """The sentence, with what was probably meant when that can be told."""
    meant = _HABITS.get(word) or nearest(word.lower(), KEYWORDS, _LIKE)
    before = re.search(r"(\w+)\s*$", text[:offset])
    if not meant and before:
        meant = nearest(before[1], KEYWORDS, _LIKE)
    if not meant or meant == word or (before and meant == before[1]):
        return said
    return offering(said, meant)
