"""Who is there: signing in with a password, sessions of browsers, tokens of programs. Secrets are kept as hashes."""

from __future__ import annotations

import hashlib
import re
import secrets
import uuid
from collections.abc import Iterable
from datetime import timedelta

from neni.core.errors import Conflict, NotSignedIn
from neni.core.model.people import Person, Role
from neni.core.model.text import Language, Text
from neni.core.office import Office

SESSION = timedelta(hours=12)
THROTTLE_WINDOW = timedelta(minutes=15)
MOST_FAILURES = 5
LEAST_PASSWORD = 12
MOST_PASSWORD = 200
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,60}")


def sign_in(office: Office, login: str, password: str) -> tuple[str, str, Person]:
    """A session token, its CSRF secret and the person. Raises NotSignedIn; after five failures within a quarter of
    an hour also for the right password."""
    login, now = login.strip().casefold(), office.clock.now()
    if not _LOGIN.fullmatch(login):
        raise NotSignedIn(_WRONG)
    with office.store.reading() as work:
        failures = work.people.failed_sign_ins(login, now - THROTTLE_WINDOW)
        person = work.people.by_login(login)
        known = work.people.password_hash(person.id) if person and person.active else None
    if failures >= MOST_FAILURES:
        raise NotSignedIn(_THROTTLED)
    right = office.passwords.verify(known or _nobody(office), password[:MOST_PASSWORD]) and known is not None
    token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    with office.store.writing() as work:
        work.people.note_sign_in(login, now, succeeded=right)
        if right and person:
            work.people.open_session(fingerprint(token), person.id, csrf, now + SESSION)
    if not right or person is None:
        raise NotSignedIn(_WRONG)
    return token, csrf, person


def sign_out(office: Office, token: str) -> None:
    """Forget a session."""
    with office.store.writing() as work:
        work.people.close_session(fingerprint(token))


def by_session(office: Office, token: str) -> tuple[Person, str] | None:
    """The person and CSRF secret of a browser that signed in."""
    with office.store.reading() as work:
        found = work.people.session(fingerprint(token), office.clock.now())
    return found if found and found[0].active else None


def by_api_token(office: Office, token: str) -> Person | None:
    """The person a program acts for."""
    with office.store.reading() as work:
        person = work.people.by_api_token(fingerprint(token))
    return person if person and person.active else None


def new_api_token(office: Office, person: Person, label: str) -> str:
    """A secret that lets a program act for the person; shown once."""
    token = f"neni_{secrets.token_urlsafe(32)}"
    with office.store.writing() as work:
        work.people.add_api_token(fingerprint(token), person.id, label, office.clock.now())
    return token


def add_person(
    office: Office,
    login: str,
    name: str,
    password: str,
    roles: Iterable[tuple[str, Role]],
    language: Language = Language.ALBANIAN,
) -> Person:
    """Somebody new who may sign in. Raises Conflict when the login is taken or login or password cannot be used."""
    login = login.strip().casefold()
    if not _LOGIN.fullmatch(login):
        raise Conflict(_BAD_LOGIN)
    if not LEAST_PASSWORD <= len(password) <= MOST_PASSWORD:
        raise Conflict(_BAD_PASSWORD)
    person = Person(str(uuid.uuid4()), login, name.strip() or login, language, frozenset(roles))
    with office.store.writing() as work:
        work.people.add(person, office.passwords.hash(password))
    return person


def fingerprint(token: str) -> str:
    """How a secret of 256 random bits is kept: SHA-256 suffices, there is nothing to guess."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _nobody(office: Office) -> str:
    """A hash to check against when nobody has that login, so that the answer takes as long."""
    if not _DUMMY:
        _DUMMY.append(office.passwords.hash(secrets.token_urlsafe(16)))
    return _DUMMY[0]


_DUMMY: list[str] = []
_WRONG = Text(
    sq="Emri ose fjalëkalimi nuk është i saktë.",
    sr="Korisničko ime ili lozinka nisu tačni.",
    en="The name or the password is not right.",
)
_THROTTLED = Text(
    sq="Shumë përpjekje të pasuksesshme; provoni përsëri pas 15 minutash.",
    sr="Previše neuspelih pokušaja; pokušajte ponovo za 15 minuta.",
    en="Too many failed attempts; try again in 15 minutes.",
)
_BAD_LOGIN = Text(
    sq="Emri i hyrjes ka 2 deri në 61 shkronja të vogla pa theks, shifra, pika ose viza.",
    sr="Korisničko ime ima 2 do 61 malo slovo bez kvačica, cifru, tačku ili crticu.",
    en="A login has 2 to 61 plain small letters, digits, dots or hyphens.",
)
_BAD_PASSWORD = Text(
    sq=f"Fjalëkalimi duhet të ketë {LEAST_PASSWORD} deri në {MOST_PASSWORD} shenja.",
    sr=f"Lozinka mora imati {LEAST_PASSWORD} do {MOST_PASSWORD} znakova.",
    en=f"The password must have {LEAST_PASSWORD} to {MOST_PASSWORD} characters.",
)


def names_of(office: Office) -> dict[str, str]:
    """Everybody's name by their id, for pages that tell who did something."""
    with office.store.reading() as work:
        return {one.id: one.name for one in work.people.all()}
