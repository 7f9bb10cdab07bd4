"""A park permit with deadlines of every kind, for the tests of what is stored of them."""

from __future__ import annotations

from neni.core.model.people import Person, Role
from tests.services.conftest import PERMIT

LAW = (
    PERMIT.replace(
        "  urgent: {type: yes_no, label: {sq: urgjente, sr: hitno, en: urgent}}\n",
        """  urgent: {type: yes_no, label: {sq: urgjente, sr: hitno, en: urgent}}
  asked_on: {type: date, label: {sq: kërkuar më, sr: traženo, en: asked on}}
  answered_on: {type: date, label: {sq: përgjigjur më, sr: odgovoreno, en: answered on}}
  event_at: {type: instant, label: {sq: ngjarja, sr: događaj, en: event}}
  appealed_at: {type: instant, label: {sq: ankuar, sr: žalba, en: appealed}}
  festival_on: {type: date, label: {sq: festa, sr: praznik, en: festival}}
  fenced_on: {type: date, label: {sq: rrethuar, sr: ograđeno, en: fenced}}
""",
    )
    + """
deadlines:
  - code: PRK-D1
    title: {sq: Përgjigjja, sr: Odgovor, en: Answer}
    after: asked_on
    period: {working_days: 5}
    roll: next_working_day
    met_by: answered_on
    warn: [{calendar_days: 1}]
    severity: blocking
    reference: {article: 7}
    in_force: {from: 2020-01-01}
    confidence: verified
  - code: PRK-D2
    title: {sq: Ankesa, sr: Žalba, en: Appeal}
    after: event_at
    period: {hours: 24}
    met_by: appealed_at
    expires: true
    severity: warning
    reference: {article: 8}
    in_force: {from: 2020-01-01, to: 2025-12-31}
    confidence: verified
  - code: PRK-D2
    title: {sq: Ankesa, sr: Žalba, en: Appeal}
    after: event_at
    period: {hours: 48}
    met_by: appealed_at
    expires: true
    severity: warning
    reference: {article: 8}
    in_force: {from: 2026-01-01}
    confidence: memory
  - code: PRK-D3
    title: {sq: Rrethimi, sr: Ograda, en: Fence}
    before: festival_on
    period: {calendar_days: 10}
    met_by: fenced_on
    nature: administrative
    four_eyes: true
    when: not(urgent)
    severity: note
    reference: {article: 9}
    in_force: {from: 2020-01-01}
    confidence: verified
"""
)
STATED = {"title": "Germia", "area": 12, "trees": 3, "urgent": False}
HEAD = Person("head", "linda", "Linda Gashi", roles=frozenset({("parks", Role.HEAD)}))
ADMINISTRATOR = Person("admin", "fatos", "Fatos Gashi", roles=frozenset({("*", Role.ADMINISTRATOR)}))
