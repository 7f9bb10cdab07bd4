"""The table of the ids of keys that sealed secrets of this database. The keys themselves are elsewhere."""

from __future__ import annotations

import sqlalchemy as sa

from neni.core.adapters.store.columns import Words
from neni.core.adapters.store.schema import METADATA

SEALING_KEYS = sa.Table("sealing_keys", METADATA, sa.Column("id", Words, primary_key=True))
