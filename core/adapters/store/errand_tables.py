"""The tables of background work: errands, and what is stored about their lanes."""

from __future__ import annotations

import sqlalchemy as sa

from neni.core.adapters.store.columns import ROW, Instant, Words
from neni.core.adapters.store.schema import METADATA

ERRANDS = sa.Table(
    "errands",
    METADATA,
    sa.Column("id", ROW, primary_key=True),
    sa.Column("kind", Words, nullable=False),
    sa.Column("key", Words, nullable=False),
    sa.Column("lane", Words, nullable=False),
    sa.Column("strand", Words, nullable=False),
    sa.Column("payload", Words, nullable=False),
    sa.Column("due", Instant, nullable=False),
    sa.Column("status", Words, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("fence", sa.Integer, nullable=False),
    sa.Column("entered_at", Instant, nullable=False),
    sa.Column("by", Words, nullable=False),
    sa.Column("lease_until", Instant),
    sa.Column("worker", Words, nullable=False),
    sa.Column("error", Words, nullable=False),
    sa.Column("ended_at", Instant),
    sa.UniqueConstraint("kind", "key"),
    sa.Index(None, "status", "lane", "due", "id"),
    sa.Index(None, "lane", "strand", "id"),
    sa.Index(None, "ended_at"),
)

# `free_at`: until when the rate of a lane is used up. Limits that are null are those the program declares.
LANES = sa.Table(
    "lanes",
    METADATA,
    sa.Column("name", Words, primary_key=True),
    sa.Column("at_once", sa.Integer),
    sa.Column("per_second", sa.Float),
    sa.Column("free_at", Instant),
    sa.Column("held_until", Instant),
    sa.Column("reason", Words, nullable=False),
)
