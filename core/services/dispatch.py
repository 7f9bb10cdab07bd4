"""After the commit: hands events to whoever subscribed. One handler's failure is logged and stops nobody else."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from neni.core.model.events import Event
from neni.core.office import Office

log = logging.getLogger(__name__)


def dispatch(office: Office, events: Iterable[Event]) -> None:
    """Call every subscription to the kind of each event. Never raises; the events are stored already."""
    subscriptions = office.host.subscriptions()
    for event in events:
        for subscription in subscriptions:
            if isinstance(event, subscription.event):
                try:
                    subscription.handle(event, office.desk())
                except Exception:
                    log.exception("a subscription to %s failed; the event stays stored", event.kind)
