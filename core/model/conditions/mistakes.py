"""What is said of a condition that can be read and still makes no sense: one sentence a mistake, and its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from neni.core.model.conditions.tree import Span
from neni.core.model.conditions.types import Kind
from neni.core.model.nearest import suggesting
from neni.core.model.text import Language, Text


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a condition and where it stands in its text."""

    message: Text
    span: Span


KINDS = {
    Kind.NUMBER: Text(sq="numër", sr="broj", en="a number"),
    Kind.TEXT: Text(sq="tekst", sr="tekst", en="a text"),
    Kind.YES_NO: Text(sq="po ose jo", sr="da ili ne", en="yes or no"),
    Kind.DATE: Text(sq="datë", sr="datum", en="a date"),
    Kind.INSTANT: Text(sq="datë me orë", sr="datum sa vremenom", en="a date and time"),
    Kind.TIME: Text(sq="orë e ditës", sr="vreme dana", en="a time of day"),
    Kind.DURATION: Text(
        sq="kohëzgjatje në ditë dhe orë", sr="trajanje u danima i satima", en="a duration in days and hours"
    ),
    Kind.MONTHS: Text(sq="kohëzgjatje në muaj", sr="trajanje u mesecima", en="a duration in months"),
    Kind.RANGE: Text(sq="interval", sr="raspon", en="a range"),
    Kind.LIST: Text(sq="listë", sr="lista", en="a list"),
    Kind.RECORD: Text(sq="rresht me fusha", sr="red sa poljima", en="a record"),
    Kind.FUNCTION: Text(sq="funksion", sr="funkcija", en="a function"),
    Kind.NULL: Text(sq="asgjë (null)", sr="ništa (null)", en="nothing (null)"),
    Kind.ANY: Text(sq="çfarëdo", sr="bilo šta", en="anything"),
}


def named(kind: Kind, language: Language) -> str:
    """What a kind is called."""
    return KINDS[kind].in_language(language)


def listed(kinds: Iterable[Kind], language: Language) -> str:
    """What several kinds are called, in the order they are declared."""
    wanted = set(kinds)
    between = {Language.ALBANIAN: " ose ", Language.SERBIAN: " ili ", Language.ENGLISH: " or "}[language]
    return between.join(named(one, language) for one in Kind if one in wanted)


def unknown_name(name: str, known: Collection[str]) -> Text:
    """No fact, parameter or variable of that name."""
    return suggesting(
        Text(
            sq=f"“{name}” nuk është as fakt, as parametër.",
            sr=f"„{name}“ nije ni činjenica ni parametar.",
            en=f"“{name}” is neither a fact nor a parameter.",
        ),
        name,
        known,
    )


def unknown_function(name: str, known: Collection[str]) -> Text:
    """No function of that name."""
    return suggesting(
        Text(
            sq=f"Nuk ka funksion me emrin “{name}”.",
            sr=f"Ne postoji funkcija „{name}“.",
            en=f"There is no function “{name}”.",
        ),
        name,
        known,
    )


def unknown_parameter(function: str, name: str, known: Collection[str]) -> Text:
    """An argument given by a name the function does not have."""
    return suggesting(
        Text(
            sq=f"Funksioni “{function}” nuk ka argument me emrin “{name}”.",
            sr=f"Funkcija „{function}“ nema argument „{name}“.",
            en=f"The function “{function}” has no argument “{name}”.",
        ),
        name,
        known,
    )


def no_function(name: str, known: Collection[str]) -> Text:
    """No function of that name, or one that conditions must not have."""
    return reads_clock(name) if name in ("now", "today") else unknown_function(name, known)


def reads_clock(name: str) -> Text:
    """A function that would tell something else tomorrow."""
    return Text(
        sq=f"“{name}()” do të lexonte orën; jepeni ditën si fakt, që përgjigjja të jetë e njëjtë edhe nesër.",
        sr=f"„{name}()“ bi čitala sat; dajte dan kao činjenicu, da odgovor bude isti i sutra.",
        en=f"“{name}()” would read the clock; state the day as a fact, so that the answer is the same tomorrow.",
    )


def unknown_member(name: str, kind: Kind, known: Collection[str]) -> Text:
    """The value has no such field or part."""
    return suggesting(
        Text(
            sq=f"Kjo ({named(kind, Language.ALBANIAN)}) nuk ka “.{name}”.",
            sr=f"Ovo ({named(kind, Language.SERBIAN)}) nema „.{name}“.",
            en=f"This ({named(kind, Language.ENGLISH)}) has no “.{name}”.",
        ),
        name,
        known,
    )


def unknown_code(code: str, known: Collection[str]) -> Text:
    """A text that is none of the codes the other side can be."""
    codes = ", ".join(sorted(known))
    return suggesting(
        Text(
            sq=f"“{code}” nuk është ndër kodet e mundshme ({codes}).",
            sr=f"„{code}“ nije među mogućim šiframa ({codes}).",
            en=f"“{code}” is not among the possible codes ({codes}).",
        ),
        code,
        known,
    )


def never_equal() -> Text:
    """Two choices without a code in common."""
    return Text(
        sq="Këto dyja nuk kanë asnjë kod të përbashkët, prandaj nuk mund të jenë kurrë të barabarta.",
        sr="Ovo dvoje nema nijednu zajedničku šifru, pa nikada ne mogu biti jednaki.",
        en="These two have no code in common, so they can never be equal.",
    )


def cannot_compare(left: Kind, right: Kind) -> Text:
    """Values of kinds that have no order or equality between them."""
    return Text(
        sq=f"Nuk krahasohen: {named(left, Language.ALBANIAN)} dhe {named(right, Language.ALBANIAN)}.",
        sr=f"Ne mogu se porediti: {named(left, Language.SERBIAN)} i {named(right, Language.SERBIAN)}.",
        en=f"Cannot compare {named(left, Language.ENGLISH)} with {named(right, Language.ENGLISH)}.",
    )


def no_order(kind: Kind) -> Text:
    """Smaller and greater among values that only are the same or not."""
    named_kind = {one: named(kind, one) for one in Language}
    return Text(
        sq=f"Këtu nuk ka më të vogël e më të madh ({named_kind[Language.ALBANIAN]}); përdorni = ose !=.",
        sr=f"Ovde nema manjeg i većeg ({named_kind[Language.SERBIAN]}); koristite = ili !=.",
        en=f"There is no smaller and greater here ({named_kind[Language.ENGLISH]}); use = or !=.",
    )


def cannot_calculate(sign: str, left: Kind, right: Kind) -> Text:
    """Arithmetic that has no meaning."""
    return Text(
        sq=f"“{sign}” nuk ka kuptim mes: {named(left, Language.ALBANIAN)} dhe {named(right, Language.ALBANIAN)}.",
        sr=f"„{sign}“ nema smisla između: {named(left, Language.SERBIAN)} i {named(right, Language.SERBIAN)}.",
        en=f"“{sign}” means nothing between {named(left, Language.ENGLISH)} and {named(right, Language.ENGLISH)}.",
    )


def wrong_kind(found: Kind, expected: Iterable[Kind]) -> Text:
    """Another kind of value was needed here."""
    kinds = tuple(expected)
    return Text(
        sq=f"Këtu duhet: {listed(kinds, Language.ALBANIAN)}; kjo është: {named(found, Language.ALBANIAN)}.",
        sr=f"Ovde treba: {listed(kinds, Language.SERBIAN)}; ovo je: {named(found, Language.SERBIAN)}.",
        en=f"This must be {listed(kinds, Language.ENGLISH)}; it is {named(found, Language.ENGLISH)}.",
    )


def wrong_count(function: str, given: int, possible: Collection[int], *, more: bool) -> Text:
    """A function with too many or too few arguments."""
    counts = ", ".join(map(str, sorted(possible)))
    return Text(
        sq=f"“{function}” merr {counts}{' ose më shumë' if more else ''} argumente, jo {given}.",
        sr=f"Broj argumenata za „{function}“ je {counts}{' ili više' if more else ''}, a ne {given}.",
        en=f"“{function}” takes {counts}{' or more' if more else ''} arguments, not {given}.",
    )
