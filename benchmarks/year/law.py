"""A department whose cases have deadlines of every kind, for a year without people."""

from __future__ import annotations

from pathlib import Path

from neni.core.adapters import store as stores
from neni.core.adapters.passwords import Argon2Passwords
from neni.core.adapters.word import DocxWord
from neni.core.adapters.words import Phrases
from neni.core.declarations import CaseType, Department, Field, Section
from neni.core.gathering import Answers, Plugin
from neni.core.host import Host
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.paper.registers import Register
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Clock

LAW = """
ruleset: watch.matter
applies_to: watch.matter
title: {sq: Çështja, sr: Stvar, en: Matter}
reference: {act: 01/L-001}
facts:
  title: {type: text, label: {sq: titulli, sr: naslov, en: title}}
  received_at: {type: instant, label: {sq: pranuar, sr: primljeno, en: received}}
  decided_at: {type: instant, label: {sq: vendosur, sr: odlučeno, en: decided}}
  served_on: {type: date, label: {sq: dorëzuar, sr: uručeno, en: served}}
  closed_on: {type: date, label: {sq: mbyllur, sr: zatvoreno, en: closed}}
deadlines:
  - code: W-HOURS
    title: {sq: Vendimi, sr: Odluka, en: Decision}
    after: received_at
    period: {hours: 48}
    met_by: decided_at
    warn: [{hours: 12}, {hours: 2}]
    severity: blocking
    reference: {article: 1}
    in_force: {from: 2020-01-01}
    confidence: verified
  - code: W-DAYS
    title: {sq: Dorëzimi, sr: Uručenje, en: Service}
    after: received_at
    period: {working_days: 10}
    roll: next_working_day
    met_by: served_on
    warn: [{calendar_days: 2}]
    severity: warning
    reference: {article: 2}
    in_force: {from: 2020-01-01}
    confidence: verified
  - code: W-MONTHS
    title: {sq: Mbyllja, sr: Zatvaranje, en: Closing}
    after: received_at
    period: {months: 3}
    met_by: closed_on
    warn: [{weeks: 2}, {calendar_days: 3}]
    severity: note
    reference: {article: 3}
    in_force: {from: 2020-01-01}
    confidence: verified
"""
OFFICER = Person("officer", "officer", "Officer", roles=frozenset({("watch", Role.OFFICER)}))
PEOPLE = (
    OFFICER,
    Person("head", "head", "Head", roles=frozenset({("watch", Role.HEAD)})),
    Person("chief", "chief", "Chief", roles=frozenset({(EVERYWHERE, Role.EXECUTIVE)})),
)


def office_in(folder: Path, clock: Clock) -> Office:
    """An office with that one department, over SQLite in the folder."""
    rules, paper = folder / "law" / "watch", folder / "paper"
    rules.mkdir(parents=True)
    paper.mkdir()
    (rules / "matter.yaml").write_text(LAW, encoding="utf-8")
    form = (Section(Text.of("Matter"), tuple(Field(name) for name in ("title", "received_at"))),)
    register = Register("watch", Text.of("Matters"), "W-{number}")
    kind = CaseType("watch.matter", Text.of("Matter"), register, form, "title")
    department = Department("watch", Text.of("Watch"), (kind,), rules, paper)
    host = Host.of([Plugin("watch", "neni-watch", "1", Answers(department, (), {}, (), (), ()))])
    url = f"sqlite:///{folder / 'year.db'}"
    stores.migrate(url)
    store, words = stores.open(url), Phrases()
    with store.writing() as work:
        for person in PEOPLE:
            work.people.add(person, "!")
    return Office(host, store, Fixpoint(), DocxWord(host.filters(), words), words, clock, Argon2Passwords())
