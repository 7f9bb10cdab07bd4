"""PDF files of issued documents and the queue of those still to be made. Nothing stored before changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "printings",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("taken_at", INSTANT),
        sa.Column("done_at", INSTANT),
        sa.Column("sha256", sa.Text()),
        sa.Column("size", sa.BigInteger()),
        sa.PrimaryKeyConstraint("document_id", name="pk_printings"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_printings_document_id"),
        sa.ForeignKeyConstraint(["sha256"], ["contents.sha256"], name="fk_printings_sha256"),
    )
    op.create_index("ix_printings_state_asked_at", "printings", ["state", "asked_at"])


def downgrade() -> None:
    op.drop_table("printings")
