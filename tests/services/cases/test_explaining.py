"""Why and why not: sentences in three languages that name what decided, with values, dates and sources."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neni.core.adapters.words import Phrases
from neni.core.errors import NotAllowed, NotFound
from neni.core.model.conditions.explaining import Explained
from neni.core.model.findings import Finding, Outcome
from neni.core.model.references import Confidence, Reference
from neni.core.model.rules import Severity
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.services.cases import intake
from neni.core.services.cases.explaining import sentences, why
from tests.services.conftest import LATER, OFFICER, PERMIT, SIZES, STATED, STRANGER, Parks

SECOND = """
  - code: PRK-2
    title: {sq: Gardh, sr: Ograda, en: A fence}
    when: not(trees > 2 or urgent) or (some n in [1, 2, 3] satisfies n > area)
    finding: {sq: a, sr: b, en: c}
    remedy: {sq: Rrethojeni., sr: Ogradite., en: Fence it.}
    overrides: PRK-1
    severity: blocking
    reference: {act: null, note: A habit}
    in_force: {from: 2020-01-01}
    confidence: practice
"""


def told(office: Office, rule: str, language: Language = Language.ENGLISH, **stated: object) -> list[str]:
    case = intake.open_case(office, OFFICER, "parks.permit", {"title": "Germia"} | stated)
    found = why(office, OFFICER, case.reference, rule).sentences
    return [f"{'  ' * one.depth}{one.words.in_language(language)}" for one in found]


def test_a_rule_that_holds_tells_what_is_met_and_where_each_value_comes_from(parks: Parks) -> None:
    version = parks().host.lawbook("parks.permit").fingerprints["parks.permit"][:8]
    assert told(parks(), "PRK-1", **STATED) == [
        "PRK-1 holds: Only 3 trees on 12.",
        '“size = "large"” is met',
        "  size: large",
        "“trees < 5” is met",
        "  trees: 3",
        "The exception does not apply: “urgent”",
        "  urgent: no",
        "It rests on",
        "  trees: 3",
        "  urgent: no",
        "  area: 12",
        "  size: large",
        "  large from: 10 (since 1 January 2020; 01/L-001, Article 2; read in the source)",
        "Source: 01/L-001, Article 4; in force since 1 January 2020; taken from a secondary source",
        f"Judged by the law of 2 March 2026, ruleset parks.permit in version {version}",
    ]


def test_why_not_names_only_the_parts_that_failed(parks: Parks) -> None:
    lines = told(parks(), "PRK-1", Language.SERBIAN, area=12, trees=7, urgent=False)
    assert lines[:3] == ["PRK-1 ne važi: Velika", "„trees < 5“ nije ispunjeno", "  stabla: 7"]
    assert "„size" not in "".join(lines)
    assert not any("zuzetak" in line for line in lines)


def test_why_not_names_the_exception_that_applies(parks: Parks) -> None:
    lines = told(parks(), "PRK-1", area=12, trees=3, urgent=True)
    assert lines[1:3] == ["The exception applies: “urgent”", "  urgent: yes"]


def test_what_cannot_be_told_names_what_is_needed(parks: Parks) -> None:
    lines = told(parks(), "PRK-1", Language.ALBANIAN, area=12, trees=3)
    assert lines[:5] == [
        "PRK-1 nuk mund të thuhet ende: E madhe",
        "Nuk dihet nëse gjen zbatim përjashtimi: “urgent”",
        "  urgjente: nuk është dhënë",
        "Duhet të dihet",
        "  urgjente: nuk është dhënë",
    ]


def test_a_parameter_without_a_value_on_the_day_is_named_as_such(parks: Parks) -> None:
    office = parks(sizes=SIZES.replace("2020-01-01: {value: 10,", "2027-01-01: {value: 10,"))
    assert "  large from: the law gives no value for 2 March 2026" in told(office, "PRK-1", **STATED)


def test_a_rule_that_comes_before_another_is_named(parks: Parks) -> None:
    office = parks(permit=PERMIT + SECOND.replace("confidence: practice", "confidence: verified"))
    stated = {"area": 12, "trees": 1, "urgent": False}
    assert told(office, "PRK-1", **stated)[1] == "PRK-2 comes before it, and holds"
    assert told(office, "PRK-1", area=12, trees=1)[1] != "PRK-2 comes before it, and holds"


def test_a_rule_nobody_confirmed_comes_before_no_other_and_that_is_said(parks: Parks) -> None:
    office = parks(permit=PERMIT + SECOND)
    stated = {"area": 12, "trees": 1, "urgent": False}
    lines = told(office, "PRK-2", **stated)
    assert lines[1:5] == ["“trees > 2” is not met", "  trees: 1", "“urgent” is not met", "  urgent: no"]
    assert lines[-4:-1] == [
        "What to do: Fence it.",
        "Source: A habit; in force since 1 January 2020; set by the institution itself",
        "It only advises until two people confirm it",
    ]
    lines = told(office, "PRK-1", **stated)
    assert lines[0].startswith("PRK-1 holds")
    both_speak = "PRK-2 would come before it and holds, but only advises until two people confirm it; so both speak"
    assert both_speak in lines
    assert any("zato oba govore" in one for one in told(office, "PRK-1", Language.SERBIAN, **stated))
    assert any("prandaj të dy flasin" in one for one in told(office, "PRK-1", Language.ALBANIAN, **stated))


def test_a_case_under_earlier_law_is_explained_by_that_law(parks: Parks) -> None:
    case = intake.open_case(parks(), OFFICER, "parks.permit", STATED)
    found = why(parks(sizes=LATER), OFFICER, case.reference, "PRK-1")
    assert found.finding.outcome is Outcome.HOLDS
    assert any("large from: 10 (since" in one.words.en for one in found.sentences)


def test_who_may_not_see_the_case_and_rules_that_are_not_there(parks: Parks) -> None:
    office = parks()
    case = intake.open_case(office, OFFICER, "parks.permit", STATED)
    with pytest.raises(NotAllowed):
        why(office, STRANGER, case.reference, "PRK-1")
    with pytest.raises(NotFound, match="those in force are: PRK-1"):
        why(office, OFFICER, case.reference, "PRK-9")


VALUES = st.sampled_from(["true", "false", "null", "?", "12", '"{a}"'])
NODES = st.recursive(
    st.builds(Explained, st.sampled_from(["a", "b.c", "a > {1}"]), VALUES),
    lambda parts: st.builds(Explained, st.text("ab {}", max_size=5), VALUES, st.lists(parts, max_size=3).map(tuple)),
    max_leaves=8,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(node=NODES, outcome=st.sampled_from(Outcome), unless=st.none() | NODES)
def test_whatever_the_explanation_something_is_said_in_every_language(
    node: Explained, outcome: Outcome, unless: Explained | None
) -> None:
    if unless:
        node = Explained("T-1", outcome.value, (node, Explained("unless", unless.value, (unless,))))
    reference = Reference("1", "2", "3")
    text = Text(sq="sq {}", sr="sr {}", en="en {}")
    finding = Finding(
        "T-1", "f", outcome, text, text, Severity.NOTE, reference, Confidence.MEMORY, False, explanation=node
    )
    found = sentences(finding, date(2026, 3, 2), Phrases())
    assert len(found) >= 3
    assert all(one.words.as_mapping().keys() == {"sq", "sr", "en"} for one in found)
