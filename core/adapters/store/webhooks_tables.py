"""The tables of messages to other institutions. They stand here and not in the plugin that delivers them, since a
message commits with the change it tells of."""

from __future__ import annotations

import sqlalchemy as sa

from neni.core.adapters.store.columns import ROW, Instant, Words
from neni.core.adapters.store.schema import METADATA

# Lists and headers are JSON. The numbers of one endpoint's failures are changed without its version.
ENDPOINTS = sa.Table(
    "endpoints",
    METADATA,
    sa.Column("id", Words, primary_key=True),
    sa.Column("institution", Words, nullable=False),
    sa.Column("url", Words, nullable=False),
    sa.Column("events", Words, nullable=False),
    sa.Column("keys", Words, nullable=False),
    sa.Column("headers", Words, nullable=False),
    sa.Column("mode", Words, nullable=False),
    sa.Column("in_order", sa.Boolean, nullable=False),
    sa.Column("at_once", sa.Integer, nullable=False),
    sa.Column("per_second", sa.Float),
    sa.Column("state", Words, nullable=False),
    sa.Column("reason", Words, nullable=False),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("failing_since", Instant),
    sa.Column("alerted", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("added_by", Words, nullable=False),
    sa.Column("added_at", Instant, nullable=False),
)

MESSAGES = sa.Table(
    "messages",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("id", Words, nullable=False),
    sa.Column("type", Words, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("subject", Words, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("data", Words, nullable=False),
    sa.Column("trace", Words, nullable=False),
    sa.Column("source", Words, nullable=False),
    sa.Column("event", ROW),
    sa.Column("problem", Words, nullable=False),
    sa.UniqueConstraint("id"),
    sa.Index(None, "at"),
)

ATTEMPTS = sa.Table(
    "attempts",
    METADATA,
    sa.Column("id", ROW, primary_key=True),
    sa.Column("message", Words, nullable=False),
    sa.Column("endpoint", Words, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("ok", sa.Boolean, nullable=False),
    sa.Column("status", sa.Integer),
    sa.Column("reason", Words, nullable=False),
    sa.Column("url", Words, nullable=False),
    sa.Column("sent", Words, nullable=False),
    sa.Column("answered", Words, nullable=False),
    sa.Column("body", Words, nullable=False),
    sa.Column("milliseconds", sa.Integer, nullable=False),
    sa.Index(None, "endpoint", "id"),
    sa.Index(None, "message"),
    sa.Index(None, "at"),
)
