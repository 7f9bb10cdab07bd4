"""Clauses: a rule that holds puts one on the document, in its language, and the record says which rule and why."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Docx

from neni.core.adapters.store import SqlStore
from neni.core.errors import BadTemplate, Conflict, NotFound
from neni.core.model.clauses import ChosenClause, ClauseState
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.ports import Clock
from neni.core.services.cases import evaluation, intake
from neni.core.services.law import confirming
from neni.core.services.paper import clauses, drafting, issuing
from neni.core.services.paper.checking_templates import check_templates
from tests.services.clause_parks import COLLEAGUE, FACTS, HEAD, KIND, LAW, LAWYER, OFFICER, SECOND, Parks


@pytest.fixture
def parks(tmp_path: Path, sqlite_store: SqlStore, clock: Clock) -> Parks:
    return Parks(tmp_path, sqlite_store, clock)


def chosen(office: Office, facts: dict[str, Any]) -> tuple[ChosenClause, ...]:
    case = intake.open_case(office, OFFICER, KIND.code, facts)
    return clauses.chosen(office, case, evaluation.evaluate(office, case.type, case.facts, case.on, case=case))


def paper(office: Office, facts: dict[str, Any], language: Language) -> tuple[str, Any]:
    case = intake.open_case(office, OFFICER, KIND.code, facts)
    document = issuing.issue(office, OFFICER, case.reference, "permit", language)
    lines = Docx(BytesIO(issuing.content_of(office, OFFICER, document.id))).paragraphs
    return "\n".join(one.text for one in lines).replace("\u00a0", " "), document


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (Language.ALBANIAN, "CLA-1 Garancia: Jepet garanci prej 500,00 € & jo më shumë se 300 vizitorë."),
        (Language.SERBIAN, "CLA-1 Depozit: Polaže se depozit od 500,00 € i najviše 300 posetilaca."),
        (Language.ENGLISH, "CLA-1 Deposit: A deposit of €500.00 is lodged; at most 300 visitors."),
    ],
)
def test_a_clause_stands_on_the_word_file_in_its_language(parks: Parks, language: Language, line: str) -> None:
    written, _ = paper(parks.office(), FACTS, language)
    assert line in written.splitlines()


def test_the_record_says_which_text_which_rule_and_why(parks: Parks) -> None:
    office = parks.office()
    _, document = paper(office, FACTS, Language.ENGLISH)
    (record,) = clauses.records_of(office, document)
    (clause, _) = office.host.lawbook(KIND.code).clauses()
    assert (record.code, record.fingerprint, record.title.en) == ("CLA-1", clause.fingerprint, "Deposit")
    assert (record.finding.rule, record.finding.message.en) == ("PRK-1", "120 are expected.")


def test_the_event_of_issuing_names_rule_and_fingerprints_and_no_value_of_the_case(parks: Parks) -> None:
    office = parks.office()
    _, document = paper(office, FACTS, Language.ENGLISH)
    with office.store.reading() as work:
        *_, (_, _, _, data) = work.events.of(document.case_id)
    (kept,) = data["clauses"]  # type: ignore[misc]
    rule = next(office.host.lawbook(KIND.code).rules())
    assert (kept["code"], kept["rule"], kept["rule_fingerprint"]) == ("CLA-1", "PRK-1", rule.fingerprint)
    assert "120" not in str(kept["title"])


def test_a_rule_that_is_silent_chooses_nothing(parks: Parks) -> None:
    office = parks.office()
    assert chosen(office, {**FACTS, "visitors": 5}) == ()
    written, document = paper(office, {**FACTS, "visitors": 5}, Language.ENGLISH)
    assert "CLA-1" not in written
    assert clauses.records_of(office, document) == ()


@pytest.mark.parametrize("left_out", ["visitors", "deposit"])
def test_what_cannot_be_told_chooses_nothing_and_says_what_it_waits_for(parks: Parks, left_out: str) -> None:
    office, facts = parks.office(), {name: value for name, value in FACTS.items() if name != left_out}
    (waiting,) = chosen(office, facts)
    assert (waiting.state, [one.name for one in waiting.missing]) == (ClauseState.WAITS, [left_out])
    assert "CLA-1" not in paper(office, facts, Language.ENGLISH)[0]


@pytest.mark.parametrize("unsure", ["rule", "clause", "value"])
def test_what_nobody_vouched_for_is_advised_and_not_signed(parks: Parks, unsure: str) -> None:
    law = LAW
    if unsure == "value":
        law = law.replace("{article: 2}, confidence: verified", "{article: 2}, confidence: memory")
    else:
        at = law.index("confidence: verified", law.index("CLA-1" if unsure == "clause" else "PRK-1"))
        law = law[:at] + "confidence: practice" + law[at + len("confidence: verified") :]
    office = parks.office(law)
    (advised,) = chosen(office, FACTS)
    assert advised.state is ClauseState.ADVISED
    assert "CLA-1" not in paper(office, FACTS, Language.ENGLISH)[0]


def test_a_text_two_people_vouched_for_is_signed(parks: Parks) -> None:
    law = unsure_clause(LAW).replace("{article: 2}, confidence: verified", "{article: 2}, confidence: memory")
    office = parks.office(law)
    now, later = confirming.clause_vouchings(office, LAWYER, KIND.code)
    confirming.propose(office, LAWYER, KIND.code, now.name, "Neni 5")
    assert [one.state for one in chosen(office, FACTS)] == [ClauseState.ADVISED]
    confirming.confirm(office, SECOND, KIND.code, now.name)
    assert [one.state for one in chosen(office, FACTS)] == [ClauseState.CHOSEN]
    assert "CLA-1" in paper(office, FACTS, Language.ENGLISH)[0]
    changed = parks.office(law.replace("is lodged", "is paid"))
    assert [one.state for one in chosen(changed, FACTS)] == [ClauseState.ADVISED]
    assert later.takes_effect


def test_the_text_of_today_is_what_a_code_alone_names(parks: Parks) -> None:
    office = parks.office(unsure_clause(LAW))
    proposed = confirming.propose(office, LAWYER, KIND.code, "CLA-1", "Neni 5")
    assert proposed.fingerprint == next(office.host.lawbook(KIND.code).clauses()).fingerprint
    with pytest.raises(NotFound):
        confirming.propose(office, LAWYER, KIND.code, "CLA-1@0000000000", "Neni 5")


def test_a_draft_is_not_issued_with_other_clauses_than_were_approved(parks: Parks) -> None:
    office = parks.office(unsure_clause(LAW))
    case = intake.open_case(office, OFFICER, KIND.code, FACTS)
    draft = drafting.prepare(office, OFFICER, case.reference, "permit", Language.ENGLISH)
    drafting.review(office, COLLEAGUE, draft.id)
    drafting.approve(office, HEAD, draft.id)
    confirming.propose(office, LAWYER, KIND.code, "CLA-1", "Neni 5")
    confirming.confirm(office, SECOND, KIND.code, "CLA-1")
    with pytest.raises(Conflict) as refused:
        drafting.issue_draft(office, OFFICER, draft.id)
    assert "a clause has changed" in refused.value.message.en


def unsure_clause(law: str) -> str:
    at = law.index("confidence: verified", law.index("CLA-1"))
    return law[:at] + "confidence: practice" + law[at + len("confidence: verified") :]


def test_the_version_of_the_day_is_chosen(parks: Parks) -> None:
    office = parks.office()
    lawbook = office.host.lawbook(KIND.code)
    assert len({one.fingerprint for one in lawbook.clauses()}) == 2
    ends = [one.in_force.end for one in lawbook.clauses()]
    assert [one.in_force.end for one in chosen(office, FACTS) for one in [one.clause]] == ends[:1]


def test_a_template_that_would_lose_a_clause_is_refused_before_and_when_issuing(parks: Parks) -> None:
    office = parks.office(lines=("{{ title }}",))
    assert {error.code for error in check_templates(office.host, office.word)} == {"bad_template"}
    with pytest.raises(BadTemplate) as refused:
        paper(office, FACTS, Language.ALBANIAN)
    (problem,) = refused.value.problems
    assert "CLA-1" in problem.message.sq
    assert "{%p for clause in clauses %}" in problem.message.en


def test_a_clause_for_any_document_stands_only_where_there_is_room(parks: Parks) -> None:
    office = parks.office(LAW.replace("    documents: [permit]\n", ""), lines=("{{ title }}",))
    assert check_templates(office.host, office.word) == ()
    _, document = paper(office, FACTS, Language.ENGLISH)
    assert clauses.records_of(office, document) == ()
