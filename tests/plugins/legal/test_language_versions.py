"""Language versions of one act are compared by their skeletons, and the rules say what a difference means."""

from __future__ import annotations

from datetime import date

import pytest

from neni.core.model.manuscripts import Line, Manuscript, Source
from neni.core.office import Office
from neni.core.services.manuscripts.studying import judge_versions
from tests.plugins.legal.mutations import drafts

DAY = date(2026, 3, 2)


def manuscript(text: str) -> Manuscript:
    return Manuscript(Source.TEXT, tuple(Line(at, line) for at, line in enumerate(text.split("\n"))))


def rules(office: Office, first: str, second: str) -> list[str]:
    kind = office.host.manuscript_type("legal.bylaw")
    return [one.finding.rule for one in judge_versions(office, kind, manuscript(first), manuscript(second), DAY)]


@pytest.mark.parametrize(("one", "other"), [("sq", "sr"), ("sq", "en"), ("sr", "sr-Cyrl"), ("en", "sr-Cyrl")])
def test_versions_that_say_the_same_have_no_finding(office: Office, one: str, other: str) -> None:
    assert rules(office, drafts()[one], drafts()[other]) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("UREDBA BR. 04/2026", "UREDBA BR. 05/2026", "LEG-C04"),
        ("UREDBA BR.", "ADMINISTRATIVNO UPUTSTVO BR.", "LEG-C04"),
        ("pet (5) kalendarskih", "šest (6) kalendarskih", "LEG-C45"),
        ("15.09.2026", "16.09.2026", "LEG-C45"),
        ("3. Akreditaciono pismo izdaje se najkasnije 15.09.2026. godine.\n", "", "LEG-C17"),
        (
            (
                "Član 6\nObaveze posmatrača\n"
                "Posmatrač nosi akreditaciono pismo na vidnom mestu i ne utiče na rad komisija.\n"
            ),
            "",
            "LEG-C17",
        ),
    ],
)
def test_a_difference_is_found(office: Office, old: str, new: str, rule: str) -> None:
    assert old in drafts()["sr"]
    assert rule in rules(office, drafts()["sq"], drafts()["sr"].replace(old, new, 1))
