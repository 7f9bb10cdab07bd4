"""How long the institution keeps documents of a kind."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "keepings",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("kept_as", sa.Text(), nullable=False),
        sa.Column("years", sa.Integer()),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("document", "from_day", name="pk_keepings"),
    )


def downgrade() -> None:
    op.drop_table("keepings")
