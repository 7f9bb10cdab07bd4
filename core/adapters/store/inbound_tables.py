"""The tables of messages from other institutions. The id of a message is unique within its source for good."""

from __future__ import annotations

import sqlalchemy as sa

from neni.core.adapters.store.columns import ROW, Instant, Words
from neni.core.adapters.store.schema import METADATA

INBOUND_SOURCES = sa.Table(
    "inbound_sources",
    METADATA,
    sa.Column("name", Words, primary_key=True),
    sa.Column("title", Words, nullable=False),
    sa.Column("departments", Words, nullable=False),
    sa.Column("keys", Words, nullable=False),
    sa.Column("tolerance", sa.Integer, nullable=False),
    sa.Column("types", Words, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("by", Words, nullable=False),
    sa.Column("page", Words, nullable=False),
)

INBOUND_MESSAGES = sa.Table(
    "inbound_messages",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("id", Words, nullable=False, unique=True),
    sa.Column("source", sa.ForeignKey("inbound_sources.name"), nullable=False),
    sa.Column("message_id", Words, nullable=False),
    sa.Column("type", Words, nullable=False),
    sa.Column("received_at", Instant, nullable=False),
    sa.Column("skew", sa.Integer, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("sha256", Words, nullable=False),
    sa.Column("status", Words, nullable=False),
    sa.Column("case_id", sa.ForeignKey("cases.id")),
    sa.Column("problem", Words, nullable=False),
    sa.UniqueConstraint("source", "message_id"),
    sa.Index(None, "status", "row"),
)
