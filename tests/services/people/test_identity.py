"""Who is there: passwords, sessions, tokens."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from neni.core.errors import Conflict, NotSignedIn
from neni.core.model.people import Role
from neni.core.office import Office
from neni.core.services.people import identity

if TYPE_CHECKING:
    from tests.conftest import FixedClock

PASSWORD = "letra e bardhë 2026"


@pytest.fixture
def teuta(office: Office) -> identity.Person:
    return identity.add_person(office, "Teuta", "Teuta Gashi", PASSWORD, [("procurement", Role.OFFICER)])


def test_the_right_password_opens_a_session_that_ends(office: Office, teuta: object, clock: FixedClock) -> None:
    token, csrf, person = identity.sign_in(office, " TEUTA ", PASSWORD)
    assert person == teuta
    assert identity.by_session(office, token) == (person, csrf)
    identity.sign_out(office, token)
    assert identity.by_session(office, token) is None
    token, *_ = identity.sign_in(office, "teuta", PASSWORD)
    clock.forward(timedelta(hours=12, seconds=1))
    assert identity.by_session(office, token) is None


@pytest.mark.parametrize(("login", "password"), [("teuta", "gabim"), ("askush", PASSWORD), ("", ""), ("\x00", "x")])
def test_a_wrong_name_or_password_is_answered_alike(office: Office, teuta: object, login: str, password: str) -> None:
    with pytest.raises(NotSignedIn) as refused:
        identity.sign_in(office, login, password)
    assert refused.value.message.en == "The name or the password is not right."


def test_after_five_failures_even_the_right_password_waits_a_quarter_of_an_hour(
    office: Office, teuta: object, clock: FixedClock
) -> None:
    for _ in range(5):
        with pytest.raises(NotSignedIn):
            identity.sign_in(office, "teuta", "gabim")
    with pytest.raises(NotSignedIn) as refused:
        identity.sign_in(office, "teuta", PASSWORD)
    assert "15 minutes" in refused.value.message.en
    clock.forward(timedelta(minutes=15, seconds=1))
    identity.sign_in(office, "teuta", PASSWORD)


def test_a_token_lets_a_program_act_for_a_person(office: Office, teuta: identity.Person) -> None:
    token = identity.new_api_token(office, teuta, "financa")
    assert identity.by_api_token(office, token) == teuta
    assert identity.by_api_token(office, token + "x") is None
    assert identity.by_api_token(office, "\ud800") is None


@pytest.mark.parametrize(
    ("login", "password"), [("t", PASSWORD), ("te uta", PASSWORD), ("mira", "shkurt"), ("mira", "x" * 201)]
)
def test_logins_and_passwords_that_cannot_be_used_are_refused(office: Office, login: str, password: str) -> None:
    with pytest.raises(Conflict):
        identity.add_person(office, login, "Mira", password, [("procurement", Role.READER)])


def test_a_login_belongs_to_one_person(office: Office, teuta: object) -> None:
    with pytest.raises(Conflict):
        identity.add_person(office, "TEUTA", "Teuta tjetër", PASSWORD, [])
