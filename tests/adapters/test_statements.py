"""Facts as people and programs state them: what is read, what is refused and what is said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neni.core.adapters import statements
from neni.core.errors import InvalidFacts, Problem
from neni.core.model.facts import Choice, FactKind, FactType
from neni.core.model.text import Language, Text


def fact(name: str, kind: FactKind, **more: object) -> FactType:
    return FactType(name, kind, Text(sq=f"{name}-sq", sr=f"{name}-sr", en=name), **more)  # type: ignore[arg-type]


ROW = (fact("description", FactKind.TEXT), fact("quantity", FactKind.NUMBER), fact("unit_price", FactKind.MONEY))
SUPPLIES = Choice("supplies", Text(sq="furnizime", sr="roba", en="supplies"))
WORKS = Choice("works", Text(sq="punë", sr="radovi", en="works"))
TYPES = {
    one.name: one
    for one in (
        fact("price", FactKind.MONEY),
        fact("balance", FactKind.MONEY, minimum=-1_000_00),
        fact("share", FactKind.PERCENT),
        fact("delivery_days", FactKind.NUMBER, minimum=Decimal(1), maximum=Decimal(3650)),
        fact("weight", FactKind.NUMBER),
        fact("starts_on", FactKind.DATE),
        fact("opened_at", FactKind.INSTANT),
        fact("notice", FactKind.DURATION),
        fact("contract_type", FactKind.CHOICE, choices=(SUPPLIES, WORKS)),
        fact("title", FactKind.TEXT),
        fact("code", FactKind.TEXT, pattern=r"\d{8}", max_length=8, help=Text(sq="8 shifra", en="8 digits")),
        fact("urgent", FactKind.YES_NO),
        fact("lines", FactKind.RECORDS, fields=ROW),
        fact("value_class", FactKind.CHOICE, choices=(SUPPLIES,), derived=True),
        fact("earlier", FactKind.MONEY, sourced=True),
    )
}


def problems(raw: object, required: tuple[str, ...] = ()) -> tuple[Problem, ...]:
    with pytest.raises(InvalidFacts) as refused:
        statements.read(TYPES, raw, required=required)
    for problem in refused.value.problems:
        assert all(getattr(problem.message, one.value) for one in Language), problem
    return refused.value.problems


def only(name: str, value: object) -> Problem:
    (problem,) = problems({name: value})
    assert problem.pointer.startswith(f"/{name}")
    return problem


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("price", "9500.00", 9500_00),
        ("price", "9500", 9500_00),
        ("price", Decimal("0.1"), 10),
        ("price", Decimal("1E+3"), 1000_00),
        ("price", 9500, 9500_00),
        ("price", " 12.5 ", 12_50),
        ("balance", "-12.05", -12_05),
        ("share", "7.5", Decimal("7.5")),
        ("delivery_days", 30, Decimal(30)),
        ("weight", Decimal("-0.125"), Decimal("-0.125")),
        ("starts_on", "2026-03-31", date(2026, 3, 31)),
        ("opened_at", "2026-03-31T14:00:00+02:00", datetime(2026, 3, 31, 12, tzinfo=UTC)),
        ("opened_at", "2026-03-31T12:00Z", datetime(2026, 3, 31, 12, tzinfo=UTC)),
        ("notice", "PT48H", timedelta(hours=48)),
        ("notice", "P1W2DT3H4M5S", timedelta(days=9, hours=3, minutes=4, seconds=5)),
        ("contract_type", "works", "works"),
        ("title", "  Blerje e\r\nletrave ", "Blerje e\nletrave"),
        ("title", "e\u0308", "ë"),
        ("code", "12345678", "12345678"),
        ("urgent", False, False),
        ("lines", [], ()),
    ],
)
def test_a_well_written_value_is_read_exactly(name: str, written: object, value: object) -> None:
    assert statements.read(TYPES, {name: written}) == {name: value}


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("price", "9.500", "not_money"),
        ("price", "9500,00", "not_money"),
        ("price", Decimal("0.001"), "not_money"),
        ("price", 9500.5, "not_money"),
        ("price", True, "not_money"),
        ("price", "NaN", "not_money"),
        ("price", "1e3", "not_money"),
        ("price", Decimal("1E+400"), "not_money"),
        ("price", ["1"], "not_money"),
        ("price", "٣", "not_money"),
        ("price", -1, "too_small"),
        ("price", "100000000000.01", "too_great"),
        ("price", 10**30, "too_great"),
        ("balance", "-1000.01", "too_small"),
        ("share", "100.01", "too_great"),
        ("share", -1, "too_small"),
        ("delivery_days", 0, "too_small"),
        ("delivery_days", "3651", "too_great"),
        ("weight", "0.0000001", "not_number"),
        ("weight", {"a": 1}, "not_number"),
        ("starts_on", "2026-02-30", "not_date"),
        ("starts_on", "20260230", "not_date"),
        ("starts_on", "31.03.2026", "not_date"),
        ("starts_on", 20260331, "not_date"),
        ("starts_on", "1989-12-31", "too_small"),
        ("starts_on", "2101-01-01", "too_great"),
        ("opened_at", "2026-03-31T14:00:00", "not_instant"),
        ("opened_at", "0001-01-01T00:00+23:59", "not_instant"),
        ("notice", "P1M", "not_duration"),
        ("notice", "P", "not_duration"),
        ("notice", "P1DT", "not_duration"),
        ("notice", "P99999D", "too_great"),
        ("contract_type", "suplies", "unknown_choice"),
        ("contract_type", 1, "not_choice"),
        ("title", 5, "not_text"),
        ("title", "a\x00b", "unprintable"),
        ("title", "a\u202eb", "unprintable"),
        ("title", "a\ud800b", "unprintable"),
        ("title", "x" * 2001, "too_long"),
        ("code", "1234567", "other_pattern"),
        ("code", "123456789", "too_long"),
        ("urgent", "yes", "not_yes_no"),
        ("urgent", 1, "not_yes_no"),
        ("lines", {"0": {}}, "not_records"),
        ("lines", [{}] * 1001, "too_many_rows"),
        ("value_class", "supplies", "derived_fact"),
        ("earlier", 1, "sourced_fact"),
        ("prise", 1, "unknown_fact"),
    ],
)
def test_a_badly_written_value_is_refused_with_its_reason(name: str, written: object, code: str) -> None:
    assert only(name, written).code == code


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_null_and_empty_text_state_nothing(nothing: object) -> None:
    assert statements.read(TYPES, dict.fromkeys(TYPES, nothing)) == {}


def test_a_required_fact_must_be_stated() -> None:
    found = problems({"title": " ", "lines": []}, required=("title", "price", "lines"))
    assert [(one.pointer, one.code) for one in found] == [
        ("/title", "required"),
        ("/price", "required"),
        ("/lines", "required"),
    ]


def test_all_problems_are_told_at_once_with_pointers_into_rows() -> None:
    raw = {
        "price": "x",
        "lines": [{"unit_price": "1.00"}, {"unit_price": -1, "colour": "red"}, "paper"],
        "a/b~c": 1,
    }
    found = {(one.pointer, one.code) for one in problems(raw, required=("title",))}
    assert found == {
        ("/price", "not_money"),
        ("/lines/1/unit_price", "too_small"),
        ("/lines/1/colour", "unknown_fact"),
        ("/lines/2", "not_an_object"),
        ("/a~1b~0c", "unknown_fact"),
        ("/title", "required"),
    }


def test_facts_that_are_no_object_are_refused_whole() -> None:
    assert [(one.pointer, one.code) for one in problems([1])] == [("", "not_an_object")]


def test_the_nearest_name_and_choice_are_offered() -> None:
    assert "“price”" in only("prise", 1).message.en
    assert "“supplies”" in only("contract_type", "suplies").message.en
    assert "“works”" in only("contract_type", "punë").message.en


def test_a_broken_pattern_repeats_the_help() -> None:
    assert "8 digits" in only("code", "abc").message.en


def test_what_was_read_is_written_in_its_exact_form() -> None:
    raw = {
        "price": "9500.00",
        "balance": "-0.05",
        "share": "7.5",
        "delivery_days": "30",
        "starts_on": "2026-03-31",
        "opened_at": "2026-03-31T12:00:00Z",
        "notice": "P9DT3H",
        "contract_type": "works",
        "title": "Letër",
        "urgent": False,
        "lines": [{"description": "A4", "quantity": "1.5", "unit_price": "2.10"}],
    }
    assert statements.write(TYPES, statements.read(TYPES, raw)) == raw


def test_derived_and_unknown_values_can_be_written() -> None:
    assert statements.write(TYPES, {"value_class": "supplies", "price": None, "retired": 1}) == {
        "value_class": "supplies",
        "price": None,
    }


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals() | st.floats() | st.text(),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from([*TYPES, "x"]), below, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from([*TYPES, "x"]), anything))
def test_whatever_is_sent_is_read_or_refused_and_what_is_read_survives_writing(raw: dict[str, object]) -> None:
    try:
        values = statements.read(TYPES, raw)
    except InvalidFacts:
        return
    assert statements.read(TYPES, statements.write(TYPES, values)) == values


@given(st.integers(0, 100_000_000_000_00))
def test_no_cent_is_lost_on_the_way(cents: int) -> None:
    written = statements.write(TYPES, {"price": cents})
    assert statements.read(TYPES, written) == {"price": cents}
