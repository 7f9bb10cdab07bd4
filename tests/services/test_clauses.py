"""Clauses: a rule that holds puts one on the document, in its language, and the record says which rule and why."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Docx

from neni.core.adapters.store import SqlStore
from neni.core.adapters.word import DocxWord
from neni.core.adapters.words import Phrases
from neni.core.declarations import CaseType, Department, DocumentType, Field, Section
from neni.core.errors import BadTemplate
from neni.core.gathering import Answers, Plugin
from neni.core.host import Host
from neni.core.model.chaining import Fixpoint
from neni.core.model.clauses import ChosenClause, ClauseState
from neni.core.model.people import Person, Role
from neni.core.model.registers import Register
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import Clock
from neni.core.services import clauses, evaluation, intake, issuing
from neni.core.services.checking_templates import check_templates

LAW = """
ruleset: parks.permit
applies_to: parks.permit
title: {sq: Leja, sr: Dozvola, en: Permit}
reference: {act: 01/L-001}
parameters:
  most_visitors:
    label: {sq: vizitorët më së shumti, sr: najviše posetilaca, en: most visitors}
    type: number
    values:
      2020-01-01: {value: 300, reference: {article: 2}, confidence: verified}
facts:
  title: {type: text, label: {sq: titulli, sr: naslov, en: title}}
  visitors: {type: number, label: {sq: vizitorë, sr: posetioci, en: visitors}}
  deposit: {type: money, label: {sq: garancia, sr: depozit, en: deposit}}
rules:
  - code: PRK-1
    title: {sq: Ngjarje e madhe, sr: Veliki događaj, en: A large event}
    when: visitors > 100
    finding: {sq: "Priten {visitors}.", sr: "Očekuje se {visitors}.", en: "{visitors} are expected."}
    severity: note
    reference: {article: 4}
    in_force: {from: 2020-01-01}
    confidence: verified
clauses:
  - code: CLA-1
    title: {sq: Garancia, sr: Depozit, en: Deposit}
    text:
      sq: "Jepet garanci prej {deposit} & jo më shumë se {most_visitors} vizitorë."
      sr: "Polaže se depozit od {deposit} i najviše {most_visitors} posetilaca."
      en: "A deposit of {deposit} is lodged; at most {most_visitors} visitors."
    rules: [PRK-1]
    documents: [permit]
    reference: {article: 5}
    in_force: {from: 2020-01-01, to: 2026-12-31}
    confidence: verified
  - code: CLA-1
    title: {sq: Garancia, sr: Depozit, en: Deposit}
    text: {sq: "Pa garanci.", sr: "Bez depozita.", en: "Without a deposit."}
    rules: [PRK-1]
    documents: [permit]
    reference: {article: 5}
    in_force: {from: 2027-01-01}
    confidence: verified
"""
OFFICER = Person("officer", "agim", "Agim Gashi", roles=frozenset({("parks", Role.OFFICER)}))
LAWYER = Person("lawyer", "besa", "Besa Gashi", roles=frozenset({("parks", Role.LAWYER)}))
SECOND = Person("second", "dita", "Dita Gashi", roles=frozenset({("parks", Role.LAWYER)}))
FACTS = {"title": "Germia", "visitors": 120, "deposit": "500.00"}
PRINTED = ("Leja {{ number }}", "{%p for clause in clauses %}", "{{ clause.code }} {{ clause.title }}: {{ clause.text }}",
           "{%p endfor %}", "{{ title }}")  # fmt: skip
KIND = CaseType(
    "parks.permit",
    Text.of("Permit"),
    Register("parks", Text.of("Cases"), "PRK-{number}"),
    (Section(Text.of("Park"), (Field("title", required=True), Field("visitors"), Field("deposit"))),),
    "title",
    documents=(DocumentType("permit", Text.of("Permit"), "permit", Register("p", Text.of("Permits"), "P-{number}")),),
)


class Parks:
    """An office whose only department has a law and a template of the test's own."""

    def __init__(self, folder: Path, store: SqlStore, clock: Clock) -> None:
        self._folder, self._store, self._clock, self._made = folder, store, clock, 0

    def office(self, law: str = LAW, lines: tuple[str, ...] = PRINTED) -> Office:
        self._made += 1
        rules, paper = (self._folder / f"{kind}{self._made}" / "parks" for kind in ("law", "paper"))
        for one in (rules, paper):
            one.mkdir(parents=True)
        (rules / "permit.yaml").write_text(law, encoding="utf-8")
        (paper / "permit.yaml").write_text(
            "title: {sq: Leja, sr: Dozvola, en: Permit}\nrequired: [title]\nexample: {title: Germia}\n"
        )
        for language in Language:
            document = Docx()
            for line in lines:
                document.add_paragraph(line)
            document.save(str(paper / f"permit.{language.value}.docx"))
        department = Department("parks", Text.of("Parks"), (KIND,), rules, paper)
        host = Host.of([Plugin("parks", "neni-parks", "1", Answers(department, (), {}, (), (), ()))])
        assert not host.broken, str(host.broken[0].problem and host.broken[0].problem.problems)
        unused: Any = None
        words = Phrases()
        return Office(host, self._store, Fixpoint(), DocxWord({}, words), words, self._clock, unused)


@pytest.fixture
def parks(tmp_path: Path, sqlite_store: SqlStore, clock: Clock) -> Iterator[Parks]:
    with sqlite_store.writing() as work:
        for person in (OFFICER, LAWYER, SECOND):
            work.people.add(person, "!")
    yield Parks(tmp_path, sqlite_store, clock)


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
