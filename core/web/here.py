"""What every request knows: the office it works in, who is acting, and the language in which to answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import current_app, g, has_request_context, request
from werkzeug.exceptions import HTTPException

from neni.core.errors import NotSignedIn
from neni.core.model.people import Person
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.web.catalogue import say

OFFICE = "neni"
LANGUAGE_COOKIE = "neni_language"
_NOBODY = Text(
    sq="Duhet të hyni me emrin dhe fjalëkalimin tuaj.",
    sr="Morate se prijaviti svojim imenom i lozinkom.",
    en="You need to sign in with your name and password.",
)


def office() -> Office:
    """The office this application serves, or the one this request works in meanwhile."""
    return cast("Office", g.get("office") or current_app.extensions[OFFICE])


@contextmanager
def working_in(other: Office) -> Iterator[None]:
    """For a while, let this request work in another office."""
    g.office = other
    try:
        yield
    finally:
        g.pop("office")


def signed_in() -> Person | None:
    """Who is acting, if anybody is signed in."""
    return cast("Person | None", g.get("person"))


def person() -> Person:
    """Who is acting. Raises NotSignedIn."""
    acting = signed_in()
    if acting is None:
        raise NotSignedIn(_NOBODY)
    return acting


def is_demonstration() -> bool:
    """Whether rules take effect here only because the demonstration confirmed them; people must know."""
    with office().store.reading() as work:
        return any(one.demonstration and one.confirmed_by for one in work.confirmations.all())


def is_api() -> bool:
    """Whether a program is talking to the API, and not a person to the pages."""
    return request.path.startswith(("/api/", "/hooks/"))


def is_fragment() -> bool:
    """Whether the page asks for a part of itself."""
    return "HX-Request" in request.headers


def language() -> Language:
    """The language to answer in: asked for in the address or form, else what programs accept, else what the browser
    was set to, else the person's own, else Albanian."""
    if not has_request_context():
        return Language.ALBANIAN
    asked = asked_language()
    accepted = request.accept_languages.best_match(list(Language)) if is_api() else request.cookies.get(LANGUAGE_COOKIE)
    acting = signed_in()
    for one in (asked, accepted, acting.language if acting else None):
        if one in list(Language):
            return Language(one)
    return Language.ALBANIAN


def asked_language() -> str:
    """The language the address or the form names; none when the form is refused for its size."""
    if is_api():
        return request.args.get("language", "")
    try:
        return request.values.get("language", "")
    except HTTPException:
        return request.args.get("language", "")


def words(text: Text | None) -> str:
    """The words of a text in the language of the request."""
    return text.in_language(language()) if text else ""


def said(sentence: str, **values: object) -> str:
    """A sentence of the pages in the language of the request."""
    return say(sentence, language(), **values)
