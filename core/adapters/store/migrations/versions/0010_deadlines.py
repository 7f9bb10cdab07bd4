"""Deadlines of cases, decisions about them, official calendars and calendar feeds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "deadlines",
        sa.Column("row", ROW, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("ruleset", sa.Text(), nullable=False),
        sa.Column("rulesets", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("event", sa.Text()),
        sa.Column("due", INSTANT),
        sa.Column("last_day", sa.Date()),
        sa.Column("attention_at", INSTANT),
        sa.Column("warn_at", sa.Text(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("done", sa.Text()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_deadlines"),
        sa.UniqueConstraint("id", name="uq_deadlines_id"),
        sa.UniqueConstraint("case_id", "rule", name="uq_deadlines_case_id_rule"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_deadlines_case_id"),
    )
    op.create_index("ix_deadlines_state_due", "deadlines", ["state", "due"])
    op.create_index("ix_deadlines_state_attention_at", "deadlines", ["state", "attention_at"])
    op.create_table(
        "deadline_decisions",
        sa.Column("row", ROW, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("deadline_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.Column("at", INSTANT),
        sa.Column("amount", sa.Integer()),
        sa.Column("unit", sa.Text()),
        sa.Column("until", sa.Date()),
        sa.Column("decided_by", sa.Text()),
        sa.Column("decided_at", INSTANT),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_deadline_decisions"),
        sa.UniqueConstraint("id", name="uq_deadline_decisions_id"),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadlines.id"], name="fk_deadline_decisions_deadline_id"),
    )
    op.create_index("ix_deadline_decisions_deadline_id_row", "deadline_decisions", ["deadline_id", "row"])
    op.create_table(
        "calendar_tables",
        sa.Column("row", ROW, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("days", sa.Text(), nullable=False),
        sa.Column("working", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.Column("accepted_by", sa.Text()),
        sa.Column("accepted_at", INSTANT),
        sa.PrimaryKeyConstraint("row", name="pk_calendar_tables"),
        sa.UniqueConstraint("id", name="uq_calendar_tables_id"),
    )
    op.create_index("ix_calendar_tables_year_accepted_at", "calendar_tables", ["year", "accepted_at"])
    op.create_table(
        "calendar_feeds",
        sa.Column("row", ROW, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("department", sa.Text()),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT),
        sa.PrimaryKeyConstraint("row", name="pk_calendar_feeds"),
        sa.UniqueConstraint("id", name="uq_calendar_feeds_id"),
        sa.UniqueConstraint("token_hash", name="uq_calendar_feeds_token_hash"),
    )
    op.create_index("ix_calendar_feeds_person_id_row", "calendar_feeds", ["person_id", "row"])


def downgrade() -> None:
    for table in ("calendar_feeds", "calendar_tables", "deadline_decisions", "deadlines"):
        op.drop_table(table)
