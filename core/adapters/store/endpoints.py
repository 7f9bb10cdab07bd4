"""Endpoints of other institutions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.sealed import ENDPOINT_HEADERS, ENDPOINT_KEYS
from neni.core.adapters.store.values import dumps, loads
from neni.core.adapters.store.webhooks_tables import ENDPOINTS
from neni.core.errors import Conflict, NotFound
from neni.core.model.text import Text
from neni.core.model.webhooks import Endpoint, EndpointKey, EndpointState, Mode
from neni.core.ports.secrets import Vault

_CHANGED = Text(
    sq="Dikush e ndryshoi këtë pikë ndërkohë; hapeni përsëri dhe ndryshojeni prapë.",
    sr="Neko je u međuvremenu promenio ovu tačku; otvorite je ponovo i promenite.",
    en="Somebody changed this endpoint meanwhile; open it again and change it then.",
)


class SqlEndpoints:
    """Stored endpoints (see ports.Endpoints)."""

    def __init__(self, connection: Connection, vault: Vault | None) -> None:
        self._connection, self._vault = connection, vault

    def add(self, endpoint: Endpoint, by: str, at: datetime) -> None:
        """Store a new one."""
        told = {"id": endpoint.id, "version": endpoint.version, "added_by": by, "added_at": at}
        self._connection.execute(sa.insert(ENDPOINTS), {**self._row(endpoint), **told})

    def save(self, endpoint: Endpoint) -> Endpoint:
        """Store a changed one. Raises Conflict."""
        mine = (ENDPOINTS.c.id == endpoint.id) & (ENDPOINTS.c.version == endpoint.version)
        after = replace(endpoint, version=endpoint.version + 1)
        values = {**self._row(after), "version": after.version}
        if self._connection.execute(sa.update(ENDPOINTS).where(mine).values(values)).rowcount != 1:
            raise Conflict(_CHANGED)
        return after

    def get(self, endpoint_id: str) -> Endpoint:
        """One endpoint. Raises NotFound."""
        row = self._connection.execute(_ONE, {"mine": endpoint_id}).first()
        if row is None:
            raise NotFound(refusals.no_such(endpoint_id))
        return self._endpoint(row)

    def several(self, ids: Collection[str]) -> Mapping[str, Endpoint]:
        """Those of them that there are, by id."""
        return {row.id: self._endpoint(row) for row in self._connection.execute(_SEVERAL, {"mine": list(ids)})}

    def all(self) -> Sequence[Endpoint]:
        """Every endpoint, by institution."""
        return tuple(self._endpoint(row) for row in self._connection.execute(_ALL))

    def addressees(self) -> Sequence[Endpoint]:
        """Every endpoint, by institution, without its keys and headers: a secret that cannot be opened must not stop
        the change that is told of."""
        return tuple(_known(row, (), {}) for row in self._connection.execute(_ALL))

    def failed(self, endpoint_id: str, at: datetime) -> Endpoint:
        """One more failure in a row; the endpoint as it stands now. Raises NotFound."""
        since = sa.func.coalesce(ENDPOINTS.c.failing_since, sa.bindparam("at", at, ENDPOINTS.c.failing_since.type))
        counted = sa.update(ENDPOINTS).where(ENDPOINTS.c.id == endpoint_id)
        counted = counted.values(failures=ENDPOINTS.c.failures + 1, failing_since=since)
        self._connection.execute(counted)
        return self.get(endpoint_id)

    def told(self, endpoint_id: str, alerted: int) -> None:
        """Remember how often people were told that it fails."""
        self._connection.execute(sa.update(ENDPOINTS).where(ENDPOINTS.c.id == endpoint_id).values(alerted=alerted))

    def recovered(self, endpoint_id: str) -> None:
        """It took a message: failures are counted anew."""
        fresh = {"failures": 0, "failing_since": None, "alerted": 0}
        self._connection.execute(sa.update(ENDPOINTS).where(ENDPOINTS.c.id == endpoint_id).values(fresh))

    def _row(self, endpoint: Endpoint) -> dict[str, Any]:
        keys = [{"key": one.key, "public": one.public, "until": _later(one.until)} for one in endpoint.keys]
        return {
            "keys": ENDPOINT_KEYS.seal(self._vault, dumps(keys), endpoint.id),
            "headers": ENDPOINT_HEADERS.seal(self._vault, dumps(dict(endpoint.headers)), endpoint.id),
            **_plain(endpoint),
        }

    def _endpoint(self, row: Any) -> Endpoint:
        keys = loads(ENDPOINT_KEYS.open(self._vault, row._mapping["keys"], row.id))
        headers = loads(ENDPOINT_HEADERS.open(self._vault, row.headers, row.id))
        return _known(row, tuple(_key(one) for one in keys), headers)


_ONE = sa.select(ENDPOINTS).where(ENDPOINTS.c.id == sa.bindparam("mine"))
_SEVERAL = sa.select(ENDPOINTS).where(ENDPOINTS.c.id.in_(sa.bindparam("mine", expanding=True)))
_ALL = sa.select(ENDPOINTS).order_by(ENDPOINTS.c.institution, ENDPOINTS.c.id)


def _plain(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "institution": endpoint.institution,
        "url": endpoint.url,
        "events": dumps(list(endpoint.events)),
        "mode": endpoint.mode.value,
        "in_order": endpoint.in_order,
        "at_once": endpoint.at_once,
        "per_second": endpoint.per_second,
        "state": endpoint.state.value,
        "reason": endpoint.reason,
        "failures": endpoint.failures,
        "failing_since": endpoint.failing_since,
        "alerted": endpoint.alerted,
    }


def _known(row: Any, keys: tuple[EndpointKey, ...], headers: Mapping[str, str]) -> Endpoint:
    return Endpoint(
        row.id,
        row.institution,
        row.url,
        tuple(loads(row.events)),
        keys,
        headers,
        Mode(row.mode),
        row.in_order,
        row.at_once,
        row.per_second,
        EndpointState(row.state),
        row.reason,
        row.failures,
        row.failing_since,
        row.alerted,
        row.version,
    )


def _later(until: datetime | None) -> str | None:
    return until.isoformat() if until else None


def _key(told: dict[str, Any]) -> EndpointKey:
    return EndpointKey(told["key"], told["public"], datetime.fromisoformat(told["until"]) if told["until"] else None)
