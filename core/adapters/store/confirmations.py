"""Which rules people vouched for; once two people did, their word is not overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.inserting import upsert
from neni.core.adapters.store.people import name_of
from neni.core.adapters.store.schema import CONFIRMATIONS
from neni.core.errors import Conflict
from neni.core.model.people import Confirmation


class SqlConfirmations:
    """Stored confirmations (see ports.Confirmations)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, confirmation: Confirmation) -> None:
        """Store or update the confirmation of a rule's fingerprint. Raises Conflict when two people confirmed it
        already; a demonstration may give way to the real thing."""
        values = asdict(confirmation)
        keys = [CONFIRMATIONS.c.rule, CONFIRMATIONS.c.fingerprint]
        changed = {name: value for name, value in values.items() if name not in ("rule", "fingerprint")}
        still_open = CONFIRMATIONS.c.confirmed_by.is_(None) | CONFIRMATIONS.c.demonstration
        insert = upsert(self._connection, CONFIRMATIONS).values(values)
        saved = insert.on_conflict_do_update(index_elements=keys, set_=changed, where=still_open)
        if self._connection.execute(saved.returning(CONFIRMATIONS.c.rule)).first() is None:
            self._refuse_unless_same(confirmation)

    def get(self, rule: str, fingerprint: str) -> Confirmation | None:
        """The confirmation of exactly this text of the rule."""
        mine = (CONFIRMATIONS.c.rule == rule) & (CONFIRMATIONS.c.fingerprint == fingerprint)
        row = self._connection.execute(sa.select(CONFIRMATIONS).where(mine)).first()
        return None if row is None else Confirmation(*row)

    def confirmed(self) -> frozenset[tuple[str, str]]:
        """Rule code and fingerprint of everything two people confirmed."""
        select = sa.select(CONFIRMATIONS.c.rule, CONFIRMATIONS.c.fingerprint)
        rows = self._connection.execute(select.where(CONFIRMATIONS.c.confirmed_by.is_not(None)))
        return frozenset((row.rule, row.fingerprint) for row in rows)

    def all(self) -> Sequence[Confirmation]:
        """Every proposal and confirmation, in the order in which they were proposed."""
        rows = self._connection.execute(sa.select(CONFIRMATIONS))
        return sorted((Confirmation(*row) for row in rows), key=lambda one: (one.proposed_at, one.rule))

    def _refuse_unless_same(self, confirmation: Confirmation) -> None:
        stored = self.get(confirmation.rule, confirmation.fingerprint)
        if stored != confirmation:
            who = name_of(self._connection, str(stored.confirmed_by)) if stored else ""
            raise Conflict(refusals.confirmed_already(confirmation.rule, who))
