"""An address or database that cannot be used is told clearly, and no password is ever repeated."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest

from neni.core.adapters import store as stores
from neni.core.adapters.store import addresses
from neni.core.errors import BadConfiguration
from neni.core.model.text import Language

SECRET = "s3cret"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("", "cannot be read"),
        ("neni.db", "cannot be read"),
        (f"postgresql://neni:{SECRET}@host:port/neni", "cannot be read"),
        (f"mysql://neni:{SECRET}@localhost/neni", "“mysql” is not supported"),
        (f"postgresql+psycopg2://neni:{SECRET}@localhost/neni", "“postgresql\\+psycopg2” is not supported"),
        ("sqlite://", "three slashes"),
        ("sqlite:///:memory:", "three slashes"),
        ("sqlite://neni.db", "three slashes"),
        (
            f"postgresql://neni:{SECRET}@127.0.0.1:1/neni",
            r"postgresql://neni:\*\*\*@127.0.0.1:1/neni cannot be reached",
        ),
        (f"postgres://127.0.0.1:1/neni?user=neni&password={SECRET}", "127.0.0.1:1/neni cannot be reached"),
        (f"postgresql://neni:{SECRET}@/neni?host=/nowhere/{SECRET[:2]}", "cannot be reached"),
        (f"postgresql://neni:{SECRET}@127.0.0.1:1/neni?nonsense=1", "cannot be reached"),
    ],
)
@pytest.mark.parametrize("start", [stores.open, stores.migrate])
def test_an_address_that_cannot_be_used(start, url: str, told: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BadConfiguration, match=told) as refused:
        start(url)
    assert all(getattr(refused.value.message, one.value) for one in Language)
    assert SECRET not in "".join(traceback.format_exception(refused.value))


def test_a_server_that_does_not_know_the_database_says_so(postgresql_server: str) -> None:
    url = addresses.read(postgresql_server).set(drivername="postgresql", database="nothing_there")
    with pytest.raises(BadConfiguration, match="nothing_there"):
        stores.open(url.render_as_string(hide_password=False))


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", Path("/proc/neni")):
        with pytest.raises(BadConfiguration, match="cannot be opened for writing"):
            stores.migrate(f"sqlite:///{folder}/neni.db")


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "neni.db").write_text("not a database " * 500)
    for start in (stores.migrate, stores.open):
        with pytest.raises(BadConfiguration, match="not an SQLite database"):
            start(f"sqlite:///{tmp_path}/neni.db")


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    for start in (stores.migrate, stores.open):
        with pytest.raises(BadConfiguration, match="cannot be opened for writing"):
            start(f"sqlite:///{tmp_path}")


def test_addresses_are_shown_without_password_and_options() -> None:
    url = addresses.read(f"postgres://neni:{SECRET}@db.kqz.example/neni?sslpassword={SECRET}")
    assert addresses.shown(url) == "postgresql://neni:***@db.kqz.example/neni"
    assert addresses.file(url) is None
    assert addresses.shown(addresses.read("sqlite:///var/neni.db")) == "sqlite:///var/neni.db"
