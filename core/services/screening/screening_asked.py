"""What somebody wants to know of a file of very many rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from neni.core.model.importing.import_maps import ImportMap


@dataclass(frozen=True, slots=True)
class Wanted:
    """Rows to write to the file `out`: those in which one of the `rules` holds (any, when empty), at most so many."""

    out: Path
    rules: tuple[str, ...] = ()
    most: int = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a file is screened by: the law of the day `on`, or of the day in each row's column (or fact) `by`. `columns`
    maps facts to columns that are named otherwise, `register` reads the file as an import would."""

    on: date
    by: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    register: ImportMap | None = None
    wanted: Wanted | None = None
