"""Registers have no gap and no double, whoever takes numbers at the same time and whoever gives one back."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from neni.core.adapters import store as stores
from neni.core.adapters.store import SqlStore
from neni.core.model.paper.registers import Register, RegisterEntry
from neni.core.model.text import Text

REGISTER = Register("procurement", Text.of("Protokolli"), "KQZ-PRO-{number:04}/{year}")
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PROGRAM = Path(__file__).with_name("issuing_program.py")


def test_numbers_follow_each_other_within_their_year_and_register(store: SqlStore) -> None:
    cases = Register("cases", Text.of("Lëndët"), "PRO-{year}-{number:04}")
    with store.writing() as work:
        first = work.registers.enter(REGISTER, 2026, NOON)
        others = [work.registers.enter(cases, 2026, NOON), work.registers.enter(REGISTER, 2027, NOON)]
    with store.writing() as work:
        second = work.registers.enter(REGISTER, 2026, NOON)
    assert first == RegisterEntry("procurement", 2026, 1, "KQZ-PRO-0001/2026", NOON)
    assert [entry.written for entry in others] == ["PRO-2026-0001", "KQZ-PRO-0001/2027"]
    with store.reading() as work:
        assert list(work.registers.entries("procurement", 2026)) == [first, second]
        assert list(work.registers.entries("procurement", 2025)) == []


def test_a_number_is_given_back_when_the_transaction_fails(store: SqlStore) -> None:
    for _turn in range(2):
        with suppress(ZeroDivisionError), store.writing() as work:
            _ = work.registers.enter(REGISTER, 2026, NOON).number / 0
    with store.writing() as work:
        entry = work.registers.enter(REGISTER, 2026, NOON)
    assert entry.number == 1
    with store.reading() as work:
        assert list(work.registers.entries("procurement", 2026)) == [entry]


@pytest.mark.slow
def test_four_programs_at_once_leave_no_gap_and_no_double(database_url: str) -> None:
    programs = [
        subprocess.Popen([sys.executable, PROGRAM, database_url, f"p{number}", "50"], stdout=subprocess.PIPE, text=True)
        for number in range(4)
    ]
    kept = [[int(number) for number in program.communicate(timeout=120)[0].split()] for program in programs]
    assert [program.returncode for program in programs] == [0, 0, 0, 0]
    assert all(numbers == sorted(numbers) and len(numbers) == 40 for numbers in kept)
    assert sorted(number for numbers in kept for number in numbers) == list(range(1, 161))
    opened = stores.open(database_url)
    with opened.reading() as work:
        book = work.registers.entries("procurement", 2026)
        assert [entry.number for entry in book] == list(range(1, 161))
        events = sum(len(work.events.of(f"p{number}-{turn}")) for number in range(4) for turn in range(50))
    opened.close()
    assert events == 160
