"""A file read by an import map: what only Python reads as the map says is read before, once for each different cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from neni.core.adapters.bulk import mapping
from neni.core.adapters.bulk.cells import quoted
from neni.core.errors import BadImport
from neni.core.model.importing.import_maps import ImportMap
from neni.core.model.importing.register_rows import first_date, has_word
from neni.core.model.text import Text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_FORMS = 200_000
BLANK = "blank"
"""The parameter for what Python takes for space."""


class Register:
    """A file read by an import map. What only Python reads is read once, into tables of the connection."""

    def __init__(
        self, connection: DuckDBPyConnection, reader: str, file: Mapping[str, object], plan: ImportMap
    ) -> None:
        self.plan = plan
        self.tables: dict[str, str] = {}
        """Columns of the file whose cells were read beforehand, with the table that says what they are."""
        days = [one for one in plan.facts if one.dates and one.column]
        forms: dict[str, list[tuple[str, ...]]] = {}
        for one in days:
            forms.setdefault(one.column or "", []).append(one.dates)
        self._forms = {column: list(dict.fromkeys(some)) for column, some in forms.items()}
        columns = dict.fromkeys([*forms, *(skip.column for skip in plan.skips)])
        if columns:
            self._read(connection, reader, file, list(columns))

    def day(self, column: str, forms: tuple[str, ...], table: str) -> str:
        """The column of a table that has the day in these forms."""
        return f"{table}.d{self._forms[column].index(forms)}"

    def _read(
        self, connection: DuckDBPyConnection, reader: str, file: Mapping[str, object], columns: list[str]
    ) -> None:
        cells = [stripped(column) for column in columns]
        asked = ", ".join(
            f"list(DISTINCT x{n}) FILTER (x{n} IS NOT NULL{self._odd(f'x{n}')})" for n in range(len(cells))
        )
        inner = ", ".join(f"{cell} AS x{n}" for n, cell in enumerate(cells))
        text = f"SELECT {asked} FROM (SELECT {inner} FROM {reader})"  # noqa: S608 - columns are quoted
        found = connection.execute(text, {**file, BLANK: mapping.BLANK})
        for number, (column, values) in enumerate(zip(columns, found.fetchone() or (), strict=False)):
            self._keep(connection, f"read{number}", column, values or [])

    def _odd(self, cell: str) -> str:
        """Days as ISO writes them need no reading, unless a word of a skip could stand in one."""
        plain = all(re.search(r"[^\d-]", word) for skip in self.plan.skips for word in skip.words)
        iso = all(mapping.ISO in forms for some in self._forms.values() for forms in some)
        return f" AND NOT {mapping.iso(cell)}" if plain and iso else ""

    def _keep(self, connection: DuckDBPyConnection, table: str, column: str, cells: list[str]) -> None:
        if len(cells) > MOST_FORMS:
            raise BadImport(_too_many_forms(column))
        forms = self._forms.get(column, [])
        days = [[first_date(cell, one) for cell in cells] for one in forms]
        skips = [self._skip(column, cell) for cell in cells]
        names = ["cell", "skip", *(f"d{n}" for n in range(len(forms)))]
        kinds = ["VARCHAR[]", "INTEGER[]", *("DATE[]" for _ in forms)]
        lists = ", ".join(f"unnest(CAST(${name} AS {kind})) AS {name}" for name, kind in zip(names, kinds, strict=True))
        given = dict(zip(names, [cells, skips, *days], strict=True))
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {lists}", given)
        self.tables[column] = table

    def _skip(self, column: str, cell: str) -> int | None:
        numbered = enumerate(self.plan.skips, 1)
        return next((n for n, skip in numbered if skip.column == column and has_word(cell, skip)), None)


def stripped(column: str) -> str:
    """The words of a cell as Python strips them, NULL where nothing is left."""
    return f"nullif(trim(CAST({quoted(column)} AS VARCHAR), ${BLANK}), '')"


def _too_many_forms(column: str) -> Text:
    return Text(
        sq=f"Kolona “{column[:60]}” ka më shumë se {MOST_FORMS} mënyra shkrimi; kontrolloni hartën.",
        sr=f"Kolona „{column[:60]}“ ima više od {MOST_FORMS} načina pisanja; proverite da li je mapa prava.",
        en=f"The column “{column[:60]}” is written in more than {MOST_FORMS} ways; check that the map is right.",
    )
