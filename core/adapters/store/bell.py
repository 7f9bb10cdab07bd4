"""The bell that wakes workers: within this process at once, and on PostgreSQL in every process that listens."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from sqlalchemy.engine import Engine

from neni.core.adapters.store.errand_lanes import CARRIER, CHANNEL
from neni.core.ports.errands import Carrier

_log = logging.getLogger(__name__)
Wake = Callable[[], None]
_LISTEN_SECONDS = 1.0
_PAUSE_SECONDS = 2.0


class Bell:
    """Whom to wake in this process."""

    def __init__(self) -> None:
        self._wakes: list[Wake] = []

    def ring(self) -> None:
        """Something new stands in the ledger."""
        for wake in tuple(self._wakes):
            wake()

    @contextmanager
    def heard(self, engine: Engine, wake: Wake) -> Iterator[None]:
        """Call `wake` whenever something was entered, here or elsewhere, while the block lasts."""
        self._wakes.append(wake)
        try:
            with _elsewhere(engine, wake):
                yield
        finally:
            self._wakes.remove(wake)


@contextmanager
def _elsewhere(engine: Engine, wake: Wake) -> Iterator[None]:
    """Hear of what other processes enter."""
    carrier: Carrier | None = engine.get_execution_options().get(CARRIER)
    if carrier:
        with carrier.listening(wake):
            yield
        return
    listener = _Listener(engine, wake) if engine.dialect.name == "postgresql" else None
    try:
        yield
    finally:
        if listener:
            listener.close()


class _Listener:
    """A connection of its own that waits for what other processes enter. When it breaks, workers still look by
    themselves, only later; it comes back by itself."""

    def __init__(self, engine: Engine, wake: Wake) -> None:
        self._engine, self._wake = engine, wake
        self._closing = Event()
        self._thread = Thread(target=self._listen, name="errand-bell", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._closing.set()
        self._thread.join(_LISTEN_SECONDS * 3)

    def _listen(self) -> None:
        while not self._closing.is_set():
            try:
                with self._connected() as connection:
                    self._wait(connection)
            except Exception as error:  # noqa: BLE001 - whatever breaks the connection, it is made again
                _log.warning("the bell of the work ledger is out of reach: %s", type(error).__name__)
                self._closing.wait(_PAUSE_SECONDS)

    def _connected(self) -> Any:
        import psycopg  # noqa: PLC0415 - not there where PostgreSQL is not used

        arguments = self._engine.dialect.create_connect_args(self._engine.url)[1]
        return psycopg.connect(**arguments, autocommit=True)

    def _wait(self, connection: Any) -> None:
        connection.execute(f"LISTEN {CHANNEL}")
        while not self._closing.is_set():
            for _ in connection.notifies(timeout=_LISTEN_SECONDS, stop_after=1):
                self._wake()
