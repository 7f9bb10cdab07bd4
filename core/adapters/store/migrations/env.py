"""Runs the steps over the connection that the store hands in; the store has begun the transaction and ends it."""

from __future__ import annotations

from typing import Literal

from alembic import context

from neni.core.adapters.store import search
from neni.core.adapters.store.columns import INSTANT_WIDTH, BytewiseWords, Instant, Words
from neni.core.adapters.store.schema import METADATA

_WRITTEN: dict[type[object], str] = {
    Words: "sa.Text()",
    BytewiseWords: 'sa.Text().with_variant(sa.Text(collation="C"), "postgresql")',
    Instant: f'sa.DateTime(timezone=True).with_variant(sa.String({INSTANT_WIDTH}), "sqlite")',
}


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """The search index is each database's own and not among the common tables."""
    return not (kind == "table" and name is not None and name.startswith(search.TABLE))


def _frozen(kind: str, thing: object, _context: object) -> str | Literal[False]:
    """How a column of ours is written into a step: a step must not change when the code's types do."""
    if kind != "type" or type(thing) not in _WRITTEN:
        return False
    return _WRITTEN[type(thing)]


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    include_name=_is_ours,
    render_as_batch=True,
    render_item=_frozen,
    compare_type=True,
)
context.run_migrations()
