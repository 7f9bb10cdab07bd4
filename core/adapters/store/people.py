"""Who may sign in, their sessions and tokens. Secrets are here as hashes only; who tried to sign in, too."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.folding import fold
from neni.core.adapters.store.inserting import insert_unless_taken
from neni.core.adapters.store.schema import API_TOKENS, PEOPLE, SESSIONS, SIGN_INS
from neni.core.adapters.store.values import dumps, loads
from neni.core.errors import Conflict, NotFound
from neni.core.model.people import Person, Role
from neni.core.model.text import Language

ATTEMPTS_KEPT = timedelta(days=90)


class SqlPeople:
    """People, sessions, API tokens and sign-in attempts (see ports.People)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, person: Person, password_hash: str) -> None:
        """Store. Raises Conflict when the login is taken."""
        if insert_unless_taken(self._connection, PEOPLE, _written(person, password_hash)) is None:
            raise Conflict(refusals.login_taken(person.login))

    def by_login(self, login: str) -> Person | None:
        """The person with that login, in whatever case it is typed."""
        return self._one(sa.select(PEOPLE).where(PEOPLE.c.login_key == _key(login)))

    def get(self, person_id: str) -> Person:
        """One person. Raises NotFound."""
        person = self._one(sa.select(PEOPLE).where(PEOPLE.c.id == person_id))
        if person is None:
            raise NotFound(refusals.no_such(person_id))
        return person

    def all(self) -> Sequence[Person]:
        """Everybody, by name."""
        everybody = map(_person, self._connection.execute(sa.select(PEOPLE)))
        return sorted(everybody, key=lambda person: (fold(person.name), person.login))

    def password_hash(self, person_id: str) -> str:
        """The stored hash. Raises NotFound."""
        stored: str | None = self._connection.execute(
            sa.select(PEOPLE.c.password_hash).where(PEOPLE.c.id == person_id)
        ).scalar()
        if stored is None:
            raise NotFound(refusals.no_such(person_id))
        return stored

    def set_password(self, person_id: str, password_hash: str) -> None:
        """Replace the stored hash and close the person's sessions. Raises NotFound."""
        update = sa.update(PEOPLE).where(PEOPLE.c.id == person_id).values(password_hash=password_hash)
        if self._connection.execute(update).rowcount == 0:
            raise NotFound(refusals.no_such(person_id))
        self._connection.execute(sa.delete(SESSIONS).where(SESSIONS.c.person_id == person_id))

    def open_session(self, token_hash: str, person_id: str, csrf: str, until: datetime) -> None:
        """Remember a signed-in browser."""
        insert = sa.insert(SESSIONS).values(token_hash=token_hash, person_id=person_id, csrf=csrf, until=until)
        self._connection.execute(insert)

    def session(self, token_hash: str, now: datetime) -> tuple[Person, str] | None:
        """The person and CSRF secret of a live session; a person who was shut out has none."""
        live = (SESSIONS.c.token_hash == token_hash) & (SESSIONS.c.until > now) & PEOPLE.c.active
        select = sa.select(PEOPLE, SESSIONS.c.csrf).join(SESSIONS, SESSIONS.c.person_id == PEOPLE.c.id).where(live)
        row = self._connection.execute(select).first()
        return None if row is None else (_person(row), row.csrf)

    def close_session(self, token_hash: str) -> None:
        """Forget it."""
        self._connection.execute(sa.delete(SESSIONS).where(SESSIONS.c.token_hash == token_hash))

    def add_api_token(self, token_hash: str, person_id: str, label: str, at: datetime) -> None:
        """Let a program act for a person."""
        insert = sa.insert(API_TOKENS).values(token_hash=token_hash, person_id=person_id, label=label, made_at=at)
        self._connection.execute(insert)

    def by_api_token(self, token_hash: str) -> Person | None:
        """The person a program acts for, unless that person was shut out."""
        mine = (API_TOKENS.c.token_hash == token_hash) & PEOPLE.c.active
        return self._one(sa.select(PEOPLE).join(API_TOKENS, API_TOKENS.c.person_id == PEOPLE.c.id).where(mine))

    def failed_sign_ins(self, login: str, since: datetime) -> int:
        """How often a wrong password was given for a login."""
        failed = (SIGN_INS.c.login_hash == _hash(login)) & (SIGN_INS.c.at >= since) & ~SIGN_INS.c.succeeded
        return self._connection.execute(sa.select(sa.func.count()).select_from(SIGN_INS).where(failed)).scalar_one()

    def note_sign_in(self, login: str, at: datetime, *, succeeded: bool) -> None:
        """Remember an attempt, and forget attempts and sessions that are long over."""
        self.forget(at)
        self._connection.execute(sa.insert(SIGN_INS).values(login_hash=_hash(login), at=at, succeeded=succeeded))

    def forget(self, at: datetime) -> None:
        """Remove sessions that have ended, and attempts of long ago."""
        self._connection.execute(sa.delete(SIGN_INS).where(SIGN_INS.c.at < at - ATTEMPTS_KEPT))
        self._connection.execute(sa.delete(SESSIONS).where(SESSIONS.c.until < at))

    def _one(self, select: sa.Select[Any]) -> Person | None:
        row = self._connection.execute(select).first()
        return None if row is None else _person(row)


def name_of(connection: Connection, person_id: str) -> str:
    """What people call them; the id itself for a program or somebody unknown."""
    name: str | None = connection.execute(sa.select(PEOPLE.c.name).where(PEOPLE.c.id == person_id)).scalar()
    return name or person_id


def _key(login: str) -> str:
    return unicodedata.normalize("NFKC", login).casefold().strip()


def _hash(login: str) -> str:
    """People type their password where the login belongs; what was tried is kept as a hash."""
    return hashlib.sha256(_key(login).encode("utf-8", "surrogatepass")).hexdigest()


def _written(person: Person, password_hash: str) -> dict[str, Any]:
    return {
        "id": person.id,
        "login": person.login,
        "login_key": _key(person.login),
        "name": person.name,
        "language": person.language.value,
        "roles": dumps(sorted([where, role.value] for where, role in person.roles)),
        "active": person.active,
        "password_hash": password_hash,
    }


def _person(row: Any) -> Person:
    return Person(
        id=row.id,
        login=row.login,
        name=row.name,
        language=Language(row.language),
        roles=frozenset((where, Role(role)) for where, role in loads(row.roles)),
        active=row.active,
    )
