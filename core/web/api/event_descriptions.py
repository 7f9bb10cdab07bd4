"""The events of the house as OpenAPI describes them: what we send to partners, and what they may send to us."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from neni.core.declarations import EventType, InboundType
from neni.core.host import Host

_HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")
_THIN = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "string"}, "link": {"type": "string"}},
    "additionalProperties": False,
}
"""What travels where personal data is concerned."""


def webhooks(host: Host) -> dict[str, Any]:
    """Every event type, by name."""
    told = {one.name: _item(one, _THIN if one.personal else one.schema, "out") for one in host.event_types()}
    return told | {one.name: _item(one, one.schema, "in") for one in host.inbound_types()}


def _item(one: EventType | InboundType, schema: Mapping[str, object], way: str) -> dict[str, Any]:
    sent = way == "out"
    answers = {"2XX": {"description": "Taken."}}
    refused = {"410": {"description": "Nothing is wanted here any more."}} if sent else {}
    return {
        "post": {
            "operationId": f"{way}.{one.name}",
            "summary": one.title.en,
            "description": one.description.en,
            "tags": ["What we tell partners" if sent else "What partners may tell us, at /hooks/{source}"],
            "security": [],
            "parameters": [_header(name) for name in _HEADERS],
            "requestBody": {"required": True, "content": {"application/json": {"schema": _envelope(one, schema)}}},
            "responses": answers | refused,
        }
    }


def _header(name: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": True, "schema": {"type": "string"}}


def _envelope(one: EventType | InboundType, schema: Mapping[str, object]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["type", "timestamp", "data"],
        "properties": {
            "type": {"const": one.name},
            "timestamp": {"type": "string", "format": "date-time"},
            "version": {"const": one.version},
            "data": {name: told for name, told in schema.items() if name != "$schema"},
        },
    }
