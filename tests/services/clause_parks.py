"""A department of parks whose only law chooses a clause for its permit, in an office over the store of a test."""

from __future__ import annotations

from pathlib import Path

from docx import Document as Docx

from neni.core.adapters.passwords import Argon2Passwords
from neni.core.adapters.store import SqlStore
from neni.core.adapters.words import Phrases
from neni.core.declarations import CaseType, Department, DocumentType, Field, Section
from neni.core.gathering import Answers, Plugin
from neni.core.host import Host
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.paper.registers import Register
from neni.core.model.people import Person, Role
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import Clock
from tests.ready import plain_word

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
OFFICER = Person("p-agim", "agim", "Agim Gashi", Language.ENGLISH, roles=frozenset({("parks", Role.OFFICER)}))
LAWYER = Person("p-besa", "besa", "Besa Gashi", Language.ENGLISH, roles=frozenset({("parks", Role.LAWYER)}))
SECOND = Person("p-dita", "dita", "Dita Gashi", Language.ENGLISH, roles=frozenset({("parks", Role.LAWYER)}))
COLLEAGUE = Person("p-vesa", "vesa", "Vesa Gashi", Language.ENGLISH, OFFICER.roles)
HEAD = Person("p-ilir", "ilir", "Ilir Gashi", Language.ENGLISH, frozenset({("parks", Role.HEAD)}))
FACTS = {"title": "Germia", "visitors": 120, "deposit": "500.00"}
PRINTED = (
    "{{ number }} {{ title }}",
    "{%p for clause in clauses %}",
    "{{ clause.code }} {{ clause.title }}: {{ clause.text }}",
    "{%p endfor %}",
)
KIND = CaseType(
    "parks.permit",
    Text.of("Permit"),
    Register("parks", Text.of("Cases"), "PRK-{number}"),
    (Section(Text.of("Park"), (Field("title", required=True), Field("visitors"), Field("deposit"))),),
    "title",
    documents=(DocumentType("permit", Text.of("Permit"), "permit", Register("p", Text.of("Permits"), "P-{number}")),),
)


_HOSTS: dict[tuple[object, ...], Host] = {}
"""By what they were made from: making the Word files and reading all takes longer than most tests that need it."""


class Parks:
    """An office whose only department has a law and a template of the test's own."""

    def __init__(self, folder: Path, store: SqlStore, clock: Clock) -> None:
        self._folder, self._store, self._clock, self._made = folder, store, clock, 0
        with store.writing() as work:
            for person in (OFFICER, LAWYER, SECOND, COLLEAGUE, HEAD):
                work.people.add(person, "!")

    def office(
        self, law: str = LAW, lines: tuple[str, ...] = PRINTED, kind: CaseType = KIND, optional: str = ""
    ) -> Office:
        asked = (law, lines, kind, optional)
        if asked not in _HOSTS:
            _HOSTS[asked] = self._host(*asked)
        return Office(_HOSTS[asked], self._store, Fixpoint(), plain_word(), Phrases(), self._clock, Argon2Passwords())

    def _host(self, law: str, lines: tuple[str, ...], kind: CaseType, optional: str) -> Host:
        self._made += 1
        rules, paper = (self._folder / f"{what}{self._made}" / "parks" for what in ("law", "paper"))
        for one in (rules, paper):
            one.mkdir(parents=True)
        (rules / "permit.yaml").write_text(law, encoding="utf-8")
        (paper / "permit.yaml").write_text(
            "title: {sq: Leja, sr: Dozvola, en: Permit}\nrequired: [title]\n"
            f"optional: [{optional}]\nexample: {{title: Germia}}\n"
        )
        for language in Language:
            document = Docx()
            for line in lines:
                document.add_paragraph(line)
            document.save(str(paper / f"permit.{language.value}.docx"))
        department = Department("parks", Text.of("Parks"), (kind,), rules, paper)
        host = Host.of([Plugin("parks", "neni-parks", "1", Answers(department, (), {}, (), (), ()))])
        assert not host.broken, str(host.broken[0].problem and host.broken[0].problem.problems)
        return host
