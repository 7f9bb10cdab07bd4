"""Earlier purchases: which cases belong to the last twelve months of a need, each need once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neni.core.adapters.store import SqlStore
from neni.core.model.cases import Case
from neni.core.model.facts import FactValue
from neni.core.ports import CaseQuery
from neni.plugins.procurement import splitting
from neni.plugins.procurement.splitting import earlier_purchases, window_start

DAY = date(2026, 3, 15)


@dataclass
class StoreDesk:
    """A desk over a real store; `asked` is how many times it was asked."""

    store: SqlStore
    asked: int = 0

    def find(self, query: CaseQuery) -> Sequence[Case]:
        self.asked += 1
        with self.store.reading() as work:
            return work.cases.find(query).cases

    def today(self) -> date:
        return DAY


@pytest.fixture
def desk(sqlite_store: SqlStore) -> StoreDesk:
    return StoreDesk(sqlite_store)


def case(reference: str, on: date = DAY, kind: str = "procurement.purchase", **facts: FactValue) -> Case:
    stated: dict[str, FactValue] = {"cpv": "30125100", "contract_type": "supplies", "estimated_value": 900_00, **facts}
    opened = datetime(2026, 3, 15, 8, tzinfo=UTC)
    return Case(f"id-{reference}", reference, kind, f"title of {reference}", stated, on, opened, "somebody")


def keep(desk: StoreDesk, *cases: Case) -> None:
    with desk.store.writing() as work:
        for one in cases:
            work.cases.add(one)


def references(desk: StoreDesk, asked: Case) -> list[object]:
    return [record["reference"] for record in earlier_purchases(asked, asked.on, desk)["earlier_purchases"]]  # type: ignore[union-attr,call-overload,index]


def test_nothing_earlier_is_an_empty_list_and_not_an_unknown(desk: StoreDesk) -> None:
    assert earlier_purchases(case("now"), DAY, desk) == {"earlier_purchases": ()}


def test_an_earlier_purchase_is_told_with_title_day_and_value(desk: StoreDesk) -> None:
    keep(desk, case("old", date(2025, 12, 1), cpv="30192000", estimated_value=500_00))
    (record,) = earlier_purchases(case("now"), DAY, desk)["earlier_purchases"]  # type: ignore[misc,union-attr]
    assert record == {"reference": "old", "title": "title of old", "on": date(2025, 12, 1), "value": 500_00}


@pytest.mark.parametrize(
    ("on", "counted"),
    [
        (date(2025, 3, 15), False),
        (date(2025, 3, 16), True),
        (date(2026, 3, 14), True),
        (date(2026, 3, 15), True),
        (date(2026, 3, 16), False),
    ],
)
def test_the_window_is_twelve_calendar_months_ending_with_the_day_itself(
    desk: StoreDesk, on: date, *, counted: bool
) -> None:
    keep(desk, case("other", on))
    assert references(desk, case("now")) == (["other"] if counted else [])


def test_the_window_of_a_leap_day_begins_on_the_first_of_march() -> None:
    assert window_start(date(2024, 2, 29)) == date(2023, 3, 1)
    assert window_start(date(2025, 2, 28)) == date(2024, 2, 29)


@given(st.dates(date(1995, 1, 1), date(2090, 1, 1)))
def test_the_window_never_holds_the_same_day_of_the_year_before(on: date) -> None:
    assert 364 <= (on - window_start(on)).days <= 365
    assert window_start(on) > date(on.year - 1, on.month, min(on.day, 28))


@pytest.mark.parametrize(
    "different",
    [{"cpv": "39100000"}, {"contract_type": "services"}, {"buyer": "Komuna Lugina"}],
    ids=lambda facts: next(iter(facts)),
)
def test_another_group_type_or_buyer_is_another_need(desk: StoreDesk, different: dict[str, FactValue]) -> None:
    keep(desk, case("other", date(2026, 1, 1), **different))
    assert references(desk, case("now")) == []


def test_a_named_buyer_sees_its_own_purchases_only(desk: StoreDesk) -> None:
    keep(desk, case("theirs", date(2026, 1, 1), buyer="Komuna Lugina"), case("ours", date(2026, 1, 2)))
    assert references(desk, case("now", buyer="Komuna Lugina")) == ["theirs"]
    assert references(desk, case("now")) == ["ours"]


@pytest.mark.parametrize("missing", ["cpv", "contract_type", "estimated_value"])
def test_while_group_type_or_value_is_not_known_nothing_is_stated(desk: StoreDesk, missing: str) -> None:
    now = case("now")
    without = replace(now, facts={name: value for name, value in now.facts.items() if name != missing})
    assert earlier_purchases(without, DAY, desk) == {}
    assert desk.asked == 0


def test_a_stored_case_does_not_count_itself(desk: StoreDesk) -> None:
    now = case("now")
    keep(desk, now)
    assert references(desk, now) == []


def test_a_contract_takes_the_place_of_the_purchase_it_comes_from(desk: StoreDesk) -> None:
    contract = case("contract", date(2026, 2, 1), "procurement.contract", purchase_reference="purchase")
    keep(desk, case("purchase", date(2025, 12, 1)), contract)
    assert references(desk, case("now")) == ["contract"]


def test_a_contract_its_purchase_and_the_other_lots_are_one_need(desk: StoreDesk) -> None:
    purchase = case("purchase", date(2025, 12, 1))
    lots = [case(lot, DAY, "procurement.contract", purchase_reference="purchase") for lot in ("lot 1", "lot 2")]
    keep(desk, purchase, *lots)
    assert references(desk, lots[0]) == []
    assert references(desk, replace(purchase, on=DAY)) == []


def test_a_contract_without_estimate_counts_with_its_price_and_one_without_value_cannot_count(desk: StoreDesk) -> None:
    priced = case("priced", date(2026, 1, 1), "procurement.contract", price=700_00)
    bare = case("bare", date(2026, 1, 2), "procurement.contract")
    for one in (priced, bare):
        keep(desk, replace(one, facts={name: value for name, value in one.facts.items() if name != "estimated_value"}))
    assert references(desk, case("now")) == ["priced"]


def test_more_cases_than_a_page_are_all_counted(desk: StoreDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "PAGE", 2)
    keep(desk, *(case(f"old {number:02d}", date(2026, 1, 1)) for number in range(25)))
    assert len(references(desk, case("now"))) == 25
