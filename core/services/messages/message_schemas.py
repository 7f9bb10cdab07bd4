"""What a message may hold: everything in which its data does not meet the schema of its type."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from neni.core.adapters import schemas
from neni.core.errors import Problem
from neni.core.model.text import Text

MOST_PROBLEMS = 20


def problems_by(schema: Mapping[str, object]) -> Callable[[object], tuple[Problem, ...]]:
    """Tells what a schema does not allow, at most MOST_PROBLEMS, each at its place."""
    unmet = schemas.unmet(schema)
    return lambda data: tuple(_problem(place, why) for place, why in islice(unmet(data), MOST_PROBLEMS))


def mistakes(schema: Mapping[str, object], sample: object) -> Iterator[Problem]:
    """What is wrong with a schema as it is declared with a sample: it is none, or the sample does not meet it."""
    why = schemas.flaw(schema)
    if why:
        yield Problem("event_schema", _no_schema(why))
    else:
        yield from problems_by(schema)(sample)


def _problem(place: str, why: str) -> Problem:
    return Problem(
        "schema",
        Text(
            sq=f"{place or '/'} nuk i përgjigjet skemës ({why}).",
            sr=f"{place or '/'} ne odgovara šemi ({why}).",
            en=f"{place or '/'} does not meet the schema ({why}).",
        ),
        place,
    )


def _no_schema(why: str) -> Text:
    return Text(
        sq=f"Kjo nuk është JSON Schema 2020-12 ({why}); korrigjojeni.",
        sr=f"Ovo nije JSON Schema 2020-12 ({why}); ispravite je.",
        en=f"This is no JSON Schema 2020-12 ({why}); correct it.",
    )
