"""Opens a file of many rows with DuckDB, and tells people what is wrong when that does not go."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from neni.core.adapters.bulk.tables import READERS, Table
from neni.core.errors import BadConfiguration, BadImport
from neni.core.model.text import Text

MEMORY, MOST_THREADS = "600MB", 4
_SETTINGS = ("SET enable_progress_bar = true", "SET enable_progress_bar_print = false")
"""How far a query is, is only told of one that could draw a bar; we draw our own."""


@contextmanager
def open_table(file: Path) -> Iterator[Table]:
    """Raises BadConfiguration where DuckDB is not installed, BadImport when the file cannot be read."""
    try:
        import duckdb  # noqa: PLC0415 - an extra, which may not be installed
    except ImportError as error:
        raise BadConfiguration(_NOT_INSTALLED) from error
    if file.suffix.lower() not in READERS:
        raise BadImport(_OTHER_FILE)
    threads = min(MOST_THREADS, os.cpu_count() or 1)
    config: dict[str, str | bool | int | float | list[str]] = {"memory_limit": MEMORY, "threads": threads}
    try:
        with duckdb.connect(config={**config, "preserve_insertion_order": False}) as one:
            for setting in _SETTINGS:
                one.execute(setting)
            yield Table(one, file)
    except duckdb.Error as error:
        raise BadImport(_unusable(str(error).splitlines()[0][:200])) from error


_NOT_INSTALLED = Text(
    sq="Për shqyrtimin e skedarëve duhet DuckDB: pip install 'neni[bulk]'.",
    sr="Za pregled datoteka potreban je DuckDB: pip install 'neni[bulk]'.",
    en="Screening files needs DuckDB: pip install 'neni[bulk]'.",
)
_OTHER_FILE = Text(
    sq="Shqyrtohen skedarë .parquet dhe .csv; ruajeni tabelën në njërën nga këto forma.",
    sr="Pregledaju se datoteke .parquet i .csv; sačuvajte tabelu u jednom od ta dva oblika.",
    en="Files ending in .parquet and .csv are screened; save the table as one of them.",
)


def _unusable(why: str) -> Text:
    return Text(
        sq=f"Skedari nuk lexohet dot: {why}. Kontrolloni a është i plotë.",
        sr=f"Datoteka se ne može pročitati: {why}. Proverite da li je potpuna.",
        en=f"The file cannot be read: {why}. Check that it is complete.",
    )
