"""Rows of foreign registers: exact amounts, real dates, explained codes; what cannot be read is said, never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neni.core.model.facts import Choice, FactKind, FactType
from neni.core.model.importing.import_maps import FactSourceColumn, ImportMap, Skip, check
from neni.core.model.importing.register_rows import Reading, read_row
from neni.core.model.text import Language, Text

WORDS = Text(sq="anuluar", sr="poništeno", en="cancelled")
MAP = ImportMap(
    code="register",
    title=WORDS,
    case_type="parks.permit",
    key="{year}/{no}",
    facts=(
        FactSourceColumn("title", column="title", required=True),
        FactSourceColumn("kind", column="kind", codes={"1": "supplies", "5": "works"}),
        FactSourceColumn("group", column="group", pad=2),
        FactSourceColumn("day", column="day", dates=("%Y-%m-%d", "%d.%m.%Y"), year="year", required=True),
        FactSourceColumn("price", column="price", decimal=".", zero_is_unrecorded=True),
        FactSourceColumn("paid", column="paid", decimal=","),
        FactSourceColumn("number", template="{no}/{year}"),
        FactSourceColumn("source", constant="register"),
    ),
    skips=(Skip("day", ("anulim", "ndërprer"), WORDS),),
    where="register.yaml",
)
ROW = {
    "year": "2012",
    "no": "7",
    "title": "Dru",
    "kind": "1",
    "group": "3",
    "day": "2012-05-04",
    "price": "",
    "paid": "",
}


def reading(**cells: str) -> Reading:
    found = read_row(MAP, ROW | cells)
    for remark in (*found.faults, *found.warnings):
        assert all(getattr(remark.message, one.value) for one in Language)
    return found


def test_a_row_states_facts_as_a_form_would() -> None:
    found = reading(price="580.0")
    assert found.key == "2012/7"
    assert found.stated == {
        "title": "Dru", "kind": "supplies", "group": "03", "day": "2012-05-04", "price": "580.00",
        "number": "7/2012", "source": "register",
    }  # fmt: skip
    assert (found.faults, found.warnings, found.skipped) == ((), (), None)


@pytest.mark.parametrize(
    ("column", "written", "stated"),
    [
        ("price", "89365.1", "89365.10"),
        ("price", "1,250,000.50", "1250000.50"),
        ("price", "1 250 000.50 €", "1250000.50"),
        ("price", "12\u00a0000", "12000.00"),
        ("price", "-7250.0", "-7250.00"),
        ("paid", "1.250.000,50", "1250000.50"),
        ("paid", "EUR 9,5", "9.50"),
    ],
)
def test_amounts_are_read_exactly_in_the_declared_form(column: str, written: str, stated: str) -> None:
    found = reading(**{column: written})
    assert (found.stated[column], found.faults) == (stated, ())


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ("price", "dy mijë"), ("price", "12,50"), ("price", "1.2.3"), ("price", "1e9"), ("price", "nan"),
        ("price", "9" * 40), ("paid", "12.50"), ("paid", "--1"),
    ],
)  # fmt: skip
def test_what_is_no_amount_refuses_the_row(column: str, written: str) -> None:
    (fault,) = reading(**{column: written}).faults
    assert (fault.column, fault.value) == (column, written)


def test_fractions_of_a_cent_are_rounded_and_told() -> None:
    found = reading(price="2.485")
    assert found.stated["price"] == "2.49"
    assert "2.49" in found.warnings[0].message.en


def test_a_zero_that_means_nothing_recorded_states_nothing() -> None:
    found = reading(price="0.0", paid="0")
    assert "price" not in found.stated
    assert found.stated["paid"] == "0.00"
    assert [warning.column for warning in found.warnings] == ["price"]


def test_an_unexplained_code_states_nothing_and_is_told() -> None:
    found = reading(kind="16")
    assert "kind" not in found.stated
    assert found.faults == ()
    assert "1 = supplies" in found.warnings[0].message.en


@pytest.mark.parametrize("written", ["2012-02-30", "30/02/2012", "anytime", "2012"])
def test_a_day_that_does_not_exist_refuses_the_row_and_tells_the_form(written: str) -> None:
    (fault,) = reading(day=written).faults
    assert "YYYY-MM-DD, DD.MM.YYYY" in fault.message.en


def test_a_day_outside_the_year_of_the_register_is_kept_and_told() -> None:
    found = reading(day="14.08.2011")
    assert found.stated["day"] == "2011-08-14"
    assert "2012" in found.warnings[0].message.en


@pytest.mark.parametrize("column", ["title", "day"])
def test_what_is_required_and_missing_refuses_the_row(column: str) -> None:
    (fault,) = reading(**{column: "  "}).faults
    assert fault.column == column


def test_a_row_that_cannot_be_identified_is_refused() -> None:
    found = reading(no="")
    assert found.key is None
    assert "{year}/{no}" in found.faults[0].message.en


@pytest.mark.parametrize("written", ["anulim", "ANULIM ", "Ndërprerje të kontratës", "nderprerje"])
def test_cancelled_rows_are_left_out_with_the_reason_whatever_case_and_accents(written: str) -> None:
    found = reading(day=written)
    assert found.skipped is not None
    assert found.skipped.message == WORDS
    assert found.faults == ()


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_every_amount_written_in_cents_comes_back_exactly(amount: Decimal) -> None:
    written = f"{amount:,.2f}"
    assert Decimal(str(reading(paid=written.translate(str.maketrans(",.", ".,"))).stated["paid"])) == amount


@given(st.dictionaries(st.sampled_from(sorted(ROW)), st.text(max_size=30)))
def test_no_cell_breaks_the_reading(cells: dict[str, str]) -> None:
    found = reading(**cells)
    assert found.skipped or found.faults or found.key


def test_a_map_that_does_not_fit_its_case_type_is_told() -> None:
    known = Choice("supplies", WORDS)
    kinds = {
        "kind": FactType("kind", FactKind.CHOICE, WORDS, choices=(known,)),
        "price": FactType("price", FactKind.MONEY, WORDS, derived=True),
    }
    told = [problem.message.en for problem in check(MAP, kinds)]
    assert any("code 5 cannot mean “works”" in one for one in told)
    assert any("no fact named “price”" in one for one in told)


def test_an_amount_of_thirty_digits_is_no_amount() -> None:
    assert [fault.column for fault in reading(paid="9" * 30).faults] == ["paid"]
