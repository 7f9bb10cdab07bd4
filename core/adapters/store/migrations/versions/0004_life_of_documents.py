"""Drafts and their steps, what became of documents, check codes, times of keeping, and how registers write numbers.

Documents issued before have no check code: none stands on them. Lines of registers before do not tell whose they are.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("documents") as documents:
        documents.add_column(sa.Column("check_code", sa.Text()))
        documents.add_column(sa.Column("retention_class", sa.Text()))
        documents.add_column(sa.Column("dispose_on", sa.Date()))
        documents.create_unique_constraint("uq_documents_check_code", ["check_code"])
        documents.create_index("ix_documents_dispose_on", ["dispose_on"])
    with op.batch_alter_table("register_entries") as entries:
        entries.add_column(sa.Column("subject", sa.Text()))
    _marks()
    _drafts()
    op.create_table(
        "register_patterns",
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("from_year", sa.Integer(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("register", "from_year", name="pk_register_patterns"),
    )


def _marks() -> None:
    op.create_table(
        "document_marks",
        sa.Column("row", ROW, nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("superseded_by", sa.Text()),
        sa.PrimaryKeyConstraint("row", name="pk_document_marks"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_document_marks_document_id"),
        sa.ForeignKeyConstraint(["superseded_by"], ["documents.id"], name="fk_document_marks_superseded_by"),
        sa.UniqueConstraint("document_id", "standing", name="uq_document_marks_document_id_standing"),
    )


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("row", ROW, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("case_version", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("template_sha256", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("replaces", sa.Text()),
        sa.Column("document_id", sa.Text()),
        sa.PrimaryKeyConstraint("row", name="pk_drafts"),
        sa.UniqueConstraint("id", name="uq_drafts_id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_drafts_case_id"),
        sa.ForeignKeyConstraint(["sha256"], ["contents.sha256"], name="fk_drafts_sha256"),
        sa.ForeignKeyConstraint(["replaces"], ["documents.id"], name="fk_drafts_replaces"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_drafts_document_id"),
    )
    op.create_index("ix_drafts_state", "drafts", ["state"])
    op.create_index("ix_drafts_case_id_row", "drafts", ["case_id", "row"])
    op.create_table(
        "draft_steps",
        sa.Column("draft_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "position", name="pk_draft_steps"),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_draft_steps_draft_id"),
    )


def downgrade() -> None:
    for table in ("register_patterns", "draft_steps", "drafts", "document_marks"):
        op.drop_table(table)
    with op.batch_alter_table("register_entries") as entries:
        entries.drop_column("subject")
    with op.batch_alter_table("documents") as documents:
        documents.drop_index("ix_documents_dispose_on")
        documents.drop_constraint("uq_documents_check_code", type_="unique")
        for column in ("check_code", "retention_class", "dispose_on"):
            documents.drop_column(column)
