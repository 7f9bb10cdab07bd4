"""People, their sessions and tokens: only hashes are here, and who was shut out stays out."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.errors import Conflict, NotFound
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Language

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ROLES = frozenset({("procurement", Role.OFFICER), (EVERYWHERE, Role.READER)})
ARTA = Person("p1", "Arta", "Arta Krasniqi", Language.ALBANIAN, ROLES)
CEDOMIR = Person("p2", "čedomir", "Čedomir Đurić", Language.SERBIAN)
SHUT_OUT = Person("p3", "zef", "Zef", active=False)


@pytest.fixture
def people(store: SqlStore) -> SqlStore:
    """Three people."""
    with store.writing() as work:
        for person in (SHUT_OUT, CEDOMIR, ARTA):
            work.people.add(person, f"hash of {person.id}")
    return store


def test_people_come_back_by_id_by_login_and_by_name(people: SqlStore) -> None:
    with people.reading() as work:
        assert work.people.get("p1") == ARTA
        assert work.people.by_login("ARTA ") == ARTA
        assert work.people.by_login("Čedomir") == CEDOMIR
        assert work.people.by_login("nobody") is None
        assert list(work.people.all()) == [ARTA, CEDOMIR, SHUT_OUT]
        assert work.people.password_hash("p2") == "hash of p2"


def test_a_login_stands_for_one_person_in_whatever_case(people: SqlStore) -> None:
    with people.writing() as work:
        with pytest.raises(Conflict, match="“arta” is taken"):
            work.people.add(Person("p9", "arta", "Another"), "hash")
        assert len(work.people.all()) == 3


def test_nobody_is_not_found(store: SqlStore) -> None:
    with store.writing() as work:
        for ask in (work.people.get, work.people.password_hash, lambda who: work.people.set_password(who, "hash")):
            with pytest.raises(NotFound, match="p-99"):
                ask("p-99")


def test_a_session_lives_until_its_end_or_until_it_is_closed(people: SqlStore) -> None:
    with people.writing() as work:
        work.people.open_session("t1", "p1", "csrf", NOON)
        assert work.people.session("t1", NOON - MINUTE) == (ARTA, "csrf")
        assert work.people.session("t1", NOON) is None
        assert work.people.session("t2", NOON - MINUTE) is None
        work.people.close_session("t1")
        assert work.people.session("t1", NOON - MINUTE) is None


def test_a_new_password_closes_the_persons_sessions(people: SqlStore) -> None:
    with people.writing() as work:
        work.people.open_session("t1", "p1", "csrf", NOON)
        work.people.open_session("t2", "p2", "csrf", NOON)
        work.people.set_password("p1", "new")
        assert work.people.password_hash("p1") == "new"
        assert work.people.session("t1", NOON - MINUTE) is None
        assert work.people.session("t2", NOON - MINUTE) == (CEDOMIR, "csrf")


def test_a_program_acts_for_a_person(people: SqlStore) -> None:
    with people.writing() as work:
        work.people.add_api_token("t1", "p1", "ERP", NOON)
        assert work.people.by_api_token("t1") == ARTA
        assert work.people.by_api_token("t2") is None


def test_who_was_shut_out_has_no_session_and_no_program(people: SqlStore) -> None:
    with people.writing() as work:
        work.people.open_session("t1", "p3", "csrf", NOON)
        work.people.add_api_token("t2", "p3", "ERP", NOON)
        assert work.people.session("t1", NOON - MINUTE) is None
        assert work.people.by_api_token("t2") is None


def test_failed_sign_ins_are_counted_for_a_login_in_whatever_case(store: SqlStore) -> None:
    with store.writing() as work:
        for minutes, login, succeeded in ((0, "arta", False), (5, "ARTA", False), (6, "arta", True), (7, "zef", False)):
            work.people.note_sign_in(login, NOON + minutes * MINUTE, succeeded=succeeded)
        assert work.people.failed_sign_ins("Arta", NOON) == 2
        assert work.people.failed_sign_ins("arta", NOON + MINUTE) == 1
        assert work.people.failed_sign_ins("arta", NOON + 6 * MINUTE) == 0
        assert work.people.failed_sign_ins("\x00\ud800", NOON) == 0


def test_attempts_and_sessions_long_over_are_forgotten(people: SqlStore) -> None:
    with people.writing() as work:
        work.people.note_sign_in("arta", NOON, succeeded=False)
        work.people.open_session("t1", "p1", "csrf", NOON)
        work.people.note_sign_in("zef", NOON + timedelta(days=91), succeeded=False)
        assert work.people.failed_sign_ins("arta", NOON) == 0
        assert work.people.session("t1", NOON - MINUTE) is None


def test_what_was_typed_as_a_login_is_not_kept_in_clear(sqlite_url: str, sqlite_store: SqlStore) -> None:
    with sqlite_store.writing() as work:
        work.people.note_sign_in("my password by mistake", NOON, succeeded=False)
    connection = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    rows = connection.execute("SELECT * FROM sign_ins").fetchall()
    connection.close()
    assert "mistake" not in str(rows)
