"""An office whose parks tell partners of what happens, an administrator, and partners on this machine."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from neni.core import Department, EventType, Text
from neni.core.adapters.guarded import GuardedClient
from neni.core.adapters.store import SqlStore
from neni.core.adapters.words import Phrases
from neni.core.gathering import Answers, Plugin
from neni.core.host import Host
from neni.core.model.events import CaseChanged, CaseClosed, CaseOpened, Event
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.webhooks import Endpoint
from neni.core.office import Office
from neni.core.ports import Call, Work
from neni.core.services.messages import endpoints, outbox
from neni.core.services.messages.endpoints import Wanted
from neni.webhooks.delivering import kind
from tests.conftest import FixedClock

ADMIN = Person("p-admin", "admin", "Ana Admin", roles=frozenset({(EVERYWHERE, Role.ADMINISTRATOR)}))
SCHEMA = {
    "type": "object",
    "required": ["park"],
    "properties": {"park": {"type": "string"}, "area": {"type": "integer"}},
    "additionalProperties": False,
}


def lease(event: Event, _work: Work) -> dict[str, object] | None:
    if event.data.get("broken"):
        raise RuntimeError("the parks cannot tell")
    if event.data.get("silent"):
        return None
    if event.data.get("odd"):
        return {"park": event.subject, "area": float("nan")}
    return {"park": event.subject, **event.data}


LEASED = EventType(
    "parks.leased",
    Text.of("Leased"),
    Text.of("A park was leased"),
    SCHEMA,
    {"park": "PRK-1"},
    of=CaseChanged,
    tell=lease,
)
COMPLAINED = EventType(
    "parks.complained",
    Text.of("Complained"),
    Text.of("Somebody complained"),
    {"type": "object"},
    {"id": "x"},
    personal=True,
    of=CaseClosed,
)
OPENED = EventType(
    "parks.opened", Text.of("Opened"), Text.of("A case was opened"), {"type": "object"}, {}, of=CaseOpened
)


@dataclasses.dataclass
class Hurried:
    """The guarded client of tests: it may call this machine, and waits less long."""

    client: GuardedClient
    seconds: float = 5.0

    def send(self, call: Call) -> Any:
        return self.client.send(dataclasses.replace(call, seconds=min(call.seconds, self.seconds)))


def office_over(store: SqlStore, folder: Path, clock: Any, outgoing: Any = None) -> Office:
    paper = folder / "paper"
    paper.mkdir(exist_ok=True)
    types = (LEASED, COMPLAINED, OPENED)
    department = Department("parks", Text.of("Parks"), (), paper, paper, event_types=types)
    host = Host.of([Plugin("parks", "neni-parks", "1", Answers(department, (), {}, (), (), (), (kind(),)))])
    assert not host.broken, str(host.broken[0].problem)
    unused: Any = SimpleNamespace()
    store.follow(outbox.follower(host, "https://neni.example"))
    door = outgoing or Hurried(GuardedClient(loopback=True))
    return Office(
        host,
        store,
        Fixpoint(),
        unused,
        Phrases(),
        clock,
        unused,
        address="https://neni.example",
        outgoing=door,
    )


@pytest.fixture
def office(tmp_path: Path, sqlite_store: SqlStore, clock: FixedClock) -> Office:
    return office_over(sqlite_store, tmp_path, clock)


def enter(office: Office, url: str, *events: str, asymmetric: bool = False, **more: Any) -> Endpoint:
    wanted = Wanted("AQP", url, events or ("*",), **more)
    return endpoints.add(office, ADMIN, wanted, asymmetric=asymmetric)


Happen = Callable[..., None]


def happen(office: Office, *subjects: str, kind: type[Event] = CaseChanged, **data: object) -> None:
    for subject in subjects:
        with office.store.writing() as work:
            work.events.add(kind(office.clock.now(), "somebody", subject, data))
