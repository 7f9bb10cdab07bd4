"""Drafts written in other habits: an amending act, an instruction in capitals, a rule with numbers in brackets, a
regulation with a chain of amendments. Clean they have no finding; each defect is found."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
import yaml

from neni.core.model.findings import Outcome
from neni.core.model.manuscripts import Line, Manuscript, Source
from neni.core.office import Office
from neni.core.services.manuscripts.studying import judge_study, study
from tests.plugins.legal.mutations import FOLDER

DAY = date(2026, 3, 2)
NAMES = ("amending.sq", "instruction.sq", "rule.sr", "regulation.en")


def rules(office: Office, text: str) -> set[str]:
    read = Manuscript(Source.TEXT, tuple(Line(at, line) for at, line in enumerate(text.split("\n"))))
    kind = office.host.manuscript_type("legal.bylaw")
    found = judge_study(office, kind, study(office, kind, read, DAY), DAY)
    return {one.finding.rule for one in found if one.finding.outcome is Outcome.HOLDS}


def draft(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text("utf-8")


def defects() -> dict[str, list[dict[str, str]]]:
    by_draft = defaultdict(list)
    for one in yaml.safe_load((FOLDER / "other_defects.yaml").read_text("utf-8")):
        by_draft[one["draft"]].append(one)
    return by_draft


@pytest.mark.parametrize("name", NAMES)
def test_clean_it_has_no_finding(office: Office, name: str) -> None:
    assert rules(office, draft(name)) == set()


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_defect_is_found(office: Office, name: str) -> None:
    text = draft(name)
    missed = [
        one for one in defects()[name] if one["rule"] not in rules(office, text.replace(one["old"], one["new"], 1))
    ]
    assert missed == []
    assert all(one["old"] in text for one in defects()[name])
