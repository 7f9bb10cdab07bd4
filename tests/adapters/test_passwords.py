"""Passwords are kept as slow, salted hashes."""

from __future__ import annotations

import pytest

from neni.core.adapters.passwords import Argon2Passwords
from neni.core.ports import Passwords


@pytest.fixture(scope="module")
def passwords() -> Passwords:
    return Argon2Passwords()


def test_a_password_belongs_to_its_hash_only(passwords: Passwords) -> None:
    stored = passwords.hash("fjalëkalimi im")
    assert stored.startswith("$argon2id$")
    assert "fjal" not in stored
    assert passwords.verify(stored, "fjalëkalimi im")
    assert not passwords.verify(stored, "fjalekalimi im")


def test_the_same_password_never_has_the_same_hash(passwords: Passwords) -> None:
    assert passwords.hash("x") != passwords.hash("x")


def test_keyboards_that_compose_letters_differently_agree(passwords: Passwords) -> None:
    assert passwords.verify(passwords.hash("ë"), "e\u0308")


@pytest.mark.parametrize("stored", ["", "plain", "$argon2id$v=19$broken", "ë"])
def test_a_hash_that_is_none_belongs_to_no_password(passwords: Passwords, stored: str) -> None:
    assert not passwords.verify(stored, "x")


def test_any_characters_may_be_tried(passwords: Passwords) -> None:
    assert not passwords.verify(passwords.hash("x"), "\ud800\x00")
