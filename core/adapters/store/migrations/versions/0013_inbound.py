"""Messages from other institutions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "inbound_sources",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "title", "departments", "keys")),
        sa.Column("tolerance", sa.Integer(), nullable=False),
        sa.Column("types", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_inbound_sources"),
    )
    op.create_table(
        "inbound_messages",
        sa.Column("row", ROW, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "source", "message_id", "type")),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("skew", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text()),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_inbound_messages"),
        sa.UniqueConstraint("id", name="uq_inbound_messages_id"),
        sa.UniqueConstraint("source", "message_id", name="uq_inbound_messages_source_message_id"),
        sa.ForeignKeyConstraint(["source"], ["inbound_sources.name"], name="fk_inbound_messages_source"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_inbound_messages_case_id"),
    )
    op.create_index("ix_inbound_messages_status_row", "inbound_messages", ["status", "row"])


def downgrade() -> None:
    for table in ("inbound_messages", "inbound_sources"):
        op.drop_table(table)
