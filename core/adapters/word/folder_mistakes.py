"""What can be wrong with a folder of templates and their descriptions, in three languages."""

from __future__ import annotations

from collections.abc import Iterable

from neni.core.errors import Problem
from neni.core.model.nearest import suggesting
from neni.core.model.text import Text


def no_yaml(where: str, said: str) -> Problem:
    """A description that is not YAML."""
    return Problem(
        "bad_description",
        Text(
            sq=f"Ky nuk është YAML i vlefshëm: {said}.",
            sr=f"Ovo nije ispravan YAML: {said}.",
            en=f"This is not valid YAML: {said}.",
        ),
        where=where,
    )


def wrong_kind(where: str, key: str, example: str) -> Problem:
    """A value of another kind than its key asks for."""
    return Problem(
        "bad_description",
        Text(
            sq=f"“{key}” duhet të shkruhet kështu: {example}",
            sr=f"„{key}“ treba pisati ovako: {example}",
            en=f"“{key}” is written like this: {example}",
        ),
        where=where,
    )


def unknown_key(where: str, name: str, known: Iterable[str]) -> Problem:
    """A key no description has."""
    keys = list(known)
    there = ", ".join(keys)
    unknown = Text(
        sq=f"Çelësi “{name}” nuk njihet; ka: {there}.",
        sr=f"Ključ „{name}“ nije poznat; ima: {there}.",
        en=f"The key “{name}” is not known; there are: {there}.",
    )
    return Problem("bad_description", suggesting(unknown, name, keys), where=where)


def missing_key(where: str, name: str) -> Problem:
    """A key every description has."""
    return Problem(
        "bad_description",
        Text(sq=f"Mungon çelësi “{name}”.", sr=f"Nedostaje ključ „{name}“.", en=f"The key “{name}” is missing."),
        where=where,
    )


def twice(where: str, name: str) -> Problem:
    """A name or key that stands twice."""
    return Problem(
        "bad_description",
        Text(
            sq=f"“{name}” gjendet dy herë; lëreni vetëm një.",
            sr=f"„{name}“ stoji dvaput; ostavite samo jedno.",
            en=f"“{name}” stands twice; keep one.",
        ),
        where=where,
    )


def other_name(where: str, stated: str, stem: str) -> Problem:
    """A template called otherwise than its files."""
    return Problem(
        "bad_description",
        Text(
            sq=f"Shablloni quhet “{stated}”, ndërsa skedari “{stem}”; emrat duhet të jenë të njëjtë.",
            sr=f"Šablon se zove „{stated}“, a datoteka „{stem}“; imena moraju biti ista.",
            en=f"The template is called “{stated}” and its file “{stem}”; the names must be the same.",
        ),
        where=where,
    )


def not_in_example(where: str, name: str) -> Problem:
    """A required name the example does not state."""
    return Problem(
        "bad_description",
        Text(
            sq=f"Shembullit i mungon “{name}”, që është i detyrueshëm.",
            sr=f"Primeru nedostaje „{name}“, koje je obavezno.",
            en=f"The example lacks “{name}”, which is required.",
        ),
        where=where,
    )


def no_description(where: str, expected: str) -> Problem:
    """A Word file without its description."""
    return Problem(
        "no_description",
        Text(
            sq=f"Këtij shablloni i mungon përshkrimi {expected} pranë tij.",
            sr=f"Ovom šablonu nedostaje opis {expected} pored njega.",
            en=f"This template lacks its description {expected} beside it.",
        ),
        where=where,
    )


def no_language(where: str, stem: str) -> Problem:
    """A description without a Word file in any language."""
    return Problem(
        "no_language",
        Text(
            sq=f"Nuk ka asnjë skedar Word për këtë; shtoni {stem}.sq.docx, {stem}.sr.docx ose {stem}.en.docx.",
            sr=f"Nema nijedne Word datoteke za ovaj opis; dodajte {stem}.sq.docx, {stem}.sr.docx ili {stem}.en.docx.",
            en=f"There is no Word file for this description; add {stem}.sq.docx, {stem}.sr.docx or {stem}.en.docx.",
        ),
        where=where,
    )


def unknown_language(where: str, code: str) -> Problem:
    """A file named for no language Neni speaks."""
    return Problem(
        "unknown_language",
        Text(
            sq=f"Skedari duhet të quhet <emri>.<gjuha>.docx me gjuhën sq, sr ose en; jo “{code}”.",
            sr=f"Datoteka se mora zvati <ime>.<jezik>.docx sa jezikom sq, sr ili en; ne „{code}“.",
            en=f"The file must be called <name>.<language>.docx with the language sq, sr or en; not “{code}”.",
        ),
        where=where,
    )


def unused(where: str, name: str) -> Problem:
    """A declared name that no language of the template uses."""
    return Problem(
        "unused_variable",
        Text(
            sq=f"“{name}” është deklaruar, por shablloni nuk e përdor; hiqeni ose përdoreni.",
            sr=f"„{name}“ je prijavljeno, ali ga šablon ne koristi; uklonite ga ili ga upotrebite.",
            en=f"“{name}” is declared but the template does not use it; remove or use it.",
        ),
        where=where,
    )


def unreadable(where: str) -> Problem:
    """A description that is not UTF-8 text."""
    return Problem(
        "bad_description",
        Text(
            sq="Skedari nuk është tekst UTF-8; ruajeni përsëri si UTF-8.",
            sr="Datoteka nije UTF-8 tekst; sačuvajte je ponovo kao UTF-8.",
            en="The file is not UTF-8 text; save it again as UTF-8.",
        ),
        where=where,
    )
