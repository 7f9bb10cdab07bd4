"""Uploaded versions of Word templates, and how many documents were issued with which template."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "template_versions",
        sa.Column("row", ROW, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("shipped_sha256", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("uploaded_by", sa.Text(), nullable=False),
        sa.Column("uploaded_at", INSTANT, nullable=False),
        sa.Column("approved_by", sa.Text()),
        sa.Column("approved_at", INSTANT),
        sa.Column("withdrawn_by", sa.Text()),
        sa.Column("withdrawn_at", INSTANT),
        sa.PrimaryKeyConstraint("row", name="pk_template_versions"),
        sa.UniqueConstraint("id", name="uq_template_versions_id"),
        sa.ForeignKeyConstraint(["sha256"], ["contents.sha256"], name="fk_template_versions_sha256"),
    )
    op.create_index(
        "ix_template_versions_department_code_language_row",
        "template_versions",
        ["department", "code", "language", "row"],
    )
    op.create_index("ix_documents_template_sha256", "documents", ["template_sha256"])


def downgrade() -> None:
    op.drop_index("ix_documents_template_sha256", "documents")
    op.drop_table("template_versions")
