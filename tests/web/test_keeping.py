"""The list of keeping in the browser: the administrator decides, everybody reads, what is wrong is told and kept."""

from __future__ import annotations

import pytest

from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.office import Office
from tests.web.conftest import Browser, People

DECISION = {"document": "procurement.purchase/procedure_decision", "from_day": "2026-03-02", "decision": "01/2026"}


@pytest.fixture
def administrator(office: Office, people: People) -> Browser:
    with office.store.writing() as work:
        work.people.add(Person("p-admin", "admin", "Admin", roles=frozenset({(EVERYWHERE, Role.ADMINISTRATOR)})), "!")
    return people.browser("admin")


def test_a_decision_stands_on_the_list(administrator: Browser, people: People) -> None:
    administrator.get("/registers/keeping")
    assert "not decided yet" in administrator.page
    assert administrator.post("/registers/keeping", {**DECISION, "kept_as": "B5", "years": "5"}).status_code == 303
    reader = people.browser("reader")
    reader.get("/registers/keeping")
    assert "<td>B5</td><td>5 years</td>" in reader.page
    assert '<button class="main">' not in reader.page


@pytest.mark.parametrize("wrong", [{"years": "many"}, {"from_day": "yesterday"}, {"kept_as": ""}], ids=str)
def test_what_is_wrong_is_told_and_what_was_typed_kept(administrator: Browser, wrong: dict[str, str]) -> None:
    administrator.get("/registers/keeping")
    sent = {**DECISION, "kept_as": "B5", "years": "5", **wrong}
    assert administrator.post("/registers/keeping", sent).status_code == 409
    assert 'value="01/2026"' in administrator.page
    assert 'role="alert"' in administrator.page


def test_others_may_not_decide(officer: Browser) -> None:
    officer.get("/registers/keeping")
    assert officer.post("/registers/keeping", {**DECISION, "kept_as": "B5"}).status_code == 403
