"""The catalogue of event types: what may be told, and what is wrong with what may not."""

from __future__ import annotations

from dataclasses import replace

from neni.core import EventType, Text
from neni.webhooks.catalogue import Catalogue

SIGNED = EventType(
    "parks.lease.signed",
    Text.of("Lease signed"),
    Text.of("A lease was signed"),
    {"type": "object", "required": ["area"], "properties": {"area": {"type": "integer"}}},
    {"area": 3},
)


def test_what_is_told_must_meet_the_schema() -> None:
    entry = Catalogue([SIGNED]).entries["parks.lease.signed"]
    assert entry.problems({"area": 12}) == ()
    (problem,) = entry.problems({"area": "large"})
    assert problem.pointer == "/area"


def test_types_that_cannot_be_used_are_left_out_and_told() -> None:
    found = Catalogue(
        [
            SIGNED,
            SIGNED,
            replace(SIGNED, name="Parks"),
            replace(SIGNED, name="parks.odd", schema={"type": "nothing"}),
            replace(SIGNED, name="parks.sample", sample={}),
        ]
    )
    assert set(found.entries) == {"parks.lease.signed"}
    assert [one.code for one in found.problems] == ["event_twice", "event_name", "event_schema", "schema"]


def test_where_personal_data_is_concerned_an_id_travels_and_a_link() -> None:
    entry = Catalogue([replace(SIGNED, personal=True)]).entries["parks.lease.signed"]
    assert entry.problems(entry.sample) == ()
    assert entry.problems({"id": "PRK-1", "area": 3})
