"""Deadlines in rules files: what is read, and every mistake with its line."""

from __future__ import annotations

from datetime import time

import pytest

from neni.core.adapters import feel, rulebook
from neni.core.errors import BadRules
from neni.core.model.deadlines.rules import Combination, Length, Nature
from neni.core.model.deadlines.terms import Bound, Direction, MonthEnd, Roll, Term, Unit
from neni.core.model.law import lawbooks
from neni.core.model.rulesets import Ruleset

HEAD = """ruleset: parks.permit
applies_to: parks.permit
title: {sq: Leja, sr: Dozvola, en: Permit}
reference: {act: 01/L-001}
parameters:
  hours:
    type: text
    label: {sq: orari, sr: vreme, en: hours}
    values: {2020-01-01: {value: "08:00-16:00", reference: {article: 1}, confidence: verified}}
facts:
  asked_on: {type: date, label: {sq: a, sr: b, en: asked}}
  told_on: {type: date, label: {sq: a, sr: b, en: told}}
  heard_at: {type: instant, label: {sq: a, sr: b, en: heard}}
  days: {type: number, label: {sq: a, sr: b, en: days}}
  urgent: {type: yes_no, label: {sq: a, sr: b, en: urgent}}
deadlines:
"""
DEADLINE = """  - code: PRK-D1
    title: {sq: a, sr: b, en: Answer}
    after: asked_on
    period: {working_days: 5}
    severity: blocking
    reference: {article: 7}
    in_force: {from: 2020-01-01}
    confidence: verified
"""


def read(text: str) -> Ruleset:
    (found,) = rulebook.read({"parks/permit.yaml": text.encode()}, "parks", feel.parse).rulesets
    return found


def told(text: str) -> list[str]:
    """What is said of a file, by the reader or beside all other files."""
    try:
        found = read(text)
    except BadRules as error:
        return [f"{one.where} {one.message.en}" for one in error.problems]
    lawbook = lawbooks.assemble("parks.permit", [found])
    return [f"{one.where} {one.message.en}" for one in lawbooks.check(lawbook)]


def changed(*changes: tuple[str, str]) -> str:
    text = DEADLINE
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return HEAD + text


def test_everything_a_deadline_says_is_read() -> None:
    more = """    bound: earliest
    nature: administrative
    roll: previous_working_day
    month_end: end_to_end
    when: not(urgent)
    met_by: told_on
    warn: [{calendar_days: 2}, {hours: 6}]
    who: {sq: a, sr: b, en: officer}
    four_eyes: true
    expires: true
    fits_after: asked_on
"""
    text = changed(
        ("after: asked_on", "before: {earliest_of: [asked_on, told_on]}"), ("working_days: 5", "months: days")
    )
    (one,) = read(text + more).deadlines
    assert (one.direction, one.triggers, one.combination) == (
        Direction.BEFORE,
        ("asked_on", "told_on"),
        Combination.EARLIEST_OF,
    )
    assert (one.period, one.bound, one.nature) == (Length("days", Unit.MONTHS), Bound.EARLIEST, Nature.ADMINISTRATIVE)
    assert (one.roll, one.month_end) == (Roll.PREVIOUS_WORKING_DAY, MonthEnd.END_TO_END)
    assert one.warn == (Term(2, Unit.DAYS), Term(6, Unit.HOURS))
    assert (one.met_by, one.four_eyes, one.expires, one.fits_after) == ("told_on", True, True, "asked_on")
    assert told(text + more) == []


def test_times_of_day_and_office_hours_are_read() -> None:
    text = changed(("working_days: 5", "hours: 24"), ("    severity", '    event_at: "19:00"\n    severity'))
    assert read(text).deadlines[0].event_at == time(19)
    text = changed(("after: asked_on", "after: heard_at"), ("working_days: 5", "working_hours: 24"))
    assert told(text + "    office_hours: hours\n") == []
    assert told(text + '    office_hours: "08:00-12:00, 13:00-17:00"\n') == []


@pytest.mark.parametrize(
    ("changes", "line", "words"),
    [
        ([("    after: asked_on\n", "")], 17, "either “after” or “before”"),
        ([("after: asked_on", "after: asked_on\n    before: told_on")], 17, "either “after” or “before”"),
        ([("after: asked_on", "after: {first_of: [asked_on]}")], 19, "earliest_of"),
        ([("{working_days: 5}", "{working_days: 5, hours: 2}")], 20, "exactly one unit"),
        ([("{working_days: 5}", "{fortnights: 5}")], 20, "exactly one unit"),
        ([("working_days: 5", "working_days: 20000")], 20, "exactly one unit"),
        ([("after: asked_on", "after: asked_onn")], 17, "did you mean “asked_on”"),
        ([("after: asked_on", "after: urgent")], 17, "neither a date nor an instant"),
        ([("working_days: 5", "working_days: urgent")], 17, "is no number"),
        ([("working_days: 5", "hours: 5")], 17, "counted from a moment"),
        ([("confidence: verified", "confidence: verified\n    when: days")], 25, "yes or no"),
    ],
)
def test_a_mistake_is_told_with_its_line(changes: list[tuple[str, str]], line: int, words: str) -> None:
    said = told(changed(*changes))
    assert any(one.startswith(f"parks/permit.yaml:{line} ") and words in one for one in said), said


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ('    at: "02:30"\n', "not between 02:00 and 03:00"),
        ("    at: noon\n", "not accepted as a time"),
        ('    event_at: "10:00"\n', "no meaning for a period in “working_days”"),
        ("    office_hours: hours\n", "no meaning for a period in “working_days”"),
        ("    month_end: last_day\n", "no meaning for a period in “working_days”"),
        ("    warn: [{months: 1}]\n", "exactly one unit"),
        ("    roll: sideways\n", "sideways"),
        ("    met_by: days\n", "neither a date nor an instant"),
        ("    who: {sq: a}\n", "sr"),
    ],
)
def test_what_means_nothing_is_refused(more: str, words: str) -> None:
    said = told(changed() + more)
    assert said
    assert any(words in one for one in said), said


def test_one_code_has_one_text_a_day() -> None:
    later = DEADLINE.replace("from: 2020-01-01", "from: 2024-01-01")
    assert any("two texts for the same day" in one for one in told(HEAD + DEADLINE + later))
    ended = DEADLINE.replace("from: 2020-01-01", "from: 2020-01-01, to: 2023-12-31")
    assert told(HEAD + ended + later) == []


def test_a_fingerprint_covers_the_values_below() -> None:
    def fingerprint(text: str) -> str:
        lawbook = lawbooks.assemble("parks.permit", [read(text)])
        return lawbook.rulesets[0].deadlines[0].fingerprint

    text = changed(("after: asked_on", "after: heard_at"), ("working_days: 5", "working_hours: 24"))
    text += "    office_hours: hours\n"
    assert fingerprint(text) != fingerprint(text.replace("08:00-16:00", "09:00-17:00"))
    assert fingerprint(text) == fingerprint(text.replace("severity: blocking", "severity:   blocking # as before"))
