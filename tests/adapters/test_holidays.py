"""The computed calendar, and the official tables that take its place."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from neni.core.adapters.holidays import ComputedHolidays
from neni.core.adapters.rulebook import calendars
from neni.core.errors import BadRules
from neni.core.model.calendars import Calendar, NoCalendar, TableComparison, YearTable
from neni.core.model.deadlines.counting import count
from neni.core.model.deadlines.terms import Direction, Method, Term, Unit
from neni.core.model.text import Language

OFFICIAL = calendars.load(files("neni.rulesets") / "shared" / "calendars")
HEAD = "calendar: 2026\nsource: {sq: a, sr: b, en: c}\n"


def test_the_official_tables_say_what_was_worked() -> None:
    assert set(OFFICIAL) == {2022, 2024}
    for year, table in OFFICIAL.items():
        assert TableComparison(ComputedHolidays().table(year), table).differences == ()


def test_three_working_days_over_labour_day_and_eid() -> None:
    calendar = Calendar(OFFICIAL, ComputedHolidays().table)
    found = count(Method(Term(3, Unit.WORKING_DAYS)), date(2022, 4, 29), calendar)
    assert found.last_day == date(2022, 5, 6)
    said = {one.day: one.reason.en for one in found.skipped()}
    assert said[date(2022, 5, 2)] == "Labour Day (for 01.05.2022), Eid al-Fitr, first day"
    assert said[date(2022, 5, 3)] == "Eid al-Fitr, first day (for 02.05.2022)"
    assert said[date(2022, 4, 30)] == "Saturday"


def test_where_computing_errs_the_official_table_decides() -> None:
    """In 2018 the day off of Orthodox Easter fell on Constitution Day, and no second day off was given."""
    computed = ComputedHolidays().table(2018)
    official = YearTable(2018, tuple(one for one in computed.days if one.day != date(2018, 4, 10)), computed.source)
    (difference,) = TableComparison(computed, official).differences
    assert (difference.day, difference.after) == (date(2018, 4, 10), None)
    sunday = date(2018, 4, 8)
    ends = [
        count(Method(Term(1, Unit.WORKING_DAYS)), sunday, Calendar(tables, ComputedHolidays().table)).last_day
        for tables in ({}, {2018: official})
    ]
    assert ends == [date(2018, 4, 11), date(2018, 4, 10)]


@pytest.mark.parametrize("language", list(Language))
def test_every_holiday_has_a_name_in_every_language(language: Language) -> None:
    assert all(getattr(one.name, language.value) for one in ComputedHolidays().table(2026).days)


def test_years_nobody_knows_have_no_calendar() -> None:
    for year in (2008, 2101):
        with pytest.raises(NoCalendar):
            ComputedHolidays().table(year)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("calendar: soon\nsource: {sq: a, sr: b, en: c}\ndays: []\n", "“soon” is no year"),
        (HEAD + "days: [{on: 2025-05-01, name: {sq: a, sr: b, en: c}}]\n", "not in 2026"),
        (HEAD + "days: [{on: 2026-05-32, name: {sq: a, sr: b, en: c}}]\n", "2026-05-32"),
        (HEAD + "days: [{on: 2026-05-01, name: {sq: a}}]\n", "sr"),
        (HEAD + "day: []\n", "day"),
        ("calendar: [", "YAML"),
        ("\xff", "UTF-8"),
    ],
)
def test_a_table_with_a_mistake_is_told_by_its_line(text: str, told: str) -> None:
    with pytest.raises(BadRules) as refused:
        calendars.read("x.yaml", text.encode("latin-1" if text == "\xff" else "utf-8"))
    assert any(told in one.message.en and one.where.startswith("x.yaml:") for one in refused.value.problems)


def test_thirty_real_years_agree_with_a_walk_over_their_days() -> None:
    calendar = Calendar(OFFICIAL, ComputedHolidays().table)
    method, back = Method(Term(5, Unit.WORKING_DAYS)), Method(Term(5, Unit.WORKING_DAYS), Direction.BEFORE)
    days = [date.fromordinal(one) for one in range(date(2010, 1, 1).toordinal(), date(2040, 1, 1).toordinal())]
    working = [day for day in days if calendar.is_working(day)]
    passed = 0
    for day in days[30:-30]:
        while working[passed] <= day:
            passed += 1
        assert count(method, day, calendar).last_day == working[passed + 4]
        before = passed - 1 if working[passed - 1] < day else passed - 2
        assert count(back, day, calendar).last_day == working[before - 4]
