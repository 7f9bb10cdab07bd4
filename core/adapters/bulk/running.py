"""A query that runs while somebody looks on: progress is told, and an interruption stops it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Progress: TypeAlias = "Callable[[float], None]"
"""Hears what part of a pass is done."""
_OFTEN = 0.1
_SCANNED = 50.0
"""Grouped queries say so many per cent when the last row has been read."""


def watched(connection: DuckDBPyConnection, work: Callable[[], None], progress: Progress) -> None:
    """Do the work beside; whatever interrupts the waiting interrupts the query too."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        running = beside.submit(work)
        try:
            while not wait([running], _OFTEN).done:
                progress(min(max(connection.query_progress(), 0.0) / _SCANNED, 1.0))
        except BaseException:
            connection.interrupt()
            raise
        running.result()
