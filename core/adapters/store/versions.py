"""The texts of rulesets that cases began with, each once under its fingerprint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store.inserting import insert_unless_taken
from neni.core.adapters.store.schema import RULESET_VERSIONS
from neni.core.model.law.versions import RulesetVersion


class SqlVersions:
    """Stored versions (see ports.Versions)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, versions: Iterable[RulesetVersion]) -> None:
        """Store those that are not there yet. They are looked for first: nearly always all are there, and the texts
        are long."""
        ours = {version.fingerprint: version for version in versions}
        known = sa.select(RULESET_VERSIONS.c.fingerprint).where(RULESET_VERSIONS.c.fingerprint.in_(ours))
        there = set(self._connection.execute(known).scalars())
        for fingerprint in sorted(ours.keys() - there):
            insert_unless_taken(self._connection, RULESET_VERSIONS, asdict(ours[fingerprint]))

    def get(self, fingerprints: Iterable[str]) -> Mapping[str, RulesetVersion]:
        """Those that are there, by fingerprint."""
        asked = sa.select(RULESET_VERSIONS).where(RULESET_VERSIONS.c.fingerprint.in_(sorted(set(fingerprints))))
        return {version.fingerprint: version for version in map(_version, self._connection.execute(asked))}

    def of(self, code: str) -> Sequence[RulesetVersion]:
        """Every version of a ruleset, in the order in which they came."""
        mine = sa.select(RULESET_VERSIONS).where(RULESET_VERSIONS.c.code == code)
        ordered = mine.order_by(RULESET_VERSIONS.c.kept_at, RULESET_VERSIONS.c.fingerprint)
        return tuple(map(_version, self._connection.execute(ordered)))


def _version(row: sa.Row[tuple[object, ...]]) -> RulesetVersion:
    return RulesetVersion(**row._mapping)
