"""Where events were handed on after the commit. Subscriptions are errands now, entered in the transaction of the event
itself (services/subscribing.py), so nothing is left to be done here; callers go one by one."""

from __future__ import annotations

from collections.abc import Iterable

from neni.core.model.events import Event
from neni.core.office import Office


def dispatch(office: Office, events: Iterable[Event]) -> None:
    """Nothing: whoever subscribed has an errand already."""
    del office, events
