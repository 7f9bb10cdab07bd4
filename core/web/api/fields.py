"""Fields of what programs send, each with its refusals in three languages."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

import marshmallow as ma
from marshmallow import fields

from neni.core.errors import Problem
from neni.core.model.text import Text

MISSING = Problem("required", Text(sq="Kjo duhet dhënë.", sr="Ovo se mora navesti.", en="This must be given."))
NULL = Problem("null", Text(sq="Kjo nuk mund të jetë null.", sr="Ovo ne može biti null.", en="This cannot be null."))
UNKNOWN = Problem(
    "unknown_field", Text(sq="Ky emër nuk njihet.", sr="Ovaj naziv nije poznat.", en="There is no such name here.")
)
NO_OBJECT = Problem(
    "not_an_object",
    Text(sq="Dërgoni një objekt JSON.", sr="Pošaljite JSON objekat.", en="Send a JSON object."),
)
TEXT = Problem(
    "not_text",
    Text(
        sq="Shkruani tekst prej 1 deri në 200 shenjash të dukshme.",
        sr="Upišite tekst od 1 do 200 vidljivih znakova.",
        en="Give text of 1 to 200 visible characters.",
    ),
)
DAY = Problem(
    "not_date",
    Text(
        sq="Shkruani një datë nga 1990-01-01 deri më 2100-12-31, p.sh. 2026-03-31.",
        sr="Upišite datum od 1990-01-01 do 2100-12-31, npr. 2026-03-31.",
        en="Give a date from 1990-01-01 to 2100-12-31, such as 2026-03-31.",
    ),
)
COUNT = Problem(
    "not_in_range",
    Text(
        sq="Shkruani një numër prej 1 deri në 100.", sr="Upišite broj od 1 do 100.", en="Give a number from 1 to 100."
    ),
)
NOTE = Problem(
    "not_text",
    Text(
        sq="Shkruani tekst prej 1 deri në 2000 shenjash.",
        sr="Upišite tekst od 1 do 2000 znakova.",
        en="Give text of 1 to 2000 characters.",
    ),
)
YEAR = Problem(
    "not_year",
    Text(
        sq="Shkruani një vit nga 1990 deri më 2100.",
        sr="Upišite godinu od 1990. do 2100.",
        en="Give a year from 1990 to 2100.",
    ),
)
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
MOST_LETTERS = 200
MOST_IN_NOTE = 2000


class Incoming(ma.Schema):
    """An object that has the fields named and no others."""

    error_messages = {"unknown": UNKNOWN, "type": NO_OBJECT}  # type: ignore[dict-item]  # noqa: RUF012 - marshmallow's own way, and it hands on whatever stands here


class Told(fields.Field[Any]):
    """A field whose refusals are Problems."""

    default_error_messages = {"required": [MISSING], "null": [NULL]}  # noqa: RUF012 - marshmallow's own way


class Line(Told):
    """One line of text."""

    def __init__(self, **more: Any) -> None:
        told = {"type": "string", "minLength": 1, "maxLength": MOST_LETTERS} | more.pop("metadata", {})
        super().__init__(metadata=told, **more)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        if not isinstance(value, str) or not 0 < len(value.strip()) <= MOST_LETTERS or not value.isprintable():
            raise ma.ValidationError([TEXT])
        return value.strip()


class Words(Line):
    """What to search for; nothing at all is allowed."""

    def __init__(self, **more: Any) -> None:
        super().__init__(metadata={"minLength": 0}, **more)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        return super()._deserialize(value) if value else ""


class Note(Told):
    """What somebody has to say, on as many lines as it takes."""

    def __init__(self, **more: Any) -> None:
        super().__init__(metadata={"type": "string", "minLength": 1, "maxLength": MOST_IN_NOTE}, **more)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        bare = value.strip() if isinstance(value, str) else ""
        if not 0 < len(bare) <= MOST_IN_NOTE or not "".join(bare.split()).isprintable():
            raise ma.ValidationError([NOTE])
        return bare


class Year(Told):
    """A year."""

    def __init__(self, **more: Any) -> None:
        told = {"type": "integer", "minimum": FIRST_DAY.year, "maximum": LAST_DAY.year}
        super().__init__(metadata=told, **more)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        words = str(value)
        if isinstance(value, bool) or not (words.isascii() and words.isdigit() and len(words) == 4):
            raise ma.ValidationError([YEAR])
        if not FIRST_DAY.year <= int(words) <= LAST_DAY.year:
            raise ma.ValidationError([YEAR])
        return int(words)


class Day(Told):
    """A calendar day."""

    def __init__(self, **more: Any) -> None:
        super().__init__(metadata={"type": "string", "format": "date"} | more.pop("metadata", {}), **more)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> date:
        try:
            day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
        except ValueError:
            day = None
        if day is None or not FIRST_DAY <= day <= LAST_DAY:
            raise ma.ValidationError([DAY])
        return day


class OneOf(Told):
    """One of the values of an enumeration."""

    def __init__(self, values: type[StrEnum], **more: Any) -> None:
        self.values = values
        super().__init__(metadata={"type": "string", "enum": [one.value for one in values]}, **more)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> StrEnum:
        for one in self.values:
            if value == one.value:
                return one
        raise ma.ValidationError([_not_among(self.values)])


class Count(Told):
    """How many of a list to give."""

    def __init__(self, **more: Any) -> None:
        super().__init__(metadata={"type": "integer", "minimum": 1, "maximum": 100}, **more)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        if not (isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 4):
            raise ma.ValidationError([COUNT])
        if not 1 <= int(value) <= 100:
            raise ma.ValidationError([COUNT])
        return int(value)


class Facts(Told):
    """Facts by name; what each may be is told by the case type."""

    def __init__(self, **more: Any) -> None:
        told = {
            "type": "object",
            "additionalProperties": True,
            "description": "Facts by name; their schema stands at `/case-types`. Null means: not stated.",
        }
        super().__init__(metadata=told, **more)


def _not_among(values: type[StrEnum]) -> Problem:
    known = ", ".join(one.value for one in values)
    return Problem(
        "unknown_choice",
        Text(sq=f"Lejohet vetëm: {known}.", sr=f"Dozvoljeno je samo: {known}.", en=f"Possible: {known}."),
    )
