"""The institution's list of keeping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store.columns import Instant, Words
from neni.core.adapters.store.inserting import upsert
from neni.core.adapters.store.schema import METADATA
from neni.core.model.paper.keeping import Keeping

KEEPINGS = sa.Table(
    "keepings",
    METADATA,
    sa.Column("document", Words, primary_key=True),
    sa.Column("from_day", sa.Date, primary_key=True),
    sa.Column("kept_as", Words, nullable=False),
    sa.Column("years", sa.Integer),
    sa.Column("decision", Words, nullable=False),
    sa.Column("set_by", Words, nullable=False),
    sa.Column("set_at", Instant, nullable=False),
)


class SqlKeepings:
    """What was decided on keeping (see ports.Keepings)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> Sequence[Keeping]:
        """Everything decided, by kind of document and day."""
        rows = self._connection.execute(sa.select(KEEPINGS).order_by(*KEEPINGS.primary_key))
        return tuple(Keeping(*row) for row in rows)

    def decide(self, keeping: Keeping) -> None:
        """Store it, in the place of what was decided for the same day."""
        values = asdict(keeping)
        told = upsert(self._connection, KEEPINGS).on_conflict_do_update(
            index_elements=[*KEEPINGS.primary_key], set_=values
        )
        self._connection.execute(told, values)
