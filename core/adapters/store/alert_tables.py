"""The tables of alerts: the alerts, whom they reached, how people want to be told, deadlines to be looked at, and what
rules said of each open case the last time.
"""

from __future__ import annotations

import sqlalchemy as sa

from neni.core.adapters.store.columns import ROW, Instant, Words
from neni.core.adapters.store.schema import METADATA

ALERTS = sa.Table(
    "alerts",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("id", Words, nullable=False, unique=True),
    sa.Column("key", Words, nullable=False, unique=True),
    sa.Column("kind", Words, nullable=False),
    sa.Column("about", Words, nullable=False),
    sa.Column("level", Words, nullable=False),
    sa.Column("gravity", Words, nullable=False),
    sa.Column("department", Words, nullable=False),
    sa.Column("title", Words, nullable=False),
    sa.Column("message", Words, nullable=False),
    sa.Column("raised_at", Instant, nullable=False),
    sa.Column("ladder", Words, nullable=False),
    sa.Column("case", Words, nullable=False),
    sa.Column("reference", Words, nullable=False),
    sa.Column("owner", Words, nullable=False),
    sa.Column("due", Instant),
    sa.Column("rung", sa.Integer, nullable=False),
    sa.Column("next_at", Instant),
    sa.Column("snoozed_until", Instant),
    sa.Column("snoozed_by", Words, nullable=False),
    sa.Column("acknowledged_at", Instant),
    sa.Column("acknowledged_by", Words, nullable=False),
    sa.Column("reason", Words, nullable=False),
    sa.Column("ended_at", Instant),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index(None, "next_at"),
    sa.Index(None, "about"),
    sa.Index(None, "department", "row"),
)

# `open` goes with the alert: the number in the head of every page counts these alone. `letter_due` is from when on the
# next letter tells of it, none once it did.
ALERT_TELLINGS = sa.Table(
    "alert_tellings",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("alert_id", sa.ForeignKey("alerts.id"), nullable=False),
    sa.Column("person_id", Words, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("open", sa.Boolean, nullable=False),
    sa.Column("letter_due", Instant),
    sa.UniqueConstraint("alert_id", "person_id"),
    sa.Index(None, "person_id", "open"),
)

NOTICE_SETTINGS = sa.Table(
    "notice_settings",
    METADATA,
    sa.Column("person_id", Words, primary_key=True),
    sa.Column("address", Words, nullable=False),
    sa.Column("by_mail", sa.Boolean, nullable=False),
    sa.Column("least", Words, nullable=False),
    sa.Column("quiet_from", Words),
    sa.Column("quiet_until", Words),
    sa.Column("away_from", sa.Date),
    sa.Column("away_until", sa.Date),
    sa.Column("substitute", Words, nullable=False),
)

DEADLINE_LOOKS = sa.Table(
    "deadline_looks",
    METADATA,
    sa.Column("deadline_id", sa.ForeignKey("deadlines.id"), primary_key=True),
    sa.Column("level", Words, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Index(None, "at", "deadline_id"),
)

NIGHTS = sa.Table(
    "evaluation_nights",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("key", Words, nullable=False, unique=True),
    sa.Column("started_at", Instant, nullable=False),
    sa.Column("by", Words, nullable=False),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("place", ROW, nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("first_seen", sa.Integer, nullable=False),
    sa.Column("changed", sa.Integer, nullable=False),
    sa.Column("failed", sa.Integer, nullable=False),
    sa.Column("ended_at", Instant),
)

CASE_OUTCOMES = sa.Table(
    "case_outcomes",
    METADATA,
    sa.Column("case_id", sa.ForeignKey("cases.id"), primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("outcomes", Words, nullable=False),
    sa.Column("failure", Words, nullable=False),
)
