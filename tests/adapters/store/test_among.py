"""Many things are asked for together, however many they are."""

from __future__ import annotations

from collections.abc import Callable

from neni.core.adapters.store import SqlStore
from neni.core.adapters.store.among import AT_ONCE
from neni.core.model.cases import Case


def test_cases_are_found_among_more_ids_than_stand_in_one_question(
    store: SqlStore, a_case: Callable[..., Case]
) -> None:
    with store.writing() as work:
        case = a_case()
        work.cases.add(case)
    ids = [f"nobody-{number}" for number in range(AT_ONCE)]
    with store.reading() as work:
        assert work.cases.several([*ids, case.id, case.id]) == {case.id: case}
        assert work.cases.several([]) == {}


def test_what_nothing_became_of_is_left_out(store: SqlStore) -> None:
    with store.reading() as work:
        assert work.documents.several(["nobody"]) == work.documents.marks_of(["nobody"]) == {}
        assert work.reviews.remarks_of(["nobody"]) == work.reviews.verdicts_of(["nobody"]) == {}
        assert work.reviews.followed(["nobody"]) == frozenset()
