"""Clauses are read beside the law before they are used, and their fingerprints change with what they rest on."""

from __future__ import annotations

import pytest

from neni.core.adapters import feel, rulebook
from neni.core.errors import BadRules
from neni.core.model.clauses import Clause
from neni.core.model.law import lawbooks
from neni.core.model.law.checks import sources, translations
from neni.core.model.law.checks.reading import Reading
from neni.core.model.law.lawbooks import Lawbook
from tests.services.clause_parks import LAW

SECOND = LAW.rindex("  - code: CLA-1")
DOCUMENTS = {"parks.permit": ["permit"]}


def lawbook(law: str = LAW) -> Lawbook:
    rulesets = rulebook.read({"parks/permit.yaml": law.encode()}, "parks", feel.parse).rulesets
    return lawbooks.assemble("parks.permit", rulesets)


def first(law: str) -> Clause:
    return next(lawbook(law).clauses())


def test_sound_clauses_have_no_mistakes() -> None:
    assert lawbooks.check(lawbook(), DOCUMENTS) == ()


@pytest.mark.parametrize(
    ("law", "code", "told"),
    [
        (LAW.replace("rules: [PRK-1]", "rules: [PRK-11]", 1), "unknown_rule", "did you mean “PRK-1”?"),
        (LAW.replace("documents: [permit]", "documents: [permits]", 1), "unknown_document", "did you mean “permit”?"),
        (LAW.replace("{deposit} is lodged", "{deposits} is lodged"), "unknown_name", "did you mean “deposit”?"),
        (LAW.replace("from: 2027-01-01", "from: 2026-12-31"), "clause_twice", "parks/permit.yaml:"),
        (LAW.replace("code: CLA-1", "code: PRK-1", 1), "taken", "choose another for the clause"),
        (
            LAW.replace("from: 2020-01-01}\n    confidence", "from: 2020-01-01, to: 2020-12-31}\n    confidence", 1),
            "clause_never_chosen",
            "CLA-1",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_advice(law: str, code: str, told: str) -> None:
    (problem,) = lawbooks.check(lawbook(law), DOCUMENTS)
    assert problem.code == code
    assert told in problem.message.en
    line = int(problem.where.removeprefix("parks/permit.yaml:"))
    assert law.splitlines()[line - 1].startswith("  - code: ")


def test_all_mistakes_of_form_are_told_at_once() -> None:
    law = LAW.replace("sr: Depozit, en: Deposit}", "sr: Depozit}", 1).replace("rules: [PRK-1]", "rules: []", 1)
    law = law[:SECOND] + law[SECOND:].replace("    reference: {article: 5}\n", "").replace(
        "confidence: v", "confidence: x"
    )
    with pytest.raises(BadRules) as refused:
        lawbook(law)
    codes = [problem.code for problem in refused.value.problems]
    assert codes == ["missing_language", "chosen_by_nothing", "missing_key", "not_one_of"]


def test_a_clause_without_an_article_is_remarked() -> None:
    law = lawbook(LAW.replace("reference: {article: 5}", "reference: {}", 1))
    found = [one.code for one in sources.check(Reading(law), law.rulesets)]
    assert found == ["clause-without-reference"]


def test_words_of_one_language_in_the_place_of_another_are_remarked() -> None:
    same = "Jepet garanci prej {deposit} & jo më shumë se {most_visitors} vizitorë."
    law = lawbook(LAW.replace("Polaže se depozit od {deposit} i najviše {most_visitors} posetilaca.", same))
    found = [(one.code, one.about) for one in translations.check(law.rulesets)]
    assert found == [("translation-repeated", "CLA-1")]


@pytest.mark.parametrize(
    ("before", "after"),
    [("is lodged", "is paid"), ("value: 300", "value: 400"), ("confidence: verified", "confidence: memory")],
)
def test_a_change_of_the_text_or_of_a_value_in_it_is_another_clause(before: str, after: str) -> None:
    assert first(LAW).fingerprint != first(LAW.replace(before, after)).fingerprint


def test_a_change_of_the_law_elsewhere_is_the_same_clause() -> None:
    assert first(LAW).fingerprint == first(LAW.replace("visitors > 100", "visitors > 50")).fingerprint


def test_law_without_clauses_keeps_the_fingerprint_it_had() -> None:
    plain = LAW[: LAW.index("clauses:")]
    ruleset = lawbook(plain).rulesets[0]
    assert ruleset.clauses == ()
    assert ruleset.fingerprint == lawbook(plain + "clauses: []\n").rulesets[0].fingerprint
