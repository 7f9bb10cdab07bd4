"""What is said of law that cannot be meant so, in three languages: what is wrong and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable

from neni.core.adapters.rulebook.mistakes import mistake
from neni.core.model.nearest import nearest
from neni.core.model.problems import Problem
from neni.core.model.references import Place
from neni.core.model.text import Text


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


def chosen_by_nothing(place: Place) -> Problem:
    """A clause without rules."""
    return mistake(
        "chosen_by_nothing",
        place,
        "Klauzolën nuk e zgjedh asnjë rregull; shkruani kodet e rregullave, p.sh. [PRO-07].",
        "Klauzulu ne bira nijedno pravilo; navedite šifre pravila, npr. [PRO-07].",
        "No rule chooses the clause; write the codes of rules, such as [PRO-07].",
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
