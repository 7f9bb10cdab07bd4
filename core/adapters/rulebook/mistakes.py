"""What is said of a mistake in a rules file, in three languages: what is wrong and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from neni.core.model.problems import Problem
from neni.core.model.rulesets import Place
from neni.core.model.text import Text


def mistake(code: str, place: Place, sq: str, sr: str, en: str) -> Problem:
    """A problem at a place."""
    return Problem(code, Text(sq=sq, sr=sr, en=en), where=str(place))


def nearest(given: str, known: Iterable[str]) -> str | None:
    """The known word most like the one given."""
    return next(iter(get_close_matches(given, list(known), n=1)), None)


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
    near = nearest(given, known)
    meant = (f" A e keni fjalën për “{near}”?", f" Da li ste mislili „{near}“?", f" Did you mean “{near}”?")
    sq, sr, en = meant if near else ("", "", "")
    return mistake(
        "not_one_of",
        place,
        f"“{given}” nuk është ndër: {listed(known)}.{sq}",
        f"„{given}“ nije među: {listed(known)}.{sr}",
        f"“{given}” is not one of: {listed(known)}.{en}",
    )


def not_a_day(place: Place, given: str) -> Problem:
    """No date."""
    return mistake(
        "not_a_day",
        place,
        f"“{given}” nuk është datë; shkruani një datë që ekziston, p.sh. 2026-03-31.",
        f"„{given}“ nije datum; upišite postojeći datum, npr. 2026-03-31.",
        f"“{given}” is not a date; write one that exists, such as 2026-03-31.",
    )


def backwards(place: Place) -> Problem:
    """An end before its beginning."""
    return mistake(
        "backwards",
        place,
        "“to” është para “from”; ndërrojini datat.",
        "„to“ je pre „from“; zamenite datume.",
        "“to” is before “from”; swap the dates.",
    )


def no_source(place: Place) -> Problem:
    """A reference to no act that does not say what it rests on."""
    return mistake(
        "no_source",
        place,
        "Pa akt (act: null) duhet “note” që tregon ku mbështetet, p.sh. praktikë e brendshme.",
        "Bez akta (act: null) potreban je „note“ koji kaže na čemu počiva, npr. interna praksa.",
        "Without an act (act: null) a “note” must say what it rests on, such as internal practice.",
    )


def bad_name(place: Place, given: str, form: str) -> Problem:
    """A name, code or number in a form that is not used."""
    return mistake(
        "bad_name",
        place,
        f"“{given}” nuk e ka formën e duhur; shkruajeni si {form}.",
        f"„{given}“ nema pravi oblik; napišite kao {form}.",
        f"“{given}” has not the right form; write it like {form}.",
    )


def reserved(place: Place, given: str) -> Problem:
    """A name that means something in conditions."""
    return mistake(
        "reserved",
        place,
        f"“{given}” ka kuptim të vetin në kushte; zgjidhni emër tjetër.",
        f"„{given}“ ima svoje značenje u uslovima; izaberite drugi naziv.",
        f"“{given}” has a meaning of its own in conditions; choose another name.",
    )


VALUES = {
    "money": ("shumë në euro me më së shumti dy shifra pas pikës, p.sh. 9500.00",
              "iznos u evrima sa najviše dve decimale, npr. 9500.00",
              "an amount in euros with at most two decimals, such as 9500.00"),
    "percent": ("përqindje si numër, p.sh. 10 për 10 %", "procenat kao broj, npr. 10 za 10 %",
                "a percentage as a number, such as 10 for 10 %"),
    "number": ("numër, p.sh. 30 ose 2.5", "broj, npr. 30 ili 2.5", "a number, such as 30 or 2.5"),
    "date": ("datë që ekziston, p.sh. 2026-03-31", "postojeći datum, npr. 2026-03-31",
             "a date that exists, such as 2026-03-31"),
    "duration": ("kohëzgjatje sipas ISO 8601, p.sh. P5D ose PT48H", "trajanje po ISO 8601, npr. P5D ili PT48H",
                 "a duration by ISO 8601, such as P5D or PT48H"),
    "yes_no": ("true ose false", "true ili false", "true or false"),
    "text": ("tekst", "tekst", "text"),
}  # fmt: skip


def bad_value(place: Place, given: str, kind: str) -> Problem:
    """The value is none of its kind."""
    sq, sr, en = VALUES[kind]
    return mistake(
        "bad_value",
        place,
        f"“{given}” nuk pranohet; shkruani {sq}.",
        f"„{given}“ se ne prihvata; upišite {sr}.",
        f"“{given}” is not accepted; write {en}.",
    )


def no_constant(place: Place, kind: str) -> Problem:
    """Values of this kind cannot be written down as one."""
    return mistake(
        "no_constant",
        place,
        f"Vlera e llojit {kind} nuk shkruhet si konstante; përdorni {{is: shprehje}}.",
        f"Vrednost vrste {kind} ne piše se kao konstanta; upotrebite {{is: izraz}}.",
        f"A value of kind {kind} cannot be written as a constant; use {{is: expression}}.",
    )


def not_for_kind(place: Place, name: str, kind: str) -> Problem:
    """A property that facts of this kind have not."""
    return mistake(
        "not_for_kind",
        place,
        f"“{name}” nuk ka kuptim për llojin {kind}; hiqeni.",
        f"„{name}“ nema smisla za vrstu {kind}; uklonite ga.",
        f"“{name}” has no meaning for the kind {kind}; remove it.",
    )


def bad_pattern(place: Place, told: str) -> Problem:
    """No regular expression."""
    return mistake(
        "bad_pattern",
        place,
        f"Kjo nuk është shprehje e rregullt ({told}); korrigjojeni.",
        f"Ovo nije regularni izraz ({told}); ispravite ga.",
        f"This is not a regular expression ({told}); correct it.",
    )


def undeclared(place: Place, name: str, known: Iterable[str]) -> Problem:
    """A derivation of a fact nobody declared."""
    near = nearest(name, known)
    return mistake(
        "undeclared",
        place,
        f"Fakti “{name}” nuk është deklaruar; "
        + (f"a e keni fjalën për “{near}”?" if near else "shtojeni te “facts”."),
        f"Činjenica „{name}“ nije navedena; " + (f"da li ste mislili „{near}“?" if near else "dodajte je u „facts“."),
        f"The fact “{name}” is not declared; " + (f"did you mean “{near}”?" if near else "add it to “facts”."),
    )


def no_fact(place: Place) -> Problem:
    """A derivation must name exactly one fact."""
    return mistake(
        "no_fact",
        place,
        "Emëroni saktësisht një fakt që nxirret, p.sh. value_class: large.",
        "Navedite tačno jednu činjenicu koja se izvodi, npr. value_class: large.",
        "Name exactly one fact that is derived, such as value_class: large.",
    )


def only_blocking(place: Place) -> Problem:
    """`blocks` on a rule that blocks nothing."""
    return mistake(
        "only_blocking",
        place,
        "“blocks” vlen vetëm me severity: blocking; hiqeni ose ndërroni ashpërsinë.",
        "„blocks“ važi samo uz severity: blocking; uklonite ga ili promenite težinu.",
        "“blocks” counts only with severity: blocking; remove it or change the severity.",
    )


def taken(place: Place, code: str, other: Place) -> Problem:
    """One code, two owners."""
    return mistake(
        "taken",
        place,
        f"Kodi “{code}” përdoret tashmë në {other}; zgjidhni tjetër.",
        f"Šifra „{code}“ već se koristi u {other}; izaberite drugu.",
        f"The code “{code}” is already used in {other}; choose another.",
    )


def condition(place: Place, told: Text) -> Problem:
    """What the condition language says of a condition."""
    return Problem("bad_condition", told, where=str(place))


def misnamed(place: Place) -> Problem:
    """A file that would be overlooked."""
    return mistake(
        "misnamed",
        place,
        "Skedari mbaron me .yml dhe nuk do të lexohej; riemërtojeni në .yaml.",
        "Datoteka se završava na .yml i ne bi bila pročitana; preimenujte je u .yaml.",
        "The file ends in .yml and would not be read; rename it to .yaml.",
    )
