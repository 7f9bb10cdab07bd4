"""The terminal in the tests: every command asks for the departments, which are read once for all of them."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import pytest

from neni.core.host import Host
from tests.ready import shipped_host

_load = Host.load


@cache
def _read(disabled: tuple[str, ...]) -> Host:
    return _load(disabled=disabled) if disabled else shipped_host()


@pytest.fixture(autouse=True)
def departments(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading what is installed takes half a second, and each command does it."""

    def load(disabled: Collection[str] = ()) -> Host:
        return _read(tuple(sorted(disabled)))

    monkeypatch.setattr(Host, "load", load)
