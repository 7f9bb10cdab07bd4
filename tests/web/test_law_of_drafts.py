"""The rules for what authors hand in are read, and confirmed by two people, like all law."""

from __future__ import annotations

import pytest

from neni.core.model.people import Person, Role
from neni.core.office import Office
from neni.core.services.law import confirming
from neni.core.services.law.law_reading import readable
from tests.web.conftest import People

FIRST = Person("p-legal-1", "legal.one", "Legal One", roles=frozenset({("legal", Role.LAWYER)}))
SECOND = Person("p-legal-2", "legal.two", "Legal Two", roles=frozenset({("legal", Role.LAWYER)}))


@pytest.fixture
def legal(office: Office) -> Office:
    with office.store.writing() as work:
        for one in (FIRST, SECOND):
            work.people.add(one, "!")
    return office


def test_a_rule_for_drafts_takes_effect_once_two_people_confirmed_it(legal: Office) -> None:
    states = {one.rule.code: one for one in confirming.rule_states(legal, FIRST, "legal.ending")}
    assert not states["LEG-C39"].takes_effect
    confirming.propose(legal, FIRST, "legal.ending", "LEG-C39", "The procedure law was read")
    confirming.confirm(legal, SECOND, "legal.ending", "LEG-C39")
    states = {one.rule.code: one for one in confirming.rule_states(legal, FIRST, "legal.ending")}
    assert states["LEG-C39"].takes_effect


def test_every_ruleset_for_drafts_can_be_read(legal: Office) -> None:
    codes = {one.code for one in readable(legal, FIRST)}
    assert {"legal.act", "legal.citations", "legal.wordings"} <= codes


PAGES = [
    "/rules",
    "/rules/legal.act",
    "/rules/legal.citation/coverage",
    "/rulesets/legal.act",
    "/rulesets/legal.references",
]


@pytest.mark.parametrize("page", PAGES)
def test_the_law_of_drafts_has_its_pages(legal: Office, people: People, page: str) -> None:
    assert legal
    lawyer = people.browser("legal-1")
    assert lawyer.get(page).status_code == 200
    assert "legal." in lawyer.page
