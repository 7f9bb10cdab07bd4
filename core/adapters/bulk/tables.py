"""An open file of many rows: its rows counted by signature, streamed as facts, or written out where rules hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neni.core.adapters.bulk.cells import Cell
from neni.core.adapters.bulk.counting import Counted, Held, Survey, Tally, told_by
from neni.core.adapters.bulk.reading import Days, Facts
from neni.core.adapters.bulk.register import Register
from neni.core.adapters.bulk.running import Progress, watched
from neni.core.model.compiling.query import Query
from neni.core.model.importing.import_maps import ImportMap

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BATCH = 20_000
READERS = {".parquet": "read_parquet($file)", ".csv": "read_csv($file, header = true, all_varchar = true)"}


class Table:
    """An open file. `columns` are its columns with their types."""

    def __init__(self, connection: DuckDBPyConnection, file: Path) -> None:
        self._connection = connection
        self._file = {"file": str(file)}
        self._reader = READERS[file.suffix.lower()]
        described = connection.execute(f"DESCRIBE SELECT * FROM {self._reader}", self._file).fetchall()  # noqa: S608
        self.columns: dict[str, str] = {name: kind for name, kind, *_ in described}
        self._register: Register | None = None

    def read_by(self, plan: ImportMap) -> None:
        """Read the cells as the map says, from now on. Raises BadImport when it does not fit at all."""
        self._register = Register(self._connection, self._reader, self._file, plan)

    def counts(
        self,
        query: Query,
        cells: tuple[Cell, ...],
        days: Days | None = None,
        progress: Progress = lambda _: None,
        held: Collection[str] = (),
    ) -> Counted:
        """One pass: rows by signature, worked out signature by signature, and the cells that cannot be read.

        Of the rules `held` it is kept in which signatures they hold.
        """
        facts = self._facts(cells, days)
        keys = [name for names in query.names for name in names]
        every = [*keys, *facts.flags]
        sets = [*query.names, facts.flags]
        grouped = ", ".join(f"({', '.join(names)})" for names in sets)
        chosen = ", ".join([*every, f"grouping_id({', '.join(every)})" if every else "0"])
        text = f"WITH facts AS ({facts.text}) SELECT {chosen}, count(*) FROM ({query.text})"  # noqa: S608
        text += f" GROUP BY GROUPING SETS ({grouped})"
        tally = Tally(query, cells, facts, sets, held)
        given = {**facts.parameters, **query.parameters}
        watched(self._connection, lambda: tally.all(self._many(text, given)), progress)
        return tally.counted()

    def outcomes(self, query: Query, cells: tuple[Cell, ...]) -> Iterator[tuple[bool | None, ...]]:
        """For each row, what each rule of the query says; None is what cannot be told."""
        facts = self._facts(cells)
        keys = [name for names in query.names for name in names] or ["NULL"]
        text = f"WITH facts AS ({facts.text}) SELECT {', '.join(keys)} FROM ({query.text})"  # noqa: S608
        known: dict[tuple[int, ...], tuple[bool | None, ...]] = {}
        for row in self._many(text, {**facts.parameters, **query.parameters}):
            if row not in known:
                known[row] = query.outcomes(row)
            yield known[row]

    def keys(
        self, query: Query, cells: tuple[Cell, ...], days: Days | None, most: int
    ) -> Iterator[tuple[tuple[int, ...], ...]]:
        """The keys of every signature of the query, for some rows."""
        facts = self._facts(cells, days)
        lists = ", ".join(f"[{', '.join(names)}]" for names in query.names)
        text = f"WITH facts AS ({facts.text}) SELECT {lists} FROM ({query.text}) LIMIT {most}"  # noqa: S608
        for row in self._many(text, {**facts.parameters, **query.parameters}):
            yield tuple(tuple(one) for one in row)

    def survey(self, cells: tuple[Cell, ...], day: Cell | None, starts: Sequence[date]) -> Survey:
        """Which rows are left out, and how many of the others lie before the first of the days, from each until the
        next, and without a day."""
        every = cells if day is None or day in cells else (*cells, day)
        facts = self._facts(every)
        given = {f"start{number}": start for number, start in enumerate(starts)}
        place = (
            "0" if day is None else " + ".join(["0", *(f"CAST({day.place} >= ${name} AS INTEGER)" for name in given)])
        )
        if day is not None:
            place = f"CASE WHEN {day.place} IS NOT NULL THEN {place} END"
        bad = f"b{day.place}" if day in facts.doubtful and day is not None else "FALSE"
        text = f"SELECT left_out, {place} AS place, {bad} AS bad, count(*) FROM ({facts.everything}) GROUP BY ALL"  # noqa: S608
        found = Survey([0] * (len(starts) + 1))
        for left_out, number, spoilt, count in self._many(text, {**facts.parameters, **given}):
            found.add(left_out, number, count, spoilt=spoilt)
        return found

    def facts(
        self, cells: tuple[Cell, ...], days: Days | None = None, chosen: tuple[Cell, ...] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """For each row the values of the facts, or of those `chosen`, None where nothing usable stands."""
        facts = self._facts(cells, days)
        names = ", ".join(facts.worded(cell) for cell in (cells if chosen is None else chosen)) or "NULL"
        return self._many(f"WITH facts AS ({facts.text}) SELECT {names} FROM facts", facts.parameters)  # noqa: S608

    def keep(self, query: Query, cells: tuple[Cell, ...], days: Days | None, held: Held, most: int) -> int:
        """Put rows in which rules hold aside until there are `most`; says how many there are."""
        facts = self._facts(cells, days, whole=True)
        told, parameters = told_by(query, held)
        name = next(one for one in ("rules", "rules_", "rules__") if one not in self.columns)
        text = f"WITH facts AS ({facts.text}) SELECT whole, {told} AS told FROM ({query.text})"  # noqa: S608
        text = f"SELECT whole.*, told AS {name} FROM ({text}) WHERE told <> '' LIMIT $most"  # noqa: S608
        there = self._kept()
        into = "CREATE TEMP TABLE kept AS" if there is None else "INSERT INTO kept"
        given = {**facts.parameters, **query.parameters, **parameters, **self._file, "most": most - (there or 0)}
        watched(self._connection, lambda: self._run(f"{into} {text}", given), lambda _: None)
        return self._kept() or 0

    def save(self, out: Path) -> None:
        """Write the rows put aside to a Parquet or CSV file."""
        form = {".parquet": "FORMAT parquet", ".csv": "FORMAT csv, HEADER"}[out.suffix.lower()]
        self._run(f"COPY kept TO $out ({form})", {"out": str(out)})

    def _kept(self) -> int | None:
        there = self._connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'kept'").fetchone()
        return int(next(self._many("SELECT count(*) FROM kept", None))[0]) if there else None

    def _facts(self, cells: tuple[Cell, ...], days: Days | None = None, *, whole: bool = False) -> Facts:
        return Facts(self.columns, self._reader, cells, days, self._register, whole=whole)

    def _run(self, text: str, parameters: Mapping[str, object]) -> None:
        self._connection.execute(text, dict(parameters)).fetchall()

    def _many(self, text: str, parameters: Mapping[str, object] | None) -> Iterator[tuple[Any, ...]]:
        given = {} if parameters is None else {**parameters, **self._file}
        cursor = self._connection.execute(text, given)
        while rows := cursor.fetchmany(BATCH):
            yield from rows
