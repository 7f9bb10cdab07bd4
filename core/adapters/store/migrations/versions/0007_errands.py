"""The ledger of background work, and its lanes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "errands",
        sa.Column("id", ROW, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("strand", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("due", INSTANT, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("lease_until", INSTANT),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_errands"),
        sa.UniqueConstraint("kind", "key", name="uq_errands_kind_key"),
    )
    op.create_index("ix_errands_status_lane_due_id", "errands", ["status", "lane", "due", "id"])
    op.create_index("ix_errands_lane_strand_id", "errands", ["lane", "strand", "id"])
    op.create_index("ix_errands_ended_at", "errands", ["ended_at"])
    op.create_table(
        "lanes",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at_once", sa.Integer()),
        sa.Column("per_second", sa.Float()),
        sa.Column("free_at", INSTANT),
        sa.Column("held_until", INSTANT),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lanes"),
    )


def downgrade() -> None:
    op.drop_table("lanes")
    op.drop_table("errands")
