"""Reviewed manuscripts, what was remarked, and the answers to it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("row", ROW, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "type", "name", "source", "title", "language")),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("stated", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text()),
        sa.Column("case_id", sa.Text()),
        sa.PrimaryKeyConstraint("row", name="pk_reviews"),
        sa.UniqueConstraint("id", name="uq_reviews_id"),
        sa.ForeignKeyConstraint(["sha256"], ["contents.sha256"], name="fk_reviews_sha256"),
        sa.ForeignKeyConstraint(["previous"], ["reviews.id"], name="fk_reviews_previous"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_reviews_case_id"),
    )
    op.create_index("ix_reviews_type_row", "reviews", ["type", "row"])
    op.create_index("ix_reviews_previous", "reviews", ["previous"])
    op.create_index("ix_reviews_case_id", "reviews", ["case_id"])
    op.create_table(
        "review_remarks",
        sa.Column("review_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("subject", "eid", "anchor", "words", "finding")),
        sa.PrimaryKeyConstraint("review_id", "number", name="pk_review_remarks"),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_review_remarks_review_id"),
    )
    op.create_table(
        "review_verdicts",
        sa.Column("row", ROW, nullable=False),
        sa.Column("review_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("opinion", "reason", "by")),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_review_verdicts"),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_review_verdicts_review_id"),
    )
    op.create_index("ix_review_verdicts_review_id_row", "review_verdicts", ["review_id", "row"])


def downgrade() -> None:
    for table in ("review_verdicts", "review_remarks", "reviews"):
        op.drop_table(table)
