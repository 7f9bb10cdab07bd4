"""Procrastinate as the carrier of wake-ups between machines, on PostgreSQL (NENI_CARRIER=procrastinate).

A transaction that enters errands defers a job on its own connection: if it does not commit there is no job. The job
says only that there is something to do, and reaches one worker of all machines instead of waking every one; what is to
be done, and by whom, stands in the ledger alone. A wake-up lost with its worker is given to another, and every clerk
looks by itself besides.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from procrastinate import App, PsycopgConnector, SyncPsycopgConnector

_log = logging.getLogger(__name__)
_QUEUE = "neni"
_TASK = "neni.errands"
_LOOK_SECONDS = 5.0
_STALLED_SECONDS = 10.0
_PAUSE_SECONDS = 2.0
_LOCK = 5_303_016_940_113
"""The advisory lock under which the carrier's tables are made; any number nobody else uses."""


class Procrastination:
    """Carries wake-ups over Procrastinate's tables in the same database (see ports.Carrier). `address` is a libpq
    connection string."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._deferring = App(connector=SyncPsycopgConnector(conninfo=address))

    def prepare(self) -> None:
        """Make the tables Procrastinate keeps its jobs in, unless they are there."""
        with self._deferring.open():
            connector: Any = self._deferring.connector
            with connector.pool.connection() as connection, connection.transaction():
                connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
                if connection.execute("SELECT to_regclass('procrastinate_jobs')").fetchone()[0] is None:
                    connection.execute(self._deferring.schema_manager.get_schema().replace("%%", "%"))

    def defer(self, connection: Any) -> None:
        """Tell of new errands, within the transaction of that psycopg connection."""
        self._deferring.configure_task(_TASK, queue=_QUEUE, connection=connection).defer()

    @contextmanager
    def listening(self, wake: Callable[[], None]) -> Iterator[None]:
        """Be one of the workers that are woken, while the block lasts."""
        worker = _Worker(self._address, wake)
        try:
            yield
        finally:
            worker.close()


class _Worker:
    """A Procrastinate worker in a thread of its own; when it breaks it comes back by itself."""

    def __init__(self, address: str, wake: Callable[[], None]) -> None:
        self._address, self._wake = address, wake
        self._closing = Event()
        self._thread = Thread(target=self._run, name="errand-carrier", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Take no more wake-ups."""
        self._closing.set()
        self._thread.join(_LOOK_SECONDS * 2)

    def _run(self) -> None:
        while not self._closing.is_set():
            try:
                asyncio.run(self._serve())
            except Exception as error:  # noqa: BLE001 - whatever breaks the connection, it is made again
                _log.warning("the carrier of wake-ups is out of reach: %s", type(error).__name__)
                self._closing.wait(_PAUSE_SECONDS)

    async def _serve(self) -> None:
        app = App(connector=PsycopgConnector(conninfo=self._address))

        @app.task(name=_TASK, queue=_QUEUE)
        async def wake() -> None:
            self._wake()

        async with app.open_async():
            working = asyncio.create_task(
                app.run_worker_async(
                    queues=[_QUEUE],
                    fetch_job_polling_interval=_LOOK_SECONDS,
                    install_signal_handlers=False,
                    delete_jobs="always",
                )
            )
            try:
                await self._until_closing(app, working)
            finally:
                working.cancel()
                await asyncio.gather(working, return_exceptions=True)

    async def _until_closing(self, app: App, working: asyncio.Task[None]) -> None:
        waited = 0.0
        while not self._closing.is_set() and not working.done():
            await asyncio.sleep(0.1)
            waited += 0.1
            if waited >= _STALLED_SECONDS:
                waited = 0.0
                for job in await app.job_manager.get_stalled_jobs(queue=_QUEUE):
                    await app.job_manager.retry_job(job)
