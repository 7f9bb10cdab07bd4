"""The tables, the same on SQLite and PostgreSQL. Search indexes are each database's own: see search.py.

`row` is the order in which things were stored and never leaves the store; people and programs use `id`.
Values that must come back exactly (facts, findings) are JSON in text columns: see values.py.
"""

from __future__ import annotations

import sqlalchemy as sa

from neni.core.adapters.store.columns import ROW, BytewiseWords, Instant, Words

METADATA = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)

CASES = sa.Table(
    "cases",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("id", Words, nullable=False, unique=True),
    sa.Column("reference", Words, nullable=False, unique=True),
    sa.Column("type", Words, nullable=False),
    sa.Column("title", Words, nullable=False),
    sa.Column("facts", Words, nullable=False),
    sa.Column("on_day", sa.Date, nullable=False),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("opened_by", Words, nullable=False),
    sa.Column("rulesets", Words, nullable=False),
    sa.Column("status", Words, nullable=False),
    sa.Column("external_key", Words),
    sa.Column("version", sa.Integer, nullable=False),
    sa.UniqueConstraint("type", "external_key"),
    sa.Index(None, "on_day", "opened_at", "row"),
    sa.Index(None, "type", "on_day", "opened_at", "row"),
)

# `start` is the beginning of `value`: an index entry of PostgreSQL may not be long, a text fact may.
CASE_FACTS = sa.Table(
    "case_facts",
    METADATA,
    sa.Column("case_row", sa.ForeignKey("cases.row"), primary_key=True),
    sa.Column("name", Words, primary_key=True),
    sa.Column("start", BytewiseWords, nullable=False),
    sa.Column("value", BytewiseWords, nullable=False),
    sa.Index(None, "name", "start", "case_row"),
)

EVALUATIONS = sa.Table(
    "evaluations",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("id", Words, nullable=False, unique=True),
    sa.Column("case_id", sa.ForeignKey("cases.id"), nullable=False),
    sa.Column("case_type", Words, nullable=False),
    sa.Column("on_day", sa.Date, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("engine", Words, nullable=False),
    sa.Column("facts", Words, nullable=False),
    sa.Column("derived", Words, nullable=False),
    sa.Column("rulesets", Words, nullable=False),
    sa.Index(None, "case_id", "row"),
)

FINDINGS = sa.Table(
    "findings",
    METADATA,
    sa.Column("evaluation_row", sa.ForeignKey("evaluations.row"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("rule", Words, nullable=False),
    sa.Column("outcome", Words, nullable=False),
    sa.Column("finding", Words, nullable=False),
    sa.Index(None, "rule", "outcome"),
)

CONTENTS = sa.Table(
    "contents",
    METADATA,
    sa.Column("sha256", Words, primary_key=True),
    sa.Column("bytes", sa.LargeBinary, nullable=False),
)

DOCUMENTS = sa.Table(
    "documents",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("id", Words, nullable=False, unique=True),
    sa.Column("case_id", sa.ForeignKey("cases.id"), nullable=False),
    sa.Column("type", Words, nullable=False),
    sa.Column("language", Words, nullable=False),
    sa.Column("number", Words, nullable=False),
    sa.Column("issued_on", sa.Date, nullable=False),
    sa.Column("issued_at", Instant, nullable=False),
    sa.Column("issued_by", Words, nullable=False),
    sa.Column("evaluation_id", sa.ForeignKey("evaluations.id"), nullable=False),
    sa.Column("template_sha256", Words, nullable=False, index=True),
    sa.Column("sha256", sa.ForeignKey("contents.sha256"), nullable=False),
    sa.Column("file_name", Words, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("check_code", Words, unique=True),
    sa.Column("retention_class", Words),
    sa.Column("dispose_on", sa.Date, index=True),
    sa.Index(None, "case_id", "row"),
)

DOCUMENT_MARKS = sa.Table(
    "document_marks",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("document_id", sa.ForeignKey("documents.id"), nullable=False),
    sa.Column("standing", Words, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("by", Words, nullable=False),
    sa.Column("reason", Words, nullable=False),
    sa.Column("superseded_by", sa.ForeignKey("documents.id")),
    sa.UniqueConstraint("document_id", "standing"),
)

DRAFTS = sa.Table(
    "drafts",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("id", Words, nullable=False, unique=True),
    sa.Column("case_id", sa.ForeignKey("cases.id"), nullable=False),
    sa.Column("case_version", sa.Integer, nullable=False),
    sa.Column("type", Words, nullable=False),
    sa.Column("language", Words, nullable=False),
    sa.Column("template_sha256", Words, nullable=False),
    sa.Column("sha256", sa.ForeignKey("contents.sha256"), nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("state", Words, nullable=False, index=True),
    sa.Column("replaces", sa.ForeignKey("documents.id")),
    sa.Column("document_id", sa.ForeignKey("documents.id")),
    sa.Index(None, "case_id", "row"),
)

DRAFT_STEPS = sa.Table(
    "draft_steps",
    METADATA,
    sa.Column("draft_id", sa.ForeignKey("drafts.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("state", Words, nullable=False),
    sa.Column("by", Words, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("note", Words, nullable=False),
)

# `sha256` names the PDF among the contents, once there is one.
PRINTINGS = sa.Table(
    "printings",
    METADATA,
    sa.Column("document_id", sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("state", Words, nullable=False),
    sa.Column("asked_by", Words, nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("taken_at", Instant),
    sa.Column("done_at", Instant),
    sa.Column("sha256", sa.ForeignKey("contents.sha256")),
    sa.Column("size", sa.BigInteger),
    sa.Index(None, "state", "asked_at"),
)

REGISTERS = sa.Table(
    "registers",
    METADATA,
    sa.Column("code", Words, primary_key=True),
    sa.Column("year", sa.Integer, primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)

REGISTER_ENTRIES = sa.Table(
    "register_entries",
    METADATA,
    sa.Column("register", Words, primary_key=True),
    sa.Column("year", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("written", Words, nullable=False),
    sa.Column("entered_at", Instant, nullable=False),
    sa.Column("subject", Words),
)

REGISTER_PATTERNS = sa.Table(
    "register_patterns",
    METADATA,
    sa.Column("register", Words, primary_key=True),
    sa.Column("from_year", sa.Integer, primary_key=True),
    sa.Column("pattern", Words, nullable=False),
    sa.Column("set_by", Words, nullable=False),
    sa.Column("set_at", Instant, nullable=False),
)

EVENTS = sa.Table(
    "events",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("kind", Words, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("by", Words, nullable=False),
    sa.Column("subject", Words, nullable=False),
    sa.Column("data", Words, nullable=False),
    sa.Index(None, "subject", "row"),
)

# `login_key` is the login regardless of case: nobody tells Agim from agim.
PEOPLE = sa.Table(
    "people",
    METADATA,
    sa.Column("id", Words, primary_key=True),
    sa.Column("login", Words, nullable=False),
    sa.Column("login_key", Words, nullable=False, unique=True),
    sa.Column("name", Words, nullable=False),
    sa.Column("language", Words, nullable=False),
    sa.Column("roles", Words, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("password_hash", Words, nullable=False),
)

SESSIONS = sa.Table(
    "sessions",
    METADATA,
    sa.Column("token_hash", Words, primary_key=True),
    sa.Column("person_id", sa.ForeignKey("people.id"), nullable=False, index=True),
    sa.Column("csrf", Words, nullable=False),
    sa.Column("until", Instant, nullable=False, index=True),
)

API_TOKENS = sa.Table(
    "api_tokens",
    METADATA,
    sa.Column("token_hash", Words, primary_key=True),
    sa.Column("person_id", sa.ForeignKey("people.id"), nullable=False, index=True),
    sa.Column("label", Words, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
)

SIGN_INS = sa.Table(
    "sign_ins",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("login_hash", Words, nullable=False),
    sa.Column("at", Instant, nullable=False, index=True),
    sa.Column("succeeded", sa.Boolean, nullable=False),
    sa.Index(None, "login_hash", "at"),
)

CONFIRMATIONS = sa.Table(
    "confirmations",
    METADATA,
    sa.Column("rule", Words, primary_key=True),
    sa.Column("fingerprint", Words, primary_key=True),
    sa.Column("proposed_by", Words, nullable=False),
    sa.Column("proposed_at", Instant, nullable=False),
    sa.Column("note", Words, nullable=False),
    sa.Column("confirmed_by", Words),
    sa.Column("confirmed_at", Instant),
    sa.Column("demonstration", sa.Boolean, nullable=False),
)

TEMPLATE_VERSIONS = sa.Table(
    "template_versions",
    METADATA,
    sa.Column("row", ROW, primary_key=True),
    sa.Column("id", Words, nullable=False, unique=True),
    sa.Column("department", Words, nullable=False),
    sa.Column("code", Words, nullable=False),
    sa.Column("language", Words, nullable=False),
    sa.Column("sha256", sa.ForeignKey("contents.sha256"), nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("shipped_sha256", Words, nullable=False),
    sa.Column("note", Words, nullable=False),
    sa.Column("uploaded_by", Words, nullable=False),
    sa.Column("uploaded_at", Instant, nullable=False),
    sa.Column("approved_by", Words),
    sa.Column("approved_at", Instant),
    sa.Column("withdrawn_by", Words),
    sa.Column("withdrawn_at", Instant),
    sa.Index(None, "department", "code", "language", "row"),
)

RULESET_VERSIONS = sa.Table(
    "ruleset_versions",
    METADATA,
    sa.Column("fingerprint", Words, primary_key=True),
    sa.Column("code", Words, nullable=False),
    sa.Column("file", Words, nullable=False),
    sa.Column("written", Words, nullable=False),
    sa.Column("kept_at", Instant, nullable=False),
    sa.Index(None, "code", "kept_at"),
)

REPLIES = sa.Table(
    "replies",
    METADATA,
    sa.Column("key", Words, primary_key=True),
    sa.Column("person_id", Words, primary_key=True),
    sa.Column("request", Words, nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("body", Words, nullable=False),
    sa.Column("at", Instant, nullable=False),
)
