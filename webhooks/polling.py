"""For partners that cannot receive: they ask, signed, and get what an endpoint would have been sent, page by page.
A page never ends in the middle of what is still being written: the last seconds are told by the next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from neni.core.errors import NotFound
from neni.core.model.text import Text
from neni.core.model.webhooks import Endpoint, EndpointState, Message, Mode
from neni.core.office import Office
from neni.core.ports import Work
from neni.webhooks import refusing, signing

SETTLED = timedelta(seconds=5)
"""Messages get their place before they are committed; after this long none comes in between any more."""
MOST = 100
_SCANNED = 500
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page:
    """Some messages, and the cursor to ask on from; with `more` there are others already."""

    messages: tuple[Mapping[str, object], ...]
    cursor: str
    more: bool


def read(office: Office, endpoint_id: str, headers: Mapping[str, str], asked: str, after: str, limit: int) -> Page:
    """What an endpoint is told after the cursor. `asked` is the path with its query as it was requested: that is what
    the partner signs, with the endpoint's secret. Raises NotFound, Unverified."""
    now = office.clock.now()
    with office.store.reading() as work:
        endpoint = _endpoint(work, endpoint_id)
        secrets = [key.key for key in endpoint.keys_at(now) if key.key.startswith("whsec_")]
        if not secrets:
            raise refusing.wrong_signature()
        signing.verify(headers, asked.encode("utf-8", "replace"), map(signing.verifier, secrets), now)
        if after and work.messages.find(after) is None:
            raise NotFound(_OLD_CURSOR)
        return _page(work, endpoint, now - SETTLED, after, min(max(limit, 1), MOST))


def _endpoint(work: Work, endpoint_id: str) -> Endpoint:
    endpoint = work.endpoints.get(endpoint_id)
    if endpoint.state is EndpointState.DISABLED:
        raise NotFound(_OLD_CURSOR)
    return endpoint


def _page(work: Work, endpoint: Endpoint, until: datetime, after: str, limit: int) -> Page:
    told: list[Mapping[str, object]] = []
    cursor = after
    while True:
        batch = work.messages.since(_BEGINNING, cursor, _SCANNED)
        for one in batch:
            if one.at > until:
                return Page(tuple(told), cursor, more=False)
            if len(told) == limit:
                return Page(tuple(told), cursor, more=True)
            cursor = one.id
            if endpoint.wants(one.type) and not one.problem:
                told.append(_told(one, endpoint.mode))
        if len(batch) < _SCANNED:
            return Page(tuple(told), cursor, more=False)


def _told(message: Message, mode: Mode) -> Mapping[str, object]:
    body: Mapping[str, object] = json.loads(message.body(mode))
    return {"id": message.id, **body}


_OLD_CURSOR = Text(
    sq="Këtu nuk ka më asgjë të tillë; filloni përsëri pa “after”.",
    sr="Ovde toga više nema; počnite ponovo bez „after“.",
    en="There is no such thing here any more; begin again without “after”.",
)
