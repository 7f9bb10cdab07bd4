"""Institutions that send us messages: who they are, by which keys they are believed, and what they may tell. Every
change is an event; a secret is shown once, when it is made."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from neni.core.errors import Conflict, InvalidFacts, NotFound, Problem
from neni.core.model.events import SourceChanged
from neni.core.model.inbound import (
    OVERLAP,
    SOURCE_NAME,
    USUAL_TOLERANCE,
    WIDEST_TOLERANCE,
    MessageStatus,
    Source,
    SourceKey,
)
from neni.core.model.people import EVERYWHERE, Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.people.access import require
from neni.core.services.people.identity import fingerprint
from neni.webhooks import signing

MOST_KEYS = 10
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class NewSource:
    """What is told of a source when it is entered. Without a `key` a secret is made for it."""

    name: str
    title: str
    departments: tuple[str, ...]
    key: str = ""
    tolerance: timedelta = USUAL_TOLERANCE
    types: tuple[str, ...] = ()


def add(office: Office, person: Person, new: NewSource) -> tuple[Source, str]:
    """Enter a source; returns it with the secret that was made, if one was. Raises NotAllowed, InvalidFacts, BadKey,
    NotFound (department), Conflict (name taken)."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    _check(office, new)
    made = "" if new.key.strip() else signing.SharedSecret.made().written
    now = office.clock.now()
    written = signing.verifier(new.key or made).written
    source = Source(
        name=new.name,
        title=new.title.strip()[:_LONGEST_TITLE] or new.name,
        departments=new.departments,
        keys=(SourceKey(written, now),),
        tolerance=new.tolerance,
        types=new.types,
        active=True,
        made_at=now,
        by=person.id,
    )
    with office.store.writing() as work:
        if work.inbound.source(new.name) is not None:
            raise Conflict(_TAKEN)
        work.inbound.save_source(source)
        work.events.add(_changed(office, person, source, "entered"))
    return source, made


def rotate(
    office: Office, person: Person, name: str, key: str = "", overlap: timedelta = OVERLAP
) -> tuple[Source, str]:
    """Let a new key count, those before it for the overlap only; returns the secret that was made, if one was. Raises
    NotAllowed, NotFound, BadKey, InvalidFacts (too many keys)."""
    made = "" if key.strip() else signing.SharedSecret.made().written
    written = signing.verifier(key or made).written
    now = office.clock.now()
    until = now + max(overlap, timedelta())

    def change(source: Source) -> Source:
        ending = (one if one.until and one.until < until else replace(one, until=until) for one in source.keys)
        alive = tuple(one for one in ending if one.counts(now) and one.written != written)
        if len(alive) >= MOST_KEYS:
            raise InvalidFacts(_MANY_KEYS)
        return replace(source, keys=(SourceKey(written, now), *alive))

    return _change(office, person, name, "key", change), made


def set_active(office: Office, person: Person, name: str, *, active: bool) -> Source:
    """Take messages of a source, or none. Raises NotAllowed, NotFound."""
    return _change(office, person, name, "active" if active else "stopped", lambda one: replace(one, active=active))


def set_limits(
    office: Office, person: Person, name: str, tolerance: timedelta, types: tuple[str, ...] | None = None
) -> Source:
    """How far its clock may be off, and what it may tell. Raises NotAllowed, NotFound, InvalidFacts."""
    _check_tolerance(tolerance)
    return _change(
        office,
        person,
        name,
        "limits",
        lambda one: replace(one, tolerance=tolerance, types=one.types if types is None else types),
    )


def new_page(office: Office, person: Person, name: str) -> str:
    """A token that opens the page of a source to whoever holds it; the one before counts no more. Raises NotAllowed,
    NotFound."""
    token = secrets.token_urlsafe(24)
    _change(office, person, name, "page", lambda one: replace(one, page=fingerprint(token)))
    return token


def by_page(office: Office, name: str, token: str) -> Source:
    """The source whose page a token opens. Raises NotFound."""
    with office.store.reading() as work:
        source = work.inbound.source(name) if SOURCE_NAME.fullmatch(name) else None
    if source is None or not source.page or not secrets.compare_digest(source.page, fingerprint(token)):
        raise NotFound(_NO_PAGE)
    return source


def listed(office: Office, person: Person) -> tuple[Sequence[Source], Mapping[str, Mapping[MessageStatus, int]]]:
    """Every source, and how many of its messages are in each state. Raises NotAllowed."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    with office.store.reading() as work:
        return work.inbound.sources(), work.inbound.counts()


def get(office: Office, person: Person, name: str) -> Source:
    """One source. Raises NotAllowed, NotFound."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    with office.store.reading() as work:
        source = work.inbound.source(name) if SOURCE_NAME.fullmatch(name) else None
    if source is None:
        raise NotFound(_NO_PAGE)
    return source


def _change(office: Office, person: Person, name: str, what: str, change: Callable[[Source], Source]) -> Source:
    require(person, Permission.ADMINISTER, EVERYWHERE)
    with office.store.writing() as work:
        source = work.inbound.source(name) if SOURCE_NAME.fullmatch(name) else None
        if source is None:
            raise NotFound(_NO_PAGE)
        changed = change(source)
        work.inbound.save_source(changed)
        work.events.add(_changed(office, person, changed, what))
    return changed


def _changed(office: Office, person: Person, source: Source, what: str) -> SourceChanged:
    told = {"what": what, "source": source.name, "keys": len(source.keys), "types": list(source.types)}
    told |= {"tolerance_seconds": round(source.tolerance.total_seconds()), "active": source.active}
    return SourceChanged(office.clock.now(), person.id, f"source-{source.name}", told)


def _check(office: Office, new: NewSource) -> None:
    if not SOURCE_NAME.fullmatch(new.name):
        raise InvalidFacts(_BAD_SOURCE, (Problem("bad_name", _BAD_NAME, "/name"),))
    if not new.departments:
        raise InvalidFacts(_BAD_SOURCE, (Problem("no_department", _NO_DEPARTMENT, "/departments"),))
    for code in new.departments:
        office.host.department(code)
    _check_tolerance(new.tolerance)


def _check_tolerance(tolerance: timedelta) -> None:
    if not timedelta(seconds=10) <= tolerance <= WIDEST_TOLERANCE:
        raise InvalidFacts(_BAD_SOURCE, (Problem("bad_tolerance", _BAD_TOLERANCE, "/tolerance"),))


_BAD_SOURCE = Text(
    sq="Burimi nuk mund të ruhet kështu.", sr="Izvor se ne može ovako sačuvati.", en="The source cannot be stored so."
)
_BAD_NAME = Text(
    sq="Emri: shkronja të vogla a–z, shifra dhe viza, 2 deri 40; bëhet pjesë e adresës.",
    sr="Ime: mala slova a–z, cifre i crtice, 2 do 40; postaje deo adrese.",
    en="Name: small letters a–z, digits and hyphens, 2 to 40; it becomes part of the address.",
)
_NO_DEPARTMENT = Text(
    sq="Zgjidhni së paku një departament që i merr mesazhet.",
    sr="Izaberite bar jedno odeljenje koje prima poruke.",
    en="Choose at least one department that takes the messages.",
)
_BAD_TOLERANCE = Text(
    sq="Ora e partnerit mund të ndryshojë nga 10 sekonda deri në 15 minuta.",
    sr="Sat partnera sme da odstupa od 10 sekundi do 15 minuta.",
    en="The partner's clock may be off by 10 seconds to 15 minutes.",
)
_TAKEN = Text(
    sq="Ky emër është zënë; zgjidhni një tjetër.",
    sr="To ime je zauzeto; izaberite drugo.",
    en="This name is taken; choose another.",
)
_NO_PAGE = Text(
    sq="Ky burim nuk ekziston, ose adresa e faqes së tij nuk vlen më.",
    sr="Ovaj izvor ne postoji, ili adresa njegove strane više ne važi.",
    en="There is no such source, or the address of its page is valid no more.",
)
_MANY_KEYS = Text(
    sq=f"Më së shumti {MOST_KEYS} çelësa vlejnë njëkohësisht; prisni derisa të skadojë njëri.",
    sr=f"Istovremeno važi najviše {MOST_KEYS} ključeva; sačekajte da jedan istekne.",
    en=f"At most {MOST_KEYS} keys count at once; wait until one ends.",
)
