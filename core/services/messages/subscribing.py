"""Subscriptions: for each event and each who asked for it an errand, entered in the transaction of the event itself.
So a handler is called at least once, also after a crash, and one handler's failure stops nobody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from neni.core.declarations import ErrandKind, Subscription
from neni.core.host import Host
from neni.core.model.errands import Errand, NewErrand
from neni.core.model.events import Event
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Desk, Work

Follower = Callable[[Work, Event, int], None]
"""Hears of each event that is stored, with its number, within its transaction."""


def follower(host: Host) -> Follower:
    """Enters an errand for every subscription to an event."""
    named = tuple(_named(host))

    def follow(work: Work, event: Event, number: int) -> None:
        for name, subscription in named:
            if isinstance(event, subscription.event):
                told = {"event": number}
                work.errands.add(NewErrand(name, str(number), event.at, told, by=f"event-{number}"))

    return follow


def subscription_kinds(office: Office) -> tuple[ErrandKind, ...]:
    """The kinds of errands that subscriptions make."""
    return tuple(
        ErrandKind(name, _titled(name), partial(_hand_on, office, subscription))
        for name, subscription in _named(office.host)
    )


def _hand_on(office: Office, subscription: Subscription, errand: Errand, desk: Desk) -> None:
    with office.store.reading() as work:
        kind, at, by, subject, data = work.events.get(int(str(errand.payload["event"])))
    made = next(one for one in _kinds_below(subscription.event) if one.__name__ == kind)
    subscription.handle(made(at, by, subject, data), desk)


def _kinds_below(event: type[Event]) -> Iterator[type[Event]]:
    yield event
    for kind in event.__subclasses__():
        yield from _kinds_below(kind)


def _named(host: Host) -> Iterator[tuple[str, Subscription]]:
    """Subscriptions by names that stay the same as long as the handler keeps its name."""
    seen: Counter[str] = Counter()
    for subscription in host.subscriptions():
        handler = subscription.handle
        place = getattr(handler, "__module__", type(handler).__module__)
        word = getattr(handler, "__qualname__", type(handler).__qualname__)
        name = subscription.name or f"on.{subscription.event.__name__}.{place}.{word}"
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name}.{seen[name]}"), subscription


def _titled(name: str) -> Text:
    return Text(sq=f"Pas ngjarjes: {name}", sr=f"Posle događaja: {name}", en=f"After an event: {name}")
