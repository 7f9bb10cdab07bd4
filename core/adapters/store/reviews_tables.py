"""The tables of reviewed manuscripts."""

from __future__ import annotations

import sqlalchemy as sa

from neni.core.adapters.store.columns import ROW, Instant, Words
from neni.core.adapters.store.schema import METADATA

REVIEWS = sa.Table(
    "reviews",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("id", Words, nullable=False, unique=True),
    sa.Column("type", Words, nullable=False),
    sa.Column("name", Words, nullable=False),
    sa.Column("source", Words, nullable=False),
    sa.Column("title", Words, nullable=False),
    sa.Column("language", Words, nullable=False),
    sa.Column("on_day", sa.Date, nullable=False),
    sa.Column("by", Words, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("sha256", sa.ForeignKey("contents.sha256"), nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("notes", Words, nullable=False),
    sa.Column("stated", Words, nullable=False),
    sa.Column("previous", sa.ForeignKey("reviews.id"), index=True),
    sa.Column("case_id", sa.ForeignKey("cases.id"), index=True),
    sa.Index(None, "type", "row"),
)

REVIEW_REMARKS = sa.Table(
    "review_remarks",
    METADATA,
    sa.Column("review_id", sa.ForeignKey("reviews.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("subject", Words, nullable=False),
    sa.Column("eid", Words, nullable=False),
    sa.Column("anchor", Words, nullable=False),
    sa.Column("words", Words, nullable=False),
    sa.Column("finding", Words, nullable=False),
)

REVIEW_VERDICTS = sa.Table(
    "review_verdicts",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("review_id", sa.ForeignKey("reviews.id"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("opinion", Words, nullable=False),
    sa.Column("reason", Words, nullable=False),
    sa.Column("by", Words, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index(None, "review_id", "row"),
)
