"""A department of parks that checks notices: each line is a subject; its law remarks shouting and promises."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

from docx import Document as Docx

from neni.core.adapters.passwords import Argon2Passwords
from neni.core.adapters.store import SqlStore
from neni.core.adapters.words import Phrases
from neni.core.declarations import Department, ManuscriptType, SubjectType
from neni.core.gathering import Answers, Plugin
from neni.core.host import Host
from neni.core.model.acts import ActRegister
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.manuscripts import Anchor, Manuscript
from neni.core.model.manuscripts.provisions import Act, ActTitle, Study, Subject
from neni.core.model.people import Person, Role
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import Clock
from tests.ready import plain_word

WHOLE = """
ruleset: parks.notice
applies_to: parks.notice
title: {sq: Njoftimi, sr: Obaveštenje, en: Notice}
reference: {act: 01/L-001}
facts:
  lines: {type: number, label: {sq: rreshta, sr: redovi, en: lines}}
  heard: {type: yes_no, label: {sq: u dëgjuan banorët, sr: saslušani su stanari, en: residents were heard}}
rules:
  - code: PRK-1
    title: {sq: Banorët, sr: Stanari, en: Residents}
    when: heard = false
    finding: {sq: "Banorët nuk u dëgjuan.", sr: "Stanari nisu saslušani.", en: "Residents were not heard."}
    severity: warning
    reference: {article: 1}
    in_force: {from: 2020-01-01}
    confidence: verified
"""
LINE = """
ruleset: parks.line
applies_to: parks.line
title: {sq: Rreshti, sr: Red, en: Line}
reference: {act: 01/L-001}
facts:
  shouted: {type: yes_no, label: {sq: bërtitur, sr: vikano, en: shouted}}
  promise: {type: text, label: {sq: premtimi, sr: obećanje, en: promise}}
rules:
  - code: PRK-2
    title: {sq: Bërtitje, sr: Vika, en: Shouting}
    when: shouted
    finding: {sq: "Mos bërtisni.", sr: "Ne vičite.", en: "Do not shout."}
    remedy: {sq: "Shkruani me të vogla.", sr: "Pišite malim.", en: "Write it small."}
    severity: blocking
    reference: {article: 2}
    in_force: {from: 2020-01-01}
    confidence: verified
  - code: PRK-3
    title: {sq: Premtim, sr: Obećanje, en: Promise}
    when: contains(promise, "always")
    finding: {sq: "Premtim: {promise}", sr: "Obećanje: {promise}", en: "A promise: {promise}"}
    severity: blocking
    reference: {article: 3}
    in_force: {from: 2020-01-01}
    confidence: memory
"""
LAWYER = Person("p-besa", "besa", "Besa Gashi", Language.ENGLISH, roles=frozenset({("parks", Role.LAWYER)}))
READER = Person("p-lum", "lum", "Lum Gashi", Language.ENGLISH, roles=frozenset({("parks", Role.READER)}))
PEOPLE = (LAWYER, READER)
KIND = "parks.notice_text"
NAMES = ["manuscript", "file_name", "law_of", "reviewed_on", "reviewed_by", "remarks", "questions", "notes"]
COUNTS = ["blocking_count", "warning_count", "note_count"]


def study(manuscript: Manuscript, on: date, acts: ActRegister) -> Study:
    """Every line that says something, and the whole."""
    said = [line for line in manuscript.body if line.text.strip()]
    whole = Subject("parks.notice", "notice", Anchor(0, 0, 0), {"lines": len(said)})
    lines = [
        Subject(
            "parks.line",
            f"line_{line.text.partition(' ')[0]}",
            Anchor(line.index, 0, len(line.text)),
            {"shouted": line.text.isupper(), "promise": line.text},
        )
        for line in said
    ]
    title = ActTitle(subject=said[0].text if said else "")
    return Study(Act(Language.ENGLISH, title, ()), (whole, *lines))


def word(*lines: str) -> bytes:
    """A Word file of these lines."""
    document = Docx()
    for line in lines:
        document.add_paragraph(line)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def notice_office(folder: Path, store: SqlStore, clock: Clock) -> Office:
    """An office whose only department checks notices."""
    with store.writing() as work:
        for person in PEOPLE:
            work.people.add(person, "!")
    rules, paper = (folder / kind / "parks" for kind in ("law", "paper"))
    for one in (rules, paper):
        one.mkdir(parents=True)
    (rules / "notice.yaml").write_text(WHOLE, encoding="utf-8")
    (rules / "line.yaml").write_text(LINE, encoding="utf-8")
    _annex(paper)
    subjects = (SubjectType("parks.notice", Text.of("Notice")), SubjectType("parks.line", Text.of("Line")))
    kind = ManuscriptType(KIND, Text.of("Notice"), subjects, study, annex="remarks")
    department = Department("parks", Text.of("Parks"), (), rules, paper, manuscript_types=(kind,))
    host = Host.of([Plugin("parks", "neni-parks", "1", Answers(department, (), {}, (), (), ()))])
    assert not host.broken, str(host.broken[0].problem and host.broken[0].problem.problems)
    return Office(host, store, Fixpoint(), plain_word(), Phrases(), clock, Argon2Passwords())


def _annex(paper: Path) -> None:
    names = ", ".join([*NAMES, *COUNTS])
    described = f"title: {{sq: V, sr: P, en: R}}\nrequired: []\noptional: [{names}]\nexample: {{}}\n"
    (paper / "remarks.yaml").write_text(described, encoding="utf-8")
    document = Docx()
    heads = ["{{ manuscript }} {{ file_name }} {{ law_of }} {{ reviewed_on }} {{ reviewed_by }}"]
    heads += ["{{ blocking_count }}/{{ warning_count }}/{{ note_count }}"]
    for line in [*heads, *(_loop(name, parts) for name, parts in _LOOPS.items())]:
        document.add_paragraph(line)
    for language in Language:
        document.save(str(paper / f"remarks.{language.value}.docx"))


_LOOPS = {
    "remarks": "{{ one.number }} {{ one.weight }} {{ one.rule }} {{ one.words }} {{ one.opinion }} {{ one.reason }};",
    "questions": "{{ one.rule }}?",
    "notes": "{{ one.text }}",
}


def _loop(name: str, inside: str) -> str:
    return f"{{% for one in {name} %}}{inside}{{% endfor %}}"
