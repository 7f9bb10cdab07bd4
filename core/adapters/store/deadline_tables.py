"""The tables of deadlines, decisions about them, official calendars and calendar feeds."""

from __future__ import annotations

import sqlalchemy as sa

from neni.core.adapters.store.columns import ROW, Instant, Words
from neni.core.adapters.store.schema import METADATA

DEADLINES = sa.Table(
    "deadlines",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("id", Words, nullable=False, unique=True),
    sa.Column("case_id", sa.ForeignKey("cases.id"), nullable=False),
    sa.Column("rule", Words, nullable=False),
    sa.Column("ruleset", Words, nullable=False),
    sa.Column("rulesets", Words, nullable=False),
    sa.Column("fingerprint", Words, nullable=False),
    sa.Column("severity", Words, nullable=False),
    sa.Column("state", Words, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
    sa.Column("event", Words),
    sa.Column("due", Instant),
    sa.Column("last_day", sa.Date),
    sa.Column("attention_at", Instant),
    sa.Column("warn_at", Words, nullable=False),
    sa.Column("missing", Words, nullable=False),
    sa.Column("done", Words),
    sa.Column("reason", Words, nullable=False),
    sa.Column("told", Words, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.UniqueConstraint("case_id", "rule"),
    sa.Index(None, "state", "due"),
    sa.Index(None, "state", "attention_at"),
)

DEADLINE_DECISIONS = sa.Table(
    "deadline_decisions",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("id", Words, nullable=False, unique=True),
    sa.Column("deadline_id", sa.ForeignKey("deadlines.id"), nullable=False),
    sa.Column("kind", Words, nullable=False),
    sa.Column("reason", Words, nullable=False),
    sa.Column("proposed_by", Words, nullable=False),
    sa.Column("proposed_at", Instant, nullable=False),
    sa.Column("at", Instant),
    sa.Column("amount", sa.Integer),
    sa.Column("unit", Words),
    sa.Column("until", sa.Date),
    sa.Column("decided_by", Words),
    sa.Column("decided_at", Instant),
    sa.Column("refused", sa.Boolean, nullable=False),
    sa.Index(None, "deadline_id", "row"),
)

CALENDAR_TABLES = sa.Table(
    "calendar_tables",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("id", Words, nullable=False, unique=True),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("days", Words, nullable=False),
    sa.Column("working", Words, nullable=False),
    sa.Column("source", Words, nullable=False),
    sa.Column("entered_by", Words, nullable=False),
    sa.Column("entered_at", Instant, nullable=False),
    sa.Column("accepted_by", Words),
    sa.Column("accepted_at", Instant),
    sa.Index(None, "year", "accepted_at"),
)

FEEDS = sa.Table(
    "calendar_feeds",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("id", Words, nullable=False, unique=True),
    sa.Column("person_id", Words, nullable=False),
    sa.Column("token_hash", Words, nullable=False, unique=True),
    sa.Column("department", Words),
    sa.Column("label", Words, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("revoked_at", Instant),
    sa.Index(None, "person_id", "row"),
)
