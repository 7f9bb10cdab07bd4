"""Small laws for the tests of checks."""

from __future__ import annotations

from collections.abc import Iterable

from neni.core.adapters import feel, rulebook
from neni.core.model.law.checks.findings import CheckFinding
from neni.core.model.law.checks.reading import Reading
from neni.core.model.law.lawbooks import assemble, check
from neni.core.model.rulesets import Lawbook
from neni.core.model.text import Language

WORDS = "{sq: a, sr: b, en: c}"
HEAD = f"""
ruleset: parks.permit
applies_to: parks.permit
title: {WORDS}
reference: {{act: 01/L-001}}
parameters:
  least:
    type: number
    label: {WORDS}
    values:
      2020-01-01: {{value: 10, reference: {{article: 2}}, confidence: verified}}
      2024-01-01: {{value: 5, reference: {{article: 2}}, confidence: verified}}
facts:
  area: {{type: number, minimum: 0, label: {WORDS}}}
  trees: {{type: number, label: {WORDS}}}
  price: {{type: money, label: {WORDS}}}
  day: {{type: date, label: {WORDS}}}
  until: {{type: date, label: {WORDS}}}
  name: {{type: text, label: {WORDS}}}
  urgent: {{type: yes_no, label: {WORDS}}}
  season: {{type: choice, label: {WORDS}, choices: {{dry: {WORDS}, wet: {WORDS}}}}}
  size:
    type: choice
    derived: true
    label: {WORDS}
    choices: {{large: {WORDS}, small: {WORDS}, none_known: {WORDS}}}
  fee: {{type: number, derived: true, label: {WORDS}}}
derive:
  - size: large
    when: area >= least
    reference: {{article: 3}}
    in_force: {{from: 2020-01-01}}
    confidence: verified
  - size: small
    when: area < least
    reference: {{article: 3}}
    in_force: {{from: 2020-01-01}}
    confidence: verified
  - fee: {{is: least * 2}}
    when: urgent
    reference: {{article: 4}}
    in_force: {{from: 2020-01-01}}
    confidence: verified
"""


def rule(code: str, when: str, more: str = "", since: str = "2020-01-01") -> str:
    """One rule; `more` are further lines, `since` its period."""
    return f"""
  - code: {code}
    title: {WORDS}
    when: '{when}'
    finding: {{sq: "gjetja {code}", sr: "nalaz {code}", en: "finding {code}"}}
    severity: note
    reference: {{article: 1}}
    in_force: {{from: {since}}}
    confidence: verified
    {more}
"""


def lawbook(rules: str, head: str = HEAD) -> Lawbook:
    """The law with these rules in it; it has no mistake."""
    text = f"{head}\nrules:{rules}"
    book = assemble("parks.permit", rulebook.read({"permit.yaml": text.encode()}, "parks", feel.parse).rulesets)
    assert check(book) == ()
    return book


def reading(rules: str, head: str = HEAD) -> Reading:
    """The same, read."""
    return Reading(lawbook(rules, head))


def told(findings: Iterable[CheckFinding]) -> list[tuple[str, str]]:
    """Codes and what they are about."""
    return [(one.code, one.about) for one in findings]


def words(findings: Iterable[CheckFinding]) -> str:
    """All messages in English."""
    return "\n".join(one.message.in_language(Language.ENGLISH) for one in findings)
