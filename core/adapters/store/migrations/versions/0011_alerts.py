"""Alerts, whom they reached, how people want to be told, deadlines to be looked at, outcomes of open cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")
_LOOK_AT_ALL = (
    "INSERT INTO deadline_looks (deadline_id, level, at) "
    "SELECT id, 'changed', changed_at FROM deadlines WHERE state IN ('open', 'missed', 'suspended')"
)


def upgrade() -> None:
    _alerts()
    _tellings()
    _looks()
    _nights()


def _alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("row", ROW, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "key", "kind", "about", "level", "gravity")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("department", "title", "message")),
        sa.Column("raised_at", INSTANT, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("ladder", "case", "reference", "owner")),
        sa.Column("due", INSTANT),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("next_at", INSTANT),
        sa.Column("snoozed_until", INSTANT),
        sa.Column("snoozed_by", sa.Text(), nullable=False),
        sa.Column("acknowledged_at", INSTANT),
        sa.Column("acknowledged_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_alerts"),
        sa.UniqueConstraint("id", name="uq_alerts_id"),
        sa.UniqueConstraint("key", name="uq_alerts_key"),
    )
    op.create_index("ix_alerts_next_at", "alerts", ["next_at"])
    op.create_index("ix_alerts_about", "alerts", ["about"])
    op.create_index("ix_alerts_department_row", "alerts", ["department", "row"])


def _tellings() -> None:
    op.create_table(
        "alert_tellings",
        sa.Column("row", ROW, nullable=False),
        sa.Column("alert_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("letter_due", INSTANT),
        sa.PrimaryKeyConstraint("row", name="pk_alert_tellings"),
        sa.UniqueConstraint("alert_id", "person_id", name="uq_alert_tellings_alert_id_person_id"),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name="fk_alert_tellings_alert_id"),
    )
    op.create_index("ix_alert_tellings_person_id_open", "alert_tellings", ["person_id", "open"])
    op.create_table(
        "notice_settings",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("by_mail", sa.Boolean(), nullable=False),
        sa.Column("least", sa.Text(), nullable=False),
        sa.Column("quiet_from", sa.Text()),
        sa.Column("quiet_until", sa.Text()),
        sa.Column("away_from", sa.Date()),
        sa.Column("away_until", sa.Date()),
        sa.Column("substitute", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_notice_settings"),
    )


def _looks() -> None:
    op.create_table(
        "deadline_looks",
        sa.Column("deadline_id", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("deadline_id", "level", name="pk_deadline_looks"),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadlines.id"], name="fk_deadline_looks_deadline_id"),
    )
    op.create_index("ix_deadline_looks_at_deadline_id", "deadline_looks", ["at", "deadline_id"])
    op.execute(_LOOK_AT_ALL)


def _nights() -> None:
    op.create_table(
        "evaluation_nights",
        sa.Column("row", ROW, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("place", ROW, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("done", "first_seen", "changed", "failed")),
        sa.Column("ended_at", INSTANT),
        sa.PrimaryKeyConstraint("row", name="pk_evaluation_nights"),
        sa.UniqueConstraint("key", name="uq_evaluation_nights_key"),
    )
    op.create_table(
        "case_outcomes",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("outcomes", sa.Text(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_outcomes"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_outcomes_case_id"),
    )


def downgrade() -> None:
    for table in (
        *("case_outcomes", "evaluation_nights", "deadline_looks"),
        *("notice_settings", "alert_tellings", "alerts"),
    ):
        op.drop_table(table)
