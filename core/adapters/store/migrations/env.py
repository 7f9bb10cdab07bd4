"""Runs the steps over the connection that the store hands in; the store has begun the transaction and ends it."""

from __future__ import annotations

from alembic import context

from neni.core.adapters.store import search
from neni.core.adapters.store.schema import METADATA


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """The search index is each database's own and not among the common tables."""
    return not (kind == "table" and name is not None and name.startswith(search.TABLE))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    include_name=_is_ours,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
