"""What is wrong with an endpoint as a person enters it, all of it at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from neni.core.errors import InvalidFacts, Problem
from neni.core.model.text import Text
from neni.core.model.webhooks import TEST
from neni.core.office import Office

if TYPE_CHECKING:
    from neni.core.services.messages.endpoints import Wanted

_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")
_BAD_VALUE = re.compile("[\x00-\x08\x0a-\x1f\x7f]|[^\x00-\xff]")
_OURS = re.compile(r"webhook-.*|content-.*|host|transfer-encoding|connection|user-agent|traceparent|te|upgrade|expect")
_NAME = re.compile(r"(\*|[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*(\.\*)?)")
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
_WRONG = Text(
    sq="Pika nuk mund të ruhet; korrigjoni ç'tregohet.",
    sr="Tačka ne može da se sačuva; ispravite navedeno.",
    en="The endpoint cannot be saved; correct what is shown.",
)


def check(office: Office, wanted: Wanted) -> None:
    """Raises InvalidFacts."""
    problems = (*_of_address(wanted), *_of_events(office, wanted), *_of_headers(wanted), *_of_limits(wanted))
    if problems:
        raise InvalidFacts(_WRONG, problems)


def _of_address(wanted: Wanted) -> Iterator[Problem]:
    if not 0 < len(wanted.institution.strip()) <= 200:
        yield Problem("institution", _INSTITUTION, "/institution")
    url = wanted.url.strip()
    try:
        where = urlsplit(url)
        host, _port = where.hostname or "", where.port
    except ValueError:
        host, where = "", urlsplit("")
    safe = where.scheme == "https" or (where.scheme == "http" and host in _THIS_MACHINE)
    plain = url.isascii() and url.isprintable() and not set(url) & set(' \\"<>^`{|}') and len(url) <= 2_000
    if not (host and safe and plain and "@" not in where.netloc and not where.fragment):
        yield Problem("url", _URL, "/url")


def _of_events(office: Office, wanted: Wanted) -> Iterator[Problem]:
    known = {one.name for one in office.host.event_types()} | {TEST}
    if not wanted.events or len(wanted.events) > 200:
        yield Problem("events", _EVENTS, "/events")
    for number, asked in enumerate(wanted.events[:200]):
        pattern = asked == "*" or asked.endswith(".*")
        if not _NAME.fullmatch(asked) or not (pattern or asked in known):
            yield Problem("event", _unknown(asked), f"/events/{number}")


def _of_headers(wanted: Wanted) -> Iterator[Problem]:
    if len(wanted.headers) > 20:
        yield Problem("headers", _HEADERS, "/headers")
    for name, value in wanted.headers.items():
        if not _HEADER.fullmatch(name) or _BAD_VALUE.search(value) or len(value) > 2_000:
            yield Problem("header", _header(name), "/headers")
        elif _OURS.fullmatch(name.lower()):
            yield Problem("header", _ours(name), "/headers")


def _of_limits(wanted: Wanted) -> Iterator[Problem]:
    if not 1 <= wanted.at_once <= 64:
        yield Problem("at_once", _AT_ONCE, "/at_once")
    if wanted.per_second is not None and not 0.01 <= wanted.per_second <= 1_000:
        yield Problem("per_second", _PER_SECOND, "/per_second")


def _unknown(asked: str) -> Text:
    shown = asked[:60]
    return Text(
        sq=f"Nuk ka lloj ngjarjeje “{shown}”; zgjidhni nga katalogu, ose shkruani fillimin dhe “.*”.",
        sr=f"Nema vrste događaja „{shown}“; izaberite iz kataloga, ili napišite početak i „.*“.",
        en=f"There is no event type “{shown}”; choose from the catalogue, or write its beginning and “.*”.",
    )


def _header(name: str) -> Text:
    shown = name[:60]
    return Text(
        sq=f"Koka “{shown}” ka shenja që nuk lejohen.",
        sr=f"Zaglavlje „{shown}“ ima nedozvoljene znakove.",
        en=f"The header “{shown}” has characters that are not allowed.",
    )


def _ours(name: str) -> Text:
    shown = name[:60]
    return Text(
        sq=f"Kokën “{shown}” e vë vetë dërgimi; hiqeni.",
        sr=f"Zaglavlje „{shown}“ postavlja samo slanje; uklonite ga.",
        en=f"The header “{shown}” is set by the delivery itself; remove it.",
    )


_INSTITUTION = Text(
    sq="Shkruani emrin e institucionit, deri 200 shkronja.",
    sr="Napišite naziv institucije, do 200 znakova.",
    en="Write the name of the institution, up to 200 letters.",
)
_URL = Text(
    sq="Adresa duhet të jetë https://emri/rruga, pa fjalëkalim dhe pa shenja të veçanta.",
    sr="Adresa mora biti https://ime/putanja, bez lozinke i posebnih znakova.",
    en="The address must be https://name/path, without a password and without special characters.",
)
_EVENTS = Text(
    sq="Zgjidhni të paktën një lloj ngjarjeje (deri 200).",
    sr="Izaberite bar jednu vrstu događaja (do 200).",
    en="Choose at least one event type (up to 200).",
)
_HEADERS = Text(
    sq="Lejohen deri 20 koka shtesë.", sr="Dozvoljeno je do 20 dodatnih zaglavlja.", en="Up to 20 headers may be added."
)
_AT_ONCE = Text(sq="Njëkohësisht: nga 1 deri 64.", sr="Istovremeno: od 1 do 64.", en="At the same time: from 1 to 64.")
_PER_SECOND = Text(
    sq="Në sekondë: nga 0,01 deri 1000, ose asgjë.",
    sr="U sekundi: od 0,01 do 1000, ili ništa.",
    en="A second: from 0.01 to 1000, or nothing.",
)
