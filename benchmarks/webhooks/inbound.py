"""Accepted messages a second: verified, read, checked, stored with their errand, one commit each.

`python -m benchmarks.webhooks.inbound [NUMBER] [CLIENTS]`, in one process without a network; beside it what verifying
and reading alone would make, and storing alone.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from neni.core.adapters import store as stores
from neni.core.adapters.clock import SystemClock
from neni.core.adapters.vault import FileVault, key_file
from neni.core.adapters.words import Phrases
from neni.core.host import Host
from neni.core.model.inbound import Message
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.people import OPERATOR
from neni.core.office import Office
from neni.core.web import create_app
from neni.webhooks import receiving, signing, sources
from neni.webhooks.sources import NewSource

Signed = tuple[bytes, dict[str, str]]


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    clients = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'neni.db'}"
        stores.migrate(url)
        key_file.begin(Path(folder) / "secret.keys")
        opened = stores.open(url, FileVault(Path(folder) / "secret.keys"))
        unused: Any = None
        office = Office(Host.load(), opened, Fixpoint(), unused, Phrases(), SystemClock(), unused)
        source, secret = sources.add(office, OPERATOR, NewSource("ecap", "ECAP", ("legal",)))
        one, two, three = (signed(office, secret, number, name) for name in ("a", "b", "c"))
        app = create_app(office)
        tell("verified and read, nothing stored", number, lambda: check(office, source, one))
        tell("stored only, one commit each", number, lambda: keep(office, two))
        tell(f"accepted over the application, {clients} at once", number, lambda: post(app, clients, one))
        tell("accepted without the application, one at a time", number, lambda: receive(office, three))
        opened.close()


def signed(office: Office, secret: str, number: int, name: str) -> list[Signed]:
    """Complaints, each with its signature."""
    found = office.host.inbound_type("ecap.complaint.filed")
    assert found is not None
    key, now = signing.SharedSecret.read(secret), datetime.now(UTC)
    made = []
    for count in range(number):
        data = {**found[1].sample, "ecap_number": f"{name} {count}"}
        body = json.dumps({"type": found[1].name, "timestamp": now.isoformat(), "data": data}).encode()
        made.append((body, signing.sign(f"msg_{name}{count}", now, body, [key])))
    return made


def check(office: Office, source: Any, messages: list[Signed]) -> None:
    """Go through every check."""
    for body, headers in messages:
        receiving.rehearse(office, source, headers, body)


def keep(office: Office, messages: list[Signed]) -> None:
    """Store each with a commit of its own: what the disk allows."""
    now = office.clock.now()
    message = Message("", "ecap", "", "x.y", now, now - now, b"", "")
    for count, (body, _) in enumerate(messages):
        with office.store.writing() as work:
            work.inbound.add(replace(message, id=f"r{count}", message_id=f"k{count}", body=body))


def receive(office: Office, messages: list[Signed]) -> None:
    """Accept each, as the door does."""
    for body, headers in messages:
        receiving.receive(office, "ecap", headers, body)


def post(app: Any, clients: int, messages: list[Signed]) -> None:
    """Send each to the application."""

    def send(message: Signed) -> int:
        headers = {**message[1], "Content-Type": "application/json"}
        return int(app.test_client().post("/hooks/ecap", data=message[0], headers=headers).status_code)

    with ThreadPoolExecutor(clients) as crowd:
        answers = list(crowd.map(send, messages))
    assert set(answers) == {202}, set(answers)


def tell(what: str, number: int, do: Callable[[], None]) -> None:
    """Do it and print the rate, in time of the wall and of the processor."""
    wall, busy = time.perf_counter(), time.process_time()
    do()
    wall, busy = time.perf_counter() - wall, time.process_time() - busy
    print(f"{what}: {number / wall:,.0f}/s, {busy / number * 1e6:,.0f} µs of processor each")


if __name__ == "__main__":
    main()
