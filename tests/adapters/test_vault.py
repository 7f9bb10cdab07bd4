"""Sealed secrets open where they were sealed and nowhere else, with the keys of a file that only its owner reads."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from neni.core.adapters.vault import FileVault, NoVault, key_file
from neni.core.errors import BadConfiguration, SecretUnreadable
from neni.core.model.sealing import is_sealed, key_of
from neni.core.model.text import Language

SECRET = "whsec_ç" * 10
PLACE = "endpoints.keys:7"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "keys" / "secret.keys"
    assert key_file.begin(made)
    return made


@pytest.fixture
def vault(file: Path) -> Iterator[FileVault]:
    return FileVault(file)


def test_a_secret_opens_where_it_was_sealed(vault: FileVault) -> None:
    sealed = vault.seal(SECRET, PLACE)
    assert "whsec" not in sealed
    assert is_sealed(sealed)
    assert key_of(sealed) == vault.current
    assert vault.open(sealed, PLACE) == SECRET
    assert vault.seal(SECRET, PLACE) != sealed


def test_a_secret_that_was_moved_or_changed_does_not_open(vault: FileVault) -> None:
    sealed = vault.seal(SECRET, PLACE)
    with pytest.raises(SecretUnreadable, match="changed or moved"):
        vault.open(sealed, "endpoints.keys:8")
    for at in range(len(sealed) - 1, sealed.rindex(":"), -7):
        other = "A" if sealed[at] != "A" else "B"
        with pytest.raises(SecretUnreadable):
            vault.open(f"{sealed[:at]}{other}{sealed[at + 1 :]}", PLACE)
    for cut in (sealed[:-20], f"{sealed[:40]}", f"sealed:1:{vault.current}:", f"sealed:1:{vault.current}:***"):
        with pytest.raises(SecretUnreadable):
            vault.open(cut, PLACE)


@pytest.mark.parametrize("planted", ["[]", "whsec_plain", "sealed:1:", "sealed:1:ffffffffffff:AAAA", "sealed:2:x:y"])
def test_what_was_not_sealed_with_a_key_at_hand_is_refused(vault: FileVault, planted: str) -> None:
    with pytest.raises(SecretUnreadable, match="which is not in"):
        vault.open(planted, PLACE)


def test_the_file_is_for_its_owner_only_and_is_made_once(file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    assert not key_file.begin(file)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_of_many_that_begin_at_once_one_makes_the_file(tmp_path: Path) -> None:
    file = tmp_path / "secret.keys"
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: key_file.begin(file), range(40)))
    assert made.count(True) == 1
    assert len(key_file.read(file)) == 1


def test_the_id_of_a_key_tells_nothing_of_it(vault: FileVault, file: Path) -> None:
    assert re.fullmatch("[0-9a-f]{12}", vault.current)
    assert vault.current not in file.read_text()
    assert "nenikey" not in repr(key_file.read(file))


def test_a_new_key_seals_and_the_one_before_still_opens(vault: FileVault) -> None:
    first, sealed = vault.current, vault.seal(SECRET, PLACE)
    second = vault.promote()
    assert vault.current == second != first
    assert vault.open(sealed, PLACE) == SECRET
    assert key_of(vault.seal(SECRET, PLACE)) == second
    vault.drop([first, second])
    assert vault.known == {second}
    with pytest.raises(SecretUnreadable, match=first):
        vault.open(sealed, PLACE)


def test_a_key_that_was_added_waits_until_it_is_let_seal(vault: FileVault) -> None:
    first = vault.current
    waiting = vault.add()
    assert (vault.current, vault.waiting) == (first, {waiting})
    assert vault.promote() == waiting == vault.current
    assert vault.waiting == set()
    assert vault.promote() not in (first, waiting)


def test_who_works_meanwhile_notices_the_new_key(file: Path) -> None:
    here, elsewhere = FileVault(file), FileVault(file)
    here.seal(SECRET, PLACE)
    sealed = elsewhere.seal(SECRET, PLACE)
    elsewhere.promote()
    resealed = elsewhere.seal(SECRET, PLACE)
    assert here.open(sealed, PLACE) == here.open(resealed, PLACE) == SECRET
    assert here.current == elsewhere.current


def test_a_file_keeps_its_rights_when_keys_are_replaced(vault: FileVault, file: Path) -> None:
    file.chmod(0o640)
    vault.promote()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "no key"),
        ("# nothing\n", "no key"),
        ("nenikey_AAAA\n", "line 1"),
        ("# x\nhunter2\n", "line 2"),
        ("çelës\n", "cannot be read"),
        ("waiting nenikey_" + "A" * 43 + "=\n", "no key"),
    ],
)
def test_a_file_that_holds_no_key_is_told_without_repeating_it(tmp_path: Path, written: str, told: str) -> None:
    file = tmp_path / "secret.keys"
    file.write_text(written, encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(BadConfiguration, match=told) as refused:
        FileVault(file).seal(SECRET, PLACE)
    for language in Language:
        assert "hunter2" not in refused.value.message.in_language(language)


def test_a_file_anybody_can_read_is_refused(vault: FileVault, file: Path) -> None:
    file.chmod(0o644)
    with pytest.raises(BadConfiguration, match="chmod 600"):
        FileVault(file).seal(SECRET, PLACE)


def test_a_file_that_is_gone_is_told(vault: FileVault, file: Path) -> None:
    sealed = vault.seal(SECRET, PLACE)
    file.unlink()
    with pytest.raises(BadConfiguration, match="put it back from the copy"):
        vault.open(sealed, PLACE)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(BadConfiguration, match="cannot be written"):
        key_file.begin(tmp_path / "taken" / "secret.keys")


def test_without_keys_nothing_is_sealed() -> None:
    none = NoVault()
    for act in (
        lambda: none.seal(SECRET, PLACE),
        lambda: none.open("", PLACE),
        lambda: none.current,
        none.add,
        none.promote,
        lambda: none.drop([]),
    ):
        with pytest.raises(BadConfiguration, match="neni init"):
            act()
