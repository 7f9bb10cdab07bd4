"""Alerts about partners who take no messages: who, at which address, of which event type, since when and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from neni.core.model.alerts import AlertKind, Gravity
from neni.core.model.deadlines.explaining import shown
from neni.core.model.text import Text
from neni.core.model.webhooks import BREAKS_AT, Endpoint, EndpointState
from neni.core.ports import Work
from neni.core.services.alerts.alerting import Cause

_GONE = "410"


def troubles(work: Work) -> Iterator[Cause]:
    """An endpoint that fails again and again, and one that said it is gone."""
    for one in work.endpoints.all():
        if one.state is EndpointState.ACTIVE and one.failures >= BREAKS_AT and one.failing_since:
            since = one.failing_since
            yield _cause(one, "failing", since.isoformat(), _failing(one, _last(work, one), shown(since)))
        elif one.state is EndpointState.DISABLED and one.reason.startswith(_GONE):
            yield _cause(one, "gone", str(one.version), _gone(one))


def names(work: Work) -> Mapping[str, str]:
    """What lanes of deliveries are called for people."""
    return {one.lane: f"{one.institution}, {one.url}" for one in work.endpoints.all()}


def _last(work: Work, endpoint: Endpoint) -> tuple[str, str]:
    """The type of the message last tried, and why it failed."""
    for attempt in work.messages.attempts(endpoint=endpoint.id, below=None, limit=1):
        message = work.messages.find(attempt.message)
        return (message.type if message else "–"), attempt.reason[:300]
    return "–", "–"


def _cause(endpoint: Endpoint, level: str, which: str, message: Text) -> Cause:
    about = f"lane:{endpoint.lane}:{level}"
    return Cause(AlertKind.ERRAND, f"{about}:{which}", about, Gravity.WARNING, _TITLES[level], message, level=level)


def _failing(endpoint: Endpoint, last: tuple[str, str], since: Text) -> Text:
    where, (kind, why) = f"{endpoint.institution} ({endpoint.url})", last
    return Text(
        sq=f"{where} nuk merr mesazhe që nga {since.sq}, së fundi “{kind}”: {why}. Provohet më tej; pyeteni partnerin.",
        sr=f"{where} ne prima poruke od {since.sr}, poslednju „{kind}“: {why}. Pokušava se dalje; pitajte partnera.",
        en=f"{where} takes no messages since {since.en}, last “{kind}”: {why}. It is tried further; ask the partner.",
    )


def _gone(endpoint: Endpoint) -> Text:
    where = f"{endpoint.institution} ({endpoint.url})"
    return Text(
        sq=f"{where} u përgjigj se nuk ka më pikë marrjeje aty; nuk i dërgohet asgjë e re. Merrni adresën e re.",
        sr=f"{where} je odgovorio da tamo više nema prijemne tačke; ništa novo mu se ne šalje. Zatražite novu adresu.",
        en=f"{where} answered that there is no endpoint there any more; it gets nothing new. Ask for the new address.",
    )


_TITLES = {
    "failing": Text(sq="Mesazhet nuk mbërrijnë", sr="Poruke ne stižu", en="Messages do not arrive"),
    "gone": Text(sq="Pika e marrjes nuk ekziston më", sr="Prijemna tačka više ne postoji", en="An endpoint is gone"),
}
