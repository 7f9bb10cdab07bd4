"""Values are held against JSON Schema, moments and days too, whatever else is installed."""

from __future__ import annotations

import pytest

from neni.core.adapters import schemas

MOMENT = {"type": "object", "properties": {"at": {"type": "string", "format": "date-time"}}}
DAY = {"type": "string", "format": "date"}


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-02T09:00:00Z",
        "2026-03-02t09:00:00z",
        "2026-03-02T09:00:00.123456789+01:00",
        "2024-02-29T23:59:59-12:30",
    ],
)
def test_moments_of_rfc_3339_are_taken(written: str) -> None:
    assert schemas.checker(MOMENT)({"at": written}) == ""


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2026-03-02",
        "2026-03-02T09:00Z",
        "2026-03-02T09:00:00",
        "2026-03-02 09:00:00Z",
        "2026-02-29T09:00:00Z",
        "2026-13-02T09:00:00Z",
        "2026-03-02T24:00:01Z",
        "9999-99-99T99:99:99+99:99",
        "2026-03-02T09:00:00+1:00",
        "2026-03-02T09:00:00Z\n",
        "٢٠٢٦-03-02T09:00:00Z",
        "20260302T090000Z",
        "2026-W10-1T09:00:00Z",
    ],
)
def test_what_is_no_moment_is_told_at_its_place(written: str) -> None:
    assert [place for place, _ in schemas.unmet(MOMENT)({"at": written})] == ["/at"]


def test_days_are_days_of_the_calendar() -> None:
    assert list(schemas.unmet(DAY)("2024-02-29")) == []
    for wrong in ("2026-02-29", "2026-2-1", "1.2.2026", "20260201"):
        assert list(schemas.unmet(DAY)(wrong)), wrong


def test_what_is_no_text_is_for_other_words_of_the_schema() -> None:
    assert list(schemas.unmet({"format": "date-time"})(5)) == []


def test_places_are_json_pointers() -> None:
    schema = {"properties": {"a/b~": {"items": {"type": "integer"}}}}
    assert [place for place, _ in schemas.unmet(schema)({"a/b~": [1, "x"]})] == ["/a~1b~0/1"]


def test_a_schema_that_is_none_is_told() -> None:
    assert schemas.flaw({"type": "nothing"})
    assert schemas.flaw(MOMENT) == ""
