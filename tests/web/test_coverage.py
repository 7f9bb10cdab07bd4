"""The coverage page: articles, rules with their examples, and what people have confirmed."""

from __future__ import annotations

import re

import pytest

from neni.core.office import Office
from neni.core.services.law import confirming
from tests.web.conftest import Browser, People

PAGE = "/rules/procurement.purchase/coverage"


@pytest.fixture
def reader(people: People) -> Browser:
    return people.browser("reader")


def test_the_rules_lead_to_the_coverage_and_back_to_each_rule(reader: Browser) -> None:
    reader.get("/rules/procurement.purchase")
    assert f'href="{PAGE}"' in reader.page
    assert reader.get(PAGE).status_code == 200
    assert 'href="/rules/procurement.purchase#PRO-21"' in reader.page
    reader.get("/rules/procurement.purchase")
    assert 'id="PRO-21"' in reader.page


def test_an_article_is_shown_with_its_rules_and_an_example_by_name_and_place(reader: Browser) -> None:
    reader.get(PAGE)
    row = re.search(r"<tr>\s*<th[^>]*>04/L-042, art. 46</th>.*?</tr>", reader.page, re.DOTALL)
    assert row
    assert {"PRO-22", "PRO-23"} <= set(re.findall(r"PRO-\d\d", row[0]))
    assert "accelerated_days" in row[0]
    assert "Open procedure of large value with exactly 40 days" in reader.page
    assert re.search(r"procurement/purchase\.examples\.yaml:\d+", reader.page)


@pytest.mark.parametrize(
    ("language", "heading"), [("sq", "Mbulimi: Blerje"), ("sr", "Pokrivenost: Nabavka"), ("en", "Coverage: Purchase")]
)
def test_it_speaks_three_languages(reader: Browser, language: str, heading: str) -> None:
    reader.get(f"{PAGE}?language={language}")
    assert heading in reader.page


def test_a_rule_two_people_confirmed_is_shown_so(office: Office, reader: Browser) -> None:
    with office.store.reading() as work:
        first, second = work.people.get("p-lawyer"), work.people.get("p-lawyer2")
    confirming.propose(office, first, "procurement.purchase", "PRO-11", "Neni 36")
    reader.get(PAGE)
    assert "confirmed by two lawyers" not in reader.page
    confirming.confirm(office, second, "procurement.purchase", "PRO-11")
    reader.get(PAGE)
    row = re.search(r'<th scope="row" data-key="PRO-11">.*?</tr>', reader.page, re.DOTALL)
    assert row
    assert "confirmed by two lawyers" in row[0]


def test_only_people_of_the_department_see_it(people: People) -> None:
    assert people.browser("stranger").get(PAGE).status_code == 403
    assert people.browser().get(PAGE).status_code in (302, 303, 401)


def test_a_case_type_nobody_has_is_not_found(reader: Browser) -> None:
    assert reader.get("/rules/procurement.nothing/coverage").status_code == 404
