"""How far a database has come, told without loading Alembic, so that every start can ask."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

MIGRATIONS = Path(__file__).parent / "migrations"
VERSIONS = MIGRATIONS / "versions"


def known() -> tuple[str, ...]:
    """Every revision of this version of Neni, in order: files are called `<four figures>_<what it does>.py`."""
    return tuple(sorted(path.name[:4] for path in VERSIONS.glob("[0-9]*_*.py")))


def of(connection: Connection) -> str | None:
    """The revision of a database, or None when it was never prepared."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
