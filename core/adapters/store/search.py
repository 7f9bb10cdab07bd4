"""Full-text search over cases: FTS5 on SQLite, tsvector on PostgreSQL, one answer from both.

Words are found and folded here, not by the databases, so that both index and compare the very same words.
Every word asked for may be the beginning of a word: Albanian and Serbian bend their endings, and the last
word may still be in the middle of being typed.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Connection

from neni.core.adapters.store import folding

TABLE = "case_words"
_SQLITE = sa.table(TABLE, sa.column("rowid"), sa.column("words"))
_POSTGRESQL = sa.table(TABLE, sa.column("case_row"), sa.column("words"))


def put(connection: Connection, case_row: int, texts: Iterable[str]) -> None:
    """Index a case under the words of these texts."""
    words = " ".join(folding.words(texts))
    if connection.dialect.name == "sqlite":
        connection.execute(sa.insert(_SQLITE).values(rowid=case_row, words=words))
    else:
        vector = sa.func.array_to_tsvector(sa.func.string_to_array(words, " "))
        connection.execute(sa.insert(_POSTGRESQL).values(case_row=case_row, words=vector))


def forget(connection: Connection, case_row: int) -> None:
    """Take a case out of the index."""
    if connection.dialect.name == "sqlite":
        connection.execute(sa.delete(_SQLITE).where(_SQLITE.c.rowid == case_row))
    else:
        connection.execute(sa.delete(_POSTGRESQL).where(_POSTGRESQL.c.case_row == case_row))


def matching(connection: Connection, asked: str) -> sa.Select[tuple[int]] | None:
    """Rows of the cases that have a word beginning with each word asked for; None when no word was asked for."""
    words = folding.words([asked])
    if not words:
        return None
    if connection.dialect.name == "sqlite":
        condition = sa.literal_column(TABLE).op("MATCH")(" ".join(f'"{word}"*' for word in words))
        return sa.select(_SQLITE.c.rowid).where(condition)
    query = sa.cast(" & ".join(f"'{word}':*" for word in words), postgresql.TSQUERY())
    return sa.select(_POSTGRESQL.c.case_row).where(_POSTGRESQL.c.words.op("@@")(query))
