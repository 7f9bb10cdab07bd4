"""What the API takes and gives of messages to other institutions."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Any

import marshmallow as ma
from marshmallow import Schema, fields

from neni.core.errors import Problem
from neni.core.model.text import Text
from neni.core.model.webhooks import Mode
from neni.core.services.messages.endpoints import OVERLAP
from neni.core.web.api.deadline_schemas import Agreement, Instant
from neni.core.web.api.fields import Count, Incoming, Line, OneOf, Told, Words
from neni.core.web.api.schemas import LanguageQuery


class Signature(StrEnum):
    """How messages are signed: with a secret both know, or with a key only we have."""

    SHARED = "v1"
    ASYMMETRIC = "v1a"


class Act(StrEnum):
    """What may be done about an endpoint."""

    PAUSE = "pause"
    RESUME = "resume"
    DISABLE = "disable"
    TEST = "test"
    REPLAY = "replay"
    REPLAY_FAILED = "replay_failed"
    REPLAY_MISSING = "replay_missing"


class Address(Told):
    """Where messages go; what is wrong with it is told with the rest."""

    def __init__(self, **more: Any) -> None:
        super().__init__(metadata={"type": "string", "format": "uri", "maxLength": 2_000}, **more)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        if not isinstance(value, str) or len(value) > 2_000:
            raise ma.ValidationError([_ADDRESS])
        return value


class Names(Told):
    """A list of names."""

    def __init__(self, **more: Any) -> None:
        told = {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 200}
        super().__init__(metadata=told, **more)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise ma.ValidationError([_NAMES])
        return tuple(value)


class Headers(Told):
    """Headers by name."""

    def __init__(self, **more: Any) -> None:
        told = {"type": "object", "additionalProperties": {"type": "string"}, "maxProperties": 20}
        super().__init__(metadata=told, **more)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> dict[str, str]:
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            raise ma.ValidationError([_HEADERS])
        return value


class Whole(Told):
    """A whole number from `least` to `most`."""

    def __init__(self, least: int, most: int, **more: Any) -> None:
        self.least, self.most = least, most
        super().__init__(metadata={"type": "integer", "minimum": least, "maximum": most}, **more)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            raise ma.ValidationError([_whole(self.least, self.most)])
        return value


class NewEndpoint(Incoming):
    """An endpoint. `events` are names of event types, whole, ending in `.*`, or `*`."""

    institution = Line(required=True)
    url = Address(required=True)
    events = Names(required=True)
    headers = Headers(load_default=dict)
    mode = OneOf(Mode, load_default=Mode.STANDARD)
    in_order = Agreement(load_default=False)
    at_once = Whole(1, 64, load_default=4)
    per_second = Whole(1, 1_000)
    signature = OneOf(Signature, load_default=Signature.SHARED)


class ChangedEndpoint(NewEndpoint):
    """An endpoint as it shall be; `version` is the one that was read."""

    class Meta:
        """A key is changed by rotation."""

        exclude = ("signature",)

    version = Whole(1, 10**9, required=True)


class Rotation(Incoming):
    """A new key; those before sign beside it for so many hours."""

    signature = OneOf(Signature, load_default=Signature.SHARED)
    overlap_hours = Whole(0, 24 * 30, load_default=OVERLAP // timedelta(hours=1))


class Acting(Incoming):
    """What to do. `message` is for `replay`, `since` for `replay_failed` and `replay_missing`."""

    act = OneOf(Act, required=True)
    message = Line()
    since = Instant()
    reason = Line()


class AttemptsQuery(LanguageQuery):
    """Which attempts to list, newest first. `after` is the cursor of the page before."""

    message = Line()
    limit = Count(load_default=50)
    after = Words(load_default="")


class KeyOut(Schema):
    """A key that signs. The key itself is told once, when it is made; of `v1a` the public part always."""

    signature = fields.String(metadata={"enum": ["v1", "v1a"]})
    public = fields.String(allow_none=True)
    until = fields.String(allow_none=True)


class EndpointOut(Schema):
    """An endpoint; `key` is there only when it was made just now."""

    id = fields.String()
    institution = fields.String()
    url = fields.String()
    events = fields.List(fields.String())
    headers = fields.List(fields.String(), metadata={"description": "The names; values are told to nobody."})
    mode = fields.String()
    in_order = fields.Boolean()
    at_once = fields.Integer()
    per_second = fields.Float(allow_none=True)
    state = fields.String(metadata={"enum": ["active", "paused", "disabled"]})
    reason = fields.String()
    failures = fields.Integer()
    failing_since = fields.String(allow_none=True)
    keys = fields.List(fields.Nested(KeyOut))
    key = fields.String()
    version = fields.Integer()


class EndpointListOut(Schema):
    """Every endpoint."""

    endpoints = fields.List(fields.Nested(EndpointOut))


class ActedOut(Schema):
    """What was done: the endpoint as it is now, how many messages are delivered again, the test message sent."""

    endpoint = fields.Nested(EndpointOut)
    count = fields.Integer(allow_none=True)
    message = fields.String(allow_none=True)


class AttemptOut(Schema):
    """One attempt; without an answer `status` is null."""

    id = fields.Integer()
    message = fields.String()
    number = fields.Integer()
    at = fields.String()
    ok = fields.Boolean()
    status = fields.Integer(allow_none=True)
    reason = fields.String()
    url = fields.String()
    sent = fields.Dict(keys=fields.String(), values=fields.String())
    answered = fields.Dict(keys=fields.String(), values=fields.String())
    body = fields.String()
    milliseconds = fields.Integer()


class AttemptListOut(Schema):
    """Attempts, newest first; `next` is the cursor of the following page."""

    attempts = fields.List(fields.Nested(AttemptOut))
    next = fields.String(allow_none=True)


class EventTypeOut(Schema):
    """What partners can be told of."""

    name = fields.String()
    version = fields.Integer()
    title = fields.String()
    description = fields.String()
    personal = fields.Boolean()
    schema = fields.Dict()
    sample = fields.Dict()


class EventTypeListOut(Schema):
    """The catalogue."""

    event_types = fields.List(fields.Nested(EventTypeOut))


def _whole(least: int, most: int) -> Problem:
    return Problem(
        "not_in_range",
        Text(
            sq=f"Shkruani një numër të plotë prej {least} deri në {most}.",
            sr=f"Upišite ceo broj od {least} do {most}.",
            en=f"Give a whole number from {least} to {most}.",
        ),
    )


_ADDRESS = Problem(
    "not_text",
    Text(
        sq="Shkruani një adresë deri 2000 shenja.",
        sr="Upišite adresu do 2000 znakova.",
        en="Give an address of up to 2000 characters.",
    ),
)
_NAMES = Problem(
    "not_a_list", Text(sq="Jepni një listë emrash.", sr="Navedite spisak imena.", en="Give a list of names.")
)
_HEADERS = Problem(
    "not_an_object",
    Text(
        sq="Jepni një objekt: emri i kokës dhe vlera e saj.",
        sr="Navedite objekat: ime zaglavlja i njegovu vrednost.",
        en="Give an object: the name of a header and its value.",
    ),
)
