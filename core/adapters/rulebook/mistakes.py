"""What is said of a mistake in the form of a rules file, in three languages: what is wrong, what to write instead."""

from __future__ import annotations

from collections.abc import Iterable

from neni.core.model.nearest import nearest, suggesting
from neni.core.model.problems import Problem
from neni.core.model.references import Place
from neni.core.model.text import Text


def mistake(code: str, place: Place, sq: str, sr: str, en: str) -> Problem:
    """A problem at a place."""
    return Problem(code, Text(sq=sq, sr=sr, en=en), where=str(place))


def listed(words: Iterable[str]) -> str:
    """Words in a row."""
    return ", ".join(words)


def no_yaml(place: Place, column: int, told: str) -> Problem:
    """The file is no YAML."""
    return mistake(
        "no_yaml",
        place,
        f"Kjo nuk është YAML, kolona {column} ({told}); kontrolloni kllapat, thonjëzat dhe zhvendosjen e rreshtave.",
        f"Ovo nije YAML, kolona {column} ({told}); proverite zagrade, navodnike i uvlačenje redova.",
        f"This is not YAML, column {column} ({told}); check brackets, quotes and the indentation of the lines.",
    )


def not_utf8(place: Place) -> Problem:
    """The bytes are no UTF-8."""
    return mistake(
        "not_utf8",
        place,
        "Skedari nuk është në UTF-8; ruajeni në UTF-8.",
        "Datoteka nije u UTF-8; sačuvajte je u UTF-8.",
        "The file is not UTF-8; save it as UTF-8.",
    )


def empty_file(place: Place) -> Problem:
    """Nothing in it."""
    return mistake(
        "empty_file",
        place,
        "Skedari është bosh; shkruani një grup rregullash ose fshijeni.",
        "Datoteka je prazna; napišite skup pravila ili je obrišite.",
        "The file is empty; write a ruleset or delete it.",
    )


def too_large(place: Place) -> Problem:
    """More or deeper than any law."""
    return mistake(
        "too_large",
        place,
        "Skedari është tepër i madh ose tepër i thellë; ndajeni në disa skedarë.",
        "Datoteka je prevelika ili preduboka; podelite je na više datoteka.",
        "The file is too large or nested too deeply; split it into several files.",
    )


def alias(place: Place) -> Problem:
    """An anchor or alias."""
    return mistake(
        "alias",
        place,
        "Shenjat & dhe * (spiranca dhe referenca) nuk lejohen; shkruajeni vlerën e plotë.",
        "Oznake & i * (sidra i upućivanja) nisu dozvoljene; napišite celu vrednost.",
        "Anchors and aliases (& and *) are not allowed; write the value out.",
    )


def tag(place: Place) -> Problem:
    """A YAML tag."""
    return mistake(
        "tag",
        place,
        "Etiketat e YAML-it (!…) nuk lejohen; vendoseni tekstin në thonjëza.",
        "YAML oznake (!…) nisu dozvoljene; stavite tekst pod navodnike.",
        "YAML tags (!…) are not allowed; put the text in quotes.",
    )


def second_document(place: Place) -> Problem:
    """`---` in the middle."""
    return mistake(
        "second_document",
        place,
        "Një skedar mban vetëm një dokument; hiqeni rreshtin “---”.",
        "Datoteka sadrži samo jedan dokument; uklonite red „---“.",
        "A file holds one document only; remove the line “---”.",
    )


def no_name(place: Place) -> Problem:
    """Something other than a word stands before the colon."""
    return mistake(
        "no_name",
        place,
        "Para dy pikave duhet të jetë një emër.",
        "Pre dvotačke mora stajati naziv.",
        "A name must stand before the colon.",
    )


def twice(place: Place, name: str, line: int) -> Problem:
    """One name, two values."""
    return mistake(
        "twice",
        place,
        f"“{name}” është shkruar dy herë (herën e parë në rreshtin {line}); mbani njërën.",
        f"„{name}“ je napisano dvaput (prvi put u redu {line}); zadržite jedno.",
        f"“{name}” stands twice (first on line {line}); keep one of them.",
    )


def unknown_key(place: Place, name: str, known: Iterable[str]) -> Problem:
    """No such name here; the nearest is offered."""
    known = list(known)
    near = nearest(name, known)
    sq, sr, en = f"lejohen: {listed(known)}", f"dozvoljeno: {listed(known)}", f"allowed: {listed(known)}"
    if near:
        sq, sr, en = f"a e keni fjalën për “{near}”?", f"da li ste mislili „{near}“?", f"did you mean “{near}”?"
    return mistake(
        "unknown_key",
        place,
        f"“{name}” nuk njihet këtu; {sq}",
        f"„{name}“ ovde nije poznato; {sr}",
        f"“{name}” is not known here; {en}",
    )


def missing_key(place: Place, name: str) -> Problem:
    """A name that must be there is not."""
    return mistake(
        "missing_key",
        place,
        f"Mungon “{name}”; shtojeni.",
        f"Nedostaje „{name}“; dodajte ga.",
        f"“{name}” is missing; add it.",
    )


def not_entries(place: Place) -> Problem:
    """Names with values were expected."""
    return mistake(
        "not_entries",
        place,
        "Këtu duhen emra me vlera (emri: vlera).",
        "Ovde su potrebni nazivi sa vrednostima (naziv: vrednost).",
        "Names with values are needed here (name: value).",
    )


def not_a_list(place: Place) -> Problem:
    """A list was expected."""
    return mistake(
        "not_a_list",
        place,
        "Këtu duhet një listë: rreshta me “- ” ose [a, b].",
        "Ovde je potrebna lista: redovi sa „- “ ili [a, b].",
        "A list is needed here: lines with “- ” or [a, b].",
    )


def not_words(place: Place) -> Problem:
    """One value was expected."""
    return mistake(
        "not_words",
        place,
        "Këtu duhet një vlerë e vetme, jo bosh.",
        "Ovde je potrebna jedna vrednost, ne prazno.",
        "One value is needed here, and not an empty one.",
    )


def missing_language(place: Place, languages: Iterable[str]) -> Problem:
    """A text without words in some language."""
    told = listed(languages)
    return mistake(
        "missing_language",
        place,
        f"Mungon teksti në: {told}; shkruajeni në sq, sr dhe en.",
        f"Nedostaje tekst na: {told}; napišite ga na sq, sr i en.",
        f"Words are missing in: {told}; write them in sq, sr and en.",
    )


def not_one_of(place: Place, given: str, known: Iterable[str]) -> Problem:
    """Only some words are admissible."""
    known = list(known)
    said = Text(
        sq=f"“{given}” nuk është ndër: {listed(known)}.",
        sr=f"„{given}“ nije među: {listed(known)}.",
        en=f"“{given}” is not one of: {listed(known)}.",
    )
    return Problem("not_one_of", suggesting(said, given, known), where=str(place))


def not_a_day(place: Place, given: str) -> Problem:
    """No date."""
    return mistake(
        "not_a_day",
        place,
        f"“{given}” nuk është datë; shkruani një datë që ekziston, p.sh. 2026-03-31.",
        f"„{given}“ nije datum; upišite postojeći datum, npr. 2026-03-31.",
        f"“{given}” is not a date; write one that exists, such as 2026-03-31.",
    )
