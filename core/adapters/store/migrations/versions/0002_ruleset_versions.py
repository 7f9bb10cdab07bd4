"""The texts of rulesets that cases were opened with, so that an open case is judged by the law it began with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "ruleset_versions",
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("kept_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_ruleset_versions"),
    )
    op.create_index("ix_ruleset_versions_code_kept_at", "ruleset_versions", ["code", "kept_at"])


def downgrade() -> None:
    op.drop_table("ruleset_versions")
