"""What is said of models of decisions that cannot be read or asked."""

from __future__ import annotations

from collections.abc import Collection

from neni.core.model.conditions.mistakes import Mistake
from neni.core.model.conditions.tree import Span
from neni.core.model.nearest import suggesting
from neni.core.model.problems import Problem
from neni.core.model.text import Text

NOWHERE = Span(0, 0, 1, 1)
NO_MODEL = Text(
    sq="Ky nuk është skedar DMN i lexueshëm (XML në UTF-8, pa DOCTYPE, më së shumti 5 MB).",
    sr="Ovo nije čitljiva DMN datoteka (XML u UTF-8, bez DOCTYPE, najviše 5 MB).",
    en="This is no DMN file that can be read (XML in UTF-8, without DOCTYPE, at most 5 MB).",
)
NOT_DECIDED = Text(
    sq="Ky vendim nuk mund të vlerësohet; arsyet janë më poshtë.",
    sr="Ova odluka se ne može proceniti; razlozi su navedeni.",
    en="This decision cannot be evaluated; the reasons are listed.",
)


def no_decision(name: str, known: Collection[str]) -> Text:
    """No decision of that name in the file."""
    listed = ", ".join(sorted(known)) or "–"
    said = Text(
        sq=f"Në skedar nuk ka vendim “{name}”; ka: {listed}.",
        sr=f"U datoteci nema odluke „{name}“; ima: {listed}.",
        en=f"There is no decision “{name}” in the file; there are: {listed}.",
    )
    return suggesting(said, name, known)


def no_input(name: str, known: Collection[str]) -> Text:
    """A fact that is no input of the model."""
    said = Text(
        sq=f"“{name}” nuk është e dhënë hyrëse e modelit.",
        sr=f"„{name}“ nije ulazni podatak modela.",
        en=f"“{name}” is no input of the model.",
    )
    return suggesting(said, name, known)


def no_such_value(name: str, written: str, kind: str) -> Text:
    """A fact that is not written as its type wants it."""
    shown = written[:40]
    return Text(
        sq=f"“{shown}” për “{name}” nuk lexohet si {kind}.",
        sr=f"„{shown}“ za „{name}“ ne čita se kao {kind}.",
        en=f"“{shown}” for “{name}” cannot be read as {kind}.",
    )


def not_done(part: str, where: str) -> Problem:
    """Something of the standard that Neni does not have."""
    return Problem(
        "not_done",
        Text(
            sq=f"“{part}” nuk mbështetet; shihni docs/conformance.md.",
            sr=f"„{part}“ nije podržano; vidite docs/conformance.md.",
            en=f"“{part}” is not supported; see docs/conformance.md.",
        ),
        where=where,
    )


def no_logic(where: str) -> Problem:
    """A decision that says how nothing."""
    return Problem(
        "no_logic",
        Text(
            sq="Ky vendim nuk ka logjikë; shtoni një shprehje ose tabelë.",
            sr="Ova odluka nema logiku; dodajte izraz ili tabelu.",
            en="This decision has no logic; add an expression or a table.",
        ),
        where=where,
    )


def no_type(name: str, where: str) -> Problem:
    """A type the model does not have."""
    return Problem(
        "no_type",
        Text(
            sq=f"Lloji “{name}” nuk është as i modelit, as i FEEL.",
            sr=f"Tip „{name}“ nije ni iz modela ni iz FEEL-a.",
            en=f"The type “{name}” is neither one of the model nor one of FEEL.",
        ),
        where=where,
    )


def uneven(where: str) -> Problem:
    """A rule with more or fewer cells than the table has columns."""
    return Problem(
        "uneven",
        Text(
            sq="Rregulla duhet të ketë nga një qelizë për çdo kolonë.",
            sr="Pravilo mora imati po jednu ćeliju za svaku kolonu.",
            en="The rule must have one cell for each column.",
        ),
        where=where,
    )


def circular(name: str) -> Problem:
    """A decision that rests on itself."""
    return Problem(
        "circular",
        Text(
            sq="Ky vendim mbështetet te vetja; hiqni njërën nga kërkesat.",
            sr="Ova odluka počiva na samoj sebi; uklonite jedan od zahteva.",
            en="This decision rests on itself; remove one of the requirements.",
        ),
        where=name,
    )


def placed(mistake: Mistake, where: str) -> Problem:
    """A mistake in an expression, with its line and column."""
    line, column = mistake.span.line, mistake.span.column
    said = mistake.message
    return Problem(
        "bad_condition",
        Text(
            sq=f"Rreshti {line}, kolona {column}: {said.sq}",
            sr=f"Red {line}, kolona {column}: {said.sr}",
            en=f"Line {line}, column {column}: {said.en}",
        ),
        where=where,
    )
