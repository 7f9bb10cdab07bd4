"""Keys, headers and answers that lay open are sealed; which keys sealed them is remembered."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from alembic import context, op

from neni.core.adapters.store import settings_refused
from neni.core.ports.secrets import Vault

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLES = (
    ("endpoints", ("id",), ("keys", "headers")),
    ("inbound_sources", ("name",), ("keys",)),
    ("replies", ("key", "person_id"), ("body",)),
)


def upgrade() -> None:
    op.create_table(
        "sealing_keys",
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sealing_keys"),
    )
    _each(lambda text, place: _vault().seal(text, place))


def downgrade() -> None:
    _each(lambda text, place: _vault().open(text, place))
    op.drop_table("sealing_keys")


def _vault() -> Vault:
    """Where nothing lies open no key is needed."""
    vault: Vault | None = context.config.attributes["vault"]
    if vault is None:
        raise settings_refused.no_keys()
    return vault


def _each(change: Callable[[str, str], str]) -> None:
    connection = op.get_bind()
    for name, keys, columns in TABLES:
        table = sa.table(name, *(sa.column(one, sa.Text()) for one in (*keys, *columns)))
        for row in connection.execute(sa.select(table)).mappings().all():
            mine = sa.and_(*(table.c[one] == row[one] for one in keys))
            places = {one: f"{name}.{one}:{'/'.join(row[key] for key in keys)}" for one in columns}
            changed = {one: change(row[one], place) for one, place in places.items() if row[one]}
            if changed:
                connection.execute(sa.update(table).where(mine).values(changed))
