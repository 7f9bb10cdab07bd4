"""The catalogue: every event type that partners are told of, each with the JSON Schema that what is told must meet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError

from neni.core import EventType, Problem, Text

_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
MOST_PROBLEMS = 20
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
        return told(self._validator.iter_errors(data))

    @cached_property
    def _validator(self) -> Draft202012Validator:
        return Draft202012Validator(self.schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


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
    try:
        Draft202012Validator.check_schema(one.schema)
    except SchemaError as error:
        yield _bad_schema(one, error.message)
        return
    yield from told(Draft202012Validator(one.schema).iter_errors(one.sample))


def told(errors: Iterable[ValidationError]) -> tuple[Problem, ...]:
    """What a schema does not allow, at most MOST_PROBLEMS, each at its place."""
    found = []
    for error, _ in zip(errors, range(MOST_PROBLEMS), strict=False):
        place = "".join(f"/{_pointed(step)}" for step in error.absolute_path)
        why = error.message[:300]
        found.append(
            Problem(
                "schema",
                Text(
                    sq=f"{place or '/'} nuk i përgjigjet skemës ({why}).",
                    sr=f"{place or '/'} ne odgovara šemi ({why}).",
                    en=f"{place or '/'} does not meet the schema ({why}).",
                ),
                place,
            )
        )
    return tuple(found)


def _pointed(step: object) -> str:
    return str(step).replace("~", "~0").replace("/", "~1")


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


def _bad_schema(one: EventType, why: str) -> Problem:
    return Problem(
        "event_schema",
        Text(
            sq=f"Skema e “{one.name}” nuk është JSON Schema 2020-12 ({why[:200]}); korrigjojeni.",
            sr=f"Šema za „{one.name}“ nije JSON Schema 2020-12 ({why[:200]}); ispravite je.",
            en=f"The schema of “{one.name}” is no JSON Schema 2020-12 ({why[:200]}); correct it.",
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
