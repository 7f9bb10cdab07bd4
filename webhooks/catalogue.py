"""The catalogue: every event type that partners are told of, each with the JSON Schema that what is told must meet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from neni.core import EventType, Problem, Text
from neni.core.services.messages import message_schemas

_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
THIN_SCHEMA: Mapping[str, object] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "link": {"type": "string", "description": "Where it can be read, by whoever may."},
    },
    "additionalProperties": False,
}
"""What is told where personal data is concerned."""


@dataclass(frozen=True)
class Entry:
    """One event type, ready to check what is told."""

    type: EventType

    @property
    def schema(self) -> Mapping[str, object]:
        """The schema of what really travels."""
        return THIN_SCHEMA if self.type.personal else self.type.schema

    @property
    def sample(self) -> Mapping[str, object]:
        """An example of what really travels."""
        return {"id": "PRO-2026-1"} if self.type.personal else self.type.sample

    def problems(self, data: object) -> tuple[Problem, ...]:
        """What is wrong with what is to be told, each with its place as a JSON pointer."""
        return self._check(data)

    @cached_property
    def _check(self) -> Callable[[object], tuple[Problem, ...]]:
        return message_schemas.problems_by(self.schema)


class Catalogue:
    """Event types by name. Those that cannot be used are left out, and `problems` tells why."""

    def __init__(self, types: Iterable[EventType]) -> None:
        self.entries: dict[str, Entry] = {}
        self.problems: tuple[Problem, ...] = tuple(self._take(types))

    def _take(self, types: Iterable[EventType]) -> Iterator[Problem]:
        for one in types:
            problems = (*mistakes(one), *([_twice(one)] if one.name in self.entries else ()))
            if not problems:
                self.entries[one.name] = Entry(one)
            yield from problems


def mistakes(one: EventType) -> Iterator[Problem]:
    """What is wrong with an event type as it is declared: its name, its schema, a sample that does not meet it."""
    if not _NAME.fullmatch(one.name):
        yield _bad_name(one)
    yield from message_schemas.mistakes(one.schema, one.sample)


def _bad_name(one: EventType) -> Problem:
    shown = one.name[:60]
    return Problem(
        "event_name",
        Text(
            sq=f"“{shown}” nuk është emër ngjarjeje: duhen fjalë me shkronja të vogla të ndara me pika.",
            sr=f"„{shown}“ nije ime događaja: trebaju reči malim slovima razdvojene tačkama.",
            en=f"“{shown}” is no name of an event: it must be words in small letters divided by full stops.",
        ),
    )


def _twice(one: EventType) -> Problem:
    return Problem(
        "event_twice",
        Text(
            sq=f"“{one.name}” është deklaruar dy herë; mbani vetëm njërin.",
            sr=f"„{one.name}“ je prijavljen dvaput; zadržite samo jedan.",
            en=f"“{one.name}” is declared twice; keep only one.",
        ),
    )
