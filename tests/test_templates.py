"""Every template the product ships can be filled, in every language it has, and says what it was told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from neni.core.adapters import statements
from neni.core.adapters.words import Phrases
from neni.core.model.facts import FactType, FactValue
from neni.core.model.paper import PaperValue, on_paper
from neni.core.ports import STANDARD_VARIABLES, Template
from tests.ready import shipped_host, shipped_word

pytestmark = pytest.mark.slow

HOST = shipped_host()
PHRASES = Phrases()
WORD = shipped_word()
CHECKED: tuple[PaperValue, ...] = ("ABCD-EFGH", "https://example.org/check/ABCDEFGH", None, [], [])
STANDARD: Mapping[str, PaperValue] = dict(
    zip(
        STANDARD_VARIABLES,
        ("KQZ-0007/2026", date(2026, 5, 8), "Zana Kelmendi", "PRO-2026-0012", *CHECKED),
        strict=True,
    )
)
CITED_ARTICLES = {"1", "9", "108/A"}
"""Articles whose text, or the official form that names them, was read; all else is cited by its act alone."""


@dataclass(frozen=True)
class Paper:
    """A template with the facts of its case type."""

    template: Template
    facts: Mapping[str, FactType]
    example: Mapping[str, FactValue]

    def filled(self, values: Mapping[str, FactValue]) -> bytes:
        names = (*self.template.required, *self.template.optional)
        stated = {name: on_paper(self.facts[name], values.get(name)) for name in names}
        return WORD.render(self.template, {**stated, **STANDARD})

    def required(self) -> dict[str, FactValue]:
        return {name: self.example[name] for name in self.template.required}


def papers() -> list[Paper]:
    found = []
    for case_type in HOST.case_types():
        facts = HOST.lawbook(case_type.code).facts
        asked = {name: fact for name, fact in facts.items() if fact.asked}
        for document in case_type.documents:
            codes = document.templates_among(facts)
            for holding in HOST.holdings:
                mine = [one for one in holding.templates if one.code in codes]
                found += [Paper(one, facts, statements.read(asked, one.example)) for one in mine]
    return found


PAPERS = papers()
every_template = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.template.where)
OF_PROCUREMENT = [paper for paper in PAPERS if paper.template.where.startswith("procurement/")]
DAYS = {"sq": "8 maj 2026", "sr": "8. maja 2026.", "en": "8 May 2026"}
LANGUAGES = {"sq": "sq-AL", "sr": "sr-Latn-RS", "en": "en-GB"}


def text(content: bytes) -> str:
    """Every word of the body, tables and all, with plain spaces."""
    body = Document(BytesIO(content)).element.body
    paragraphs = ("".join(one.text or "" for one in paragraph.iter("{*}t")) for paragraph in body.iter("{*}p"))
    return "\n".join(paragraphs).replace("\u00a0", " ")


def test_there_are_five_templates_in_albanian_and_english() -> None:
    shipped = {(paper.template.code, paper.template.language.value) for paper in PAPERS}
    codes = {"contract_supplies", "contract_services", "contract_works", "procedure_decision", "statement_of_needs"}
    assert shipped >= {(code, language) for code in codes for language in ("sq", "en")}


def test_each_language_of_a_template_uses_the_same_variables() -> None:
    used: dict[str, set[frozenset[str]]] = {}
    for paper in PAPERS:
        used.setdefault(paper.template.code, set()).add(WORD.variables(paper.template))
    assert {code for code, names in used.items() if len(names) > 1} == set()


@every_template
def test_it_says_everything_its_example_states(paper: Paper) -> None:
    said = text(paper.filled(paper.example)).casefold()
    for name, value in paper.example.items():
        fact = paper.facts[name]
        if isinstance(value, bool) or name not in (*paper.template.required, *paper.template.optional):
            continue
        rows = value if isinstance(value, tuple) else ({name: value},)
        kinds = {field.name: field for field in fact.fields} or {name: fact}
        for row in rows:
            for field, one in row.items():
                shown = PHRASES.show(one, kinds[field], paper.template.language)
                assert shown.replace("\u00a0", " ").casefold() in said, f"{name}: {one}"


@every_template
def test_it_can_be_filled_with_what_it_requires_alone_and_leaves_no_gaps(paper: Paper) -> None:
    said = text(paper.filled(paper.required()))
    assert not re.search(r"\{\{|\{%|None|\( *\)| ,|, ,|  +[.,;]", said)


@every_template
def test_all_that_is_optional_may_be_missing_one_by_one(paper: Paper) -> None:
    for name in paper.template.optional:
        paper.filled({key: value for key, value in paper.example.items() if key != name})


@every_template
def test_it_bears_its_number_on_every_page_and_its_day_on_the_first(paper: Paper) -> None:
    content = paper.filled(paper.example)
    assert "KQZ-0007/2026" in text(content)
    assert DAYS[paper.template.language.value].rstrip(".") in text(content)
    with ZipFile(BytesIO(content)) as file:
        parts = {name: file.read(name).decode() for name in file.namelist() if "/footer" in name or "/header" in name}
    assert all("KQZ-0007/2026" in xml and "NUMPAGES" in xml for name, xml in parts.items() if "footer" in name)
    assert any("Komisioni Qendror i Zgjedhjeve – Centralna Izborna Komisija" in xml for xml in parts.values())
    assert not any("{{" in xml for xml in parts.values())


@pytest.mark.parametrize("paper", OF_PROCUREMENT, ids=lambda paper: paper.template.where)
def test_it_cites_no_article_that_nobody_has_read(paper: Paper) -> None:
    said = text(paper.filled(paper.example))
    cited = re.findall(r"(?:\b[Nn]eni|\bnenit|\bnenin|\bArticle) (\d+(?:/[A-Z])?)", said)
    assert set(cited) <= CITED_ARTICLES
    assert "04/L-042" in said


@every_template
def test_the_file_tells_its_language_and_nothing_of_who_made_it(paper: Paper) -> None:
    document = Document(BytesIO(paper.template.content))
    language = LANGUAGES[paper.template.language.value]
    assert document.core_properties.language == language
    assert f'w:val="{language}"' in document.styles.element.xml
    assert (document.core_properties.author, document.core_properties.comments) == ("", "")


@pytest.mark.parametrize("language", ["sq", "en"])
def test_a_contract_has_no_performance_security_and_no_table_when_none_was_agreed(language: str) -> None:
    paper = next(one for one in PAPERS if one.template.where.endswith(f"contract_supplies.{language}.docx"))
    full, spare = text(paper.filled(paper.example)), text(paper.filled(paper.required()))
    heading = {"sq": "Sigurimi i ekzekutimit", "en": "Performance security"}[language]
    total = {"sq": "Gjithsej", "en": "Total"}[language]
    assert heading in full
    assert total in full
    assert heading not in spare
    assert total not in spare


def test_the_price_of_a_contract_stands_in_figures_words_and_the_total_of_its_lines() -> None:
    paper = next(one for one in PAPERS if one.template.where.endswith("contract_supplies.sq.docx"))
    said = text(paper.filled(paper.example))
    assert "46.920,00 € (me fjalë: dyzet e gjashtë mijë e nëntëqind e njëzet euro)" in said
    assert said.count("46.920,00 €") == 2


@pytest.mark.parametrize(
    "procedure", [choice.code for choice in HOST.lawbook("procurement.purchase").facts["procedure"].choices]
)
def test_a_decision_gives_a_reason_for_every_procedure(procedure: str) -> None:
    reasons = []
    for paper in PAPERS:
        if paper.template.code == "procedure_decision":
            with_other = text(paper.filled({**paper.example, "procedure": procedure}))
            reasons.append(len(with_other) > len(text(paper.filled({**paper.example, "procedure": "none"}))) + 40)
    assert reasons == [True] * len(reasons)


def test_a_decision_tells_the_days_the_law_asks_for_when_they_are_known() -> None:
    paper = next(one for one in PAPERS if one.template.where.endswith("procedure_decision.en.docx"))
    days: dict[str, FactValue] = {"tender_days": Decimal(22), "minimum_tender_days": Decimal(20)}
    said = text(paper.filled({**paper.example, **days, "value_class": "medium"}))
    assert "there are 22 days; the shortest time for this procedure and value is 20 days." in said
    assert "the procurement is in the category: medium value" in said
