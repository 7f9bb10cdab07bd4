"""Alerts about messages of other institutions that wait for a person and of which no errand tells: nobody here knew
what they mean when they came."""

from __future__ import annotations

from collections.abc import Iterator

from neni.core.model.alerts import AlertKind, Gravity
from neni.core.model.errands import ErrandQuery, ErrandStatus
from neni.core.model.inbound import Message, MessageQuery, MessageStatus
from neni.core.model.text import Text
from neni.core.ports import Work
from neni.core.services.alerts.alerting import Cause
from neni.core.services.messages import partner_messages

_MOST = 1_000


def troubles(work: Work) -> Iterator[Cause]:
    """Each source of which such messages wait, with the newest of them."""
    waiting = [source for source, counts in work.inbound.counts().items() if counts.get(MessageStatus.PARKED)]
    if not waiting:
        return
    query = ErrandQuery(ErrandStatus.PARKED, kind=partner_messages.KIND, limit=_MOST)
    told = {one.key for one in work.errands.find(query)}
    for name in waiting:
        parked = work.inbound.find(MessageQuery(name, MessageStatus.PARKED, _MOST))
        untold = [one for one in parked if one.id not in told]
        if untold:
            yield _cause(work, name, untold)


def _cause(work: Work, name: str, messages: list[Message]) -> Cause:
    about, source = f"inbound:{name}:parked", work.inbound.source(name)
    message = _waiting(source.title if source else name, len(messages), messages[0])
    return Cause(
        AlertKind.ERRAND, f"{about}:{messages[-1].id}", about, Gravity.WARNING, _TITLE, message, level="parked"
    )


def _waiting(title: str, number: int, newest: Message) -> Text:
    why = newest.problem
    return Text(
        sq=f"{title}: {number} mesazhe presin dikë, i fundit “{newest.type}”. {why.get('sq', '')}",
        sr=f"{title}: {number} poruka čeka nekoga, poslednja „{newest.type}“. {why.get('sr', '')}",
        en=f"{title}: {number} messages wait for somebody, the last one “{newest.type}”. {why.get('en', '')}",
    )


_TITLE = Text(
    sq="Mesazhe të tjerëve presin dikë", sr="Poruke drugih čekaju nekoga", en="Messages of others wait for somebody"
)
