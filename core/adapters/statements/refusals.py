"""What is said to somebody whose statement was not accepted: one sentence a cause, saying what to write instead."""

from __future__ import annotations

from collections.abc import Iterable

from neni.core.errors import Problem
from neni.core.model.facts import FactType
from neni.core.model.nearest import nearest, offering, suggesting
from neni.core.model.text import Language, Text

EXPECTED = {
    "money": Text(
        sq="shkruani shumën në euro me më së shumti dy shifra pas pikës, p.sh. 9500.00.",
        sr="upišite iznos u evrima sa najviše dve decimale, npr. 9500.00.",
        en="give an amount in euros with at most two decimals, such as 9500.00.",
    ),
    "percent": Text(
        sq="shkruani përqindjen si numër, p.sh. 10 për 10 %.",
        sr="upišite procenat kao broj, npr. 10 za 10 %.",
        en="give the percentage as a number, such as 10 for 10 %.",
    ),
    "number": Text(
        sq="shkruani një numër me më së shumti gjashtë shifra pas pikës, p.sh. 30 ose 2.5.",
        sr="upišite broj sa najviše šest decimala, npr. 30 ili 2.5.",
        en="give a number with at most six decimals, such as 30 or 2.5.",
    ),
    "date": Text(
        sq="shkruani një datë që ekziston, në formën VVVV-MM-DD, p.sh. 2026-03-31.",
        sr="upišite postojeći datum u obliku GGGG-MM-DD, npr. 2026-03-31.",
        en="give a date that exists, as YYYY-MM-DD, such as 2026-03-31.",
    ),
    "instant": Text(
        sq="shkruani datën, orën dhe zonën kohore, p.sh. 2026-03-31T14:00:00+02:00.",
        sr="upišite datum, vreme i vremensku zonu, npr. 2026-03-31T14:00:00+02:00.",
        en="give date, time and time zone, such as 2026-03-31T14:00:00+02:00.",
    ),
    "duration": Text(
        sq="shkruani kohëzgjatjen në javë, ditë, orë dhe minuta sipas ISO 8601, p.sh. P5D ose PT48H.",
        sr="upišite trajanje u nedeljama, danima, satima i minutima po ISO 8601, npr. P5D ili PT48H.",
        en="give the duration in weeks, days, hours and minutes by ISO 8601, such as P5D or PT48H.",
    ),
    "choice": Text(
        sq="jepni kodin e njërës nga zgjedhjet.",
        sr="navedite šifru jednog od izbora.",
        en="give the code of one of the choices.",
    ),
    "text": Text(sq="shkruani tekst.", sr="upišite tekst.", en="give text."),
    "yes_no": Text(
        sq="përgjigjuni me po ose jo (në JSON: true ose false).",
        sr="odgovorite sa da ili ne (u JSON-u: true ili false).",
        en="answer yes or no (in JSON: true or false).",
    ),
    "records": Text(
        sq="jepni një listë rreshtash, secilin me fushat e veta.",
        sr="navedite listu redova, svaki sa svojim poljima.",
        en="give a list of rows, each with its fields.",
    ),
}


def refusal(code: str, fact: FactType, sentence: Text) -> Problem:
    """The problem of one fact: its label, then what to do."""
    return Problem(code, sentence.map(lambda words, language: f"{fact.label.in_language(language)}: {words}"))


def wrong_kind(fact: FactType) -> Problem:
    """What was given cannot be read as a value of the fact's kind."""
    return refusal(f"not_{fact.kind.value}", fact, EXPECTED[fact.kind.value])


def not_asked(fact: FactType) -> Problem:
    """The fact is not for people or programs to state."""
    if fact.derived:
        sentence = Text(
            sq="këtë e nxjerrin rregullat nga faktet e tjera; mos e jepni.",
            sr="ovo pravila izvode iz drugih činjenica; nemojte ga navoditi.",
            en="the rules derive this from other facts; leave it out.",
        )
        return refusal("derived_fact", fact, sentence)
    sentence = Text(
        sq="kjo merret nga regjistrat e institucionit; mos e jepni.",
        sr="ovo se preuzima iz registara institucije; nemojte ga navoditi.",
        en="this is taken from the institution's records; leave it out.",
    )
    return refusal("sourced_fact", fact, sentence)


def required(fact: FactType) -> Problem:
    """The fact must be stated and was not."""
    sentence = Text(
        sq="kjo fushë duhet plotësuar.", sr="ovo polje se mora popuniti.", en="this field must be filled in."
    )
    return refusal("required", fact, sentence)


def below(fact: FactType, least: str) -> Problem:
    """Smaller or earlier than admissible; `least` as people write it."""
    sentence = Text(
        sq=f"duhet të jetë së paku {least}.", sr=f"mora biti najmanje {least}.", en=f"must be at least {least}."
    )
    return refusal("too_small", fact, sentence)


def above(fact: FactType, most: str) -> Problem:
    """Greater or later than admissible; `most` as people write it."""
    sentence = Text(
        sq=f"mund të jetë më së shumti {most}.", sr=f"može biti najviše {most}.", en=f"must be at most {most}."
    )
    return refusal("too_great", fact, sentence)


def too_long(fact: FactType, most: int) -> Problem:
    """More characters than admissible."""
    sentence = Text(
        sq=f"teksti mund të ketë më së shumti {most} shkronja.",
        sr=f"tekst može imati najviše {most} znakova.",
        en=f"the text may have at most {most} characters.",
    )
    return refusal("too_long", fact, sentence)


def unprintable(fact: FactType) -> Problem:
    """Characters that cannot be printed or that would make the text read otherwise than it is."""
    sentence = Text(
        sq="teksti ka shenja të padukshme që nuk lejohen; shkruajeni përsëri pa to.",
        sr="tekst sadrži nevidljive znakove koji nisu dozvoljeni; upišite ga ponovo bez njih.",
        en="the text has invisible characters that are not allowed; write it again without them.",
    )
    return refusal("unprintable", fact, sentence)


def other_pattern(fact: FactType) -> Problem:
    """The text has not the form the fact asks for; the help of the fact tells the form."""
    sentence = Text(
        sq="teksti nuk e ka formën e kërkuar.",
        sr="tekst nema traženi oblik.",
        en="the text has not the form asked for.",
    )
    if fact.help:
        told = fact.help
        sentence = sentence.map(lambda words, language: f"{words} {told.in_language(language)}")
    return refusal("other_pattern", fact, sentence)


def too_many_rows(fact: FactType, most: int) -> Problem:
    """More rows than one case may have."""
    sentence = Text(
        sq=f"lejohen më së shumti {most} rreshta.",
        sr=f"dozvoljeno je najviše {most} redova.",
        en=f"at most {most} rows are allowed.",
    )
    return refusal("too_many_rows", fact, sentence)


def not_an_object() -> Problem:
    """Facts, or a row of records, were not given as names with values."""
    sentence = Text(
        sq='Jepni emra fushash me vlerat e tyre, p.sh. {"title": "…"}.',
        sr='Navedite nazive polja sa vrednostima, npr. {"title": "…"}.',
        en='Give names of fields with their values, such as {"title": "…"}.',
    )
    return Problem("not_an_object", sentence)


def unknown_choice(fact: FactType, given: str) -> Problem:
    """No such choice; the nearest is offered, also when the words of a choice were given for its code."""
    by_words = {one.label.in_language(spoken).casefold(): one.code for one in fact.choices for spoken in Language}
    by_words |= {one.code.casefold(): one.code for one in fact.choices}
    near = nearest(given.casefold(), by_words)
    codes = ", ".join(one.code for one in fact.choices)
    sentence = Text(
        sq=f"“{given}” nuk është ndër zgjedhjet ({codes}).",
        sr=f"„{given}“ nije među izborima ({codes}).",
        en=f"“{given}” is not one of the choices ({codes}).",
    )
    return refusal("unknown_choice", fact, offering(sentence, by_words[near] if near else None))


def unknown_fact(name: str, names: Iterable[str]) -> Problem:
    """Nobody declared a fact of that name; the nearest one is offered."""
    sentence = Text(
        sq=f"Ky lloj i rastit nuk njeh fushë me emrin “{name}”.",
        sr=f"Ova vrsta predmeta nema polje „{name}“.",
        en=f"This case type has no field “{name}”.",
    )
    return Problem("unknown_fact", suggesting(sentence, name, list(names)))
