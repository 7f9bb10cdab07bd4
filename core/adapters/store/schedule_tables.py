"""The tables of the clock: schedules, and signs of life."""

from __future__ import annotations

import sqlalchemy as sa

from neni.core.adapters.store.columns import Instant, Words
from neni.core.adapters.store.schema import METADATA

SCHEDULES = sa.Table(
    "schedules",
    METADATA,
    sa.Column("name", Words, primary_key=True),
    sa.Column("last_slot", Instant, nullable=False),
    sa.Column("paused_at", Instant),
    sa.Column("paused_by", Words, nullable=False),
)

BEATS = sa.Table(
    "beats",
    METADATA,
    sa.Column("name", Words, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("by", Words, nullable=False),
)
