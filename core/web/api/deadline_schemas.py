"""What the API takes and gives of deadlines and calendars."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import marshmallow as ma
from marshmallow import Schema, fields

from neni.core.errors import Problem
from neni.core.model.deadlines.stored import DecisionKind
from neni.core.model.deadlines.terms import Unit
from neni.core.model.text import Text
from neni.core.web.api.fields import Day, Facts, Incoming, Line, OneOf, Told
from neni.core.web.api.schemas import LanguageQuery, ReferenceOut

_MOMENT = Problem(
    "not_instant",
    Text(
        sq="Shkruani një çast me zonë, p.sh. 2026-03-31T10:00:00+02:00.",
        sr="Upišite trenutak sa zonom, npr. 2026-03-31T10:00:00+02:00.",
        en="Give a moment with its zone, such as 2026-03-31T10:00:00+02:00.",
    ),
)
_AMOUNT = Problem(
    "not_in_range",
    Text(
        sq="Shkruani një numër të plotë prej 1 deri në 1000.",
        sr="Upišite ceo broj od 1 do 1000.",
        en="Give a whole number from 1 to 1000.",
    ),
)
_MOST = 1000


class Instant(Told):
    """A moment with its zone."""

    def __init__(self, **more: Any) -> None:
        super().__init__(metadata={"type": "string", "format": "date-time"}, **more)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> datetime:
        try:
            found = datetime.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            found = None
        if found is None or found.tzinfo is None:
            raise ma.ValidationError([_MOMENT])
        return found


class Amount(Told):
    """How many of a unit."""

    def __init__(self, **more: Any) -> None:
        super().__init__(metadata={"type": "integer", "minimum": 1, "maximum": _MOST}, **more)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MOST:
            raise ma.ValidationError([_AMOUNT])
        return value


class Agreement(Told):
    """Yes or no."""

    def __init__(self, **more: Any) -> None:
        super().__init__(metadata={"type": "boolean"}, **more)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> bool:
        if not isinstance(value, bool):
            raise ma.ValidationError([_YES_OR_NO])
        return value


_YES_OR_NO = Problem(
    "not_yes_no", Text(sq="Shkruani true ose false.", sr="Upišite true ili false.", en="Give true or false.")
)


class DueListQuery(LanguageQuery):
    """Which deadlines: of a department, of one's own cases (`mine`) or those a person (id) opened, up to a day."""

    department = Line()
    whose = Line()
    until = Day()


class NewDecision(Incoming):
    """A decision about a deadline. `at` is for suspensions, `amount` and `unit` or `until` for extensions."""

    kind = OneOf(DecisionKind, required=True)
    reason = Line(required=True)
    at = Instant()
    amount = Amount()
    unit = OneOf(Unit)
    until = Day()


class Answered(Incoming):
    """What a second person says to a proposal."""

    accepted = Agreement(required=True)


class StepOut(Schema):
    """A sentence of an explanation."""

    kind = fields.String()
    words = fields.String()
    day = fields.String(allow_none=True)


class DecisionOut(Schema):
    """A decision about a deadline; while `decided_by` is null it waits for a second person."""

    id = fields.String()
    kind = fields.String()
    reason = fields.String()
    at = fields.String(allow_none=True)
    until = fields.String(allow_none=True)
    term = fields.String(allow_none=True)
    proposed_by = fields.String()
    decided_by = fields.String(allow_none=True)
    refused = fields.Boolean()


class DeadlineOut(Schema):
    """A deadline of a case; `due` is its last moment, or its first when `bound` is `earliest`. `binding` is false while
    nobody confirmed its source."""

    id = fields.String()
    case = fields.String()
    rule = fields.String()
    title = fields.String()
    state = fields.String()
    bound = fields.String()
    nature = fields.String()
    severity = fields.String()
    binding = fields.Boolean()
    due = fields.String(allow_none=True)
    last_day = fields.String(allow_none=True)
    warn_at = fields.List(fields.String())
    missing = fields.List(fields.String())
    reference = fields.Nested(ReferenceOut)
    explanation = fields.List(fields.Nested(StepOut))
    decisions = fields.List(fields.Nested(DecisionOut))


class DeadlineListOut(Schema):
    """The deadlines of a case."""

    deadlines = fields.List(fields.Nested(DeadlineOut))


class DueOut(Schema):
    """A line of the due list."""

    id = fields.String()
    when = fields.String(metadata={"enum": ["overdue", "today", "week", "later"]})
    case = fields.String()
    case_type = fields.String()
    rule = fields.String()
    title = fields.String()
    state = fields.String()
    due = fields.String()
    opened_by = fields.String()


class DueListOut(Schema):
    """What is due; `more` says that there is more than is listed."""

    due = fields.List(fields.Nested(DueOut))
    more = fields.Boolean()


class DayOffOut(Schema):
    """A day off."""

    day = fields.String()
    name = fields.String()
    in_lieu_of = fields.String(allow_none=True)


class YearOut(Schema):
    """The calendar of a year, beside weekends."""

    year = fields.Integer()
    official = fields.Boolean()
    source = fields.String()
    days_off = fields.List(fields.Nested(DayOffOut))
    working = fields.List(fields.String())


class WantedAgenda(Incoming):
    """Facts to make a calendar of; nothing is stored."""

    type = Line(required=True)
    facts = Facts(required=True)


class DateOut(Schema):
    """A date of a calendar; `fits` is false when there is no room for its period any more, `kept` when the dates given
    do not keep it, and null while nothing was done."""

    rule = fields.String()
    title = fields.String()
    due = fields.String()
    day = fields.String()
    bound = fields.String()
    nature = fields.String()
    fits = fields.Boolean()
    kept = fields.Boolean(allow_none=True)
    reference = fields.Nested(ReferenceOut)


class WaitingOut(Schema):
    """A deadline that cannot be counted yet, and the words for what is missing."""

    rule = fields.String()
    title = fields.String()
    missing = fields.List(fields.String())


class AgendaOut(Schema):
    """Every date that follows from facts, in order."""

    dates = fields.List(fields.Nested(DateOut))
    waiting = fields.List(fields.Nested(WaitingOut))
