"""The parks: a small department whose law a test may change."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.adapters.words import Phrases
from neni.core.declarations import CaseType, Department, Field, Section
from neni.core.gathering import Answers, Plugin
from neni.core.host import Host
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.paper.registers import Register
from neni.core.model.people import Person, Role
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Clock

SIZES = """
ruleset: parks.sizes
applies_to: parks.permit
title: {sq: Madhësitë, sr: Veličine, en: Sizes}
reference: {act: 01/L-001}
parameters:
  large_from:
    label: {sq: pragu i madh, sr: prag velikog, en: large from}
    type: number
    values:
      2020-01-01: {value: 10, reference: {article: 2}, confidence: verified}
facts:
  area: {type: number, label: {sq: sipërfaqja, sr: površina, en: area}}
  size:
    type: choice
    label: {sq: madhësia, sr: veličina, en: size}
    derived: true
    choices:
      large: {sq: i madh, sr: veliko, en: large}
      small: {sq: i vogël, sr: malo, en: small}
"""
PERMIT = """
ruleset: parks.permit
applies_to: parks.permit
title: {sq: Leja, sr: Dozvola, en: Permit}
reference: {act: 01/L-001}
facts:
  title: {type: text, label: {sq: titulli, sr: naslov, en: title}}
  trees: {type: number, label: {sq: drunj, sr: stabla, en: trees}}
  urgent: {type: yes_no, label: {sq: urgjente, sr: hitno, en: urgent}}
derive:
  - size: large
    when: area >= large_from
    reference: {article: 3}
    in_force: {from: 2020-01-01}
    confidence: verified
  - size: small
    when: area < large_from
    reference: {article: 3}
    in_force: {from: 2020-01-01}
    confidence: verified
rules:
  - code: PRK-1
    title: {sq: E madhe, sr: Velika, en: A large park}
    when: size = "large" and trees < 5
    unless: urgent
    finding: {sq: "Vetëm {trees}.", sr: "Samo {trees}.", en: "Only {trees} trees on {area}."}
    severity: warning
    reference: {article: 4}
    in_force: {from: 2020-01-01}
    confidence: secondary
"""
LATER = SIZES.replace("value: 10,", "value: 100,")
STATED = {"title": "Germia", "area": 12, "trees": 3, "urgent": False}
OFFICER = Person("officer", "agim", "Agim Gashi", roles=frozenset({("parks", Role.OFFICER)}))
READER = Person("reader", "besa", "Besa Gashi", roles=frozenset({("parks", Role.READER)}))
STRANGER = Person("stranger", "dita", "Dita Gashi", roles=frozenset({("roads", Role.OFFICER)}))
FORM = (Section(Text.of("Park"), (Field("title", required=True), Field("area"), Field("trees"), Field("urgent"))),)
KIND = CaseType("parks.permit", Text.of("Permit"), Register("parks", Text.of("Permits"), "PRK-{number}"), FORM, "title")

Parks = Callable[..., Office]

_HOSTS: dict[tuple[str, str], Host] = {}
"""By their law: reading it takes longer than most tests that need it."""


@pytest.fixture
def park_store(sqlite_store: SqlStore) -> SqlStore:
    """Where the parks keep everything; tests to which the database matters put both kinds here."""
    return sqlite_store


@pytest.fixture
def parks(tmp_path: Path, park_store: SqlStore, clock: Clock) -> Parks:
    """Makes an office whose law is as given, always over the same store."""
    folders = itertools.count(1)
    paper = tmp_path / "paper"
    paper.mkdir()

    def read(permit: str, sizes: str) -> Host:
        folder = tmp_path / f"law{next(folders)}" / "parks"
        folder.mkdir(parents=True)
        for name, text in (("permit", permit), ("sizes", sizes)):
            if text:
                (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        department = Department("parks", Text.of("Parks"), (KIND,), folder, paper)
        host = Host.of([Plugin("parks", "neni-parks", "1", Answers(department, (), {}, (), (), ()))])
        assert not host.broken, str(host.broken[0].problem)
        return host

    def make(permit: str = PERMIT, sizes: str = SIZES) -> Office:
        if (permit, sizes) not in _HOSTS:
            _HOSTS[permit, sizes] = read(permit, sizes)
        unused: Any = SimpleNamespace()
        return Office(_HOSTS[permit, sizes], park_store, Fixpoint(), unused, Phrases(), clock, unused)

    return make
