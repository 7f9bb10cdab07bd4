"""The texts of rulesets that cases were opened with, so that an open case is judged by the law it began with.

Before this step every case was judged by the rules shipped when it was looked at, and no text was kept. Pins of that
time lead nowhere; without them such a case goes on as it did, until it is moved to today's rules and pinned to them.
"""

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
    op.execute("UPDATE cases SET rulesets = '{}'")


def downgrade() -> None:
    op.drop_table("ruleset_versions")
