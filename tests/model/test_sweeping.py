"""The search for rubbish is paused meanwhile and on again afterwards, whoever else does the same."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor

import pytest

from neni.core.model.sweeping import unswept


def paused(_: int) -> bool:
    with unswept():
        return gc.isenabled()


def test_it_is_paused_meanwhile_and_on_afterwards() -> None:
    assert not paused(1)
    assert gc.isenabled()


def test_an_error_leaves_it_on() -> None:
    with pytest.raises(LookupError), unswept():
        raise LookupError
    assert gc.isenabled()


def test_who_has_turned_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        paused(1)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_many_threads_leave_it_on() -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(paused, range(5_000)))
    assert gc.isenabled()
