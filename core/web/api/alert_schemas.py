"""What the API takes and gives of alerts."""

from __future__ import annotations

from enum import StrEnum

from marshmallow import Schema, fields

from neni.core.model.alerts import AlertKind, AlertState, Gravity
from neni.core.web.api.deadline_schemas import Instant
from neni.core.web.api.fields import Incoming, Line, OneOf
from neni.core.web.api.schemas import LanguageQuery


class Whose(StrEnum):
    """Which alerts: those the person was told of, or all they may see."""

    MINE = "mine"
    ALL = "all"


class AlertsQuery(LanguageQuery):
    """Which alerts to list, newest first. `after` is the id of the last alert of the page before."""

    whose = OneOf(Whose, load_default=Whose.MINE)
    department = Line()
    state = OneOf(AlertState)
    kind = OneOf(AlertKind)
    gravity = OneOf(Gravity)
    after = Line()


class Acknowledgement(Incoming):
    """Why it is enough that one knows."""

    reason = Line(required=True)


class Snooze(Incoming):
    """Until when to put an alert off."""

    until = Instant(required=True)


class AlertOut(Schema):
    """An alert. `roles` are the rungs of the ladder it has reached; `due` is the last moment of its deadline."""

    id = fields.String()
    kind = fields.String()
    level = fields.String()
    gravity = fields.String()
    state = fields.String()
    department = fields.String()
    title = fields.String()
    message = fields.String()
    case = fields.String(allow_none=True)
    due = fields.String(allow_none=True)
    raised_at = fields.String()
    roles = fields.List(fields.String())
    snoozed_until = fields.String(allow_none=True)
    acknowledged_at = fields.String(allow_none=True)
    acknowledged_by = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)
    ended_at = fields.String(allow_none=True)


class AlertListOut(Schema):
    """A page of alerts; `next` goes on after it, `total` counts all pages."""

    alerts = fields.List(fields.Nested(AlertOut))
    total = fields.Integer()
    next = fields.String(allow_none=True)
